"""Positions across articles: grouped, newest first, quoted once, and changes seen only where they are plain."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, rules
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model.brief import Brief

FIRST = (
    "Mayor Ada Brenn spoke to the crews. "
    "“We backed the new quay of the harbour from the first day,” Mayor Ada Brenn said. "
    "Petra Vance, head of the Crews’ Union, said that the quay was long."
)
LATER = (
    "The council met again. “The new quay of the harbour was a mistake,” Mayor Ada Brenn said on Tuesday. "
    "Petra Vance, head of the Crews’ Union, said that the quay was too long for the boats."
)


def told(*articles: tuple[str, int]) -> Brief:
    documents = [
        pipeline.from_text(text, id=f"d{n}", date=dt.date(2026, 6, day)) for n, (text, day) in enumerate(articles)
    ]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=dt.date(2026, 6, 30)))


def test_positions_of_one_speaker_stand_together_newest_first() -> None:
    rows = told((FIRST, 1), (LATER, 10)).positions
    names = [row.speaker.name for row in rows]
    assert names == sorted(names, key=names.index)
    sources = [row.line.evidence[0].source for row in rows if row.speaker.name == "Ada Brenn"]
    assert sources == [2, 1]


def test_a_position_has_the_day_it_was_said_or_else_reported() -> None:
    rows = {
        row.line.evidence[0].source: row.when
        for row in told((FIRST, 1), (LATER, 10)).positions
        if "quay of" in row.line.text
    }
    assert rows[1] is not None
    assert rows[2] is not None
    assert (rows[1].value, rows[1].how) == ("2026-06-01", "document")
    assert (rows[2].value, rows[2].how) == ("2026-06-09", "stated")


def test_a_change_of_sides_names_the_earlier_position() -> None:
    rows = told((FIRST, 1), (LATER, 10)).positions
    by = {row.id: row for row in rows}
    changed = [row for row in rows if row.shift]
    assert [row.line.text for row in changed] == ["“The new quay of the harbour was a mistake”"]
    assert "backed the new quay" in by[changed[0].shift or ""].line.text


LEVY = "The crews met. “We oppose this levy,” said Ada Brenn, who leads the Guild of Skippers."


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("Ada Brenn said on Tuesday that the guild supports the levy.", True),  # the one thing that the first names
        ("Ada Brenn said on Tuesday that the guild supports the pilots.", False),
        ("Ada Brenn said on Tuesday that the guild opposes the levy.", False),
        ("Ada Brenn said on Tuesday that the guild would support the levy.", False),  # under a condition
        ("Olin Marsh said on Tuesday that the guild supports the levy.", False),
    ],
)
def test_two_sayings_of_one_thing_alone_are_about_it(later: str, expected: bool) -> None:
    rows = told((LEVY, 1), (f"It rained in Kell. {later}", 10)).positions
    assert [row.line.text for row in rows if row.shift] == (["The guild supports the levy"] if expected else [])
    assert [row.line.text for row in rows if row.later] == (["“We oppose this levy”"] if expected else [])


@pytest.mark.parametrize(
    "later",
    [
        "“The new quay of the harbour is long,” Mayor Ada Brenn said.",
        "“The new quay of the harbour was not wrong,” Mayor Ada Brenn said.",
        "“The tax on boats is wrong,” Mayor Ada Brenn said.",
        "“The new quay of the harbour was a mistake,” Mayor Boris Falkner said.",
    ],
)
def test_no_change_is_seen_where_none_is_plain(later: str) -> None:
    assert [row for row in told((FIRST, 1), (later, 10)).positions if row.shift] == []


def test_nobody_changes_position_within_a_day() -> None:
    assert [row for row in told((FIRST, 9), (LATER.replace(" on Tuesday", ""), 9)).positions if row.shift] == []


def test_what_two_articles_quote_alike_stands_once_with_both_places() -> None:
    other = (
        "It rained on the coast all day. "
        "“We backed the new quay of the harbour from the first day,” Mayor Ada Brenn told a meeting."
    )
    rows = [row for row in told((FIRST, 1), (other, 2)).positions if "backed" in row.line.text]
    assert [[e.source for e in row.line.evidence] for row in rows] == [[1, 2]]


def test_a_surname_alone_is_the_one_who_bears_it_in_another_article() -> None:
    later = "It rained. Brenn said that the old quay would be mended by the crews of the harbour."
    names = {row.speaker.name for row in told((FIRST, 1), (later, 10)).positions}
    assert names == {"Ada Brenn", "Petra Vance"}


def test_the_place_of_a_dateline_says_nothing() -> None:
    text = (
        "PORT ADLER, June 9, 2026 (Evening Post) — Mayor Ada Brenn criticised the quay and called it a danger to boats."
    )
    assert [row for row in told((text, 9)).positions if row.speaker.name.upper() == "PORT ADLER"] == []


def test_what_the_longer_version_of_a_text_adds_is_not_lost() -> None:
    added = " Harbour master Ole Brandt said that the cranes would be sold to the town of Kell."
    page = told((FIRST, 1), (FIRST + added, 2))
    (row,) = (row for row in page.positions if row.speaker.name == "Ole Brandt")
    assert row.line.evidence[0].source == 2
    assert 2 in {s.line.evidence[0].source for s in (*page.bottom_line, *page.key_points)}
    assert [source.same_as for source in page.sources] == [None, 1]


def test_a_copy_adds_no_positions() -> None:
    page = told((FIRST, 1), (FIRST, 2))
    assert {e.source for row in page.positions for e in row.line.evidence} == {1}
    assert any(left.reason == "the same text as source 1" for left in page.left_out)


@pytest.mark.parametrize(
    "example", [e for c in rules.load("sides", "en")["cases"] for e in c["examples"]], ids=lambda e: e[0]
)
def test_the_side_of_a_saying(example: tuple[str, int]) -> None:
    from briefing.compose.positions import _side
    from briefing.model.brief import Choice, Evidence, Line, PositionRow, Speaker, Words
    from briefing.model.text import Span

    text, side = example
    line = Line((Words(Span(0, len(text)), text),), (Evidence("d", 1, 1, 0, Span(0, len(text))),))
    row = PositionRow("p", Speaker("A", "person"), "asserts", "direct", line, None, "sure", Choice(1.0))
    assert _side(row, "en") == side


CREWS = "Mayor Ada Brenn of Lindow spoke to the crews of the ferries on Monday, and Petra Vance, a cook, left.\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "“She never came to the quay in all these weeks,” Mayor Ada Brenn said.",
        "“She never came to the quay in all these weeks. It was late. The boat had gone,” Mayor Ada Brenn said.",
        "That would close the quay for good, Mayor Ada Brenn said.",
        "Mayor Ada Brenn called it a disgrace for the whole of the port.",
        "Mayor Ada Brenn accused them of lying to the crews all week.",
        "Their aim is to close the quay for good, Mayor Ada Brenn said.",
        "“Yes, we shall close the quay by the autumn,” Mayor Ada Brenn said.",
        "Mayor Ada Brenn summarily rejected those days and left the hall at once.",
        "The Harbour Board said he had acted with restraint all week.",
        "The police said he had acted with restraint all week.",
    ],
)
def test_what_is_about_somebody_whom_only_the_text_before_names_is_worth_nothing(said: str) -> None:
    (row,) = told((CREWS + said, 1)).positions
    assert row.choice.score == 0
    assert row.choice.why[-1] == "only the sentences before it say whom it is about"


@pytest.mark.parametrize(
    "said",
    [
        "“The crews know that they can win,” Mayor Ada Brenn said.",
        "Mayor Ada Brenn called the levy a disgrace for the whole of the port.",
        "Mayor Ada Brenn told them that the quay would close for good.",
        "Mayor Ada Brenn said she would close the quay for good.",
        "Mayor Ada Brenn said her office would close the quay for good.",
        "The Harbour Board said it would close the quay for good.",
        "Petra Vance’s lawyers said she had acted with restraint all week.",
        "“It is clear that the crews will win,” Mayor Ada Brenn said.",
        "“It is a heavy blow for all the crews of the ferries,” Mayor Ada Brenn said.",
        "“No boat will leave the quay before the autumn,” Mayor Ada Brenn said.",
    ],
)
def test_what_its_own_words_or_its_speaker_explain_keeps_its_worth(said: str) -> None:
    (row,) = told((CREWS + said, 1)).positions
    assert "only the sentences before it say whom it is about" not in row.choice.why


def test_a_change_of_sides_is_printed_with_both_lines_and_their_days() -> None:
    made = told((FIRST, 1), (LATER, 10))
    page = pipeline.render(made, pipeline.lay_out(made, template.load()), "md").decode()
    assert (
        "backed the new quay of the harbour from the first day” \\[before a change of position, reported 1 Jun" in page
    )
    assert "was a mistake” \\[a change of position, 9 Jun 2026\\]" in page


@pytest.mark.parametrize(
    ("second", "together"),
    [
        ("“The new quay of the harbour was a mistake from the first day,” Mayor Ada Brenn said.", False),
        ("“We backed the new quay of the harbour from the first day on,” Mayor Ada Brenn said.", True),
    ],
)
def test_what_is_said_for_and_against_is_no_quotation_twice(second: str, together: bool) -> None:
    rows = told((FIRST, 1), (f"It rained on the coast all day. {second}", 10)).positions
    assert any(len(row.line.evidence) > 1 for row in rows) is together


@pytest.mark.parametrize(("speaker", "printed"), [("Reuters", False), ("The BBC", False), ("The Harbour Board", True)])
def test_in_a_story_what_an_agency_reports_is_no_position(speaker: str, printed: bool) -> None:
    report = f"It rained in Maren. {speaker} reported that the old quay would be closed to all grain ships by June."
    rows = told((FIRST, 1), (report, 10)).positions
    assert any("grain ships" in row.line.text for row in rows) is printed
