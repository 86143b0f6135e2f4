"""Programs of others that read what this one cannot: LibreOffice old Word files, OCRmyPDF and Tesseract scanned pages.

Each is started only where it is installed, in a folder of its own that is gone afterwards, with a bound on its time. It
gets a copy of the file under a name of ours and no word of the file's on its command line.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.errors import InputError

#: Seconds by the clock for each program; a scanned page takes a few.
PATIENCE_S = 300

#: The names under which LibreOffice is installed, and where macOS and Windows keep it.
_OFFICE = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def docx_of_doc(data: bytes, *, name: str) -> bytes:
    """An old Word file as a Word file of today, by LibreOffice.

    Raises:
        InputError: LibreOffice is not installed, or cannot read the file.
    """
    program = next((found for place in _OFFICE if (found := shutil.which(place))), None)
    if program is None:
        raise InputError(
            "this is an old Word file (.doc), and LibreOffice, which reads those, is not installed",
            where=name,
            next_step="Save it as .docx and give that file, or install LibreOffice.",
        )
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        place = Path(folder)
        (place / "in.doc").write_bytes(data)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        _run(
            [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, "in.doc"],
            folder,
            {},
        )
        made = place / "in.docx"
        if not made.is_file():
            raise InputError(
                "LibreOffice could not read this old Word file",
                where=name,
                next_step="Open it in Word, save it as .docx and give that file.",
            )
        return made.read_bytes()


def recognised(data: bytes, *, name: str) -> bytes:
    """A scanned PDF with its text, recognised by OCRmyPDF.

    Raises:
        InputError: OCRmyPDF or Tesseract is not installed, or they find no text.
    """
    program = _ocrmypdf()
    if program is None or shutil.which("tesseract") is None:
        missing = "OCRmyPDF" if program is None else "Tesseract"
        raise InputError(
            f"this PDF holds pictures of pages, no text, and {missing}, which recognises text, is not installed",
            where=name,
            next_step="Install Tesseract and 'policy-briefing[ocr]', or recognise its text elsewhere (OCR) and give "
            "the result.",
        )
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        place = Path(folder)
        (place / "in.pdf").write_bytes(data)
        # Pages that bear a few letters, such as a stamp, are recognised too; the letters stay.
        _run(
            [*program, "--force-ocr", "--output-type", "pdf", "--optimize", "0", "--quiet", "in.pdf", "out.pdf"],
            folder,
            {"TMPDIR": folder},
        )
        made = place / "out.pdf"
        if not made.is_file():
            raise InputError(
                "no text could be recognised in this scanned PDF",
                where=name,
                next_step="Scan it again at 300 dots an inch, or give the article as text.",
            )
        return made.read_bytes()


def _ocrmypdf() -> list[str] | None:
    """How OCRmyPDF is started: as it is found, else as a module of this Python."""
    if found := shutil.which("ocrmypdf"):
        return [found]
    if importlib.util.find_spec("ocrmypdf") is not None and sys.executable:
        return [sys.executable, "-m", "ocrmypdf"]
    return None


def _run(command: Sequence[str], folder: str, more: Mapping[str, str]) -> None:
    """Run a program in a folder; what it makes there says whether it did its work."""
    own = os.name == "posix"
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=own,
    ) as running:
        try:
            running.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            # It made nothing, as where it fails. What it started itself ends with it.
            if own:
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
