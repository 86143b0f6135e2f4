"""Names for rows that stay the same when a brief is made anew: what a row says is what it is called by."""

from __future__ import annotations

import hashlib
from collections import Counter

from briefing.model import sections
from briefing.model.brief import Brief, Line, Words


def names(brief: Brief) -> dict[str, str]:
    """For each row's id, in every section, a name made of its section's prefix and its words: ``event-5f0c21ab``.

    It does not depend on the number of the article or of the row. Rows with the same prefix and the same words are told
    apart by a number at the end.
    """
    by_id: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for section, row in sections.every_row(brief, sections.REVIEWED):
        base = name(section.prefix or "", row.line)
        seen[base] += 1
        by_id[row.id] = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return by_id


def sentence(prefix: str, text: str) -> str:
    """The name of a sentence that rows with this prefix rest on; of what was left out nothing else is kept."""
    return _digest(f"{prefix}\n{' '.join(text.split())}")


def person(name: str) -> str:
    """The lasting name of a person or body: made of the name as found."""
    return f"person-{sentence('person', name)}"


def _digest(words: str) -> str:
    return hashlib.blake2s(words.encode(), digest_size=4).hexdigest()


def name(prefix: str, line: Line) -> str:
    """The name of one row."""
    words = " ".join(" ".join(piece.text.split()) for piece in line.pieces if isinstance(piece, Words))
    return f"{prefix}-{_digest(words)}"
