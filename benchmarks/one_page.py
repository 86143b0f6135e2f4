"""Whether random briefs are one page in both files: by every template, and on three letterheads.

    python -m benchmarks.one_page [--briefs N] [--looks NAME…] [--notes inline|foot|end] [--first SEED]

Each look gets the same N briefs (300): from 5 to 65 rows, 1 to 20 sources, on A4 and Letter in turn.
Sheets of the DOCX are counted by LibreOffice. Prints one line a look, and each brief that is more than one sheet; the
exit code is then 1.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pypdf import PdfReader

from briefing.layout import fit, template
from briefing.layout.template import Template
from briefing.model.brief import Brief
from briefing.renderers import docx, pdf
from tests import office
from tests.briefs import SCRIPTS, random_brief
from tests.letterheads import LETTERHEADS, fitting, look_of

LOOKS = (*template.names(), *LETTERHEADS)
#: Documents that LibreOffice is given at once.
AT_ONCE = 25
#: Rows of the smallest brief, and how many sizes there are.
LEAST, SIZES = 5, 61
SOURCES = 20


def brief_of(seed: int) -> Brief:
    """Every third brief is of Latin words alone, as most pages are; the others have every script."""
    scripts = ("latin",) if seed % 3 == 0 else tuple(SCRIPTS)
    items, sources = LEAST + seed * 7 % SIZES, 1 + seed * 3 % SOURCES
    brief: Brief = random_brief(seed, items=items, scripts=scripts, sources=sources)
    return brief


def over(look: Template, seeds: Sequence[int], notes_at: str, folder: Path) -> list[str]:
    """What is not one sheet: the seed of each brief, the file, and its sheets."""
    told = []
    for start in range(0, len(seeds), AT_ONCE):
        files = []
        for seed in seeds[start : start + AT_ONCE]:
            brief = fitting(brief_of(seed), look)
            page = fit(brief, look, ("a4", "letter")[seed % 2], notes_at=notes_at)  # type: ignore[arg-type] # a choice
            if (count := len(PdfReader(io.BytesIO(pdf.render(brief, page))).pages)) != 1:
                told.append(f"{seed}: PDF {count}")
            files.append(folder / f"{seed}.docx")
            files[-1].write_bytes(docx.render(brief, page))
        with tempfile.TemporaryDirectory(dir=folder) as name:
            sheets = office.sheets(files, Path(name), folder, timeout=900)
        told += [f"{seed}: DOCX {count}" for seed, count in sheets.items() if count != 1]
        for file in files:
            file.unlink()
    return told


def main() -> int:
    """Prints what is one page; 1 where something is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--looks", nargs="+", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("--notes", choices=("inline", "foot", "end"), default="inline")
    told = parser.parse_args()
    if shutil.which("soffice") is None:
        sys.exit("needs LibreOffice")
    seeds = range(told.first, told.first + told.briefs)
    failed = False
    with tempfile.TemporaryDirectory() as name:
        for look in told.looks:
            many = over(look_of(look, Path(name)), seeds, told.notes, Path(name))
            briefs = {line.split(":")[0] for line in many}
            print(f"{look:14} {len(seeds) - len(briefs)} of {len(seeds)}", *many, sep="\n  ", flush=True)
            failed = failed or bool(many)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
