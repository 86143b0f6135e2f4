"""What articles dispute in sentences that no row brings together: a number told otherwise, or a claim that is denied.

Two sentences that may tell one thing, though not likely enough to be one row, are still worth a question where they
count the same and the numbers are near, but different. A claim is denied where a sentence of another article holds most
of the words that a denial is about; "denied the reports" is about what the sentence before it tells.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.compose import quantities, quotation_marks
from briefing.compose.mentions import Mention
from briefing.compose.same_event import CLASS, Comparison, tokens
from briefing.model.brief import Conflict, Evidence

#: How likely two sentences must tell one thing for casualties in them to be compared; other numbers are compared in all
#: pairs that are looked at, and are near each other and high, so that they are not numbers of two things.
CASUALTIES = 0.36
RATIO, HIGH = 1.5, 10
#: Share of the weight of what is denied that a claim holds, how many of its words at least, and words that say enough
#: by themselves what is denied.
HELD, SHARED, ENOUGH = 0.5, 3, 3
#: How likely two sentences deny the same, or tell what is denied in other words.
LIKELY = 0.36
#: Characters before "were false" that say what is.
REACH = 80
#: A word in more sentences than this leads to no claim.
COMMON = 200

Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A matter on which sentences of several articles differ."""

    shown: Mention
    """The sentence that is printed."""
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class _Rules:
    verbs: re.Pattern[str]
    """What stands before what is denied."""
    states: re.Pattern[str]
    """What stands behind it."""
    negated: re.Pattern[str]
    open: re.Pattern[str]
    """What makes a claim none."""
    empty: frozenset[str]
    """Stems of words that only say that something was said."""
    labels: tuple[str, str]

    def denied(self, words: str) -> str | None:
        """What a sentence says is not so; ``None`` where it denies nothing."""
        told = quotation_marks.outside(words)
        if (verb := self.verbs.search(told)) is not None:
            return told[verb.end() :]
        state = self.states.search(told)
        return told[max(0, state.start() - REACH) : state.start()] if state is not None else None

    def claims(self, words: str) -> bool:
        """Whether a sentence may tell what another one denies."""
        return self.denied(words) is None and not self.negated.search(words) and not self.open.search(words)


@functools.cache
def load(language: str = rules.DEFAULT_LANGUAGE) -> _Rules:
    """The rules of a language."""
    table = rules.load("denials", language)

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in table[name]), re.IGNORECASE)

    empty = frozenset(w for words in table["empty"] for w in tokens(words))
    named = table["labels"]
    return _Rules(
        pattern("verbs"),
        pattern("states"),
        pattern("negated"),
        pattern("open"),
        empty,
        (named["denied"], named["told"]),
    )


def of(
    mentions: Sequence[Mention], compared: Comparison, likely: Pairs, groups: Sequence[Sequence[int]]
) -> list[Dispute]:
    """What is disputed, denials first.

    Args:
        mentions: of all articles.
        compared: the same side by side.
        likely: for pairs of them how likely they tell one event.
        groups: those that stand in one row, by index.
    """
    of_group = {i: n for n, group in enumerate(groups) for i in group}
    return [*_denials(mentions, compared, likely, groups, of_group), *_numbers(mentions, likely, of_group)]


def _numbers(mentions: Sequence[Mention], likely: Pairs, of_group: Mapping[int, int]) -> Iterator[Dispute]:
    """Numbers of one thing in sentences of different rows."""
    casualties = rules.load("conflicts")["casualties"]
    counted: dict[int, list[quantities.Quantity]] = {}
    found: dict[str, dict[int, quantities.Quantity]] = defaultdict(dict)
    for (i, j), probability in likely.items():
        one, other = mentions[i], mentions[j]
        if not one.bare or not other.bare or one.origin == other.origin or of_group[i] == of_group[j]:
            continue
        for k in (i, j):
            if k not in counted:
                counted[k] = list(quantities.of(mentions[k].telling))
        for a in counted[i]:
            for b in counted[j]:
                if a.kind != b.kind or a.agrees(b) or a.is_part_of(b) or b.is_part_of(a):
                    continue
                low, high = sorted((a.value, b.value))
                near = low >= HIGH and high <= RATIO * low
                if probability >= CASUALTIES if a.kind in casualties else near:
                    found[a.kind].update({i: a, j: b})
    for _, told in sorted(found.items()):
        values: dict[float, list[Evidence]] = defaultdict(list)
        shown: dict[float, str] = {}
        for i in sorted(told):
            values[told[i].value].append(mentions[i].row.line.evidence[0])
            shown.setdefault(told[i].value, told[i].shown)
        conflict = Conflict("figure", tuple((shown[v], tuple(places)) for v, places in sorted(values.items())))
        if len(values) > 1:
            yield Dispute(mentions[min(told)], conflict)


def _denials(
    mentions: Sequence[Mention],
    compared: Comparison,
    likely: Pairs,
    groups: Sequence[Sequence[int]],
    of_group: Mapping[int, int],
) -> Iterator[Dispute]:
    """Claims that a sentence of another article denies; what several deny alike stands once."""
    known = load()
    bare = [i for i, m in enumerate(mentions) if m.bare]
    denied = {i: words for i in bare if (words := known.denied(mentions[i].words)) is not None}
    if not denied:
        return
    denying = {i for i in bare if not known.claims(mentions[i].words)}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), probability in likely.items():
        near[i][j] = near[j][i] = probability
    holders: dict[str, list[int]] = defaultdict(list)
    for i in bare:
        for word in compared.bags[i]:
            holders[word].append(i)
    place = {mentions[i].row.line.place: i for i in bare}
    done: set[int] = set()
    for i, words in denied.items():
        if i in done:
            continue
        about = frozenset(w for w in tokens(words) if w not in known.empty)
        if len(about) >= ENOUGH:
            claims = _telling(i, about, mentions, compared, near[i], holders)
        else:
            claims = _before(i, mentions, place, groups, of_group)
        if not claims:
            continue
        alike = [j for j, p in near[i].items() if p >= LIKELY and j in denying]
        deny = sorted({i, *alike} - set(claims))
        done.update(deny)
        values = tuple(
            (label, tuple(mentions[k].row.line.evidence[0] for k in own))
            for label, own in zip(known.labels, (deny, claims), strict=True)
        )
        yield Dispute(mentions[i], Conflict("claim", values))


def _telling(
    i: int,
    about: frozenset[str],
    mentions: Sequence[Mention],
    compared: Comparison,
    near: Mapping[int, float],
    holders: Mapping[str, Sequence[int]],
) -> list[int]:
    """The sentences of other articles that tell what one denies."""
    known = load()
    total = sum(compared.rare.get(w, 1.0) for w in sorted(about))
    met = Counter(j for w in about for j in holders.get(w, ()) if len(holders[w]) <= COMMON)
    claims = []
    for j, shared in sorted(met.items()):
        likely = near.get(j, 0.0) >= LIKELY
        if mentions[j].origin == mentions[i].origin or shared < (SHARED - 1 if likely else SHARED):
            continue
        weight = sum(compared.rare[w] for w in sorted(about & compared.bags[j]))
        plain = any(w[0] != CLASS for w in about & compared.bags[j])
        if plain and weight >= HELD * total and known.claims(mentions[j].words):
            claims.append(j)
    return claims


def _before(
    i: int,
    mentions: Sequence[Mention],
    place: Mapping[tuple[int, int], int],
    groups: Sequence[Sequence[int]],
    of_group: Mapping[int, int],
) -> list[int]:
    """What the sentence before tells, with the other articles that tell it; nothing where none does."""
    known = load()
    source, sentence = mentions[i].row.line.place
    before = place.get((source, sentence - 1))
    if before is None or not known.claims(mentions[before].words):
        return []
    own = [j for j in groups[of_group[before]] if mentions[j].bare and known.claims(mentions[j].words)]
    several = len({mentions[j].origin for j in own}) > 1
    return own if several else []
