"""Which way a date without a year or week looks: back or forward, told by the verbs around it."""

from __future__ import annotations

import bisect
import functools
import re
from typing import Literal

from briefing import rules

Direction = Literal["past", "future", "unknown"]

#: Characters looked at on either side of a date; a sentence of a megabyte costs no more than others.
REACH = 400
#: What parts clauses, and what it costs: a cue behind a comma or a quotation mark counts less than one near by.
_MARKS, _PARTED = re.compile(r'[,;:“”"—]'), 60


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = rules.load("tense", language)
    future = "|".join(words["future"])
    past = "|".join(words["past"])
    leads = "|".join(words["leads_forward"])
    # Small letters are put into the text instead of a flag into the pattern: so the engine can tell from the first
    # letter which of some hundred words may stand there, and is three times as fast.
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past}))\b"), re.compile(rf"\b(?:{leads})\s?$")


class Cues:
    """The verb cues of one sentence; looked for once, when the first date of the sentence asks."""

    def __init__(self, sentence: str, language: str) -> None:
        # A letter whose small form is longer (İ) would move all offsets behind it.
        lower = sentence.lower()
        self._text = lower if len(lower) == len(sentence) else "".join(c.lower()[0] for c in sentence)
        self._cue, self._leads = _patterns(language)

    @functools.cached_property
    def _found(self) -> list[tuple[int, int, Direction]]:
        found = self._cue.finditer(self._text)
        return [(*m.span(), "future" if m["future"] else "past") for m in found]

    @functools.cached_property
    def _marks(self) -> list[int]:
        return [m.start() for m in _MARKS.finditer(self._text)]

    def direction(self, start: int, end: int) -> Direction:
        """The direction told by the cue nearest to an expression at ``start`` to ``end`` of the sentence."""
        if self._leads.search(self._text, max(0, start - REACH), start):
            return "future"
        told: Direction = "unknown"
        nearest = float("inf")
        # Cues further off cost more, so that on either side only the nearest counts.
        before = bisect.bisect_left(self._found, (start,)) - 1
        if before >= 0:
            stop = min(self._found[before][1], start)
            if start - stop <= REACH:
                nearest, told = start - stop + self._parted(stop, start), self._found[before][2]
        after = bisect.bisect_left(self._found, (end,))
        if after < len(self._found):
            begin = self._found[after][0]
            if begin - end <= REACH and 2 * (begin - end) + self._parted(end, begin) + 25 < nearest:
                told = self._found[after][2]
        return told

    @property
    def all_past(self) -> bool:
        """Whether there are cues, and every one looks back."""
        return bool(self._found) and all(told == "past" for _, _, told in self._found)

    def _parted(self, start: int, end: int) -> int:
        return _PARTED * (bisect.bisect_left(self._marks, end) - bisect.bisect_left(self._marks, start))


def direction(before: str, after: str, language: str) -> Direction:
    """The direction of an expression between two stretches of one sentence.

    >>> direction("The council will meet on ", "Thursday.", "en")
    'future'
    """
    return Cues(before + after, language).direction(len(before), len(before))


def looks_back(sentence: str, language: str) -> bool:
    """Whether every verb cue of a sentence looks back, and there is one."""
    return Cues(sentence, language).all_past
