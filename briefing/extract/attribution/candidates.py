"""What may be an attribution: every cue with every source and content it may have. The ranker chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from briefing.extract.attribution.contents import Contents
from briefing.extract.attribution.lexicon import Lexicon
from briefing.extract.attribution.sources import SHARED, VERB, Sources
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.tree import Tree

NOUN = ("NN", "NNS")
DASHES = frozenset(("—", "–", "―", "--", "-"))
#: Words that open a sentence with whose view or words the rest is: "To Orme, the levy is a tax."
_LEADS = frozenset(("In", "To", "For"))
#: Behind a quotation: another label of a transcript, and what its speaker says.
_NEXT_LABEL = re.compile(r"\s+[A-Z][\w.’'-]{0,30}(?:\s[A-Z][\w.’'-]{0,30}){0,5}(?:\s\([^()]{1,30}\))?:\s?[“\"]")
#: The same, where it opens a paragraph.
_LABELLED = re.compile(r"[A-Z][\w.’'-]{0,30}(?:\s[A-Z][\w.’'-]{0,30}){0,5}(?:\s\([^()]{1,30}\))?:\s?\Z")
_IN_BRACKETS = re.compile(r"\s\([^()\n]{1,30}\)?\Z")
#: The parse takes the end of "(R):" for one word.
_COLONS = frozenset((":", "):"))
#: The most cues of one sentence: four times what the fullest of 6,100 sentences of news had. A sentence that repeats
#: "he said that" without an end is read no further.
MOST_CUES = 60
#: The most words of a speaker's name or office before the colon of a transcript.
_LABEL = 6


class Candidate(NamedTuple):
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
    def place(self) -> tuple[int, int]:
        """Where its cue stands: the number of the sentence, and that of the word."""
        return self.sentence.i, self.cue.i

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
    document: Document, sentences: Sequence[Sentence], parse: Parse, quotes: Quotations, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Every candidate of the story, sentence by sentence."""
    for _, candidates in by_sentence(document, sentences, parse, quotes, lexicon):
        yield from candidates


def by_sentence(
    document: Document, sentences: Sequence[Sentence], parse: Parse, quotes: Quotations, lexicon: Lexicon
) -> Iterator[tuple[Tree, list[Candidate]]]:
    """The sentences that have candidates, each as its tree with them."""
    for sentence in sentences:
        tree = Tree(parse, sentence)
        if tree.tokens and (candidates := list(_first(_Finder(document, tree, quotes, lexicon).find()))):
            yield tree, candidates


def _first(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """The candidates of a sentence's first cues."""
    for number, (_, same) in enumerate(groupby(candidates, key=lambda candidate: candidate.cue.i)):
        if number == MOST_CUES:
            return
        yield from same


class _Finder:
    """The candidates of one sentence."""

    def __init__(self, document: Document, tree: Tree, quotes: Quotations, lexicon: Lexicon) -> None:
        self.text = document.text
        self.tree = tree
        self.sentence = tree.sentence
        self.quotes = quotes
        self.lexicon = lexicon
        self.contents = Contents(document, tree, quotes, lexicon)
        self.sources = Sources(tree, quotes, self.contents)

    def find(self) -> Iterator[Candidate]:
        speech = self.quotes.speech_near(self.sentence.span)
        for token in self.tree.tokens:
            if speech and self.quotes.speech_at(token.start) is not None:
                if token.text in _COLONS:
                    yield from self._transcript(token)
                continue  # what is said inside a quotation is part of what its speaker says
            if token.text.lower() == "according":
                yield from self._according(token)
            elif token.text in _LEADS and token.i <= self.tree.offset + 1:
                yield from self._lead(token)
            elif token.text in DASHES:
                yield from self._dash(token)  # whatever the parse took it for
            elif token.tag in VERB:
                if token.dep not in ("aux", "auxpass") and not self._is_noun(token):
                    yield from self._verb(token)
            elif token.tag in NOUN:
                yield from self._noun(token)
            elif token.tag.startswith("JJ"):
                yield from self._adjective(token)
            elif token.text in _COLONS:
                yield from self._colon(token)
                yield from self._transcript(token)

    def _is_noun(self, token: Token) -> bool:
        """Whether a word taken for a verb stands beside a noun as one: "about chances and **hope**, adding"."""
        head = self.tree.head(token) if token.dep == "conj" and token.tag == "VBP" else None
        return head is not None and head.tag in NOUN and self.tree.child(token, "nsubj", "dobj", "ccomp") is None

    # -- verbs --

    def _verb(self, cue: Token) -> Iterator[Candidate]:
        contents = dict(self.contents.of(cue))
        if not contents:
            return
        sources: list[tuple[str, Token | None, Span | None]] = [*self.sources.of_verb(cue)]
        subject = self.tree.child(cue, "nsubj")
        for source_rule, head, span in sources or [("none", None, None)]:
            relative = subject.span if source_rule == "relative" and subject is not None else None
            for content_rule, spans in contents.items():
                if apart := self._without(spans, span, cue):
                    yield Candidate(cue, self.sentence, span, head, source_rule, apart, content_rule, relative)

    def _without(self, spans: tuple[Span, ...], source: Span | None, cue: Token) -> tuple[Span, ...]:
        """Contents that hold neither the cue nor the source."""
        if len(spans) == 1:
            (only,) = spans
            beside = source is None or source.end <= only.start or only.end <= source.start
            if beside and not only.start < cue.start < only.end:
                return spans if only.end - only.start > 1 else ()
        kept = []
        for span in spans:
            if span.start <= cue.start < span.end and span.start != cue.start:
                # The cue stands inside: keep what lies before its tag.
                tag = self.contents.tag(cue)
                sides = (Span(span.start, min(tag.start, span.end)), Span(max(tag.end, span.start), span.end))
                trimmed = (self.contents.trim(side) if side.start < side.end else side for side in sides)
                kept += [side for side in trimmed if side.end - side.start > 3]
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
        source = self.sources.noun_phrase(who)
        before = self.contents.trim(Span(self.sentence.span.start, cue.start))
        after = self.contents.trim(Span(source.end, self.contents.end))
        carried = self.contents.carried
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
        sources: list[tuple[str, Token | None]] = list(islice(self.sources.of_noun(cue), SHARED))
        for source_rule, who in sources or [("none", None)]:
            source = self.sources.noun_phrase(who) if who else None
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
        if head is not None and head.text.lower() in self.lexicon.copulas and cue.dep == "nsubj":
            for child in tree.children(head, "ccomp", "attr", "xcomp"):
                yield "noun-is", self.contents.trim(tree.span(child))

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
            sources.append(("adj-subject", who, self.sources.noun_phrase(who)))
        else:
            sources += [(f"adj-{rule}", above, span) for rule, above, span in self.sources.above(cue)][:2]
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
        after = self.contents.trim(Span(span.end, self.contents.end))
        if after.end - after.start > 10:
            source = self.sources.noun_phrase(who)
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
        """A speaker, a colon, and all the paragraph says, or the quotation up to the next label: a transcript."""
        paragraph = self.contents.paragraph()
        said = self.quotes.within(Span(paragraph.start, cue.start))
        opens = bool(said) and _LABELLED.match(self.text, paragraph.start, said[0].start) is not None
        begin = said[-1].end if opens else paragraph.start
        while begin < cue.start and self.text[begin] in '"“” ':
            begin += 1
        label = self.contents.trim(Span(begin, cue.start))
        if party := _IN_BRACKETS.search(self.text, label.start, cue.start):
            label = self.contents.trim(Span(label.start, party.start()))  # "Senator Max Dahl (R):"
        words = label.of(self.text).split()
        named = [w for w in words if w[:1].isupper()]
        if not words or len(words) > _LABEL or len(named) < len(words) - 1 or label.end > cue.start:
            return
        head = next((t for t in reversed(self.tree.tokens) if t.end <= label.end and t.start >= label.start), None)
        after = self._labelled(Span(cue.end, paragraph.end))
        if head is not None and head.text[:1].isalpha() and after.end - after.start > 10:
            rule = "transcript-capitals" if label.of(self.text).isupper() else "transcript"
            yield Candidate(cue, self.sentence, label, head, "label", (after,), rule)

    def _labelled(self, behind: Span) -> Span:
        """What a label's speaker says: the paragraph's rest, or a quotation that another label follows."""
        first = next(iter(self.quotes.within(behind)), None)
        if first is None or self.text[behind.start : first.start].strip():
            return self.contents.trim(behind)
        return first if _NEXT_LABEL.match(self.text, first.end, behind.end) else self.contents.trim(behind)

    def _colon(self, cue: Token) -> Iterator[Candidate]:
        """A name, a colon, and what was said: headlines and transcripts."""
        before = self.contents.trim(Span(self.sentence.span.start, cue.start))
        after = self.contents.trim(Span(cue.end, self.contents.end))
        words = [t for t in self.tree.tokens if t.end <= before.end]
        if 0 < len(words) <= 5 and after.end - after.start > 10 and words[-1].tag in ("NNP", "NNPS"):
            yield Candidate(cue, self.sentence, before, words[-1], "label", (after,), "colon")
