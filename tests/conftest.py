"""What tests need beyond Python, and the example article carried once through the whole house."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from tests.browser import Browser

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

#: Marker → any of these programs will do, and how they are called in words.
PROGRAMS = {
    "office": (("soffice", "libreoffice"), "LibreOffice"),
    "poppler": (("pdftotext",), "poppler-utils"),
    "browser": (("chromium", "chromium-browser", "google-chrome"), "Chromium"),
    "verapdf": (("java",), "a Java runtime"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, with the reason; with BRIEFING_DEMAND set, fail it."""
    for marker, (names, words) in PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, names)):
            if os.environ.get("BRIEFING_DEMAND"):
                pytest.fail(f"{words} is demanded and missing")
            pytest.skip(f"{words} is not installed")
    if item.get_closest_marker("shared") and not (ROOT.parent / "shared").is_dir():
        pytest.skip("the benchmark sets are not beside the project")


@pytest.fixture(scope="session", autouse=True)
def _config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user at this machine has set, remembers or keeps as templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one


@pytest.fixture(scope="session")
def example() -> Path:
    return EXAMPLES / "harbour-ferries.txt"


@pytest.fixture(scope="session")
def findings(example: Path) -> Findings:
    return briefing.annotate(briefing.read(example.read_bytes(), name=example.name))


@pytest.fixture(scope="session")
def brief(findings: Findings) -> Brief:
    return briefing.brief(findings, as_of=dt.date(2026, 6, 10))
