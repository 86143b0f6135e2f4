"""The page says each thing once: what another line tells gives way, with its places, and comes back without it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from briefs import story

import briefing
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import fit, template
from briefing.model.brief import Brief, Choice, PositionRow, Question, Speaker
from briefing.model.page import Page, Table, Text

LOOK = template.load()
OPENING = (
    "The cabinet has approved a new levy on the harbours of the south coast.",
    "A new levy on the harbours of the south coast was approved by the cabinet.",
)
REST = "The harbour of Maren was closed on June 2, 2026 after a fire in its oldest silo."


def brief_of(*texts: str) -> Brief:
    day = dt.date(2026, 6, 10)
    documents = [pipeline.from_text(words, id=f"d{n}", date=day) for n, words in enumerate(texts)]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=day, title="The levy"))


def table(page: Page, kind: str) -> list[str]:
    found = next((b for b in page.sheets[0] if isinstance(b, Table) and b.kind == kind), None)
    return [row.id for row in found.rows] if found else []


def asked(page: Page) -> list[str]:
    return [b.row for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "question"]


def test_what_was_only_reported_that_day_and_is_the_bottom_line_has_no_row() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}")
    reported = next(r.id for r in brief.chronology if r.when.how == "document")
    page = fit(brief, LOOK)
    assert table(page, "chronology") == [r.id for r in brief.chronology if r.id != reported] != []
    assert [o.reason for o in page.left_out if o.id == reported] == ["stands in the bottom line"]
    assert [(c.shown, c.total) for c in page.counts if c.section == "chronology"] == [(1, 1)]


def test_an_event_whose_day_is_told_keeps_its_row_beside_the_bottom_line() -> None:
    brief = brief_of(f"{REST}\n\nThe minister has set up an inquiry.")
    assert REST.partition(" on June")[0] in brief.bottom_line[0].line.text
    assert [r.when.value for r in brief.chronology if r.id in table(fit(brief, LOOK), "chronology")] == ["2026-06-02"]


def test_the_only_row_of_a_chronology_stays() -> None:
    brief = brief_of(OPENING[0])
    (row,) = brief.chronology
    assert row.when.how == "document"
    assert table(fit(brief, LOOK), "chronology") == [row.id]


def test_a_row_stays_on_a_page_without_a_bottom_line() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}")
    assert len(table(fit(brief, template.load("chronology")), "chronology")) == 2


def test_the_bottom_line_has_the_places_of_the_row_that_gives_way() -> None:
    brief = brief_of(f"{OPENING[0]}\n\n{REST}", OPENING[1])
    reported = next(r for r in brief.chronology if r.when.how == "document")
    assert {e.source for e in reported.line.evidence} == {1, 2}
    levy = next(s for s in brief.bottom_line if "levy" in s.line.text)
    assert set(levy.line.evidence) == set(reported.line.evidence)


def test_a_conflict_is_shown_in_its_row_or_asked_never_both() -> None:
    brief = story()
    row = next(r for r in brief.chronology if r.conflict is not None)
    question = Question("q.e6", "conflict", row.line, Choice(9.0), "9 Mar 2026 / 10 Mar 2026")
    brief = dataclasses.replace(brief, questions=(question, brief.questions[0]))
    page = fit(brief, LOOK)
    assert row.id in table(page, "chronology")
    assert question.id not in asked(page)
    assert brief.questions[1].id in asked(page)
    # Without room for the row the page asks.
    last = dataclasses.replace(row, choice=Choice(-9.0))
    others = [dataclasses.replace(r, id=f"x{n}", choice=Choice(1.0)) for n in range(40) for r in brief.chronology[:1]]
    page = fit(dataclasses.replace(brief, chronology=(*others, last)), LOOK)
    assert row.id not in table(page, "chronology")
    assert question.id in asked(page)


def test_an_open_date_is_shown_in_its_row_or_asked_never_both() -> None:
    brief = story()
    row = next(r for r in brief.chronology if r.when.value is None)
    question = Question("q9", "undated", row.line, Choice(9.0), "the day prior")
    page = fit(dataclasses.replace(brief, questions=(question,)), LOOK)
    assert row.id in table(page, "chronology")
    assert question.id not in asked(page)
    dated = tuple(r for r in brief.chronology if r is not row)
    assert question.id in asked(fit(dataclasses.replace(brief, questions=(question,), chronology=dated), LOOK))


@pytest.mark.parametrize(("kind", "expected"), [("group", False), ("person", True)])
def test_what_nobody_in_particular_says_in_the_bottom_line_is_no_row_among_the_positions(
    kind: str, expected: bool
) -> None:
    brief = story()
    line = brief.bottom_line[0].line
    who = Speaker("the ministry", kind)  # type: ignore[arg-type] # one of its values
    row: PositionRow = dataclasses.replace(brief.positions[0], id="p9", speaker=who, line=line, choice=Choice(9.0))
    page = fit(dataclasses.replace(brief, positions=(*brief.positions, row)), LOOK)
    assert ("p9" in table(page, "positions")) is expected


def test_rows_and_questions_have_ids_of_their_own() -> None:
    brief = brief_of(
        "Three dockers were arrested on Monday after a scuffle at the north gate of the port.",
        "On Monday police arrested five dockers after a scuffle at the north gate of the port.",
    )
    assert [q.kind for q in brief.questions] == ["conflict"]
    assert brief.questions[0].id not in {r.id for r in brief.chronology}


def test_of_several_figures_in_one_sentence_one_has_it_printed() -> None:
    text = (
        "The cabinet of Maren wants a levy on its harbours and has sent a bill to the lower house for a vote.\n\n"
        "Crews of the harbours of Maren wait on the quays, where the bill of the cabinet is all they talk of.\n\n"
        "The levy is worth $40 million a year from 312 harbours, and 41 percent of that would go to the crews."
    )
    found = briefing.annotate(briefing.from_text(text, id="levy", date=dt.date(2026, 6, 10)))
    rows = briefing.brief(found, as_of=dt.date(2026, 6, 11), title="The levy").figures
    assert len(rows) == 3
    assert len({r.line.text for r in rows}) == 1
    assert [r.figure for r in rows if r.telling] == ["$40 million"]
