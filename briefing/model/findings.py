"""What was found in one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from briefing.model.quotations import Quotations
from briefing.model.span_index import Places
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


#: Below this score nine of ten attributions are nobody's claim, by 25 articles read with care.
WEAK = 0.45


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

    @property
    def is_weak(self) -> bool:
        """Whether what it tells is likelier the article's own word than its source's claim."""
        return self.score < WEAK


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


class _Placed(Protocol):
    """What has a sentence."""

    @property
    def sentence(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True)
class Findings:
    """Everything found in one document.

    Who asks what stands in a sentence, or near some words, is told without a look at the whole text: what is needed for
    that is made at the first question and goes with the value. It has no part in what the value is equal to, and is
    left behind where it is copied to another process.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    parse: Parse
    timexes: tuple[Timex, ...]
    quotations: tuple[Span, ...]
    """In order and apart, marks included; one that its paragraph leaves open ends with it."""
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]

    def actor(self, id_: str | None) -> Actor | None:
        """The actor with an id, or ``None``."""
        return self._actors.get(id_)

    def actor_named(self, name: str) -> Actor | None:
        """The first actor with a name, or ``None``."""
        return self._named.get(name)

    def attribution(self, id_: str | None) -> Attribution | None:
        """The attribution with an id, or ``None``."""
        return self._attributions.get(id_)

    def sentence_of(self, place: Span) -> Sentence | None:
        """The sentence that some words lie in, or ``None``."""
        return next((s for s in self._sentences.near(place) if s.span.holds(place)), None)

    def events_in(self, sentence: int) -> tuple[Event, ...]:
        """The events of a sentence, by its index; in order, as all that follow."""
        return self._events.get(sentence, ())

    def figures_in(self, sentence: int) -> tuple[Figure, ...]:
        """The figures of a sentence, by its index."""
        return self._figures.get(sentence, ())

    def attributions_in(self, sentence: int) -> tuple[Attribution, ...]:
        """The attributions whose sentence, by its index, it is."""
        return self._said.get(sentence, ())

    def timexes_near(self, place: Span) -> list[Timex]:
        """All time expressions that share a character with some words, and maybe others close by."""
        return self._timexes.near(place)

    def triggered_near(self, places: Iterable[Span]) -> list[Event]:
        """The same of events, by their triggers, for words that stand in several places."""
        events = {n: event for place in places for n, event in self._triggers.near(place)}
        return [events[n] for n in sorted(events)]

    def cued_near(self, place: Span) -> list[Attribution]:
        """The same of attributions, by their cues."""
        return _once(self._cues.near(place))

    def sourced_near(self, place: Span) -> list[Attribution]:
        """The same, by their sources."""
        return _once(self._sources.near(place))

    def named_near(self, place: Span) -> list[tuple[Span, Actor]]:
        """The names of actors near some words, each with its place and whose it is."""
        return self._names.near(place)

    def told_near(self, place: Span) -> list[Attribution]:
        """The same, by their contents."""
        return _once(self._contents.near(place))

    @cached_property
    def quoted(self) -> Quotations:
        """The quotations, ready to be asked where they lie."""
        return Quotations(self.quotations)

    @cached_property
    def _names(self) -> Places[tuple[Span, Actor]]:
        return Places((m.span, (m.span, a)) for a in self.actors for m in a.mentions if m.kind == "name")

    @cached_property
    def _actors(self) -> Mapping[str | None, Actor]:
        return {a.id: a for a in reversed(self.actors)}  # of two with one id the first

    @cached_property
    def _named(self) -> Mapping[str, Actor]:
        return {a.name: a for a in reversed(self.actors)}

    @cached_property
    def _attributions(self) -> Mapping[str | None, Attribution]:
        return {a.id: a for a in reversed(self.attributions)}

    @cached_property
    def _events(self) -> Mapping[int, tuple[Event, ...]]:
        return _by_sentence(self.events)

    @cached_property
    def _figures(self) -> Mapping[int, tuple[Figure, ...]]:
        return _by_sentence(self.figures)

    @cached_property
    def _said(self) -> Mapping[int, tuple[Attribution, ...]]:
        return _by_sentence(self.attributions)

    @cached_property
    def _sentences(self) -> Places[Sentence]:
        return Places((s.span, s) for s in self.sentences)

    @cached_property
    def _timexes(self) -> Places[Timex]:
        return Places((t.span, t) for t in self.timexes)

    @cached_property
    def _triggers(self) -> Places[tuple[int, Event]]:
        return Places((e.trigger, (n, e)) for n, e in enumerate(self.events))

    @cached_property
    def _cues(self) -> Places[Attribution]:
        return Places((cue, a) for a in self.attributions for cue in a.cue)

    @cached_property
    def _sources(self) -> Places[Attribution]:
        return Places((source, a) for a in self.attributions for source in a.source)

    @cached_property
    def _contents(self) -> Places[Attribution]:
        return Places((content, a) for a in self.attributions for content in a.content)

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone."""
        return {name: value for name, value in self.__dict__.items() if name in self.__dataclass_fields__}


def _by_sentence(items: Iterable[P]) -> Mapping[int, tuple[P, ...]]:
    out: dict[int, list[P]] = {}
    for item in items:
        out.setdefault(item.sentence, []).append(item)
    return {sentence: tuple(items) for sentence, items in out.items()}


def _once(near: Iterable[Attribution]) -> list[Attribution]:
    """The same in order, each once, though several of its places are near."""
    return list({id(a): a for a in near}.values())
