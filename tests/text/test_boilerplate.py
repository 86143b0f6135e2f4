"""Boilerplate is named and set aside; the story stays."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from briefing import rules
from briefing.model.text import Document
from briefing.text.boilerplate import drop, load, plain
from briefing.text.dateline import date


def cases(kind: str) -> Iterator[tuple[str, str]]:
    for rule in rules.load("boilerplate")["rule"]:
        for line in rule[kind]:
            yield rule["name"], line


@pytest.mark.parametrize(("name", "line"), list(cases("examples")))
def test_a_rule_finds_its_examples(name: str, line: str) -> None:
    rule = next(r for r in load() if r.name == name)
    assert rule.names(plain(line).rstrip(":"), edge=True) or rule.start or rule.end
    found = drop(Document("d", line))
    assert found.dropped
    assert rule.line is None or found.paragraphs == ()


@pytest.mark.parametrize(("name", "line"), list(cases("counterexamples")))
def test_a_rule_leaves_its_counterexamples(name: str, line: str) -> None:
    found = drop(Document("d", line))
    assert found.dropped == ()
    assert [span.of(line) for span in found.paragraphs] == [line]


UNITS = [
    "A",
    "1",
    "a ",
    "A ",
    "1 ",
    "share ",
    "x/",
    "Aa ",
    "Aa, ",
    '"',
    "(",
    "12:30 ",
    "March 1 ",
    "Read more: A",
    "© ",
    "by A ",
    ". A",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_read_in_linear_time(unit: str) -> None:
    line = (unit * 790)[:790]
    text = f"{(unit * 1_000_000)[:1_000_000]}\n\n" + "\n\n".join([line] * 40)
    before = time.process_time()
    date(drop(Document("d", text)))
    assert time.process_time() - before < 3
