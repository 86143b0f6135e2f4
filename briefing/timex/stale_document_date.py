"""Whether a text was written anew long after the date it bears, as explainers and timelines are.

"Last week" then counts from nobody knows when. What tells is the text itself: years after its own, told as past. Where
the page names the day of its last change, and that is late enough, the text is of that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing import rules
from briefing.model.text import Document, Note, Sentence
from briefing.timex.tense import looks_back

#: Sentences that must tell of a later year; one alone may be a slip of the pen, unless the page was changed since.
FEWEST = 2
#: A page changed later than this many days after its date may have been written anew; the reader is told.
LATE = 60

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
    language = rules.language_for("timex", document.language)
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
    borne_out = document.modified is not None and document.modified.year >= max(late.values(), default=0)
    return max(late.values()) if len(late) >= (1 if borne_out else FEWEST) else None


def as_written(document: Document, sentences: Sequence[Sentence]) -> tuple[Document, Note | None]:
    """The document with the day on which its text was written, and what the reader must know of it.

    A text that has outlived its date has the day of the page's last change, or where that is not told, none.

    Args:
        document: with the date it bears.
        sentences: of its story.
    """
    day, changed = document.date, document.modified
    if (year := outlived(document, sentences)) is not None:
        premise = f"The article bears the date {day} and tells of {year} as past: it was written anew, and"
        if changed is not None and changed.year >= year:
            said = f"{premise} is counted from {changed}, when its page was last changed."
            dated = replace(document, date=changed, date_from="metadata", date_evidence=f"modified: {changed}")
            return dated, Note("outlived", said, document.id)
        said = f"{premise} nothing in it is counted from its date. Where you know the day, give it with --date."
        return replace(document, date=None, date_from="none", date_evidence=None), Note("outlived", said, document.id)
    if day is not None and changed is not None and (changed - day).days > LATE and document.date_from != "given":
        said = (
            f"The article bears the date {day}, and its page was changed on {changed}. Dates are counted from {day}; "
            f"if the text was written anew, give --date {changed}."
        )
        return document, Note("changed-later", said, document.id)
    return document, None
