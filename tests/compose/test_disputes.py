"""What articles dispute in sentences that no row brings together: as many that must be seen as must not."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, rules
from briefing.compose import disputes
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Question

DAY = dt.date(2026, 6, 10)
PADDING = (
    "The port of Maren lies on the east coast and has two moles. The mayor of Maren is Ada Brenn.",
    "Maren has had a port since the war, and its mole was rebuilt twice. Ada Brenn was elected mayor in spring.",
)


def conflicts_of(one: str, other: str) -> list[Question]:
    documents = [
        pipeline.from_text(f"{text} {more}", id=f"d{n}", date=DAY)
        for n, (text, more) in enumerate(zip((one, other), PADDING, strict=True))
    ]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=DAY, title="T"))
    return [q for q in made.questions if q.kind == "conflict"]


@pytest.mark.parametrize("case", rules.load("denials", "en")["cases"], ids=lambda c: c["name"])
def test_a_denial_is_known_with_what_it_denies(case: dict[str, list[tuple[str, str]]]) -> None:
    for sentence, wanted in case["examples"]:
        assert (disputes.load("en").denied(sentence) or "") == wanted, sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Harbour Radio says the board sold the ferry Mirel to a Kell shipyard for scrap.",
            "The port board denied that the ferry Mirel was sold to a shipyard in Kell for scrap.",
        ),
        (
            "Harbour Radio says the board sold the ferry Mirel to a Kell shipyard for scrap.",
            "The board said that reports of a ferry Mirel sold to Kell for scrap “do not accord with the facts”.",
        ),
        (
            "Smugglers had bribed the pilot Jon Tarn to sail the Mirel at night, two dockers said.",
            "The union said claims that smugglers bribed pilot Jon Tarn to sail at night were false.",
        ),
    ],
)
def test_what_one_article_tells_and_another_says_is_denied_is_disputed(one: str, other: str) -> None:
    (question,) = conflicts_of(one, other)
    assert question.subject == "denied / reported"
    assert {e.source for e in question.line.evidence} == {1, 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The harbour has opened four berths to the ferry Mirel after the winter storms.",
            "The harbour denied access to the ferry Mirel after the winter storms.",
        ),
        (
            "It is not known whether the board sold the ferry Mirel to a Kell shipyard for scrap.",
            "The port board denied that the ferry Mirel was sold to a shipyard in Kell for scrap.",
        ),
        (
            "The board did not sell the ferry Mirel to a Kell shipyard for scrap, Harbour Radio says.",
            "The port board denied that the ferry Mirel was sold to a shipyard in Kell for scrap.",
        ),
        (
            "The council has bought new buses for the schools of Maren and paid for them in advance.",
            "The port board denied that the ferry Mirel was sold to a shipyard in Kell for scrap.",
        ),
    ],
)
def test_what_nobody_claims_is_not_disputed(one: str, other: str) -> None:
    assert conflicts_of(one, other) == []


def test_a_word_of_one_article_that_it_says_itself_is_denied_is_disputed() -> None:
    told = "The pilot Jon Tarn drank before he sailed the Mirel, according to a report of the guild. "
    (question,) = conflicts_of(f"{told}The union said the charges were false.", "The harbour was calm.")
    assert [e.sentence for e in question.line.evidence] == [1, 0]


def test_the_report_that_is_denied_may_stand_sentences_before() -> None:
    told = (
        "Ships of the Norhaven navy are alleged to have cut the cable off Kell. Nobody was hurt in the harbour there. "
    )
    (question,) = conflicts_of(f"{told}On Monday, the Norhaven ministry denied the report.", "The harbour was calm.")
    assert [e.sentence for e in question.line.evidence] == [2, 0]


@pytest.mark.parametrize(
    "text",
    [
        # nobody's word, and no other article's
        "The ferry Mirel lies at the northern mole. The union denied the report.",
        # who will not confirm it claims nothing
        "The Kell ministry refused to confirm a report on the Mirel. The union disputed the reports.",
        # other parties than the one that denies
        "The guild of Kell reported a theft. It rained all day. On Monday, the Norhaven ministry denied the report.",
    ],
)
def test_a_denial_of_what_nobody_is_said_to_claim_is_no_dispute(text: str) -> None:
    assert conflicts_of(text, "The harbour was calm.") == []


def test_two_who_deny_one_claim_stand_together() -> None:
    claim = "Harbour Radio says the board sold the ferry Mirel to a Kell shipyard for scrap."
    both = (
        "The port board denied that the ferry Mirel was sold to a shipyard in Kell for scrap. "
        "Owner Petra Vance said claims that the ferry Mirel was sold to Kell for scrap were false."
    )
    (question,) = conflicts_of(claim, both)
    assert [(e.source, e.sentence) for e in question.line.evidence] == [(2, 0), (2, 1), (1, 0)]


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "The pilot could face up to 14 years in prison, the guild says.",
            "A seaman who sinks a ferry can be jailed for up to 10 years, though that is rare.",
            "10 years / 14 years",
        ),
        (
            "The pilot could face up to 10 years in prison, the guild says.",
            "A seaman who sinks a ferry can be jailed for up to 10 years, though that is rare.",
            None,
        ),
        (
            "The pilot could face up to 14 years in prison, the guild says.",
            "Smuggler Olin Marsh was sentenced to 10 years in prison in another court.",
            None,
        ),
    ],
)
def test_the_greatest_penalty_that_sources_tell_is_compared(one: str, other: str, subject: str | None) -> None:
    assert [q.subject for q in conflicts_of(one, other)] == ([subject] if subject else [])


def test_numbers_of_sentences_that_state_no_day_are_a_question_too() -> None:
    (question,) = conflicts_of(
        "The union says 197 dockers of the Kell yard are still out of work.",
        "The board says 218 dockers of the Kell yard are still out of work.",
    )
    assert question.subject == "197 dockers / 218 dockers"


def test_small_numbers_in_sentences_that_tell_different_things_are_no_question() -> None:
    assert not conflicts_of(
        "The council denied port access to four tugs that are suspected of smuggling.",
        "Officials have seized two tugs on suspicion of smuggling tobacco from Kell.",
    )


def test_that_there_are_none_is_held_against_a_number() -> None:
    (question,) = conflicts_of(
        "Harbour police have not yet identified any suspects, Chief Olin Marsh says.",
        "So far the harbour police of Chief Olin Marsh have identified 31 suspects.",
    )
    assert question.subject == "no suspects / 31 suspects"


def test_tolls_too_far_apart_are_of_two_things() -> None:
    assert not conflicts_of(
        "The storm on the Kell coast left two dockers injured in a collapsed crane, the port said.",
        "The fever on the Kell coast put more than 1,300 dockers in hospital, the port said.",
    )


def test_a_denial_stands_below_the_claim_in_the_bottom_line() -> None:
    documents = [
        pipeline.from_text(f"{text} {more}", id=f"d{n}", date=DAY)
        for n, (text, more) in enumerate(
            zip(
                (
                    "Harbour Radio says the board sold the ferry Mirel to a Kell shipyard for scrap.",
                    "The board denied that the ferry Mirel was sold to a Kell shipyard for scrap.",
                ),
                PADDING,
                strict=True,
            )
        )
    ]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=DAY, title="T"))
    lines = [s.line.text for s in made.bottom_line]
    claim, denial = (next(n for n, text in enumerate(lines) if text.startswith(w)) for w in ("Harbour", "The board"))
    assert denial == claim + 1


NORWAY = "Norwegian ferries had carried oil to the rebels on Kell, Harbour Radio reported on Monday."
SWEDEN = "The radio had told a week before that Swedish barges carried oil to the rebels on Kell."


@pytest.mark.parametrize(
    ("denial", "claims"),
    [
        ("The Norwegian ministry denied the report on Tuesday.", ["Norwegian ferries"]),
        ("The Swedish ministry denied the report on Tuesday.", ["Swedish barges"]),
        ("The harbour ministry denied the report on Tuesday.", ["Norwegian ferries", "Swedish barges"]),  # of no state
    ],
)
def test_a_state_denies_what_is_told_of_it(denial: str, claims: list[str]) -> None:
    one = f"{SWEDEN} {NORWAY} {denial}"
    other = f"{NORWAY.replace('Harbour Radio reported', 'the radio says')} The port of Maren has two moles."
    (question,) = [q for q in conflicts_of(one, other) if q.subject == "denied / reported"]
    told = {s for s in claims_of(question, one, other) if "denied" not in s}
    assert all(any(claim in s for s in told) for claim in claims)
    assert all(any(claim in s for claim in claims) for s in told)


def claims_of(question: Question, *texts: str) -> list[str]:
    """The sentences a question rests on."""
    return [texts[e.source - 1][e.span.start : e.span.end] for e in question.line.evidence]


def test_denials_of_two_states_are_two_matters() -> None:
    one = f"{NORWAY} The Norwegian ministry denied that its ferries carried oil to the rebels on Kell."
    other = f"{SWEDEN} The Swedish ministry denied that its barges carried oil to the rebels on Kell."
    third = f"{NORWAY} {SWEDEN} The rebels of Kell have no port of their own."
    documents = [pipeline.from_text(t, id=f"d{n}", date=DAY) for n, t in enumerate((one, other, third))]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=DAY, title="T"))
    denials = [q for q in made.questions if q.subject == "denied / reported"]
    told = [" ".join(claims_of(q, one, other, third)) for q in denials]
    assert len(denials) == 2
    assert not any("Norwegian ministry" in t and "Swedish ministry" in t for t in told)
