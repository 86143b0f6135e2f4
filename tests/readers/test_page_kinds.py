"""Each rule for pages that are no article finds its examples and leaves its counterexamples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing import rules
from briefing.readers.page_kinds import PAYWALL, behind_paywall, page_kind


def cases(kind: str) -> Iterator[tuple[str, str]]:
    for rule in rules.load("pages", "en")["rule"]:
        for line in rule[kind]:
            yield rule["name"], line


def found(line: str) -> set[str]:
    return {kind.name for kind in (page_kind([line], [], [line]), behind_paywall([], [line])) if kind}


@pytest.mark.parametrize(("name", "line"), list(cases("examples")))
def test_a_rule_finds_its_examples(name: str, line: str) -> None:
    assert name in found(line)


@pytest.mark.parametrize(("name", "line"), list(cases("counterexamples")))
def test_a_rule_leaves_its_counterexamples(name: str, line: str) -> None:
    assert name not in found(line)


def test_a_paywall_is_told_by_its_line_alone() -> None:
    assert PAYWALL in {rule["name"] for rule in rules.load("pages", "en")["rule"]}
    assert page_kind([], ["Subscribe to continue reading."], []) is None
