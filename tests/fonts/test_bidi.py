"""Words of both directions stand where the Unicode algorithm puts them."""

from __future__ import annotations

import pytest

from briefing.fonts import bidi

#: What is read, and what is seen from left to right; brackets are turned round when they are drawn.
CASES = [
    # text of one direction
    ("abc 12", False, "abc 12"),
    ("אבג", False, "גבא"),
    # a number keeps its order within Hebrew, and stands at its left
    ("אב 12", True, "12 בא"),
    ("אב 12, 5%", False, "5% ,12 בא"),
    # a Hebrew name in an English line, and the stop that is the line's
    ("by אב גד.", False, "by דג בא."),
    # an English name in a Hebrew line: the stop is at the left
    ("אב NATO.", True, ".NATO בא"),
    # brackets go with what they enclose
    ("אב (cd) הו", True, "וה )cd( בא"),
    # after Arabic letters a European number is one of theirs: the words around it stand apart
    ("ب 12-13", True, "13-12 ب"),
    ("a ب 1,2", False, "a 1,2 ب"),
]


@pytest.mark.parametrize(("text", "right", "seen"), CASES)
def test_what_is_seen(text: str, right: bool, seen: str) -> None:
    assert "".join(text[i] for i in bidi.in_sight(bidi.levels(text, right))) == seen


@pytest.mark.parametrize(
    ("text", "right"), [("12 אב c", True), ("c אב", False), ("12 – (3)", None), ("", None), ("“ا”", True)]
)
def test_a_line_runs_as_its_first_letter(text: str, right: bool | None) -> None:
    assert bidi.runs_right(text) is right


def test_a_mark_of_direction_takes_the_full_stop_along() -> None:
    held = f"the {bidi.RIGHT_MARK}אב.{bidi.RIGHT_MARK} end"
    seen = "".join(held[i] for i in bidi.in_sight(bidi.levels(held)))
    assert seen.replace(bidi.RIGHT_MARK, "") == "the .בא end"


def test_plain_text_has_no_levels_to_look_at() -> None:
    assert not bidi.has_right("Ελένη, Łódź, 陈 — “12”")
    assert bidi.has_right("Łódź (ב)")
