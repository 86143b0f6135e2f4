"""Quotations without a verb of saying, and in marks of other kinds: passages of our own."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.model.findings import Attribution


def said(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, certainty and words of each quotation without a verb of saying."""
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    return [(a.speaker, a.certainty, _words(a, text)) for a in found if a.rule == "free-quotation"]


def _words(one: Attribution, text: str) -> str:
    return " ".join(c.of(text) for c in one.content)


def test_a_quotation_right_behind_what_somebody_said_is_theirs() -> None:
    text = "Mayor Ada Brenn said she was worried. “What the board has done sets neighbour against neighbour.”"
    assert said(text) == [
        ("Ada Brenn", "likely", "“What the board has done sets neighbour against neighbour.”"),
    ]


def test_a_quotation_goes_on_over_paragraphs_that_leave_it_open() -> None:
    text = (
        "Mayor Ada Brenn spoke first. “We have seen the pressure fall,” she said. “But the level is rising still.\n\n"
        "“Until now, we have been able to stay below the mark.\n\n"
        "“I ask everyone to keep away from the bank.”"
    )
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert {a.speaker for a in found} == {"Ada Brenn"}
    told = " ".join(_words(a, text) for a in found)
    assert all(words in told for words in ("pressure fall", "level is rising", "below the mark", "away from the bank"))


def test_an_answer_in_another_paragraph_is_left_to_the_review() -> None:
    text = "“The fares are too high for us,” says Tomas Vane.\n\nIs the pier safe?\n\n"
    text += "“Well, I would not walk on it today.”"
    assert said(text) == [("Tomas Vane", "unsure", "“Well, I would not walk on it today.”")]


def test_who_is_interviewed_answers_every_question() -> None:
    answer = "“That is a question for the board and its many friends,” {} Vane.\n\n"
    text = "Tomas Vane has run the harbour for ten years.\n\n"
    text += "".join(answer.format(verb) for verb in ("says", "adds", "replies", "says", "says"))
    text += "Will the pier hold?\n\n“I would not walk on it today if I were you.”"
    assert said(text) == [("Tomas Vane", "likely", "“I would not walk on it today if I were you.”")]


NOBODY = [
    # nobody has spoken
    "The pier fell on Monday.\n\n“It was a loud and dreadful thing to see that day.”",
    # somebody else is told of between
    "Mayor Ada Brenn said it was late.\n\nTomas Vane came at noon.\n\n“It was a loud and dreadful thing to see.”",
    # talking to somebody is not what is said next, and a word in marks is no quotation
    "The firm made films such as “Mothballing Your Boat” and “Dig Your Own Canal”.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_quotation_is_nobodys_where_more_than_one_may_have_said_it(text: str) -> None:
    assert [speaker for speaker, _, _ in said(text) if speaker] == []


SINGLE = [
    # straight single marks
    ("'The quay moves under our feet,' Mayor Ada Brenn said. 'It isn't safe.'", 2),
    # curly ones, with apostrophes and a plural's inside
    ("‘The crews’ boats are ours,’ Mayor Ada Brenn said. ‘They aren’t for sale, and it’s late.’", 2),
    # guillemets
    ("« The pier is old », said Mayor Ada Brenn. « It will fall in May. »", 2),
]


@pytest.mark.parametrize(("text", "parts"), SINGLE)
def test_other_marks_are_quotation_marks_where_there_are_no_double_ones(text: str, parts: int) -> None:
    (one,) = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert (one.speaker, one.kind, len(one.content)) == ("Ada Brenn", "direct", parts)


def test_a_plurals_apostrophe_is_no_mark() -> None:
    text = "The riders' union and the drivers' board said the '90s were better."
    assert [a.kind for a in pipeline.annotate(pipeline.from_text(text, id="t")).attributions] == ["indirect"]
