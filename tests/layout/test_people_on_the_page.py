"""How people and bodies stand on the page: nobody is dropped without a word, and no thing is said to be quoted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from briefing.layout import dates, fit, template
from briefing.layout.unplaced_speakers import has_name
from briefing.model.blocks import Text
from briefing.model.brief import Line, Speaker, Words
from briefing.model.page import Page
from briefing.model.text import Span
from tests.briefs import story

LOOK = template.load()


def paragraphs(page: Page) -> Iterator[str]:
    for sheet in page.sheets:
        yield from (block.plain.replace(dates.NBSP, " ") for block in sheet if isinstance(block, Text))


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        (("Ada Brenn", "Bo Lind", "Cy Dorn"), "Ada Brenn, Bo Lind, Cy Dorn"),
        (("Ada Brenn", "Bo Lind", "Cy Dorn", "Di Falk"), "Ada Brenn, Bo Lind, Cy Dorn and 1 more"),
        (("Ada Brenn", "Bo Lind", "Cy Dorn", "Di Falk", "Ed Gray"), "Ada Brenn, Bo Lind, Cy Dorn and 2 more"),
    ],
)
def test_a_source_says_how_many_authors_are_not_named(authors: tuple[str, ...], told: str) -> None:
    brief = story()
    first, *rest = brief.sources
    page = fit(dataclasses.replace(brief, sources=(dataclasses.replace(first, authors=authors), *rest)), LOOK)
    assert any(told in text for text in paragraphs(page))


def test_a_title_behind_a_name_is_written_as_in_its_article() -> None:
    brief = story()
    who = Speaker("Ada Brenn", "person", "harbour master", "Port of Kelso")
    rows = (dataclasses.replace(brief.positions[0], speaker=who),)
    page = fit(dataclasses.replace(brief, positions=rows, people=()), LOOK)
    assert any("Ada Brenn, harbour master, Port of Kelso:" in text for text in paragraphs(page))


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("Ada Brenn", "person", True),
        ("Médecins sans frontières", "organisation", True),
        ("Kelso Harbour Report", "document", True),
        ("Hansard", "document", True),
        ("Port Outlook 2031", "document", True),
        ("Video footage of the landing", "document", False),
        ("Drone pictures from the mole", "document", False),
        ("experts", "group", False),
        ("the report", "document", False),
    ],
)
def test_only_who_has_a_name_is_also_quoted(name: str, kind: str, named: bool) -> None:
    assert has_name(Speaker(name, kind)) == named  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind", "text", "named"),
    [
        ("Norland Harbour Authority", "organisation", "Asked in May, the NHA said it had no ships.", True),
        ("Ministry of Ports and Canals", "organisation", "The MPC has no view, it said.", True),
        ("Norland Harbour Authority", "organisation", "The harbour authority has no ships.", False),
        ("Norland Harbour Authority", "organisation", "The NHAX has no ships.", False),
        ("Norland Harbour", "organisation", "The NH 30 is closed.", False),
        ("Ada Berta Corn", "person", "The ABC showed the harbour.", False),
    ],
)
def test_a_line_with_the_initials_of_a_body_names_it(name: str, kind: str, text: str, named: bool) -> None:
    line = Line((Words(Span(0, len(text)), text),), ())
    assert line.names(Speaker(name, kind)) == named  # type: ignore[arg-type]
