from __future__ import annotations

import datetime as dt

import pytest

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
    assert brief(title="Fire").bottom_line[0].line.text == "The harbour closed on Monday after a fire."


def test_a_sentence_that_is_the_title_is_not_told_again() -> None:
    page = brief()
    assert (page.title, page.title_from) == ("The harbour closed on Monday after a fire", "lead")
    lines = [row.line.text for row in (*page.bottom_line, *page.key_points)]
    assert [line for line in lines if line.startswith("The harbour closed")] == []


def test_an_article_of_one_sentence_has_a_bottom_line_too() -> None:
    found = briefing.annotate(briefing.from_text("The harbour closed on Monday after a fire.", id="one"))
    assert len(briefing.brief(found, as_of=dt.date(2026, 6, 10)).bottom_line) == 1


def test_key_points_repeat_nothing_that_the_page_tells_elsewhere() -> None:
    text = STORY + (
        "\n\nThe old quay holds the grain stores of the whole valley and the only crane of the harbour. "
        "Boats from the valley bring the harvest to the quay and the crane lifts it into the stores. "
        "Most of the fishermen of the valley keep their boats and nets at the old quay all through the year. "
        "Owners of the stores have moved 40 truckloads of grain inland since the fire, the harbour office counted. "
        "The harbour will open again on June 20 if the crane holds."
    )
    found = briefing.annotate(briefing.from_text(text, id="fire", date=dt.date(2026, 6, 9)))
    page = briefing.brief(found, as_of=dt.date(2026, 6, 10), title="Fire")
    points = {row.line.evidence[0].sentence for row in page.key_points}
    others = (*page.bottom_line, *page.chronology, *page.scheduled, *page.positions, *page.questions)
    assert points
    assert points & {e.sentence for row in others for e in row.line.evidence} == set()


def test_every_choice_is_explained_and_adds_up() -> None:
    page = brief()
    rows = (*page.bottom_line, *page.chronology, *page.positions, *page.figures, *page.questions)
    assert rows
    for row in rows:
        assert row.choice.score == pytest.approx(sum(float(w.rsplit(" ", 1)[1]) for w in row.choice.why), abs=0.06)


def test_a_figure_row_says_what_it_counts_who_gives_it_and_when() -> None:
    text = "Mayor Ada Brenn said that at least 40 houses were flooded on Monday."
    found = briefing.annotate(briefing.from_text(text, id="flood", date=dt.date(2026, 6, 10)))
    (row,) = briefing.brief(found, as_of=dt.date(2026, 6, 11)).figures
    assert (row.figure, row.value, row.counts) == ("at least 40", 40, "houses were flooded")
    assert (row.claimed_by.name if row.claimed_by else None) == "Ada Brenn"
    assert row.when is not None
    assert row.when.value == "2026-06-08"


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
