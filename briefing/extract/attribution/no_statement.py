"""Candidates that by their form are nobody's statement, whatever the ranker makes of their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from briefing.extract.attribution import titles
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.datelines import dateline
from briefing.model.findings import Attribution
from briefing.model.quotations import Quotations
from briefing.model.text import FINITE, Document, Span
from briefing.model.tree import Tree

#: The last paragraph, from 0, before which a dateline with a colon may stand.
_OPENING = 1
#: From this share on, in log odds, a verb may say something of what goes by a name: "criticised the so-called “tax”".
_SAYING = -1.0
_STORM = re.compile(r"\b(?P<noun>[A-Z][a-z]{4,9}) (?P<name>[A-Z][a-z]+)\b")
#: How a source is got from a verb above.
_SHARING = ("shared", "above", "far")
#: What leads a name in quotation marks, at the most.
_LED = 25
#: Words from "everything" to the end of who says it, at the most.
_ALL_SAID = 6
#: Words from a verb to its "so", at the most.
_NEAR = 2


def without(
    scored: Sequence[tuple[float, Candidate]],
    document: Document,
    trees: Mapping[int, Tree],
    marks: Quotations,
    words: Lexicon,
) -> list[tuple[float, Candidate]]:
    """The candidates that may be statements.

    Args:
        scored: candidates with their scores.
        document: their article.
        trees: the parsed sentences by their numbers.
        marks: the article's quotations.
        words: of its language.
    """
    datelines = _datelines(document, trees)
    return [
        (score, _past_dateline(candidate, datelines))
        for score, candidate in scored
        if not (
            _is_addressed(candidate, document.text, words)
            or _is_filed_there(candidate, datelines)
            or _is_proof(candidate, document.text, words)
            or _is_called(candidate, document.text, marks, words)
            or _is_state(candidate, words)
            or _is_titled(candidate, marks, words)
            or _is_done_first(candidate, trees[candidate.sentence.i])
            or _goes_on_with_quotation(candidate, trees[candidate.sentence.i], words)
            or _is_of_all_that_is_said(candidate, trees[candidate.sentence.i], words)
            or _is_unknown(candidate, trees[candidate.sentence.i], words)
            or _is_outcome(candidate, trees[candidate.sentence.i], words)
        )
    ]


def _is_state(candidate: Candidate, words: Lexicon) -> bool:
    """Whether a form of "to be" shares another verb's subject: "Orm said it held and his word **was** a promise"."""
    return candidate.source_rule.startswith(_SHARING) and candidate.cue.text.lower() in words.copulas


def _is_titled(candidate: Candidate, marks: Quotations, words: Lexicon) -> bool:
    """Whether the cue only gives a work its title: "Hale’s book **entitled** Some Quiet Thing is in the shops"."""
    begin = candidate.content[0].start
    return candidate.cue.text.lower() in words.titling and marks.around(begin + 1) is None


def _is_done_first(candidate: Candidate, tree: Tree) -> bool:
    """Whether a quotation stands in another clause than its verb, which only tells what was done before.

    "After **agreeing** on a price, Hale left for the quay, where it “smelt of smoke”."
    """
    if not candidate.content_rule.startswith("quote") or candidate.cue.dep != "pcomp":
        return False
    content = candidate.content[0]
    return content.start > candidate.cue.end and not tree.span(candidate.cue).overlaps(content)


def _is_of_all_that_is_said(candidate: Candidate, tree: Tree, words: Lexicon) -> bool:
    """Whether a content is what others say of all that somebody says: "everything Hale says **is a lie**"."""
    first = next((t for t in tree.within(candidate.content[0]) if t.tag[:1].isalpha()), None)
    if first is None or candidate.source is None or first.text.lower() not in words.copulas:
        return False
    before = [t for t in tree.tokens if t.start < candidate.source.end and t.tag[:1].isalpha()]
    behind = candidate.source.end <= candidate.cue.start < first.start
    return behind and any(t.text.lower() in words.all_said for t in before[-_ALL_SAID:])


def _is_unknown(candidate: Candidate, tree: Tree, words: Lexicon) -> bool:
    """Whether somebody only does not know: "has no **idea** what happened", "**knows** nothing about boats"."""
    word = candidate.cue.text.lower()
    if word in words.none:
        return True
    if word in words.ideas:
        return any(c.text.lower() in words.none for c in tree.children(candidate.cue, "det"))
    first = next(iter(tree.within(candidate.content[0])), None)
    return word in words.knowing and first is not None and first.text.lower() in words.none


def _is_outcome(candidate: Candidate, tree: Tree, words: Lexicon) -> bool:
    """Whether a clause with "that" is what comes of how much: "**worries** so much of keys **that** bags are shut"."""
    near = [t for t in tree.tokens if t.text.lower() in words.degree and abs(t.i - candidate.cue.i) <= _NEAR]
    hung = any(t.head == candidate.cue.i or tree.at(t.head) in tree.children(candidate.cue) for t in near)
    return hung and any(t.text.lower() == "that" and t.dep == "mark" for t in tree.within(candidate.content[0]))


def _goes_on_with_quotation(candidate: Candidate, tree: Tree, words: Lexicon) -> bool:
    """Whether a quotation is the verb of a clause with a subject of its own: "took her to the quay, where it “reeked”".

    Who says it is told elsewhere, if at all: the verb above tells a deed.
    """
    content = candidate.content[0]
    if not candidate.content_rule.startswith("quote-after") or words.share("verb", candidate.cue.text) >= _SAYING:
        return False
    first = next((t for t in tree.within(content) if t.tag[:1].isalpha()), None)
    if first is None or first.tag not in FINITE:
        return False
    subject = tree.child(first, "nsubj", "nsubjpass")
    return subject is not None and candidate.cue.end <= subject.start < content.start


def storms(text: str, words: Lexicon) -> frozenset[str]:
    """The names of the storms of an article: "Hurricane **Florence**", "Tropical Storm **Ada**"."""
    return frozenset(m["name"] for m in _STORM.finditer(text) if m["noun"].lower() in words.storms)


def is_a_storms(attribution: Attribution, text: str, named: Set[str], words: Lexicon) -> bool:
    """Whether a source is a storm, by its noun or by its name alone.

    Args:
        attribution: whose source is asked about.
        text: of the article.
        named: the storms of the article.
        words: of its language.
    """
    source = attribution.source[0].of(text) if attribution.source else ""
    parts = [w for w in source.strip("“”\"' ").split() if w.lower() != "the"]
    return bool(parts) and parts[-1] in named and all(w.lower() in words.storms for w in parts[:-1])


def _datelines(document: Document, trees: Mapping[int, Tree]) -> dict[int, Span]:
    """The datelines with which sentences begin, by the sentence's number."""
    heads = (
        (i, dateline(document.text, tree.sentence.span, opens=tree.sentence.paragraph <= _OPENING))
        for i, tree in trees.items()
    )
    return {i: head for i, head in heads if head is not None}


def _is_filed_there(candidate: Candidate, datelines: Mapping[int, Span]) -> bool:
    """Whether a source is but the place before a story: "NORHAVEN, Port District — A court indicted two men"."""
    head = datelines.get(candidate.sentence.i)
    return head is not None and candidate.source is not None and head.holds(candidate.source)


def _past_dateline(candidate: Candidate, datelines: Mapping[int, Span]) -> Candidate:
    """The candidate without the place that was read as a part of its source: "NORHAVEN - **Port police** said …"."""
    head, source = datelines.get(candidate.sentence.i), candidate.source
    if head is None or source is None or not source.start < head.end < source.end:
        return candidate
    return candidate._replace(source=Span(head.end, source.end))


def _is_addressed(candidate: Candidate, text: str, words: Lexicon) -> bool:
    """Whether a content is only to whom somebody speaks: "began (talking) to the clerk"."""
    if candidate.content_rule.startswith("prep-to"):
        return candidate.cue.text.lower() in words.addressing
    first, _, rest = candidate.content[0].of(text).partition(" ")
    return candidate.content_rule.startswith("xcomp") and first in words.addressing and rest.startswith("to ")


def _is_proof(candidate: Candidate, text: str, words: Lexicon) -> bool:
    """Whether a content is only what somebody did or became: "Brenn has **proved** himself a careful negotiator"."""
    if candidate.cue.text.lower() not in words.proving:
        return False
    begin = candidate.content[0].start
    behind = text[candidate.cue.end : candidate.cue.end + 12].split(None, 1)[:1]
    return begin >= candidate.cue.end and bool(behind) and behind[0].strip(",.").lower() in words.reflexive


def _is_called(candidate: Candidate, text: str, marks: Quotations, words: Lexicon) -> bool:
    """Whether a content begins with a name in quotation marks: "told the weekly **“Hove Post” that …**".

    Behind a verb of work it may have an article: "carried out **the so-called “Quay Fires”**".
    """
    begin = candidate.content[0].start
    quotation = next((q for q in marks.within(Span(begin, begin + _LED)) if q.end <= candidate.content[0].end), None)
    if quotation is None or not titles.is_name(text, quotation, words):
        return False
    led = text[begin : quotation.start].split()
    return not led or (len(led) <= 2 and words.share("verb", candidate.cue.text) < _SAYING)
