"""Events whose day is that of another event, or counted from it, by a clause or a few words that say so.

"It came **a day after it emerged** that …", "**on the night she died**, guards slept", "**before that**, the port made
its own plans", "they had filmed **for an hour before the attack**". The day is nowhere stated with the event, and is no
finer than that of the event it is counted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.events.article import Article
from briefing.extract.events.clauses import Clauses, Side
from briefing.extract.events.told_days import ToldDays
from briefing.model import date_values
from briefing.model.findings import Event
from briefing.model.text import Token
from briefing.model.time import Timex, When, moved

#: So many days or weeks.
_COUNT = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[DW])")
#: Days of a week.
_WEEK = 7
#: Tokens with which a sentence opens.
_OPENING = 2


def counted(when: When, time: Timex, side: Side) -> When | None:
    """The day so many days before or after that of an event; weeks give the week.

    Args:
        when: the event happened; nothing is counted from less than a day.
        time: so many days or weeks.
        side: of the event, on which they are counted.
    """
    count, start = _COUNT.fullmatch(time.value or ""), when.interval.start if when.interval else None
    if count is None or time.mod is not None or start is None or when.granularity not in ("day", "time"):
        return None
    weeks = count["unit"] == "W"
    days = int(count["count"]) * (_WEEK if weeks else 1)
    day = moved(start, days if side == "after" else -days)
    if day is None:
        return None
    value = day.strftime("%G-W%V") if weeks else day.isoformat()
    return replace(
        when, value=value, granularity=date_values.granularity(value), interval=date_values.interval(value),
        edtf=date_values.edtf(value, None), said=None, how="inherited", timex=None,
        reason=f"{time.text} {side} “{when.said or when.value}”",
    )  # fmt: skip


class Anchored:
    """The days that sentences take from events named in a clause of theirs.

    Args:
        article: with what was found in it.
    """

    def __init__(self, article: Article) -> None:
        self.article, self.words = article, article.words

    def of(self, tree: Clauses, verb: Token, days: ToldDays) -> tuple[Event, Side | None] | None:
        """The event told before whose day a verb has, and on which side of it; ``None`` where none is.

        Args:
            tree: of the sentence.
            verb: of the sentence, or of what is said in it.
            days: that the sentences before it told.
        """
        if (side := self._side_of_that(tree)) is not None and days.before is not None:
            return days.before, side
        if (event := self._within_hours(tree, days)) is not None:
            return event, None
        clause = self._day_of_clause(tree, verb)
        event = days.acted(clause.text, self.article.actors(tree.clause(clause))) if clause is not None else None
        return (event, None) if event is not None else None

    def _side_of_that(self, tree: Clauses) -> Side | None:
        """On which side of what was just told a sentence lies that opens so: "**before that**, it was a school"."""
        first = tree.tokens[:_OPENING]
        side = self.words.sides.get(first[0].text.lower()) if len(first) == _OPENING else None
        return side if side is not None and first[1].text.lower() in self.words.told_just else None

    def _within_hours(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event told before from which a sentence counts minutes or hours: it lies on the same day."""
        for _, time in self.article.durations.get(tree.sentence.i, ()):
            noun, _ = tree.counted_from(time.span)
            event = days.of(noun.text) if noun is not None else None
            if event is not None and (time.value or "").startswith("PT") and self._of_verb(tree, time):
                return event
        return None

    def _of_verb(self, tree: Clauses, time: Timex) -> bool:
        """Whether a stretch of time hangs on the sentence's verb, or on what is done: "filmed the **shelling** for"."""
        at = tree.above(time.span)
        while at is not None and at is not tree.root and (not at.tag.startswith("VB") or at.dep == "dobj"):
            at = tree.head(at)
        return at is not None and at is tree.root

    def _day_of_clause(self, tree: Clauses, verb: Token) -> Token | None:
        """The verb of a clause that names another verb's day: "on the night she **died**", "when she **died**"."""
        opening = tree.tokens[0].i
        for child in tree.children(verb):
            if child.dep == "prep" and child.i == opening and child.text.lower() == "on":
                days = (noun for noun in tree.children(child) if noun.text.lower() in self.words.day_words)
                clauses = (clause for day in days for clause in tree.children(day, "relcl") if tree.past(clause))
                if (clause := next(clauses, None)) is not None:
                    return clause
            if child.dep != "advcl" or not tree.past(child):
                continue
            inside = tree.children(child)
            if any(c.text.lower() in self.words.when and c.dep in ("advmod", "mark") for c in inside):
                return child
            at = next((c for c in inside if c.dep == "prep" and c.i == opening), None)
            if at is not None and any(c.text.lower() in self.words.day_words for c in tree.children(at)):
                return child
        return None

    def counted(
        self, tree: Clauses, events: Sequence[Event], made: Event | None, news: Event | None
    ) -> Iterator[Event]:
        """What a sentence counts its own day from: "she quit on Monday, two days after the board **met**".

        Args:
            tree: of the sentence.
            events: its events with a day of their own.
            made: its event that took one over.
            news: of the story, for what "comes" so many days after something.
        """
        for _, time in self.article.durations.get(tree.sentence.i, ()):
            verb, side = self._clause_beside(tree, time)
            head = tree.head(verb) if verb is not None else None
            if verb is None or head is None or not tree.past(verb):
                continue
            known = (*events, *((made,) if made is not None else ()))
            event = next((e for e in known if e.trigger == head.span), None)
            if event is None and head.tag == "VBZ" and head.text.lower() in self.words.comes:
                event = news
            if event is None or event.when.bound is not None:
                continue
            when = counted(event.when, time, "before" if side == "after" else "after")
            if when is not None:
                span = tree.clause(verb)
                yield replace(
                    event, span=span, trigger=verb.span, when=when, status="happened", claimed_by=None,
                    actors=self.article.actors(span), place=self.article.place(tree.sentence, span),
                )  # fmt: skip

    def _clause_beside(self, tree: Clauses, time: Timex) -> tuple[Token | None, Side | None]:
        """The verb of a clause right behind a stretch of time: "a day **after it emerged**"."""
        mark = tree.first_from(time.span.end)
        side = self.words.sides.get(mark.text.lower()) if mark is not None and mark.dep == "mark" else None
        verb = tree.head(mark) if mark is not None and side is not None else None
        return (verb, side) if verb is not None and verb.dep == "advcl" else (None, None)
