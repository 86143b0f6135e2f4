"""What may be an attribution: every cue with every source and content it may have. The ranker chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.extract.positions.lexicon import Lexicon
from briefing.extract.positions.quotes import Quotes
from briefing.extract.positions.tree import Tree
from briefing.model.text import Document, Parse, Sentence, Span, Token

VERB = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
NOUN = ("NN", "NNS")
_COPULAS = ("is", "was", "’s", "'s", "be")


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
        self.document = document
        self.sentences = sentences
        self.tree = tree
        self.sentence = tree.sentence
        self.quotes = quotes
        self.lexicon = lexicon
        self.here = quotes.within(self.sentence.span)

    def find(self) -> Iterator[Candidate]:
        for token in self.tree.tokens:
            quote = self.quotes.at(token.start)
            if quote is not None and quote.end - quote.start > 25:
                continue  # what is said inside a quotation is part of what its speaker says
            if token.tag in VERB:
                if token.dep not in ("aux", "auxpass"):
                    yield from self._verb(token)
            elif token.text.lower() == "according":
                yield from self._according(token)
            elif token.tag in NOUN:
                yield from self._noun(token)
            elif token.tag.startswith("JJ"):
                yield from self._adjective(token)
            elif token.text == ":":
                yield from self._colon(token)

    # -- verbs --

    def _verb(self, cue: Token) -> Iterator[Candidate]:
        contents = dict(self._contents(cue))
        if not contents:
            return
        sources: list[tuple[str, Token | None, Span | None]] = [*self._sources(cue)]
        for source_rule, head, span in sources or [("none", None, None)]:
            for content_rule, spans in contents.items():
                spans = self._without(spans, span, cue)
                if spans:
                    yield Candidate(cue, self.sentence, span, head, source_rule, spans, content_rule)

    def _sources(self, cue: Token) -> Iterator[tuple[str, Token, Span]]:
        tree = self.tree
        if cue.tag == "VBN" and (agent := tree.child(cue, "agent")) and (who := tree.child(agent, "pobj")):
            yield "agent", who, self._noun_phrase(who)
            return
        if subject := tree.child(cue, "nsubj"):
            if subject.text.lower() in ("who", "that", "which") and cue.dep == "relcl" and (head := tree.head(cue)):
                yield "relative", head, self._noun_phrase(head, before=cue)
            else:
                yield "subject", subject, self._noun_phrase(subject)
            return
        at: Token | None = cue
        for _ in range(3):
            head = tree.head(at) if at else None
            if at is None or head is None:
                break
            if at.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "prep", "pcomp", "dep"):
                if subject := tree.child(head, "nsubj", "nsubjpass"):
                    yield f"shared-{at.dep}", subject, self._noun_phrase(subject)
                    return
                at = head
                continue
            if at.dep in ("acl", "relcl"):
                yield "modified", head, self._noun_phrase(head, before=cue)
                return
            break

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
        return self._trim(span)

    def _trim(self, span: Span) -> Span:
        start, end = span
        while end > start and self.text[end - 1] in " ,;:\n—–-":
            end -= 1
        while start < end and self.text[start] in " ,;:\n—–-":
            start += 1
        return Span(start, end)

    def _contents(self, cue: Token) -> Iterator[tuple[str, tuple[Span, ...]]]:
        tree = self.tree
        for child in tree.children(cue):
            if child.dep == "ccomp":
                span = self._trim(tree.span(child))
                yield ("ccomp-before" if child.i < cue.i else "ccomp"), (span,)
                if child.i > cue.i:
                    yield "ccomp-rest", (Span(span.start, self._end()),)
                    if (main := self._main(child)) != span:
                        yield "ccomp-main", (main,)
            elif child.dep == "xcomp":
                yield "xcomp", (self._trim(tree.span(child)),)
                yield "xcomp-rest", (Span(tree.span(child).start, self._end()),)
            elif child.dep in ("dobj", "oprd", "attr"):
                yield child.dep, (self._trim(tree.span(child)),)
                yield f"{child.dep}-rest", (Span(tree.span(child).start, self._end()),)
            elif child.dep == "nsubjpass":
                yield "passive-subject", (self._trim(tree.span(child)),)
            elif child.dep in ("prep", "advcl", "dative") and child.i > cue.i:
                inner = tree.child(child, "pobj", "pcomp") if child.dep == "prep" else None
                if inner is not None:
                    yield f"prep-{child.text.lower()}", (self._trim(tree.span(child)),)
                    yield f"prep-inner-{child.text.lower()}", (self._trim(tree.span(inner)),)
                elif child.dep == "advcl":
                    yield "advcl", (self._trim(tree.span(child)),)
        if cue.dep in ("parataxis", "ccomp", "advcl", "dep") and (around := self._around(cue)):
            yield "around", around
        yield from self._quoted(cue)

    def _main(self, clause: Token) -> Span:
        """A clause up to the comma behind which another one begins: ", and", ", but", ", while"."""
        span = self.tree.span(clause)
        for child in self.tree.children(clause, "conj", "advcl", "ccomp"):
            at = self.tree.span(child).start
            if at > clause.end and (comma := self.text.rfind(",", clause.end, at + 8)) > 0:
                span = Span(span.start, min(span.end, comma))
        return self._trim(span)

    def _around(self, cue: Token) -> tuple[Span, ...]:
        """The sentence around a tag set within it, as in "The plan, said Vance, is dead"."""
        tag = self._tag(cue)
        before = self._trim(Span(self.sentence.span.start, tag.start))
        after = self._trim(Span(tag.end, self._end()))
        return tuple(s for s in (before, after) if s.end - s.start > 3)

    def _tag(self, cue: Token) -> Span:
        """The cue with its own subject and what hangs on it, without its clauses."""
        start, end = cue.start, cue.end
        for child in self.tree.children(cue):
            if child.dep in ("nsubj", "dobj", "prep", "aux", "neg", "advmod", "npadvmod", "dative", "agent"):
                span = self.tree.span(child)
                if not any(q.start <= span.start < q.end for q in self.here):
                    start, end = min(start, span.start), max(end, span.end)
        return Span(start, end)

    def _quoted(self, cue: Token) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Contents out of quotation marks beside the cue."""
        span = self.sentence.span
        own = self.quotes.at(cue.start)
        reach = [q for q in self.quotes.spans_near(span) if q != own]
        left = [q for q in reach if q.end <= cue.start]
        right = [q for q in reach if q.start >= cue.end]
        carried = self._carried()
        if left:
            near = left[-1]
            first = left[-1]
            yield "quote-before", (first,)
            if right:
                yield "quote-both", (first, right[0])
            if carried:
                yield "quote-before-carried", (first, *carried)
                if right:
                    yield "quote-both-carried", (first, right[0], *carried)
            lead = self._trim(Span(span.start, cue.start))
            if left[0].start - span.start < 3 and (comma := self.text.rfind(",", lead.start, cue.start)) > near.end:
                yield "lead-quote", (Span(span.start, comma),)
        if right:
            near = right[0]
            yield "quote-after", (near,)
            yield "quote-after-rest", (Span(near.start, self._end()),)
            if carried and near.end >= self._end() - 1:
                yield "quote-after-carried", (near, *carried)
        if not left and not right and carried and self.text[span.end - 1] in ":.":
            yield "next-quote", carried

    def _carried(self) -> tuple[Span, ...]:
        """The quotation with which the paragraph goes on after this sentence."""
        paragraph = self.document.paragraphs[self.sentence.paragraph]
        found: list[Span] = []
        at = self.sentence.span.end
        for q in self.quotes.within(Span(at, paragraph.end)):
            if self.text[at : q.start].strip():
                break
            found.append(q)
            at = q.end
        return tuple(found[:3])

    def _end(self) -> int:
        """The sentence's end without its stop."""
        end = self.sentence.span.end
        while end > self.sentence.span.start and self.text[end - 1] in ".!? ":
            end -= 1
        return end

    def _without(self, spans: tuple[Span, ...], source: Span | None, cue: Token) -> tuple[Span, ...]:
        """Contents that hold neither the cue nor the source."""
        kept = []
        for span in spans:
            if span.start <= cue.start < span.end and span.start != cue.start:
                # The cue stands inside: keep what lies before its tag.
                tag = self._tag(cue)
                for part in (Span(span.start, min(tag.start, span.end)), Span(max(tag.end, span.start), span.end)):
                    part = self._trim(part) if part.start < part.end else part
                    if part.end - part.start > 3:
                        kept.append(part)
                continue
            if source is not None and span.start < source.end and source.start < span.end:
                if span.start <= source.start and source.end <= span.end and source.start - span.start > 3:
                    part = self._trim(Span(span.start, source.start))
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
        before = self._trim(Span(self.sentence.span.start, cue.start))
        after = self._trim(Span(source.end, self._end()))
        carried = self._carried()
        if before.end - before.start > 3:
            yield Candidate(cue, self.sentence, source, who, "according", (before,), "according-before")
            clause = self.text.rfind(",", before.start, before.end)
            if clause > 0 and before.end - clause > 25:
                inner = self._trim(Span(clause, before.end))
                yield Candidate(cue, self.sentence, source, who, "according", (inner,), "according-clause")
        if after.end - after.start > 3:
            yield Candidate(cue, self.sentence, source, who, "according", (after,), "according-after")
            if before.end - before.start > 3:
                yield Candidate(cue, self.sentence, source, who, "according", (before, after), "according-both")
        if carried:
            yield Candidate(cue, self.sentence, source, who, "according", (before, *carried), "according-carried")

    def _noun(self, cue: Token) -> Iterator[Candidate]:
        if not self.lexicon.noun(cue.text):
            return
        contents = list(self._noun_contents(cue))
        if not contents:
            return
        source_rule, who = self._noun_source(cue)
        source = self._noun_phrase(who) if who else None
        for rule, span in contents:
            if source is None or not span.overlaps(source):
                yield Candidate(cue, self.sentence, source, who, source_rule, (span,), rule)

    def _noun_contents(self, cue: Token) -> Iterator[tuple[str, Span]]:
        tree, head = self.tree, self.tree.head(cue)
        for child in tree.children(cue):
            if child.dep in ("acl", "ccomp", "relcl") and child.i > cue.i:
                yield f"noun-{child.dep}", self._trim(tree.span(child))
            elif child.dep == "prep" and child.i > cue.i:
                yield f"noun-prep-{child.text.lower()}", self._trim(tree.span(child))
                if inner := tree.child(child, "pobj", "pcomp"):
                    yield f"noun-prep-inner-{child.text.lower()}", self._trim(tree.span(inner))
        if head is not None and head.text.lower() in _COPULAS and cue.dep == "nsubj":
            for child in tree.children(head, "ccomp", "attr", "xcomp"):
                yield "noun-is", self._trim(tree.span(child))

    def _noun_source(self, cue: Token) -> tuple[str, Token | None]:
        tree, head = self.tree, self.tree.head(cue)
        if who := tree.child(cue, "poss"):
            return "possessor", who
        by = next((c for c in tree.children(cue, "prep") if c.text.lower() in ("by", "from", "of")), None)
        if by is not None and (who := tree.child(by, "pobj")):
            return f"noun-{by.text.lower()}", who
        if head is not None and cue.dep in ("dobj", "attr", "pobj"):
            at: Token | None = head
            for _ in range(3):
                if at is None:
                    break
                if who := tree.child(at, "nsubj"):
                    return "noun-subject", who
                at = tree.head(at)
            return "none", None
        if who := tree.child(cue, "compound", "amod", "nmod"):
            return "noun-compound", who
        return "none", None

    def _adjective(self, cue: Token) -> Iterator[Candidate]:
        if not self.lexicon.adjective(cue.text):
            return
        tree, head = self.tree, self.tree.head(cue)
        who = tree.child(head, "nsubj") if head is not None else None
        source = self._noun_phrase(who) if who else None
        for child in tree.children(cue):
            if child.dep in ("ccomp", "xcomp", "prep", "advcl") and child.i > cue.i:
                span = self._trim(tree.span(child))
                if source is None or not span.overlaps(source):
                    rule = f"adj-{child.text.lower()}" if child.dep == "prep" else f"adj-{child.dep}"
                    yield Candidate(cue, self.sentence, source, who, "adj-subject" if who else "none", (span,), rule)

    def _colon(self, cue: Token) -> Iterator[Candidate]:
        """A name, a colon, and what was said: headlines and transcripts."""
        before = self._trim(Span(self.sentence.span.start, cue.start))
        after = self._trim(Span(cue.end, self._end()))
        words = [t for t in self.tree.tokens if t.end <= before.end]
        if 0 < len(words) <= 5 and after.end - after.start > 10 and words[-1].tag in ("NNP", "NNPS"):
            yield Candidate(cue, self.sentence, before, words[-1], "label", (after,), "colon")
