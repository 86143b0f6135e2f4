"""Times that date no verb: those that something is measured against, and those that only name or mark a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model.text import Span, Token

if TYPE_CHECKING:
    from briefing.extract.events.clauses import Clauses

#: Words before a time, or behind it, in which the amount stands that it is the time of.
_MEASURE = 12
#: What is more than all others of its kind, by its tags of the Penn Treebank.
_SUPERLATIVE = ("JJS", "RBS")
#: A verb of the present, or of what has lasted until now.
_PRESENT = ("VBZ", "VBP", "MD")


def is_yardstick(tree: Clauses, span: Span) -> bool:
    """Whether a time is one that something is measured against.

    "Up from 12 million in **2014**", "the lowest catch since **1988**", "the first time they spoke since **May**".

    Args:
        tree: of the sentence.
        span: of the time.
    """
    return _of_amount(tree, span) or _of_superlative(tree, span)


def _of_amount(tree: Clauses, span: Span) -> bool:
    """Whether a time is that of an amount which another is measured against: "up from 12 million in 2014"."""
    before = [t for t in tree.tokens if t.end <= span.start]
    match = tree.words.compared.search(" ".join(t.text for t in before[-_MEASURE:]))
    if match is None or match["amount"] is None:
        return match is not None
    behind = tree.words_from(span.end, _MEASURE)
    leads_on = bool(behind) and behind[0].text.lower() == "to" and any(t.tag == "CD" for t in behind)
    return leads_on or sum(t.tag == "CD" for t in before) > 1


def _of_superlative(tree: Clauses, span: Span) -> bool:
    """Whether something is the first or the most of its kind since a time; what "has been ill since" is not."""
    before = [t for t in tree.tokens if t.end <= span.start][-_MEASURE:]
    behind = tree.first_from(span.end)
    if behind is not None and behind.tag.startswith("NN"):
        return False  # "since the May election": the date is that one's
    while before and before[-1].tag in ("DT", "RB", "RBS", "JJS"):
        before.pop()  # "since **at least** 1988"
    if before and before[-1].text.lower() == "at":
        before.pop()
    if not before or tree.words.bounds.get(before[-1].text.lower()) != "since":
        return False
    for token in reversed(before[:-1]):
        if token.tag in _PRESENT or token.text.lower() in tree.words.perfect:
            return False
        if token.tag in _SUPERLATIVE or (token.tag.startswith("JJ") and token.text.lower() in tree.words.first):
            return True
    return False


def named_by(tree: Clauses, year: Sequence[Token]) -> Token | None:
    """The last word of the name that a year is a part of: "Friends of **Venn** 2008", "a 1968 Falk **727**".

    Args:
        tree: of the sentence.
        year: its words.
    """
    before, after = tree.at(year[0].i - 1), tree.at(year[-1].i + 1)
    if len(year) != 1 or before is None:
        return None
    calendar = tree.words.months | tree.words.weekdays
    if before.tag == "NNP" and before.text.lower().rstrip(".") not in calendar:
        return before
    last, above = None, tree.head(year[0])
    if above is not None and above.start > year[0].start:
        return None  # the parse knows what it stands before: "the 2016 U.S. election"
    while before.tag in ("DT", "PRP$") and after is not None and after.tag in ("NNP", "NNPS"):
        last, after = after, tree.at(after.i + 1)
    return last


def bearing(tree: Clauses, time: Sequence[Token]) -> Token | None:
    """The document that bears a date: "in its **letter** from 9 July", "the letter, dated 9 July".

    Args:
        tree: of the sentence.
        time: the words of the date.
    """
    before, after = tree.at(time[0].i - 1), tree.at(time[-1].i + 1)
    if before is None or before.text.lower() not in tree.words.bears:
        return None
    if after is not None and after.text.lower() in tree.words.closes:
        return None  # "the survey from May to June"
    noun = tree.at(before.i - 1)
    if noun is not None and noun.text == ",":
        noun = tree.at(noun.i - 1)
    if noun is None or noun.tag not in ("NN", "NNS"):
        return None
    word = noun.text.lower()
    known = word in tree.words.documents or word.removesuffix("s") in tree.words.documents
    return noun if known and not tree.words.happens(word) else None


def bracketed(tree: Clauses, time: Sequence[Token]) -> Token | None:
    """The noun whose year stands in brackets behind it: "the **Falk Act** (2019)".

    Args:
        tree: of the sentence.
        time: the words of the date.
    """
    opened, closed = tree.at(time[0].i - 1), tree.at(time[-1].i + 1)
    if opened is None or closed is None or opened.text != "(" or not closed.text.startswith(")") or len(time) != 1:
        return None
    noun = tree.at(opened.i - 1)
    return noun if noun is not None and noun.tag.startswith("NN") else None
