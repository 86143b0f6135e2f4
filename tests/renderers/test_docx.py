"""The DOCX is made of real styles, tables and links, in the order of the schemas, and can be edited."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx as word
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from briefing.layout import fit, template
from briefing.renderers import docx
from tests.briefs import SCRIPTS, random_brief, story
from tests.looks import EVERY

#: Children in the order of CT_PPr, CT_RPr and CT_TblPr (ISO/IEC 29500-1, annex A), as far as they are written.
ORDERS = {
    "pPr": "pStyle keepNext pageBreakBefore widowControl numPr pBdr shd tabs autoSpaceDE autoSpaceDN bidi spacing ind "
    "jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color position sz szCs rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
}


def parts(seed: int | None = None) -> dict[str, str]:
    brief = story() if seed is None else random_brief(seed, scripts=tuple(SCRIPTS))
    with zipfile.ZipFile(io.BytesIO(docx.render(brief, fit(brief, EVERY)))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/numbering.xml"])
@pytest.mark.parametrize("parent", list(ORDERS))
def test_children_stand_in_the_schemas_order(part: str, parent: str) -> None:
    allowed = ORDERS[parent].split()
    for content in re.findall(rf"<w:{parent}>(.*?)</w:{parent}>", parts()[part] + parts(5)[part]):
        depth, children = 0, []
        for closing, name, empty in re.findall(r"<(/?)w:(\w+)[^>]*?(/?)>", content):
            if not closing and depth == 0:
                children.append(name)
            depth += 0 if empty else -1 if closing else 1
        places = [allowed.index(name) for name in children]
        assert places == sorted(places), children


def test_word_processors_find_styles_tables_and_properties() -> None:
    brief = story()
    document = word.Document(io.BytesIO(docx.render(brief, fit(brief, EVERY))))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    assert "List Bullet" in styles
    assert [t.rows[0].cells[0].text for t in document.tables] == ["When", "Who"]
    assert document.core_properties.title == brief.title
    assert document.core_properties.created is not None
    assert document.core_properties.created.date() == brief.as_of


def test_heads_repeat_pictures_are_told_and_the_layout_is_that_of_word_2013() -> None:
    files = parts()
    body = files["word/document.xml"]
    assert body.count("<w:tblHeader/>") == 2
    assert re.search(r'descr="Timeline of \d+ events, in order: ', body)
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in (files["word/settings.xml"])
    )
    assert '<w:lang w:val="en-GB"' in files["word/styles.xml"]
    assert " NUMPAGES " in files["word/footer1.xml"]


@pytest.mark.parametrize("name", ["policy-brief", "chronology", "positions"])
def test_the_file_stands_before_the_schemas(name: str, tmp_path: Path) -> None:
    for number, brief in enumerate((story(), random_brief(5, 20, tuple(SCRIPTS)))):
        path = tmp_path / f"{number}.docx"
        page = fit(brief, template.load(name), large_print=number == 1)
        path.write_bytes(docx.render(brief, page))
        result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
        assert [f"{e.part_uri} {e.path}: {e.description}" for e in result.errors] == []


def test_a_child_in_the_wrong_place_does_not_stand_before_the_schemas(tmp_path: Path) -> None:
    brief = story()
    path = tmp_path / "wrong.docx"
    with (
        zipfile.ZipFile(io.BytesIO(docx.render(brief, fit(brief, EVERY)))) as right,
        zipfile.ZipFile(path, "w") as wrong,
    ):
        for part in right.namelist():
            wrong.writestr(part, right.read(part).replace(b"<w:tcW ", b"<w:tcQ ", 1))
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors


def test_no_line_is_broken_by_hand() -> None:
    assert "<w:br" not in parts(3)["word/document.xml"]


def test_every_link_goes_to_the_web_and_has_its_relationship() -> None:
    files = parts(6)
    used = set(re.findall(r'<w:hyperlink r:id="(\w+)"', files["word/document.xml"]))
    known = dict(re.findall(r'Id="(rIdLink\d+)"[^>]*Target="([^"]*)"', files["word/_rels/document.xml.rels"]))
    assert used == set(known)
    assert all(address.startswith("https://") for address in known.values())
