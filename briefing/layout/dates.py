"""Dates as they are printed: never finer than their granularity, and with what is not certain said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from briefing.layout.template import Template
from briefing.model.time import Interval, When

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-XX)?")
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})(?:-WE)?")
_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[QH])(?P<number>\d)")
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<season>SP|SU|FA|AU|WI|2[1-4])")
_YEAR = re.compile(r"(?P<year>\d{4})(?:-XX(?:-XX)?)?")
_DECADE = re.compile(r"(?P<decade>\d{3})X?")
_CENTURY = re.compile(r"(?P<century>\d{2})(?:XX)?")

_SEASONS = {
    "SP": "spring",
    "21": "spring",
    "SU": "summer",
    "22": "summer",
    "FA": "autumn",
    "AU": "autumn",
    "23": "autumn",
    "WI": "winter",
    "24": "winter",
}
#: Holds a date together at a line's end: only a range or a phrase may be broken.
NBSP = "\u00a0"


def day(date: dt.date, template: Template, *, long: bool = False) -> str:
    """A day, in the template's style."""
    if template.date_style == "iso":
        return date.isoformat()
    month = template.labels["months_long" if long else "months"][date.month - 1]
    if template.date_style == "month-day":
        return f"{month}{NBSP}{date.day},{NBSP}{date.year}"
    return f"{date.day}{NBSP}{month}{NBSP}{date.year}"


def printed(when: When, template: Template) -> str:
    """The date of a finding as it stands on the page."""
    edtf = when.edtf or ""
    if when.value is None and ("/" not in edtf or _one_day(when)):
        return _open(when.interval, template)
    text = _span(edtf, template) if "/" in edtf else _value(when.value or "", template)
    if approximate(when) and not _one_side(edtf):
        text = template.label("approximate", date=text)
    if when.bound is not None and "/" not in edtf:
        text = template.label(when.bound, date=text)
    return template.label("reported", date=text) if when.how == "document" else text


def moved(was: When, when: When, template: Template) -> str:
    """A date that has changed, from what it was; what both end with stands once: "19 → 17 Jun 2026"."""
    old, new = printed(was, template), printed(when, template)
    before, after = old.split(), new.split()
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        before.pop()
        after.pop()
    shorter = all(word.strip(",").isalnum() for word in (*before, *after)) and len(before) == len(after)
    return f"{' '.join(before) if shorter else old} → {new}"


def _one_day(when: When) -> bool:
    """Whether a range is the days among which one day lies, and no period: bounded on both sides, no value."""
    return when.interval is not None and None not in when.interval and when.how == "stated"


def _one_side(edtf: str) -> bool:
    """Whether of the two ends of a period one alone is vague: that one says so itself."""
    first, slash, last = edtf.partition("/")
    return bool(slash) and any(c in first for c in "~?%") != any(c in last for c in "~?%")


def approximate(when: When) -> bool:
    """Whether the source itself is vague about the date (EDTF's ``~``, ``?`` or ``%``)."""
    return any(c in (when.edtf or "") for c in "~?%")


def open_ended(when: When) -> tuple[bool, bool]:
    """Whether the time told has no beginning and no end of its own."""
    first, slash, last = (when.edtf or "").partition("/")
    if slash:
        return first in ("", ".."), last in ("", "..")
    interval = when.interval
    if interval is None:
        return False, False
    return interval.start is None, interval.end is None


def covered(whens: Sequence[When], template: Template) -> str:
    """The first and the last time told, each as finely as it is known; empty where none is."""
    known = [(w, w.interval) for w in whens if w.value is not None and w.interval is not None]
    starts = [(i.start, _ends(w)[0]) for w, i in known if i.start is not None]
    ends = [(i.end, _ends(w)[1]) for w, i in known if i.end is not None]
    if not starts or not ends:
        return ""
    first = min(starts, key=lambda s: s[0])[1] or ""
    end, last = max(ends, key=lambda e: e[0])
    if _DAY.fullmatch(last or ""):
        # A period's value is its first day; the last one is what is covered.
        last = (end - dt.timedelta(days=1)).isoformat()
    return _range(first, last or "", template)


def _ends(when: When) -> tuple[str | None, str | None]:
    """The first and the last time of a period, as finely as each is known; of anything else its value twice."""
    first, slash, last = re.sub("[~?%]", "", when.edtf or "").partition("/")
    return (first, last) if slash and ".." not in (first, last) and first and last else (when.value, when.value)


def days(interval: Interval, template: Template) -> str:
    """A stretch of days, first and last; a whole year or month is printed as such."""
    if interval.start is None or interval.end is None:
        return _open(interval, template)
    last = interval.end - dt.timedelta(days=1)
    return _range(interval.start.isoformat(), last.isoformat(), template)


def _open(interval: Interval | None, template: Template) -> str:
    """An open date with the bounds that are known."""
    start, end = interval or (None, None)
    if interval is not None and start is not None and end is not None:
        return template.label("open_within", dates=days(interval, template))
    if start is not None:
        return template.label("after", date=day(start - dt.timedelta(days=1), template))
    return template.label("before", date=day(end, template)) if end is not None else template.label("date_open")


def _span(edtf: str, template: Template) -> str:
    first, _, last = (re.sub("[~?%]", "", part) for part in edtf.partition("/"))
    if first in ("", ".."):
        return template.label("until", date=_value(last, template))
    if last in ("", ".."):
        return template.label("since", date=_value(first, template))
    if _one_side(edtf):
        ends = [(_value(part, template), any(c in part for c in "~?%")) for part in edtf.split("/")]
        return " – ".join(template.label("approximate", date=text) if vague else text for text, vague in ends)
    return _range(first, last, template)


def _range(first: str, last: str, template: Template) -> str:
    """Two ends; what they share is printed once (``3–5 Mar 2026``), and no time of day."""
    first, last = (value.partition("T")[0] for value in (first, last))
    begin, other = _value(first, template), _value(last, template)
    if first == last:
        return begin
    if template.date_style == "day-month" and (a := _DAY.fullmatch(first)) and (b := _DAY.fullmatch(last)):
        if (a["year"], a["month"]) == (b["year"], b["month"]):
            return f"{int(a['day'])}–{other}"
        if a["year"] == b["year"]:
            return f"{begin.rpartition(NBSP)[0]} – {other}"
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return f"{first[:4]}–{last[:4]}"
    return f"{begin} – {other}"


def _value(value: str, template: Template) -> str:
    """A TIMEX3 or EDTF value in words; one of an unknown shape is printed as it stands."""
    value = re.sub(r"[~?%]|T.*", "", value)
    if m := _DAY.fullmatch(value):
        try:
            return day(dt.date(int(m["year"]), int(m["month"]), int(m["day"])), template)
        except ValueError:
            return value
    if m := _SEASON.fullmatch(value):
        return template.label(_SEASONS[m["season"]], year=m["year"]).replace(" ", NBSP)
    if (m := _MONTH.fullmatch(value)) and 1 <= int(m["month"]) <= 12:
        if template.date_style == "iso":
            return f"{m['year']}-{m['month']}"
        return f"{template.labels['months'][int(m['month']) - 1]}{NBSP}{m['year']}"
    if (m := _WEEK.fullmatch(value)) and 1 <= int(m["week"]) <= 52:
        return template.label("week", date=day(dt.date.fromisocalendar(int(m["year"]), int(m["week"]), 1), template))
    if m := _PART.fullmatch(value):
        return template.label("quarter" if m["kind"] == "Q" else "half", number=m["number"], year=m["year"])
    if m := _YEAR.fullmatch(value):
        return m["year"]
    if m := _DECADE.fullmatch(value):
        return template.label("decade", year=f"{m['decade']}0")
    if (m := _CENTURY.fullmatch(value)) and int(m["century"]) < len(template.labels["ordinals"]):
        return template.label("century", ordinal=template.labels["ordinals"][int(m["century"])])
    return value
