"""A line that is too long, cut at a clause."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from briefing import rules
from briefing.model.brief import Filled, Line, Piece, Words
from briefing.model.text import Span

#: Where a line may end, best first: after a sentence, before a semicolon, dash or colon, before a comma.
_BOUNDARIES = (
    re.compile(r"(?<=[.!?][”’\"]) |(?<=[.!?]) "),
    re.compile(r"(?=;)| (?=[–—])|(?=—)|(?=:\s)"),
    re.compile(r"(?=,\s)"),
)
#: A stop after one of these, or after an initial, ends no sentence ("state Sen. Ada Brenn").
_ABBREVIATIONS = frozenset(
    word
    for rule in rules.load("sentences")["rule"]
    if rule["name"] in ("before-a-name", "either")
    for word in rule["words"]
)
_LAST_WORD = re.compile(r"(?<![\w.’'])(?P<word>[\w.’']+)\.$")
#: What follows one of these changes what was said before: a line is not cut just ahead of it while it can be helped.
_TURNS = re.compile(
    r"[\s,;:–—]*\b(?:but|unless|if|though|although|except|only|provided|however|yet|not|nor|without|until|while|whereas)\b",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "“", "”"
#: Characters up to which a place for a cut is looked for: more stand on no page, and each place is tried.
LONGEST = 10_000


def cut(line: Line, fits: Callable[[Line], bool]) -> Line | None:
    """The longest beginning of a line that fits, ended at a clause; ``None`` where no clause is short enough.

    A quotation that is cut is closed with the mark that closes it in the source.
    """
    turning: Line | None = None
    for boundary in _BOUNDARIES:
        for at, offset in _places(line, boundary):
            shorter = _upto(line, at, offset)
            if shorter is None or not fits(shorter):
                continue
            if not _TURNS.match(_rest(line, at, offset)):
                return shorter
            turning = turning or shorter
    return turning or _at_a_word(line, fits)


def _at_a_word(line: Line, fits: Callable[[Line], bool]) -> Line | None:
    """For a line without a clause's end that is short enough: cut between words."""
    for at, offset in _places(line, re.compile(r"\s")):
        shorter = _upto(line, at, offset)
        if shorter is not None and fits(shorter):
            return shorter
    return None


def _places(line: Line, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    """Places in the line's own words, last first: (piece, character)."""
    return [
        (i, m.start())
        for i, piece in reversed(list(enumerate(line.pieces)))
        if isinstance(piece, Words)
        for m in reversed(list(boundary.finditer(piece.text, 0, LONGEST)))
        if m.start() > 0 and not _abbreviated(piece.text[max(0, m.start() - 20) : m.start()])
    ]


def _abbreviated(before: str) -> bool:
    """Whether words end with an abbreviation, whose stop belongs to it."""
    last = _LAST_WORD.search(before)
    return last is not None and (last["word"].lower() in _ABBREVIATIONS or len(last["word"]) == 1)


def _rest(line: Line, at: int, offset: int) -> str:
    """What the cut leaves away."""
    return " ".join([line.pieces[at].text[offset:], *(p.text for p in line.pieces[at + 1 :])])


def _upto(line: Line, at: int, offset: int) -> Line | None:
    piece = line.pieces[at]
    if not isinstance(piece, Words):
        return None
    kept: list[Piece] = list(line.pieces[:at])
    words = piece.text[:offset].rstrip()
    if len(words.split()) + sum(len(p.text.split()) for p in kept) < 4:
        return None
    kept.append(Words(Span(piece.span.start, piece.span.start + len(words)), words))
    text = " ".join(p.text for p in kept if not isinstance(p, Filled))
    if text.count(_OPENING) > text.count(_CLOSING):
        closing = _closing(line, at, offset)
        if closing is None:
            return None
        kept.append(closing)
    return dataclasses.replace(line, pieces=tuple(kept), cut=True)


def _closing(line: Line, at: int, offset: int) -> Words | None:
    """The mark that closes the quotation in the source."""
    for i in range(at, len(line.pieces)):
        piece = line.pieces[i]
        found = piece.text.find(_CLOSING, offset if i == at else 0)
        if found >= 0 and isinstance(piece, Words):
            start = piece.span.start + found
            return Words(Span(start, start + 1), _CLOSING)
    return None
