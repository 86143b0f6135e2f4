"""Which articles tell the same text: wire copies and near-duplicates, so that one report counts once.

Texts are compared by their shingles, runs of five words (Broder 1997). A fixed part of the shingles, chosen by their
own checksum, is kept; two texts that share one are compared, so that the work does not grow with all pairs.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from briefing.model.text import Document

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
_WORD = re.compile(r"\w+")


def copies(documents: Sequence[Document]) -> tuple[int | None, ...]:
    """For each document the index of the earliest one it is a copy of, or ``None``.

    Args:
        documents: in the order their sources are numbered; the first of a family is its original.
    """
    every = [_shingles(document) for document in documents]
    long = [len(own) >= SHORT for own in every]
    shingles = [frozenset(s for s in own if s % KEPT == 0) if long[i] else own for i, own in enumerate(every)]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for found in holders.values():
        if 1 < len(found) <= FORMULA:
            for at, i in enumerate(found):
                for j in found[at + 1 :]:
                    shared[i, j] += 1
    original: list[int | None] = [None] * len(documents)
    kept = [sum(s % KEPT == 0 for s in own) for own in shingles]
    for (i, j), count in sorted(shared.items()):
        # A long text keeps a part of its shingles: of a short one beside it the same part is looked at.
        sizes = (kept[i], kept[j]) if long[i] or long[j] else (len(shingles[i]), len(shingles[j]))
        if count >= SAME * min(sizes):
            first = original[i]
            if original[j] is None:
                original[j] = i if first is None else first
    return tuple(original)


def _shingles(document: Document) -> frozenset[int]:
    words = [w.lower() for p in document.paragraphs for w in _WORD.findall(p.of(document.text))]
    return frozenset(zlib.crc32(" ".join(words[i : i + WORDS]).encode()) for i in range(max(0, len(words) - WORDS + 1)))
