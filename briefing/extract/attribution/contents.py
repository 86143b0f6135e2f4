"""What may be the content of a verb: its clauses and objects, what stands around it, and quotations beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from briefing.extract.attribution import titles
from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Span, Token
from briefing.model.tree import Tree

#: From this share on, in log odds, a verb's content is looked for in its words alone where the parse gives none.
_TRUSTED = -1.0

Content = tuple[str, tuple[Span, ...]]
"""A rule's name and what it found."""


class Contents:
    """The contents of the cues of one sentence."""

    def __init__(self, document: Document, tree: Tree, quotes: Quotations, lexicon: Lexicon) -> None:
        self.text = document.text
        self.document = document
        self.tree = tree
        self.sentence = tree.sentence
        self.quotes = quotes
        self.lexicon = lexicon
        self.here = quotes.within(self.sentence.span)
        self.near = quotes.spans_near(self.sentence.span)

    def of(self, cue: Token) -> Iterator[Content]:
        """Each content a verb may have; some come twice, by the parse and by the quotation marks."""
        if (above := self._modified(cue)) is not None:
            yield above
        for child in self.tree.children(cue):
            if child.dep == "ccomp":
                yield from self._clause(cue, child)
            elif child.dep == "xcomp":
                yield from self._infinitive(cue, child)
            elif child.dep in ("dobj", "oprd", "attr"):
                yield from self._object(cue, child)
            elif child.dep in ("nsubjpass", "agent"):
                yield from self._passive(cue, child)
            elif child.i > cue.i:
                yield from self._phrase(child)
        yield from self._rest(cue)
        if cue.dep in ("parataxis", "ccomp", "advcl", "dep") and (around := self._around(cue)):
            yield "around", around
        yield from self._quoted(cue)

    def _clause(self, cue: Token, clause: Token) -> Iterator[Content]:
        span = self.trim(self.tree.span(clause))
        if clause.i < cue.i:
            yield "ccomp-before", (span,)
            if self._goes_on(cue) and len(around := self._around(cue)) == 2:
                yield "ccomp-around", around
            return
        yield "ccomp", (span,)
        yield "ccomp-rest", (self._following(cue, span.start),)
        yield from self._cut("ccomp", cue, clause)
        if (main := self._main(clause)) != span:
            yield "ccomp-main", (main,)
        elif (short := self._to_comma(clause)) != span:
            yield "ccomp-short", (short,)

    def _infinitive(self, cue: Token, clause: Token) -> Iterator[Content]:
        span = self.tree.span(clause)
        yield "xcomp", (self.trim(span),)
        yield "xcomp-rest", (self._following(cue, span.start),)
        yield from self._cut("xcomp", cue, clause)
        if (short := self._to_comma(clause)) != span:
            yield "xcomp-short", (short,)
        if cue.text.lower() in self.lexicon.raising and (subject := self.tree.child(cue, "nsubj")):
            yield "raised", (self.trim(self.tree.span(subject)), self.trim(span))

    def _cut(self, rule: str, cue: Token, head: Token) -> Iterator[Content]:
        """A content without the adverbials at its end, and one with those that the parse hung on the cue."""
        span = self.trim(self.tree.span(head))
        if (core := self.before_adjuncts(head)) != span:
            yield f"{rule}-bare", (core,)
        if (clipped := self._own(cue, span)) not in (span, core) and clipped.end != self.end:
            yield f"{rule}-own", (clipped,)

    def before_adjuncts(self, head: Token) -> Span:
        """A content up to the first adverbial clause or the last phrase that hangs on its verb or on its object."""
        span = self.tree.span(head)
        end = span.end
        for clause in self.tree.children(head, "advcl"):
            start = self.tree.span(clause).start
            if start > head.end:
                end = min(end, start)
        if end == span.end:
            last = [
                self.tree.span(c).start
                for word in (head, *self.tree.children(head, "dobj", "xcomp", "attr", "pobj"))
                for c in self.tree.children(word, "prep", "npadvmod", "advcl")
                if c.start > head.end and self.tree.span(c).end == span.end
            ]
            end = min([*last, end])
        return self.trim(Span(span.start, end))

    def _own(self, cue: Token, content: Span) -> Span:
        """From where a content begins to the clause that stands beside the cue or hangs on it as an adverbial."""
        end = self.end
        for child in self.tree.children(cue, "conj", "advcl", "cc"):
            start = self.tree.span(child).start
            if start > content.start:
                end = min(end, start)
        last = self.tree.span(cue).end
        return self.trim(Span(content.start, min(end, last) if last > content.start else end))

    def _object(self, cue: Token, noun: Token) -> Iterator[Content]:
        span = self.tree.span(noun)
        trimmed = self.trim(span)
        yield noun.dep, (trimmed,)
        if (clipped := self._own(cue, span)) != trimmed and clipped.end != self.end:
            yield f"{noun.dep}-own", (clipped,)
        yield f"{noun.dep}-rest", (self._following(cue, span.start),)
        if (short := self._short(noun)) != span:
            yield f"{noun.dep}-short", (short,)
        if (core := self._core(noun)) not in (short, span):
            yield f"{noun.dep}-core", (core,)

    def _passive(self, cue: Token, child: Token) -> Iterator[Content]:
        tree = self.tree
        if child.dep == "agent":
            if by := tree.child(child, "pobj"):
                yield "agent-object", (self.trim(tree.span(by)),)
            return
        subject = self.trim(tree.span(child))
        yield "passive-subject", (subject,)
        rest = tree.child(cue, "xcomp", "oprd", "prep", "advcl", "ccomp")
        if rest is not None and rest.i > cue.i:
            yield "passive-both", (subject, self.trim(tree.span(rest)))

    def _phrase(self, child: Token) -> Iterator[Content]:
        tree = self.tree
        if child.dep == "advcl":
            yield "advcl", (self.trim(tree.span(child)),)
        elif child.dep == "prep" and (inner := tree.child(child, "pobj", "pcomp")):
            yield f"prep-{child.text.lower()}", (self.trim(tree.span(child)),)
            yield f"prep-inner-{child.text.lower()}", (self.trim(tree.span(inner)),)
            if (short := self._short(inner)) != tree.span(inner):
                yield "prep-short", (short,)

    def _rest(self, cue: Token) -> Iterator[Content]:
        """What follows a word of saying to whose clause the parse was blind."""
        after = self.tree.after(cue)
        if after is None or after.tag in (",", ".", ":", "``", "IN", "TO"):
            return
        if self.lexicon.share("verb", cue.text) > _TRUSTED and not any(
            c.dep == "ccomp" and c.i > cue.i for c in self.tree.children(cue)
        ):
            yield "rest", (self._following(cue, after.start),)

    def _following(self, cue: Token, start: int) -> Span:
        """From where a content begins to the sentence's end, or to what else the speaker does behind it.

        "She declined **the post** and left the harbour". A quotation in what is joined is still their words.
        """
        quoted = self.here[-1].start if self.here else -1
        ends = [self.end]
        for child in self.tree.children(cue):
            at = self.tree.span(child).start
            joined = child.dep in ("conj", "cc") or child.text == ";"
            if joined and at > start + 3 and quoted < at and self.quotes.at(at) is None:
                ends.append(at)
        return self.trim(Span(start, min(ends)))

    def _modified(self, cue: Token) -> Content | None:
        """The noun a clause hangs on, where it is what the clause speaks of: "a point that officials dispute"."""
        head = self.tree.head(cue)
        if head is None or cue.dep not in ("relcl", "acl") or head.tag[:2] not in ("NN", "PR", "WP", "DT"):
            return None
        subject = self.tree.child(cue, "nsubj")
        if cue.tag == "VBN" and self.tree.child(cue, "agent"):
            rule = "modified-object"
        elif (
            subject is not None
            and subject.tag[0] != "W"
            and not any(c.tag[0] != "W" for c in self.tree.children(cue, "dobj", "ccomp"))
        ):
            rule = "relative-object"
        else:
            return None
        first = min(self.tree.span(t).start for t in (cue, subject) if t is not None)
        return rule, (self.trim(Span(self.tree.span(head).start, max(head.end, first))),)

    def _goes_on(self, cue: Token) -> bool:
        """Whether a comma closes the tag a cue ends or begins: "It failed, said Vance, but not for long"."""
        tag = self.tag(cue)
        return self.text[tag.end : tag.end + 1] == ","

    def _short(self, token: Token) -> Span:
        """A noun phrase up to its first comma or clause."""
        span = self.tree.span(token)
        ends = [self.tree.span(c).start for c in self.tree.children(token, "relcl", "acl", "appos") if c.i > token.i]
        comma = self.text.find(",", token.end, span.end)
        return self.trim(Span(span.start, min([*ends, comma if comma > 0 else span.end, span.end])))

    def _core(self, token: Token) -> Span:
        """A noun phrase with what stands before it and its "of" alone."""
        span = self.tree.span(token)
        ends = [self.tree.span(c).start for c in self.tree.children(token) if c.i > token.i and c.text.lower() != "of"]
        return self.trim(Span(span.start, min([*ends, span.end])))

    def _to_comma(self, clause: Token) -> Span:
        """A clause up to the first comma behind its own verb."""
        span = self.tree.span(clause)
        comma = self.text.find(", ", clause.end, span.end)
        if comma > 0 and self.quotes.at(comma) is None:
            span = Span(span.start, comma)
        return self.trim(span)

    def _main(self, clause: Token) -> Span:
        """A clause up to the comma behind which another one begins: ", and", ", but", ", while"."""
        span = self.tree.span(clause)
        for child in self.tree.children(clause, "conj", "advcl", "ccomp"):
            at = self.tree.span(child).start
            if at > clause.end and (comma := self.text.rfind(",", clause.end, at + 8)) > 0:
                span = Span(span.start, min(span.end, comma))
        return self.trim(span)

    def _around(self, cue: Token) -> tuple[Span, ...]:
        """The sentence around a tag set within it, as in "The plan, said Vance, is dead"."""
        tag = self.tag(cue)
        before = self.trim(Span(self.sentence.span.start, tag.start))
        after = self.trim(Span(tag.end, self.end))
        return tuple(s for s in (before, after) if s.end - s.start > 3)

    def tag(self, cue: Token) -> Span:
        """The cue with its own subject and what hangs on it, without its clauses."""
        start, end = cue.start, cue.end
        for child in self.tree.children(cue):
            if child.dep in ("nsubj", "dobj", "prep", "aux", "neg", "advmod", "npadvmod", "dative", "agent"):
                span = self.tree.span(child)
                if not any(q.start <= span.start < q.end for q in self.here):
                    start, end = min(start, span.start), max(end, span.end)
        return Span(start, end)

    def _quoted(self, cue: Token) -> Iterator[Content]:
        """Contents out of quotation marks beside the cue."""
        span = self.sentence.span
        if not self.near and not self.carried:
            return
        enclosing = self.quotes.at(cue.start)
        reach = [q for q in self.near if q != enclosing and not titles.is_name(self.text, q, self.lexicon)]
        left = [q for q in reach if q.end <= cue.start]
        right = [q for q in reach if q.start >= cue.end]
        carried = self.carried
        if left:
            near = left[-1]
            first = left[-1]
            yield "quote-before", (first,)
            if after := self._alone_after():
                yield "quote-before-next", (first, *carried, *after)
            resumed = bool(right) and self._resumes(right[0])
            if resumed:
                yield "quote-both", (first, right[0])
            if carried:
                yield "quote-before-carried", (first, *carried)
                if resumed:
                    yield "quote-both-carried", (first, right[0], *carried)
            lead = self.trim(Span(span.start, cue.start))
            if left[0].start - span.start < 3 and (comma := self.text.rfind(",", lead.start, cue.start)) > near.end:
                yield "lead-quote", (Span(span.start, comma),)
        if right:
            near = right[0]
            yield "quote-after", (near,)
            yield "quote-after-rest", (Span(near.start, self.end),)
            if carried and near.end >= self.end - 1:
                yield "quote-after-carried", (near, *carried)
        if not left and not right and carried and self.text[span.end - 1] in ":.":
            yield "next-quote", carried

    def _resumes(self, quotation: Span) -> bool:
        """Whether a quotation goes on with one before its tag: in "…," she said of the "free" port, it does not."""
        return not self.text[max(0, quotation.start - 2) : quotation.start].strip()[-1:].isalnum()

    def paragraph(self) -> Span:
        """The paragraph the sentence stands in."""
        return self.document.paragraphs[self.sentence.paragraph]

    def quoted_before(self, cue: Token) -> tuple[Span, ...]:
        """The quotation that ends right before a dash: in its line, or as the whole paragraph before."""
        paragraphs, i = self.document.paragraphs, self.sentence.paragraph
        begin = paragraphs[i].start
        before = [q for q in self.quotes.within(Span(begin, cue.start)) if q.end <= cue.start]
        if before:
            return () if self.text[before[-1].end : cue.start].strip() else (before[-1],)
        if i and not self.text[begin : cue.start].strip():
            whole = [q for q in self.quotes.within(paragraphs[i - 1]) if q == self._whole(paragraphs[i - 1])]
            return tuple(whole)
        return ()

    def _whole(self, paragraph: Span) -> Span:
        """A paragraph without the spaces and the stop behind it, as a quotation that fills it would lie."""
        start, end = paragraph
        while end > start and self.text[end - 1] in " .\n":
            end -= 1
        return Span(start, end)

    def _alone_after(self) -> tuple[Span, ...]:
        """The quotation that fills the next paragraph, where this sentence ends its own: it goes on speaking."""
        paragraphs, i = self.document.paragraphs, self.sentence.paragraph
        if i + 1 == len(paragraphs) or self.sentence.span.end < paragraphs[i].end - 2:
            return ()
        quotations = self.quotes.within(paragraphs[i + 1])
        fills = (
            len(quotations) == 1
            and quotations[0].start == paragraphs[i + 1].start
            and quotations[0].end >= paragraphs[i + 1].end
        )
        return quotations if fills else ()

    @cached_property
    def carried(self) -> tuple[Span, ...]:
        """The quotation with which the paragraph goes on after this sentence."""
        paragraph = self.document.paragraphs[self.sentence.paragraph]
        quotations: list[Span] = []
        at = self.sentence.span.end
        while (q := self.quotes.next(at)) is not None and q.start < paragraph.end:
            if self.text[at : q.start].strip():
                break
            quotations.append(q)
            at = q.end
        return tuple([*quotations, *self._next_paragraph(at)][:3])

    def _next_paragraph(self, at: int) -> list[Span]:
        """The quotation that opens the next paragraph, where this one ends in a colon or with its quotation open."""
        paragraphs, i = self.document.paragraphs, self.sentence.paragraph
        if i + 1 == len(paragraphs) or self.text[at : paragraphs[i].end].strip():
            return []
        last = self.quotes.at(paragraphs[i].end - 1)
        left_open = last is not None and self.text[last.end - 1] not in "”\"'"
        if not left_open and self.text[at - 1] != ":":
            return []
        return [q for q in self.quotes.within(paragraphs[i + 1])[:1] if q.start - paragraphs[i + 1].start < 2]

    @cached_property
    def end(self) -> int:
        """The sentence's end without its stop."""
        end = self.sentence.span.end
        while end > self.sentence.span.start and self.text[end - 1] in ".!? ":
            end -= 1
        return end

    def trim(self, span: Span) -> Span:
        """A stretch without the marks and spaces at its ends."""
        start, end = span
        while end > start and self.text[end - 1] in " ,;:\n—–-":
            end -= 1
        while start < end and self.text[start] in " ,;:\n—–-":
            start += 1
        return span if (start, end) == span else Span(start, end)
