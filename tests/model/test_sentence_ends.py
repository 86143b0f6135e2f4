"""What ends a sentence is one thing for boilerplate, captions, exports, key points and open questions."""

from __future__ import annotations

import pytest

from briefing.model.sentence_ends import ends_sentence, last_mark


@pytest.mark.parametrize(
    "words",
    [
        "The pier is shut.",
        "“Is it shut?”",
        "(It is shut!)",
        "It is shut …",
        "« Le quai est fermé.»",
        "It is shut.') \n",
    ],
)
def test_a_sentence_ends_with_a_mark_behind_which_only_marks_close(words: str) -> None:
    assert ends_sentence(words)


@pytest.mark.parametrize(
    "words", ["", "The pier", "The pier:", "It is shut, ", "“The Pier”", 'It is shut . " she', "shut-"]
)
def test_a_heading_a_label_and_a_line_broken_off_end_no_sentence(words: str) -> None:
    assert not ends_sentence(words)


def test_the_last_mark_is_told_of_words_that_end_otherwise() -> None:
    assert [last_mark(words) for words in ("The pier:”", "“Who?”", "")] == [":", "?", ""]
