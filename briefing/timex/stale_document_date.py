"""Whether a text was written anew long after the date it bears, as explainers and timelines are.

"Last week" then counts from nobody knows when. What tells is the text itself: years after its own, told as past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing import rules
from briefing.model.text import Document, Sentence
from briefing.timex.tense import looks_back

#: Sentences that must tell of a later year; one alone may be a slip of the pen.
FEWEST = 2

_YEAR = re.compile(r"(?<![\w$£€.,-])(?P<year>(?:19|20)\d\d)(?![\w%-]|[.,]\d)")
_DATES = re.compile(r"\b(?:in|since)\s+(?:\w+\s+)?$", re.IGNORECASE)


def outlived(document: Document, sentences: Sequence[Sentence]) -> int | None:
    """The last year told as past that lies after the document's own; ``None`` where its date stands.

    Args:
        document: with the date it bears.
        sentences: of its story.
    """
    if document.date is None:
        return None
    language = document.language if document.language in rules.languages("timex") else rules.DEFAULT_LANGUAGE
    text = document.text
    late: dict[int, int] = {}
    for sentence in sentences:
        for match in _YEAR.finditer(text, *sentence.span):
            year = int(match["year"])
            if year <= document.date.year:
                continue
            # "in 2031", "in May 2031": a year that dates what happens, not the name of a thing or the term of a loan.
            before = text[max(sentence.span.start, match.start() - 40) : match.start()]
            if _DATES.search(before) and looks_back(sentence.span.of(text), language):
                late[sentence.i] = max(year, late.get(sentence.i, 0))
    return max(late.values()) if len(late) >= FEWEST else None
