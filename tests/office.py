"""Files in other forms, and their sheets, by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from pypdf import PdfReader


def convert(
    files: Sequence[Path],
    folder: Path,
    profile: Path,
    *,
    to: str = "pdf",
    timeout: float | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Put files of our own making into a folder in another form, many in one call.

    Args:
        files: what is converted.
        folder: where it comes to lie.
        profile: a folder for LibreOffice's own settings, apart from those of the user.
        to: the form.
        timeout: after so many seconds it is stopped.
        environment: in which LibreOffice runs; by default this process's.
    """
    command = [str(shutil.which("soffice")), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=timeout, env=environment)


def sheets(files: Sequence[Path], folder: Path, profile: Path, *, timeout: float) -> dict[str, int]:
    """How many sheets each of some documents needs, by stem; 0 where it gives no page at all."""
    convert(files, folder, profile, timeout=timeout)
    made = {file.stem: folder / f"{file.stem}.pdf" for file in files}
    return {stem: len(PdfReader(path).pages) if path.exists() else 0 for stem, path in made.items()}
