"""Attributions without a parse: the commonest words of saying, quotation marks, and where names stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.extract.attribution import spans, stances
from briefing.extract.attribution.lexicon import Lexicon, Plain
from briefing.model.findings import Attribution, AttributionKind
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Parse, Sentence, Span

#: How often a verb must be a cue, in log odds, to be trusted without a parse.
_TRUSTED = -0.8
#: Characters before a verb in which its helping verbs stand, at most.
_HELPED = 100


def find(
    document: Document, sentences: Sequence[Sentence], parse: Parse, marks: Quotations, words: Lexicon
) -> Iterator[Attribution]:
    """The attributions that patterns can find: what stands before or after a trusted word of saying."""
    for sentence in sentences:
        here = marks.spans_near(sentence.span)
        done = False
        for token in parse.of(sentence):
            word = token.text.rstrip(".")  # a stop may be part of the word where nothing else tells
            if done or not word.isalpha() or marks.at(token.start) or words.share("verb", word) < _TRUSTED:
                continue
            made = _around(document, sentence, Span(token.start, token.start + len(word)), here, marks, words)
            if made is not None:
                yield made
                done = True
        if (
            not done
            and (match := words.plain.according.search(document.text, *sentence.span))
            and not marks.at(match.start())
        ):
            who = Span(*match.span("who"))
            before = Span(sentence.span.start, match.start())
            after = Span(who.end, sentence.span.end - 1)
            content = before if before.end - before.start > 4 else after
            if content.end - content.start > 4:
                yield _made(document, sentence, who, Span(match.start(), match.start() + 12), (content,), marks, words)


def _around(
    document: Document, sentence: Sentence, cue: Span, here: Sequence[Span], marks: Quotations, words: Lexicon
) -> Attribution | None:
    """The source beside a cue and the content on the other side of it."""
    text, (start, end) = document.text, sentence.span
    left = [q for q in here if q.end <= cue.start]
    carried = _carried(document, sentence, marks)
    source = _subject(text, max(start, left[-1].end if left else start), cue.start, words.plain)
    if source is None and (match := words.plain.after.match(text, cue.end, end)) and match["who"].strip():
        source = Span(*match.span("who"))
    if source is None:
        return None
    tail = [q for q in here if q.start >= cue.end]
    if left and left[-1].end >= min(source.start, cue.start) - 4:
        return _made(document, sentence, source, cue, (left[-1], *tail[:1], *carried), marks, words)
    rest = Span(max(cue.end, source.end if source.start > cue.start else cue.end), _end(text, sentence.span))
    if tail and text[cue.end : tail[0].start].count(" ") <= 4 and tail[0].end >= rest.end - 2:
        return _made(document, sentence, source, cue, (tail[0], *carried), marks, words)
    lead = Span(start, min(source.start, cue.start))
    if rest.end - rest.start < 12 < lead.end - lead.start:
        return _made(document, sentence, source, cue, (lead,), marks, words)
    if rest.end - rest.start > 12:
        return _made(document, sentence, source, cue, (rest,), marks, words)
    return None


def _subject(text: str, start: int, end: int, plain: Plain) -> Span | None:
    """The words between the last break before a cue and the cue, without its helping verbs."""
    stretch = text[start:end]
    bare = stretch.rstrip()
    helped = plain.helping.search(bare, max(0, len(bare) - _HELPED))
    stretch = stretch[: helped.start()] if helped else stretch
    breaks = [m.end() for m in plain.apart.finditer(stretch.rstrip(" ,"))]
    begin = breaks[-1] if breaks else 0
    if begin and stretch.rstrip().endswith(",") and len(breaks) > 1:
        begin = breaks[-2]
    words = stretch[begin:].strip(' ,—–-“”"\n')
    if not words or len(words) > 120 or not words[0].isalnum():
        return None
    at = text.index(words, start + begin)
    return Span(at, at + len(words))


def _carried(document: Document, sentence: Sentence, marks: Quotations) -> tuple[Span, ...]:
    """The quotation with which the paragraph goes on after this sentence."""
    paragraph = document.paragraphs[sentence.paragraph]
    following = marks.within(Span(sentence.span.end, paragraph.end))
    if following and not document.text[sentence.span.end : following[0].start].strip():
        return following[:1]
    return ()


def _end(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1] in ".!? ":
        end -= 1
    return end


def _made(
    document: Document,
    sentence: Sentence,
    source: Span,
    cue: Span,
    content: tuple[Span, ...],
    marks: Quotations,
    words: Lexicon,
) -> Attribution:
    content = spans.tidy(content, document.text)
    share = marks.share(content, document.text)
    kind: AttributionKind = "direct" if share > 0.9 else "indirect" if share < 0.02 else "mixed"
    return Attribution(
        id="",
        source=(source,),
        cue=(cue,),
        content=content,
        actor=None,
        speaker=None,
        kind=kind,
        stance=stances.of(document, cue, content, sentence.span, words),
        certainty="likely" if kind == "direct" else "unsure",
        score=0.6 if kind == "direct" else 0.45,
        rule=f"plain-{kind}",
        chain=(),
        sentence=sentence.i,
    )
