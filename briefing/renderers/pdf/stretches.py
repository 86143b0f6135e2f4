"""A line of type as stretches of one face and one direction, each with its place.

They are drawn in the order in which they are read, so that the file's text is in that order too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing import fonts
from briefing.fonts import bidi
from briefing.fonts.shaping import Glyph
from briefing.model.blocks import Runs

#: Stands for a character that no face has.
BOX = "□"


class Stretch(NamedTuple):
    """Some of a run's words."""

    run: int
    """Which of the line's runs."""
    face: fonts.Face
    words: str
    right: bool
    """Whether they are read from right to left."""
    size_pt: float
    glyphs: tuple[Glyph, ...]
    """From left to right, where the words must be shaped; else empty."""
    width_pt: float

    @property
    def missing(self) -> bool:
        """Whether boxes stand for the words."""
        return self.words != "" and fonts.drawn_by(self.words[0]) is None


def stretches(runs: Runs, size_pt: float, levels: Sequence[int] | None = None) -> list[tuple[float, Stretch]]:
    """The stretches of a line in reading order, each with its distance from the line's left edge.

    Args:
        runs: the line.
        size_pt: of runs that have none of their own.
        levels: of each character, where the line is part of a paragraph that was looked at as a whole.
    """
    if levels is None:
        text = "".join(r.text for r in runs)
        levels = bidi.levels(text) if bidi.has_right(text) else None
    pieces: list[Stretch] = []
    order: list[int] = []
    at = 0
    for number, run in enumerate(runs):
        for face, words in fonts.runs(run.text, run.bold, run.italic, run.family):
            for level, part in _parts(words, levels, at):
                made = _stretch(number, face, part, run.size_pt or size_pt, right=bool(level % 2))
                pieces.extend(made)
                order.extend([level] * len(made))
            at += len(words)
    x, places = 0.0, [0.0] * len(pieces)
    for i in bidi.in_sight(order):
        places[i] = x
        x += pieces[i].width_pt
    return list(zip(places, pieces, strict=True))


def _parts(words: str, levels: Sequence[int] | None, at: int) -> list[tuple[int, str]]:
    """Words where their level changes, and around each character that no face has."""
    parts: list[tuple[int, str]] = []
    last = None
    for i, char in enumerate(words):
        if fonts.invisible(char) and char not in "\u200c\u200d":
            continue
        level = levels[at + i] if levels is not None else 0
        key = (level, char if not char.isascii() and fonts.drawn_by(char) is None else "")
        if key == last and not key[1]:
            parts[-1] = (level, parts[-1][1] + char)
        else:
            parts.append((level, char))
        last = key
    return parts


def _stretch(number: int, face: fonts.Face, words: str, size: float, *, right: bool) -> list[Stretch]:
    scale = size / face.metrics().units_per_em
    if fonts.drawn_by(words[0]) is None and not words[0].isspace() and not fonts.invisible(words[0]):
        return [Stretch(number, face, words, right, size, (), face.width(BOX, size))]
    glyphs = face.glyphs(words, right) if right or face.joins else ()
    width = sum(g.advance for g in glyphs) * scale if glyphs else face.width(words, size)
    return [Stretch(number, face, words, right, size, glyphs, width)]


def width_of(runs: Runs, size_pt: float) -> float:
    """The width of a line as it is drawn."""
    return sum(s.width_pt for _, s in stretches(runs, size_pt))
