"""The report of gains and losses says what turned right and what turned wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import compare, quality

TEXT = "The ferry sank on Monday. It was raised in May 2021. Now it sails."
#: What the report needs of the scorer that lies beside the sets: pairs of equal spans, and one figure.
SCORER = """
def timex_pairs(gold, pred):
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            if g["start"] < p["end"] and p["start"] < g["end"]:
                yield i, j, (g["start"], g["end"]) == (p["start"], p["end"])


def timex(gold, pred, errors):
    return {"all": {"pred": sum(len(p["timexes"]) for p in pred.values())}}
"""


def timex(words: str, value: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "type": "DATE", "value": value}


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    gold = [timex("Monday", "2024-05-13"), timex("May 2021", "2021-05")]
    runs = {
        "data": ("set", gold),
        "old": ("timex_timebank", [timex("Monday", "2024-05-20"), timex("May 2021", "2021-05")]),
        "new": ("timex_timebank", [timex("Monday", "2024-05-13"), timex("Now", "PRESENT_REF")]),
    }
    for folder, (name, timexes) in runs.items():
        (tmp_path / folder).mkdir()
        row = json.dumps({"id": "ferry", "text": TEXT, "timexes": timexes})
        (tmp_path / folder / f"{name}.jsonl").write_text(row + "\n")
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench/score.py").write_text(SCORER)
    monkeypatch.setattr(compare, "SHARED", tmp_path)
    monkeypatch.setitem(quality.SETS, "timex_timebank", ("timex", "data/set.jsonl", "annotate"))
    return list(compare.report("timex_timebank", tmp_path / "old", tmp_path / "new", 20))


def test_what_turned_right_is_a_gain(lines: list[str]) -> None:
    (gain,) = [line for line in lines if line.startswith("  gain")]
    assert "2024-05-20 for 2024-05-13" in gain
    assert "→ 2024-05-13 for 2024-05-13" in gain


def test_what_turned_wrong_or_is_found_beside_the_gold_is_a_loss(lines: list[str]) -> None:
    losses = "\n".join(line for line in lines if line.startswith("  loss"))
    assert "missed 2021-05" in losses
    assert "not in the gold: PRESENT_REF" in losses
    assert "  1 gains, 2 losses" in lines


def test_what_is_neither_folder_nor_commit_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="neither a folder nor a commit"):
        compare.predictions("no-such-state", [], tmp_path / "scratch")


def test_sentences_behind_the_last_mark_are_not_asked_about() -> None:
    row = {"text": TEXT, "timexes": [timex("Monday", "2024-05-13")]}
    assert TEXT[: quality._marked_to(row)].strip() == "The ferry sank on Monday."
