"""A batch on a real Dask scheduler with two worker processes on loopback, one of them killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest

from briefing.batch import cluster
from briefing.batch.parts import Parts
from briefing.batch.run import run
from briefing.errors import NetworkError
from tests.batch.test_run import write_rows


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
    ) as running:
        yield running


@pytest.mark.slow
def test_a_lost_worker_costs_no_document(tmp_path: Path, local: Any) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 60)
    whole = Parts(str(tmp_path / "whole.jsonl"), one_file=True)
    run([str(rows)], whole, engine="rules", chunk=3)
    killed: list[int] = []

    def kill_one(_: int) -> None:
        if not killed:
            killed.append(next(iter(local.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    parts = Parts(str(tmp_path / "out.jsonl"), one_file=True)
    outcome = cluster.run(
        [str(rows)], parts, scheduler=local.scheduler_address, engine="rules", chunk=3, progress=kill_one
    )
    assert killed
    assert (outcome.documents, outcome.failed) == (60, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert len(json.loads("[" + ",".join((tmp_path / "out.jsonl").read_text().splitlines()) + "]")) == 60


@pytest.mark.slow
def test_a_worker_with_several_threads_writes_the_same_bytes(tmp_path: Path) -> None:
    """Dask gives a worker a thread a core unless it is told otherwise; the language model serves one at a time."""
    rows = write_rows(tmp_path / "in.jsonl", 24)
    run([str(rows)], Parts(str(tmp_path / "whole.jsonl"), one_file=True), chunk=4)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=3, host="127.0.0.1", dashboard_address=None, local_directory=str(tmp_path)
    ) as several:
        parts = Parts(str(tmp_path / "out.jsonl"), one_file=True)
        outcome = cluster.run([str(rows)], parts, scheduler=several.scheduler_address, chunk=4)
    assert (outcome.documents, outcome.failed) == (24, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def _quiet(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_a_lost_scheduler_is_told_and_what_is_done_stays(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 12)
    described = tmp_path / "scheduler.json"
    program = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    scheduler = _quiet([*program, "--no-dashboard", "--scheduler-file", str(described)], env)
    while not described.exists():
        assert scheduler.poll() is None
        time.sleep(0.1)
    address = json.loads(described.read_text(encoding="utf-8"))["address"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    working = _quiet([*worker, "--no-dashboard", "--local-directory", str(tmp_path / "dask")], env)
    parts = Parts(str(tmp_path / "out.jsonl"), one_file=True)
    try:
        with pytest.raises(NetworkError, match="scheduler was lost"):
            cluster.run(
                [str(rows)],
                parts,
                scheduler=address,
                engine="rules",
                chunk=1,
                timeout=2,
                progress=lambda _: scheduler.kill(),
            )
    finally:
        for process in (scheduler, working):
            process.kill()
            process.wait()
    assert run([str(rows)], parts, engine="rules", chunk=1).skipped >= 1


#: What a Dask worker inherits, then a piece of memory taken and freed again and again; prints the pages faulted in.
FREED = """
import resource, sys
from briefing.batch import work
if sys.argv[1] == "kept":
    work.keep_memory()
faults = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt
bytearray(8 << 20)
before = faults()
for _ in range(40):
    bytearray(8 << 20)
print(faults() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told what to keep")
def test_a_worker_keeps_the_memory_that_dask_would_have_it_give_back() -> None:
    def faults(how: str) -> int:
        env = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"}
        return int(subprocess.run([sys.executable, "-c", FREED, how], env=env, check=True, stdout=-1).stdout)

    assert faults("given back") > 40 * 1000, "the case shows nothing here"
    assert faults("kept") < 4000
