"""Two batches into one output, and what a loss of power leaves of one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.batch.parts import Parts
from briefing.batch.run import run
from briefing.errors import OutputError
from tests.batch.test_run import write_rows


@pytest.mark.parametrize("one_file", [True, False])
def test_a_second_batch_is_kept_out_until_the_first_is_done(tmp_path: Path, one_file: bool) -> None:
    rows, others = (write_rows(tmp_path / name, 6) for name in ("rows.jsonl", "others.jsonl"))
    parts = Parts(str(tmp_path / "out"), one_file=one_file)
    told = []

    def meanwhile(_: int) -> None:
        for source in (rows, others):
            with pytest.raises(OutputError, match="another batch is writing there"):
                run([str(source)], parts, engine="rules", chunk=2)
            told.append(source)

    outcome = run([str(rows)], parts, engine="rules", chunk=2, progress=meanwhile, processes=1)
    assert (outcome.documents, outcome.failed) == (6, 0)
    assert told[:2] == [rows, others]
    assert run([str(rows)], Parts(str(tmp_path / "whole"), one_file=one_file), engine="rules", chunk=2).failed == 0
    names = ["out"] if one_file else sorted(path.name for path in (tmp_path / "out").glob("part-*"))
    for name in names:
        mine, alone = (tmp_path, tmp_path) if one_file else (tmp_path / "out", tmp_path / "whole")
        assert (mine / name).read_bytes() == (alone / ("whole" if one_file else name)).read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folder")
def test_the_folder_of_a_batch_is_synced_behind_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def seen(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    run([str(write_rows(tmp_path / "rows.jsonl", 2))], Parts(str(tmp_path / "out"), one_file=True), engine="rules")
    assert synced
    assert synced == [False, True] * (len(synced) // 2)
