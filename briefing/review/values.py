"""What a person said about a brief."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefing.errors import ReviewError
from briefing.model.brief import Brief
from briefing.model.text import Document

Keep = Literal["yes", "no", "auto"]
KEEP: tuple[Keep, ...] = ("yes", "no", "auto")
#: What the names of a person's own rows begin with.
OWN = "own-"


def own_names(taken: Collection[str]) -> Iterator[str]:
    """Free names for rows of the person's own, one after the other.

    >>> next(own_names({"own-1", "own-3"}))
    'own-2'
    """
    return (name for n in itertools.count(1) if (name := f"{OWN}{n}") not in taken)


class Placed(NamedTuple):
    """Words of a review file with the line they stand on."""

    value: str
    line: int = 0
    """From 1; 0 where they come from no file."""


class Fault(NamedTuple):
    """One thing in the file that cannot be used."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed of one row."""

    id: str
    """The row's lasting name (:mod:`briefing.model.identity`); for a row of the person's own, a name made up for it."""
    section: str
    keep: Keep = "auto"
    note: str = ""
    """For the person's own use; never printed."""
    changes: Mapping[str, Placed] = field(default_factory=dict)
    """Field → what it was set to."""
    line: int = 0

    @property
    def words(self) -> dict[str, str]:
        """Field → the words it was set to, without their lines."""
        return {key: placed.value for key, placed in self.changes.items()}


@dataclass(frozen=True, slots=True)
class Vanished:
    """A row that is no longer found, with all that stood there."""

    id: str
    section: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """A brief as it was found, and what a person made of it."""

    brief: Brief
    """Unedited but for its head."""
    documents: tuple[Document, ...]
    """The articles, so that more can be added without them."""
    edits: tuple[Edit, ...] = ()
    added: tuple[Edit, ...] = ()
    """Rows of the person's own."""
    vanished: tuple[Vanished, ...] = ()
    new: frozenset[str] = frozenset()
    """Names of the rows that were not there the last time."""
    seen: frozenset[str] = frozenset()
    """What of the next day's changes a person has accepted or rejected (:mod:`briefing.desk.day_two`)."""
    actor: tuple[str, ...] = ()
    """Whose lines were asked for first."""
    topic: tuple[str, ...] = ()
    people: tuple[Edit, ...] = ()
    """What was corrected of people and bodies, once for all rows (:mod:`briefing.review.people`)."""
    remember: Mapping[str, bool] = field(default_factory=dict)
    """Ids of people whose correction is to hold in the user's later stories, or no longer."""
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Section → names of rows in the order a person gave them; rows not named stay where they are."""
    full: bool = True
    """Whether the file tells of every row all that is known (:func:`briefing.review.write`)."""
    faults: tuple[Fault, ...] = ()
    """What of the file cannot be used as it stands."""

    @property
    def touched(self) -> int:
        """How many rows a person has said something about."""
        return len(self.edits) + len(self.added) + len(self.people)


def complain(faults: Iterable[Fault], name: str) -> None:
    """Raise one error that tells every fault with its line; nothing where there is none.

    Raises:
        ReviewError: there is a fault.
    """
    ordered = sorted(faults)
    if not ordered:
        return
    where = f"{name}:{ordered[0].line}"
    rest = "".join(f"\n{name}:{fault.line}: {fault.what}" for fault in ordered[1:])
    raise ReviewError(
        ordered[0].what + rest, where=where, next_step="Correct what is listed, or undo the change, and try again."
    )
