"""LibreOffice, through which some of these tests look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import office

Count = Callable[[Sequence[Path]], dict[str, int]]


@pytest.fixture(scope="session")
def office_sheets(tmp_path_factory: pytest.TempPathFactory) -> Count:
    """How many sheets LibreOffice needs for each of many documents, by stem: in one call, with a profile of its own."""
    profile = tmp_path_factory.mktemp("office-profile")

    def count(files: Sequence[Path]) -> dict[str, int]:
        return office.sheets(files, tmp_path_factory.mktemp("office"), profile, timeout=600)

    return count
