"""The table of people is held against the articles' words, and the rows against the table."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable

import pytest

from briefing import pipeline, verify
from briefing.compose.brief import BriefOptions
from briefing.model import record
from briefing.model.brief import Brief, Detail, Person
from tests.briefs import random_brief

TEXT = (
    "Dana Voss, the chief engineer of Norhaven Port, said on Monday that the dam was safe.\n\n"
    "“It will hold,” Voss said. Italian minister Lea Conti warned that it could break."
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    document = pipeline.from_text(TEXT, id="t", date=dt.date(2026, 5, 6))
    return pipeline.compose([pipeline.annotate(document)], BriefOptions(as_of=dt.date(2026, 5, 20)))


def told(brief: Brief) -> list[tuple[str, str]]:
    return [(fault.kind, fault.where.split()[0]) for fault in verify.verify(brief).faults]


def with_title(brief: Brief, change: Callable[[Detail], Detail]) -> Brief:
    first, *rest = brief.people
    assert first.title is not None
    return dataclasses.replace(brief, people=(dataclasses.replace(first, title=change(first.title)), *rest))


def test_what_is_true_stands(brief: Brief) -> None:
    assert [person.name.text for person in brief.people] == ["Dana Voss", "Lea Conti"]
    assert told(brief) == []


def test_it_stands_in_the_record_of_a_delivered_page_too(brief: Brief) -> None:
    again, _ = record.load(record.dump(brief, whole=False))
    assert again.people == brief.people
    assert told(again) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda d: dataclasses.replace(d, text="chief inspector"), "speaker"),
        (lambda d: dataclasses.replace(d, words=()), "evidence"),
        (lambda d: dataclasses.replace(d, words=(), evidence=()), "speaker"),
        (lambda d: dataclasses.replace(d, words=(dataclasses.replace(d.words[0], text="chief engineeR"),)), "words"),
        (lambda d: dataclasses.replace(d, evidence=(dataclasses.replace(d.evidence[0], paragraph=2),)), "evidence"),
    ],
)
def test_what_was_changed_in_the_table_is_told(brief: Brief, change: Callable[[Detail], Detail], kind: str) -> None:
    assert (kind, "people") in told(with_title(brief, change))


def test_a_row_that_has_another_office_than_the_table_is_told(brief: Brief) -> None:
    row = brief.positions[0]
    row = dataclasses.replace(row, speaker=dataclasses.replace(row.speaker, title="mayor"))
    assert ("record", "positions") in told(dataclasses.replace(brief, positions=(row, *brief.positions[1:])))


def test_a_row_whose_speaker_is_in_no_table_is_told(brief: Brief) -> None:
    assert ("record", "positions") in told(dataclasses.replace(brief, people=brief.people[1:]))


def test_two_with_one_id_are_told(brief: Brief) -> None:
    twice: tuple[Person, ...] = (*brief.people, brief.people[0])
    assert ("record", "people") in told(dataclasses.replace(brief, people=twice))


def test_a_record_of_the_first_schema_is_read_and_has_no_table() -> None:
    data = json.loads(record.dump(random_brief(3)))
    data["schema"] = 1
    del data["people"]
    for row in (*data["positions"], *data["held_positions"]):
        del row["speaker"]["person"]
    again, _ = record.load(json.dumps(data).encode())
    assert again == random_brief(3)
    assert again.people == ()


def test_who_is_named_beside_the_story_alone_needs_no_words_of_it(brief: Brief) -> None:
    first, *rest = brief.people
    source = dataclasses.replace(brief.sources[0], authors=("Lea Orme",))
    for name, kinds in (("Lea Orme", []), ("the authors", []), ("Lea Marsh", [("speaker", "people")])):
        person = dataclasses.replace(first, name=Detail(name))
        rows = tuple(
            dataclasses.replace(row, speaker=dataclasses.replace(row.speaker, name=name))
            if row.speaker.person == first.id
            else row
            for row in brief.positions
        )
        altered = dataclasses.replace(brief, people=(person, *rest), positions=rows, sources=(source,))
        told_of = [fault for fault in told(altered) if fault[1] == "people"]
        assert told_of == kinds
