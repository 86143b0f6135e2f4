"""Everybody who speaks stands once in a brief, with the words that tell who it is; rows refer to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from briefing import pipeline
from briefing.compose import person_names
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Brief, Person, Speaker

HARBOUR = (
    "Dana Voss, the chief engineer of Norhaven Port, said on Monday that the dam was safe.\n\n"
    "“It will hold,” Voss said. The Norlandic transport minister, Orrin Hale, warned that it could break."
)


def brief(*texts: str) -> Brief:
    documents = [
        pipeline.from_text(text, id=f"t{n}", date=dt.date(2026, 5, 5 + n)) for n, text in enumerate(texts, start=1)
    ]
    return pipeline.compose([pipeline.annotate(d) for d in documents], BriefOptions(as_of=dt.date(2026, 5, 20)))


def named(brief: Brief, name: str) -> Person:
    (person,) = [p for p in brief.people if p.name.text == name]
    return person


def test_who_speaks_twice_stands_once_and_both_rows_refer_to_it() -> None:
    made = brief(HARBOUR)
    voss = named(made, "Dana Voss")
    rows = [row.speaker.person for row in made.positions if row.speaker.name == "Dana Voss"]
    assert rows == [voss.id, voss.id]


@pytest.mark.parametrize(
    ("field", "text", "words", "paragraph"),
    [
        ("name", "Dana Voss", "Dana Voss", 1),
        ("title", "chief engineer", "chief engineer", 1),
        ("affiliation", "Norhaven Port", "Norhaven Port", 1),
    ],
)
def test_name_office_and_body_stand_with_their_words_and_place(
    field: str, text: str, words: str, paragraph: int
) -> None:
    detail = dict(named(brief(HARBOUR), "Dana Voss").details)[field]
    assert (detail.text, [w.text for w in detail.words]) == (text, [words])
    assert [(e.source, e.paragraph) for e in detail.evidence] == [(1, paragraph)]
    assert all(
        w.span.of(HARBOUR) == w.text and e.span.holds(w.span)
        for w, e in zip(detail.words, detail.evidence, strict=True)
    )


def test_an_office_told_by_another_article_has_that_articles_evidence() -> None:
    made = brief(
        "Mayor Ada Brenn said on Monday that the fares would rise.",
        "“The fares will rise,” Ada Brenn said. “The quay will close on Friday,” Brenn said.",
    )
    brenn = named(made, "Ada Brenn")
    assert brenn.title is not None
    assert [(w.text, e.source) for w, e in zip(brenn.title.words, brenn.title.evidence, strict=True)] == [("Mayor", 1)]
    assert {row.speaker.title for row in made.positions} == {"Mayor"}


def test_two_who_share_a_surname_stay_two() -> None:
    made = brief("Ada Brenn said the fares would rise. Olin Brenn said the fares would fall.")
    assert [p.name.text for p in made.people] == ["Ada Brenn", "Olin Brenn"]


def test_who_claims_an_event_is_in_the_table_as_well() -> None:
    made = brief("On 3 May 2026 two boats sank off Norhaven, the harbour board said.")
    assert {row.claimed_by.person for row in made.chronology if row.claimed_by} <= {p.id for p in made.people}
    assert [p.name.text for p in made.people] == ["harbour board"]


def test_an_id_stays_when_the_brief_is_made_anew() -> None:
    more = f"A ferry was late.\n\n{HARBOUR}"
    assert named(brief(HARBOUR), "Dana Voss").id == named(brief(more), "Dana Voss").id


def test_title_and_body_come_from_one_article_the_newest_that_has_them() -> None:
    made = brief(
        "Ada Brenn, the finance minister of Norlandia, said on Monday that the tax on boats would fall.",
        "Ada Brenn, the president of Norhaven Bank, said on Tuesday that she had left the cabinet for good.",
        "“The harbour tax must rise at once,” Ada Brenn said. “The quay will close on Friday,” Brenn said.",
    )
    brenn = named(made, "Ada Brenn")
    assert brenn.title is not None
    assert brenn.affiliation is not None
    assert (brenn.title.text, brenn.affiliation.text) == ("president", "Norhaven Bank")


def test_a_body_and_an_office_elsewhere_are_not_put_together() -> None:
    made = brief(
        "Ada Brenn, spokeswoman for Norhaven Port, said on Monday that the tax on boats would fall.",
        "Ada Brenn of Crews United said on Tuesday that the dam would hold until the winter.",
    )
    brenn = named(made, "Ada Brenn")
    details = {field: detail.text for field, detail in brenn.details if field != "name"}
    assert details in ({"title": "spokeswoman", "affiliation": "Norhaven Port"}, {"affiliation": "Crews United"})


def test_a_bare_noun_in_two_articles_is_two_speakers() -> None:
    made = brief(
        "The council of Sable Bay met. “We backed the new quay of the harbour from the first day,” residents said.",
        "It rained in Port Adler. “The new quay of the harbour was a mistake from the first day,” residents said.",
    )
    rows = [row for row in (*made.positions, *made.held_positions) if row.speaker.name == "residents"]
    assert len(rows) == 2
    assert {row.shift for row in rows} == {None}
    assert len({row.speaker.person for row in rows}) == 2


def test_an_office_told_twice_has_the_body_that_one_article_tells() -> None:
    made = brief(
        "Harbour Board secretary general Ada Brenn said on Monday that the tax on boats would fall.",
        "“The harbour tax must rise at once,” secretary general Ada Brenn said in Port Adler on Friday.",
    )
    assert {row.speaker.affiliation for row in made.positions} == {"Harbour Board"}


def test_a_word_before_the_full_name_is_no_given_name() -> None:
    made = brief(
        "“The lock is shut,” said Alhaji Tobin Karr, the harbour master.",
        "Tobin Karr said on Monday that the lock would open again.",
        "The lock was open again on Friday, Alhaji Karr said in the harbour.",
    )
    assert {row.speaker.name for row in made.positions} == {"Tobin Karr"}


@pytest.mark.parametrize(
    ("days", "title"),
    [((9, 9, 9), "minister"), ((10, 9, 9), "Mayor"), ((9, 9, 8), "Mayor"), ((8, 9, 9), "minister")],
)
def test_the_newest_articles_say_what_somebody_is_and_of_one_day_most(days: Sequence[int], title: str) -> None:
    speakers = [
        (Speaker("Ada Brenn", "person", office), n) for n, office in enumerate(("Mayor", "minister", "minister"))
    ]
    told = person_names.introduction(speakers, lambda n: dt.date(2026, 6, days[n]))
    assert (told and told.title) == title


def test_a_bare_noun_of_two_articles_is_named_in_each() -> None:
    made = brief(
        "The council of Sable Bay met. “We backed the new quay of the harbour from the first day,” residents said.",
        "It rained in Port Adler. “The new quay of the harbour was a mistake from the first day,” residents said.",
    )
    residents = [p for p in made.people if p.name.text == "residents"]
    assert sorted(e.source for p in residents for e in p.name.evidence) == [1, 2]
