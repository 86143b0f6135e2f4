"""The pictures of docs/templates.md and docs/page.md: ``python -m benchmarks.template_pictures``.

Each is the first sheet of a page that the command makes of the example, so that the docs show the program as it is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.tour_pictures import EXAMPLE, page, run, save

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
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for picture, told in MADE.items():
            run(work, "make", str(EXAMPLE), "--as-of", "2026-06-10", "-o", f"{picture}.pdf", *told)
            save(f"../templates/{picture}", page(work / f"{picture}.pdf", DPI))


if __name__ == "__main__":
    main()
