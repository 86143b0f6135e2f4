"""The page as SVG, one picture a sheet: the layout's own lines at their places, each row of the brief a group."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.layout.line_breaking import width_of
from briefing.model import sanitizers
from briefing.model.blocks import Block, Box, Columns, Row, Rule, Run, Runs, Strip, Table, Text
from briefing.model.page import BANNER_EDGE_PT, Banner, Page
from briefing.renderers import svg

#: Where a line's letters stand in its height.
BASELINE = 0.8
#: Between the lines of a row: not drawn, but without it a screen reader would join the words at a line's end.
_NEXT = "\n"


def pictures(page: Page) -> list[str]:
    """Each sheet as an SVG element, in points."""
    return [_sheet(page, sheet, n) for n, sheet in enumerate(page.sheets, 1)]


def full(page: Page) -> float:
    """How much of the height of its sheets the page fills, 0 to 1."""
    depth = page.paper.height_pt - page.margins.top_pt - page.margins.bottom_pt
    return min(1.0, sum(block.height_pt for sheet in page.sheets for block in sheet) / (depth * len(page.sheets)))


def _sheet(page: Page, sheet: Sequence[Block], number: int) -> str:
    x, y = page.margins.left_pt, page.margins.top_pt
    out = [f'<rect width="{page.paper.width_pt:.0f}" height="{page.paper.height_pt:.0f}" fill="#fff"/>']
    for block in sheet:
        out += _block(block, x, y, page.width_pt)
        y += block.height_pt
    out += _footer(page, number)
    if page.banner is not None:
        foot = page.paper.height_pt - BANNER_EDGE_PT - page.banner.leading_pt
        for top in (BANNER_EDGE_PT, foot):
            out += _banner(page, page.banner, top)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sheet" role="group" aria-label="Page {number}" '
        f'viewBox="0 0 {page.paper.width_pt:.1f} {page.paper.height_pt:.1f}">{"".join(out)}</svg>'
    )


def _block(block: Block, x: float, y: float, width: float) -> Iterator[str]:
    if isinstance(block, Text):
        yield from _row(block.row, x, y, width, block.height_pt, _paragraph(block, x, y, width))
    elif isinstance(block, Box):
        y += block.before_pt
        height = block.height_pt - block.before_pt
        yield _rectangle(x, y, width, height, block.shade)
        yield _rectangle(x, y, block.bar.weight_pt, height, block.bar.colour)
        y += block.pad_pt
        inner, left = width - 2 * block.inset_pt, x + block.inset_pt
        for text in block.texts:
            yield from _row(text.row, left, y, inner, text.height_pt, _paragraph(text, left, y, inner))
            y += text.height_pt
    elif isinstance(block, Columns):
        yield from _columns(block, x, y)
    elif isinstance(block, Table):
        yield from _table(block, x, y, width)
    else:
        yield from _strip(block, x, y)


def _columns(columns: Columns, x: float, y: float) -> Iterator[str]:
    y += columns.before_pt
    left = x + columns.ground_at_pt
    yield _rectangle(left, y, columns.ground_pt, columns.depth_pt, columns.shade)
    yield _rectangle(left, y, columns.bar.weight_pt, columns.depth_pt, columns.bar.colour)
    for texts, at, width in columns.placed:
        top = y
        for text in texts:
            yield from _block(text, x + at, top, width)
            top += text.height_pt


def _row(name: str, x: float, y: float, width: float, height: float, inside: Iterator[str]) -> Iterator[str]:
    """A row's lines as one group that can be chosen; other text stands by itself."""
    if not name:
        yield from inside
        return
    hit = f'<rect class="hit" x="{x - 4:.1f}" y="{y:.1f}" width="{width + 8:.1f}" height="{height:.1f}"/>'
    yield f'<g class="row" data-row="{_attribute(name)}">{hit}{_NEXT.join(inside)}</g>'


def _paragraph(text: Text, x: float, y: float, width: float) -> Iterator[str]:
    y += text.space_pt
    look = text.look
    if text.bullet:
        left = x + width - width_of((Run(text.bullet),), look.size_pt) if text.from_right else x
        yield _line((Run(text.bullet),), left, y, text)
    measure = width - text.indent_pt - text.right_indent_pt
    top = y
    for line in text.lines:
        left = x if text.from_right else x + text.indent_pt
        if text.from_right:
            left += measure - width_of(line, look.size_pt)
        yield _line(line, left, top, text)
        top += look.leading_pt
    if text.right:
        end = x + width - text.right_indent_pt - width_of(text.right, look.size_pt)
        yield _line(text.right, end, y, text)
    if text.rule is not None:
        yield _rule(x, top + text.rule.space_pt, width - text.right_indent_pt, text.rule)


def _line(runs: Runs, x: float, y: float, text: Text) -> str:
    look = text.look
    width = width_of(runs, look.size_pt)
    inside = "".join(_span(run, text) for run in runs)
    length = f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"' if width > 0 else ""
    return (
        f'<text x="{x:.2f}" y="{y + BASELINE * look.leading_pt:.2f}" font-size="{look.size_pt:g}" '
        f'xml:space="preserve" fill="#{look.colour}"{length}>{inside}</text>'
    )


def _span(run: Run, text: Text) -> str:
    look = text.look
    attributes = ""
    if run.bold or look.bold:
        attributes += ' font-weight="bold"'
    if run.italic or look.italic:
        attributes += ' font-style="italic"'
    if run.colour:
        attributes += f' fill="#{run.colour}"'
    if run.size_pt:
        attributes += f' font-size="{run.size_pt:g}"'
    if run.raised:
        attributes += ' baseline-shift="33%"'
    return f"<tspan{attributes}>{html.escape(run.text)}</tspan>"


def _table(table: Table, x: float, y: float, width: float) -> Iterator[str]:
    y += table.before_pt
    for row in (table.head, *table.rows):
        head = row is table.head
        rule = table.head_rule if head else table.rule
        height = table.row_height_pt(row)
        yield from _row("" if head else row.id, x, y, width, height, _cells(table, row, x, y + rule.space_pt))
        yield _rule(x, y + height - rule.weight_pt, width, rule)
        y += height


def _cells(table: Table, row: Row, x: float, y: float) -> Iterator[str]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        measure = column.width_pt - (0.0 if column is table.columns[-1] else table.gutter_pt)
        top = y
        for text in cell:
            yield from _paragraph(text, x, top, measure)
            top += text.height_pt
        x += column.width_pt


def _strip(strip: Strip, x: float, y: float) -> Iterator[str]:
    yield from _paragraph(strip.head, x, y, strip.width_pt)
    y += strip.head.height_pt
    axis = y + strip.axis_pt
    stroke = f'stroke="#{strip.axis}" stroke-width=".75"'
    yield f'<path d="M{x:.1f} {axis:.1f}h{strip.width_pt:.1f}" {stroke}/>'
    labels = strip.labels
    low = y + strip.drawing_pt + labels.before_pt + BASELINE * labels.leading_pt
    for tick in strip.ticks:
        yield f'<path d="M{x + tick.at_pt:.1f} {axis:.1f}v4.5" {stroke}/>'
        yield (
            f'<text x="{x + tick.text_at_pt:.1f}" y="{low:.1f}" font-size="{labels.size_pt:g}" text-anchor="middle" '
            f'fill="#{labels.colour}">{html.escape(tick.text)}</text>'
        )
    yield from svg.strip(strip, x, axis)


def _banner(page: Page, banner: Banner, y: float) -> Iterator[str]:
    line = (Run(banner.words, bold=True, colour=banner.colour),)
    width = width_of(line, banner.size_pt)
    free = page.width_pt - width
    x = page.margins.left_pt + (free if banner.align == "right" else free / 2)
    if banner.ground is not None:
        yield _rectangle(x, y, width, banner.leading_pt, banner.ground)
    look = replace(page.footer.look, size_pt=banner.size_pt, leading_pt=banner.leading_pt)
    yield _line(line, x, y, Text(look, (), ()))


def _footer(page: Page, number: int) -> Iterator[str]:
    footer, look = page.footer, page.footer.look
    if not footer.page:
        return
    x, y = page.margins.left_pt, page.paper.height_pt - page.footer.from_edge_pt - page.footer.look.leading_pt
    yield _rule(x, y - footer.rule.space_pt - footer.rule.weight_pt, page.width_pt, footer.rule)
    words = footer.page.format(page=number, pages=len(page.sheets))
    text = Text(look, (), ())
    yield _line((Run(footer.left),), x, y, text)
    yield _line((Run(words),), x + page.width_pt - width_of((Run(words),), look.size_pt), y, text)


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#{colour}"/>'


def _rule(x: float, y: float, width: float, rule: Rule) -> str:
    return _rectangle(x, y, width, rule.weight_pt, rule.colour)


def _attribute(words: str) -> str:
    return html.escape(sanitizers.one_line(words), quote=True)
