"""A date that is finer than its words can bear is found by the calendar alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing import pipeline, rules
from briefing.model.time import Granularity
from briefing.verify.finest import finer, finest

LANGUAGES = rules.languages("timex")
EXAMPLES = [
    (language, text)
    for language in LANGUAGES
    for row in rules.load("timex", language)["rule"]
    for text in dict.fromkeys(example[0] for example in row["examples"])
]


@pytest.mark.parametrize(
    ("said", "language", "grain"),
    [
        ("late last month", "en", "month"),
        ("March 12", "en", "day"),
        ("March 2021", "en", "month"),
        ("the fourteenth of March", "en", "day"),
        ("the third quarter of 2022", "en", "quarter"),
        ("two weeks ago", "en", "week"),
        ("Monday night", "en", "time"),
        ("1700 BST on 15 June", "en", "time"),
        ("about 1300 local time", "en", "time"),
        ("3/14/23", "en", "day"),
        ("a decade ago", "en", "decade"),
        ("since then", "en", None),
        ("finales de mayo de 2020", "es", "month"),
        ("le mois dernier", "fr", "month"),
        ("1er août", "fr", "day"),
    ],
)
def test_words_name_their_finest_unit(said: str, language: str, grain: Granularity | None) -> None:
    assert finest(said, language) == grain


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("day", "last month"),
        ("month", "in 2019"),
        ("day", "two weeks ago"),
        ("week", "early March"),
        ("time", "on Monday"),
    ],
)
def test_what_is_finer_than_its_words_is_found(value: Granularity, said: str) -> None:
    assert finer(value, said, "en")


@pytest.mark.parametrize(("language", "text"), EXAMPLES, ids=[f"{e[0]}: {e[1]}"[:60] for e in EXAMPLES])
def test_no_rule_reads_a_date_finer_than_its_words(language: str, text: str) -> None:
    document = replace(pipeline.from_text(text, id="t", date=dt.date(2024, 5, 15)), language=language)
    read = pipeline.annotate(document, engine="rules").timexes
    assert [(t.text, t.value) for t in read if t.interval and finer(t.granularity, t.text, language)] == []
