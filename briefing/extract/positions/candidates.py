"""What may be an attribution: every cue with every source and content it may have. The ranker chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.extract.positions.contents import Contents
from briefing.extract.positions.lexicon import Lexicon
from briefing.extract.positions.quotes import Quotes
from briefing.extract.positions.tree import Tree
from briefing.model.text import Document, Parse, Sentence, Span, Token

VERB = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
NOUN = ("NN", "NNS")
#: Relations over which a word shares the subject of the word above it.
_CLIMBED = frozenset("conj xcomp advcl ccomp parataxis prep pcomp dep pobj dobj attr appos".split())
_CLIMB, _SHARED = 6, 3
_COPULAS = ("is", "was", "’s", "'s", "be")
DASHES = frozenset(("—", "–", "―", "--", "-"))
#: Words that open a sentence with whose view or words the rest is: "To Orme, the levy is a tax."
_LEADS = frozenset(("In", "To", "For"))
#: The most words of a speaker's name or office before the colon of a transcript.
_LABEL = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with one source and one content."""

    cue: Token
    sentence: Sentence
    source: Span | None
    source_head: Token | None
    source_rule: str
    content: tuple[Span, ...]
    content_rule: str
    relative: Span | None = None
    """The relative pronoun through which the source speaks: "Brenn, **who** said …"."""

    @property
    def sources(self) -> tuple[Span, ...]:
        """The source's words, and its pronoun where it has one."""
        return tuple(s for s in (self.source, self.relative) if s is not None)

    @property
    def far_fetched(self) -> bool:
        """Whether the source stands beyond another subject, or is but the first name of its sentence."""
        return self.source_rule.startswith("far-") or self.source_rule in ("modified-above", "first")

    @property
    def rule(self) -> str:
        """The shape: how content and source hang on the cue."""
        return f"{self.content_rule}/{self.source_rule}"


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, quotes: Quotes, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Every candidate of the story, sentence by sentence."""
    for sentence in sentences:
        tree = Tree(parse, sentence)
        if tree.tokens:
            yield from _Finder(document, sentences, tree, quotes, lexicon).find()


class _Finder:
    """The candidates of one sentence."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], tree: Tree, quotes: Quotes, lexicon: Lexicon
    ) -> None:
        self.text = document.text
        self.tree = tree
        self.sentence = tree.sentence
        self.quotes = quotes
        self.lexicon = lexicon
        self.contents = Contents(document, tree, quotes, lexicon)

    def find(self) -> Iterator[Candidate]:
        for token in self.tree.tokens:
            quote = self.quotes.at(token.start)
            if quote is not None and quote.end - quote.start > 25:
                if token.text == ":":
                    yield from self._transcript(token)
                continue  # what is said inside a quotation is part of what its speaker says
            if token.text.lower() == "according":
                yield from self._according(token)
            elif token.text in _LEADS and token.i <= self.tree.offset + 1:
                yield from self._lead(token)
            elif token.text in DASHES:
                yield from self._dash(token)  # whatever the parse took it for
            elif token.tag in VERB:
                if token.dep not in ("aux", "auxpass"):
                    yield from self._verb(token)
            elif token.tag in NOUN:
                yield from self._noun(token)
            elif token.tag.startswith("JJ"):
                yield from self._adjective(token)
            elif token.text == ":":
                yield from self._colon(token)
                yield from self._transcript(token)

    # -- verbs --

    def _verb(self, cue: Token) -> Iterator[Candidate]:
        contents = dict(self.contents.of(cue))
        if not contents:
            return
        sources: list[tuple[str, Token | None, Span | None]] = [
            # The parse takes a name at a quotation's end for the subject; who speaks does not stand in what is said.
            (rule, head, span)
            for rule, head, span in self._sources(cue)
            if not self._quoted_away(head)
        ]
        known = {head.i for _, head, _ in sources if head is not None}
        sources += [(rule, head, span) for rule, head, span in self._beside(cue) if head.i not in known]
        if not any(rule in ("subject", "relative", "agent") for rule, _, _ in sources):
            known = {head.i for _, head, _ in sources if head is not None}
            sources += [(rule, head, span) for rule, head, span in self._near(cue) if head.i not in known]
        subject = self.tree.child(cue, "nsubj")
        for source_rule, head, span in sources or [("none", None, None)]:
            relative = subject.span if source_rule == "relative" and subject is not None else None
            for content_rule, spans in contents.items():
                spans = self._without(spans, span, cue)
                if spans:
                    yield Candidate(cue, self.sentence, span, head, source_rule, spans, content_rule, relative)

    def _quoted_away(self, token: Token) -> bool:
        quote = self.quotes.at(token.start)
        return quote is not None and quote.end - quote.start > 25

    def _near(self, cue: Token) -> Iterator[tuple[str, Token, Span]]:
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
            yield "topmost", subject, self._noun_phrase(subject)

    def _beside(self, cue: Token) -> Iterator[tuple[str, Token, Span]]:
        """Who stands between a quotation and its cue, or right behind the cue, whatever the parse made of it."""
        before = [q for q in self.quotes.spans_near(self.sentence.span) if q.end <= cue.start]
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

    def _sources(self, cue: Token) -> Iterator[tuple[str, Token, Span]]:
        tree = self.tree
        if cue.tag == "VBN" and (agent := self._agent(cue)) and (who := tree.child(agent, "pobj")):
            yield "agent", who, self._noun_phrase(who)
            if felt := tree.child(cue, "nsubjpass"):
                yield "felt", felt, self._noun_phrase(felt)
            return
        if subject := tree.child(cue, "nsubj"):
            if (own := self._within_relative(cue, subject)) is not None:
                yield "subject", own, self._noun_phrase(own)
            elif subject.text.lower() in ("who", "that", "which") and cue.dep == "relcl" and (head := tree.head(cue)):
                yield "relative", head, self._noun_phrase(head, before=cue)
            else:
                yield "subject", subject, self._noun_phrase(subject)
            return
        if (own := self._joined(cue)) is not None:
            yield "subject", own, self.contents.trim(Span(min(tree.span(own).start, own.start), own.end))
            return
        shared = list(self._above(cue))
        yield from shared
        if len(shared) < _SHARED and cue.tag in ("VBD", "VBZ", "VBP", "VBN"):
            yield from self._first(cue, {head.i for _, head, _ in shared})

    def _agent(self, cue: Token) -> Token | None:
        """The "by" of a passive, on the verb or on what the parse hung it on: "was called “a triumph” by the union"."""
        if agent := self.tree.child(cue, "agent"):
            return agent
        if not self.tree.child(cue, "auxpass"):
            return None
        for word in self.tree.children(cue, "oprd", "dobj", "attr"):
            for by in self.tree.children(word, "prep", "agent"):
                if by.text.lower() == "by":
                    return by
        return None

    def _within_relative(self, cue: Token, subject: Token) -> Token | None:
        """Who thinks it within a relative clause: "boats that **the ministry** believed were carrying fuel"."""
        own = self.tree.before(cue)
        if subject.text.lower() not in ("who", "that", "which") or own is None or own.i <= subject.i:
            return None
        between = self.tree.within(Span(subject.end, own.end))
        nominal = all(t.tag[:2] in ("NN", "DT", "JJ", "PR", "PO", "CD") for t in between)
        return own if own.tag in ("NN", "NNS", "NNP", "NNPS", "PRP") and nominal else None

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

    def _first(self, cue: Token, known: set[int]) -> Iterator[tuple[str, Token, Span]]:
        """The first name or noun of the sentence, where asides come between a subject and its verb."""
        for t in self.tree.tokens:
            if t.i >= cue.i or t.tag in VERB or t.tag in ("IN", "TO"):
                return
            after = self.tree.after(t)
            if t.tag[:2] in ("NN", "PR") and (after is None or after.tag[:2] not in ("NN", "PO")):
                if t.i not in known:
                    yield "first", t, self.contents.trim(Span(self.sentence.span.start, t.end))
                return

    def _above(self, cue: Token) -> Iterator[tuple[str, Token, Span]]:
        """The subjects a word without one of its own may share, the nearest first."""
        tree, at, steps, found = self.tree, cue, "", 0
        for _ in range(_CLIMB):
            head = tree.head(at)
            if head is None or found == _SHARED:
                return
            rule, far = "shared" if not steps else "above", steps or at.dep
            if at.dep in ("acl", "relcl") and head.tag[:2] in ("NN", "PR"):
                yield ("modified" if not found else "modified-above"), head, self._noun_phrase(head, before=cue)
                found += 1
            elif (subject := tree.child(head, "nsubj", "nsubjpass")) and subject.i != at.i:
                yield f"{rule}-{far}" if not found else f"far-{at.dep}", subject, self._noun_phrase(subject)
                found += 1
            elif at.dep not in _CLIMBED:
                return
            at, steps = head, steps or at.dep

    def _noun_phrase(self, token: Token, before: Token | None = None) -> Span:
        span = self.tree.span(token)
        if before is not None and before.start < span.end:
            stop = before.start
            words = [t for t in self.tree.tokens if span.start <= t.start < stop and t.tag not in (",", "WP", "WDT")]
            span = Span(span.start, words[-1].end if words else token.end)
        if before is None:
            # "Brenn, who said that it failed, left": the clause hanging on the name is not the source's name.
            for clause in self.tree.children(token, "relcl", "acl"):
                start = self.tree.span(clause).start
                if start > token.start and self.tree.span(clause).end - start > 60:
                    span = Span(span.start, token.end)
        return self.contents.trim(span)

    def _without(self, spans: tuple[Span, ...], source: Span | None, cue: Token) -> tuple[Span, ...]:
        """Contents that hold neither the cue nor the source."""
        kept = []
        for span in spans:
            if span.start <= cue.start < span.end and span.start != cue.start:
                # The cue stands inside: keep what lies before its tag.
                tag = self.contents.tag(cue)
                for part in (Span(span.start, min(tag.start, span.end)), Span(max(tag.end, span.start), span.end)):
                    part = self.contents.trim(part) if part.start < part.end else part
                    if part.end - part.start > 3:
                        kept.append(part)
                continue
            if source is not None and span.start < source.end and source.start < span.end:
                if span.start <= source.start and source.end <= span.end and source.start - span.start > 3:
                    part = self.contents.trim(Span(span.start, source.start))
                    if part.of(self.text).endswith(" by"):
                        part = self.contents.trim(Span(part.start, part.end - 3))
                    if part.end - part.start > 3:
                        kept.append(part)
                continue
            if span.end - span.start > 1:
                kept.append(span)
        return tuple(kept)

    # -- according to, nouns, adjectives, colons --

    def _according(self, cue: Token) -> Iterator[Candidate]:
        tree = self.tree
        to = tree.child(cue, "prep") or tree.after(cue)
        if to is None or to.text.lower() != "to":
            return
        who = tree.child(to, "pobj", "pcomp")
        if who is None:
            return
        source = self._noun_phrase(who)
        before = self.contents.trim(Span(self.sentence.span.start, cue.start))
        after = self.contents.trim(Span(source.end, self.contents.end()))
        carried = self.contents.carried()
        if before.end - before.start > 3:
            yield Candidate(cue, self.sentence, source, who, "according", (before,), "according-before")
            for rule, start in self._clauses(cue, before):
                inner = self.contents.trim(Span(start, before.end))
                yield Candidate(cue, self.sentence, source, who, "according", (inner,), rule)
        if after.end - after.start > 3:
            yield Candidate(cue, self.sentence, source, who, "according", (after,), "according-after")
            if before.end - before.start > 3:
                yield Candidate(cue, self.sentence, source, who, "according", (before, after), "according-both")
        if carried:
            yield Candidate(cue, self.sentence, source, who, "according", (before, *carried), "according-carried")

    def _clauses(self, cue: Token, before: Span) -> Iterator[tuple[str, int]]:
        """Where the clause may begin that a source at its end is given for."""
        starts = {before.start}
        comma = self.text.rfind(",", before.start, before.end)
        if comma > 0 and before.end - comma > 25:
            starts.add(comma)
            yield "according-clause", comma
        at = self.tree.head(cue)
        while at is not None:
            start = self.tree.span(at).start
            if start < cue.start - 25 and start not in starts:
                starts.add(start)
                yield "according-head", start
            at = self.tree.head(at)

    def _noun(self, cue: Token) -> Iterator[Candidate]:
        if not self.lexicon.noun(cue.text):
            return
        contents = list(self._noun_contents(cue))
        if not contents:
            return
        sources: list[tuple[str, Token | None]] = list(islice(self._noun_sources(cue), _SHARED))
        for source_rule, who in sources or [("none", None)]:
            source = self._noun_phrase(who) if who else None
            for rule, span in contents:
                if source is None or not span.overlaps(source):
                    yield Candidate(cue, self.sentence, source, who, source_rule, (span,), rule)

    def _noun_contents(self, cue: Token) -> Iterator[tuple[str, Span]]:
        tree, head = self.tree, self.tree.head(cue)
        for child in tree.children(cue):
            if child.dep in ("acl", "ccomp", "relcl") and child.i > cue.i:
                yield f"noun-{child.dep}", self.contents.trim(tree.span(child))
            elif child.dep == "prep" and child.i > cue.i:
                yield f"noun-prep-{child.text.lower()}", self.contents.trim(tree.span(child))
                if inner := tree.child(child, "pobj", "pcomp"):
                    yield f"noun-prep-inner-{child.text.lower()}", self.contents.trim(tree.span(inner))
        if head is not None and head.text.lower() in _COPULAS and cue.dep == "nsubj":
            for child in tree.children(head, "ccomp", "attr", "xcomp"):
                yield "noun-is", self.contents.trim(tree.span(child))

    def _noun_sources(self, cue: Token) -> Iterator[tuple[str, Token]]:
        tree, head = self.tree, self.tree.head(cue)
        if who := tree.child(cue, "poss"):
            yield "possessor", who
            return
        for by in tree.children(cue, "prep"):
            if by.text.lower() in ("by", "from", "of", "among") and (who := tree.child(by, "pobj")):
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

    def _adjective(self, cue: Token) -> Iterator[Candidate]:
        if not self.lexicon.adjective(cue.text):
            return
        tree, head = self.tree, self.tree.head(cue)
        contents = list(self._adjective_contents(cue))
        if not contents:
            return
        who = tree.child(head, "nsubj") if head is not None else None
        sources: list[tuple[str, Token | None, Span | None]] = []
        if who is not None:
            sources.append(("adj-subject", who, self._noun_phrase(who)))
        else:
            sources += [(f"adj-{rule}", above, span) for rule, above, span in self._above(cue)][:2]
        for source_rule, above, source in sources or [("none", None, None)]:
            for rule, span in contents:
                if source is None or not span.overlaps(source):
                    yield Candidate(cue, self.sentence, source, above, source_rule, (span,), rule)

    def _adjective_contents(self, cue: Token) -> Iterator[tuple[str, Span]]:
        for child in self.tree.children(cue):
            if child.dep in ("ccomp", "xcomp", "prep", "advcl") and child.i > cue.i:
                rule = f"adj-{child.text.lower()}" if child.dep == "prep" else f"adj-{child.dep}"
                span = self.contents.trim(self.tree.span(child))
                yield rule, span
                if (core := self.contents.before_adjuncts(child)) != span:
                    yield f"{rule}-core", core

    def _lead(self, cue: Token) -> Iterator[Candidate]:
        """Whose view a sentence is, told by its opening: "To Orme, the levy is a tax", "In a survey, drivers said"."""
        who = self.tree.child(cue, "pobj")
        if who is None:
            return
        span = self.tree.span(who)
        if self.text[span.end : span.end + 1] != "," or self.quotes.at(span.end) is not None:
            return
        after = self.contents.trim(Span(span.end, self.contents.end()))
        if after.end - after.start > 10:
            source = self._noun_phrase(who)
            yield Candidate(cue, self.sentence, source, who, "lead", (after,), f"lead-{cue.text.lower()}")

    def _dash(self, cue: Token) -> Iterator[Candidate]:
        """Who stands behind a quotation and a dash: "“It was a long winter.” — Ines Orme"."""
        behind = self.tree.after(cue)
        if behind is None or behind.tag[:2] not in ("NN", "DT"):
            return
        said = self.contents.quoted_before(cue)
        if not said:
            return
        names: list[Token] = []
        while behind is not None and behind.tag[:2] in ("NN", "IN", "DT", "JJ", "HY", "PO") and len(names) < 9:
            names.append(behind)
            behind = self.tree.after(behind)
        head = next((t for t in reversed(names) if t.tag[:2] == "NN"), None)
        if head is not None:
            yield Candidate(cue, self.sentence, Span(names[0].start, head.end), head, "behind-dash", said, "dash")

    def _transcript(self, cue: Token) -> Iterator[Candidate]:
        """A speaker, a colon, and all the paragraph says, as transcripts have it."""
        paragraph = self.contents.paragraph()
        begin = paragraph.start
        while begin < cue.start and self.text[begin] in '"“” ':
            begin += 1
        label = self.contents.trim(Span(begin, cue.start))
        words = label.of(self.text).split()
        named = [w for w in words if w[:1].isupper()]
        if not words or len(words) > _LABEL or len(named) < len(words) - 1 or label.end > cue.start:
            return
        head = next((t for t in reversed(self.tree.tokens) if t.end <= cue.start and t.start >= label.start), None)
        after = self.contents.trim(Span(cue.end, paragraph.end))
        if head is not None and after.end - after.start > 10:
            rule = "transcript-capitals" if label.of(self.text).isupper() else "transcript"
            yield Candidate(cue, self.sentence, label, head, "label", (after,), rule)

    def _colon(self, cue: Token) -> Iterator[Candidate]:
        """A name, a colon, and what was said: headlines and transcripts."""
        before = self.contents.trim(Span(self.sentence.span.start, cue.start))
        after = self.contents.trim(Span(cue.end, self.contents.end()))
        words = [t for t in self.tree.tokens if t.end <= before.end]
        if 0 < len(words) <= 5 and after.end - after.start > 10 and words[-1].tag in ("NNP", "NNPS"):
            yield Candidate(cue, self.sentence, before, words[-1], "label", (after,), "colon")
