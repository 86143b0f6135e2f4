"""Dates that people reported other programs to read wrongly, each as a small text of our own with what is right.

The name before a row says where the like of it was reported.
"""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline

#: Where it was reported, the text, the day it was written, and the days told in it as EDTF with the status of each.
CASES: tuple[tuple[str, str, str, list[str]], ...] = (
    ("dateparser#508", "The council approved the budget on Friday.", "2019-03-08", ["2019-03-08 happened"]),
    ("dateparser#1266", "The bridge was shut on Sunday after a barge hit it.", "2025-01-01", ["2024-12-29 happened"]),
    ("parsedatetime#2", "The ministry signed the contract last Friday.", "2012-10-13", ["2012-10-12 happened"]),
    ("scraper#268", "Ministers met last Tuesday to discuss the tariff.", "2021-05-18", ["2021-05-11 happened"]),
    (
        "Recognizers-Text#2309, #2860",
        "The agency will publish its findings by the end of the month.",
        "2026-04-15",
        ["2026-04 scheduled"],
    ),
    (
        "Recognizers-Text#291",
        "Inspectors return the week after next.",
        "2026-03-04",
        ["2026-03-16/2026-03-22 scheduled"],
    ),
    (
        "Recognizers-Text#3199",
        "The tribunal will sit on the last Friday of this month.",
        "2025-09-23",
        ["2025-09-26 scheduled"],
    ),
    ("natty#191, duckling#35", "The rules take effect in mid-February.", "2020-12-20", ["2021-02 scheduled"]),
    ("CoreNLP#835", "The waiver expired on Feb 29, 2015, officials said.", "2015-03-02", []),
    ("CoreNLP#728", "June 2018 gross receipts rose, the treasury said.", "2018-07-20", ["2018-06 claimed"]),
    (
        "eidos#861",
        "February 21, 2015 (ADDIS ABABA) - Peace talks have been postponed until Monday.",
        "2015-02-22",
        ["2015-02-23 scheduled"],
    ),
    ("HeidelTime#43, eidos#495", "The docket number is 2882015 and the case file is 379480.", "2026-04-15", []),
    ("duckling#364", "Exports grew in Quarter 1 2018.", "2019-04-29", ["2018-33 happened"]),
    ("dateparser#1254", "The fund lost money in 2018Q3.", "2019-04-29", ["2018-35 happened"]),
    (
        "duckling#280",
        "The consultation begins December 3rd and responses are due by December 20th.",
        "2018-11-15",
        ["2018-12-03 scheduled", "2018-12-20 scheduled"],
    ),
    ("duckling#737", "The programme will run between 2025 and 2027.", "2024-05-13", ["2025/2027 scheduled"]),
    ("chrono#518", "Theresa May may become chair soon, and the party may split.", "2023-06-30", []),
    ("chrono#54, nChronic#25", "The order runs to June 31.", "2015-05-11", []),
    ("chrono#72", "Version 1.5.3 - 2015-09-24 of the code was filed.", "2015-11-29", ["2015-09-24 happened"]),
    (
        "chrono#102",
        "The curfew starts on 5 May 12:00 and ends at 23:59.",
        "2016-03-22",
        ["2016-05-05T12:00 scheduled", "2016-05-05T23:59 scheduled"],
    ),
    ("parsedatetime#80", "The strike began one month and two days ago.", "2015-01-29", ["2014-12-27 happened"]),
    (
        "datefinder#124",
        "The ministry moved to 13190 SW 68th Parkway, Suite 200, in 2019.",
        "2020-03-19",
        ["2019 happened"],
    ),
    (
        "datefinder#178",
        "Debt stood at 4 billion as of June 30, 2019. Management declined.",
        "2022-10-19",
        ["2019-06-30 happened"],
    ),
    (
        "dateparser#651",
        "The act was signed on the fourteenth of March 2016.",
        "2026-03-10",
        ["2016-03-14 happened"],
    ),
    (
        "dateparser#1383",
        "The law took effect on the 1st day of March, 2025.",
        "2025-03-10",
        ["2025-03-01 happened"],
    ),
    ("dateparser#947", "The rule took effect on the 1st of last month.", "2026-03-10", ["2026-02-01 happened"]),
    (
        "internal-displacement#135",
        "Floods hit the town on Friday evening. Families had left on 28th October.",
        "2016-10-30",
        ["2016-10-28 happened", "2016-10-28 happened"],
    ),
    (
        "natty#70",
        "The rally is a week on Saturday. Talks resume Tuesday week.",
        "2026-03-10",
        ["2026-03-21 scheduled", "2026-03-17 scheduled"],
    ),
    ("HeidelTime#8", "The order was issued on 19-Nov-12 by the governor.", "2026-03-10", ["2012-11-19 happened"]),
    (
        "duckling#102, #427",
        "The bill was passed on 12 April. She died in April.",
        "2026-03-10",
        ["2025-04-12 happened", "2025-04 happened"],
    ),
    ("parsedatetime#95", "Last April, the bill was passed.", "2026-03-10", ["2025-04 happened"]),
    (
        "duckling_old#24",
        "It was the fifth strike since May. Prices have risen since 1 April.",
        "2026-03-10",
        ["2025-05/.. happened", "2025-04-01/.. happened"],
    ),
    (
        "duckling#51, dateparser#1290",
        "The treaty will be signed on Monday. The treaty is to be signed on Monday.",
        "2026-03-10",
        ["2026-03-16 scheduled", "2026-03-16 scheduled"],
    ),
    (
        "dateparser#573",
        "The jury returns this Friday. Polls open on Sunday. Parliament reconvenes Thursday.",
        "2026-03-10",
        ["2026-03-13 scheduled", "2026-03-15 scheduled", "2026-03-12 scheduled"],
    ),
    ("ctparse#87, duckling#569", "The deal was signed at 1800 GMT.", "2026-03-10", []),
    ("duckling#603", "The 9:15 flight to Varde crashed on 1 March 2026.", "2026-03-10", ["2026-03-01 happened"]),
    ("Recognizers-Text#1577", "Exports fell from April to June in 2017.", "2026-03-10", ["2017-04/2017-06 happened"]),
    (
        "duckling#13",
        "The vote was held on the second Sunday of October last year. The march is on the first Saturday in May.",
        "2026-03-10",
        ["2025-10-12 happened", "2026-05-02 scheduled"],
    ),
    (
        "duckling#250, Recognizers-Text#2651",
        "Prices rose in the last four months of 2016.",
        "2026-03-10",
        ["2016-09/2016-12 happened"],
    ),
    (
        "duckling#185",
        "The talks broke down about a week and a half ago.",
        "2026-03-10",
        ["2026-02-28~ happened"],
    ),
    ("duckling#53", "The summit will run from May 1-3.", "2026-03-10", ["2026-05-01/2026-05-03 scheduled"]),
    ("dateparser#582", "The ship sank at 32° 34'S with 100M tonnes of ore, 538400 crates.", "2026-03-10", []),
    (
        "parsedatetime#187",
        "The court will rule this month. The court ruled this month.",
        "2026-03-10",
        ["2026-03 scheduled", "2026-03 happened"],
    ),
)


@pytest.mark.parametrize(("text", "day", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_date_that_other_programs_were_reported_to_misread_is_right(text: str, day: str, told: list[str]) -> None:
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date.fromisoformat(day))).events
    assert [f"{e.when.edtf} {e.status}" for e in found if e.when.how == "stated"] == told


def test_each_day_of_a_list_is_read() -> None:
    # HeidelTime#27
    text = "The port will close on Monday 20, Tuesday 21 and Wednesday 22 April."
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 4, 15))).timexes
    assert [t.value for t in found] == ["2026-04-20", "2026-04-21", "2026-04-22"]


def test_a_decade_before_a_noun_names_it() -> None:
    # HeidelTime#14
    text = "The 1970s law was repealed."
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 3, 10)))
    assert [(t.value, t.edtf) for t in found.timexes] == [("197", "197X")]
    assert [e.role for e in found.events if e.when.how == "stated"] == ["meta"]
