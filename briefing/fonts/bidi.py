"""Text that runs from right to left, and text of both directions in one line.

Source: Unicode Standard Annex 9, the bidirectional algorithm, without its explicit embeddings: these are taken out of
everything that is printed, since they can make a line read as what it does not say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

#: Marks of no width that count as a letter of their direction.
LEFT_MARK: Final = "\u200e"
RIGHT_MARK: Final = "\u200f"

_OPENING = dict(zip("([{⟨〈《「『【〔", ")]}⟩〉》」』】〕", strict=True))
_CLOSING = {b: a for a, b in _OPENING.items()}
_IGNORED = ("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_NEUTRAL = ("ON", "WS", "S", "B")


def has_right(text: str) -> bool:
    """Whether any character runs from right to left."""
    return not text.isascii() and any(_right(c) for c in text if c >= "\u0590")


def _right(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL", "AN")


def runs_right(text: str) -> bool | None:
    """The direction of the first letter that has one (rules P2 and P3); ``None`` where none has."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return None


def levels(text: str, right: bool = False) -> list[int]:
    """The level of each character: an odd one runs from right to left.

    Args:
        text: one paragraph.
        right: whether the paragraph as a whole runs from right to left.
    """
    base = int(right)
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    at = [i for i, kind in enumerate(kinds) if kind not in _IGNORED]
    types = [kinds[i] for i in at]
    edge = "R" if right else "L"
    _weak(types, edge)
    _numbers(types, edge)
    _brackets(types, [text[i] for i in at], edge)
    _neutral(types, edge)
    embeddings = [base] * len(text)
    for i, kind in zip(at, types, strict=True):
        embeddings[i] = base + (1 if (kind == "R") != right else 0) if kind in "LR" else base + (1 if right else 2)
    for i, kind in enumerate(kinds):
        if kind in _IGNORED:  # it goes with what stands before it
            embeddings[i] = embeddings[i - 1] if i else base
    return embeddings


def _weak(types: list[str], edge: str) -> None:
    """Rules W1 to W3: marks go with their letters, numbers after Arabic letters are Arabic ones."""
    before, strong = edge, edge
    for i, original in enumerate(types):
        kind = before if original == "NSM" else original
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        types[i] = "AN" if kind == "EN" and strong == "AL" else kind
    types[:] = ["R" if kind == "AL" else kind for kind in types]


def _numbers(types: list[str], edge: str) -> None:
    """Rules W4 to W7: what stands in and beside numbers."""
    for i in range(1, len(types) - 1):
        around = types[i - 1], types[i + 1]
        if (types[i] in ("ES", "CS") and around == ("EN", "EN")) or (types[i] == "CS" and around == ("AN", "AN")):
            types[i] = around[0]
    for a, b in _stretches(types, ("ET",)):
        if (a and types[a - 1] == "EN") or (b < len(types) and types[b] == "EN"):
            types[a:b] = ["EN"] * (b - a)
    strong = edge
    for i, kind in enumerate(types):
        if kind in ("ES", "ET", "CS"):
            types[i] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[i] = "L"


def _brackets(types: list[str], chars: Sequence[str], edge: str) -> None:
    """Rule N0: a pair of brackets runs as what it encloses, or as what stands before it."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(chars):
        if types[i] != "ON":
            continue
        if char in _OPENING:
            open_.append((char, i))
        elif char in _CLOSING:
            for n in range(len(open_) - 1, -1, -1):
                if open_[n][0] == _CLOSING[char]:
                    pairs.append((open_[n][1], i))
                    del open_[n:]
                    break
    for a, b in sorted(pairs):
        inside = {_direction(t) for t in types[a + 1 : b]} - {""}
        if edge in inside:
            types[a] = types[b] = edge
        elif inside:
            context = next((d for t in reversed(types[:a]) if (d := _direction(t))), edge)
            types[a] = types[b] = context if context in inside else edge


def _direction(kind: str) -> str:
    return "R" if kind in ("EN", "AN", "R") else "L" if kind == "L" else ""


def _neutral(types: list[str], edge: str) -> None:
    """Rules N1 and N2: what has no direction runs as its neighbours where they agree, else as the paragraph."""
    for a, b in _stretches(types, _NEUTRAL):
        before = _direction(types[a - 1]) if a else edge
        after = _direction(types[b]) if b < len(types) else edge
        types[a:b] = [before if before == after else edge] * (b - a)


def _stretches(types: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Where characters of some kinds stand together, half-open."""
    stretches: list[tuple[int, int]] = []
    for i, kind in enumerate(types):
        if kind in kinds:
            if stretches and stretches[-1][1] == i:
                stretches[-1] = (stretches[-1][0], i + 1)
            else:
                stretches.append((i, i + 1))
    return stretches


def in_sight(order: Sequence[int]) -> list[int]:
    """Places of pieces with the given levels, from left to right (rule L2)."""
    places = list(range(len(order)))
    for level in range(max(order, default=0), 0, -1):
        start = 0
        while start < len(places):
            end = start
            while end < len(places) and order[places[end]] >= level:
                end += 1
            if end > start:
                places[start:end] = places[start:end][::-1]
            start = max(end, start + 1)
    return places
