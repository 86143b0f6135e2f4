"""A handling mark stands where its rules want it, at the head and the foot of every sheet, in both formats."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from briefing.layout import fit, template
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers import docx, markdown, pdf
from tests.briefs import random_brief, story

LOOK = template.load()


def marked(mark: str | None, brief: Brief | None = None) -> tuple[Brief, Page]:
    made = dataclasses.replace(brief or story(), mark=mark)
    return made, fit(made, LOOK)


@pytest.mark.parametrize(
    ("given", "words", "colour"),
    [
        ("TLP:RED", "TLP:RED", "FF2B2B"),
        ("tlp:amber", "TLP:AMBER", "FFC000"),
        ("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", "FFC000"),
        ("TLP: amber + strict", "TLP:AMBER+STRICT", "FFC000"),
        ("TLP-GREEN", "TLP:GREEN", "33FF00"),
        ("TLP:CLEAR", "TLP:CLEAR", "FFFFFF"),
    ],
)
def test_a_label_of_tlp_has_its_capitals_colours_place_and_size(given: str, words: str, colour: str) -> None:
    banner = marked(given)[1].banner
    assert banner is not None
    assert (banner.words, banner.colour, banner.ground, banner.align) == (words, colour, "000000", "right")
    assert banner.size_pt >= 12.0


@pytest.mark.parametrize(
    "mark",
    # The second is a label of TLP 1.0; which label of 2.0 is meant is not ours to say.
    ["OFFICIAL-SENSITIVE", "TLP:WHITE", "TLP:REDACTED", "Internal", "TLP"],
)
def test_any_other_mark_stands_in_the_middle_as_it_was_given(mark: str) -> None:
    banner = marked(mark)[1].banner
    assert banner is not None
    assert (banner.words, banner.ground, banner.align) == (mark, None, "centre")


@pytest.mark.parametrize("mark", [None, "", "  "])
def test_without_a_mark_there_is_none(mark: str | None) -> None:
    brief, page = marked(mark)
    assert page.banner is None
    with zipfile.ZipFile(io.BytesIO(docx.render(brief, page))) as archive:
        assert "word/header1.xml" not in archive.namelist()


@pytest.mark.parametrize("mark", ["OFFICIAL", "TLP:RED"])
def test_it_takes_no_room_from_the_page(mark: str) -> None:
    for seed in range(4):
        brief = dataclasses.replace(random_brief(seed, items=60), mark=None)
        plain, secret = (fit(dataclasses.replace(brief, mark=given), LOOK) for given in (None, mark))
        assert secret.lines == plain.lines
        assert secret.fill <= 1.0


@pytest.mark.parametrize("mark", ["OFFICIAL", "TLP:CLEAR"])
def test_it_stands_at_the_head_and_the_foot_in_both_formats(mark: str) -> None:
    brief, page = marked(mark)
    text = PdfReader(io.BytesIO(pdf.render(brief, page))).pages[0].extract_text()
    assert text.count(mark) == 2
    with zipfile.ZipFile(io.BytesIO(docx.render(brief, page))) as archive:
        parts = [archive.read(f"word/{part}1.xml").decode() for part in ("header", "footer")]
    assert all(mark in "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", part)) for part in parts)
    assert markdown.render(brief, page).decode().startswith(f"**{mark}**")


def test_the_word_file_with_it_stands_before_the_schemas(tmp_path: Path) -> None:
    for mark in ("TLP:AMBER+STRICT", "OFFICIAL"):
        path = tmp_path / f"{mark[:3]}.docx"
        path.write_bytes(docx.render(*marked(mark)))
        assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors == []


def test_narrow_margins_give_way_to_it() -> None:
    look = dataclasses.replace(LOOK, margins=LOOK.margins._replace(top_pt=18.0, bottom_pt=18.0))
    page = fit(dataclasses.replace(random_brief(4), mark="TLP:RED"), look)
    assert page.margins.top_pt >= 12.0 + 14.0
    assert page.margins.bottom_pt >= page.footer.from_edge_pt + page.footer.look.leading_pt
    assert page.fill <= 1.0
