"""The dependency tree of a sentence, on a sentence whose heads are written down here."""

from __future__ import annotations

import pytest

from briefing.model.text import Parse, Sentence, Span, Token
from briefing.model.tree import Tree

#: Each word with its label and the number of its head within the sentence.
WORDS = [
    ("The", "det", 1),
    ("minister", "nsubj", 5),
    ("of", "prep", 1),
    ("transport", "pobj", 2),
    ("has", "aux", 5),
    ("resigned", "ROOT", 5),
    (".", "punct", 5),
]
BEFORE = 4
"""Words of the sentence before it."""


def tree() -> Tree:
    tokens, at = [Token(i, i, i, "", "", "ROOT", i, "", False, 0) for i in range(BEFORE)], 20
    for i, (word, dep, head) in enumerate(WORDS, BEFORE):
        tokens.append(Token(i, at, at + len(word), word, "", dep, BEFORE + head, "", False, 1))
        at += len(word) + 1
    span = Span(20, at - 1)
    parse = Parse(tuple(tokens), ((0, BEFORE), (BEFORE, len(tokens))), "test")
    return Tree(parse, Sentence(1, 0, span))


def word(text: str) -> Token:
    return next(t for t in tree().tokens if t.text == text)


def texts(tokens: object) -> list[str]:
    return [t.text for t in tokens]  # type: ignore[attr-defined] # any row of tokens


def test_the_root_has_no_head_and_every_other_word_has_one() -> None:
    here = tree()
    assert here.root == word("resigned")
    assert here.head(word("resigned")) is None
    assert here.head(word("of")) == word("minister")


@pytest.mark.parametrize(
    ("parent", "deps", "expected"),
    [
        ("resigned", (), ["minister", "has", "."]),
        ("resigned", ("aux", "punct"), ["has", "."]),
        ("minister", (), ["The", "of"]),
        ("transport", (), []),
    ],
)
def test_children_stand_in_order_and_may_be_asked_for_by_label(
    parent: str, deps: tuple[str, ...], expected: list[str]
) -> None:
    assert texts(tree().children(word(parent), *deps)) == expected


def test_a_subtree_reaches_from_its_first_to_its_last_word() -> None:
    here = tree()
    assert here.span(word("minister")) == Span(word("The").start, word("transport").end)
    assert here.span(word("resigned")) == here.sentence.span


def test_words_are_found_by_where_they_begin() -> None:
    here, of = tree(), word("of")
    assert texts(here.words_from(of.start, 2)) == ["of", "transport"]
    assert texts(here.words_from(of.start + 1, 9)) == ["transport", "has", "resigned", "."]
    assert here.last_before(of.start) == word("minister")
    assert here.last_before(here.sentence.span.start) is None
    assert texts(here.within(Span(of.start, word("has").start))) == ["of", "transport"]


def test_a_word_of_another_sentence_is_none_of_the_tree() -> None:
    assert tree().at(BEFORE - 1) is None
    assert tree().at(BEFORE) == word("The")
