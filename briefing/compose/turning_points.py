"""Which dated rows of a story of several articles are no turning points of it: they are held, and their sentences stay.

What goes on over a long stretch is a state; a year alone of what was long before the news is background; and what was
planned is overtaken where an article of that day or a later one tells what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.compose.story import Story
from briefing.model.brief import EventRow

#: A stretch of more days than this goes on.
LONG = 31
#: Dates that are no finer than a year.
COARSE = frozenset({"decade", "year"})

GOES_ON = "goes on, and is no turning point of the story"
YEAR = "one article alone tells of a year before the news, and no day"


def apart(story: Story, rows: Sequence[EventRow], overtaken: Mapping[str, int]) -> dict[str, str]:
    """For each row that is no turning point why it is none.

    Args:
        story: all articles.
        rows: of all of them, merged.
        overtaken: for each row that tells of a plan the article that tells what came of it.
    """
    out: dict[str, str] = {}
    for row in rows:
        if row.id in overtaken and row.conflict is None:
            out[row.id] = f"was planned; source {overtaken[row.id]} tells what came of it"
        elif _lasts(story, row):
            out[row.id] = GOES_ON
        elif _is_only_a_year(row):
            out[row.id] = YEAR
    return out


def _lasts(story: Story, row: EventRow) -> bool:
    """Whether a row tells what goes on over a long stretch, such as "for eight years": its sentence may be a key point.

    What sources differ on stays, what is still to come, and what several tell, unless it goes on as they write.
    """
    days = row.when.interval
    if days is None or "/" not in (row.when.edtf or "") or row.status != "happened" or row.conflict is not None:
        return False
    if row.independent > 1 and not (days.end is None or _reaches_the_news(story, row)):
        return False
    return days.start is None or days.end is None or (days.end - days.start).days > LONG


def _reaches_the_news(story: Story, row: EventRow) -> bool:
    """Whether what a row tells goes on up to the day of its article."""
    end = row.when.interval.end if row.when.interval is not None else None
    written = story.findings[row.line.evidence[0].source - 1].document.date
    return end is not None and written is not None and end > written


def _is_only_a_year(row: EventRow) -> bool:
    """Whether a row is background that one article tells, and dates no finer than by a year."""
    if row.role != "background" or row.independent > 1 or row.conflict is not None:
        return False
    return row.when.granularity in COARSE and "/" not in (row.when.edtf or "")
