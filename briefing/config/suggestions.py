"""What a message says of a wrong word or value: what was probably meant, and what was written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(word: str, known: Iterable[str], *, like: float = 0.6) -> str:
    """``; did you mean …?`` for a slip of the pen, else nothing.

    Args:
        word: what was written.
        known: what may be meant.
        like: how like the two must be, from 0 to 1.
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=like)
    return f"; did you mean {near[0]!r}?" if near else ""


def shown(value: object) -> str:
    """A value as a message shows it: no longer than a line, whatever it is."""
    try:
        words = repr(value)
    except (ValueError, RecursionError):  # 0xFFF…, of which Python writes no more than 4,300 digits; lists without end
        return "this"
    return words if len(words) <= 80 else f"{words[:77]}…"
