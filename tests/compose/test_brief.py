from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.compose import figures, roles, story
from briefing.model.brief import Brief
from briefing.model.sections import Row

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
    assert brief(title="Fire").bottom_line[0].line.text == "The harbour closed on Monday [8 Jun 2026] after a fire."


def test_a_sentence_that_is_the_title_is_not_told_again() -> None:
    page = brief()
    assert (page.title, page.title_from) == ("The harbour closed on Monday after a fire", "lead")
    lines = [row.line.text for row in (*page.bottom_line, *page.key_points)]
    assert [line for line in lines if line.startswith("The harbour closed")] == []


def test_an_article_of_one_sentence_has_a_bottom_line_too() -> None:
    found = briefing.annotate(briefing.from_text("The harbour closed on Monday after a fire.", id="one"))
    assert len(briefing.brief(found, as_of=dt.date(2026, 6, 10)).bottom_line) == 1


def test_a_sentence_stays_a_candidate_though_another_section_could_print_it() -> None:
    text = STORY + (
        "\n\nThe old quay holds the grain stores of the whole valley and the only crane of the harbour. "
        "The harbour will open again on June 20 if the crane holds."
    )
    found = briefing.annotate(briefing.from_text(text, id="fire", date=dt.date(2026, 6, 9)))
    page = briefing.brief(found, as_of=dt.date(2026, 6, 10), title="Fire")
    points = {row.line.evidence[0].sentence for row in page.key_points}
    bottom = {row.line.evidence[0].sentence for row in page.bottom_line}
    (ahead,) = page.scheduled
    assert ahead.line.evidence[0].sentence in points | bottom
    assert points.isdisjoint(bottom)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will the crane of the old harbour hold another winter?", "asks, and does not tell"),
        ("Here is what crews of the harbour should know about the new rules.", "points to what is told elsewhere"),
        ("It burned.", "says too little by itself"),
        ("The crane of the old harbour holds for another winter.", None),
    ],
)
def test_what_says_nothing_by_itself_is_no_key_point_and_no_bottom_line(text: str, expected: str | None) -> None:
    article = f"The harbour of Adler closed on Monday after a fire in its oldest grain store.\n\n{text}"
    found = briefing.annotate(briefing.from_text(article, id="fire", date=dt.date(2026, 6, 9)))
    page = briefing.brief(found, as_of=dt.date(2026, 6, 10), title="Fire")
    reasons = {item.id: item.reason for item in page.left_out if item.section == "key_points"}
    assert reasons.get("s1.0001") == expected
    printed = [row.id for row in (*page.bottom_line, *page.key_points)]
    assert ("s1.0001" in printed) is (expected is None)


def test_every_choice_is_explained() -> None:
    page = brief()
    rows: tuple[Row, ...] = (*page.bottom_line, *page.chronology, *page.positions, *page.figures, *page.questions)
    assert rows
    assert all(row.choice.why for row in rows)


def test_a_figure_row_says_what_it_counts_who_gives_it_and_when() -> None:
    text = "Mayor Ada Brenn said that at least 40 houses were flooded on Monday."
    found = briefing.annotate(briefing.from_text(text, id="flood", date=dt.date(2026, 6, 10)))
    (row,) = briefing.brief(found, as_of=dt.date(2026, 6, 11)).figures
    assert (row.figure, row.value, row.counts) == ("at least 40", 40, "houses were flooded")
    assert (row.claimed_by.name if row.claimed_by else None) == "Ada Brenn"
    assert row.when is not None
    assert row.when.value == "2026-06-08"


@pytest.mark.parametrize(
    ("text", "role", "worth"),
    [
        ("The town could learn a lot from the other 200 ports of the coast.", "evaluation", False),
        ("The town could learn a lot from the other 200 ports of the coast.", "context", True),
        # Somebody is named who holds it.
        ("Brenn said the town could learn a lot from the other 200 ports of the coast.", "evaluation", True),
    ],
)
def test_a_number_in_an_opinion_of_nobody_s_is_worth_nothing(
    text: str, role: str, worth: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = {kind: float(kind == role) for kind in roles.ROLES}
    monkeypatch.setattr(story, "of_sentences", lambda findings, _: [judged for _ in findings.sentences])
    found = briefing.annotate(briefing.from_text(f"Mayor Ada Brenn shut the old quay. {text}", id="quay"))
    (row,) = briefing.brief(found, as_of=dt.date(2026, 6, 11)).figures
    assert (figures.OF_NOBODY not in row.choice.why) is worth


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Mayor Ada Brenn spoke of the quay as she sat between two children.", False),
        ("Mayor Ada Brenn thanked a docker who had three dogs.", False),
        ("Two ferries sank off the old quay.", True),
        ("Mayor Ada Brenn shut the quay after a fire, wounding three dockers.", True),
        ("Mayor Ada Brenn thanked a docker who had thirty dogs.", True),
    ],
)
def test_a_few_counted_by_the_way_are_worth_nothing(text: str, worth: bool) -> None:
    found = briefing.annotate(briefing.from_text(text, id="quay"))
    (row,) = briefing.brief(found, as_of=dt.date(2026, 6, 11)).figures
    assert (figures.BY_THE_WAY not in row.choice.why) is worth


def test_a_phrase_is_printed_with_its_verb() -> None:
    rows = {row.speaker.name: row.line.text for row in brief().positions}
    assert rows["Petra Vance"].startswith("Demanded the minister’s resignation")


def test_a_negation_stays_in_a_position() -> None:
    assert "Fares would not be frozen" in [row.line.text.rstrip(".") for row in brief().positions]


def test_no_comment_is_an_open_question_and_no_position() -> None:
    page = brief()
    assert [q.kind for q in page.questions] == ["no_comment"]
    assert [row for row in page.positions if "respond" in row.line.text] == []


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
