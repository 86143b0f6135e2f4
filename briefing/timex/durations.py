"""How long and how often: durations and sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.timex.context import Context, Meaning
from briefing.timex.offsets import count, mod_of, unit_of


def code(unit: str, amount: str, c: Context) -> str:
    """The TIMEX3 duration of so many units; ``X`` is a number not told."""
    letter = c.words["units"][unit]
    if letter[0] == "T":
        return f"PT{amount}{letter[1]}"
    if letter == "F":
        return f"P{amount if amount == 'X' else _amount(2 * float(amount))}W"
    if letter in ("E", "C") and amount != "X":
        return f"P{_amount(float(amount) * (10 if letter == 'E' else 100))}Y"
    return f"P{amount}{letter}"


#: The next smaller unit and how many of it make one: half a year is six months.
_SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24)}


def _sum(unit: str, number: float | None, c: Context) -> str:
    """The duration; a broken number is written with the smaller unit (``P2Y6M``)."""
    if unit == "quarter-century":
        number, unit = number and 25 * number, "year"
    whole = code(unit, _amount(number), c)
    if number is None or number == int(number) or unit not in _SMALLER:
        return whole
    smaller, many = _SMALLER[unit]
    rest = (number - int(number)) * many
    if rest != int(rest):
        return whole
    less = code(smaller, str(int(rest)), c)
    if not int(number):
        return less
    more = code(unit, str(int(number)), c)
    return more + (less[2:] if more.startswith("PT") else less[1:])


def _amount(number: float | None) -> str:
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:g}"


def duration(g: Mapping[str, str], c: Context) -> Meaning | None:
    """So many units."""
    unit = unit_of(g["unit"])
    if unit == "second" and (g.get("n", "").lower() in ("a", "an", "one") or "window" in g):
        return None
    number = count(g, c)
    if "range" in g:
        number = None
    if g.get("n", "").lower() in ("a", "an") and c.after.startswith((" of ", "’s", "'s")) and unit in ("day",):
        return None
    if "couple" in g.get("vague", ""):
        number = 2.0
    spoken = None
    if unit == "month" and g.get("window") in ("first", "latest") and c.dct is not None:
        # What "a year earlier" compares with the first nine months is a year's months, not a quarter.
        spoken = f"{c.dct.year:04}"
    return Meaning(_sum(unit, number, c), "a length of time", type="DURATION", mod=mod_of(g), spoken=spoken)


def recent_units(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Recent weeks: a span up to now, its length not told."""
    unit = unit_of(g["unit"])
    if g["recent"] == "recent" and unit == "year":
        return Meaning("PAST_REF", "how many is not told")
    return Meaning(code(unit, "X", c), "a length of time", type="DURATION")


def plural_unit(g: Mapping[str, str], c: Context) -> Meaning | None:
    """For decades: a length, not how many."""
    word = g["span"].removesuffix("-long").removesuffix("s")
    return Meaning(code(unit_of(word), "X", c), "a length of time", type="DURATION")


def whole_unit(g: Mapping[str, str], c: Context) -> Meaning | None:
    """All day; the full year of a report is the year it is written in."""
    if "full" in g and g["unit"] == "year" and c.dct is not None:
        return Meaning(f"{c.dct.year:04}", f"the year of {c.dct}")
    return Meaning(code(g["unit"], "1", c), "a length of time", type="DURATION")


def every(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Every so many units."""
    number = 2.0 if "other" in g else count(g, c) if "n" in g else 1.0
    return Meaning(code(unit_of(g["unit"]), _amount(number), c), "comes again", type="SET")


def set_adverb(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Daily, weekly, annual; a capital within the sentence makes it a newspaper's name."""
    word = g["set"]
    if word[0].isupper() and (c.before.strip() or c.after[1:2].isupper()):
        return None
    known = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
             "hourly": "PT1H", "biannually": "P6M"}  # fmt: skip
    return Meaning(known[word.lower()], "comes again", type="SET")


def rate(g: Mapping[str, str], c: Context) -> Meaning | None:
    """So much a year."""
    return Meaning(code(g["unit"], "1", c), "comes again", type="SET")


READINGS: tuple[Callable[[Mapping[str, str], Context], Meaning | None], ...] = (
    duration, recent_units, plural_unit, whole_unit, every, set_adverb, rate,
)  # fmt: skip
