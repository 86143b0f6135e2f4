"""How like two texts are, by the words that say something; and two words, by their letters."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Set

from briefing import rules

_WORD = re.compile(r"[^\W\d_]{3,}")
_WRITTEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")


@functools.cache
def empty(language: str) -> frozenset[str]:
    """Stems of a language that say little."""
    return frozenset(stem(w) for w in rules.nearest("merging", language)["words"]["empty"])


@functools.lru_cache(maxsize=4096)
def bag(words: str, language: str) -> frozenset[str]:
    """The stems of the telling words of a text in a language."""
    nothing = empty(language)
    return frozenset(root for w in _WORD.findall(words) if (root := stem(w.lower())) not in nothing)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest endings."""
    for ending in ("ings", "ing", "ers", "ies", "ied", "es", "ed", "er", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def numbers(words: str) -> frozenset[str]:
    """The numbers of a text that are written in digits."""
    return frozenset(number.rstrip(".,") for number in _NUMBER.findall(words))


def numbers_in_words(text: str, language: str) -> frozenset[str]:
    """The numbers of a text that are written in words, in digits.

    >>> sorted(numbers_in_words("Twenty-one boats and two ferries of 30", "en"))
    ['2', '21']
    """
    small = small_numbers(language)
    figures = set()
    for word in _WRITTEN.findall(text.lower()):
        tens, _, ones = word.partition("-")
        if tens in small and not ones:
            figures.add(str(small[tens]))
        elif small.get(tens, 0) >= 20 and (ones == "one" or small.get(ones, 99) < 10):
            figures.add(str(small[tens] + small.get(ones, 1)))
    return frozenset(figures)


@functools.cache
def small_numbers(language: str) -> Mapping[str, int]:
    """The numbers that a language writes in one word."""
    small: Mapping[str, int] = rules.nearest("merging", language)["numbers"]
    return small


def distance(word: str, other: str) -> int:
    """How many letters are to be changed, put in or left out to make one word of another (Levenshtein 1966).

    >>> distance("fayez", "faiz")
    2
    """
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        before, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
    return row[-1]


def alike(words: Set[str], other: Set[str]) -> float:
    """The share of the smaller bag that stands in the other one, 0 to 1; 0 where one is empty."""
    least = min(len(words), len(other))
    return len(words & other) / least if least else 0.0
