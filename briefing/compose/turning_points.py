"""Which dated rows of a story of several articles are no turning points of it: they are held, and their sentences stay.

What goes on over a long stretch is a state, and what was planned is overtaken where an article of that day or a later
one tells what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model.brief import EventRow

#: A stretch of more days than this goes on.
LONG = 31

GOES_ON = "goes on, and is no turning point of the story"


def apart(rows: Sequence[EventRow], overtaken: Mapping[str, int]) -> dict[str, str]:
    """For each row that is no turning point why it is none.

    Args:
        rows: of all of them, merged.
        overtaken: for each row that tells of a plan the article that tells what came of it.
    """
    out: dict[str, str] = {}
    for row in rows:
        if row.id in overtaken and row.conflict is None:
            out[row.id] = f"was planned; source {overtaken[row.id]} tells what came of it"
        elif _lasts(row):
            out[row.id] = GOES_ON
    return out


def _lasts(row: EventRow) -> bool:
    """Whether a row tells what goes on over a long stretch, such as "for eight years": its sentence may be a key point.

    What sources differ on stays, what is still to come, and what several tell, unless it has gone on so long as they
    write: then its beginning is only counted back from that day.
    """
    days = row.when.interval
    if days is None or "/" not in (row.when.edtf or "") or row.status != "happened" or row.conflict is not None:
        return False
    if row.independent > 1 and "~/" not in (row.when.edtf or ""):
        return False
    return days.start is None or days.end is None or (days.end - days.start).days > LONG
