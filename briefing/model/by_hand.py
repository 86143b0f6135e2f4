"""What a person has said, set or struck out: no article stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args


@dataclass(frozen=True, slots=True)
class ByHand:
    """A value that a person set in the review: the source need not bear it out."""

    id: str
    """Of the row."""
    field: str
    """``date``, ``actor``, ``title``, ``affiliation`` …"""
    against: str | None = None
    """Words of the source that say otherwise."""


#: What a person may say at the head of the page, in the order in which it stands there.
RemarkKind = Literal["purpose", "ask", "recommendation", "comment", "clearance", "current_at", "next_update"]
REMARKS: tuple[RemarkKind, ...] = get_args(RemarkKind)
#: What a page is for.
NoteType = Literal["information", "decision", "issue", "question-time"]
NOTE_TYPES: tuple[NoteType, ...] = get_args(NoteType)
#: For each kind of page what its author is to say: where that is not said yet, the page has a blank for it.
SLOTS: Mapping[NoteType, tuple[RemarkKind, ...]] = {
    "information": ("purpose", "clearance"),
    "decision": ("purpose", "ask", "recommendation", "clearance"),
    "issue": ("purpose", "recommendation", "clearance"),
    "question-time": ("purpose", "recommendation", "clearance", "current_at"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """The author's own words: no source stands behind them, and the page says whose they are."""

    kind: RemarkKind
    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A row that a person left out: enough to know it again, and none of its words."""

    name: str
    """Its lasting name (:mod:`briefing.model.identity`)."""
    sentences: tuple[str, ...]
    """The names of its kind and each sentence it rests on."""
