"""A file of an archive as lines, whatever it is written in: the forms are told and cut apart on these alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefing.pdfium import Line as Drawn

#: A line of a text that is broken at a fixed width is no longer, in characters.
WIDEST = 110
#: What stands for a rule across the page, as some archives draw one between two articles.
RULE = "_" * 60

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 hr blockquote table article section ul ol".split())
_HEADS = frozenset("h1 h2 h3 h4".split())
_SKIPPED = frozenset("script style template noscript head svg".split())
_HEADLINE = re.compile(r"headline|titrearticle|\btitle\b", re.IGNORECASE)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CELL, _ON, _OFF = "\x1f", "\x0e", "\x0f"
_STRONG = frozenset({"b", "strong"})
_MARKS = re.compile("[\x0e\x0f]")
_STRESSED = re.compile("\x0e[^\x0e\x0f]*(?:\x0f|$)")
_ENDS = '.!?”"’:'


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph where the file has no fixed lines."""

    text: str
    """Without space around it; cells of a table are parted by tabs."""
    gap: bool = True
    """Whether it stands apart from the line above."""
    head: bool = False
    """Whether it is set as a headline: a heading, or bold throughout."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a file, in order."""

    lines: tuple[Line, ...]
    wrapped: bool = False
    """Whether paragraphs are broken into lines of a fixed width."""
    mixed: bool = False
    """Whether only some are: a line that ends a sentence then ends its paragraph."""
    drawn: tuple[Drawn, ...] = ()
    """Of a PDF, each line as it is drawn; as many as ``lines``."""

    def paragraphs(self, start: int, end: int) -> list[str]:
        """The paragraphs that some of the lines make."""
        lines = self.lines[start:end]
        if not self.wrapped:
            return [" ".join(line.text.split()) for line in lines if line.text]
        groups: list[list[str]] = []
        for line in lines:
            if groups and not line.gap and self._goes_on(groups[-1][-1]):
                groups[-1].append(line.text)
            else:
                groups.append([line.text])
        return [joined for group in groups if (joined := " ".join(" ".join(group).split()))]

    def _goes_on(self, above: str) -> bool:
        return len(above) <= WIDEST and not (self.mixed and above[-1:] in _ENDS)


def of_text(text: str) -> Lines:
    """The lines of a text; blank ones are told by the gap of the next."""
    lines, gap = [], True
    for raw in text.replace("\f", "\n").split("\n"):
        words = raw.strip().lstrip("\ufeff")
        if not words:
            gap = True
            continue
        lines.append(Line(words, gap))
        gap = False
    return Lines(tuple(lines), _is_wrapped(lines), any(len(line.text) > WIDEST for line in lines))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether most of the lines that are long, and followed at once by another, end no sentence."""
    followed = [a.text for a, b in itertools.pairwise(lines) if not b.gap and WIDEST // 2 <= len(a.text) <= WIDEST]
    return sum(text[-1:] not in _ENDS for text in followed) * 2 > len(followed)


def of_tree(tree: _Element) -> Lines:
    """The lines of a page, a block or a break each; the cells of a table's row are one line."""
    page = _Page()
    for event, element in _walked(tree):
        if event == "start":
            page.start(element)
        elif event == "end":
            page.end(element)
        else:
            page.skip(element)
    page.flush(ended=True)
    return Lines(tuple(page.lines))


class _Page:
    """The lines of a page so far, and the one that is being read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._gap = True
        self._head = False

    def start(self, element: _Element) -> None:
        """Go into an element."""
        tag = element.tag
        if tag == "br":
            self._words.append("\n")
        elif tag == "hr":
            self.flush(ended=True)
            self.lines.append(Line(RULE))
            self._gap = True
        elif tag in _BLOCKS:
            self.flush(ended=False)
            self._gap = self._gap or tag in _APART
        elif tag in {"td", "th"} and element.getprevious() is not None:
            self._words.append(_CELL)
        elif tag in _STRONG:
            self._words.append(_ON)
        if tag in _HEADS or _HEADLINE.search(element.get("class") or "") or _is_bold(element):
            self._head = True
        if element.text:
            self._words.append(element.text if tag == "pre" else element.text.replace("\n", " "))

    def end(self, element: _Element) -> None:
        """Go out of an element."""
        if element.tag in _BLOCKS:
            self.flush(ended=True)
            self._gap = self._gap or element.tag in _APART
        elif element.tag in _STRONG:
            self._words.append(_OFF)
        if element.tail:
            self._words.append(element.tail.replace("\n", " "))

    def skip(self, element: _Element) -> None:
        """Pass over an element that holds no words, such as a comment; what follows it does."""
        if element.tail:
            self._words.append(element.tail.replace("\n", " "))

    def flush(self, *, ended: bool) -> None:
        """End the line, or the lines where breaks stand in it."""
        before, strong = len(self.lines), False
        for piece in "".join(self._words).split("\n"):
            marked = _ON + piece if strong else piece
            strong = marked.rfind(_ON) > marked.rfind(_OFF)
            cells = [" ".join(cell.split()) for cell in _MARKS.sub("", piece).split(_CELL)]
            if text := "\t".join(cells).strip():
                bold = not _MARKS.sub("", _STRESSED.sub("", marked)).strip()
                self.lines.append(Line(text, self._gap, self._head or bold))
                self._gap = False
        self._words.clear()
        self._head = self._head and not ended and len(self.lines) == before


def _is_bold(element: _Element) -> bool:
    return element.tag == "p" and bool(_BOLD.search(element.get("style") or ""))


def _walked(tree: _Element) -> Iterator[tuple[str, _Element]]:
    """The elements of a tree, each at its start and at its end; those that hold no words are skipped."""
    stack: list[tuple[_Element, bool]] = [(tree, False)]
    while stack:
        element, ended = stack.pop()
        if ended:
            yield "end", element
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            yield "skip", element
            continue
        yield "start", element
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
