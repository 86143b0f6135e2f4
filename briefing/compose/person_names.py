"""One name for a person whom articles name differently; bodies, groups and bare nouns are never joined."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefing.model.brief import Speaker

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(slots=True)
class _Person:
    """A spelling of a name, and who bears it where."""

    name: str
    tokens: tuple[str, ...]
    """Without case, accents and single letters."""
    sources: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def fullest(speakers: Iterable[tuple[Speaker, int]]) -> Mapping[str, str]:
    """For each name the fullest one that can only mean the same person.

    A surname goes with the one who bears it; "Ola Brenn" with "Alderman Ola Brenn" and "Ola T. Brenn"; "Jose" with
    "José"; and a name with another spelling of it where no article has both. A name that may mean two people stays.

    Args:
        speakers: each with the number of the source that names them so.
    """
    people: dict[str, _Person] = {}
    every: dict[str, str] = {}
    for speaker, source in speakers:
        every[speaker.name] = speaker.name
        if speaker.kind == "person" and (tokens := _tokens(speaker.name)):
            person = people.setdefault(speaker.name, _Person(speaker.name, tokens))
            person.sources.add(source)
            person.titles |= set(_tokens(speaker.title or ""))
    spellings = _spellings(people)
    for name in people:
        every[name] = spellings[name]
    return every


def _tokens(name: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(token.casefold() for token in _TOKEN.findall(plain) if len(token) > 1)


def _spellings(people: Mapping[str, _Person]) -> dict[str, str]:
    """Each name with the one that it is joined to, longest first, so that a short one finds the longest."""
    order = sorted(people.values(), key=lambda p: (-len(p.tokens), -_accents(p.name), -len(p.name), p.name))
    joined: dict[str, str] = {}
    heads: list[_Person] = []
    by_last: dict[str, list[_Person]] = defaultdict(list)
    for person in order:
        matching = [
            head for head in (by_last[person.tokens[-1]] if len(person.tokens) == 1 else heads) if _is(person, head)
        ]
        if len(matching) == 1:
            joined[person.name] = matching[0].name
            matching[0].sources |= person.sources
            matching[0].titles |= person.titles
            continue
        joined[person.name] = person.name
        heads.append(person)
        if len(person.tokens) > 1:
            by_last[person.tokens[-1]].append(person)
    return joined


def _accents(name: str) -> int:
    return sum(unicodedata.combining(c) != 0 for c in unicodedata.normalize("NFKD", name))


def _is(person: _Person, head: _Person) -> bool:
    """Whether a name can be that of one with as many words or more."""
    short, long = person.tokens, head.tokens
    if len(short) == 1:
        return len(long) > 1 and short[0] == long[-1]
    if short[-1] == long[-1] and set(short) <= set(long):
        return True
    return len(short) == len(long) and not person.sources & head.sources and _spelt(person, head)


def _spelt(person: _Person, head: _Person) -> bool:
    """Whether two names differ in the vowels of one word; of the first one only where both hold one office."""
    differing = [i for i, (a, b) in enumerate(zip(person.tokens, head.tokens, strict=True)) if a != b]
    if len(differing) != 1:
        return False
    (at,) = differing
    bones = {_bones(person.tokens[at]), _bones(head.tokens[at])}
    return len(bones) == 1 and len(bones.pop()) > 1 and (at > 0 or bool(person.titles & head.titles))


def _bones(word: str) -> str:
    """The consonants of a word, doubled ones once: "mhmd" of "Mohammed"."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
