"""What a day, a month and a week mean, told by names or numbers; the year follows from what stands around them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping

from briefing.timex import periods
from briefing.timex import values as v
from briefing.timex.context import Context, Groups, Meaning, Reading
from briefing.timex.years import edge, year_of


def calendar(g: Groups, c: Context) -> Meaning | None:
    """A whole date as written."""
    number = int(g["mm"]) if "mm" in g else c.word("months", g["month"])
    try:
        day = dt.date(year_of(g["year"]), number, int(g["day"]))
    except ValueError:
        return None
    return Meaning(v.day(day), "as written")


def slashed(g: Groups, c: Context) -> Meaning | None:
    """Two numbers and a year: in the order that only one of them allows, or in which the text writes its days.

    Where nothing tells, only the year is known.
    """
    first, second, year = int(g["first"]), int(g["second"]), year_of(g["year"])
    day_first = first > 12 if max(first, second) > 12 else c.day_first
    if day_first is None and first != second:
        return Meaning(f"{year:04}", "the day or the month may come first")
    day, month = (first, second) if day_first else (second, first)
    try:
        value = dt.date(year, month, day)
    except ValueError:
        return None
    return Meaning(v.day(value), f"as written, the {'day' if day_first else 'month'} first")


def month_day(g: Groups, c: Context) -> Meaning | None:
    """A month and a day without a year: the year follows from the direction and the day of writing."""
    number, day = c.word("months", g["month"]), int(g["day"])
    if not 1 <= day <= 31:
        return None
    if c.dct is None:
        return Meaning(f"XXXX-{number:02}-{day:02}", "no day of writing to take the year from")
    candidates: list[dt.date] = []
    for year in (c.dct.year - 1, c.dct.year, c.dct.year + 1):
        try:
            candidates.append(dt.date(year, number, day))
        except ValueError:
            continue
    if not candidates:
        return None
    if "year" in g:
        return calendar(g, c)
    if "weekday" in g:
        # "Saturday, April 25" names its year: the one in which that day is a Saturday.
        agree = [d for d in candidates if d.weekday() == c.word("weekdays", g["weekday"])]
        if len(agree) == 1:
            return Meaning(v.day(agree[0]), "the year in which the weekday agrees")
    nearest = directed(candidates, c, 3.0)
    stated = _year_told(nearest, nearest, c)
    if stated is not None and (day_then := _day_of(stated, number, day)) is not None:
        return Meaning(v.day(day_then), f"of {stated}, told before it", taken_over=True)
    return Meaning(v.day(nearest), why(c))


#: Days around the day of writing within which a day is news, whatever year was told before it.
_NEWS = 45


def _year_told(nearest: dt.date, last: dt.date, c: Context) -> int | None:
    """The year that the text has told for a day or month without one; ``None`` where the day of writing tells it.

    "In July 2021 … on July 8": the month has its year. "In June 2019 she came. In August she left": the tale goes on.
    A date that leads in a line of a timeline goes on from the line above it, however near it may be.

    Args:
        nearest: its first day, in the year in which it lies nearest to the day of writing.
        last: its last day.
        c: what stands around it.
    """
    if (of_line := c.year_of_line(nearest.month)) is not None:
        return of_line
    if c.dct is None or "future" in (c.governed, c.direction):
        return None
    if min(abs((d - c.dct).days) for d in (nearest, last)) <= _NEWS:
        return None
    year = c.year_told(nearest.month)
    if year is None and (tale := c.year_of_tale()) is not None:
        year = int(tale.value[:4])
        if tale.value[5:7].isdigit() and nearest.month < int(tale.value[5:7]):
            year += 1
    return year if year is not None and (year, nearest.month) < (c.dct.year, c.dct.month) else None


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_of(g: Groups, c: Context) -> tuple[int, int] | None:
    """Year and month of "October last year", "March 2016", "this month"; the year of a bare one by its direction."""
    if "rel_month" in g:
        if c.dct is None:
            return None
        months = 12 * c.dct.year + c.dct.month - 1 + {"last": -1, "next": 1}.get(g["rel_month"], 0)
        return months // 12, months % 12 + 1
    meaning = bare_month(g, c) if "year" not in g else month_year(g, c)
    if meaning is None or meaning.value is None or meaning.value.startswith("X"):
        return None
    return int(meaning.value[:4]), int(meaning.value[5:7])


def nth_weekday(g: Groups, c: Context) -> Meaning | None:
    """The second Sunday of a month, the last Friday of one."""
    nth, weekday, month = c.word("days", g["nth"]), c.word("weekdays", g["weekday"]), _month_of(g, c)
    if weekday is None:
        return None
    if month is None:
        return Meaning(None, "no day of writing to take the month from")
    day = periods.nth_weekday(*month, weekday, nth)
    return Meaning(v.day(day), f"of {v.month(*month)}") if day else None


def nth_day(g: Groups, c: Context) -> Meaning | None:
    """The last day of a month, the first of one."""
    month = _month_of(g, c)
    if month is None:
        return Meaning(None, "no day of writing to take the month from")
    number = c.word("days", g.get("nth") or g.get("dayname", "")) or int(g["day"])
    last = monthrange(*month)[1]
    number = last if number < 0 else number
    return Meaning(v.day(dt.date(*month, number)), f"of {v.month(*month)}") if 1 <= number <= last else None


def week_of(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The week a day lies in, or its weekend."""
    day = month_day(g, c)
    if day is None or day.value is None or day.value.startswith("X"):
        return day
    week = v.week(dt.date.fromisoformat(day.value))
    end = g.get("unit") == "weekend"
    return Meaning(f"{week}-WE" if end else week, f"the {'weekend' if end else 'week'} of {day.value}")


def directed(candidates: list[dt.date], c: Context, weight: float) -> dt.date:
    """The nearest candidate; one against the direction of its clause counts as ``weight`` times as far away.

    Where the verb that governs it is near by, only its side is looked at. Elsewhere cues of direction are weaker than
    nearness: a day of next week stays in next week though a verb looks back.
    """
    dct = c.dct or candidates[0]
    # An article may be dated the day before it was finished.
    last = dct + dt.timedelta(days=1)
    side = {"past": [d for d in candidates if d <= last], "future": [d for d in candidates if d >= dct], "unknown": []}
    candidates = side[c.governed] or candidates
    back, ahead = {"past": (1.0, weight), "future": (weight, 1.0), "unknown": (1.0, 1.2)}[c.direction]
    return min(candidates, key=lambda d: (dct - d).days * back if d <= dct else (d - dct).days * ahead)


def why(c: Context) -> str:
    """The reason given with a meaning that the direction of its clause has chosen."""
    clause = {"past": "the clause looks back", "future": "the clause looks forward", "unknown": "the nearest"}
    return f"{clause[c.direction]}, counted from {c.dct}"


def month_year(g: Groups, c: Context) -> Meaning | None:
    """A month and its year."""
    return Meaning(v.month(int(g["year"]), c.word("months", g["month"])), "as written", mod=edge(g))


def bare_month(g: Groups, c: Context) -> Meaning | None:
    """A month without a year."""
    name = g["month"]
    number = c.word("months", name)
    if name.isupper() and not {"shift", "rel", "edge"} & g.keys():
        return None  # a headline's word, or a name's letters
    shift = (g.get("shift") or g.get("rel", "")).lower()
    surname = name in c.words["doubt"]["people"] and c.after[:1] == " " and c.after[1:2].isupper()
    if surname and not _month_context(name, c, shift):
        return None
    day_of_it = bool(g.keys() & {"nth", "dayname", "day"})  # "the first Saturday in May"
    if name in c.words["doubt"]["names"]:
        return None
    if name in c.words["doubt"]["months"] and not day_of_it and not _month_context(name, c, shift or g.get("edge", "")):
        return None
    if shift in ("each", "every"):
        return Meaning(f"XXXX-{number:02}", "comes again", type="SET")
    if c.dct is None:
        return Meaning(f"XXXX-{number:02}", "no day of writing to take the year from", mod=edge(g))
    year = c.dct.year
    if "rel" in g:
        year += {"last": -1, "next": 1}.get(shift, 0)
    elif shift in ("last", "past"):
        year -= number >= c.dct.month
    elif shift == "next":
        year += number <= c.dct.month
    elif shift != "this":
        months = [dt.date(y, number, 1) for y in (year - 1, year, year + 1)]
        here = c.dct.replace(day=1)
        inner = Context(here, c.words, c.language, way=c.direction, firm=c.governed)
        nearest = directed(months, inner, 4.0)
        year = nearest.year
        last = nearest.replace(day=monthrange(nearest.year, number)[1])
        stated = _second_of_two(number, c) or _of_named(c) or _year_told(nearest, last, c)
        if stated is not None:
            return Meaning(v.month(stated, number), f"of {stated}, told before it", mod=edge(g), taken_over=True)
    return Meaning(v.month(year, number), why(c) if not shift else f"counted from {c.dct}", mod=edge(g))


#: A year that names what is told of in the same clause, and the words on its left.
_NAMED = re.compile(r"\b(?P<lead>\w{2,10}) \w{1,5} (?P<year>(?:19|20)\d\d) [a-z][^,;:]{0,80}$")


def _of_named(c: Context) -> int | None:
    """The year of what a month lies in: "stayed **in the 2008 race** against Hale until June"."""
    match = _NAMED.search(c.before)
    within = match is not None and match["lead"].lower() in c.words["doubt"].get("within_named", ())
    return int(match["year"]) if match is not None and within else None


#: Months from one to another that is told in one breath with it.
_SOON = 3


def _second_of_two(number: int, c: Context) -> int | None:
    """The year of a month that follows another one right before it: "in October or **November**"."""
    words = c.before.split()[-2:]
    first = c.word("months", words[0].strip(",")) if len(words) == len(("October", "or")) else None
    if first is None or words[1] not in c.words["doubt"].get("between_days", ()) or not c.values:
        return None
    value = c.values[-1][1]
    if value[5:] != f"{first:02}" or not 0 < (number - first) % 12 <= _SOON:
        return None
    return int(value[:4]) + int(number < first)


def _month_context(name: str, c: Context, shift: str) -> bool:
    """Whether a name that is a word too ("May") stands where a month stands: after a preposition or another month."""
    last = c.last_word().strip('(“"')
    doubt = c.words["doubt"]
    if not shift and name in c.surnames:
        # "Opponents of May", "no confidence in May": where she is spoken of, the month needs a word of its own.
        trusted = not set(c.before.split()[-2:-1]).isdisjoint(doubt["trusting"])
        return last in doubt["before_month_alone"] and not trusted
    if c.after.startswith(("’s ", "'s ")) and c.after[3:4].islower() and any(w[5:7] == "05" for _, w in c.values):
        return True  # "May's increase", where the month was told before
    if last in c.words["doubt"]["before_name"] and c.after[:1] == " " and c.after[1:2].islower():
        return True  # "the May report"
    return bool(shift) or last in c.words["doubt"]["before_month"] or c.word("months", last.strip(",")) is not None


READINGS: tuple[Reading, ...] = (calendar, slashed, month_day, week_of, nth_weekday, nth_day, month_year, bare_month)
