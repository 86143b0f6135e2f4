"""Whose kind the words for them tell plainly is grouped by it, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from briefing import rules
from briefing.layout import speaker_kinds
from briefing.model.brief import Speaker

EXAMPLES = rules.load("speaker_kinds", "en")["example"]


@pytest.mark.parametrize(
    "row", EXAMPLES, ids=[f"{n}-{row.get('title') or row.get('name')}" for n, row in enumerate(EXAMPLES)]
)
def test_every_example_has_its_kind(row: dict[str, Any]) -> None:
    speaker = Speaker(row.get("name", "Ada Brenn"), row.get("as", "person"), row.get("title"), row.get("affiliation"))
    assert speaker_kinds.kind_of(speaker, "en") == (row["kind"] or None)
