"""Which candidates are attributions: a linear model, then trees that see each beside its rivals, then a choice."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.attribution import second
from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.features import Feature, Seen
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.rivals import Odds
from briefing.language import model, tables
from briefing.model.quotations import Quotations
from briefing.model.span_index import Places
from briefing.model.text import Span
from briefing.model.tree import Tree

if TYPE_CHECKING:
    from briefing.extract.attribution.forest import Forest

#: From this share of the longer on, two contents are two readings of one. These three were chosen with an eye on
#: the development part of the corpus, so that its figures flatter them a little.
ALIKE = 0.3
#: The share of the shorter that must lie in the longer: with less, they cross.
WITHIN = 0.9
#: What the score of a content within or around another counts for.
NESTED = 0.75


@dataclass(frozen=True, slots=True)
class Ranker:
    """A weight for each feature of a candidate by itself, and the trees that see it beside its rivals."""

    weights: Mapping[Feature, float]
    rates: Mapping[Feature, float]
    """How often candidates of a kind were right, in log odds (:mod:`briefing.extract.attribution.rates`)."""
    trees: Forest

    def sum(self, names: Iterable[Feature]) -> float:
        """The weights of what holds."""
        return sum(map(self.weights.get, names, itertools.repeat(0.0)))

    def odds(self, seen: Seen) -> float:
        """What a content adds to the first look's log odds that a candidate is an attribution."""
        odds = self.sum(seen.flags)
        for name, value in seen.values:
            odds += self.weights.get(name, 0.0) * value
        return odds

    def scores(
        self,
        candidates: Sequence[Candidate],
        odds: Odds,
        trees: Mapping[int, Tree],
        quotes: Quotations,
        lexicon: Lexicon,
        text: str,
    ) -> list[tuple[float, Candidate]]:
        """The candidates of a document that the second look sees, each with its probability, 0 to 1."""
        seen = second.look(candidates, odds, self.rates, trees, quotes, lexicon, text)
        return [
            (1.0 / (1.0 + math.exp(-z)), candidates[i])
            for i, z in zip(seen, self.trees.odds(list(seen.values())), strict=True)
        ]


@functools.cache
def load(language: str) -> Ranker | None:
    """The ranker of a language; ``None`` where none was trained.

    Raises:
        EngineError: it was trained with other features than those computed here.
    """
    from briefing.extract.attribution import forest  # numpy is heavy, and only a parse needs it

    learnt = model("attribution", language)
    if learnt is None:
        return None
    learnt.check(second.SCHEMA)
    weights, rates = (tables.read(learnt.text(name)) for name in ("weights.txt", "rates.txt"))
    return Ranker(weights, rates, forest.read(learnt.data("trees.npz")))


def choose(scored: Sequence[tuple[float, Candidate]], least: float) -> list[tuple[float, Candidate]]:
    """The best candidates that can stand together, in falling order of score.

    A cue has one content. Contents may lie in one another, or apart; two that cover much the same words, or that
    cross, do not stand together. One within or around another must be the likelier for it: what a second cue says of
    words that are already given to somebody is oftener a second reading of them than a second position.
    """
    chosen: list[tuple[float, Candidate]] = []
    cues: set[int] = set()
    places: Places[tuple[Span, ...]] = Places()
    for score, candidate in sorted(scored, key=lambda s: (-s[0], s[1].cue.i, s[1].rule)):
        if score < least:
            break
        near = [other for span in candidate.content for other in places.near(span) if _shared(candidate.content, other)]
        if (
            candidate.cue.i in cues
            or (near and score * NESTED < least)
            or any(_clash(candidate.content, other) for other in near)
        ):
            continue
        cues.add(candidate.cue.i)
        for span in candidate.content:
            places.put(span, candidate.content)
        chosen.append((score, candidate))
    return chosen


def _clash(content: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether two contents cover much the same words, or cross."""
    shared = _shared(content, other)
    if not shared:
        return False
    small, large = sorted((sum(s.end - s.start for s in content), sum(s.end - s.start for s in other)))
    return shared > ALIKE * large or shared < WITHIN * small


def _shared(content: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in content for b in other)
