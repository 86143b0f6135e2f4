"""A figure below its floor or above its ceiling is told, and the rest holds."""

from __future__ import annotations

import pytest

from benchmarks import floors


@pytest.mark.parametrize(
    ("found", "wrong", "holds"), [(0.71, 0.01, True), (0.7, 0.01, False), (0.71, 0.02, False), (0.9, 0.0, True)]
)
def test_both_kinds_of_limits_are_kept(found: float, wrong: float, *, holds: bool) -> None:
    assert floors.held({"found": found, "wrong": wrong}, {"found": 0.71}, {"wrong": 0.01}) is holds


def test_each_figure_stands_beside_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    floors.held({"found": 0.7125, "other": 1, "wrong": 0.02}, {"found": 0.71}, {"wrong": 0.01})
    assert capsys.readouterr().out == "found  0.7125  at least 0.71\nwrong  0.0200  at most 0.01  BROKEN\n"
