"""Which word of a sentence a date belongs to, and how far the clause of that word reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.extract.events import comparisons
from briefing.extract.events.verb_forms import VerbForms
from briefing.model.text import Span, Token
from briefing.model.time import Timex

Side = Literal["before", "after"]


class Owner(NamedTuple):
    """What a date belongs to."""

    word: Token | None
    kind: Literal["verb", "noun", "document", "named", "nothing"]
    """``named``: a thing that the date only names ("the 2022 policy"); ``nothing``: a comparison, or nobody knows."""
    side: Side | None = None
    """On which side of the date it lies, where a thing of that date stands between: "**after** the events in 2025"."""


NOTHING = Owner(None, "nothing")


class Clauses(VerbForms):
    """The dependency tree of one sentence, asked which word a date belongs to."""

    def owner(self, time: Timex) -> Owner:
        """The word that a date belongs to, and as what.

        A date before a noun ("the July 2021 riots", "the 9:15 flight") dates this noun alone, and so does one that
        hangs on a noun by "to", "for" or "of" ("the plan for 2030"); a date that something is compared with dates
        nothing.
        """
        span = time.span
        inside = [t for t in self.tokens if span.start <= t.start < span.end]
        if not inside or comparisons.is_yardstick(self, span):
            return NOTHING
        if time.granularity == "year" and (thing := comparisons.named_by(self, inside)) is not None:
            return self._named(thing, inside[0], time)
        top = next((t for t in inside if not span.start <= self._start_of_head(t) < span.end), inside[0])
        if (beside := self._beside_noun(inside)) is not None:
            return beside
        return self._above(self._first_of_list(top), time)

    def _beside_noun(self, time: Sequence[Token]) -> Owner | None:
        """The noun right before a date that is surely its own: an event, a document, a thing with its year."""
        if (noun := self._told_of(time)) is not None:
            return self._of_noun(noun)
        if (paper := comparisons.bearing(self, time)) is not None:
            return Owner(paper, "document")
        if (thing := comparisons.bracketed(self, time)) is not None:
            return self._of_noun(thing) if self.words.happens(thing.text.lower()) else Owner(thing, "named")
        return None

    def _above(self, top: Token, time: Timex) -> Owner:
        """The first word on the way up from a date that tells what has it."""
        span = time.span
        at, below, direct = self.head(top), top, True
        while at is not None:
            word = at.text.lower()
            if at.tag.startswith("VB") and at.dep == "advcl" and self._opens_behind(at, span):
                below, at = at, self.head(at)
                continue
            if at.tag.startswith("VB") and at.dep not in ("aux", "auxpass"):
                if (said := self._says_before(at, top, span)) is not None:
                    return Owner(said, "verb")
                apart = word in self.words.compares or self._is_for(at, below, time)
                return NOTHING if apart else Owner(self._whose(at), "verb")
            if word in self.words.compares:
                return NOTHING  # "than in 2019"
            if not direct and at.end <= span.start and word in self.words.around:
                return self._beside(at)  # "after the events in 2025"
            if at.tag.startswith("NN"):
                if (owner := self._noun_dated(at, below, time, direct=direct)) is not None:
                    return owner
                direct = False
            below, at = at, self.head(at)
        return NOTHING

    def _opens_behind(self, verb: Token, span: Span) -> bool:
        """Whether a clause opens only behind a date and a comma: "on 2 May**, a day after it was closed**"."""
        mark = next((c for c in self.children(verb) if c.dep == "mark" and c.start >= span.end), None)
        between = (t for t in self.tokens if mark is not None and span.end <= t.start < mark.start)
        return any(t.text == "," for t in between)

    def _first_of_list(self, date: Token) -> Token:
        """The date that another one is joined to, and which tells what both are of: "reports for **May** and June"."""
        above = self.head(date)
        while (
            above is not None and date.dep == "conj" and above.text.lower() in self.words.months | self.words.weekdays
        ):
            date, above = above, self.head(above)
        return date

    def _says_before(self, verb: Token, date: Token, span: Span) -> Token | None:
        """The verb of saying right before a date that the parse gives to what is said: "**said** Tuesday it fell"."""
        above = self.head(verb) if verb.dep == "ccomp" and verb.start >= span.end else None
        if above is None or above.end > span.start or date.dep in ("nsubj", "nsubjpass", "poss", "compound"):
            return None
        between = [t.text.lower() for t in self.tokens if above.end <= t.start < span.start]
        return above if between in ([], ["on"]) else None

    def _told_of(self, time: Sequence[Token]) -> Token | None:
        """The event right before a date that is surely the event's and not the verb's.

        That is where the event is told on behind the date ("the strikes last week **in which** …", "behind an attack on
        Wednesday **that** …"), and where it is a cause or an aim ("in answer to the strikes last week").
        """
        before, after = self.at(time[0].i - 1), self.at(time[-1].i + 1)
        bare = before is None or before.tag != "IN"
        if before is not None and before.tag == "IN" and before.text.lower() in self.words.at | {"on"}:
            before = self.at(before.i - 1)
        if before is None or not before.tag.startswith("NN") or not self.words.happens(before.text.lower()):
            return None
        which = self.at(after.i + 1) if after is not None and after.tag == "IN" else None
        if bare and which is not None and which.tag == "WDT":
            return before
        preposition = self.head(before) if before.dep == "pobj" else None
        if preposition is None or preposition.text.lower() in self.words.at | set(self.words.sides) | {"on"}:
            return None
        relative = after is not None and after.tag in ("WDT", "WP")
        return before if relative or (bare and preposition.text.lower() in self.words.causes) else None

    def _beside(self, preposition: Token) -> Owner:
        """The verb of what lies before or after a thing that has a date."""
        side, verb = self.words.sides.get(preposition.text.lower()), self.head(preposition)
        if verb is not None and self.words.bounds.get(verb.text.lower()) == "until":
            verb = self.head(verb)  # "held back until after the vote"
        last = self.at(preposition.i - 1)
        if last is not None and last.text.lower() in self.words.units:
            # "They were filming the shells for an hour before the attack": hung on whatever stands before it.
            while verb is not None and not verb.tag.startswith("VB"):
                verb = self.head(verb)
        if side is None or verb is None or not verb.tag.startswith("VB"):
            return NOTHING
        return Owner(verb, "verb", side)

    def done_beside(self, noun: Token) -> Owner:
        """The verb of what is done before or after an event: "**quit** after the vote", "met ahead of the summit"."""
        preposition = self.head(noun) if noun.dep == "pobj" else None
        if preposition is not None and preposition.text.lower() in self.words.of:
            preposition = self.head(preposition)
        if preposition is None or any(c.dep in ("conj", "cc") for c in self.children(preposition)):
            return NOTHING
        return self._beside(preposition)

    def replying_to(self, noun: Token) -> Token | None:
        """The verb of what answers an event: "**reacted** to the June ruling"."""
        preposition = self.head(noun) if noun.dep == "pobj" else None
        verb = self.head(preposition) if preposition is not None and preposition.text.lower() == "to" else None
        return verb if verb is not None and verb.text.lower() in self.words.replies else None

    def told_beside(self) -> Iterator[tuple[Token, Side]]:
        """The events told before that the sentence's verb lies before or after: "they ate **before the attack**"."""
        for noun in self.tokens:
            if not self.words.happens(noun.text.lower()):
                continue
            known = self.is_known(noun) or self.child(noun, "poss") is not None
            if known and (verb := self.done_beside(noun)).side and verb.word is self.root:
                yield noun, verb.side

    def when(self, span: Span) -> Token | None:
        """The verb of a clause that tells what happened on a date: "since 2 March, when the port **was closed**"."""
        word = next((t for t in self.tokens if t.start >= span.end), None)
        if word is not None and word.text == ",":
            word = next((t for t in self.tokens if t.start > word.start), None)
        if word is None or word.text.lower() not in self.words.when:
            return None
        verb = self.head(word)
        state = verb is None or any(c.dep in ("acomp", "attr") for c in self.children(verb))
        return verb if verb is not None and not state and verb.i > word.i and self.past(verb) else None

    def _whose(self, verb: Token) -> Token:
        """The verb that a date of another one dates: "in a vote that **broke** on party lines on Monday, they banned".

        What is said of an event or a document at which something was done tells when that was done.
        """
        noun = self.head(verb) if verb.dep in ("relcl", "acl") else None
        if noun is None or not (self.words.happens(noun.text.lower()) or noun.text.lower() in self.words.documents):
            return verb
        return self.done_at(noun) or verb

    def _is_for(self, verb: Token, below: Token, time: Timex) -> bool:
        """Whether a year tells what something is for and not when it happens: "approved the plan **for** 2030"."""
        fixed = below.tag in ("IN", "TO") and below.text.lower() in self.words.fixes - {"from"}
        beside = not self._word_between(below.end, time.span.start)
        return (
            fixed
            and beside
            and time.granularity == "year"
            and verb.text.lower() not in self.words.due | self.words.moved
        )

    def _word_between(self, start: int, end: int) -> bool:
        """Whether a word stands between two places."""
        return any(start <= t.start < end for t in self.tokens)

    def _noun_dated(self, noun: Token, below: Token, time: Timex, *, direct: bool) -> Owner | None:
        """What a noun on the way up from a date makes of it; ``None`` where the word above the noun decides."""
        word = noun.text.lower()
        if direct and noun.start >= time.span.end:
            whole = self._whole_noun(noun)
            return None if self.words.measured(whole.text.lower()) else self._named(whole, below, time)
        if self.words.happens(word):
            return self._of_noun(noun)
        named = below.tag in ("IN", "TO") and below.text.lower() in self.words.fixes
        if direct and named and word not in self.words.units | self.words.parts:
            return Owner(noun, "named")
        return None

    def _named(self, noun: Token, date: Token, time: Timex) -> Owner:
        """What a date before a noun dates: the event or the document that it names, and else only its name."""
        word = noun.text.lower()
        if self.words.happens(word) or self._is_proper_to_an_event(noun):
            return self._of_noun(noun)
        if word in self.words.documents:
            return Owner(noun, "document")
        if date.dep == "poss" or time.granularity == "day":
            # "Monday's game was called off": a thing of a day, and what is done in it.
            verb = self.done_at(noun)
            return Owner(verb, "verb") if verb is not None else Owner(noun, "named")
        return Owner(noun, "named")

    def _is_proper_to_an_event(self, noun: Token) -> bool:
        """Whether a name is an event's by its first word: "the 2013 **Operation** Clean Quay"."""
        parts = [c for c in self.children(noun, "compound") if c.tag.startswith("NNP")]
        return noun.tag.startswith("NNP") and any(c.text.lower() in self.words.naming for c in parts)

    def _whole_noun(self, noun: Token) -> Token:
        """The last noun of a compound: of "government report" the report."""
        while noun.dep == "compound" and (above := self.head(noun)) is not None and above.start > noun.start:
            noun = above
        return noun

    def _of_noun(self, noun: Token) -> Owner:
        """The event of a noun; where its verb says no more than that it happened, that of the verb."""
        verb = self.head(noun)
        if verb is not None and noun.dep == "dobj" and verb.text.lower() in self.words.light:
            return Owner(verb, "verb")
        return Owner(noun, "noun")

    def anchors(self) -> Iterator[Token]:
        """The events told before that the sentence's verb is of, or is done at: "**the attack** killed".

        A new one has no "the".
        """
        root = self.root
        for child in self.children(root) if root is not None else ():
            if child.dep == "prep" and child.text.lower() in self.words.at:
                yield from (noun for noun in self.children(child) if self.is_known(noun))
            elif child.dep in ("nsubj", "nsubjpass") and self.is_known(child):
                yield child

    def happening_with(self, trigger: Span) -> Iterator[str]:
        """The nouns of happening, in small letters, that an event's word is or that take part in it."""
        for noun in self.tokens:
            word, whole = noun.text.lower(), self._named_by(noun)
            if not self.words.happens(word):
                continue
            above = self.head(whole)
            if whole.dep == "pobj" and above is not None and above.text.lower() in self.words.at:
                above = self.head(above)
            elif whole.dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
                above = None
            if trigger in (noun.span, above.span if above is not None else None) or self._told_of_noun(noun, trigger):
                yield word

    def _named_by(self, noun: Token) -> Token:
        """The proper noun that heads the name a noun ends, in the parse: "the first **Shield** of the Ports summit"."""
        above = self.head(noun)
        head = self.head(above) if noun.dep == "pobj" and above is not None and above.text == "of" else None
        return head if head is not None and head.tag.startswith("NNP") else noun

    def _told_of_noun(self, noun: Token, trigger: Span) -> bool:
        """Whether an event is what a clause tells of a noun: "the blaze that **began** on Monday"."""
        for verb in self.children(noun, "relcl"):
            verbs = (verb, *self.children(verb, "xcomp"))
            if any(v.span == trigger for v in verbs) and any(c.tag == "WDT" for c in self.children(verb, "nsubj")):
                return True
        return False

    def told_of_subject(self) -> Iterator[Token]:
        """The events told before that the sentence's subject is told to be of: "those hurt **in the fire** sued"."""
        for subject in self.children(self.root, "nsubj", "nsubjpass") if self.root is not None else ():
            for participle in self.children(subject, "acl"):
                for preposition in self.children(participle, "agent", "prep"):
                    yield from (noun for noun in self.children(preposition, "pobj") if self.is_known(noun))

    def is_known(self, noun: Token) -> bool:
        """Whether a noun names something that happens, and that was told before: it has "the"."""
        happens = self.words.happens(noun.text.lower())
        return happens and any(c.text.lower() in self.words.definite for c in self.children(noun))

    def aside(self, trigger: Span) -> bool:
        """Whether a verb only says which thing or person is meant: "a clip that **aired** in 1999"."""
        at = self.token_at(trigger)
        if at is None or not at.tag.startswith("VB"):
            return False
        while at is not None and at is not self.root:
            if at.dep in ("relcl", "acl"):
                return True
            at = self.head(at)
        return False

    def subject_happens(self) -> bool:
        """Whether the sentence's verb is said of something that happens."""
        root = self.root
        subjects = (c for c in (self.children(root) if root is not None else ()) if c.dep in ("nsubj", "nsubjpass"))
        return any(self.words.happens(c.text.lower()) for c in subjects)

    def of_root(self, span: Span) -> bool:
        """Whether some words hang on the sentence's verb, be it by a clause, or by prepositions and nouns."""
        at = self.above(span)
        if at is not None and self.head(at) is self.root:
            return True
        while at is not None and at is not self.root and not at.tag.startswith("VB"):
            at = self.head(at)
        return at is not None and at is self.root

    def counted_from(self, span: Span) -> tuple[Token | None, Side | None]:
        """The event told before from which a stretch of time is counted: "three days **after the raid**"."""
        preposition = next((t for t in self.tokens if t.start >= span.end), None)
        side = self.words.sides.get(preposition.text.lower()) if preposition is not None else None
        if preposition is None or side is None:
            return None, None
        noun = next((c for c in self.children(preposition) if c.dep == "pobj" and self.is_known(c)), None)
        return noun, side

    def token_at(self, trigger: Span) -> Token | None:
        """The word of an event; ``None`` where it is none of the sentence."""
        return next((t for t in self.tokens if t.span == trigger), None)

    def word_at(self, trigger: Span) -> str:
        """The same in small letters; empty where there is none."""
        token = self.token_at(trigger)
        return token.text.lower() if token is not None else ""

    def done_at(self, noun: Token) -> Token | None:
        """The verb of what is done at an event: "**showed** a map at the hearing"."""
        preposition = self.head(noun)
        if noun.dep != "pobj" or preposition is None or preposition.text.lower() not in self.words.at:
            return None
        if preposition.dep == "conj" or any(c.dep in ("conj", "cc") for c in self.children(preposition)):
            return None  # "before and during the unrest"
        verb = self.head(preposition)
        return verb if verb is not None and verb.tag.startswith("VB") else None

    def _start_of_head(self, token: Token) -> int:
        head = self.head(token)
        return head.start if head is not None else -1

    def preposition(self, span: Span) -> str:
        """The preposition that a date hangs on, in small letters; empty where it hangs on none."""
        head = self.above(span)
        # "since" and "after" are tagged as conjunctions where a clause might follow.
        return head.text.lower() if head is not None and head.tag in ("IN", "TO") and head.end <= span.start else ""

    def above(self, span: Span) -> Token | None:
        """The word that some words hang on, from outside of them."""
        inside = [t for t in self.tokens if span.start <= t.start < span.end]
        top = next((t for t in inside if not span.start <= self._start_of_head(t) < span.end), None)
        return self.head(top) if top is not None else None

    def distance(self, span: Span, trigger: Token) -> int:
        """How many words lie between a date and its trigger on the way up."""
        inside = [t for t in self.tokens if span.start <= t.start < span.end]
        steps, at = 0, inside[0] if inside else None
        while at is not None and at.i != trigger.i:
            steps, at = steps + 1, self.head(at)
        return steps

    def clause(self, trigger: Token) -> Span:
        """The clause of a trigger: its words without the clauses beside and before it that have verbs of their own."""
        start, end = trigger.start, trigger.end
        stack = [trigger]
        while stack:
            t = stack.pop()
            start, end = min(start, t.start), max(end, t.end)
            for child in self.children(t):
                apart = child.dep in ("conj", "cc", "parataxis", "punct") if t.i == trigger.i else False
                if not apart:
                    stack.append(child)
        return Span(start, end)
