"""The words of a language that refer back: "these", "he", "both", "the total"."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from briefing import rules


@dataclass(frozen=True, slots=True)
class ReferringWords:
    """The tables of ``anaphora.toml``, each by its name there."""

    demonstratives: frozenset[str]
    pronouns: frozenset[str]
    people: frozenset[str]
    his: frozenset[str]
    hers: frozenset[str]
    bodies: frozenset[str]
    possessives: frozenset[str]
    third: frozenset[str]
    objects: frozenset[str]
    alike: frozenset[str]
    taking: frozenset[str]
    answers: frozenset[str]
    answering: frozenset[str]
    shares: frozenset[str]
    percent: frozenset[str]
    comparing: frozenset[str]
    others: frozenset[str]
    totals: frozenset[str]
    several: frozenset[str]
    bodies_own: frozenset[str]
    many: frozenset[str]
    sayings: frozenset[str]
    said_of: frozenset[str]
    agreeing: frozenset[str]
    agreed_on: frozenset[str]
    events: frozenset[str]
    conditions: frozenset[str]
    unique: frozenset[str]
    pointing: frozenset[str]
    at_hand: frozenset[str]
    there: frozenset[str]
    later: frozenset[str]
    pairs: frozenset[str]
    instances: frozenset[str]
    one_of_them: frozenset[str]
    comparers: frozenset[str]
    much: frozenset[str]

    @property
    def openers(self) -> frozenset[str]:
        """All words that refer back where they begin a line."""
        return self.demonstratives | self.pronouns | self.people | self.possessives


@functools.cache
def referring_words(language: str) -> ReferringWords:
    """Those of a language, read once a process."""
    table = rules.nearest("anaphora", language)["words"]
    return ReferringWords(**{name: frozenset(table[name]) for name in ReferringWords.__slots__})
