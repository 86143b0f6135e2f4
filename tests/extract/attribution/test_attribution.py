"""Attributions in sentences of our own: [text, source, cue, content, kind], with the reason above each."""

from __future__ import annotations

import pytest

from briefing import pipeline, rules
from briefing.extract.attribution import lexicon
from briefing.model.findings import Attribution


def found(text: str, engine: str = "auto") -> tuple[str, tuple[Attribution, ...]]:
    return text, pipeline.annotate(pipeline.from_text(text, id="t"), engine=engine).attributions


CASES = [
    # a quotation broken by its tag is one attribution
    (
        "“We will wait,” Mayor Ada Brenn said. “Then we will vote.”",
        "Mayor Ada Brenn",
        "said",
        ["“We will wait,”", "“Then we will vote.”"],
        "direct",
    ),
    # the verb before its subject
    ("“The dam held,” said Petra Vance.", "Petra Vance", "said", ["“The dam held,”"], "direct"),
    # a clause without quotation marks
    ("Tamsin said that the fares would be frozen.", "Tamsin", "said", ["that the fares would be frozen"], "indirect"),
    # partly in the speaker's words
    (
        "Abernethy called the decision “sensible, if late.”",
        "Abernethy",
        "called",
        ["the decision “sensible, if late.”"],
        "mixed",
    ),
    # a belief is a position as well as a saying
    ("Vance thinks that the crews are tired.", "Vance", "thinks", ["that the crews are tired"], "indirect"),
    # a wish with its infinitive
    ("The chamber wants to open the tunnel.", "The chamber", "wants", ["to open the tunnel"], "indirect"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "kind"), CASES, ids=[c[0][:30] for c in CASES])
def test_an_attribution_is_found(text: str, source: str, cue: str, content: list[str], kind: str) -> None:
    _, attributions = found(text)
    rows = [
        (
            [s.of(text).rstrip(",") for s in a.source],
            [s.of(text) for s in a.cue],
            [s.of(text).rstrip(".") for s in a.content],
            a.kind,
        )
        for a in attributions
    ]
    assert ([source], [cue], [c.rstrip(".") for c in content], kind) in rows


SIGNED = [
    # a quotation on its own line, a dash, a name
    (
        "Readers wrote to us.\n\n“The fares are far too high for all of us.” — Carla Benn\n\n"
        "“It was long, and cold, and dear.” ― Tim Dahl",
        [
            ("Carla Benn", "“The fares are far too high for all of us.”"),
            ("Tim Dahl", "“It was long, and cold, and dear.”"),
        ],
    ),
    # a transcript, whose labels come again
    (
        "VANCE: We go on with this.\n\nORME: We do not go on.\n\nVANCE: Then we vote on it.\n\n"
        "ORME: So let us vote now.",
        [
            ("VANCE", "We go on with this"),
            ("ORME", "We do not go on"),
            ("VANCE", "Then we vote on it"),
            ("ORME", "So let us vote now"),
        ],
    ),
    # what something was called, and by whom
    (
        "A trial run was held on Monday, which was called “useful” by the harbour board.",
        [("the harbour board", "“useful”")],
    ),
    ("The plan, described as a “shame” by the union, was dropped.", [("the union", "“shame”")]),
]


@pytest.mark.parametrize(("text", "rows"), SIGNED)
def test_form_alone_gives_a_line_to_its_speaker(text: str, rows: list[tuple[str, str]]) -> None:
    _, attributions = found(text)
    got = [(a.source[0].of(text), a.content[0].of(text).rstrip(".")) for a in attributions if a.source]
    for speaker, words in rows:
        assert (speaker, words.rstrip(".")) in got


def test_a_label_that_comes_once_is_no_speaker_by_its_form() -> None:
    text = "UPDATE: The road is open again.\n\nThe crews had left by noon."
    assert [a for a in found(text)[1] if a.certainty == "sure"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The boat was called “Perla” by its first owner.",  # a name
        "The gate was called “open” at noon.",  # by nobody
    ],
)
def test_what_is_named_or_called_so_by_nobody_is_no_position_by_its_form(text: str) -> None:
    assert [a for a in found(text)[1] if a.certainty == "sure"] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # behind a word, a quotation belongs to the phrase it stands in
        (
            "“They shoot first,” Ines Brenn said, pointing to a report on dozens of “lost crews” in the strait.",
            ["“They shoot first,”"],
        ),
        # behind the comma of the tag, it goes on
        (
            "“They shoot first,” Ines Brenn said, “and they ask later.”",
            ["“They shoot first,”", "“and they ask later.”"],
        ),
    ],
)
def test_a_quotation_goes_on_behind_the_marks_of_its_tag_only(text: str, content: list[str]) -> None:
    assert content in [[s.of(text) for s in a.content] for a in found(text)[1]]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # no subject is shared over a conjunction that begins a clause
        ("New patrols are under way in Halden and locals fear that the road may close.", {"locals"}),
        # it is shared where the conjunction joins the verbs
        (
            "Orla Venn argued that the road was safe and warned that a detour would cost more.",
            {"Orla Venn"},
        ),
    ],
)
def test_a_subject_is_shared_only_where_the_verbs_are_joined(text: str, speakers: set[str]) -> None:
    assert {a.speaker for a in found(text)[1]} == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The ferry crossed the strait at night.",  # nobody says anything
        "The so-called “night boat” was late.",  # scare quotes
        "She read “The Long Tide” on the way.",  # a title in quotes
    ],
)
def test_no_position_is_found_where_nobody_takes_one(text: str) -> None:
    assert [a for a in found(text)[1] if a.certainty == "sure"] == []


STORM = "Hurricane Florence threatened the coast on Friday. {} The mayor said that Tropical Storm Ada was next."


@pytest.mark.parametrize(
    "text", ["Florence promises heavy rains.", "The hurricane warned nobody; Florence promised rain."]
)
def test_a_storm_says_nothing(text: str) -> None:
    whole, attributions = found(STORM.format(text))
    assert not [
        s.of(whole) for a in attributions for s in a.source if "Florence" in s.of(whole) or "Ada" in s.of(whole)
    ]


def test_a_person_of_a_storms_name_speaks_by_the_full_one() -> None:
    blamed = "Karl Orme, the head of the response to Hurricane Florence, said that it rained."
    whole, attributions = found(STORM.format(f"“It was wet,” said Florence Brandt. {blamed}"))
    spoke = [s.of(whole) for a in attributions for s in a.source]
    assert "Florence Brandt" in spoke
    assert [s for s in spoke if s.startswith("Karl Orme")] != []


@pytest.mark.parametrize(("text", "words"), rules.load("cues", "en")["no_comment"]["examples"])
def test_no_comment_is_a_position_of_its_own(text: str, words: str) -> None:
    _, attributions = found(text)
    assert [(a.kind, a.content[0].of(text)) for a in attributions if a.kind == "no_comment"] == [("no_comment", words)]


@pytest.mark.parametrize("text", rules.load("cues", "en")["no_comment"]["counterexamples"])
def test_other_refusals_are_no_comment_to_nobody(text: str) -> None:
    assert [a for a in found(text)[1] if a.kind == "no_comment"] == []


def test_without_a_model_the_plain_patterns_work() -> None:
    text, attributions = found("“We will wait,” Ada Brenn said. “Then we vote.”", engine="rules")
    assert [[s.of(text) for s in a.content] for a in attributions] == [["“We will wait,”", "“Then we vote.”"]]
    assert attributions[0].source[0].of(text) == "Ada Brenn"


@pytest.mark.parametrize(
    ("word", "stance"),
    [("denied", "denies"), ("urged", "asks"), ("warned", "warns"), ("said", "asserts"), ("vowed", "promises")],
)
def test_a_cue_has_its_stance(word: str, stance: str) -> None:
    assert lexicon.load("en").stance(word) == stance


def test_a_dateline_claims_nothing() -> None:
    text = (
        "NORHAVEN, Port District — A harbour court on Monday accused two men of theft. They denied it, the court said."
    )
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert found
    assert all(not source.of(text).startswith("NORHAVEN") for a in found for source in a.source)


def test_who_speaks_behind_a_dateline_has_no_place_in_the_name() -> None:
    text = "NORHAVEN - Port police said on Monday that the quay was closed. The council asked for calm."
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [source.of(text) for source in found[0].source] == ["Port police"]


def test_who_speaks_first_in_capitals_is_no_dateline() -> None:
    text = "NATO said on Monday that the strait was open."
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [source.of(text) for a in found for source in a.source] == ["NATO"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“The mill owners set the fire themselves to harm us.” Harbour minister Teo Brandt said on Monday.",
            "Harbour minister Teo Brandt",
        ),
        ("It burned. “Nobody saw a soul on the quay that night.” The mayor told reporters.", "The mayor"),
    ],
)
def test_a_quotation_closed_by_a_full_stop_is_said_by_the_tag_behind_it(text: str, source: str) -> None:
    (found,) = (a for a in pipeline.annotate(pipeline.from_text(text, id="t")).attributions if a.kind == "direct")
    assert [span.of(text) for span in found.source] == [source]
    assert found.content[0].of(text).startswith("“")


@pytest.mark.parametrize(
    "behind",
    [
        "Teo Brandt said the owners had fled.",
        "Teo Brandt told of a night without sleep.",
        "Teo Brandt walked along the quay on Monday.",
        "Teo Brandt said: “We will not rest until they are found.”",
    ],
)
def test_who_says_something_else_behind_a_quotation_did_not_say_it(behind: str) -> None:
    text = f"“The mill owners set the fire themselves to harm us.” {behind}"
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert not any(a.source and a.content[0].start == 0 for a in found)
