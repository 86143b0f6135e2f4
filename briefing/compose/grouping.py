"""Groups of mentions that tell one event: each is held against all members of a group, not against the nearest alone.

Agglomerative clustering with average linkage (Sokal and Michener 1958): the two groups whose members are likeliest the
same on the average come together first, until none is likely enough. Groups whose days cannot agree stay apart, so that
no chain of neighbours joins what is days apart.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Group:
    """Mentions that are one event so far."""

    members: list[int]
    sources: Counter[int] = field(default_factory=Counter)
    """How many of them each source has."""


def groups(
    first: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    source: Sequence[int],
    may_join: Callable[[Sequence[int], Sequence[int]], bool],
    least: float,
    strong: tuple[float, float] = (1.0, 1.0),
) -> list[list[int]]:
    """The groups, each in rising order, in the order of their first members.

    Args:
        first: groups that are known; every mention stands in one.
        likely: for pairs of mentions of different sources how likely they are the same; others are not.
        source: of each mention.
        may_join: whether nothing forbids that two groups are one.
        least: the likelihood on the average from which two groups are one.
        strong: how likely some pair of theirs must be for less to be enough on the average, and how much then is.
    """
    made = {n: Group(list(members), Counter(source[i] for i in members)) for n, members in enumerate(first)}
    of = {i: n for n, members in enumerate(first) for i in members}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    beside: dict[int, set[int]] = defaultdict(set)  # groups of which a pair of members is likely enough
    for (i, j), value in likely.items():
        a, b = of[i], of[j]
        if a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0.0) + value
            if value >= strong[0]:
                beside[a].add(b)
                beside[b].add(a)
    heap: list[tuple[float, int, int]] = []
    for a, row in sums.items():
        for b in row:
            if a < b:
                _offer(heap, made, sums, a, b, strong[1] if b in beside[a] else least)
    heapq.heapify(heap)
    after = len(made)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in made or b not in made or not may_join(made[a].members, made[b].members):
            continue
        joining, other = made.pop(a), made.pop(b)
        made[after] = Group(joining.members + other.members, joining.sources + other.sources)
        beside[after] = {c for c in beside.pop(a, set()) | beside.pop(b, set()) if c in made}
        for c, value in _joined(sums, a, b, made).items():
            sums[after][c] = sums[c][after] = value
            if c in beside[after]:
                beside[c].add(after)
            _offer(heap, made, sums, after, c, strong[1] if c in beside[after] else least, push=True)
        after += 1
    return sorted((sorted(group.members) for group in made.values()), key=lambda members: members[0])


def _joined(sums: dict[int, dict[int, float]], a: int, b: int, made: Iterable[int]) -> dict[int, float]:
    """The sums of two groups, with each of the others, together."""
    row, other = sums.pop(a), sums.pop(b)
    return {c: row.get(c, 0.0) + other.get(c, 0.0) for c in sorted({*row, *other}) if c in made}


def _offer(
    heap: list[tuple[float, int, int]],
    made: Mapping[int, Group],
    sums: Mapping[int, Mapping[int, float]],
    a: int,
    b: int,
    least: float,
    *,
    push: bool = False,
) -> None:
    """Two groups that are likely enough the same, for the heap."""
    group, other = made[a], made[b]
    if len(group.sources) > len(other.sources):
        group, other = other, group
    within = sum(count * other.sources[s] for s, count in group.sources.items())
    across = len(group.members) * len(other.members) - within
    mean = sums[a][b] / across if across else 0.0
    if mean >= least:
        entry = (-mean, min(a, b), max(a, b))
        if push:
            heapq.heappush(heap, entry)
        else:
            heap.append(entry)


def attached(
    made: Sequence[Sequence[int]],
    likely: Mapping[tuple[int, int], float],
    source: Sequence[int],
    may_join: Callable[[Sequence[int], Sequence[int]], bool],
    least: float,
) -> list[list[int]]:
    """For each group of several sources the mentions of other groups that tell its event too; none for the others.

    One sentence may tell two events: it stands in the group it is likest to, and is attached to the other one.

    Args:
        made: as :func:`groups` gives them.
        likely: for pairs of mentions of different sources how likely they are the same.
        source: of each mention.
        may_join: whether nothing forbids that two groups are one.
        least: the likelihood, on the average over the members of other sources, from which a mention is attached.
    """
    together = {i for group in made if len({source[i] for i in group}) > 1 for i in group}
    of: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), value in likely.items():
        if i in together:
            of[i][j] = value
        if j in together:
            of[j][i] = value
    out = []
    for group in made:
        members = set(group)
        sources = Counter(source[i] for i in group)
        sums: dict[int, float] = defaultdict(float)
        for i in group if len(sources) > 1 else ():
            for j, value in of[i].items():
                sums[j] += value
        more: list[int] = []
        for j in sorted(sums.keys() - members):
            across = len(group) - sources[source[j]]
            if sums[j] >= least * across and may_join(group, [j]):
                more.append(j)
        out.append(more)
    return out
