"""Attributions in sentences of our own: [text, source, cue, content, kind], with the reason above each."""

from __future__ import annotations

import pytest

from briefing import pipeline, rules
from briefing.extract.positions import lexicon
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


@pytest.mark.parametrize(("text", "words"), rules.load("cues")["no_comment"]["examples"])
def test_no_comment_is_a_position_of_its_own(text: str, words: str) -> None:
    _, attributions = found(text)
    assert [(a.kind, a.content[0].of(text)) for a in attributions if a.kind == "no_comment"] == [("no_comment", words)]


@pytest.mark.parametrize("text", rules.load("cues")["no_comment"]["counterexamples"])
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
    assert lexicon.load().stance(word) == stance
