"""What "today", a weekday, a holiday and an hour mean."""

from __future__ import annotations

import datetime as dt
import re

from briefing.timex import periods
from briefing.timex import values as v
from briefing.timex.calendar_dates import directed, month_day, why
from briefing.timex.context import Context, Groups, Meaning, Reading

#: Letters of a day's value.
_DAY = 10

_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def _with_part(value: str, g: Groups) -> Meaning:
    part = g.get("part") or g.get("midpart")
    if part:
        return Meaning(f"{value}T{_PARTS[part]}", "part of that day", type="TIME")
    return Meaning(value, "")


_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def deictic(g: Groups, c: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day where one is told."""
    if c.before.endswith(("USA ", "U.S.A. ")) or (
        c.after[:1] in ("’", "'") and g["deictic"][0].isupper() and not c.before
    ):
        return None
    step = _DEICTIC[g["deictic"].lower()]
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    made = _with_part(v.day(c.dct + dt.timedelta(step)), g)
    return Meaning(made.value, f"counted from {c.dct}", type=made.type)


def part_deictic(g: Groups, c: Context) -> Meaning | None:
    """Read this morning, last night, tonight."""
    which = g.get("which", "this").lower()
    part = "NI" if "tonight" in g else _PARTS[g["part"]]
    if c.dct is None:
        return Meaning(None, "no day of writing to count from", type="TIME")
    day = c.dct - dt.timedelta(which == "last")
    return Meaning(f"{v.day(day)}T{part}", f"counted from {c.dct}", type="TIME")


def part_of_told(g: Groups, c: Context) -> Meaning | None:
    """Read "in the morning": of the day told last, else of the day of writing."""
    anchor = c.values[-1] if c.values and len(c.values[-1][1]) == 10 else None
    base = anchor[1] if anchor else v.day(c.dct) if c.dct else None
    if base is None:
        return Meaning(None, "no day told to take the part of", type="TIME")
    why = f"counted from {base}"
    return Meaning(f"{base}T{_PARTS[g['part']]}", why, type="TIME", anchor=anchor[0] if anchor else None)


def weekday(g: Groups, c: Context) -> Meaning | None:
    """A weekday: the document's own weekday is that day; otherwise the direction tells which week."""
    name, shift = g["weekday"], g.get("shift", "").lower()
    number = c.word("weekdays", name)
    plural = number is None
    if plural:
        number = c.word("weekdays", name.removesuffix("s"))
    if c.before.endswith(tuple(c.words["doubt"]["before_weekday"])):
        return None
    if c.after.startswith(tuple(c.words["doubt"]["after_weekday"])):
        return None
    if shift in ("each", "every") or plural:
        part = f"T{_PARTS[g['part']]}" if "part" in g else ""
        return Meaning(f"XXXX-WXX-{number + 1}{part}", "comes again", type="SET")
    if c.dct is None:
        return Meaning(f"XXXX-WXX-{number + 1}", "no day of writing to count from")
    plain = not shift and not g.keys() & {"week", "week_on", "before_last"}
    day = c.dct + dt.timedelta(_days_to(number, shift, g, c))
    first = _first_of_two(c) if plain else None
    if first is not None and day < first and 0 < (number - first.weekday()) % 7 <= _SOON:
        day = first + dt.timedelta((number - first.weekday()) % 7)
    made = _with_part(v.day(day), g)
    mod = {"early": "START", "late": "END"}.get(g.get("sooner", "").lower())
    return Meaning(made.value, why(c) if plain else f"counted from {c.dct}", type=made.type, mod=mod)


def _first_of_two(c: Context) -> dt.date | None:
    """The day before an "and": an alert "for Sunday and Monday", given on Sunday, is for the Monday that follows."""
    words = c.before.split()
    if len(words) > 1 and words[-1].lower() == "on":
        words.pop()
    anchor = c.last(_DAY)
    if len(words) < _PAIR or words[-1].lower() not in c.words["doubt"].get("between_days", ()) or anchor is None:
        return None
    first = dt.date.fromisoformat(anchor[1])
    return first if c.word("weekdays", words[-2]) == first.weekday() and anchor == c.last() else None


#: A weekday and the word that joins another to it; how many days the second follows the first at most.
_PAIR, _SOON = 2, 2


def _days_to(number: int, shift: str, g: Groups, c: Context) -> int:
    """How many days from the day of writing to a weekday."""
    today = c.dct.weekday() if c.dct else number
    back = (today - number) % 7
    if "week" in g:
        return 7 * {"last": -1, "this": 0, "next": 1}[g["week"]] + number - today
    if "week_on" in g:  # "Tuesday week": a week after the next
        return (7 - back) % 7 + 7
    if "before_last" in g:
        return -(back or 7) - 7
    if shift in ("last", "past", "the previous"):
        return -(back or 7)
    if shift in ("next", "the following"):
        return 7 - back
    if back == 1 and not shift and c.was_planned:
        return -1  # "was to arrive on Monday", told on Tuesday
    if back and _looks_ahead(shift, c):
        return 7 - back
    if back == _DAY_AFTER and not shift and c.last_word() not in c.words["doubt"]["before_second"] and not _lasts(c):
        # An article of the 28th that tells what was done "on Tuesday", the 29th, was finished a day after its date.
        return 1
    return -back


def week_on(g: Groups, c: Context) -> Meaning | None:
    """A week or two after the next day of a name: "a week on Saturday"."""
    number = c.word("weekdays", g["weekday"])
    if number is None:
        return None
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    weeks = 1 if g["n"].lower() == "a week" else 2
    ahead = (number - c.dct.weekday()) % 7 or 7
    return Meaning(v.day(c.dct + dt.timedelta(ahead + 7 * weeks)), f"counted from {c.dct}")


def _lasts(c: Context) -> bool:
    """Whether something has gone on since what is told of a day: "a worry since he was attacked Friday"."""
    clause = re.split(r"[,;:]", c.before)[-1].lower()
    return not set(clause.split()).isdisjoint(c.words["doubt"].get("lasting", ()))


#: Days since the last weekday of a name that is tomorrow's, too.
_DAY_AFTER = 6


def _looks_ahead(shift: str, c: Context) -> bool:
    """Whether a weekday is the next of its name; "this Friday" is, unless its verb looks back."""
    return c.looks == "future" or (shift == "this" and c.looks == "unknown")


def holiday(g: Groups, c: Context) -> Meaning | None:
    """A named day, or one a few days before or after it: "the day after Christmas"."""
    meaning = _holiday(g, c)
    if meaning is None or meaning.value is None or "side" not in g:
        return meaning
    number = 1 if g["days"].lower() == "the" else c.word("numbers", g["days"])
    by = int(number) * (-1 if g["side"] == "before" else 1)
    return Meaning(v.shift(meaning.value, "day", by), meaning.reason)


def _holiday(g: Groups, c: Context) -> Meaning | None:
    """The named day itself."""
    code = c.word("holidays", g["holiday"])
    if "year" in g:
        day = periods.holiday(code, int(g["year"]))
        return Meaning(v.day(day), "as written") if day else None
    if c.dct is None:
        return Meaning(None, "no day of writing to take the year from")
    days = [d for y in (c.dct.year - 1, c.dct.year, c.dct.year + 1) if (d := periods.holiday(code, y))]
    if not days:
        return None
    shift = g.get("shift", "").lower()
    if shift == "last":
        return Meaning(v.day([d for d in days if d < c.dct][-1]), f"counted from {c.dct}")
    if shift == "next":
        return Meaning(v.day(next(d for d in days if d > c.dct)), f"counted from {c.dct}")
    return Meaning(v.day(directed(days, c, 3.0)), why(c))


#: The hour of the end of a day.
_MIDNIGHT = 24


def clock(g: Groups, c: Context) -> Meaning | None:
    """A time of day, on the day named beside it, or the day of writing."""
    if "noon" in g:
        hour, minute = (12, 0) if g["noon"] == "noon" else (24, 0)
    elif "ampm" not in g:
        hour, minute = int(g["hour"]), int(g.get("minute", 0))
    else:
        hour, minute = int(g["hour"]), int(g.get("minute", 0))
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if g["ampm"].lower().startswith("p") else 0)
    at = f"T{hour:02}:{minute:02}" if hour < 24 else "T24:00"
    if "weekday" in g:
        day = weekday({"weekday": g["weekday"]}, c)
    elif "deictic" in g:
        day = deictic({"deictic": g["deictic"]}, c)
    elif "month" in g:
        day = month_day(g, c)
    elif (near := c.day_near()) is not None:
        if hour == _MIDNIGHT and c.last_word() in c.words["doubt"]["past_midnight"]:
            # "They left on Monday evening and landed just after midnight": on Tuesday.
            return Meaning(
                f"{v.shift(near[1], 'day', 1)}T00:00", "the night after the day told last", type="TIME", anchor=near[0]
            )
        day = Meaning(near[1], "the day told last", anchor=near[0])
    else:
        # "Born around 7 a.m.": an hour of a day that nobody tells; it is the day of writing's at best.
        near = c.values[-1] if c.values and len(c.values[-1][1]) == _DAY else None
        base = near[1] if near else v.day(c.dct) if c.dct else None
        return Meaning(base and base + at, "an hour without a day", type="TIME", dayless=True)
    if day is None or day.value is None:
        return Meaning(None, "no day to set the hour on", type="TIME")
    zone = c.words.get("zones", {}).get(g.get("zone", "").lower())
    return Meaning(day.value.partition("T")[0] + at, day.reason, type="TIME", anchor=day.anchor, zone=zone)


READINGS: tuple[Reading, ...] = (week_on, part_of_told, deictic, part_deictic, weekday, holiday, clock)
