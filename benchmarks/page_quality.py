"""The one-page guarantee, measured: random briefs as PDF and DOCX, the DOCX laid out by LibreOffice.

    python benchmarks/page_quality.py [--briefs 300] [--looks two-columns,ministry] [--notes foot] [--keep DIR]
        [--our-fonts]

Looks are the templates that come with the program, and three invented letterheads, ``ministry``, ``institute`` and
``agency``.

Prints how many are one page in each format, how full the pages are, how far LibreOffice's last line lies from ours, how
many lines both formats share, and how long both files take.
"""

from __future__ import annotations

import argparse
import difflib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parent.parent))

from briefing import fonts
from briefing.layout import fit, template
from briefing.layout.template import Template
from briefing.model.brief import Brief
from briefing.model.page import NotesAt, Page
from briefing.renderers import docx, pdf
from tests import office
from tests.briefs import SCRIPTS, random_brief
from tests.letterheads import fitting, look_of

#: Documents converted by one call of LibreOffice.
BATCH = 50


@dataclass
class Made:
    """One brief with its files."""

    number: int
    brief: Brief
    page: Page
    seconds: float
    scripts: str


def made(number: int, folder: Path, looks: Sequence[Template], notes_at: NotesAt) -> Made:
    """One random brief: its size, scripts, paper and template follow from its number."""
    scripts = [("latin",), ("latin", "greek", "cyrillic", "vietnamese"), tuple(SCRIPTS), ("arabic", "hebrew", "latin"),
               ("han", "kana", "hangul", "latin")][number % 5]  # fmt: skip
    items = 5 + (number * 7) % 56
    wordy = (0.5, 1.0, 1.0, 2.0, 4.0)[(number // 5) % 5]
    look = looks[(number // 2) % len(looks)]
    brief = fitting(random_brief(number, items, scripts, wordy, sources=1 + (number * 3) % 25), look)
    start = time.perf_counter()
    page = fit(brief, look, ("a4", "letter")[number % 2], notes_at=notes_at)
    files = {"docx": docx.render(brief, page), "pdf": pdf.render(brief, page)}
    seconds = time.perf_counter() - start
    for kind, data in files.items():
        (folder / f"{number}.{kind}").write_bytes(data)
    return Made(number, brief, page, seconds, "+".join(s[:2] for s in scripts))


def our_fonts(folder: Path) -> dict[str, str]:
    """An environment in which LibreOffice has the fonts of the PDF beside the machine's own."""
    place = folder / "fonts.conf"
    shipped = Path(fonts.__file__).parent
    place.write_text(
        "<fontconfig><include>/etc/fonts/fonts.conf</include>"
        f"<dir>{shipped}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(place)}


def convert(files: list[Path], folder: Path, profile: Path, environment: dict[str, str] | None = None) -> None:
    """DOCX to PDF, by LibreOffice."""
    for i in range(0, len(files), BATCH):
        office.convert(files[i : i + BATCH], folder, profile, environment=environment)


def lines(path: Path) -> tuple[int, float, list[str]]:
    """Pages, the lowest line of type above the footer (points from the sheet's foot), and the lines' words."""
    document = pypdfium2.PdfDocument(path)
    textpage = document[0].get_textpage()
    boxes = [textpage.get_rect(i) for i in range(textpage.count_rects())]
    # The footer's baseline lies about 24 points above the sheet's edge.
    lowest = min((b for _, b, _, t in boxes if b > 36), default=0.0)
    words = [" ".join(line.split()) for line in textpage.get_text_range().splitlines()]
    return len(document), lowest, [w for w in words if w]


def main() -> int:
    """Prints the figures; 1 where a page broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=300)
    parser.add_argument("--looks", default=",".join(template.names()), help="templates and letterheads, taken in turn")
    parser.add_argument("--notes", default="inline", choices=["inline", "foot", "end"])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--our-fonts", action="store_true", help="let LibreOffice have the fonts of the PDF")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp())
    (folder / "office").mkdir(parents=True, exist_ok=True)
    looks = [look_of(name, folder) for name in arguments.looks.split(",")]
    fit(random_brief(0), template.load())
    all_made = [made(n, folder, looks, arguments.notes) for n in range(arguments.briefs)]
    convert([folder / f"{m.number}.docx" for m in all_made], folder / "office", folder / "profile",
            our_fonts(folder) if arguments.our_fonts else None)  # fmt: skip
    broken, shared, off, full = [], [], [], []
    for m in all_made:
        ours, lowest, our_lines = lines(folder / f"{m.number}.pdf")
        theirs, their_lowest, their_lines = lines(folder / "office" / f"{m.number}.pdf")
        if ours != 1 or theirs != 1:
            broken.append((m.number, ours, theirs, m.scripts, round(m.page.fill, 3)))
            continue
        off.append(their_lowest - lowest)
        shared.append(difflib.SequenceMatcher(None, our_lines, their_lines, autojunk=False).ratio())
        if m.page.left_out:
            full.append(m.page.fill)
    print(f"one page in both formats: {len(all_made) - len(broken)} of {len(all_made)}")
    for number, ours, theirs, scripts, fill in broken:
        print(f"  brief {number}: PDF {ours}, DOCX {theirs} pages; scripts {scripts}; fill {fill}")
    if full:
        print(f"fill where something was left out: mean {statistics.mean(full):.3f}, lowest {min(full):.3f}")
    print(f"LibreOffice's last line below ours: mean {-statistics.mean(off):.2f} pt, "
          f"farthest {-min(off):.2f}, nearest {-max(off):.2f}")  # fmt: skip
    print(f"lines shared by both formats: {statistics.mean(shared):.3f}")
    print(f"fit, DOCX and PDF: median {statistics.median(m.seconds for m in all_made) * 1000:.0f} ms, "
          f"slowest {max(m.seconds for m in all_made) * 1000:.0f} ms")  # fmt: skip
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
