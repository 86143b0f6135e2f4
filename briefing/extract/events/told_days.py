"""The days that the sentences read so far have told, for those that name none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extract.events import narration
from briefing.extract.events.clauses import Clauses
from briefing.extract.events.lexicon import Lexicon
from briefing.model.findings import Event
from briefing.model.text import Post

Acts = dict[str, list[tuple[Event, frozenset[str]]]]
"""Events by the kind of what was done, in the order told, with their sentences' actors."""


@dataclass
class ToldDays:
    """What the sentences read so far hand on to those that name no day."""

    words: Lexicon
    post: Post | None = None
    """Of a live blog, in which the sentence at hand stands."""
    written: dt.date | None = None
    """The day of writing: no tale of the past goes on from what is still to come."""
    news: Event | None = None
    """Of the opening: the day of the story."""
    before: Event | None = None
    """Of the sentence before, where the tale may go on from it."""
    pluperfect: bool = False
    """Whether its verb tells what had been: a tale of what had been goes on with "had"."""
    paragraph: int = -1
    """Of that sentence."""
    anchors: dict[str, Event] = field(default_factory=dict)
    """By the nouns of happening in it: "at the summit" is on the day of the summit told before."""
    alike: dict[str, Event | None] = field(default_factory=dict)
    """By what these nouns and their verbs name in other words; ``None`` where it happened on two days."""
    acts: Acts = field(default_factory=dict)
    """By the kind of what was done by one or to one: the events, in the order told, and their sentences' actors."""
    ahead: Acts = field(default_factory=dict)
    """The same of the whole article: a clause may name what is told only later."""
    undated: bool = True
    """Whether no sentence has named a day so far."""

    def turn_to(self, post: Post | None, written: dt.date | None) -> None:
        """Turn to the next sentence; a post of a live blog has a day of its own, and tells no tale on.

        Args:
            post: that the sentence stands in.
            written: the day of writing.
        """
        if post != self.post:
            self.news, self.before, self.undated = None, None, True
        self.post, self.written = post, written

    def of(self, noun: str) -> Event | None:
        """The event told before that a noun names: by that noun, or else by one that means the same."""
        noun = noun.lower()
        return self.anchors.get(noun) or self.alike.get(self.words.alike.get(noun, ""))

    def named(self, noun: str) -> Event | None:
        """The event told before that a noun names, be it by the kind of what was done: of "she died" the **death**."""
        same = [event for event, _ in self.acts.get(self.words.acts.get(noun.lower(), ""), [])]
        alone = same[-1] if same and all(_same(event, same[-1]) for event in same) else None
        return self.of(noun) or alone

    def acted(self, verb: str, actors: Sequence[str]) -> Event | None:
        """The event told last that a verb names with one of its actors."""
        kind = self.words.acts.get(verb.lower(), "")
        for acts in (self.acts, self.ahead):
            same = [event for event, who in acts.get(kind, ()) if not who.isdisjoint(actors)]
            if same and (acts is self.acts or all(_same(event, same[0]) for event in same)):
                return same[-1]
        return None

    def look_ahead(self, events: Sequence[Event], tree: Clauses, actors: Sequence[str]) -> None:
        """Note what is told of one sentence, ahead of taking up any."""
        for event in events:
            self._keep(self.ahead, event, tree, actors)

    def _keep(self, acts: Acts, event: Event, tree: Clauses, actors: Sequence[str]) -> None:
        """Keep an event with its actors by the kind of what was done, where it has one and has happened."""
        kind = self.words.acts.get(tree.word_at(event.trigger))
        if kind is not None and _happened(event):
            acts.setdefault(kind, []).append((event, frozenset(actors)))

    def take_up(self, events: Sequence[Event], made: Event | None, tree: Clauses, actors: Sequence[str]) -> None:
        """Take up the events of one more sentence, and its actors."""
        self.undated = self.undated and not events
        handed = made if made is not None and made.when.how == "inherited" else None
        over = [e for e in events if _may_hand_on(e) and not self._is_to_come(e)]
        root = tree.root
        if handed is not None and handed.when.interval is not None and handed.when.interval.start is None:
            handed = None  # what lies before the tale leaves it where it is
        main_line = (e for e in over if not narration.in_passing(tree, e.trigger))
        main = next((e for e in over if root is not None and e.trigger == root.span), next(main_line, None))
        if main is not None or handed is not None or tree.sentence.paragraph != self.paragraph:
            self.before = main or handed
            verb = tree.token_at(self.before.trigger) if self.before is not None else None
            self.pluperfect = verb is not None and narration.is_pluperfect(tree, verb)
        self.paragraph = tree.sentence.paragraph
        for event in events:
            self._keep(self.acts, event, tree, actors)
            for noun in tree.happening_with(event.trigger):
                known = self.anchors.get(noun)
                # "The attack of 13 October", and later "the attack in October": the finer day stays.
                if known is None or not _holds(event, known):
                    self.anchors[noun] = event
            self._keep_alike(event, tree)

    def _is_to_come(self, event: Event) -> bool:
        start = event.when.interval.start if event.when.interval else None
        return self.written is not None and start is not None and start > self.written

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
