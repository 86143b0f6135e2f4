"""The patterns that stand alone in a file of rules find their examples and leave their counterexamples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing import rules

FILES = ("key_points", "standing_alone", "sentence_features")
#: Patterns that are looked for anywhere in a text; the others begin where it begins.
ANYWHERE = ("honorific", "as_before", "counted", "first_person", "second_person")


def cases(kind: str) -> Iterator[tuple[str, str, str]]:
    """File, pattern and text of each example."""
    for name in FILES:
        table = rules.load(name, "en")
        assert table["examples"].keys() == table["counterexamples"].keys() == table["patterns"].keys()
        yield from ((name, pattern, text) for pattern, texts in table[kind].items() for text in texts)


def finds(name: str, kind: str, text: str) -> bool:
    pattern = rules.pattern(name, "en", kind)
    return (pattern.search(text) if kind in ANYWHERE else pattern.match(text)) is not None


@pytest.mark.parametrize(("name", "kind", "text"), list(cases("examples")))
def test_a_pattern_finds_its_examples(name: str, kind: str, text: str) -> None:
    assert finds(name, kind, text)


@pytest.mark.parametrize(("name", "kind", "text"), list(cases("counterexamples")))
def test_a_pattern_leaves_its_counterexamples(name: str, kind: str, text: str) -> None:
    assert not finds(name, kind, text)
