"""What lies near a stretch is found without looking at everything, and nothing that touches it is missed."""

from __future__ import annotations

import random

from briefing.model.span_index import Places
from briefing.model.text import Span


def test_everything_that_shares_a_character_is_near_in_the_order_put() -> None:
    chance = random.Random(7)  # noqa: S311 - cases, not secrets
    spans = [Span(a, a + chance.choice((1, 7, 300, 512, 3000))) for a in (chance.randrange(9000) for _ in range(200))]
    places = Places(zip(spans, range(200), strict=True))
    for _ in range(300):
        start = chance.randrange(9000)
        asked = Span(start, start + chance.choice((1, 60, 511, 2000)))
        near = places.near(asked)
        assert near == sorted(set(near))
        assert {i for i, span in enumerate(spans) if span.overlaps(asked)} <= set(near)


def test_what_lies_far_away_is_not_looked_at() -> None:
    places = Places([(Span(0, 10), "a"), (Span(5_000, 5_010), "b")])
    assert places.near(Span(5_004, 5_005)) == ["b"]
    assert places.near(Span(90_000, 90_001)) == []


def test_a_thing_with_several_places_is_found_at_each() -> None:
    places: Places[str] = Places()
    places.put(Span(0, 4), "both")
    places.put(Span(8_000, 8_004), "both")
    assert places.near(Span(2, 3)) == places.near(Span(8_001, 8_002)) == ["both"]
    assert places.near(Span(0, 9_000)) == ["both", "both"]
