"""Command files: README-like Markdown whose console blocks are run and compared.

A line that begins with ``$ `` is a command, and those after it that begin with ``> `` go on with it; it is run by a
POSIX shell in a fresh folder that holds the examples. What follows is what it prints, standard output and standard
error together; a line ``...`` stands for any lines, a ``...`` between words for any words, and ``[exit N]`` at the end
for the exit code where it is not 0. The blocks of one file share their folder.

With BRIEFING_PYTHON the commands are run by that interpreter, with what is installed there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
FILES = [*sorted((HERE / "command").glob("*.md")), ROOT / "docs/tour.md"]
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(text: str) -> list[tuple[str, list[str], int]]:
    """Each command with the lines it must print and its exit code."""
    found: list[tuple[str, list[str], int]] = []
    for block in BLOCK.finditer(text):
        for line in block.group("body").splitlines():
            if line.startswith("$ "):
                found.append((line[2:], [], 0))
            elif line.startswith("> ") and found and not found[-1][1]:
                found[-1] = (f"{found[-1][0]}\n{line[2:]}", [], 0)
            elif code := re.fullmatch(r"\[exit (\d+)\]", line):
                found[-1] = (*found[-1][:2], int(code.group(1)))
            else:
                found[-1][1].append(line)
    return found


def matches(want: list[str], got: list[str]) -> bool:
    """Whether the lines agree: ``...`` alone stands for any number of lines, inside a line for any characters."""
    pattern = "".join("(?:.*\n)*?" if line == "..." else f"{_line(line)}\n" for line in want)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in got)) is not None


def _line(want: str) -> str:
    return re.sub(r"(?:^|(?:\\ )+)\\\.\\\.\\\.(?:(?:\\ )+|$)", ".*", re.escape(want))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_command_file_runs_as_it_is_written(path: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    binaries = tmp_path / ".bin"
    binaries.mkdir()
    installed = os.environ.get("BRIEFING_PYTHON")
    python = installed or sys.executable
    for name, how in {"briefing": f'"{python}" -m briefing', "python": f'"{python}"'}.items():
        (binaries / name).write_text(f'#!/bin/sh\nexec {how} "$@"\n')
        (binaries / name).chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": "" if installed else str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "1781049600",  # 10 June 2026
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
    }
    found = steps(path.read_text(encoding="utf-8"))
    assert found, f"{path.name} holds no command"
    for command, want, code in found:
        run = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        assert (run.returncode, matches(want, run.stdout.splitlines())) == (code, True), (
            f"$ {command}\n{run.stdout}[exit {run.returncode}]"
        )


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["a.c"], ["abc"], False),
        (["a ... c"], ["a  b c"], True),
        (["... c"], ["a b c"], True),
        (["a ... c"], ["a  b d"], False),
        (["A... b"], ["A b"], False),
    ],
)
def test_output_is_compared_to_the_letter(want: list[str], got: list[str], same: bool) -> None:
    assert matches(want, got) is same
