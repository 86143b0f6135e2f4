"""The day an archive's date line names, in the languages of the archives' pages."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable

from briefing.readers.archives.data import load

#: The longest date line, in characters: the day, the hour and the name of an edition.
LONGEST = 110
#: Years in which what archives hold was printed.
YEARS = range(1583, 2200)

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_HAS_YEAR = re.compile(_YEAR)
_REST = r"""
    (?:
        [\s,;|·()–—-]
      | {weekday}\b\.?
      | (?:at|um|à|a\s+las)\b
      | \d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?
      | \d{{1,2}}\s?[ap]\.?m\.?
      | (?:uhr|gmt|utc|[ecmp][sd]?t|bst|cest?|ist|a?e[sd]t|jst|sast|z|eastern|central|pacific|local|standard|time)\b
      | [+-]\d{{1,2}}(?::?\d\d)?\b
    )*
    (?P<edition>(?:[\w’'.&/-]{{1,40}}(?:[\s,;–—]+|$)){{0,8}})
    """
_EDITION = re.compile(
    r"(?:edition|final|ausgabe|édition|edición|edizione|editie|online|early|late|first|second|third|morning|evening"
    r"|weekend|national|regional|print|web|version)\b",
    re.IGNORECASE,
)


def in_text(words: str) -> dt.date | None:
    """The first whole day that stands in some words; ``None`` where there is none or it could be two.

    >>> in_text("News, Friday, May 30, 2014, p. 4")
    datetime.date(2014, 5, 30)
    """
    match = _pattern().search(words[:1000]) if _HAS_YEAR.search(words) else None
    return _day(match) if match else None


def line(words: str) -> dt.date | None:
    """The day of a line that is a date line: a day, and at most a weekday, an hour and an edition.

    >>> line("May 30, 2014 Friday 9:03 AM GMT")
    datetime.date(2014, 5, 30)
    >>> line("May 30, 2014 was a Friday, the harbour council said.") is None
    True
    """
    lead = _lead_of(words)
    if lead is None or (lead[1] and not _EDITION.search(lead[1])):
        return None
    return _day(lead[0])


def head(words: str) -> dt.date | None:
    """The day of a line that stands where a date line is expected: behind it may stand a few words of any kind.

    >>> head("May 30, 2014 Friday Scotland")
    datetime.date(2014, 5, 30)
    >>> head("May 30, 2014 was a Friday.") is None
    True
    """
    lead = _lead_of(words)
    if lead is None or lead[1].endswith((".", "!", "?", "”", '"')):
        return None
    return _day(lead[0])


def _lead_of(words: str) -> tuple[re.Match[str], str] | None:
    """The day that a line begins with, and the words behind it and its hour, eight at most."""
    words = words.strip()
    match = _lead().match(words) if len(words) <= LONGEST and _HAS_YEAR.search(words) else None
    rest = _rest().fullmatch(words, match.end()) if match else None
    return (match, rest["edition"].strip()) if match and rest else None


def partly(words: str) -> bool:
    """Whether a line is the date of a periodical that has no day: a month or a season, and a year.

    >>> partly("May/June 2014"), partly("Spring, 2014"), partly("May 30, 2014"), partly("In May 2014 it fell.")
    (True, True, False, False)
    """
    return len(words) <= LONGEST and bool(_partial().fullmatch(words.strip()))


def before(words: str) -> str:
    """What stands before the first day in some words, and before its weekday.

    >>> before("News, Friday, May 30, 2014, p. 4")
    'News'
    """
    return around(words)[0]


def around(words: str) -> tuple[str, str]:
    """What stands before the first day in some words and its weekday, and what stands behind it.

    >>> around("Courier, Friday, May 30, 2014, p. 4")
    ('Courier', 'p. 4')
    """
    match = _lead().search(words[:1000])
    start, end = match.span() if match else (len(words), len(words))
    return words[:start].strip(" ,;(–-"), words[end:].strip(" ,;)–-")


def _day(match: re.Match[str]) -> dt.date | None:
    if match["iso_year"]:
        year, month, day = int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])
    elif match["cjk_year"]:
        year, month, day = int(match["cjk_year"]), int(match["cjk_month"]), int(match["cjk_day"])
    elif match["md"]:
        year, month, day = int(match["md_year"]), _months()[match["md"].lower()], int(match["md_day"])
    elif match["dm"]:
        year, month, day = int(match["dm_year"]), _months()[match["dm"].lower()], int(match["dm_day"])
    elif match["dot_year"]:
        year, month, day = int(match["dot_year"]), int(match["dot_month"]), int(match["dot_day"])
    else:
        year, first, second = int(match["slash_year"]), int(match["a"]), int(match["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if first <= 12 else (second, first)
    return valid(year, month, day)


def valid(year: int, month: int, day: int) -> dt.date | None:
    """The day, where the calendar has it."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


@functools.cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for names in load("days")["months"].values():
        for number, forms in enumerate(names, start=1):
            for form in forms:
                months.setdefault(form, number)
    return months


@functools.cache
def _weekday() -> str:
    return _choice({n for names in load("days")["weekdays"].values() for n in names})


def _choice(names: Iterable[str]) -> str:
    """A pattern of any of some names, the longest first, by their first letter: most places in a text begin none."""
    rests: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]))
    grouped = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?:{'|'.join(grouped)})"


@functools.cache
def _date() -> str:
    month = _choice(_months())
    year = _YEAR
    return rf"""
    (?:
        (?<!\d)(?P<iso_year>{year})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})(?!\d)
      | (?P<cjk_year>{year})\s*[年년]\s*(?P<cjk_month>\d{{1,2}})\s*[月월]\s*(?P<cjk_day>\d{{1,2}})\s*[日일号號]
      | (?<!\w)(?P<md>{month})\.?\s+(?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+(?P<md_year>{year})(?!\d)
      | (?<!\d)(?P<dm_day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+|d['’])?(?P<dm>{month})\.?,?\s+
        (?:de\s+)?(?P<dm_year>{year})(?!\d)
      | (?<!\d)(?P<dot_day>\d{{1,2}})\.\s?(?P<dot_month>\d{{1,2}})\.\s?(?P<dot_year>{year})(?!\d)
      | (?<!\d)(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<slash_year>{year})(?!\d)
    )
    """


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_date(), re.VERBOSE | re.IGNORECASE)


@functools.cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\(?(?:{_weekday()}\.?\)?\s*,?\s+)?{_date()}", re.VERBOSE | re.IGNORECASE)


_PARTIAL = r"""
    {named}\.?(?:\s?[-–/&]\s?{named}\.?)?,?\s+(?:de\s+)?(?:1[5-9]|20|21)\d\d(?:\s?[-/]\s?(?:{named}\s+)?\d{{2,4}})?
    """


@functools.cache
def _named() -> str:
    return _choice({*_months(), *load("days")["seasons"]})


@functools.cache
def _partial() -> re.Pattern[str]:
    return re.compile(_PARTIAL.format(named=_named()), re.VERBOSE | re.IGNORECASE)


@functools.cache
def _rest() -> re.Pattern[str]:
    return re.compile(_REST.format(weekday=_weekday()), re.VERBOSE | re.IGNORECASE)
