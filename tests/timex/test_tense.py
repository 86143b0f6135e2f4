"""Which way a date looks follows from the verb it hangs on, not from an infinitive beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import timex
from briefing.model.text import Document
from briefing.text.paragraphs import paragraphs
from briefing.text.sentences import split
from briefing.timex.tense import direction


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("The blaze that appeared to begin in one flat on ", "Thursday engulfed the block.", "past"),
        ("Growers gathered in the old hall to discuss the levy on ", "Thursday.", "past"),
        ("The two flew to Vessa in secret to meet the king on ", "Thursday.", "past"),
        ("The crew failed to leave port on ", "Thursday.", "past"),
        ("In ", "January the mayor proposed a levy.", "past"),
        ("The fleet would join under the proposed merger in ", "January.", "future"),
        ("The envoys agreed to meet on ", "Thursday.", "future"),
        ("The two sides are to meet on ", "Thursday.", "future"),
        ("The council, which gathered to vote last month, will decide on ", "Thursday.", "future"),
        ("The judge ordered the mine to open on ", "Thursday.", "future"),
        # Who says the sentence tells nothing of the day before it.
        (
            "The storm will move past the isles of Kell and Maren before nearing the coast on ",
            "Thursday, said the bureau.",
            "future",
        ),
        (
            "The storm will move past the isles of Kell and Maren before nearing the coast on ",
            "Thursday, the bureau said.",
            "future",
        ),
        (
            "The storm moved past the isles of Kell and Maren before nearing the coast on ",
            "Thursday, said the bureau.",
            "past",
        ),
        ("On ", "Thursday, said the bureau, the storm moved on.", "past"),
        # Promises that are made are things.
        ("He offered promises ", "Monday in the words that the hall had hoped to hear.", "past"),
        ("He promises ", "Monday to be brief.", "future"),
        ("The port has plans for ", "Monday.", "future"),
        # What might come is still ahead, what might have been is not.
        ("Dockers had hoped that the strike might lead to better pay in ", "November.", "future"),
        ("Dockers had guessed that the strike might have led to better pay in ", "November.", "past"),
    ],
)
def test_the_governing_verb_tells(before: str, after: str, way: str) -> None:
    assert direction(before, after, "en") == way


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("They built the slide this winter.", "2023-04-25", "2022-WI"),
        ("They picked the apples this fall.", "2023-01-25", "2022-FA"),
        ("They will build the slide this winter.", "2023-04-25", "2023-WI"),
        ("They opened the pool this summer.", "2023-08-10", "2023-SU"),
        ("By autumn the blight had ruined the crop.", "2023-04-25", "2022-FA"),
        ("By autumn, the blight ruined the crop.", "2023-04-25", "2022-FA"),
        ("The blight will ruin the crop by autumn.", "2023-04-25", "2023-FA"),
        ("They hope to end the blight by autumn.", "2023-04-25", "2023-FA"),
        ("They moved the regatta to this summer.", "2023-04-25", "2023-SU"),
    ],
)
def test_a_season_that_is_over_is_the_one_told_of(text: str, day: str, value: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date.fromisoformat(day))
    assert [t.value for t in timex.find(document, split(document))] == [value]


def test_a_season_is_of_the_year_that_the_tale_goes_on_in() -> None:
    text = "In 1919 the blight came from the south. By autumn, it ruined the crop. The next summer will be dry."
    document = Document("d", text, paragraphs(text), date=dt.date(2023, 4, 25))
    assert [t.value for t in timex.find(document, split(document))] == ["1919", "1919-FA", "2023-SU"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The number of cases soared to 498 by the weekend.", "2026-W24-WE"),
        ("The dispute had spread to three ports by the weekend.", "2026-W24-WE"),
        ("Officials said the line would open by the weekend.", "2026-W25-WE"),
        ("The number of cases is expected to rise to 498 by the weekend.", "2026-W25-WE"),
        ("The crews were told to leave by the weekend.", "2026-W25-WE"),
    ],
)
def test_what_grew_by_a_weekend_did_so_by_the_last_one(text: str, value: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 17))
    assert [t.value for t in timex.find(document, split(document))] == [value]


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        # The verb's tense beats nearness.
        ("The bill was passed on 12 April.", "2026-03-10", "2025-04-12"),
        ("She was arrested on Nov. 9.", "2026-08-10", "2025-11-09"),
        ("The pact was signed on 4 September.", "2026-08-10", "2025-09-04"),
        ("The envoy will retire in January.", "2026-03-10", "2027-01"),
        ("The rates will be cut in February.", "2026-03-10", "2027-02"),
        # What was announced in a month was, also behind what looks ahead.
        ("It will be the first closure since the one announced in January.", "2025-11-03", "2025-01"),
        ("It will be the first closure to be announced in January.", "2025-11-03", "2026-01"),
        ("The council announced a closure for January.", "2025-11-03", "2026-01"),
        # Not where the date is that of what was announced, agreed or planned.
        ("The council announced a vote on 4 September.", "2026-08-10", "2026-09-04"),
        ("The board ordered the mine to close on 4 September.", "2026-08-10", "2026-09-04"),
        ("The mayor spoke of the planned visit in September.", "2026-08-10", "2026-09"),
        ("The clerk gave no reason for the Sept. 4 deadline.", "2026-08-10", "2026-09-04"),
        # A plural is no verb of what is to come.
        ("The senate rejected the pact with nine returns on February 19.", "2026-02-21", "2026-02-19"),
        # "by" and "until" look back where all was over then.
        ("By April the levy had doubled.", "2026-03-10", "2025-04"),
        ("The plan will be ready by April.", "2026-03-10", "2026-04"),
        ("The hall did not open until October.", "2026-03-10", "2025-10"),
        ("The hall was shut until October.", "2026-03-10", "2026-10"),
        ("It was the fifth strike since May.", "2026-03-10", "2025-05"),
        # A date that opens its clause has the tense of the verb behind it.
        ("By Monday, though, the mayor made her wishes clear.", "2026-06-10", "2026-06-08"),
        ("By Friday, crews were already gathering in Varde.", "2026-06-10", "2026-06-05"),
        ("And until Saturday, the mayor had been keeping quiet.", "2026-06-10", "2026-06-06"),
        ("On August 7, the clerk was convicted of theft.", "2026-06-10", "2025-08-07"),
        ("The clerk, who was arrested, ran the port, which until December was shut.", "2026-06-10", "2025-12"),
        ("Nobody knew that he lived there until October, when they were told.", "2026-06-10", "2025-10"),
        ("Jury selection, which began September 4, was slow.", "2026-06-10", "2025-09-04"),
        ("The mayor drew criticism on Friday.", "2026-06-10", "2026-06-05"),
        ("By Friday, the council must decide.", "2026-06-10", "2026-06-12"),
        ("On Friday, the mayor will speak.", "2026-06-10", "2026-06-12"),
        ("By August, the deal is to be signed.", "2026-06-10", "2026-08"),
        ("The talks were put off until Friday.", "2026-06-10", "2026-06-12"),
        # What a talk was for tells less than the talk.
        ("She had met the head of the guild, Orla Venn, on Saturday to discuss it.", "2026-06-10", "2026-06-06"),
        ("The port on Saturday to discuss it.", "2026-06-10", "2026-06-13"),
        # What follows is as far off as what it follows.
        ("They plan a march, beginning on Friday, followed Saturday by a vigil.", "2026-06-10", "2026-06-13"),
        ("They met on Monday, followed Tuesday by talks.", "2026-06-10", "2026-06-09"),
        # Of two months in one breath the second is the one that follows the first.
        ("“It will come before the talks,” expected in October or November, said Tom Arne.", "2026-05-10", "2026-11"),
        ("The talks are expected in December or January, said Tom Arne.", "2026-05-10", "2027-01"),
        ("Sales fell in March and February.", "2026-05-10", "2026-02"),
        # Behind an article what may look ahead is a thing.
        ("The board, which had seen the plan in May, will meet again.", "2026-02-10", "2025-05"),
        ("The board plans in May to meet again.", "2026-02-10", "2026-05"),
        # An hour may stand between a verb and its day.
        ("The talks begin at 6 p.m. on Monday.", "2026-06-10", "2026-06-15T18:00"),
        ("The talks began at 6 p.m. on Monday.", "2026-06-10", "2026-06-08T18:00"),
        ("It will come before the talks,” expected in October, the clerk said.", "2026-05-10", "2026-10"),
        # "After" tells what came first, and not when.
        ("The senate reconvenes after Labor Day.", "2026-08-22", "2026-09-07"),
        ("The port grew quiet after Labor Day.", "2026-10-22", "2026-09-07"),
        ("The levy rose after September.", "2026-03-10", "2025-09"),
        # Verbs whose present is spelt like their past, behind what leaves it open.
        ("That would set the stage for a brawl in August.", "2026-03-10", "2026-08"),
        ("The court could set a date in August.", "2026-03-10", "2026-08"),
        ("The court set the stage for a brawl in August.", "2026-03-10", "2025-08"),
        # "Could be" looks neither way.
        ("The search could be concluded in October.", "2026-08-26", "2026-10"),
        ("The blaze could be seen in October from the pier.", "2026-12-26", "2026-10"),
        ("The smoke could be seen on Monday.", "2026-06-11", "2026-06-08"),
        # A participle between an article and a noun is no verb.
        ("That would set the stage for a contested vote in August.", "2026-03-10", "2026-08"),
        ("The clerk ran in a contested vote in August.", "2026-03-10", "2025-08"),
        ("The crews the mayor sacked in August sued.", "2026-03-10", "2025-08"),
        # A date that opens what is said is of that; one before it is of the saying.
        ("The clerk said that on Monday the board would publish its rules.", "2026-06-11", "2026-06-15"),
        ("The clerk said that on Monday the board published its rules.", "2026-06-11", "2026-06-08"),
        ("The clerk said on Monday that the board would publish its rules.", "2026-06-11", "2026-06-08"),
        ("The mayor left, announcing on Wednesday she would meet the crews.", "2026-06-12", "2026-06-10"),
        # What only says which of them tells nothing of the day.
        ("By Sunday afternoon, only half of the crews who would come were there.", "2026-05-13", "2026-05-10TAF"),
        ("By Sunday, crews who had come were there.", "2026-05-13", "2026-05-10"),
        ("By Sunday, the mayor would have to decide.", "2026-05-13", "2026-05-17"),
        # What is expected in a month is not over.
        ("The congress, expected in October, is to name him.", "2026-05-25", "2026-10"),
        # What is up for a vote has it before it.
        ("Each of the seats in the council is up for election in November.", "2026-03-10", "2026-11"),
        ("The levy comes up for renewal in March.", "2026-06-10", "2027-03"),
        ("A member who faces re-election in November backed it.", "2026-03-10", "2026-11"),
        ("The seat came up for election in November.", "2026-03-10", "2025-11"),
        # What something was done for is of its time; what somebody is told to do is not.
        ("Lots were drawn to decide the seat Monday night.", "2026-06-10", "2026-06-08TNI"),
        ("The crews were told to leave on Monday.", "2026-06-10", "2026-06-15"),
        ("The ferries were scheduled to sail on Monday.", "2026-06-10", "2026-06-15"),
        # What is done the morning after an article's date.
        ("Two men died early Wednesday.", "2026-07-28", "2026-07-29"),
        ("Two men died last Wednesday.", "2026-07-28", "2026-07-22"),
        ("It has been a worry since two men died Wednesday.", "2026-07-28", "2026-07-22"),
        ("The search ran from Monday to Wednesday.", "2026-07-28", "2026-07-22"),
        ("The vote, expected in October, may fail.", "2026-03-13", "2026-10"),
        ("The talks expected in October were called off.", "2026-03-13", "2026-10"),
        ("They had expected in October to leave the port.", "2026-03-13", "2025-10"),
    ],
)
def test_the_verb_beats_nearness(text: str, day: str, value: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date.fromisoformat(day))
    assert timex.find(document, split(document))[-1].value == value


@pytest.mark.parametrize("text", ["The boiler burst one Friday night.", "One Friday the boiler burst."])
def test_one_friday_is_no_day(text: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 10))
    assert all(t.interval is None for t in timex.find(document, split(document)))
