"""One event told by several articles becomes one row that keeps every source.

Mentions are brought together by rare words they share and by their days, never all with all. Two are one event where
their days agree and they share enough of their words, weighed by how rare these are; a day or a figure on which sources
differ is shown and never averaged. Copies of one text count as one source.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing import rules
from briefing.model.brief import Conflict, EventRow, Evidence
from briefing.model.time import Interval
from briefing.text_similarity import bag, empty, stem

#: Likeness, 0 to 1, from which two mentions of one day are one event.
ALIKE = 0.3
#: Likeness from which two mentions of neighbouring days are one event on whose day sources differ.
SAME_BUT_THE_DAY = 0.55
#: Days apart at most for such a difference.
APART = 3
#: Rarest words of a mention by which others are looked up.
KEYS = 6
#: Days that the first month or year of an open stretch has.
_FIRST = {"month": 28, "quarter": 90, "year": 365}
#: Mentions of a family that another family is compared with.
COMPARED = 8
#: A word in more mentions than this brings nobody together.
COMMON = 60


@functools.cache
def _numbers(language: str = rules.DEFAULT_LANGUAGE) -> tuple[dict[str, int], re.Pattern[str]]:
    """Small numbers in words, and the pattern of a number with what it counts."""
    small: dict[str, int] = rules.load("merging", language)["numbers"]
    number = re.compile(
        rf"\b(?<![\d,.])(?P<number>\d[\d,.]*\d|\d|(?i:{'|'.join(small)}))(?:\s+(?P<scale>hundred|thousand|million|billion))?"
        r"\s+(?:\w+\s+)??(?P<what>[a-z]{4,})"
    )
    return small, number


@dataclass(frozen=True, slots=True)
class Mention:
    """An event as one article tells it."""

    row: EventRow
    source: int
    """Number of its source."""
    origin: int
    """Number of the source it is a copy of, else its own."""
    words: str
    """The words of its clause or sentence."""


def merge(mentions: Sequence[Mention]) -> list[EventRow]:
    """One row for each event, in the order of the first mention.

    Args:
        mentions: of all articles, in the order of the sources.
    """
    bags = [bag(m.words) for m in mentions]
    seen = Counter(w for bag in bags for w in bag)
    rare = {w: math.log(1 + len(mentions) / n) for w, n in seen.items()}
    sizes = [math.sqrt(sum(rare[w] ** 2 for w in bag)) for bag in bags]
    pairs = []
    for i, j in _near(mentions, bags, seen, rare):
        one, other = mentions[i], mentions[j]
        like = _likeness(bags[i], bags[j], rare, sizes[i] * sizes[j]) + _shared(one.row, other.row)
        apart = _apart(one.row, other.row)
        near = 0 < apart <= APART and one.origin != other.origin
        if (apart == 0 and like >= ALIKE) or (near and like >= SAME_BUT_THE_DAY):
            pairs.append((like, i, j))
    groups = _groups(mentions, pairs)
    return [_row([mentions[i] for i in group]) for group in groups]


def _near(
    mentions: Sequence[Mention], bags: Sequence[frozenset[str]], seen: Mapping[str, int], rare: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """Pairs that share one of their rarest words in one week; words nearly everybody uses bring nobody together."""
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for j, own in enumerate(bags):
        keys = sorted((w for w in own if seen[w] > 1), key=lambda w: (-rare[w], w))[:KEYS]
        for week in _weeks(mentions[j].row):
            for word in keys:
                found = holders[word, week]
                pairs.update((i, j) for i in found[-COMMON:])
                found.append(j)
    yield from sorted(pairs)


def _weeks(row: EventRow) -> range:
    """The weeks a date touches, a few days on either side with it; none where it is open."""
    days = _days(row)
    if days is None or not _bounded(days):
        return range(0)
    first = _start(days).toordinal() - APART
    last = (days.end or _start(days)).toordinal() - 1 + APART
    return range(first // 7, last // 7 + 1)


def _likeness(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float], sizes: float) -> float:
    """The cosine of two bags of words, each word weighed by how rare it is."""
    return sum(rare[w] ** 2 for w in one & other) / sizes if sizes else 0.0


def _shared(one: EventRow, other: EventRow) -> float:
    """What actors and places in common add."""
    actors = bool({_last(a) for a in one.actors} & {_last(a) for a in other.actors})
    place = one.place is not None and one.place == other.place
    return 0.08 * actors + 0.06 * place


def _last(name: str) -> str:
    return name.split()[-1].lower()


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether the days of two mentions do not forbid it: one article does not contradict itself."""
    apart = _apart(one.row, other.row)
    return apart == 0 or (apart <= APART and one.origin != other.origin)


def _apart(one: EventRow, other: EventRow) -> int:
    """Days between two dates; 0 where they may be the same, a large number where they may not."""
    a, b = _days(one), _days(other)
    if a is None or b is None:
        return 99
    if one.when.granularity in ("day", "time") and other.when.granularity in ("day", "time"):
        return abs((_start(a) - _start(b)).days)
    if not (a.overlaps(b) and _bounded(a) and _bounded(b)):
        return 99
    return 0


def _days(row: EventRow) -> Interval | None:
    """The days of a row; of what goes on without an end those of the date from which it does."""
    days = row.when.interval
    if days is None or row.when.value is None or days.start is None or days.end is not None:
        return days
    first = _FIRST.get(row.when.granularity, 1)
    return Interval(days.start, days.start + dt.timedelta(days=first))


def _start(days: Interval) -> dt.date:
    return days.start or days.end or dt.date.min


def _bounded(days: Interval) -> bool:
    """Whether both ends are known and no more than a year apart: open references agree with everything."""
    return days.start is not None and days.end is not None and (days.end - days.start).days <= 366


@dataclass(slots=True)
class _Family:
    """Mentions that are one event."""

    members: list[int]
    first: list[int]
    """Those that another family is compared with, in the order in which they came."""


def _groups(mentions: Sequence[Mention], pairs: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Families of mentions, the likest brought together first; one family never spans days that cannot agree."""
    family = {i: _Family([i], [i]) for i in range(len(mentions))}
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        one, other = family[i], family[j]
        if one is other:
            continue
        if all(_may_be_one(mentions[a], mentions[b]) for a in one.first for b in other.first):
            first = (one.first + other.first)[:COMPARED]
            if len(one.members) < len(other.members):
                one, other = other, one
            one.members += other.members
            one.first = first
            for k in other.members:
                family[k] = one
    done: set[int] = set()
    groups = []
    for i in range(len(mentions)):
        if i not in done:
            group = sorted(family[i].members)
            done.update(group)
            groups.append(group)
    return groups


def _row(group: Sequence[Mention]) -> EventRow:
    """The row of a family: the words that score best, the finest date, every source."""
    best = max(group, key=lambda m: (_known(m), m.row.choice.score, -m.source))
    if len(group) == 1:
        return best.row
    others = [m for m in group if m is not best]
    evidence = list(best.row.line.evidence)
    known = set(evidence)
    for m in others:
        evidence += [e for e in m.row.line.evidence if e not in known]
        known.update(m.row.line.evidence)
    return replace(
        best.row,
        line=replace(best.row.line, evidence=tuple(evidence)),
        actors=tuple(dict.fromkeys(a for m in (best, *others) for a in m.row.actors)),
        independent=len({m.origin for m in group}),
        conflict=_date_conflict(group) or _figure_conflict(group),
    )


def _known(mention: Mention) -> int:
    """How well a mention knows its day: told, only reported by then, not told."""
    when = mention.row.when
    return 0 if when.granularity not in ("day", "time") else 1 if when.how == "document" else 2


def _date_conflict(group: Sequence[Mention]) -> Conflict | None:
    """Days on which independent sources differ, each with where it stands."""
    days: dict[str, list[Evidence]] = {}
    for m in group:
        if _known(m) == 2 and m.row.when.value:
            days.setdefault(m.row.when.value[:10], []).append(m.row.line.evidence[0])
    if len(days) < 2 or len({e.source for found in days.values() for e in found}) < 2:
        return None
    return Conflict("date", tuple((day, tuple(found)) for day, found in sorted(days.items())))


def _figure_conflict(group: Sequence[Mention]) -> Conflict | None:
    """Numbers of one thing on which independent sources differ: "12 killed", "14 killed"."""
    told: dict[str, dict[str, list[Evidence]]] = defaultdict(dict)
    origins: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    small, pattern = _numbers()
    for m in group:
        for match in pattern.finditer(m.row.line.text):
            what = stem(match["what"])
            if what in empty():
                continue
            number = str(small.get(match["number"].lower(), match["number"].rstrip(".,")))
            value = " ".join(p for p in (number, match["scale"]) if p)
            shown = f"{value} {match['what']}"
            told[what].setdefault(shown, []).append(m.row.line.evidence[0])
            origins[what][value].add(m.origin)
    for what, values in sorted(told.items()):
        own = origins[what]
        if len(own) > 1 and len(set().union(*own.values())) > 1 and not set.intersection(*own.values()):
            return Conflict("figure", tuple((shown, tuple(found)) for shown, found in sorted(values.items())))
    return None
