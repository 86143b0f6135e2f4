"""What Word's accessibility checker asks of a document, asked of the page's XML: the checker itself runs in Word alone.

Source: "Rules for the Accessibility Checker" (support.microsoft.com): errors, warnings and tips for Word.
"""

from __future__ import annotations

import io
import itertools
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from briefing.layout import fit
from briefing.layout.template.check import contrast
from briefing.model.brief import Brief
from briefing.renderers import docx
from tests.briefs import SCRIPTS, random_brief
from tests.letterheads import LETTERHEADS, fitting, look_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOOKS = ("policy-brief", "two-columns", "chronology", "positions", *LETTERHEADS)
#: Scripts whose words a screen reader cannot read in the voice of the page's own language.
OTHER_VOICES = ("ARABIC", "HEBREW", "CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@pytest.fixture(scope="module")
def brief() -> Brief:
    made: Brief = random_brief(11, items=40, scripts=tuple(SCRIPTS), sources=5)
    return made


@pytest.fixture(params=LOOKS)
def parts(request: pytest.FixtureRequest, brief: Brief, tmp_path: Path) -> dict[str, etree._Element]:
    look = look_of(request.param, tmp_path)
    fitted = fitting(brief, look)
    with zipfile.ZipFile(io.BytesIO(docx.render(fitted, fit(fitted, look)))) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def styles_of(parts: dict[str, etree._Element]) -> Iterator[etree._Element | None]:
    """The style of each paragraph of the body, by its id."""
    by_id = {style.get(f"{W}styleId"): style for style in parts["word/styles.xml"].iter(f"{W}style")}
    for chosen in parts["word/document.xml"].iter(f"{W}pStyle"):
        yield by_id[chosen.get(f"{W}val")]


def test_the_document_has_its_title_as_a_property(parts: dict[str, etree._Element], brief: Brief) -> None:
    assert parts["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}title") == " ".join(
        brief.title.split()
    )


def test_headings_are_styles_and_no_rank_is_left_out(parts: dict[str, etree._Element]) -> None:
    levels = [
        int(level.get(f"{W}val"))
        for style in styles_of(parts)
        if style is not None and (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    ]
    assert len(levels) >= 2
    assert levels[0] == 0
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_of_data_have_a_head_that_repeats_and_no_cell_is_merged_or_split(
    parts: dict[str, etree._Element],
) -> None:
    for table in parts["word/document.xml"].iter(f"{W}tbl"):
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"))
        if len(table.findall(f"{W}tr")) > 1:  # two columns are one row, which nothing is above of
            look = table.find(f"{W}tblPr/{W}tblLook")
            assert look is not None
            assert look.get(f"{W}firstRow") == "1"
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
            assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_everything_drawn_stands_in_line_and_says_what_it_shows(parts: dict[str, etree._Element]) -> None:
    document = parts["word/document.xml"]
    assert not list(document.iter("{*}anchor"))
    assert all(node.get("descr") for node in document.iter("{*}docPr"))


def test_words_stand_out_from_paper(parts: dict[str, etree._Element]) -> None:
    ours = [s for s in styles_of(parts) if s is not None]
    colours = {c.get(f"{W}val") for s in ours for c in s.iter(f"{W}color")}
    colours |= {c.get(f"{W}val") for c in parts["word/document.xml"].iter(f"{W}color")}
    assert all(contrast(colour, "FFFFFF") >= 4.5 for colour in colours - {"auto", None})


def test_no_empty_paragraph_makes_room(parts: dict[str, etree._Element]) -> None:
    """But for the one that must stand behind a table, and the one above two columns, as low as Word makes them."""
    for paragraph in parts["word/document.xml"].iterfind(f"{W}body/{W}p"):
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        if not words.strip() and not list(paragraph.iter("{*}drawing")):
            spacing = paragraph.find(f"{W}pPr/{W}spacing")
            exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
            assert exact or paragraph.find(f"{W}pPr/{W}sectPr") is not None


def test_a_stretch_in_another_script_says_its_language(parts: dict[str, etree._Element]) -> None:
    for run in parts["word/document.xml"].iter(f"{W}r"):
        if run.getparent().tag == f"{W}sdtContent":
            continue  # a content control of the house keeps the language that the house has given it
        words = "".join(text.text or "" for text in run.iter(f"{W}t"))
        if any(unicodedata.name(char, "").startswith(OTHER_VOICES) for char in words):
            language = run.find(f"{W}rPr/{W}lang")
            assert language is not None
            assert set(language.attrib) & {f"{W}eastAsia", f"{W}bidi"}
