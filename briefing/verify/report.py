"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "words", "quotation", "evidence", "date", "page", "source", "speaker", "record", "hidden", "stance", "certainty"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not stand."""

    kind: FaultKind
    where: str
    """Section and row, or the part of the page."""
    what: str
    """One plain clause for a person."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what does not stand."""

    faults: tuple[Fault, ...]
    lines: int
    quotations: int
    dates: int
    paragraphs: int
    """Of the page, compared with what is delivered; 0 where no delivered file was given."""
    articles: int
    """Held against; 0 where none was given."""
    open: tuple[str, ...] = ()
    """What could not be checked, and why: a clause each. Empty where everything was."""
