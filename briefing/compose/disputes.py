"""What articles dispute in sentences that no row brings together: a number told otherwise, or a claim that is denied.

Two sentences that may tell one thing, though not likely enough to be one row, are still worth a question where they
count the same and the numbers are near, but different. A claim is denied where a sentence of another article holds most
of the words that a denial is about; "denied the reports" is about what the sentence before it tells.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from briefing import quotations, rules
from briefing.compose import conflicts, differing_times, name_spellings, named_states, quantities
from briefing.compose.mentions import Mention
from briefing.compose.same_event import CLASS, Comparison, party_names, tokens
from briefing.model.brief import Conflict

#: How likely two sentences must tell one thing for casualties in them to be compared; other numbers are compared in all
#: pairs that are looked at, and are near each other and high, so that they are not numbers of two things.
CASUALTIES = 0.36
RATIO, HIGH = 1.5, 10
#: The greatest ratio of two tolls in sentences of different rows, and how likely a pair must be where one says "none".
TOLL, NONE = 10.0, 0.1
#: Sentences that are looked at for the greatest penalty.
PENALTIES = 20
#: Share of the weight of what is denied that a claim holds, how many of its words at least, and words that say enough
#: by themselves what is denied.
HELD, SHARED, ENOUGH = 0.5, 3, 3
#: Pairs of claims that likely tell one event, from which two denials are of one matter.
LINKS = 2
#: How likely two sentences deny the same, or tell what is denied in other words.
LIKELY = 0.36
#: Sentences before "denied the report" in which that is looked for.
BACK = 4
#: Characters before "were false" that say what is.
REACH = 80
#: A word in more sentences than this leads to no claim.
COMMON = 200

Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Denial:
    """Where a claim stands, and where it is denied, each by source and sentence."""

    denials: frozenset[tuple[int, int]]
    claims: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A matter on which sentences of several articles differ."""

    shown: Mention
    """The sentence that is printed."""
    conflict: Conflict
    denies: bool = False
    """Whether the first of the two values is a denial of the second."""

    @property
    def denial(self) -> Denial | None:
        """Who denies what, where that is the matter."""
        if not self.denies:
            return None
        denied, claimed = (frozenset((e.source, e.sentence) for e in where) for _, where in self.conflict.values)
        return Denial(denied, claimed)


@dataclass(frozen=True, slots=True)
class _Rules:
    verbs: re.Pattern[str]
    """What stands before what is denied."""
    states: re.Pattern[str]
    """What stands behind it."""
    after: re.Pattern[str]
    """What goes on behind what is denied: "denied the report **and vowed** …"."""
    said: re.Pattern[str]
    """What stands before what is not so: "said **that** claims of a sale are false"."""
    quoted: re.Pattern[str]
    """The same as the words with which a quotation begins."""
    speech: re.Pattern[str]
    """What says that a sentence is somebody's word."""
    negated: re.Pattern[str]
    open: re.Pattern[str]
    """What makes a claim none."""
    empty: frozenset[str]
    """Stems of words that only say that something was said."""
    labels: tuple[str, str]

    def denied(self, words: str) -> str | None:
        """What a sentence says is not so; ``None`` where it denies nothing."""
        outside = quotations.outside(words)
        if (verb := self.verbs.search(outside)) is not None:
            return self.after.split(outside[verb.end() :], maxsplit=1)[0].rstrip()
        if (state := self.states.search(outside)) is not None:
            return self.said.split(outside[: state.start()])[-1][-REACH:]
        quoted = self.quoted.search(words)  # 'said that claims of a sale "do not accord with the facts"'
        if quoted is None:
            return None
        return self.said.split(quotations.outside(words[: quoted.start()]))[-1][-REACH:]

    def claims(self, words: str) -> bool:
        """Whether a sentence may tell what another one denies."""
        return self.denied(words) is None and not self.negated.search(words) and not self.open.search(words)


@functools.cache
def load(language: str) -> _Rules:
    """The rules of a language."""
    table = rules.nearest("denials", language)

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in table[name]), re.IGNORECASE)

    empty = frozenset(w for words in table["empty"] for w in tokens(words, language))
    named = table["labels"]
    return _Rules(
        pattern("verbs"),
        pattern("states"),
        pattern("after"),
        pattern("said"),
        re.compile(rf"[“\"«](?:{'|'.join(table['states'])})", re.IGNORECASE),
        pattern("told"),
        pattern("negated"),
        pattern("open"),
        empty,
        (named["denied"], named["told"]),
    )


def of(
    mentions: Sequence[Mention],
    compared: Comparison,
    likely: Pairs,
    groups: Sequence[Sequence[int]],
    rests: quantities.Rests,
) -> list[Dispute]:
    """What is disputed, denials first.

    Args:
        mentions: of all articles.
        compared: the same side by side.
        likely: for pairs of them how likely they tell one event.
        groups: those that stand in one row, by index.
        rests: as :func:`briefing.compose.conflicts.of` takes them.
    """
    of_group = {i: n for n, group in enumerate(groups) for i in group}
    times = differing_times.of(mentions, compared, likely, of_group)
    return [
        *_denials(mentions, compared, likely, groups, of_group),
        *_numbers(mentions, compared.language, likely, of_group, rests),
        *(Dispute(shown, conflict) for shown, conflict in times),
        *(Dispute(shown, conflict) for shown, conflict in name_spellings.of(mentions, compared.language)),
    ]


def _numbers(
    mentions: Sequence[Mention],
    language: str,
    likely: Pairs,
    of_group: Mapping[int, int],
    rests: quantities.Rests,
) -> Iterator[Dispute]:
    """Numbers of one thing in sentences of different rows."""
    casualties = rules.nearest("conflicts", language)["casualties"]
    counted = {i: tuple(quantities.of(m.telling, language)) for i, m in enumerate(mentions) if m.bare}
    by_kind: dict[str, dict[int, quantities.Quantity]] = defaultdict(dict)
    for (i, j), probability in chain(likely.items(), _penalties(counted)):
        if i not in counted or j not in counted:
            continue
        if mentions[i].origin == mentions[j].origin or of_group[i] == of_group[j]:
            continue
        for a in counted[i]:
            for b in counted[j]:
                if not _differ(a, b) or a.adds_up(b, rests):
                    continue
                if _is_near(a, b, probability, casualty=a.kind in casualties):
                    by_kind[a.kind].update({i: a, j: b})
    for _, counts in sorted(by_kind.items()):
        numbers = ((q.value, q.shown, mentions[i].row.line.evidence[0]) for i, q in sorted(counts.items()))
        conflict = conflicts.of_values("figure", numbers)
        if conflict is not None:
            yield Dispute(mentions[min(counts)], conflict)


def _is_near(quantity: quantities.Quantity, other: quantities.Quantity, likely: float, *, casualty: bool) -> bool:
    """Whether two numbers are so near each other, in sentences that are so alike, that they are of one thing."""
    if not (quantity.value and other.value):
        return likely >= (CASUALTIES if casualty else NONE)
    if casualty:
        return likely >= CASUALTIES and quantity.ratio(other) <= TOLL
    return min(quantity.value, other.value) >= HIGH and quantity.ratio(other) <= RATIO


def _differ(quantity: quantities.Quantity, other: quantities.Quantity) -> bool:
    """Whether two numbers of one thing contradict each other; what somebody may get at most is not what another got."""
    return quantity.kind == other.kind and _is_penalty(quantity) == _is_penalty(other) and quantity.contradicts(other)


def _penalties(counted: Mapping[int, Sequence[quantities.Quantity]]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of sentences that each say how long somebody may be jailed at most: they need share no other word."""
    most = [i for i, numbers in counted.items() if any(map(_is_penalty, numbers))]
    yield from ((pair, 0.0) for pair in combinations(most[:PENALTIES], 2))


def _is_penalty(quantity: quantities.Quantity) -> bool:
    return quantity.kind == "sentence" and quantity.hedge == "about"


def _denials(
    mentions: Sequence[Mention],
    compared: Comparison,
    likely: Pairs,
    groups: Sequence[Sequence[int]],
    of_group: Mapping[int, int],
) -> Iterator[Dispute]:
    """Claims that somebody else denies; what several deny alike stands once."""
    known = load(compared.language)
    bare = [i for i, m in enumerate(mentions) if m.bare]
    denied = {i: words for i in bare if (words := known.denied(mentions[i].words)) is not None}
    if not denied:
        return
    claim_index = _Claims(mentions, compared, likely, groups, of_group, bare, denied)
    disputed: list[tuple[set[int], set[int]]] = []
    done: set[int] = set()
    for i in denied:
        if i not in done and (claims := claim_index.of_the_denier(i, claim_index.denied_by(i))):
            deny = {i, *claim_index.denying_alike(i)} - claims
            done |= deny
            disputed.append((deny, claims))
    for deny, first in _once(disputed, claim_index, of_group):
        claims = first.union(*(claim_index.told_again(i) for i in first if len(first) == 1)) - deny
        values = tuple(
            (label, tuple(mentions[k].row.line.evidence[0] for k in sorted(members)))
            for label, members in zip(known.labels, (deny, claims), strict=True)
        )
        yield Dispute(mentions[min(deny)], Conflict("claim", values), denies=True)


def _once(
    disputed: Sequence[tuple[set[int], set[int]]], claim_index: _Claims, of_group: Mapping[int, int]
) -> list[tuple[set[int], set[int]]]:
    """Denials of the same claims together, whoever denies them."""
    joined: dict[int, tuple[set[int], set[int]]] = {}
    of_claim: dict[int, int] = {}
    of_event: dict[int, int] = {}
    for n, (deny, claims) in enumerate(disputed):
        near = (j for i in sorted(claims) for j in claim_index.near[i] if j in of_claim)
        links = Counter(of_claim[j] for j in near)
        alike = {m for m, count in links.items() if count >= LINKS}
        alike |= {of_event[of_group[i]] for i in claims if of_group[i] in of_event}
        before = [joined.pop(m) for m in sorted(alike) if not claim_index.of_others(deny, joined[m][0])]
        denials, denied = deny.union(*(d for d, _ in before)), claims.union(*(c for _, c in before))
        joined[n] = denials, denied - denials
        of_claim.update(dict.fromkeys(denied, n))
        of_event.update((of_group[i], n) for i in denied)
    return list(joined.values())


class _Claims:
    """The sentences of all articles, asked what a denial denies."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        compared: Comparison,
        likely: Pairs,
        groups: Sequence[Sequence[int]],
        of_group: Mapping[int, int],
        bare: Sequence[int],
        denied: Mapping[int, str],
    ) -> None:
        """Look the sentences up by place, by word and by likeness.

        Args:
            mentions: of all articles.
            compared: the same side by side.
            likely: for pairs of them how likely they tell one event.
            groups: those that stand in one row, by index.
            of_group: the row of each.
            bare: those that are sentences.
            denied: for each sentence that denies something what it says that it denies.
        """
        self.mentions, self.compared, self.groups, self.of_group = mentions, compared, groups, of_group
        self.known = known = load(compared.language)
        self.denying = {i for i in bare if not known.claims(mentions[i].words)}
        self.about = {
            i: frozenset(w for w in tokens(words, compared.language) if w not in known.empty)
            for i, words in denied.items()
        }
        self.near: dict[int, set[int]] = defaultdict(set)
        for (i, j), probability in likely.items():
            if probability >= LIKELY:
                self.near[i].add(j)
                self.near[j].add(i)
        self.holders: dict[str, list[int]] = defaultdict(list)
        for i in bare:
            for word in compared.bags[i]:
                self.holders[word].append(i)
        self.place = {mentions[i].row.line.place: i for i in bare}

    def of_others(self, deny: Iterable[int], other: Iterable[int]) -> bool:
        """Whether denials are of one state's affairs and others of another's: each names its own state."""
        states, others = self._states(deny), self._states(other)
        return bool(states and others) and not states & others

    def of_the_denier(self, denial: int, claims: set[int]) -> set[int]:
        """The claims, where some name the state that a denial names those alone."""
        states = self._states([denial])
        named = {j for j in claims if states & self._states([j])}
        return named or claims

    def _states(self, sentences: Iterable[int]) -> frozenset[str]:
        """The states that some sentences name; they are looked for only in those that are asked about."""
        language = self.compared.language
        return frozenset[str]().union(*(named_states.of(self.mentions[i].words, language) for i in sentences))

    def denying_alike(self, i: int) -> list[int]:
        """The sentences of other articles that deny the same, of the same state's affairs."""
        alike = (j for j in self.near[i] if j in self.denying)
        return sorted(j for j in alike if not self.of_others([i], [j]))

    def denied_by(self, i: int) -> set[int]:
        """The sentences that tell what one denies; "dismissed the claim" is about what another denial of it says."""
        nothing: frozenset[str] = frozenset()
        alike = [i, *self.denying_alike(i)]
        telling = [j for j in alike if len(self.about.get(j, nothing)) >= ENOUGH]
        if telling:
            return set(self._telling(max(telling, key=lambda j: (j == i, len(self.about[j]), -j))))
        before = (self._before(j) for j in alike if j in self.about)
        return set(next(filter(None, before), ()))

    def _telling(self, i: int) -> list[int]:
        """The sentences of other articles that tell what one denies."""
        known, about, mentions = self.known, self.about[i], self.mentions
        rare, bags = self.compared.rare, self.compared.bags
        total = sum(rare.get(w, 1.0) for w in sorted(about))
        met = Counter(j for w in about for j in self.holders.get(w, ()) if len(self.holders[w]) <= COMMON)
        claims = []
        for j, shared in sorted(met.items()):
            likely = j in self.near[i]
            if mentions[j].origin == mentions[i].origin or shared < (SHARED - 1 if likely else SHARED):
                continue
            weight = sum(rare[w] for w in sorted(about & bags[j]))
            plain = any(w[0] != CLASS for w in about & bags[j])
            if plain and weight >= HELD * total and known.claims(mentions[j].words):
                claims.append(j)
        return claims

    def _before(self, i: int) -> list[int]:
        """What the sentence before tells, or one before that on the same party, with the others that tell it.

        Nothing where no other article tells it, and it is nobody's word either.
        """
        known, mentions = self.known, self.mentions
        source, sentence = mentions[i].row.line.place
        parties = party_names(mentions[i].words)
        for back in range(1, BACK + 1):
            before = self.place.get((source, sentence - back))
            if before is None or not known.claims(mentions[before].words):
                continue
            if back > 1 and not parties & party_names(mentions[before].words):
                continue
            tellings = self.groups[self.of_group[before]]
            tellings = [j for j in tellings if mentions[j].bare and known.claims(mentions[j].words)]
            several = len({mentions[j].origin for j in tellings}) > 1
            if not several and not known.speech.search(mentions[before].words):
                return []
            return tellings
        return []

    def told_again(self, claim: int) -> Iterator[int]:
        """The other sentences of an article that tell of the same party what a claim of it tells.

        The party is the one that the story names least: who else is named stands in most of its sentences.
        """
        known, bags, used = self.known, self.compared.bags, self.compared.used
        source, parties = self.mentions[claim].source, party_names(self.mentions[claim].words) & bags[claim]
        party = min(parties, key=lambda name: (used[name], name), default=None)
        for j in self.holders[party] if party is not None else ():
            plain = sum(word[0] != CLASS for word in bags[claim] & bags[j])
            same = j != claim and self.mentions[j].source == source
            if same and plain >= SHARED and known.claims(self.mentions[j].words):
                yield j
