"""Where paragraphs begin and end in plain text."""

from __future__ import annotations

import re

from briefing.model.text import Span

_BLANK = re.compile(r"\n[^\S\n]*\n")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_LINE = re.compile(r"[^\s][^\n]*")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, without the white space around them.

    Where blank lines part the text, a paragraph is what stands between them, however its lines were wrapped;
    where there are none, each line is one.
    """
    pattern = _BLOCK if _BLANK.search(text.strip()) else _LINE
    return tuple(
        Span(m.start(), m.start() + len(m.group().rstrip())) for m in pattern.finditer(text) if m.group().strip()
    )
