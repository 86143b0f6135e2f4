"""The page of an interview: its answers are whose they are, its questions nowhere, and nothing is filled in."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.model import sections
from briefing.model.brief import Brief

DAY = dt.date(2026, 3, 12)
HEAD = (
    "Ann Hale has been the mayor of Hove since 2019, and has closed four piers in that time.",
    "The Courier met her at the harbour. We spoke to Ann Hale about the northern pier.",
)
TALK = (
    "Q: Who closed the northern pier on March 3, 2026, and why did the crews leave for Skarn?",
    "A: The engineers closed the northern pier because it had cracked. I moved 120 crews to Skarn last month.",
    "Q: Bo Vik says that the council hid the report. Did it?",
    "A: He is wrong. The council published the report on 4 May 2025 and sent it to every crew. Are you surprised?",
    "Q: What will the council do?",
    "A: We shall build a new pier of stone at the river mouth. It will cost nine million crowns, and my own friends"
    " say, ‘Ann Hale, you are mad to build it.’ I promise the crews of Hove that no boat will be lost this winter.",
)


def brief(*paragraphs: str) -> Brief:
    document = briefing.from_text("\n\n".join(paragraphs), id="port", date=DAY, title="Ann Hale on the piers of Hove")
    return briefing.brief(briefing.annotate(document), as_of=DAY)


def lines(made: Brief) -> list[tuple[str, str, str | None]]:
    """Every line that may be printed: its section, its words, and who the page says tells it."""
    rows = [(section.name, row) for section, row in sections.every_row(made, sections.PRINTABLE)]
    worth = [(name, row) for name, row in rows if row.choice.score or name in ("key_points", "bottom_line")]
    return [(name, row.line.text, who.name if (who := sections.speaker(row)) else None) for name, row in worth]


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(*HEAD, *TALK)


def test_what_is_answered_is_told_by_whoever_answers(made: Brief) -> None:
    answered = [(words, who) for _, words, who in lines(made) if any(words[:-1] in line for line in TALK)]
    assert len(answered) >= 5
    assert {who for _, who in answered} == {"Ann Hale"}
    said = [row.line.text for row in made.positions if row.choice.score]
    assert "The engineers closed the northern pier because it had cracked." in said


def test_a_question_stands_nowhere(made: Brief) -> None:
    every = " ".join(words for _, words, _ in lines(made))
    assert "Bo Vik" not in every
    assert "crews leave for Skarn" not in every
    assert "Are you surprised" not in every
    assert not any(row.when.value == "2026-03-03" for row in (*made.chronology, *made.scheduled))


@pytest.mark.parametrize("words", ["He is wrong.", "‘Ann Hale, you are mad to build it.’", "It will cost nine million"])
def test_what_leans_on_the_question_or_is_anothers_is_left_to_the_review(made: Brief, words: str) -> None:
    assert not any(words in line for _, line, _ in lines(made))


def test_no_day_is_counted_in_an_answer(made: Brief) -> None:
    dated = {row.when.value for row in (*made.chronology, *made.scheduled) if row.choice.score}
    assert "2025-05-04" in dated  # it says so itself
    assert "2026-02" not in dated  # when the interview was, nobody tells
    assert not any("[" in line for _, line, who in lines(made) if who == "Ann Hale")


def test_answers_of_nobody_are_on_no_page() -> None:
    made = brief("The piers of Hove are old, and four of them have been closed since 2019.", *TALK)
    assert {words for _, words, _ in lines(made)} == {
        "The piers of Hove are old, and four of them have been closed since 2019."
    }


def test_the_page_is_borne_out_by_the_article(made: Brief) -> None:
    article = "\n\n".join((*HEAD, *TALK))
    assert not any(p.text not in article for p in made.passages)


def test_the_answers_of_an_explainer_are_the_papers_own() -> None:
    made = brief(
        "The council of Hove has closed four piers since 2019, and the crews are worried.",
        "Q: Why are the piers closed?",
        "A: The engineers found cracks in the northern pier in May 2025 and warned the council.",
        "Q: Who pays for the new pier?",
        "A: The council pays nine million crowns for the new pier of stone at the river mouth.",
    )
    told = {words: who for _, words, who in lines(made)}
    assert told["The council pays nine million crowns for the new pier of stone at the river mouth."] is None
    assert not any(words.endswith("?") or words.startswith(("A:", "Q:")) for words in told)
