"""Words of which only one can be right where several articles tell one thing: a car or a truck, resigned or sacked."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from briefing import rules
from briefing.compose.mentions import Mention
from briefing.model.brief import Conflict, Evidence
from briefing.text_similarity import alike, bag

#: Share of words in common from which two tellings with rival words tell one thing.
SAME_THING = 0.35


def of(groups: Sequence[Sequence[Mention]], language: str) -> Iterator[tuple[Mention, Conflict]]:
    """On which words independent sources differ, matter by matter, each with the mention that is printed.

    Args:
        groups: the mentions of each event that several articles tell.
        language: of the articles.
    """
    for matter in _rivals(language):
        by_values: dict[frozenset[str], dict[str, dict[Evidence, Mention]]] = {}
        for group in groups:
            values = _differing(group, matter, language)
            if len(values) > 1:
                together = by_values.setdefault(frozenset(values), defaultdict(dict))
                for word, places in values.items():
                    together[word].update(places)
        for values in by_values.values():
            mentions = [mention for places in values.values() for mention in places.values()]
            shown = max(mentions, key=lambda m: (m.row.choice.score, m.opens, -m.source))
            yield shown, Conflict("claim", tuple((word, tuple(places)) for word, places in sorted(values.items())))


def _differing(group: Sequence[Mention], matter: str, language: str) -> dict[str, dict[Evidence, Mention]]:
    """The values of a matter that tellings of one event differ on, each with where it stands."""
    tellings = [(m, list(values_in(matter, m.telling, language))) for m in group]
    single = [(m, words[0]) for m, words in tellings if len(words) == 1]
    differing: set[int] = set()
    for (i, (teller, word)), (j, (other, second)) in combinations(enumerate(single), 2):
        if teller.origin != other.origin and word != second and _alike(teller, other, matter, language):
            differing |= {i, j}
    values: dict[str, dict[Evidence, Mention]] = defaultdict(dict)
    for i in sorted(differing):
        mention, word = single[i]
        values[word][mention.row.line.evidence[0]] = mention
    return values


def values_in(matter: str, text: str, language: str) -> Iterator[str]:
    """The values of a matter that a text tells, each once.

    >>> list(values_in("vehicle", "Two lorries and a truck sank.", "en"))
    ['truck']
    """
    patterns = _rivals(language)[matter]
    if patterns.any.search(text):
        yield from (value for value, pattern in patterns.of.items() if pattern.search(text))


@dataclass(frozen=True, slots=True)
class _Rivals:
    """The values of one matter."""

    of: Mapping[str, re.Pattern[str]]
    """For each value what tells it."""
    any: re.Pattern[str]
    """What tells some value."""


@functools.cache
def _rivals(language: str) -> dict[str, _Rivals]:
    """For each matter its values."""
    table: dict[str, list[list[str]]] = rules.nearest("conflicts", language)["rivals"]

    def pattern(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)

    return {
        matter: _Rivals({words[0]: pattern(words) for words in values}, pattern(chain(*values)))
        for matter, values in table.items()
    }


def _alike(mention: Mention, other: Mention, matter: str, language: str) -> bool:
    """Whether two tellings share enough words beside the rivals themselves."""
    return alike(_without(mention.telling, matter, language), _without(other.telling, matter, language)) >= SAME_THING


def _without(text: str, matter: str, language: str) -> frozenset[str]:
    return bag(_rivals(language)[matter].any.sub(" ", text), language)
