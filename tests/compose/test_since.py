"""The next day's brief: its title and bottom line are of the new articles, and what is new stands by weight, once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest

from briefing import layout, pipeline
from briefing.compose import news_since
from briefing.compose.bottom_line import BOTTOM_LINES
from briefing.compose.brief import BriefOptions
from briefing.layout import dates, template
from briefing.model.brief import Brief, Choice, EventRow, Line, Words
from briefing.model.findings import Findings
from briefing.model.text import Span
from briefing.model.time import Interval, When

MONDAY, TUESDAY = dt.date(2026, 6, 8), dt.date(2026, 6, 9)
OLD = (
    "A ferry ran aground off Maren on Monday and four passengers were hurt, the coast guard said.\n\n"
    "The ferry had left the northern quay an hour before.\n\n"
    "The port of Maren was closed to all ships until further notice."
)
NEW = (
    "The captain of the ferry that ran aground off Maren was arrested on Tuesday, the public prosecutor said.\n\n"
    "The number of passengers who were hurt rose to eleven.\n\n"
    "The port was opened again on Tuesday morning, and grain ships may load at its three southern quays.\n\n"
    "“The quays are safe for every ship,” harbour master Olin Marsh said."
)
AGAIN = "A ferry ran aground off Maren on Monday, and four passengers were hurt, the coast guard said."
ROSE = (
    "The coast guard said 11 passengers were hurt when a ferry ran aground off Maren on Monday.\n\n"
    "Grain ships wait in the bay, and their crews may not leave them."
)


@cache
def findings(text: str, name: str, day: dt.date, title: str) -> Findings:
    document = pipeline.from_text(text, id=name, date=day, title=title)
    return next(pipeline.annotate_many([document]))


def first() -> Findings:
    return findings(OLD, "monday", MONDAY, "Ferry runs aground off Maren")


def second(text: str = NEW, title: str = "Captain arrested") -> Findings:
    return findings(text, "tuesday", TUESDAY, title)


def brief_of(*found: Findings, title: str | None = None) -> Brief:
    return pipeline.compose(found, BriefOptions(as_of=TUESDAY, title=title))


def since(*found: Findings, title: str | None = None) -> Brief:
    return pipeline.compare(brief_of(*found, title=title), brief_of(first()))


def lead(brief: Brief) -> str:
    return " ".join(s.line.text for s in brief.bottom_line)


def test_the_new_article_leads_and_gives_the_title() -> None:
    brief = since(first(), second())
    assert brief.title == "Captain arrested"
    assert "arrested" in brief.bottom_line[0].line.text
    assert {s.line.evidence[0].source for s in brief.bottom_line} == {2}


def test_what_led_before_is_a_key_point_now() -> None:
    brief = since(first(), second())
    ids = [s.id for s in (*brief.bottom_line, *brief.key_points)]
    both = brief_of(first(), second())
    assert sorted(ids) == sorted(s.id for s in (*both.bottom_line, *both.key_points))
    assert any("ran aground off Maren on Monday" in s.line.text for s in brief.key_points)


def test_no_more_than_three_lines_lead_however_much_is_new() -> None:
    more = (
        "The owner of the ferry was charged on Tuesday with sailing it without a licence, the court said.",
        "The ministry grounded nine sister ships of the ferry on Tuesday after cracks were found in their hulls.",
        "Divers found the ferry's recorder under the northern mole on Tuesday and sent it to Kell for study.",
        "The union of the crews called a strike on Tuesday over the age of the boats.",
    )
    brief = brief_of(first(), second("\n\n".join((NEW, *more))))
    points = tuple(dataclasses.replace(s, choice=Choice(1.0)) for s in (*brief.bottom_line, *brief.key_points))
    made = news_since.leading(dataclasses.replace(brief, bottom_line=(), key_points=points), brief_of(first()))
    assert len(made.bottom_line) == BOTTOM_LINES
    assert {s.line.evidence[0].source for s in made.bottom_line} == {2}


def test_what_the_bottom_line_tells_is_not_printed_again_as_new() -> None:
    brief = since(first(), second())
    page = layout.fit(brief, template.load())
    above = [line.text for line in page.lines if line.section == "bottom_line"]
    new = [line.text for line in page.lines if line.section == "changes"]
    assert any("captain of the ferry" in text for text in above)
    assert not any("captain of the ferry" in text for text in new)
    assert any("safe for every ship" in text for text in (*new, *above))


def test_a_date_that_has_moved_is_printed_as_new_whatever_the_bottom_line_tells() -> None:
    brief = since(first(), second())
    row = next(s for s in brief.changes if s.when is not None)
    again = dataclasses.replace(brief.bottom_line[0], line=row.line)
    moved = dataclasses.replace(row, was=row.when)
    page = layout.fit(dataclasses.replace(brief, bottom_line=(again,), changes=(moved,)), template.load())
    assert [line.id for line in page.lines if line.section == "changes"] == [moved.id]


def test_a_title_that_a_person_gave_stays() -> None:
    assert since(first(), second(), title="The Maren file").title == "The Maren file"


def test_without_a_new_article_nothing_changes() -> None:
    assert since(first()).bottom_line == brief_of(first()).bottom_line
    assert since(first()).title == brief_of(first()).title


def test_an_article_that_tells_the_same_again_does_not_lead() -> None:
    again = second(AGAIN, "Ferry still aground")
    brief = since(first(), again)
    assert brief.title == brief_of(first(), again).title
    assert brief.bottom_line == brief_of(first(), again).bottom_line


def test_a_higher_number_of_the_same_is_new() -> None:
    brief = since(first(), second(ROSE, "Eleven hurt on ferry"))
    assert "11 passengers" in lead(brief)
    assert brief.title == "Eleven hurt on ferry"


def test_a_lead_that_a_person_wants_printed_stays() -> None:
    both = brief_of(first(), second())
    kept = dataclasses.replace(both, kept=(both.bottom_line[0].id,))
    assert pipeline.compare(kept, brief_of(first())).bottom_line == both.bottom_line


def test_what_is_new_stands_by_weight() -> None:
    scores = [row.choice.score for row in since(first(), second()).changes]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_a_new_row_that_a_person_wants_printed_is_no_change_too() -> None:
    both = brief_of(first(), second())
    new = pipeline.compare(both, brief_of(first())).changes
    wanted = new[0].id.removeprefix("n.")
    after = pipeline.compare(dataclasses.replace(both, kept=(wanted,)), brief_of(first()))
    assert [row.id for row in after.changes] == [row.id for row in new[1:]]
    assert not any(note.code == "nothing-new" for note in after.notes)


def day(value: str, granularity: str = "day") -> When:
    start = dt.date.fromisoformat(value) if granularity == "day" else None
    interval = Interval(start, start + dt.timedelta(days=1)) if start else None
    return When(value, granularity, interval, value, None, "stated", "")  # type: ignore[arg-type] # as the table has it


@pytest.mark.parametrize(
    ("was", "when", "expected"),
    [
        (day("2026-06-19"), day("2026-06-17"), "19 → 17 Jun 2026"),
        (day("2026-05-30"), day("2026-06-02"), "30 May → 2 Jun 2026"),
        (day("2025-12-30"), day("2026-01-02"), "30 Dec 2025 → 2 Jan 2026"),
        (day("2025", "year"), day("2025-11", "month"), "2025 → Nov 2025"),
        (day("2026-06", "month"), day("2026-06-17"), "Jun 2026 → 17 Jun 2026"),
    ],
)
def test_a_date_that_has_moved_says_from_where(was: When, when: When, expected: str) -> None:
    assert dates.moved(was, when, template.load()).replace("\u00a0", " ") == expected


EARLIER = (
    "A ferry ran aground off Maren on Monday and four passengers were hurt, the coast guard said.\n\n"
    "“The wheat silos of the northern quay hold forty tons of grain,” harbour master Olin Marsh said.\n\n"
    "The northern lock was closed on Monday for barges of Maren."
)
WHO = {"marsh": "harbour master Olin Marsh said", "brenn": "mayor Ada Brenn said"}


def changes_with(text: str) -> list[str]:
    """What is new on Tuesday with another article."""
    before = findings(EARLIER, "monday", MONDAY, "Ferry runs aground off Maren")
    after = findings(text, "tuesday", TUESDAY, "Captain arrested")
    made = pipeline.compare(brief_of(before, after), brief_of(before))
    return [row.line.text for row in made.changes]


@pytest.mark.parametrize(
    ("text", "words", "new"),
    [
        # What stood on the last page is no news, though another article has it in other words.
        ("“The silos of the northern quay still hold forty tons of wheat grain,” {marsh}.", "silos", False),
        ("“The silos of the northern quay hold 50 tons of wheat grain,” {marsh}.", "silos", True),
        ("“The silos of the northern quay hold forty tons of wheat grain,” {brenn}.", "silos", True),
        ("“The silos of the southern mole hold barley for a brewery,” {marsh}.", "silos", True),
        ("Seven herring boats of the island sailed for the bank on Tuesday.", "herring", True),
        ("The northern lock of Maren was closed on Monday for barges.", "lock", False),
    ],
)
def test_what_an_earlier_line_told_is_not_new(text: str, words: str, new: bool) -> None:
    assert any(words in line for line in changes_with(f"The mail boats lay still.\n\n{text.format(**WHO)}")) is new


def test_what_was_before_counts_for_less_as_news() -> None:
    made = brief_of(first(), second())
    row = made.chronology[0]
    scores = []
    for role in ("main", "background"):
        rows = (dataclasses.replace(row, id="e9.9", role=role, line=dataclasses.replace(row.line, pieces=())),)
        changed = pipeline.compare(
            dataclasses.replace(made, chronology=rows, kept=()), dataclasses.replace(made, chronology=())
        )
        scores += [c.choice.score for c in changed.changes if c.id == "n.e9.9"]
    assert scores == [row.choice.score, row.choice.score / 2]


@pytest.mark.parametrize(
    ("words", "days", "new"),
    [
        ("The northern lock of Maren was shut for barges.", "2026-06-08", False),
        ("The northern lock of Maren was shut for barges.", "2026-06-09", True),  # the same of another day is news
        ("The lock was shut.", "2026-06-08", True),  # too few words to tell
    ],
)
def test_a_row_of_another_day_or_of_few_words_is_new(words: str, days: str, new: bool) -> None:
    made = brief_of(first(), second())
    row = next(row for row in made.chronology if row.when.how == "stated")

    def told(text: str, when: str, source: int) -> EventRow:
        evidence = dataclasses.replace(row.line.evidence[0], document=made.sources[source].document, source=source + 1)
        line = Line((Words(Span(0, len(text)), text),), (evidence,))
        return dataclasses.replace(row, id=f"e{source}.9", line=line, when=dataclasses.replace(day(when), how="stated"))

    before = dataclasses.replace(
        made, chronology=(told("The northern lock was shut for the barges of Maren.", "2026-06-08", 0),)
    )
    after = dataclasses.replace(made, chronology=(told(words, days, 1),))
    assert any(row.id == "n.e1.9" for row in pipeline.compare(after, before).changes) is new


def test_what_stands_far_down_in_a_new_article_does_not_lead_before_its_opening() -> None:
    brief = brief_of(first(), second())
    opening, behind = (f"s2.{n:04}" for n in (0, 3))
    points = tuple(
        dataclasses.replace(s, choice=Choice(3.0 if s.id == opening else 4.0))
        for s in (*brief.bottom_line, *brief.key_points)
        if s.id in (opening, behind)
    )
    made = news_since.leading(dataclasses.replace(brief, bottom_line=(), key_points=points), brief_of(first()))
    assert made.bottom_line[0].id == opening


def test_the_title_is_never_that_of_an_article_that_was_there_before() -> None:
    untitled = findings(NEW, "tuesday", TUESDAY, "")
    more = findings(
        "The union of the crews called a strike on Tuesday over the age of the boats.", "later", TUESDAY, "Crews strike"
    )
    made = pipeline.compare(brief_of(first(), untitled, more), brief_of(first()))
    assert made.title == "Crews strike"


PLAN = (
    "The inquiry into the collapse of the Maren mole will report by 19 June, the ministry of ports said on Monday.\n\n"
    "The council of Maren will vote on the new quay on 17 June.\n\nThe mole fell into the sea in May."
)
MOVED = (
    "The inquiry into the collapse of the Maren mole will report by 22 June, the ministry of ports said on Tuesday.\n\n"
    "The council of Maren will vote on the new quay on 24 June.\n\nDivers found a crack in the southern mole."
)


def moved(text: str, day: dt.date = TUESDAY) -> Brief:
    old, new = findings(PLAN, "monday", MONDAY, "Inquiry to report"), findings(text, "tuesday", day, "Inquiry is late")
    return pipeline.compare(brief_of(old, new), brief_of(old))


def test_the_plan_of_a_new_article_stands_with_the_day_that_was_told_before() -> None:
    brief = moved(MOVED)
    days = {(s.was.value, s.when.value) for s in brief.changes if s.was is not None and s.when is not None}
    assert days == {("2026-06-19", "2026-06-22"), ("2026-06-17", "2026-06-24")}


def test_the_day_that_was_told_before_is_no_row_of_its_own_any_more() -> None:
    brief = moved(MOVED)
    assert sorted(row.when.value or "" for row in brief.scheduled) == ["2026-06-22", "2026-06-24"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The same day; the plan of another matter; the next of its kind, when the first one is over.
        ("The council of Maren will vote on the new quay on 17 June.\n\nDivers found a crack.", TUESDAY),
        ("The council of Kell will open a fish market on 24 June.\n\nDivers found a crack.", TUESDAY),
        ("The council of Maren will vote on the new quay on 24 June.\n\nDivers found a crack.", dt.date(2026, 6, 18)),
    ],
)
def test_no_other_plan_is_one_whose_day_has_moved(text: str, day: dt.date) -> None:
    assert [s.was for s in moved(text, day).changes if s.was is not None] == []
