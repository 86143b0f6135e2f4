"""A person's decision holds: what is kept is printed, what is left out stays out, an order and a name stay as given."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email
import re
from typing import Any

import pytest

import briefing
from briefing import pipeline, review
from briefing.errors import FitError, ReviewError
from briefing.layout import template
from briefing.model import identity, record, sections
from briefing.model.brief import Brief
from briefing.model.by_hand import Struck
from briefing.model.findings import Findings
from briefing.model.time import Interval, When
from briefing.review import Review, when, words
from tests.briefs import random_brief
from tests.review.test_review import FIRST, SECOND, block, extracted, field, line_of, reread, with_field

LOOK = template.load()
ROWS = ("bottom_line", "key_points", "chronology", "scheduled", "positions", "questions")


@pytest.fixture
def text(brief: Brief, findings: Findings) -> str:
    return review.write(Review(brief, (findings.document,)), {}).decode()


def on_page(brief: Brief) -> set[str]:
    return {line.id for line in pipeline.lay_out(brief, LOOK).lines}


@pytest.mark.parametrize("section", ["key_points", "chronology", "positions", "questions", "figures"])
@pytest.mark.parametrize("seed", [3, 11])
def test_a_kept_row_is_printed_on_a_full_page_however_little_it_is_worth(section: str, seed: int) -> None:
    brief = random_brief(seed, items=60)
    rows = getattr(brief, section)
    if not rows:
        pytest.skip("this brief has no such row")
    worst = min(rows, key=lambda row: row.choice.score)
    worst = dataclasses.replace(worst, choice=dataclasses.replace(worst.choice, score=-9.0))
    now = tuple(worst if row.id == worst.id else row for row in rows)
    replaced: dict[str, Any] = {section: now}
    brief = dataclasses.replace(brief, **replaced)
    assert worst.id not in on_page(brief)
    page = pipeline.lay_out(dataclasses.replace(brief, kept=(worst.id,)), LOOK)
    assert worst.id in {line.id for line in page.lines}
    assert len(page.sheets) == 1


def test_kept_rows_stand_across_sections_and_all_else_yields() -> None:
    brief = random_brief(5, items=60)
    kept = tuple(row.id for section in ROWS for row in getattr(brief, section)[-2:])
    assert len(kept) > 6
    assert set(kept) <= on_page(dataclasses.replace(brief, kept=kept))


def test_more_kept_rows_than_the_page_holds_are_told_with_their_heights() -> None:
    brief = random_brief(5, items=60)
    rows = [row for section in ROWS for row in getattr(brief, section)]
    with pytest.raises(FitError) as told:
        pipeline.lay_out(dataclasses.replace(brief, kept=tuple(row.id for row in rows)), LOOK)
    names = identity.names(brief)
    assert f"{len(rows)} lines marked keep: yes need" in told.value.what
    listed = [line for line in told.value.what.splitlines() if re.match(r" +\d+ pt  \w+: \w+-", line)]
    assert len(listed) == len(rows)
    assert all(names[row.id] in told.value.what for row in rows)
    assert told.value.exit_code == 7


def test_a_page_with_kept_rows_is_made_again_from_its_record(text: str, findings: Findings) -> None:
    at = text.count("\n  - id: position-", 0, text.index("held_positions:")) - 1
    brief = pipeline.reviewed(reread(with_field(text, "positions", "keep", "yes", n=at)))
    page = pipeline.lay_out(brief, LOOK)
    again, _ = record.load(record.dump(brief, page, whole=False), name="page")
    assert again.kept == brief.kept != ()
    assert pipeline.lay_out(again, LOOK).lines == page.lines


def test_what_is_said_to_be_printed_is_printed(brief: Brief) -> None:
    page = pipeline.lay_out(brief, LOOK)
    told = review.printed(brief, page)
    assert {id_ for id_, what in told.items() if what == "yes"} == {line.id for line in page.lines}
    every = {row.id for _, row in sections.every_row(brief, sections.REVIEWED)}
    assert every <= set(told)
    assert any(what.startswith("no (") for what in told.values())


def test_what_was_left_out_stays_out_when_the_story_moves_on() -> None:
    text = review.write(extracted(FIRST), {}).decode()
    for section in ("bottom_line", "chronology", "positions"):
        text = with_field(text, section, "keep", "no")
    gone = {field(block(text, section), "id") for section in ("bottom_line", "chronology", "positions")}
    now = review.carry(reread(text), extracted(FIRST, SECOND))
    # And on the third day, after the file was written and read in between.
    third = review.carry(reread(review.write(now, {}).decode()), extracted(FIRST, SECOND))
    made = pipeline.reviewed(third)
    names = identity.names(third.brief)
    printed = {names[row.id] for _, row in sections.every_row(made, sections.REVIEWED)}
    assert gone & printed == set()


def test_a_point_left_out_stays_out_though_it_was_not_found_for_a_day() -> None:
    text = review.write(extracted(FIRST), {}).decode()
    text = with_field(text, "bottom_line", "keep", "no")
    name = field(block(text, "bottom_line"), "id")
    between = review.carry(reread(text), extracted(SECOND))
    back = review.carry(reread(review.write(between, {}).decode()), extracted(FIRST, SECOND))
    assert [edit.keep for edit in back.edits if edit.id == name] == ["no"]


def test_a_decision_is_not_carried_to_another_sentence_of_the_same_number() -> None:
    text = with_field(review.write(extracted(FIRST), {}).decode(), "chronology", "keep", "no")
    first = "PORT LINDOW, June 9, 2026 — Rain fell on the town on Monday.\n\n"
    now = review.carry(reread(text), extracted(first + FIRST.split("\n\n", 1)[1]))
    assert [edit for edit in now.edits if edit.keep == "no"] == []


def test_what_was_left_out_is_neither_new_nor_printed_since() -> None:
    text = with_field(review.write(extracted(FIRST), {}).decode(), "chronology", "keep", "no")
    before = pipeline.reviewed(reread(text))
    (struck,) = before.struck
    made = pipeline.compare(extracted(FIRST, SECOND).brief, before)
    names = identity.names(extracted(FIRST, SECOND).brief)
    assert struck.name in names.values()
    assert struck.name not in {names[row.id] for row in made.chronology}
    assert {one.line.evidence[0].source for one in made.changes} == {2}
    assert "left out by hand in the earlier briefing" in {one.reason for one in made.left_out}
    # A day later still, compared with that page alone, which holds none of the words.
    page = pipeline.lay_out(made, LOOK)
    delivered, _ = record.load(record.dump(made, page, whole=False), name="page")
    assert pipeline.compare(extracted(FIRST, SECOND).brief, delivered).chronology == made.chronology


def test_an_event_stays_whose_sentence_gave_another_that_was_left_out(brief: Brief) -> None:
    one = brief.chronology[0]
    twin = dataclasses.replace(one, id="twin", line=dataclasses.replace(one.line, pieces=one.line.pieces[:1]))
    now = dataclasses.replace(brief, chronology=(twin, *brief.chronology))
    kind = identity.sentence(
        "event", next(p.text for p in brief.passages if p.span.overlaps(one.line.evidence[0].span))
    )

    before = dataclasses.replace(brief, struck=(Struck("event-00000000", (kind,)),))
    assert pipeline.compare(now, before).chronology == now.chronology
    assert len(pipeline.compare(now, dataclasses.replace(before, chronology=())).chronology) < len(now.chronology)


def test_a_row_that_is_kept_here_is_printed_though_it_was_left_out_before() -> None:
    text = review.write(extracted(FIRST), {}).decode()
    before = pipeline.reviewed(reread(with_field(text, "chronology", "keep", "no")))
    kept = pipeline.reviewed(reread(with_field(text, "chronology", "keep", "yes")))
    assert pipeline.compare(kept, before).chronology == kept.chronology


@pytest.mark.parametrize("section", ["positions", "chronology"])
def test_an_order_that_was_given_holds(text: str, section: str) -> None:
    first, second = block(text, section), block(text, section, 1)
    moved = text.replace(first, "\0").replace(second, first).replace("\0", second)
    names = [field(second, "id"), field(first, "id")]
    read = reread(moved)
    made = pipeline.reviewed(read)
    found = identity.names(read.brief)
    assert [found[row.id] for row in getattr(made, section)][:2] == names
    # It is written so, read so, and holds when the story is extracted anew.
    again = reread(review.write(read, {}).decode())
    assert pipeline.reviewed(again) == made
    carried = review.carry(again, dataclasses.replace(read, edits=(), order={}))
    assert pipeline.reviewed(carried) == made


def test_a_file_whose_rows_nobody_moved_gives_no_order(text: str) -> None:
    assert reread(text).order == {}
    assert reread(text.replace(block(text, "positions"), "")).order == {}


def test_a_speaker_is_corrected_once_for_all_rows(text: str) -> None:
    name = "Ines Calloway"
    who = block(text, "people", next(n for n in range(20) if field(block(text, "people", n), "name") == name))
    now = who.replace(f"name: {name}", "name: Inés Callaway").replace("title: Harbour Master", "title: Port Captain")
    read = reread(text.replace(who, now))
    made = pipeline.reviewed(read)
    before = [row.id for row in read.brief.positions if row.speaker.name == name]
    assert len(before) > 1
    rows = [row for row in made.positions if row.id in before]
    assert {(row.speaker.name, row.speaker.title) for row in rows} == {("Inés Callaway", "Port Captain")}
    assert {one.id for one in made.by_hand} >= set(before)
    assert pipeline.verify(made).faults == ()
    assert pipeline.reviewed(reread(review.write(read, {}).decode())) == made
    carried = review.carry(read, dataclasses.replace(read, people=()))
    assert pipeline.reviewed(carried) == made


def test_a_row_may_still_name_another_speaker_than_the_people_do(text: str) -> None:
    who = block(text, "people")
    changed = text.replace(who, who.replace(f"name: {field(who, 'name')}", "name: Everywhere"))
    made = pipeline.reviewed(reread(with_field(changed, "positions", "actor", "Only Here")))
    assert "Only Here" in {row.speaker.name for row in made.positions}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("title: Row #2 over the pier", "Row #2 over the pier"),
        ("title: Row # my own remark", "Row"),
        ("title: 'Row #2'", "Row #2"),
        ("title: Row#2", "Row#2"),
    ],
)
def test_a_number_sign_belongs_to_the_words_it_stands_in(text: str, written: str, value: str) -> None:
    now = re.sub(r"^title: .*$", written, text, count=1, flags=re.MULTILINE)
    assert pipeline.reviewed(reread(now)).title == value


@pytest.mark.parametrize(
    ("typed", "kept"), [("Yes", "yes"), ("YES", "yes"), ("true", "yes"), ("No", "no"), ("Auto", "auto"), ("y", "yes")]
)
def test_keep_is_read_as_it_is_meant(text: str, typed: str, kept: str) -> None:
    read = reread(with_field(text, "positions", "keep", typed))
    assert [edit.keep for edit in read.edits] == ([kept] if kept != "auto" else [])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9 June 2026", "2026-06-09"),
        ("June 9, 2026", "2026-06-09"),
        ("9th Jun. 2026", "2026-06-09"),
        ("June 2026", "2026-06"),
        ("today", "2026-06-12"),
        ("yesterday", "2026-06-11"),
        ("Open", None),
        ("1 June 2026/3 June 2026", "2026-06-01"),
    ],
)
def test_a_date_is_read_as_it_is_typed(text: str, typed: str, value: str | None) -> None:
    changed = with_field(text, "chronology", "date", typed)
    made = pipeline.reviewed(review.read(changed.encode(), name="s.yaml", today=dt.date(2026, 6, 12)))
    (row,) = [r for r in (*made.chronology, *made.scheduled) if r.when.how == "given"]
    assert row.when.value == value


@pytest.mark.parametrize("typed", ["9/6/2026", "31 June 2026", "9 Brumaire 2026", "today", "June", "9 June"])
def test_a_date_that_may_be_two_or_none_is_refused(text: str, typed: str) -> None:
    changed = with_field(text, "chronology", "date", typed)
    with pytest.raises(ReviewError, match="is not a valid date"):
        pipeline.reviewed(reread(changed))


@pytest.mark.parametrize(
    ("said", "value", "against"),
    [
        ("June 9", "2026-06-19", True),
        ("June 9", "2026-06-09", False),
        ("June 9-12", "2026-06-10", False),
        ("June 9", "2026-06", False),
        ("9 June 2025", "2026-06-09", True),
        ("June", "2026-07-01", True),
        ("Thursday", "2026-06-11", False),
        ("Thursday", "2026-06-10", True),
        ("last week", "2026-06-10", False),
        ("2025", "2026", True),
        ("2025", "2025-11", False),
        ("at 10:40 p.m. on Monday", "2026-06-08", False),
    ],
)
def test_a_date_that_the_words_contradict_is_known(said: str, value: str, against: bool) -> None:
    given = when.given(value, None)
    assert given is not None
    assert when.contradicts(said, given, "en") is against


def test_an_open_date_contradicts_nothing() -> None:
    assert not when.contradicts("June 9", When(None, "unknown", Interval(None, None), None, None, "given", ""), "en")


def test_a_date_that_contradicts_the_source_is_marked_on_the_page(text: str) -> None:
    at = next(n for n in range(20) if field(block(text, "chronology", n), "said") == "May 12")
    contrary = pipeline.reviewed(reread(with_field(text, "chronology", "date", "2026-05-21", at)))
    assert [one.against for one in contrary.by_hand] == ["May 12"]
    assert "date set by the editor; the source has “May 12”" in briefing.render(contrary, "md").decode()
    agreed = pipeline.reviewed(reread(with_field(text, "chronology", "date", "2026-05", at)))
    assert [one.against for one in agreed.by_hand] == [None]
    assert "set by the editor" not in briefing.render(agreed, "md").decode()


def test_a_straight_apostrophe_is_taken_for_a_curly_one(text: str) -> None:
    whole = field(block(text, "bottom_line"), "text").strip("'\"")
    assert "’" in whole
    typed = whole.replace("’", "'").replace("“", '"').replace("”", '"')
    shorter = typed.split(", ")[0] + "."
    brief = pipeline.reviewed(reread(with_field(text, "bottom_line", "text", '"' + shorter.replace('"', '\\"') + '"')))
    assert brief.bottom_line[0].line.text == whole.split(", ")[0] + "."
    assert pipeline.verify(brief).faults == ()


@pytest.mark.parametrize(
    ("written", "shown", "address"),
    [
        ("Ada Brenn <ada@example.org>", "Ada Brenn", "Ada Brenn <ada@example.org>"),
        ("ben@example.org; Ada Brenn <ada@example.org>", "ben@example.org, Ada Brenn", None),
        ("The Minister", "The Minister", ""),
    ],
)
def test_whom_the_page_is_for_may_be_written_in_the_file(
    text: str, written: str, shown: str, address: str | None
) -> None:
    brief = reread(re.sub(r"^to:.*$", f"to: {written}", text, count=1, flags=re.MULTILINE)).brief
    assert brief.to == shown
    assert (brief.address or "") == (written if address is None else address)
    mail = email.message_from_bytes(briefing.render(brief, "eml"))
    assert (mail["To"] is None) == (address == "")


def test_evidence_is_found_with_the_marks_of_a_keyboard(brief: Brief) -> None:
    passage = next(p for p in brief.passages if "’" in p.text or "“" in p.text)
    assert words.find(words.typed(passage.text), brief.passages, None) == (passage,)


@pytest.mark.parametrize(
    ("text", "source", "word"),
    [
        ("The pier closed", "The old pier was closed.", None),
        ("The pier burned", "The old pier was closed.", "burned"),
        ("closed pier", "The old pier was closed.", "pier"),
        ("Old pier", "The old pier was closed.", None),
        ("The pier [at last] closed", "The old pier was closed.", None),
    ],
)
def test_the_word_that_is_wrong_is_named(text: str, source: str, word: str | None) -> None:
    assert words.astray(text, source) == word


def test_a_message_names_the_word_and_its_line(text: str) -> None:
    changed = with_field(text, "bottom_line", "text", "The authority burned the ferries.")
    with pytest.raises(ReviewError, match=r"the first that is not is “\w+”") as told:
        pipeline.reviewed(reread(changed), name="story.yaml")
    assert f"story.yaml:{line_of(changed, 'burned the ferries')}:" in str(told.value)


def test_words_of_the_author_are_printed_as_the_authors_and_told_apart(text: str) -> None:
    now = re.sub(r"^comment:.*$", "comment: We should watch inquiry #2.", text, count=1, flags=re.MULTILINE)
    read = reread(now)
    made = pipeline.reviewed(read)
    page = briefing.render(made, "md").decode()
    assert "**Comment** \\[the author’s own words\\]: We should watch inquiry \\#2." in page
    assert briefing.render(made, "eml").decode().count("own words") >= 1
    assert any("the author's own words, of no source: comment" in one for one in pipeline.verify(made).open)
    assert not any("own words" in one for one in pipeline.verify(pipeline.reviewed(reread(text))).open)
    assert pipeline.reviewed(reread(review.write(read, {}).decode())) == made
    laid = pipeline.lay_out(made, LOOK)
    again, printed = record.load(record.dump(made, laid, whole=False), name="page")
    assert again.remarks == made.remarks
    assert printed == record.printed(pipeline.lay_out(again, LOOK))
