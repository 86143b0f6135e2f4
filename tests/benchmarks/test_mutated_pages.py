"""A short form of the search for true pages that `verify` doubts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import mutated_pages
from briefing import pipeline
from briefing.verify import Fault, Report

if TYPE_CHECKING:
    import pytest


def test_pages_of_mutated_inputs_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mutated_pages.main(["--pages", "16", "--keep", str(tmp_path)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("; 0 with a fault")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_is_doubted_is_told_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubt(*_: object, **__: object) -> Report:
        return Report((Fault("words", "bottom_line s1.1", "is doubted"),), 1, 0, 0, 0, 0)

    monkeypatch.setattr(pipeline, "verify", doubt)
    assert mutated_pages.main(["--pages", "1", "--keep", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "alone: bottom_line s1.1: is doubted" in told
    assert told.rstrip().endswith("1 with a fault")
    assert len(list(tmp_path.iterdir())) == 1
