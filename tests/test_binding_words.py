"""What a line may not leave out: each example of the rules, and the lists as one."""

from __future__ import annotations

import re

import pytest

from briefing import binding_words, rules
from briefing.compose import trim
from briefing.compose.asides import binds
from briefing.model.text import Span, Token

CASES = [
    pytest.param(case["name"], *example, id=f"{case['name']}: {example[1]}")
    for case in rules.load("binding", "en")["cases"]
    for example in case["examples"]
]


@pytest.mark.parametrize(("name", "source", "kept", "missed"), CASES)
def test_what_binds_is_missed(name: str, source: str, kept: str, missed: str) -> None:
    at, parts = 0, []
    for part in re.split(r"\||\s\[…\]\s", kept):
        at = source.index(part, at)
        parts.append(Span(at, at + len(part)))
        at += len(part)
    around = Span(0, len(source)) if "beside" in name else None
    assert (binding_words.left_out(source, parts, "en", around) or "") == missed


def test_composing_has_the_same_list() -> None:
    for word in ("not", "n't", "unless", "Perhaps"):
        assert binds(Token(0, 0, len(word), word, "RB", "advmod", 0, "", False, 0), "en")
    assert not binds(Token(0, 0, 3, "May", "NNP", "pobj", 0, "", False, 0), "en")


def test_a_language_without_a_list_misses_nothing() -> None:
    assert binding_words.left_out("El muelle no abre.", [Span(0, 9), Span(13, 18)], "es") is None


def test_a_broken_saying_is_joined_where_a_word_between_its_parts_binds() -> None:
    text = "On Sunday, the mayor said that nobody had asked, the council had a budget for the pier."
    parts = [Span(0, 9), Span(text.index("the council"), len(text))]
    assert list(trim._binding(text, parts, "en")) == [Span(0, len(text))]
    plain = text.replace("nobody had asked", "she had asked")
    parts = [Span(0, 9), Span(plain.index("the council"), len(plain))]
    assert list(trim._binding(plain, parts, "en")) == parts
