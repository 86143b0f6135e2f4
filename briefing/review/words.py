"""Edited words held against their source: which of its words were left out, and what was filled in.

A line may lose words; it may gain none but those in square brackets, which are printed in brackets, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.model import unprintable
from briefing.model.brief import Filled, Passage, Piece, Words
from briefing.model.text import Span

_PARTS = re.compile(r"\[(?P<filled>[^\[\]]+)\]|(?P<words>[^\[\]]+)")
_TOKEN = re.compile(r"\w+|[^\w\s]")


#: Marks that a keyboard has for those that are printed; each stands for one character.
_TYPED = str.maketrans({"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def typed(text: str) -> str:
    """Words as they stand in the file, with the marks a keyboard has: the same words, and as long."""
    return unprintable.replaced(text).translate(_TYPED)


def _spaced(text: str) -> str:
    """The same with one space between words; a control that Python takes for white space is none in the file."""
    return " ".join(typed(text).split())


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def align(text: str, source: str, start: int) -> tuple[Piece, ...] | None:
    """The pieces of an edited line, as few as there can be; ``None`` where a word is not the source's, or not in order.

    A straight apostrophe or quotation mark stands for a curly one; what is printed is the source's.

    Args:
        text: as the person wrote it; words in square brackets are filled in.
        source: the words it may be made of.
        start: where the source begins in its document.
    """
    tokens = _tokens(source)
    pieces: list[Piece] = []
    wanted: list[tuple[str, int]] = []
    filled: list[tuple[int, str]] = []
    for part in _PARTS.finditer(text):
        if part["filled"]:
            filled.append((len(wanted), " ".join(part["filled"].split())))
        else:
            wanted += [(t.text, len(filled)) for t in _tokens(part["words"])]
    places = _places([word for word, _ in wanted], [part for _, part in wanted], tokens)
    if places is None:
        return None
    at = 0
    while at < len(places):
        while filled and filled[0][0] == at:
            pieces.append(Filled(filled.pop(0)[1]))
        last = at
        while last + 1 < len(places) and places[last + 1] == places[last] + 1 and wanted[last + 1][1] == wanted[at][1]:
            last += 1
        span = Span(tokens[places[at]].start, tokens[places[last]].end)
        pieces.append(Words(Span(start + span.start, start + span.end), source[span.start : span.end]))
        at = last + 1
    pieces.extend(Filled(words) for _, words in filled)
    return tuple(pieces)


def _tokens(text: str) -> list[_Token]:
    return [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(typed(text))]


def astray(text: str, source: str) -> str | None:
    """The first word of an edited line that the source has not, or has not at this place; ``None`` where all stand.

    Args:
        text: as the person wrote it; words in square brackets are not looked for.
        source: the words it may be made of.
    """
    rest = iter([token.text for token in _tokens(source)])
    first = True
    for part in _PARTS.finditer(text):
        for token in _tokens(part["words"] or ""):
            if not any(word == token.text or (first and _capital(word) == token.text) for word in rest):
                return token.text
            first = False
    return None


def _places(wanted: Sequence[str], parts: Sequence[int], tokens: Sequence[_Token]) -> list[int] | None:
    """For each word its place in the source: in order, with as few gaps as there can be.

    The first word may have been given a capital.
    """
    # cost[j]: gaps of the best way to put the words so far, the last of them at token j.
    if not wanted:
        return None
    steps: list[dict[int, tuple[int, int]]] = []
    for i, word in enumerate(wanted):
        here: dict[int, tuple[int, int]] = {}
        best: tuple[int, int] | None = None
        before = steps[-1] if steps else {}
        for j, token in enumerate(tokens):
            if i and j - 1 in before and (best is None or before[j - 1][0] < best[0]):
                best = (before[j - 1][0], j - 1)
            if token.text != word and not (i == 0 and _capital(token.text) == word):
                continue
            if i == 0:
                here[j] = (0, -1)
            elif best is not None:
                joined = before.get(j - 1)
                broken = (best[0] + 1, best[1])
                together = (joined[0], j - 1) if joined and parts[i] == parts[i - 1] else None
                here[j] = min(together, broken) if together else broken
        if not here:
            return None
        steps.append(here)
    j = min(steps[-1], key=lambda k: (steps[-1][k][0], k))
    out = []
    for step in reversed(steps):
        out.append(j)
        j = step[j][1]
    return out[::-1]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def find(words: str, passages: Sequence[Passage], near: str | None) -> tuple[Passage, ...]:
    """The sentences, one after the other in one article, that hold some words letter by letter; empty where none do.

    Args:
        words: as the person wrote them; white space counts for nothing.
        passages: every sentence there is, in order.
        near: the article to look in first.
    """
    wanted = _spaced(words)
    documents = list(dict.fromkeys(p.document for p in passages))
    for document in sorted(documents, key=lambda d: d != near):
        mine = [p for p in passages if p.document == document]
        plain = [_spaced(p.text) for p in mine]
        at = f" {' '.join(plain)} ".find(wanted) if wanted else -1
        if at < 0:
            continue
        begin, chosen, end = 1, [], at + len(wanted)
        for passage, text in zip(mine, plain, strict=True):
            if begin < end and at < begin + len(text):
                chosen.append(passage)
            begin += len(text) + 1
        return tuple(chosen)
    return ()
