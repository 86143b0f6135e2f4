"""How a sentence without a day goes on with what was told before it: later, before it, so long after it, or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing import pipeline
from briefing.model.findings import Event
from briefing.model.text import Post, Span
from briefing.model.time import Interval

#: What the document's day is: a Wednesday.
WRITTEN = dt.date(2026, 6, 10)


def events(text: str) -> dict[str, Event]:
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=WRITTEN))
    return {e.trigger.of(text): e for e in found.events}


def edtf(text: str, trigger: str) -> str | None:
    """The date of an event; ``None`` where there is none of that word."""
    event = events(text).get(trigger)
    return event.when.edtf if event is not None else None


PLAN = "In January, the mayor proposed a levy on the quays. "
TRIAL = "Orla Venn was arrested on May 3, 2024. "
FIRE = "A fire swept the port on Monday. "
BLAZE = "The blaze that began on Monday burnt nine boats. "


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        # What came in the end came after what was just told.
        (PLAN + "The plan ultimately failed.", "failed", "2026-01-01/2026-06-10"),
        (PLAN + "She eventually dropped the plan.", "dropped", "2026-01-01/2026-06-10"),
        (PLAN + "She went on to close two quays.", "went", "2026-01-01/2026-06-10"),
        (PLAN + "The crews were booed in the weeks that followed.", "booed", "2026-01-01/2026-06-10"),
        # Without such a word the tale goes on in its month.
        (PLAN + "The plan failed.", "failed", "2026-01"),
        # What followed something else is of no day told here.
        (PLAN + "The crews were booed in the weeks that followed the flood.", "booed", None),
        # What had been lay before the tale; what had then been goes on with it.
        (PLAN + "The guild had offered to help.", "offered", "../2026-01-31"),
        (PLAN + "She had then offered to help.", "offered", "2026-01"),
        # A tale told with "had" goes on with "had".
        ("In January the mayor had proposed a levy. She had offered to help.", "offered", "2026-01"),
        # What has been since an old event lies after it; of the last days' news it is news.
        (PLAN + "The plan has angered the crews.", "angered", "2026-01-01/2026-06-10"),
        (FIRE + "The fire has angered the crews.", "angered", "2026-06-08"),
        # What is done by now is of no day that was told as past.
        ("Last week the guild called for a march. Hundreds have now gathered.", "gathered", None),
        # What somebody once did leaves the day of what is told of them.
        (FIRE + "Tom Arne, who sold the port in 2019, said it was old. He blamed the crews.", "blamed", "2026-06-08"),
        ("In May 2019 Orla Venn sold the port. She blamed the crews.", "blamed", "2019-05"),
        # A quotation behind the verb is no verb of the tale.
        (
            "Orla Venn wrote to the port on Monday. Then, in a row of nine posts, she had shared films of it with "
            "words “we see you” or “I see you”.",
            "shared",
            "2026-06-08",
        ),
        # A clause that tells when a thing was tells when it was; who is of it is told of after it.
        (BLAZE + "Those left homeless by the fire were given rooms.", "given", "2026-06-08/2026-06-10"),
        (BLAZE + "Those left homeless by the storm were given rooms.", "given", "2026-06-08"),
        ("He spoke in an interview that airs on Thursday. He wept in the interview.", "wept", None),
        # What is still to come hands on no day.
        ("The guild said a vote would be held on June 20. It blamed the mayor.", "blamed", None),
    ],
)  # fmt: skip
def test_a_sentence_lies_where_its_words_put_it(text: str, trigger: str, date: str | None) -> None:
    assert edtf(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        # Counted from a clause that names what was told before, or is told later.
        (TRIAL + "The day after Venn was arrested, the crew fled.", "fled", "2024-05-04"),
        (TRIAL + "Two weeks before Venn was arrested, the crew fled.", "fled", "2024-04-15/2024-04-21"),
        (TRIAL + "The day after Tom Arne was arrested, the crew fled.", "fled", None),
        ("When Venn was arrested, the crew fled. Orla Venn was arrested on May 3, 2024.", "fled", "2024-05-03"),
        # Nobody knows the day before a day of which only the month is told; it is about that month.
        ("Orla Venn died in August 2019. The day before Venn died, a court opened her file.", "opened", "2019-08~"),
        # Counted back from the noun of what was told.
        ("Orla Venn died in August 2019. The death, a month after she was jailed, shook all.", "jailed", "2019-07"),
        # Beside a date that it explains.
        ("The mayor quit on Monday, a week after the vote.", "vote", "2026-06-01/2026-06-07"),
        ("The hall was let from 4 May, the week after it was sold, to 9 June.", "sold", "2026-04-27/2026-05-03"),
        ("The hall was let from 4 May, the week after it was sold, to 9 June.", "let", "2026-05-04/2026-06-09"),
        ("Orla Venn quit in May 2026, two years after she was elected.", "elected", "2024"),
        # Nobody counts exactly from "about".
        ("The mayor quit on Monday, about a week after the vote.", "vote", None),
        # What came after something with a day came after that day.
        ("Nine people were hurt after a ferry sank on Monday.", "hurt", "2026-06-08/2026-06-10"),
        ("Nine people were hurt when a ferry sank on Monday.", "hurt", None),
        ("The mayor reacted angrily to the May 28 ruling.", "reacted", "2026-05-28/2026-06-10"),
        ("The mayor agreed to the May 28 ruling.", "agreed", None),
        # By somebody's event only theirs is meant.
        ("Orla Venn was ousted in April 2022. Fares rose following Venn’s removal.", "rose", "2022-04-01/2026-06-10"),
        ("Orla Venn was ousted in April 2022. Fares rose following Arne’s removal.", "rose", None),
    ],
)  # fmt: skip
def test_so_long_before_or_after_an_event_is_counted_from_it(text: str, trigger: str, date: str | None) -> None:
    assert edtf(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        # What is done beside something to come is not of its day.
        (FIRE + "They were given rooms and are to be moved on Sunday.", "given", "2026-06-08"),
        (FIRE + "They were given rooms and moved on Tuesday.", "given", None),
        # A document bears its date, and a thing the year in brackets behind it.
        ("The court relied on similar words in its opinion from 19 July 2024.", "opinion", "2024-07-19"),
        ("The court relied on similar words in its opinion from 19 July 2024.", "relied", "2026-06-10"),
        ("The firm ran a survey from May to July 2024.", "survey", "2024-05/2024-07"),
        ("Thefts at Port Varde (2023): 20", "Varde", "2023"),
        # What is to be by a date is not done by it.
        ("In 2019, the ports agreed a target of nine crews by 2035.", "agreed", "2019"),
        ("In 2019, the ports agreed a target of nine crews by 2035.", "target", "2035"),
        ("The ports agreed a truce by 4 May.", "truce", None),
        # A period belongs to what its first day belongs to.
        ("Two crews were at sea from 4 May, when the quay shut, to 9 June.", "shut", "2026-05-04"),
    ],
)
def test_a_date_belongs_to_what_it_is_told_of(text: str, trigger: str, date: str | None) -> None:
    assert edtf(text, trigger) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        # From a date until now there is no end.
        ("The quay has been shut from March until now.", "shut", "2026-03/.."),
        ("From 2019 onwards the crews met in secret.", "met", "2019/.."),
        ("The quay was shut from March until May.", "shut", "2026-03/2026-05"),
        ("The crews came from Varde in March to date the wreck.", "came", "2026-03"),
        # Of two dates nobody knows which one it is; dates apart from each other only bound it.
        ("The vote will be held in October or November.", "held", "2026-10/2026-11"),
        ("It may open in late October or early November.", "open", "2026-10/2026-11"),
        ("It will open in October, November or December.", "open", "2026-10/2026-12"),
        ("It will open in July or October.", "open", None),
        ("It will open in October, or so the mayor said.", "open", "2026-10"),
    ],
)
def test_a_date_of_several_is_no_finer_than_all_of_them(text: str, trigger: str, date: str | None) -> None:
    assert edtf(text, trigger) == date


def test_dates_apart_bound_what_is_of_one_of_them() -> None:
    when = events("It will open in July or October.")["open"].when
    assert (when.value, when.interval) == (None, Interval(dt.date(2026, 7, 1), dt.date(2026, 11, 1)))


def test_what_has_a_day_that_nobody_knows_takes_over_no_other() -> None:
    text = "Tom Arne was born on 4 May 1990. Last year he left the port."
    found = pipeline.annotate(pipeline.from_text(text, id="t"))
    assert [e.trigger.of(text) for e in found.events] == ["born"]


def of_blog(*posts: tuple[dt.date, str]) -> dict[str, Event]:
    """The events of a live blog of the document's day, whose posts have days of their own."""
    text = "\n\n".join(words for _, words in posts)
    document = pipeline.from_text(text, id="t", date=WRITTEN)
    spans = [(text.index(words), words) for _, words in posts]
    dated = [
        Post(Span(start, start + len(words)), day, str(day))
        for (start, words), (day, _) in zip(spans, posts, strict=True)
    ]
    found = pipeline.annotate(replace(document, posts=tuple(dated)))
    return {e.trigger.of(text): e for e in found.events}


def test_a_post_of_a_live_blog_has_its_own_day() -> None:
    found = of_blog(
        (dt.date(2026, 6, 12), "The council has shut the old quay. It will reopen on Saturday."),
        (dt.date(2026, 6, 11), "Nine crews walked out of the talks. They had met on Wednesday."),
        (dt.date(2026, 6, 10), "A fire swept the old port of Varde. The mayor flew in."),
    )
    assert [(found[word].when.value, found[word].when.how) for word in ("shut", "walked", "swept")] == [
        ("2026-06-12", "document"),
        ("2026-06-11", "document"),
        ("2026-06-10", "document"),
    ]
    assert (found["met"].when.value, found["met"].status) == ("2026-06-10", "happened")
    assert (found["reopen"].when.value, found["reopen"].status) == ("2026-06-13", "scheduled")


def test_what_a_later_post_tells_as_done_is_not_still_to_come() -> None:
    found = of_blog(
        (dt.date(2026, 6, 16), "The council voted on Monday, and the quay is to close."),
        (dt.date(2026, 6, 10), "The council will vote on Monday, and the quay may close."),
    )
    assert (found["voted"].when.value, found["voted"].status) == ("2026-06-15", "happened")
    assert (found["vote"].when.value, found["vote"].status) == ("2026-06-15", "scheduled")
