"""What somebody said on the day of the news stands once: as a position, or as a dated line."""

from __future__ import annotations

import datetime as dt
import json

import briefing

DAY = dt.date(2026, 6, 11)
QUOTE = "No long and costly appeal of this ruling is needed!"
STORY = (
    "The harbour court of Skarn struck down the night levy, and the council said it would wait for the full ruling "
    "before it paid anything back to the crews.\n\n"
    "The levy, which the council brought in last year, took nine crowns a night from each boat in the north harbour. "
    "Judges found that the council had no power to ask it of boats from other towns. The ruling leaves a hole of nine "
    "million crowns in the budget of the town.\n\n"
    "Mayor Ada Brenn had first asked the council in March to pass a new levy, saying it would have her full support, "
    "after she called the ruling “too bad for our town”.\n\n"
    f"“{QUOTE}” Mayor Ada Brenn wrote on Harbour Net on {{day}}. “It would take years, ruin small berth owners, "
    "frighten visitors and leave pilots without wages all winter.”\n\n"
    "Tom Hale, who leads the crews, said the ruling was a victory for every family on the quay. The crews plan to ask "
    "for the money in the autumn."
)


def sections_with(words: str, day: str) -> list[str]:
    article = briefing.from_text(STORY.format(day=day), id="quay", title="Court strikes down night levy", date=DAY)
    made = briefing.brief(briefing.annotate(article), as_of=DAY)
    lines = json.loads(briefing.render(made, "json"))["printed"]["lines"]
    return [line["section"] for line in lines if words in line["text"]]


def test_a_quotation_of_the_day_is_no_dated_line_beside_its_position() -> None:
    assert sections_with(QUOTE, "Thursday") == ["positions"]


def test_a_quotation_of_another_day_keeps_its_date() -> None:
    assert "chronology" in sections_with(QUOTE, "Monday")
