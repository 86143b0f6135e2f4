"""What a year, a decade and a century mean, and when four digits are none of them."""

from __future__ import annotations

import re

from briefing.timex.context import Context, Groups, Meaning, Reading

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


READINGS: tuple[Reading, ...] = (year, year_period, year_in_words, decade, century)
