"""A position's line reads as a statement; fragments and accounts of what somebody does stay in the review."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import briefing
from briefing import rules
from briefing.compose import sentence_features, statements
from briefing.model.brief import Brief


def brief_of(text: str) -> Brief:
    day = dt.date(2026, 6, 11)
    return briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=day)), as_of=day)


def printed(text: str) -> list[str]:
    return [row.line.text for row in brief_of(text).positions]


@pytest.mark.parametrize(
    ("text", "cue", "position"), [row for case in rules.load("statements", "en")["cases"] for row in case["examples"]]
)
def test_a_verb_with_a_thing_is_a_position_or_a_deed(text: str, cue: str, position: bool) -> None:
    assert cue in text
    lines = printed(text)
    assert bool(lines) is position, lines


@pytest.mark.parametrize(
    "text",
    [
        # what something is done for
        "The Harbour Board uses its forecasts to assess whether the levy is likely to hold.",
        # the tag of a quotation
        "“It was late,” said Mayor Ann Hale, adding with a smile that she did not think the crews would go.",
        # a participle whose verb is not printed
        "Mayor Ann Hale sat down with the crews, describing the harbour chief.",
        # a noun that only names what is said
        "The strike is an admission by Mayor Ann Hale that the harbour is losing the crews.",
        # what lacks the noun that a clause hangs on
        "The money, which Mayor Ann Hale said she collected as a fee, is gone.",
        "A woman the harbour police identified as the owner was held.",
        # numbers alone
        "“$16 million, $10 million, $23 million,” Mayor Ann Hale said as she read the list.",
        # a duty
        "Mayor Ann Hale continued to conduct tests on the quay.",
    ],
)
def test_fragments_and_deeds_are_no_positions(text: str) -> None:
    for line in printed(text):
        assert line.startswith("“") or line[:1].isupper()
        first = line.split()[0].lower()
        assert first not in {
            "uses",
            "said",
            "adding",
            "describing",
            "which",
            "identified",
            "“$16",
            "admission",
            "continued",
            "to",
        }, line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Mayor Ann Hale said the quay would close.", "The quay would close"),
        ("Mayor Ann Hale welcomed the decision to keep the ferries.", "Welcomed the decision to keep the ferries"),
        ("Mayor Ann Hale refused to support the levy.", "Refused to support the levy"),
        ("Mayor Ann Hale hopes to keep the ferries.", "Hopes to keep the ferries"),
        ("Mayor Ann Hale called the levy “a gift to the rich”.", "Called the levy “a gift to the rich”"),
        ("Mayor Ann Hale said “the quay will close” in May.", "“the quay will close”"),
        (
            "Judge Ann Hale joined the others in finding that the levy is lawful.",
            "Joined the others in finding that the levy is lawful",
        ),
        ("Mayor Ann Hale denied reports that the quay had closed.", "Denied reports that the quay had closed"),
    ],
)
def test_statements_stay(text: str, line: str) -> None:
    assert any(row.startswith(line) for row in printed(text)), printed(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Asked what the levy would cost, Mayor Ann Hale said it would be dear.", ["It would be dear"]),
        ("Questioned about the fares, Mayor Ann Hale said they would stay.", ["They would stay"]),
        ("Mayor Ann Hale asked whether the levy would stay.", ["Asked whether the levy would stay"]),
    ],
)
def test_what_a_speaker_was_asked_is_no_position_of_theirs(text: str, lines: list[str]) -> None:
    assert printed(text) == lines


def test_what_is_held_back_can_be_released() -> None:
    brief = brief_of("Mayor Ann Hale has responded with harsh attacks on the crews.")
    assert not brief.positions
    assert [row.line.text for row in brief.held_positions] == ["Has responded with harsh attacks on the crews"]


TALK = (
    "ADA BRENN, HOST:\n\nThe quay of Lindow is closed. Our reporter stood there all night.\n\n"
    "PETRA VANCE, BYLINE: Good morning, Ada.\n\n"
    "BRENN: Take us through what happened at the quay that night.\n\n"
    "VANCE: Crews of nine ferries walked off their boats and blocked the harbour.\n\n"
    "BRENN: Nine boats stayed at the quay of the harbour that night.\n\n"
    "VANCE: The crews say that the board of the harbour must pay first."
)


def test_what_the_host_of_a_talk_says_is_neither_a_position_nor_a_key_point() -> None:
    brief = brief_of(TALK)
    assert "Vance" in " ".join(row.speaker.name.title() for row in brief.positions)
    assert not [row for row in brief.positions if "brenn" in row.speaker.name.lower()]
    lines = [row.line.text for row in (*brief.bottom_line, *brief.key_points)]
    assert not [line for line in lines if "Take us through" in line]
    assert {one.reason for one in brief.left_out} >= {"leads the talk, and asks in it"}


@pytest.mark.parametrize(
    ("tag", "content"),
    [
        ("Mayor Ann Hale said in a statement on Monday.", False),
        ("Mayor Ann Hale told reporters at the quay on Monday.", False),
        ("Mayor Ann Hale said the quay was closed on Monday.", True),
        ("Mayor Ann Hale told a meeting on Monday that the quay was closed.", True),
        ("Mayor Ann Hale spoke about the quay on Monday.", True),
        ("Mayor Ann Hale asked for new ferries on Monday.", True),
        ("Mayor Ann Hale said goodbye to the crews on Monday and closed the quay.", True),
    ],
)
def test_a_sentence_that_tells_only_who_spoke_is_on_no_page(tag: str, content: bool) -> None:
    brief = brief_of(f"The ferries stopped at noon on Monday. {tag} The crews went home in the evening.")
    lines = [row["text"] for row in json.loads(briefing.render(brief, "json"))["printed"]["lines"]]
    assert bool(lines)
    assert any(set(tag.split()[3:6]) <= set(line.split()) for line in lines) is content, lines


@pytest.mark.parametrize(
    ("sentence", "story"),
    [
        ("(1 crown equals to 0.25 U.S. dollars)", False),
        ("($1 = 7.0900 crowns)", False),
        ("One crown equals 0.25 dollars.", False),
        ("One in four crews equals the old record of 250 boats.", True),
        ("(1 in 4 crews had left by then)", True),
    ],
)
def test_what_a_currency_is_worth_is_on_no_page(sentence: str, story: bool) -> None:
    brief = brief_of(f"The ferries lost 97 million crowns in the storm. {sentence} The crews went home.")
    lines = [row["text"] for row in json.loads(briefing.render(brief, "json"))["printed"]["lines"]]
    assert any(sentence.strip("().") in line for line in lines) is story, lines


HEADLINE = "Harbour Board Closes the Old Pier"
STORY = (
    "Harbour Board Closes the Old Pier.\n\nThe harbour board of Skarn shut its oldest pier on Monday after a crack was "
    "found.\n\nMayor Ann Hale said the crack was small.\n\nEditor’s note: Mayor Hale has often been wrong by 9 metres."
)


def lines_of(title: str | None) -> list[str]:
    article = briefing.from_text(STORY, id="quay", title=title, date=dt.date(2026, 6, 11))
    made = briefing.brief(briefing.annotate(article), as_of=dt.date(2026, 6, 11))
    return [line["text"] for line in json.loads(briefing.render(made, "json"))["printed"]["lines"]]


def test_a_headline_that_the_text_repeats_is_no_line() -> None:
    lines = lines_of(HEADLINE)
    assert any("shut its oldest pier" in line for line in lines)
    assert not any("Closes the Old Pier" in line for line in lines)


def test_a_first_sentence_that_is_not_the_headline_stays() -> None:
    findings = briefing.annotate(briefing.from_text(STORY, id="quay", title="Pier shut in Skarn"))
    assert not any(statements.is_headline(findings, sentence) for sentence in findings.sentences)


def test_what_an_editor_adds_is_no_line() -> None:
    assert not any("often been wrong" in line for line in lines_of(HEADLINE))


def test_a_repeated_headline_moves_no_sentence_from_its_place() -> None:
    places = []
    for text in (STORY, STORY.partition("\n\n")[2]):
        findings = briefing.annotate(briefing.from_text(text, id="quay", title=HEADLINE, date=dt.date(2026, 6, 11)))
        seen = next(
            features
            for features, sentence in zip(sentence_features.of_article(findings), findings.sentences, strict=True)
            if "oldest pier" in sentence.span.of(text)
        )
        places.append({name: value for name, value in seen.items() if name.startswith(("place", "paragraph"))})
    assert places[0] == places[1]
    assert places[0]["place=0"] == 1.0


def test_code_of_a_web_page_is_no_line() -> None:
    text = (
        "The harbour board of Skarn shut its oldest pier on Monday after a crack was found.\n\n"
        "<blockquote class=“note”><p>The crack is nine metres long, Mayor Ann Hale says <a href=“x”>here</a>."
        "\n\nMayor Ann Hale said ships of < 90 tons may still sail."
    )
    made = briefing.brief(
        briefing.annotate(briefing.from_text(text, id="quay", date=dt.date(2026, 6, 11))), as_of=dt.date(2026, 6, 11)
    )
    lines = [line["text"] for line in json.loads(briefing.render(made, "json"))["printed"]["lines"]]
    assert not any("blockquote" in line for line in lines)
    assert any("90 tons" in line for line in lines)


def test_a_number_that_somebody_did_not_mention_is_not_theirs() -> None:
    text = (
        "The harbour board of Skarn shut its oldest pier on Monday after a crack was found.\n\n"
        "The Harbour Fund’s report did not mention, however, that the mayor backed a plan of 1.9 million crowns."
        "\n\nThe Harbour Fund said that the pier had cost 3 million crowns."
    )
    made = briefing.brief(
        briefing.annotate(briefing.from_text(text, id="quay", date=dt.date(2026, 6, 11))), as_of=dt.date(2026, 6, 11)
    )
    givers = {row.figure: row.claimed_by.name if row.claimed_by else None for row in made.figures}
    assert givers["1.9 million crowns"] is None
    assert givers["3 million crowns"] == "Harbour Fund"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Ann Hale Hits Tom Arne On The Quay Tax", True),
        ("Harbour Board Rejects The Idea Of A Fare Rise.", True),
        ("7. WHERE LINDOW IS FACING A DILEMMA.", True),
        ("Ann Hale hits Tom Arne on the Quay Tax.", False),
        ("Mayor Ann Hale Of Lindow spoke.", False),
        ("Ann Hale, Tom Arne, Orla Venn, Ole Dahl.", False),
    ],
)
def test_the_headline_of_another_story_is_told_by_its_capitals(line: str, is_one: bool) -> None:
    found = briefing.annotate(briefing.from_text(f"The quay reopened on Monday.\n\n{line}", id="quay"))
    assert statements.is_headline(found, found.sentences[1]) is is_one
