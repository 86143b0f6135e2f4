"""Every rule of ``timex.toml`` finds its examples and leaves its counterexamples."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import rules, timex
from briefing.model.text import Document
from briefing.model.time import Timex
from briefing.text.paragraphs import paragraphs
from briefing.text.sentences import split
from tests.timing import grows_within

LANGUAGES = rules.languages("timex")
DATA = {language: rules.load("timex", language) for language in LANGUAGES}
DAY = dt.date.fromisoformat(DATA["en"]["examples_date"])
ROWS = [(language, row) for language in LANGUAGES for row in DATA[language]["rule"]]
EXAMPLES = [(language, row["name"], *example) for language, row in ROWS for example in row["examples"]]
COUNTEREXAMPLES = [(language, row["name"], text) for language, row in ROWS for text in row["counterexamples"]]


def found(text: str, day: dt.date | None = DAY, language: str = "en") -> tuple[Timex, ...]:
    document = Document("d", text, paragraphs(text), date=day, language=language)
    return timex.find(document, split(document))


@pytest.mark.parametrize(
    ("language", "rule", "text", "words", "value"), EXAMPLES, ids=[f"{e[0]} {e[1]}: {e[2]}"[:60] for e in EXAMPLES]
)
def test_a_rule_finds_its_example(language: str, rule: str, text: str, words: str, value: str) -> None:
    assert (words, value or None) in [(t.text, t.value) for t in found(text, language=language)]


@pytest.mark.parametrize(
    ("language", "rule", "text"), COUNTEREXAMPLES, ids=[f"{c[0]} {c[1]}: {c[2]}"[:60] for c in COUNTEREXAMPLES]
)
def test_a_rule_leaves_its_counterexample(language: str, rule: str, text: str) -> None:
    assert [t.text for t in found(text, language=language) if t.rule == rule] == []


@pytest.mark.parametrize(("language", "text"), sorted({(e[0], e[2]) for e in EXAMPLES}))
def test_without_a_date_the_same_words_are_found(language: str, text: str) -> None:
    bare = {t.text for t in found(text, None, language)}
    assert {t.text for t in found(text, DAY, language)} - bare <= {"the year", "the month", "the week"}


def test_every_rule_has_an_example() -> None:
    assert [row["name"] for _, row in ROWS if not row["examples"]] == []


def test_english_spanish_and_french_have_rules() -> None:
    assert {"en", "es", "fr"} <= set(LANGUAGES)


def test_offsets_count_characters_of_the_text() -> None:
    text = "On Monday, and again in May 2021, it failed."
    assert [t.span.of(text) for t in found(text)] == [t.text for t in found(text)] == ["Monday", "May 2021"]


def test_without_a_date_nothing_relative_gets_a_value() -> None:
    values = {t.text: t.interval for t in found("It fell yesterday, last week, on Friday and on March 3.", None)}
    assert set(values) >= {"yesterday", "last week", "Friday", "March 3"}
    assert set(values.values()) == {None}


def test_the_day_prior_stays_open_where_no_day_was_told() -> None:
    (month, prior) = found("They met earlier this month. The raid took place the day prior.")
    assert month.value == "2024-05"
    assert (prior.value, prior.granularity) == (None, "unknown")
    assert prior.interval is not None
    assert (prior.interval.start, prior.interval.end) == (dt.date(2024, 4, 30), DAY)


def test_earlier_this_month_does_not_reach_beyond_the_day_of_writing() -> None:
    (one,) = found("They met earlier this month.")
    assert one.interval is not None
    assert one.interval.end == DAY + dt.timedelta(1)


@pytest.mark.parametrize(
    "hostile",
    ["1" * 50, "Jan. " * 10, "the " * 20, "two years " * 10, "May " * 10, "- " * 20],
    ids=["digits", "months", "articles", "durations", "may", "dashes"],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    # Of four times as much; what grows with the square takes sixteen times as long.
    assert grows_within(10, found, hostile * 200, hostile * 800)
