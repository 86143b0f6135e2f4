"""A page of many articles: each line names a few of its sources and counts the others, and so does the list."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from briefing.layout import fit, template
from briefing.model import record
from briefing.model.blocks import Box
from briefing.model.brief import Brief, Conflict, Evidence
from briefing.model.page import Page
from briefing.model.sections import Row
from briefing.model.text import Span
from tests.briefs import story

LOOK = template.load()


def told_by(count: int) -> Brief:
    """A brief of so many articles, of which each tells its first sentence of the bottom line."""
    brief = story()
    first = brief.sources[0]
    sources = tuple(
        dataclasses.replace(first, number=n, document=f"d{n}", title=f"The harbour on day {n}", publisher=f"Post {n}")
        for n in range(1, count + 1)
    )
    lead = brief.bottom_line[0]
    evidence = tuple(Evidence(source.document, source.number, 1, 0, Span(0, 20)) for source in sources)
    line = dataclasses.replace(lead.line, evidence=(*lead.line.evidence[:1], *evidence[1:]))
    rest: tuple[Row, ...] = (*brief.chronology, *brief.positions)
    assert {e.source for row in rest for e in row.line.evidence} <= set(range(1, count + 1))
    return dataclasses.replace(brief, sources=sources, bottom_line=(dataclasses.replace(lead, line=line),))


def words(page: Page) -> str:
    """All that is printed above the list of the sources."""
    return "\n".join(record.printed(page).texts[:-1])


def sources(page: Page) -> str:
    return record.printed(page).texts[-1]


def test_four_hundred_articles_make_a_page_that_counts_those_it_does_not_name() -> None:
    page = fit(told_by(400), LOOK)
    listed = re.findall(r"\[(\d+)\]", sources(page))
    assert sources(page).endswith(f"; and {400 - len(listed)} more")
    assert len(listed) < 12


def test_every_source_that_a_line_names_is_listed() -> None:
    page = fit(told_by(400), LOOK)
    named = set(re.findall(r"\[(\d+)\]", words(page)))
    assert len(named) > 2
    assert named == set(re.findall(r"\[(\d+)\]", sources(page)))


@pytest.mark.parametrize("count", [3, 30])
def test_sources_for_which_there_is_room_are_all_listed(count: int) -> None:
    printed = "\n".join(record.printed(fit(told_by(count), LOOK)).texts)
    assert f"[{count}] " in printed
    assert "; and " not in printed


def test_a_line_names_each_source_once_before_it_names_one_again() -> None:
    brief = told_by(4)
    lead = brief.bottom_line[0]
    first, *others = lead.line.evidence
    line = dataclasses.replace(lead.line, evidence=(first, dataclasses.replace(first, paragraph=9), *others))
    page = fit(dataclasses.replace(brief, bottom_line=(dataclasses.replace(lead, line=line),)), LOOK)
    box = next(block for block in page.sheets[0] if isinstance(block, Box))
    assert re.findall(r"\[(\d+)\]", box.texts[-1].plain) == ["1", "2", "3"]


@pytest.mark.parametrize(("days", "expected"), [((12, 13), "six hurt [2] (latest)"), ((12, 12), "six hurt [2].")])
def test_the_value_of_the_latest_article_is_marked(days: tuple[int, int], expected: str) -> None:
    brief = told_by(2)
    values = tuple(
        (words, (Evidence(f"d{n}", n, 1, 0, Span(0, 20)),)) for n, words in enumerate(("four hurt", "six hurt"), 1)
    )
    lead = dataclasses.replace(brief.bottom_line[0], conflict=Conflict("figure", values))
    dated = tuple(
        dataclasses.replace(source, date=dt.date(2026, 3, day)) for source, day in zip(brief.sources, days, strict=True)
    )
    page = fit(dataclasses.replace(brief, sources=dated, bottom_line=(lead,)), LOOK)
    assert expected in words(page).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("days", "said"),
    [((9, 11, 10), "3 articles of 9–11 Jun 2026"), ((9, 9, 9), "3 articles · "), ((None, None, 9), "3 articles · ")],
)
def test_a_story_says_of_which_days_its_articles_are(days: tuple[int | None, ...], said: str) -> None:
    brief = told_by(3)
    dated = tuple(
        dataclasses.replace(s, date=dt.date(2026, 6, day) if day else None, publisher=None)
        for s, day in zip(brief.sources, days, strict=True)
    )
    page = fit(dataclasses.replace(brief, sources=dated), LOOK)
    assert said in words(page).replace("\u00a0", " ")
