"""The ranker's tables say what its features are called, and a cue is looked at once for all its candidates."""

from __future__ import annotations

from briefing import pipeline, quotations
from briefing.extract.attribution import candidates, features, lexicon, ranker
from briefing.extract.attribution.features import Cue, Seen
from briefing.model.quotations import Quotations
from briefing.model.text import Span
from briefing.model.tree import Tree
from briefing.text import parse, sentences

TEXT = "“The pier will not open,” said Ines Brenn, who warned that the wood is rotten. The mayor doubts that."


def looks(text: str = TEXT) -> list[tuple[Cue, Seen, list[features.Feature]]]:
    document = pipeline.from_text(text, id="text")
    parts = sentences.split(document)
    parsed = parse.parse(document, parts)
    marks, words = Quotations(quotations.find(document)), lexicon.load("en")
    out = []
    for tree, found in candidates.by_sentence(document, parts, parsed, marks, words):
        around = features.Surroundings(text, tree, marks)
        for one in found:
            cue = features.of_cue(one.cue, tree, marks, words)
            out.append((cue, features.of_content(one, cue, around), features.of_source(one, cue)))
    return out


def kind(feature: str) -> tuple[str, int]:
    words = feature.split("\t")
    return words[0], len(words)


def test_every_kind_of_feature_that_is_seen_has_weights_and_no_weight_is_of_a_kind_that_never_is() -> None:
    kinds = {kind(name) for name in ranker.load("en").weights}  # type: ignore[union-attr]
    seen = {
        kind(name)
        for cue, content, source in looks()
        for name in (*cue.flags, *content.flags, *(k for k, _ in content.values), *source)
    }
    assert not seen - kinds
    # What one text need not show: a particle, a word in a stretch, an adverb before its verb …
    assert kinds - seen <= {(k, n) for k, n in kinds if k in SELDOM}
    assert {k for k, _ in kinds} == set(features.KINDS)


SELDOM = frozenset("particle stem-object object advmod npadvmod auxpass mark mark-word inner-word inner-with".split())


def test_a_clause_hangs_by_its_verb_and_a_word_reaches_over_all_below_it() -> None:
    document = pipeline.from_text("The mayor said that the old pier will close.", id="text")
    parts = sentences.split(document)
    tree = Tree(parse.parse(document, parts), parts[0])
    words = {t.text: t for t in tree.tokens}
    assert tree.span(words["close"]).of(document.text) == "that the old pier will close"
    assert tree.span(words["pier"]).of(document.text) == "the old pier"
    top = tree.top((Span(words["that"].start, words["close"].end),))
    assert top is not None
    assert top.text == "close"


def test_a_quotation_that_a_content_leaves_out_is_counted() -> None:
    quotation = Span(10, 60)
    assert features.left_out((Span(0, 5),), (quotation,)) == 1
    assert features.left_out((Span(10, 58),), (quotation,)) == 0  # mark and comma may stand out
