"""Each rule is tried only where a match of it can begin, and finds what it would find anywhere."""

from __future__ import annotations

import importlib
import re

import pytest

from briefing import rules
from briefing.model.text import Span
from briefing.timex import first_letters, needed_words
from briefing.timex.pattern_parts import parsed

recognise = importlib.import_module("briefing.timex.recognise")


def examples(language: str) -> list[str]:
    rows = rules.load("timex", language)["rule"]
    return [example[0] for row in rows for example in (*row["examples"], *row["counterexamples"])]


@pytest.mark.parametrize("language", rules.languages("timex"))
def test_no_match_is_lost_where_only_beginnings_are_tried(language: str) -> None:
    known = recognise.lexicon(language).rules
    for text in examples(language):
        words = text if isinstance(text, str) else text[0]
        everywhere = sorted((r.name, m.span()) for r in known for m in r.pattern.finditer(words))
        tried = recognise._matches(words, Span(0, len(words)), language)
        assert sorted((r.name, m.span()) for r, m in tried) == everywhere


@pytest.mark.parametrize(
    ("pattern", "begin", "never"),
    [
        (r"(?<!x)(?:[Oo]n )?(?:May|June)", "OoMJ", "mjx"),
        (r"(?P<day>\d\d?)(?=th)", "0٣", "t"),
        (r"(?i:may) \d", "mM", "j"),
        (r"(?i:sept)", "sSſ", "k"),
        # Where the pattern does not tell, any letter may begin a match.
        (r"\w+ ago", "aé7(", ""),
        (r"(?:ab)?", "az", ""),
        (r"[^a]b", "xa", ""),
    ],
)
def test_letters_are_those_a_match_can_begin_with(pattern: str, begin: str, never: str) -> None:
    letters = first_letters.of(parsed(re.compile(pattern)))
    assert [letter for letter in begin if letters.hold(letter)] == list(begin)
    assert [letter for letter in never if letters.hold(letter)] == []


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"(?:a|the) \d+ [Ww]eeks? before", {" before"}),
        (r"[Mm]ay|June", {"may", "june"}),
        (r"(?:[Ii]n )?(?:spring|\d{4})", {"spring", needed_words.DIGIT}),
        # What need not stand there, only stands beside, or may be anything is not needed.
        (r"(?:week)?(?!month)(?<=year)x?", set()),
        (r"week|\w+", set()),
        (r"(?i:week)", set()),
        (r"(?s-i:week) now", {" now"}),
        (r"[^a]b|[ab]cd", {"b", "cd"}),
        (r"(?:may){0,2}soon", {"soon"}),
    ],
)
def test_a_word_is_needed_where_no_match_goes_without(pattern: str, needed: set[str]) -> None:
    assert needed_words.of(parsed(re.compile(pattern))) == needed


def test_a_rule_is_tried_only_in_a_sentence_with_a_word_of_its() -> None:
    known = recognise.lexicon("en")
    present = needed_words.present(known.needed, "The wardens closed the mole.")
    able = [r.name for r in known.rules if not r.needed or r.needed & present]
    assert len(able) < len(known.rules) / 4
    assert "ago" not in able
