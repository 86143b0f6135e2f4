"""Quotations that are names: of a person, a newspaper, a programme. Nobody speaks in them."""

from __future__ import annotations

import re

from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.text import Span

#: Characters before a quotation in which the word stands that makes a name of it.
_BEFORE = 30
_TITLE = re.compile(r"[“\"][A-Z0-9][\w’'.-]{0,30}(?:\s(?:[A-Z0-9][\w’'.-]{0,30}|[a-z]{1,3})){0,5}[”\"]")
_BEHIND = re.compile(r"\s(?P<word>[\w-]{1,30})")
_LAST = re.compile(r"(?<![\w-])(?P<word>[\w-]{1,30})(?:\s(?:as|by))?\s\Z")


def is_name(text: str, quotation: Span, words: Lexicon) -> bool:
    """Whether a quotation is what somebody or something goes by: "by the name “Shorty”", "the “Hove Hour” show"."""
    before = _LAST.search(text, max(0, quotation.start - _BEFORE), quotation.start)
    if before is not None and before["word"].lower() in words.naming:
        return True
    behind = _BEHIND.match(text, quotation.end)
    borne = behind is not None and behind["word"].lower() in words.bearers
    return borne and _TITLE.fullmatch(text, quotation.start, quotation.end) is not None
