"""Whole dates with a month's name in a language that has no rules here: "12 mars 2026"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model.text import Document, Sentence, Span
from briefing.model.time import Timex
from briefing.timex import values

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

#: A day, a word, a year. Nothing else of the text is ever shown to the parser, which reads dates into prose.
_SHAPE = re.compile(
    r"""(?<![\w.,/-])
    (?P<day>[0-3]?\d)(?:\.|er|º|°)?\s+ (?:d[eio]\s+)?
    [^\W\d_]{3,12}\.?\s+ (?:d(?:e|el|o)\s+)?
    (?P<year>(?:1[1-9]|20)\d\d)(?!\w)""",
    re.VERBOSE,
)


@functools.cache
def _parser(language: str) -> DateDataParser | None:
    # Asked for by few texts, and slow to import.
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if language not in language_order:
        return None
    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    return DateDataParser(languages=[language], settings=settings)


def whole_dates(document: Document, sentences: Sequence[Sentence]) -> tuple[Timex, ...]:
    """The dates of the story that have day, month and year, the month by its name in the document's language."""
    timexes: list[Timex] = []
    # Paragraph by paragraph: rules for another language's sentences may end one behind the stop of "3. Mai".
    for paragraph in document.paragraphs:
        for match in _SHAPE.finditer(document.text, *paragraph):
            of = next((s.i for s in sentences if s.span.start <= match.start() < s.span.end), None)
            if of is None:
                continue
            parser = _parser(document.language)
            read = parser.get_date_data(match.group()) if parser else None
            if read is None or read.date_obj is None or read.period != "day":
                continue
            day = read.date_obj.date()
            if (day.day, day.year) != (int(match["day"]), int(match["year"])):
                continue
            value = values.day(day)
            span = Span(*match.span())
            timexes.append(
                Timex(
                    span, match.group(), "DATE", value, None, "day", values.interval(value), value, "foreign-date",
                    "as written", None, of,
                )
            )  # fmt: skip
    return tuple(timexes)
