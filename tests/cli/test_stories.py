"""Many standing briefs: the batch engine makes those anew in which something is new, and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.batch import tasks
from briefing.batch.tasks import End
from briefing.cli import demo, group, output
from briefing.cli.stories import LOOKED

ROOT = Path(__file__).parents[2]
ENGINE = ("--engine", "rules", "--as-of", demo.AS_OF, "--format", "md")
NAMES = ("ferries", "mills", "water")


def watch(*typed: str) -> Result:
    return CliRunner().invoke(group, ["watch", "--once", "--stories", *ENGINE, *typed])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three stories of two articles each."""
    for name in NAMES:
        place = tmp_path / "news" / name
        place.mkdir(parents=True)
        for file, data in demo.texts()[:2]:
            (place / file).write_bytes(data)
    return tmp_path / "news"


def decided(out: Path, name: str) -> str:
    """A title of the reviewer's own and a line that is left out; that line's words."""
    review = out / name / f"{name}.yaml"
    struck = output.read_review(review).brief.bottom_line[0].line.text
    text = review.read_text(encoding="utf-8")
    text = text.replace("\ntitle: ", f"\ntitle: The {name} story; ", 1)
    review.write_text(text.replace("    keep: auto", "    keep: no", 1), encoding="utf-8")
    return struck


def arrives(place: Path) -> None:
    name, data = demo.texts()[2]
    (place / f".{name}").write_bytes(data)
    (place / f".{name}").rename(place / name)


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def page(out: Path, name: str) -> str:
    return (out / name / f"{name}.md").read_text(encoding="utf-8").replace("\\", "")


def test_two_stories_in_one_run_are_made_anew_and_decisions_stay(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = watch(str(news), "-o", str(out), "-j", "2")
    assert first.exit_code == 0, first.output
    assert "3 stories, 3 looked at, 0 failed" in first.stderr
    assert sorted(first.stdout.split()) == sorted(
        str(out / name / f"{name}.{form}") for name in NAMES for form in ("yaml", "md", "json")
    )
    struck = {name: decided(out, name) for name in ("ferries", "water")}
    untouched = times(out / "mills")
    for name in ("ferries", "water"):
        arrives(news / name)

    second = watch(str(news), "-o", str(out), "-j", "2")
    assert second.exit_code == 0, second.output
    assert "3 stories, 2 looked at, 0 failed" in second.stderr
    for name in ("ferries", "water"):
        assert f"{name}: note: new article: Ostrevian farmers go to court" in second.stderr
        assert f"# The {name} story; Hospitals and schools" in page(out, name)
        assert struck[name] not in page(out, name)
        assert "asked the Administrative Court" in page(out, name)
        assert "Since the last" in page(out, name)
    assert times(out / "mills") == untouched

    third = watch(str(news), "-o", str(out), "-j", "2")
    assert "3 stories, 0 looked at, 0 failed" in third.stderr
    assert third.stdout == ""


def test_each_story_is_what_watch_makes_of_it_alone(news: Path, tmp_path: Path) -> None:
    watch(str(news), "-o", str(tmp_path / "out"), "-j", "2")
    alone = ["watch", "--once", str(news / "water"), "-o", str(tmp_path / "alone"), "--name", "water", *ENGINE]
    assert CliRunner().invoke(group, alone).exit_code == 0
    for form in ("yaml", "md", "json"):
        made = (tmp_path / "out/water" / f"water.{form}").read_bytes()
        assert made == (tmp_path / "alone" / f"water.{form}").read_bytes()


def test_a_story_that_cannot_be_made_stops_no_other_and_is_looked_at_again(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    watch(str(news), "-o", str(out))
    (out / "mills/mills.yaml").write_text("my: notes\n")
    for name in NAMES:
        arrives(news / name)
    for _ in range(2):
        done = watch(str(news), "-o", str(out))
        assert "1 of 3 stories could not be made" in str(done.exception)
        assert "mills: " in done.stderr
        assert "review file" in done.stderr
    assert "Administrative Court" in page(out, "ferries")
    assert "3 stories, 1 looked at, 1 failed" in done.stderr


def test_an_article_that_cannot_be_read_is_told_at_each_look(news: Path, tmp_path: Path) -> None:
    (news / "mills/broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    for _ in range(2):
        done = watch(str(news), "-o", str(tmp_path / "out"))
        assert done.exit_code == 0, done.output
        assert "broken.pdf" in done.stderr
    assert "3 stories, 1 looked at, 0 failed" in done.stderr
    assert not (tmp_path / "out/mills" / LOOKED).exists()


def _square(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number * number


def test_a_task_that_kills_its_process_costs_no_other() -> None:
    assert sorted(tasks.each(_square, range(6), processes=2), key=str) == [
        (0, 0), (1, 1), (2, 4), (3, End.DIED), (4, 16), (5, 25),
    ]  # fmt: skip


@pytest.mark.slow
def test_on_a_cluster_as_on_one_machine(news: Path, tmp_path: Path) -> None:
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=str(tmp_path)
    ) as local:
        done = watch(str(news), "-o", str(tmp_path / "far"), "--scheduler", local.scheduler_address)
        assert "3 stories, 3 looked at, 0 failed" in done.stderr, done.output
    watch(str(news), "-o", str(tmp_path / "near"))
    for name in NAMES:
        for form in ("yaml", "md", "json"):
            place = Path(name) / f"{name}.{form}"
            assert (tmp_path / "far" / place).read_bytes() == (tmp_path / "near" / place).read_bytes()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("nowhere", "-o", "out"), "is not a folder of stories"),
        (("news", "-o", "news/out"), "is inside the folder of stories"),
        (("news", "more", "-o", "out"), "has the same name as"),
        (("news", "-o", "out", "--name", "one"), "names a single story"),
        (("news", "-o", "out", "--no-stories", "-j", "2"), "is for many stories"),
        (("news", "-o", "out", "--no-stories", "--scheduler", "tcp://x:1"), "is for many stories"),
    ],
)
def test_what_makes_no_sense_is_refused(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "more/water").mkdir(parents=True)
    before = times(tmp_path)
    assert told in str(watch(*typed).exception)
    assert times(tmp_path) == before


def test_it_goes_on_looking_until_ctrl_c(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    how = ["watch", "--stories", str(news), "-o", str(out), *ENGINE, "-j", "1", "--every", "0.02"]
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *how],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}, cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    heard: list[str] = []

    def until(words: str) -> None:
        assert process.stderr is not None
        while not any(words in line for line in heard):
            heard.append(process.stderr.readline())
            assert heard[-1], heard

    try:
        until("waiting for articles")
        arrives(news / "mills")
        until("mills: note: new article")
        until("3 stories, 1 looked at")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Administrative Court" in page(out, "mills")
