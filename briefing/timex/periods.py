"""Named periods: this, last and next unit, weekends, seasons, quarters, halves, holidays."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping

from dateutil.easter import easter

from briefing.timex import values as v
from briefing.timex.context import Context, Meaning
from briefing.timex.offsets import anaphoric_offset, unit_of

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_EDGES = {"early": "START", "beginning": "START", "start": "START", "late": "END", "end": "END", "close": "END",
          "mid": "MID", "middle": "MID"}  # fmt: skip


def _edge(g: Mapping[str, str]) -> str | None:
    word = (g.get("edge") or g.get("sooner") or "").lower().removeprefix("the ").split(" ")[0]
    return _EDGES.get(word)


#: Letters of the values of a month and of a year.
_LETTERS = {"month": 7, "year": 4}


def _step(words: str) -> int:
    return _STEP[words.lower().split()[-1]]


def _is_somebodys(unit: str, shift: str, g: Mapping[str, str], c: Context) -> bool:
    """Whether a day or year is that of something, not of the calendar: "his last day in office", "this day"."""
    if (unit, shift) == ("day", "this"):
        return True  # "we knew that this day would come"
    if not shift.endswith("last") or "fiscal" in g:
        return False
    doubt = c.words["doubt"]
    if unit == "day" and c.last_word() not in doubt.get("until_now", ()):
        return True
    return shift == "last" and c.last_word() in doubt.get("whose", ())


def shifted_unit(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Read this, last or next day, week, month, quarter, year, decade or century."""
    unit, shift = unit_of(g["unit"]), g["shift"].lower()
    if shift in ("past", "coming", "current", "following") or _is_somebodys(unit, shift, g, c):
        return None  # only with an article are these a time
    if unit == "day" and shift in ("the next", "the following", "the previous"):
        return anaphoric_offset({"unit": "day", "way": "previous" if shift == "the previous" else "next"}, c)
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    if shift in ("the following", "following") and (anchor := c.last()):
        base = anchor[1][: _LETTERS[unit]] if unit in _LETTERS else anchor[1]
        return Meaning(v.shift(base, unit, 1), f"counted from {anchor[1]}", anchor=anchor[0])
    if (beside := _beside_told(unit, shift, g, c)) is not None:
        return beside
    step = _step(shift)
    if unit == "decade" and shift in ("the past", "the last", "past", "last", "the coming", "the next"):
        return Meaning("P10Y", "a span up to the day of writing", type="DURATION")
    if unit == "day":
        return Meaning(v.day(c.dct + dt.timedelta(step)), f"counted from {c.dct}")
    base = f"{c.dct.year:04}" if unit in ("year", "decade", "century") else v.day(c.dct)
    value = v.shift(base, unit, step)
    if unit == "decade" and value:
        value = value[:3]
    if unit == "century" and value:
        value = value[:2]
    first, last = None, None
    if step == 0 and g.get("sooner") == "earlier":
        last = c.dct
    if step == 0 and (g.get("sooner") == "later" or _is_rest(c)):
        first = c.dct
    return Meaning(value, f"counted from {c.dct}", mod=_edge(g), not_after=last, not_before=first)


def _is_rest(c: Context) -> bool:
    """Whether only what is left of a unit is meant: "for the **remainder of** this year"."""
    words = c.before.lower().split()[-2:]
    if c.after.startswith(("'", "’")):
        return False  # "for the rest of this year's session": of the session
    return len(words) == len(("rest", "of")) and words[1] == "of" and words[0] in c.words["doubt"].get("rests", ())


def _beside_told(unit: str, shift: str, g: Mapping[str, str], c: Context) -> Meaning | None:
    """The unit before or after one that was told; ``None`` where it is counted from the day of writing."""
    if shift == "the next":
        return _next(unit, c)
    return _previous(unit, g, c) if shift in ("the previous", "previous") else None


def _next(unit: str, c: Context) -> Meaning | None:
    """The unit after the one just told of, where both are over: "sent home in 1995 and tried **the next year**"."""
    anchor = c.last()
    if c.dct is None or anchor is None or not c.is_near(anchor[0]) or c.direction == "future":
        return None
    if c.last_word() in c.words["doubt"].get("within", ()) or "-Q" in anchor[1]:
        return None  # "over the next year"
    fine = {"week": (10,), "month": (7, 10), "year": (4, 7, 10)}.get(unit, ())
    if len(anchor[1]) not in fine:
        return None
    value = v.shift(anchor[1][: _LETTERS[unit]] if unit in _LETTERS else anchor[1], unit, 1)
    days = v.interval(value)
    if days is None or days.end is None or days.end > c.dct:
        return None
    return Meaning(value, f"counted from {anchor[1]}", anchor=anchor[0])


def _previous(unit: str, g: Mapping[str, str], c: Context) -> Meaning | None:
    """The unit before the one that the sentence tells of, or that was told just before; ``None`` where neither is.

    "Seized in April; it had loaded the previous month": in March, whenever that is read.
    """
    if unit == "month" and (month := _compared_month(c)) is not None:
        return Meaning(v.shift(month, unit, -1), f"counted from {month}", mod=_edge(g))
    if (anchor := _told_beside(unit, c)) is None:
        return None
    base = anchor[1][: _LETTERS[unit]] if unit in _LETTERS else anchor[1]
    return Meaning(v.shift(base, unit, -1), f"counted from {anchor[1]}", mod=_edge(g), anchor=anchor[0])


def _told_beside(unit: str, c: Context) -> tuple[int, str] | None:
    """The date told last, where it was told just before and is fine enough to count a unit from."""
    anchor = c.last()
    if anchor is None or not c.is_near(anchor[0]) or "-Q" in anchor[1]:
        return None
    fine = {"week": (10,), "month": (7, 10)}.get(unit, ())
    return anchor if len(anchor[1]) in fine else None


#: A month by its name behind a preposition.
_IN_MONTH = re.compile(r"\bin (?P<month>[A-Z][a-z]+)\b(?!\s\d)")


def _compared_month(c: Context) -> str | None:
    """The month that the sentence goes on to tell of, where it compares it with the one before.

    "Compared to the previous month, fares fell in November": with October, whatever month was told before.
    """
    if c.dct is None or c.last_word() not in c.words["doubt"].get("before_compared", ()):
        return None
    match = _IN_MONTH.search(c.after)
    number = c.word("months", match["month"]) if match is not None else None
    if number is None:
        return None
    return v.month(c.dct.year - (number > c.dct.month), number)


def unit_but_one(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The week after next, the year before last."""
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    step, unit = (2 if g["but_one"].startswith("after") else -2), g["unit"]
    if unit == "weekend":
        return Meaning(f"{v.week(c.dct + dt.timedelta(7 * step))}-WE", f"counted from {c.dct}")
    base = f"{c.dct.year:04}" if unit == "year" else v.day(c.dct)
    return Meaning(v.shift(base, unit, step), f"counted from {c.dct}")


def sooner_in(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Earlier or later in the year; "in the day" is of the day told just before."""
    if g["unit"] == "day" and (day := c.day_near()) is not None:
        return Meaning(day[1], f"of {day[1]}, told before it", anchor=day[0])
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    value = v.shift(v.day(c.dct), unit_of(g["unit"]), 0)
    value = value[:4] if value and g["unit"] == "year" else value
    early = g["sooner"].lower() == "earlier"
    return Meaning(
        value, f"counted from {c.dct}", not_after=c.dct if early else None, not_before=None if early else c.dct
    )


#: Of the weekdays from Monday, 0: when a weekend begins, and the last day on which one is just over.
_SATURDAY, _EARLY = 5, 1


def weekend(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The Saturday and Sunday of a week."""
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    shift = g["shift"].lower()
    weekday, ahead = c.dct.weekday(), c.looks == "future"
    back = weekday < _SATURDAY and (shift == "last" or (shift == "the" and not ahead))
    # "This weekend", told in the first days of a week, is the one just over, unless the verb looks ahead.
    back = back or (
        shift == "this" and not ahead and (weekday <= _EARLY or (c.direction == "past" and weekday < _SATURDAY))
    )
    step = -7 if back else 7 if shift == "next" else 0
    return Meaning(f"{v.week(c.dct + dt.timedelta(step))}-WE", f"counted from {c.dct}")


def season(g: Mapping[str, str], c: Context) -> Meaning | None:
    """A season of a year."""
    code = c.word("seasons", g["season"])
    if "year" in g:
        return Meaning(f"{g['year']}-{code}", "as written", mod=_edge(g))
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    shift = {"this past": "past", "this coming": "next", "the coming": "next"}.get(
        g.get("shift", "").lower(), g.get("shift", "").lower()
    )
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year, way = c.dct.year, c.looks
    if shift in ("last", "past"):
        # The last one that is over: of this year where it ended before the day of writing.
        year -= c.dct.month < first + 3
    elif shift == "next":
        year += c.dct.month >= first
    elif not shift and way == "past":
        year -= c.dct.month < first
    elif not shift and way == "future":
        year += c.dct.month > first + 2
    elif code == "WI" and c.dct.month <= 2:
        year -= 1
    elif way == "past" and c.dct.month - first + 10 < first - c.dct.month:
        # "They built it this winter", told in April: the one that is over is nearer than the one to come.
        year -= 1
    tale = c.year_of_tale() if not shift and way == "past" else None
    if tale is not None and int(tale.value[:4]) < year:
        # "In 1918 the fever came. By fall it had spread": the tale goes on in its year.
        year_told = tale.value[:4]
        return Meaning(f"{year_told}-{code}", f"of {year_told}, told before it", mod=_edge(g), taken_over=True)
    return Meaning(f"{year}-{code}", f"counted from {c.dct}", mod=_edge(g))


def _relative_year(words: str | None, c: Context) -> int | None:
    if words is None or c.dct is None:
        return None
    return c.dct.year + {"last": -1, "next": 1}.get(words.lower().split()[0], 0)


def quarter(g: Mapping[str, str], c: Context) -> Meaning | None:
    """An ordinal quarter; without a year the last one begun, or a year's that was told beside it."""
    number = c.word("ordinals", g["ordinal"]) or int(g["ordinal"])
    told_year = g.get("year")
    if told_year:
        value = v.quarter(int(told_year), number)
        return Meaning(value, "as written", mod=_edge(g), spoken=value)
    relative = _relative_year(g.get("rel") or (g.get("shift") if "year" in g.get("shift", "") else None), c)
    if relative is not None:
        value = v.quarter(relative, number)
        return Meaning(value, f"counted from {c.dct}", spoken=value)
    if c.dct is None:
        return Meaning(f"XXXX-Q{number}", "no day of writing to take the year from")
    now = (c.dct.month + 2) // 3
    year = c.dct.year
    if c.direction == "future":
        year += number < now - 1
    elif number > now + (c.direction == "unknown"):
        # Quarters are reported when they are over: one that has not begun belongs to last year.
        year -= 1
    value = v.quarter(year, number)
    return Meaning(value, f"counted from {c.dct}", spoken=value)


def month_quarter(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The quarter that ends with a month: "the March quarter"."""
    number = c.word("months", g["month"])
    if number is None or number % 3:
        return None
    return quarter({"ordinal": str(number // 3), "year": g.get("year", "")}, c)


def quarter_code(g: Mapping[str, str], c: Context) -> Meaning | None:
    """Q3 2022; without a year as an ordinal quarter."""
    year = g.get("year")
    if year is None:
        return quarter({"ordinal": g["q"]}, c)
    value = v.quarter(int(year), int(g["q"])) if year else None
    return Meaning(value, "as written", spoken=value) if value else None


def half(g: Mapping[str, str], c: Context) -> Meaning | None:
    """A half of a year."""
    number = 1 if g["half"] in ("first", "1st") else 2
    year = g.get("year") or _relative_year(g.get("rel"), c)
    return Meaning(f"{year}-H{number}", "as written" if "year" in g else f"counted from {c.dct}") if year else None


def the_quarter(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The quarter, the latest period: the quarter spoken of, else the last that was over when it was written."""
    what, latest = g["what"], g.get("latest", "")
    if c.dct is None:
        return Meaning(None, "no day of writing to count from")
    if what == "fiscal year":
        year = c.dct.year - (latest in ("latest", "most recent", "previous", "prior"))
        return Meaning(f"{year:04}", f"counted from {c.dct}; its months are the firm's own", loose=True)
    quarter = c.quarter()
    if (
        quarter
        and latest in ("latest", "most recent")
        and (days := v.interval(quarter[1]))
        and days.end
        and days.end > c.dct
    ):
        quarter = None  # the latest is one that is over
    if what == "period" and quarter is None and latest in ("latest", "most recent"):
        quarter = next((p for p in c.periods if "-Q" in p[1]), None)
    if what == "period" and (quarter is None or not latest):
        return None
    if quarter is not None:
        return Meaning(quarter[1], "the quarter spoken of", anchor=quarter[0], spoken=quarter[1])
    step = 0 if latest == "current" else -1
    value = v.quarter(c.dct.year, (c.dct.month + 2) // 3 + step)
    return Meaning(value, f"the last one over on {c.dct}", spoken=value)


def year_end(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The last day of the year."""
    if c.dct is None:
        return Meaning(None, "no day of writing to take the year from")
    step = {"last": -1, "next": 1}.get(g.get("rel", ""), -(c.direction == "past" and c.dct.month < 3))
    return Meaning(f"{c.dct.year + step:04}", f"counted from {c.dct}", mod="END")


def the_unit(g: Mapping[str, str], c: Context) -> Meaning | None:
    """The year, the month, the week by itself: the one spoken of, or that of writing."""
    unit = g["unit"]
    if c.dct is None:
        return Meaning(None, "no day of writing to take it from") if "edge" in g else None
    if unit == "week":
        return Meaning(v.week(c.dct), f"the week of {c.dct}", mod=_edge(g))
    if unit == "month" and c.direction == "past" and (month := c.month_near()) is not None:
        return Meaning(month[1], f"the month told last, {month[1]}", mod=_edge(g), anchor=month[0])
    value = v.day(c.dct)[: 7 if unit == "month" else 4]
    return Meaning(
        value,
        f"the {unit} of {c.dct}",
        mod=_edge(g),
        not_before=c.dct if c.direction != "past" and _is_rest(c) else None,
    )


def holiday(code: str, year: int) -> dt.date | None:
    """The day a holiday's code names in a year: ``12-25``, ``11/3/4`` (fourth Thursday), ``easter-2``."""
    if code.startswith("easter"):
        day: dt.date = easter(year) + dt.timedelta(int(code[6:]))
        return day
    if "/" in code:
        month, weekday, nth = (int(part) for part in code.split("/"))
        return nth_weekday(year, month, weekday, nth)
    month, day_number = (int(part) for part in code.split("-"))
    return dt.date(year, month, day_number)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth weekday of a month; -1 is the last; ``None`` where it has not so many.

    >>> nth_weekday(2026, 2, 4, -1)
    datetime.date(2026, 2, 27)
    """
    days = [d for week in calendar.monthcalendar(year, month) if (d := week[weekday])]
    at = nth - 1 if nth > 0 else len(days) + nth
    return dt.date(year, month, days[at]) if 0 <= at < len(days) else None


READINGS: tuple[Callable[[Mapping[str, str], Context], Meaning | None], ...] = (
    shifted_unit, unit_but_one, sooner_in, weekend, season, quarter, quarter_code, month_quarter, half, the_quarter,
    year_end, the_unit,
)  # fmt: skip
