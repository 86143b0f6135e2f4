"""What each sentence does in its article: the main event, what follows from it, what led to it, who comments.

The roles are those of van Dijk's news schema as Choubey et al. (2020) annotate them. A multinomial logistic model over
the features of ``sentence_features`` gives each role a probability. Its weights are learnt by
``benchmarks/train_roles.py``; where no language model parsed the text, place alone decides.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from briefing.compose.sentence_features import Features, of_article
from briefing.language import nearest
from briefing.model.findings import Findings

SentenceRole = Literal[
    "main", "consequence", "previous", "context", "history", "anecdote", "evaluation", "expectation", "none"
]
ROLES: tuple[SentenceRole, ...] = get_args(SentenceRole)

Roles = Mapping[SentenceRole, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the roles: a bias each, and for each feature one weight a role."""

    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def roles(self, features: Features) -> Roles:
        """The probability of each role; they add up to 1."""
        known = [(row, value) for name, value in features.items() if (row := self.weights.get(name)) is not None]
        rows = [row if value == 1 else tuple([weight * value for weight in row]) for row, value in known]
        scores = []
        for column in zip(self.bias, *rows, strict=True):
            score = 0.0
            for weight in column:  # not sum(): from Python 3.12 on its last bits are others
                score += weight
            scores.append(score)
        most = max(scores)
        odds = [math.exp(s - most) for s in scores]
        total = sum(odds)
        return {role: odd / total for role, odd in zip(ROLES, odds, strict=True)}


@functools.cache
def model(language: str) -> Model:
    """The model of a language, or of the default one; without weights where there is none.

    Raises:
        EngineError: its table was learnt for other roles.
    """
    learnt = nearest("roles", language)
    if learnt is None:
        return Model((0.0,) * len(ROLES), {})
    learnt.check(ROLES)
    weights: dict[str, tuple[float, ...]] = {}
    for line in learnt.text("weights.tsv").splitlines()[1:]:
        name, *values = line.split("\t")
        weights[name] = tuple(map(float, values))
    return Model(weights.pop("(bias)"), weights)


def of_sentences(findings: Findings, features: Sequence[Features] | None = None) -> list[Roles]:
    """The roles of every sentence of an article, in order.

    Args:
        findings: of the article.
        features: of its sentences, where they are known already.
    """
    if findings.parse.reduced:
        return [_by_place(s.i) for s in findings.sentences]
    known = model(findings.document.language)
    return [known.roles(seen) for seen in (of_article(findings) if features is None else features)]


def _by_place(place: int) -> Roles:
    """Without a parse: the sooner a sentence stands, the likelier it tells the main event."""
    main = 0.8 / (1 + 0.5 * place)
    rest = (1 - main) / (len(ROLES) - 1)
    return {role: main if role == "main" else rest for role in ROLES}
