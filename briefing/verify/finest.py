"""How fine a date its words can bear, by their calendar alone: "last week" is a week, "in March" a month.

This knows nothing of the rules that read dates: it looks which units, names and numbers the words hold.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from briefing import rules
from briefing.model.time import Granularity

#: From the finest to the coarsest; a quarter, a half and a season are as fine as one another.
ORDER: tuple[Granularity, ...] = (
    "time", "day", "week", "month", "quarter", "half", "season", "year", "decade", "century",
)  # fmt: skip
_RANK: Mapping[Granularity, int] = {
    g: min(i, 4) if g in ("quarter", "half", "season") else i for i, g in enumerate(ORDER)
}
_OF_UNIT: Mapping[str, Granularity] = {
    "TS": "time", "TM": "time", "TH": "time", "D": "day", "W": "week", "F": "week", "M": "month", "Q": "quarter",
    "Y": "year", "E": "decade", "C": "century",
}  # fmt: skip
_CLOCK = re.compile(
    r"\d[:.]\d\d(?!\d)|\b\d{1,2}\s?[ap]\.?m\b|\b[0-2]\d[0-5]\d\s(?=[A-Z]{2,4}\b|hours|hrs|local\stime)", re.IGNORECASE
)
_NUMERIC = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d")
_QUARTER = re.compile(r"[QT][1-4]|[1-4]Q")
_YEAR = re.compile(r"(?<!\d)(?:1[1-9]|20)\d\d(?!\d)|['’]\d\d\b")
_NUMBER = re.compile(r"(?<![\d.,])(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|º|°)?(?![\d\w])")
#: The second day of a list: "5, 2022" of "March 3 to 5, 2022".
_LISTED = re.compile(r"(?:[Tt]he\s)?[0-3]?\d(?:st|nd|rd|th|er)?(?:,?\s?\d{4})?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def finest(said: str, language: str) -> Granularity | None:
    """The finest unit that the words of a date name; ``None`` where they name none ("since then").

    Args:
        said: the expression, as it stands in the text.
        language: whose words it is in.

    >>> finest("late last month", "en"), finest("the fourteenth of March", "en"), finest("since then", "en")
    ('month', 'day', None)
    """
    if language not in rules.languages("timex"):
        return None
    grains = set(_of_words(said, language))
    if _CLOCK.search(said):
        grains.add("time")
    if _NUMERIC.search(said) or _LISTED.fullmatch(said):
        grains.add("day")
    if "month" in grains and _NUMBER.search(said):
        grains.add("day")
    if _QUARTER.search(said):
        grains.add("quarter")
    if _YEAR.search(said):
        grains.add("year")
    ranked = sorted(grains, key=_RANK.__getitem__)
    return ranked[0] if ranked else None


def finer(value: Granularity, said: str, language: str) -> bool:
    """Whether a value is finer than its words can bear.

    A year may stand for the quarter that is spoken of ("rose from a year earlier"), and a decade counted back for about
    a year.
    """
    can = finest(said, language)
    if can is None or value not in _RANK:
        return False
    loosely: Mapping[Granularity, Granularity] = {"year": "quarter", "decade": "year", "century": "year"}
    return _RANK[value] < _RANK[loosely.get(can, can)]


@functools.cache
def _names(language: str) -> Mapping[str, Granularity]:
    data = rules.load("timex", language)
    words: Mapping[str, Mapping[str, Any]] = data["words"]
    keys: Mapping[str, Mapping[str, str]] = data.get("keys", {})
    table = rules.load("verify", language) if language in rules.languages("verify") else {}
    named: dict[str, Granularity] = {}
    for unit, code in words["units"].items():
        named |= dict.fromkeys((unit, f"{unit}s", f"{unit}es"), _OF_UNIT[code])
    for word, unit in keys.get("unit", {}).items():
        named[word] = _OF_UNIT[words["units"][unit]]
    for kind, grain in (("part", "time"), ("noon", "time"), ("deictic", "day")):
        for word in keys.get(kind, {}):
            named.setdefault(word, grain)  # type: ignore[arg-type]
    for kind, grain in (("months", "month"), ("weekdays", "day"), ("seasons", "season"), ("parts", "time")):
        for word in words.get(kind, {}):
            named |= dict.fromkeys((word, f"{word}s"), grain)  # type: ignore[arg-type]
    named |= dict.fromkeys(table.get("counted", {}), "day")
    for grain, listed in table.get("grains", {}).items():
        named |= dict.fromkeys(listed, grain)
    return named


def _of_words(said: str, language: str) -> list[Granularity]:
    """What the words name; of an ordinal beside a month its day, of a holiday its day."""
    words = rules.load("timex", language)["words"]
    lower = said.lower()
    names = _names(language)
    tokens = [t for word in _WORD.findall(lower) for t in (word, *word.split("-"))]
    grains = [names[t] for t in tokens if t in names]
    # Of "the last Friday" the weekday is the day; "last month" has none.
    if any(words.get("days", {}).get(t, -1) > 0 for t in tokens) and "month" in grains:
        grains.append("day")
    if any(holiday in lower for holiday in words.get("holidays", {})):
        grains.append("day")
    return grains
