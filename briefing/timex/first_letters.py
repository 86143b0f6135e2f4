"""With which letters the matches of a pattern can begin, so that it is tried only where one of these stands.

Seventy patterns are held against each English sentence. None begins within a word, and most begin with one of a few
letters. Python looks for such a letter by itself only where the pattern begins with it; here a lookbehind comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from briefing.timex.pattern_parts import Parts
from briefing.timex.pattern_parts import ops as _ops

#: Letters that are some small letter, too, where case does not matter: the long s, the signs of kelvin and ångström.
_ALSO = {"s": "\u017f", "k": "\u212a", "i": "\u0130\u0131", "å": "\u212b"}


@dataclass(frozen=True, slots=True)
class Letters:
    """What the matches of a pattern can begin with."""

    listed: frozenset[str] = frozenset()
    digits: bool = False
    """Whether any digit, of whatever script."""
    any: bool = False
    """Whether any character: nothing is known."""

    def __or__(self, other: Letters) -> Letters:
        return Letters(self.listed | other.listed, self.digits or other.digits, self.any or other.any)

    def in_either_case(self) -> Letters:
        """The same where capitals and small letters are alike; of some letters there are more than these two."""
        both = {case for c in self.listed for case in (c, c.lower(), c.upper(), c.title(), *_ALSO.get(c.lower(), ""))}
        return replace(self, listed=frozenset(both))

    def hold(self, letter: str) -> bool:
        """Whether a match can begin with a letter."""
        return self.any or letter in self.listed or (self.digits and letter.isdecimal())


_ANY = Letters(any=True)
#: The most letters of a range that are listed one by one.
_RANGE = 300


def of(parts: Parts | None) -> Letters:
    """What the matches of a pattern can begin with; any letter where its parts do not tell.

    >>> from briefing.timex.pattern_parts import parsed
    >>> of(parsed(re.compile("(?<!x)(?:[Oo]n )?(?:May|June)"))).listed == frozenset("OoMJ")
    True
    """
    if parts is None:
        return _ANY
    letters, empty = _of_all(parts)
    return _ANY if empty else letters


def _of_all(parts: Parts) -> tuple[Letters, bool]:
    """What some parts in a row can begin with, and whether they may all be empty."""
    letters = Letters()
    for op, value in parts:
        more, empty = _of_one(op, value)
        letters |= more
        if not empty:
            return letters, False
    return letters, True


def _of_one(op: Any, value: Any) -> tuple[Letters, bool]:
    """The same of one part."""
    if op is _ops.LITERAL:
        return Letters(frozenset(chr(value))), False
    if op is _ops.IN:
        return _of_set(value), False
    if op is _ops.BRANCH:
        branches = [_of_all(branch) for branch in value[1]]
        letters = Letters()
        for more, _ in branches:
            letters |= more
        return letters, any(empty for _, empty in branches)
    if op is _ops.SUBPATTERN:
        _, added, removed, parts = value
        letters, empty = (_ANY, True) if removed else _of_all(parts)
        return (letters.in_either_case() if added & re.IGNORECASE else letters), empty
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT):
        letters, empty = _of_all(value[2])
        return letters, empty or value[0] == 0
    if op in (_ops.ASSERT, _ops.ASSERT_NOT, _ops.AT):
        return Letters(), True
    return _ANY, True


def _of_set(items: Iterable[tuple[Any, Any]]) -> Letters:
    """What a set of characters can be."""
    letters = Letters()
    for op, value in items:
        if op is _ops.LITERAL:
            letters |= Letters(frozenset(chr(value)))
        elif op is _ops.RANGE and value[1] - value[0] <= _RANGE:
            letters |= Letters(frozenset(map(chr, range(value[0], value[1] + 1))))
        elif op is _ops.CATEGORY and value is _ops.CATEGORY_DIGIT:
            letters |= Letters(digits=True)
        else:
            return _ANY
    return letters
