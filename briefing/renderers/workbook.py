"""Events and positions as one workbook (ISO/IEC 29500-1, SpreadsheetML): every candidate row, printed or not.

A cell is text, a number or a day, never a formula; one that would become a formula once somebody edits it is marked as
text (``quotePrefix``), and keeps its words as they are.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence

from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.model.sanitizers import one_line
from briefing.model.unprintable import INVALID
from briefing.renderers import packages, sheets, xml_text

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: No cell holds more characters.
MOST = 32_767
_DAYS = ("first_day", "last_day")
_NUMBERS = ("independent_sources",)
#: Day 0 of a workbook; it has a 29 February 1900, so that days before March of that year are text.
_EPOCH = dt.date(1899, 12, 30)
_FIRST_DAY = dt.date(1900, 3, 1)
#: Widths of the columns that are not twelve characters wide.
_WIDTHS = {
    **dict.fromkeys(("event", "position", "evidence"), 60),
    **dict.fromkeys(("title", "affiliation"), 28),
    **dict.fromkeys(("speaker", "according_to", "actors", "said", "edtf", "conflict"), 24),
    **dict.fromkeys(("id", "independent_sources", "kind_of_speaker", "place", "places"), 20),
}
_WIDTH = 12
#: The height of a line of Arial 10, and of the highest row there is.
_LINE_PT, _HIGHEST_PT = 12.75, 409.5
#: From here on letters are twice as wide: Han, kana, Hangul.
_WIDE = "\u2e80"
#: Formats of cells, by their place among the styles: plain, head, day, text that looks like a formula, number.
_PLAIN, _TOP, _DAY, _TEXT, _NUMBER = range(5)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyAlignment="1"{more}>'
        '<alignment horizontal="left" vertical="top" wrapText="1"/></xf>'
        for number, font, more in (
            (0, 0, ""),
            (0, 1, ' applyFont="1"'),
            (164, 0, ' applyNumberFormat="1"'),
            (0, 0, ' quotePrefix="1"'),
            (1, 0, ' applyNumberFormat="1"'),
        )
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def render(brief: Brief, page: Page | None) -> bytes:
    """A workbook with the sheets *Events* and *Positions*."""
    tables = {
        "Events": (sheets.EVENTS, sheets.event_rows(brief, page)),
        "Positions": (sheets.POSITIONS, sheets.position_rows(brief, page)),
    }
    made = {name: _sheet(head, rows) for name, (head, rows) in tables.items()}
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(made, 1))
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"{name}!$A$1:${_column(len(head) - 1)}${len(rows) + 1}</definedName>"
        for n, (name, (head, rows)) in enumerate(tables.items())
    )
    parts = {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
                for n in range(1, len(made) + 1)
            )
            + "</Types>"
        ),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(made) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>{names}</sheets>'
            f"<definedNames>{filters}</definedNames></workbook>"
        ),
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(made.values(), 1)},
    }
    return packages.packed({name: content.encode("utf-8") for name, content in parts.items()})


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELS}">{inside}</Relationships>'


def _sheet(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """One sheet: its head stays in sight and can be filtered by; it prints a page wide."""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS.get(name, _WIDTH)}" customWidth="1"/>'
        for n, name in enumerate(head, 1)
    )
    lines = [_row(1, [_text(name, _TOP) for name in head], 1)]
    for n, row in enumerate(rows, 2):
        named = list(zip(head, row, strict=True))
        lines.append(_row(n, [_cell(*cell) for cell in named], max(_lines(*cell) for cell in named)))
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
        f'<autoFilter ref="A1:{_column(len(head) - 1)}{len(rows) + 1}"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str], lines: int) -> str:
    """A row, so high that its cells are read whole where a program takes no heights of its own, as Calc does not."""
    placed = (cell.replace("@", f"{_column(at)}{number}", 1) for at, cell in enumerate(cells) if cell)
    height = min(lines * _LINE_PT, _HIGHEST_PT)
    return f'<row r="{number}" ht="{height:g}">{"".join(placed)}</row>'


def _lines(name: str, words: str) -> int:
    """How many lines a cell has at most: no letter is taken for narrower than a figure."""
    spaced = "".join(char * 2 if char >= _WIDE else char for char in one_line(words))
    return len(textwrap.wrap(spaced, _WIDTHS.get(name, _WIDTH))) or 1


def _cell(name: str, words: str) -> str:
    """A cell with ``@`` for its place; nothing for one that is empty."""
    if not words:
        return ""
    if name in _NUMBERS:
        return f'<c r="@" s="{_NUMBER}"><v>{int(words)}</v></c>'
    if name in _DAYS and (day := dt.date.fromisoformat(words)) >= _FIRST_DAY:
        return f'<c r="@" s="{_DAY}"><v>{(day - _EPOCH).days}</v></c>'
    return _text(words, _TEXT if sheets.formula(words) else _PLAIN)


def _text(words: str, style: int) -> str:
    # "_x0041_" would be read as the character it names.
    plain = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", INVALID.sub("", one_line(words)))
    if len(plain) > MOST:
        plain = f"{plain[: MOST - 2]} …"
    return f'<c r="@" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text.content(plain)}</t></is></c>'


def _column(at: int) -> str:
    """The letters of a column: A, B … Z, AA, AB and so on."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
