"""The pictures of README.md and docs/tour.md: ``python -m benchmarks.tour_pictures`` (needs Chromium).

Each is drawn anew from what the commands of the tour write, so that the tour shows the program as it is.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from briefing.cli import demo

PICTURES = Path(__file__).parents[1] / "docs/tour"
EXAMPLE = Path(__file__).parents[1] / "examples/harbour-ferries.txt"
#: Pixels an inch of a page; the width and height in pixels of what is shown in a browser.
_DPI, _WIDTH, _HEIGHT = 84, 1180, 760
_ANSWER = (
    "On 2 June 2026 Dorian Vale ordered water rationing for Calder and five districts. "
    "About 430,000 homes are affected.\n"
    '"We have waited as long as we could," Vale said. '
    "Miriam Stroud said leaks in the old mains lose a fifth of the supply.\n"
)


def main() -> int:
    """Write the pictures; 1 where Chromium is missing."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("Chromium is not installed")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        run(work, "make", str(EXAMPLE), "--as-of", "2026-06-10", "-o", "example.pdf")
        save("../page", page(work / "example.pdf"))
        run(work, "demo")
        made = work / "briefing-demo"
        articles = sorted((made / "articles").iterdir())
        save("page", page(next(made.glob("water*.pdf"))))
        save("evidence", _shot(browser, next(made.glob("water*.html")), work))
        first = [str(path) for path in articles[:2]]
        run(work, "make", *first, "--as-of", "2026-06-04", "-o", "yesterday", "--format", "json")
        earlier = next((work / "yesterday").glob("water*.json"))
        every = [str(path) for path in articles]
        run(work, "make", *every, "--as-of", demo.AS_OF, "--since", str(earlier), "-o", "today", "--format", "pdf")
        save("next-day", page(next((work / "today").glob("water*.pdf"))))
        (work / "answer.txt").write_text(_ANSWER, encoding="utf-8")
        run(work, "verify", "answer.txt", *every, "--html", "answer.html", code=9)
        save("answer", _shot(browser, work / "answer.html", work))
    return 0


def run(work: Path, *typed: str, code: int = 0) -> None:
    """Run the command in a folder.

    Raises:
        SystemExit: it ended with another code.
    """
    command = [sys.executable, "-m", "briefing", "-q", *typed]
    done = subprocess.run(command, check=False, cwd=work, capture_output=True, text=True)
    if done.returncode != code:
        raise SystemExit(f"briefing {' '.join(typed)} ended with {done.returncode}:\n{done.stderr}")


def page(pdf: Path, dpi: int = _DPI) -> Image.Image:
    """The first sheet of a PDF."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        picture: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return picture
    finally:
        document.close()


def _shot(browser: str, page: Path, work: Path) -> Image.Image:
    picture = work / f"{page.stem}.png"
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={work}/profile", f"--window-size={_WIDTH},{_HEIGHT}", f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return Image.open(io.BytesIO(picture.read_bytes()))


def save(name: str, picture: Image.Image) -> None:
    """Write a picture, small, by its name beside those of the tour."""
    path = PICTURES / f"{name}.png"
    picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
