"""A person at a terminal is told what takes long, and nobody else is."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from briefing.cli import console


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
