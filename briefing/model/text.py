"""A document as it was given, and the places in it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (half-open) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers in ``text``."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


#: Where a document's date was found, in falling order of trust (``given`` is the user's own word).
DateFrom = Literal["given", "metadata", "dateline", "text", "url", "file", "none"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the page or of the JSON should know about how it came to be."""

    code: str
    """A stable, hyphenated word for the kind of note, such as ``no-date`` or ``reduced``."""
    text: str
    """One plain sentence for a person."""
    document: str | None = None
    """The id of the document it concerns; ``None`` for the whole run."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the given text that is not the story."""

    span: Span
    category: str
    """``advertisement``, ``newsletter``, ``related`` …: the rule group that named it."""
    rule: str
    """The name of the rule."""


@dataclass(frozen=True, slots=True)
class Post:
    """A part of an article with a day of its own, as a live blog has them."""

    span: Span
    date: dt.date
    """The day that "today" means in it."""
    evidence: str
    """The moment as the page names it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A paragraph of an interview that somebody answers with."""

    span: Span
    label: str | None
    """The name printed before the answer; ``None`` where it says no more than "A:", empty where nothing does."""
    speaker: str | None = None
    """Who answers, by their full name, once that is known."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is never changed after reading, so every offset counts into it."""

    id: str
    text: str
    paragraphs: tuple[Span, ...] = ()
    """The story's paragraphs in order; the number printed for one is its index plus one."""
    title: str | None = None
    date: dt.date | None = None
    """The document creation time (DCT): the day every relative date hangs on."""
    date_from: DateFrom = "none"
    date_evidence: str | None = None
    """What was read as the date, word for word (a dateline, a meta tag's name and value)."""
    modified: dt.date | None = None
    """The day on which the page says it was last changed, where it says so."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    """BCP 47 primary subtag."""
    kind: str = "plain"
    """The reader that made it."""
    day_first: bool = False
    """Whether the user says that 5/6/2007 is the fifth of June; else it stays open where the text does not tell."""
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    headings: tuple[Span, ...] = ()
    """Sub-headings, where the source marks them, and the questions of an interview, in the order of the text: labels of
    what follows, no sentences of the story."""
    asked: tuple[Span, ...] = ()
    """Questions that the source sets in bold or as headings."""
    summaries: tuple[Span, ...] = ()
    """What the editors sum the story up with: a standfirst, a synopsis, key points."""
    digest: str | None = None
    """SHA-256 of the bytes it was read from, in hexadecimal digits."""
    posts: tuple[Post, ...] = ()
    """The dated parts of a live blog, in the order of the text."""
    answers: tuple[Answer, ...] = ()
    """What is answered in an interview printed as questions and answers, in the order of the text."""
    number: int | None = None
    """Its place, from 1, in a file that holds several; ``None`` where the file is the article."""
    section: str | None = None
    """The part of the newspaper it stood in, as its archive names it."""
    page: str | None = None
    """The printed page it stood on, such as ``A4``."""
    subjects: tuple[str, ...] = ()
    """The subject terms that its archive gives it."""
    status: str | None = None
    """What a wire service says of it where it is not to be used as it stands, such as ``kill`` or ``correction``."""
    archived: str | None = None
    """The address of a copy of it in a web archive, where it came from there."""
    doi: str | None = None
    """Its Digital Object Identifier, where it names one: with ``https://doi.org/`` before it, an address that stays."""

    def post_at(self, span: Span) -> Post | None:
        """The dated part that holds a span; ``None`` where none does."""
        return next((post for post in self.posts if post.span.holds(span)), None)

    def day_at(self, span: Span) -> dt.date | None:
        """The day on which a stretch was written: that of the dated part that holds it, else the document's."""
        post = self.post_at(span)
        return post.date if post is not None else self.date

    def answer_at(self, span: Span) -> Answer | None:
        """The answer of an interview that holds a span; ``None`` where none does."""
        n = bisect_right(self.answers, span.start, key=lambda answer: answer.span.start) - 1
        return self.answers[n] if n >= 0 and self.answers[n].span.holds(span) else None

    def is_heading(self, span: Span) -> bool:
        """Whether a paragraph is a sub-heading."""
        n = bisect_right(self.headings, span.start, key=lambda heading: heading.start) - 1
        return n >= 0 and self.headings[n].holds(span)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds a character; raises ValueError where none does."""
        for index, span in enumerate(self.paragraphs):
            if span.start <= offset < span.end:
                return index
        raise ValueError(f"character {offset} of {self.id!r} lies in no paragraph")


class Sentence(NamedTuple):
    """One sentence of the story. Sentences never cross a paragraph."""

    i: int
    """Index among the document's sentences."""
    paragraph: int
    """Index into ``Document.paragraphs``."""
    span: Span


#: Tags of a verb with a tense, and of a modal.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Token(NamedTuple):
    """A word of the parse. Without a model, ``tag``, ``dep`` and ``ent`` are empty and ``head`` is the token itself."""

    i: int
    """Index among the document's tokens."""
    start: int
    end: int
    text: str
    tag: str
    """Penn Treebank part of speech."""
    dep: str
    """ClearNLP dependency label."""
    head: int
    """Index of the head token; a root's is its own."""
    ent: str
    """Entity type (``PERSON``, ``ORG``, ``GPE`` …) or the empty string."""
    ent_start: bool
    """Whether an entity begins here."""
    sentence: int
    """Index into the sentences."""

    @property
    def span(self) -> Span:
        """The characters of the word."""
        return Span(self.start, self.end)


def is_finite(verb: Token, words: Iterable[Token]) -> bool:
    """Whether a verb has a tense itself or, among some words, by its auxiliary: "left", "has left", "may leave"."""
    if verb.tag in FINITE:
        return True
    return any(t.head == verb.i and t.dep in ("aux", "auxpass") and t.tag in FINITE for t in words)


@dataclass(frozen=True, slots=True)
class Parse:
    """The words of a document, sentence by sentence, whichever engine read them."""

    tokens: tuple[Token, ...]
    bounds: tuple[tuple[int, int], ...]
    """For each sentence the half-open range of its tokens."""
    engine: str
    """``rules``, or the name and version of the model."""

    @property
    def reduced(self) -> bool:
        """Whether no model was at hand."""
        return self.engine == "rules"

    def of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The words of one sentence."""
        start, end = self.bounds[sentence.i]
        return self.tokens[start:end]
