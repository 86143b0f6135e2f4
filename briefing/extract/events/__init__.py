"""Events: what happened, with the date that belongs to it and not merely the nearest one.

A date belongs to the verb or the noun of happening above it in the parse; before a document ("a 2010 report") it is the
document's. What stands in an attribution is its speaker's claim. Undated clauses in the past tense take over the day
that the story's opening states, or that of the event they name ("at the summit"); they are marked as inherited. An
opening without any date was reported on the article's own day. Without a parse each sentence that states a date is one
event.

Source: events and their times after TimeML (ISO 24617-1:2012); the day of a story after SemEval-2015 task 4.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.events import owners, periods, ranges
from briefing.extract.events.article import Article
from briefing.extract.events.clauses import Clauses
from briefing.extract.events.told_days import ToldDays
from briefing.extract.events.undated import BARE, Undated
from briefing.model.findings import Actor, Attribution, Event, EventStatus, Role
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.time import Bound, Timex, When, moved


def find(
    document: Document,
    sentences: Sequence[Sentence],
    parse: Parse,
    timexes: Sequence[Timex],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
) -> tuple[Event, ...]:
    """The dated events of the story in order.

    Args:
        document: whose text the offsets count into.
        sentences: of that document.
        parse: of those sentences; without heads each dated sentence is one event.
        timexes: found in them.
        actors: with their mentions.
        attributions: whose contents are claims.
    """
    station = _Station(Article(document, sentences, parse, timexes, actors, attributions))
    return tuple(replace(event, id=f"e{n}") for n, event in enumerate(station.find(), start=1))


def _when(time: Timex, number: int, bound: Bound | None = None) -> When:
    """A date as that of an event."""
    known = time.value if time.granularity != "unknown" else None
    return When(known, time.granularity, time.interval, time.edtf, time.text, "stated", time.reason, number, bound)


class _Station:
    """The events of one document."""

    def __init__(self, article: Article) -> None:
        self.article, self.document, self.words = article, article.document, article.words
        self.undated = Undated(article)

    def find(self) -> Iterator[Event]:
        """The events in the order of the text."""
        days = ToldDays(self.words)
        if self.article.parse.reduced:
            yield from self._of_sentences()
            return
        trees = [Clauses(self.article.parse, sentence, self.words) for sentence in self.article.sentences]
        dated = [list(self._dated(tree, self.article.times.get(tree.sentence.i, []))) for tree in trees]
        for tree, events in zip(trees, dated, strict=True):
            days.look_ahead(events, tree, self.article.actors(tree.sentence.span))
        for tree, stated in zip(trees, dated, strict=True):
            sentence = tree.sentence
            days.turn_to(self.article.post(sentence.i), self.article.day(sentence.i))
            counted = self.undated.by_clause(tree, days)
            events = [e for e in stated if counted is None or e.trigger != counted.trigger or e.when.value is not None]
            timed = [e for e in events if e.role != "meta" and (e.when.value or e.when.edtf)]
            yield from events
            besides = [e for e in timed if not tree.aside(e.trigger) and not self._leaves_past(tree, e)]
            made = counted if besides or counted is not None else self.undated.of(tree, days)
            if made is not None and made is not counted and timed and not self.undated.stands_beside(made, tree):
                made = None
            if days.news is None and self.article.opens(sentence.i):
                days.news = next((e for e in events if self._is_news(e)), None)
            if made is not None and all(e.trigger != made.trigger for e in events):
                yield made
            for event in self.undated.anchored.counted(tree, timed, made, days):
                if all(e.trigger != event.trigger for e in events):
                    yield event
            days.take_up(timed, made, tree, self.article.actors(sentence.span))

    def _of_sentences(self) -> Iterator[Event]:
        """One event for each sentence with a date, where there is no parse."""
        for sentence in self.article.sentences:
            dated = self.article.times.get(sentence.i, [])
            if dated:
                number, time = next(((i, t) for i, t in dated if t.interval and t.value), dated[0])
                yield self._event(sentence, sentence.span, None, number, time, None)

    def _leaves_past(self, tree: Clauses, event: Event) -> bool:
        """Whether an event beside a sentence's verb is still to come, so that the verb has another day.

        "They **were given** rooms and are to be moved on Sunday."
        """
        root, day = tree.root, self.article.day(event.sentence)
        end = event.when.interval.end if event.when.interval else None
        if root is None or day is None or end is None or event.trigger == root.span or not tree.past(root):
            return False
        return (end - day).days > 1 and not self.article.is_cue(root)

    def _dated(self, tree: Clauses, times: Sequence[tuple[int, Timex]]) -> Iterator[Event]:
        """One event for each trigger that has a date, in the order of the text."""
        written, number = self.article.day(tree.sentence.i), tree.sentence.i
        lengths = ((i, periods.lasting_till_now(tree, t, written)) for i, t in self.article.durations.get(number, ()))
        lasting = [(i, stretch) for i, stretch in lengths if stretch is not None]
        dated, named = owners.dated(tree, times, self.article.windows.get(number, ()), lasting)
        ends = ranges.ranges(self.document.text, tree.sentence.span.start, times, self.words)
        owned = {made.number for made in (*dated, *named)}
        # A period belongs to what its first day belongs to, wherever the parse has put the last one.
        dated = [made for made in dated if ends.get(made.number, (made.number,))[0] not in owned - {made.number}]
        for made in dated:
            event = self._event(tree.sentence, tree.clause(made.trigger), made.trigger, made.number, made.time, tree)
            if made.exact:
                event = replace(event, when=_when(made.time, made.number))
            elif made.side is not None:
                event = replace(event, when=self.article.on_one_side(event.when, made.side, event.status, number))
            yield event
        for number, noun, time, *_ in named:
            span = Span(min(time.span.start, noun.start), max(time.span.end, noun.end))
            yield replace(self._event(tree.sentence, span, noun, number, time, None), role="meta", status="happened")

    def _event(
        self, sentence: Sentence, span: Span, trigger: Token | None, number: int, time: Timex, tree: Clauses | None
    ) -> Event:
        number, time, lasts = self._lasting(sentence, trigger, number, time, tree)
        bound = self._bound(time, tree)
        when = _when(time, number, bound)
        at = trigger.span if trigger is not None else Span(sentence.span.start, sentence.span.start + 1)
        place = trigger.span if trigger is not None else time.span
        claim = self.article.claim(place)
        status = self._status(time, trigger, tree, claimed=claim is not None)
        unlearnt = bound == "until" and status == "negated"  # "did not learn of it until June 2": learnt of it then
        if unlearnt or (bound == "by" and self._is_over(time, trigger, tree)):
            bound, when = None, _when(time, number)
        role = self._role(when, self.article.day(sentence.i))
        if lasts is None and bound == "since":
            lasts = periods.since(time)
        if lasts is not None and (lasts.choice or status not in ("negated", "hypothetical")):
            bound = bound if bound == "since" else None
            value = when.value if lasts.edtf is not None else None
            when = replace(
                when, value=value, edtf=lasts.edtf, interval=lasts.interval, reason=lasts.reason, bound=bound
            )
        return Event(
            id="",
            span=span,
            trigger=at,
            actors=self.article.actors(span),
            place=self.article.place(sentence, span),
            when=when,
            status=status,
            claimed_by=claim.id if claim else None,
            role=role,
            sentence=sentence.i,
        )

    def _lasting(
        self, sentence: Sentence, trigger: Token | None, number: int, time: Timex, tree: Clauses | None
    ) -> tuple[int, Timex, periods.Period | None]:
        """The date an event is told with, of a range the first, and how long the event lasts where that is told."""
        dated = self.article.times.get(sentence.i, [])
        if (choice := ranges.either(self.document.text, dated, self.words).get(number)) is not None:
            return choice[0], self.article.timexes[choice[0]], choice[1]
        ends = ranges.ranges(self.document.text, sentence.span.start, dated, self.words).get(number)
        event_words = self._words_of(sentence) if trigger is None else {trigger.text.lower()}
        if ends is not None and event_words & self.words.moved:
            return ends[1], self.article.timexes[ends[1]], None  # "moved from Monday to Thursday"
        if ends is not None:
            first, last = (self.article.timexes[i] for i in ends)
            period = periods.between(first, last, self.words.weekdays)
            return (ends[0], first, period) if period is not None else (number, time, None)
        durations = [t for _, t in self.article.durations.get(sentence.i, ())]
        if (part := periods.part_of(self.document.text, time, durations, self.words)) is not None:
            return number, time, part
        if (part := periods.months_up_to(self.document.text, time, durations, self.words)) is not None:
            return number, time, part
        if tree is None or trigger is None:
            return number, time, None
        return number, time, periods.lasting(tree, trigger, time, durations)

    def _words_of(self, sentence: Sentence) -> set[str]:
        return {t.text.lower() for t in self.article.parse.of(sentence)}

    def _bound(self, time: Timex, tree: Clauses | None) -> Bound | None:
        """Whether the date is an edge of what is told, and which."""
        if "/" in (time.edtf or "") or time.value is None:
            return None  # the edges are in the date itself
        if ranges.until_now(self.document.text, self.article.sentences[time.sentence].span.start, time, self.words):
            return "since"
        if tree is not None:
            return _to_its_end(self.words.bounds.get(tree.preposition(time.span)), time)
        start = self.article.sentences[time.sentence].span.start
        before = self.document.text[start : time.span.start].removesuffix("at least ").split()
        after = self.document.text[time.span.end : time.span.end + 1]
        bound = self.words.bounds.get(before[-1].lower()) if before and after not in ("’", "'") else None
        return _to_its_end(bound, time)

    def _is_over(self, time: Timex, trigger: Token | None, tree: Clauses | None) -> bool:
        """Whether the day of an article that something was done by is no edge: "by Friday it **had dropped**"."""
        day = self.article.day(time.sentence)
        if tree is None or trigger is None or day is None or not tree.past(trigger):
            return False
        return time.interval is not None and time.interval.start == day

    def _status(self, time: Timex, trigger: Token | None, tree: Clauses | None, *, claimed: bool) -> EventStatus:
        start = time.interval.start if time.interval else None
        day = self.article.day(time.sentence)
        ahead = day is not None and start is not None and start > day
        if trigger is not None and tree is not None:
            helping, marks = tree.status_words(trigger)
            if helping & self.words.negations:
                return "negated"
            if marks & self.words.conditions:
                return "hypothetical"
            if claimed:
                return "claimed"
            if helping & self.words.open:
                return "hypothetical"
            forward = bool(helping & self.words.forward) or tree.is_to(trigger)
            told_of = (
                ahead and not forward and tree.told_as_past(trigger) and trigger.text.lower() not in self.words.moved
            )
            told_of = told_of and tree.preposition(time.span) not in self.words.bounds
            if told_of and day is not None and start == moved(day, 1):
                return "happened"  # the article was finished the day after its date
            # What will be within a period that has begun is still to come: "will rule this month".
            end = time.interval.end if time.interval else None
            forward = forward or (
                trigger.tag in ("VBZ", "VBP") and not helping and trigger.text.lower() in self.words.begins_or_ends
            )
            if ahead or (forward and (start is None or (day is not None and (end is None or end > day)))):
                return "scheduled"
            if trigger.tag == "VBG" and tree.sentence and {"is", "are", "’s", "'s"} & helping:
                return "ongoing"
            return "happened"
        return "claimed" if claimed else "scheduled" if ahead else "happened"

    def _role(self, when: When, written: dt.date | None) -> Role:
        """News, or the background it is told against: what lies more than a month before the article."""
        end = when.interval.end if when.interval else None
        if written is None or end is None:
            return "main"
        return "background" if (written - end).days > 31 else "main"

    def _is_news(self, event: Event) -> bool:
        """Whether an event's day is the day of the story: stated, past, and no longer ago than a week."""
        day = event.when.interval.start if event.when.interval else None
        written = self.article.day(event.sentence)
        if written is None or day is None or event.when.granularity not in ("day", "time"):
            return False
        if event.status not in ("happened", "claimed") or event.span.end - event.span.start < BARE:
            return False
        return 0 <= (written - day).days <= self.words.reach


def _to_its_end(bound: Bound | None, time: Timex) -> Bound | None:
    """The edge as it is where the text names the end of a period: “until the end of 2026” is not “until 2026”.

    What comes before the middle of June comes before its end, and may well come in June.
    """
    ends: dict[str, Bound] = {"by": "by_end", "before": "before_end"}
    if time.mod == "END":
        ends["until"] = "until_end"
    return ends.get(bound, bound) if bound is not None and time.mod in ("END", "MID") else bound
