"""How a run ends: by Ctrl-C, by a reader that goes away; and what is said beside the data."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ARTICLE = str(ROOT / "examples" / "harbour-ferries.txt")
BRIEFING = [sys.executable, "-m", "briefing"]


def start(*args: str, **more: object) -> subprocess.Popen[str]:
    """A real run, as the leader of a process group of its own, as a shell starts it."""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen([*BRIEFING, *args], cwd=ROOT, text=True, start_new_session=True, **more)  # type: ignore[call-overload, no-any-return]


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BRIEFING, *args], cwd=ROOT, text=True, capture_output=True, timeout=60)


def interrupt(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Ctrl-C: SIGINT to every process of the terminal."""
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=60)


def test_ctrl_c_ends_with_130_and_leaves_no_file(tmp_path: Path) -> None:
    # Standard input that never ends: the run is surely at work when the signal comes.
    process = start("make", "-", "-v", "-o", str(tmp_path / "out"), stdin=subprocess.PIPE)
    time.sleep(3.0)
    out, err = interrupt(process)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "briefing: interrupted")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_between_the_steps_leaves_no_file(tmp_path: Path) -> None:
    process = start("make", ARTICLE, "-v", "--engine", "rules", "-o", str(tmp_path / "out"))
    assert process.stderr is not None
    assert process.stderr.readline().startswith("read ")
    out, err = interrupt(process)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.rglob("*.*")) == []


def test_ctrl_c_on_a_batch_of_processes_is_told_once(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    text = Path(ARTICLE).read_text(encoding="utf-8")
    lines.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(400)), encoding="utf-8")
    target = str(tmp_path / "out.jsonl")
    # Two parts, the second short: when the signal comes, one process is at work and one waits for more.
    process = start("batch", str(lines), "-o", target, "-j", "2", "--engine", "rules", "--chunk", "396")
    time.sleep(2.5)
    _, err = interrupt(process)
    assert process.returncode == 130
    assert err.strip() == "briefing: interrupted"
    assert not Path(target).exists()


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": "1", "text": "Ada Brenn spoke on Monday."}\n' * 3, encoding="utf-8")
    process = start("annotate", str(lines), "--engine", "rules")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that takes nothing")
@pytest.mark.parametrize(
    "typed", [("read", ARTICLE), ("make", ARTICLE, "--engine", "rules", "--format", "md", "-o", "-")]
)
def test_an_output_that_is_full_is_told(typed: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        process = start(*typed, stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 8
    assert err.startswith("briefing: the standard output cannot be written (No space left on device)")
    assert "Traceback" not in err


def test_files_are_written_before_their_names_are_printed(tmp_path: Path) -> None:
    process = start("make", ARTICLE, "--engine", "rules", "-q", "--format", "md,json", "-o", str(tmp_path))
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 141
    assert sorted(p.suffix for p in tmp_path.glob("[!.]*")) == [".json", ".md"]


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after the command"])
def test_quiet_keeps_notes_back(before: bool) -> None:
    args = ("explain", "Nothing here.", "--engine", "rules")
    told = run(*args)
    quiet = run("-q", *args) if before else run(*args, "--quiet")
    assert told.stderr == "No date and no speaker was found.\n"
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == (told.stdout, "", 0)


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after the command"])
def test_verbose_tells_each_step_on_standard_error(tmp_path: Path, before: bool) -> None:
    args = ("make", ARTICLE, "--engine", "rules", "--format", "md", "-o", str(tmp_path))
    told = run("-v", *args) if before else run(*args, "--verbose")
    steps = [line.split()[0] for line in told.stderr.splitlines()]
    assert steps == ["read", "found", "wrote", "note:"]
    assert told.stdout == f"{tmp_path}/harbour-ferries.md\n"


def test_errors_are_told_even_when_quiet() -> None:
    done = run("-q", "make", "nowhere.txt", "-q")
    assert done.returncode == 3
    assert done.stderr.startswith("briefing: nowhere.txt: there is no such file\n")


def test_the_later_of_quiet_and_verbose_holds() -> None:
    assert run("-v", "read", ARTICLE, "-q").stderr == ""


def test_a_bar_is_drawn_on_a_terminal_only(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": "1", "text": "Ada Brenn spoke on Monday."}\n', encoding="utf-8")
    args = ("batch", str(lines), "-j", "1", "--engine", "rules", "-o")
    assert run(*args, str(tmp_path / "pipe.jsonl")).stderr == "1 document, 0 failed\n"
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = start(*args, str(tmp_path / "terminal.jsonl"), stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    drawn = b"".join(_all_of(ours))  # a terminal that nobody reads takes no more than some thousand bytes
    assert process.wait(60) == 0
    assert re.search(rb"1/.*documents", drawn)
    os.close(ours)


def _all_of(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal until its last writer is gone, which Linux tells as an error."""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return
        if not data:
            return
        yield data
