"""Hebrew, Arabic, Chinese, Japanese and Korean on the same page, shaped, in order, and found again."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefing.fonts import bidi
from briefing.layout import fit
from briefing.model import record
from briefing.model.blocks import Table, Text
from briefing.model.brief import Brief, Choice, Line, Words
from briefing.model.page import Page
from briefing.model.text import Span
from briefing.renderers import docx, pdf
from briefing.renderers.pdf.stretches import stretches
from briefing.verify.delivered import compare
from tests.briefs import SCRIPTS, random_brief, story
from tests.looks import EVERY

NAMES = ["ليلى الزهراني", "נועה ברקאי", "陈晓琳", "佐々木 ひかり", "박서연"]
SENTENCES = ["הנמל נפתח ביום שני (9 במרץ), אמרו ב-NATO.", "أغلق الميناء لا غير في 9 مارس."]


def line(words: str, like: Line) -> Line:
    start = zlib.crc32(words.encode())  # no two lines share characters
    return Line((Words(Span(start, start + len(words)), words),), like.evidence)


def brief() -> Brief:
    made = story()
    rows = [
        dataclasses.replace(row, line=line(words, row.line), choice=Choice(3.0))
        for row, words in zip(made.chronology[:2], SENTENCES, strict=True)
    ]
    positions = [
        dataclasses.replace(row, speaker=dataclasses.replace(row.speaker, name=name), choice=Choice(3.0))
        for row, name in zip(made.positions, NAMES, strict=False)
    ]
    return dataclasses.replace(made, chronology=tuple(rows), positions=tuple(positions))


@pytest.fixture(scope="module")
def page() -> Page:
    return fit(brief(), EVERY)


def spans(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict) or "/S" not in node:
        return []
    own = [str(node["/ActualText"])] if node["/S"] == "/Span" else []
    return own + [words for kid in node.get("/K", []) for words in spans(kid)]


def test_a_sentence_that_runs_from_the_right_stands_flush_right_and_a_name_does_not(page: Page) -> None:
    tables = {b.kind: b for b in page.sheets[0] if isinstance(b, Table)}
    assert [row.cells[1][0].from_right for row in tables["chronology"].rows] == [True, True]
    assert not any(row.cells[0][0].from_right for row in tables["positions"].rows)


def test_a_reference_in_a_hebrew_line_keeps_its_order() -> None:
    made = brief()
    point = dataclasses.replace(made.key_points[0], line=line(SENTENCES[0], made.key_points[0].line))
    made = dataclasses.replace(made, key_points=(point,))
    texts = (block for block in fit(made, EVERY).sheets[0] if isinstance(block, Text) and block.bullet)
    text = next(text for text in texts if SENTENCES[0] in text.plain)
    order = bidi.in_sight(bidi.levels(text.plain, right=True))
    seen = "".join(c for i in order if unicodedata.category(c := text.plain[i]) != "Cf").replace("\u00a0", " ")
    assert seen.strip().startswith("[1]")
    assert seen.endswith("למנה")


def test_the_pdf_says_in_its_structure_how_such_words_are_read(page: Page) -> None:
    reader = PdfReader(io.BytesIO(pdf.render(brief(), page)))
    told = spans(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert "נועה ברקאי" in told
    assert "لا" in " ".join(told)
    assert not any("陈" in words for words in told)


@pytest.mark.poppler
def test_pdftotext_finds_names_in_every_script(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf.render(brief(), page))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    found = re.sub("[\u200e\u200f\u202a-\u202e]", "", text)
    carried = record.load(record.dump(brief(), page))[1]
    assert carried is not None
    printed = [name for name in NAMES if any(name in words for words in carried.texts)]
    assert len(printed) >= 4
    assert [name for name in printed if name not in found] == []
    assert "لا" in found


@pytest.mark.parametrize("seed", range(4))
def test_a_page_in_every_script_is_found_unchanged(seed: int) -> None:
    made = random_brief(seed + 1, 12, tuple(SCRIPTS), sources=3)
    set_page = fit(made, EVERY)
    printed = record.load(record.dump(made, set_page, whole=False))[1]
    assert printed is not None
    assert list(compare(printed, pdf.render(made, set_page))) == []
    assert list(compare(printed, docx.render(made, set_page))) == []


def test_a_name_changed_in_the_pdf_is_not_taken_for_the_one_it_is_said_to_be(page: Page) -> None:
    printed = record.load(record.dump(brief(), page, whole=False))[1]
    assert printed is not None
    other = dataclasses.replace(brief(), positions=brief().positions[:1])
    changed = [fault.what for fault in compare(printed, pdf.render(other, fit(other, EVERY)))]
    assert any("נועה ברקאי" in what for what in changed)


def test_the_docx_tells_direction_language_and_font_of_each_script(page: Page) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(brief(), page))) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:bidi/>") == 2
    runs = {words: look for look, words in re.findall(r"<w:r><w:rPr>(.*?)</w:rPr><w:t[^>]*>([^<]*)</w:t>", body)}
    assert runs["נועה ברקאי"].endswith('<w:rtl/><w:lang w:bidi="he-IL"/>')
    assert runs["ليلى الزهراني"].endswith('<w:rtl/><w:lang w:bidi="ar-SA"/>')
    assert 'w:eastAsia="Microsoft YaHei"' in runs["陈晓琳"]
    assert 'w:eastAsia="Yu Gothic"' in runs["佐々木"]
    assert 'w:eastAsia="Yu Gothic"' in runs["ひかり"]


def test_stretches_stand_side_by_side_and_in_reading_order(page: Page) -> None:
    from briefing.model.blocks import Run

    placed = stretches((Run("by נועה ברקאי (ליד 12) on"),), 10.0)
    assert "".join(s.words for _, s in placed) == "by נועה ברקאי (ליד 12) on"
    edges = sorted((x, x + s.width_pt) for x, s in placed)
    assert all(abs(b - c) < 0.01 for (_, b), (c, _) in itertools.pairwise(edges))
    where = {s.words.strip(): x for x, s in placed}
    assert where["by"] < where["12"] < where["on"]


def test_a_character_no_face_has_is_a_box_with_a_note() -> None:
    made = dataclasses.replace(story(), title="The page on ཀ and ᚁ")
    set_page = fit(made, EVERY)
    assert [n.text for n in set_page.notes if n.code == "type"] != []
    assert "ཀ (U+0F40, tibetan)" in next(n.text for n in set_page.notes if n.code == "type")
    reader = PdfReader(io.BytesIO(pdf.render(made, set_page)))
    assert "ཀ" in spans(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert not [n for n in fit(brief(), EVERY).notes if n.code == "type"]


def test_a_warm_process_gives_the_bytes_of_a_cold_one(tmp_path: Path) -> None:
    for seed in (3, 8):
        other = random_brief(seed, 8, tuple(SCRIPTS))
        pdf.render(other, fit(other, EVERY))
    made = random_brief(5, 10, tuple(SCRIPTS))
    warm = pdf.render(made, fit(made, EVERY))
    program = (
        "import sys; from briefs import *; import looks; from briefing.layout import fit;"
        "from briefing.renderers import pdf; b = random_brief(5, 10, tuple(SCRIPTS));"
        "sys.stdout.buffer.write(pdf.render(b, fit(b, looks.EVERY)))"
    )
    here = Path(__file__).parent.parent
    paths = [str(here), str(here.parent)]
    cold = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {program}"], capture_output=True, check=True
    )
    assert cold.stdout == warm
