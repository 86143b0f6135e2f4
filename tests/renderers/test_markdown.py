"""Markdown says the same as the page, and marks nothing that a reader of CommonMark would not see marked."""

from __future__ import annotations

import datetime as dt

import briefing
from briefing.model.blocks import Run
from briefing.renderers import markdown


def test_what_stands_bold_side_by_side_is_one_bold_stretch() -> None:
    day = dt.date(2026, 6, 11)
    text = "The harbour board met on Monday. The crews’ council said that the fares would fall. Ferries lay idle."
    brief = briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=day)), as_of=day)
    page = briefing.render(brief, "md").decode()
    assert "ouncil:** The fares" in page
    assert "****" not in page


def test_a_link_between_bold_words_stays_a_link() -> None:
    runs = (Run("Ada ", bold=True), Run("Brenn", bold=True, link="https://harbour.example/"), Run(" met", bold=True))
    assert markdown._runs(runs) == "**Ada** **[Brenn](<https://harbour.example/>)** **met**"
    assert markdown._runs((Run("Ada Brenn", bold=True), Run(":", bold=True), Run(" late"))) == "**Ada Brenn:** late"
