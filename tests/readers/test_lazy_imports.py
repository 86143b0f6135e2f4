"""Reading plain text costs no library that only pages, PDFs and Word files need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("trafilatura", "htmldate", "lxml", "pypdfium2", "docx", "httpx", "dateparser", "spacy")


def test_heavy_libraries_are_imported_when_they_are_needed() -> None:
    program = (
        "import sys, briefing.cli.sources, briefing.readers as r, briefing.text.boilerplate as b\n"
        "b.drop(r.read(b'The council voted on Monday.', name='a.txt'))\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
