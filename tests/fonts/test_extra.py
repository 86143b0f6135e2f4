"""More scripts: drawn by the extra package where it is installed, told where it is not."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from briefing import fonts
from briefing.fonts import extra
from briefing.layout import fit, template
from briefing.model import record
from briefing.model.brief import Brief, Filled
from briefing.renderers import docx, pdf
from briefing.verify.delivered import compare
from tests.briefs import story

WORDS = {
    "Thai": "เรือข้ามฟากหยุดเดินเรือ",
    "Devanagari": "बंदरगाह में नौका सेवा बंद है",
    "Bengali": "বন্দরে ফেরি চলাচল বন্ধ",
    "Tamil": "துறைமுகத்தில் படகு சேவை நிறுத்தம்",
    "Ethiopic": "የወደቡ ጀልባ ቆሟል",
    "Georgian": "ნავსადგურში ბორანი შეჩერდა",
    "Armenian": "Նավահանգստում լաստանավը կանգ է առել",
    "Emoji": "⚓ 🎉 👍🏽 👩‍🚒",
}
needed = pytest.mark.skipif(not extra.installed(), reason=f"needs the fonts: {extra.INSTALL}")


@pytest.fixture
def _without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the package were not there."""
    kept = (extra._folder, extra._file, fonts.drawn_by)
    for cached in kept:
        cached.cache_clear()
    monkeypatch.setattr(extra, "PACKAGE", "no_such_package_of_fonts")
    yield
    for cached in kept:
        cached.cache_clear()


def brief(words: str) -> Brief:
    """A story whose title and first line have some words."""
    made = story()
    first = made.bottom_line[0]
    line = dataclasses.replace(first.line, pieces=(Filled(words),))
    row = dataclasses.replace(first, line=line)
    return dataclasses.replace(made, title=f"Ferries: {words}", bottom_line=(row, *made.bottom_line[1:]))


@needed
@pytest.mark.parametrize("script", list(WORDS))
@pytest.mark.parametrize("bold", [False, True])
def test_every_character_is_drawn(script: str, bold: bool) -> None:
    words = WORDS[script]
    assert fonts.missing(words) == ()
    assert "".join(part for _, part in fonts.runs(words, bold)) == words
    assert {face.name.rpartition("-")[2] for face, _ in fonts.runs(words, bold)} >= {"Bold" if bold else "Regular"}


@needed
@pytest.mark.parametrize("script", list(WORDS))
def test_the_page_has_no_box_and_its_words_are_found_again(script: str) -> None:
    made = brief(WORDS[script])
    page = fit(made, template.load())
    assert not [note for note in page.notes if note.code == "type"]
    file = pdf.render(made, page)
    assert pdf.render(made, page) == file
    assert len(PdfReader(io.BytesIO(file)).pages) == 1
    assert list(compare(record.printed(page), file)) == []


@needed
def test_words_of_one_face_are_one_stretch_and_marks_stand_over_their_letters() -> None:
    ((face, part),) = fonts.runs("नौका")
    assert part == "नौका"
    glyphs = face.glyphs(part, right=False)
    assert len({glyph.start for glyph in glyphs}) < len(part)
    assert sum(face.advances(part)) == pytest.approx(fonts.SHAPED_ROOM * sum(glyph.advance for glyph in glyphs))


@needed
def test_bold_is_another_weight_out_of_the_same_file() -> None:
    regular, bold = (next(fonts.runs("ไทย", heavy))[0] for heavy in (False, True))
    assert regular.data() != bold.data()
    assert bold.width("ไทย", 10) != regular.width("ไทย", 10)


@pytest.mark.usefixtures("_without")
@pytest.mark.parametrize("script", list(WORDS))
def test_without_the_package_there_are_boxes_and_the_note_says_what_brings_it(script: str) -> None:
    made = brief(WORDS[script])
    page = fit(made, template.load())
    told = [note.text for note in page.notes if note.code == "type"]
    assert len(told) == 1
    assert extra.INSTALL in told[0]
    assert len(PdfReader(io.BytesIO(pdf.render(made, page))).pages) == 1


@pytest.mark.usefixtures("_without")
def test_what_the_package_has_not_either_is_not_promised() -> None:
    page = fit(brief("ᚠᚢᚦ"), template.load())
    told = [note.text for note in page.notes if note.code == "type"]
    assert len(told) == 1
    assert extra.INSTALL not in told[0]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("Thai", '<w:rFonts w:cs="Leelawadee UI"/>'),
        ("Thai", '<w:cs/><w:lang w:bidi="th-TH"/>'),
        ("Tamil", '<w:cs/><w:lang w:bidi="ta-IN"/>'),
        ("Georgian", '<w:rFonts w:ascii="Sylfaen" w:hAnsi="Sylfaen"/>'),
        ("Ethiopic", '<w:lang w:val="am-ET"/>'),
    ],
)
def test_the_docx_tells_the_font_and_the_language_of_such_words(script: str, told: str) -> None:
    made = brief(WORDS[script])
    with zipfile.ZipFile(io.BytesIO(docx.render(made, fit(made, template.load())))) as archive:
        assert told in archive.read("word/document.xml").decode()


def test_latin_words_are_not_asked_of_the_package() -> None:
    assert extra.family("a") is None
    assert extra.family("ж") is None
    assert extra.family("陈") is None
