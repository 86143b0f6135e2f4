"""Which articles tell the same text: wire copies and near-duplicates, so that one report counts once.

Texts are compared by their shingles, runs of five words (Broder 1997). A fixed part of the shingles, chosen by their
own checksum, is kept; two texts that share one are compared, so that the work does not grow with all pairs.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.compose import same_event
from briefing.model.findings import Findings
from briefing.model.text import Document
from briefing.text_similarity import bag

#: Words in a shingle.
WORDS = 5
#: One shingle in so many is kept of a long text.
KEPT = 4
#: A text of fewer shingles than this keeps all of them.
SHORT = 200
#: Share of the shorter text's shingles that stand in the other one, from which the two are copies.
SAME = 0.6
#: A shingle in more texts than this is a formula and brings nobody together.
FORMULA = 40
#: Share of a sentence's telling words that stand in one sentence of the text it copies, from which that one tells it.
TOLD = 0.75
_WORD = re.compile(r"\w+")


def copies(documents: Sequence[Document]) -> tuple[int | None, ...]:
    """For each document the index of the earliest one it is a copy of, or ``None``.

    Args:
        documents: in the order their sources are numbered; the first of a family is its original.
    """
    every = [_shingles(document) for document in documents]
    long = [len(runs) >= SHORT for runs in every]
    shingles = [frozenset(s for s in runs if s % KEPT == 0) if long[i] else runs for i, runs in enumerate(every)]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, runs in enumerate(shingles):
        for shingle in runs:
            holders[shingle].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for sharing in holders.values():
        if 1 < len(sharing) <= FORMULA:
            for at, i in enumerate(sharing):
                for j in sharing[at + 1 :]:
                    shared[i, j] += 1
    original: list[int | None] = [None] * len(documents)
    kept = [sum(s % KEPT == 0 for s in runs) for runs in shingles]
    for (i, j), count in sorted(shared.items()):
        # A long text keeps a part of its shingles: of a short one beside it the same part is looked at.
        sizes = (kept[i], kept[j]) if long[i] or long[j] else (len(shingles[i]), len(shingles[j]))
        if count >= SAME * min(sizes):
            first = original[i]
            if original[j] is None:
                original[j] = i if first is None else first
    return tuple(original)


@dataclass(slots=True)
class _Family:
    """The sentences of one text so far: the telling words and the numbers of each, and which ones hold a word."""

    sentences: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def tells(self, words: frozenset[str], numbers: frozenset[str]) -> bool:
        """Whether one of its sentences tells another one, with the same numbers."""
        shared = Counter(i for word in words for i in self.holders.get(word, ()))
        return not words or any(n >= TOLD * len(words) and numbers <= self.sentences[i][1] for i, n in shared.items())

    def put(self, words: frozenset[str], numbers: frozenset[str]) -> None:
        """One more sentence."""
        for word in words:
            self.holders[word].append(len(self.sentences))
        self.sentences.append((words, numbers))


def told_before(findings: Sequence[Findings], same: Sequence[int | None]) -> tuple[frozenset[int], ...]:
    """For each article the indices of its sentences that an earlier article of the same text tells; none of originals.

    A later version of a wire story tells more than its first one: what it adds is told nowhere else. Nor is a sentence
    with another number a copy.

    Args:
        findings: in the order their sources are numbered.
        same: for each the index of what it copies, as :func:`copies` gives it.
    """
    families = {i: _Family() for i in same if i is not None}
    repeated = []
    for n, f in enumerate(findings):
        original = same[n]
        family = families.get(n if original is None else original)
        again: set[int] = set()
        if family is not None:
            texts = [(s.i, s.span.of(f.document.text)) for s in f.sentences]
            language = f.document.language
            read = [(i, bag(text, language), same_event.numbers(text, language)) for i, text in texts]
            if original is not None:
                again = {i for i, words, numbers in read if family.tells(words, numbers)}
            for i, words, numbers in read:
                if i not in again:
                    family.put(words, numbers)
        repeated.append(frozenset(again))
    return tuple(repeated)


def _shingles(document: Document) -> frozenset[int]:
    words = [w.lower() for p in document.paragraphs for w in _WORD.findall(p.of(document.text))]
    return frozenset(zlib.crc32(" ".join(words[i : i + WORDS]).encode()) for i in range(max(0, len(words) - WORDS + 1)))
