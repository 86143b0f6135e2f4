"""A PDF: its lines put together to paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import itertools
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing import rules
from briefing.errors import InputError
from briefing.model.text import DateFrom, Document
from briefing.readers.head import Head, head
from briefing.readers.ids import identifier

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: More pages are a book.
MOST_PAGES = 400
#: The share of a page's height, at its top and at its foot, where running heads and page numbers stand.
MARGIN = 0.1
#: A page with fewer letters is a picture or blank.
FEWEST_LETTERS = 20
#: Lines of a paragraph, with what joins them, in which the word lies that is broken at the end of the last.
PIECES = 8
#: How much larger than the body a headline is set.
LARGER = 1.2

#: PDFium is not thread-safe.
_ONE_AT_A_TIME = threading.Lock()

_HYPHENS = "\x02\ufffe\u00ad"
_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/|von|de)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_ADDRESS_LINE = re.compile(rf"{_ADDRESS.pattern}(?:\s+\d{{1,4}}\s*/\s*\d{{1,4}})?")
_ENDED = re.compile(r"[.!?…][”’\"')\]]*$")
_WORD = re.compile(r"\w+")
_HYPHENED = re.compile(r"\b(?P<first>\w+)-(?=(?P<second>\w+))")
_BROKEN = re.compile(r"\b(?P<part>\w+)-$")
_PRODUCED = re.compile(r"D?:?(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page. Lengths in points, y from the page's foot."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    height: float
    """The page's."""

    @property
    def at_margin(self) -> bool:
        return self.top > self.height * (1 - MARGIN) or self.bottom < self.height * MARGIN


def read(data: bytes, name: str) -> Document:
    """The article in a PDF.

    The headline is what is set largest at the top of the first page. The day is that of the file's own properties,
    which is believed last.

    Raises:
        InputError: the file is damaged, protected, far too long, or holds pictures of pages only.
    """
    with _ONE_AT_A_TIME:
        lines, about = _opened(data, name)
    if sum(len(line.text) for line in lines) < FEWEST_LETTERS:
        raise InputError(
            "this PDF holds pictures of pages, no text",
            where=name,
            next_step="Recognise its text first (for example: ocrmypdf in.pdf out.pdf) and give the result.",
        )
    url = next(
        (m.group().rstrip(".,)") for line in lines if line.at_margin and (m := _ADDRESS.search(line.text))), None
    )
    story = _without_running(lines)
    headline, story = _headline(story)
    text = "\n\n".join(_paragraphs(story))
    above = head(text)
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
        dropped=above.dropped,
    )


def _opened(data: bytes, name: str) -> tuple[list[_Line], dict[str, str]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        protected = "password" in str(error).lower() or "security" in str(error).lower()
        raise InputError(
            "the PDF is protected by a password" if protected else "the PDF is damaged",
            where=name,
            next_step="Save it without a password." if protected else "Download or save it again.",
        ) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise InputError(
                f"the PDF has {len(pdf)} pages; an article has fewer than {MOST_PAGES}",
                where=name,
                next_step="Save the article's own pages as a PDF and give that file.",
            )
        lines = [line for number in range(len(pdf)) for line in _lines(pdf, number)]
        return lines, pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise InputError("the PDF is damaged", where=name, next_step="Download or save it again.") from error
    finally:
        pdf.close()


def _lines(pdf: PdfDocument, number: int) -> list[_Line]:
    """The lines of one page in the order of its content, which is that of reading for columns, too."""
    from pypdfium2 import raw

    page = pdf[number]
    text = page.get_textpage()
    found: list[_Line] = []
    chars: list[tuple[int, str]] = []
    height = page.get_height()
    for index in range(text.count_chars() + 1):
        code = raw.FPDFText_GetUnicode(text, index) if index < text.count_chars() else 10
        if code in (10, 13):
            if line := _line(text, chars, number, height):
                found.append(line)
            chars = []
        else:
            chars.append((index, chr(code)))
    text.close()
    page.close()
    return found


def _line(text: Any, chars: Sequence[tuple[int, str]], number: int, height: float) -> _Line | None:
    from pypdfium2 import raw

    words = "".join(c for _, c in chars).replace("\x00", "")
    inked = [i for i, c in chars if not c.isspace() and c not in _HYPHENS and c != "\x00"]
    if not inked:
        return None
    first, last = text.get_charbox(inked[0]), text.get_charbox(inked[-1])
    sizes = Counter(round(raw.FPDFText_GetFontSize(text, i), 1) for i in inked[:: max(1, len(inked) // 8)])
    return _Line(
        " ".join(words.split()),
        number,
        first[0],
        last[2],
        min(first[1], last[1]),
        max(first[3], last[3]),
        sizes.most_common(1)[0][0],
        height,
    )


def _without_running(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without page numbers, small labels in the margins, and what stands in the margins of several pages."""
    pages, body = len({line.page for line in lines}), _body_size(lines)
    shapes = Counter(shape for _, shape in {(line.page, _shape(line.text)) for line in lines if line.at_margin})
    kept = []
    for line in lines:
        repeated = pages > 1 and shapes[_shape(line.text)] >= max(2, pages // 2)
        small = line.size < body * 0.95 and len(line.text.split()) <= 12 and not _ENDED.search(line.text)
        if line.at_margin and (repeated or small or _NUMBER.fullmatch(line.text) or _ADDRESS_LINE.fullmatch(line.text)):
            continue
        kept.append(line)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _headline(lines: list[_Line]) -> tuple[str | None, list[_Line]]:
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


def _body_size(lines: Sequence[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """The lines put together to paragraphs by the gaps, indents and short last lines that part them."""
    if not lines:
        return []
    gap = _usual_gap(lines)
    known, columns = _words(" ".join(line.text for line in lines)), _Columns(lines)
    found = [[lines[0].text]]
    for before, line in itertools.pairwise(lines):
        if _parted(before, line, gap, columns.right(before)):
            found.append([line.text])
        else:
            _join(found[-1], line.text, known)
    plain = ("".join(parts).translate(dict.fromkeys(map(ord, _HYPHENS))) for parts in found)
    return [" ".join(p.split()) for p in plain if p.strip()]


def _usual_gap(lines: Sequence[_Line]) -> float:
    """The commonest distance from one line's foot to the next one's, in points."""
    gaps = Counter(
        round(a.bottom - b.bottom)
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.bottom - b.bottom < 4 * max(a.size, 1) and abs(a.size - b.size) < 0.6
    )
    # Single-line paragraphs make wide gaps as common as narrow ones; the narrow one is that of lines.
    most = max(gaps.values(), default=0)
    return float(min((g for g, n in gaps.items() if n * 3 >= most), default=0))


def _parted(before: _Line, line: _Line, gap: float, right: float) -> bool:
    ended = bool(_ENDED.search(before.text))
    if abs(before.size - line.size) > 0.1 * before.size:
        return True
    down = before.bottom - line.bottom
    if before.page != line.page or down < 0:  # the next page or column
        return ended and (line.text[:1].isupper() or line.text[:1] in "“\"‘'") and _is_short(before, right)
    if abs(down) < 2:  # the same line, set in two pieces
        return False
    if gap and down > gap * 1.35 + 1:
        return True
    if line.left > before.left + 0.8 * line.size and line.left - before.left < 6 * line.size:
        return ended or before.left < line.left - line.size
    return ended and _is_short(before, right)


class _Columns:
    """Where the columns of the pages end."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        pages: dict[int, list[_Line]] = {}
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

    def right(self, line: _Line) -> float:
        """Where the lines of a line's own column end; a damaged file may say that a line has no height, or less."""
        lefts, rows = self._lefts[line.page], self._rights[line.page]
        first = bisect.bisect_right(lefts, line.left - 3 * line.size)
        last = bisect.bisect_left(lefts, line.left + 3 * line.size)
        if first >= last:
            return line.right
        row = (last - first).bit_length() - 1
        return max(rows[row][first], rows[row][last - (1 << row)])


def _is_short(line: _Line, right: float) -> bool:
    """Whether a line ends well before the column does, so that one more word would have had room."""
    return line.right < right - 4 * line.size


def _join(parts: list[str], after: str, known: frozenset[str]) -> None:
    """Put one more line to those of its paragraph; a word broken at the end of the last is made whole.

    Args:
        parts: of the paragraph so far; it grows.
        after: the line.
        known: the words of the file, as :func:`_words` gives them.
    """
    before = "".join(parts[-PIECES:])
    if before and before[-1] in _HYPHENS:
        parts[-1] = parts[-1][:-1]
        parts.append(after)
        return
    broken = _BROKEN.search(before)
    if broken is None or not after[:1].islower():
        parts.append(after if broken and after[:1].isupper() else f" {after}")
        return
    rest = _WORD.match(after)
    part, tail = broken["part"], rest.group() if rest else ""
    kept = part.lower() in _kept() or f"{part}-{tail}" in known
    if f"{part}{tail}" in known or not kept:
        parts[-1] = parts[-1][:-1]
    parts.append(after)


def _words(text: str) -> frozenset[str]:
    """The words of a text, and each two of them that a hyphen joins."""
    return frozenset(_WORD.findall(text)) | {f"{m['first']}-{m['second']}" for m in _HYPHENED.finditer(text)}


@functools.cache
def _kept() -> frozenset[str]:
    """First parts of words that keep their hyphen when a line is broken at it."""
    return frozenset(word for rule in rules.load("hyphens")["rule"] for word in rule["words"])


def _day(about: dict[str, str]) -> tuple[dt.date | None, str | None]:
    for key in ("CreationDate", "ModDate"):
        if match := _PRODUCED.match(about.get(key, "")):
            try:
                day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue  # a malformed day says nothing
            return day, f"{key}: {about[key]}"
    return None, None
