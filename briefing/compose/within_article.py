"""What one article tells of one event in several places, brought together by its days and its words.

An article repeats its own words: two of its mentions are one event where their days agree and they share enough of
their words, weighed by how rare these are. Mentions are brought together by rare words and by weeks, never all with
all.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.mentions import Mention, bounded, days_of
from briefing.model.brief import EventRow
from briefing.model.time import Interval
from briefing.text_similarity import bag

#: Likeness, 0 to 1, from which two mentions of one day are one event.
ALIKE = 0.3
#: Days on either side of a date in which its fellows are looked for.
AROUND = 3
#: Rarest words of a mention by which others are looked up.
KEYS = 6
#: Mentions of a family that another family is compared with.
COMPARED = 8
#: A word in more mentions than this brings nobody together.
COMMON = 60


def families(mentions: Sequence[Mention], language: str) -> list[list[int]]:
    """The mentions of each event, by index, in the order of the first one.

    Args:
        mentions: of one article.
        language: of the article.
    """
    bags = [bag(m.words, language) for m in mentions]
    seen = Counter(w for bag in bags for w in bag)
    rare = {w: math.log(1 + len(mentions) / n) for w, n in seen.items()}
    sizes = [math.sqrt(sum(rare[w] ** 2 for w in bag)) for bag in bags]
    pairs = []
    for i, j in _near(mentions, bags, seen, rare):
        like = _likeness(bags[i], bags[j], rare, sizes[i] * sizes[j]) + _shared(mentions[i].row, mentions[j].row)
        if like >= ALIKE and may_be_one(mentions[i].row, mentions[j].row) and _of_one_act(mentions[i], mentions[j]):
            pairs.append((like, i, j))
    return _groups(mentions, pairs)


def _near(
    mentions: Sequence[Mention], bags: Sequence[frozenset[str]], seen: Mapping[str, int], rare: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """Pairs that share one of their rarest words in one week; words nearly everybody uses bring nobody together."""
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for j, words in enumerate(bags):
        keys = sorted((w for w in words if seen[w] > 1), key=lambda w: (-rare[w], w))[:KEYS]
        for week in _weeks(mentions[j].row):
            for word in keys:
                sharing = holders[word, week]
                pairs.update((i, j) for i in sharing[-COMMON:])
                sharing.append(j)
    yield from sorted(pairs)


def _weeks(row: EventRow) -> range:
    """The weeks a date touches, a few days on either side with it; none where it is open."""
    days = days_of(row.when)
    if days is None or not bounded(days):
        return range(0)
    first = _start(days).toordinal() - AROUND
    last = (days.end or _start(days)).toordinal() - 1 + AROUND
    return range(first // 7, last // 7 + 1)


def _likeness(words: frozenset[str], other: frozenset[str], rare: Mapping[str, float], sizes: float) -> float:
    """The cosine of two bags of words, each word weighed by how rare it is."""
    return sum(rare[w] ** 2 for w in words & other) / sizes if sizes else 0.0


def _shared(row: EventRow, other: EventRow) -> float:
    """What actors and places in common add."""
    actors = bool({_last(a) for a in row.actors} & {_last(a) for a in other.actors})
    place = row.place is not None and row.place == other.place
    return 0.08 * actors + 0.06 * place


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()


def may_be_one(row: EventRow, other: EventRow) -> bool:
    """Whether the days of two rows may be the same."""
    a, b = days_of(row.when), days_of(other.when)
    if a is None or b is None:
        return False
    if row.when.granularity in ("day", "time") and other.when.granularity in ("day", "time"):
        return _start(a) == _start(b)
    return a.overlaps(b) and bounded(a) and bounded(b)


def _of_one_act(mention: Mention, other: Mention) -> bool:
    """Whether two mentions that state different dates tell of one act: in one sentence, or by the same word.

    "They **accused** the guild last year" and "a court **agreed** with them in January last year" are two.
    """
    if mention.row.when.interval == other.row.when.interval or mention.place == other.place:
        return True
    return mention.act == other.act


def _start(days: Interval) -> dt.date:
    return days.start or days.end or dt.date.min


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
        absorbing, other = family[i], family[j]
        if absorbing is other:
            continue
        if all(may_be_one(mentions[a].row, mentions[b].row) for a in absorbing.first for b in other.first):
            first = (absorbing.first + other.first)[:COMPARED]
            if len(absorbing.members) < len(other.members):
                absorbing, other = other, absorbing
            absorbing.members += other.members
            absorbing.first = first
            for k in other.members:
                family[k] = absorbing
    done: set[int] = set()
    groups = []
    for i in range(len(mentions)):
        if i not in done:
            group = sorted(family[i].members)
            done.update(group)
            groups.append(group)
    return groups
