"""The page as PDF: the lines drawn where they were set."""

from __future__ import annotations

from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers.pdf.blocks import draw
from briefing.renderers.pdf.pen import Pen

__all__ = ["render"]


def render(brief: Brief, page: Page) -> bytes:
    """The page as a PDF file.

    The same page gives the same bytes: no clock is read, the file's dates are the day the brief is printed for.
    """
    pen = Pen(brief, page)
    for number, sheet in enumerate(page.sheets, 1):
        draw(pen, page, sheet, number)
        pen.next_sheet()
    return pen.finish()
