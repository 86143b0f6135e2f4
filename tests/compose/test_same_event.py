"""What two articles tell in words of their own: as many that must come together as must not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pytest

from briefing import pipeline, rules
from briefing.compose import conflicts, grouping, independence, quantities
from briefing.compose.brief import BriefOptions
from briefing.compose.same_event import CLASS, numbers, tokens
from briefing.model.brief import Brief, Evidence

DAY = dt.date(2026, 6, 10)
#: What else stands in the two articles: words that both use are common in the story.
PADDING = (
    "The port of Maren lies on the east coast and has two moles. The mayor of Maren is Ada Brenn. "
    "The port board meets each month in the old customs house. Ferries sail to the islands of Sund.",
    "Maren has had a port since the war, and its mole was rebuilt twice. Ada Brenn was elected mayor in spring. "
    "The board of the port employs ninety people. The islands of Sund are an hour away by boat.",
)


def brief_of(*texts: str, days: Sequence[dt.date] = (DAY, DAY)) -> Brief:
    documents = [
        pipeline.from_text(text, id=f"d{n}", date=day) for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=DAY, title="T"))


def together(one: str, other: str) -> bool:
    """Whether the first sentences of two articles stand as evidence of one event."""
    brief = brief_of(f"{one} {PADDING[0]}", f"{other} {PADDING[1]}")
    rows = (*brief.chronology, *brief.scheduled, *brief.held_events)
    return any({(1, 0), (2, 0)} <= {(e.source, e.sentence) for e in row.line.evidence} for row in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Gunmen seized eleven divers from a trawler off the Sund islands on Monday.",
            "Eleven divers were abducted on Monday when gunmen stormed their boat near the Sund islands.",
        ),
        (
            "A ferry with forty passengers ran aground on the Kell reef before dawn on Tuesday.",
            "Forty passengers were aboard the ferry that struck the Kell reef early on Tuesday.",
        ),
        (
            "The harbour court sentenced the pilot Jon Tarn to six years in prison on Tuesday.",
            "Pilot Jon Tarn was jailed for six years by the harbour court on Tuesday.",
        ),
        (
            "Dockers have ended their strike after the Hask union accepted a rise of 4 percent.",
            "The Hask union agreed to a raise of 4 percent and its dockers ended the strike.",
        ),
    ],
)
def test_the_same_event_in_other_words_stands_in_one_row(one: str, other: str) -> None:
    assert together(one, other)


def cited_beside(one: str, other: str) -> set[int]:
    """The sources that the line of the first article's first sentence rests on, and of them those that it cites."""
    brief = brief_of(f"{one} {PADDING[0]}", f"{other} {PADDING[1]}")
    lines = [*(row.line for row in brief.bottom_line), *(row.line for row in brief.chronology)]
    lines = [line for line in lines if {(1, 0), (2, 0)} <= {*places(line.evidence)}]
    assert lines, "the two stand in no row"
    return {e.source for line in lines for e in line.cited}


def places(evidence: Sequence[Evidence]) -> list[tuple[int, int]]:
    return [(e.source, e.sentence) for e in evidence]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Gunmen seized eleven divers from a trawler off the Sund islands on Monday.",
            "Eleven divers were abducted on Monday when gunmen stormed their boat near the Sund islands.",
        ),
        (
            "The harbour court sentenced the pilot Jon Tarn to six years in prison on Tuesday.",
            "Pilot Jon Tarn was jailed for six years by the harbour court on Tuesday.",
        ),
        (
            "The health board of Maren said on Tuesday that the Kell fever had reached nine of the islands.",
            "Nine of the islands have cases of the Kell fever, an official told the Maren Post on Tuesday.",
        ),
    ],
)
def test_a_line_cites_who_tells_the_same(one: str, other: str) -> None:
    assert cited_beside(one, other) == {1, 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The health board of Maren said on Tuesday that the new Kell fever could spread to the islands soon.",
            "The health board of Maren said on Tuesday that most people with the new Kell fever need no drug.",
        ),
        (
            "The ferry company Sund Line agreed on Monday to sell nine boats to the port of Hask for 4 million crowns.",
            "The Sund Line is the largest ferry company on the coast, with forty boats.",
        ),
        (
            "Twelve people drowned when the ferry Astra sank off Kell on Sunday.",
            "The ferry Astra, which sank on Sunday, was built in Hask.",
        ),
        (
            "Twelve people drowned when the ferry Astra sank off Kell on Sunday.",
            "Nine people drowned when the ferry Astra sank off Kell on Sunday.",
        ),
    ],
)
def test_a_line_does_not_cite_who_tells_something_else_of_its_event(one: str, other: str) -> None:
    assert len(cited_beside(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Gunmen seized eleven divers from a trawler off the Sund islands on Monday.",
            "Police freed nine hostages from a farm in the hills of Orme on Tuesday.",
        ),
        (
            "A ferry with forty passengers ran aground on the Kell reef before dawn on Tuesday.",
            "A ferry with forty passengers ran aground on the Kell reef in June 1998.",
        ),
        (
            "The harbour court sentenced the pilot Jon Tarn to six years in prison on Tuesday.",
            "The ministry of fisheries raised the price of a licence by a third on Tuesday.",
        ),
        (
            "Dockers have ended their strike after the Hask union accepted a rise of 4 percent.",
            "The Vail bank cut its forecast for exports after miners in the north stopped work.",
        ),
    ],
)
def test_another_event_of_the_same_days_or_words_stands_apart(one: str, other: str) -> None:
    assert not together(one, other)


BIT = "The pilot Jon Tarn hit a coastguard on the Kell reef two years ago."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("In 2024 the pilot Jon Tarn hit a coastguard on the Kell reef.", True),
        ("In 2023 the pilot Jon Tarn hit a coastguard on the Kell reef.", True),
        ("In 2021 the pilot Jon Tarn hit a coastguard on the Kell reef.", False),
        ("In June 2022 the pilot Jon Tarn hit a coastguard on the Kell reef.", False),
    ],
)
def test_a_vague_year_agrees_with_the_years_beside_it(other: str, same: bool) -> None:
    assert together(BIT, other) is same


def test_of_a_vague_and_an_exact_year_the_exact_one_is_printed() -> None:
    brief = brief_of(
        f"{BIT} {PADDING[0]}", f"In 2023 the pilot Jon Tarn hit a coastguard on the Kell reef. {PADDING[1]}"
    )
    assert [row.when.edtf for row in brief.chronology if "Tarn" in row.line.text] == ["2023"]


def test_days_do_not_drift_from_member_to_member() -> None:
    days = ["March 2", "March 4", "March 6", "March 8"]
    texts = [f"The board of the Maren port met the union of the dockers over pay on {day}." for day in days]
    brief = brief_of(*texts, days=[dt.date(2026, 3, 20)] * len(texts))
    told = [row for row in brief.chronology if "union" in row.line.text]
    assert len({e.source for row in told for e in row.line.evidence}) == len(texts)
    assert all(len(row.line.evidence) <= 2 for row in told)


@pytest.mark.parametrize("case", rules.load("event_types", "en")["cases"], ids=lambda c: c["name"])
def test_words_of_one_class_meet(case: dict[str, list[tuple[str, str, list[str]]]]) -> None:
    for one, other, wanted in case["examples"]:
        both = {token[1:] for token in tokens(one, "en") & tokens(other, "en") if token.startswith(CLASS)}
        assert both >= set(wanted), (one, other)
        assert wanted or not both, (one, other)


def test_numbers_are_alike_in_words_and_in_digits() -> None:
    assert numbers("Twenty-one divers", "en") == numbers("21 divers", "en")
    assert numbers("one diver", "en") == frozenset()


def test_a_group_is_held_against_all_its_members() -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.1}
    apart = grouping.groups([[0], [1], [2]], likely, [1, 2, 3], lambda a, b: True, 0.4)
    assert apart == [[0, 1], [2]]
    chained = grouping.groups([[0], [1], [2]], {**likely, (0, 2): 0.5}, [1, 2, 3], lambda a, b: True, 0.4)
    assert chained == [[0, 1, 2]]


def test_what_may_not_join_stays_apart_however_alike() -> None:
    made = grouping.groups([[0], [1]], {(0, 1): 0.99}, [1, 2], lambda a, b: False, 0.4)
    assert made == [[0], [1]]


def test_less_is_enough_on_the_average_where_a_pair_is_strong() -> None:
    likely = {(0, 2): 0.4, (1, 2): 0.4, (2, 3): 0.9, (3, 4): 0.7}
    made = grouping.groups([[0, 1], [2], [3], [4]], likely, [1, 1, 2, 3, 4], lambda a, b: True, 0.5, (0.65, 0.3))
    assert made == [[0, 1], [2, 3, 4]]


def test_a_mention_of_another_group_is_attached_to_one_it_tells_too() -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.7, (2, 3): 0.95}
    made = grouping.groups([[0], [1], [2], [3]], likely, [1, 2, 3, 4], lambda a, b: True, 0.5)
    assert made == [[0, 1], [2, 3]]
    assert grouping.attached(made, likely, [1, 2, 3, 4], lambda a, b: True, 0.65) == [[2], []]


@pytest.mark.parametrize("case", rules.load("conflicts", "en")["quantities"], ids=lambda c: c["text"][:30])
def test_what_a_telling_counts(case: dict[str, str | list[str]]) -> None:
    assert [f"{q.kind} {q.value:g}" for q in quantities.of(str(case["text"]), "en")] == case["found"]


@pytest.mark.parametrize("case", rules.load("conflicts", "en")["pairs"], ids=lambda c: c["other"][:40])
def test_numbers_differ_where_they_count_the_same_and_neither_is_a_rounding(case: dict[str, str | bool]) -> None:
    brief = brief_of(str(case["one"]), str(case["other"]))
    (row,) = brief.chronology
    assert {e.source for e in row.line.evidence} == {1, 2}
    assert (row.conflict is not None) is case["differ"]


def test_a_conflict_that_touches_the_bottom_line_stands_there() -> None:
    brief = brief_of(
        "A fire at the Kell mill killed two workers on Sunday. The mill makes rope.",
        "A fire at the Kell mill killed four workers on Sunday. The mill is old.",
    )
    (lead,) = [s for s in brief.bottom_line if "killed" in s.line.text]
    assert lead.conflict is not None
    assert [value for value, _ in lead.conflict.values] == ["2 workers dead", "4 workers dead"]


@pytest.mark.parametrize("case", rules.load("agencies", "en")["cases"], ids=lambda c: c["name"])
def test_an_agency_given_as_the_source_is_known(case: dict[str, list[tuple[str, list[str]]]]) -> None:
    for telling, wanted in case["examples"]:
        assert sorted(independence.agencies(telling, "en")) == wanted, telling


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("The Kell mole broke in two places on Sunday and eleven boats sank in the basin.",) * 2 + (1,),
        (
            "The Kell mole broke in two places on Sunday, Kyodo reported.",
            "On Sunday the mole at Kell broke at two places, according to Kyodo.",
            1,
        ),
        (
            "The Kell mole broke in two places on Sunday, the mayor said.",
            "On Sunday the mole at Kell broke at two places, according to the port.",
            2,
        ),
        (  # ten words in the same order
            "The Kell mole broke on Sunday, in the worst storm that the southern bay has seen in two centuries.",
            "On Sunday the mole at Kell broke in the worst storm that the southern bay has seen since 1990.",
            1,
        ),
        (  # a quotation is its speaker's, whoever prints it
            "The Kell mole broke on Sunday and “will be rebuilt by the spring whatever it may cost”, Ada Brenn said.",
            "Mayor Ada Brenn wrote that the Kell mole, which broke on Sunday, “will be rebuilt by the spring "
            "whatever it may cost”.",
            1,
        ),
        (
            "OLVENA (AP) - The Kell mole broke in two places on Sunday.",
            "HASK (AP) - On Sunday the mole at Kell broke at two places, said the mayor.",
            1,
        ),
        (
            "OLVENA (AP) - The Kell mole broke in two places on Sunday.",
            "HASK (Reuters) - On Sunday the mole at Kell broke at two places, said the mayor.",
            2,
        ),
    ],
)
def test_one_wording_and_one_agency_are_one_source(one: str, other: str, count: int) -> None:
    # The rest of the two articles is their own, so that neither is a copy of the other.
    brief = brief_of(f"{one} {PADDING[0]}", f"{other} {PADDING[1]}")
    (row,) = [r for r in brief.chronology if "mole" in r.line.text.lower() and r.when.how == "stated"]
    assert {e.source for e in row.line.evidence} == {1, 2}
    assert row.independent == count


@pytest.mark.parametrize(("other", "count"), [("Kell Courier", 1), ("Hask Herald", 2)])
def test_one_publisher_is_one_source(other: str, count: int) -> None:
    texts = ("The Kell mole broke in two places on Sunday.", "On Sunday the mole at Kell broke at two places.")
    documents = [
        dataclasses.replace(
            pipeline.from_text(f"{text} {padding}", id=f"d{n}", date=dt.date(2026, 6, 10), title="T"),
            publisher=publisher,
        )
        for n, (text, padding, publisher) in enumerate(zip(texts, PADDING, ("Kell Courier", other), strict=True))
    ]
    brief = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=dt.date(2026, 6, 10)))
    (row,) = [r for r in brief.chronology if "mole" in r.line.text.lower() and r.when.how == "stated"]
    assert row.independent == count


def test_who_tells_only_what_belongs_to_an_event_is_no_source_of_it() -> None:
    brief = brief_of(
        f"The port of Maren held a service on Sunday to remember the sailors who drowned in May. {PADDING[0]}",
        f"On Sunday two smugglers were held by the police of Maren at a station next to the port. {PADDING[1]}",
    )
    rows = [row for row in brief.chronology if "smugglers" in row.line.text or "service" in row.line.text]
    assert rows
    assert all(row.independent == 1 for row in rows)


def test_what_several_articles_tell_is_a_key_point_once_with_every_place() -> None:
    brief = brief_of(
        f"The Hask union agreed to a raise of 4 percent and its dockers ended the strike. {PADDING[0]}",
        f"Dockers ended their strike after the Hask union accepted a raise of 4 percent. {PADDING[1]}",
    )
    told = [s for s in (*brief.bottom_line, *brief.key_points) if "strike" in s.line.text]
    assert len(told) == 1
    assert {e.source for e in told[0].line.evidence} == {1, 2}


def test_conflicts_are_none_where_all_agree() -> None:
    assert conflicts.of([], "en") == ()


UNLIKE = [
    ("A fire in a Maren mill killed 12 workers on Sunday.", "Police in Kell arrested 12 smugglers on Sunday."),
    ("The council of Maren approved 40 new homes on Sunday.", "A storm damaged 40 homes in Kell on Sunday."),
    ("Twelve people died when a bus left the road near Kell.", "Twelve people won seats on the council of Maren."),
    ("The port of Maren lost 300 jobs in May.", "The mill in Kell took on 300 workers in May."),
    ("The court in Maren fined the mill 2 million crowns.", "The mill in Kell sold grain for 2 million crowns."),
    ("Rebels freed 21 hostages near the river on Thursday.", "Rebels killed 21 soldiers near the river on Thursday."),
    ("Three ferries were moved from the bay on Friday.", "Three ferries collided in the bay of Kell on Friday."),
]
LIKE = [
    ("A fire in a Maren mill killed 12 workers on Sunday.", "Twelve workers died in a blaze at the mill of Maren."),
    ("The council of Maren approved 40 new homes on Sunday.", "Maren's council gave leave for 40 homes to be built."),
    ("Rebels freed 21 hostages near the river on Thursday.", "Some 21 hostages were released by rebels on Thursday."),
    ("Ostrevia sent 500 soldiers to the border on Monday.", "Ostrevia has deployed 500 troops at its border."),
    ("Three ferries collided in the bay of Kell on Friday.", "A collision of three ferries in Kell bay was reported."),
    ("The court in Maren fined the mill 2 million crowns.", "A Maren court imposed a fine of 2 million crowns on it."),
    ("The port of Maren lost 300 jobs in May.", "Some 300 jobs went at Maren's port in May."),
]


def are_one(first: str, second: str) -> bool:
    brief = brief_of(first, second)
    rows = (*brief.chronology, *brief.scheduled, *brief.held_events)
    return any({1, 2} <= {e.source for e in row.line.evidence} for row in rows)


@pytest.mark.parametrize(("first", "second"), UNLIKE)
def test_two_events_that_share_a_number_stay_two_in_a_story_of_two_lines(first: str, second: str) -> None:
    assert not are_one(first, second)


@pytest.mark.parametrize(("first", "second"), LIKE)
def test_one_event_in_other_words_is_one_in_a_story_of_two_lines(first: str, second: str) -> None:
    assert are_one(first, second)


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("For eight years the dockers of Kell have marched every week against the toll.", False),
        ("The mole of Kell has been closed without notice since January.", False),
        ("The dockers of Kell marched against the toll on Sunday.", True),
        ("The mole of Kell was closed in January.", True),
    ],
)
def test_what_goes_on_is_no_turning_point_of_a_story(sentence: str, printed: bool) -> None:
    brief = brief_of(f"{sentence} {PADDING[0]}", f"The port was calm. {PADDING[1]}")
    assert any(row.line.place == (1, 0) for row in (*brief.chronology, *brief.scheduled)) is printed
    assert any(s.line.place == (1, 0) for s in (*brief.bottom_line, *brief.key_points))
    alone = brief_of(f"{sentence} {PADDING[0]}", days=(DAY,))
    assert any(row.line.place == (1, 0) for row in (*alone.chronology, *alone.scheduled))
