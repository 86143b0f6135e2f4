"""Events whose day is that of another event, or counted from it, by a clause or a few words that say so.

"It came **a day after it emerged** that …", "**on the night she died**, guards slept", "**before that**, the port made
its own plans", "they had filmed **for an hour before the attack**". The day is nowhere stated with the event, and is no
finer than that of the event it is counted from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.extract.events import periods
from briefing.extract.events.article import Article
from briefing.extract.events.clauses import Clauses, Side
from briefing.extract.events.told_days import ToldDays
from briefing.model import date_values
from briefing.model.findings import Event, EventStatus
from briefing.model.text import Token
from briefing.model.time import Timex, When, moved

#: So much time.
_COUNT = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[DWMY])")
#: Days of a week.
_WEEK = 7
#: Tokens with which a sentence opens.
_OPENING = 2
#: From how fine a date so much time can be counted.
_FINE = {
    "D": ("day", "time"),
    "W": ("day", "time"),
    "M": ("day", "time", "month"),
    "Y": ("day", "time", "month", "year"),
}


def counted(when: When, time: Timex, side: Side) -> When | None:
    """The date so much time before or after that of an event, no finer than the unit it is counted in.

    Days from an event of which only the month is told lie about in that month.

    Args:
        when: the event happened.
        time: so many days, weeks, months or years.
        side: of the event, on which they are counted.
    """
    count, start = _COUNT.fullmatch(time.value or ""), when.interval.start if when.interval else None
    if count is None or time.mod is not None or start is None or when.value is None:
        return None
    unit, number = count["unit"], int(count["count"]) * (1 if side == "after" else -1)
    about = unit == "D" and abs(number) == 1 and when.granularity == "month"
    if about:
        value: str | None = when.value
    elif when.granularity not in _FINE[unit]:
        return None
    else:
        value = _moved(start, number, unit)
    if value is None:
        return None
    return replace(
        when, value=value, granularity=date_values.granularity(value), interval=date_values.interval(value),
        edtf=date_values.edtf(value, "APPROX" if about else None), said=None, how="inherited", timex=None,
        reason=f"{time.text} {side} “{when.said or when.value}”",
    )  # fmt: skip


def _moved(start: dt.date, number: int, unit: str) -> str | None:
    """The value of the day, week, month or year so many of them from a day; ``None`` beyond the calendar."""
    if unit in ("M", "Y"):
        return periods.counted(start, number, unit)[0] or None
    day = moved(start, number * (_WEEK if unit == "W" else 1))
    if day is None:
        return None
    return day.strftime("%G-W%V") if unit == "W" else day.isoformat()


#: The other side of an event.
_OTHER: Mapping[Side, Side] = {"after": "before", "before": "after"}


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

    def by_clause(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event told before from which a sentence counts its day by a clause, moved by so much.

        "The day after **Venn was arrested**, the crew fled."
        """
        for _, time in self.article.counts(tree.sentence.i):
            verb, side = self._clause_beside(tree, time)
            if verb is None or side is None or verb.tag[:2] != "VB" or tree.head(verb) is not tree.root:
                continue
            event = days.acted(verb.text, self.article.actors(tree.clause(verb)))
            when = counted(event.when, time, side) if event is not None else None
            if event is not None and when is not None:
                return replace(event, when=when)
        return None

    def counted(self, tree: Clauses, events: Sequence[Event], made: Event | None, days: ToldDays) -> Iterator[Event]:
        """What a sentence counts its own day from: "she quit on Monday, two days after the board **met**".

        Args:
            tree: of the sentence.
            events: its events with a day of their own.
            made: its event that took one over.
            days: that the sentences before it told; the news for what "comes" so many days after something.
        """
        known = (*events, *((made,) if made is not None else ()))
        for _, time in self.article.counts(tree.sentence.i):
            what, side = self._clause_beside(tree, time)
            if what is None or side is None:
                continue
            if (stated := self._date_beside(tree, time)) is not None:
                when = counted(stated, time, _OTHER[side])
                if when is not None:
                    yield self._made(tree, what, when)
                continue
            head = tree.head(what)
            if head is None or not tree.past(what):
                continue
            event = next((e for e in known if e.trigger == head.span), None)
            if event is None and head.tag == "VBZ" and head.text.lower() in self.words.comes:
                event = days.news
            if event is None and what.dep in ("relcl", "acl") and tree.is_known(head):
                event = days.named(head.text)
            if event is None or event.when.bound is not None:
                continue
            if (when := counted(event.when, time, _OTHER[side])) is not None:
                yield self._made(tree, what, when)
        yield from self._behind(tree, events)

    def _behind(self, tree: Clauses, events: Sequence[Event]) -> Iterator[Event]:
        """What came after an event that has a day: "nine were **hurt** after a ferry sank on Monday"."""
        for event in events:
            verb = tree.token_at(event.trigger)
            head = tree.head(verb) if verb is not None and verb.dep == "advcl" else None
            if verb is None or head is None or not tree.past(head) or not tree.past(verb) or event.when.bound:
                continue
            mark = next((c for c in tree.children(verb) if c.dep == "mark"), None)
            if mark is None or self.words.sides.get(mark.text.lower()) != "after" or event.when.value is None:
                continue
            if any(e.trigger == head.span for e in events) or self._is_counted(tree, mark):
                continue
            when = self.article.on_one_side(event.when, "after", "happened", tree.sentence.i)
            yield self._made(tree, head, replace(when, how="inherited", timex=None, said=None))

    def _is_counted(self, tree: Clauses, mark: Token) -> bool:
        """Whether so much time stands before a mark: "two days **after** it sank"."""
        before = tree.before(mark)
        stretches = (time.span for _, time in self.article.counts(tree.sentence.i))
        return before is not None and any(s.holds(before.span) or s.holds(mark.span) for s in stretches)

    def _made(self, tree: Clauses, word: Token, when: When) -> Event:
        """The event of a word of a sentence."""
        span = tree.clause(word) if word.tag.startswith("VB") else tree.span(word)
        claim = self.article.claim(word.span)
        status: EventStatus = "claimed" if claim is not None else "happened"
        return Event(
            "", span, word.span, self.article.actors(span), self.article.place(tree.sentence, span), when, status,
            claim.id if claim is not None else None, "main", tree.sentence.i,
        )  # fmt: skip

    def _date_beside(self, tree: Clauses, time: Timex) -> When | None:
        """The date that a stretch of time explains: "from **29 May**, the week after the poll was called"."""
        text = self.article.document.text
        for number, date in self.article.times.get(tree.sentence.i, ()):
            if date.value and date.span.end < time.span.start and text[date.span.end : time.span.start].strip() == ",":
                return When(
                    date.value, date.granularity, date.interval, date.edtf, date.text, "stated", date.reason, number
                )
        return None

    def _clause_beside(self, tree: Clauses, time: Timex) -> tuple[Token | None, Side | None]:
        """What a stretch of time is counted from, and on which side of it: "a day **after it emerged**"."""
        inside = tree.within(time.span)
        last = inside[-1] if inside else None
        mark = last if last is not None and last.text.lower() in self.words.sides else tree.first_from(time.span.end)
        side = self.words.sides.get(mark.text.lower()) if mark is not None else None
        if mark is None or side is None:
            return None, None
        if mark.dep == "mark":
            verb = tree.head(mark)
            clause = verb is not None and verb.tag.startswith("VB") and verb.dep in ("advcl", "relcl", "acl", "ccomp")
            return (verb, side) if clause else (None, None)
        noun = next((c for c in tree.children(mark, "pobj") if c.tag in ("NN", "NNS")), None)
        return (noun, side) if noun is not None else (None, None)
