"""What each shape of expression means.

A reading takes the rule's groups and the context and gives a meaning, or ``None`` where the words are no time
expression after all.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.timex import calendar_dates, durations, named_days, offsets, periods, years
from briefing.timex.context import Context, Groups, Meaning, Reading


def reference(g: Groups, c: Context) -> Meaning | None:
    """Now, soon, recently: a direction without a date."""
    word = g["reference"]
    if word.lower() == "soon" and (c.before.endswith(("as ", "As ", "too ", "how ")) or c.after.startswith(" as")):
        return None
    if word == "Now" and c.after.startswith(","):
        return None
    if (
        word.lower() == "the past"
        and c.after.startswith((" ", "-"))
        and c.after[1:2].isalnum()
        and c.after.split()[0].rstrip("s") in c.words["units"]
    ):
        return None
    return Meaning(c.word("references", word), "a direction without a date")


def reference_adjective(g: Groups, _: Context) -> Meaning | None:
    """Current, recent, future before a noun."""
    ref = {"current": "PRESENT_REF", "recent": "PAST_REF", "future": "FUTURE_REF"}
    return Meaning(ref[g["adjective"]], "a direction without a date")


#: Name in ``timex.toml`` → reading.
READINGS: Mapping[str, Reading] = {
    reading.__name__: reading
    for reading in (
        *calendar_dates.READINGS,
        *named_days.READINGS,
        *years.READINGS,
        *offsets.READINGS,
        *periods.READINGS,
        *durations.READINGS,
        reference,
        reference_adjective,
    )
}
