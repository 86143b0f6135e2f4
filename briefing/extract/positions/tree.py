"""A sentence's parse, ready to be walked."""

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
        self._spans: dict[int, Span] = {}

    def children(self, token: Token, *deps: str) -> list[Token]:
        """A word's dependents in order, all or those with certain labels."""
        all_ = self._children.get(token.i, [])
        return [c for c in all_ if c.dep in deps] if deps else all_

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first of them."""
        return next((c for c in self._children.get(token.i, ()) if c.dep in deps), None)

    def head(self, token: Token) -> Token | None:
        """The word it depends on, where that is in the sentence and not itself."""
        i = token.head - self.offset
        return self.tokens[i] if token.head != token.i and 0 <= i < len(self.tokens) else None

    def span(self, token: Token) -> Span:
        """From the first to the last character of a word's subtree."""
        if token.i not in self._spans:
            start, end = token.start, token.end
            stack = [token]
            while stack:
                t = stack.pop()
                start, end = min(start, t.start), max(end, t.end)
                stack.extend(self._children.get(t.i, ()))
            self._spans[token.i] = Span(start, end)
        return self._spans[token.i]

    def within(self, span: Span) -> Sequence[Token]:
        """The words that begin in a stretch."""
        return self.tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def after(self, token: Token) -> Token | None:
        """The next word of the sentence."""
        i = token.i - self.offset + 1
        return self.tokens[i] if i < len(self.tokens) else None

    def before(self, token: Token) -> Token | None:
        """The word before it in the sentence."""
        i = token.i - self.offset - 1
        return self.tokens[i] if i >= 0 else None
