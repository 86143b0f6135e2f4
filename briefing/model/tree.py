"""A sentence's dependency tree, ready to be walked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefing.model.text import Parse, Sentence, Span, Token


class Tree:
    """The words of one sentence with their children and the stretch each one's subtree covers."""

    def __init__(self, parse: Parse, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = parse.of(sentence)
        self.offset = self.tokens[0].i if self.tokens else 0
        self._starts = [t.start for t in self.tokens]
        self._children: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.i:
                self._children.setdefault(token.head, []).append(token)
        self._spans: list[Span] = []

    def children(self, token: Token, *deps: str) -> list[Token]:
        """A word's dependents in order, all or those with certain labels."""
        all_ = self._children.get(token.i, [])
        return [c for c in all_ if c.dep in deps] if deps else all_

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first of them."""
        for child in self._children.get(token.i, ()):
            if child.dep in deps:
                return child
        return None

    def head(self, token: Token) -> Token | None:
        """The word it depends on, where that is in the sentence and not itself."""
        i = token.head - self.offset
        return self.tokens[i] if token.head != token.i and 0 <= i < len(self.tokens) else None

    @property
    def root(self) -> Token | None:
        """The word that all others depend on; ``None`` without a parse."""
        return next((t for t in self.tokens if t.dep == "ROOT"), None)

    def at(self, index: int) -> Token | None:
        """The word with an index among the document's words, where it is in the sentence."""
        i = index - self.offset
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def span(self, token: Token) -> Span:
        """From the first to the last character of a word's subtree."""
        if not self._spans:
            self._spans = self._extents()
        return self._spans[token.i - self.offset]

    def _extents(self) -> list[Span]:
        """The stretch of each word's subtree: every word tells those above it how far they reach."""
        heads = [t.head - self.offset for t in self.tokens]
        first, last = [t.start for t in self.tokens], [t.end for t in self.tokens]
        size = len(heads)
        for i in range(size):  # in order, so that who has begun earlier has told everybody above it already
            start, at = self.tokens[i].start, heads[i]
            while 0 <= at < size and first[at] > start:
                first[at] = start
                at = heads[at]
        for i in reversed(range(size)):
            end, at = self.tokens[i].end, heads[i]
            while 0 <= at < size and last[at] < end:
                last[at] = end
                at = heads[at]
        return list(map(Span, first, last))

    def within(self, span: Span) -> Sequence[Token]:
        """The words that begin in a stretch."""
        return self.tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def first_from(self, at: int) -> Token | None:
        """The first word that begins at a character or behind it."""
        i = bisect_left(self._starts, at)
        return self.tokens[i] if i < len(self.tokens) else None

    def words_from(self, at: int, most: int) -> Sequence[Token]:
        """The words that begin at a character or behind it, and no more than ``most`` of them."""
        first = bisect_left(self._starts, at)
        return self.tokens[first : first + most]

    def last_before(self, at: int) -> Token | None:
        """The last word that begins before a character."""
        i = bisect_left(self._starts, at) - 1
        return self.tokens[i] if i >= 0 else None

    def after(self, token: Token) -> Token | None:
        """The next word of the sentence."""
        i = token.i - self.offset + 1
        return self.tokens[i] if i < len(self.tokens) else None

    def before(self, token: Token) -> Token | None:
        """The word before it in the sentence."""
        i = token.i - self.offset - 1
        return self.tokens[i] if i >= 0 else None

    def top(self, spans: Sequence[Span]) -> Token | None:
        """The first word of the first stretch whose head lies in none of the stretches: what they hang by."""
        at = [(bisect_left(self._starts, s.start), bisect_left(self._starts, s.end)) for s in spans]
        first, last = at[0]
        for token in self.tokens[first:last]:
            head = token.head - self.offset
            if token.head == token.i or not (first <= head < last or any(a <= head < b for a, b in at[1:])):
                return token
        return None
