"""How a batch is cut into parts, where they lie, and which of them a run started again takes over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from briefing.batch import items as cutting
from briefing.batch.items import HELD, Item, chunks
from briefing.batch.parts import Parts
from briefing.batch.run import run
from briefing.batch.store import UNFINISHED
from briefing.errors import InputError, OutputError
from tests.batch.test_run import batch, ids, write_rows


def sizes(count: int, size: int = 32, data: bytes = b"x") -> list[int]:
    source = (Item(str(n), "", data, "row") for n in range(count))
    return [len(chunk.items) for chunk in chunks(source, size)]


def spread(parts: list[int], workers: int) -> float:
    """Documents of the worker that ends last, each taking the next chunk when it is free, to an even share."""
    done = [0] * workers
    for part in parts:
        done[done.index(min(done))] += part
    return max(done) * workers / sum(parts)


@pytest.mark.parametrize("count", [0, 1, 3, 31, 32, 33, 100, 127, 128, 129, 256, 1000])
def test_every_document_is_in_one_chunk_and_in_order(count: int) -> None:
    source = [Item(str(n), "", b"x", "row") for n in range(count)]
    cut = list(chunks(source, 32))
    assert [item for chunk in cut for item in chunk.items] == source
    assert [chunk.number for chunk in cut] == list(range(len(cut)))
    assert all(0 < len(chunk.items) <= 32 for chunk in cut)


@pytest.mark.parametrize("workers", [2, 3, 4])
@pytest.mark.parametrize("count", [100, 137, 200, 256, 300, 1000, 1016])
def test_the_last_chunks_share_the_work_evenly(count: int, workers: int) -> None:
    whole = [32] * (count // 32) + [count % 32] * bool(count % 32)
    most = 1 + workers * cutting.LEAST / count
    assert spread(sizes(count), workers) <= most
    if (count, workers) in {(100, 2), (137, 3), (200, 4)}:
        assert spread(whole, workers) > most, "chunks of one size would not"


def test_most_chunks_are_whole() -> None:
    assert sizes(2000).count(32) == (2000 - cutting.TAIL * 32) // 32 + 1


def test_heavy_documents_are_not_held_to_see_the_end() -> None:
    taken = 0

    def source() -> Iterator[Item]:
        nonlocal taken
        for n in range(100):
            taken += 1
            yield Item(str(n), "", b"x" * (HELD // 4), "row")

    first = next(chunks(source(), 2))
    assert len(first.items) == 2
    assert taken == 4


def test_a_run_started_again_takes_files_that_came_or_went_for_what_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, name in enumerate("abc"):
        write_rows(folder / f"{name}.jsonl", 4, first=10 * n)
    batch([str(folder)], tmp_path / "out", chunk=4)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("part-*")}
    write_rows(folder / "a2.jsonl", 4, first=50)
    (folder / "c.jsonl").unlink()
    (tmp_path / "out" / f"{UNFINISHED}abc-part-000001.jsonl").write_text("half a li")
    outcome = batch([str(folder)], tmp_path / "out", chunk=4)
    batch([str(folder)], tmp_path / "fresh", chunk=4)
    again, fresh = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir() if path.name != "_batch.json"}
        for name in ("out", "fresh")
    )
    assert again == fresh
    assert outcome.skipped == 4
    kept = {path.name for path in (tmp_path / "out").iterdir() if path.stat().st_mtime_ns == before.get(path.name)}
    assert len(kept) == 1, "what is the same is not done again"


def test_the_output_is_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "a.jsonl", 3)
    for _ in range(2):
        run(["."], Parts("out.jsonl", one_file=True), engine="rules", chunk=2)
        assert ids(tmp_path / "out.jsonl") == ["d0", "d1", "d2"]
    run(["*.jsonl"], Parts("out.jsonl", one_file=True), engine="rules")
    assert ids(tmp_path / "out.jsonl") == ["d0", "d1", "d2"]
    kept = (tmp_path / "a.jsonl").read_bytes()
    with pytest.raises(InputError, match="where the output goes"):
        run(["a.jsonl"], Parts(str(tmp_path / "a.jsonl"), one_file=True), engine="rules")
    assert (tmp_path / "a.jsonl").read_bytes() == kept


def test_an_fsspec_address_is_read_as_a_file_is(tmp_path: Path) -> None:
    for name, first in (("b", 2), ("a", 0)):
        data = write_rows(tmp_path / f"{name}.jsonl", 2, first=first).read_bytes()
        with fsspec.open(f"memory://batch/{name}.jsonl", "wb") as file:
            file.write(data)
    batch(["memory://batch/*.jsonl"], tmp_path / "out.jsonl")
    assert ids(tmp_path / "out.jsonl") == ["d0", "d1", "d2", "d3"]
    with pytest.raises(InputError, match="nothing is there"):
        batch(["memory://batch/none.jsonl"], tmp_path / "none.jsonl")


@pytest.fixture(params=["memory", "file"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder at an address, empty."""
    if request.param == "file":
        (tmp_path / "far").mkdir()
        return (tmp_path / "far").as_uri()
    return f"memory://{tmp_path.name}"


def test_a_batch_is_written_to_an_address_as_to_a_disk(tmp_path: Path, address: str) -> None:
    rows = str(write_rows(tmp_path / "in.jsonl", 7))
    fs, far = fsspec.core.url_to_fs(address)
    batch([rows], tmp_path / "out.jsonl")
    batch([rows], tmp_path / "out")
    run([rows], Parts(f"{address}/out.jsonl", one_file=True), engine="rules", chunk=4)
    run([rows], Parts(f"{address}/out", one_file=False), engine="rules", chunk=4)
    assert fs.cat_file(f"{far}/out.jsonl") == (tmp_path / "out.jsonl").read_bytes()
    written = {path.rsplit("/", 1)[-1]: fs.cat_file(path) for path in fs.find(f"{far}/out")}
    assert written == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(path.rsplit("/", 1)[-1] for path in fs.ls(far, detail=False)) == ["out", "out.jsonl"]


@pytest.mark.parametrize("one_file", [True, False])
def test_a_batch_at_an_address_goes_on_where_it_stopped(
    tmp_path: Path, address: str, one_file: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = str(write_rows(tmp_path / "in.jsonl", 8))
    fs, far = fsspec.core.url_to_fs(address)
    parts = Parts(f"{address}/out.jsonl" if one_file else f"{address}/out", one_file=one_file)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([rows], parts, engine="rules", chunk=2, progress=stop)
    outcome = run([rows], parts, engine="rules", chunk=2)
    assert outcome.skipped == 2
    batch([rows], tmp_path / "whole.jsonl", chunk=2)
    there = [f"{far}/out.jsonl"] if one_file else sorted(p for p in fs.find(f"{far}/out") if "part-" in p)
    assert b"".join(map(fs.cat_file, there)) == (tmp_path / "whole.jsonl").read_bytes()
    other = str(write_rows(tmp_path / "other.jsonl", 1))
    if not one_file:
        with pytest.raises(OutputError, match="other inputs or options"):
            run([other], parts, engine="rules", chunk=2)


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, where a folder is wanted")
    rows = write_rows(tmp_path / "in.jsonl", 1)
    with pytest.raises(OutputError, match="cannot be written"):
        run([str(rows)], Parts(str(tmp_path / "out"), one_file=False), engine="rules")
    assert json.loads(rows.read_text())["id"] == "d0"
