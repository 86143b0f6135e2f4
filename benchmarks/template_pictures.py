"""The pictures of docs/templates.md and docs/page.md: ``python -m benchmarks.template_pictures``.

Each is the first sheet of a page that the command makes of the example, so that the docs show the program as it is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2

from briefing.cli import main as run

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/templates"
EXAMPLE = ROOT / "examples/harbour-ferries.txt"
DPI = 60
#: Picture → what the command is told.
MADE = {
    "two-columns": ("--template", "two-columns"),
    "chronology": ("--template", "chronology"),
    "positions": ("--template", "positions"),
    "footnotes": ("--notes", "foot"),
    "large-print": ("--type-size", "18"),
}


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for picture, told in MADE.items():
            path = Path(name) / f"{picture}.pdf"
            try:
                run(["make", str(EXAMPLE), "--as-of", "2026-06-10", "-o", str(path), *told])
            except SystemExit as done:
                if done.code:
                    raise
            sheet = pypdfium2.PdfDocument(path)[0].render(scale=DPI / 72).to_pil().convert("RGB")
            sheet.quantize(64).save(PICTURES / f"{picture}.png", optimize=True)


if __name__ == "__main__":
    main()
