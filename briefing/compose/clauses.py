"""The part of a sentence that tells an event: the clause of its verb, or the noun phrase that names it.

A verb with a subject of its own is told by its clause. Of verbs that share a subject each is told with it ("The
minister … will leave on June 20"), and a relative clause with what it is said of ("The bridge … was built in 1931"). A
noun is told by its phrase ("the July 2021 riots, which left forty dead"). Nothing is cut where words that bind are left
out (a negation, a hedge, a condition), where a quotation would be broken, or where the rest says too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing import rules
from briefing.compose import main_clause
from briefing.compose.asides import binds
from briefing.model.findings import Event, Findings
from briefing.model.text import FINITE, Sentence, Span, Token
from briefing.model.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_HELPS = ("aux", "auxpass", "neg")
#: What is said of a clause's own subject stands behind the clause's verb; these are clauses beside it.
_BESIDE = ("conj", "cc", "parataxis", "punct", "preconj")
#: Words of a line that tells enough: of a clause, and of a noun's phrase beside its date, articles and prepositions.
_FEWEST, _NAMES = 4, 3
#: The same of a sentence with one date, and of a clause with a verb where the main verb tells of another time.
_ENOUGH, _SOME = 9, 7
#: Between a clause and the quotation that it leads up to.
_LEADS_UP = re.compile(r"[,:] ?")
#: What goes on with a name that the parse has broken.
_NAMED = ("VB", "JJ", "NN")
_EMPTY = ("DT", "IN", "TO", "CC", "POS", "PRP$")


def parts_telling(findings: Findings, event: Event, sentence: Sentence) -> tuple[Span, ...]:
    """The parts of the sentence that tell an event, in order; empty where only the whole sentence does.

    Args:
        findings: of the document.
        event: whose trigger is a word of the sentence.
        sentence: it stands in.
    """
    tree = _Clauses(findings, sentence)
    trigger = next((t for t in tree.tokens if t.start == event.trigger.start), None)
    if trigger is None or not trigger.dep or trigger.dep == "ROOT":
        return ()
    parts = tree.of_verb(trigger) if trigger.tag.startswith("VB") else tree.of_noun(trigger, _time(findings, event))
    parts = tuple(tree.trimmed(part) for part in parts)
    if any(t.tag in FINITE for t in tree.words_in(parts)):  # "before a hearing in May, “…”": no hearing speaks
        parts = _with_quotation(findings, sentence, parts)
    if any(findings.quoted.cut_by(part) for part in parts) or tree.binds_outside(trigger, parts):
        return ()
    if parts and tree.goes_on(trigger, parts[-1]):
        return ()
    dates = {e.when.edtf for e in findings.events_in(event.sentence) if e.when.how == "stated"}
    if len(dates) > 1:
        return parts if len(tree.words_in(parts)) >= _FEWEST else ()
    # Where the sentence has one date it is told whole, unless the part says enough and the main verb is another matter.
    whole = main_clause.leads_up(tree, trigger, {t.i for t in tree.tokens}, tree.language)
    if whole and trigger.dep in ("conj", "advcl"):
        return ()
    clause = trigger.dep in ("relcl", "advcl", "conj") or (trigger.dep == "acl" and len(parts) == 1)
    fewest = _SOME if clause and not whole else _ENOUGH
    return parts if len(tree.words_in(parts)) >= fewest else ()


def _with_quotation(findings: Findings, sentence: Sentence, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Some parts with the quotation that the last one leads up to: "wrote to her readers**, “The hour is here”**"."""
    match = _LEADS_UP.match(findings.document.text, parts[-1].end) if parts else None
    quotation = findings.quoted.at(match.end()) if match is not None else None
    if match is None or quotation is None or quotation.start != match.end() or quotation.end > sentence.span.end:
        return parts
    return (*parts[:-1], Span(parts[-1].start, quotation.end))


def is_main(findings: Findings, event: Event, sentence: Sentence, parts: Sequence[Span]) -> bool:
    """Whether what a line tells by its main verb is the event, or of the event's time.

    Args:
        findings: of the document.
        event: whose date stands beside the line.
        sentence: it stands in.
        parts: of the sentence, that the line tells.
    """
    tree = _Clauses(findings, sentence)
    trigger = next((t for t in tree.tokens if t.start == event.trigger.start), None)
    if trigger is None or not trigger.dep:
        return True
    if trigger.dep == "advcl" and trigger.tag == "VBG" and (above := tree.head(trigger)) is not None:
        # "Passed a law on Monday, banning boats for the storm of May": what is told beside the verb is of its day.
        others = (e for e in findings.events_in(event.sentence) if e.trigger == above.span and e.when.how == "stated")
        if any(not _of_one_day(event, e) for e in others):
            return False
    indexes = {t.i for t in tree.tokens if any(p.holds(t.span) for p in parts)}
    return main_clause.leads_up(tree, trigger, indexes, tree.language)


def _of_one_day(event: Event, other: Event) -> bool:
    """Whether the days of two events may be the same."""
    a, b = event.when.interval, other.when.interval
    return a is None or b is None or a.holds(b) or b.holds(a)


def names_only(findings: Findings, event: Event, sentence: Sentence) -> bool:
    """Whether an event is only named in a sentence that tells something else: "was paid for **the strike of May**"."""
    tree = _Clauses(findings, sentence)
    trigger = next((t for t in tree.tokens if t.start == event.trigger.start), None)
    if trigger is None or not trigger.dep or not trigger.tag.startswith("NN"):
        return False
    return not tree.carries(trigger) and not tree.of_noun(trigger, _time(findings, event))


def _time(findings: Findings, event: Event) -> Span:
    """The words of the event's date; none where it has none of its own."""
    return findings.timexes[event.when.timex].span if event.when.timex is not None else Span(0, 0)


class _Clauses(Tree):
    """The dependency tree of a sentence, asked which part of it tells an event."""

    def __init__(self, findings: Findings, sentence: Sentence) -> None:
        super().__init__(findings.parse, sentence)
        self.language = findings.document.language
        self._text = findings.document.text

    def is_one_of(self, kind: str, word: Token) -> bool:
        """Whether a word is of a kind that the rules of trimming list."""
        return word.text.lower() in rules.words("trimming", self.language, kind)

    def below(self, token: Token, without: Sequence[str] = ()) -> Iterator[Token]:
        """A word and all that hang on it, without those that hang on itself in some ways."""
        yield token
        for child in self.children(token):
            if child.dep not in without:
                yield from self.below(child)

    def reach(self, token: Token, without: Sequence[str] = ()) -> Span:
        """From the first to the last word of what hangs on one."""
        inside = list(self.below(token, without))
        return Span(min(t.start for t in inside), max(t.end for t in inside))

    def words_in(self, parts: Sequence[Span]) -> list[Token]:
        """The words of some parts."""
        return [t for t in self.tokens if t.tag[:1].isalpha() and any(p.start <= t.start < p.end for p in parts)]

    def trimmed(self, part: Span) -> Span:
        """A part without marks at its ends, and to the end of the name it ends in."""
        inside = [t for t in self.tokens if part.start <= t.start < part.end]
        while inside and inside[-1].text in ",;:—–-":
            inside.pop()
        while inside and inside[0].text in ",;:—–-":
            inside.pop(0)
        if not inside:
            return part
        last, after = inside[-1], self.at(inside[-1].i + 1)
        while after is not None and after.tag.startswith("NNP") and last.tag.startswith("NN"):
            last, after = after, self.at(after.i + 1)  # a name that the parse has hung elsewhere is not broken
        return Span(inside[0].start, last.end)

    def of_verb(self, verb: Token) -> tuple[Span, ...]:
        """The clause of a verb, with its subject; empty where it cannot stand alone."""
        subject = next((c for c in self.children(verb) if c.dep in _SUBJECTS), None)
        if verb.dep in ("relcl", "acl") and any(c.tag == "TO" for c in self.children(verb)):
            return ()  # "the first of three crews to be fined": no sentence, and not what was done to three
        if (said := self._said(verb)) is not None:
            return () if self.is_one_of("leans", said) else (Span(said.start, self.reach(verb, _BESIDE).end),)
        if verb.dep == "relcl":
            opens = next((c for c in self.children(verb) if c.dep == "advmod" and self.is_one_of("where", c)), None)
            if opens is not None:
                return self._when(verb, subject, opens)
            return self._relative(verb, subject)
        if verb.dep == "acl":
            mark = next((c for c in self.children(verb) if c.dep == "mark"), None)
            if mark is not None and subject is not None:
                # "The announcement that 2024 had been the warmest year": what was announced.
                return () if self.is_one_of("leans", subject) else (Span(mark.end, self.reach(verb, _BESIDE).end),)
            return self._participle(verb)
        if subject is None:
            return self._shared(verb) if verb.dep == "conj" else ()
        if self.is_one_of("leans", subject):
            return ()
        clause = self.reach(verb, _BESIDE)
        if verb.dep == "advcl":
            marks = [c for c in self.children(verb) if c.dep in ("mark", "advmod") and c.i < subject.i]
            if len(marks) != 1 or not self.is_one_of("subordinate", marks[0]):
                return ()
            first = min(t.start for t in self.below(verb, _BESIDE) if t.i > marks[0].i)
            return (Span(first, clause.end),)
        return (clause,) if verb.dep in ("conj", "parataxis") else ()

    def _said(self, verb: Token) -> Token | None:
        """The first word of what a noun's hearers are told, which the parse took for what is said of the noun.

        "Told a hearing that **two boats** and a tug had sunk": a relative clause has one subject.
        """
        if verb.dep != "relcl":
            return None
        opens = [c for c in self.children(verb) if c.dep in ("mark", *_SUBJECTS)]
        if len(opens) < 2 or opens[0].tag != "WDT":
            return None
        return next((t for t in self.tokens if t.i == opens[0].i + 1), None)

    def _shared(self, verb: Token) -> tuple[Span, ...]:
        """A verb beside another one, with the subject and the helping words that it shares."""
        first = self.head(verb)
        while first is not None and first.dep == "conj" and not self._has_subject(first):
            first = self.head(first)
        subject = next((c for c in self.children(first) if c.dep in _SUBJECTS), None) if first is not None else None
        if first is None or subject is None or not first.tag.startswith("VB") or self.is_one_of("leans", subject):
            return ()
        if first.dep not in ("ROOT", "conj", "parataxis", "advcl", "ccomp") or self.is_one_of(
            "relative_subjects", subject
        ):
            return ()
        clause = self.reach(verb, _BESIDE)
        before = next((t for t in reversed(self.tokens) if t.end <= clause.start), None)
        if before is not None and before.dep not in ("cc", "punct", "preconj"):
            return ()  # "after the board last week closed a mine": the parse has hung it on a verb of somebody else's
        helps = [c for c in self.children(first) if c.dep in _HELPS and c.i < first.i]
        helped = any(c.dep in ("aux", "auxpass") for c in self.children(verb))
        shared = [] if helped or verb.tag in ("VBD", "VBZ", "VBP") else [c.span for c in helps]
        return (self.reach(subject), *shared, clause)

    def _has_subject(self, verb: Token) -> bool:
        return any(c.dep in _SUBJECTS for c in self.children(verb))

    def _relative(self, verb: Token, subject: Token | None) -> tuple[Span, ...]:
        """What a relative clause is said of, and the clause; without "who" or "which" where that is its subject."""
        noun = self._antecedent(verb, subject)
        if noun is None or self.is_one_of("shapes", noun) or self._is_counted(noun):
            return ()
        if any(self.is_one_of("any", c) for c in self.children(noun)):
            return ()  # "no memory of the war that split them"
        over = self.head(noun) if noun.dep == "pobj" else None
        over = None if over is None or over.text.lower() == "of" else over
        above = self.head(over) if over is not None else None
        if subject is not None and subject.text.lower() == "that" and above is not None and above.tag.startswith("NN"):
            return ()  # "the slide in growth that began": of the growth, or of the slide
        phrase = self.reach(noun, ("relcl", "acl", "appos", "conj", "cc", "punct"))
        clause = self.reach(verb, _BESIDE)
        if (near := self.head(verb)) is not None and near is not noun:
            phrase = Span(phrase.start, near.end)  # the clause hangs on a word inside
        if phrase.end > clause.start or self._is_broken(phrase, clause):
            return ()
        objects = any(c.tag in ("WDT", "WP") and c.dep in ("dobj", "pobj") for c in self.children(verb))
        if objects or any(t.tag == "WP$" for t in self.below(verb)):
            return ()  # "the girls that soldiers freed", "the clerk whose term began": no sentence without a word more
        if subject is not None and self.is_one_of("relative_subjects", subject):
            after = next((t for t in self.tokens if t.i == subject.i + 1), None)
            if after is None or not after.tag.startswith(("VB", "MD", "RB")):
                return ()  # "the announcement that 2024 had been": no relative clause
            return phrase, Span(subject.end, clause.end)
        if not self._text[phrase.end : clause.start].strip():
            # "the plan Mr. Orm will lay out"; "boats the crews were travelling in" tells what was so, and nothing done
            return () if verb.tag == "VBG" else (Span(phrase.start, clause.end),)
        return phrase, clause

    def _antecedent(self, verb: Token, subject: Token | None) -> Token | None:
        """What a relative clause is said of; ``None`` where it may be said of something else."""
        noun = self.head(verb)
        over = self._of(noun) if noun is not None else None
        if noun is not None and over is not None and noun.tag == "CD":
            noun = over  # "a port of two million that was built": the port
        if noun is None or not noun.tag.startswith(("NN", "CD")):
            return None
        if subject is None:
            return noun
        word = subject.text.lower()
        if word == "which" and noun.ent == "PERSON":
            return None  # "the letter to Hale, which was read out"
        # "The aides of Brenn and Hale, who quit": nobody knows who did.
        behind = [t for t in self.tokens if noun.i < t.i < subject.i and t.ent == "PERSON"]
        return None if word == "who" and any(t.ent_start for t in behind) else noun

    def _is_broken(self, phrase: Span, clause: Span) -> bool:
        """Whether the parse has hung a clause on a part of a name: "the **Lindow** sitting judge **who quit**"."""
        between = next((t for t in self.tokens if phrase.end <= t.start), None)
        return between is not None and between.start < clause.start and between.tag[:2] in _NAMED

    def _of(self, noun: Token) -> Token | None:
        """The noun that another one hangs on by "of"."""
        over = self.head(noun) if noun.dep == "pobj" else None
        return self.head(over) if over is not None and over.text.lower() == "of" else None

    def _over(self, noun: Token) -> Iterator[Token]:
        """The nouns that one hangs on by prepositions, the nearest first."""
        at: Token | None = noun
        while at is not None and at.dep == "pobj" and (preposition := self.head(at)) is not None:
            at = self.head(preposition)
            if at is not None and at.tag.startswith("NN"):
                yield at

    def _is_counted(self, noun: Token) -> bool:
        """Whether a noun is a share, or what a number is of: "the number of **people** shot", "the 9 percent".

        So are those of whom some are told of alone: "the first of 80 **crews** freed", "only two of **them**".
        """
        above = self._of(noun)
        some = above is not None and (above.tag == "CD" or self.is_one_of("some", above))
        return self.is_one_of("shares", noun) or some or (above is not None and self.is_one_of("counts", above))

    def _when(self, verb: Token, subject: Token | None, opens: Token) -> tuple[Span, ...]:
        """What happened on the date before it: "since 2 March, when **the council closed the quay**"."""
        if subject is None or self.is_one_of("leans", subject) or subject.i < opens.i:
            return ()
        return (Span(opens.end, self.reach(verb, _BESIDE).end),)

    def _participle(self, verb: Token) -> tuple[Span, ...]:
        """What a participle is said of, and the participle: "the records … made public on Monday"."""
        noun = self.head(verb)
        if noun is None or not noun.tag.startswith("NN") or verb.start < noun.start or verb.tag != "VBN":
            return ()
        if self._is_counted(noun):
            return ()
        published = rules.words("clauses", self.language, "published")
        if any(above.text.lower() in published for above in self._over(noun)):
            return ()  # "a report on the loss of boats issued in May": the report was
        phrase = self.reach(noun, ("relcl", "acl", "appos", "conj", "cc", "punct"))
        clause = self.reach(verb, _BESIDE)
        return (phrase, clause) if phrase.end <= clause.start else ()

    def carries(self, noun: Token) -> bool:
        """Whether the sentence tells of a noun's event by its main verb: its subject, its object, or when it was."""
        above = self.head(noun)
        if above is not None and above.dep == "prep" and self.is_one_of("at", above):
            above = self.head(above)
        return noun.dep == "ROOT" or (above is not None and above.dep == "ROOT" and above.tag.startswith("VB"))

    def of_noun(self, noun: Token, time: Span) -> tuple[Span, ...]:
        """The phrase of a noun that the main verb does not tell of; empty where it says too little beside its date."""
        if self.carries(noun):
            return ()
        phrase = self.reach(noun, ("conj", "cc", "punct"))
        phrase = self._with_harm(noun, phrase)
        words = [t for t in self.words_in((phrase,)) if t.tag not in _EMPTY and not time.start <= t.start < time.end]
        return (phrase,) if len(words) >= _NAMES else ()

    def _with_harm(self, noun: Token, phrase: Span) -> Span:
        """The phrase of a disaster, with the harm told right behind it: "the fire that hit the quay**, killing nine**".

        The parse hangs that on the sentence's main verb.
        """
        comma, verb, *_ = (*(t for t in self.tokens if t.start >= phrase.end), None, None)
        if comma is None or verb is None or comma.text != "," or not self.is_one_of("disasters", noun):
            return phrase
        return Span(phrase.start, self.reach(verb, _BESIDE).end) if self.is_one_of("harming", verb) else phrase

    def binds_outside(self, trigger: Token, parts: Sequence[Span]) -> bool:
        """Whether words that bind the event are left out.

        What is said of a noun beside the main verb stands whatever becomes of that: "the mayor, who was elected in May,
        did **not** come". Of "no mayor who was elected in May" nothing is said.
        """
        noun = self.head(trigger) if trigger.dep == "relcl" else None
        if noun is not None and not any(self.is_one_of("any", c) for c in self.children(noun)):
            return False
        outside = (t for t in self.tokens if not any(p.start <= t.start < p.end for p in parts))
        return any(binds(t, self.language) for t in outside)

    def goes_on(self, trigger: Token, part: Span) -> bool:
        """Whether a clause goes on behind its part, which the parse has hung on something else."""
        if not trigger.tag.startswith("VB") or trigger.dep in ("relcl", "acl"):
            return False
        after = [t for t in self.tokens if t.start >= part.end][:3]
        words = [t for t in after if t.text not in ",;"]
        while after and after[0].tag == "RB":
            after.pop(0)
        verb = bool(after) and after[0].tag in FINITE
        return verb or (bool(words) and self.is_one_of("opens", words[0]))
