"""Both files are one page, whatever the brief holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.layout import fit, template
from briefing.renderers import docx, pdf
from tests.briefs import SCRIPTS, random_brief


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("seed", range(12))
def test_the_pdf_has_one_page(seed: int, paper: str) -> None:
    brief = random_brief(seed, items=5 + 5 * seed, scripts=tuple(SCRIPTS), sources=1 + seed)
    page = fit(brief, template.load(), paper)
    assert page.fill <= 1.0
    assert len(PdfReader(io.BytesIO(pdf.render(brief, page))).pages) == 1


@pytest.mark.office
@pytest.mark.slow
def test_the_docx_has_one_page_in_libreoffice(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    names = []
    for seed in range(20):
        brief = random_brief(seed, items=5 + 3 * seed, scripts=tuple(SCRIPTS), sources=1 + seed)
        page = fit(brief, template.load(), ("a4", "letter")[seed % 2])
        names.append(tmp_path / f"{seed}.docx")
        names[-1].write_bytes(docx.render(brief, page))
    assert office_sheets(names) == {str(seed): 1 for seed in range(20)}


def test_the_same_brief_gives_the_same_bytes() -> None:
    brief = random_brief(7)
    page = fit(brief, template.load())
    assert docx.render(brief, page) == docx.render(brief, page)
    assert pdf.render(brief, page) == pdf.render(brief, page)


def test_both_files_carry_the_same_words() -> None:
    brief = random_brief(3, items=20)
    page = fit(brief, template.load())
    with zipfile.ZipFile(io.BytesIO(docx.render(brief, page))) as archive:
        body = archive.read("word/document.xml").decode()
    in_docx = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
    in_pdf = PdfReader(io.BytesIO(pdf.render(brief, page))).pages[0].extract_text()
    for point in brief.bottom_line[:1]:
        words = point.line.text.split()[:4]
        assert " ".join(words) in in_docx
        assert "".join(words) in "".join(in_pdf.split())
