"""Where paragraphs begin in text that was broken into lines of a fixed width, and where each line is one."""

from __future__ import annotations

import textwrap

import pytest

from briefing.text.paragraphs import paragraphs

STORY = (
    "The harbour council voted on Monday evening to close the oldest of its four piers before the winter, and the "
    "crews that use it will be moved to the northern basin.",
    "Nobody spoke against the plan at the meeting, which lasted four hours, but a group of skippers said that it would "
    "go to court before the month was over.",
    "Mayor Ada Brenn said that the pier had cost the town nine million crowns since the storm of 2019. The money would "
    "now be spent on cranes.",
    "A decision of the ministry is expected in May, when its engineers will have looked at the piles of the quay.",
)
WIDTHS = (50, 66, 72, 80, 100)


def read(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in paragraphs(text)]


def folded(width: int, between: str) -> str:
    return between.join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in STORY)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("between", ["\n\n", "\n    ", "\n  ", "\n \n"])
def test_paragraphs_of_folded_text_are_those_that_were_folded(width: int, between: str) -> None:
    assert read(folded(width, between)) == list(STORY)


@pytest.mark.parametrize("width", [66, 72])
def test_without_gap_or_indent_the_room_of_the_last_line_tells(width: int) -> None:
    assert read(folded(width, "\n")) == list(STORY)


def test_a_whole_text_may_be_set_in() -> None:
    text = textwrap.indent(folded(66, "\n    "), "        ")
    assert read(text) == list(STORY)
    assert text[paragraphs(text)[0].start] == "T"


def test_a_headline_above_folded_text_stands_alone() -> None:
    assert read("Council to close the pier\n" + folded(72, "\n    ")) == ["Council to close the pier", *STORY]
    assert read("Council to close the pier\n\n    " + folded(50, "\n    ")) == ["Council to close the pier", *STORY]


@pytest.mark.parametrize(
    "lines",
    [
        STORY,
        STORY * 3,
        # Lines of a list, a verse or a table end no sentence and begin with capitals.
        tuple(f"Ferry {n} to the northern basin and back, with {n} cars" for n in range(20)),
        tuple(f"{n} cars\tat noon\tfrom the pier" for n in range(20)),
        ("Council to close the pier", "Ada Brenn", "12 March 2026", *STORY),
        # Some that go on with a small letter make no folded text.
        (*STORY, "and nobody", "said a word", *STORY, *STORY),
    ],
)
def test_each_line_of_other_text_is_a_paragraph(lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    assert read(text) == [" ".join(line.split()) for line in lines]


def test_a_block_between_blank_lines_stays_one_where_few_lines_are_set_in() -> None:
    block = "\n".join(textwrap.wrap(" ".join(STORY), 40))
    assert len(read(f"{block}\n\nThe end came at noon.")) == 2


@pytest.mark.parametrize("text", ["", " ", "\n", "\n \n\t\n", "  a  ", "a\nb\nc\nd\ne\nf\n"])
def test_little_or_nothing_is_read_as_lines(text: str) -> None:
    assert read(text) == text.split()
