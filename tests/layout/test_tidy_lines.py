"""What a reader stumbles over: a cut that loses the point, words parted at a line's end, columns that say nothing."""

from __future__ import annotations

import dataclasses
import io

import docx as word
import pytest

from briefing.layout import dates, fit, template
from briefing.layout.blocks import TITLE_END
from briefing.layout.kept_together import kept_together, without_stop
from briefing.model import record
from briefing.model.blocks import Table, Text
from briefing.model.brief import Choice, Conflict, FigureRow, Line, Question, Statement
from briefing.model.brief import Words as Piece
from briefing.model.page import Page
from briefing.model.text import Span
from briefing.model.time import When
from briefing.renderers import docx
from briefing.verify import delivered
from tests.briefs import story

SIDE = template.load("two-columns")
LONG = "the boats that lay at the northern mole for repairs after the storm of the winter before last " * 3


def line_of(text: str) -> Line:
    return Line((Piece(Span(9000, 9000 + len(text)), text),), story().key_points[0].line.evidence)


def rows(page: Page) -> set[str]:
    return {line.id for line in page.lines}


def table(page: Page, kind: str) -> Table:
    return next(b for b in page.flow if isinstance(b, Table) and b.kind == kind)


def cells(page: Page, kind: str, column: str) -> list[str]:
    made = table(page, kind)
    at = [c.kind for c in made.columns].index(column)
    return [" ".join(t.plain for t in row.cells[at]).replace(dates.NBSP, " ") for row in made.rows]


@pytest.mark.parametrize(
    ("text", "stands"), [(f"Some 4,300 of {LONG}", True), (f"Of {LONG}some 4,300 were sold.", False)]
)
def test_a_figure_is_not_cut_before_its_number(text: str, stands: bool) -> None:
    row = FigureRow("f1", line_of(text), 4300.0, "count", None, Choice(9.0), figure="4,300")
    assert ("f1" in rows(fit(dataclasses.replace(story(), figures=(row,)), SIDE))) == stands


@pytest.mark.parametrize(("lines", "stands"), [(6, True), (3, False)])
def test_a_question_is_cut_only_behind_what_is_open(lines: int, stands: bool) -> None:
    sections = tuple(dataclasses.replace(s, item_lines=lines) if s.kind == "questions" else s for s in SIDE.sections)
    question = Question("q1", "unresolved", line_of(f"As for {LONG}, no date is known."), Choice(9.0))
    page = fit(dataclasses.replace(story(), questions=(question,)), dataclasses.replace(SIDE, sections=sections))
    assert ("q1" in rows(page)) == stands


def test_on_what_sources_differ_stands_however_its_line_is_cut() -> None:
    question = Question("q1", "conflict", line_of(f"As for {LONG}, 40 sank."), Choice(9.0), "40 boats / 30 boats")
    assert "q1" in rows(fit(dataclasses.replace(story(), questions=(question,)), SIDE))


def test_the_places_of_a_line_stand_before_the_values_of_others() -> None:
    lead = story().bottom_line[0]
    here = lead.line.evidence
    values = (("40 boats", here), ("30 boats", here))
    brief = dataclasses.replace(story(), bottom_line=(dataclasses.replace(lead, conflict=Conflict("figure", values)),))
    words = next(b.plain for b in _texts(fit(brief, template.load())) if b.row == lead.id).replace(dates.NBSP, " ")
    assert "reopening. [1] Sources differ: 40 boats [1]; 30 boats [1]." in words


def test_of_what_lies_ahead_no_column_says_that_it_happened() -> None:
    page = fit(story(), template.load("chronology"))
    assert [c.label for c in table(page, "chronology").columns] == ["When", "What happened"]
    assert [c.label for c in table(page, "scheduled").columns] == ["When", "What is to come"]


def test_a_date_begins_its_cell_as_a_line_begins() -> None:
    event = dataclasses.replace(
        story().chronology[-1], when=When("2026-03-13", "day", None, None, None, "document", "")
    )
    page = fit(dataclasses.replace(story(), chronology=(event,)), template.load("chronology"))
    assert cells(page, "chronology", "when")[0].startswith("Reported ")


def test_of_those_who_simply_say_something_no_stance_is_printed() -> None:
    first, second = story().positions[0], story().positions[2]
    brief = dataclasses.replace(story(), positions=(first, dataclasses.replace(second, stance="denies")))
    assert cells(fit(brief, template.load("positions")), "positions", "stance") == ["", "Denies"]
    plain = dataclasses.replace(story(), positions=(first, dataclasses.replace(second, stance="asserts")))
    columns = table(fit(plain, template.load("positions")), "positions").columns
    assert "stance" not in [c.kind for c in columns]


def test_the_day_of_the_news_is_told_at_the_head_alone() -> None:
    look = template.load("positions")

    def reported(day: str, sources: int = 2) -> Page:
        first = dataclasses.replace(story().positions[0], when=When(day, "day", None, None, None, "document", ""))
        return fit(dataclasses.replace(story(), positions=(first,), sources=story().sources[:sources]), look)

    assert cells(reported("2026-03-12"), "positions", "date") == ["Reported 12 Mar 2026"]
    for page in (reported("2026-03-13"), reported("2026-03-12", sources=1)):
        assert "date" not in [c.kind for c in table(page, "positions").columns]


def test_a_month_in_brackets_keeps_its_capital() -> None:
    first = story().positions[0]
    months = (None, When("2026-01", "month", None, None, None, "stated", ""), None, None)
    texts = ("The cranes were old.", "Wheat must go by rail.", "Gulls nest on every roof.", "No ship had come in June.")
    rows_ = tuple(
        dataclasses.replace(first, id=f"x{n}", line=_at(text, n), when=when)
        for n, (text, when) in enumerate(zip(texts, months, strict=True))
    )
    told = cells(
        fit(dataclasses.replace(story(), positions=rows_), template.load("positions")), "positions", "position"
    )
    assert any("[Jan 2026]" in words for words in told)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("The barge lay 1.34 km off Port Lindow.", "1.34_km"),
        ("They met on Oct. 13 at the mole.", "Oct._13"),
        ("They met on 13 October at the mole.", "13_October"),
        ("The order of Ada J. Brenn stood.", "Ada J._Brenn"),
        ("The order of Lt. Gen. Ada Brenn stood.", "Lt._Gen._Ada"),
        ("It was shut at 10:40 p.m. on Monday.", "10:40_p.m."),
        ("The fire hurt a docker, 28.", "docker,_28."),
    ],
)
def test_what_belongs_together_is_parted_by_no_end_of_a_line(text: str, together: str) -> None:
    assert together in kept_together(text).replace(dates.NBSP, "_")


@pytest.mark.parametrize(
    "text",
    [
        "Some 212 people were on board.",
        "It cost 1,340 crowns.",
        "In the port lay 14 ships of other nations.",
        "Ships lay there.",
    ],
)
def test_other_words_may_end_a_line(text: str) -> None:
    assert dates.NBSP not in kept_together(text)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The pier was shut on Monday.", "The pier was shut on Monday"),
        ("The pier was shut. Nobody was hurt.", "The pier was shut. Nobody was hurt."),
        ("It went to the U.S.", "It went to the U.S."),
        ("Brenn said “it is shut.”", "Brenn said “it is shut.”"),
        ("Is the pier shut?", "Is the pier shut?"),
        ("The pier was shut …", "The pier was shut …"),
    ],
)
def test_a_dated_line_of_one_sentence_ends_without_a_stop(text: str, stands: str) -> None:
    assert without_stop(text) == stands
    event = dataclasses.replace(story().chronology[-1], line=_at(text, 7))
    page = fit(dataclasses.replace(story(), chronology=(event,)), template.load("chronology"))
    words = cells(page, "chronology", "what")[0]
    assert words.startswith(f"{stands} [")
    change = Statement("n1", _at(text, 8), Choice(9.0), when=event.when)
    page = fit(dataclasses.replace(story(), changes=(change,)), template.load())
    (told,) = [b.plain.replace(dates.NBSP, " ") for b in _texts(page) if b.row == "n1"]
    assert told.endswith(f": {stands} [1]")


@pytest.mark.parametrize(
    "title",
    [
        "Vessa halts all grain exports through Port Lindow since a crane fell on men of the quay",
        "Vessa halts all grain exports through Port Lindow and its two terminals until Wednesday",
        "Vessa halts grain exports",
    ],
)
def test_no_word_ends_a_title_of_several_lines_alone(title: str) -> None:
    page = fit(dataclasses.replace(story(), title=title), template.load())
    text = next(b for b in _texts(page) if b.look.name == "title")
    assert text.plain.replace(dates.NBSP, " ") == title
    together = text.plain.split(" ")[-1].split(dates.NBSP)
    assert (len(together) > 1) == (len(text.lines) > 1)
    assert len(" ".join(together)) <= TITLE_END


@pytest.mark.parametrize("length", range(1, 9))
def test_no_line_of_a_title_ends_behind_a_hyphen(length: int) -> None:
    title = f"Vessa halts all its exports of grain through Port {'Lindow-' * length}side for good"
    brief = dataclasses.replace(story(), title=title)
    page = fit(brief, template.load())
    text = next(b for b in _texts(page) if b.look.name == "title")
    ends = ["".join(run.text for run in line)[-1] for line in text.lines[:-1]]
    assert ends
    assert "-" not in ends
    data = docx.render(brief, page)
    assert text.plain in [paragraph.text for paragraph in word.Document(io.BytesIO(data)).paragraphs]
    assert not list(delivered.compare(record.printed(page), data))


def test_a_date_in_brackets_and_an_ellipsis_stay_with_what_is_before_them() -> None:
    point = dataclasses.replace(
        story().key_points[0], line=line_of("The mole was closed on Monday [9 Mar 2026] for good …")
    )
    page = fit(dataclasses.replace(story(), key_points=(point,)), template.load())
    words = next(b.plain for b in _texts(page) if b.row == point.id)
    nbsp = dates.NBSP
    assert f"on Monday [9{nbsp}Mar{nbsp}2026] for good{nbsp}…" in words


def _texts(page: Page) -> list[Text]:
    flow = [t for b in page.flow for t in (b.texts if hasattr(b, "texts") else (b,))]
    return [t for t in flow if isinstance(t, Text)]


def test_a_column_that_would_stand_mostly_empty_is_told_behind_the_words_of_its_rows() -> None:
    first = dataclasses.replace(story().positions[0], when=None)
    texts = ("The cranes were old.", "Wheat must be moved by rail.", "Nobody had asked for a new inspector in June.")
    rows_ = [
        dataclasses.replace(first, id=f"x{n}", line=_at(text, n), stance="asserts") for n, text in enumerate(texts)
    ]
    denial = dataclasses.replace(first, id="x9", line=_at("No letter had come from the town hall.", 9), stance="denies")
    page = fit(dataclasses.replace(story(), positions=(*rows_, denial)), template.load("positions"))
    assert [c.kind for c in table(page, "positions").columns] == ["who", "position"]
    told = cells(page, "positions", "position")
    assert [words for words in told if "[denies]" in words] == ["No letter had come from the town hall. [denies] [1]"]
    even = dataclasses.replace(
        story(), positions=(dataclasses.replace(rows_[0], line=_at("Gulls nest on every roof here.", 5)), denial)
    )
    assert cells(fit(even, template.load("positions")), "positions", "stance") == ["", "Denies"]


def test_a_speaker_begins_a_cell_as_a_line_begins() -> None:
    first = story().positions[0]
    brief = dataclasses.replace(
        story(), positions=(dataclasses.replace(first, speaker=dataclasses.replace(first.speaker, name="unions")),)
    )
    assert cells(fit(brief, template.load("positions")), "positions", "who")[0].startswith("Unions")


def _at(text: str, number: int) -> Line:
    """A line of a sentence of its own."""
    start = 20_000 + 1000 * number
    place = dataclasses.replace(story().positions[0].line.evidence[0], sentence=100 + number)
    return Line((Piece(Span(start, start + len(text)), text),), (place,))


@pytest.mark.parametrize("name", ["policy-brief", "two-columns", "positions"])
def test_the_name_of_a_speaker_is_bold_once_and_grey_behind_that(name: str) -> None:
    look = template.load(name)
    who = dataclasses.replace(story().positions[0].speaker, name="Ada Brenn", title="mayor")
    rows = tuple(dataclasses.replace(row, speaker=who, choice=Choice(9.0)) for row in story().positions[:3])
    page = fit(dataclasses.replace(story(), positions=rows), look)
    texts = [
        text
        for block in page.flow
        for text in ((t for row in block.rows for t in row.cells[0]) if isinstance(block, Table) else (block,))
        if isinstance(text, Text) and text.plain.startswith("Ada Brenn")
    ]
    assert [text.runs[0].bold for text in texts] == [True, *[False] * (len(texts) - 1)]
    assert len(texts) > 1
    assert {text.runs[0].colour for text in texts[1:]} == {look.colours["quiet"]}
