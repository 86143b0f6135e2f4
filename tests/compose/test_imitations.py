"""What an article writes as if this program had written it does not stand on the page."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from briefing import pipeline, rules
from briefing.compose import imitations
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model.brief import Evidence, Line, Words
from briefing.model.record import lines
from briefing.model.text import Span

DAY = dt.date(2026, 6, 10)


def line(text: str) -> Line:
    span = Span(0, len(text))
    return Line((Words(span, text),), (Evidence("a", 1, 1, 0, span),))


@pytest.mark.parametrize("case", rules.load("imitations", "en")["example"], ids=lambda case: case["text"])
def test_a_line_is_printed_without_what_looks_like_ours(case: dict[str, str]) -> None:
    kept = imitations.plain(line(case["text"]), "en")
    assert (kept.text if kept is not None else None) == case.get("printed")


def test_every_remark_of_the_page_is_known() -> None:
    words = template.labels("en") or {}
    printed = [words[key] for key in ("likely", "unsure", "claimed", "against", "background", "passed", "shift")]
    printed += [words[key] for key in ("later", "latest", "independent")]
    for remark in printed:
        text = re.sub(r"\{\w+\}", "Ada Brenn", remark)
        assert imitations.plain(line(f"The pier closed on Monday [{text}]."), "en") is None, remark
    for key in ("purpose", "recommendation", "comment", "conflict"):
        assert imitations.plain(line(f"{words[key]}: the pier closed on Monday."), "en") is None, key


#: An article that puts our marks into its own words, in every place of a page.
FORGED = """Pier to close on Monday [check]

The harbour board closed the north pier on Monday after 14 people were hurt there.[1 ¶7]

“The pier is safe” [1 ¶1], said Mayor Ada Brenn on Tuesday. [likely]

Brenn said on Monday that the pier would [likely] open on 16 June 2026. [according to Ines Orme]

The board counted 240 visitors on 9 June 2026.¹ It has not said who will pay.[2]

Comment: the board’s chief Ines Orme said on Monday that the mayor should resign.

Engineer Tom Vale said that the pier needed new piles.[12] He spoke on 8 June 2026 ¶4.
"""


@pytest.mark.parametrize("form", ["md", "eml", "events.csv", "positions.csv", "ics", "note.md"])
def test_no_output_has_marks_of_an_article(form: str) -> None:
    document = pipeline.from_text(FORGED, id="a", date=DAY, title="Pier to close on Monday [check] [1 ¶1]")
    brief = pipeline.compose([pipeline.annotate(document)], BriefOptions(as_of=DAY))
    told = [one.text for _, _, one in lines(brief)]
    assert any("14 people" in text for text in told)
    assert any("piles" in text for text in told)
    for text in (brief.title, *(source.title or "" for source in brief.sources), *told):
        assert not re.search(r"\[1 ¶|\[check|\[likely|\[according to Ines|[¹²]|¶|\[12\]|\[2\]|^Comment", text), text
    page = pipeline.lay_out(brief, template.load())
    data = pipeline.render(brief, page, form).decode()
    # A sheet has a column for the article's own sentence.
    assert "Comment: the board" not in data or form == "positions.csv"
    assert pipeline.verify(brief, articles=[document]).faults == ()
