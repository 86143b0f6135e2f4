"""What a text of anybody claims, and whether articles bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing.model.findings import Findings
from briefing.model.text import Span

ClaimKind = Literal["quotation", "speaker", "date", "number"]
Verdict = Literal[
    "found", "altered", "absent", "right", "another", "nobody", "borne_out", "contradicted", "not_told", "open"
]
"""Of a quotation: ``found``, ``altered``, ``absent``. Of who says what: ``right``, ``another``, ``nobody``. Of a date
or a number: ``borne_out``, ``contradicted``, ``not_told``. ``open`` is what could not be judged."""

#: Verdicts by what follows from them.
BORNE_OUT: frozenset[Verdict] = frozenset({"found", "right", "borne_out"})
AGAINST: frozenset[Verdict] = frozenset({"altered", "absent", "another", "contradicted"})
UNSUPPORTED: frozenset[Verdict] = frozenset({"nobody", "not_told"})


class Number(NamedTuple):
    """A number in a text."""

    span: Span
    value: float
    unit: str
    """``count``, ``percent``, or a currency."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with all that is needed to hold it against another."""

    findings: Findings
    numbers: tuple[Number, ...] = ()
    """Every number that is no part of a date, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an article."""

    document: str
    """The article's id."""
    paragraph: int
    """From 1."""
    text: str
    """The sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a text says, held against the articles."""

    kind: ClaimKind
    span: Span
    """In the text that is checked."""
    text: str
    """Its words there."""
    verdict: Verdict
    note: str = ""
    """What the articles have instead, or how it was altered, as one plain clause."""
    place: Place | None = None
    """The sentence it was held against; ``None`` where nothing in the articles is near."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with everything in it that was held against articles."""

    claims: tuple[Claim, ...]
    """In the order of the text."""
    articles: int
    notes: tuple[str, ...] = ()
    """What the person who checks should know of how it was read."""

    def of(self, verdicts: frozenset[Verdict]) -> tuple[Claim, ...]:
        """The claims with one of some verdicts."""
        return tuple(claim for claim in self.claims if claim.verdict in verdicts)
