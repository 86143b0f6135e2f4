"""A line that needs the sentence before it is told from one that stands alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

import briefing
from briefing import rules
from briefing.compose import anaphora, definite_nouns
from briefing.model.findings import Findings
from tests.timing import grows_within

DAY = dt.date(2026, 6, 11)


def _examples() -> Iterator[tuple[str, str, bool]]:
    for example in rules.load("anaphora", "en")["example"]:
        yield from ((example["before"], line, True) for line in example["leans"])
        yield from ((example["before"], line, False) for line in example["stands"])


def leans(before: str, line: str, title: str | None = None, lead: str = "Grain was dear.") -> bool:
    document = briefing.from_text(f"{lead} {before} {line}", id="quay", date=DAY, title=title)
    findings = briefing.annotate(document)
    last = findings.sentences[-1]
    return anaphora.leans(findings, definite_nouns.introductions(findings), last, last.span)


@pytest.mark.parametrize(("before", "line", "expected"), list(_examples()))
def test_every_example_of_the_rules_is_judged_as_it_says(before: str, line: str, expected: bool) -> None:
    assert leans(before, line) is expected


def test_a_noun_that_the_headline_names_leans_on_nothing() -> None:
    before = "A board for the harbour met on the quay."
    assert leans(before, "The board turned the offer down.")
    assert not leans(before, "The board turned the offer down.", title="Harbour board meets")


def test_a_noun_that_the_first_sentence_introduces_leans_on_nothing() -> None:
    before = "It rained on the quay."
    assert not leans(before, "The board turned the offer down.", lead="A board for the harbour met on the quay.")


def test_a_word_that_the_news_is_about_points_back_at_no_sentence() -> None:
    before = "It rained on the quay."
    assert leans(before, "Ada Brenn never repeated that mistake.")
    assert not leans(before, "Ada Brenn never repeated that mistake.", lead="Two boats met in a mistake of the pilot.")


OPENING = "A fire broke out on the quay of Skarn. The crews of Skarn put it out in an hour. Nobody in Skarn was hurt."


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("The navy is looking into a blast in Ostmark last week.", "Some thirty people were killed in the incident."),
        ("A week ago two boats met in the fog off Ostmark.", "Nine people died in the collision, the owners said."),
    ],
)
def test_an_incident_of_a_place_that_only_the_sentence_before_names_leans_on_it(before: str, line: str) -> None:
    assert leans(f"{OPENING} {before}", line, title="Fire in Skarn")


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("The mayor of Skarn spoke to the crews.", "Some thirty people were at work at the time of the incident."),
        ("The navy is looking into a blast in Ostmark.", "Some thirty people were killed in the blast in Ostmark."),
        ("The navy is looking into a blast.", "Some thirty people saw the incident."),
        ("The navy of Ostmark sent a tug.", "Some thirty people fled the fire of Skarn."),
    ],
)
def test_the_incident_of_the_news_stands_alone(before: str, line: str) -> None:
    assert not leans(f"{OPENING} {before}", line, title="Fire in Skarn")


def test_a_noun_that_was_never_introduced_is_the_only_one_of_its_kind() -> None:
    assert not leans("The harbour closed after a fire.", "The harbour will open again on June 20.")
    assert leans("A harbour in the west closed after a fire.", "The harbour will open again on June 20.")


def test_a_pronoun_inside_a_quotation_is_its_speaker_s() -> None:
    before = "Mayor Ada Brenn met the crews."
    assert not leans(before, "Mayor Ada Brenn said: “It was late.”")


def test_the_first_sentence_of_an_article_leans_on_nothing() -> None:
    findings = briefing.annotate(briefing.from_text("The board turned the offer down.", id="quay", date=DAY))
    introduced = definite_nouns.introductions(findings)
    assert not anaphora.leans(findings, introduced, findings.sentences[0], findings.sentences[0].span)


def test_time_grows_with_the_sentences_and_not_with_their_square() -> None:
    def story(sentences: int) -> Findings:
        text = " ".join(f"The board turned offer {n} of the crews down on Monday." for n in range(sentences))
        return briefing.annotate(briefing.from_text(text, id="quay", date=DAY))

    def judge(findings: Findings) -> None:
        introduced = definite_nouns.introductions(findings)
        for sentence in findings.sentences:
            assert not anaphora.leans(findings, introduced, sentence, sentence.span)

    # Eight times the sentences: 8 where it is linear, 64 where it grows with the square.
    assert grows_within(24, judge, story(50), story(400))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The pier will open again in May, it said.", True),
        ("The pier, it said, will open again in May and pay for the boats.", True),
        ("The pier, the board said, will open again in May and pay for the boats.", False),
        ("The pier will open again in May, the board said.", False),
        ("“The pier will open again in May,” it said.", True),
        ("“The pier will open again in May,” the board said.", False),
        ("It said the pier will open again in May.", False),
        ("The pier will open again in May, the board said, and it said so twice.", False),
    ],
)
def test_a_line_whose_speaker_is_only_a_pronoun_behind_it_leans(line: str, expected: bool) -> None:
    before = "The harbour board met on the quay, and the board spoke of its plans."
    findings = briefing.annotate(briefing.from_text(f"{before} {line}", id="quay", date=DAY))
    last = findings.sentences[-1]
    assert anaphora.says_it(findings, last, [last.span]) is expected


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        ("The floods came nine days after a ferry sank in a storm.", "On each day, he was seen on the quay.", True),
        ("The mayor saw the floods from the quay of Skarn.", "On each day, he was seen there.", False),
        ("He saw the floods from the quay of Skarn.", "On each day, he was seen there.", False),
        ("A council of crews met on the quay of Skarn.", "The two other men went home.", True),
        ("One of the men was held on the quay of Skarn.", "The two other men went home.", False),
        ("A council of crews met on the quay of Skarn.", "It turned the offer down.", False),
    ],
)
def test_a_line_needs_more_where_the_sentence_before_it_does_not_say_whom_it_means(
    before: str, line: str, expected: bool
) -> None:
    findings = briefing.annotate(briefing.from_text(f"{before} {line}", id="quay", date=DAY))
    last = findings.sentences[-1]
    assert anaphora.needs_more(findings, last, [last.span]) is expected


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Developers had broadly defined these areas, Tom Vane said.", False),
        ("Tom Brandt said that the two raised nine million crowns for the mill.", False),
        ("The adviser Tom Hale said its first advertisement would be shown in May.", False),
        ("“We need these boats,” Tom Brandt said.", True),
        ("Tom Vane said those boats that sail at night are lost.", True),
        ("Orla May Dunn said these days the old mills were over.", True),
        ("Tom Brandt said his boats leaked.", True),
    ],
)
def test_what_somebody_says_of_these_or_of_the_two_needs_the_sentence_before_it(said: str, stands: bool) -> None:
    text = f"The harbour council of Norhaven met on Monday. {said}"
    brief = briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=DAY)), as_of=DAY)
    (row,) = brief.positions
    assert (row.choice.score > 0) is stands, row.choice.why
