"""LibreOffice, through which some of these tests look."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Convert = Callable[[Sequence[Path], Path], None]


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice, converting many documents in one call, with a profile of its own."""
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(files: Sequence[Path], folder: Path) -> None:
        command = [str(shutil.which("soffice")), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)  # files of our own making

    return convert
