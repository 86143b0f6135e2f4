"""Rows of an article that look as if this program had written a part of them: "[1 ¶1]", "[check]", "Comment: …".

What looks like a mark of a source is left out of the line, as words may be. A row goes as a whole where that cannot be
done inside a quotation, and where the brackets hold words that change what the line says, such as "[likely]".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from briefing import rules
from briefing.model.brief import EventRow, FigureRow, LeftOut, Line, Piece, PositionRow, Question, Statement, Words
from briefing.model.text import Span

Row = TypeVar("Row", EventRow, FigureRow, PositionRow, Question, Statement)

REASON = "looks like a remark or a mark of this program"
#: A raised digit is one of a unit ("m²") or of a power ("10⁶") behind one or two letters or a number.
_MARK = re.compile(
    r"""\s?(?:
      \[\ ?\d{1,3}(?:\ ?¶[\d\s,¶–-]{1,30})?(?:[;,]\ ?\d{1,3}(?:\ ?¶[\d\s,¶–-]{1,30})?){0,9}\ ?\]   # [1], [1 ¶3], [1; 2]
      | ¶{1,2}\ ?\d{1,4}(?:,\ ?\d{1,4}){0,9}                          # ¶4
      | (?<![\d²³¹⁰⁴-⁹])(?<!\b\w)(?<!\b\w\w)[¹²³⁰⁴-⁹]{1,20}        # closed.¹
    )""",
    re.VERBOSE,
)
_QUOTES = '“”"«»'


def admitted(rows: Iterable[Row], section: str, left: list[LeftOut], language: str) -> list[Row]:
    """The rows that may be printed, without what looks like a mark of a source.

    Args:
        rows: of a section.
        section: their section's name.
        left: takes those that are left out.
        language: of the articles.
    """
    kept = []
    for row in rows:
        line = plain(row.line, language)
        if line is None:
            left.append(LeftOut(section, row.id, REASON))
        else:
            kept.append(row if line is row.line else replace(row, line=line))
    return kept


def plain(line: Line, language: str) -> Line | None:
    """A line without what looks like a mark of a source; ``None`` where it cannot be printed."""
    words = [piece.text for piece in line.pieces if isinstance(piece, Words)]
    if any(_remarks(language).search(text) for text in words) or _heads(language).match(line.text):
        return None
    if not any(_MARK.search(text) for text in words):
        return line
    pieces: list[Piece] = []
    for n, piece in enumerate(line.pieces):
        if not isinstance(piece, Words) or not _MARK.search(piece.text):
            pieces.append(piece)
            continue
        behind = "".join(other.text for other in line.pieces[n + 1 :] if isinstance(other, Words))
        for mark in _MARK.finditer(piece.text):
            if any(quote in piece.text[mark.end() :] + behind for quote in _QUOTES):
                return None
        pieces += _without(piece)
    kept = replace(line, pieces=tuple(pieces))
    return kept if any(map(str.isalnum, kept.text)) else None


def without_marks(words: str | None, language: str) -> str | None:
    """A title or a name without what looks like a mark or a remark; ``None`` where nothing is left.

    >>> without_marks("Pier closed [1 ¶1] [check]"), without_marks("Pier closed [video]")
    ('Pier closed', 'Pier closed [video]')
    """
    if words is None or not (_MARK.search(words) or _remarks(language).search(words)):
        return words
    return " ".join(_remarks(language).sub("", _MARK.sub("", words)).split()) or None


def _without(piece: Words) -> Iterator[Words]:
    """The words around what looks like a mark."""
    at = 0
    for mark in (*_MARK.finditer(piece.text), None):
        end = mark.start() if mark is not None else len(piece.text)
        part = piece.text[at:end]
        start = at + len(part) - len(part.lstrip())
        if part.strip():
            text = part.strip()
            yield Words(Span(piece.span.start + start, piece.span.start + start + len(text)), text)
        at = mark.end() if mark is not None else end


@functools.cache
def _remarks(language: str) -> re.Pattern[str]:
    """What matches a remark in square brackets."""
    words = (
        re.escape(w).replace("…", r"[^\[\]]{1,80}").replace(r"\ ", r"\s{1,3}") for w in _words(language, "remarks")
    )
    return re.compile(rf"\s?\[\s?(?:{'|'.join(words)})\s?\]", re.IGNORECASE)


@functools.cache
def _heads(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _words(language, 'heads')))})\s?:", re.IGNORECASE)


def _words(language: str, name: str) -> list[str]:
    return list(rules.nearest("imitations", language)[name])
