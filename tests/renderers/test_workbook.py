"""Events and positions as a workbook: the rows of the sheets, days as days, and no formula whatever the words."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from briefing.layout import fit, template
from briefing.model.brief import Brief
from briefing.renderers import render, sheets
from tests.briefs import random_brief, story

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data: bytes, number: int) -> list[list[str]]:
    """The cells of a sheet as text, in their columns; days as serial numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in root.iter(f"{M}row"):
        found: dict[str, str] = {}
        for cell in row.iter(f"{M}c"):
            found[re.sub(r"\d", "", cell.get("r", ""))] = "".join(cell.itertext())
        rows.append([found.get(chr(ord("A") + at), "") for at in range(19)])
    return rows


def with_words(brief: Brief, words: str) -> Brief:
    first = brief.positions[0]
    return dataclasses.replace(
        brief, positions=(dataclasses.replace(first, speaker=dataclasses.replace(first.speaker, name=words)),)
    )


def test_the_rows_are_those_of_the_sheets() -> None:
    brief = story()
    page = fit(brief, template.load())
    made = render(brief, page, "xlsx")
    for number, form in ((1, "events.csv"), (2, "positions.csv")):
        told = list(csv.reader(io.StringIO(render(brief, page, form).decode("utf-8-sig"))))
        found = cells(made, number)
        assert len(found) == len(told)
        text = [at for at, name in enumerate(told[0]) if name not in ("first_day", "last_day")]
        assert [[row[at] for at in text] for row in found] == [[row[at] for at in text] for row in told]


def test_days_can_be_counted_with() -> None:
    brief = story()
    days = [row[sheets.EVENTS.index("first_day")] for row in cells(render(brief, None, "xlsx"), 1)[1:]]
    told = [row[sheets.EVENTS.index("first_day")] for row in sheets.event_rows(brief, None)]
    assert any(told)
    epoch = dt.date(1899, 12, 30)
    assert [(epoch + dt.timedelta(int(day))).isoformat() if day else "" for day in days] == told


@pytest.mark.parametrize(("words", "least", "most"), [("Vessa", 1, 2), ("the quay " * 30, 4, 8), ("码头" * 60, 3, 8)])
def test_a_row_is_as_high_as_its_words_need(words: str, least: int, most: int) -> None:
    first = story().positions[0]
    line = dataclasses.replace(first.line, pieces=(dataclasses.replace(first.line.pieces[0], text=words),))
    brief = dataclasses.replace(story(), positions=(dataclasses.replace(first, line=line),))
    with zipfile.ZipFile(io.BytesIO(render(brief, None, "xlsx"))) as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet2.xml"))
    row = root.findall(f".//{M}row")[1]
    assert least <= float(row.get("ht", "0")) / 12.75 <= most


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "＝1", "\u200b=1"])
def test_what_looks_like_a_formula_is_marked_as_text_and_keeps_its_words(words: str) -> None:
    data = render(with_words(story(), words), None, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    cell = re.search(r'<c r="B2" s="(\d)" t="inlineStr"><is><t xml:space="preserve">([^<]*)</t>', sheet)
    assert cell is not None
    assert cell[2] == words.replace("\u200b", "") or cell[2] == words
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2])
    assert 'quotePrefix="1"' in formats[int(cell[1])]


def test_plain_words_are_not_marked() -> None:
    with zipfile.ZipFile(io.BytesIO(render(with_words(story(), "Ada = Fenwick"), None, "xlsx"))) as archive:
        assert '<c r="B2" s="0" t="inlineStr">' in archive.read("xl/worksheets/sheet2.xml").decode()


def test_a_named_character_stays_as_it_is_written_and_a_cell_ends_where_a_spreadsheet_ends_it() -> None:
    data = render(with_words(story(), "a_x0041_b"), None, "xlsx")
    assert cells(data, 2)[1][1] == "a_x005F_x0041_b"
    assert len(cells(render(with_words(story(), "w" * 40_000), None, "xlsx"), 2)[1][1]) == 32_767


def test_the_file_stands_before_the_schemas_and_is_the_same_each_time(tmp_path: Path) -> None:
    for number, brief in enumerate((story(), random_brief(5, 40))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(render(brief, None, "xlsx"))
        result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
        # Excel itself needs neither: a theme may be missing, and words may stand in their cells.
        faults = [e.description for e in result.errors if "inline-string" not in e.description]
        assert [what for what in faults if "relationships/theme" not in what] == []
        assert render(brief, None, "xlsx") == path.read_bytes()
