"""Boilerplate is named and set aside; the story stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing import rules
from briefing.model.text import Document
from briefing.text.boilerplate import drop, load, plain


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
