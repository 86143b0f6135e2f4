"""A person at a terminal is told what takes long, and nobody else is."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import console, group
from briefing.model.text import Note


class Terminal(io.StringIO):
    def __init__(self, there: bool) -> None:
        super().__init__()
        self.there = there
        self.told = threading.Event()

    def isatty(self) -> bool:
        return self.there

    def write(self, text: str) -> int:
        self.told.set()
        return super().write(text)


def test_what_takes_long_is_told_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal(there=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "PATIENCE", 0.0)
    with console.waiting("reading \x1b[31mpier.pdf"):
        assert screen.told.wait(60)
    assert screen.getvalue() == "reading \ufffd[31mpier.pdf …\n"


def test_what_is_done_at_once_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal(there=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "PATIENCE", 3600.0)
    with console.waiting("reading pier.pdf"):
        pass
    assert not screen.told.is_set()
    assert not any(isinstance(thread, threading.Timer) and thread.is_alive() for thread in threading.enumerate())


def test_a_bar_moves_to_its_end_though_the_number_is_learnt_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal(there=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    with console.bar(None, "documents") as bar:
        bar.advance(32)
        bar.expect(40)
        bar.advance(8)
    assert "40/40 documents" in screen.getvalue()


def test_where_there_is_no_terminal_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal(there=False)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "PATIENCE", 0.0)
    before = threading.active_count()
    with console.waiting("reading pier.pdf"):
        assert threading.active_count() == before
    assert not screen.told.is_set()


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("make PIER --format md,json", {"reading", "finding", "choosing", "fitting", "writing"}),
        ("show PIER", {"reading", "finding", "choosing"}),
        ("extract PIER -o story.yaml", {"reading", "finding", "choosing", "fitting"}),
        ("render before.yaml --format md", {"fitting", "writing"}),
        ("verify out/pier.pdf PIER", {"reading", "checking"}),
        ("verify answer.txt PIER", {"reading", "checking"}),
        ("annotate PIER --chronology", {"reading", "finding"}),
    ],
)
def test_each_step_that_may_take_long_is_one_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, steps: set[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pier.txt").write_text("The council closed the old pier on Monday, Mayor Ada Brenn said.\n", encoding="utf-8")
    Path("answer.txt").write_text("The council closed the old pier on Monday.\n", encoding="utf-8")
    day = ["--date", "2026-06-10", "--engine", "rules"]
    for before in (["make", "pier.txt", "--format", "pdf"], ["extract", "pier.txt", "-o", "before.yaml"]):
        assert CliRunner().invoke(group, [*before, *day]).exit_code == 0
    told: list[str] = []

    @contextlib.contextmanager
    def waiting(doing: str) -> Iterator[None]:
        told.append(doing.split(maxsplit=1)[0])
        yield

    monkeypatch.setattr(console, "waiting", waiting)
    CliRunner().invoke(group, typed.replace("PIER", "pier.txt").split() + (day if typed.startswith("make") else []))
    assert steps <= set(told), told


def test_a_note_is_told_once_with_the_articles_it_holds_for(capsys: pytest.CaptureFixture[str]) -> None:
    of_all = [Note("reduced", "No language model was used.", name) for name in ("one", "two")]
    console.notes(
        [of_all[0], Note("no-date", "No date was found.", "two"), of_all[1], Note("fit", "It is long.")], articles=2
    )
    assert capsys.readouterr().err.splitlines() == [
        "note: No language model was used.",
        "note: two: No date was found.",
        "note: It is long.",
    ]
    console.notes([Note("no-date", "No date was found.", "one")], articles=1)
    assert capsys.readouterr().err == "note: No date was found.\n"


@pytest.mark.parametrize(("terminal", "told"), [(True, "o\ufffd]0;x\ufffd\n"), (False, "o\x1b]0;x\x07\n")])
def test_a_path_is_told_letter_by_letter_but_not_to_a_terminal(
    terminal: bool, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    console.place(Path("o\x1b]0;x\x07"))
    assert capsys.readouterr().out == told
