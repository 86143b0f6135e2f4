"""The words of a document: by a spaCy model where one can be loaded, else by rules."""

from __future__ import annotations

import bisect
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.text import engine as engines
from briefing.text import modal_names

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Documents that are read ahead, so that the model sees several at a time.
AHEAD = 32
#: Characters the model sees at a time: enough to keep it busy, few enough to keep memory small. 120,000 took 760 MB,
#: and an eighth more time for fresh pages of memory; 60,000 take 470 MB.
BATCH = 60_000
#: Characters of the longest piece the model sees as one; a longer document is cut where a sentence begins. Words are
#: decided one at a time, in all pieces at once: many short pieces take fewer steps than one long one.
PIECE = 6_000

#: A model serves one thread at a time: a memory zone is the whole vocabulary's, and would end for the others as well.
_ONE = threading.Lock()

_WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?(?=\W|$)|\w+|[^\w\s]")
#: What is read of the model's words, in this order.
_READ = ("IDX", "LENGTH", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "IS_SPACE")
_BEGINS = 3  # of ENT_IOB: an entity begins
#: What the model sees between two paragraphs that something stood between.
_GAP = "\n\n"


def parse(document: Document, sentences: Sequence[Sentence], engine: str = "auto") -> Parse:
    """The words of a document, sentence by sentence.

    Sentence starts are given to the parser, which never joins or splits a sentence.
    """
    return next(parse_many([(document, sentences)], engine))


def parse_many(documents: Iterable[tuple[Document, Sequence[Sentence]]], engine: str = "auto") -> Iterator[Parse]:
    """As :func:`parse`, for a stream; several documents are read ahead and seen by the model together."""
    with _ONE:
        nlp = engines.load(engine)
    if nlp is None:
        for document, sentences in documents:
            yield _by_rules(document, sentences)
        return
    source = iter(documents)
    while some := list(islice(source, AHEAD)):
        yield from _by_model(nlp, some)


def _by_model(nlp: Language, documents: Sequence[tuple[Document, Sequence[Sentence]]]) -> Iterator[Parse]:
    stories = [_story(document, sentences) for document, sentences in documents]
    words: list[list[Token]] = [[] for _ in documents]
    pieces = ((n, span) for n, story in enumerate(stories) for span in _pieces(story.text, story.starts))
    for batch in _batches(pieces):
        # Without a memory zone the model's table of strings grows with every new word it meets, for ever.
        with _ONE, nlp.memory_zone():
            docs = [
                _doc(nlp, span.of(stories[n].text), [at - span.start for at in stories[n].starts]) for n, span in batch
            ]
            for (n, span), doc in zip(batch, engines.run(nlp, docs), strict=True):
                _read(doc, stories[n], span.start, words[n])
            del docs, doc
    name = engines.name(nlp)
    for (_, sentences), tokens in zip(documents, words, strict=True):
        yield Parse(modal_names.mended(tokens, nlp.meta["lang"]), _bounds(tokens, len(sentences)), name)


def _pieces(text: str, starts: Sequence[int]) -> Iterator[Span]:
    """The text in stretches the model can see as one, cut where a sentence begins, or else at white space."""
    begin = 0
    while len(text) - begin > PIECE:
        at = bisect.bisect_right(starts, begin + PIECE) - 1
        end = starts[at] if at >= 0 and starts[at] > begin else text.rfind(" ", begin + 1, begin + PIECE)
        end = end if end > begin else begin + PIECE
        yield Span(begin, end)
        begin = end
    yield Span(begin, len(text))


def _batches(pieces: Iterable[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    batch: list[tuple[int, Span]] = []
    size = 0
    for n, span in pieces:
        length = span.end - span.start
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append((n, span))
        size += length
    if batch:
        yield batch


def _doc(nlp: Language, text: str, starts: Sequence[int]) -> Doc:
    """The tokenised text with each sentence's first word marked; starts before and behind the text are passed over."""
    import numpy as np  # comes with the model; the rules alone do without

    doc = nlp.make_doc(text)
    marks = [-1] * len(doc)
    if marks:
        marks[0] = 1
        begins = doc.to_array("IDX").tolist()
        for start in starts[bisect.bisect_left(starts, 0) : bisect.bisect_left(starts, len(text))]:
            # Where the tokeniser's word began before the sentence does, the sentence begins with that word.
            marks[bisect.bisect_right(begins, start) - 1] = 1
        marked: Any = np.array(marks, dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], marked)
    return doc


class _Story(NamedTuple):
    """The paragraphs of a document as the model sees them, without what stands between them."""

    text: str
    starts: Sequence[int]  # of the document's sentences, in ``text``
    begins: Sequence[int]  # of the stretches, in ``text``
    shifts: Sequence[int]  # from ``text`` to the document, one for each stretch

    def shift(self, at: int) -> int:
        return self.shifts[bisect.bisect_right(self.begins, at) - 1]


def _story(document: Document, sentences: Sequence[Sentence]) -> _Story:
    """The text without sub-headings and what is set aside.

    Their words would be read as part of the sentence before them, and as long a gap in their place would tell the
    model of something that is not there: what a caption's length is must not change how the story is read.
    """
    parts: list[str] = []
    begins, shifts, length, at = [0], [0], 0, 0
    for span in document.paragraphs:
        if document.is_heading(span):
            continue
        gap = document.text[at : span.start]
        gap = _GAP if gap.strip() else gap
        length += len(gap)
        begins.append(length)
        shifts.append(span.start - length)
        parts += (gap, span.of(document.text))
        length, at = length + span.end - span.start, span.end
    starts = [s.span.start for s in sentences]
    ends = [begin + shift for begin, shift in zip(begins, shifts, strict=True)]
    starts = [start - shifts[bisect.bisect_right(ends, start) - 1] for start in starts]
    return _Story("".join(parts), starts, begins, shifts)


def _read(doc: Doc, story: _Story, offset: int, tokens: list[Token]) -> None:
    """Put the words of one piece behind those of the pieces before it; white space is no word.

    Args:
        doc: the piece as the model read it.
        story: the whole text as the model saw it.
        offset: of the piece in it.
        tokens: of the pieces before; it grows.
    """
    rows = doc.to_array(list(_READ)).astype("int64").tolist()
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key & 0xFFFF_FFFF_FFFF_FFFF]
        return names[key]

    places: list[int] = []
    count = len(tokens)
    for row in rows:
        places.append(count)
        count += not row[-1]
    for k, (idx, length, tag, dep, head, kind, iob, space) in enumerate(rows):
        if space:
            continue
        i, at, to = places[k], idx + offset, k + head
        hangs_on = i if rows[to][-1] else places[to]  # a word that hangs on white space hangs on nothing
        sentence = max(0, bisect.bisect_right(story.starts, at) - 1)
        text, at = story.text[at : at + length], at + story.shift(at)
        word = (i, at, at + length, text, name(tag), name(dep), hangs_on, name(kind), iob == _BEGINS, sentence)
        tokens.append(Token._make(word))


def _by_rules(document: Document, sentences: Sequence[Sentence]) -> Parse:
    tokens: list[Token] = []
    for sentence in sentences:
        for match in _WORD.finditer(document.text, sentence.span.start, sentence.span.end):
            i = len(tokens)
            at, end = match.span()
            tokens.append(Token(i, at, end, match.group(), "", "", i, "", ent_start=False, sentence=sentence.i))
    return Parse(tuple(tokens), _bounds(tokens, len(sentences)), "rules")


def _bounds(tokens: Sequence[Token], sentences: int) -> tuple[tuple[int, int], ...]:
    keys = [t.sentence for t in tokens]
    return tuple((bisect.bisect_left(keys, i), bisect.bisect_right(keys, i)) for i in range(sentences))
