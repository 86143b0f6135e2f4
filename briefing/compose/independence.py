"""How many independent sources tell one event: copies, the same wording, and one agency's word count once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from briefing import rules
from briefing.compose.mentions import Mention

#: Words in a run of words that two tellings may share by copying.
RUN = 5
#: Share of the shorter telling's runs that stand in the other one, from which the two are one wording.
SAME = 0.6
_WORD = re.compile(r"\w+")


def independent(group: Sequence[Mention], language: str) -> int:
    """The number of independent sources: those that share a text, a wording or an agency count as one.

    Args:
        group: the mentions of one event.
        language: of the articles.
    """
    of: dict[int, int] = {}
    for mention in group:
        of.setdefault(mention.origin, mention.origin)
    for sharing, other in (*_alike(group), *_of_one_agency(group, language)):
        a, b = _root(of, sharing), _root(of, other)
        of[max(a, b)] = min(a, b)
    return len({_root(of, origin) for origin in of})


def _root(of: dict[int, int], origin: int) -> int:
    while of[origin] != origin:
        origin = of[origin]
    return origin


def _alike(group: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Origins whose tellings share most of their runs of words."""
    holders: dict[tuple[str, ...], list[int]] = {}
    runs = [_runs(m.telling) for m in group]
    shared: dict[tuple[int, int], int] = {}
    for j, wordings in enumerate(runs):
        for run in wordings:
            for i in holders.setdefault(run, []):
                shared[i, j] = shared.get((i, j), 0) + 1
            holders[run].append(j)
    for (i, j), count in shared.items():
        if group[i].origin != group[j].origin and count >= SAME * min(len(runs[i]), len(runs[j])):
            yield group[i].origin, group[j].origin


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(text)]
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _of_one_agency(group: Sequence[Mention], language: str) -> Iterator[tuple[int, int]]:
    """Origins that give the same agency as theirs."""
    first: dict[str, int] = {}
    for mention in group:
        for agency in agencies(mention.words, language):
            yield first.setdefault(agency, mention.origin), mention.origin


def agencies(text: str, language: str) -> frozenset[str]:
    """The agencies that a telling gives as its source, by one name each.

    >>> sorted(agencies("The mole broke, Reuters reported.", "en"))
    ['reuters']
    """
    pattern, names = _agencies(language)
    named = (name for match in pattern.finditer(text) for name in match.groups() if name)
    return frozenset(names[name.lower()] for name in named)


@functools.cache
def _agencies(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Where a telling names its agency, and for each name of one the name it counts by."""
    data = rules.nearest("agencies", language)
    names = {name.lower(): key for key, forms in data["agencies"].items() for name in forms}
    named = "|".join(re.escape(n) for forms in data["agencies"].values() for n in sorted(forms, key=len, reverse=True))
    said, tellers = "|".join(data["words"]["said"]), "|".join(data["words"]["told"])
    agency = rf"(?:the\s+)?({named})(?:\s+(?:news\s+)?agency)?"
    forms = (
        rf"\b{agency}\s+(?:has\s+)?(?:{said})\b",
        rf"\b(?i:{tellers})\s+{agency}\b",
        rf"\({agency}\)",
    )
    return re.compile("|".join(forms)), names
