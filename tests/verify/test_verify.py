"""What is true stands; each thing that is changed in a brief, on its page or in its article is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx as word
import pytest

import briefing
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.errors import InputError
from briefing.model import record
from briefing.model.brief import Brief, EventRow, Line, Words
from briefing.model.findings import Findings
from briefing.model.record import Printed
from briefing.model.text import Document, Span
from briefing.model.time import When
from briefing.renderers import docx, pdf
from briefing.verify import Report
from tests.briefs import random_brief
from tests.looks import EVERY

Change = Callable[[Line], Line]


@pytest.fixture(scope="module")
def printed(brief: Brief) -> Printed:
    return record.printed(pipeline.lay_out(brief, EVERY))


def made(brief: Brief, form: Any) -> bytes:
    data: bytes = form.render(brief, pipeline.lay_out(brief, EVERY))
    return data


def first_words(line: Line) -> Words:
    return next(p for p in line.pieces if isinstance(p, Words))


def with_line(brief: Brief, section: str, change: Change) -> Brief:
    """The brief with the first line of a section changed."""
    rows = getattr(brief, section)
    changed: Any = (dataclasses.replace(rows[0], line=change(rows[0].line)), *rows[1:])
    return dataclasses.replace(brief, **{section: changed})


def with_when(brief: Brief, **changes: Any) -> Brief:
    """The brief with the date of its first stated day changed."""
    at = next(i for i, row in enumerate(brief.chronology) if row.when.granularity == "day" and row.when.said)
    row = brief.chronology[at]
    rows: list[EventRow] = list(brief.chronology)
    rows[at] = dataclasses.replace(row, when=dataclasses.replace(row.when, **changes))
    return dataclasses.replace(brief, chronology=tuple(rows))


def kinds(report: Report) -> set[str]:
    return {fault.kind for fault in report.faults}


@pytest.mark.parametrize("form", [docx, pdf])
def test_what_is_true_stands(brief: Brief, printed: Printed, findings: Findings, form: Any) -> None:
    report = pipeline.verify(brief, printed, delivered=made(brief, form), articles=[findings.document])
    assert report.faults == ()
    assert (report.lines > 30, report.quotations > 3, report.dates > 8, report.paragraphs > 40) == (True,) * 4


def one_letter(line: Line) -> Line:
    words = first_words(line)
    other = "x" if words.text[5] != "x" else "y"
    return dataclasses.replace(line, pieces=(Words(words.span, words.text[:5] + other + words.text[6:]),))


def reversed_words(line: Line) -> Line:
    words = first_words(line)
    half = words.text.index(" ", len(words.text) // 2)
    start, middle, end = words.span.start, words.span.start + half, words.span.end
    parts = (Words(Span(middle, end), words.text[half:]), Words(Span(start, middle), words.text[:half]))
    return dataclasses.replace(line, pieces=parts)


def longer(line: Line) -> Line:
    words = first_words(line)
    return dataclasses.replace(line, pieces=(Words(words.span, words.text + " not"),))


def no_evidence(line: Line) -> Line:
    return dataclasses.replace(line, evidence=())


def elsewhere(line: Line) -> Line:
    first = line.evidence[0]
    return dataclasses.replace(line, evidence=(dataclasses.replace(first, span=Span(10**6, 10**6 + 9)),))


def other_paragraph(line: Line) -> Line:
    first = line.evidence[0]
    return dataclasses.replace(line, evidence=(dataclasses.replace(first, paragraph=first.paragraph + 1),))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (one_letter, "words"),
        (reversed_words, "words"),
        (longer, "words"),
        (no_evidence, "evidence"),
        (elsewhere, "evidence"),
        (other_paragraph, "evidence"),
    ],
)
@pytest.mark.parametrize("section", ["bottom_line", "key_points", "chronology"])
def test_a_line_that_was_changed_is_told(brief: Brief, section: str, change: Change, kind: str) -> None:
    assert kind in kinds(pipeline.verify(with_line(brief, section, change)))


def parted(line: Line, gap: tuple[int, int]) -> Line:
    """The line as two pieces with some characters of its first one left out between them."""
    words = first_words(line)
    one, other = words.text[: gap[0]], words.text[gap[1] :]
    start = words.span.start
    pieces = (Words(Span(start, start + gap[0]), one), Words(Span(start + gap[1], words.span.end), other))
    return dataclasses.replace(line, pieces=(*pieces, *line.pieces[1:]))


def test_words_left_out_of_the_middle_of_a_quotation_are_told(brief: Brief) -> None:
    at = next(i for i, row in enumerate(brief.positions) if row.line.quotation and len(first_words(row.line).text) > 40)
    row = brief.positions[at]
    inside = first_words(row.line).text.index(" ", 12)
    end = first_words(row.line).text.index(" ", inside + 1)
    rows = list(brief.positions)
    rows[at] = dataclasses.replace(row, line=parted(row.line, (inside + 1, end + 1)))
    assert "quotation" in kinds(pipeline.verify(dataclasses.replace(brief, positions=tuple(rows))))


@pytest.mark.parametrize(
    "text",
    [
        # Marks of two kinds: what closes with a straight one and opens again is two quotations.
        '“We fundamentally disagree," said Ana Ruiz, who ran the port. "The pier has no bearing on the fleet.”',
        "“We disagree,” said Ana Ruiz, who ran the port. “The pier has no bearing on the fleet.”",
        '"We disagree," Ana Ruiz said. "The pier has no bearing on the fleet."',
    ],
)
def test_a_quotation_broken_by_its_speaker_stands(text: str) -> None:
    found = briefing.annotate(briefing.from_text(text, id="t", date=dt.date(2026, 6, 10)))
    page = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    assert page.positions
    assert pipeline.verify(page).faults == ()


def test_one_letter_of_a_quotation_is_told_as_such(brief: Brief) -> None:
    at = next(i for i, row in enumerate(brief.positions) if row.line.quotation)
    rows = (dataclasses.replace(brief.positions[at], line=one_letter(brief.positions[at].line)),)
    assert "quotation" in kinds(pipeline.verify(dataclasses.replace(brief, positions=rows)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"granularity": "month"}, "is finer than a month"),
        ({"said": "the day of the lighthouse"}, "does not stand in the sentence"),
        ({"said": None}, "names no words"),
    ],
)
def test_a_date_that_was_changed_is_told(brief: Brief, changes: dict[str, Any], told: str) -> None:
    report = pipeline.verify(with_when(brief, **changes))
    assert [f for f in report.faults if f.kind == "date" and told in f.what]


def dated(text: str, **changes: Any) -> Brief:
    """A brief of one sentence told on Wednesday, 10 June 2026, its date changed."""
    found = briefing.annotate(briefing.from_text(text, id="one", date=dt.date(2026, 6, 10)))
    brief = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    assert len(brief.chronology) + len(brief.scheduled) == 1
    for section in ("chronology", "scheduled"):
        rows = tuple(
            dataclasses.replace(row, when=dataclasses.replace(row.when, **changes)) for row in getattr(brief, section)
        )
        replaced: dict[str, Any] = {section: rows}
        brief = dataclasses.replace(brief, **replaced)
    return brief


def day(value: str) -> dict[str, Any]:
    return {"value": value, "edtf": value, "interval": None}


@pytest.mark.parametrize(
    ("text", "wrong", "told"),
    [
        ("The council closed the pier on 3 March 2024.", day("2025-03-03"), "names 2024"),
        ("The council closed the pier on 3 March 2024.", day("2024-04-03"), "another month"),
        ("The council closed the pier on Monday.", day("2026-06-09"), "not the weekday"),
        ("The council closed the pier yesterday.", day("2026-06-08"), "in an article of 2026-06-10"),
        ("The council will close the pier tomorrow.", day("2026-06-12"), "in an article of 2026-06-10"),
        ("The council closed the pier in 2019.", {**day("2018"), "granularity": "year"}, "names 2019"),
        ("The council closed the pier in May 2019.", {**day("2019-06"), "granularity": "month"}, "another month"),
    ],
)
def test_a_value_against_its_own_words_is_told(text: str, wrong: dict[str, Any], told: str) -> None:
    assert pipeline.verify(dated(text)).faults == ()
    assert [f for f in pipeline.verify(dated(text, **wrong)).faults if told in f.what]


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the pier in late May 2019.",
        "The council closed the pier in the first quarter of 2024.",
        "The council closed the pier last week.",
        "The council closed the pier in the 1990s.",
        "The council closed the pier a year earlier.",
        "The council closed the pier two days after Christmas.",
        "The council closed the pier in the winter of 2023.",
        "The council closed the pier on Monday night.",
        "The council has kept the pier closed since March.",
    ],
)
def test_dates_of_every_shape_stand(text: str) -> None:
    found = briefing.annotate(briefing.from_text(text, id="one", date=dt.date(2026, 6, 10)))
    brief = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    page = record.printed(pipeline.lay_out(brief, EVERY))
    assert pipeline.verify(brief, page, articles=[found.document]).faults == ()


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    document = word.Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def change_a_cell(document: Any) -> None:
    run = document.tables[0].rows[1].cells[1].paragraphs[0].runs[0]
    run.text = run.text.replace(" ", " never ", 1)


def add_a_paragraph(document: Any) -> None:
    document.paragraphs[3].insert_paragraph_before("The harbour master has resigned.")


def take_a_row_out(document: Any) -> None:
    table = document.tables[0]
    table._tbl.remove(table.rows[2]._tr)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (change_a_cell, "never"),
        (add_a_paragraph, "added: “The harbour master has resigned.”"),
        (take_a_row_out, "gone: "),
    ],
)
def test_a_page_edited_in_a_word_processor_is_told_line_by_line(
    brief: Brief, printed: Printed, edit: Callable[[Any], None], told: str
) -> None:
    whole = made(brief, docx)
    assert pipeline.verify(brief, printed, delivered=edited(whole, lambda _: None)).faults == ()
    faults = pipeline.verify(brief, printed, delivered=edited(whole, edit)).faults
    assert [f for f in faults if told in f.what]
    assert len(faults) <= 4


def test_a_tracked_deletion_counts_as_gone(brief: Brief, printed: Printed) -> None:
    def strike(document: Any) -> None:
        run = document.tables[0].rows[1].cells[1].paragraphs[0].runs[0]._r
        run.tag = run.tag.replace("}r", "}del")
        for text in run:
            text.tag = text.tag.replace("}t", "}delText")

    faults = pipeline.verify(brief, printed, delivered=edited(made(brief, docx), strike)).faults
    assert [f for f in faults if f.kind == "page"]


def test_a_pdf_of_another_brief_is_told(brief: Brief, printed: Printed) -> None:
    other = dataclasses.replace(brief, title="Something else altogether")
    faults = pipeline.verify(brief, printed, delivered=made(other, pdf)).faults
    assert [f for f in faults if f.what.startswith("changed or gone")]
    assert [f for f in faults if f.what.startswith("added")]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("form", [docx, pdf])
def test_no_page_is_called_changed_that_is_not(seed: int, form: Any) -> None:
    brief = random_brief(seed, 5 + 4 * seed, ("latin", "greek", "cyrillic", "vietnamese"), sources=1 + seed % 6)
    paper, large = ("a4", "letter")[seed % 2], seed % 5 == 4
    page = pipeline.lay_out(brief, EVERY, paper=paper, large_print=large)
    faults = pipeline.verify(brief, record.printed(page), delivered=form.render(brief, page)).faults
    assert [f for f in faults if f.what.startswith(("changed", "gone", "added"))] == []


def test_a_row_printed_otherwise_than_its_source_says_is_told(brief: Brief, printed: Printed) -> None:
    rows = list(printed.rows)
    date, what, source = rows[0].cells
    for cells, told in [
        ((date, "Nothing happened.", source), "which is not what its source says"),
        (("31 Mar 2031", what, source), "nothing known of its date is 31"),
    ]:
        forged = dataclasses.replace(printed, rows=(dataclasses.replace(rows[0], cells=cells), *rows[1:]))
        assert [f for f in pipeline.verify(brief, forged).faults if told in f.what]
    unknown = dataclasses.replace(printed, rows=(dataclasses.replace(rows[0], id="e9.e99"), *rows[1:]))
    assert [f for f in pipeline.verify(brief, unknown).faults if "not in the brief" in f.what]


def changed(document: Document, old: str, new: str) -> Document:
    assert old in document.text
    text = document.text.replace(old, new)
    return briefing.from_text(text, id=document.id, date=document.date)


def test_an_article_that_says_otherwise_is_told(brief: Brief, findings: Findings) -> None:
    words = first_words(brief.bottom_line[0].line).text.split()
    old = max(words, key=len)
    report = pipeline.verify(brief, articles=[changed(findings.document, old, "x" * len(old))])
    assert "source" in kinds(report)


def test_another_article_is_no_source(brief: Brief) -> None:
    other = briefing.from_text("The observatory counted its stars on Friday.", id="stars", date=dt.date(2026, 6, 10))
    faults = pipeline.verify(brief, articles=[other]).faults
    assert [f.what for f in faults] == ["none of the articles given is a source of this brief"]


def test_a_speaker_whom_the_article_does_not_name_is_told(brief: Brief, findings: Findings) -> None:
    row = brief.positions[0]
    forged = dataclasses.replace(row, speaker=dataclasses.replace(row.speaker, name="Zebulon Quist"))
    other = dataclasses.replace(brief, positions=(forged, *brief.positions[1:]))
    faults = pipeline.verify(other, articles=[findings.document]).faults
    assert "“Zebulon Quist”: the article has no “Zebulon”" in [f.what for f in faults]


def test_the_country_of_its_people_is_no_stranger() -> None:
    text = "“The bridge stays open,” the Italian transport minister, Carla Venti, said on Monday."
    found = briefing.annotate(briefing.from_text(text, id="one", date=dt.date(2026, 6, 10)))
    brief = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    assert [p.speaker.affiliation for p in brief.positions] == ["Italy"]
    assert pipeline.verify(brief, articles=[found.document]).faults == ()


def test_a_date_read_anew_must_agree(brief: Brief, findings: Findings) -> None:
    at = next(i for i, r in enumerate(brief.chronology) if r.when.granularity == "month" and r.when.said)
    row = brief.chronology[at]
    when: When = dataclasses.replace(row.when, value="1951-12", edtf="1951-12", interval=None)
    rows = (*brief.chronology[:at], dataclasses.replace(row, when=when), *brief.chronology[at + 1 :])
    faults = pipeline.verify(dataclasses.replace(brief, chronology=rows), articles=[findings.document]).faults
    assert [f for f in faults if "the brief has 1951-12" in f.what]


def test_a_damaged_page_is_an_error_not_a_verdict(brief: Brief, printed: Printed) -> None:
    with pytest.raises(InputError):
        pipeline.verify(brief, printed, delivered=made(brief, docx)[:500])
    with pytest.raises(InputError):
        pipeline.verify(brief, printed, delivered=b"%PDF-1.7\nnothing")


@pytest.mark.parametrize("day_first", [False, True])
def test_a_page_is_read_again_in_the_order_of_day_and_month_that_it_was_made_in(day_first: bool) -> None:
    data = b"Published 5/6/2026\n\nThe ferry Maribel sank off Tolm on 2/6/2026, and nine people died in the cold water."
    article = pipeline.read(data, name="ferry.txt")
    read = pipeline.read(data, name="ferry.txt", day_first=day_first)
    made_so = pipeline.compose([pipeline.annotate(read)], BriefOptions(as_of=dt.date(2026, 6, 10)))
    assert [row.when.value for row in made_so.chronology] == ["2026-06-02" if day_first else "2026"]
    report = pipeline.verify(made_so, articles=[article])
    assert report.faults == ()
    assert any("day first" in what for what in report.open) is day_first
    other = dataclasses.replace(made_so.sources[0], day_first=not day_first)
    assert pipeline.verify(dataclasses.replace(made_so, sources=(other,)), articles=[article]).faults
