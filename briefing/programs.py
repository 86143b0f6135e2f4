"""Programs of others that do what this one cannot: LibreOffice converts, OCRmyPDF and Tesseract read scanned pages.

Each is started only where it is installed, in a folder of its own that is gone afterwards, with a bound on its time. It
gets a copy of the file under a name of ours and no word of the file's on its command line.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
    if _office() is None:
        raise InputError(
            "this is an old Word file (.doc), and LibreOffice, which reads those, is not installed",
            where=name,
            next_step="Save it as .docx and give that file, or install LibreOffice.",
        )
    made = converted(data, "doc", "docx")
    if made is None:
        raise InputError(
            "LibreOffice could not read this old Word file",
            where=name,
            next_step="Open it in Word, save it as .docx and give that file.",
        )
    return made


def converted(data: bytes, old: str, new: str) -> bytes | None:
    """A file in another form, by LibreOffice; ``None`` where that is not installed or could not.

    Args:
        data: the file.
        old: the ending of its form.
        new: the ending of the form wanted.
    """
    office = _office()
    if office is None:
        return None
    with _scratch() as folder:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        to = ["--convert-to", new, "--outdir", str(folder)]
        return _made([office, profile, "--headless", "--norestore", *to], folder, data, f"in.{old}", f"in.{new}")


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
    # Pages that bear a few letters, such as a stamp, are recognised too; the letters stay.
    how = ["--force-ocr", "--output-type", "pdf", "--optimize", "0", "--quiet"]
    how += ["--deskew", *(["--rotate-pages"] if _tells_turned_pages() else [])]
    with _scratch() as folder:
        made = _made([*program, *how], folder, data, "in.pdf", "out.pdf", "out.pdf", TMPDIR=str(folder))
    if made is None:
        raise InputError(
            "no text could be recognised in this scanned PDF",
            where=name,
            next_step="Scan it again at 300 dots per inch, or give the article as text.",
        )
    return made


def _office() -> str | None:
    """Where LibreOffice is."""
    return next((program for place in _OFFICE if (program := shutil.which(place))), None)


def _ocrmypdf() -> list[str] | None:
    """How OCRmyPDF is started: as it is found, else as a module of this Python."""
    if program := shutil.which("ocrmypdf"):
        return [program]
    if importlib.util.find_spec("ocrmypdf") is not None and sys.executable:
        return [sys.executable, "-m", "ocrmypdf"]
    return None


def _tells_turned_pages() -> bool:
    """Whether Tesseract can tell which way up a page is; it is also installed without what that takes."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603
            [program, "--list-langs"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"osd" in listed.stdout.split()


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        yield Path(folder)


def _made(
    command: Sequence[str], folder: Path, data: bytes, given: str, wanted: str, *more: str, **variables: str
) -> bytes | None:
    """What a program makes of a file in a folder; ``None`` where it makes nothing.

    Args:
        command: the program and how it is to work.
        folder: it works in.
        data: of the file.
        given: the file's name there, which the program is told behind ``command``.
        wanted: the name of what it makes.
        more: words that it is told behind that.
        **variables: variables of its environment, beside ours.
    """
    (folder / given).write_bytes(data)
    posix = os.name == "posix"
    with subprocess.Popen(  # noqa: S603
        [*command, given, *more],
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=posix,
    ) as running:
        try:
            running.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            # It made nothing, as where it fails. What it started itself ends with it.
            if posix:
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
    made = folder / wanted
    return made.read_bytes() if made.is_file() else None
