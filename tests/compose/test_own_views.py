"""What the authors of an opinion piece hold is kept for the review, and nothing of any other article."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import briefing
from briefing import pipeline, rules
from briefing.compose import own_views
from briefing.model.brief import Brief

OPINION = (
    "The harbour fares have doubled in ten years. As planners, we believe that a cap is possible.\n\n"
    "The board should freeze the fares until the new pier is paid for. Mayor Ada Brenn said that it must wait. "
    "“We need time,” she said. The ferries left at noon on Monday."
)
REPORT = OPINION.replace("As planners, we believe that a cap is possible.", "“I think a cap is possible,” she said.")


def brief(text: str, authors: tuple[str, ...]) -> Brief:
    document = briefing.from_text(text, id="own", date=dt.date(2026, 6, 9))
    found = briefing.annotate(replace(document, authors=authors))
    return briefing.brief(found, as_of=dt.date(2026, 6, 10))


def views(text: str, authors: tuple[str, ...]) -> list[tuple[str, str]]:
    held = brief(text, authors).held_positions
    return [(r.speaker.name, r.line.text) for r in held if own_views.REASON in r.choice.why]


def test_the_authors_of_an_opinion_hold_what_they_say_ought_to_be() -> None:
    assert views(OPINION, ("Ines Orme", "Tomas Vane", "Lea Quill")) == [
        ("Ines Orme, Tomas Vane and Lea Quill", "As planners, we believe that a cap is possible."),
        ("Ines Orme, Tomas Vane and Lea Quill", "The board should freeze the fares until the new pier is paid for."),
    ]


def test_they_are_never_printed_by_themselves() -> None:
    assert [r.speaker.name for r in brief(OPINION, ("Ines Orme",)).positions] == ["Ada Brenn", "Ada Brenn"]


def test_an_article_without_authors_or_without_their_voice_has_none() -> None:
    assert views(OPINION, ()) == []
    assert views(REPORT, ("Ines Orme",)) == []


def test_several_authors_are_what_they_say_they_are() -> None:
    told = {
        r.speaker.title for r in brief(OPINION, ("Ines Orme", "Tomas Vane")).held_positions if "Orme" in r.speaker.name
    }
    assert told == {"planners"}


def test_one_author_is_what_the_text_tells_beside_the_name() -> None:
    text = OPINION + "\n\nInes Orme is a professor of transport at Hove University."
    held = brief(text, ("Ines Orme",)).held_positions
    assert {(r.speaker.title, r.speaker.affiliation) for r in held if own_views.REASON in r.choice.why} == {
        ("professor of transport", "Hove University")
    }


def test_the_points_of_a_list_belong_to_the_sentence_that_leads_it() -> None:
    text = (
        OPINION
        + "\n\nA cap rests on three things:\n\nA fair fare for all crews;\n\nOpen books.\n\nIt rained on Monday."
    )
    lines = [line for _, line in views(text, ("Ines Orme",))]
    assert lines[-2:] == ["A fair fare for all crews;", "Open books."]


COMMENTARY = (
    "The harbour board has shut two quays since May. Fares must not pay for its mistakes.\n\n"
    "The board should open the quays again before the autumn. It has to publish its accounts as well.\n\n"
    "The ferries carried fewer people than a year ago. A cap on the fares is the least that ought to follow."
)


@pytest.mark.parametrize(
    ("text", "opinion"), [(row["text"], row["opinion"]) for row in rules.load("opinion", "en")["example"]]
)
def test_a_headline_or_a_section_says_whether_a_piece_is_an_opinion(text: str, opinion: bool) -> None:
    assert own_views.is_called(text, "en") is opinion


def speakers(text: str, authors: tuple[str, ...] = (), title: str | None = None) -> dict[str, str | None]:
    document = briefing.from_text(text, id="own", date=dt.date(2026, 6, 9), title=title)
    found = briefing.annotate(replace(document, authors=authors))
    made = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    return {p.line.text: p.speaker.name if p.speaker else None for p in (*made.bottom_line, *made.key_points)}


def test_a_key_point_of_a_commentary_says_whose_view_it_is() -> None:
    told = speakers(COMMENTARY)
    assert told["Fares must not pay for its mistakes."] == "the commentary"
    assert speakers(COMMENTARY, ("Ines Orme",))["Fares must not pay for its mistakes."] == "Ines Orme"
    assert speakers(COMMENTARY, ("Ines Orme", "Tom Vane"))["Fares must not pay for its mistakes."] == "the authors"


def test_the_same_words_in_a_report_are_given_to_nobody_who_does_not_say_them() -> None:
    report = COMMENTARY + (
        "\n\nMayor Ada Brenn said that the quays were safe. The union said that it would wait. Ada Brenn said that the "
        "council would meet on Friday. The union said that fares had doubled. Brenn said she had read the accounts. "
        "The crews said they would go on. The board said that it would answer. Brenn said it was late. Brenn "
        "said that the board had met. The crews said that they would vote on Monday."
    )
    assert "the commentary" not in speakers(report).values()
    assert "the commentary" in speakers(report, title="Commentary: Two quays too many").values()


COLUMN = (
    "Mayor Ada Brenn has shut the old quay. The problem? Nobody asked for it. Ferries would have sailed there for "
    "years. As I wrote above, crews of the north could have used it. Let’s look at the fares. They would pay for a new "
    "crane. But what does Brenn get from this? The quay could open in May."
)
REPORT = (
    "Mayor Ada Brenn has shut the old quay. Nobody had asked for it. Ferries would have sailed there for years. Crews "
    "of the north could have used it. The fares are high. They would pay for a new crane. The quay could open in May."
)


def test_one_hears_who_writes_a_column() -> None:
    assert speakers(COLUMN)["They would pay for a new crane."] == "the article"
    assert "the article" not in speakers(REPORT).values()


def test_a_report_with_a_question_for_a_heading_is_no_column() -> None:
    report = (
        "Mayor Ada Brenn has shut the old quay.\n\nWhat is a quay?\n\nFerries would have sailed there for years.\n\n"
        "Who pays for it?\n\nCrews of the north could have used it.\n\nWhat comes next?\n\nThe quay could open in May."
    )
    assert set(speakers(report).values()) == {None}


@pytest.mark.parametrize(
    ("text", "whose"),
    [(COMMENTARY, "the commentary"), (COLUMN.replace("could open in May", "could take 40 boats"), "the article")],
)
def test_the_page_of_a_piece_of_opinion_stands_before_verify(text: str, whose: str) -> None:
    document = briefing.from_text(text, id="own", date=dt.date(2026, 6, 9))
    made = briefing.brief(briefing.annotate(document), as_of=dt.date(2026, 6, 10))
    assert f"according to {whose}" in briefing.render(made, "md").decode()
    assert pipeline.verify(made, articles=[document]).faults == ()
