"""Each kind of block, drawn."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextlib import nullcontext

from briefing.fonts import bidi
from briefing.model import strip_shapes
from briefing.model.blocks import Block, Box, Columns, Mark, Row, Run, Strip, Table, Text
from briefing.model.page import BANNER_EDGE_PT, Banner, Page
from briefing.renderers.pdf.pen import Pen
from briefing.renderers.pdf.stretches import width_of


def draw(pen: Pen, page: Page, sheet: Sequence[Block], number: int) -> None:
    """One sheet: its blocks from top to bottom, and the footer."""
    x, y = page.margins.left_pt, page.margins.top_pt
    if page.letterhead is not None and page.letterhead.picture is not None:
        with pen.part("Artifact"):
            pen.picture(page.letterhead.picture, 0.0, 0.0)
    if page.banner is not None:
        # It is read once; that it stands at the foot too is for those who see the page.
        with pen.part("P" if number == 1 else "Artifact"):
            _banner(pen, page, page.banner, BANNER_EDGE_PT)
    if page.logo is not None and number == 1:
        with pen.part("Figure", page.logo.alt):
            pen.picture(page.logo, x + page.width_pt - page.logo.width_pt, y)
    _flow(pen, sheet, x, y, page.width_pt)
    _footer(pen, page, number)
    if page.banner is not None:
        with pen.part("Artifact"):
            _banner(pen, page, page.banner, page.paper.height_pt - BANNER_EDGE_PT - page.banner.leading_pt)


def _flow(pen: Pen, blocks: Sequence[Block], x: float, y: float, width_pt: float) -> None:
    """Blocks from top to bottom; items that follow one another are one list."""
    for bulleted, group in itertools.groupby(blocks, _listed):
        with pen.part("L") if bulleted else nullcontext():
            for block in group:
                _block(pen, block, x, y, width_pt)
                y += block.height_pt


def _columns(pen: Pen, columns: Columns, x: float, y: float) -> None:
    """The wide column, then the narrow one on its ground."""
    y += columns.before_pt
    left = x + columns.ground_at_pt
    with pen.part("Artifact"):
        pen.rectangle(left, y, columns.ground_pt, columns.depth_pt, columns.shade)
        pen.rectangle(left, y, columns.bar.weight_pt, columns.depth_pt, columns.bar.colour)
    for texts, at, width in columns.placed:
        with pen.part("Sect"):
            _flow(pen, texts, x + at, y, width)


def _listed(block: Block) -> bool:
    """Whether a block is an item of a list."""
    return isinstance(block, Text) and bool(block.bullet) and block.note is None


def _block(pen: Pen, block: Block, x: float, y: float, width_pt: float) -> None:
    if isinstance(block, Text):
        _paragraph(pen, block, x, y, width_pt)
    elif isinstance(block, Box):
        _box(pen, block, x, y, width_pt)
    elif isinstance(block, Columns):
        _columns(pen, block, x, y)
    elif isinstance(block, Table):
        _table(pen, block, x, y, width_pt)
    else:
        _strip(pen, block, x, y)


ROLES = {"title": "H1", "heading": "H2", "subheading": "H3"}


def _paragraph(pen: Pen, text: Text, x: float, y: float, width_pt: float) -> None:
    y += text.space_pt
    if not text.runs and text.house:
        return
    if text.note:
        with pen.part("Note", f"note-{text.note}"):
            _lines(pen, text, x, y, width_pt)
        return
    role = ROLES.get(text.look.name, "LI" if text.bullet else "P")
    if role != "P" and role != "LI":
        pen.bookmark(" ".join(text.plain.split()), y, int(role[1]) - 1)
    if text.note is None:
        with pen.part(role):
            _lines(pen, text, x, y, width_pt)
    if text.rule is not None:
        bottom = y + len(text.lines) * text.look.leading_pt + text.rule.space_pt
        with pen.part("Artifact"):
            pen.rule(x, bottom, width_pt - text.right_indent_pt, text.rule.weight_pt, text.rule.colour)


def _lines(pen: Pen, text: Text, x: float, y: float, width_pt: float) -> None:
    look = text.look
    if text.bullet:
        bullet = (Run(text.bullet, look.bold, look.italic, look.colour),)
        left = x + width_pt - width_of(bullet, look.size_pt) if text.from_right else x
        item = text.note is None
        with pen.part("Lbl") if item else nullcontext():
            pen.line(bullet, left, y, look.size_pt, look.leading_pt)
        with pen.part("LBody") if item else nullcontext():
            _body(pen, text, x, y, width_pt)
    else:
        _body(pen, text, x, y, width_pt)


def _body(pen: Pen, text: Text, x: float, y: float, width_pt: float) -> None:
    look = text.look
    measure = width_pt - text.indent_pt - text.right_indent_pt
    levels = bidi.levels(text.plain, text.from_right) if bidi.has_right(text.plain) else None
    at = 0
    for i, line in enumerate(text.lines):
        words = "".join(r.text for r in line)
        at = text.plain.index(words, at)
        left = x if text.from_right else x + text.indent_pt
        if text.from_right:
            left += measure - width_of(line, look.size_pt)
        line_levels = levels[at : at + len(words)] if levels is not None else None
        pen.line(line, left, y, look.size_pt, look.leading_pt, line_levels)
        if i == 0 and text.right:
            end = x + width_pt - text.right_indent_pt - width_of(text.right, look.size_pt)
            pen.line(text.right, end, y, look.size_pt, look.leading_pt)
        y += look.leading_pt


def _box(pen: Pen, box: Box, x: float, y: float, width_pt: float) -> None:
    y += box.before_pt
    with pen.part("Artifact"):
        pen.rectangle(x, y, width_pt, box.height_pt - box.before_pt, box.shade)
        pen.rectangle(x, y, box.bar.weight_pt, box.height_pt - box.before_pt, box.bar.colour)
    y += box.pad_pt
    for text in box.texts:
        _paragraph(pen, text, x + box.inset_pt, y, width_pt - 2 * box.inset_pt)
        y += text.height_pt


def _table(pen: Pen, table: Table, x: float, y: float, width_pt: float) -> None:
    y += table.before_pt
    with pen.part("Table", table.name):
        for row in (table.head, *table.rows):
            rule = table.head_rule if row is table.head else table.rule
            height = table.row_height_pt(row)
            with pen.part("TR"):
                _row(pen, table, row, x, y + rule.space_pt)
            with pen.part("Artifact"):
                pen.rule(x, y + height - rule.weight_pt, width_pt, rule.weight_pt, rule.colour)
            y += height


def _row(pen: Pen, table: Table, row: Row, x: float, y: float) -> None:
    for column, cell in zip(table.columns, row.cells, strict=True):
        measure = column.width_pt - (0.0 if column is table.columns[-1] else table.gutter_pt)
        with pen.part("TH" if row is table.head else "TD"):
            top = y
            for text in cell:
                _lines(pen, text, x, top + text.space_pt, measure)
                top += text.height_pt
        x += column.width_pt


def _strip(pen: Pen, strip: Strip, x: float, y: float) -> None:
    _paragraph(pen, strip.head, x, y, strip.width_pt)
    y += strip.head.height_pt
    with pen.part("Figure", strip.alt):
        axis = y + strip.axis_pt
        pen.stroke([(x, axis), (x + strip.width_pt, axis)], 0.75, strip.axis)
        for tick in strip.ticks:
            pen.stroke([(x + tick.at_pt, axis), (x + tick.at_pt, axis + 4.5)], 0.75, strip.axis)
        for at in strip.breaks:
            _break(pen, strip, x + at, axis)
        for mark in strip.marks:
            _mark(pen, strip, mark, x, axis - mark.row * strip.row_pt)
        top = y + strip.drawing_pt + strip.labels.before_pt
        for tick in strip.ticks:
            label = (Run(tick.text, colour=strip.labels.colour),)
            left = x + tick.text_at_pt - width_of(label, strip.labels.size_pt) / 2
            pen.line(label, left, top, strip.labels.size_pt, strip.labels.leading_pt)


def _break(pen: Pen, strip: Strip, x: float, axis: float) -> None:
    """Two slanted strokes where the axis leaves out time."""
    pen.shape(strip_shapes.gap(x, axis), 0, "FFFFFF", "FFFFFF")
    for stroke in strip_shapes.strokes(x, axis):
        pen.stroke(stroke, 0.75, strip.axis)


def _mark(pen: Pen, strip: Strip, mark: Mark, x: float, y: float) -> None:
    fill = strip.ink if mark.kind in ("dot", "bar") else "FFFFFF"
    if mark.kind in ("dot", "ring"):
        pen.disc(x + mark.from_pt, y, strip_shapes.MARK_PT / 2, 0.9, strip.ink, fill)
    else:
        pen.shape(strip_shapes.outline(mark, x, y), 0.9, strip.ink, fill)


def _banner(pen: Pen, page: Page, banner: Banner, y: float) -> None:
    line = (Run(banner.words, bold=True, colour=banner.colour),)
    width = width_of(line, banner.size_pt)
    free = page.width_pt - width
    x = page.margins.left_pt + (free if banner.align == "right" else free / 2)
    if banner.ground is not None:
        pen.rectangle(x, y, width, banner.leading_pt, banner.ground)
    pen.line(line, x, y, banner.size_pt, banner.leading_pt)


def _footer(pen: Pen, page: Page, number: int) -> None:
    footer = page.footer
    if not footer.page:
        return
    look = footer.look
    x, y = page.margins.left_pt, page.paper.height_pt - footer.from_edge_pt - look.leading_pt
    with pen.part("Artifact"):
        pen.rule(
            x,
            y - footer.rule.space_pt - footer.rule.weight_pt,
            page.width_pt,
            footer.rule.weight_pt,
            footer.rule.colour,
        )
        left = (Run(footer.left, colour=look.colour),)
        pen.line(left, x, y, look.size_pt, look.leading_pt)
        words = (Run(footer.page.format(page=number, pages=len(page.sheets)), colour=look.colour),)
        end = x + page.width_pt - width_of(words, look.size_pt)
        pen.line(words, end, y, look.size_pt, look.leading_pt)
