"""The words that tell what a clause does, one language at a time."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from briefing import rules
from briefing.model.time import Bound


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they tell; see ``rules/*/events.toml``."""

    nouns: frozenset[str]
    conditions: frozenset[str]
    open: frozenset[str]
    forward: frozenset[str]
    negations: frozenset[str]
    documents: frozenset[str]
    at: frozenset[str]
    under_way: frozenset[str]
    closes: frozenset[str]
    begins: frozenset[str]
    lasts: frozenset[str]
    moved: frozenset[str]
    weekdays: frozenset[str]
    bounds: Mapping[str, Bound]
    opening: int
    reach: int


@functools.cache
def load(language: str = rules.DEFAULT_LANGUAGE) -> Lexicon:
    """The words of a language."""
    data = rules.load("events", language)
    words = data["words"]
    return Lexicon(
        **{kind: frozenset(words[kind]) for kind in words if kind != "bounds"},
        bounds=words["bounds"],
        weekdays=frozenset(rules.load("timex", language)["words"]["weekdays"]),
        opening=data["inheritance"]["opening"],
        reach=data["inheritance"]["reach"],
    )
