"""The body: every block as paragraphs and tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from briefing.fonts import bidi
from briefing.model.blocks import RISE, Block, Box, Column, Columns, Row, Run, Strip, Table, Text
from briefing.model.page import BANNER_EDGE_PT, Page
from briefing.renderers.docx import drawing, notes, scripts
from briefing.renderers.docx.links import Links
from briefing.renderers.docx.styles import TABLE_STYLE, style_id
from briefing.renderers.docx.xml import (
    HEAD,
    MC,
    PIC,
    WP,
    WPG,
    WPS,
    A,
    R,
    W,
    attribute,
    eighths,
    half_points,
    text,
    twips,
)

#: Prefixes of the document's names.
NAMESPACES = {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC, "wpg": WPG, "wps": WPS, "mc": MC}


def document(page: Page, links: Links) -> bytes:
    """``word/document.xml``."""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    # Notes stand in a part of their own.
    blocks = [pair for pair in joined(page.sheets) if not isinstance(pair[0], Text) or pair[0].note is None]
    parts = [blocks_xml(blocks, page, links)]
    if blocks and isinstance(blocks[-1][0], Table | Columns):
        # A table must be followed by a paragraph; this one is as small as Word makes them.
        parts.append('<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>')
    return f"{HEAD}<w:document{spaces}><w:body>{''.join(parts)}{_section(page)}</w:body></w:document>".encode()


def blocks_xml(blocks: Sequence[tuple[Block, bool]], page: Page, links: Links) -> str:
    """Blocks as elements of a body.

    Args:
        blocks: each with whether a sheet begins with it.
        page: that they stand on; its logo hangs on the first of them.
        links: which collects their addresses.
    """
    parts = []
    for i, (block, breaks) in enumerate(blocks):
        logo = drawing.logo(page.logo) if i == 0 and page.logo is not None else ""
        parts.append(_block(block, page, links, logo, breaks=breaks))
    return "".join(parts)


def joined(sheets: Sequence[Sequence[Block]]) -> Iterator[tuple[Block, bool]]:
    """Blocks with whether a sheet begins with them; a table that goes on over the sheet is one table again."""
    waiting: tuple[Block, bool] | None = None
    for number, sheet in enumerate(sheets):
        for i, block in enumerate(sheet):
            if isinstance(block, Table) and block.continued and waiting and isinstance(waiting[0], Table):
                before = waiting[0]
                waiting = (dataclasses.replace(before, rows=before.rows + block.rows), waiting[1])
                continue
            if waiting is not None:
                yield waiting
            waiting = (block, number > 0 and i == 0)
    if waiting is not None:
        yield waiting


def _block(block: Block, page: Page, links: Links, logo: str, *, breaks: bool) -> str:
    if isinstance(block, Text):
        return paragraph(block, links, width_pt=page.width_pt, breaks=breaks, before=logo)
    if isinstance(block, Box):
        return _box(block, links)
    if isinstance(block, Columns):
        return _columns(block, links)
    if isinstance(block, Table):
        return _table(block, links)
    return _strip(block, links)


def paragraph(
    block: Text,
    links: Links,
    *,
    width_pt: float,
    breaks: bool = False,
    before: str = "",
    borders: str = "",
    indent: str = "",
    space_pt: float | None = None,
    style: str = "",
) -> str:
    """A paragraph in its style, or in the one named."""
    space = block.space_pt if space_pt is None else space_pt
    rule = block.rule
    if rule is not None:
        borders = (
            f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths(rule.weight_pt)}" w:space="{round(rule.space_pt)}" '
            f'w:color="{rule.colour}"/></w:pBdr>'
        )
    edge = twips(width_pt - block.right_indent_pt)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>' if block.right else ""
    if block.right_indent_pt:
        indent = f'<w:ind w:right="{twips(block.right_indent_pt)}"/>'
    spacing = f'<w:spacing w:before="{twips(space)}"/>' if space != block.look.before_pt else ""
    direction = "<w:bidi/>" if block.from_right else ""
    right = "<w:r><w:tab/></w:r>" + runs(block.right, block, links) if block.right else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style or style_id(block.look)}"/>{"<w:pageBreakBefore/>" if breaks else ""}'
        f"{borders}{tabs}{direction}{spacing}{indent}</w:pPr>{before}{runs(block.runs, block, links)}{right}</w:p>"
    )


def noted(page: Page, links: Links, first: int = notes.FIRST) -> bytes:
    """The part that holds the notes.

    Args:
        page: with notes.
        links: of that part alone, which has relations of its own.
        first: the id of the first note.
    """

    def paragraph_of(block: Text, style: str, before: str) -> str:
        hanging = twips(block.indent_pt)
        tabs = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>'
        return paragraph(block, links, width_pt=page.width_pt, before=before, indent=tabs, style=style)

    return notes.part(page, paragraph_of, first)


def runs(pieces: tuple[Run, ...], block: Text, links: Links) -> str:
    """Runs with what differs from their paragraph's style."""
    whole = "".join(piece.text for piece in pieces)
    levels = bidi.levels(whole, block.from_right) if block.from_right or bidi.has_right(whole) else None
    made, at = [], 0
    for piece in pieces:
        end = at + len(piece.text)
        made.append(_run(piece, block, links, levels[at:end] if levels is not None else None))
        at = end
    return "".join(made)


def _run(run: Run, block: Text, links: Links, levels: list[int] | None) -> str:
    look = block.look
    if run.note and links.marks is not None:
        return links.marks.xml(run, look)
    marks = ""
    if run.bold != look.bold:
        marks += "<w:b/><w:bCs/>" if run.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if run.italic != look.italic:
        marks += "<w:i/><w:iCs/>" if run.italic else '<w:i w:val="0"/><w:iCs w:val="0"/>'
    if run.colour and run.colour != look.colour:
        marks += f'<w:color w:val="{run.colour}"/>'
    opening = links.opening(run.link, run.tip) if run.link else ""
    linked = '<w:rStyle w:val="Hyperlink"/>' if opening else ""
    if run.raised:
        # No superscript of Word's own, which sets another size than the lines were broken with.
        marks += f'<w:position w:val="{half_points(RISE * look.size_pt)}"/>'
    if run.size_pt is not None and run.size_pt != look.size_pt:
        marks += f'<w:sz w:val="{half_points(run.size_pt)}"/><w:szCs w:val="{half_points(run.size_pt)}"/>'
    whole = block.whole_words and len(block.lines) > 1
    made = "".join(
        _part(words, script, linked, marks, whole_words=whole) for script, words in scripts.parts(run.text, levels)
    )
    if opening:
        made = f"{opening}{made}</w:hyperlink>"
    return links.marked(run.anchor, made) if run.anchor else made


def _part(words: str, script: scripts.Script, linked: str, marks: str, *, whole_words: bool) -> str:
    """Words of one script, with its font, direction and language; ``whole_words`` has no line end behind a hyphen."""
    font = language = ""
    if script.east_asian:
        font = f'<w:rFonts w:eastAsia="{script.east_asian}" w:hint="eastAsia"/>'
        language = f'<w:lang w:eastAsia="{script.language}"/>'
    elif script.complex:
        font = f'<w:rFonts w:cs="{script.complex}"/>'
        language = f'<w:cs/><w:lang w:bidi="{script.language}"/>'
    elif script.other:
        font = f'<w:rFonts w:ascii="{script.other}" w:hAnsi="{script.other}"/>'
        language = f'<w:lang w:val="{script.language}"/>'
    elif script.right:
        language = f'<w:rtl/><w:lang w:bidi="{script.language}"/>'
    inside = f"{linked}{font}{marks}{language}"
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    parts = words.split("-") if whole_words else (words,)
    written = "<w:noBreakHyphen/>".join(f'<w:t xml:space="preserve">{text(part)}</w:t>' for part in parts)
    return f"<w:r>{properties}{written}</w:r>"


def _box(box: Box, links: Links) -> str:
    """Paragraphs with one border and ground, which word processors join to one box."""
    line = f'w:val="single" w:sz="4" w:color="{box.shade}"'
    inner = box.inset_pt - box.bar.weight_pt
    bar = f'w:val="single" w:sz="{eighths(box.bar.weight_pt)}" w:color="{box.bar.colour}"'
    borders = (
        f'<w:pBdr><w:top {line} w:space="{round(box.pad_pt - 0.5)}"/><w:left {bar} w:space="{round(inner)}"/>'
        f'<w:bottom {line} w:space="{round(box.pad_pt - 0.5)}"/><w:right {line} w:space="{round(box.inset_pt - 0.5)}"/>'
        f'</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{box.shade}"/>'
    )
    indent = f'<w:ind w:left="{twips(box.inset_pt)}" w:right="{twips(box.inset_pt)}"/>'
    return "".join(
        paragraph(
            block,
            links,
            width_pt=0.0,
            borders=borders,
            indent=indent,
            space_pt=box.before_pt if i == 0 else None,
        )
        for i, block in enumerate(box.texts)
    )


def _table(table: Table, links: Links) -> str:
    width = sum(c.width_pt for c in table.columns)
    grid = "".join(f'<w:gridCol w:w="{twips(c.width_pt)}"/>' for c in table.columns)
    rows = "".join(_row(table, row, links) for row in (table.head, *table.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(table.name)}/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _columns(columns: Columns, links: Links) -> str:
    """Two cells side by side, no higher than their text; columns of Word's own would be evened out by other programs.

    Above them stands the space before, since a table has none.
    """
    side, wide = columns.ground_pt, columns.ground_at_pt
    bar = columns.bar
    edge = f'<w:left w:val="single" w:sz="{eighths(bar.weight_pt)}" w:space="0" w:color="{bar.colour}"/>'
    ground = f'<w:tcBorders>{edge}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{columns.shade}"/>'
    cells = (
        (columns.main, wide, columns.main_pt, "", 0.0, columns.gap_pt),
        (columns.side, side, columns.side_pt, ground, columns.inset_pt, columns.inset_pt),
    )
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{look}<w:tcMar><w:left w:w="{twips(left)}" '
        f'w:type="dxa"/><w:right w:w="{twips(right)}" w:type="dxa"/></w:tcMar></w:tcPr>'
        + ("".join(paragraph(text, links, width_pt=measure) for text in texts) or "<w:p/>")
        + "</w:tc>"
        for texts, width, measure, look, left, right in cells
    )
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:line="{twips(columns.before_pt)}" w:lineRule="exact"/></w:pPr></w:p>'
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(wide + side)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(wide)}"/><w:gridCol w:w="{twips(side)}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{twips(columns.depth_pt)}" w:hRule="atLeast"/></w:trPr>{made}</w:tr></w:tbl>'
    )


def _row(table: Table, row: Row, links: Links) -> str:
    head = "<w:tblHeader/>" if row is table.head else ""
    last = table.columns[-1]
    cells = "".join(
        _cell(column, cell, links, last=column is last) for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(column: Column, cell: tuple[Text, ...], links: Links, *, last: bool) -> str:
    margin = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>' if last else ""
    inside = "".join(paragraph(block, links, width_pt=column.width_pt) for block in cell)
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(column.width_pt)}" w:type="dxa"/>{margin}</w:tcPr>{inside}</w:tc>'


def _strip(strip: Strip, links: Links) -> str:
    """Its head, its drawing, and its dates at tab stops, so that they stay text."""
    head = paragraph(strip.head, links, width_pt=strip.width_pt)
    picture = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(strip.labels)}"/><w:keepNext/>'
        '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{drawing.strip(strip)}</w:r></w:p>'
    )
    tabs = "".join(f'<w:tab w:val="center" w:pos="{twips(t.text_at_pt)}"/>' for t in strip.ticks)
    labels = "".join(f"<w:r><w:tab/><w:t>{text(t.text)}</w:t></w:r>" for t in strip.ticks)
    dates = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(strip.labels)}"/><w:tabs>{tabs}</w:tabs></w:pPr>{labels}</w:p>'
        if strip.ticks
        else ""
    )
    return head + picture + dates


def _section(page: Page) -> str:
    m = page.margins
    edge = twips(BANNER_EDGE_PT if page.banner else page.footer.from_edge_pt)
    head = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if page.banner else ""
    return (
        f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="rIdFooter"/>{notes.section(page)}'
        f'<w:pgSz w:w="{twips(page.paper.width_pt)}" w:h="{twips(page.paper.height_pt)}"/>'
        f'<w:pgMar w:top="{twips(m.top_pt)}" w:right="{twips(m.right_pt)}" w:bottom="{twips(m.bottom_pt)}" '
        f'w:left="{twips(m.left_pt)}" w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
    )
