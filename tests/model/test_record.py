"""A brief goes into its record and comes out the same."""

from __future__ import annotations

import dataclasses
import json

import pytest

from briefing import errors, layout
from briefing.layout.template import load as template
from briefing.model import record
from briefing.model.brief import Brief, Passage
from briefing.model.text import Span
from tests.briefs import random_brief


def briefs() -> list[Brief]:
    return [random_brief(seed) for seed in range(12)]


@pytest.mark.parametrize("one", briefs(), ids=lambda b: str(len(b.chronology)))
def test_what_goes_into_the_record_comes_out(one: Brief) -> None:
    again, told = record.load(record.dump(one))
    assert again == one
    assert told is None


def test_what_is_printed_goes_along() -> None:
    one = briefs()[3]
    page = layout.fit(one, template("policy-brief"))
    _, told = record.load(record.dump(one, page))
    assert told == record.printed(page)
    assert told is not None
    assert any(one.title.split()[0] in text for text in told.texts)
    assert told.words == len(" ".join(told.texts).split()) - sum(
        word[:1] == "[" or not any(map(str.isalnum, word)) for word in " ".join(told.texts).split()
    )
    assert told.reading_seconds == round(told.words / 238 * 60) > 30
    assert {row.id for row in told.rows} & {row.id for row in one.chronology}


def test_only_cited_sentences_travel_in_a_delivered_file() -> None:
    one = briefs()[0]
    line = one.chronology[0].line
    first = dataclasses.replace(line.evidence[0], document="d", span=Span(10, 20))
    row = dataclasses.replace(one.chronology[0], line=dataclasses.replace(line, evidence=(first,)))
    passages = (Passage("d", 1, 1, 0, Span(0, 9), "Not this."), Passage("d", 1, 1, 1, Span(10, 20), "But this. "))
    kept = dataclasses.replace(
        one,
        bottom_line=(), key_points=(), scheduled=(), positions=(), figures=(), questions=(),
        chronology=(dataclasses.replace(row, conflict=None),),
        passages=passages,
    )  # fmt: skip
    again, _ = record.load(record.dump(kept, whole=False))
    assert [p.text for p in again.passages] == ["But this. "]
    assert record.load(record.dump(kept))[0].passages == passages


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not the record"),
        (b'{"title": "x"}', "not the record"),
        (b'{"schema": 99}', "schema 99"),
        (b'{"schema": 1}', "title"),
    ],
)
def test_what_is_no_record_is_told(data: bytes, said: str) -> None:
    with pytest.raises(errors.InputError, match=said):
        record.load(data)


def test_a_wrong_value_is_told_with_its_place() -> None:
    data = json.loads(record.dump(briefs()[1]))
    data["chronology"][0]["status"] = "perhaps"
    with pytest.raises(errors.InputError, match=r"chronology\.0\.status"):
        record.load(json.dumps(data).encode())


def test_words_and_what_is_filled_in_are_told_apart() -> None:
    lines = [line for b in briefs() for _, _, line in record.lines(b)]
    kinds = {type(p).__name__ for line in lines for p in line.pieces}
    assert kinds == {"Words", "Filled"}
