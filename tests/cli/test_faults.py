"""Full disks, missing rights, kills, odd environments: a clear error, earlier files intact, nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.cli import disk
from briefing.errors import BriefingError, OutputError

ROOT = Path(__file__).parents[2]
ARTICLE = str(ROOT / "examples/harbour-ferries.txt")
DAY = ["--as-of", "2026-06-10"]
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
NOBODY = 65534


def run(*typed: str, env: dict[str, str] | None = None, before: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, after some lines that set the scene."""
    program = f"{before}\nimport sys\nsys.argv = ['briefing', *{typed!r}]\nfrom briefing.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", program],
        env=BARE if env is None else env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def make(folder: Path, **how: object) -> subprocess.CompletedProcess[str]:
    return run("make", ARTICLE, "-o", str(folder), "--engine", "rules", *DAY, **how)  # type: ignore[arg-type] # of run


def pages(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.glob("[!.]*")}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The page as it is made here and now."""
    folder = tmp_path_factory.mktemp("usual")
    done = make(folder, env=dict(os.environ) | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    return pages(folder)


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """As a user who may not write in a folder; root may everything, and is somebody else for the time being."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_full_disk_is_told_and_leaves_the_earlier_files(tmp_path: Path) -> None:
    for name in ("harbour-ferries.pdf", "harbour-ferries.docx"):
        (tmp_path / name).write_bytes(b"earlier")
    # A file may not grow beyond a few kilobytes: what the system says then is what a full disk makes it say. Python
    # itself must write nothing then: it would keep half a module for later.
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    typed = ("make", ARTICLE, "-o", str(tmp_path), "--engine", "rules", *DAY, "--force")
    done = run(*typed, before=limit, env={**BARE, "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == OutputError.exit_code, done.stderr
    assert "cannot be written" in done.stderr
    assert "-o DIR" in done.stderr
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "harbour-ferries.pdf": b"earlier",
        "harbour-ferries.docx": b"earlier",
    }


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.parent.chmod(0o755)
    folder = tmp_path / "closed"
    folder.mkdir()
    with without_rights(folder), pytest.raises(OutputError, match="Permission denied"):
        disk.write(folder / "page.pdf", b"page")
    assert list(folder.iterdir()) == []


def test_an_article_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    from briefing.cli import sources

    article = tmp_path / "secret.txt"
    article.write_text("The council met.")
    article.chmod(0)
    with without_rights(tmp_path):
        (found,) = sources.gather([str(article)], stdin=sys.stdin.buffer)
    assert isinstance(found, sources.Failure)
    assert isinstance(found.error, BriefingError)


def test_a_kill_in_the_middle_of_writing_leaves_the_earlier_file(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(b"earlier")
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from briefing.cli import disk\n"
        "def slow(_):\n    print('writing', flush=True)\n    time.sleep(60)\n"
        "os.fsync = slow\n"
        f"disk.write(Path({str(page)!r}), b'new' * 10000)"
    )
    writer = subprocess.Popen([sys.executable, "-c", program], env=BARE, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"writing\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait(20)
    writer.stdout.close()
    assert page.read_bytes() == b"earlier"
    disk.write(page, b"new")
    assert page.read_bytes() == b"new"


def test_a_link_in_the_output_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_bytes(b"precious")
    (tmp_path / "out").mkdir()
    page = tmp_path / "out" / "page.pdf"
    page.symlink_to(target)
    disk.write(page, b"page")
    assert target.read_bytes() == b"precious"
    assert not page.is_symlink()
    assert page.read_bytes() == b"page"


def test_two_runs_into_one_folder_leave_whole_files(tmp_path: Path, usual: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(2) as both:
        runs = [done.result() for done in [both.submit(make, tmp_path), both.submit(make, tmp_path)]]
    assert [done.returncode for done in runs] == [0, 0], [done.stderr for done in runs]
    assert pages(tmp_path) == usual


@pytest.mark.parametrize(
    "env",
    [
        {},  # no home, no locale, no terminal
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/dev/null"},
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"},
        {"SOURCE_DATE_EPOCH": "0"},
    ],
    ids=["nothing set", "no locale", "no home", "far away", "1970"],
)
def test_the_page_is_the_same_in_any_environment(tmp_path: Path, env: dict[str, str], usual: dict[str, bytes]) -> None:
    done = make(tmp_path, env={**BARE, **env})
    assert done.returncode == 0, done.stderr
    assert pages(tmp_path) == usual


def test_a_clock_in_1970_is_printed_and_harms_nothing(tmp_path: Path) -> None:
    done = run(
        *("make", ARTICLE, "-o", str(tmp_path), "--engine", "rules", "--format", "md"),
        env={**BARE, "SOURCE_DATE_EPOCH": "0"},
    )
    assert done.returncode == 0, done.stderr
    assert "Printed 1 Jan 1970" in (tmp_path / "harbour-ferries.md").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_day_that_the_environment_names_wrongly_is_told(tmp_path: Path) -> None:
    done = make(tmp_path, env={**BARE, "SOURCE_DATE_EPOCH": "soon"})
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_time_zone_that_changes_during_the_run_changes_nothing(tmp_path: Path, usual: dict[str, bytes]) -> None:
    turn = (
        "import os, threading, time\n"
        "def turn():\n"
        "    for zone in ('Pacific/Kiritimati', 'Etc/GMT+12') * 500:\n"
        "        os.environ['TZ'] = zone\n        time.tzset()\n        time.sleep(0.005)\n"
        "threading.Thread(target=turn, daemon=True).start()"
    )
    done = make(tmp_path, before=turn)
    assert done.returncode == 0, done.stderr
    assert pages(tmp_path) == usual


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("make", ARTICLE, "-o", str(tmp_path), "--engine", "xx_no_such_model")
    assert done.returncode == 5
    assert "xx_no_such_model" in done.stderr
    assert "--engine rules" in done.stderr
    assert list(tmp_path.iterdir()) == []
