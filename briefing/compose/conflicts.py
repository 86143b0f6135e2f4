"""On what independent sources differ that tell one event: its day, its hour, or a number of the same thing.

A rounding, a part of a whole and "more than" are no difference, nor is what stands in tellings that share few words:
the group they stand in is of one event, and what they count need not be.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from briefing.compose import hours_of_day, quantities
from briefing.compose.mentions import Mention
from briefing.compose.quantities import Quantity, Rests
from briefing.model.brief import Conflict, Evidence
from briefing.rules import nearest
from briefing.text_similarity import alike, bag

#: Share of words in common from which two tellings state the day, the hour, or the number, of the same thing.
ALIKE = 0.4
SAME_HOUR = 0.4
SAME_THING = 0.2
#: Words that say what a plan is whose day a later article moves, at least, and the share of them that the plan has.
NAMED, SAME_PLAN = 2, 0.65
#: The most days that sources differ by on one event's day.
APART = 3
#: The most days that a plan is moved by.
MOVED = 92
#: The greatest ratio of two numbers of one thing; beyond it they count different things. A toll grows fast, and so does
#: what an article of a later day counts.
RATIO, TOLL = 2.0, 4.0


def of(group: Sequence[Mention], language: str, rests: Rests = frozenset()) -> tuple[Conflict, ...]:
    """What sources differ on, what matters most first; empty where they agree.

    Args:
        group: the mentions of one event.
        language: of the articles.
        rests: the numbers of those whom the articles tell of as the others.
    """
    days = _date_conflict(group, language)
    hours = _hour_conflict(group, language)
    timed = (conflict for conflict in (days, hours) if conflict is not None)
    return (*timed, *_figure_conflicts(group, language, rests))


def of_values(about: Literal["time", "figure"], tellings: Iterable[tuple[float, str, Evidence]]) -> Conflict | None:
    """The conflict of some numbers, the least first, each shown as it is first told; ``None`` of fewer than two.

    Args:
        about: what they are of.
        tellings: each number, how it is told, and where.
    """
    places: dict[float, dict[Evidence, None]] = defaultdict(dict)
    shown: dict[float, str] = {}
    for value, words, evidence in tellings:
        places[value][evidence] = None
        shown.setdefault(value, words)
    if len(places) < 2:
        return None
    return Conflict(about, tuple((shown[value], tuple(where)) for value, where in sorted(places.items())))


def once(conflicts: Sequence[Conflict | None]) -> list[Conflict | None]:
    """The same, without those whose values another one shows that rests on more sentences, or stands before.

    Args:
        conflicts: of all rows, but for denials, of which all have the same two values.
    """
    order = sorted((n for n, c in enumerate(conflicts) if c is not None), key=lambda n: (-_places(conflicts[n]), n))
    kept: list[Conflict] = []
    out: list[Conflict | None] = [None] * len(conflicts)
    for n in order:
        conflict = conflicts[n]
        if conflict is not None and not any(holds(other, conflict) for other in kept):
            out[n] = conflict
            kept.append(conflict)
    return out


def _places(conflict: Conflict | None) -> int:
    return sum(len(where) for _, where in conflict.values) if conflict is not None else 0


def holds(conflict: Conflict, other: Conflict) -> bool:
    """Whether a conflict shows all the values of another one, whatever it calls those who are counted."""
    values, others = ({(v.split()[0], v.split()[-1]) for v, _ in either.values} for either in (conflict, other))
    return conflict.about == other.about and others <= values


def known(mention: Mention) -> int:
    """How well a mention knows its day: told, only reported by then, not told."""
    when = mention.row.when
    return 0 if when.granularity not in ("day", "time") else 2 if when.how in ("stated", "given") else 1


def _date_conflict(group: Sequence[Mention], language: str) -> Conflict | None:
    """Days on which independent sources differ, each with where it stands."""
    able = (m for m in group if known(m) == 2 and m.row.when.value and m.row.when.interval and not m.bare)
    dated = (m for m in able if not hours_of_day.stands_alone(m.row.when.said or "", language))
    exact = [m for m in dated if not _said("further", language).search(m.telling)]
    differing: set[int] = set()
    for (i, mention), (j, other) in combinations(enumerate(exact), 2):
        apart = abs(_first(mention) - _first(other))
        near = (0 < apart <= APART or moved(mention, other)) and not _has_come(mention, other)
        same = _alike(mention, other, ALIKE, language) or _is_moved(mention, other, language)
        if mention.origin != other.origin and near and same:
            differing |= {i, j}
    days: dict[str, list[Evidence]] = defaultdict(list)
    for i in sorted(differing):
        days[(exact[i].row.when.value or "")[:10]].append(exact[i].row.line.evidence[0])
    for m in exact:  # who agrees with one of them is named with it
        value = (m.row.when.value or "")[:10]
        if value in days and m.row.line.evidence[0] not in days[value]:
            days[value].append(m.row.line.evidence[0])
    if len(days) < 2:
        return None
    return Conflict("date", tuple((day, tuple(places)) for day, places in sorted(days.items())))


def moved(mention: Mention, other: Mention) -> bool:
    """Whether a later article gives a plan another day while the one that was told before was still to come.

    Where that day was over when the later article was written, what it tells of may be the next of its kind.
    """
    if not (mention.plans and other.plans) or mention.published is None or other.published is None:
        return False
    before, after = (mention, other) if mention.published < other.published else (other, mention)
    if before.published == after.published or after.published is None:
        return False
    days, later = _first(before), _first(after)
    return days > after.published.toordinal() and 0 < abs(later - days) <= MOVED


def _has_come(mention: Mention, other: Mention) -> bool:
    """Whether an earlier article tells of a day to come, and a later one of the day on which it came about."""
    if mention.published is None or other.published is None or mention.published == other.published:
        return False
    before, after = sorted((mention, other), key=_published)
    return _first(before) > _published(before).toordinal() and _first(after) <= _published(after).toordinal()


def _is_moved(mention: Mention, other: Mention, language: str) -> bool:
    """Whether either of two tells to which day the other one's plan is moved."""
    return is_put_off(mention, other, language) or is_put_off(other, mention, language)


def _published(mention: Mention) -> dt.date:
    return mention.published or dt.date.min


def is_put_off(mention: Mention, other: Mention, language: str) -> bool:
    """Whether the second tells, in a later article, to which day what the first plans was moved."""
    moving = _said("moved", language).search(other.telling) if moved(mention, other) else None
    if moving is None or _published(mention) > _published(other):
        return False
    what = bag(f"{other.telling[: moving.start()]} {moving['what']}", language)
    return len(what) >= NAMED and len(what & bag(mention.telling, language)) >= SAME_PLAN * len(what)


@functools.cache
def _said(kind: str, language: str) -> re.Pattern[str]:
    """What says something of a day, by its kind in the rules."""
    return re.compile(rf"\b(?:{'|'.join(nearest('conflicts', language)['words'][kind])})", re.IGNORECASE)


def _first(mention: Mention) -> int:
    days = mention.row.when.interval
    return days.start.toordinal() if days is not None and days.start is not None else 0


def _hour_conflict(group: Sequence[Mention], language: str) -> Conflict | None:
    """Hours on which independent sources differ, where each telling states one alone."""
    timed = [(m, hours[0]) for m in group if len(hours := list(hours_of_day.of(m.telling, language))) == 1]
    differing: set[int] = set()
    for (i, (mention, hour)), (j, (other, second)) in combinations(enumerate(timed), 2):
        if mention.origin != other.origin and not hour.agrees(second) and _alike(mention, other, SAME_HOUR, language):
            differing |= {i, j}
    tellings = (timed[i] for i in sorted(differing))
    return of_values("time", ((hour.minute, hour.shown, m.row.line.evidence[0]) for m, hour in tellings))


def _alike(mention: Mention, other: Mention, least: float, language: str) -> bool:
    return alike(bag(mention.telling, language), bag(other.telling, language)) >= least


def _figure_conflicts(group: Sequence[Mention], language: str, rests: Rests) -> Iterator[Conflict]:
    """Numbers of one thing on which independent sources differ: "12 killed", "14 killed"."""
    by_kind: dict[str, list[tuple[Mention, Quantity]]] = defaultdict(list)
    for mention in group:
        for quantity in quantities.of(mention.telling, language):
            by_kind[quantity.kind].append((mention, quantity))
    casualties = nearest("conflicts", language)["casualties"]
    order = {kind: n for n, kind in enumerate(casualties)}
    for kind, counted in sorted(by_kind.items(), key=lambda item: (order.get(item[0], len(order)), item[0])):
        conflict = _conflict(counted, language, rests, casualty=kind in casualties)
        if conflict is not None:
            yield conflict


def _conflict(
    counted: Sequence[tuple[Mention, Quantity]], language: str, rests: Rests, *, casualty: bool
) -> Conflict | None:
    """The numbers of one thing; ``None`` where each agrees with all others, or one source tells them all."""
    differing: set[int] = set()
    for (i, (teller, number)), (j, (other, second)) in combinations(enumerate(counted), 2):
        if teller.origin == other.origin or not number.contradicts(second) or number.adds_up(second, rests):
            continue
        most = TOLL if casualty or _grown((teller, number), (other, second)) else RATIO
        close = number.ratio(second) <= most or not (number.value and second.value)
        if close and (casualty or _alike(teller, other, SAME_THING, language)):
            differing |= {i, j}
    by_source: dict[tuple[int, str], set[float]] = defaultdict(set)
    for mention, quantity in counted:
        by_source[mention.origin, quantity.which].add(quantity.value)
    if not differing or any(len(values) > 1 for values in by_source.values() if not casualty):
        return None  # who tells both numbers tells of two things
    kept = {counted[i][1].value for i in differing}
    tellings = ((m, quantity) for m, quantity in counted if quantity.value in kept)
    return of_values("figure", ((quantity.value, quantity.shown, m.row.line.evidence[0]) for m, quantity in tellings))


def _grown(telling: tuple[Mention, Quantity], other: tuple[Mention, Quantity]) -> bool:
    """Whether the article of a later day has the greater number."""
    days = telling[0].written, other[0].written
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    return (days[0] < days[1]) == (telling[1].value < other[1].value)
