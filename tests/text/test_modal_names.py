"""A modal verb that somebody is named by is a name where no verb can stand."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.text import parse, sentences


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("May promised a deal.", ["NNP"]),
        ("Prime Minister Theresa May stole the show.", ["NNP"]),
        ("May, who lost, left the hall.", ["NNP"]),
        ("It was clear that May had lost.", ["NNP"]),
        ("Trade may rise.", ["MD"]),
        ("May the council think again.", ["MD"]),
        ("Hale May Face a Vote.", ["MD"]),
        ("Will May go?", ["MD", "NNP"]),
    ],
)
def test_a_modal_verb_is_a_name_where_only_a_name_can_stand(text: str, tags: list[str]) -> None:
    document = pipeline.from_text(text, id="d")
    words = parse.parse(document, sentences.split(document)).tokens
    assert [w.tag for w in words if w.text.lower() in ("may", "will")] == tags
    assert all(w.dep != "aux" for w in words if w.tag == "NNP")
