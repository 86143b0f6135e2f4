"""Programs that some of these tests look through; without them a test is skipped and says so."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

#: Which programs a marker needs.
PROGRAMS = {"office": ("soffice",), "poppler": ("pdftotext", "pdftoppm")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, programs in PROGRAMS.items():
            missing = [p for p in programs if shutil.which(p) is None]
            if missing and item.get_closest_marker(marker) is not None:
                item.add_marker(pytest.mark.skip(reason=f"{', '.join(missing)} not installed"))


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
