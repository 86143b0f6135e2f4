"""The line of an event is the part of its sentence that tells it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose import happening, trim

DAY = dt.date(2026, 6, 10)  # a Wednesday


def lines(text: str) -> dict[str, str]:
    """The line of each event by its trigger."""
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    return {e.trigger.of(text): trim.event_line(found, e, 1).text for e in found.events}


@pytest.mark.parametrize(
    ("text", "trigger", "line"),
    [
        # Verbs that share a subject are told with it.
        (
            "The minister resigned on Monday and will leave the capital on June 20.",
            "leave",
            "The minister will leave the capital",
        ),
        (
            "The minister resigned on Monday and will leave the capital on June 20.",
            "resigned",
            "The minister resigned on Monday",
        ),
        # Those who are told it are no part of what is told them, though the parse takes it for what is said of them.
        (
            "A port officer told a briefing that weapons, boats, a cell phone used during the storm, and a bullet "
            "corresponding to the case found at the pier scene were seized in home searches last week.",
            "seized",
            "Weapons, boats, a cell phone used during the storm, and a bullet corresponding to the case found at the "
            "pier scene were seized in home searches",
        ),
        # What was so at the time is nothing done, and has no line of its own.
        (
            "Orme owned three of the four red boats the crews were sailing in on May 19, 2025.",
            "sailing",
            "Orme owned three of the four red boats the crews were sailing in on May 19, 2025.",
        ),
        # No hearing speaks: what is quoted behind it is not told with it.
        (
            "Tom Arne, N-Varde, wrote in an opinion piece before a 2024 council hearing on all nine of the new Skarn "
            "boats, “The hour has come.”",
            "hearing",
            "A 2024 council hearing on all nine of the new Skarn boats",
        ),
        # The harm behind a disaster is its own.
        (
            "The lodge reopens two years after it was shut in the 2024 fire that tore through the northern park, "
            "destroying a third of Lindow.",
            "fire",
            "The 2024 fire that tore through the northern park, destroying a third of Lindow",
        ),
        (
            "The lodge reopens two years after it was shut by the 2024 council that met in the northern park, "
            "destroying a third of Lindow.",
            "council",
            "The 2024 council that met in the northern park",
        ),
        # What leads up to a quotation is told with it.
        (
            "Orla Venn quit on Monday, and Tom Arne wrote a note to all on Tuesday, in short, “The hour has come.”",
            "wrote",
            "Tom Arne wrote a note to all on Tuesday, in short, “The hour has come.”",
        ),
        (
            "Orla Venn was flagged on May 3 and, on June 3, had posted to her crews, loosely put, “Comrades, the time "
            "to march is over.”",
            "posted",
            "Orla Venn had posted to her crews, loosely put, “Comrades, the time to march is over.”",
        ),
        # A relative clause is told with what it is said of.
        ("The bridge, which was built in 1931, fell on Tuesday.", "built", "The bridge was built in 1931"),
        (
            "Ada Brenn, who was elected in 2021, said on Monday that the pier was closed.",
            "elected",
            "Ada Brenn was elected in 2021",
        ),
        (
            "Ada Brenn spoke on Monday of Lindow, a small quiet port of two million that left the union in 2008.",
            "left",
            "A small quiet port of two million left the union in 2008",
        ),
        (
            "Ada Brenn, a teacher and former lawyer who became the harbour clerk in 2011, resigned on Monday.",
            "became",
            "A teacher became the harbour clerk",
        ),
        # A clause of time stands by itself.
        (
            "Talks that began in May failed after the envoy walked out of the hall on Monday.",
            "walked",
            "The envoy walked out of the hall",
        ),
        # A noun is told by its phrase.
        (
            "The clerk wrote to her long before the July 2021 riots, which left forty people dead in the old port.",
            "riots",
            "The July 2021 riots, which left forty people dead in the old port",
        ),
        # What was announced stands without its announcement, and a date that is the subject stays.
        (
            "A banner in the port was a reference to the announcement that 2025 had been the warmest year on record.",
            "been",
            "2025 had been the warmest year on record",
        ),
        # A clause without a relative word goes on from what it is said of, whose name is told once.
        (
            "The vote is expected next week, after hearings on the plan Mr. Orm will lay out for the port Wednesday "
            "night in a speech from the hall.",
            "lay",
            "The plan Mr. Orm will lay out for the port Wednesday night in a speech from the hall",
        ),
        # A verb that the parse has hung on one of somebody else's has not that one's subject.
        (
            "The crews here were preparing for another night of protests on Tuesday, and village elders were working "
            "to keep the peace after anger over the acquittal of Tom Arne in the death of Ola Venn turned violent in "
            "South Varde on Monday night.",
            "turned",
            "The crews here were preparing for another night of protests on Tuesday, and village elders were working "
            "to keep the peace after anger over the acquittal of Tom Arne in the death of Ola Venn turned violent in "
            "South Varde on Monday night.",
        ),
        # Of what there is none nothing is told.
        (
            "The board saw no boats that left the old port for Varde on 3 May, and it met on Monday.",
            "left",
            "The board saw no boats that left the old port for Varde on 3 May, and it met on Monday.",
        ),
        # A relative clause that needs its relative word is not told alone.
        (
            "The board has three members, with its chair Orla Venn, whose term of five years began in October 2020.",
            "began",
            "The board has three members, with its chair Orla Venn, whose term of five years began in October 2020.",
        ),
        # Where a sentence has one date, the whole of it.
        ("By-laws passed in 2012 are still in force.", "passed", "By-laws passed in 2012 are still in force."),
        (
            "The court agreed and charged the clerk in May 2024.",
            "charged",
            "The court agreed and charged the clerk in May 2024.",
        ),
        # What only says how something is, or what was to be done, is no sentence.
        (
            "The fares on Monday went up in a way that will call for a new levy in June 2027 on the old quay.",
            "call",
            "The fares on Monday went up in a way that will call for a new levy in June 2027 on the old quay.",
        ),
        (
            "The line was the first of eleven big shippers to be fined in 2012 in a long probe into false rates.",
            "fined",
            "The line was the first of eleven big shippers to be fined in 2012 in a long probe into false rates.",
        ),
        (
            "The harbour economist expected the wide deficit of the port to rise to 3 percent of its trade in 2027.",
            "rise",
            "The harbour economist expected the wide deficit of the port to rise to 3 percent of its trade in 2027.",
        ),
        # Those of whom some alone are told of.
        (
            "They are the first of 80 dockers seized from a shed in Hove in April 2024 to be let go following talks.",
            "seized",
            "They are the first of 80 dockers seized from a shed in Hove in April 2024 to be let go following talks.",
        ),
        (
            "Most of the boats which were sold to the Norlandic navy in March 2023 lie idle.",
            "sold",
            "Most of the boats which were sold to the Norlandic navy in March 2023 lie idle.",
        ),
        (
            "Only two of the crews that were fined in May 2024 for leaving the port late have paid.",
            "fined",
            "Only two of the crews that were fined in May 2024 for leaving the port late have paid.",
        ),
        # Of a body, and of those of somebody, all is told.
        (
            "The union of dockers, which was founded in Hove in 1994 by two crane drivers, did not comment.",
            "founded",
            "The union of dockers was founded in Hove by two crane drivers",
        ),
        (
            "The crews of the boats that were sold to the Norlandic navy in March 2023 want to stay.",
            "sold",
            "The boats were sold to the Norlandic navy",
        ),
        # What is counted does not happen.
        (
            "The mayor sits at 85 percent in the north, a 10 percent drop from the 95 percent Hale received in 2008.",
            "received",
            "The mayor sits at 85 percent in the north, a 10 percent drop from the 95 percent Hale received in 2008.",
        ),
        # A date that the sentence is of stays, though the parse has not seen that it is the subject.
        (
            "This year marked the 40th anniversary of the port’s opening to the sea.",
            "marked",
            "This year marked the 40th anniversary of the port’s opening to the sea.",
        ),
        # Where a relative clause may be said of something else than the parse has hung it on, nothing is told alone.
        (
            "The board met on Monday, which pleased the signers of the letter to Tom Brenn, which was read last week.",
            "read",
            "The board met on Monday, which pleased the signers of the letter to Tom Brenn, which was read last week.",
        ),
        (
            "He needs almost all the supporters of both Ada Brenn and Tom Hale, who left on Saturday, by next Friday.",
            "left",
            "He needs almost all the supporters of both Ada Brenn and Tom Hale, who left on Saturday, by next Friday.",
        ),
        (
            "A report about the loss of boats issued in May by the Harbour Office was read out on Monday.",
            "issued",
            "A report about the loss of boats issued in May by the Harbour Office was read out on Monday.",
        ),
        # "That" behind a noun may be no relative clause.
        (
            "The film on Monday showed the announcement that 2024 had been the warmest year on record in the port.",
            "showed",
            "The film on Monday showed the announcement that 2024 had been the warmest year on record in the port.",
        ),
    ],
)
def test_an_event_is_told_by_its_own_clause(text: str, trigger: str, line: str) -> None:
    assert lines(text)[trigger].rstrip(".") == line.rstrip(".")


def test_a_clause_keeps_the_denial_it_depends_on() -> None:
    # Who "left" is told in the clause that "not" stands in, so that the sentence stays whole.
    told = lines("The mayor did not resign on Monday and left the town on June 2.")
    assert all("not" in line for line in told.values())


def test_an_event_that_is_only_named_has_no_row() -> None:
    text = "Members were still paying for the strike of May 2019."
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    (event,) = found.events
    assert happening.why_none(found, event) == "is only named where something else is told"


def test_an_event_that_the_sentence_is_of_has_its_row() -> None:
    text = "Monday’s vote split the council of the port."
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    (event,) = found.events
    assert happening.why_none(found, event) is None


@pytest.mark.parametrize(
    "text",
    [
        "Most eels leave the river in late autumn.",
        "The river usually floods the quay in spring.",
        "Storms strike the coast in winter.",
    ],
)
def test_what_happens_every_year_has_no_row(text: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    assert [happening.why_none(found, e) for e in found.events] == ["tells what happens every year, not what happened"]


@pytest.mark.parametrize(
    "text",
    [
        "The eels left the river in late autumn.",
        "The tunnel opens in autumn.",
        "The ferries will return in spring.",
        "The ministers meet in autumn 2027.",
    ],
)
def test_what_happens_in_one_season_has_its_row(text: str) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    assert [happening.why_none(found, e) for e in found.events] == [None]
