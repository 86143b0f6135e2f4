"""One name that articles spell differently: as many pairs that are one name as pairs that are two."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose import name_spellings, named_states
from briefing.compose.brief import BriefOptions

DAY = dt.date(2026, 6, 10)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harald", "Harold", True),
        ("Sofia", "Sophia", True),
        ("Hussein", "Husain", True),
        ("Dekker", "Decker", True),
        ("Mohammed", "Muhammad", True),
        ("Bassel", "Basel", True),
        ("Mario", "Maria", False),  # two people
        ("Court", "Courts", False),
        ("Browne", "Brain", False),  # the same consonants, and little else
        ("Harald", "Gerald", False),
        ("Norwegian", "Norwegians", False),
        ("Ana", "Ane", False),  # so short that it may be anything
    ],
)
def test_two_words_are_one_name_by_their_consonants(one: str, other: str, same: bool) -> None:
    assert name_spellings.spelt_otherwise(one, other, "en") is same
    assert name_spellings.spelt_otherwise(other, one, "en") is same


def spellings(one: str, other: str) -> list[str]:
    documents = [pipeline.from_text(text, id=f"d{n}", date=DAY) for n, text in enumerate((one, other))]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=DAY, title="T"))
    return [q.subject or "" for q in made.questions if q.kind == "conflict"]


MOLE = "The mole of Maren broke on Monday, said {name}, who runs the port's pilots."


def test_articles_that_spell_one_name_differently_are_shown_with_both() -> None:
    assert spellings(MOLE.format(name="Noor Dekker"), MOLE.format(name="Noor Decker")) == ["Noor Decker / Noor Dekker"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noor Dekker", "Noor Dekker"),
        ("Noor Dekker", "Jan Decker"),  # they share no word
        ("Noor Dekker and Noor Decker", "Noor Decker"),  # an article that has both means two people
        ("Olav Marken", "Olav Merkin, whose marken were found"),  # a word of the language, and no name
        ("Harbour Pilots Norway", "Harbour Pilots Norwegians"),
    ],
)
def test_two_names_are_not_taken_for_one(one: str, other: str) -> None:
    assert spellings(MOLE.format(name=one), MOLE.format(name=other)) == []


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Norwegian ministry denied it.", {"Norway"}),
        ("South Korean and North Korean ships met off Niger.", {"South Korea", "North Korea", "Niger"}),
        ("Nigeria's Nigerians", {"Nigeria"}),
        ("The mayor of Maren denied it.", set()),
        ("chinaware and turkeys", set()),
    ],
)
def test_a_state_is_named_by_itself_or_its_people(text: str, states: set[str]) -> None:
    assert named_states.of(text, "en") == states
