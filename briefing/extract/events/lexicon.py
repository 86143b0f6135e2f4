"""The words that tell what a clause does, one language at a time."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefing import rules
from briefing.model.time import Bound


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they tell; see ``rules/*/events.toml``."""

    nouns: frozenset[str]
    things: frozenset[str]
    conditions: frozenset[str]
    open: frozenset[str]
    forward: frozenset[str]
    negations: frozenset[str]
    documents: frozenset[str]
    naming: frozenset[str]
    at: frozenset[str]
    before_places: frozenset[str]
    under_way: frozenset[str]
    closes: frozenset[str]
    alternatives: frozenset[str]
    to_now: re.Pattern[str]
    run_up: frozenset[str]
    joins: frozenset[str]
    measures: frozenset[str]
    begins: frozenset[str]
    perfect: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    past_going_on: frozenset[str]
    decided: frozenset[str]
    until_now: frozenset[str]
    follows: frozenset[str]
    later: frozenset[str]
    went_on: frozenset[str]
    followed: frozenset[str]
    replies: frozenset[str]
    bears: frozenset[str]
    at_present: frozenset[str]
    elsewhen: frozenset[str]
    begins_or_ends: frozenset[str]
    lasts: frozenset[str]
    moved: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    of: frozenset[str]
    parts: frozenset[str]
    due: frozenset[str]
    definite: frozenset[str]
    pronouns: frozenset[str]
    turns: frozenset[str]
    compares: frozenset[str]
    compared: re.Pattern[str]
    around: frozenset[str]
    fixes: frozenset[str]
    causes: frozenset[str]
    light: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    units: frozenset[str]
    when: frozenset[str]
    told_just: frozenset[str]
    comes: frozenset[str]
    day_words: frozenset[str]
    ahead: frozenset[str]
    back: frozenset[str]
    lengths: Mapping[str, str]
    """By the name of a unit how TIMEX3 writes one of it: ``P1D``."""
    alike: Mapping[str, str]
    acts: Mapping[str, str]
    sides: Mapping[str, Literal["before", "after"]]
    bounds: Mapping[str, Bound]
    opening: int
    reach: int

    def happens(self, noun: str) -> bool:
        """Whether a noun, in small letters, names something that happens; plurals do where the singular does."""
        return noun not in self.things and _listed(noun, self.nouns)

    def measured(self, noun: str) -> bool:
        """Whether a noun, in small letters, names what is measured by the month or the year."""
        return _listed(noun, self.measures)


def _listed(noun: str, words: frozenset[str]) -> bool:
    """Whether a noun or its singular is one of some words."""
    if noun in words or not noun.endswith("s"):
        return noun in words
    return any(word in words for word in (noun[:-1], noun.removesuffix("es"), noun.removesuffix("ies") + "y"))


#: Kinds of words that are more than a list in the file.
_MADE = ("bounds", "sides", "alike", "acts", "naming")


@functools.cache
def load(language: str) -> Lexicon:
    """The words of a language."""
    data = rules.load("events", language)
    words, time = data["words"], rules.load("timex", language)["words"]
    return Lexicon(
        **{kind: frozenset(words[kind]) for kind in words if kind not in _MADE},
        naming=rules.words("actors", language, "storms").union(words["naming"]),
        to_now=re.compile(rf",? (?:{rules.any_of(data['until_now']['phrases'])})\b", re.IGNORECASE),
        compared=re.compile(rf"{data['compared']['pattern']}\Z"),
        bounds=words["bounds"],
        sides=words["sides"],
        alike={name: kind for kind, names in words["alike"].items() for name in names},
        acts={name: kind for kind, names in words["acts"].items() for name in names},
        lengths={unit: f"P1{code}" for unit, code in time["units"].items() if len(code) == 1},
        weekdays=frozenset(time["weekdays"]),
        months=frozenset(time["months"]),
        units=frozenset(f"{unit}{plural}" for unit in time["units"] for plural in ("", "s")),
        opening=data["inheritance"]["opening"],
        reach=data["inheritance"]["reach"],
    )
