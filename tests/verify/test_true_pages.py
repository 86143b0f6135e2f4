"""A page that is as it was made stands against its article, whatever was asked for and however the article says it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest

from briefing import binding_words, pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Brief, EventRow, Evidence, Line, Passage, Words
from briefing.model.text import Document, Span
from briefing.model.time import Interval
from briefing.renderers import attached
from briefing.verify import Report

DAY = dt.date(2026, 6, 10)
GIVEN = "the day of source 1 was given by a person"
#: A story without a title, whose first sentence becomes that of the page.
UNTITLED = """The harbour board closed the northern pier on Monday after divers found cracks in eleven of its pillars.

Repairs will cost 4 million crowns, the board's engineer, Petra Vance, said. Fishermen fear for the summer.

“We were not asked,” said Owen Tamsin, who chairs the fishermen's league. The ferry company moved its boats to Selwyn.

The observatory above the town lent its cameras to the divers. Schools stayed open on Tuesday."""


def article(text: str) -> Document:
    return pipeline.read(text.encode(), name="pier.txt", date=DAY)


def checked(text: str, **asked: object) -> tuple[Report, Brief]:
    """What `verify` says of a page, read out of its file, against its article."""
    brief = pipeline.compose([pipeline.annotate(article(text))], BriefOptions(as_of=DAY, **asked))  # type: ignore[arg-type]
    data = pipeline.render(brief, pipeline.lay_out(brief, template.load()), "docx")
    again, printed = record.load(attached.take(data, name="page"))
    return pipeline.verify(again, printed, delivered=data, articles=[article(text)], page=True), again


@pytest.mark.parametrize("topic", ["observatory", "ferry", "schools", "fishermen"])
def test_lines_that_were_asked_for_first_stand(topic: str) -> None:
    report, brief = checked(UNTITLED, topic=(topic,))
    assert report.faults == ()
    assert report.open == (GIVEN,)
    assert brief.asked == (topic,)


def test_a_page_whose_title_was_given_stands_where_the_article_has_none() -> None:
    report, _ = checked(UNTITLED, title="Łódź: “not yet”")
    assert report.faults == ()
    assert report.open == (GIVEN, "the title was given by a person")


@pytest.mark.parametrize(
    "text",
    [
        "The pier closed at 1800 GMT on Monday, Petra Vance said. It opens again on 2 July 2026 at 2030 GMT.",
        f"“The pier is closed,” said {'9' * 140} Vance, who chairs the league. Boats left on Monday.",
    ],
)
def test_hours_that_look_like_years_and_names_that_were_cut_stand(text: str) -> None:
    report, _ = checked(text)
    assert report.faults == ()


STRETCHES = [
    ("The league has lost ninety boats in the past seven years.", "2019"),
    ("Divers worked at the pier over the past four months.", "2026-02"),
    ("The board will hear three engineers in the next two weeks.", "2026-06-10"),
]


@pytest.mark.parametrize(("sentence", "value"), STRETCHES)
def test_a_stretch_up_to_the_day_of_writing_stands(sentence: str, value: str) -> None:
    report, brief = checked(f"{UNTITLED}\n\n{sentence}")
    assert report.faults == ()
    assert value in {row.when.value for row in (*brief.chronology, *brief.scheduled)}


@pytest.mark.parametrize(("sentence", "value"), STRETCHES)
def test_a_stretch_of_another_length_is_told(sentence: str, value: str) -> None:
    text = f"{UNTITLED}\n\n{sentence}"
    _, brief = checked(text)

    def longer(row: EventRow) -> EventRow:
        when = row.when
        if when.value != value:
            return row
        days = when.interval
        assert days is not None
        start, end = days
        if end == DAY + dt.timedelta(1):
            start = dt.date(2001, 1, 1)
        else:
            end = dt.date(2031, 1, 1)
        assert start is not None
        forged = dataclasses.replace(when, value=start.isoformat()[: len(value)], interval=Interval(start, end))
        return dataclasses.replace(row, when=forged)

    forged = dataclasses.replace(
        brief, chronology=tuple(map(longer, brief.chronology)), scheduled=tuple(map(longer, brief.scheduled))
    )
    assert "date" in {fault.kind for fault in pipeline.verify(forged, articles=[article(text)]).faults}


QUOTED = "“The pier is old. Nobody may walk there. It will be mended by the league.”"


def _line(*pieces: str) -> tuple[Line, list[Passage]]:
    starts = (0, QUOTED.index("Nobody"), QUOTED.index("It will"), len(QUOTED) + 1)
    passages = [
        Passage("quay", 1, 0, number, Span(one, other - 1), QUOTED[one : other - 1])
        for number, (one, other) in enumerate(itertools.pairwise(starts))
    ]
    words, at = [], 0
    for piece in pieces:
        at = QUOTED.index(piece, at)
        words.append(Words(Span(at, at + len(piece)), piece))
        at += len(piece)
    inside = Span(words[len(words) // 2].span.start, words[len(words) // 2].span.end)
    return Line(tuple(words), (Evidence("quay", 1, 0, 2, inside),), quotation=True), passages


def test_whole_sentences_between_a_mark_and_its_quotation_may_be_left_out() -> None:
    line, passages = _line("“", "It will be mended by the league.”")
    assert binding_words.missed(line, passages, "en") is None
    line, passages = _line("“The pier is old.", "”")
    assert binding_words.missed(line, passages, "en") is None


def test_what_binds_in_the_sentence_itself_may_not_be_left_out_behind_a_mark() -> None:
    line, passages = _line("“", "walk there.")
    assert binding_words.missed(line, passages, "en") == "Nobody"
    line, passages = _line("“The pier is old.", "walk there.")
    assert binding_words.missed(line, passages, "en") == "Nobody"


def test_a_delivered_record_carries_the_sentence_of_each_mark() -> None:
    line, passages = _line("“", "It will be mended by the league.”")
    _, brief = checked(UNTITLED)
    point = dataclasses.replace(brief.bottom_line[0], line=line)
    carried = record.cited(dataclasses.replace(brief, bottom_line=(point,), passages=tuple(passages)))
    assert [p.text for p in carried if p.document == "quay"] == [
        "“The pier is old.",
        "It will be mended by the league.”",
    ]
