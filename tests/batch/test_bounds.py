"""One monstrous document in a batch: it alone fails, in plain words, and the others come out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefing.batch import run as batches
from briefing.batch import tasks
from briefing.batch.parts import Parts
from briefing.batch.run import Outcome, run
from briefing.batch.tasks import Bounds, End
from briefing.cli import group
from tests.batch.monstrous import do

ROOT = Path(__file__).parent.parent.parent
LARGE = 3000  # MB: more than any of the small documents takes
SENTENCE = "“The ferry will sail again on 3 May 2021,” harbour master Ada Brenn of Kelso Port said on Tuesday. "
MONSTROUS = SENTENCE * (990_000 // len(SENTENCE))  # some twenty processor seconds by rules


def folder_with(tmp_path: Path, monstrous: str, *, small: int = 4) -> Path:
    """A folder of short articles, with another one in their middle."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(small):
        (folder / f"{number}.txt").write_text(f"Mayor Ada Brenn spoke {number} times on Monday.\n", encoding="utf-8")
    (folder / "1x.txt").write_text(monstrous, encoding="utf-8")
    return folder


def batch(folder: Path, output: Path, bound: Bounds | None) -> Outcome:
    return run([str(folder)], Parts(str(output), one_file=True), engine="rules", chunk=3, bound=bound)


def lines(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def errors(output: Path) -> list[str | None]:
    return [line.get("error", {}).get("type") for line in lines(output)]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_task_without_an_end_is_stopped_and_costs_no_other(processes: int) -> None:
    done = dict(tasks.each(do, ["a", "endless", "b", "locked", "c"], processes=processes, bound=Bounds(2, LARGE)))
    assert done == {"a": "a", "endless": End.TIME, "b": "b", "locked": End.TIME, "c": "c"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a bound on address space")
def test_a_task_that_takes_all_memory_is_stopped_and_costs_no_other() -> None:
    done = dict(tasks.each(do, ["a", "at_once", "b", "piece_by_piece", "c"], processes=2, bound=Bounds(60, 1000)))
    assert done == {"a": "a", "at_once": End.MEMORY, "b": "b", "piece_by_piece": End.MEMORY, "c": "c"}


def test_the_time_begins_anew_when_a_part_of_a_task_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 1000)  # the machine may be busy
    assert list(tasks.each(do, ["in_steps"], processes=1, bound=Bounds(2, LARGE))) == [("in_steps", "in_steps")]


def test_a_task_that_waits_without_an_end_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 0.5)
    assert list(tasks.each(do, ["waiting"], processes=1, bound=Bounds(2, LARGE))) == [("waiting", End.TIME)]


def test_what_a_task_raises_is_raised_where_it_was_asked_for() -> None:
    with pytest.raises(ValueError, match="refused"):
        list(tasks.each(do, ["a", "refused"], processes=2))
    with tasks.apart(do, Bounds(2, LARGE)) as ask:
        assert [ask("a"), ask("endless"), ask("b")] == ["a", End.TIME, "b"]
        with pytest.raises(ValueError, match="refused"):
            ask("refused")


def test_an_article_as_long_as_a_book_fails_alone_and_the_command_says_what_to_do(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, MONSTROUS)
    command = [sys.executable, "-m", "briefing", "batch", str(folder), "-o", str(tmp_path / "out.jsonl"), "-j", "1"]
    done = subprocess.run(
        [*command, "--seconds", "3", "--engine", "rules"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    what = "it takes longer than a document may: 3 seconds of processor time, or 15 by the clock"
    next_step = "Split it, or process it by itself with --seconds above 3 and another -o."
    assert done.stderr == f"briefing: {folder}/1x.txt: {what}\n  {next_step}\n5 documents, 1 failed\n"
    assert errors(tmp_path / "out.jsonl") == [None, None, "OutOfTime", None, None]
    assert lines(tmp_path / "out.jsonl")[2] == {
        "id": f"{folder}/1x.txt",
        "error": {"type": "OutOfTime", "message": what, "next_step": next_step},
    }


def test_of_many_that_fail_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(batches.MOST_TOLD + 3):
        (folder / f"{number:02}.pdf").write_bytes(b"%PDF-1.7 nothing")
    typed = ["batch", str(folder), "-o", str(tmp_path / "out.jsonl"), "-j", "1", "--engine", "rules"]
    done = CliRunner().invoke(group, typed)
    assert done.stderr.count("the PDF is damaged\n  Download or save it again.") == batches.MOST_TOLD
    assert "note: 3 more failed; each has its error in the output\n13 documents, 13 failed\n" in done.stderr


def test_the_bytes_are_those_of_a_batch_without_bounds(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "Mayor Ada Brenn said on Monday that the dam would hold.")
    batch(folder, tmp_path / "bounded.jsonl", batches.BOUND)
    batch(folder, tmp_path / "plain.jsonl", None)
    assert (tmp_path / "bounded.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes()


def test_the_same_batch_run_again_tries_again_what_took_too_much(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "Mayor Ada Brenn said on Monday that the dam would hold.")
    parts = Parts(str(tmp_path / "out"), one_file=False)
    run([str(folder)], parts, engine="rules", chunk=3)
    first, _ = sorted((tmp_path / "out").glob("part-*"))
    whole = first.read_bytes()
    for error, skipped in (("OutOfTime", 2), ("OutOfMemory", 2), ("InputError", 5)):
        rows = whole.splitlines(keepends=True)
        rows[2] = json.dumps({"id": "1x", "error": {"type": error, "message": ""}}).encode() + b"\n"
        first.write_bytes(b"".join(rows))
        assert run([str(folder)], parts, engine="rules", chunk=3).skipped == skipped
        assert (first.read_bytes() == whole) == (error != "InputError")


def test_a_file_that_takes_too_long_to_be_parted_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export's articles are taken out before they are shared out."""
    monkeypatch.setattr(batches, "documents_of", _parted)
    outcome = batch(folder_with(tmp_path, "An export without an end."), tmp_path / "out.jsonl", Bounds(2, LARGE))
    assert (outcome.documents, outcome.failed) == (5, 1)
    assert "2 seconds" in lines(tmp_path / "out.jsonl")[2]["error"]["message"]


def _parted(file: Any) -> None:
    while b"without an end" in file.data:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no memory here")
@pytest.mark.parametrize(("taken", "code"), [(2000, 77), (1, 0)])
def test_a_process_ends_itself_where_the_system_does_not_bound_it(taken: int, code: int) -> None:
    program = (
        "import time; from briefing import bounds; bounds.end_beyond(1500 * 10**6, 77);"
        f"held = b'x' * ({taken} * 10**6); time.sleep(2)"
    )
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == code


def test_bounds_are_not_for_a_cluster(tmp_path: Path) -> None:
    typed = ["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:1", "--memory", "900"]
    assert "is for processes of this machine" in str(CliRunner().invoke(group, typed).exception)
