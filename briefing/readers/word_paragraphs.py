"""The paragraphs of a Word document's markup as its reader sees them: changes accepted, boxes and fields filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What holds words that were deleted or moved away, and what holds none.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})
_SILENT = frozenset(
    {_FALLBACK, f"{_W}sectPr", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_W}tcPr", f"{_W}trPr", f"{_W}sdtPr"}
)
_NOT_SHOWN = tuple(f"{_W}{name}" for name in ("vanish", "webHidden", "strike", "dstrike"))
_OFF = frozenset({"0", "false", "off", "none"})
_MARKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it is shown."""

    words: str
    style: str | None
    """The id of its style."""


class WordText:
    """The text of one part of a Word document.

    Tracked insertions and moves are text; what was deleted, struck through or hidden is none. Content controls, simple
    fields, smart tags, links and text boxes are text where they stand, a box behind the paragraph it hangs on.
    """

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.left_out = 0
        """How many letters were passed over as deleted, struck through or hidden, so far."""

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Each paragraph in order, those of table cells row by row."""
        before = ""
        for paragraph in self._elements(self.root):
            words, boxes = self._words(paragraph)
            words = before + words
            properties = paragraph.find(f"{_W}pPr")
            style = properties.find(f"{_W}pStyle") if properties is not None else None
            # A paragraph whose end was deleted goes on in the next one.
            if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None:
                before = words
            else:
                before = ""
                yield WordParagraph(words, style.get(f"{_W}val") if style is not None else None)
            for box in boxes:
                for inner in self._elements(box):
                    yield WordParagraph(self._words(inner)[0], None)
        if before:
            yield WordParagraph(before, None)

    def _elements(self, element: _Element) -> Iterator[_Element]:
        for child in element.iterchildren():
            if child.tag in _GONE:
                self._leave(child)
            elif child.tag == f"{_W}p":
                yield child
            elif child.tag not in _SILENT and not _is_empty(child) and not self._is_gone(child):
                yield from self._elements(child)

    def _is_gone(self, element: _Element) -> bool:
        """Whether a table's row was deleted, or its cell only goes on the one above."""
        if element.tag == f"{_W}tr" and element.find(f"{_W}trPr/{_W}del") is not None:
            self._leave(element)
            return True
        merged = element.find(f"{_W}tcPr/{_W}vMerge") if element.tag == f"{_W}tc" else None
        return merged is not None and merged.get(f"{_W}val") != "restart"

    def _words(self, element: _Element) -> tuple[str, list[_Element]]:
        """The words in an element, and the text boxes that hang on it."""
        parts: list[str] = []
        boxes: list[_Element] = []
        stack = [element]
        while stack:
            here = stack.pop()
            if here.tag == f"{_W}t":
                parts.append(here.text or "")
            elif here.tag in _MARKS:
                parts.append(_MARKS[here.tag])
            elif here.tag == f"{_W}txbxContent":
                boxes.append(here)
            elif here.tag in _GONE or (here.tag == f"{_W}r" and _is_hidden(here)):
                self._leave(here)
            elif here.tag not in _SILENT and not _is_empty(here):
                stack.extend(reversed(here))
        return "".join(parts), boxes

    def _leave(self, element: _Element) -> None:
        self.left_out += sum(len(t.text or "") for t in element.iter(f"{_W}t", f"{_W}delText"))


def _is_empty(element: _Element) -> bool:
    """Whether a content control is not filled in, and shows what to put there."""
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _is_hidden(run: _Element) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    marks = (properties.find(name) for name in _NOT_SHOWN)
    return any(mark is not None and mark.get(f"{_W}val") not in _OFF for mark in marks)
