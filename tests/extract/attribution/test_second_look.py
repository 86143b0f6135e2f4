"""What the second look sees: where a content's edges lie in the parse, and how often its like was right."""

from __future__ import annotations

import pytest

from briefing import pipeline, quotations
from briefing.extract.attribution import candidates, edges, features, lexicon, ranker, rates, rivals, second
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.rivals import Odds
from briefing.model.quotations import Quotations
from briefing.model.text import Token
from briefing.model.tree import Tree
from briefing.text import parse, sentences

TEXT = "Ines Brenn said that the old pier will close in May. The mayor doubts that."


def found(text: str = TEXT) -> tuple[list[Candidate], dict[int, Tree], Quotations]:
    document = pipeline.from_text(text, id="text")
    parts = sentences.split(document)
    marks = Quotations(quotations.find(document))
    trees, out = {}, []
    for tree, some in candidates.by_sentence(document, parts, parse.parse(document, parts), marks, lexicon.load("en")):
        trees[tree.sentence.i] = tree
        out += some
    return out, trees, marks


def content(words: str) -> tuple[Candidate, Token | None, Tree]:
    all_, trees, _ = found()
    one = next(c for c in all_ if c.content[0].of(TEXT) == words)
    tree = trees[one.sentence.i]
    return one, tree.top(one.content), tree


@pytest.mark.parametrize(
    ("words", "cut", "beyond"),
    [
        ("that the old pier will close in May", 0, 0),  # the whole clause
        ("that the old pier will close", len(" in May"), 0),  # without its last phrase
    ],
)
def test_a_content_that_cuts_its_clause_is_told_from_one_that_holds_it(words: str, cut: int, beyond: int) -> None:
    seen = edges.edges(*content(words))
    assert (seen.cut, seen.beyond, seen.words) == (cut, beyond, len(words.split()))


def test_the_next_word_tells_whether_it_hangs_on_what_was_cut() -> None:
    assert edges.edges(*content("that the old pier will close")).behind_hangs == 1
    assert edges.edges(*content("that the old pier will close in May")).behind_hangs == 2  # the stop hangs on the cue


def test_what_was_never_counted_has_the_mean_of_all() -> None:
    keys = rates.keys(*content("that the old pier will close"), TEXT)
    assert keys[0] == f"stem\t{features.stem_of('said')}\tverb"
    assert keys._fields == rates.Rates._fields
    assert set(rates.rates(keys, {rates.ALL: -1.5})) == {-1.5}
    assert rates.rates(keys, {rates.ALL: -1.5, keys[0]: 0.5}).rate_stem == 0.5


def test_every_kind_of_key_is_counted_in_the_table() -> None:
    table = ranker.load("en").rates  # type: ignore[union-attr]
    one, inner, tree = content("that the old pier will close")
    kinds = {key.partition("\t")[0] for key in (rates.ALL, *rates.of_rules(one), *rates.keys(one, inner, tree, TEXT))}
    assert kinds == {key.partition("\t")[0] for key in table}


def test_the_trees_ask_for_the_columns_that_are_seen() -> None:
    model = ranker.load("en")
    assert model is not None
    assert int(model.trees.feature.max()) < len(second.COLUMNS)
    all_, trees, marks = found()
    odds = Odds([0.0] * len(all_), [0.5] * len(all_), [0.0] * len(all_))
    seen = second.look(all_, odds, model.rates, trees, marks, lexicon.load("en"), TEXT)
    assert set(seen) == set(range(len(all_)))
    assert {len(row) for row in seen.values()} == {len(second.COLUMNS)}
    hopeless = Odds([rivals.HOPELESS] * len(all_), [0.0] * len(all_), [0.0] * len(all_))
    assert not second.look(all_, hopeless, model.rates, trees, marks, lexicon.load("en"), TEXT)
