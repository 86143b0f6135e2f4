"""Learnt tables are what their passport says, and are refused where the code looks at other features."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import briefing.language
from briefing.errors import EngineError
from briefing.extract.attribution import second
from briefing.language import digest, model, tables

MODELS = sorted(Path(briefing.language.__file__).parent.glob("*/models/*"))


@pytest.mark.parametrize("folder", MODELS, ids=lambda f: f.name)
def test_a_passport_tells_how_its_tables_were_learnt_and_what_they_are(folder: Path) -> None:
    passport = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert {"trained", "script", "note", "data", "seed", "libraries", "scores", "schema", "tables"} == set(passport)
    assert passport["script"].startswith("python -m benchmarks.")
    held = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "meta.json"}
    assert passport["tables"] == held


def test_there_are_models_to_look_at() -> None:
    assert "attribution" in [folder.name for folder in MODELS]
    assert model("attribution", "es") is None


@pytest.mark.parametrize(
    "schema",
    [second.SCHEMA[1:], (*second.SCHEMA, "new"), (second.SCHEMA[1], second.SCHEMA[0], *second.SCHEMA[2:])],
    ids=["one less", "one more", "another order"],
)
def test_a_model_of_other_features_is_refused(schema: Sequence[str]) -> None:
    learnt = model("attribution", "en")
    assert learnt is not None
    learnt.check(second.SCHEMA)
    with pytest.raises(EngineError, match="trained with other features") as refused:
        learnt.check(schema)
    assert refused.value.where == "model en/attribution"
    old = dataclasses.replace(learnt, passport={**learnt.passport, "schema": digest(schema)})
    with pytest.raises(EngineError):
        old.check(second.SCHEMA)


def test_what_is_written_is_read_again() -> None:
    numbers = {"word\tsaid": 0.5, "inner\t": -0.25, "word\tran": 0.5, "bias": -1.0}
    assert tables.read(tables.write(numbers, "weights")) == numbers


@pytest.mark.parametrize("name", ["", "two\nlines"])
def test_a_name_that_would_break_the_table_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        tables.write({name: 1.0}, "weights")
