"""What was found in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model.text import Document, Note, Parse, Sentence, Span
from briefing.model.time import Timex, When

Certainty = Literal["sure", "likely", "unsure"]
ActorKind = Literal["person", "organisation", "group", "place", "document"]
Stance = Literal["asserts", "denies", "criticises", "supports", "warns", "promises", "asks", "questions", "no_comment"]
AttributionKind = Literal["direct", "mixed", "indirect", "no_comment"]
EventStatus = Literal["happened", "ongoing", "scheduled", "claimed", "negated", "hypothetical"]
Role = Literal["main", "background", "meta"]
"""Of the story; what it is told against; a document that is cited, whose date is not the story's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named or meant."""

    span: Span
    kind: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks."""

    id: str
    """Stable within the document: ``a1``, ``a2`` … in order of first mention."""
    name: str
    """The fullest name the text gives."""
    kind: ActorKind
    title: str | None
    """Title or role, in the text's own words."""
    affiliation: str | None
    gender: Literal["he", "she", "they"] | None
    mentions: tuple[Mention, ...]
    title_span: Span | None = None
    affiliation_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said, wrote, believes or wants what.

    Source: the source-cue-content scheme of the PDTB and PolNeAR annotations (Pareti 2012; Newell et al. 2018).
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    actor: str | None
    """The id of the actor the source was resolved to."""
    speaker: str | None
    """The actor's full name, or the source's own words where nobody could be named."""
    kind: AttributionKind
    stance: Stance
    certainty: Certainty
    score: float
    """0 to 1."""
    rule: str
    chain: tuple[str, ...]
    """Steps from the source's words to the actor (``"he"``, ``"Tree"``, ``"Sahno Tree"``)."""
    sentence: int
    """Index of the sentence that holds the cue, or the content where there is no cue."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is happening, is to happen or is said to have happened."""

    id: str
    span: Span
    """The clause."""
    trigger: Span
    actors: tuple[str, ...]
    place: Span | None
    when: When
    status: EventStatus
    claimed_by: str | None
    """Id of the attribution whose content holds the event."""
    role: Role
    sentence: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts and who gives it."""

    span: Span
    """The number with its hedge and unit: ``about $2 trillion``."""
    value: float | None
    """``None`` where the text does not tell it (``dozens``), or it is too large to be counted with."""
    unit: str
    """``count``, ``percent``, or a currency: its ISO code where the text makes it plain, else its sign."""
    counts: Span | None
    """The words that say what is counted."""
    claimed_by: str | None
    """Id of the attribution it stands in."""
    sentence: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one document."""

    document: Document
    sentences: tuple[Sentence, ...]
    parse: Parse
    timexes: tuple[Timex, ...]
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]

    def actor(self, id_: str | None) -> Actor | None:
        """The actor with an id, or ``None``."""
        return next((a for a in self.actors if a.id == id_), None)

    def attribution(self, id_: str | None) -> Attribution | None:
        """The attribution with an id, or ``None``."""
        return next((a for a in self.attributions if a.id == id_), None)
