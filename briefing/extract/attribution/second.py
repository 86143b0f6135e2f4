"""What the second look of the ranker sees of a candidate: its rivals, its edges, and how often its like was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.extract.attribution import edges, features, rates, rivals
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.features import Feature
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.rivals import Odds
from briefing.model.quotations import Quotations
from briefing.model.tree import Tree

#: The columns that the trees ask for, in order.
COLUMNS = (*rivals.Beside._fields, *edges.Edges._fields, *rates.Rates._fields)
#: What the tables of the ranker must have been learnt with.
SCHEMA = (*COLUMNS, *features.KINDS)


def look(
    candidates: Sequence[Candidate],
    odds: Odds,
    table: Mapping[Feature, float],
    trees: Mapping[int, Tree],
    quotes: Quotations,
    lexicon: Lexicon,
    text: str,
) -> dict[int, tuple[float, ...]]:
    """The measures of each candidate, by its index, in the order of ``COLUMNS``; those given up are not there.

    Args:
        candidates: the candidates of a document.
        odds: what the first look made of them.
        table: how often candidates were right, in log odds, by the keys of :mod:`briefing.extract.attribution.rates`.
        trees: the parsed sentences by their numbers.
        quotes: of the document.
        lexicon: of its language.
        text: of the document.
    """
    out: dict[int, tuple[float, ...]] = {}
    for i, beside in rivals.beside(candidates, odds, table, quotes, lexicon, text).items():
        candidate, tree = candidates[i], trees[candidates[i].sentence.i]
        inner = tree.top(candidate.content)
        names = rates.keys(candidate, inner, tree, text)
        out[i] = (*beside, *edges.edges(candidate, inner, tree), *rates.rates(names, table))
    return out
