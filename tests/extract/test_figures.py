from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing import pipeline, rules
from briefing.model.findings import Figure, Findings

CASES = rules.load("figures", "en")["cases"]


def annotated(text: str, engine: str = "auto") -> Findings:
    return pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 6, 10)), engine=engine)


def told(text: str, figure: Figure) -> list[Any]:
    counts = figure.counts.of(text) if figure.counts else ""
    return [figure.span.of(text), -1 if figure.value is None else figure.value, figure.unit, counts]


@pytest.mark.parametrize("example", [e for c in CASES for e in c["examples"]], ids=lambda e: e[0][:50])
def test_a_figure_is_found_with_its_hedge_unit_and_what_it_counts(example: list[Any]) -> None:
    text = example[0]
    assert [told(text, f) for f in annotated(text).figures] == [example[1:]]


@pytest.mark.parametrize("example", [e for c in CASES for e in c["counterexamples"]], ids=lambda e: e[0][:50])
def test_what_is_no_figure_is_left_alone(example: list[Any]) -> None:
    text = example[0]
    assert [told(text, f) for f in annotated(text).figures] == []


def test_a_figure_in_somebodys_words_is_theirs() -> None:
    text = "Mayor Ada Brenn said that the tunnel would cost about $40 million. It is 12 kilometres long."
    found = annotated(text)
    cost, length = found.figures
    (claim,) = found.attributions
    assert (cost.claimed_by, length.claimed_by) == (claim.id, None)


def test_without_a_parse_the_word_behind_the_number_is_counted() -> None:
    text = "The board closed 12 schools and at least 3 clinics."
    found = annotated(text, engine="rules").figures
    assert [told(text, f) for f in found] == [
        ["12", 12, "count", "schools"],
        ["at least 3", 3, "count", "clinics"],
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two officials said that the tunnel had been shut.", []),
        ("The tunnel had been shut, according to three people at the board.", []),
        ("Two officials said that five crews had left.", ["five"]),
        ("Some 40 percent of the crews said that they would leave.", ["Some 40 percent"]),
        ("Two officials were held at the tunnel.", ["Two"]),
        ("Three judges would have allowed the closure to take effect.", ["Three"]),
    ],
)
def test_how_many_speak_is_no_figure(text: str, figures: list[str]) -> None:
    assert [figure.span.of(text) for figure in annotated(text).figures] == figures
