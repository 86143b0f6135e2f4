"""What each shape of expression means.

A reading takes the rule's groups and the context and gives a meaning, or ``None`` where the words are no time
expression after all.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from briefing.timex import durations, offsets, periods
from briefing.timex import values as v
from briefing.timex.context import Context, Meaning

Groups = Mapping[str, str]
Reading = Callable[[Groups, Context], "Meaning | None"]

#: Letters of a day's value.
_DAY = 10
_EDGES = {"early": "START", "late": "END", "mid": "MID"}


def edge(groups: Groups) -> str | None:
    """The TIMEX3 mod of "early", "the end of" and their kin."""
    word = groups.get("edge", "").split(" of")[0].removeprefix("the ")
    return {"beginning": "START", "start": "START", "end": "END", "close": "END", "middle": "MID", **_EDGES}.get(word)


def year_of(text: str) -> int:
    """A year in full: ``98`` and ``’98`` lie between 1930 and 2029."""
    digits = text.lstrip("'’")
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= 30 else 2000)


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
    nearest = _directed(candidates, c, 3.0)
    stated = _year_told(nearest, nearest, c)
    if stated is not None and (day_then := _day_of(stated, number, day)) is not None:
        return Meaning(v.day(day_then), f"of {stated}, told before it", taken_over=True)
    return Meaning(v.day(nearest), _why(c))


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


def _directed(candidates: list[dt.date], c: Context, weight: float) -> dt.date:
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


def _why(c: Context) -> str:
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
    if surname and not _month_context(c, shift):
        return None
    day_of_it = bool(g.keys() & {"nth", "dayname", "day"})  # "the first Saturday in May"
    if name in c.words["doubt"]["names"]:
        return None
    if name in c.words["doubt"]["months"] and not day_of_it and not _month_context(c, shift or g.get("edge", "")):
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
        nearest = _directed(months, inner, 4.0)
        year = nearest.year
        last = nearest.replace(day=monthrange(nearest.year, number)[1])
        if (stated := _year_told(nearest, last, c)) is not None:
            return Meaning(v.month(stated, number), f"of {stated}, told before it", mod=edge(g), taken_over=True)
    return Meaning(v.month(year, number), _why(c) if not shift else f"counted from {c.dct}", mod=edge(g))


def _month_context(c: Context, shift: str) -> bool:
    """Whether a name that is a word too ("May") stands where a month stands: after a preposition or another month."""
    last = c.last_word().strip('(“"')
    if c.after.startswith(("’s ", "'s ")) and c.after[3:4].islower() and any(w[5:7] == "05" for _, w in c.values):
        return True  # "May's increase", where the month was told before
    if last in c.words["doubt"]["before_name"] and c.after[:1] == " " and c.after[1:2].islower():
        return True  # "the May report"
    return bool(shift) or last in c.words["doubt"]["before_month"] or c.word("months", last.strip(",")) is not None


#: A noun in the plural, by its look.
_PLURAL = re.compile(r"\s[a-z]{2,30}s\b")


#: A name right before a number that may be a part of it.
_NAME = re.compile(r"\b[A-Z][\w&]{2,40}\s$")
#: What stands behind the number of a share: the letters of its exchange.
_TICKER = re.compile(r"\.[A-Z]{1,3}\b")


def year(g: Groups, c: Context) -> Meaning | None:
    """A year as written; a bare number needs a word before it that years have, or the look of one."""
    number = year_of(g["year"])
    if not 1100 <= number <= 2099 or _no_year(c) or _is_clock(number, c):
        return None
    return Meaning(f"{number:04}", "as written", mod=edge(g))


#: Before this year hours of the clock are written oftener than years: "called between 1100 and 1225".
_OF_CLOCKS = 1460
#: Minutes of an hour.
_HOUR = 60
_FOUR = re.compile(r"\b(?P<first>\d{4}) (?:and|to|or) $")


def _is_clock(number: int, c: Context) -> bool:
    """Whether four digits are an hour and its minutes, told as few years are."""
    if number >= _OF_CLOCKS or number % 100 >= _HOUR:
        return False
    other = _FOUR.search(c.before)
    return c.last_word() in c.words["doubt"].get("before_clock", ()) or (
        other is not None and int(other["first"]) < _OF_CLOCKS
    )


def _no_year(c: Context) -> bool:
    """Whether the words beside a number make it that of a flight, a resolution, a plan, or a count."""
    doubt = c.words["doubt"]
    if _TICKER.match(c.after):
        return True  # "(1299.HK)": a share
    if c.last_word() in doubt["before_year"] or c.after.startswith(tuple(doubt["after_year"])):
        return True
    if _NAME.search(c.before) and c.after.lower().startswith(tuple(doubt.get("measured", ()))):
        return True  # "the Norland 2000 index"
    # "About 1100 dockers", "at least 1900 crates": so many of what follows.
    return c.last_word() in doubt.get("before_count", ()) and _PLURAL.match(c.after) is not None


def year_period(g: Groups, c: Context) -> Meaning | None:
    """The same quarter of another year, where a quarter is spoken of."""
    quarter = c.quarter()
    if quarter and g["what"] != "first half":
        return Meaning(
            f"{g['year']}{quarter[1][4:]}", f"the quarter spoken of, {quarter[1]}, in that year", anchor=quarter[0]
        )
    return Meaning(g["year"] if g["what"] != "first half" else f"{g['year']}-H1", "as written")


def year_in_words(g: Groups, c: Context) -> Meaning | None:
    """A year in words, as broadcasts have it."""
    hundreds, rest = c.word("numbers", g["hundreds"]), g["rest"].replace("-", " ").split()
    return Meaning(f"{hundreds}{sum(c.word('numbers', part) for part in rest):02}", "as written")


def decade(g: Groups, c: Context) -> Meaning | None:
    """A decade, cut to its three digits."""
    year = c.word("decades", g["decade"]) or year_of(g["decade"].rstrip("s").rstrip("'’"))
    return Meaning(f"{year:04}"[:3], "as written", mod=edge(g))


def century(g: Groups, c: Context) -> Meaning | None:
    """A century: the 19th is the years that begin with 18."""
    number = c.word("centuries", g["century"]) or int(g["century"])
    return Meaning(f"{number - 1:02}", "as written", mod=edge(g)) if 1 <= number <= 30 else None


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
    return Meaning(made.value, _why(c) if plain else f"counted from {c.dct}", type=made.type, mod=mod)


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
    way = c.governed if c.governed != "unknown" else c.direction
    return way == "future" or (shift == "this" and way == "unknown")


def holiday(g: Groups, c: Context) -> Meaning | None:
    """A named day."""
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
    return Meaning(v.day(_directed(days, c, 3.0)), _why(c))


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


def reference(g: Groups, c: Context) -> Meaning | None:
    """Now, soon, recently: a direction without a date."""
    word = g["reference"]
    if word.lower() == "soon" and (c.before.endswith(("as ", "As ", "too ", "how ")) or c.after.startswith(" as")):
        return None
    if word == "Now" and c.after.startswith(","):
        return None
    if (
        word.lower() == "the past"
        and c.after.startswith((" ", "-"))
        and c.after[1:2].isalnum()
        and c.after.split()[0].rstrip("s") in c.words["units"]
    ):
        return None
    return Meaning(c.word("references", word), "a direction without a date")


def reference_adjective(g: Groups, _: Context) -> Meaning | None:
    """Current, recent, future before a noun."""
    ref = {"current": "PRESENT_REF", "recent": "PAST_REF", "future": "FUTURE_REF"}
    return Meaning(ref[g["adjective"]], "a direction without a date")


_OWN: tuple[Reading, ...] = (
    calendar,
    slashed,
    month_day,
    week_of,
    week_on,
    nth_weekday,
    nth_day,
    part_of_told,
    month_year,
    bare_month,
    year,
    year_period,
    year_in_words,
    decade,
    century,
    deictic,
    part_deictic,
    weekday,
    holiday,
    clock,
    reference,
    reference_adjective,
)

#: Name in ``timex.toml`` → reading.
READINGS: Mapping[str, Reading] = {
    f.__name__: f for f in (*_OWN, *offsets.READINGS, *periods.READINGS, *durations.READINGS)
}
