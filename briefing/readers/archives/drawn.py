"""A PDF of an archive as lines: the feet and heads of its pages left out, paragraphs told by their gaps."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from briefing import pdfium
from briefing.model.sentence_ends import ends_sentence, last_mark
from briefing.pdfium import Line as Drawn
from briefing.readers.archives.lines import Line, Lines

#: The share of a page's height, at its top and at its foot, where running heads and page numbers stand.
MARGIN = 0.1
#: How much larger than the rest a headline is set.
LARGER = 1.15
#: How much wider than usual a gap between paragraphs is.
WIDER = 1.4
#: So many times its size before the column's end, a line is short: four where a sentence ends, else eight.
SHORT = (4, 8)

_NUMBER = re.compile(
    r"(?:page|seite|página)?\s*(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"page (?P<number>\d{1,4}) of \d{1,4}", re.IGNORECASE)


def lines(data: bytes, name: str) -> Lines:
    """The lines of a PDF.

    Raises:
        InputError: the file is damaged, locked or far too long.
    """
    drawn, _ = pdfium.lines(data, name=name)
    kept = _without_running([line for line in drawn if line.text.strip()])
    if not kept:
        return Lines((), wrapped=True)
    sizes: Counter[float] = Counter()
    for line in kept:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    right = statistics.quantiles([line.right for line in kept], n=20)[-1] if len(kept) > 1 else kept[0].right
    step = _step(kept, right)
    rows = [Line(kept[0].text.strip(), head=kept[0].size > body * LARGER)]
    for before, line in itertools.pairwise(kept):
        rows.append(Line(line.text.strip(), _is_apart(before, line, step, right), line.size > body * LARGER))
    return Lines(tuple(rows), wrapped=True, drawn=tuple(kept))


def _without_running(drawn: Sequence[Drawn]) -> list[Drawn]:
    """The lines without page numbers, and without what is repeated in the margins.

    That is what most pages have there word for word, and the title beside "Page 2 of 3". What recurs in other words is
    kept: the marks between two articles do.
    """
    pages = len({line.page for line in drawn})
    margins = [line for line in drawn if _at_margin(line)]
    texts = Counter(text for _, text in {(line.page, line.text) for line in margins})
    later = {line.page for line in margins if (m := _COUNTED.fullmatch(line.text.strip())) and int(m["number"]) > 1}
    inside = {line.text for line in drawn if not _at_margin(line)}
    return [
        line
        for line in drawn
        if not _at_margin(line)
        or not (
            _NUMBER.fullmatch(line.text.strip())
            or (pages > 2 and texts[line.text] * 2 > pages)
            or (line.page in later and line.text in inside)
        )
    ]


def _at_margin(line: Drawn) -> bool:
    return line.top > line.height * (1 - MARGIN) or line.bottom < line.height * MARGIN


def _step(drawn: Sequence[Drawn], right: float) -> float:
    """From one line's foot to the next one's within a paragraph, in points: below lines that are full."""
    steps = [
        a.bottom - b.bottom
        for a, b in itertools.pairwise(drawn)
        if a.page == b.page and a.right > right - SHORT[1] * a.size and 0 < a.bottom - b.bottom < 4 * max(a.size, 1)
    ]
    return statistics.median(steps) if steps else 0.0


def _is_apart(before: Drawn, line: Drawn, step: float, right: float) -> bool:
    ended = ends_sentence(before.text) or last_mark(before.text) == ":"
    short = before.right < right - (SHORT[0] if ended else SHORT[1]) * before.size
    if abs(before.size - line.size) > 0.1 * before.size or short:
        return True
    down = before.bottom - line.bottom
    if before.page != line.page or down < 0:
        return ended and short
    return bool(step) and down > step * WIDER
