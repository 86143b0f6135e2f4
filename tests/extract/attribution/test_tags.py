"""Which verb a tagged quotation belongs to, and what by its form is nobody's statement."""

from __future__ import annotations

import pytest

from briefing import pipeline


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution of a text."""
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    return [
        (
            a.source[0].of(text) if a.source else "",
            a.cue[0].of(text) if a.cue else "",
            " … ".join(s.of(text) for s in a.content).rstrip("."),
        )
        for a in found
    ]


TAGGED = [
    # a word in quotation marks behind the tag is no second tag
    (
        "“He lied,” Orm said, pointing to a report on “sunken barges” in the bay.",
        ("Orm", "said", "“He lied,”"),
    ),
    # a participle says something of its own
    (
        "“The piers are rotten,” Vane said, adding that the crews “stank” of oil.",
        ("Vane", "said", "“The piers are rotten,”"),
    ),
    (
        "“The piers are rotten,” Vane said, adding that the crews “stank” of oil.",
        ("Vane", "adding", "that the crews “stank” of oil"),
    ),
    # what the speaker is told to be holds a verb
    (
        "“There is no plan,” said Vane, who was elected on a promise to dredge the bay.",
        ("Vane", "said", "“There is no plan,”"),
    ),
    # a quotation inside a sentence that a verb of its own leads
    (
        "Abernethy called the decision “sensible, if late,” and Vane said it was neither.",
        ("Abernethy", "called", "the decision “sensible, if late,”"),
    ),
]


@pytest.mark.parametrize(("text", "attribution"), TAGGED)
def test_a_tagged_quotation_belongs_to_its_tag(text: str, attribution: tuple[str, str, str]) -> None:
    quotations = [row for row in told(text) if row[2].startswith(attribution[2][:8])]
    source, cue, content = attribution
    assert [(c, said) for _, c, said in quotations] == [(cue, content)]
    assert quotations[0][0].startswith(source)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Eleven died in raids on boats that the ministry believed were carrying sand.",
            "the ministry",
            "were carrying sand",
        ),
        ("Vane named the crews, who the union said had slept.", "the union", "had slept"),
    ],
)
def test_what_is_said_within_a_relative_clause_has_its_speaker(text: str, source: str, content: str) -> None:
    assert any(who == source and said.startswith(content) for who, _, said in told(text))


@pytest.mark.parametrize(
    "text",
    [
        # the verb of a relative clause that has an object of its own
        "Six boats that the ministry bought were empty.",
        # whom somebody wants: the verb behind it is the sentence's
        "The man the army wanted were two. The boats that the union wanted were empty.",
        # nobody says it: the subject is who does it
        "The crews who said nothing were paid.",
    ],
)
def test_a_relative_clause_that_tells_what_is_done_has_no_speaker(text: str) -> None:
    assert not any("were" in said.split()[:1] for _, _, said in told(text))


@pytest.mark.parametrize(
    "text",
    [
        # what somebody proves to be is nobody's claim
        "Mr Brenn has proved himself a careful negotiator, and on Monday the council passed his budget.",
        "She made herself the mayor of all quarters, and found herself alone in the hall.",
        # what goes by a name in quotation marks
        "The Grey Hand carried out the so-called “Harbour Night Fires” in May.",
    ],
)
def test_what_somebody_does_or_becomes_is_no_statement(text: str) -> None:
    assert [row for row in told(text) if "himself" in row[2] or "herself" in row[2] or "so-called" in row[2]] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Mr Brenn called himself a friend of the port.", "himself a friend of the port"),
        ("Vane criticised the so-called “pier tax” as unfair.", "the so-called “pier tax”"),
        # a title in quotation marks is not what was told
        ("Ann Hale told the newspaper “Harbour Ledger” that the toll was a mistake.", "that the toll was a mistake"),
    ],
)
def test_what_is_said_of_oneself_or_of_a_name_is_a_statement(text: str, content: str) -> None:
    assert any(said.startswith(content) for _, _, said in told(text))
