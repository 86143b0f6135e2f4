"""Whatever a person, or chance, makes of a review file: a brief or a message; a valid change changes nothing else."""

from __future__ import annotations

import base64
import copy
import json
import os
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import pipeline, review
from briefing.errors import BriefingError
from briefing.layout import template
from briefing.model import identity
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.review import Review
from briefing.review.fields import SECTIONS

EXAMPLES = int(os.environ.get("BRIEFING_EXAMPLES", "15"))
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: Where the program's own part begins.
MARK = b"record: !!binary |\n"
#: What stands in fields that nobody thought of.
ODD = st.sampled_from(
    [
        *("", "~", "null", "yes", "no", "auto", "open", "sure", "[", "{", "- ", "? ", "'", '"', "|", ">-", "#", "!!"),
        *('"\\0"', '"\\ud800"', '"\\uFFFF"', '"\\x1b[2J"', '"\\u202e"', "[a, b]", "{a: b}", "!!int 9", "&a b", "*a"),
        *("0000-00-00", "9999-12-31", "2026-W99", "2026-Q5", "0001-01-01/9999-12-31", "2026/2025", "20260312"),
        *("“", "”", "“” ” “", "[]", "[Our note]", "a [b", "[[a]]", "\t", "é" * 3000, "the the the of of", "9" * 5000),
    ]
) | st.text(st.characters(codec="utf-8"), max_size=30)
#: What stands in a record that was tampered with.
FORGED: st.SearchStrategy[object] = st.sampled_from(
    [None, True, -1, 10**30, 1.5, "", "\0", "\ud800", "a" * 300, [], {}, [[]], [None], {"a": 1}]
)


@pytest.fixture(scope="module")
def fresh(brief: Brief, findings: Findings) -> Review:
    return Review(brief, (findings.document,))


@pytest.fixture(scope="module")
def valid(fresh: Review) -> bytes:
    return review.write(fresh, {})


def tried(data: bytes) -> Brief | None:
    """The brief of a review file, which can be written and printed; ``None`` where it was refused."""
    try:
        read = review.read(data, name="story.yaml")
        made = pipeline.reviewed(read, name="story.yaml")
        assert pipeline.reviewed(review.read(review.write(read, {}), name="again.yaml")) == made
        page = pipeline.lay_out(made, template.load())
        for form in ("docx", "json", "md"):
            pipeline.render(made, page, form)
    except BriefingError:
        return None  # refused with a message, as it should be; anything else fails the test
    return made


def changed(lines: list[str], at: int, how: str, other: int, words: str) -> list[str]:
    """The lines with one of them edited as a careless hand may."""
    line = lines[at]
    key, colon, _ = line.partition(":")
    new = {
        "value": [f"{key}{colon} {words}"],
        "key": [f"{words}: {line.strip()}"],
        "gone": [],
        "twice": [line, line],
        "in": [f"  {line}"],
        "out": [line.strip()],
        "cut": [line[: len(line) // 2]],
        "other": [lines[other]],
        "between": [line, words],
        "row": [line, "", f"  - {words}", ""],
    }[how]
    return [*lines[:at], *new, *lines[at + 1 :]]


HOW = ("value", "value", "value", "key", "gone", "twice", "in", "out", "cut", "other", "between", "row")


@bounded
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 0.999), st.sampled_from(HOW), st.floats(0, 0.999), ODD), min_size=1, max_size=4
    )
)
def test_any_edit_of_the_lines_gives_a_page_or_a_message(
    valid: bytes, edits: list[tuple[float, str, float, str]]
) -> None:
    seen, mark, record = valid.partition(MARK)
    lines = seen.decode().split("\n")
    for at, how, other, words in edits:
        if lines:
            lines = changed(lines, int(at * len(lines)), how, int(other * len(lines)), words)
    tried("\n".join(lines).encode() + mark + record)


def unpacked(valid: bytes) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(valid.partition(MARK)[2])))
    return whole


def repacked(valid: bytes, record: bytes) -> bytes:
    head, mark, _ = valid.partition(MARK)
    return head + mark + b"  " + base64.b64encode(zlib.compress(record)) + b"\n"


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a record with a key into it."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


@bounded
@given(edits=st.lists(st.tuples(st.floats(0, 0.999), st.none() | FORGED), min_size=1, max_size=3), drop=st.booleans())
def test_any_record_gives_a_page_or_a_message(valid: bytes, edits: list[tuple[float, Any]], drop: bool) -> None:
    whole = copy.deepcopy(unpacked(valid))
    for at, new in edits:
        every = list(places(whole))
        holder, key = every[int(at * len(every))]
        if drop:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(new)
    tried(repacked(valid, json.dumps(whole).encode()))


@pytest.mark.parametrize("record", [b"[" * 200_000, b'{"brief": ' + b"[" * 200_000, b"1" * 5000, b"", b"null", b"[]"])
def test_a_record_that_no_parser_likes_is_refused(record: bytes, valid: bytes) -> None:
    assert tried(valid) is not None
    assert tried(repacked(valid, record)) is None


DATES = ["2026-06-01", "2026-05", "2025", "2026-W23", "open", "2026-05/2026-06"]
NAMES = ["Ana Ruiz", "the harbour", "Ö. Ø."]
#: A change that may be made of any row of some section: field → new words.
VALID = st.one_of(
    st.tuples(st.just("keep"), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("note"), st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)),
    st.tuples(st.just("date"), st.sampled_from(DATES)),
    st.tuples(st.just("certainty"), st.sampled_from(["sure", "likely", "unsure"])),
    st.tuples(st.sampled_from(["title", "affiliation", "actor"]), st.sampled_from(NAMES)),
)  # fmt: skip


@bounded
@given(edits=st.lists(st.tuples(st.floats(0, 0.999), VALID), min_size=1, max_size=4))
def test_a_valid_change_changes_nothing_else(
    fresh: Review, valid: bytes, edits: list[tuple[float, tuple[str, str]]]
) -> None:
    seen, mark, record = valid.partition(MARK)
    file = yaml.load(seen, Loader=yaml.BaseLoader)  # noqa: S506 - words only
    rows = [row for section in SECTIONS for row in file.get(section) or ()]
    touched: dict[str, dict[str, str]] = {}
    for at, (key, words) in edits:
        row = rows[int(at * len(rows))]
        if key in row or key == "note":
            row[key] = words
            touched.setdefault(row["id"], {})[key] = words
    text = yaml.safe_dump(file, allow_unicode=True, sort_keys=False).encode()
    made = tried(text + mark + record)
    assert made is not None
    names = identity.names(fresh.brief)
    now = {row.id: (section, row) for section in SECTIONS for row in getattr(made, section)}
    left = {one.id for one in made.left_out if one.reason == "left out by hand"}
    for section in SECTIONS:
        for row in getattr(fresh.brief, section):
            edit = touched.get(names[row.id], {})
            assert (edit.get("keep") == "no") == (row.id in left) == (row.id not in now)
            if set(edit) <= {"note"}:
                assert now[row.id] == (section, row) or section in ("chronology", "scheduled")
            elif row.id in now and "title" in edit and edit["title"]:
                assert now[row.id][1].speaker.title == edit["title"]
    assert len(now) == sum(len(getattr(fresh.brief, section)) for section in SECTIONS) - len(left)
    assert (made.title, made.as_of, made.sources, made.passages) == (
        fresh.brief.title,
        fresh.brief.as_of,
        fresh.brief.sources,
        fresh.brief.passages,
    )
