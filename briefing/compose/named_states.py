"""Which states a text names, by their names or by their peoples: "Norland" and "the Norlandic ministry"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from briefing import rules


@functools.lru_cache(maxsize=4096)
def of(text: str, language: str) -> frozenset[str]:
    """The states that a text names.

    >>> sorted(of("The Russian ministry denied that North Korean ships were sold.", "en"))
    ['North Korea', 'Russia']
    """
    by_name = _by_name(language)
    return frozenset(by_name[" ".join(m[0].split()).replace("-", " ")] for m in _pattern(language).finditer(text))


@functools.cache
def _by_name(language: str) -> Mapping[str, str]:
    """For each name of a state and of its people the state."""
    peoples: dict[str, str] = rules.nearest("actors", language)["states"]
    names = {people.replace("-", " "): state for state, forms in peoples.items() for people in forms.split()}
    return names | {state.replace("-", " "): state for state in peoples}


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    """Any such name as a whole word; of two that begin alike the longer one."""
    names = rules.any_of(_by_name(language)).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"\b(?:{names})\b")
