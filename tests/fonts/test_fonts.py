"""Every script of the page has a face that draws it, and its width is known."""

from __future__ import annotations

import pytest

from briefing import fonts
from tests.briefs import NAMES, SENTENCES


@pytest.mark.parametrize("script", list(SENTENCES))
@pytest.mark.parametrize("bold", [False, True])
def test_every_character_has_a_face(script: str, bold: bool) -> None:
    words = SENTENCES[script] + "".join(NAMES[script])
    assert fonts.missing(words) == ()
    assert "".join(part for _, part in fonts.runs(words, bold)) == words


@pytest.mark.parametrize(
    ("words", "faces"),
    [
        ("Ada Brenn", ["LiberationSans-Regular"]),
        ("נועה", ["LiberationSans-Regular"]),
        ("ليلى", ["NotoSansArabic-Regular"]),
        ("陈晓琳さん", ["DroidSansFallbackFull"]),
        ("박서연", ["NanumSquareR"]),
        ("Ada 陈", ["LiberationSans-Regular", "DroidSansFallbackFull"]),
    ],
)
def test_words_are_cut_where_the_face_changes(words: str, faces: list[str]) -> None:
    assert [face.name for face, _ in fonts.runs(words)] == faces


def test_what_no_face_has_is_told() -> None:
    assert fonts.missing("ᚠ Ada \u200f ᚢ") == ("ᚠ", "ᚢ")


def test_letters_that_join_take_the_room_of_their_joined_forms() -> None:
    ((face, _),) = fonts.runs("ببب")
    alone, joined = face.width("ب", 10), face.width("ببب", 10)
    assert joined < 2.5 * alone


def test_a_ligature_is_one_glyph_for_two_letters() -> None:
    ((face, _),) = fonts.runs("لا")
    assert [glyph.text for glyph in face.glyphs("لا", right=True)] == ["لا"]
    assert [bool(room) for room in face.advances("لا")] == [True, False]


def test_a_face_without_a_bold_of_its_own_is_made_bolder() -> None:
    assert [face.bolder for face, _ in fonts.runs("陈", bold=True)] == [True]
    assert [face.bolder for face, _ in fonts.runs("陈")] == [False]
