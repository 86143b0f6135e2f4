"""A watched page is made anew when its article changes, waits out what is wrong, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def waited(path: Path, words: str, process: subprocess.Popen[str]) -> None:
    """Until a file holds some words."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        if path.exists() and words in path.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{path.name} never held {words!r}")


@pytest.mark.parametrize("command", ["make", "render"])
def test_a_page_is_made_anew_when_its_input_changes(tmp_path: Path, command: str) -> None:
    article = tmp_path / "pier.txt"
    article.write_text("The council closed the old pier on Monday.\n", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    base = [sys.executable, "-m", "briefing"]
    day = ["--date", "2026-06-10", "--engine", "rules"]
    name = article
    if command == "render":
        name = tmp_path / "pier.yaml"
        subprocess.run([*base, "extract", str(article), "-o", str(name), *day], check=True, env=env, cwd=tmp_path)
    how = [command, str(name), "--watch", "--format", "md", "-o", str(tmp_path / "out")]
    process = subprocess.Popen(
        [*base, *how, *(day if command == "make" else [])],
        env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    page = tmp_path / "out/pier.md"
    try:
        waited(page, "closed the old pier", process)
        time.sleep(3)  # the watch begins only after the first page
        text = name.read_text(encoding="utf-8")
        name.write_text("" if command == "make" else text.replace("keep: auto", "keep: perhaps", 1), encoding="utf-8")
        time.sleep(1.5)
        beside = tmp_path / "beside"
        if command == "make":
            beside.write_text("The council opened the new bridge on Monday.\n", encoding="utf-8")
        else:
            beside.write_text(text.replace("\ntitle: ", "\ntitle: Now opened the new bridge, ", 1), encoding="utf-8")
        beside.replace(name)  # as editors do
        waited(page, "opened the new bridge", process)
        time.sleep(1)  # its name is printed once the folder's list is written, too
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out.splitlines()[:2] == [str(page), str(page)]
    assert "briefing:" in err  # the change that could not be used was told, and waited out
    assert err.rstrip().endswith("interrupted")


def test_nothing_to_watch_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "make", "-", "--watch"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, input="", capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nothing to watch" in done.stderr
