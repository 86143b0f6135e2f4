"""LibreOffice, through which some of these tests look."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

Count = Callable[[Sequence[Path]], dict[str, int]]


@pytest.fixture(scope="session")
def office_sheets(tmp_path_factory: pytest.TempPathFactory) -> Count:
    """How many sheets LibreOffice needs for each of many documents, by stem: in one call, with a profile of its own."""
    profile = tmp_path_factory.mktemp("office-profile")

    def count(files: Sequence[Path]) -> dict[str, int]:
        folder = tmp_path_factory.mktemp("office")
        command = [str(shutil.which("soffice")), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)  # files of our own making

        return {path.stem: len(PdfReader(path).pages) for path in folder.glob("*.pdf")}

    return count
