"""What is written follows the published schema, and the published schema is the model's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefing import pipeline
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.schema import schema
from tests.briefs import random_brief, story

PUBLISHED = Path(__file__).parents[2] / "docs/brief.schema.json"


@pytest.fixture(scope="module")
def check() -> Any:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


def written(brief: Brief, *, whole: bool = True) -> Any:
    page = pipeline.lay_out(brief, template.load())
    return json.loads(record.dump(brief, page, whole=whole))


def test_the_published_schema_is_the_models() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("whole", [True, False])
def test_a_brief_follows_it(check: Any, brief: Brief, whole: bool) -> None:
    check.validate(written(brief, whole=whole))


@pytest.mark.parametrize("seed", [None, 1, 6, 9])
def test_briefs_of_every_kind_follow_it(check: Any, seed: int | None) -> None:
    check.validate(written(story() if seed is None else random_brief(seed, 30)))


@pytest.mark.parametrize(
    "harm",
    [
        lambda d: d.update(schema=3),
        lambda d: d.pop("sources"),
        lambda d: d["chronology"][0].pop("line"),
        lambda d: d["chronology"][0]["line"].pop("text"),
        lambda d: d["positions"][0].update(certainty="perhaps"),
        lambda d: d["chronology"][0]["when"].update(granularity="fortnight"),
        lambda d: d["sources"][0].update(number="one"),
    ],
)
def test_what_does_not_follow_it_is_seen(check: Any, brief: Brief, harm: Any) -> None:
    data = written(brief)
    harm(data)
    assert not check.is_valid(data)


def test_every_key_that_is_written_is_told(brief: Brief) -> None:
    assert set(written(brief)) == set(schema()["properties"])
