"""Each alteration of a delivered page is found, or is named as one that nobody can find; the true page stands."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Words
from briefing.model.text import Document, Span
from briefing.renderers import attached
from tests.hostile import alterations, values_altered

CASES = [
    pytest.param(group, name, id=f"{group}: {name}")
    for group, (all_, _) in alterations.groups().items()
    for name in all_
]
#: What a person may do is told, not found: ``verify`` names it and ends with exit code 12.
TOLD = {
    "made by another version", "made by no version", "another template", "another title, said to be given",
    "a speaker said to be set by hand", "a source said to be another file", "a purpose added",
    "a recommendation added", "a comment added", *values_altered.TOLD,
}  # fmt: skip


def test_a_record_whose_words_end_before_they_begin_is_told() -> None:
    brief = alterations.true_brief()
    line = brief.key_points[0].line
    back = tuple(
        dataclasses.replace(p, span=Span(p.span.end, p.span.start)) if isinstance(p, Words) else p for p in line.pieces
    )
    point = dataclasses.replace(brief.key_points[0], line=dataclasses.replace(line, pieces=back))
    forged = dataclasses.replace(brief, key_points=(point, *brief.key_points[1:]))
    printed = record.printed(pipeline.lay_out(brief, template.load()))
    assert pipeline.verify(forged, printed, page=True).faults


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("group", "name"), CASES)
def test_an_alteration_is_found_or_named_as_not_findable(group: str, name: str) -> None:
    made, article = alterations.groups()[group]
    expected = "missed" if group == "not findable" else "told" if name in TOLD else "found"
    assert alterations.outcome(made[name](), article=article) == expected


def test_there_are_enough_of_them() -> None:
    assert sum(len(made) for made, _ in alterations.groups().values()) >= 95


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", True)])
def test_the_true_page_stands(form: str, paper: str, large: bool) -> None:
    brief = alterations.true_brief()
    data = pipeline.render(brief, pipeline.lay_out(brief, template.load(), paper=paper, large_print=large), form)
    again, printed = record.load(attached.take(data, name="page"))
    report = pipeline.verify(again, printed, delivered=data, articles=[alterations.document()], page=True)
    assert report.faults == ()
    assert report.open == ()
    alone = pipeline.verify(again, printed, delivered=data, page=True)
    assert alone.faults == ()
    assert alone.open == ("not checked against articles",)


@pytest.mark.parametrize("day", [dt.date(1583, 1, 1), dt.date(2999, 12, 31), None])
@pytest.mark.parametrize(
    "text",
    [
        "The council voted today to close the pier, Mayor Ada Brenn said.",
        "The pier closed in December 9999 and on 1 January 0001, and yesterday, Ada Brenn said.",
        "A\u0301da Bren\u0301n said the pier will clo\u0345se on Monday.",
        "«Untitled and undated» \u200b said the mayor of Port Selwyn, who",
    ],
)
def test_a_page_of_odd_days_and_letters_stands(text: str, day: dt.date | None) -> None:
    def read() -> Document:
        return pipeline.read(text.encode(), name="a.txt", date=day)

    made = pipeline.compose([pipeline.annotate(read(), engine="rules")], BriefOptions(as_of=dt.date(2026, 6, 10)))
    data = pipeline.render(made, pipeline.lay_out(made, template.load()), "docx")
    brief, printed = record.load(attached.take(data, name="page"))
    assert pipeline.verify(brief, printed, delivered=data, articles=[read()], page=True).faults == ()
