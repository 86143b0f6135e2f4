"""Stories told by several articles: what is one event, on what the sources differ, who only copied."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.config import toml
from briefing.model.brief import Brief, EventRow

STORIES = sorted((Path(__file__).parent / "stories").glob("*.toml"))
Place = tuple[int, int]


def told(path: Path) -> tuple[dict[str, Any], Brief, dict[str, list[Place]]]:
    """A story, its brief, and the sentences that tell each of its events as (source, sentence)."""
    story = toml.parse(path.read_text(encoding="utf-8"))
    documents = [
        pipeline.from_text(a["text"], id=f"{path.stem}-{i}", date=dt.date.fromisoformat(a["date"]))
        for i, a in enumerate(story["article"])
    ]
    findings = list(pipeline.annotate_many(documents))
    brief = pipeline.compose(findings, BriefOptions(as_of=dt.date(2026, 12, 31)))
    gold: dict[str, list[Place]] = {}
    for name, snippets in story["events"].items():
        gold[name] = []
        for snippet in snippets:
            article, words = snippet.split(": ", 1)
            f = findings[int(article)]
            (at,) = [s.i for s in f.sentences if words in s.span.of(f.document.text)]
            gold[name].append((int(article) + 1, at))
    return story, brief, gold


def pairs(groups: list[list[Place]]) -> set[tuple[Place, Place]]:
    return {(a, b) for group in groups for a, b in combinations(sorted(set(group)), 2)}


def rows(brief: Brief) -> list[EventRow]:
    return [*brief.chronology, *brief.scheduled]


def found(brief: Brief) -> list[list[Place]]:
    return [[(e.source, e.sentence) for e in row.line.evidence] for row in rows(brief)]


def row_of(brief: Brief, place: Place) -> EventRow:
    return next(r for r in rows(brief) if any((e.source, e.sentence) == place for e in r.line.evidence))


def test_there_are_at_least_eight_stories_of_three_to_five_articles() -> None:
    sizes = [len(toml.parse(p.read_text(encoding="utf-8"))["article"]) for p in STORIES]
    assert len(sizes) >= 8
    assert all(3 <= n <= 5 for n in sizes)


def test_events_are_merged_with_a_pairwise_f1_of_at_least_85_percent() -> None:
    right = made = wanted = 0
    for path in STORIES:
        _, brief, gold = told(path)
        own, ours = pairs(list(gold.values())), pairs(found(brief))
        right, made, wanted = right + len(own & ours), made + len(ours), wanted + len(own)
    precision, recall = right / made, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    assert precision >= 0.9, (right, made)
    assert f1 >= 0.85, (right, made, wanted)


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_conflicts_copies_and_independent_sources_are_told(path: Path) -> None:
    story, brief, gold = told(path)
    conflicts = {name: about for about, names in story.get("conflicts", {}).items() for name in names}
    for name, places in gold.items():
        row = row_of(brief, places[0])
        assert (row.conflict.about if row.conflict else None) == conflicts.get(name), name
        if row.conflict is not None:
            assert len(row.conflict.values) == 2
            assert {e.source for _, evidence in row.conflict.values for e in evidence} == {s for s, _ in places}
    for name, count in story.get("independent", {}).items():
        assert row_of(brief, gold[name][0]).independent == count, name
    copied = {int(i) + 1: first + 1 for i, first in story.get("copies", {}).items()}
    assert {s.number: s.same_as for s in brief.sources if s.same_as is not None} == copied


def test_a_number_that_begins_a_sentence_is_compared_too() -> None:
    texts = (
        "Three dockers were arrested on Monday after a scuffle at the north gate of the port.",
        "On Monday police arrested five dockers after a scuffle at the north gate of the port.",
    )
    found = [
        briefing.annotate(briefing.from_text(text, id=f"d{n}", date=dt.date(2026, 6, 9)))
        for n, text in enumerate(texts, 1)
    ]
    (row,) = briefing.brief(found, as_of=dt.date(2026, 6, 10)).chronology
    assert row.conflict is not None
    assert [shown for shown, _ in row.conflict.values] == ["3 dockers arrested", "5 dockers arrested"]


def test_every_source_of_a_merged_event_is_kept_once() -> None:
    _, brief, _ = told(next(p for p in STORIES if p.stem == "ferry"))
    aground = next(r for r in rows(brief) if "aground" in r.line.text)
    assert sorted(e.source for e in aground.line.evidence) == [1, 2, 3]


FIRE = (
    "A fire destroyed two old silos at the harbour of Maren on Sunday, killing at least 12 dockers, "
    "the harbour office said.",
    "At least 14 dockers were killed when a fire destroyed two old silos at the harbour of Maren on Sunday, "
    "the fire service said on Tuesday.",
)


def brief_of(*texts: str) -> Brief:
    documents = [pipeline.from_text(words, id=f"d{n}", date=dt.date(2026, 3, 10)) for n, words in enumerate(texts)]
    return pipeline.compose(
        list(pipeline.annotate_many(documents)), BriefOptions(as_of=dt.date(2026, 3, 13), title="T")
    )


def test_the_day_of_a_saying_contradicts_no_day_of_what_is_said() -> None:
    found = rows(brief_of(*FIRE))
    assert [row.when.value for row in found] == ["2026-03-08"]
    assert [row.conflict.about for row in found if row.conflict] == ["figure"]


def test_figures_that_stand_in_the_same_row_are_compared() -> None:
    (row,) = rows(brief_of(*FIRE))
    assert row.conflict is not None
    assert [value for value, _ in row.conflict.values] == ["12 dockers dead", "14 dockers dead"]


def test_the_day_of_an_article_contradicts_no_day_that_is_told() -> None:
    first = "Two old grain silos at the harbour of Maren have been destroyed by a fire. Nobody was hurt."
    second = "A fire destroyed two old grain silos at the harbour of Maren on Monday. Nobody was hurt."
    brief = brief_of(first, second)
    (row,) = [r for r in rows(brief) if "silos" in r.line.text]
    assert (row.when.value, row.conflict, row.independent) == ("2026-03-09", None, 2)


def test_two_acts_of_one_article_stay_apart_though_one_date_holds_the_other() -> None:
    found = rows(
        brief_of(
            "In a case before the Harbour Court last year, North Varde accused the guild. "
            "The Harbour Court agreed with North Varde in January last year."
        )
    )
    assert [row.when.value for row in found] == ["2025", "2025-01"]


def test_of_one_act_told_twice_the_finer_date_is_shown() -> None:
    found = rows(
        brief_of(
            "The council shut the old quay of Varde in February. "
            "The council shut the old quay of Varde on February 13, and the crews went home."
        )
    )
    assert [row.when.value for row in found] == ["2026-02-13"]


def test_what_goes_on_without_an_end_is_merged_by_the_day_it_began() -> None:
    found = rows(
        brief_of(
            "The old quay of Maren has been closed to grain barges since 2021.",
            "Grain barges have been barred since 2021 from the old quay of Maren, which has been closed.",
        )
    )
    assert [(row.when.edtf, row.independent) for row in found if row.when.edtf == "2021/.."] == [("2021/..", 2)]
