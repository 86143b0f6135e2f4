"""Days and hours on which articles differ in sentences that no row brings together.

Two sentences that very likely tell one thing, though each states one day and these share none, are told of different
days: "in 2015" and "two years ago" of an article of 2018. Hours are compared where both sentences tell what happens in
words of one class, and were written within a few days.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from briefing import rules
from briefing.compose import hours_of_day
from briefing.compose.mentions import Mention, bounded
from briefing.compose.same_event import CLASS, Comparison
from briefing.model.brief import Conflict, Evidence
from briefing.model.time import Interval
from briefing.text_similarity import alike, bag

#: How likely two tellings must be of one thing, and the share of their words in common, for the days that they state to
#: be compared.
SAME, ALIKE = 0.7, 0.4
#: Sentences with an hour that are compared; days between their articles; minutes between their hours, at most.
TIMED, APART, NEAR = 60, 2, 180
#: Days of a span that is a day, a week, a month; longer ones are years.
DAY, WEEK, MONTH = 1, 7, 31

Differing = tuple[Mention, Conflict]


def of(
    mentions: Sequence[Mention],
    compared: Comparison,
    likely: Mapping[tuple[int, int], float],
    of_group: Mapping[int, int],
) -> Iterator[Differing]:
    """What sentences differ on, each with the sentence that is printed.

    Args:
        mentions: of all articles.
        compared: the same side by side.
        likely: for pairs of them how likely they tell one event.
        of_group: the row of each.
    """
    yield from _days(mentions, compared.language, likely, of_group)
    yield from _hours(mentions, compared, of_group)


def _days(
    mentions: Sequence[Mention],
    language: str,
    likely: Mapping[tuple[int, int], float],
    of_group: Mapping[int, int],
) -> Iterator[Differing]:
    pairs = []
    for (i, j), probability in likely.items():
        mention, other = mentions[i], mentions[j]
        if probability < SAME or mention.origin == other.origin or of_group[i] == of_group[j]:
            continue
        first, second = _only(mention), _only(other)
        if first is None or second is None or not _near(first, second):
            continue
        if alike(bag(mention.telling, language), bag(other.telling, language)) >= ALIKE:
            pairs.append((i, j))
    for family in _joined(sorted(pairs)):
        values: dict[str, list[Evidence]] = defaultdict(list)
        for i in sorted(family):
            days = _only(mentions[i])
            if days is not None:
                values[_shown(days)].append(mentions[i].row.line.evidence[0])
        if len(values) > 1:
            conflict = Conflict("date", tuple((day, tuple(places)) for day, places in sorted(values.items())))
            yield mentions[min(family)], conflict


def _only(mention: Mention) -> Interval | None:
    """The one span of days that a sentence states; ``None`` where it states none or several."""
    stated = set(mention.stated)
    days = next(iter(stated)) if len(stated) == 1 else None
    return days if days is not None and bounded(days) else None


def _near(days: Interval, other: Interval) -> bool:
    """Whether two spans share no day, and lie no farther apart than the longer of them is long.

    Who tells a day coarsely is off by one week, month or year; what lies farther apart is two events. Single days are
    compared where a row brings their tellings together.
    """
    longest = max(_length(days), _length(other))
    if days.start is None or days.end is None or other.start is None or other.end is None or longest == DAY:
        return False
    gap = max((other.start - days.end).days, (days.start - other.end).days)
    return 0 <= gap <= longest


def _shown(days: Interval) -> str:
    """A span of days as it is printed, no finer than it is told."""
    if days.start is None or days.end is None:
        return ""
    length = _length(days)
    if length <= DAY:
        return days.start.isoformat()
    if length <= WEEK:
        return f"week of {days.start.isoformat()}"
    return f"{days.start:%Y-%m}" if length <= MONTH else f"{days.start:%Y}"


def _length(days: Interval) -> int:
    """How many days a bounded span has."""
    return (days.end - days.start).days if days.start is not None and days.end is not None else 0


def _hours(mentions: Sequence[Mention], compared: Comparison, of_group: Mapping[int, int]) -> Iterator[Differing]:
    by_mention = [(i, list(hours_of_day.of(m.telling, compared.language))) for i, m in enumerate(mentions) if m.bare]
    timed = [(i, hours[0]) for i, hours in by_mention if len(hours) == 1]
    pairs = []
    for (i, hour), (j, other) in combinations(timed[:TIMED], 2):
        mention, second = mentions[i], mentions[j]
        if mention.origin == second.origin or of_group[i] == of_group[j] or hour.agrees(other):
            continue
        days = mention.written, second.written
        near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= APART
        first, last = _only(mention), _only(second)
        apart = first is not None and last is not None and not first.overlaps(last)
        close = hour.half_known and other.half_known and hour.apart(other) <= NEAR
        if near and close and not apart and _of_one_kind(compared, i, j):
            pairs.append((i, j))
    shown = dict(timed)
    for family in _joined(pairs):
        values: dict[str, list[Evidence]] = defaultdict(list)
        for i in sorted(family, key=lambda i: (shown[i].minute, i)):
            values[shown[i].shown].append(mentions[i].row.line.evidence[0])
        yield mentions[min(family)], Conflict("time", tuple((hour, tuple(places)) for hour, places in values.items()))


def _of_one_kind(compared: Comparison, i: int, j: int) -> bool:
    """Whether two sentences tell what happens in words of one class, or of classes that go together."""
    kinds, other = compared.kinds[i], compared.kinds[j]
    return bool(kinds & other) or any(kinds & near and other & near for near in _together(compared.language))


@functools.cache
def _together(language: str) -> tuple[frozenset[str], ...]:
    """The classes that go together, as they stand in a bag."""
    listed = rules.nearest("conflicts", language)["hours"]["together"]
    return tuple(frozenset(CLASS + name for name in names) for names in listed)


def _joined(pairs: Sequence[tuple[int, int]]) -> list[set[int]]:
    """Pairs that share a sentence together."""
    families: list[set[int]] = []
    for pair in pairs:
        touched = [family for family in families if family & set(pair)]
        families = [family for family in families if family not in touched] + [set(pair).union(*touched)]
    return families
