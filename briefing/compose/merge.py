"""One event told by several articles becomes one row that keeps every source.

What one article tells of an event in several places is brought together first, by its own words
(:mod:`briefing.compose.within_article`); what different articles tell in words of their own comes together by a model
(:mod:`briefing.compose.same_event`), each group held against all of its members (:mod:`briefing.compose.grouping`). A
day or a figure on which sources differ is shown and never averaged. Copies of one text count as one source.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.compose import conflicts, disputes, grouping, quantities, rival_words, same_event, within_article
from briefing.compose.disputes import Dispute
from briefing.compose.independence import independent
from briefing.compose.mentions import Mention, is_vague
from briefing.model.brief import Conflict, EventRow, Evidence, Line
from briefing.model.time import Interval

__all__ = ["Mention", "Merged", "merge"]

#: The probability, on the average over all members, from which two groups are one event, and from which a mention that
#: stands in one group tells another's event too.
SAME = 0.36
TOO = 0.6
#: How likely some pair of their members must be for less to be enough on the average, and how much then is.
STRONG = 0.5, 0.28
#: How likely a sentence must tell of what was planned for it to tell what came of it.
CAME = 0.5
#: Cosine from which two mentions of neighbouring days are one event on whose day sources differ, how many days apart
#: they are at most, and how likely such a pair is then taken to be the same.
SAME_BUT_THE_DAY, APART, LIKELY = 0.5, 3, 0.9

Time = tuple[tuple[Interval, ...], dt.date | None]
"""The days that a mention states, and the day by which what it tells has happened."""
#: What counts alike within one article, from the coarsest; all else is finer.
_GRAINS = (("decade",), ("year",), ("half", "quarter", "season"), ("month",))
#: Dates from the coarsest to the finest; an hour is as good as a day.
FINE = ("decade", "year", "half", "quarter", "season", "month", "week", "weekend", "time", "day")


@dataclass(frozen=True, slots=True)
class Merged:
    """What the mentions of a story came to."""

    rows: tuple[EventRow, ...]
    """One for each event, in the order of the first mention."""
    held: tuple[tuple[EventRow, str], ...]
    """Those that may not be printed, each with the reason."""
    groups: tuple[tuple[Mention, ...], ...]
    """The mentions of each event that several articles tell."""
    support: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """For each sentence, by source and index, how many of the other texts tell what it tells, as far as is likely."""
    disputes: tuple[Dispute, ...] = ()
    """What sentences that are not in one row differ on."""
    overtaken: Mapping[str, int] = field(default_factory=dict)
    """For each row that tells of a plan the source that tells, on that day or later, what came of it."""
    compared: same_event.Comparison | None = None
    """All sentences side by side; ``None`` of one article."""


#: What the mentions of no article come to.
NOTHING_MERGED = Merged((), (), ())


def merge(mentions: Sequence[Mention], language: str, titles: Sequence[str] = ()) -> Merged:
    """One row for each event.

    Args:
        mentions: of all articles, in the order of the sources.
        language: of the articles.
        titles: the headlines of the articles.
    """
    rests = quantities.rests((m.telling for m in mentions if m.bare), language)
    families, more, likely, disputed, compared = _families(mentions, language, titles, rests)
    rows: list[EventRow] = []
    held: list[tuple[EventRow, str]] = []
    together: list[tuple[Mention, ...]] = []
    further: list[Dispute] = []
    for family, attached in zip(families, more, strict=True):
        members = tuple(mentions[i] for i in family)
        group = (*members, *(mentions[i] for i in attached))
        several = len({m.source for m in group}) > 1
        differing = conflicts.of(group, language, rests) if several else ()
        first = next(iter(differing), None)
        if several:
            together.append(group)
            further += _further(group, differing[1:])
        printed = [m for m in members if m.held is None]
        if printed:
            rows.append(_row(printed, group, compared, first))
        elif several:
            best = max(members, key=_tells_best)
            held.append((_row(members, group, compared, first), best.held or ""))
        else:
            held += [(m.row, m.held) for m in members if m.held is not None and not m.bare]
    shown = conflicts.once([row.conflict for row in (*rows, *(row for row, _ in held))])
    rows = [replace(row, conflict=conflict) for row, conflict in zip(rows, shown, strict=False)]
    held = [
        (replace(row, conflict=conflict), why) for (row, why), conflict in zip(held, shown[len(rows) :], strict=True)
    ]
    showing = [row for row in (*rows, *(row for row, _ in held)) if row.conflict is not None]
    fresh = [d for d in disputed if not any(_tells(row, d) for row in showing)]
    fresh += further
    fresh += [Dispute(mention, conflict) for mention, conflict in rival_words.of(together, language)]
    fresh = _once(fresh, showing)
    support, overtaken = _support(mentions, likely), {**_overtaken(mentions, likely), **dict(_moved_away(rows))}
    return Merged(tuple(rows), tuple(held), tuple(together), support, tuple(fresh), overtaken, compared)


def _once(disputed: Sequence[Dispute], rows: Sequence[EventRow]) -> list[Dispute]:
    """The disputes without those whose values a row or another one shows; of denials each stays."""
    conflict = [None if d.denies else d.conflict for d in disputed]
    kept = conflicts.once([*(row.conflict for row in rows), *conflict])[len(rows) :]
    return [d for d, shown in zip(disputed, kept, strict=True) if d.denies or shown is not None]


def _further(group: Sequence[Mention], differing: Sequence[Conflict]) -> Iterator[Dispute]:
    """What sources differ on beside what the row of their event shows."""
    at = {m.row.line.evidence[0]: m for m in group}
    for conflict in differing:
        yield Dispute(at[conflict.values[0][1][0]], conflict)


def _tells(row: EventRow, dispute: Dispute) -> bool:
    """Whether a row shows already on what sources differ in one of the sentences of a dispute."""
    places = {(e.source, e.sentence) for e in row.line.evidence}
    same = row.conflict is not None and row.conflict.about == dispute.conflict.about
    return same and any((e.source, e.sentence) in places for _, where in dispute.conflict.values for e in where)


def _families(
    mentions: Sequence[Mention], language: str, titles: Sequence[str], rests: quantities.Rests
) -> tuple[list[list[int]], list[list[int]], same_event.Pairs, list[Dispute], same_event.Comparison | None]:
    """The mentions of each event by index, those of others that tell it too, how likely pairs are, what is disputed.

    The last is what they were compared by.
    """
    first = _of_each_article(mentions, language)
    model = same_event.model(language)
    if len({m.source for m in mentions}) < 2 or model is None:
        return first, [[] for _ in first], {}, [], None
    compared = same_event.Comparison(mentions, language, titles)
    differing = _differing(mentions, compared)
    likely = same_event.pairs(compared, model, dict.fromkeys(differing, LIKELY))

    def may_join(group: Sequence[int], other: Sequence[int]) -> bool:
        if all(_agree(a, b) for a in _times(mentions, group) for b in _times(mentions, other)):
            return True
        pairs = ((min(i, j), max(i, j)) for i in group for j in other)
        return all(pair in differing or _agree(*(_time(mentions[i]) for i in pair)) for pair in pairs)

    sources = [m.source for m in mentions]
    made = grouping.groups(first, likely, sources, may_join, SAME, STRONG)
    attached = grouping.attached(made, likely, sources, may_join, TOO)
    return made, attached, likely, disputes.of(mentions, compared, likely, made, rests), compared


def _support(mentions: Sequence[Mention], likely: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """For each sentence the texts that tell the same, each counted by how likely it does."""
    best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for (i, j), probability in likely.items():
        for mention, other in ((mentions[i], mentions[j]), (mentions[j], mentions[i])):
            if mention.origin != other.origin:
                row = best[mention.source, mention.row.line.evidence[0].sentence]
                row[other.origin] = max(row.get(other.origin, 0.0), probability)
    return {place: math.fsum(row.values()) for place, row in best.items()}


def _overtaken(mentions: Sequence[Mention], likely: Mapping[tuple[int, int], float]) -> dict[str, int]:
    """For each plan, by the id of its row, the source that tells, on its last day or later, what came of it."""
    plans: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.plans:
            plans[mention.place].append(mention)
    best: dict[str, tuple[float, int]] = {}
    for (i, j), probability in likely.items() if plans else ():
        for teller, other in ((mentions[i], mentions[j]), (mentions[j], mentions[i])):
            if probability < CAME or not other.bare or other.place in plans:
                continue
            for plan in plans.get(teller.place, ()):
                if _came(plan, other):
                    best[plan.row.id] = max(best.get(plan.row.id, (0.0, 0)), (probability, -other.source))
    return {id_: -source for id_, (_, source) in best.items()}


def _moved_away(rows: Sequence[EventRow]) -> Iterator[tuple[str, int]]:
    """The rows of plans whose day another row shows as an earlier one, each with the source that moves it."""
    showing = [row for row in rows if row.conflict is not None and row.conflict.about == "date"]
    before = {
        (e.source, e.sentence, day): row
        for row in showing
        for day, where in (row.conflict.values if row.conflict is not None else ())
        for e in where
    }
    for row in rows:
        shown = before.get((*row.line.place, (row.when.value or "")[:10]))
        if shown is not None and shown.id != row.id and row.conflict is None and row.status == "scheduled":
            yield row.id, shown.line.place[0]


def _came(plan: Mention, other: Mention) -> bool:
    """Whether the article of a sentence is of the last day on which something was planned, or of a later one."""
    end = plan.row.when.interval.end if plan.row.when.interval is not None else None
    if end is None or other.published is None or other.published < end - dt.timedelta(days=1):
        return False
    return _agree((other.stated, None), (plan.stated, None))


def _of_each_article(mentions: Sequence[Mention], language: str) -> list[list[int]]:
    """What each article tells of one event; what may not be printed stands by itself."""
    of: dict[int, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.held is None:
            of[mention.source].append(i)
    families = [[i] for i, mention in enumerate(mentions) if mention.held is not None]
    for indexes in of.values():
        groups = within_article.families([mentions[i] for i in indexes], language)
        families += [[indexes[k] for k in family] for family in groups]
    return sorted(families)


def _time(mention: Mention) -> Time:
    return mention.stated, mention.until


def _times(mentions: Sequence[Mention], group: Sequence[int]) -> set[Time]:
    """The different days of a group."""
    return {_time(mentions[i]) for i in group}


def _agree(time: Time, other: Time) -> bool:
    """Whether two times may be of one event: stated days share a day, and none lies behind the day it was reported."""
    for (days, _), (_, until) in ((time, other), (other, time)):
        if until is not None and days and all(d.start is not None and d.start >= until for d in days):
            return False
    return not time[0] or not other[0] or any(a.overlaps(b) for a in time[0] for b in other[0])


def _differing(mentions: Sequence[Mention], compared: same_event.Comparison) -> set[tuple[int, int]]:
    """Pairs that tell the same in nearly the same words, and state days that lie a few days apart.

    And those of a plan and of the later article that says to which day it was moved.
    """
    pairs = set()
    put_off: dict[tuple[int, int], set[tuple[Interval, ...]]] = defaultdict(set)
    for i, j, cosine in compared.pairs:
        mention, other = mentions[i], mentions[j]
        if cosine < SAME_BUT_THE_DAY:
            for plan, news in ((mention, other), (other, mention)):
                if conflicts.is_put_off(plan, news, compared.language):
                    put_off[plan.place].add(news.stated)
            continue
        apart = _apart(mention, other)
        if mention.origin != other.origin and apart and (apart <= APART or conflicts.moved(mention, other)):
            pairs.add((i, j))
    for i, j, _ in compared.pairs if put_off else ():
        mention, other = mentions[i], mentions[j]
        if other.stated in put_off.get(mention.place, ()) or mention.stated in put_off.get(other.place, ()):
            pairs.add((i, j))
    return pairs


def _apart(mention: Mention, other: Mention) -> int:
    """Days between the one day that each of two mentions states; 0 where either states none, or several."""
    if len(mention.stated) != 1 or len(other.stated) != 1:
        return 0
    (a,), (b,) = mention.stated, other.stated
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0
    exact = (a.end - a.start).days == 1 == (b.end - b.start).days
    return abs((a.start - b.start).days) if exact else 0


def _known_best(mention: Mention) -> tuple[object, ...]:
    """The same among the mentions of one article: a known day, the finest date, and its worth."""
    return not mention.bare, conflicts.known(mention), _grain(mention), mention.row.choice.score, -mention.source


def _fineness(mention: Mention) -> int:
    """How fine the date is that a mention states; -1 where it states none."""
    when = mention.row.when
    stated = when.how in ("stated", "given") and when.value is not None
    return FINE.index(when.granularity) if stated and when.granularity in FINE else -1


def _grain(mention: Mention) -> int:
    """The same within one article, where only year, month, and less count: a day is told as well by its hour."""
    when = mention.row.when
    if when.value is None or when.how not in ("stated", "given"):
        return len(_GRAINS)
    return next((n for n, grains in enumerate(_GRAINS) if when.granularity in grains), len(_GRAINS))


def _tells_best(mention: Mention) -> tuple[object, ...]:
    """A key by which the words of an event are chosen: a stated, fine, exact day; a sentence of its own; its worth."""
    fine = _fineness(mention)
    sentence = mention.row.line.evidence[0].span
    alone = 2 * len(mention.telling) >= sentence.end - sentence.start
    return not mention.bare, fine, not is_vague(mention.row.when), alone, mention.row.choice.score, -mention.source


def _told_last(mention: Mention) -> tuple[object, ...]:
    """A key by which the words of a plan are chosen whose day has moved: those of the newest article."""
    return mention.published or dt.date.min, *_tells_best(mention)


def _row(
    able: Sequence[Mention],
    group: Sequence[Mention],
    compared: same_event.Comparison | None,
    conflict: Conflict | None,
) -> EventRow:
    """The row of an event: the words that score best, the finest date, every source.

    Args:
        able: the mentions whose words may be printed.
        group: all mentions.
        compared: all mentions side by side; ``None`` of one article.
        conflict: what sources differ on first.
    """
    several = len({m.source for m in able}) > 1
    best = max(able, key=_tells_best if several else _known_best)
    if conflict is not None and conflict.about == "date" and all(m.plans for m in able if not m.bare):
        best = max((m for m in able if not m.bare), key=_told_last, default=best)
    if len(group) == 1:
        return best.row
    others = [m for m in group if m is not best]
    line = citing(best.row.line, (e for m in others for e in m.row.line.evidence), compared)
    cited = {(e.source, e.sentence) for e in line.cited}
    telling = [m for m in group if m.place in cited]
    return replace(
        best.row,
        line=line,
        actors=tuple(dict.fromkeys(a for m in (best, *others) for a in m.row.actors)),
        independent=independent(telling, compared.language) if compared is not None else 1,
        conflict=conflict,
    )


def citing(line: Line, further: Iterable[Evidence], compared: same_event.Comparison | None) -> Line:
    """A line that rests on further sentences of its event, and cites those of other articles that bear it out.

    Args:
        line: made of a sentence of the story.
        further: sentences that tell of its event.
        compared: all sentences side by side; ``None`` of one article.
    """
    evidence = dict.fromkeys((*line.evidence, *further))
    if compared is None:
        return replace(line, evidence=tuple(evidence))
    return replace(line, evidence=tuple(replace(e, cited=compared.bears_out(line, e)) for e in evidence))
