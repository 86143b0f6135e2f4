"""Boilerplate is named and set aside; the story stays."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from briefing import rules
from briefing.model.text import Document, Dropped, Span
from briefing.text.boilerplate import drop, load, plain
from briefing.text.dateline import date


def cases(kind: str) -> Iterator[tuple[str, str]]:
    for rule in rules.load("boilerplate", "en")["rule"]:
        for line in rule[kind]:
            yield rule["name"], line


@pytest.mark.parametrize(("name", "line"), list(cases("examples")))
def test_a_rule_finds_its_examples(name: str, line: str) -> None:
    rule = next(r for r in load("en") if r.name == name)
    assert rule.names(plain(line).rstrip(":"), edge=True) or rule.start or rule.end or rule.middle
    found = drop(Document("d", line))
    assert found.dropped
    assert rule.line is None or found.paragraphs == ()


def test_what_a_seldom_pattern_fits_holds_one_of_its_words() -> None:
    lines = [plain(line) for kind in ("examples", "counterexamples") for _, line in cases(kind)]
    fits = [
        (words, line)
        for rule in load("en")
        for words, pattern in rule.seldom
        for line in lines
        if pattern.fullmatch(line)
    ]
    assert len(fits) > 10
    assert [line for words, line in fits if not any(word in line.lower() for word in words)] == []


@pytest.mark.parametrize(("name", "line"), list(cases("counterexamples")))
def test_a_rule_leaves_its_counterexamples(name: str, line: str) -> None:
    found = drop(Document("d", line))
    assert found.dropped == ()
    assert [span.of(line) for span in found.paragraphs] == [line]


def test_the_lines_of_a_style_sheet_are_set_aside_each() -> None:
    sheet = (
        ".photo-wrap {\n   width:100%;\n   float: left;\n   }\n   .note a, .credit {\n   color: #ccc !important;\n}."
    )
    text = f"The quay was closed on Monday.\n\n{sheet}\n\n}}.\n\nThe crews moved north.\nfloat and all, they said."
    left = [span.of(text) for span in drop(Document("d", text)).paragraphs]
    assert left == ["The quay was closed on Monday.", "The crews moved north.\nfloat and all, they said."]


UNITS = [
    "A",
    "1",
    "a ",
    "A ",
    "1 ",
    "share ",
    "x/",
    "Aa ",
    "Aa, ",
    '"',
    "(",
    "12:30 ",
    "March 1 ",
    "Read more: A",
    "© ",
    "by A ",
    ". A",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_read_in_linear_time(unit: str) -> None:
    line = (unit * 790)[:790]
    text = f"{(unit * 1_000_000)[:1_000_000]}\n\n" + "\n\n".join([line] * 40)
    before = time.process_time()
    date(drop(Document("d", text)))
    assert time.process_time() - before < 3


def test_a_mark_between_two_sentences_parts_the_paragraph() -> None:
    text = "He left the hall at noon.AdvertisementThe mayor stayed on for an hour."
    found = drop(Document("d", text))
    assert [span.of(text) for span in found.paragraphs] == [
        "He left the hall at noon.",
        "The mayor stayed on for an hour.",
    ]


def test_what_a_reader_set_aside_stays_so() -> None:
    text = "A headline of the day\n\nThe mayor stayed on for an hour."
    aside = Dropped(Span(0, 21), "title", "title-line")
    found = drop(Document("d", text, dropped=(aside,)))
    assert found.dropped == (aside,)
    assert [span.of(text) for span in found.paragraphs] == ["The mayor stayed on for an hour."]


def test_headlines_after_the_head_of_a_list_go_with_it_until_the_story_goes_on() -> None:
    lines = [
        "The mayor stayed on for an hour after the vote, and nobody left the hall.",
        "Related stories",
        "Harbour crews go to court over the old pier",
        "What the vote means for the northern basin",
        "She said that the plan would be back before the council in June.",
        "A pier that nobody wanted",
    ]
    found = drop(Document("d", "\n\n".join(lines)))
    assert [span.of(found.text) for span in found.paragraphs] == [lines[0], lines[4], lines[5]]


def test_a_line_inside_a_block_is_dropped_only_where_it_parts_two_sentences() -> None:
    text = (
        "The mayor stayed on.\nAdvertisement\nShe said nothing.\n\nThe council met to talk about\nadvertisement\nrules."
    )
    found = drop(Document("d", text))
    assert [d.span.of(text) for d in found.dropped] == ["Advertisement"]


def test_dates_that_head_the_parts_of_a_chronology_stay() -> None:
    text = "March 3, 2026\n\nThe council met.\n\nMarch 4, 2026\n\nThe crews met.\n\nMarch 5, 2026\n\nNobody met."
    assert drop(Document("d", text)).dropped == ()
