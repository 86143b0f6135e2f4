"""Things by where they lie in a text, so that who asks what lies near need not look at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from briefing.model.text import Span

T = TypeVar("T")

#: Characters of one block; things are kept by the blocks they touch.
_BLOCK = 512


class Places(Generic[T]):
    """Things by place; a thing may have several, and is put once for each.

    >>> places = Places([(Span(0, 5), "head"), (Span(9_000, 9_010), "foot")])
    >>> places.near(Span(3, 4))
    ['head']
    """

    def __init__(self, things: Iterable[tuple[Span, T]] = ()) -> None:
        self._things: list[T] = []
        self._blocks: dict[int, list[int]] = {}
        for span, thing in things:
            self.put(span, thing)

    def put(self, span: Span, thing: T) -> None:
        """Keep one thing at a place."""
        for block in range(span.start // _BLOCK, max(span.start, span.end - 1) // _BLOCK + 1):
            self._blocks.setdefault(block, []).append(len(self._things))
        self._things.append(thing)

    def near(self, span: Span) -> list[T]:
        """All that may share a character with a stretch, in the order they were put; some may lie just beside it."""
        first, last = span.start // _BLOCK, max(span.start, span.end - 1) // _BLOCK
        if first == last:
            return [self._things[i] for i in self._blocks.get(first, ())]
        indexes = {i for block in range(first, last + 1) for i in self._blocks.get(block, ())}
        return [self._things[i] for i in sorted(indexes)]
