"""The words of the story with what their letters say: capitals, possessives, where a sentence or quotation begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.extract.actors.lexicon import Lexicon
from briefing.model.text import Document, Parse, Sentence, Span, Token

_WORD = re.compile(
    r"""
    (?P<short>(?:[^\W\d_]\.){2,}(?:-\w+)*)   # U.S., E.J., U.S.-Ecuadorian
  | (?P<initial>[A-Z]\.(?=\s?[A-ZÀ-Þ]))      # the J. inside a name
  | (?P<word>\w+(?:[’'&\-]\w+|‘s\b|\.(?:com|org|net|co|gov)\b)*)
    """,
    re.VERBOSE,
)
# Some typesetters turn an apostrophe the wrong way: "Hale‘s".
_POSSESSIVE = re.compile(r"[’'‘]s$", re.IGNORECASE)
# "Warren-style", "Ford-aligned": the name ends before the hyphen.
_TAIL = re.compile(r"^[A-Z]\w*-[a-z]+$")
_OPENERS = "“\"‘'([—–-:;"


class Word(NamedTuple):
    """A word as the rules read it, the same with and without a model."""

    i: int
    """Index among the document's words."""
    start: int
    end: int
    """Without a possessive ending, with the stop of a short form."""
    text: str
    low: str
    cap: bool
    upper: bool
    """All capitals, two letters or more."""
    initial: bool
    """Whether a sentence or a quotation begins here, so that a capital says nothing."""
    possessive: bool
    gap: str
    """What stands between this word's end and the next word; to the sentence's end for the last."""
    sentence: int
    token: Token | None
    """The word of the parse that begins here."""

    @property
    def span(self) -> Span:
        """The characters of the word."""
        return Span(self.start, self.end)

    @property
    def joins(self) -> bool:
        """Whether only white space parts it from the next word."""
        return not self.possessive and self.gap.isspace()


def scan(document: Document, sentences: Sequence[Sentence], parse: Parse, lex: Lexicon) -> tuple[Word, ...]:
    """All words of the story in order."""
    at = {} if parse.reduced else {t.start: t for t in parse.tokens}
    words: list[Word] = []
    for sentence in sentences:
        for word in _sentence(document.text, sentence, lex):
            words.append(word._replace(i=len(words), token=at.get(word.start)))
    return tuple(words)


def _sentence(text: str, sentence: Sentence, lex: Lexicon) -> Iterator[Word]:
    matches = list(_WORD.finditer(text, sentence.span.start, sentence.span.end))
    for n, match in enumerate(matches):
        start, end = match.span()
        after = matches[n + 1].start() if n + 1 < len(matches) else sentence.span.end
        possessive = False
        if match.lastgroup == "word":
            ending = _POSSESSIVE.search(match.group())
            if ending:
                end -= len(ending.group())
                possessive = True
            elif end < after and text[end] == "." and (match.group().lower() + ".") in lex.dotted:
                end += 1
            elif _TAIL.search(match.group()) and not _office(match.group().lower(), lex):
                end = start + match.group().rindex("-")
            elif text[end - 1 : end] in "sz" and text[end : end + 2] in ("’ ", "' "):
                possessive = True
        core = text[start:end]
        before = text[max(sentence.span.start, start - 1) : start]
        yield Word(
            0,
            start,
            end,
            core,
            core.lower(),
            core[0].isupper(),
            len(core) > 1 and core.isupper() and any(c.isalpha() for c in core[1:]),
            n == 0 or (bool(before) and before in _OPENERS),
            possessive,
            text[match.end() if possessive else end : after],
            sentence.i,
            None,
        )


def _office(low: str, lex: Lexicon) -> bool:
    return (
        lex.is_role(low)
        or low in lex.modifiers
        or low.split("-")[0] in ("co", "vice", "anti", "pro", "mid", "post", "al")
    )


def shouted(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a sentence is a headline: nearly every word that could be small is not."""
    content = [w for w in words if w.text[0].isalpha() and len(w.text) > 2]
    content = [w for w in content if w.low not in lex.function or (w.low in lex.sayings and not w.cap)]
    caps = sum(w.cap for w in content)
    small = len(content) - caps
    if caps < 4:
        return False
    return small == 0 or (caps >= 7 and small <= 0.15 * caps) or sum(w.upper for w in content) >= 0.6 * len(content)
