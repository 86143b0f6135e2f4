"""Who may be the source of a cue: its subject in the parse, one it shares, and who stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.extract.attribution.contents import Contents
from briefing.model.quotations import Quotations
from briefing.model.text import FINITE, Span, Token
from briefing.model.tree import Tree

VERB = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
#: Relations over which a word shares the subject of the word above it.
_CLIMBED = frozenset("conj xcomp advcl ccomp parataxis prep pcomp dep pobj dobj attr appos".split())
_CLIMB = 6
#: Kinds of entities that are times or what happens.
_TIMES = ("DATE", "TIME", "EVENT")
#: Kinds of entities that are places.
_PLACES = ("GPE", "LOC", "FAC")
#: The most subjects a cue may share.
SHARED = 3

Source = tuple[str, Token, Span]
"""A rule's name, the head of what it found, and its words."""


class Sources:
    """The sources of the cues of one sentence."""

    def __init__(self, tree: Tree, quotes: Quotations, contents: Contents) -> None:
        self.tree = tree
        self.sentence = tree.sentence
        self.text = contents.text
        self.quotes = quotes
        self.contents = contents

    def of_verb(self, cue: Token) -> list[Source]:
        """The sources of a verb: by the parse, by the words beside it, and where neither is sure, from farther off."""
        # The parse takes a name at a quotation's end for the subject; who speaks does not stand in what is said.
        sources = [source for source in self._sources(cue) if not self._quoted_away(source[1], cue)]
        known = {head.i for _, head, _ in sources}
        sources += [source for source in self._beside(cue) if source[1].i not in known]
        if not any(rule in ("subject", "relative", "agent") for rule, _, _ in sources):
            known = {head.i for _, head, _ in sources}
            sources += [source for source in self._near(cue) if source[1].i not in known]
        return sources

    def _quoted_away(self, token: Token, cue: Token | None = None) -> bool:
        """Whether a word is part of what is said, or behind its verb of a programme's name: "said on “Hove Hour”"."""
        if cue is not None and token.start > cue.end and self.quotes.at(token.start) is not None:
            return True
        return self.quotes.speech_at(token.start) is not None

    def _near(self, cue: Token) -> Iterator[Source]:
        """Whom a verb without a subject of its own may have: the noun right before it, and the sentence's subject."""
        tree, before = self.tree, self.tree.before(cue)
        if cue.tag in ("VBD", "VBZ", "VBP"):
            while before is not None and before.tag in ("RB", "MD", "VBD", "VBZ", "VBP"):
                before = tree.before(before)
            if before is not None and before.tag[:2] in ("NN", "PR", "CD") and not self._quoted_away(before):
                span = tree.span(before)
                yield "adjacent", before, self.contents.trim(Span(min(span.start, before.start), before.end))
        at, steps = tree.head(cue), 0
        while at is not None and (above := tree.head(at)) is not None and steps < 2 * _CLIMB:
            at, steps = above, steps + 1
        if at is not None and (subject := tree.child(at, "nsubj", "nsubjpass")) and not self._quoted_away(subject):
            yield "topmost", subject, self.noun_phrase(subject)

    def _beside(self, cue: Token) -> Iterator[Source]:
        """Who stands between a quotation and its cue, or right behind the cue, whatever the parse made of it."""
        before = [q for q in self.contents.near if q.end <= cue.start]
        if not before or self.text.count("\n", before[-1].end, cue.start):
            return
        between = [
            t for t in self.tree.tokens if before[-1].end <= t.start < cue.start and t.tag not in (",", "``", "''")
        ]
        while between and between[-1].tag in ("RB", "MD", "VBD", "VBZ", "VBP", "VB", "VBN"):
            between.pop()
        if between:
            if between[-1].start - between[0].start < 120 and (head := self._name(between)) is not None:
                yield "beside-left", head, self.contents.trim(Span(between[0].start, between[-1].end))
            return
        if self._is_told(cue):
            return
        behind: list[Token] = []
        for t in self.tree.tokens[cue.i - self.tree.offset + 1 :]:
            if t.tag in (",", ".", ":", "``", "''", "IN", "TO", "WP", "WDT", "WRB") or len(behind) > 9:
                break
            behind.append(t)
        if behind and (head := self._name(behind)) is not None and behind[0].tag[:2] in ("NN", "DT", "PR", "JJ"):
            yield "beside-right", head, Span(behind[0].start, head.end)

    @staticmethod
    def _name(tokens: Sequence[Token]) -> Token | None:
        """The last name, noun or pronoun of a stretch without a verb of its own."""
        if any(t.tag in ("VBD", "VBZ", "VBP") for t in tokens):
            return None
        return next((t for t in reversed(tokens) if t.tag[:2] in ("NN", "PR")), None)

    def _sources(self, cue: Token) -> Iterator[Source]:
        tree = self.tree
        if cue.tag == "VBN" and (agent := self._agent(cue)) and (who := tree.child(agent, "pobj")):
            yield "agent", who, self.noun_phrase(who)
            if felt := tree.child(cue, "nsubjpass"):
                yield "felt", felt, self.noun_phrase(felt)
            return
        if (speaker := self._inverted(cue)) is not None:
            yield "subject", speaker, self.noun_phrase(speaker)
            return
        if subject := self._subject(cue):
            if (speaker := self._within_relative(cue, subject)) is not None:
                yield "subject", speaker, self.noun_phrase(speaker)
            elif subject.text.lower() in ("who", "that", "which") and cue.dep == "relcl" and (head := tree.head(cue)):
                yield "relative", head, self.noun_phrase(head, before=cue)
            else:
                yield "subject", subject, self.noun_phrase(subject)
            return
        if (speaker := self._joined(cue)) is not None:
            yield (
                "subject",
                speaker,
                self.contents.trim(Span(min(tree.span(speaker).start, speaker.start), speaker.end)),
            )
            return
        if (speaker := self._taken_for_object(cue)) is not None:
            yield "subject", speaker, self.noun_phrase(speaker, before=cue)
            return
        shared = list(self.above(cue))
        yield from shared
        if len(shared) < SHARED and cue.tag in ("VBD", "VBZ", "VBP", "VBN"):
            yield from self._first(cue, {head.i for _, head, _ in shared})

    def _subject(self, cue: Token) -> Token | None:
        """The subject of a verb; of two that the parse gives it, the name right before it.

        "In Lindow, **OH**, after the vote, Mayor **Tom Orm** said", "the Harbour **Minister**, **Ola Venn** said".
        """
        subjects = [t for t in self.tree.children(cue, "nsubj") if t.i < cue.i]
        last = subjects[-1] if subjects else None
        if last is None or len(subjects) == 1 or last.tag != "NNP" or self._quoted_away(last):
            return self.tree.child(cue, "nsubj")
        before = self.tree.before(last)
        inside = before is not None and before.text == "," and bool(last.ent) and not last.ent_start
        if (inside or last.ent in _PLACES) and subjects[0].ent not in _PLACES:
            return subjects[0]  # "Ann Hale of the University of Norland, Lindow suggests"
        return last

    def _inverted(self, cue: Token) -> Token | None:
        """Whose name stands between a verb of saying and a comma, within somebody's words: "The crews, said Hale, are".

        The parse may take what is spoken of for the verb's subject.
        """
        before, after = self.tree.before(cue), self.tree.after(cue)
        if before is None or before.text != "," or cue.tag not in ("VBD", "VBZ") or after is None:
            return None
        if not self.contents.lexicon.is_saying(cue.text) or self._is_told(cue):
            return None
        name = None
        while after is not None and after.tag == "NNP":
            name, after = after, self.tree.after(after)
        return name if name is not None and after is not None and after.text == "," else None

    def _is_told(self, cue: Token) -> bool:
        """Whether behind a verb stands whoever is told, never its subject: "a clerk, who left, told (Reuters)"."""
        return cue.text.lower() in self.contents.lexicon.telling

    def _agent(self, cue: Token) -> Token | None:
        """The "by" of a passive, on the verb or on what the parse hung it on.

        "Was called “a triumph” **by the union**", "described as a “shame” **by riders**".
        """
        tree = self.tree
        if agent := tree.child(cue, "agent"):
            return agent
        if not tree.child(cue, "auxpass") and cue.dep != "acl":
            return None
        named = [what for as_ in tree.children(cue, "prep") if as_.text == "as" for what in tree.children(as_, "pobj")]
        for word in [*tree.children(cue, "oprd", "dobj", "attr"), *named]:
            for by in tree.children(word, "prep", "agent"):
                if by.text.lower() == "by":
                    return by
        return None

    def _within_relative(self, cue: Token, subject: Token) -> Token | None:
        """Who thinks it within a relative clause: "boats that **the ministry** believed were carrying fuel"."""
        noun = self.tree.before(cue)
        if subject.text.lower() not in ("who", "that", "which") or noun is None or noun.i <= subject.i:
            return None
        between = self.tree.within(Span(subject.end, noun.end))
        nominal = all(t.tag[:2] in ("NN", "DT", "JJ", "PR", "PO", "CD") for t in between)
        return noun if noun.tag in ("NN", "NNS", "NNP", "NNPS", "PRP") and nominal else None

    def _joined(self, cue: Token) -> Token | None:
        """The noun right before a verb that the parse joined to an earlier noun: "Work began in May and locals fear …".

        Two verbs share a subject only where a conjunction stands between them. Where it stands before the noun, the
        noun begins a clause of its own.
        """
        if cue.dep != "conj" or cue.tag not in ("VBD", "VBZ", "VBP"):
            return None
        noun = self.tree.before(cue)
        while noun is not None and noun.tag == "RB":
            noun = self.tree.before(noun)
        if noun is None or noun.tag[:2] != "NN" or noun.dep != "conj":
            return None
        breaks = [t for t in self.tree.tokens if t.i < noun.i and t.tag in ("CC", "IN", ",")]
        joiner = breaks[-1] if breaks else None
        return noun if joiner is not None and joiner.tag == "CC" and noun.i - joiner.i <= 4 else None

    def _taken_for_object(self, cue: Token) -> Token | None:
        """The subject of a clause whose conjunction the parse took for a preposition: "since **Hale**, in May, cited".

        Between the two stands an aside in commas, and no other verb.
        """
        before = self.tree.before(cue)
        if before is None or before.text != "," or cue.tag not in ("VBD", "VBZ", "VBP"):
            return None
        if not self.contents.lexicon.is_saying(cue.text):
            return None
        words = [t for t in self.tree.tokens if t.i < cue.i]
        opens = next((t for t in reversed(words) if t.text.lower() in self.contents.lexicon.conjunctions), None)
        noun = self.tree.child(opens, "pobj") if opens is not None else None
        if opens is None or noun is None or noun.tag[:2] != "NN" or opens.dep != "prep":
            return None
        aside = [t for t in words if t.i > noun.i]
        if not aside or aside[0].text != "," or any(t.tag in (*FINITE, "CC") for t in aside):
            return None
        return noun if noun.ent not in _TIMES else None

    def _first(self, cue: Token, known: set[int]) -> Iterator[Source]:
        """The first name or noun of the sentence, where asides come between a subject and its verb."""
        for t in self.tree.tokens:
            if t.i >= cue.i or t.tag in VERB or t.tag in ("IN", "TO"):
                return
            after = self.tree.after(t)
            if t.tag[:2] in ("NN", "PR") and (after is None or after.tag[:2] not in ("NN", "PO")):
                if t.i not in known:
                    yield "first", t, self.contents.trim(Span(self.sentence.span.start, t.end))
                return

    def above(self, cue: Token) -> Iterator[Source]:
        """The subjects a word without one of its own may share, the nearest first."""
        tree, at, steps, yielded = self.tree, cue, "", 0
        for _ in range(_CLIMB):
            head = tree.head(at)
            if head is None or yielded == SHARED:
                return
            rule, far = "shared" if not steps else "above", steps or at.dep
            if at.dep == "relcl" and self._has_subject_of_its_own(at):
                pass  # "the pact, which Hale called a shame": the pact says nothing
            elif at.dep in ("acl", "relcl") and head.tag[:2] in ("NN", "PR"):
                yield ("modified" if not yielded else "modified-above"), head, self.noun_phrase(head, before=cue)
                yielded += 1
            elif (subject := tree.child(head, "nsubj", "nsubjpass") or self._parted(head)) and subject.i != at.i:
                yield f"{rule}-{far}" if not yielded else f"far-{at.dep}", subject, self.noun_phrase(subject)
                yielded += 1
            elif at.dep not in _CLIMBED:
                return
            at, steps = head, steps or at.dep

    def _has_subject_of_its_own(self, verb: Token) -> bool:
        """Whether the subject of a relative clause is another than what the clause is said of."""
        subject = self.tree.child(verb, "nsubj", "nsubjpass")
        return subject is not None and subject.tag[:1] != "W" and subject.text.lower() != "that"

    def _parted(self, verb: Token) -> Token | None:
        """The subject of a clause that the parse hung on the word opening it: "came after **Hale**, …, appeared to"."""
        if verb.dep not in ("advcl", "conj") or verb.tag not in FINITE:
            return None
        opening = (t for t in self.tree.tokens if t.i < verb.i and t.head == verb.head and t.dep == "prep")
        nouns = (noun for word in opening if (noun := self.tree.child(word, "pobj")) is not None)
        for noun in nouns:
            behind = self.tree.within(Span(self.tree.span(noun).end, verb.start))
            # "It sailed after dawn, hit a rock": only an aside behind the noun shows that the clause is the noun's.
            aside = verb.dep == "advcl" or self.tree.child(noun, "appos", "relcl") is not None
            if noun.i < verb.i and aside and all(t.tag in (",", "RB") for t in behind):
                return noun
        return None

    def noun_phrase(self, token: Token, before: Token | None = None) -> Span:
        """The words of a source: all that hangs on its head, up to a word and without a long clause."""
        span = self.tree.span(token)
        if before is not None and before.start < span.end:
            # "The board disputed on Monday whether …, calling it odd": the clause hanging on the name is not its name.
            clauses = (c for c in self.tree.children(token, "acl") if c.i != before.i and self.tree.child(c, "ccomp"))
            stop = min([before.start, *(c.start for c in clauses if c.start > token.start)])
            words = [t for t in self.tree.tokens if span.start <= t.start < stop and t.tag not in (",", "WP", "WDT")]
            span = Span(span.start, words[-1].end if words else token.end)
        if before is None:
            # "Brenn, who said that it failed, left": the clause hanging on the name is not the source's name.
            for clause in self.tree.children(token, "relcl", "acl"):
                start = self.tree.span(clause).start
                if start > token.start and self.tree.span(clause).end - start > 60:
                    span = Span(span.start, token.end)
        return self._to_word_end(self.contents.trim(span))

    def _to_word_end(self, span: Span) -> Span:
        """A stretch that does not end within a word: "3m" is two words of the parse, and its "m" may hang elsewhere."""
        end = span.end
        while end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum():
            end += 1
        return Span(span.start, end)

    def of_noun(self, cue: Token) -> Iterator[tuple[str, Token]]:
        """Whose view a noun is: "**Brenn’s** warning", "a warning **by Brenn**", "**Brenn** gave a warning"."""
        tree, head = self.tree, self.tree.head(cue)
        if who := tree.child(cue, "poss"):
            yield "possessor", who
            return
        for by in tree.children(cue, "prep"):
            if by.text.lower() in self.contents.lexicon.owning and (who := tree.child(by, "pobj")):
                yield f"noun-{by.text.lower()}", who
        if head is not None and cue.dep in ("dobj", "attr", "pobj"):
            at: Token | None = head
            for _ in range(3):
                if at is None:
                    break
                if who := tree.child(at, "nsubj"):
                    yield "noun-subject", who
                    break
                at = tree.head(at)
        if who := tree.child(cue, "compound", "amod", "nmod"):
            yield "noun-compound", who
