"""A small linear model over candidates: a weight for each feature, a probability for each candidate, then a choice."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from briefing import rules
from briefing.extract.positions.candidates import Candidate
from briefing.model.text import Span


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by feature name."""

    weights: Mapping[str, float]

    def score(self, features: Sequence[tuple[str, float]]) -> float:
        """The probability that a candidate is an attribution, 0 to 1."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@functools.cache
def load(language: str = rules.DEFAULT_LANGUAGE) -> Ranker | None:
    """The ranker of a language; ``None`` where none was trained."""
    path = resources.files(rules) / language / "ranker.tsv"
    if not path.is_file():
        return None
    weights: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, weight = line.rpartition("\t")
            weights[name] = float(weight)
    return Ranker(weights)


def choose(scored: Sequence[tuple[float, Candidate]], least: float) -> list[tuple[float, Candidate]]:
    """The best candidates that can stand together, in falling order of score.

    A cue has one content. Contents may lie in one another, or apart; two that cover much the same words, or that
    cross, do not stand together.
    """
    chosen: list[tuple[float, Candidate]] = []
    cues: set[int] = set()
    for score, one in sorted(scored, key=lambda s: (-s[0], s[1].cue.i, s[1].rule)):
        if score < least:
            break
        if one.cue.i in cues or any(_clash(one.content, other.content) for _, other in chosen):
            continue
        cues.add(one.cue.i)
        chosen.append((score, one))
    return chosen


def _clash(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether two contents cover much the same words, or cross."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    if not shared:
        return False
    small, large = sorted((sum(s.end - s.start for s in one), sum(s.end - s.start for s in other)))
    if shared > 0.6 * large:
        return True
    return shared < 0.9 * small
