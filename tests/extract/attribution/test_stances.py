"""Every rule of stance finds its examples and leaves its counterexamples."""

from __future__ import annotations

from typing import Any

import pytest

from briefing import pipeline, rules
from briefing.extract.attribution import lexicon, stances
from briefing.model.text import Document, Span

RULES: list[dict[str, Any]] = rules.load("stances", "en")["rules"]
CASES = [tuple(case) for rule in RULES for case in (*rule["examples"], *rule["counterexamples"])]


@pytest.mark.parametrize(("text", "cue", "stance"), CASES, ids=[case[0][:50] for case in CASES])
def test_a_position_has_the_stance_of_its_verb_and_shape(text: str, cue: str, stance: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert stance in [a.stance for a in found if a.cue and a.cue[0].of(text) == cue]


@pytest.mark.parametrize("rule", RULES, ids=[rule["name"] for rule in RULES])
def test_a_rule_has_examples_on_both_sides(rule: dict[str, Any]) -> None:
    assert {case[2] for case in rule["examples"]} == {rule["stance"]}
    assert all(case[2] != rule["stance"] for case in rule["counterexamples"])


def test_a_verb_has_a_stance_where_nothing_is_left_of_what_is_said() -> None:
    text = "Mayor Ann Hale said “…”."
    assert stances.of(Document("a", text), Span(15, 19), (), Span(0, len(text)), lexicon.load("en")) == "asserts"
