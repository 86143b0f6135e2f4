"""A review file and its articles are read and written as one, whatever stops the program in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import pipeline, review
from briefing.cli import demo, disk, group, output, sources, story_files
from briefing.errors import OutputError, ReviewError

ENGINE = ("--engine", "rules", "--as-of", demo.AS_OF)


def run(*typed: str) -> str:
    done = CliRunner().invoke(group, typed)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story of one article; the others lie beside it."""
    monkeypatch.chdir(tmp_path)
    for name, data in demo.texts():
        (tmp_path / name).write_bytes(data)
    run("extract", "water-rationing-1-calder-courier.html", "-o", "story.yaml", *ENGINE)
    return tmp_path / "story.yaml"


def more(number: int) -> None:
    (name,) = [name for name, _ in demo.texts() if f"-{number}-" in name]
    run("extract", name, "-o", "story.yaml", *ENGINE)


def test_the_articles_lie_beside_the_file_and_every_command_finds_them(story: Path) -> None:
    assert story.with_name("story.articles").exists()
    assert story.stat().st_size < 40_000
    run("render", "story.yaml", "--format", "pdf")
    done = CliRunner().invoke(group, ["verify", "story.yaml", "water-rationing-1-calder-courier.html"])
    assert done.exit_code == 0, done.output
    run("make", "water-rationing-2-ostrevia-radio.html", "--since", "story.yaml", "--format", "md", "-q", *ENGINE)
    # A folder of articles that holds a story, too, is still a folder of articles.
    assert {path.suffix for path in sources.paths(["."])} == {".html"}


def test_an_old_whole_file_is_read_and_written_short(story: Path) -> None:
    whole = story_files.load(story)
    story.with_name("story.articles").unlink()
    story.write_bytes(whole)
    run("render", "story.yaml", "--format", "md")
    assert not story.with_name("story.articles").exists()
    more(2)
    assert story.with_name("story.articles").exists()
    assert len(output.read_review(story).documents) == 2


def test_a_copy_of_the_file_is_read_after_the_story_has_moved_on(story: Path) -> None:
    (copy := story.with_name("monday.yaml")).write_bytes(story.read_bytes())
    more(2)
    more(3)
    assert len(output.read_review(copy).documents) == 1
    assert len(output.read_review(story).documents) == 3
    copy.unlink()
    size = story.with_name("story.articles").stat().st_size
    data = story_files.load(story)
    story.with_name("story.articles").write_bytes(b"")
    story_files.save(story, data)
    assert story.with_name("story.articles").stat().st_size < size


def test_without_its_articles_the_file_says_what_is_missing(story: Path) -> None:
    story.with_name("story.articles").unlink()
    with pytest.raises(ReviewError, match=r"story\.articles is missing"):
        output.read_review(story)


def test_a_stop_between_the_two_files_leaves_a_story_that_can_be_read(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = story.read_bytes()
    put = disk.put

    def stopped(whole: Path, path: Path) -> None:
        if path.suffix == ".yaml":
            raise OutputError("the power has gone")
        put(whole, path)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "put", stopped)
        done = CliRunner().invoke(
            group, ["extract", "water-rationing-2-ostrevia-radio.html", "-o", "story.yaml", *ENGINE]
        )
        assert "the power has gone" in str(done.exception)
    assert story.read_bytes() == before
    assert len(output.read_review(story).documents) == 1
    more(2)
    assert len(output.read_review(story).documents) == 2


@pytest.mark.parametrize("full", [".yaml", ".articles"])
def test_on_a_full_disk_neither_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    name, data = next(iter(demo.texts()))
    (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    beside = disk.beside

    def filled(path: Path, data: bytes) -> Path:
        if path.suffix == full:
            raise OutputError("No space left on device")
        return beside(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "beside", lambda path, data, **_: filled(path, data))
        done = CliRunner().invoke(group, ["extract", name, "-o", "story.yaml", *ENGINE])
    assert isinstance(done.exception, OutputError)
    assert {path.name for path in tmp_path.iterdir()} <= {name, ".briefing-written.json"}


def test_all_that_is_known_is_told_on_request_and_stays_so(story: Path) -> None:
    short = len(story.read_text(encoding="utf-8").splitlines())
    run("extract", "-o", "story.yaml", "--full", *ENGINE)
    full = story.read_text(encoding="utf-8")
    assert "    why: " in full
    assert len(full.splitlines()) > 1.5 * short
    more(2)
    assert "    why: " in story.read_text(encoding="utf-8")
    run("extract", "-o", "story.yaml", "--short", *ENGINE)
    assert "    why: " not in story.read_text(encoding="utf-8")


def test_on_standard_output_the_file_is_whole(story: Path) -> None:
    name = "water-rationing-1-calder-courier.html"
    data = CliRunner().invoke(group, ["extract", name, "-o", "-", *ENGINE]).stdout_bytes
    assert len(pipeline.reviewed(review.read(data, name="-")).sources) == 1
