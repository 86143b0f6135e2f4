"""Expressions counted from another day: "two years ago", "a year earlier", "the day prior", "that year"."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from briefing.model.time import moved
from briefing.timex import values as v
from briefing.timex.context import Context, Meaning

_BACK = ("earlier", "before", "prior", "previously", "previous", "preceding")
_APPROX = {
    "about": "APPROX", "around": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "some": "APPROX",
    "roughly": "APPROX", "approximately": "APPROX", "more than": "MORE_THAN", "less than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS", "over": "MORE_THAN",
}  # fmt: skip


#: A number of more digits is none that anybody counts units by, and no float holds it.
_DIGITS = 15


def unit_of(text: str) -> str:
    """The singular of a unit."""
    return {"centurie": "century", "quarter century": "quarter-century"}.get(text.lower(), text.lower())


def number_of(text: str, c: Context) -> float | None:
    """A number in digits or words; ``None`` where it is neither."""
    text = text.lower()
    if text in ("half a", "half an"):
        return 0.5
    if " of a" in text:
        return 0.75 if text.startswith("three") else 0.25  # "three quarters of a", "a quarter of an"
    if text.replace(".", "", 1).isdecimal():
        return float(text) if len(text) <= _DIGITS else None
    if text.endswith("hundred"):
        return 100.0
    parts = text.replace("-", " ").split()
    known = [c.word("numbers", part) for part in parts]
    return float(sum(known)) if known and None not in known else None


def mod_of(g: Mapping[str, str]) -> str | None:
    """The TIMEX3 mod of "about", "more than" and their kin."""
    return _APPROX.get(g.get("about", "").lower())


def count(g: Mapping[str, str], c: Context) -> float | None:
    """The number of units; ``None`` where it is vague."""
    number = number_of(g["n"], c) if "n" in g else None
    part = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}.get(g.get("part_of", ""), 0.0)
    return number + (0.5 if "half" in g else part) if number is not None else None


#: What a broken number of units is counted in: half a century is fifty years, a year and a half eighteen months.
_BROKEN = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "week": ("day", 7)}


def _whole(number: float, unit: str) -> tuple[int, str]:
    """A number of units without a fraction."""
    if unit == "fortnight":
        return round(2 * number), "week"
    if unit == "quarter-century":
        return round(25 * number), "year"
    if number != int(number) and unit in _BROKEN:
        finer, many = _BROKEN[unit]
        # "17.2 years" is a figure and tells no month.
        return (round(number * many), finer) if 4 * number == int(4 * number) else (round(number), unit)
    return int(number), unit


#: Letters of the values from which a unit can be counted: no day from a month, no month from a year.
_FINE: Mapping[str, tuple[int, ...]] = {
    "second": (10,), "minute": (10,), "hour": (10,), "day": (10,), "week": (8, 10), "month": (7, 10),
}  # fmt: skip


#: Units from which no month and no day can be counted.
_COARSE = ("year", "decade", "century")
#: Units so long that a year counted in them is only about that year.
_LOOSE = ("decade", "century", "quarter-century")


def _moved(base: str, unit: str, by: int) -> str | None:
    if len(base) not in _FINE.get(unit, (len(base),)) or (unit == "month" and not base[5:7].isdigit()):
        return None
    if unit in ("second", "minute", "hour"):
        return v.shift(base, "day", 0)
    return v.shift(base, unit, by)


def _moved_day(base: str, unit: str, by: int) -> str | None:
    """The day so many weeks, months or years from another; in a shorter month its last."""
    if unit == "week":
        return v.shift(base, "day", 7 * by)
    return v.same_day_of(base, by if unit == "month" else 12 * by)


def ago(g: Mapping[str, str], c: Context) -> Meaning | None:
    """So many units before the day of writing."""
    number, unit = count(g, c), unit_of(g["unit"])
    if number is None:
        return Meaning("PAST_REF", "how many is not told", mod=mod_of(g))
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    if unit == "year" and number == 1 and "today" not in g and (quarter := c.compared()):
        return Meaning(v.shift(quarter[1], "year", -1), "a year before the period spoken of", anchor=quarter[0])
    loose = unit in _LOOSE
    steps, unit = _whole(number, unit)
    # "Two years ago" may be two and a half: which year is told, and not surely.
    loose = loose or (unit == "year" and "this_month" not in g)
    base = v.day(c.dct)
    if "more" in g:
        more = number_of(g["more"], c)
        # "two years and three months": the larger step first, from the day itself.
        moved = _moved_day(base, g["of"], -int(more)) if more is not None else None
        return Meaning(_moved(moved, unit, -steps), f"counted from {c.dct}", mod=mod_of(g)) if moved else None
    if "this_month" in g:
        base = base[:7]
    elif unit in _COARSE:
        base = f"{c.dct.year:04}"
    if "today" in g:
        base, loose = v.day(c.dct), False
    if g.get("today", "").endswith("week"):
        day = v.interval(_moved(base, unit, -steps))
        return Meaning(v.week(day.start), f"counted from {c.dct}") if day and day.start else None
    return Meaning(_moved(base, unit, -steps), f"counted from {c.dct}", mod=mod_of(g), loose=loose)


def from_now(g: Mapping[str, str], c: Context) -> Meaning | None:
    """So many units after the day of writing."""
    number, unit = count(g, c), unit_of(g["unit"])
    if number is None:
        return Meaning("FUTURE_REF", "how many is not told", mod=mod_of(g))
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    steps, unit = _whole(number, unit)
    base = f"{c.dct.year:04}" if unit in ("year", "decade", "century") else v.day(c.dct)
    return Meaning(_moved(base, unit, steps), f"counted from {c.dct}", mod=mod_of(g))


def offset(g: Mapping[str, str], c: Context) -> Meaning | None:
    """So many units before or after the time told last."""
    number, unit = count(g, c), unit_of(g["unit"])
    back = g["way"] in _BACK
    if number is None:
        return Meaning("PAST_REF" if back else "FUTURE_REF", "how many is not told", mod=mod_of(g))
    steps, unit = _whole(number, unit)
    by = -steps if back else steps
    if unit == "year" and back:
        anchor = c.compared() or c.last()
        if anchor is not None:
            base = anchor[1] if "-Q" in anchor[1] else anchor[1][:4]
            return Meaning(v.shift(base, "year", by), f"counted from {anchor[1]}", anchor=anchor[0])
        if c.dct is not None:
            return Meaning(v.shift(f"{c.dct.year:04}", "year", by), f"counted from {c.dct}")
        return Meaning(None, "nothing to count from")
    anchor = c.last(10) if unit in ("day", "week") else c.last()
    if anchor is None:
        return Meaning(None, "nothing told before it to count from", not_after=c.dct if back else None)
    # "A year later" is a year, however finely the time before it is told.
    base = anchor[1][:4] if unit in _COARSE else anchor[1]
    value = _moved(base, unit, by)
    if back and _looks_back_from_ahead(value, c):
        anchor = _last_over(c, len(anchor[1]))
        if anchor is None:
            return Meaning(None, _NOT_FROM_AHEAD, not_after=c.dct, mod=mod_of(g))
        value = _moved(anchor[1], unit, by)
    if _is_over(anchor[1], c) and _looks_back_from_ahead(value, c):
        return Meaning(None, f"what lies ahead is not counted from {anchor[1]}", mod=mod_of(g))
    return Meaning(value, f"counted from {anchor[1]}", anchor=anchor[0], mod=mod_of(g))


_NOT_FROM_AHEAD = "what is over is not counted from what lies ahead"


def _looks_back_from_ahead(value: str | None, c: Context) -> bool:
    """Whether what is over would lie ahead: "a day earlier", counted from next week's vote that the tale spoke of."""
    return not _is_over(value, c) and c.direction != "future"


def _last_over(c: Context, letters: int) -> tuple[int, str] | None:
    """The last time told, of values as long as this, that has begun by the day of writing."""
    return next((t for t in reversed(c.values) if len(t[1]) == letters and _is_over(t[1], c)), None)


def _is_over(value: str | None, c: Context) -> bool:
    """Whether a time has begun by the day of writing, or nobody knows."""
    days = v.interval(value)
    return days is None or days.start is None or c.dct is None or days.start <= c.dct


#: Letters of a word that names an event.
_LONG = 4


@functools.cache
def _event(determiners: tuple[str, ...]) -> re.Pattern[str]:
    """What a day is counted from where it is an event: "the day after **the attack**"."""
    owned = r"[A-Z][\w-]*[’']s"
    return re.compile(rf"\s+(?:{'|'.join((*determiners, owned))})\s+(?P<words>(?:[\w-]+\s*){{1,3}})")


def anaphoric_offset(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Read "the day prior": counted from the day told last; open where no day was told.

    The event it hangs on may have no day of its own; then the value stays open and only its bounds are known.
    """
    unit = unit_of(g["unit"])
    way = g["way"]
    part = {"morning": "MO", "evening": "EV", "night": "NI"}.get(unit)
    grain = "day" if part else unit
    by = -1 if way in _BACK else 1
    anchor = c.last()
    follows = c.after[1:].split(None, 1)[0] if c.after[:1] == " " and c.after.strip() else ""
    clause = follows[:1].isupper() or follows.lower() in c.words["doubt"]["clause_subjects"]
    event = _event(tuple(c.words["doubt"].get("of_events", ())))
    if way in ("before", "after") and clause and not event.match(c.after):
        # "The day before Venn resigned": counted from what its clause tells, whose day nobody knows here.
        return Meaning(None, "counted from an event whose day is not told", not_after=c.dct if by < 0 else None)
    hangs = event.match(c.after) if way in ("before", "after") else None
    if hangs:
        # "The day after the attack" is counted from the attack, not from the day told last.
        words = [w.lower() for w in hangs["words"].split() if len(w) >= _LONG]
        anchor = c.day_of(words)
        if anchor is None:
            return Meaning(None, "counted from an event whose day is not told", not_after=c.dct if by < 0 else None)
    if grain == "day" and (anchor is None or len(anchor[1]) != 10):
        first, last = None, None
        if anchor is not None and (days := v.interval(anchor[1])) and days.start and days.end:
            first, last = moved(days.start, by), moved(days.end, by - 1)
        latest = moved(c.dct, -1) if c.dct is not None and by < 0 else None
        # What was told may lie ahead ("by 2030"); then the day of writing bounds nothing.
        if latest is not None and (first is None or first <= latest):
            last = min(last, latest) if last else latest
        return Meaning(
            None, "counted from an event whose day is not told", not_before=first, not_after=last,
            anchor=anchor[0] if anchor else None,
        )  # fmt: skip
    if anchor is None:
        return Meaning(None, "nothing told before it to count from")
    value = v.shift(anchor[1], grain, by)
    if not hangs and by < 0 and _looks_back_from_ahead(value, c):
        anchor = _last_over(c, len(anchor[1]))
        if anchor is None:
            return Meaning(None, _NOT_FROM_AHEAD, not_after=c.dct)
        value = v.shift(anchor[1], grain, by)
    if value and part:
        return Meaning(f"{value}T{part}", f"counted from {anchor[1]}", type="TIME", anchor=anchor[0])
    return Meaning(value, f"counted from {anchor[1]}", anchor=anchor[0])


def that_time(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Read "that year": the time told last, cut to the unit."""
    unit = unit_of(g["unit"])
    least = {"day": (10,), "week": (8, 10), "month": (7, 10), "quarter": (7,), "year": (4, 7, 8, 10)}.get(unit, (3, 4))
    anchor = c.last(*least) if unit != "day" or "same" in g else c.pointed_at(*least)
    far = anchor is None or not c.is_near(anchor[0])
    if unit == "day" and far and _goes_on(g, c) and (month := c.month_near()) is not None:
        return Meaning(month[1], f"a day of {month[1]}", anchor=month[0])
    if anchor is None:
        return Meaning(None, "no such time told before it")
    if unit == "week":
        day = v.interval(anchor[1])
        value = v.week(day.start) if day and day.start else None
    elif unit == "decade":
        value = anchor[1][:3]
    else:
        value = anchor[1][: {"day": 10, "month": 7, "quarter": 7, "year": 4}[unit]]
    return Meaning(value, f"the {unit} of {anchor[1]}", anchor=anchor[0])


#: Letters that may stand before an expression that opens its sentence ("But that night").
_OPENS = 4


def _goes_on(g: Mapping[str, str], c: Context) -> bool:
    """Whether a tale goes on with an expression: it says "the same", or opens its sentence."""
    return "same" in g or len(c.before) <= _OPENS


def that_part(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Read "that night": of the day told last, where it was told in this sentence or just before it."""
    day = c.last(10) if "same" in g else c.pointed_at(10)
    if day is not None and c.is_near(day[0]):
        part = c.word("parts", g["part"])
        return Meaning(f"{day[1]}T{part}", f"of {day[1]}", type="TIME", anchor=day[0])
    if _goes_on(g, c) and (month := c.month_near()) is not None:
        return Meaning(month[1], f"of a day of {month[1]}", anchor=month[0])
    return Meaning(None, "no day told before it")


def that_then(_: Mapping[str, str], c: Context) -> Meaning | None:
    """Read "since then": the time told last, as it was told."""
    anchor = c.last()
    if anchor is None:
        return None
    return Meaning(anchor[1], f"the time told last, {anchor[1]}", anchor=anchor[0])


def at_the_time(_groups: Mapping[str, str], _context: Context) -> Meaning | None:
    """Read "at the time": the past, without a date."""
    return Meaning("PAST_REF", "a direction without a date")


def year_earlier(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Read "the year-earlier quarter": a year before the quarter spoken of."""
    what = g.get("what", "")
    if what.endswith("months"):
        number = number_of(what.split()[0], c)
        return Meaning(f"P{int(number or 0)}M", "as long as the period it is compared with", type="DURATION")
    anchor = c.compared() or c.last()
    if anchor is not None:
        base = anchor[1] if "-Q" in anchor[1] else anchor[1][:4]
        return Meaning(v.shift(base, "year", -1), f"counted from {anchor[1]}", anchor=anchor[0])
    return Meaning(f"{c.dct.year - 1:04}", f"counted from {c.dct}") if c.dct else Meaning(None, "nothing to count from")


READINGS: tuple[Callable[[Mapping[str, str], Context], Meaning | None], ...] = (
    ago, from_now, offset, anaphoric_offset, that_time, that_part, that_then, at_the_time, year_earlier,
)  # fmt: skip
