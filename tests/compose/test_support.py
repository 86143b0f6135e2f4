"""What several articles of a story tell is worth more on its page than what one of them tells."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Brief, Statement
from briefing.model.findings import Findings

WHY = "other articles tell it"
FIRST = (
    "The Ostrevia dam board closed the Calder sluice on Tuesday after a crack was found in its western gate.\n\n"
    "The board was founded by nine villages that share the water of the lake.\n\n"
    "About 4,000 homes below the sluice were told to boil their water until Friday."
)
SECOND = (
    "A crack in the western gate made the Ostrevia dam board close the Calder sluice on Tuesday.\n\n"
    "Residents of 4,000 homes below it must boil water until Friday, the board told them.\n\n"
    "The lake is popular with anglers, who come for its pike."
)
THIRD = (
    "The Calder sluice was shut on Tuesday by the Ostrevia dam board over a cracked western gate.\n\n"
    "A ferry to the northern shore runs twice a day."
)


def findings(*texts: str) -> list[Findings]:
    day = dt.date(2026, 6, 10)
    documents = [pipeline.from_text(words, id=f"d{n}", date=day, title="Sluice") for n, words in enumerate(texts)]
    return list(pipeline.annotate_many(documents))


def brief_of(*texts: str) -> Brief:
    return pipeline.compose(findings(*texts), BriefOptions(as_of=dt.date(2026, 6, 10)))


def statement(brief: Brief, words: str) -> Statement:
    return next(s for s in (*brief.bottom_line, *brief.key_points) if words in s.line.text)


def supported(row: Statement) -> bool:
    return any(WHY in reason for reason in row.choice.why)


@pytest.mark.parametrize("words", ["sluice on Tuesday", "4,000 homes"])
def test_what_other_articles_tell_too_says_so(words: str) -> None:
    assert supported(statement(brief_of(FIRST, SECOND, THIRD), words))


@pytest.mark.parametrize("words", ["anglers", "ferry to the northern", "nine villages"])
def test_what_one_article_tells_does_not(words: str) -> None:
    assert not supported(statement(brief_of(FIRST, SECOND, THIRD), words))


def test_it_is_worth_more_than_in_an_article_alone() -> None:
    alone, together = statement(brief_of(FIRST), "4,000 homes"), statement(brief_of(FIRST, SECOND, THIRD), "4,000")
    assert together.choice.score > alone.choice.score + 0.5


def test_a_copy_of_the_text_supports_nothing() -> None:
    brief = brief_of(FIRST, FIRST)
    assert not any(supported(s) for s in (*brief.bottom_line, *brief.key_points))


def test_an_article_alone_has_no_support() -> None:
    brief = brief_of(FIRST)
    assert not any(supported(s) for s in (*brief.bottom_line, *brief.key_points))


def test_the_bottom_line_is_what_all_tell_and_not_the_first_sentence_of_one() -> None:
    odd = f"Evenings at the lake are quiet since the anglers stay away, and the village inn is empty.\n\n{THIRD}"
    brief = brief_of(odd, FIRST, SECOND)
    assert "sluice" in brief.bottom_line[0].line.text


def test_what_all_tell_stands_first_whichever_article_tells_it() -> None:
    late = f"The anglers of the lake met the mayor on Monday to ask for a new pier.\n\n{THIRD}"
    brief = brief_of(late, FIRST, SECOND)
    assert "sluice" in brief.bottom_line[0].line.text
