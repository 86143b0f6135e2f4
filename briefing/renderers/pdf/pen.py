"""A pen over reportlab's canvas: points from the top left, text in faces, parts of the document told by their role."""

from __future__ import annotations

import hashlib
import io
import itertools
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from briefing import fonts
from briefing.model import record
from briefing.model.blocks import RISE, Picture, Run, Runs
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers.pdf.archive import attach, describe, ended
from briefing.renderers.pdf.stretches import Stretch, stretches
from briefing.renderers.pdf.tags import Tags
from briefing.renderers.pdf.type import registered, written

if TYPE_CHECKING:
    from reportlab.pdfgen.pathobject import PDFPathObject

#: The stroke round letters of a face without a bold of its own, as a share of their size.
BOLDER = 0.03
#: Where the baseline stands in a line, as a share of its leading: where word processors put it with exact leading.
BASELINE = 0.8


class Pen:
    """Draws on the sheets of one file. ``y`` grows downwards from the sheet's top."""

    def __init__(self, brief: Brief, page: Page) -> None:
        self.page = page
        self._file = io.BytesIO()
        self.canvas = Canvas(
            self._file,
            pagesize=(page.paper.width_pt, page.paper.height_pt),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=page.language,
            initialFontName=registered(fonts.face()),
        )
        # reportlab begins the file's ID with the time or SOURCE_DATE_EPOCH; ours follows from what is drawn.
        self.canvas._doc.signature = hashlib.md5(b"briefing", usedforsecurity=False)
        stamp = f"D:{brief.as_of:%Y%m%d}000000+00'00'"
        self.canvas.setDateFormatter(lambda *_: stamp)
        self.canvas.setProducer("briefing")
        self.canvas.setTitle(page.title)
        self.canvas.setSubject(page.texts.get("kind", ""))
        self.canvas.setAuthor(brief.from_ or "")
        self.canvas.setCreator("briefing")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self._day = brief.as_of
        self._record = record.dump(brief, page, whole=False)
        self._bookmarks = 0
        self._anchors = page.anchors
        self._tags = Tags(self.canvas)

    def part(self, role: str, alt: str = "") -> AbstractContextManager[None]:
        """What is drawn inside belongs to one part of the document, such as ``H1``, ``TD`` or ``Artifact``."""
        return self._tags.part(role, alt)

    def line(
        self,
        runs: Runs,
        x: float,
        y: float,
        size_pt: float,
        leading_pt: float,
        levels: Sequence[int] | None = None,
    ) -> None:
        """One line of text with its top at ``y`` and its left end at ``x``.

        ``levels`` of its characters are given where the line is part of a paragraph with words of both directions.
        """
        baseline = self.page.paper.height_pt - y - BASELINE * leading_pt
        for number, group in itertools.groupby(stretches(runs, size_pt, levels), key=lambda placed: placed[1].run):
            run, placed = runs[number], list(group)
            foot = baseline + (RISE * size_pt if run.raised else 0.0)
            if run.anchor:
                self.canvas.bookmarkHorizontal(run.anchor, 0, baseline + leading_pt)
            if run.link is None or (run.link.startswith("#") and run.link not in self._anchors):
                self._stretches(run, placed, x, foot)
                continue
            with self.part("Link"):
                self._stretches(run, placed, x, foot)
                left = x + min(at for at, _ in placed)
                right = x + max(at + s.width_pt for at, s in placed)
                rectangle = (left, baseline - 0.2 * leading_pt, right, baseline + BASELINE * leading_pt)
                self._tags.link(run.link, run.tip or run.text, rectangle)

    def _stretches(self, run: Run, placed: list[tuple[float, Stretch]], x: float, baseline: float) -> None:
        colour = rgb(run.colour or "000000")
        for at, stretch in placed:
            with self._said(stretch), self._tags.drawing():
                text = self.canvas.beginText(x + at, baseline)
                text.setFillColorRGB(*colour)
                text.setFont(registered(stretch.face), stretch.size_pt)
                if stretch.face.bolder:
                    text.setStrokeColorRGB(*colour)
                    self.canvas.setLineWidth(stretch.size_pt * BOLDER)
                    text.setTextRenderMode(2)
                text.textOut(written(self.canvas, stretch))
                if stretch.face.bolder:
                    text.setTextRenderMode(0)
                self.canvas.drawText(text)

    def _said(self, stretch: Stretch) -> AbstractContextManager[None]:
        """The words as they are read, where the glyphs stand in another order or boxes stand for them."""
        # On the part, not on its mark: PDFium would take what stands on a mark from right to left once more.
        return self._tags.part("Span", stretch.words) if stretch.right or stretch.missing else nullcontext()

    def rule(self, x: float, y: float, width_pt: float, weight_pt: float, colour: str) -> None:
        """A horizontal line whose upper edge is at ``y``."""
        self.rectangle(x, y, width_pt, weight_pt, colour)

    def rectangle(self, x: float, y: float, width_pt: float, height_pt: float, colour: str) -> None:
        """A filled rectangle."""
        with self._tags.drawing():
            self.canvas.setFillColorRGB(*rgb(colour))
            self.canvas.rect(x, self.page.paper.height_pt - y - height_pt, width_pt, height_pt, stroke=0, fill=1)

    def stroke(
        self, points: Sequence[tuple[float, float]], weight_pt: float, colour: str, *, dash: bool = False
    ) -> None:
        """A line through some points."""
        with self._tags.drawing():
            self.canvas.setStrokeColorRGB(*rgb(colour))
            self.canvas.setLineWidth(weight_pt)
            self.canvas.setDash([1.5, 1.5] if dash else [])
            self.canvas.drawPath(self._path(points), stroke=1, fill=0)
            self.canvas.setDash([])

    def shape(self, points: Sequence[tuple[float, float]], weight_pt: float, colour: str, fill: str) -> None:
        """A closed shape with an outline and a ground."""
        with self._tags.drawing():
            self.canvas.setStrokeColorRGB(*rgb(colour))
            self.canvas.setFillColorRGB(*rgb(fill))
            self.canvas.setLineWidth(weight_pt)
            path = self._path(points)
            path.close()
            self.canvas.drawPath(path, stroke=1, fill=1)

    def disc(self, x: float, y: float, radius_pt: float, weight_pt: float, colour: str, fill: str) -> None:
        """A circle with an outline and a ground."""
        with self._tags.drawing():
            self.canvas.setStrokeColorRGB(*rgb(colour))
            self.canvas.setFillColorRGB(*rgb(fill))
            self.canvas.setLineWidth(weight_pt)
            self.canvas.circle(x, self.page.paper.height_pt - y, radius_pt, stroke=1, fill=1)

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """A picture with its upper left corner at a point."""
        with self._tags.drawing():
            bottom = self.page.paper.height_pt - y - picture.height_pt
            image = ImageReader(io.BytesIO(picture.data))
            self.canvas.drawImage(image, x, bottom, picture.width_pt, picture.height_pt, mask="auto")

    def bookmark(self, words: str, y: float, level: int) -> None:
        """An entry of the file's outline."""
        level = level if self._bookmarks else 0
        key = f"part-{self._bookmarks}"
        self._bookmarks += 1
        self.canvas.bookmarkHorizontal(key, 0, self.page.paper.height_pt - y)
        self.canvas.addOutlineEntry(words, key, level=level)

    def next_sheet(self) -> None:
        """The sheet is done."""
        self.canvas.showPage()
        self._tags.end_sheet()

    def finish(self) -> bytes:
        """The whole file."""
        describe(self.canvas, self._tags.finish(), self.page.title, self.page.language, self._day)
        attach(self.canvas, self._record, self._day)
        self.canvas.save()
        return ended(self._file.getvalue())

    def _path(self, points: Sequence[tuple[float, float]]) -> PDFPathObject:
        path = self.canvas.beginPath()
        height = self.page.paper.height_pt
        path.moveTo(points[0][0], height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, height - y)
        return path


def rgb(colour: str) -> tuple[float, float, float]:
    """A colour's parts, 0 to 1."""
    return int(colour[0:2], 16) / 255, int(colour[2:4], 16) / 255, int(colour[4:6], 16) / 255
