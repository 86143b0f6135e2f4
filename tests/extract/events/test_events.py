from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, rules
from briefing.model.findings import Event

CASES = rules.load("events")["cases"]


def events(text: str, engine: str = "auto") -> dict[str, Event]:
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 6, 10)), engine=engine)
    return {e.trigger.of(text): e for e in found.events}


@pytest.mark.parametrize("example", [e for c in CASES for e in c["examples"]], ids=lambda e: f"{e[1]}: {e[0][:40]}")
def test_an_event_has_its_own_date_and_status(example: list[str]) -> None:
    text, trigger, date, status = example
    found = events(text)
    assert trigger in found
    assert (found[trigger].when.value, found[trigger].status) == (date, status)


@pytest.mark.parametrize("example", [e for c in CASES for e in c["counterexamples"]], ids=lambda e: e[0][:40])
def test_no_event_has_a_date_that_belongs_elsewhere(example: list[str]) -> None:
    text, trigger, date = example
    found = events(text)
    assert trigger not in found or found[trigger].when.value != date


def test_what_is_told_after_the_opening_takes_its_day_and_says_so() -> None:
    found = events("A ferry sank off Maren on Monday. Divers found two cars in the hull. It was built in 1999.")
    assert (found["found"].when.value, found["found"].when.how) == ("2026-06-08", "inherited")
    assert found["found"].when.said is None
    assert found["built"].when.value == "1999"


def test_the_present_and_what_did_not_happen_take_no_day_over() -> None:
    found = events("A ferry sank off Maren on Monday. The company is small. It did not answer.")
    assert set(found) == {"sank"}


def test_an_old_day_is_not_handed_on() -> None:
    assert set(events("A ferry sank on May 3. Divers found two cars.")) == {"sank"}


def test_an_event_has_its_place_and_actors() -> None:
    text = "Owen Tamsin opened the lock in Geneva on Tuesday."
    found = events(text)["opened"]
    assert found.place is not None
    assert found.place.of(text) == "Geneva"
    assert found.actors


def test_without_a_parse_each_dated_sentence_is_one_event() -> None:
    found = pipeline.annotate(
        pipeline.from_text(
            "The lock opened on Monday. It is long. It will close in 2031.", id="t", date=dt.date(2026, 6, 10)
        ),
        engine="rules",
    ).events
    assert [(e.when.value, e.status) for e in found] == [("2026-06-08", "happened"), ("2031", "scheduled")]


def test_news_and_background_are_told_apart() -> None:
    found = events("The lock opened on Monday. An older one burned down in 1950.")
    assert (found["opened"].role, found["burned"].role) == ("main", "background")


@pytest.mark.parametrize(
    ("text", "trigger", "bound"),
    [
        ("The board will publish its report by June 19.", "publish", "by"),
        ("The minister will appeal before June 20.", "appeal", "before"),
        ("The order will stay in force until at least June 30.", "stay", "until"),
        ("Fares will be frozen until the end of the year.", "frozen", "until_end"),
        ("Fares have doubled since 2021.", "doubled", "since"),
        ("The mine closed after May 2026.", "closed", "after"),
        ("The mine closed on May 4, 2026.", "closed", None),
        ("The mine will close in 2031.", "close", None),
        ("Passengers were calm after Monday’s vote.", "vote", None),
        ("The hall was packed before the June 9 vote.", "vote", None),
    ],
)
@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_a_date_that_is_an_edge_is_told_as_one(text: str, trigger: str, bound: str | None, engine: str) -> None:
    found = events(text, engine)
    event = found[trigger] if engine == "auto" else next(iter(found.values()))
    assert event.when.bound == bound
