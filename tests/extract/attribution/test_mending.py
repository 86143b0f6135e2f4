"""What the ranker's choice lacks and the parse knows: the end of a clause, the one who goes on speaking."""

from __future__ import annotations

import pytest

from briefing import pipeline

WHOLE = [
    # the main clause behind a phrase that leads it
    (
        "Vance said the search showed that of the three boats in her name, two were sunk.",
        "the search showed that of the three boats in her name, two were sunk",
    ),
    # the verb of a subject with a long clause of its own
    (
        "The institute revealed that sound picked up by a camera on the pier showed the crews came under fire.",
        "that sound picked up by a camera on the pier showed the crews came under fire",
    ),
    # the verb behind an aside that the parse takes for the clause's own
    (
        "Authorities suspect that social factors, possibly linked to the fares, may have played a role.",
        "that social factors, possibly linked to the fares, may have played a role",
    ),
    # what is said behind its day, which the parse takes for the name of what is told of
    (
        "A spokesman for the port agency said on Sunday searches for boats would stop on Thursday.",
        "searches for boats would stop on Thursday",
    ),
    # what else is said of the same "it"
    (
        "The day after the wreck, Norland's navy said it had pictures of the wreck and it was being looked into.",
        "it had pictures of the wreck and it was being looked into",
    ),
    # what "as well as" adds, which the parse takes for a saying of its own
    (
        "In a letter, she said the board would be able to question wharf owners about berths by the quays, as well as "
        "demand more details on whether crews were likely to strike.",
        "the board would be able to question wharf owners about berths by the quays, as well as demand more details on "
        "whether crews were likely to strike",
    ),
    # the clause that is said, and not what saying it led to
    (
        "A vow to end the night fares was put off, with the former council saying quays had no room, prompting charges "
        "they had given in to owners.",
        "quays had no room",
    ),
    # the day is that of the saying
    (
        "The Norland group Venn Mills said on Thursday it was buying a stake in the port.",
        "it was buying a stake in the port",
    ),
    ("The council noted that last year Hale closed the quays.", "that last year Hale closed the quays"),
    ("The council said that on Monday the quays had no room.", "that on Monday the quays had no room"),
    # the subject before a quotation that begins behind it
    (
        "Hale said on Friday that it would “have been good” had Brenn thanked the crews.",
        "it would “have been good” had Brenn thanked the crews",
    ),
    # what the reporter adds behind a dash
    (
        "Hale has also called the mayor of Lindow “the next Brenn” – the founder of the port, whom all admire.",
        "“the next Brenn”",
    ),
    # what was whole stays as it was
    ("The council said quays had no room while crews were away.", "quays had no room while crews were away"),
    ("The harbour board said it was tired and she left the room.", "it was tired"),
    ("The harbour board said it was ready and it went home after noon.", "it was ready"),
    ("Tamsin said that the fares would be frozen.", "that the fares would be frozen"),
]


@pytest.mark.parametrize(("text", "content"), WHOLE)
def test_a_content_ends_with_its_verbs_clause(text: str, content: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert content in [a.content[-1].of(text).rstrip(".") for a in found]


def test_what_a_reported_thing_shows_is_told_once() -> None:
    text = "The institute revealed that sound picked up by a camera on the pier showed the crews came under fire."
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [a.cue[0].of(text) for a in found] == ["revealed"]


SPEAKERS = [
    # the participle behind a reported clause is the reporter's
    (
        "“It is late,” Mayor Ada Brenn said. Speaking before the harbour court, the coastal delegation said Norway "
        "continued to fish with ‘abandon’ in the strait, arguing that ‘it does not care to keep its word’.",
        "arguing",
        "the coastal delegation",
    ),
    # a noun that was taken for a verb says nothing
    (
        "Orm, in his parting letter to the board, told Venn that the pier should be about chances and hope, adding "
        '"that dream is dying, drowned by needless doubt".',
        "adding",
        "Orm",
    ),
    # the subject of a clause that opens with "after"
    (
        "The board’s letter came one day after Venn, a longtime critic of the fares, appeared to taunt the Harbour "
        "Levy and Fares Commission by calling it the “Harbour Robbery Commission” on air.",
        "calling",
        "Venn, a longtime critic of the fares",
    ),
    # who says it between commas
    ("The Harbour Party, said Orm, is at risk of turning into a club of the old.", "said", "Orm"),
    ("The Harbour Party said Orm, its leader, is at risk of losing the vote.", "said", "The Harbour Party"),
    # a participle of the main clause stays its subject's
    ("Norway went on as before in the strait, arguing that it had a right to.", "arguing", "Norway"),
]


@pytest.mark.parametrize(("text", "cue", "source"), SPEAKERS)
def test_a_participle_is_said_by_who_speaks_before_it(text: str, cue: str, source: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [source] == [a.source[0].of(text) for a in found if a.cue and a.cue[0].of(text) == cue]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Brandt said the report was false and blamed the owners for the fire.", "the report was false"),
        (
            "Brandt said the port was searching the quay, and dismissed talk of a fire.",
            "the port was searching the quay",
        ),
        (
            "Brandt said the law forbids the crews to leave and called the board's vote void.",
            "the law forbids the crews to leave",
        ),
        (
            "Brandt said the law forbids the crews to leave and allows them to fish.",
            "the law forbids the crews to leave and allows them to fish",
        ),
        ("Brandt said the quay was closed and had lost its crews.", "the quay was closed and had lost its crews"),
        ("Brandt said the owners fled and blamed the mayor.", "the owners fled and blamed the mayor"),
        ("Brandt said the report was false and he blamed the owners.", "the report was false and he blamed the owners"),
    ],
)
def test_what_a_speaker_says_besides_is_no_part_of_what_is_said(text: str, content: str) -> None:
    first = pipeline.annotate(pipeline.from_text(text, id="t")).attributions[0]
    assert first.content[-1].of(text).rstrip(".") == content


@pytest.mark.parametrize(
    "text",
    [
        # a participle that tells what somebody is known as
        "Police arrested a woman on Friday identified as B.K. and said she had likely paid the money to the crews.",
        # a relative clause has ended before the quotation
        "Mr. Orm, who leans to the left, became mayor after the ''Tide Revolution'' in the fall of 2004 overturned a "
        "false vote that gave the town to Mr. Hale.",
    ],
)
def test_what_is_not_said_is_no_attribution(text: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert not {"identified", "leans"} & {a.cue[0].of(text) for a in found}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "A police officer told a briefing that boats, cars, a cell phone used during the raid, and a coat "
            "corresponding to the scrap found at the crime scene were seized in home searches last week.",
            "that boats, cars, a cell phone used during the raid, and a coat corresponding to the scrap found at the "
            "crime scene were seized in home searches last week",
        ),
        (
            "A port officer told a briefing that weapons, boats, a cell phone used during the storm, and a bullet "
            "corresponding to the case found at the pier scene were seized in home searches last week.",
            "that weapons, boats, a cell phone used during the storm, and a bullet corresponding to the case found at "
            "the pier scene were seized in home searches last week",
        ),
        ("The clerk told a story that made the crews laugh last week.", "a story that made the crews laugh last week"),
    ],
)
def test_those_who_are_told_it_are_no_part_of_it(text: str, content: str) -> None:
    first = pipeline.annotate(pipeline.from_text(text, id="t")).attributions[0]
    assert first.content[0].of(text) == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("''Follow us,'' Hale said, and the boys, intrigued, trailed behind to the gate.", ["''Follow us,''"]),
        ("“Follow us,” Hale said, but nobody came to the gate.", ["“Follow us,”"]),
        ("“We came,” Hale said, “and we won the race.”", ["“We came,”", "“and we won the race.”"]),
        ("The plan, said Hale, is dead, and the crews are tired.", ["is dead, and the crews are tired"]),
        (
            "Hale wrote to her crews saying: “The race goes on” and vowing to sail in May.",
            ["saying: “The race goes on”"],
        ),
        (
            "Hale said the board was hiring “quiet” crews and cutting fares.",
            ["the board was hiring “quiet” crews and cutting fares"],
        ),
        ("Hale said the race “goes on” and on.", ["the race “goes on” and on"]),
    ],
)
def test_what_the_reporter_goes_on_with_is_no_part_of_it(text: str, content: list[str]) -> None:
    first = pipeline.annotate(pipeline.from_text(text, id="t")).attributions[0]
    assert [span.of(text).rstrip(".") for span in first.content] == [part.rstrip(".") for part in content]
