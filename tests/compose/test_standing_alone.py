"""A line is understood away from its place: openers go, names and dates are filled in, what leans says so."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.compose import trim
from briefing.model.findings import Findings

DAY = dt.date(2026, 6, 11)  # a Thursday


def found(text: str) -> Findings:
    return briefing.annotate(briefing.from_text(text, id="quay", date=DAY))


def line(text: str, number: int = -1) -> str:
    findings = found(text)
    return trim.sentence_line(findings, findings.sentences[number], 1).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("But the harbour stayed open for grain.", "The harbour stayed open for grain."),
        ("Then the harbour stayed open for grain.", "The harbour stayed open for grain."),
        ("Then Mayor Brenn closed the harbour.", "Then Mayor Brenn closed the harbour."),
        ("More recently, the harbour stayed open for grain.", "The harbour stayed open for grain."),
        ("More recently built quays stayed open for grain.", "More recently built quays stayed open for grain."),
        ("Meanwhile, the harbour stayed open for grain.", "The harbour stayed open for grain."),
        ("And yet the harbour stayed open for grain.", "The harbour stayed open for grain."),
        ("It comes as police have detained the owner of the quay.", "Police have detained the owner of the quay."),
        ("The move comes after crews walked off the ferries.", "Crews walked off the ferries."),
        ("It comes just hours after crews walked off the ferries.", "Crews walked off the ferries."),
        ("The decision came a few days after crews walked off the ferries.", "Crews walked off the ferries."),
        ("The new shocking figures come as crews walk off the ferries.", "Crews walk off the ferries."),
        # What says something stays.
        ("The figures of the port come as crews leave.", "The figures of the port come as crews leave."),
        ("Still images show the quay in flames.", "Still images show the quay in flames."),
        ("Butter was scarce on the quay.", "Butter was scarce on the quay."),
        ("So many ships came that the quay was full.", "So many ships came that the quay was full."),
        ("Now the harbour is open for grain.", "Now the harbour is open for grain."),
        ("It comes as a relief to the crews.", "It comes as a relief to the crews."),
        ("It comes hours after a long dry summer.", "It comes hours after a long dry summer."),
        ("The move comes after a long dry summer.", "The move comes after a long dry summer."),
        ("If the crane holds, the quay opens.", "If the crane holds, the quay opens."),
        ("Although it rained, the quay opened.", "Although it rained, the quay opened."),
    ],
)
def test_only_an_opener_that_ties_a_sentence_to_the_one_before_goes(text: str, expected: str) -> None:
    assert line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quay closed on Monday.", "The quay closed on Monday [8 Jun 2026]."),
        ("The quay closed last month.", "The quay closed last month [May 2026]."),
        ("The quay was built on 3 March in a hurry.", "The quay was built on 3 March in a hurry."),
        ("The quay closed on 8 June 2026.", "The quay closed on 8 June 2026."),
        ("The quay closed in June.", "The quay closed in June."),
        ("The quay closed on Monday night.", "The quay closed on Monday night [8 Jun 2026]."),
        ("The quay closed tonight.", "The quay closed tonight [11 Jun 2026]."),
        ("The quay closed in the evening.", "The quay closed in the evening."),
        ("The quay closed at 8 p.m. and stayed so.", "The quay closed at 8 p.m. and stayed so."),
        ("The quay closed after Monday’s fire.", "The quay closed after Monday’s fire."),
        ("The quay closed early this year.", "The quay closed early this year."),
        ("The quay closed last year.", "The quay closed last year [2025]."),
        ("The quay closed late last year after a fire.", "The quay closed late last year [2025] after a fire."),
        ("The quay closed earlier this month.", "The quay closed earlier this month [Jun 2026]."),
        ("The quay closed over the last year.", "The quay closed over the last year."),
        ("The quay closed on 1 August.", "The quay closed on 1 August [2025]."),
        # The year may be the one that is told.
        ("The quay closed before the 2026 season on 1 August.", "The quay closed before the 2026 season on 1 August."),
        ("The quay closed two months ago.", "The quay closed two months ago."),
        ("The quay closed yesterday, 10 June 2026.", "The quay closed yesterday, 10 June 2026."),
        # A day in a name is no day.
        ("The Good Friday Treaty closed the quay.", "The Good Friday Treaty closed the quay."),
        # A quotation that began in the sentence before.
        (
            "“It burned. We closed it on Monday,” Mayor Ada Brenn said.",
            "“We closed it on Monday,” Mayor Ada Brenn said.",
        ),
        ("“We closed it on Monday,” Mayor Ada Brenn said.", "“We closed it on Monday,” Mayor Ada Brenn said."),
    ],
)
def test_a_relative_day_has_its_date_and_a_told_one_has_none(text: str, expected: str) -> None:
    assert line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ada Brenn came to the quay. She shut the gate.", "[Ada Brenn] shut the gate."),
        # "He" beside a name is somebody else than who bears it.
        ("Mayor Ada Brenn came to the quay. She left with Brenn’s key.", "She left with Brenn’s key."),
        # Two people: nobody can tell.
        ("Mayor Ada Brenn met Lena Moss on the quay. She shut the gate.", "She shut the gate."),
        ("The harbour was quiet. She shut the gate.", "She shut the gate."),
        # Within a quotation "she" is whomever its speaker means.
        (
            "Mayor Ada Brenn said, “I was impressed. She is a talented woman, and it shows.”",
            "“She is a talented woman, and it shows.”",
        ),
        # Somebody without a name stands between.
        ("Mayor Karl Venn came to the quay. The guard was tired. He shut the gate.", "He shut the gate."),
        ("The mayor, Karl Venn, came to the quay. He shut the gate.", "[Karl Venn] shut the gate."),
        # A surname alone, with and without what says whose it is.
        ("Lord Brenn came to the quay. Lord Brenn was late. He shut the gate.", "[Lord Brenn] shut the gate."),
        # Anywhere in a line that names nobody, of somebody whom the text calls "she".
        (
            "Ms Ada Brenn was late. Mayor Ada Brenn came to the quay. Crews of the north know her voice.",
            "Crews of the north know [Ada Brenn’s] voice.",
        ),
        (
            "Ms Ada Brenn was late. Mayor Ada Brenn came to the quay. Attempts to haul her into court failed.",
            "Attempts to haul [Ada Brenn] into court failed.",
        ),
        (
            "Ms Ada Brenn was late. Mayor Ada Brenn came to the quay. Crews of the north know his voice.",
            "Crews of the north know his voice.",
        ),
        (
            "Ms Ada Brenn was late. Mayor Ada Brenn came to the quay. Tom Hale knows her voice.",
            "Tom Hale knows her voice.",
        ),
        ("Mayor Ada Brenn came to the quay. Crews of the north know her voice.", "Crews of the north know her voice."),
    ],
)
def test_a_pronoun_is_named_where_it_can_mean_one_person_alone(text: str, expected: str) -> None:
    assert line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Several people and a body speak of somebody else.
        (
            "Ms Ada Brenn fled on Monday. She had no boat. Prosecutors said she had sold two ferries.",
            "[Ada Brenn] had sold",
        ),
        (
            "Ms Ada Brenn fled on Monday. She had no boat. The Harbour Board said she had sold two ferries.",
            "[Ada Brenn] had",
        ),
        # One who speaks may mean herself.
        ("Ms Ada Brenn fled on Monday. She had no boat. Mayor Una Orm said she had sold two ferries.", "She had sold"),
        # Of two nobody knows which.
        (
            "Ms Ada Brenn fled on Monday with Ms Una Orm. She had no boat. Prosecutors said she had sold two ferries.",
            "She had sold",
        ),
        # Whose lawyers they are may be meant.
        (
            "Ms Una Orm fled on Monday. She had no boat. Ada Brenn’s lawyers said she had sold two ferries.",
            "She had sold",
        ),
    ],
)
def test_somebody_of_whom_several_people_or_a_body_speak_is_named(text: str, expected: str) -> None:
    findings = found(text)
    said = next(a for a in findings.attributions if a.content and "sold two ferries" in a.content[0].of(text))
    assert trim.position_line(findings, said, 1).text.lower().startswith(expected.lower())
