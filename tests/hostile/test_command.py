"""Articles nobody would write, given to the command as by a user: a page or a message, in bounded room and time.

The bounds are address space and processor seconds, which the system keeps; what goes beyond them is killed, and seen.
"""

from __future__ import annotations

import inspect
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.cli import options, settings

ROOT = Path(__file__).parents[2]
MB = 2**20
#: Exit codes of the errors a user can meet here: the input, or what does not fit on the page.
TOLD = (3, 7)


def make(text: str, folder: Path, *typed: str, memory_mb: int, seconds: int) -> subprocess.CompletedProcess[str]:
    article = folder / "odd.txt"
    article.write_text(text, encoding="utf-8")

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MB, memory_mb * MB))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    return subprocess.run(
        [
            *(sys.executable, "-m", "briefing", "make", str(article), "-o", str(folder / "out"), *typed),
            *("--engine", "rules", "--as-of", "2026-03-14", "--date", "2026-03-12"),
        ],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        preexec_fn=bound,
        capture_output=True,
        text=True,
        timeout=280,
    )


LINE = "The board met on Monday and said little. "
FULL: dict[str, Callable[[], str]] = {
    "5 MB on one line": lambda: LINE * (5_000_000 // len(LINE)),
    "5 MB of words without an end": lambda: "word and " * 550_000,
    "5 MB without a space": lambda: "a" * 5_000_000,
    "200,000 paragraphs": lambda: "It rained.\n\n" * 200_000,
}


@pytest.mark.parametrize("text", FULL.values(), ids=FULL)
def test_a_text_longer_than_any_article_is_refused_at_once(text: Callable[[], str], tmp_path: Path) -> None:
    done = make(text(), tmp_path, memory_mb=700, seconds=20)
    assert done.returncode == 3, done.stderr
    assert "1,000,000" in done.stderr
    assert "--longest" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_longer_is_read_when_it_is_allowed(tmp_path: Path) -> None:
    refused = make(LINE * 10, tmp_path, "--longest", "409", memory_mb=700, seconds=20)
    assert (refused.returncode, "--longest 410" in refused.stderr) == (3, True)
    done = make(LINE * 10, tmp_path, "--longest", "410", memory_mb=700, seconds=20)
    assert done.returncode == 0, done.stderr


def test_the_length_that_is_allowed_is_one_everywhere() -> None:
    option = next(p for p in options.longest(lambda: None).__click_params__)  # type: ignore[attr-defined]
    (setting,) = [s for s in settings.SETTINGS if s.key == "longest"]
    defaults = [inspect.signature(f).parameters["longest"].default for f in (pipeline.read, pipeline.from_text)]
    assert {option.default, setting.default, *defaults} == {pipeline.LONGEST}


#: What is shorter than an article may be, and like none.
ODD: dict[str, Callable[[], str]] = {
    "a line of 100 kB": lambda: LINE * 2500,
    "5,000 paragraphs": lambda: "It rained.\n\n" * 5000,
    "10,000 quotation marks": lambda: '"' * 10_000,
    "1,000 opening marks": lambda: "He said “no " * 1000,
    "nested quotations": lambda: "“She said ‘" * 200 + "no" + "’ again,” he said. " * 200,
    "only dates": lambda: "March 3, 2026. June 2025. Yesterday. 14 May. Last week. 2024. " * 150,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_article_like_no_other_comes_to_a_page_or_a_message(text: Callable[[], str], tmp_path: Path) -> None:
    done = make(text(), tmp_path, memory_mb=1000, seconds=30)
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert (tmp_path / "out" / "odd.pdf").read_bytes().startswith(b"%PDF-")
    else:
        assert done.returncode in TOLD, (done.returncode, done.stderr)
        assert len(done.stderr.strip().splitlines()) > 1  # what is wrong, and what to do next
        assert not (tmp_path / "out").exists()
