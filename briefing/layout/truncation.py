"""A line that is too long, cut at a clause."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Callable, Iterator, Sequence

from briefing import rules
from briefing.model.brief import Filled, Line, Piece, Words
from briefing.model.text import Span

#: Where a line may end, best first: after a sentence, before a semicolon, dash or colon, before a comma.
_BOUNDARIES = (
    re.compile(r"(?<=[.!?][”’\"]) |(?<=[.!?]) "),
    re.compile(r"(?=;)| (?=[–—])|(?=—)|(?=:\s)"),
    re.compile(r"(?=,\s)"),
)
_SPACE = re.compile(r"\s")
#: Between two letters, for texts that part no words: Chinese, or one address of a thousand characters.
_LETTERS = re.compile(r"(?<=\w)(?=\w)")
_LAST_WORD = re.compile(r"(?<![\w.’'])(?P<word>[\w.’']+)\.$")
_OPENING, _CLOSING = "“", "”"
#: Characters up to which a place for a cut is looked for: more stand on no page, and each place is tried.
LONGEST = 10_000
#: So many beginnings longer than the longest that is known to fit are tried, too.
AROUND = 8


def cut(line: Line, language: str, fits: Callable[[Line], bool], most: int | None = None) -> Line | None:
    """The longest beginning of a line that fits, ended at a clause; ``None`` where no clause is short enough.

    A quotation that is cut is closed with the mark that closes it in the source.

    Args:
        line: what is too long.
        language: of the article.
        fits: whether a beginning fits. It is asked of few: what is longer than one that does not fit hardly ever fits.
        most: characters that no line holds, where that is known.
    """
    turning: Line | None = None
    most = LONGEST if most is None else most
    for boundary in _BOUNDARIES:
        for shorter, rest in _fitting(line, _places(line, boundary, most, language), fits):
            if not _turns(language).match(rest):
                return shorter
            turning = turning or shorter
    return turning or _at_a_word(line, language, fits, most)


def _at_a_word(line: Line, language: str, fits: Callable[[Line], bool], most: int) -> Line | None:
    """For a line without a clause's end that is short enough: cut between words, or where there are none, letters.

    A quotation that its line leaves open stays open, where nothing else is short enough.
    """
    for boundary, forced in ((_SPACE, False), (_SPACE, True), (_LETTERS, True)):
        for shorter, _ in _fitting(line, _places(line, boundary, most, language), fits, forced=forced):
            return shorter
    return None


def _fitting(
    line: Line, places: Sequence[tuple[int, int]], fits: Callable[[Line], bool], *, forced: bool = False
) -> Iterator[tuple[Line, str]]:
    """The beginnings that fit, longest first, each with what it leaves away."""
    made = [(begun, at) for at in places if (begun := _upto(line, *at, forced=forced)) is not None]
    # A name that is left out may be told in brackets, so that a beginning a little longer takes less room.
    first = bisect.bisect_left(made, x=True, key=lambda pair: fits(pair[0])) - AROUND
    for shorter, at in made[max(0, first) :]:
        if fits(shorter):
            yield shorter, _rest(line, *at)


def _places(line: Line, boundary: re.Pattern[str], most: int, language: str) -> list[tuple[int, int]]:
    """Places in the line's own words, last first: (piece, character)."""
    places: list[tuple[int, int]] = []
    before = 0
    for i, piece in enumerate(line.pieces):
        if isinstance(piece, Words) and before < most:
            places += [
                (i, m.start())
                for m in boundary.finditer(piece.text, 0, most - before)
                if m.start() > 0 and not _abbreviated(piece.text, m, language)
            ]
        before += len(piece.text)
    return places[::-1]


def _abbreviated(text: str, boundary: re.Match[str], language: str) -> bool:
    """Whether words before a boundary end with an abbreviation, whose stop belongs to it."""
    last = _LAST_WORD.search(text, max(0, boundary.start() - 20), boundary.start())
    if last is None:
        return False
    numbered = text[boundary.end() : boundary.end() + 1].isdigit()
    return len(last["word"]) == 1 or last["word"].lower() in _abbreviations(language, numbered=numbered)


@functools.cache
def _turns(language: str) -> re.Pattern[str]:
    """What changes what was said before it: a line is not cut just ahead of it while it can be helped."""
    return re.compile(rf"[\s,;:–—]*\b(?:{rules.any_of(rules.words('trimming', language, 'turns'))})\b", re.IGNORECASE)


@functools.cache
def _abbreviations(language: str, *, numbered: bool) -> frozenset[str]:
    """A stop after one of these, or after an initial, ends no sentence ("state Sen. Ada Brenn").

    Args:
        language: of the text.
        numbered: whether a number follows ("on Nov. 3", "Rule No. 5").
    """
    names = {"before-a-name", "either", *(("before-a-number", "month") if numbered else ())}
    listed = rules.nearest("sentences", language)["rule"]
    return frozenset(w for rule in listed if rule["name"] in names for w in rule["words"])


def _rest(line: Line, at: int, offset: int) -> str:
    """What the cut leaves away."""
    return " ".join([line.pieces[at].text[offset:], *(p.text for p in line.pieces[at + 1 :])])


def _upto(line: Line, at: int, offset: int, *, forced: bool = False) -> Line | None:
    piece = line.pieces[at]
    if not isinstance(piece, Words):
        return None
    kept: list[Piece] = list(line.pieces[:at])
    words = piece.text[:offset].rstrip()
    if len(words.split()) + sum(len(p.text.split()) for p in kept) < 4 and not forced:
        return None
    kept.append(Words(Span(piece.span.start, piece.span.start + len(words)), words))
    text = " ".join(p.text for p in kept if not isinstance(p, Filled))
    if text.count(_OPENING) > text.count(_CLOSING):
        closing = _closing(line, at, offset)
        if closing is not None:
            kept.append(closing)
        elif not forced:
            return None
    return dataclasses.replace(line, pieces=tuple(kept), cut=True)


def _closing(line: Line, at: int, offset: int) -> Words | None:
    """The mark that closes the quotation in the source."""
    for i in range(at, len(line.pieces)):
        piece = line.pieces[i]
        index = piece.text.find(_CLOSING, offset if i == at else 0)
        if index >= 0 and isinstance(piece, Words):
            start = piece.span.start + index
            return Words(Span(start, start + 1), _CLOSING)
    return None
