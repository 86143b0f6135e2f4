"""Events: what happened, with the date that belongs to it and not merely the nearest one.

A date belongs to the verb or the noun of happening above it in the parse; before a document ("a 2010 report") it is the
document's. What stands in an attribution is its speaker's claim. Undated clauses in the past tense take over the day
that the story's opening states, or that of the event they name ("at the summit"); they are marked as inherited. An
opening without any date was reported on the article's own day. Without a parse each sentence that states a date is one
event.

Source: events and their times after TimeML (ISO 24617-1:2012); the day of a story after SemEval-2015 task 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from briefing.extract.events import lexicon, owners, periods
from briefing.extract.events.clauses import Clauses, Side
from briefing.extract.events.lexicon import Lexicon
from briefing.extract.events.told_days import ToldDays
from briefing.model.findings import Actor, Attribution, Event, EventStatus, Role
from briefing.model.span_index import Places
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.time import Bound, Interval, Timex, When, moved

#: A sentence of hardly more than a date is a line under a headline and tells nothing.
_BARE = 25


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
    station = _Station(document, sentences, parse, timexes, actors, attributions)
    return tuple(replace(event, id=f"e{n}") for n, event in enumerate(station.find(), start=1))


def _when(time: Timex, number: int, bound: Bound | None = None) -> When:
    """A date as that of an event."""
    known = time.value if time.granularity != "unknown" else None
    return When(known, time.granularity, time.interval, time.edtf, time.text, "stated", time.reason, number, bound)


class _Station:
    """The events of one document."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        parse: Parse,
        timexes: Sequence[Timex],
        actors: Sequence[Actor],
        attributions: Sequence[Attribution],
    ) -> None:
        self.document = document
        self.sentences = sentences
        self.parse = parse
        self.words: Lexicon = lexicon.load(document.language)
        said = [a for a in attributions if a.kind != "no_comment"]
        self.cues: Places[tuple[Span, Attribution]] = Places((cue, (cue, a)) for a in said for cue in a.cue)
        self.claims: Places[tuple[Span, Attribution]] = Places((c, (c, a)) for a in said for c in a.content)
        mentions = sorted((m.span, actor.id) for actor in actors for m in actor.mentions)
        self.mentions = Places((span, (span, actor)) for span, actor in mentions)
        self.timexes = timexes
        self.times: dict[int, list[tuple[int, Timex]]] = {}
        self.durations: dict[int, list[tuple[int, Timex]]] = {}
        self.windows: dict[int, list[tuple[int, Timex]]] = {}
        for i, time in enumerate(timexes):
            t = periods.till_now(time, document.date)
            if t.type == "DURATION":
                self.durations.setdefault(t.sentence, []).append((i, t))
                if (stretch := periods.window(t, document.date, self.words)) is not None:
                    self.windows.setdefault(t.sentence, []).append((i, stretch))
            if t.type in ("DATE", "TIME") and t.interval is not None and not self._heads(t):
                self.times.setdefault(t.sentence, []).append((i, t))

    def _heads(self, time: Timex) -> bool:
        """Whether a date stands in a dateline ("QUITO, March 12 (Reuters) —"): it dates the article and no event."""
        sentence, text = self.sentences[time.sentence], self.document.text
        if time.span.start - sentence.span.start > _HEAD:  # no dateline; a sentence of a thousand dates has many
            return False
        before = text[sentence.span.start : time.span.start]
        after = text[time.span.end : min(sentence.span.end, time.span.end + _HEAD)]
        return bool(_PLACE.fullmatch(before) and _DASH.match(after))

    def find(self) -> Iterator[Event]:
        """The events in the order of the text."""
        days = ToldDays(self.words)
        for sentence in self.sentences:
            dated = self.times.get(sentence.i, [])
            if self.parse.reduced:
                if dated:
                    number, time = next(((i, t) for i, t in dated if t.interval and t.value), dated[0])
                    yield self._event(sentence, sentence.span, None, number, time, None)
                continue
            tree = Clauses(self.parse, sentence, self.words)
            found = list(self._dated(tree, dated))
            told = [e for e in found if e.role != "meta" and (e.when.value or e.when.edtf)]
            yield from found
            made = None if any(not tree.aside(e.trigger) for e in told) else self._taken_over(tree, days)
            if made is not None and told and not self._stands_beside(made, tree):
                made = None
            if days.news is None and sentence.i < self.words.opening:
                days.news = next((e for e in found if self._is_news(e)), None)
            if made is not None and all(e.trigger != made.trigger for e in found):
                yield made
            days.told(told, made, tree)

    def _stands_beside(self, made: Event, tree: Clauses) -> bool:
        """Whether an event may take over a day, though its sentence tells one of what it names.

        "He posted a clip that aired in 1999" does; what somebody said may be said of that other day.
        """
        root = tree.root
        if root is None or tree.subject_happens():
            return False  # "the fire that began on Thursday spread": of whichever day
        if made.when.how == "document":
            return self._is_cue(root) and tree.tells_perfect(root)
        return not self._is_cue(root) or tree.follows()

    def _taken_over(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event of a sentence that names no day: on that of an event it names or goes on from, or the article's."""
        if tree.elsewhen():
            return None
        if (counted := self._counted(tree, days)) is not None:
            return self._inherited(tree, counted)
        if self._lasts(tree):
            return None
        anchor = next((event for noun in tree.anchors() if (event := days.of(noun.text)) is not None), None)
        beside_it = next(((event, side) for n, side in tree.told_beside() if (event := days.of(n.text))), None)
        if anchor is None and beside_it is not None:
            return self._inherited(tree, *beside_it)
        before = days.before if days.before is not None and self._goes_on(tree, days) else None
        beside = days.before is not None and tree.sentence.paragraph == days.paragraph
        if anchor is None and before is None and beside and days.before is not days.news:
            return None  # of the tale beside it or of the news: who knows
        if (other := anchor or before or days.news) is not None:
            return self._inherited(tree, other)
        opening = days.undated and tree.sentence.i < self.words.opening
        return self._reported(tree) if opening else None

    def _lasts(self, tree: Clauses) -> bool:
        """Whether a sentence tells how long or how often its verb does something, or how long after something else.

        "For eight years they have marched weekly", "three days after the raid she was held": no day is theirs to take.
        What is told in minutes is of one day.
        """
        for _, time in self.durations.get(tree.sentence.i, ()):
            if (time.value or "").startswith(("PT", "P1D")):
                continue
            after = self.document.text[time.span.end : time.span.end + _AFTER].split(None, 1)
            above = tree.above(time.span)
            counted = bool(after) and after[0].lower() in self.words.sides
            told_for = above is not None and above.text.lower() == "for" and tree.head(above) is tree.root
            told_for = told_for and tree.root is not None and tree.is_perfect(tree.root)
            if (counted and tree.of_root(time.span)) or told_for:
                return True
        return False

    def _counted(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event told before from which a sentence counts days, moved by them: "two days **after the raid**"."""
        for _, time in self.durations.get(tree.sentence.i, ()):
            noun, side = tree.counted_from(time.span)
            event = days.of(noun.text) if noun is not None else None
            start = event.when.interval.start if event is not None and event.when.interval else None
            count = _DAYS.fullmatch(time.value or "")
            if event is None or start is None or count is None or time.mod is not None:
                continue
            day = moved(start, int(count[1]) * (1 if side == "after" else -1))
            if event.when.granularity not in ("day", "time") or day is None or not tree.of_root(time.span):
                continue
            if self.document.date is not None and day > self.document.date:
                continue  # told as over, and it is not
            said = event.when.said or event.when.value
            when = replace(
                event.when, value=day.isoformat(), granularity="day", interval=Interval(day, moved(day, 1)),
                edtf=day.isoformat(), said=None, reason=f"{time.text} {side} “{said}”",
            )  # fmt: skip
            return replace(event, when=when)
        return None

    def _goes_on(self, tree: Clauses, days: ToldDays) -> bool:
        """Whether a sentence goes on with the tale of the one before it.

        It does where it is of somebody or something just told ("he", "the tour"), and in the same paragraph where the
        day is of late; not where it is of another time ("later", "after the vote") or of an event of its own ("at a
        hearing").
        """
        if days.before is None or tree.turns():
            return False
        end = days.before.when.interval.end if days.before.when.interval else None
        late = self.document.date is not None and end is not None and (self.document.date - end).days < self.words.reach
        same = tree.sentence.paragraph == days.paragraph
        return (same and late) or tree.leans() or self._speaks_on(tree, days.before)

    def _dated(self, tree: Clauses, times: Sequence[tuple[int, Timex]]) -> Iterator[Event]:
        """One event for each trigger that has a date, in the order of the text."""
        written, number = self.document.date, tree.sentence.i
        lengths = ((i, periods.lasting_till_now(tree, t, written)) for i, t in self.durations.get(number, ()))
        lasting = [(i, stretch) for i, stretch in lengths if stretch is not None]
        found, named = owners.dated(tree, times, self.windows.get(number, ()), lasting)
        for made in found:
            event = self._event(tree.sentence, tree.clause(made.trigger), made.trigger, made.number, made.time, tree)
            if made.exact:
                event = replace(event, when=_when(made.time, made.number))
            elif made.side is not None:
                event = replace(event, when=self._on_one_side(event.when, made.side, event.status))
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
        claim = next((a for c, a in self.claims.near(place) if c.holds(place)), None)
        status = self._status(time, trigger, tree, claimed=claim is not None)
        if bound == "until" and status == "negated":
            bound = None  # "did not learn of it until June 2": learnt of it then
            when = _when(time, number)
        role = self._role(when)
        if lasts is None and bound == "since":
            lasts = periods.since(time)
        if lasts is not None and status not in ("negated", "hypothetical"):
            bound = bound if bound == "since" else None
            value = when.value if lasts.edtf is not None else None
            when = replace(
                when, value=value, edtf=lasts.edtf, interval=lasts.interval, reason=lasts.reason, bound=bound
            )
        return Event(
            id="",
            span=span,
            trigger=at,
            actors=self._actors(span),
            place=self._place(sentence, span),
            when=when,
            status=status,
            claimed_by=claim.id if claim else None,
            role=role,
            sentence=sentence.i,
        )

    def _on_one_side(self, when: When, side: Side, status: EventStatus) -> When:
        """The days before or after an event's, as far as they are known: no later than the article's own."""
        start, end = when.interval or (None, None)
        written = self.document.date
        over = moved(written, 1) if written is not None and status in ("happened", "claimed") else None
        if side == "before":
            start = None
        else:
            end = over if over is not None and (start is None or start < over) else None
        reason = f"{side} “{when.said}”" if when.said else f"{side} {when.value}"
        edtf = f"{start or '..'}/{moved(end, -1) if end else '..'}"
        return replace(
            when, value=None, granularity="unknown", interval=Interval(start, end), edtf=edtf, reason=reason, bound=None
        )

    def _lasting(
        self, sentence: Sentence, trigger: Token | None, number: int, time: Timex, tree: Clauses | None
    ) -> tuple[int, Timex, periods.Period | None]:
        """The date an event is told with, of a range the first, and how long the event lasts where that is told."""
        dated = self.times.get(sentence.i, [])
        ends = periods.ranges(self.document.text, sentence.span.start, dated, self.words).get(number)
        told = self._words_of(sentence) if trigger is None else {trigger.text.lower()}
        if ends is not None and told & self.words.moved:
            return ends[1], self.timexes[ends[1]], None  # "moved from Monday to Thursday"
        if ends is not None:
            first, last = (self.timexes[i] for i in ends)
            found = periods.between(first, last, self.words.weekdays)
            return (ends[0], first, found) if found is not None else (number, time, None)
        durations = [t for _, t in self.durations.get(sentence.i, ())]
        if (part := periods.part_of(self.document.text, time, durations, self.words)) is not None:
            return number, time, part
        if (part := periods.months_up_to(self.document.text, time, durations, self.words)) is not None:
            return number, time, part
        if tree is None or trigger is None:
            return number, time, None
        return number, time, periods.lasting(tree, trigger, time, durations)

    def _words_of(self, sentence: Sentence) -> set[str]:
        return {t.text.lower() for t in self.parse.of(sentence)}

    def _bound(self, time: Timex, tree: Clauses | None) -> Bound | None:
        """Whether the date is an edge of what is told, and which."""
        if "/" in (time.edtf or "") or time.value is None:
            return None  # the edges are in the date itself
        if tree is not None:
            return _to_its_end(self.words.bounds.get(tree.preposition(time.span)), time)
        start = self.sentences[time.sentence].span.start
        before = self.document.text[start : time.span.start].removesuffix("at least ").split()
        after = self.document.text[time.span.end : time.span.end + 1]
        found = self.words.bounds.get(before[-1].lower()) if before and after not in ("’", "'") else None
        return _to_its_end(found, time)

    def _status(self, time: Timex, trigger: Token | None, tree: Clauses | None, *, claimed: bool) -> EventStatus:
        start = time.interval.start if time.interval else None
        day = self.document.date
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

    def _role(self, when: When) -> Role:
        """News, or the background it is told against: what lies more than a month before the article."""
        end = when.interval.end if when.interval else None
        if self.document.date is None or end is None:
            return "main"
        return "background" if (self.document.date - end).days > 31 else "main"

    def _is_news(self, event: Event) -> bool:
        """Whether an event's day is the day of the story: stated, past, and no longer ago than a week."""
        day = event.when.interval.start if event.when.interval else None
        if self.document.date is None or day is None or event.when.granularity not in ("day", "time"):
            return False
        if event.status not in ("happened", "claimed") or event.span.end - event.span.start < _BARE:
            return False
        return 0 <= (self.document.date - day).days <= self.words.reach

    def _inherited(self, tree: Clauses, news: Event, side: Side | None = None) -> Event | None:
        """The event of an undated sentence in the past tense, on the day of another or on one side of it."""
        root = tree.root
        if root is None or not tree.past(root):
            return None
        if tree.status_words(root)[0] & (self.words.negations | self.words.forward):
            return None
        value, granularity = news.when.value or "", news.when.granularity
        if granularity == "time":
            value, granularity = value[:10], "day"
        said = news.when.said
        when = replace(
            news.when, value=value, granularity=granularity, said=None, how="inherited", timex=None,
            reason=f"told in the past tense after “{said}”" if said else news.when.reason,
        )  # fmt: skip
        if side is not None:
            when = replace(self._on_one_side(news.when, side, "happened"), said=None, how="inherited", timex=None)
        return self._undated(tree, root, when, "happened")

    def _speaks_on(self, tree: Clauses, before: Event) -> bool:
        """Whether the sentence tells what somebody said who acts in the event just told."""
        root = tree.root
        return root is not None and any(
            cue.holds(root.span) and a.sentence == tree.sentence.i and a.actor in before.actors
            for cue, a in self.cues.near(root.span)
        )

    def _reported(self, tree: Clauses) -> Event | None:
        """The event of an opening that names no day: it was reported on the article's, whenever it happened."""
        root, day = tree.root, self.document.date
        if root is None or day is None or any(c.holds(root.span) for c, _ in self.claims.near(root.span)):
            return None
        helping, marks = tree.status_words(root)
        going_on = tree.goes_on(root)
        # "The mayor says two divers have been freed" is news; "the mayor says it is a burden" is not.
        says = root.tag in ("VBZ", "VBP") and self._is_cue(root) and tree.tells_perfect(root)
        if not (going_on or says or tree.past(root)) or helping & (self.words.negations | self.words.open):
            return None
        if marks & self.words.conditions or tree.clause(root).end - tree.clause(root).start < _BARE:
            return None
        value = day.isoformat()
        when = When(
            value, "day", Interval(day, day + timedelta(days=1)), value, None, "document",
            "told in the opening without a day of its own",
        )  # fmt: skip
        return self._undated(tree, root, when, "ongoing" if going_on else "happened")

    def _is_cue(self, verb: Token) -> bool:
        """Whether a verb says that somebody said something."""
        return any(cue.holds(verb.span) for cue, _ in self.cues.near(verb.span))

    def _undated(self, tree: Clauses, root: Token, when: When, status: EventStatus) -> Event:
        span = tree.clause(root)
        place = self._place(tree.sentence, span)
        return Event("", span, root.span, self._actors(span), place, when, status, None, "main", tree.sentence.i)

    def _actors(self, span: Span) -> tuple[str, ...]:
        return tuple(dict.fromkeys(actor for mention, actor in self.mentions.near(span) if span.holds(mention)))

    def _place(self, sentence: Sentence, span: Span) -> Span | None:
        """The first place named behind "in", "at" or "near"."""
        tokens = self.parse.of(sentence)
        for before, t in pairwise(tokens):
            if t.ent in ("GPE", "LOC", "FAC") and t.ent_start and span.holds(t.span) and _AT.fullmatch(before.text):
                last = t
                for following in tokens[t.i - tokens[0].i + 1 :]:
                    if following.ent != t.ent or following.ent_start:
                        break
                    last = following
                return Span(t.start, last.end)
        return None


def _to_its_end(bound: Bound | None, time: Timex) -> Bound | None:
    """The edge as it is where the text names the end of a period: “until the end of 2026” is not “until 2026”."""
    ends: dict[str, Bound] = {"by": "by_end", "before": "before_end", "until": "until_end"}
    return ends.get(bound, bound) if bound is not None and time.mod == "END" else bound


#: A whole number of days.
_DAYS = re.compile(r"P(\d{1,3})D")
#: Characters behind a duration in which "after" stands.
_AFTER = 12
#: The most characters of a dateline's places.
_HEAD = 120
#: What may stand before the date of a dateline, and after it.
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.’'/-]*(?:\s+(?:[A-ZÀ-Þ][\w.’'/-]*|de|del|la|of|and))*\s*[,(]\s*)*(?:on\s+)?")
_DASH = re.compile(r"\)?\s*(?:\([^)\n]{1,40}\)\s*(?:[—–]|-{1,2})|[—–]|-{2}|/[^/\n]{1,40}/\s*(?:[—–]|-{1,2}))")
_AT = re.compile(r"in|at|near|outside|off", re.IGNORECASE)
