"""The articles' sentences, ready to be asked which of them tells what a sentence of a draft tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing import text_similarity
from briefing.model.claims import Place, Reading
from briefing.model.text import Sentence, Span
from briefing.verify.draft.words import Sequenced, Word, names, words

#: Passages that are looked at for one sentence of the draft, the nearest first.
_MOST = 6
#: The share of a sentence's telling words, the rare ones counting more, that a passage holds: to be looked at at all,
#: to be taken for what the sentence was made of, and to be that very sentence.
NEAR, SAME, VERY = 0.3, 0.55, 0.8


@dataclass(frozen=True)
class Article:
    """An article with its words."""

    reading: Reading

    @property
    def language(self) -> str:
        """The article's language."""
        return self.reading.findings.document.language

    @property
    def text(self) -> str:
        """The article's text, into which every span counts."""
        return self.reading.findings.document.text

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in it, each by itself, without case."""
        return names(self.text)

    @cached_property
    def sequence(self) -> Sequenced:
        """The story's words."""
        sequence = [w for p in self.reading.findings.document.paragraphs for w in words(self.text, p)]
        return Sequenced(sequence)

    @cached_property
    def spoken(self) -> Sequenced:
        """The words that stand in quotation marks: what a tag breaks is whole here."""
        return Sequenced([w for q in self.reading.findings.quotations for w in words(self.text, q)])

    def place(self, span: Span) -> Place:
        """The sentence that holds a stretch, or its first part."""
        findings = self.reading.findings
        sentence = next((s for s in findings.sentences if s.span.overlaps(span)), None)
        if sentence is None:
            paragraph = next((n for n, p in enumerate(findings.document.paragraphs) if p.overlaps(span)), 0)
            return Place(findings.document.id, paragraph + 1, " ".join(span.of(self.text).split()))
        return Place(findings.document.id, sentence.paragraph + 1, " ".join(sentence.span.of(self.text).split()))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, and how much of a draft's sentence it tells."""

    article: Article
    sentence: Sentence
    score: float
    """0 to 1."""


class Passages:
    """All sentences of all articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self._all: list[tuple[Article, Sentence, frozenset[str]]] = []
        self._holding: dict[str, list[int]] = {}
        for article in articles:
            for sentence in article.reading.findings.sentences:
                bag = text_similarity.bag(sentence.span.of(article.text), article.language)
                for stem in bag:
                    self._holding.setdefault(stem, []).append(len(self._all))
                self._all.append((article, sentence, bag))

    def near(self, text: str, language: str) -> tuple[Passage, ...]:
        """The passages that tell most of what some words tell, the best first."""
        bag = text_similarity.bag(text, language)
        weights = {stem: self._weight(stem) for stem in bag}
        whole = sum(weights.values())
        if not whole:
            return ()
        shared: Counter[int] = Counter()
        for stem, weight in sorted(weights.items()):
            for i in self._holding.get(stem, ()):
                shared[i] += weight  # type: ignore[assignment]  # weights are fractions
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        return tuple(
            Passage(self._all[i][0], self._all[i][1], share / whole) for i, share in best if share / whole >= NEAR
        )

    def _weight(self, stem: str) -> float:
        return math.log(1 + len(self._all) / (0.5 + len(self._holding.get(stem, ()))))


def joined(run: Sequence[Word]) -> Span:
    """From the first word to the last."""
    return Span(run[0].span.start, run[-1].span.end)
