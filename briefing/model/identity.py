"""Names for rows that stay the same when a brief is made anew: what a row says is what it is called by."""

from __future__ import annotations

import hashlib
from collections import Counter

from briefing.model.brief import Brief, EventRow, FigureRow, Line, PositionRow, Question, Statement, Words

Row = Statement | EventRow | PositionRow | FigureRow | Question

#: Section → what the names of its rows begin with; a row that moves between sections of one kind keeps its name.
KINDS = {
    "bottom_line": "point",
    "key_points": "point",
    "chronology": "event",
    "scheduled": "event",
    "held_events": "event",
    "positions": "position",
    "held_positions": "position",
    "figures": "figure",
    "questions": "question",
}


def names(brief: Brief) -> dict[str, str]:
    """For each row's id, in every section, a name made of its kind and its words: ``event-5f0c21ab``.

    The number of an article or of a row has no part in it. Rows of one kind with the same words are told apart by a
    number behind.
    """
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for section, kind in KINDS.items():
        for row in getattr(brief, section):
            base = name(kind, row.line)
            seen[base] += 1
            found[row.id] = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return found


def name(kind: str, line: Line) -> str:
    """The name of one row."""
    words = " ".join(" ".join(piece.text.split()) for piece in line.pieces if isinstance(piece, Words))
    return f"{kind}-{hashlib.blake2s(words.encode(), digest_size=4).hexdigest()}"
