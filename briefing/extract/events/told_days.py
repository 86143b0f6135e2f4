"""The days that the sentences read so far have told, for those that name none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extract.events.clauses import Clauses
from briefing.extract.events.lexicon import Lexicon
from briefing.model.findings import Event


@dataclass
class ToldDays:
    """What the sentences read so far hand on to those that name no day."""

    words: Lexicon
    news: Event | None = None
    """Of the opening: the day of the story."""
    before: Event | None = None
    """Of the sentence before, where the tale may go on from it."""
    paragraph: int = -1
    """Of that sentence."""
    anchors: dict[str, Event] = field(default_factory=dict)
    """By the nouns of happening in it: "at the summit" is on the day of the summit told before."""
    alike: dict[str, Event | None] = field(default_factory=dict)
    """By what these nouns and their verbs name in other words; ``None`` where it happened on two days."""
    acts: dict[str, list[tuple[Event, frozenset[str]]]] = field(default_factory=dict)
    """By the kind of what was done by one or to one: the events, in the order told, and their sentences' actors."""
    undated: bool = True
    """Whether no sentence has named a day so far."""

    def of(self, noun: str) -> Event | None:
        """The event told before that a noun names: by that noun, or else by one that means the same."""
        noun = noun.lower()
        return self.anchors.get(noun) or self.alike.get(self.words.alike.get(noun, ""))

    def acted(self, verb: str, actors: Sequence[str]) -> Event | None:
        """The event told last that a verb names with one of its actors."""
        same = self.acts.get(self.words.acts.get(verb.lower(), ""), [])
        return next((event for event, who in reversed(same) if not who.isdisjoint(actors)), None)

    def take_up(self, events: Sequence[Event], made: Event | None, tree: Clauses, actors: Sequence[str]) -> None:
        """Take up the events of one more sentence, and its actors."""
        self.undated = self.undated and not events
        handed = made if made is not None and made.when.how == "inherited" else None
        over = [e for e in events if _may_hand_on(e)]
        root = tree.root
        main = next((e for e in over if root is not None and e.trigger == root.span), next(iter(over), None))
        if main is not None or handed is not None or tree.sentence.paragraph != self.paragraph:
            self.before = main or handed
        self.paragraph = tree.sentence.paragraph
        for event in events:
            kind = self.words.acts.get(tree.word_at(event.trigger))
            if kind is not None and _happened(event):
                self.acts.setdefault(kind, []).append((event, frozenset(actors)))
            for noun in tree.happening_with(event.trigger):
                known = self.anchors.get(noun)
                # "The attack of 13 October", and later "the attack in October": the finer day stays.
                if known is None or not _holds(event, known):
                    self.anchors[noun] = event
            self._keep_alike(event, tree)

    def _keep_alike(self, event: Event, tree: Clauses) -> None:
        """Note what an event is in other words, unless such a one was told on another day."""
        if not _happened(event) or event.when.bound is not None:
            return
        names = {*tree.happening_with(event.trigger), tree.word_at(event.trigger)}
        for kind in {self.words.alike[name] for name in names if name in self.words.alike}:
            known = self.alike.get(kind, event)
            if known is None or _holds(event, known):
                continue
            self.alike[kind] = event if event is known or _holds(known, event) or _same(event, known) else None


def _holds(event: Event, other: Event) -> bool:
    """Whether the days of an event are those of another one, told less finely."""
    a, b = event.when.interval, other.when.interval
    return a is not None and b is not None and a != b and a.holds(b)


def _happened(event: Event) -> bool:
    """Whether an event is told as one that was, and not as a document's day."""
    return event.role != "meta" and event.status in ("happened", "claimed")


def _may_hand_on(event: Event) -> bool:
    """Whether a tale may go on from an event: it happened, on a day or in a month, and the date is no edge of it."""
    fine = event.when.granularity in ("day", "time", "week", "month", "year") and "~/" not in (event.when.edtf or "")
    return _happened(event) and event.when.bound is None and fine


def _same(event: Event, other: Event) -> bool:
    """Whether two events have the same days."""
    return event.when.interval == other.when.interval
