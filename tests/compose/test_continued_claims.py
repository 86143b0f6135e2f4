"""A sentence that may go on with what somebody said is kept for the review, under their name, and never printed."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.compose import continued_claims
from briefing.model.brief import Brief

SAID = "Mayor Ada Brenn said that levies fail."


def brief(text: str) -> Brief:
    found = briefing.annotate(briefing.from_text(text, id="t", date=dt.date(2026, 6, 10)))
    return briefing.brief(found, as_of=dt.date(2026, 6, 11), title="T")


def kept(text: str) -> list[tuple[str, str]]:
    held = brief(text).held_positions
    return [(r.speaker.name, r.line.text) for r in held if continued_claims.REASON in r.choice.why]


def test_the_sentence_behind_a_saying_is_kept_under_its_speaker() -> None:
    assert kept(f"{SAID} A levy only makes the smugglers of the coast richer.") == [
        ("Ada Brenn", "A levy only makes the smugglers of the coast richer.")
    ]
    assert [r.speaker.title for r in brief(f"{SAID} A levy makes them richer still.").held_positions] == ["Mayor"]


def test_it_is_never_printed_as_a_position() -> None:
    page = brief(f"{SAID} A levy only makes the smugglers of the coast richer.")
    assert not any("smugglers" in row.line.text for row in page.positions)
    assert any(left.reason == continued_claims.REASON for left in page.left_out)


@pytest.mark.parametrize(
    "text",
    [
        # a paragraph of its own
        f"{SAID}\n\nA levy only makes the smugglers of the coast richer.",
        # nobody speaks before it
        "The council met in the old hall. A levy only makes the smugglers of the coast richer.",
        # it has a speaker of its own
        f"{SAID} The crews say that a levy makes all of them poorer.",
        # it asks
        f"{SAID} Does a levy really make the smugglers of the coast richer?",
        # two spoke before it
        "Ada Brenn said that levies fail, while Bob Hale said that they work. A levy makes the smugglers richer.",
        # a group without a name
        "Critics said that levies fail. A levy only makes the smugglers of the coast richer.",
    ],
)
def test_what_nobody_may_go_on_with_is_not_kept(text: str) -> None:
    assert kept(text) == []
