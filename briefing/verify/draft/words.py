"""Words to be compared: without case, marks and the many ways to write one sign."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefing import rules
from briefing.model.text import Span

_WORD = re.compile(r"%|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*")


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    text: str
    span: Span


def words(text: str, span: Span) -> Iterator[Word]:
    """The words of a stretch, without case; ``'`` and ``’`` are one, ``1,250`` is ``1250``, ``%`` is ``percent``.

    >>> [w.text for w in words("The crews’ 1,250 BOATS", Span(0, 22))]
    ['the', 'crews', '1250', 'boats']
    """
    for match in _WORD.finditer(text, *span):
        plain = match[0].casefold().replace("’", "'")
        plain = "percent" if plain == "%" else plain
        yield Word(_THOUSANDS.sub("", plain) if plain[0].isdigit() else plain, Span(*match.span()))


@functools.cache
def listed(kind: str) -> frozenset[str]:
    """The words of one kind that the check knows in any language: a draft and an article may have two."""
    return frozenset(word for table in rules.every("verify") for word in table["words"][kind].split())


def names(words: str) -> frozenset[str]:
    """The names in some words, each by itself, without case."""
    candidates = (name.casefold().removesuffix("’s").removesuffix("'s").strip("’'") for name in _NAME.findall(words))
    return frozenset(name for name in candidates if name not in listed("no_name") and len(name) > 1)


class Sequenced:
    """Words in order, in which a run of words is looked for."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words

    def find(self, run: Sequence[str], start: int = 0) -> int | None:
        """The index of the first word of a run, from an index on; ``None`` where it does not stand."""
        if not run:
            return None
        at = self._joined.find(
            f" {' '.join(run)} ", self._starts[start] if start < len(self._starts) else len(self._joined)
        )
        return None if at < 0 else self._index[at]

    def at(self, word: str) -> Sequence[int]:
        """Every index of a word."""
        return self._places.get(word, ())

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(word.text for word in self.words)} "

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word.text) + 1
        return starts

    @cached_property
    def _index(self) -> dict[int, int]:
        return {start: i for i, start in enumerate(self._starts)}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            places.setdefault(word.text, []).append(i)
        return places
