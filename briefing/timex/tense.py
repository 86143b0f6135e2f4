"""Which way a date without a year or week looks: back or forward, told by the verbs around it."""

from __future__ import annotations

import functools
import re
from collections import deque
from typing import Literal

from briefing import rules

Direction = Literal["past", "future", "unknown"]

#: Characters before a date that are looked at first, and the longest cue.
_NEAR, _LONGEST = 160, 60


@functools.cache
def _cues(language: str) -> re.Pattern[str]:
    words = rules.load("tense", language)
    future = "|".join(words["future"])
    past = "|".join(words["past"])
    # Small letters are put into the text instead of a flag into the pattern: so the engine can tell from the first
    # letter which of some hundred words may stand there, and is three times as fast.
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past}))\b")


def direction(before: str, after: str, language: str) -> Direction:
    """The direction told by the nearest verb cue of the sentence.

    Args:
        before: the sentence up to the expression.
        after: the sentence from the expression on.
        language: whose rules to use.
    """
    pattern = _cues(language)
    before, after = before.lower(), after.lower()
    told: Direction = "unknown"
    nearest = float("inf")
    if (match := _last(pattern, before)) is not None:
        gap = before[match.end() :]
        told, nearest = _told(match), len(gap) + _parted(gap)
    # Cues further off cost more, so that on either side only the nearest counts.
    if (match := pattern.search(after)) is not None:
        gap = after[: match.start()]
        if 2.0 * len(gap) + _parted(gap) + 25 < nearest:
            told = _told(match)
    return told


def looks_back(sentence: str, language: str) -> bool:
    """Whether every verb cue of a sentence looks back, and there is one."""
    told = {_told(match) for match in _cues(language).finditer(sentence.lower())}
    return told == {"past"}


def _told(match: re.Match[str]) -> Direction:
    return "future" if match["future"] else "past"


def _parted(gap: str) -> float:
    """What the marks that part clauses cost: a cue behind a comma or a quotation mark counts less than one near by."""
    return 60.0 * sum(gap.count(c) for c in ',;:“”"—')


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last cue of a text; the words next to its end are looked at first, since most cues stand there."""
    near = max(0, len(text) - _NEAR)
    for start in (near, 0) if near else (0,):
        match = next(iter(deque(pattern.finditer(text, start), maxlen=1)), None)
        # One that begins where the near words do may have begun before them.
        if match is not None and (start == 0 or match.start() > start + _LONGEST):
            return match
    return None
