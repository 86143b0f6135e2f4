"""Who may stand as a speaker without a name, and what is no speaker."""

from __future__ import annotations

import pytest

from briefing.compose.unnamed_speakers import is_nobody, is_speaker
from briefing.model.findings import Actor, ActorKind

CASES: list[tuple[str, ActorKind, bool]] = [
    ("rights activists", "group", True),
    ("Nato spokesman", "group", True),
    ("several of the experts", "group", True),
    ("source familiar with the matter", "group", True),
    ("one of the witnesses", "group", True),
    ("police", "group", True),
    ("military", "group", True),
    ("second source", "group", True),
    ("Number 10", "group", True),
    ("fishermen", "group", True),
    ("fact-checkers", "group", True),
    ("state media", "group", True),
    ("nine reporters who were held", "group", True),
    ("media", "group", False),
    ("one reporter", "group", False),
    ("these figures", "group", False),
    ("figures released in July", "group", False),
    ("second pattern", "group", False),
    ("U.S. sanctions", "group", False),
    ("U.S. officials", "group", True),
    ("US Treasury", "group", True),
    ("29 percent", "group", False),
    ("46-year-old", "group", False),
    ("originally", "group", False),
    ("significant improvement from 12 months ago", "group", False),
    ("Harbour Trust report", "document", True),
    ("14th Amendment", "document", True),
    ("preliminary investigation", "document", False),
    ("report", "document", False),
]


@pytest.mark.parametrize(("name", "kind", "speaks"), CASES, ids=[c[0] for c in CASES])
def test_people_and_bodies_speak_and_things_do_not(name: str, kind: ActorKind, speaks: bool) -> None:
    assert is_speaker(Actor("a1", name, kind, None, None, None, ()), "en") is speaks


@pytest.mark.parametrize(
    ("name", "nobody"), [("this source", True), ("another", True), ("second source", False), ("Thistle Ferries", False)]
)
def test_who_is_only_pointed_at_is_nobody(name: str, nobody: bool) -> None:
    assert is_nobody(Actor("a1", name, "group", None, None, None, ()), "en") is nobody
