"""The days of a story told by many articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefing.model.text import Span


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells of a day."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a chronology and why it stands there; counts are of articles, copies left out."""

    date: dt.date
    score: float
    published: int
    """Articles of that day."""
    told_later: int
    """Articles of later days that name it."""
    still_told: int
    """Those among them that appeared more than two days after it."""
    sentences: tuple[Told, ...]
    """The sentences that say best what happened."""
