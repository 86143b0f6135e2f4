"""Who is quoted and has no row is named below the positions, with a place in a source."""

from __future__ import annotations

import dataclasses
import random
import re

import pytest

from briefing.layout import NAMED, dates, fit, template
from briefing.model.blocks import Text
from briefing.model.brief import Brief, Choice, Line, PositionRow, Speaker, Words
from briefing.model.page import Page
from briefing.model.text import Span
from tests.briefs import story

LOOK = template.load()


def crowd(count: int, title: str | None = "keeper") -> Brief:
    """A brief in which so many people say something, each once; the first say it best."""
    one = story().positions[0]
    given = ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus", "Hew")
    names = [f"{first} {last}" for last in ("Arne", "Bole", "Crew", "Dunn", "Esk") for first in given][:count]
    words = random.Random(7)  # noqa: S311 - nothing secret
    rows = tuple(
        dataclasses.replace(
            one,
            id=f"p{n}",
            speaker=Speaker(name, "person", title and f"{title} {n}"),
            choice=Choice(9.0 - n / 10),
            line=Line(
                (Words(Span(10**7 + 1000 * n, 10**7 + 1000 * n + len(text)), text),), one.line.evidence, quotation=True
            ),
        )
        for n, name in enumerate(names)
        for text in [" ".join("".join(words.choices("bdfgklmnprst", k=7)) for _ in range(24))]
    )
    return dataclasses.replace(story(), positions=rows)


def also(page: Page) -> str:
    """The line, or nothing."""
    texts = [b.plain for sheet in page.sheets for b in sheet if isinstance(b, Text) and b.look.name == "cell-note"]
    return " ".join(texts).replace(dates.NBSP, " ")


def placed(page: Page) -> set[str]:
    return {line.speaker.name for line in page.lines if line.speaker is not None}


def test_everybody_who_is_quoted_stands_in_a_row_or_below_the_rows() -> None:
    brief = crowd(16)
    page = fit(brief, LOOK)
    line, rows = also(page), placed(page)
    missing = [row.speaker.name for row in brief.positions if row.speaker.name not in rows]
    assert missing
    assert line.startswith("Also quoted: ")
    assert re.findall(r"[A-Z][a-z]{2} [A-Z][a-z]+", line.removeprefix("Also quoted: ")) == missing
    assert "more" not in line


def test_a_name_below_the_rows_has_its_title_and_its_place() -> None:
    page = fit(crowd(15), LOOK)
    assert "; Gus Bole (keeper 14) [1]" in also(page)


def test_titles_give_way_before_a_name_does() -> None:
    page = fit(crowd(16, "acting deputy keeper of the harbour lights and buoys"), LOOK)
    assert "keeper" not in also(page)
    assert "Hew Bole [1]" in also(page)


def test_who_has_no_room_even_there_is_counted() -> None:
    brief = crowd(40)
    page = fit(brief, LOOK)
    line = also(page)
    more = re.search(r"; and (\d+) more$", line)
    assert more is not None
    named = len(re.findall(r"\[1\]", line))
    assert len(placed(page)) + named + int(more[1]) == 40


def test_nobody_is_named_twice_whose_own_sentence_is_printed_elsewhere_with_the_name() -> None:
    brief = crowd(20)
    last = brief.positions[-1]
    text = f"{last.speaker.name} called for calm."
    line = Line((Words(Span(0, len(text)), text),), last.line.evidence)
    said = dataclasses.replace(brief.bottom_line[0], line=line)
    assert last.speaker.name in also(fit(brief, LOOK))
    assert last.speaker.name not in also(fit(dataclasses.replace(brief, bottom_line=(said,)), LOOK))
    # Another sentence that has the name does not tell what was said.
    other = dataclasses.replace(line, evidence=tuple(dataclasses.replace(e, sentence=99) for e in line.evidence))
    elsewhere = dataclasses.replace(said, line=other)
    assert last.speaker.name in also(fit(dataclasses.replace(brief, bottom_line=(elsewhere,)), LOOK))


def test_what_is_left_out_says_that_its_speaker_is_named() -> None:
    brief = crowd(40)
    page = fit(brief, LOOK)
    left = {o.id: o.reason for o in page.left_out if o.section == "positions"}
    speakers: dict[str, PositionRow] = {row.id: row for row in brief.positions}
    for id_, reason in left.items():
        assert (reason == NAMED) == (f"{speakers[id_].speaker.name} " in also(page))
    assert {NAMED, "no room on the page"} == set(left.values())


def test_a_page_on_which_everybody_has_a_row_has_no_such_line() -> None:
    assert also(fit(story(), LOOK)) == ""
    assert also(fit(crowd(16), template.load("chronology"))) == ""


def test_a_source_that_only_such_a_name_rests_on_is_listed() -> None:
    brief = crowd(16)
    last = brief.positions[-1]
    evidence = tuple(dataclasses.replace(e, source=3) for e in last.line.evidence)
    rows = (*brief.positions[:-1], dataclasses.replace(last, line=dataclasses.replace(last.line, evidence=evidence)))
    # So many sources that only those that are cited have room.
    more = [dataclasses.replace(brief.sources[0], number=n, publisher=f"The Post of Port {n}") for n in range(3, 120)]
    page = fit(dataclasses.replace(brief, positions=rows, sources=(*brief.sources, *more)), LOOK)
    assert "[3]" in also(page)
    sources = " ".join(b.plain for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "source")
    assert "The Post of Port 3," in sources
    assert "The Post of Port 4," not in sources


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Asked in May, the NHA replied that three dredgers sank yonder.", True),
        ("Asked in May, the Kelvo replied that three dredgers sank yonder.", False),
    ],
)
def test_a_body_that_a_line_calls_by_its_initials_is_not_named_again(said: str, named: bool) -> None:
    brief = crowd(16)
    body = dataclasses.replace(brief.positions[-1], speaker=Speaker("Norland Harbour Authority", "organisation"))
    line = Line((Words(Span(9 * 10**6, 9 * 10**6 + len(said)), said),), body.line.evidence)
    event = dataclasses.replace(brief.chronology[0], line=line, choice=Choice(9.0))
    page = fit(dataclasses.replace(brief, positions=(*brief.positions[:-1], body), chronology=(event,)), LOOK)
    assert event.id in {printed.id for printed in page.lines}
    assert "Norland Harbour Authority" not in placed(page)
    assert ("Norland Harbour Authority" in also(page)) != named
