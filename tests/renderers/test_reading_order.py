"""The PDF's text comes out in the order it is read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.layout import fit
from briefing.renderers import pdf
from tests.briefs import story
from tests.looks import EVERY


@pytest.mark.poppler
def test_pdftotext_reads_the_page_from_top_to_bottom(tmp_path: Path) -> None:
    brief = story()
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf.render(brief, fit(brief, EVERY)))
    command = [str(shutil.which("pdftotext")), "-raw", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # our own file
    expected = [
        "INTERNAL", "POLICY BRIEFING", "Vessa halts", "BOTTOM LINE", "Vessa suspended",
        "TIMELINE", "Key points", "Inspectors",
        "Chronology", "2014", "Crane 4 collapsed", "Coming up", "Who has said what", "Helena Marquardt", "No ship",
        "Open questions", "Sources", "[1] The Vessa Courier", "Grain loading", "TR-2026-031", "Page 1 of 1", "INTERNAL",
    ]  # fmt: skip
    places: list[int] = []
    for words in expected:
        places.append(text.find(words, places[-1] if places else 0))
    assert -1 not in places, expected[places.index(-1)]
