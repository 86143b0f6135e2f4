"""A PDF: its lines put together to paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from briefing import pdfium, programs, rules
from briefing.errors import InputError
from briefing.model.text import DateFrom, Document, Dropped, Note, Span
from briefing.pdfium import Line
from briefing.pdfium.worker import HYPHENS
from briefing.readers import printed_pages, recognised
from briefing.readers.byline import Head, head
from briefing.readers.ids import identifier
from briefing.readers.printed_pages import Paragraph
from briefing.readers.recognised import is_at_margin
from briefing.readers.word_counts import is_stopped

#: A page with fewer letters is a picture or blank.
FEWEST_LETTERS = 20
#: Lines of a paragraph, with what joins them, in which the word lies that is broken at the end of the last.
PIECES = 8
#: The width of a word is told from that of its line's letters; it may be so many times as wide.
WIDER = 1.15
#: The share of the lines within sentences whose next word had room, from which lines were not filled up to the margin.
UNFILLED = 0.05
#: Times their size that short lines of such a text end before the margin.
SHORT = 4
#: How much larger than the body a headline is set.
LARGER = 1.2

_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/|von|de)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_ADDRESS_LINE = re.compile(rf"{_ADDRESS.pattern}(?:\s+\d{{1,4}}\s*/\s*\d{{1,4}})?")
_WORD = re.compile(r"\w+")
_HYPHENED = re.compile(r"\b(?P<first>\w+)-(?=(?P<second>\w+))")
#: A word that was broken at a line's end where PDFium has put the lines together.
_MENDED = re.compile(r"\b(?P<part>\w+)[\x02\ufffe](?=(?P<tail>\w+))")
_BROKEN = re.compile(r"\b(?P<part>\w+)-$")
#: A range of numbers that goes on in the next line.
_RANGE = re.compile(r"\d[-–]$")
#: What prints web pages: the day it names is that of printing.
_PRINTER = re.compile(
    r"Skia/PDF|Chrom(?:e|ium)|Mozilla|Firefox|Safari|wkhtmltopdf|WeasyPrint|Print To PDF", re.IGNORECASE
)
#: Lines of the margins that are looked at for the article's day; what stands in them besides, and when a file was made.
MOST_STAMPS = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAGE = re.compile(r"\b(?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\b", re.IGNORECASE)
_MADE = re.compile(r"\b(?:print|download|retriev|access|generat|export|sav)ed\b|©|\bcopyright\b|https?:", re.IGNORECASE)
_PRODUCED = re.compile(r"D?:?(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


def read(data: bytes, name: str) -> Document:
    """The article in a PDF.

    The headline is what is set largest at the top of the first page. The day is that of the file's own properties,
    which is believed last.

    Raises:
        InputError: the file is damaged, protected, far too long, or a scan that cannot be recognised.
    """
    lines, about = pdfium.lines(data, name=name)
    notes: tuple[Note, ...] = ()
    if _is_scanned(lines):
        lines, _ = pdfium.lines(programs.recognised(data, name=name), name=name)
        if _is_scanned(lines):
            raise InputError(
                "no text could be recognised in this scanned PDF",
                where=name,
                next_step="Scan it again at 300 dots per inch, or give the article as text.",
            )
        # The day of the file is that of scanning.
        lines, about = recognised.evened(lines), {k: v for k, v in about.items() if not k.endswith("Date")}
        said = "The text was recognised from pictures of pages (OCR); letters and figures may be misread."
        notes = (Note("recognised", said, identifier(name)),)
    url = next(
        (m.group().rstrip(".,)") for line in lines if is_at_margin(line) and (m := _ADDRESS.search(line.text))), None
    )
    story, margins = _without_running(lines)
    if _PRINTER.search(f"{about.get('Producer', '')} {about.get('Creator', '')}"):
        printed = printed_pages.story(_paragraphs(story), about.get("Title", ""))
        if printed is not None:
            return _printed(printed, url, name)
    headline, story = _headline(story)
    text = "\n\n".join(paragraph.words for paragraph in _paragraphs(story))
    above = head(text)
    stamps = list[Dropped]()
    for stamp in _stamps(margins) if text else ():
        stamps.append(Dropped(Span(len(text) + 2, len(text) + 2 + len(stamp)), "stamp", "page-stamp"))
        text = f"{text}\n\n{stamp}"
    if headline is not None:
        above = Head(None, above.authors, tuple(d for d in above.dropped if d.category != "title"))
    day, evidence = _day(about)
    origin: DateFrom = "file" if day else "none"
    return Document(
        identifier(name),
        text,
        title=headline or above.title,
        date=day,
        date_from=origin,
        date_evidence=evidence,
        authors=above.authors,
        url=url,
        kind="pdf",
        dropped=(*above.dropped, *stamps),
        notes=notes,
    )


def _printed(story: printed_pages.Story, url: str | None, name: str) -> Document:
    """The article of a web page that was printed; the lines that may hold its day stand before it and are set aside."""
    text = "\n\n".join((*story.stamps, *story.paragraphs))
    dropped, at = [], 0
    for stamp in story.stamps:
        dropped.append(Dropped(Span(at, at + len(stamp)), "stamp", "page-stamp"))
        at += len(stamp) + 2
    said = f"A printed web page: {story.left_out:,} words of menus and other stories around the article were left out."
    return Document(
        identifier(name),
        text,
        title=story.title,
        url=url,
        kind="pdf",
        dropped=tuple(dropped),
        notes=(Note("printed-page", said, identifier(name)),),
    )


def _is_scanned(lines: Sequence[Line]) -> bool:
    return sum(len(line.text) for line in lines) < FEWEST_LETTERS


def _without_running(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without page numbers, small labels in the margins, and what stands in the margins of several pages.

    Returns:
        The lines of the story, and those that were left out.
    """
    pages, body = len({line.page for line in lines}), _body_size(lines)
    shapes = Counter(shape for _, shape in {(line.page, _shape(line.text)) for line in lines if is_at_margin(line)})
    kept, left_out = list[Line](), list[Line]()
    for line in lines:
        repeated = pages > 1 and shapes[_shape(line.text)] >= max(2, pages // 2)
        small = line.size < body * 0.95 and len(line.text.split()) <= 12 and not is_stopped(line.text)
        gone = is_at_margin(line) and (
            repeated or small or _NUMBER.fullmatch(line.text) or _ADDRESS_LINE.fullmatch(line.text)
        )
        (left_out if gone else kept).append(line)
    return kept, left_out


def _stamps(margins: Sequence[Line]) -> list[str]:
    """The first lines of the margins that may hold the day of the article: no page numbers, no day of printing."""
    dated = (_PAGE.sub("", line.text).strip(" ,|•·–—-") for line in margins if _YEAR.search(line.text))
    return list(dict.fromkeys(text for text in dated if text and not _MADE.search(text)))[:MOST_STAMPS]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _headline(lines: list[Line]) -> tuple[str | None, list[Line]]:
    """The headline and the lines without it: the first lines of the first page that are set clearly larger."""
    body = _body_size(lines)
    start = next((i for i, line in enumerate(lines[:12]) if line.page == 0 and line.size > body * LARGER), None)
    if start is None:
        return None, lines
    size = lines[start].size
    end = start
    while end < len(lines) and lines[end].page == 0 and abs(lines[end].size - size) < 0.6 and end - start < 6:
        end += 1
    words = " ".join(line.text for line in lines[start:end])
    if not 1 < len(words.split()) <= 40:
        return None, lines
    return words, lines[:start] + lines[end:]


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines put together to paragraphs by the gaps, indents and short last lines that part them."""
    if not lines:
        return []
    gap = _usual_gap(lines)
    known, columns = _words(" ".join(line.text for line in lines)), _Columns(lines)
    filled = _are_filled(lines, columns)
    whole = [_MENDED.sub(lambda match: _mended(match, known), line.text) for line in lines]
    texts, sets = [[whole[0]]], [[lines[0]]]
    for (before, line), text in zip(itertools.pairwise(lines), whole[1:], strict=True):
        room = columns.right(before) - before.right
        short = _had_room(line, room) if filled else room > SHORT * before.size
        if _parted(before, line, gap, short=short):
            texts.append([text])
            sets.append([line])
        else:
            _join(texts[-1], text, known)
            sets[-1].append(line)
    plain = ("".join(parts).translate(dict.fromkeys(map(ord, HYPHENS))) for parts in texts)
    return [
        Paragraph(" ".join(p.split()), of[0].size, tuple(line.text for line in of))
        for p, of in zip(plain, sets, strict=True)
        if p.strip()
    ]


def _usual_gap(lines: Sequence[Line]) -> float:
    """The commonest distance from one line's foot to the next one's, in points."""
    gaps = Counter(
        round(a.bottom - b.bottom)
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.bottom - b.bottom < 4 * max(a.size, 1) and abs(a.size - b.size) < 0.6
    )
    # Single-line paragraphs make wide gaps as common as narrow ones; the narrow one is that of lines.
    most = max(gaps.values(), default=0)
    return float(min((g for g, n in gaps.items() if n * 3 >= most), default=0))


def _parted(before: Line, line: Line, gap: float, *, short: bool) -> bool:
    ended = is_stopped(before.text)
    if abs(before.size - line.size) > 0.1 * before.size:
        return True
    down = before.bottom - line.bottom
    if before.page != line.page or down < 0:  # the next page or column
        return ended and (line.text[:1].isupper() or line.text[:1] in "“\"‘'") and short
    if abs(down) < 2:  # the same line, set in two pieces
        return False
    if gap and down > gap * 1.35 + 1:
        return True
    if line.left > before.left + 0.8 * line.size and line.left - before.left < 6 * line.size:
        return ended or before.left < line.left - line.size
    return ended and short


class _Columns:
    """Where the columns of the pages end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        pages: dict[int, list[Line]] = {}
        for line in lines:
            pages.setdefault(line.page, []).append(line)
        self._lefts: dict[int, list[float]] = {}
        # Of each page: the greatest right edge among 1, 2, 4 … lines from each line on, by their left edges. A page of
        # a hundred thousand lines is asked as often, and must not be looked through each time.
        self._rights: dict[int, list[list[float]]] = {}
        for page, here in pages.items():
            here.sort(key=lambda line: line.left)
            self._lefts[page] = [line.left for line in here]
            rows = [[line.right for line in here]]
            while 2 * (step := 1 << (len(rows) - 1)) <= len(here):
                rows.append(list(map(max, rows[-1], rows[-1][step:])))
            self._rights[page] = rows

    def right(self, line: Line) -> float:
        """Where the lines of a line's own column end; a damaged file may say that a line has no height, or less."""
        lefts, rows = self._lefts[line.page], self._rights[line.page]
        first = bisect.bisect_right(lefts, line.left - 3 * line.size)
        last = bisect.bisect_left(lefts, line.left + 3 * line.size)
        if first >= last:
            return line.right
        row = (last - first).bit_length() - 1
        return max(rows[row][first], rows[row][last - (1 << row)])


def _are_filled(lines: Sequence[Line], columns: _Columns) -> bool:
    """Whether lines end where the next word had no room; those broken after so many letters do not."""
    pairs = [
        (before, line)
        for before, line in itertools.pairwise(lines)
        if before.page == line.page and before.bottom - line.bottom > 0 and line.text[:1].islower()
    ]
    unfilled = sum(_had_room(line, columns.right(before) - before.right) for before, line in pairs)
    return unfilled <= UNFILLED * len(pairs)


def _had_room(after: Line, room: float) -> bool:
    """Whether the next line's first word would have stood in the room that a line leaves, in points."""
    first = after.text.split(maxsplit=1)[:1]
    letters = len(first[0]) + 1 if first else 1
    return room > WIDER * letters * (after.right - after.left) / max(len(after.text), 1)


def _join(parts: list[str], after: str, known: frozenset[str]) -> None:
    """Put one more line to those of its paragraph; a word broken at the end of the last is made whole.

    Args:
        parts: of the paragraph so far; it grows.
        after: the line.
        known: the words of the file, as :func:`_words` gives them.
    """
    before = "".join(parts[-PIECES:])
    if before.endswith("\u00ad"):
        parts[-1] = parts[-1][:-1]
        parts.append(after)
        return
    if before and before[-1] in HYPHENS:  # a hyphen at a line's end: of the word's own, or for the line's sake
        before = f"{before[:-1]}-"
        parts[-1] = f"{parts[-1][:-1]}-"
    if _RANGE.search(before) and after[:1].isdigit():
        parts.append(after)
        return
    broken = _BROKEN.search(before)
    if broken is None or not after[:1].islower():
        parts.append(after if broken and after[:1].isupper() else f" {after}")
        return
    rest = _WORD.match(after)
    if not _keeps_hyphen(broken["part"], rest.group() if rest else "", known):
        parts[-1] = parts[-1][:-1]
    parts.append(after)


def _keeps_hyphen(part: str, tail: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two parts is the word's own, and not there for the end of a line."""
    return f"{part}{tail}" not in known and (part.lower() in _kept() or f"{part}-{tail}" in known)


def _mended(match: re.Match[str], known: frozenset[str]) -> str:
    """The first part of a broken word, with its hyphen where that belongs to it."""
    part, tail = match["part"], match["tail"]
    return f"{part}-" if not tail[0].islower() or _keeps_hyphen(part, tail, known) else part


def _words(text: str) -> frozenset[str]:
    """The words of a text, and each two of them that a hyphen joins."""
    return frozenset(_WORD.findall(text)) | {f"{m['first']}-{m['second']}" for m in _HYPHENED.finditer(text)}


@functools.cache
def _kept() -> frozenset[str]:
    """First parts of words, of any language, that keep their hyphen when a line is broken at it."""
    return frozenset(word for file in rules.every("hyphens") for rule in file["rule"] for word in rule["words"])


def _day(about: dict[str, str]) -> tuple[dt.date | None, str | None]:
    if _PRINTER.search(f"{about.get('Producer', '')} {about.get('Creator', '')}"):
        return None, None
    for key in ("CreationDate", "ModDate"):
        if match := _PRODUCED.match(about.get(key, "")):
            try:
                day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue  # a malformed day says nothing
            return day, f"{key}: {about[key]}"
    return None, None
