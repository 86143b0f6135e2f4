"""How long something lasts: from a date and another, or from a date and a duration.

"From 4 to 9 May" and "between 2019 and 2021" have both ends. "For three weeks from 4 May" and "a six-month truce that
began on 3 May" have one, and the other is counted: no finer than the unit it is counted in, and only approximately. A
duration alone has no day, and neither has one beside the day on which something is decided ("jailed for three years in
2020"). "Since 2021" has no end.

Source: Extended Date/Time Format, level 1 (ISO 8601-2:2019): intervals, ``~`` and ``..``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.extract.events.clauses import Clauses
from briefing.extract.events.lexicon import Lexicon
from briefing.model.text import Span, Token
from briefing.model.time import Granularity, Interval, Timex, moved

#: Days of one.
_WEEK = 7
#: Months of one.
_MONTHS = 12
_OF_GRAIN: Mapping[Granularity, str] = {"week": "W", "month": "M", "year": "Y"}
_DURATION = re.compile(r"P(?P<count>\d{1,4})(?P<unit>[DWMY])|PT(?P<hours>\d{1,4})H")


class Period(NamedTuple):
    """The days something lasts."""

    edtf: str | None
    """``None`` where the text leaves open which days."""
    interval: Interval
    reason: str
    choice: bool = False
    """Whether it is one of these days, and nobody knows which."""


def between(first: Timex, other: Timex, weekdays: Collection[str]) -> Period | None:
    """From one date to another; ``None`` where they do not follow each other.

    Two weekdays are read each by itself, the last one before the article or the next one after it. Where they are not
    of one week the period is open, bounded by the weeks around both.

    Args:
        first: of the dates.
        other: the later one.
        weekdays: as the language names them, in small letters.
    """
    a, b = first.interval, other.interval
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    named = first.text.lower() in weekdays and other.text.lower() in weekdays
    if named and not 0 < (b.start - a.start).days < _WEEK:
        bounds = Interval(moved(min(a.start, b.start), 1 - _WEEK), moved(max(a.end, b.end), _WEEK - 1))
        return Period(None, bounds, f"“{first.text}” and “{other.text}” are read as days of different weeks")
    if a.start >= b.start or a.end > b.end:
        return None
    return Period(f"{first.edtf}/{other.edtf}", Interval(a.start, b.end), f"from “{first.text}” to “{other.text}”")


def lasting(tree: Clauses, trigger: Token, time: Timex, durations: Sequence[Timex]) -> Period | None:
    """From a date on, or up to it, as long as a duration says that hangs together with it; ``None`` where none does.

    Args:
        tree: of the sentence.
        trigger: the verb or noun the date belongs to.
        time: the date.
        durations: the durations of the sentence.
    """
    words, before = tree.words, tree.preposition(time.span)
    if not is_edge(time) or trigger.text.lower() in words.moved:
        return None
    if trigger.text.lower() in words.begins:
        fitting = [d for d in durations if d.mod in (None, "APPROX") and _of_what_begins(tree, trigger, d.span)]
        return _from(time, fitting[0]) if len(fitting) == 1 else None
    fitting = [d for d in durations if d.mod in (None, "APPROX") and _for(tree, d.span) == trigger.i]
    if len(fitting) != 1:
        return None
    if before == "from":
        return _from(time, fitting[0])
    return _up_to(time, fitting[0]) if words.bounds.get(before) == "until" else None


def part_of(text: str, time: Timex, durations: Sequence[Timex], words: Lexicon) -> Period | None:
    """The first or the last months of a year: "the **last four months of** 2016"; ``None`` where none are told.

    Args:
        text: of the document.
        time: the year.
        durations: the durations of its sentence.
        words: of the language.
    """
    if time.granularity != "year" or time.value is None or time.interval is None:
        return None
    for duration in durations:
        match = _DURATION.fullmatch(duration.value or "")
        if text[duration.span.end : time.span.start].strip() not in words.of or match is None or match["unit"] != "M":
            continue
        side = set(duration.text.lower().split())
        count = int(match["count"])
        if not 0 < count < _MONTHS or not side & (words.first | words.last):
            continue
        first, last = (1, count) if side & words.first else (_MONTHS - count + 1, _MONTHS)
        year = int(time.value)
        end = time.interval.end if last == _MONTHS else dt.date(year, last + 1, 1)
        label = f"{year:04}-{first:02}/{year:04}-{last:02}"
        return Period(label, Interval(dt.date(year, first, 1), end), f"{duration.text} of {time.text}")
    return None


def months_up_to(text: str, time: Timex, durations: Sequence[Timex], words: Lexicon) -> Period | None:
    """The months that end with a date: "the **three months to** June", "ended June 30"; ``None`` where none are told.

    Args:
        text: of the document.
        time: the last month, or its last day.
        durations: of its sentence.
        words: of the language.
    """
    end = time.interval.end if time.interval and time.granularity in ("month", "day") else None
    if end is None or end.day != 1:
        return None
    for duration in durations:
        match = _DURATION.fullmatch(duration.value or "")
        between = text[duration.span.end : time.span.start].strip().lower()
        if match is None or match["unit"] != "M" or between not in words.run_up or duration.mod is not None:
            continue
        first, after = counted(end, -int(match["count"]), "M")
        if after is not None:
            last = moved(end, -1) or end
            days = Interval(dt.date.fromisoformat(f"{first}-01"), end)
            return Period(f"{first}/{last.isoformat()[:7]}", days, f"{duration.text} {between} “{time.text}”")
    return None


def window(duration: Timex, written: dt.date | None, words: Lexicon) -> Timex | None:
    """The days of "the past five years" or "the next two weeks": up to the day of writing, or from it on.

    Args:
        duration: as it was read.
        written: the day of writing.
        words: of the language.

    Returns:
        A date with both ends, the one that is counted no finer than its unit; ``None`` where the words name no such
        stretch, or how long it is is not told.
    """
    if duration.rule != "window":
        return None  # "the past decade" by itself is as vague as it is long
    opens = set(duration.text.lower().split()[:2])
    if not opens & (words.ahead | words.back):
        return None
    return _beside_now(duration, written, ahead=bool(opens & words.ahead))


def lasting_till_now(tree: Clauses, duration: Timex, written: dt.date | None) -> Timex | None:
    """The days of "for eight years they have marched": as long as that up to the day of writing.

    Args:
        tree: of the sentence.
        duration: as it was read.
        written: the day of writing.

    Returns:
        As :func:`window`; ``None`` where the sentence's verb does not say that it has gone on until now.
    """
    above, root = tree.above(duration.span), tree.root
    if above is None or root is None or above.text.lower() != "for" or tree.head(above) is not root:
        return None
    if root.text.lower() in tree.words.decided:
        return None  # "has been jailed for three years"
    if any(above.end <= t.start < duration.span.start for t in tree.tokens):
        return None  # "for over 60 days"
    lasts = tree.past(root) and any(c.text.lower() in tree.words.until_now for c in tree.children(root))
    return _beside_now(duration, written, ahead=False) if lasts and duration.mod in (None, "APPROX") else None


def _beside_now(duration: Timex, written: dt.date | None, *, ahead: bool) -> Timex | None:
    """The days from the day of writing on, or up to it, as long as a duration says."""
    length = _DURATION.fullmatch(duration.value or "")
    if written is None or length is None or length["hours"]:
        return None
    count, unit = int(length["count"]), length["unit"]
    grain: Granularity = "day" if unit in ("D", "W") else "month" if unit == "M" else "year"
    if grain == "day":
        far = moved(written, (count * (_WEEK if unit == "W" else 1)) * (1 if ahead else -1))
        label, after = (far.isoformat(), moved(far, 1)) if far else ("", None)
        near = written.isoformat()
    else:
        label, after = counted(written, count if ahead else -count, unit)
        near = written.isoformat()[: len("2026-05") if unit == "M" else len("2026")]
    if after is None:
        return None
    first = dt.date.fromisoformat(f"{label}-01-01"[:10] if len(label) < len("2026-05-01") else label)
    days = Interval(written, after) if ahead else Interval(first, moved(written, 1))
    edtf = f"{near}/{label}~" if ahead else f"{label}~/{near}"
    return replace(
        duration, type="DATE", value=edtf[: len(near)], granularity=grain, interval=days, edtf=edtf, mod=None,
        reason=f"{duration.text}, counted from {written}",
    )  # fmt: skip


def till_now(time: Timex, written: dt.date | None) -> Timex:
    """The days of "over the past year": up to the day of writing, and no period of the calendar.

    Args:
        time: a date, of which only those of that rule are changed.
        written: the day of writing.
    """
    unit = _OF_GRAIN.get(time.granularity)
    if time.rule != "unit-till-now" or unit is None or written is None:
        return time
    day = moved(written, -_WEEK)
    label, _ = counted(written, -1, unit) if unit != "W" else (day.isoformat() if day else "", None)
    if not label:
        return time
    near = written.isoformat()[: len(label)]
    first = dt.date.fromisoformat(f"{label}-01-01"[:10])
    days = Interval(first, moved(written, 1))
    return replace(time, interval=days, edtf=f"{label}~/{near}", reason=f"{time.text}, counted from {written}")


def since(time: Timex) -> Period | None:
    """From a date on, without an end."""
    if not is_edge(time) or time.interval is None or time.mod is not None:
        return None
    return Period(f"{time.edtf}/..", Interval(time.interval.start, None), time.reason)


def is_edge(time: Timex) -> bool:
    """Whether a date can be the end of a period: a calendar date, which is no period itself."""
    edtf = time.edtf or ""
    return time.type == "DATE" and time.value is not None and re.fullmatch(r"\d{4}(?:-\d\d){0,2}~?", edtf) is not None


def _for(tree: Clauses, span: Span) -> int | None:
    """The word that lasts as long as a duration says: of "closed **for** three weeks" the verb."""
    preposition = tree.above(span)
    if preposition is None or preposition.text.lower() != "for" or preposition.end > span.start:
        return None
    verb = tree.head(preposition)
    return verb.i if verb is not None else None


def _of_what_begins(tree: Clauses, verb: Token, span: Span) -> bool:
    """Whether a duration is that of what a verb tells the beginning of.

    "A **six-month** truce that began", "the truce, which began, will last **six months**", "it began and lasted **six
    months**", "closed for **two weeks** starting".
    """
    subject = _subject(tree, verb)
    owner = tree.above(span)
    if owner is None:
        return False
    if subject is not None and owner.i == subject.i:
        return span.end <= subject.start
    verb_above = tree.head(verb)
    told_for = _for(tree, span)
    if verb.tag == "VBG":
        return told_for is not None and verb_above is not None and verb_above.i in (told_for, owner.i)
    lasts = tree.at(told_for) if told_for is not None else owner
    if lasts is None or lasts.text.lower() not in tree.words.lasts:
        return False
    if lasts.dep == "conj" and lasts.head == verb.i:
        return True
    return subject is not None and any(c.i == subject.i and c.dep == "nsubj" for c in tree.children(lasts))


def _subject(tree: Clauses, verb: Token) -> Token | None:
    """What a verb is said of; of a relative clause the noun before it."""
    if verb.dep == "relcl":
        return tree.head(verb)
    return next((c for c in tree.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)


def _from(time: Timex, duration: Timex) -> Period | None:
    start = time.interval.start if time.interval else None
    length = _length(duration, time)
    if start is None or length is None:
        return None
    count, unit = length
    if unit == "D":
        last = moved(start, count - 1)
        label, end = (last.isoformat(), moved(last, 1)) if last else ("", None)
    else:
        label, end = counted(start, count, unit)
    if end is None:
        return None
    reason = f"from “{time.text}” on, {duration.text}"
    return Period(f"{time.edtf}/{label}~", Interval(start, end), reason)


def _up_to(time: Timex, duration: Timex) -> Period | None:
    end = time.interval.end if time.interval else None
    length = _length(duration, time)
    if end is None or length is None:
        return None
    count, unit = length
    if unit == "D":
        first = moved(end, -count)
        label, start = (first.isoformat(), first) if first else ("", None)
    else:
        label, after = counted(moved(end, -1) or end, -count, unit)
        start = None if after is None else dt.date(int(label[:4]), int(label[5:7] or 1), 1)
    if start is None:
        return None
    reason = f"{duration.text} up to “{time.text}”"
    return Period(f"{label}~/{time.edtf}", Interval(start, end), reason)


def _length(duration: Timex, time: Timex) -> tuple[int, str] | None:
    """A duration as days, months or years, where a date is known as finely as what is counted from it.

    Weeks and whole days of hours are days.
    """
    match = _DURATION.fullmatch(duration.value or "")
    if match is None:
        return None
    if match["hours"]:
        days, rest = divmod(int(match["hours"]), 24)
        count, unit = (0 if rest else days), "D"
    else:
        count, unit = int(match["count"]), match["unit"]
        if unit == "W":
            count, unit = 7 * count, "D"
    fine = unit == "Y" or time.granularity == "day" or (unit == "M" and time.granularity == "month")
    return (count, unit) if count and fine else None


def counted(day: dt.date, count: int, unit: str) -> tuple[str, dt.date | None]:
    """The month or the year so many months or years from a day, and the day after it; nothing beyond the calendar."""
    months = 12 * day.year + day.month - 1 + (count if unit == "M" else 12 * count)
    year, month = divmod(months, 12)
    if not 1000 <= year < 9998:
        return "", None
    if unit == "Y":
        return f"{year:04}", dt.date(year + 1, 1, 1)
    return f"{year:04}-{month + 1:02}", dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
