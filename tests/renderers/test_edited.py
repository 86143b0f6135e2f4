"""A DOCX that somebody edits in a word processor stays whole: what grows makes room for itself."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import docx as word
import pytest
from pypdf import PdfReader

from briefing.layout import fit, template
from briefing.renderers import docx, pdf
from tests import office
from tests.briefs import random_brief, story

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LONG = "Vessa halts grain exports through Port Lindow after a crane collapse that killed four dockworkers on Monday"


def opened(name: str, title: str = LONG) -> tuple[bytes, Document]:
    brief = dataclasses.replace(story(), title=title)
    data = docx.render(brief, fit(brief, template.load(name)))
    return data, word.Document(io.BytesIO(data))


def paragraphs(document: Document) -> list[Paragraph]:
    """Those of the body and of its tables' cells, in order."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


def test_the_title_has_no_indent_that_an_edited_one_would_keep() -> None:
    title = next(p for p in opened("policy-brief")[1].paragraphs if p.style is not None and p.style.name == "Title")
    assert title.text.replace("\u00a0", " ") == LONG
    assert title.paragraph_format.right_indent is None


@pytest.mark.office
@pytest.mark.slow
def test_the_title_has_the_same_lines_in_both_files(tmp_path: Path) -> None:
    brief = dataclasses.replace(story(), title=LONG)
    made = {name: fit(brief, template.load(name)) for name in ("policy-brief", "two-columns", "chronology")}
    files = [tmp_path / f"{name}.docx" for name in made]
    for file, page in zip(files, made.values(), strict=True):
        file.write_bytes(docx.render(brief, page))
    office.convert(files, tmp_path, tmp_path / "profile")
    for file, page in zip(files, made.values(), strict=True):
        ours = title_of(pdf.render(brief, page))
        assert len(ours) == 2
        assert title_of(file.with_suffix(".pdf").read_bytes()) == ours


def title_of(data: bytes) -> list[str]:
    """The lines of the title on the first sheet of a PDF."""
    lines = PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u00a0", " ").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(LONG[:20]))
    return [line.strip() for line in lines[first:] if line.strip() and line.strip() in LONG]


@pytest.mark.parametrize("name", ["policy-brief", "two-columns", "chronology", "positions"])
def test_no_row_or_paragraph_has_a_height_that_it_may_not_pass(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(opened(name)[0])) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.findall(r'<w:trHeight [^>]*w:hRule="exact"', body) == []
    assert "<w:framePr" not in body


@pytest.mark.office
@pytest.mark.slow
def test_a_line_or_a_longer_title_makes_no_second_sheet_of_a_full_page(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    files = []
    for name, seed in itertools.product(("policy-brief", "two-columns", "chronology", "positions"), range(4)):
        brief = dataclasses.replace(random_brief(seed, items=50, sources=3), title=LONG, mark=None)
        data = docx.render(brief, fit(brief, template.load(name)))
        for change in ("line", "title"):
            document = word.Document(io.BytesIO(data))
            every = paragraphs(document)
            if change == "title":
                title = next(p for p in every if p.style is not None and p.style.name == "Title")
                title.runs[-1].text += ", and the harbour office has written about it in June"
            else:
                kinds = ("List Bullet", "Open Question", "Table Text")
                rows = [p for p in every if p.style is not None and p.style.name in kinds and len(p.text) > 40]
                rows[len(rows) // 2].insert_paragraph_before("Added by hand.", style=rows[len(rows) // 2].style)
            files.append(tmp_path / f"{name}-{seed}-{change}.docx")
            document.save(str(files[-1]))
    assert office_sheets(files) == {file.stem: 1 for file in files}


@pytest.mark.office
@pytest.mark.slow
def test_a_line_and_a_longer_title_make_no_second_sheet_of_an_enlarged_page(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    files = []
    for name in ("policy-brief", "two-columns", "chronology", "positions"):
        brief = dataclasses.replace(story(), positions=story().positions[:4], chronology=story().chronology[:5])
        page = fit(brief, template.load(name))
        assert next(look.size_pt for look in page.looks if look.name == "point") > 9.5
        document = word.Document(io.BytesIO(docx.render(brief, page)))
        every = paragraphs(document)
        title = next(p for p in every if p.style is not None and p.style.name == "Title")
        line = next(p for p in every if "installed" in p.text or "No ship" in p.text)
        title.runs[-1].text += ", and the harbour office has written about it in June"
        line.runs[-1].text += " Somebody adds these words by hand."
        files.append(tmp_path / f"{name}.docx")
        document.save(str(files[-1]))
    assert office_sheets(files) == {file.stem: 1 for file in files}
