"""Whoever stands in a line by surname alone is introduced where they first stand on the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import briefing
from briefing.compose import introductions, trim
from briefing.compose.story import BriefOptions, story
from briefing.model.brief import Filled, Line, Words
from briefing.model.text import Span
from briefing.review.people import Corrections

DAY = dt.date(2026, 6, 11)
INTRODUCED = "Ann Hale, chief engineer at the Harbour Trust, came in April. {}"


def lines(sentences: str) -> list[str]:
    """The key points that the sentences behind the one with the full name make, on a page that has no other."""
    text = INTRODUCED.format(sentences)
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    options = BriefOptions(as_of=DAY)
    made = briefing.brief(findings, as_of=DAY)
    first = (*made.bottom_line, *made.key_points)[0]
    points = tuple(replace(first, line=trim.sentence_line(findings, s, 1)) for s in findings.sentences[1:])
    page = replace(made, title="", bottom_line=(), key_points=points, chronology=(), scheduled=(), figures=())
    return [row.line.text for row in introductions.introduced(page, story([findings], options)).key_points]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Hale said the quay would reopen in August.", "[Ann Hale (chief engineer, Harbour Trust)] said the quay"),
        # The office stands beside the name already.
        ("The engineer Hale said the quay would reopen in August.", "The engineer [Ann Hale] said the quay"),
        ("On Monday Hale’s report was read to the crews.", "[Ann Hale (chief engineer, Harbour Trust)]’s report"),
    ],
)
def test_a_surname_alone_has_its_name_and_office(sentence: str, words: str) -> None:
    assert any(words in line for line in lines(sentence)), lines(sentence)


def test_a_title_with_the_adjective_of_a_state_needs_no_state() -> None:
    text = "French Harbour Minister Ann Hale came in April. Hale said the quay would reopen in August."
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    (hale,) = (a for a in findings.actors if a.name == "Ann Hale")
    assert (hale.title, hale.affiliation) == ("French Harbour Minister", "France")
    page = briefing.render(briefing.brief(findings, as_of=DAY), "md").decode()
    assert "France" not in page
    assert "French Harbour Minister" in page


@pytest.mark.parametrize(
    "sentence",
    [
        # named in full in the line
        "Ann Hale said the quay would reopen, and Hale left in August.",
        # within a quotation nothing is filled in
        "“We thank Hale for the quay,” the crews said in August.",
        # two bear the name
        "Karl Hale met the crews. Hale said the quay would reopen in August.",
    ],
)
def test_nothing_is_filled_in_where_it_is_not_wanted(sentence: str) -> None:
    assert not any("[Ann Hale" in line or "[Karl Hale" in line for line in lines(sentence)), lines(sentence)


def test_kin_with_a_single_name_are_introduced_by_whose_they_are() -> None:
    text = "Ada Brenn was held on Monday. Her father Karim has said she was upset. Karim called it a show."
    findings = briefing.annotate(briefing.from_text(text, id="kin", date=DAY))
    options = BriefOptions(as_of=DAY)
    made = briefing.brief(findings, as_of=DAY)
    first = (*made.bottom_line, *made.key_points)[0]

    def points(*numbers: int) -> list[str]:
        rows = tuple(replace(first, line=trim.sentence_line(findings, findings.sentences[n], 1)) for n in numbers)
        page = replace(made, title="", bottom_line=(), key_points=rows, chronology=(), scheduled=(), figures=())
        return [row.line.text for row in introductions.introduced(page, story([findings], options)).key_points]

    assert points(2) == ["[Karim (father of Ada Brenn)] called it a show."]
    assert points(1, 2) == ["Her father Karim has said she was upset.", "Karim called it a show."]


def test_nobody_is_introduced_twice_in_a_section() -> None:
    found = lines("Hale said the quay would reopen in August. In July Hale met the crews.")
    assert [line.count("(chief engineer") for line in found] == [1, 0]


def test_a_line_that_is_not_likely_to_be_printed_introduces_nobody_for_others() -> None:
    found = [f"The crew of boat {n} wrote to Hale." for n in range(14)]
    text = INTRODUCED.format(" ".join(found))
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    options = BriefOptions(as_of=DAY)
    made = briefing.brief(findings, as_of=DAY)
    first = (*made.bottom_line, *made.key_points)[0]
    rows = tuple(
        replace(
            first, id=f"k{n}", choice=replace(first.choice, score=float(n)), line=trim.sentence_line(findings, s, 1)
        )
        for n, s in enumerate(findings.sentences[1:])
    )
    page = replace(made, title="", bottom_line=(), key_points=rows, chronology=(), scheduled=(), figures=())
    points = introductions.introduced(page, story([findings], options)).key_points
    # The four worst say who Hale is for themselves alone; of the ten best the first says it for all.
    assert ["(chief engineer" in row.line.text for row in points] == [True] * 5 + [False] * 9


def test_a_corrected_office_is_corrected_there_too() -> None:
    line = Line((Filled("Ann Hale (chief engineer)"), Words(Span(0, 5), "left.")), ())
    corrections = Corrections({"Ann Hale": {"name": "Anna Hale", "title": "harbour chief"}})
    assert corrections._line(line).text == "[Anna Hale (harbour chief)] left."
    assert Corrections({"Ann Hale": {"name": "Anna Hale"}})._line(line).text == "[Anna Hale (chief engineer)] left."
    assert Corrections({"Karl Venn": {"name": "Carl Venn"}})._line(line) is line
