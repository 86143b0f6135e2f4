"""How many independent sources tell one event: copies, the same wording, one publisher's and one agency's word once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from briefing import rules
from briefing.compose.mentions import Mention
from briefing.model.text import Document
from briefing.text_similarity import alike, bag

#: Words in a run of words that two tellings may share by copying.
RUN = 5
#: Share of the shorter telling's runs that stand in the other one, from which the two are one wording.
SAME = 0.6
#: Runs that follow each other, from which they are: ten words in the same order.
IN_A_ROW = 6
#: Share of the telling words of the shorter one, from which they are where they share a run, and how many it has then.
SAME_WORDS, LONG = 0.75, 8
#: Characters of an article in which it says which agency it is of.
HEAD = 200
_WORD = re.compile(r"\w+")
_Run = tuple[str, ...]


def independent(group: Sequence[Mention], language: str) -> int:
    """The number of independent sources: those that share a text, a wording, a publisher or an agency count as one.

    Args:
        group: the mentions that tell one thing.
        language: of the articles.
    """
    of: dict[int, int] = {}
    for mention in group:
        of.setdefault(mention.origin, mention.origin)
    for sharing, other in (*_alike(group, language), *_of_one_voice(group, language)):
        a, b = _root(of, sharing), _root(of, other)
        of[max(a, b)] = min(a, b)
    return len({_root(of, origin) for origin in of})


def _root(of: dict[int, int], origin: int) -> int:
    while of[origin] != origin:
        origin = of[origin]
    return origin


def _alike(group: Sequence[Mention], language: str) -> Iterator[tuple[int, int]]:
    """Origins whose tellings have the same wording."""
    holders: dict[_Run, list[int]] = {}
    wordings = [max(m.words, m.row.line.text, key=len) for m in group]  # either may be a part of the sentence
    runs = [_runs(wording) for wording in wordings]
    shared: dict[tuple[int, int], list[int]] = {}
    for j, wording in enumerate(runs):
        for at, run in enumerate(wording):
            for i in holders.setdefault(run, []):
                shared.setdefault((i, j), []).append(at)
            if not holders[run] or holders[run][-1] != j:
                holders[run].append(j)
    bags = [bag(wording, language) for wording in wordings]
    for (i, j), places in shared.items():
        long = min(len(bags[i]), len(bags[j])) >= LONG
        if group[i].origin != group[j].origin and (
            len(places) >= SAME * min(len(runs[i]), len(runs[j]))
            or _in_a_row(places) >= IN_A_ROW
            or (long and alike(bags[i], bags[j]) >= SAME_WORDS)
        ):
            yield group[i].origin, group[j].origin


def _in_a_row(places: Sequence[int]) -> int:
    """How many places follow each other, at most."""
    most = row = 0
    for at, before in zip(places, (None, *places), strict=False):
        row = row + 1 if before is not None and at == before + 1 else 1
        most = max(most, row)
    return most


@functools.lru_cache(maxsize=4096)
def _runs(text: str) -> tuple[_Run, ...]:
    words = [w.lower() for w in _WORD.findall(text)]
    return tuple(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _of_one_voice(group: Sequence[Mention], language: str) -> Iterator[tuple[int, int]]:
    """Origins of one publisher, and those that give the same agency as theirs."""
    first: dict[str, int] = {}
    for mention in group:
        for voice in sorted(mention.voices | agencies(mention.words, language)):
            yield first.setdefault(voice, mention.origin), mention.origin


def agencies(text: str, language: str) -> frozenset[str]:
    """The agencies that a telling gives as its source, by one name each.

    >>> sorted(agencies("The mole broke, Reuters reported.", "en"))
    ['reuters']
    """
    pattern, names = _agencies(language)
    named = (name for match in pattern.finditer(text) for name in match.groups() if name)
    return frozenset(names[name.lower()] for name in named)


def is_agency(name: str, language: str) -> bool:
    """Whether a name is that of an agency, a paper or a broadcaster: what it reports is no position of its own.

    >>> is_agency("Reuters news agency", "en"), is_agency("the BBC", "en"), is_agency("BBC staff", "en")
    (True, True, False)
    """
    _, names = _agencies(language)
    plain = re.sub(r"^the\s+|(?<!\s)\s+(?:news\s+)?agency$", "", name.strip().lower())
    return plain in names


def voices(document: Document) -> frozenset[str]:
    """Who an article as a whole is of: its publisher, and an agency that signs it or stands in its dateline.

    >>> sorted(voices(Document("a", "OLVENA (AP) - The mole broke.", publisher="Olvena Post")))
    ['ap', 'olvena post']
    """
    _, names = _agencies(document.language)
    _, _, rest = document.text[:HEAD].partition("(")
    signed = (*document.authors, document.publisher or "", rest.partition(")")[0])
    agencies_ = {names[name.strip().lower()] for name in signed if name.strip().lower() in names}
    return frozenset(agencies_ or ({document.publisher.strip().lower()} if document.publisher else ()))


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
