"""Which words a match of a pattern cannot do without, so that it is tried only in sentences that have one of them.

Most sentences tell no time, and seventy patterns are held against each: "ago" is looked for once, not at every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefing.timex.pattern_parts import Parts
from briefing.timex.pattern_parts import ops as _ops

#: Stands for a digit of whatever script.
DIGIT = "\\d"
#: A set of more words is not looked for: it would cost more than it spares.
MOST = 60
_ANY_DIGIT = re.compile(r"\d")
Needed = frozenset[str]
#: Where nothing is known.
_NOTHING: Needed = frozenset()


def of(parts: Parts | None) -> Needed:
    """Words in small letters, one of which every match of a pattern has in it; none where its parts do not tell.

    >>> from briefing.timex.pattern_parts import parsed
    >>> sorted(of(parsed(re.compile("(?:in )?[Mm]ay|the (?:week|month)s? ahead"))))
    [' ahead', 'may']
    """
    return _NOTHING if parts is None else _of_all(parts)


def present(words: Iterable[str], text: str) -> Needed:
    """Those of some words that a text has."""
    low = text.lower()
    return frozenset(word for word in words if (_ANY_DIGIT.search(text) is not None if word is DIGIT else word in low))


def _of_all(parts: Parts) -> Needed:
    """The same of some parts in a row: of what each of them needs, and of the letters that stand together, the best."""
    best, run = _NOTHING, ""
    for op, value in parts:
        if letter := _letter(op, value):
            run += letter
            continue
        best, run = _better(best, frozenset({run} if run else ())), ""
        best = _better(best, _of_one(op, value))
    return _better(best, frozenset({run} if run else ()))


def _letter(op: Any, value: Any) -> str:
    """The small letter that a part is, in either case; nothing where it may be several, or has more forms than two."""
    if op is _ops.LITERAL:
        letters = {chr(value).lower()}
    elif op is _ops.IN and all(kind is _ops.LITERAL for kind, _ in value):
        letters = {chr(code).lower() for _, code in value}
    else:
        return ""
    letter = letters.pop()
    return letter if not letters and letter.isascii() else ""


def _of_one(op: Any, value: Any) -> Needed:
    """The same of one part that is no letter."""
    if op is _ops.BRANCH:
        branches = [_of_all(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else _NOTHING
    if op is _ops.SUBPATTERN:
        _, added, removed, parts = value
        return _NOTHING if added or removed else _of_all(parts)
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT):
        return _of_all(value[2]) if value[0] else _NOTHING
    if op is _ops.IN and value == [(_ops.CATEGORY, _ops.CATEGORY_DIGIT)]:
        return frozenset({DIGIT})
    return _NOTHING


def _better(words: Needed, others: Needed) -> Needed:
    """Of two sets the one whose shortest word is longer: it stands in fewer texts."""
    able = [w for w in (words, others) if w and len(w) <= MOST]
    return max(able, key=lambda w: min(map(len, w)), default=_NOTHING)
