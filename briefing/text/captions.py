"""Captions that a reader has left among the story's sentences, told by their tense and the date at their end.

Captions with a credit, a counter or a set form are named line by line before (:mod:`briefing.text.boilerplate`); these
need the parse: "Crews mend their nets in Skarn, May 4, 2019" shows a picture, "Crews mended their nets" tells news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing import rules
from briefing.model.text import Document, Dropped, Parse, Sentence, Token
from briefing.text import sentences

_DATED = re.compile(
    r"(?<![\w.’'-])(?P<before>[\w.’'-]{1,40}),? (?P<on>on )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d\d\.?\Z"
)
_QUOTED = re.compile(r"[“”\"«»]")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def set_aside(
    document: Document, parts: tuple[Sentence, ...], parsed: Parse
) -> tuple[Document, tuple[Sentence, ...], Parse]:
    """The document with its captions among what is dropped, and the sentences that are left, with their words.

    Args:
        document: without boilerplate.
        parts: its sentences.
        parsed: without a model's parse nothing is set aside.
    """
    language = document.language
    if language not in rules.languages("captions") or parsed.reduced:
        return document, parts, parsed
    shown = [s for s in parts if _is_caption(s.span.of(document.text).strip(), parsed.of(s), language)]
    if not shown or len(shown) == len(parts):
        return document, parts, parsed
    return sentences.without(document, parts, parsed, [Dropped(s.span, "caption", "present-and-dated") for s in shown])


def _is_caption(text: str, tokens: Sequence[Token], language: str) -> bool:
    """Whether a sentence shows a picture: no verb, or one in the present tense, and a place and a date at the end."""
    match = _DATED.search(text)
    root = next((t for t in tokens if t.dep == "ROOT"), None)
    if match is None or root is None or _QUOTED.search(text) or not _ends_a_picture(match, language):
        return False
    if match["on"] and any(t.tag == "VBD" for t in tokens):
        return False  # "heads a team that looks into the fire which killed two Danes on May 4, 2019"
    hung = [t for t in tokens if t.head == root.i and t.i != root.i]
    if root.tag.startswith("NN"):
        return not any(t.dep in _SUBJECTS for t in hung)
    coming = rules.words("captions", language, "coming")
    if any(t.dep == "ccomp" for t in hung) or any(t.text.lower() in coming for t in (root, *hung)):
        return False
    helpers = [t for t in hung if t.dep in ("aux", "auxpass")]
    if helpers:
        return all(t.tag in ("VBZ", "VBP") and t.text.lower() in ("is", "are") for t in helpers)
    return root.tag in ("VBZ", "VBP")


def _ends_a_picture(match: re.Match[str], language: str) -> bool:
    """Whether a name, and no weekday, or a word such as "taken" stands before the date."""
    before = match["before"]
    named = before[0].isupper() and not before.endswith("day")
    return named or before.lower() in rules.words("captions", language, "taken")
