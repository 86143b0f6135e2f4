"""The work that is done in the child: the only place where PDFium runs."""

from __future__ import annotations

import base64
import itertools
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing import bounds
from briefing.fonts import bidi
from briefing.pdfium import columns

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: The largest attached file that is taken out, in bytes.
MOST_ATTACHED = 64 * 2**20

#: What PDFium gives for a hyphen at a line's end, and the soft hyphen itself.
HYPHENS = "\x02\ufffe\u00ad"

#: PDFium is not thread-safe; that matters only where it runs without a child.
_ONE_AT_A_TIME = threading.Lock()


class _TooLongError(Exception):
    """The file is no article's; its arguments are the fault and its number."""


def main(request: dict[str, Any]) -> None:
    """Answer on standard output what was asked about the file on standard input."""
    bounds.keep(memory=request["memory"], seconds=request["seconds"])
    answer = answer_to(request, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode())


def answer_to(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """``{"found": …}``, or ``{"fault": …}`` where the file cannot be read."""
    import pypdfium2

    request = {**request, "data": data}
    with _ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower() or "security" in str(error).lower()
            return {"fault": "locked" if locked else "damaged"}
        try:
            return {"found": _JOBS[request["job"]](pdf, request)}
        except _TooLongError as error:
            return {"fault": error.args[0], "pages": error.args[1]}
        except (pypdfium2.PdfiumError, RecursionError):  # parts of the page's tree within parts without end
            return {"fault": "damaged"}
        except MemoryError:
            return {"fault": "much"}
        finally:
            pdf.close()


def _pages(pdf: PdfDocument, request: dict[str, Any]) -> Iterator[tuple[int, Any, Any]]:
    """Number, page and its text, each closed before the next."""
    if len(pdf) > request["pages"]:
        raise _TooLongError("pages", len(pdf))
    letters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > request["letters"]:
            raise _TooLongError("letters", len(pdf))
        yield number, page, text
        text.close()
        page.close()


def _lines(pdf: PdfDocument, request: dict[str, Any]) -> tuple[list[Any], dict[str, str]]:
    lines = [line for number, page, text in _pages(pdf, request) for line in _on_page(page, text, number)]
    return lines, pdf.get_metadata_dict()


def _on_page(page: Any, text: Any, number: int) -> Iterator[tuple[Any, ...]]:
    """The lines of one page in the order of its content, which is that of reading for columns, too."""
    from pypdfium2 import raw

    lines: list[list[tuple[int, str]]] = [[]]
    height = page.get_height()
    count = text.count_chars()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            lines.append([])
        else:
            lines[-1].append((index, chr(code)))
    lines = [chars for chars in lines if any(_is_inked(c) for _, c in chars)]
    for row, start, end in columns.parted([_row(text, chars) for chars in lines]):
        if line := _line(text, lines[row][start:end], number, height):
            yield line


def _is_inked(char: str) -> bool:
    return not char.isspace() and char not in HYPHENS and char != "\x00"


def _row(text: Any, chars: Sequence[tuple[int, str]]) -> columns.Row:
    """Where a line lies, and where it has wide gaps."""
    inked = [(place, index) for place, (index, char) in enumerate(chars) if _is_inked(char)]
    first, last = text.get_charbox(inked[0][1]), text.get_charbox(inked[-1][1])
    gaps = []
    for (place, index), (after, following) in itertools.pairwise(inked):
        if after - place > 1:  # white space stands between
            before, behind = text.get_charbox(index), text.get_charbox(following)
            high = max(before[3] - before[1], behind[3] - behind[1], 4.0)
            if behind[0] - before[2] > max(columns.WIDE * high, columns.NARROWEST):
                gaps.append(columns.Gap(before[2], behind[0], after))
    return columns.Row(first[0], last[2], tuple(gaps))


def _line(text: Any, chars: Sequence[tuple[int, str]], number: int, height: float) -> tuple[Any, ...] | None:
    """The fields of a :class:`briefing.pdfium.Line`."""
    from pypdfium2 import raw

    words = "".join(c for _, c in chars).replace("\x00", "")
    inked = [i for i, c in chars if _is_inked(c)]
    if not inked:
        return None
    first, last = text.get_charbox(inked[0]), text.get_charbox(inked[-1])
    sizes = Counter(round(raw.FPDFText_GetFontSize(text, i), 1) for i in inked[:: max(1, len(inked) // 8)])
    return (
        " ".join(words.split()),
        number,
        first[0],
        last[2],
        min(first[1], last[1]),
        max(first[3], last[3]),
        sizes.most_common(1)[0][0],
        height,
    )


def _words(pdf: PdfDocument, request: dict[str, Any]) -> str:
    text = "\n".join(words.get_text_bounded() for _, _, words in _pages(pdf, request))
    if bidi.has_right(text):
        from briefing.pdfium import drawn

        text = "\n".join(drawn.words(page, words) for _, page, words in _pages(pdf, request))
    return text


def _attached(pdf: PdfDocument, request: dict[str, Any]) -> str | None:
    for i in range(pdf.count_attachments()):
        attachment = pdf.get_attachment(i)
        if attachment.get_name() == request["called"]:
            content = bytes(attachment.get_data())
            return base64.b64encode(content).decode() if len(content) <= MOST_ATTACHED else None
    return None


def _evidence(pdf: PdfDocument, request: dict[str, Any]) -> dict[str, Any]:
    from briefing.pdfium import appearance

    if len(pdf) > request["pages"]:
        raise _TooLongError("pages", len(pdf))
    return {"pages": appearance.pages(pdf, request), "holds": appearance.holds(pdf, request["data"])}


_JOBS = {"evidence": _evidence, "lines": _lines, "words": _words, "attached": _attached}
