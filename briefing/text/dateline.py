"""The day an article was published: the user's word, metadata, or what the text itself says, and which of these."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

from briefing import rules
from briefing.errors import InputError
from briefing.model import addresses
from briefing.model.span_index import Places
from briefing.model.text import DateFrom, Document, Dropped, Note, Span

#: How far into the text a date line is looked for, in characters and in lines.
REACH = 4000
LINES = 12
#: An earlier year at the head of a text is more often one that the story tells of.
EARLIEST = 1900
#: The years in which an article can have been written: those of the Gregorian calendar, with room to count from them.
YEARS = range(1583, 3000)

Kind = Literal[
    "date-label", "dateline", "date-line", "date-glued", "date-stamp", "date-changed", "dateline-without-year"
]
#: Kinds of date in the text in falling order of trust, each with where it says the date is from.
ORDER: dict[Kind, DateFrom] = {
    "date-label": "text",
    "dateline": "dateline",
    "dateline-without-year": "dateline",
    "date-line": "text",
    "date-glued": "text",
    "date-stamp": "text",
    "date-changed": "text",
}

_DATE = r"""
    (?:(?P<weekday>{weekday}),?\s+)?
    (?:
        (?P<iso>(?:1[7-9]|20)\d\d-\d\d?-\d\d?)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?
      | (?P<md>{month})\s+(?P<md_day>\d{1,2})(?:st|nd|rd|th)?\s?,?\s+(?P<md_year>(?:1[7-9]|20)\d\d)
      | (?P<dm_day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{month})\s?,?\s+(?P<dm_year>(?:1[7-9]|20)\d\d)
      | (?P<dot_day>\d{1,2})\.\s?(?P<dot_month>\d{1,2})\.\s?(?P<dot_year>(?:1[7-9]|20)\d\d)
      | (?P<ymd>(?:1[7-9]|20)\d\d)/(?P<ymd_month>\d{1,2})/(?P<ymd_day>\d{1,2})
      | (?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<slash_year>(?:1[7-9]|20)\d\d)
    )
"""
_HOUR = r"(?:[\s,|•·–—-]{0,3}(?:at\s+)?{clock})"
#: A hyphen is a part of a word and never stands between two: "A-A-A-…" could be cut into words in too many ways.
#: Behind the dash of "October 14, 1999 – January 20, 2000" stands another day: neither is the day of the text.
_NO_SPAN = r"(?!(?:{month}\s+\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}|\d{4}-\d\d?-|\d{1,2}[./]\d))"
_PLACE = r"[A-ZÀ-Þ][\w’'.-]*(?:[ ][A-ZÀ-Þ(][\w’'.)-]*){0,4}"

#: In the order they are tried on a line; the first that matches says what the line is.
_PATTERNS: dict[Kind, str] = {
    "date-label": r"""
        (?:[^\n]{0,80}[|•·]\s?)?
        (?i:{label})(?i:\s+(?:on|at))?\s*[:–—-]?\s*(?:{clock},?\s+(?:on\s+)?)?{day}(?:,?\s+{weekday})?
        (?:{hour})?(?:[^\na-z]{0,40}(?:[|•·(][^\n]{0,80})?|[\s.;,|•·/(–—-]{1,6}(?i:{change})\b[^\n]{0,60})$
    """,
    "dateline": r"""
        (?:{place},?\s+){0,1}(?:{place},?\s+){0,1}(?:[–—-]{1,2}\s+)?
        {day}
        \s*(?:[(/][^()/\n]{1,60}(?:/[^()/\n]{0,40})?[)/]\s*)?(?:[–—_:]|-{1,2})\s*(?=\S){span}
    """,
    "dateline-without-year": r"""
        (?:[A-ZÀ-Þ][^\n.!?()]{0,60}?,\s+)?(?:{weekday},?\s+)?
        (?:(?P<only_md>{month})\s+(?P<only_md_day>\d{1,2})|(?P<only_dm_day>\d{1,2})\s+(?P<only_dm>{month}))
        \s*(?:[(/]\s?{agency}(?:\s?[/,][^()/\n]{0,40})?\s?[)/]\s*(?:[–—_:]|-{1,2})?|(?:[–—_]|-{1,2})\s)\s*(?=\S){span}
    """,
    "date-line": r"""
        (?:(?:{place}(?:,\s+{place})?\s*[,|•·–—-]|(?i:by)\s+{place}(?:(?:,|\s+and)\s+{place}){0,3}\s*[,|•·–—-]?)\s*)?
        (?:{clock},?\s+)?{day}(?:,?\s+{weekday})?(?:{hour})?(?:,\s+{page}|,\s[A-Z][^\n.]{0,40}\b[Ee]dition\b(?:\s-\s\w+)?)?
        [\s.|•·]*$
    """,
    "date-glued": r"""
        (?:(?i:date|published|posted)\s*:?\s+)?{day}(?:{hour})?\s*[|•·:–—-]?\s+{span}
        (?=[“‘"']?[A-ZÀ-Þ][\w’'.-]*\s+[^\n]{20,})
    """,
    "date-changed": r"""
        (?:[^\n]{0,80}[|•·]\s?)?(?i:{change})(?i:\s+(?:on|at))?\s*[:–—-]?\s*(?:{clock}\s?,?\s+(?:on\s+)?)?{day}
        (?:,?\s+{weekday})?(?:{hour})?[^\na-z]{0,40}$
    """,
    "date-stamp": r"[^\n]{0,160}?\b{day}\s?,?\s?(?:at\s)?(?:{clock})",
}
_URL = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)(?P<sep>[/_-])?(?P<month>0[1-9]|1[0-2])(?(sep)(?P=sep))(?P<day>[0-3]\d)(?!\d)"
)
_URL_NAMED = re.compile(r"/(?P<year>19\d\d|20\d\d)/(?P<month>[a-z]{3})/(?P<day>[0-3]?\d)(?!\d)", re.IGNORECASE)
#: A section between the year and the month: "/2010/POLITICS/08/13/".
_URL_PARTED = re.compile(
    r"/(?P<year>19\d\d|20\d\d)/[a-z][\w-]{1,30}(?:/[a-z][\w-]{1,30})?/(?P<month>0[1-9]|1[0-2])/(?P<day>[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
_GREENWICH = re.compile(r"T(?P<hour>\d\d):?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)\s*$")
#: Kinds of date that a page prints for its readers.
_PRINTED: frozenset[Kind] = frozenset({"date-label", "date-line", "date-stamp"})
ONE_DAY = dt.timedelta(days=1)
#: What a day needs, as in ``_DATE``.
_YEAR = re.compile(r"(?:1[7-9]|20)\d\d")
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
_PART = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A day read in the text."""

    kind: Kind
    day: dt.date | None
    """``None`` where the year is missing."""
    month_day: tuple[int, int]
    span: Span
    """What stands for it, word for word."""


def date(document: Document, given: dt.date | None = None) -> Document:
    """The document with its creation time, where that was read, and the words it was read from.

    In falling order of trust: the day given by the user, the page's metadata, a label or dateline in the text, a date
    line, the address, the file's own properties. Nothing is guessed: a dateline without a year counts only where the
    year is known from the address or the file, and 03/04/2026 is no date unless the user says that the day stands
    first.

    Args:
        document: as read; a date that came from metadata, an address or a file stands in it already.
        given: the day the user or the data names.

    Raises:
        InputError: the day given is none that an article can have been written on.
    """
    if given is not None and given.year not in YEARS:
        raise InputError(
            f"no article can have the date {given.isoformat()}",
            where=document.id,
            next_step=f"Give a date in the years {YEARS.start} to {YEARS.stop - 1}, or none.",
        )
    if document.date is not None and document.date.year not in YEARS:
        document = replace(document, date=None, date_from="none", date_evidence=None)
    candidates = list(_in_text(document))
    document = _without_glued_stamp(document, candidates)
    if given is not None:
        return _known(document, given, "given", given.isoformat())
    if document.date is not None and document.date_from == "given":
        return document
    if document.date is not None and document.date_from == "metadata":
        return _compared(_as_printed(document, candidates), candidates)
    by_url = of_address(document.url)
    # The address or the file lends its year to a dateline that has none.
    near = by_url[0] if by_url else document.date
    best = min(candidates, key=lambda f: list(ORDER).index(f.kind), default=None) if near else _best(candidates)
    if best is not None and (day := best.day or _with_year(best.month_day, near)) is not None:
        said = " ".join(best.span.of(document.text).split())
        return _known(document, day, ORDER[best.kind], said)
    if by_url is not None:
        return _known(document, by_url[0], "url", by_url[1])
    if document.date is not None:
        return document
    return _undated(document, candidates)


def _known(document: Document, day: dt.date, origin: DateFrom, evidence: str) -> Document:
    """The document with its day, and without the note that the reader has only guessed one."""
    notes = tuple(note for note in document.notes if note.code != "date-guessed")
    return replace(document, date=day, date_from=origin, date_evidence=evidence, notes=notes)


def _as_printed(document: Document, candidates: Sequence[Found]) -> Document:
    """The document with the day its page prints, where the metadata name the same moment by Greenwich's clock.

    A page of 9.30 in the evening in New York bears the next day there, and "today" in its text is the day before.
    """
    moment = _GREENWICH.search(document.date_evidence or "")
    printed = min(
        (f for f in candidates if f.kind in _PRINTED and f.day), key=lambda f: list(ORDER).index(f.kind), default=None
    )
    if moment is None or printed is None or printed.day is None or document.date is None:
        return document
    west, east = int(moment["hour"]) < 12, int(moment["hour"]) >= 10
    if (west and printed.day == document.date - ONE_DAY) or (east and printed.day == document.date + ONE_DAY):
        said = " ".join(printed.span.of(document.text).split())
        return replace(document, date=printed.day, date_from="text", date_evidence=said)
    return document


def _compared(document: Document, candidates: Sequence[Found]) -> Document:
    """The document with a note where its page prints a day that is neither its data's nor that of its last change."""
    if document.kind != "html" or document.date_from != "metadata" or document.date is None:
        return document
    printed = [(f, f.day) for f in candidates if f.kind in {"date-label", "date-line"} and f.day is not None]
    known = [day for day in (document.date, document.modified) if day is not None]
    if not printed or any(abs(day - near) <= ONE_DAY for _, day in printed for near in known):
        return document
    other, day = printed[0]
    said = " ".join(other.span.of(document.text).split())
    text = (
        f"The page prints “{said}”; its data give {document.date}, from which dates are counted. If the printed day is "
        f"right, give --date {day}."
    )
    return replace(document, notes=(*document.notes, Note("date-printed", text, document.id)))


def of_address(url: str | None) -> tuple[dt.date, str] | None:
    """The day in an address's path and the words that say it; ``None`` where there is none.

    >>> of_address("https://example.org/world/2026/03/12/talks.html")
    (datetime.date(2026, 3, 12), '2026/03/12')
    """
    if not url:
        return None
    path = addresses.split(url).path
    for pattern in (_URL, _URL_NAMED, _URL_PARTED):
        for match in pattern.finditer(path):
            month = match["month"]
            number = int(month) if month.isdigit() else _month(month)
            if number and (day := _calendar(int(match["year"]), number, int(match["day"]))):
                return day, match.group().strip("/")
    return None


def _best(candidates: list[Found]) -> Found | None:
    return min((f for f in candidates if f.day), key=lambda f: list(ORDER).index(f.kind), default=None)


def _in_text(document: Document) -> Iterator[Found]:
    """Every day that the text's head, its datelines and its set-aside stamps name, in the order of the text."""
    lines = list(islice(_lines(document.text, Span(0, REACH)), LINES))
    lines += [
        m
        for d in document.dropped
        if d.category == "stamp" and d.span.start >= (lines[-1].end() if lines else 0)
        for m in _lines(document.text, d.span)
    ]
    gone = Places((d.span, d.span) for d in document.dropped)
    marked = {d.span.start for d in document.dropped if d.rule in {"page-stamp", "word-stamp"}}
    begun = False
    for line in lines:
        words = line.group()
        indent = len(words) - len(words.lstrip())
        for kind in _kinds(words):
            # Once the story has begun, a bare date heads a part of it, or closes a correction.
            if begun and kind in {"date-line", "date-glued", "date-stamp"} and line.start() not in marked:
                continue
            match = _pattern(kind, document.language).match(words, indent)
            if match is None:
                continue
            start = line.start() + indent
            span = Span(start, line.start() + match.start() + len(match.group().rstrip()))
            if kind == "dateline-without-year":
                day, month_day = None, _month_day(match)
            else:
                day, month_day = _day(match, document.language, day_first=document.day_first), (0, 0)
            if day is not None or month_day != (0, 0):
                yield Found(kind, day, month_day, span)
                break
        prose = len(words.split()) > 11 and words.rstrip()[-1:] in '.!?”"'
        here = Span(*line.span())
        # A headline of two sentences has its date right below it, without a blank line.
        heads = line is lines[0] and len(lines) > 1 and lines[1].start() == line.end() + 1
        begun = begun or (prose and not heads and not any(g.overlaps(here) for g in gone.near(here)))


def _lines(text: str, span: Span) -> Iterator[re.Match[str]]:
    """The lines within a stretch that are not blank."""
    return (line for line in _LINE.finditer(text, *span) if line.group().strip())


def _without_glued_stamp(document: Document, candidates: list[Found]) -> Document:
    """The document whose first paragraph begins after a date that was glued before its first sentence."""
    stamp = next((f for f in candidates if f.kind == "date-glued"), None)
    if stamp is None or not document.paragraphs:
        return document
    paragraphs = []
    for paragraph in document.paragraphs:
        if paragraph.start <= stamp.span.start < paragraph.end:
            rest = document.text[stamp.span.end : paragraph.end]
            paragraphs.append(Span(paragraph.end - len(rest.lstrip()), paragraph.end))
        else:
            paragraphs.append(paragraph)
    if tuple(paragraphs) == document.paragraphs:
        return document
    dropped = sorted({*document.dropped, Dropped(stamp.span, "stamp", "date-glued")}, key=lambda d: (d.span, d.rule))
    return replace(document, paragraphs=tuple(paragraphs), dropped=tuple(dropped))


def _undated(document: Document, candidates: list[Found]) -> Document:
    partial = next((f for f in candidates if f.day is None), None)
    if partial is not None:
        said = " ".join(partial.span.of(document.text).split())
        text = f"The dateline “{said}” gives no year; give the day with --date to place “today” and weekdays."
    else:
        text = "No publication date was found; give the day with --date to place “today” and weekdays."
    note = Note("no-date", text, document.id)
    return replace(document, date=None, date_from="none", date_evidence=None, notes=(*document.notes, note))


def _with_year(month_day: tuple[int, int], near: dt.date | None) -> dt.date | None:
    """The month and day in the year that puts them at, or last before, a day known from elsewhere."""
    if near is None or month_day == (0, 0):
        return None
    # A file may be saved, and a time zone may put it, one day earlier than the dateline says.
    limit = near + dt.timedelta(days=1)
    days = (_calendar(year, *month_day) for year in (limit.year, limit.year - 1))
    return next((day for day in days if day is not None and day <= limit), None)


def _kinds(line: str) -> Iterable[Kind]:
    """The kinds of date that a line can hold, in the order they are tried: a whole day has a year of four digits.

    Most lines hold none, and the patterns, which take a while to compile, are then not needed.
    """
    if _YEAR.search(line):
        return _PATTERNS
    return ("dateline-without-year",) if _DIGIT.search(line) else ()


@functools.cache
def _pattern(kind: Kind, language: str) -> re.Pattern[str]:
    parts = {**_rules(language)["parts"], "day": _DATE, "hour": _HOUR, "place": _PLACE, "span": _NO_SPAN}
    return re.compile(_filled(_PATTERNS[kind], parts), re.VERBOSE)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with each ``{name}`` replaced by the group of that name."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda m: parts[m[1]], pattern)
    return pattern


def _rules(language: str) -> Mapping[str, Any]:
    return rules.nearest("dateline", language)


def _month(word: str) -> int:
    """The number of a month by its first three letters, or 0."""
    return _months().get(word[:3].lower(), 0)


@functools.cache
def _months() -> Mapping[str, int]:
    """The number of each month by its first three letters in any language: an address does not say which is its own."""
    lists = (rules.load("dateline", language)["months"] for language in reversed(rules.languages("dateline")))
    return {short: number for months in lists for number, short in enumerate(months, 1)}


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    if match["only_md"]:
        return _month(match["only_md"]), int(match["only_md_day"])
    return _month(match["only_dm"]), int(match["only_dm_day"])


def _day(match: re.Match[str], language: str, *, day_first: bool) -> dt.date | None:
    """The day a match names; ``None`` where it is no day of the calendar or could be two and its weekday tells none."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    elif match["md"]:
        year, month, day = int(match["md_year"]), _month(match["md"]), int(match["md_day"])
    elif match["dm"]:
        year, month, day = int(match["dm_year"]), _month(match["dm"]), int(match["dm_day"])
    elif match["dot_year"]:
        year, month, day = int(match["dot_year"]), int(match["dot_month"]), int(match["dot_day"])
    elif match["ymd"]:
        year, month, day = int(match["ymd"]), int(match["ymd_month"]), int(match["ymd_day"])
    else:
        year, first, second = int(match["slash_year"]), int(match["a"]), int(match["b"])
        if first <= 12 and second <= 12 and first != second and not day_first:
            either = (_calendar(year, first, second), _calendar(year, second, first))
            meant = [day for day in either if day is not None and day.weekday() == _weekday(match, language)]
            return meant[0] if len(meant) == 1 else None
        month, day = (first, second) if first <= 12 and not (day_first and second <= 12) else (second, first)
    return _calendar(year, month, day)


def _weekday(match: re.Match[str], language: str) -> int | None:
    """The number of the weekday beside a day in numbers; ``None`` where none is named, as in "The Sun, 8/11/2026"."""
    before, after = match.string[: match.start("a")], match.string[match.end("slash_year") :]
    named = _beside(language)[0].search(before) or _beside(language)[1].match(after)
    known: Sequence[str] = _rules(language)["weekdays"]
    return known.index(named["weekday"][:3].lower()) if named is not None else None


@functools.cache
def _beside(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A weekday at the end of what stands before a day, and at the start of what stands behind it."""
    parts = _rules(language)["parts"]
    weekday = rf"(?P<weekday>{parts['weekday']})"
    before = rf"(?:\A|[|•·:,–—-]|\b(?i:on|{parts['label']}))\s*{weekday},?\s+\Z"
    return re.compile(before), re.compile(rf",?\s+{weekday}(?!\w)")


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    if year < EARLIEST or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)
