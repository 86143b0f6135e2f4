from __future__ import annotations

import datetime as dt

import briefing
from briefing.model.brief import Brief

STORY = (
    "PORT ADLER, June 9, 2026 (Evening Post) — The harbour closed on Monday after a fire.\n\n"
    "Transport Minister Owen Tamsin said that fares would not be frozen. “Nobody should lose a day’s pay,” he said.\n\n"
    "Petra Vance, general secretary of the Crews’ Union, demanded the minister’s resignation.\n\n"
    "The Adler Line did not respond to a request for comment."
)


def brief(**options: object) -> Brief:
    found = briefing.annotate(briefing.from_text(STORY, id="fire", date=dt.date(2026, 6, 9)))
    return briefing.brief(found, as_of=dt.date(2026, 6, 10), **options)  # type: ignore[arg-type]


def test_the_dateline_is_left_out_of_the_bottom_line() -> None:
    assert brief().bottom_line[0].line.text == "The harbour closed on Monday after a fire."


def test_a_phrase_is_printed_with_its_verb() -> None:
    rows = {row.speaker.name: row.line.text for row in brief().positions}
    assert rows["Petra Vance"].startswith("Demanded the minister’s resignation")


def test_a_negation_stays_in_a_position() -> None:
    assert "Fares would not be frozen" in [row.line.text.rstrip(".") for row in brief().positions]


def test_no_comment_is_an_open_question_and_no_position() -> None:
    page = brief()
    assert [q.kind for q in page.questions] == ["no_comment"]
    assert [row for row in page.positions if "respond" in row.line.text] == []


def test_everybody_has_a_position_before_anybody_has_two() -> None:
    best = sorted(brief().positions, key=lambda row: -row.choice.score)[:2]
    assert len({row.speaker.name for row in best}) == 2


def test_an_actor_asked_for_comes_first() -> None:
    best = max(brief(actor=["Vance"]).positions, key=lambda row: row.choice.score)
    assert best.speaker.name == "Petra Vance"


def test_what_is_left_out_says_why() -> None:
    left = brief().left_out
    assert {item.section for item in left} <= {"positions", "key_points", "chronology"}
    assert all(item.reason for item in left)


def test_the_words_between_a_verb_and_its_phrase_stay() -> None:
    text = "Mayor Ada Brenn pointed to a 2019 report on the ferries."
    found = briefing.annotate(briefing.from_text(text, id="report"))
    lines = [row.line.text for row in briefing.brief(found, as_of=dt.date(2026, 6, 10)).positions]
    assert all("Pointed a" not in line for line in lines)
    assert [line for line in lines if line.startswith("Pointed to a 2019 report")] == lines
