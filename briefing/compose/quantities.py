"""What a telling counts: the dead, the wounded and other things, each with its number and how sure the number is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing import rules
from briefing.text_similarity import empty, stem

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
Hedge = Literal["", "more", "about"]
#: How much higher a number may be than one told with "more than", or differ from one told with "about": from the latter
#: also by less than its last place that is no nought, so that "about 340,000" is not 290,000.
ROUND = 0.15
#: From here on "more than 200" may also be what is below 300.
MANY = 100
#: Characters before and after a number that are looked at.
REACH = 120
#: Words between a number and what becomes of those it counts: "two of the dockers were killed".
BETWEEN = 7


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something."""

    kind: str
    """``dead``, ``wounded``, … or the stem of what is counted."""
    which: str
    """The word that says which of them: "eastern" of "four eastern wells"; empty where there is none."""
    value: float
    hedge: Hedge
    shown: str
    """The number, what is counted, and of casualties what became of them, as it is printed."""

    def agrees(self, other: Quantity) -> bool:
        """Whether two numbers of one thing do not contradict each other."""
        return self.value == other.value or self._allows(other) or other._allows(self)

    def is_part_of(self, other: Quantity) -> bool:
        """Whether a number of some of the things may count a part of those that another one counts.

        "Four Kestrel-2 missiles" may be among "12 missiles"; "1,000 northern soldiers" cannot be among "850 soldiers".
        """
        if not self.which or self.which == other.which:
            return False
        return bool(other.which) or self.value <= other.value

    def _allows(self, other: Quantity) -> bool:
        apart = (other.value - self.value) / self.value if self.value else 1.0
        if self.hedge == "more":
            return 0 <= apart <= ROUND or (self.value >= MANY and 0 <= other.value - self.value < _place(self.value))
        return self.hedge == "about" and abs(apart) < ROUND and abs(other.value - self.value) <= _place(self.value)


def _place(value: float) -> float:
    """What one counts in the last place of a number that is no nought: 10,000 for 340,000."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place


@dataclass(frozen=True, slots=True)
class _Words:
    small: dict[str, int]
    number: re.Pattern[str]
    after: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]
    part: re.Pattern[str]
    date: re.Pattern[str]
    """What a day of the month stands behind."""
    hedges: dict[str, Hedge]
    never: frozenset[str]
    unnamed: frozenset[str]
    """What is counted of casualties without saying who they are."""
    things: dict[str, str]
    """For a noun that means what others mean the name of all of them: "troops" are "soldiers"."""
    term: re.Pattern[str]
    """What follows the number of a sentence's years; its group where a prison is named."""
    sentenced: re.Pattern[str]
    """What stands before them."""
    empty: frozenset[str]
    """Stems of words that say little."""

    def counts(self, word: str) -> bool:
        """Whether a word, in small letters, is one for several things."""
        return word in self.things or _plural(word)

    def kind(self, word: str) -> str:
        """What a word, in small letters, counts as."""
        return self.things.get(word) or stem(word)


@functools.cache
def load(language: str) -> _Words:
    """The words and patterns of a language."""
    data = rules.nearest("conflicts", language)
    small: dict[str, int] = rules.nearest("merging", language)["numbers"]
    words = data["words"]
    hedges: dict[str, Hedge] = {**dict.fromkeys(words["more"], "more"), **dict.fromkeys(words["about"], "about")}
    named = "|".join(re.escape(h) for h in sorted(hedges, key=len, reverse=True))
    number = re.compile(
        rf"\b(?:(?P<hedge>(?i:{named}))\s+)?(?<![\d,.$€£])"
        rf"(?P<number>\d[\d,.]*\d|\d|(?i:{'|'.join(small)}))(?![\d-])(?P<rest>(?:\s+[^\W\d_][\w-]*){{0,3}})"
    )
    between = rf"(?:[ ,]+(?!and\b)[^\W\d_][\w’'-]*){{0,{BETWEEN}}}?[ ,]+"
    after = {
        kind: re.compile(rf"{between}(?:{'|'.join(own)})\b|\s+(?:{'|'.join(own)})\b", re.IGNORECASE)
        for kind, own in data["casualties"].items()
    }
    before = {
        kind: re.compile(rf"\b(?:{'|'.join(own)})\b(?:\s+(?!and\b)[^\W\d_]+){{0,3}}?\s*$", re.IGNORECASE)
        for kind, own in data["before"].items()
    }
    part = re.compile(rf"\b(?:{'|'.join(words['part'])})(?:\s+(?:{named}))?\s*$", re.IGNORECASE)
    date = re.compile(rf"\b(?:{'|'.join(words['dates'])})\.?\s+$", re.IGNORECASE)
    things = {noun: kind for kind, nouns in data["things"].items() for noun in nouns}
    term = re.compile(rf"\s+(?:{'|'.join(words['term'])})\b", re.IGNORECASE)
    sentenced = re.compile(rf"\b(?:{'|'.join(words['sentenced'])})\s+(?:(?:{named})\s+)?$", re.IGNORECASE)
    never, unnamed = frozenset(words["never"]), frozenset(words["unnamed"])
    return _Words(
        small, number, after, before, part, date, hedges, never, unnamed, things, term, sentenced, empty(language)
    )


def of(text: str, language: str) -> Iterator[Quantity]:
    """What a telling counts, in order.

    >>> [(q.kind, q.value, q.hedge) for q in of("A blast killed at least two dockers.", "en")]
    [('dead', 2.0, 'more')]
    """
    words = load(language)
    for match in words.number.finditer(text):
        rest = match["rest"].split()
        head, digits = text[max(0, match.start() - REACH) : match.start()], match["number"].replace(",", "").rstrip(".")
        value = float(words.small[digits.lower()]) if digits.lower() in words.small else _float(digits)
        dated = words.date.search(head) or (_YEAR.fullmatch(match["number"]) and not match["hedge"])
        if value is None or dated or words.part.search(head):
            continue
        hedge = words.hedges.get((match["hedge"] or "").lower(), "")
        shown = str(words.small.get(digits.lower(), match["number"].rstrip(".,")))
        if _is_term(text, match, words):
            yield Quantity("sentence", "", value, hedge, f"{shown} {rest[0]}")
        elif rest and (rest[0].lower() in {"of", *words.never} or words.part.fullmatch(rest[0])):
            continue
        elif (kind := _casualty(text, match, words)) is not None:
            who = next((w for w in rest[:2] if words.counts(w.lower()) and w.lower() not in words.unnamed), None)
            yield Quantity(kind, "", value, hedge, f"{shown} {who} {kind}" if who else f"{shown} {kind}")
        else:
            yield from _counted(rest, value, hedge, shown, words)


def revises(text: str, earlier: str, language: str) -> bool:
    """Whether a telling has another number of what an earlier one counts.

    >>> revises("The blast killed six dockers.", "Four dockers were killed in a blast.", "en")
    True
    """
    before = list(of(earlier, language))
    return any(
        q.kind == p.kind and q.which == p.which and not q.agrees(p) and not p.agrees(q)
        for q in of(text, language)
        for p in before
    )


def _float(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


def _casualty(text: str, match: re.Match[str], words: _Words) -> str | None:
    """What became of those a number counts; ``None`` where nothing did."""
    head, tail = text[max(0, match.start() - REACH) : match.start()], text[match.end("number") :][:REACH]
    for kind, pattern in words.before.items():
        if pattern.search(head):
            return kind
    found = ((m.end(), kind) for kind, pattern in words.after.items() if (m := pattern.match(tail)))
    nearest = min(found, default=None)
    return nearest[1] if nearest is not None else None


def _is_term(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether a number counts the years of a sentence: "jailed for up to 10 years", "14 years in prison"."""
    found = words.term.match(text, match.end("number"))
    inside = found is not None and found["prison"] is not None
    return inside or (found is not None and words.sentenced.search(text[: match.start()][-REACH:]) is not None)


def _counted(rest: list[str], value: float, hedge: Hedge, shown: str, words: _Words) -> Iterator[Quantity]:
    """A number of things, by the word behind it, or one behind that with the words between saying which."""
    lower = [w.lower() for w in rest]
    if not rest or any(w in words.never for w in lower[:2]) or stem(lower[0]) in words.empty:
        return
    if len(rest) > 2 and (pair := words.things.get(f"{lower[1]} {lower[2]}")) is not None:
        yield Quantity(pair, stem(lower[0]), value, hedge, f"{shown} {rest[1]} {rest[2]}")
    elif len(rest) > 1 and (pair := words.things.get(f"{lower[0]} {lower[1]}")) is not None:
        yield Quantity(pair, "", value, hedge, f"{shown} {rest[0]} {rest[1]}")
    elif len(rest) > 1 and words.counts(lower[1]):
        yield Quantity(words.kind(lower[1]), stem(lower[0]), value, hedge, f"{shown} {rest[1]}")
    elif words.counts(lower[0]):
        yield Quantity(words.kind(lower[0]), "", value, hedge, f"{shown} {rest[0]}")


def _plural(word: str) -> bool:
    return len(word) > 3 and (word.endswith("s") or word in ("people", "children", "women", "men"))
