"""Which way a date without a year or week looks: back or forward, told by the verbs around it."""

from __future__ import annotations

import functools
import re
from typing import Literal

from briefing import rules

Direction = Literal["past", "future", "unknown"]


@functools.cache
def _cues(language: str) -> re.Pattern[str]:
    words = rules.load("tense", language)
    future = "|".join(words["future"])
    past = "|".join(words["past"])
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past}))\b", re.IGNORECASE)


def direction(before: str, after: str, language: str) -> Direction:
    """The direction told by the nearest verb cue of the sentence.

    Args:
        before: the sentence up to the expression.
        after: the sentence from the expression on.
        language: whose rules to use.
    """
    pattern = _cues(language)
    nearest: tuple[float, Direction] | None = None
    for match in pattern.finditer(before):
        gap = before[match.end() :]
        # A comma or a quotation mark parts clauses; a cue behind one counts less than a near one after the date.
        cost = float(len(gap)) + 60 * sum(gap.count(c) for c in ',;:“”"—')
        told: Direction = "future" if match["future"] else "past"
        if nearest is None or cost <= nearest[0]:
            nearest = (cost, told)
    for match in pattern.finditer(after):
        gap = after[: match.start()]
        cost = 2.0 * len(gap) + 60 * sum(gap.count(c) for c in ',;:“”"—') + 25
        if nearest is None or cost < nearest[0]:
            nearest = (cost, "future" if match["future"] else "past")
    return nearest[1] if nearest else "unknown"
