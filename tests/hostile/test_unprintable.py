"""Characters that no page can hold, in options, settings and paths: told before anything is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefing import pipeline
from briefing.cli import group, settings
from briefing.compose.brief import BriefOptions
from briefing.errors import BriefingError, UsageError
from briefing.model import unprintable
from tests import article

STORY = "The council voted on Monday to close the oldest of its four piers, the mayor said.\n"
BAD = {"NUL": "a\0b", "control": "a\x1bb", "half": "a\ud800", "a byte that is not UTF-8": "\udcff", "none": "\uffff"}
GOOD = ("Draft", "a\tb\nc", "é", "\u202e\u200b", "\ue000", "𐀀", "\u0085", "")
HEAD = ("--title", "--reference", "--mark", "--to", "--from", "--subject", "--actor", "--topic")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with an article and nothing set."""
    for setting in settings.SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path


def make(*typed: str) -> Result:
    given = ["story.txt", "--engine", "rules", "--as-of", "2026-03-14", "--format", "docx,pdf,html,md,json,csv,ics,eml"]
    return CliRunner().invoke(group, ["make", *given, *typed])


def told(done: Result, *words: str) -> None:
    assert isinstance(done.exception, BriefingError), repr(done.exception)
    assert done.exception.next_step
    assert all(word in str(done.exception) for word in words), str(done.exception)
    assert not Path("out").exists()


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
@pytest.mark.parametrize("option", HEAD)
def test_an_option_with_such_a_character_is_told(option: str, words: str, folder: Path) -> None:
    told(make(option, words), option, "U+")


def test_what_is_odd_but_can_be_printed_is_printed(folder: Path) -> None:
    for words in GOOD:
        assert unprintable.check(words, "--mark") == words
    typed = [part for option in HEAD for part in (option, " ".join(GOOD))]
    assert make(*typed).exit_code == 0
    assert len(list(Path("out").glob("[!.]*"))) == 9


@pytest.mark.parametrize("words", ["\\u0000", "\\u001B", "\\uFFFF"])
@pytest.mark.parametrize("key", ["reference", "mark", "to", "from", "actor", "engine"])
def test_a_setting_with_such_a_character_is_told_with_its_line(key: str, words: str, folder: Path) -> None:
    (folder / "briefing.toml").write_text(f'# ours\n{key} = "{words}"\n')
    told(make(), "briefing.toml, line 2", key, "U+")


def test_a_list_in_the_settings_is_looked_through(folder: Path) -> None:
    (folder / "briefing.toml").write_text('\ntopic = ["ferries", "a\\u0000b"]\n')
    told(make(), "briefing.toml, line 2", "topic", "U+0000")


@pytest.mark.parametrize("name", ["MARK", "TO", "TOPIC"])
def test_a_variable_with_such_a_character_is_told(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BRIEFING_{name}", "a;\udcff")
    told(make(), f"BRIEFING_{name}", "U+DCFF")


@pytest.mark.parametrize("name", ["title", "reference", "mark", "to", "from_"])
@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_the_library_tells_it_too(name: str, words: str) -> None:
    found = pipeline.annotate(pipeline.from_text(STORY, id="a"), engine="rules")
    options: dict[str, Any] = {name: words}
    with pytest.raises(UsageError, match=r"U\+"):
        pipeline.compose([found], dataclasses.replace(BriefOptions(as_of=dt.date(2026, 3, 14)), **options))


#: Settings and flags that name a file, with a name that no file system has.
NAMED: dict[str, Callable[[], Result]] = {
    "an article": lambda: CliRunner().invoke(group, ["make", "a\0b.txt"]),
    "half an article": lambda: CliRunner().invoke(group, ["make", "a\ud800.txt"]),
    "an earlier page": lambda: make("--since", "a\0b.pdf"),
    "half an earlier page": lambda: make("--since", "\ud800.pdf"),
    "a template": lambda: make("--template", "a\0b.toml"),
    "a folder": lambda: make("-o", "a\0b"),
    "half a folder": lambda: make("-o", "\ud800"),
    "a page to verify": lambda: CliRunner().invoke(group, ["verify", "a\0b.pdf"]),
    "a review file": lambda: CliRunner().invoke(group, ["render", "a\0b.yaml"]),
    "a batch": lambda: CliRunner().invoke(group, ["batch", "a\0b.jsonl", "-o", "b"]),
    "what is shown": lambda: CliRunner().invoke(group, ["show", "a\0b.txt"]),
}


@pytest.mark.parametrize("run", NAMED.values(), ids=NAMED)
def test_a_path_that_cannot_be_is_told(run: Callable[[], Result], folder: Path) -> None:
    done = run()
    assert isinstance(done.exception, BriefingError), repr(done.exception)
    assert done.exception.next_step


def test_a_link_to_itself_is_told(folder: Path) -> None:
    (folder / "a.txt").symlink_to("a.txt")
    assert isinstance(CliRunner().invoke(group, ["make", "a.txt"]).exception, BriefingError)


def test_a_folder_whose_name_is_not_utf_8_is_written_into_and_printed_as_it_is(folder: Path) -> None:
    typed: list[str | bytes] = [
        sys.executable,
        "-m",
        "briefing",
        "make",
        "story.txt",
        "--engine",
        "rules",
        "-o",
        b"out-\xff",
    ]
    root = str(Path(article.__file__).parents[1])
    done = subprocess.run(typed, env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"}, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [b"out-\xff/story.docx", b"out-\xff/story.pdf"]
    assert all(Path(os.fsdecode(path)).exists() for path in done.stdout.splitlines())
