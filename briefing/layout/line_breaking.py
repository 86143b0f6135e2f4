"""Lines of a given width, broken where word processors break them.

The rules are the part of UAX #14 (Unicode line breaking) that LibreOffice and Word share, with one known departure:
neither breaks after a slash. Widths are sums of advances, as both programs lay type out without kerning.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from itertools import accumulate

from briefing import fonts
from briefing.model.blocks import Run, Runs

#: Lines are set this much narrower than their measure: word processors round each run's place to a twip.
ROUNDING_PT = 0.1

#: Where the face changes within a line, programs round again: room for words in another script is given in plenty.
ELSEWHERE = 1.005

#: Vietnamese letters, regular and bold, in the font that programs take whose own has none of them (DejaVu Sans): older
#: versions of Liberation Sans do not.
WIDER = (1.11, 1.22)

_SPACES = frozenset(" \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000")
#: No-break spaces: no line ends on either side of one.
_GLUE = frozenset("\u00a0\u202f")
_QUOTES = frozenset("\"'“”‘’„«»‹›")
_NEVER_FIRST = frozenset(")]},.:;!?/%…’”»›、。，．：；！？）」』】〉》〕ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
_NEVER_LAST = frozenset("([{“‘«‹（「『【〈《〔")


def break_lines(runs: Sequence[Run], width_pt: float, size_pt: float, *, whole_words: bool = False) -> tuple[Runs, ...]:
    """Runs broken into lines no wider than ``width_pt``; a word wider than a line is broken where it overflows.

    There is always at least one line. With ``whole_words``, none ends behind a hyphen.
    """
    return _broken(tuple(runs), width_pt, size_pt, whole_words=whole_words)


@functools.lru_cache(maxsize=2048)
def _broken(runs: Runs, width_pt: float, size_pt: float, *, whole_words: bool) -> tuple[Runs, ...]:
    """The lines; a page is made again from what its file carries, of the same paragraphs."""
    text = "".join(r.text for r in runs)
    edges = _edges(runs, size_pt)
    limit = width_pt - ROUNDING_PT
    ranges: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end, following = _next(text, edges, start, limit, whole_words=whole_words)
        ranges.append((start, end))
        start = following
    begins = list(accumulate((len(r.text) for r in runs), initial=0))
    return tuple(_cut(runs, begins, a, b) for a, b in ranges) or ((),)


def width_of(runs: Sequence[Run], size_pt: float) -> float:
    """The width of runs set on one line."""
    return _edges(runs, size_pt)[-1]


def _next(text: str, edges: Sequence[float], start: int, limit: float, *, whole_words: bool = False) -> tuple[int, int]:
    """The end of the line that begins at ``start``, without its spaces, and where the next one begins."""
    room = edges[start] + limit
    fits = max(start, min(len(text), bisect.bisect_right(edges, room, start) - 1))
    while fits < len(text) and text[fits] in _SPACES:
        fits += 1
    breaks = (at for at in range(min(fits, len(text) - 1), start, -1) if may_break(text, at, whole_words=whole_words))
    if fits == len(text):
        return len(text.rstrip()) if text[start:].strip() else len(text), len(text)
    best = next(breaks, max(fits, start + 1))
    end = best
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end, best


def may_break(text: str, at: int, *, whole_words: bool = False) -> bool:
    """Whether a line may end before the character at ``at``; with ``whole_words``, not behind a hyphen."""
    before, after = text[at - 1], text[at]
    if after in _SPACES or before in _GLUE or after in _GLUE:
        return False
    if before in _SPACES:
        return True
    if after in _NEVER_FIRST or before in _NEVER_LAST or before in _QUOTES or after in _QUOTES:
        return False
    if before == "-":
        return not whole_words and not after.isdigit() and at > 1 and text[at - 2] not in _SPACES
    if before in "–?!…|\u200b\u00ad":
        return True
    if before == "—" or after == "—":
        return before != after
    return _ideographic(before) or _ideographic(after)


def _ideographic(char: str) -> bool:
    """Whether lines may break on either side: Han and kana. Korean words stay whole, as in other programs."""
    code = ord(char)
    korean = 0x3130 <= code <= 0x318F
    return (0x2E80 <= code <= 0xA4CF and not korean) or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFD


def _edges(runs: Sequence[Run], size_pt: float) -> list[float]:
    """Where each character begins, from the start of the text; one more for the end."""
    edges = [0.0]
    at = 0.0
    for run in runs:
        for face, stretch in fonts.runs(run.text, run.bold, run.italic, run.family):
            scale = (run.size_pt or size_pt) / face.metrics().units_per_em
            if face is not fonts.face(run.bold, run.italic, run.family):
                scale *= ELSEWHERE
            for char, advance in zip(stretch, face.advances(stretch), strict=True):
                at += advance * scale * (WIDER[run.bold] if "\u1e00" <= char <= "\u1eff" else 1.0)
                edges.append(at)
    return edges


def _cut(runs: Sequence[Run], begins: Sequence[int], start: int, end: int) -> Runs:
    """The stretch of the runs between two characters; ``begins`` says where each run begins."""
    out: list[Run] = []
    for n in range(max(0, bisect.bisect_right(begins, start) - 1), len(runs)):
        if begins[n] >= end:
            break
        words = runs[n].text[max(start - begins[n], 0) : end - begins[n]]
        if words:
            out.append(runs[n]._replace(text=words))
    return tuple(out)
