"""``--day-first`` reaches the commands that read articles again and again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import group
from briefing.cli.shelf import Shelf

TEXT = "The council will close the old pier on 5/6/2026, Mayor Ada Brenn said.\n"


def put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "pier.txt").write_text(TEXT, encoding="utf-8")
    return folder


def days(record: Path) -> list[str]:
    told = json.loads(record.read_text(encoding="utf-8"))
    rows = (*told["chronology"], *told["scheduled"])
    return [row["when"]["value"] for row in rows if row["when"]["said"] == "5/6/2026"]


@pytest.mark.parametrize(("typed", "day"), [([], "2026"), (["--day-first"], "2026-06-05")])
@pytest.mark.parametrize("many", [False, True])
def test_a_watched_folder_is_read_as_it_was_asked(tmp_path: Path, typed: list[str], day: str, many: bool) -> None:
    story = put(tmp_path / "news/pier")
    source = story.parent if many else story
    how = ["--stories"] if many else []
    base = ["watch", str(source), "-o", str(tmp_path / "out"), "--once", "--format", "md", "--engine", "rules", *how]
    done = CliRunner().invoke(group, [*base, "--as-of", "2026-06-10", *typed])
    assert done.exit_code == 0, done.output
    (record,) = (path for path in (tmp_path / "out").rglob("*.json") if not path.name.startswith("."))
    assert days(record) == [day]


@pytest.mark.parametrize(("day_first", "day"), [(False, "2026"), (True, "2026-06-05")])
def test_articles_on_a_shelf_are_read_as_it_was_asked(tmp_path: Path, day_first: bool, day: str) -> None:
    shelf = Shelf([put(tmp_path / "pier")], engine="rules", longest=10_000, day_first=day_first)
    lines = shelf.brief(["pier.txt"], "2026-06-10")["lines"]
    assert [line["date"] for line in lines if line.get("date") and "pier" in line["text"]][:1] == [day]
