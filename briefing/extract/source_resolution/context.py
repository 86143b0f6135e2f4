"""A document as speaker resolution sees it: who is named where, what is quoted, who has spoken so far."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extract.actors import likely_pronoun
from briefing.extract.source_resolution.lexicon import Lexicon
from briefing.model.findings import Actor
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Parse, Sentence, Span, Token

#: The names before a word among which whoever is meant is looked for, at most: as many as 10,000 words of news hold.
MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named in a place."""

    span: Span
    actor: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who has spoken."""

    offset: int
    paragraph: int
    actor: str


@dataclass(slots=True)
class Context:
    """What is known while the attributions are read in order."""

    document: Document
    sentences: Sequence[Sentence]
    parse: Parse
    lex: Lexicon
    actors: dict[str, Actor]
    quotations: Quotations
    named: list[Named] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    """Pronouns seen for an actor in this text."""
    _sentence_starts: list[int] = field(default_factory=list)
    _named_starts: list[int] = field(default_factory=list)
    _named_paragraphs: list[int] = field(default_factory=list)
    _token_starts: list[int] = field(default_factory=list)
    unnamed: dict[str, str] = field(default_factory=dict)
    """Single people who spoke without a name, with their noun: "a ministry **spokesman**"."""
    collective: set[str] = field(default_factory=set)
    """Bodies that spoke without a name: "the government"."""
    offices: dict[str, str] = field(default_factory=dict)
    """Of an office that no name in the text bears: whom it means."""
    titled: dict[str, tuple[list[int], list[Named], int]] = field(default_factory=dict)
    """Of a noun in titles: where people titled so are named, the names, and how many come before a second person."""

    def __post_init__(self) -> None:
        self.named = sorted(
            (Named(m.span, a.id) for a in self.actors.values() for m in a.mentions if m.kind == "name"),
            key=lambda n: n.span,
        )
        self._sentence_starts = [s.span.start for s in self.sentences]
        self._named_starts = [n.span.start for n in self.named]
        self._named_paragraphs = [self.paragraph_at(start) for start in self._named_starts]
        self._token_starts = [t.start for t in self.parse.tokens]
        for actor in self.actors.values():
            if actor.gender in ("he", "she"):
                self.genders[actor.id] = actor.gender
        for id_, gender in self._counted().items():
            self.genders.setdefault(id_, gender)

    def _counted(self) -> dict[str, str]:
        """The pronoun that follows a person in the sentences that name nobody else, where all or most agree."""
        votes: dict[str, Counter[str]] = {}
        for sentence in self.sentences:
            here = [n for n in self.within(sentence.span) if self.actors[n.actor].kind == "person"]
            if len({n.actor for n in here}) != 1 or self.is_quoted(here[0].span.start):
                continue
            pronoun = self.lex.person_pronoun.search(self.text, here[0].span.end, sentence.span.end)
            if pronoun is not None and not self.is_quoted(pronoun.start()):
                gender = "he" if pronoun.group().lower() in self.lex.he else "she"
                votes.setdefault(here[0].actor, Counter())[gender] += 1
        return {
            id_: best
            for id_, counts in votes.items()
            for best, n in counts.most_common(1)
            if n >= 2 and n >= 0.75 * counts.total()
        }

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds, or last began before, a character."""
        i = bisect.bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def paragraph_at(self, offset: int) -> int:
        """The paragraph of a character; -1 before the first."""
        sentence = self.sentence_at(offset)
        return sentence.paragraph if sentence else -1

    def within(self, span: Span) -> list[Named]:
        """The names that share a character with a span, in order."""
        low = max(0, bisect.bisect_left(self._named_starts, span.start) - 2)
        high = bisect.bisect_left(self._named_starts, span.end)
        return [n for n in self.named[low:high] if n.span.overlaps(span)]

    def named_before(self, at: int, lowest: int) -> Sequence[Named]:
        """The latest names that begin before a character and not above a paragraph, in order (:data:`MOST_NAMES`)."""
        high = bisect.bisect_left(self._named_starts, at)
        low = max(bisect.bisect_left(self._named_paragraphs, lowest), high - MOST_NAMES)
        return self.named[low:high]

    def tokens(self, span: Span) -> Sequence[Token]:
        """The words of the parse that begin in a span."""
        low = bisect.bisect_left(self._token_starts, span.start)
        high = bisect.bisect_left(self._token_starts, span.end)
        return self.parse.tokens[low:high]

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands between quotation marks."""
        return self.quotations.around(offset) is not None

    def fits(self, actor: str, pronoun: str) -> bool:
        """Whether a person may be meant by ``he`` or ``she``, as far as the text and the given name tell."""
        named = self.actors[actor]
        if named.kind != "person":
            return False
        shown = self.genders.get(actor) or likely_pronoun(named.name, self.document.language)
        return shown is None or shown == pronoun

    def shows(self, actor: str, pronoun: str) -> bool:
        """Whether the text or the given name speaks for the pronoun."""
        person = self.actors[actor]
        return (self.genders.get(actor) or likely_pronoun(person.name, self.document.language)) == pronoun
