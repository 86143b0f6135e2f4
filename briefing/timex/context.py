"""What an expression is read against: the day of writing, the direction of its clause, and what was told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.model.time import TimexType
from briefing.timex.tense import REACH, Cues, Direction


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression was taken to mean."""

    value: str | None
    reason: str
    type: TimexType = "DATE"
    mod: str | None = None
    anchor: int | None = None
    """Index of the timex it was counted from."""
    not_after: dt.date | None = None
    """The last day it may lie on, where that is earlier than its value's end."""
    not_before: dt.date | None = None
    spoken: str | None = None
    """The reported period it names (a quarter, or the year of its first months); what is compared later is counted
    from it."""


@dataclass(slots=True)
class Context:
    """Grows as the text is read; one for each document."""

    dct: dt.date | None
    words: Mapping[str, Mapping[str, Any]]
    language: str
    sentence: str = ""
    before: str = ""
    after: str = ""
    way: Direction | None = None
    """Of the clause at hand, once it was asked for."""
    _cues: Cues | None = None
    _place: tuple[int, int] = (0, 0)
    day_first: bool = False
    """Whether the text writes the day before the month in numbers."""
    told: list[tuple[int, str]] = field(default_factory=list)
    """Index and value of every calendar date read so far."""
    periods: list[tuple[int, str]] = field(default_factory=list)
    """The reported periods by themselves, not those compared with them."""

    def begin(self, sentence: str) -> None:
        """Turn to the next sentence."""
        self.sentence, self._cues = sentence, Cues(sentence, self.language)

    def at(self, start: int, end: int) -> None:
        """Turn to an expression of the sentence."""
        self.before = self.sentence[max(0, start - REACH) : start]
        self.after = self.sentence[end : end + REACH]
        self._place, self.way = (start, end), None

    @property
    def direction(self) -> Direction:
        """Of the clause at hand; looked for only where a meaning depends on it, since the look is the dearest step."""
        if self.way is None:
            self.way = self._cues.direction(*self._place) if self._cues else "unknown"
        return self.way

    def word(self, kind: str, text: str) -> Any:
        """What a word of the lexicon stands for; ``None`` where it is none of its kind."""
        return self.words[kind].get(text.lower().rstrip("."))

    def quarter(self) -> tuple[int, str] | None:
        """The quarter spoken of."""
        return next((p for p in reversed(self.periods) if "-Q" in p[1]), None)

    def compared(self) -> tuple[int, str] | None:
        """What "a year earlier" is counted from: the reported period spoken of."""
        return self.periods[-1] if self.periods else None

    def last(self, *grains: int) -> tuple[int, str] | None:
        """The last date told whose value has one of these lengths (10 day, 7 month or quarter, 4 year)."""
        return next((t for t in reversed(self.told) if not grains or len(t[1]) in grains), None)
