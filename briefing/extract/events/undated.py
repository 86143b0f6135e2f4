"""Events of sentences that name no day: on that of an event they name or go on from, or the article's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.extract.events import narration
from briefing.extract.events.anchored import Anchored, counted
from briefing.extract.events.article import Article
from briefing.extract.events.clauses import Clauses, Side
from briefing.extract.events.told_days import ToldDays
from briefing.model.findings import Event, EventStatus
from briefing.model.text import Token
from briefing.model.time import Interval, When

#: A sentence of hardly more than a date is a line under a headline and tells nothing.
BARE = 25
#: Characters behind a duration in which "after" stands.
_AFTER = 12


class Undated:
    """The events of an article's sentences without a day.

    Args:
        article: with what was found in it.
    """

    def __init__(self, article: Article) -> None:
        self.article, self.document, self.words = article, article.document, article.words
        self.anchored = Anchored(article)

    def stands_beside(self, made: Event, tree: Clauses) -> bool:
        """Whether an event may take over a day, though its sentence tells one of what it names.

        "He posted a clip that aired in 1999" does; what somebody said may be said of that other day.
        """
        root = tree.root
        if root is None or tree.subject_happens():
            return False  # "the fire that began on Thursday spread": of whichever day
        if made.when.how == "document":
            return self.article.is_cue(root) and tree.tells_perfect(root)
        return not self.article.is_cue(root) or narration.follows(tree)

    def by_clause(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event of a sentence whose verb is counted from a clause: "the day after she was held, he **fled**"."""
        event = self.anchored.by_clause(tree, days)
        return self._inherited(tree, event) if event is not None else None

    def of(self, tree: Clauses, days: ToldDays) -> Event | None:
        """The event of a sentence that names no day: on that of an event it names or goes on from, or the article's."""
        latest = days.before if days.before is not None and days.before.when.interval is not None else None
        if latest is not None and narration.in_what_followed(tree):
            return self._inherited(tree, latest, "after")
        if narration.is_elsewhen(tree):
            return None
        if (counted := self._counted(tree, days)) is not None:
            return self._inherited(tree, counted)
        if any(tree.of_root(time.span) for time in self.article.unread.get(tree.sentence.i, ())):
            return None  # of a day of its own, whenever that was
        verb = self._said(tree)
        if verb is not None and (earlier := self.anchored.of(tree, verb, days)) is not None:
            return self._inherited(tree, *earlier, verb=verb)
        if self._lasts(tree):
            return None
        anchor = next((event for noun in tree.anchors() if (event := days.of(noun.text)) is not None), None)
        beside_it = next(
            ((event, side) for n, side in tree.told_beside() if (event := self._named(tree, n, days))), None
        )
        if anchor is None and beside_it is not None:
            return self._inherited(tree, *beside_it)
        past = next((event for noun in tree.told_of_subject() if (event := days.of(noun.text)) is not None), None)
        if anchor is None and past is not None:
            return self._inherited(tree, past, "after")
        if anchor is None and latest is not None and narration.comes_later(tree):
            return self._inherited(tree, latest, "after")
        before = days.before if self._goes_on(tree, days) else None
        beside = days.before is not None and tree.sentence.paragraph == days.paragraph
        if anchor is None and before is None and beside and days.before is not days.news:
            return None  # of the tale beside it or of the news: who knows
        if (other := anchor or before or days.news) is not None:
            return self._inherited(tree, other, self._side(tree, other, days) if anchor is None else None)
        opening = days.undated and self.article.opens(tree.sentence.i)
        return self._reported(tree) if opening else None

    def _named(self, tree: Clauses, noun: Token, days: ToldDays) -> Event | None:
        """The event told before that a noun names; where it is somebody's ("Venn's arrest"), one that they act in."""
        event = days.of(noun.text)
        owner = tree.child(noun, "poss")
        if event is None or owner is None or owner.tag == "PRP$":
            return event
        return event if not set(self.article.actors(tree.span(owner))).isdisjoint(event.actors) else None

    def _said(self, tree: Clauses) -> Token | None:
        """The sentence's verb; where it only says what stands before it, the verb of that."""
        root = tree.root
        if root is None or not self.article.is_cue(root):
            return root
        before = (c for c in tree.children(root) if c.dep == "ccomp" and c.i < root.i and tree.past(c))
        return next(before, root)

    def _lasts(self, tree: Clauses) -> bool:
        """Whether a sentence tells how long or how often its verb does something, or how long after something else.

        "For eight years they have marched weekly", "three days after the raid she was held": no day is theirs to take.
        What is told in minutes is of one day.
        """
        if any(tree.of_root(step.span) for _, step in self.article.steps.get(tree.sentence.i, ())):
            return True
        for _, time in self.article.durations.get(tree.sentence.i, ()):
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
        for _, time in self.article.durations.get(tree.sentence.i, ()):
            noun, side = tree.counted_from(time.span)
            event = days.of(noun.text) if noun is not None else None
            when = counted(event.when, time, side) if event is not None and side is not None else None
            if event is None or when is None or not tree.of_root(time.span):
                continue
            day = when.interval.start if when.interval else None
            if days.written is not None and day is not None and day > days.written:
                continue  # told as over, and it is not
            return replace(event, when=when)
        return None

    def _goes_on(self, tree: Clauses, days: ToldDays) -> bool:
        """Whether a sentence goes on with the tale of the one before it.

        It does where it is of somebody or something just told ("he", "the tour"), and in the same paragraph where the
        day is of late; not where it is of another time ("later", "after the vote") or of an event of its own ("at a
        hearing").
        """
        if days.before is None or narration.turns(tree) or narration.is_of_now(tree):
            return False
        late = self._is_late(days.before, days)
        same = tree.sentence.paragraph == days.paragraph
        return (same and late) or narration.leans(tree) or self._speaks_on(tree, days.before)

    def _side(self, tree: Clauses, other: Event, days: ToldDays) -> Side | None:
        """On which side of an event told before a sentence lies that goes on from it.

        What "**had** been" lies before it; what "**has** been" behind what is no news any more.
        """
        root = tree.root
        if root is None or narration.follows(tree):
            return None
        if narration.is_pluperfect(tree, root):
            return None if days.pluperfect and other is days.before else "before"
        lasts = root.tag == "VBN" and any(c.text.lower() in self.words.until_now for c in tree.children(root))
        return "after" if lasts and not self._is_late(other, days) else None

    def _is_late(self, event: Event, days: ToldDays) -> bool:
        """Whether an event is of the last days."""
        end = event.when.interval.end if event.when.interval else None
        return days.written is not None and end is not None and (days.written - end).days < self.words.reach

    def _inherited(
        self, tree: Clauses, news: Event, side: Side | None = None, verb: Token | None = None
    ) -> Event | None:
        """The event of an undated sentence in the past tense, on the day of another or on one side of it."""
        root = verb or tree.root
        if root is None or not tree.past(root):
            return None
        if tree.status_words(root)[0] & (self.words.negations | self.words.forward):
            return None
        start, day = news.when.interval.start if news.when.interval else None, self.article.day(tree.sentence.i)
        if start is not None and day is not None and start > day:
            return None  # told as past, and that day is still to come
        value, granularity = news.when.value, news.when.granularity
        if granularity == "time" and value is not None:
            value, granularity = value[:10], "day"
        said = news.when.said
        when = replace(
            news.when, value=value, granularity=granularity, said=None, how="inherited", timex=None,
            reason=f"told in the past tense after “{said}”" if said else news.when.reason,
        )  # fmt: skip
        if side is not None:
            when = replace(
                self.article.on_one_side(news.when, side, "happened", tree.sentence.i),
                said=None,
                how="inherited",
                timex=None,
            )
        made = self._made(tree, root, when, "happened")
        claim = self.article.claim(root.span) if verb is not None else None
        return made if claim is None else replace(made, status="claimed", claimed_by=claim.id)

    def _speaks_on(self, tree: Clauses, before: Event) -> bool:
        """Whether the sentence tells what somebody said who acts in the event just told."""
        root = tree.root
        return root is not None and any(
            cue.holds(root.span) and a.sentence == tree.sentence.i and a.actor in before.actors
            for cue, a in self.article.cues.near(root.span)
        )

    def _reported(self, tree: Clauses) -> Event | None:
        """The event of an opening that names no day: it was reported on the article's, whenever it happened."""
        root, day = tree.root, self.article.day(tree.sentence.i)
        if root is None or day is None or self.article.claim(root.span) is not None:
            return None
        helping, marks = tree.status_words(root)
        going_on = narration.goes_on(tree, root)
        # "The mayor says two divers have been freed" is news; "the mayor says it is a burden" is not.
        says = root.tag in ("VBZ", "VBP") and self.article.is_cue(root) and tree.tells_perfect(root)
        if not (going_on or says or tree.past(root)) or helping & (self.words.negations | self.words.open):
            return None
        if marks & self.words.conditions or tree.clause(root).end - tree.clause(root).start < BARE:
            return None
        value = day.isoformat()
        when = When(
            value, "day", Interval(day, day + timedelta(days=1)), value, None, "document",
            "told in the opening without a day of its own",
        )  # fmt: skip
        return self._made(tree, root, when, "ongoing" if going_on else "happened")

    def _made(self, tree: Clauses, root: Token, when: When, status: EventStatus) -> Event:
        span = tree.clause(root)
        place = self.article.place(tree.sentence, span)
        return Event("", span, root.span, self.article.actors(span), place, when, status, None, "main", tree.sentence.i)
