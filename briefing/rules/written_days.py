"""Days and months as a person types them in an option or a review file: ``9 June 2026``, ``June 2026``, ``today``."""

from __future__ import annotations

import datetime as dt
import re

from briefing import rules

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[^\W\d_]{1,20})\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{1,20})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_MONTH = re.compile(r"(?P<month>[^\W\d_]{1,20})\.?,?\s+(?P<year>\d{4})")


def iso(words: str, language: str, today: dt.date | None = None) -> str:
    """The date as ISO 8601 writes it, where words name a whole date or a month of a year; else the words as they are.

    A number of a month is never guessed at: ``9/6/2026`` stays as it is.

    Args:
        words: as typed.
        language: whose months and days are read.
        today: the day from which "today" and "yesterday" count, where there is one.

    >>> iso("9 June 2026", "en"), iso("Jun 2026", "en"), iso("9/6/2026", "en")
    ('2026-06-09', '2026-06', '9/6/2026')
    """
    phrase = " ".join(words.split())
    months = rules.load("timex", language)["words"]["months"]
    counted = rules.load("verify", language)["counted"]
    if today is not None and phrase.lower() in counted:
        return (today + dt.timedelta(days=counted[phrase.lower()])).isoformat()
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH):
        match = pattern.fullmatch(phrase)
        if match is None or (month := months.get(match["month"].lower())) is None:
            continue
        parts = match.groupdict()
        if "day" not in parts:
            return f"{int(parts['year']):04}-{month:02}"
        return f"{int(parts['year']):04}-{month:02}-{int(parts['day']):02}"
    return words
