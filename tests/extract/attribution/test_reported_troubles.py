"""Publicly reported troubles of tools that do a part of this job: who is right to be named, in small inputs."""

from __future__ import annotations

import pytest

from briefing import pipeline

#: (where the like was reported, input, [words of what is said, whose they are; ``None`` where nobody may be named]).
ROWS = [
    (
        "CoreNLP#905: a second paragraph opened anew",
        'Hugo Tarn, a surgeon at the county hospital, said: "We shall not get through the winter.\n\n'
        '"Without them we close," he added.',
        [("through the winter", "Hugo Tarn"), ("Without them", "Hugo Tarn")],
    ),
    (
        "CoreNLP#905: a quotation behind what was said",
        "Kadir Vossen, a councillor, said he was worried. "
        '"What the board has done is set neighbour against neighbour."',
        [("he was worried", "Kadir Vossen"), ("What the board has done", "Kadir Vossen")],
    ),
    (
        "CoreNLP#1139: paragraphs that leave the quotation open",
        'Mayor Dana Pell spoke first. "We have seen the pressure fall," she said. "But the level is rising.\n\n'
        '"Until now, we have been able to stay below the mark.\n\n"I ask everyone to keep away from the bank."',
        [("pressure fall", "Dana Pell"), ("below the mark", "Dana Pell"), ("away from the bank", "Dana Pell")],
    ),
    (
        "CoreNLP#604: a pronoun in the next sentence",
        'In the spring Joe Marsh decided to leave. He said, "I am going home."',
        [("I am going home", "Joe Marsh")],
    ),
    (
        "textacy#380: marks of two kinds",
        'Minister Bill Karn told reporters they "shouldn‘t read too much" into it. "It will pass,” he said.',
        [("read too much", "Bill Karn"), ("It will pass", "Bill Karn")],
    ),
    ("spaCy#1285: nobody before him", 'The talks broke up at noon. "Don\'t worry!", he said.', [("worry", None)]),
    (
        "spaCy#2619: a word in marks",
        'Try the new rules now. "Exemptions" behave differently, lawyer Nina Faber said.',
        [("behave differently", "Nina Faber")],
    ),
    ("spaCy#5268: a suffix", "John Marek Sr. said the fund was sound.", [("the fund was sound", "John Marek Sr.")]),
    (
        "smartquotes.js#19: a quotation within",
        "\"Then maybe the neighbours shout, 'You want me to go where?'\" says Jessica Hagen, a volunteer at Cedar "
        "Hill's fire post.",
        [("You want me to go where", "Jessica Hagen")],
    ),
    (
        "novalist#13: single marks",
        "'The quay moves under our feet,' Mayor Ada Brenn said. 'It isn't safe.'",
        [("moves under our feet", "Ada Brenn"), ("safe", "Ada Brenn")],
    ),
    (
        "CoreNLP#766: she and he",
        "Alex Mathews met Martha Lund. She said the offer was fair. He said it was not.",
        [("the offer was fair", "Martha Lund"), ("it was not", "Alex Mathews")],
    ),
    (
        "neuralcoref#181: two without a name",
        "The doctor briefed the teachers. The administrator wrote a report. He said the school would close.",
        [("the school would close", None)],
    ),
    (
        "lambeq#186: two with a name",
        "Bob Hale and Alice Kerr toured the plant. They said it was safe.",
        [("it was safe", None)],
    ),
    (
        "spaCy#68: short forms",
        'The UN envoy, Gen. Marco Silva, said the U.S. had agreed. "It\'s done," Gen. Silva said.',
        [("had agreed", "Marco Silva"), ("done", "Marco Silva")],
    ),
    (
        "CoreNLP#1251: a name in marks",
        '"Last night. Shots again. Senseless," said a street vendor who goes by the name "Shorty."',
        [("Shots again", "street vendor")],
    ),
    (
        "CoreNLP#1251: a name in marks that is what is said",
        'Mayor Dana Pell called the plan "the worst that this town has ever seen."',
        [("the worst that this town", "Dana Pell")],
    ),
    (
        "sayswho#3: talking to somebody says nothing",
        'Alice Venn began talking to the clerk, Bob Roth. "The papers are not in order." Roth nodded.',
        [("the clerk", "NOBODY")],
    ),
    (
        "sayswho#3: talking of something does",
        "Alice Venn spoke of a long winter for the crews and of a port without boats.",
        [("a long winter", "Alice Venn")],
    ),
    (
        "tech-and-check-alerts#131: two labels in one line",
        'Governor Lena Orr: "We are ready for the storm." Senator Max Dahl (R): "We are not."',
        [("ready for the storm", "Lena Orr"), ("We are not", "Max Dahl")],
    ),
    (
        "tech-and-check-alerts#131: one label, and a colon within what is said",
        'Governor Lena Orr: "We are ready." The town has what it needs: boats, sand and men.',
        [("We are ready", "Lena Orr")],
    ),
]


@pytest.mark.parametrize(("where", "text", "rows"), ROWS)
def test_the_right_one_is_named(where: str, text: str, rows: list[tuple[str, str | None]]) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    for words, speaker in rows:
        whose = {
            a.speaker if a.actor is not None else None for a in found if any(words in c.of(text) for c in a.content)
        }
        assert whose == (set() if speaker == "NOBODY" else {speaker}), where


def test_a_quotation_keeps_its_opening_mark() -> None:
    text = 'In the spring Joe Marsh decided to leave. He said, "I am going home."'
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [c.of(text) for a in found for c in a.content] == ["to leave", '"I am going home."']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The plan was described by the seafarers' union as a “rare chance” in May.", ["“rare chance”"]),
        # what was raised by somebody was called so by somebody else
        ("Norland rejected the fears raised by the crews as “plainly one-sided” in May.", []),
        # a name in marks is what somebody is called
        ("A man was seen by the police as a “Norlander” on Monday in the port of Hove.", []),
    ],
)
def test_what_something_is_described_as_by_somebody_is_theirs(text: str, said: list[str]) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t")).attributions
    assert [c.of(text) for a in found if a.kind == "direct" for c in a.content] == said


def test_titles_of_films_are_no_statements() -> None:
    text = 'The firm made training films such as "Mothballing Your Battleship" and "Dig Your Own Canal".'
    assert pipeline.annotate(pipeline.from_text(text, id="t")).attributions == ()
