"""A batch: the same lines as ``annotate``, whatever is killed on the way."""

from __future__ import annotations

import gc
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.batch import tasks
from briefing.batch.parts import Parts
from briefing.batch.run import Outcome, run
from briefing.batch.threads import THREADS
from briefing.errors import EngineError, InputError, OutputError
from briefing.model.text import Document
from tests.truth.grammar import article

ROOT = Path(__file__).parent.parent.parent


def write_rows(path: Path, count: int, *, first: int = 0) -> Path:
    rows = []
    for seed in range(first, first + count):
        story = article(seed)
        rows.append(json.dumps({"id": f"d{seed}", "text": story.text, "date": story.date.isoformat()}))
    data = ("\n".join(rows) + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def batch(inputs: list[str], output: Path, *, processes: int = 1, chunk: int = 4, engine: str = "rules") -> Outcome:
    return run(
        inputs, Parts(str(output), one_file=output.suffix == ".jsonl"), engine=engine, processes=processes, chunk=chunk
    )


def ids(output: Path) -> list[str]:
    return [json.loads(line)["id"] for line in output.read_text(encoding="utf-8").splitlines()]


def test_a_batch_writes_the_lines_that_annotate_writes(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 6)
    batch([str(rows)], tmp_path / "out.jsonl")
    printed = subprocess.run(
        [sys.executable, "-m", "briefing", "annotate", str(rows), "--engine", "rules"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    ).stdout
    assert (tmp_path / "out.jsonl").read_bytes() == printed
    assert not (tmp_path / "out.jsonl.parts").exists()


def test_two_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 11)
    batch([str(rows)], tmp_path / "one.jsonl")
    batch([str(rows)], tmp_path / "two.jsonl", processes=2, chunk=4)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_how_many_there_are_is_told_before_the_last_is_done(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 7)
    told: list[str] = []
    parts = Parts(str(tmp_path / "out.jsonl"), one_file=True)
    run(
        [str(rows)], parts, engine="rules", chunk=3, processes=2,
        progress=lambda count: told.append(f"+{count}"), expect=lambda count: told.append(f"={count}"),
    )  # fmt: skip
    assert sorted(told) == ["+1", "+3", "+3", "=7"]
    assert told[-1] != "=7"


def test_folders_patterns_and_packed_files_are_read_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_rows(folder / "b.jsonl.gz", 2, first=10)
    write_rows(folder / "a.jsonl", 2)
    (folder / "c.txt").write_text(article(99).text, encoding="utf-8")
    batch([str(folder), str(folder / "a*.jsonl")], tmp_path / "out.jsonl")
    assert ids(tmp_path / "out.jsonl") == ["d0", "d1", "d10", "d11", "c", "d0", "d1"]


def test_a_bad_document_is_recorded_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 3)
    lines = rows.read_text(encoding="utf-8").splitlines()
    lines.insert(1, '{"id": "no text"}')
    lines.insert(3, "not JSON")
    rows.write_text("\n".join(lines), encoding="utf-8")
    outcome = batch([str(rows)], tmp_path / "out.jsonl")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (outcome.documents, outcome.failed) == (5, 2)
    assert ["error" in line for line in written] == [False, True, False, True, False]
    assert written[1]["error"]["type"] == "InputError"


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 40)
    batch([str(rows)], tmp_path / "whole.jsonl", chunk=2)
    command = [sys.executable, "-m", "briefing", "batch", str(rows), "-o", str(tmp_path / "out.jsonl")]
    command += ["--engine", "rules", "--chunk", "2", "-j", "1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    parts = tmp_path / "out.jsonl.parts"
    deadline = time.monotonic() + 60
    while not list(parts.glob("part-*")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = list(parts.glob("part-*"))
    assert 0 < len(kept) < 20, "the run was to be killed in the middle"
    outcome = batch([str(rows)], tmp_path / "out.jsonl", chunk=2)
    assert outcome.skipped == 2 * len(kept), "what was done is not done again"
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_batch_does_not_go_on_with_another_ones_parts(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 2)
    batch([str(rows)], tmp_path / "out")
    other = write_rows(tmp_path / "other.jsonl", 2)
    with pytest.raises(OutputError, match="other inputs or options"):
        batch([str(other)], tmp_path / "out")


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_a_batch_that_fails_before_its_first_part_leaves_nothing_that_bars_the_next(tmp_path: Path, name: str) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 2)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="nothing is there"):
        batch([str(tmp_path / "nowhere.jsonl")], tmp_path / name)
    with pytest.raises(EngineError, match="not an installed language model"):
        batch([str(rows)], tmp_path / name, engine="no_such_model")
    assert sorted(tmp_path.iterdir()) == before
    assert batch([str(rows)], tmp_path / name).documents == 2


def test_a_batch_that_fails_later_keeps_what_is_done(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 8)
    inputs = [str(rows), str(tmp_path / "nowhere.jsonl")]
    with pytest.raises(InputError, match="nothing is there"):
        batch(inputs, tmp_path / "out", chunk=2)
    assert list((tmp_path / "out").glob("part-*"))
    write_rows(tmp_path / "nowhere.jsonl", 2, first=8)
    assert batch(inputs, tmp_path / "out", chunk=2).skipped > 0


def test_a_document_that_kills_its_process_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that dies on one text stands for a fault deep in compiled code."""
    package = tmp_path / "dying_model"
    package.mkdir()
    (package / "meta.json").write_text("{}")  # by which a spaCy model is known
    (package / "__init__.py").write_text(
        "import os, spacy\n"
        "from spacy.language import Language\n"
        "@Language.component('die')\n"
        "def die(doc):\n"
        "    if 'POISON' in doc.text: os._exit(9)\n"
        "    return doc\n"
        "def load(**_):\n"
        "    nlp = spacy.blank('en')\n"
        "    nlp.add_pipe('die')\n"
        "    return nlp\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    monkeypatch.syspath_prepend(str(tmp_path))
    rows = [
        {"id": f"d{i}", "text": "POISON here." if i == 2 else f"Mayor Ada Brenn spoke {i} times."} for i in range(5)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    outcome = batch([str(tmp_path / "in.jsonl")], tmp_path / "out.jsonl", processes=2, chunk=3, engine="dying_model")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert outcome.failed == 1
    assert [line.get("error", {}).get("type") for line in written] == [None, None, "ProcessDied", None, None]


@pytest.mark.parametrize("packed", [True, False])
def test_a_line_without_end_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    from briefing.batch.items import items
    from briefing.readers import rows

    monkeypatch.setattr(rows, "MOST_BYTES", 1000)
    endless = b'{"id": "a", "text": "' + b"x " * 50_000
    data = endless + b'"}\n{"id": "b", "text": "The dam held on Monday."}\n'
    path = tmp_path / ("docs.jsonl.gz" if packed else "docs.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    assert [len(item.data) for item in items([str(path)])] == [1001, len(data) - len(endless) - 3]
    assert batch([str(path)], tmp_path / "out.jsonl").failed == 1
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert "longer than" in first["error"]["message"]
    assert second["id"] == "b"


def seen_by_a_worker(_: None) -> tuple[bool, dict[str, str | None]]:
    """Whether numpy was loaded already when the work began, and what it will be told."""
    return "numpy" in sys.modules, {name: os.environ.get(name) for name in THREADS}


@pytest.mark.parametrize("chosen", [None, "3"])
def test_a_worker_computes_with_one_thread_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    if chosen:
        monkeypatch.setenv("OMP_NUM_THREADS", chosen)
    [(_, outcome)] = tasks.each(seen_by_a_worker, [None], processes=2)
    assert isinstance(outcome, tuple)
    too_late, told = outcome
    assert not too_late
    assert told == (
        {name: chosen if name == "OMP_NUM_THREADS" else None for name in THREADS}
        if chosen
        else dict.fromkeys(THREADS, "1")
    )
    assert not any(name in os.environ for name in THREADS if name != "OMP_NUM_THREADS"), "the user's own is kept"


def test_no_more_documents_are_held_than_a_chunk_has(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 60)
    held: list[int] = []

    def count(_: int) -> None:
        gc.collect()
        held.append(sum(isinstance(thing, Document) for thing in gc.get_objects()))

    before = sum(isinstance(thing, Document) for thing in gc.get_objects())
    run([str(rows)], Parts(str(tmp_path / "out.jsonl"), one_file=True), engine="rules", chunk=4, progress=count)
    assert len(held) == 15
    assert max(held) - before <= 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGKILL"])
def test_no_worker_outlives_its_parent(tmp_path: Path, number: str) -> None:
    rows = [{"id": f"d{i}", "text": "Mayor Ada Brenn spoke on Monday. " * 400} for i in range(60)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    typed = ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "-j", "2", "--chunk", "1"]
    typed += ["--engine", "rules"]
    program = f"import sys\nsys.argv = ['briefing', *{typed!r}]\nfrom briefing.cli import main\nmain()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, "-c", program], env=env, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 60
    while not list((tmp_path / "out").glob("part-*")):
        assert time.monotonic() < until
        time.sleep(0.1)
    parent.send_signal(getattr(signal, number))
    parent.wait(60)
    while _in_group(parent.pid):
        assert time.monotonic() < until, _in_group(parent.pid)
        time.sleep(0.2)


def _in_group(group: int) -> list[str]:
    """The processes that are left of a group."""
    told = subprocess.run(["ps", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in told.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]
