"""Names that different articles spell differently: "Noor Fayez" and "Noor Faiz", "Nabi Saleh" and "Nebi Saleh".

Two names of two words are one name spelt twice where they share a word, and the other words have the same consonants in
the same order and differ in a letter or two. An article that has both means two people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from briefing.compose import named_states
from briefing.compose.mentions import Mention
from briefing.model.brief import Conflict, Evidence
from briefing.text_similarity import distance

#: Letters of the shortest word that may be spelt otherwise; letters that two spellings differ in, at most.
SHORTEST, DIFFERING = 4, 2
#: Names that are shown, those in most articles first.
SHOWN = 4
#: Two words of a name; the second one may begin another name.
_NAME = re.compile(r"\b(?P<first>[A-Z][^\W\d_]{2,})\s+(?=(?P<second>[A-Z][^\W\d_]{2,})\b)")
_SMALL = re.compile(rf"\b[a-z]{{{SHORTEST},}}\b")
_MUTE = re.compile(r"[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")
#: Endings that make another word or another name of one: "Mario" and "Maria", "Court" and "Courts".
_OPEN, _ENDINGS = "aeio", ("s", "es", "d")

Name = tuple[str, str]


def of(mentions: Sequence[Mention], language: str) -> Iterator[tuple[Mention, Conflict]]:
    """The names that articles spell differently, each with the sentence that is printed.

    Args:
        mentions: of all articles.
        language: of the articles.
    """
    places: dict[Name, dict[Evidence, Mention]] = defaultdict(dict)
    small: set[str] = set()
    for mention in (m for m in mentions if m.bare):
        small.update(_SMALL.findall(mention.words))
        for match in _NAME.finditer(mention.words):
            places[match["first"], match["second"]].setdefault(mention.row.line.evidence[0], mention)
    pairs = [(a, b) for a, b in _pairs(places, language) if not {w.lower() for w in {*a} ^ {*b}} & small]
    pairs.sort(key=lambda pair: (-len(places[pair[0]]) - len(places[pair[1]]), pair))
    for spelling, other in pairs[:SHOWN]:
        ordered = (spelling, other) if len(places[spelling]) >= len(places[other]) else (other, spelling)
        values = tuple((" ".join(name), tuple(places[name])) for name in ordered)
        yield next(iter(places[ordered[0]].values())), Conflict("claim", values)


def _pairs(places: Mapping[Name, Mapping[Evidence, Mention]], language: str) -> Iterator[tuple[Name, Name]]:
    """Names that share a word in its place, and spell the other one differently in different articles."""
    origins = {name: {m.origin for m in tellings.values()} for name, tellings in places.items()}
    # By the word they share, and the consonants of the other one.
    alike: dict[tuple[int, str, str], list[Name]] = defaultdict(list)
    for name in places:
        for n, word in enumerate(name):
            alike[n, word, _consonants(name[1 - n].lower())].append(name)
    for (n, _, _), names in alike.items():
        for spelling, other in combinations(sorted(names), 2):
            apart = origins[spelling].isdisjoint(origins[other])
            if apart and spelt_otherwise(spelling[1 - n], other[1 - n], language):
                yield spelling, other


def spelt_otherwise(word: str, other: str, language: str) -> bool:
    """Whether two words of names are one, spelt twice.

    >>> spelt_otherwise("Fayez", "Faiz", "en"), spelt_otherwise("Mario", "Maria", "en")
    (True, False)
    """
    a, b = word.lower(), other.lower()
    if a == b or min(len(a), len(b)) < SHORTEST or _consonants(a) != _consonants(b) or distance(a, b) > DIFFERING:
        return False
    short, long = sorted((a, b), key=len)
    if any(long == short + ending for ending in _ENDINGS):
        return False
    if a[-1] != b[-1] and a[-1] in _OPEN and b[-1] in _OPEN:
        return False
    return not named_states.of(f"{word}, {other}", language)


def _consonants(word: str) -> str:
    """The first letter of a word and its consonants, each once in a row."""
    return _TWICE.sub(r"\1", word[0] + _MUTE.sub("", word[1:].replace("ph", "f").replace("ck", "k").replace("q", "k")))
