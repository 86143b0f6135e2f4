"""What an affiliation tells beyond the title before it."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping

from briefing import rules

_WORD = re.compile(r"[^\W_]+")


@functools.cache
def peoples(language: str) -> Mapping[str, str]:
    """The state of each people, by its name or adjective in small letters.

    >>> peoples("en")["french"], peoples("en").get("harbour")
    ('France', None)
    """
    states: Mapping[str, str] = rules.nearest("actors", language)["states"]
    return {name.replace("-", " ").lower(): state for state, names in states.items() for name in names.split()}


def beyond_title(title: str | None, affiliation: str | None, language: str) -> str | None:
    """An affiliation, unless the title before it holds its words or the adjective of its people.

    >>> beyond_title("French finance minister", "France", "en")
    >>> beyond_title("finance minister", "France", "en")
    'France'
    """
    if not title or not affiliation:
        return affiliation
    words = [word.lower() for word in _WORD.findall(title)]
    known = peoples(language)
    places = {known.get(word) for word in (*words, *map(" ".join, itertools.pairwise(words)))}
    body = (word.lower() for word in _WORD.findall(affiliation))
    return None if affiliation in places or set(words).issuperset(body) else affiliation
