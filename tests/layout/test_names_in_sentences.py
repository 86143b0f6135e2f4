"""Behind "according to" a common noun has its article as the text has it, and a proper name none."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.layout import dates, template, text_runs

DAY = dt.date(2026, 6, 9)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("The crews were set free around noon on Monday, the government said.", "according to the government"),
        (
            "The crews were set free around noon on Monday, a Nato spokesman said.",
            "according to a Nato spokesman",
        ),
        ("The crews were set free around noon on Monday, officials said.", "according to officials"),
        ("The crews were set free around noon on Monday, Ada Brenn said.", "according to Ada Brenn"),
        ("The crews were set free around noon on Monday, the Harbour Board said.", "according to Harbour Board"),
    ],
)
def test_a_common_noun_has_its_article(text: str, claimed: str) -> None:
    brief = briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=DAY)), as_of=DAY)
    (row,) = (row for row in brief.chronology if row.claimed_by is not None)
    (run,) = text_runs.Words(brief, template.load()).claimed(row.claimed_by, row.line)
    assert run.text.replace(dates.NBSP, " ") == f" [{claimed}]"
