"""The PDF is tagged, told apart for archives, linked, and drawn with embedded type only."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from briefing.layout import fit
from briefing.renderers import pdf
from briefing.renderers.pdf.archive import colours, ended
from tests.briefs import random_brief, story
from tests.looks import EVERY


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    brief = story()
    return PdfReader(io.BytesIO(pdf.render(brief, fit(brief, EVERY))), strict=True)


def roles(node: Any) -> list[str]:
    """The structure's roles in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict) or "/S" not in node:
        return []
    return [str(node["/S"]), *(role for kid in node.get("/K", []) for role in roles(kid))]


def test_the_structure_tells_headings_lists_tables_and_pictures(reader: PdfReader) -> None:
    found = roles(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert found[:5] == ["/Document", "/P", "/P", "/P", "/H1"]
    assert {"/H2", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link"} <= set(found)
    assert found.count("/H1") == 1


def test_every_mark_on_the_sheet_has_its_part(reader: PdfReader) -> None:
    stream = reader.pages[0].get_contents()
    assert stream is not None
    code = stream.get_data().decode("latin-1")
    marks = [int(n) for n in re.findall(r"/MCID (\d+)", code)]
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
    assert marks == list(range(len(parents)))
    assert code.count("BDC") + code.count("BMC") == code.count("EMC")


def test_all_type_is_embedded(reader: PdfReader) -> None:
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


def test_sources_are_linked_and_parts_bookmarked(reader: PdfReader) -> None:
    notes = [a.get_object() for a in reader.pages[0]["/Annots"]]
    addresses = {n["/A"]["/URI"] for n in notes}
    assert "https://courier.example/2026/03/12/port-lindow" in addresses
    assert all("/Contents" in n and "/StructParent" in n for n in notes)
    assert [str(o["/Title"]) for o in reader.outline if not isinstance(o, list)] == [story().title]


def test_the_file_says_what_it_is(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "/DestOutputProfile" in root["/OutputIntents"][0]


def test_a_title_cannot_break_the_metadata() -> None:
    brief = random_brief(4)
    page = fit(brief, EVERY)
    file = pdf.render(brief, page.__class__(**{f: getattr(page, f) for f in page.__slots__} | {"title": "a <b> & c"}))
    assert b"a &lt;b&gt; &amp; c" in file


def test_the_profile_has_no_date_of_today() -> None:
    assert colours()[24:30] == bytes([7, 207, 0, 10, 0, 1])


def test_every_stream_is_ended_on_its_own_line_and_found_again() -> None:
    brief = story()
    file = pdf.render(brief, fit(brief, EVERY))
    assert not re.search(rb"[^\n]endstream", file)
    assert ended(file) == file
