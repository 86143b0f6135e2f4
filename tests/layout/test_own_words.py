"""On the page of an opinion piece a short mark stands behind its authors' own words, and once at the head whose."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import briefing
from briefing.layout import dates, fit, template
from briefing.model import record, sections
from briefing.model.brief import Brief
from briefing.renderers import markdown

PIECE = (
    "We believe that the town of Olla should run its own harbour.\n\nThe port has been leased to a company for thirty "
    "years. Most of the northern mole is closed.\n\nThe council must not sign another lease this summer. It would be a "
    "mistake to hand over the quays before the survey is finished.\n\nA public port would keep the fees in Olla, and "
    "those fees may pay for the breakwater. The council will vote on the lease on June 14. It should vote no."
)
ONE, TWO = ("Ada Brenn",), ("Ada Brenn", "Bo Lind")


def brief_of(authors: tuple[str, ...], *, articles: int = 1) -> Brief:
    documents = [
        dataclasses.replace(briefing.from_text(text, id=f"d{n}", date=dt.date(2026, 6, 9)), authors=authors)
        for n, text in enumerate([PIECE, "The grain fleet left Vessa on Monday."][:articles])
    ]
    return briefing.brief([briefing.annotate(d) for d in documents], as_of=dt.date(2026, 6, 9))


def text_of(brief: Brief, name: str = "policy-brief") -> str:
    return markdown.render(brief, fit(brief, template.load(name))).decode().replace(dates.NBSP, " ")


@pytest.mark.parametrize("name", ["policy-brief", "two-columns"])
@pytest.mark.parametrize(
    ("authors", "mark", "whose"),
    [(ONE, "[author]", "in the words of Ada Brenn"), (TWO, "[authors]", "in the words of Ada Brenn and Bo Lind")],
)
def test_the_head_says_once_whose_words_the_marked_lines_are(
    authors: tuple[str, ...], mark: str, whose: str, name: str
) -> None:
    text = text_of(brief_of(authors), name).replace("\\", "")
    assert text.count(whose) == 1
    assert text.count(mark) >= 4
    assert "according to" not in text


def test_the_record_of_the_page_still_has_the_speaker_of_each_line() -> None:
    brief = brief_of(TWO)
    printed = fit(brief, template.load()).lines
    rows = {row.id: row for _, row in sections.every_row(record.load(record.dump(brief))[0])}
    told = [speaker.name for line in printed if (speaker := sections.speaker(rows[line.id])) is not None]
    assert told.count("the authors") >= 4


def test_a_page_of_several_articles_names_them_line_by_line() -> None:
    text = text_of(brief_of(TWO, articles=2))
    assert "according to the authors" in text
    assert "in the words of" not in text


def test_names_that_would_fill_the_head_stand_among_the_sources() -> None:
    text = text_of(brief_of(tuple(f"Ada{'a' * n} Brenn" for n in range(9))))
    assert "in the words of those who signed the article" in text


def test_a_report_has_neither_the_mark_nor_its_meaning() -> None:
    report = briefing.from_text("The pier at Vessa was shut on Monday, Mayor Ada Brenn said.", id="r")
    document = dataclasses.replace(report, authors=ONE, date=dt.date(2026, 6, 9))
    text = text_of(briefing.brief(briefing.annotate(document), as_of=dt.date(2026, 6, 9)))
    assert "[author" not in text
    assert "in the words of" not in text


def test_a_template_whose_page_has_no_such_line_does_not_explain_the_mark() -> None:
    brief = dataclasses.replace(brief_of(ONE), scheduled=(), chronology=())
    assert "in the words of" not in text_of(brief, "chronology")
