"""Large print: the same lines in the same order, no smaller than asked, on as many sheets as they need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from briefing.errors import UsageError
from briefing.layout import fit, template
from briefing.model.blocks import Table, Text
from briefing.model.page import Page
from briefing.renderers import docx, pdf
from tests import delivery
from tests.briefs import SCRIPTS, random_brief, story

SIZES = [14, 18]


def headings(page: Page) -> list[str]:
    return [b.plain for sheet in page.sheets for b in sheet if isinstance(b, Text) and b.look.name == "heading"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["policy-brief", "positions"])
def test_the_lines_of_the_ordinary_page_stand_on_it_in_their_order(size: int, name: str) -> None:
    brief = random_brief(5, items=40, sources=6)
    ordinary, large = (fit(brief, template.load(name), large_print=s) for s in (0, size))
    assert [(line.section, line.id) for line in large.lines] == [(line.section, line.id) for line in ordinary.lines]
    own = [heading for heading in headings(large) if not heading.endswith(" (continued)")]
    assert own == headings(ordinary)
    assert len(large.sheets) > len(ordinary.sheets)


@pytest.mark.parametrize("size", SIZES)
def test_no_words_are_smaller_than_asked_and_no_table_is_left(size: int) -> None:
    page = fit(random_brief(6, items=30, sources=5), template.load("chronology"), large_print=size)
    assert min(look.size_pt for look in page.looks) == size
    assert not [b for sheet in page.sheets for b in sheet if isinstance(b, Table)]
    small = {r.size_pt for b in page.blocks if isinstance(b, Text) for r in b.runs if r.size_pt and not r.raised}
    assert all(points >= size for points in small)


@pytest.mark.parametrize("size", [12, *SIZES])
def test_what_the_last_line_has_no_room_for_stands_whole_behind_the_sources(size: int) -> None:
    brief = random_brief(5, items=60, sources=6)
    ordinary, large = (fit(brief, template.load(), large_print=s) for s in (0, size))
    assert " of " in ordinary.footer.left
    last = large.sheets[-1][-1]
    assert isinstance(last, Text)
    assert last.look.name == "note"
    assert last.plain.endswith(": the text leaves open who says it")
    assert large.footer.left == ""
    assert len(large.sheets) <= 2 or size > 12


def test_what_goes_on_from_the_sheet_before_has_its_heading_again() -> None:
    page = fit(random_brief(5, items=40, sources=6), template.load(), large_print=18)
    last = ""
    for sheet in page.sheets:
        first = sheet[0]
        assert isinstance(first, Text)
        if last:
            again = f"{last} (continued)"
            assert first.plain == again or first.look.name == "heading" != again
        inside = [b.plain for b in sheet if isinstance(b, Text) and b.look.name == "heading"]
        last = (inside[-1] if inside else last).removesuffix(" (continued)")
    assert any(heading.endswith("(continued)") for heading in headings(page))


@pytest.mark.parametrize("size", SIZES)
def test_both_files_have_its_sheets_and_verify_knows_them(size: int, tmp_path: Path) -> None:
    brief = story()
    page = fit(brief, template.load(), large_print=size)
    file = pdf.render(brief, page)
    assert len(PdfReader(io.BytesIO(file)).pages) == len(page.sheets)
    path = tmp_path / "made.docx"
    path.write_bytes(docx.render(brief, page))
    assert [e.description for e in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
    for data in (file, path.read_bytes()):
        assert delivery.carried(data).type_pt == size
    assert list(delivery.faults(brief, page)) == []


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_needs_as_many_sheets(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    names, sheets = [], {}
    for seed in range(8):
        brief = random_brief(seed, items=10 + 5 * seed, scripts=tuple(SCRIPTS) if seed % 2 else ("latin",), sources=4)
        page = fit(brief, template.load(), ("a4", "letter")[seed % 2], large_print=SIZES[seed % 2])
        names.append(tmp_path / f"{seed}.docx")
        names[-1].write_bytes(docx.render(brief, page))
        sheets[str(seed)] = len(page.sheets)
    assert office_sheets(names) == sheets


def test_a_list_in_the_docx_is_indented_as_it_was_set() -> None:
    page = fit(story(), template.load(), large_print=True)
    with zipfile.ZipFile(io.BytesIO(docx.render(story(), page))) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert f'w:hanging="{round(page.bullet_pt * 20)}"' in styles
    assert page.bullet_pt != 11.0


def test_a_size_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="16 points"):
        fit(story(), template.load(), large_print=16)
