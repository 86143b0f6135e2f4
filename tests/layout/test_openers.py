"""What is set bold at the head of a line is the whole of whom the line is about, and in a figure the whole number."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from briefing import rules
from briefing.layout import fit, template
from briefing.layout.text_runs import Words
from briefing.model.blocks import Text
from briefing.model.brief import Choice, FigureRow, Line, Speaker
from briefing.model.brief import Words as Piece
from briefing.model.text import Span
from tests.briefs import story

EXAMPLES = rules.load("openers", "en")["example"]


def line_of(text: str) -> Line:
    return Line((Piece(Span(0, len(text)), text),), story().key_points[0].line.evidence)


@pytest.mark.parametrize("row", EXAMPLES, ids=[row["text"] for row in EXAMPLES])
def test_every_example_is_bold_as_it_says(row: dict[str, Any]) -> None:
    said = dataclasses.replace(story().positions[0], speaker=Speaker(row["name"], row.get("as", "person")))
    words = Words(dataclasses.replace(story(), positions=(said,)), template.load())
    runs = words.line(line_of(row["text"]), opened=True)
    assert "".join(run.text for run in runs if run.bold) == row["bold"]
    assert "".join(run.text for run in runs) == row["text"]


@pytest.mark.parametrize(
    ("number", "text", "bold"),
    [
        ("5", "In May 15 boats and 5 ferries sank.", "5"),
        ("5", "Only 5,000 tonnes were saved.", ""),
        ("35", "Some 35 were hurt.", "35"),
        ("$2.4 billion", "It cost $2.4 billion.", "$2.4 billion"),
    ],
)
def test_a_number_is_bold_as_a_whole(number: str, text: str, bold: str) -> None:
    row = FigureRow("f1", line_of(text), 3.0, "count", None, Choice(2.0), figure=number)
    page = fit(dataclasses.replace(story(), figures=(row,), questions=()), template.load())
    printed = next(b for b in page.flow if isinstance(b, Text) and b.row == "f1")
    assert "".join(run.text for run in printed.runs if run.bold) == bold
