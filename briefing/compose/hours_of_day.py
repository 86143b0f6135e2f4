"""The hours of the day that a telling states, to the minute."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing import rules

#: Minutes that two hours of one event may lie apart; more where either is told with "about".
EXACT, ABOUT = 5, 20
#: Characters before an hour that are looked at.
REACH = 40
_CLOCK = r"(?P<hour>2[0-3]|[01]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
_FULL = r"(?P<full>2[0-3]|[01]?\d):(?P<past>[0-5]\d)(?!:?\d)"


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day."""

    minute: int
    """Since midnight."""
    about: bool
    """Whether it is told as about so."""
    half_known: bool
    """Whether it says which half of the day: 5:30 may be in the evening."""
    shown: str
    """As the text has it."""

    def agrees(self, other: Hour) -> bool:
        """Whether two hours do not contradict each other, across midnight too."""
        return self.apart(other) <= (ABOUT if self.about or other.about else EXACT)

    def apart(self, other: Hour) -> int:
        """Minutes between two hours, across midnight too."""
        day = 24 * 60 if self.half_known and other.half_known else 12 * 60
        apart = abs(self.minute - other.minute) % day
        return min(apart, day - apart)


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    about = sorted(rules.nearest("conflicts", language)["words"]["about"], key=len, reverse=True)
    hedge = "|".join(re.escape(word) for word in about)
    return re.compile(rf"(?<![\d.:$€£])(?:(?P<hedge>{hedge})\s)?\b(?:{_CLOCK}|{_FULL})", re.IGNORECASE)


@functools.cache
def _stamp(language: str) -> re.Pattern[str]:
    words = rules.nearest("conflicts", language)["words"]["stamps"]
    return re.compile(rf"\b(?:{'|'.join(words)})[\s:]*$", re.IGNORECASE)


def of(text: str, language: str) -> Iterator[Hour]:
    """The hours in a text, in order.

    >>> [(h.minute, h.about) for h in of("It sank at around 11.10 p.m., and was found at 05:30.", "en")]
    [(1390, True), (330, False)]
    """
    pattern, stamp = _pattern(language), _stamp(language)
    for match in pattern.finditer(text):
        if stamp.search(text[max(0, match.start() - REACH) : match.start()]):
            continue  # when the page was changed, not when anything happened
        if match["half"]:
            hour = int(match["hour"])
            if not 1 <= hour <= 12:
                continue
            minute = (hour % 12 + (12 if match["half"].lower() == "p" else 0)) * 60 + int(match["minute"] or 0)
            yield Hour(minute, match["hedge"] is not None, half_known=True, shown=match[0].strip())
        else:
            full = int(match["full"])
            known = full == 0 or full > 12 or match["full"].startswith("0")
            yield Hour(full * 60 + int(match["past"]), match["hedge"] is not None, known, match[0].strip())


def stands_alone(text: str, language: str) -> bool:
    """Whether words name an hour, and no day.

    >>> stands_alone("around 7:15 a.m.", "en"), stands_alone("7:15 a.m. on Friday", "en")
    (True, False)
    """
    left = _pattern(language).sub("", text)
    return left != text and not any(c.isalnum() for c in left)
