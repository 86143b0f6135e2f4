"""The given names of a language, with the pronoun that most of their bearers go by."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

from briefing import rules


@functools.cache
def known(language: str) -> Mapping[str, Literal["he", "she"] | None]:
    """The pronoun of each given name, which is in small letters; ``None`` where it may be either.

    >>> known("en")["maria"], known("en").get("harbour")
    ('she', None)
    """
    listed = rules.nearest("given_names", language)
    pronouns: dict[str, Literal["he", "she"] | None] = dict.fromkeys(listed["either"].split())
    pronouns.update(dict.fromkeys(listed["he"].split(), "he"))
    pronouns.update(dict.fromkeys(listed["she"].split(), "she"))
    return pronouns


@functools.cache
def places(language: str) -> frozenset[str]:
    """Given names that are places, too: with a surname a person's ("Virginia Reyne"), alone the place."""
    listed: str = rules.nearest("given_names", language)["places"]
    return frozenset(listed.split())
