from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, rules
from briefing.model.findings import Event
from briefing.model.time import Interval

CASES = rules.load("events", "en")["cases"]


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
        # What comes before the middle of a month may come in it; what holds until then does not hold to its end.
        ("The board will publish its report by the middle of August.", "publish", "by_end"),
        ("The minister will appeal before the middle of August.", "appeal", "before_end"),
        ("The order will stay in force until the middle of August.", "stay", "until"),
        ("The minister will appeal before August.", "appeal", "before"),
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


@pytest.mark.parametrize(
    ("text", "trigger", "bound"),
    [
        ("The police did not learn of the theft until June 2.", "learn", None),
        ("The order was in force until June 2.", "was", "until"),
        # What had come about by the day of the article is of that day.
        ("By Wednesday night the wind had dropped.", "dropped", None),
        ("The port said the wind had dropped by Wednesday night.", "dropped", None),
        ("By Friday night the wind will drop.", "drop", "by"),
        ("The crews must leave by Wednesday night, the mayor said.", "leave", "by"),
        ("The crews were to leave by Wednesday night.", "leave", "by"),
    ],
)
def test_what_was_not_done_until_a_day_was_done_on_it(text: str, trigger: str, bound: str | None) -> None:
    assert events(text)[trigger].when.bound == bound


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # Both ends are told.
        ("The road was blocked between 2019 and 2021.", "blocked", "2019/2021"),
        ("The road was blocked from March to May.", "blocked", "2026-03/2026-05"),
        ("Gifts came in from the years 2010 to 2013.", "came", "2010/2013"),
        ("He lent them the house from 4 May, the day of the vote, to 9 May.", "lent", "2026-05-04/2026-05-09"),
        ("The port was closed from May 4 through May 9.", "closed", "2026-05-04/2026-05-09"),
        ("The ferry will be idle from June 15 until the end of July.", "be", "2026-06-15/2026-07"),
        # One end is told and the other counted, no finer than the unit it is counted in.
        ("The clinic was closed for three weeks from May 4.", "closed", "2026-05-04/2026-05-24~"),
        ("Crews will strike for 48 hours from June 15.", "strike", "2026-06-15/2026-06-16~"),
        ("The crews struck for three weeks until May 4.", "struck", "2026-04-14~/2026-05-04"),
        ("He served as mayor for six years until 2024.", "served", "2018~/2024"),
        ("A six-month truce that began on 3 May has held.", "began", "2026-05-03/2026-11~"),
        ("The strike began on May 4 and lasted three weeks.", "began", "2026-05-04/2026-05-24~"),
        ("The ferry will be out of service for two weeks starting June 15.", "starting", "2026-06-15/2026-06-28~"),
        # Up to the day of writing, or from it on; the end that is counted no finer than its unit.
        ("Exports doubled over the past five years.", "doubled", "2021~/2026"),
        ("The crews have been on strike for the last five months.", "been", "2026-01~/2026-06"),
        ("The council will debate the plan over the next two weeks.", "debate", "2026-06-10/2026-06-24~"),
        ("It will call Orla Venn during the course of the next two weeks.", "call", "2026-06-10/2026-06-24~"),
        ("The gang has split in two over the past year.", "split", "2025~/2026"),
        ("Two boats sank in the past week.", "sank", "2026-06-03~/2026-06-10"),
        # A firm's own year is only about that of the calendar.
        ("The firm earned more in fiscal 2025.", "earned", "2025~"),
        ("The firm earned more in 2025.", "earned", "2025"),
        # Months that are told by their last one.
        ("Profit fell in the three months to May.", "fell", "2026-03/2026-05"),
        # Months that follow each other are one period.
        ("The crews struck in October and November.", "struck", "2025-10/2025-11"),
        ("The crews have struck for three days.", "struck", "2026-06-07~/2026-06-10"),
        # What goes on has no end.
        ("The ban has been in force since 2021.", "been", "2021/.."),
    ],
)
def test_what_lasts_has_both_its_ends(text: str, trigger: str, edtf: str) -> None:
    assert events(text)[trigger].when.edtf == edtf


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # A duration without a day, or beside the day of a decision, counts to none.
        ("The clinic, which opened in 2019, was closed for three weeks.", "opened", "2019"),
        ("She was jailed for three years in 2020.", "jailed", "2020"),
        ("The mayor was suspended for two months on May 4.", "suspended", "2026-05-04"),
        ("The council met for three days in May.", "met", "2026-05"),
        ("The strike ended on May 4 after three weeks.", "ended", "2026-05-04"),
        # Nor does one of which only a bound is told, or of something else.
        ("The clinic was closed for at least three weeks from May 4.", "closed", "2026-05-04"),
        ("The trial of the three-year campaign began on May 4.", "began", "2026-05-04"),
        # Weeks are not counted from a month.
        ("The clinic was closed for three weeks from May.", "closed", "2026-05"),
        # What is moved from one day to another does not last from the one to the other.
        ("The vote was postponed from May 4 to May 9.", "postponed", "2026-05-09"),
        ("The mayor went to Geneva on May 4 and to Lyon on May 9.", "went", "2026-05-04"),
        # Two dates that do not follow each other are no period.
        ("The road was blocked between 2021 and 2019.", "blocked", "2021"),
        ("The ban has been in force until 2025.", "been", "2025"),
        # Nobody knows where months begin that end in the middle of one.
        ("Profit fell in the six months to May 20.", "fell", "2026-05-20"),
        ("Profit fell in the three weeks to May.", "fell", "2026-05"),
        # Months apart are no period.
        ("The crews struck in March and May.", "struck", "2026-03"),
        # Nobody knows how many years ago to the day.
        ("The crews struck two years ago.", "struck", "2024~"),
    ],
)
def test_what_is_not_told_to_last_has_its_own_day(text: str, trigger: str, edtf: str) -> None:
    assert events(text)[trigger].when.edtf == edtf


def test_two_weekdays_that_are_read_as_days_of_different_weeks_leave_the_period_open() -> None:
    when = events("The hearing ran from Monday to Thursday.")["ran"].when
    assert when.value is None
    assert when.interval is not None
    # From the first to the fourth of June, as a person reads it.
    assert when.interval.holds(Interval(dt.date(2026, 6, 1), dt.date(2026, 6, 5)))


def test_a_period_is_counted_from_its_first_day_and_known_by_it() -> None:
    when = events("A six-month truce that began on 3 May has held.")["began"].when
    assert (when.value, when.said) == ("2026-05-03", "3 May")
    assert when.interval == Interval(dt.date(2026, 5, 3), dt.date(2026, 12, 1))


def test_without_a_parse_a_range_has_both_ends_too() -> None:
    (event,) = events("The road was blocked between 2019 and 2021.", engine="rules").values()
    assert event.when.edtf == "2019/2021"


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # No later than the article, where it was done; no earlier than what it came after.
        ("After the storms in 2025, the court ruled for the crews.", "ruled", "2025-01-01/2026-06-10"),
        ("Following the June 2 vote, the mayor quit.", "quit", "2026-06-02/2026-06-10"),
        ("The board left the quay before the riots of July 2021.", "left", "../2021-07-31"),
        ("After the vote on June 20, the mayor will quit.", "quit", "2026-06-20/.."),
    ],
)
def test_what_lies_on_one_side_of_an_event_is_bounded_by_it(text: str, trigger: str, edtf: str) -> None:
    when = events(text)[trigger].when
    assert (when.value, when.edtf) == (None, edtf)


def test_what_lies_before_an_event_told_earlier_is_bounded_by_its_day() -> None:
    found = events("An attack on June 2 killed two crews. They had been eating fish on the quay before the attack.")
    assert (found["eating"].when.edtf, found["eating"].when.how) == ("../2026-06-02", "inherited")


def test_a_date_of_its_own_is_kept_beside_an_event() -> None:
    found = events("The mayor quit on Monday after the vote on June 2.")
    assert found["quit"].when.value == "2026-06-08"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("It is the second time in the past decade that the mayor has taken leave.", "taken"),
        ("Prices matter over the next two weeks.", "matter"),
        ("Fares fell over the next two weeks.", "fell"),
    ],
)
def test_a_stretch_that_does_not_tell_when_something_happened_dates_nothing(text: str, trigger: str) -> None:
    found = events(text)
    assert trigger not in found or found[trigger].when.how != "stated"


def test_what_is_told_with_an_open_date_takes_no_other_day_over() -> None:
    found = events("A ferry sank off Maren on Monday. The day before Venn resigned, a court opened the file.")
    assert all(e.when.value != "2026-06-08" for word, e in found.items() if word != "sank")


def test_two_days_with_an_aside_between_are_no_range_without_its_words() -> None:
    found = events("He came from Maren on 4 May, the day of the vote, and left on 9 May.")
    assert {e.when.edtf for e in found.values()} >= {"2026-05-04", "2026-05-09"}


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        # The time of an amount that another is measured against dates nothing.
        ("Sales fell to 9 million crowns from 12 million in 2014.", "fell", None),
        ("The line sold 41 boats this year, 9 percent above the same quarter in 2014.", "sold", "2026"),
        ("There were 585 fires last year, up from 755 in 2014.", "were", "2025"),
        ("Profits were 20 percent below those of 2014.", "were", None),
        ("Fires rose from 67 in 2011 to 92 in 2016.", "rose", "2016"),
        # What is no such amount dates what happened.
        ("More than 300 people died in 2014.", "died", "2014"),
        ("Tolls rose above 9 crowns in 2014.", "rose", "2014"),
        ("The board fell from power in 2014.", "fell", "2014"),
        ("The council moved from the quay to the hall in 2014.", "moved", "2014"),
        ("Sales rose to 9 million crowns in 2014.", "rose", "2014"),
        ("Police brought charges against 9 crews in 2014.", "brought", "2014"),
        ("Hundreds left the quay from Pier 9 in 2014.", "left", "2014"),
    ],
)
def test_a_time_that_something_is_measured_against_is_not_its_own(text: str, trigger: str, edtf: str | None) -> None:
    stated = [e.when.edtf for w, e in events(text).items() if w == trigger and e.when.how == "stated"]
    assert stated == ([edtf] if edtf is not None else [])


@pytest.mark.parametrize(("name", "role"), [("Operation Clean Quay", "background"), ("Blue Quay", "meta")])
def test_a_year_before_an_event_s_own_name_dates_that_event(name: str, role: str) -> None:
    event = events(f"It was like the 2013 {name}.")["Quay"]
    assert (event.when.value, event.role) == ("2013", role)


def test_no_tale_goes_on_from_what_something_came_before() -> None:
    told = "Senator Hale wrote so before a 2024 council hearing. The port said the quay was safe."
    found = pipeline.annotate(pipeline.from_text(told, id="t", date=dt.date(2026, 6, 10)))
    assert [e.when.value for e in found.events if e.sentence == 1 and e.when.how == "inherited"] == []


@pytest.mark.parametrize("summit", ["the first Harbour summit", "the first Shield of the Ports summit"])
def test_what_happens_at_a_summit_told_by_its_name_is_of_its_day(summit: str) -> None:
    text = f"At {summit} earlier this month, Brenn urged leaders to act.\n\nAt the summit, Ola Hale left the hall."
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 6, 12)))
    assert [(e.when.edtf, e.when.how) for e in found.events if e.sentence == 1] == [
        ("2026-06-01/2026-06-12", "inherited")
    ]
