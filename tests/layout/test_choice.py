"""What comes in on a page beside what stands: the other half of a sentence, and no line twice."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import briefing
from briefing.layout import fit, template
from briefing.layout.entries import Draft
from briefing.layout.page_fitting import LIMITING, Selection
from briefing.layout.sections import Composer
from briefing.layout.text_runs import Words
from briefing.layout.typesetter import Setter
from briefing.model.brief import Brief, Evidence, Line, Statement
from briefing.model.brief import Words as Quoted
from briefing.model.page import PAPERS
from briefing.model.text import Span
from tests.briefs import random_brief

DAY = dt.date(2026, 6, 11)
STORY = (
    "The harbour board of Lindow closed two quays on Monday after a storm had damaged the northern mole.\n\n"
    "The ferries have carried more people this year than in any year before. But the mail boats have lost a third of "
    "their freight. The crews of the pilot cutters were paid a bonus in March.\n\n"
    "“The mole was inspected in May. It was sound then,” said Ada Brenn, the mayor of Lindow."
)


def brief() -> Brief:
    return briefing.brief(briefing.annotate(briefing.from_text(STORY, id="quay", date=DAY)), as_of=DAY)


def selection(made: Brief) -> tuple[Selection, Draft]:
    look = template.load()
    width_pt = PAPERS["a4"].width_pt - look.margins.left_pt - look.margins.right_pt
    composer = Composer(Words(made, look), Setter(look, 1.0), width_pt)
    drafts = [composer.draft(spec) for spec in look.sections]
    points = next(d for d in drafts if d.spec.kind == "key_points")
    return Selection.of(composer, drafts, 0.0), points


def test_the_half_that_limits_a_sentence_is_worth_more_once_that_one_stands() -> None:
    chosen, points = selection(brief())
    mail = next(n for n, row in enumerate(points.rows) if "mail boats" in row.line.text)
    places = [(d.spec.kind, n) for d in chosen.drafts for n, row in enumerate(d.rows) if "ferries" in row.line.text]
    before = chosen._gain(points, mail)
    chosen.kept[places[0][0]] = [places[0][1]]
    assert chosen._gain(points, mail) == pytest.approx(before * LIMITING)


def test_no_line_of_the_page_stands_whole_in_another() -> None:
    page = fit(brief(), template.load())
    printed = [line.text for line in page.lines]
    assert printed
    assert not [(a, b) for a in printed for b in printed if a != b and a.strip("“”.") in b]


def test_a_line_that_a_longer_one_holds_gives_way_to_it() -> None:
    chosen, points = selection(brief())
    said = next(d for d in chosen.drafts if d.spec.kind == "positions")
    whole = next(n for n, row in enumerate(said.rows) if "sound then" in row.line.text)
    chosen.kept["positions"] = [whole]
    chosen.kept["key_points"] = list(range(len(points.rows)))
    held = [n for n, row in enumerate(points.rows) if row.line.text.strip("“”.") in said.rows[whole].line.text]
    assert chosen._drop_contained() is bool(held)
    assert not set(held) & set(chosen.kept["key_points"])
    assert chosen.kept["positions"] == [whole]


LONG = (
    "Ada Brenn made headlines before, most famously in 2015 when she towed a pilot cutter through the closed lock of "
    "Maren in an attempted rescue of its crew."
)
SHORT = "Brenn made headlines two years ago when she towed a cutter through the lock."
OTHER = "Brenn was born in the north, and keeps bees behind her house in Lindow."


def retold(again: str, *, person: bool = False, same_article: bool = False) -> tuple[bool, list[str]]:
    """Whether one of two lines gives way to the other, and those that stand."""
    texts = {"a1": f"{STORY}\n\n{again} {LONG}", "a2": f"The ferries were late on Friday.\n\n{LONG}"}
    articles = (briefing.from_text(text, id=id_, date=DAY) for id_, text in texts.items())
    made = briefing.brief(list(briefing.annotate_many(articles)), as_of=DAY)
    rows: list[Statement] = []
    for words, document in ((again, "a1"), (LONG, "a1" if same_article else "a2")):
        start = texts[document].index(words)
        span = Span(start, start + len(words))
        evidence = Evidence(document, int(document[1:]), 2, start, span)
        line = Line((Quoted(span, words),), (evidence,))
        rows.append(dataclasses.replace(made.key_points[0], id=f"s{len(rows)}", line=line, speaker=None))
    made = dataclasses.replace(made, key_points=tuple(rows), kept=("s0",) if person else ())
    chosen, points = selection(made)
    chosen.kept["key_points"] = [0, 1]
    return chosen._drop_contained(), [points.rows[n].line.text for n in chosen.kept["key_points"]]


def test_a_short_line_gives_way_to_another_articles_longer_one_that_came_in_later() -> None:
    assert retold(SHORT) == (True, [LONG])


def test_a_line_stays_beside_another_articles_line_of_something_else() -> None:
    dropped, lines = retold(OTHER)
    assert not dropped
    assert set(lines) == {LONG, OTHER}


def test_a_line_stays_that_a_person_wants_printed() -> None:
    assert SHORT in retold(SHORT, person=True)[1]


def test_one_articles_lines_stand_beside_each_other() -> None:
    dropped, lines = retold(SHORT, same_article=True)
    assert not dropped
    assert set(lines) == {LONG, SHORT}


def test_what_lines_add_is_asked_again_only_once_one_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen, _ = selection(random_brief(3, items=60))
    lines = sum(len(draft.rows) for draft in chosen.drafts)
    asked, came_in = 0, 0
    gain, tell = Selection._gain, Selection._tell

    def asking(self: Selection, draft: Draft, index: int) -> float:
        nonlocal asked
        asked += 1
        return gain(self, draft, index)

    def telling(self: Selection, draft: Draft, index: int) -> None:
        nonlocal came_in
        came_in += 1
        tell(self, draft, index)

    monkeypatch.setattr(Selection, "_gain", asking)
    monkeypatch.setattr(Selection, "_tell", telling)
    chosen._spend(200.0)
    assert came_in
    assert 0 < asked <= lines * (came_in + 1)
