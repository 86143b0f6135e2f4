"""One person under all spellings; two people, bodies and bare nouns are never joined."""

from __future__ import annotations

import pytest

from briefing import rules
from briefing.compose import person_names
from briefing.model.brief import Speaker


def person(name: str, title: str | None = None) -> Speaker:
    return Speaker(name, "person", title)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (person("Ola Brenn"), person("Brenn"), "Ola Brenn"),
        (person("Ola Brenn"), person("Alderman Ola Brenn"), "Alderman Ola Brenn"),
        (person("Ola T. Brenn"), person("Ola Brenn"), "Ola T. Brenn"),
        (person("Jose Marín"), person("José Marin"), None),  # either: both are the source's own
        (person("Tomas Brezina"), person("Tomáš Březina"), "Tomáš Březina"),
        (person("Noor Mohammad Saleh"), person("Noor Mohammed Saleh"), "Noor Mohammad Saleh"),
        (person("Yusuf Karim", "harbour minister"), person("Yousef Karim", "minister of harbours"), "Yousef Karim"),
        (person("Anna-Lena Voss"), person("Anna Lena Voss"), None),
    ],
)
def test_one_person_has_one_name(first: Speaker, second: Speaker, expected: str | None) -> None:
    names = person_names.fullest([(first, 1), (second, 2)], "en")
    assert names[first.name] == names[second.name]
    if expected is not None:
        assert names[first.name] == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("Ola Brenn"), person("Runa Brenn")),
        (person("Ivan Petrov"), person("Ivana Petrova")),
        (person("Maria Keller"), person("Marie Keller")),  # no office says that they are one
        (Speaker("Health Ministry", "organisation"), Speaker("Ministry", "organisation")),
        (Speaker("Harbour Police", "organisation"), Speaker("Police", "group")),
        (Speaker("Islamic League", "organisation"), person("League")),
        (Speaker("local fishermen", "group"), Speaker("fishermen", "group")),
        (person("Ola Brenn"), person("Ola")),  # a first name alone is no surname
        (person("Karl Otto Weiss"), person("Karl Weissmann")),
    ],
)
def test_two_stay_two(first: Speaker, second: Speaker) -> None:
    names = person_names.fullest([(first, 1), (second, 2)], "en")
    assert names == {first.name: first.name, second.name: second.name}


def test_a_surname_that_two_bear_stays_alone() -> None:
    names = person_names.fullest([(person("Ola Brenn"), 1), (person("Runa Brenn"), 2), (person("Brenn"), 3)], "en")
    assert names["Brenn"] == "Brenn"


def test_two_spellings_in_one_article_are_two_people() -> None:
    names = person_names.fullest([(person("Noor Mohammad Saleh"), 1), (person("Noor Mohammed Saleh"), 1)], "en")
    assert len(set(names.values())) == 2


def test_a_surname_goes_with_all_spellings_of_its_bearer() -> None:
    names = person_names.fullest(
        [(person("Garo Sahin"), 1), (person("Sheikh Garo Şahin"), 2), (person("Sahin"), 3)], "en"
    )
    assert set(names.values()) == {"Sheikh Garo Şahin"}


@pytest.mark.parametrize(
    "example",
    [e for c in rules.load("person_names", "en")["cases"] for e in c["examples"]],
    ids=lambda e: f"{e[0]}, {e[2]}",
)
def test_examples_of_the_rules(example: tuple[str, str, str, str, bool]) -> None:
    name, title, other, other_title, same = example
    cast = [(person(name, title or None), 1), (person(other, other_title or None), 2)]
    for order in (cast, cast[::-1]):
        names = person_names.fullest(order, "en")
        assert (names[name] == names[other]) is same


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        (["Paul Brenn", "Paul Brenn", "Paul Brinn"], "Paul Brenn"),  # a slip in one article
        (["PAUL BRENN", "PAUL BRENN", "Paul Brenn"], "Paul Brenn"),
        (["Observer Paul Brenn", "Paul Brenn"], "Paul Brenn"),  # what stands before it is a newspaper's name
        (["Paul Brenn Others", "Paul Brenn"], "Paul Brenn"),
        (["P. T. Brenn", "P. T. Brenn", "Paul Brenn"], "Paul Brenn"),
        (["Paul Otto Brenn", "Paul Brenn", "Paul Brenn"], "Paul Brenn"),
        (["Tomas Brezina", "Tomas Brezina", "Tomáš Březina"], "Tomáš Březina"),
    ],
)
def test_the_spelling_of_most_articles_is_printed(spellings: list[str], shown: str) -> None:
    names = person_names.fullest([(person(name), n) for n, name in enumerate(spellings)], "en")
    assert set(names.values()) == {shown}
