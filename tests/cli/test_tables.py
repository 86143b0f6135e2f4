from __future__ import annotations

import dataclasses
import datetime as dt
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefing.cli import tables
from briefing.layout.template import load
from briefing.model.brief import Brief, Choice, EventRow, Evidence, LeftOut, Line, PositionRow, Question, Speaker, Words
from briefing.model.findings import Certainty
from briefing.model.text import Span
from briefing.model.time import UNDATED, Interval, When
from tests.briefs import random_brief, story

ROOT = Path(__file__).parent.parent.parent
Printed = Callable[[Brief, int], list[str]]
LEVEE = "The levee at Farrow Bend was raised by two feet"


def line(text: str, paragraph: int) -> Line:
    return Line(
        (Words(Span(0, len(text)), text),), (Evidence("farrow", 1, paragraph, 0, Span(0, len(text))),), quotation=True
    )


def day(value: str) -> When:
    start = dt.date.fromisoformat(value)
    return When(value, "day", Interval(start, start + dt.timedelta(days=1)), value, value, "stated", "it is written")


def event(id_: str, text: str, when: When, paragraph: int, why: tuple[str, ...] = ()) -> EventRow:
    return EventRow(id_, when, line(text, paragraph), (), None, "happened", None, "main", 1, Choice(1.0, why))


def position(id_: str, name: str, text: str, certainty: Certainty, why: tuple[str, ...] = ()) -> PositionRow:
    speaker = Speaker(name, "person", "levee warden")
    return PositionRow(id_, speaker, "warns", "indirect", line(text, 3), None, certainty, Choice(1.0, why))


def brief() -> Brief:
    return dataclasses.replace(
        story(),
        title="Farrow Bend raises its levee",
        as_of=dt.date(2026, 4, 2),
        chronology=(
            event("e1", LEVEE, day("2026-03-30"), 1),
            event("e2", "A survey had found seepage", UNDATED, 2),
        ),
        scheduled=(),
        positions=(
            position("p1", "Ona Birch", "the next flood will top it", "likely"),
            position("p2", "Ona Birch", "nobody had asked the wardens", "sure"),
            position("p3", "Lew Harker", "the gauge was broken", "sure"),
        ),
        questions=(Question("q1", "no_comment", line("The county did not answer", 4), Choice(1.0), "The county"),),
        left_out=(LeftOut("positions", "p9", "too uncertain: left to the review"),),
    )


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Printed:
    def run(one: Brief, columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        tables.print_tables(one, load("policy-brief"))
        return capsys.readouterr().out.splitlines()

    return run


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 140])
@pytest.mark.parametrize("scripts", [("latin",), ("latin", "han", "kana", "hangul"), ("arabic", "hebrew")])
def test_no_line_is_wider_than_the_terminal(printed: Printed, columns: int, scripts: tuple[str, ...]) -> None:
    lines = printed(random_brief(7, scripts=scripts), columns)
    assert max(map(cell_len, lines)) <= columns


def test_a_pipe_gets_words_without_control_sequences(printed: Printed) -> None:
    text = "\n".join(printed(brief(), 80))
    assert "\x1b" not in text
    assert "[1 ¶3]" in text, "with a plain space, so that it can be searched for"


def test_certainty_stands_in_words_at_every_width(printed: Printed) -> None:
    assert any(one.endswith(" warns · likely") for one in printed(brief(), 80))
    wide = printed(brief(), 120)
    assert any("the next flood" in one and " likely " in one for one in wide)
    assert any("the gauge was broken" in one and " sure " in one for one in wide)


def test_an_event_without_a_date_is_shown_and_counted(printed: Printed) -> None:
    lines = printed(brief(), 80)
    assert "Chronology — 2, 1 with its date open" in lines
    assert any(one.startswith("date open") and "seepage" in one for one in lines)


def test_who_gave_no_comment_is_told(printed: Printed) -> None:
    assert any(one.startswith("no comment") and "did not answer" in one for one in printed(brief(), 80))


def test_what_is_left_out_is_told_with_its_reason(printed: Printed) -> None:
    assert printed(brief(), 80)[-1] == "1 position left out: too uncertain: left to the review"


def test_a_speaker_who_goes_on_is_not_introduced_again(printed: Printed) -> None:
    text = "\n".join(printed(brief(), 80))
    assert text.count("Ona Birch") == 2
    assert text.count("Levee warden") == 2, "once for each speaker"


def test_what_is_asked_for_stands_first(printed: Printed) -> None:
    one = brief()
    asked = (*one.positions[:2], dataclasses.replace(one.positions[2], choice=Choice(4.0, ("asked for +3.00",))))
    text = "\n".join(printed(dataclasses.replace(one, positions=asked), 80))
    assert text.index("Lew Harker") < text.index("Ona Birch")


def test_an_empty_brief_says_that_nothing_was_found(printed: Printed) -> None:
    empty = dataclasses.replace(brief(), chronology=(), positions=(), questions=(), left_out=())
    text = "\n".join(printed(empty, 80))
    assert "No event was found." in text
    assert "No named speaker's words found." in text


def on_a_terminal(env: dict[str, str]) -> str:
    """What ``show`` writes where its output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefing", "show", "examples/harbour-ferries.txt", "--engine", "rules"]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        out = b""
        while chunk := _read(ours):
            out += chunk
        assert process.wait(60) == 0
    os.close(ours)
    return out.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux tells the end of a terminal so
        return b""


def test_colour_is_for_terminals_and_goes_with_no_color() -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm-256color"}
    assert "\x1b[1;36m" in on_a_terminal(env)
    assert "36m" not in on_a_terminal(env | {"NO_COLOR": "1"})
