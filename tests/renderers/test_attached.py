"""A delivered page carries the record of its brief, and gives it back letter by letter."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.errors import InputError
from briefing.layout import fit, template
from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers import attached, docx, pdf
from tests import office
from tests.briefs import random_brief, story

FORMS: dict[str, Callable[[Brief, Page], bytes]] = {"pdf": pdf.render, "docx": docx.render}


def delivered(brief: Brief, form: str) -> bytes:
    return FORMS[form](brief, fit(brief, template.load()))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", [None, 3, 11])
def test_the_record_comes_back_as_it_went_in(form: str, seed: int | None) -> None:
    brief = story() if seed is None else random_brief(seed, scripts=("latin", "arabic", "kana"))
    page = fit(brief, template.load())
    assert attached.take(delivered(brief, form), name=f"page.{form}") == record.dump(brief, page, whole=False)


@pytest.mark.parametrize("form", FORMS)
def test_characters_that_xml_cannot_hold_come_back_too(form: str) -> None:
    brief = dataclasses.replace(story(), to="Cabinet \ufffe <Office> & \u2028 ]]> \x0b\r\n")
    back, _ = record.load(attached.take(delivered(brief, form), name="page"))
    assert back.to == brief.to


@pytest.mark.parametrize(("form", "what"), [("pdf", "the PDF is damaged"), ("docx", "the DOCX is damaged")])
def test_a_damaged_file_is_told(form: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        attached.take(delivered(story(), form)[:400], name="page")


def test_a_file_without_a_record_is_told() -> None:
    whole = delivered(story(), "docx")
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/item1"):
                new.writestr(name, old.read(name))
    with pytest.raises(InputError, match="carries no record"):
        attached.take(bare.getvalue(), name="page.docx")
    with pytest.raises(InputError, match="carries no record"):
        attached.take(delivered(story(), "pdf").replace(attached.NAME.encode(), b"briefing.txt_"), name="page.pdf")


def test_readers_of_pdf_are_told_what_is_attached() -> None:
    root = PdfReader(io.BytesIO(delivered(story(), "pdf")), strict=True).trailer["/Root"]
    (place,) = root["/AF"]
    told = place.get_object()
    assert (told["/UF"], told["/AFRelationship"], told["/Desc"]) == (attached.NAME, "/Data", attached.ABOUT)
    assert told["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_whole_articles_do_not_go_along(brief: Brief) -> None:
    back, _ = record.load(attached.take(delivered(brief, "pdf"), name="page.pdf"))
    assert back.passages == record.cited(back)
    assert len(back.passages) < len(brief.passages)
    assert {p.id for p in back.key_points} <= fit(brief, template.load()).rows


@pytest.mark.office
@pytest.mark.slow
def test_a_page_saved_by_a_word_processor_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(delivered(story(), "docx"))
    office.convert([path], tmp_path / "saved", tmp_path / "profile", to="docx:MS Word 2007 XML", timeout=300)
    saved = (tmp_path / "saved/page.docx").read_bytes()
    assert re.search(rb"word/document.xml", saved)
    assert saved != path.read_bytes()
    assert attached.take(saved, name="page.docx") == attached.take(path.read_bytes(), name="page.docx")
