"""What a telling counts: the dead, the wounded and other things, each with its number and how sure the number is."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefing import rules
from briefing.text_similarity import empty, stem

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
Hedge = Literal["", "more", "about", "range"]
Rests = frozenset[tuple[str, float]]
"""Of those who are told of as the others: what became of them, as a kind of quantity, and how many they are."""
#: How much higher a number may be than one told with "more than", or differ from one told with "about": from the latter
#: also by less than its last place that is no nought, so that "about 340,000" is not 290,000.
ROUND = 0.15
#: From here on "more than 200" may also be what is below 300.
MANY = 100
#: Characters before and after a number that are looked at.
REACH = 120
#: Words between a number and what becomes of those it counts: "two of the dockers were killed".
BETWEEN = 7
#: From here on a number may be one that was rounded, by so much of it at the most: "1.1 million" and 1,096,000.
ROUNDED, NEAR = 1000, 0.05


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
    most: float | None = None
    """Of a number told as a range, or in words such as "dozens", the greatest it may be; ``value`` is the least."""

    def ratio(self, other: Quantity) -> float:
        """How many times the greater of two numbers is the nearest that the lesser may be; without end from nought."""
        low, high = sorted((self, other), key=lambda q: q.value)
        nearest = min(low.most or low.value, high.value)
        return high.value / nearest if nearest else math.inf

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

    def contradicts(self, other: Quantity) -> bool:
        """Whether two numbers of one thing cannot both be right, and neither may count a part of the other."""
        return not (self.agrees(other) or self.is_part_of(other) or other.is_part_of(self))

    def adds_up(self, other: Quantity, rests: Rests) -> bool:
        """Whether the two numbers differ by those who are told of as the others: 3 of 8 held, "five were released"."""
        return (self.kind, abs(self.value - other.value)) in rests

    def _allows(self, other: Quantity) -> bool:
        if self.most is not None:
            least_told = other.hedge == "more" and other.value <= self.most
            return least_told or (other.value <= self.most and (other.most or other.value) >= self.value)
        if not self.value or not other.value:
            return False
        apart = (other.value - self.value) / self.value
        if self.value >= ROUNDED and abs(apart) <= NEAR and abs(other.value - self.value) <= _place(self.value) / 2:
            return True
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
    scales: dict[str, float]
    """What a word behind a number multiplies it by: "million"."""
    number: re.Pattern[str]
    vague: re.Pattern[str]
    """A number told in a word: "dozens of"."""
    bounds: dict[str, tuple[float, float]]
    """For each such word the least and the greatest that it means."""
    nought: re.Pattern[str]
    """What says that there are none."""
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
    others: frozenset[str]
    """What is counted as those beside some others."""
    let_go: re.Pattern[str]
    """Behind a number: what says that those were held no longer."""
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
    digits = rf"\d[\d,.]*\d|\d|(?i:{'|'.join(small)})\b"
    rest = r"(?=(?P<rest>(?:\s+[^\W\d_][\w-]*){0,4}))"
    number = re.compile(
        rf"\b(?:(?P<between>(?i:{'|'.join(words['between'])}))\s+)?(?:(?P<hedge>(?i:{named}))\s+)?(?<![\d,.$€£])"
        rf"(?P<number>{digits})(?:\s+(?(between)(?i:{'|'.join(words['and'])})|(?i:{'|'.join(words['to'])}))\s+"
        rf"(?P<most>{digits}))?(?![\d-]){rest}"
    )
    vague = re.compile(rf"\b(?P<number>(?i:{'|'.join(data['vague'])}))(?:\s+of)?{rest}")
    nought = re.compile(rf"\b(?:{'|'.join(words['nought'])}){rest}", re.IGNORECASE)
    between = rf"(?:[ ,]+(?!and\b)[^\W\d_][\w’'-]*){{0,{BETWEEN}}}?[ ,]+"
    after = {
        kind: re.compile(rf"{between}(?:{'|'.join(forms)})\b|\s+(?:{'|'.join(forms)})\b", re.IGNORECASE)
        for kind, forms in data["casualties"].items()
    }
    before = {
        kind: re.compile(rf"\b(?:{'|'.join(forms)})\b(?:\s+(?!and\b)[^\W\d_]+){{0,3}}?\s*$", re.IGNORECASE)
        for kind, forms in data["before"].items()
    }
    part = re.compile(rf"\b(?:{'|'.join(words['part'])})(?:\s+(?:{named}))?\s*$", re.IGNORECASE)
    date = re.compile(rf"\b(?:{'|'.join(words['dates'])})\.?\s+$", re.IGNORECASE)
    things = {noun: kind for kind, nouns in data["things"].items() for noun in nouns}
    term = re.compile(rf"\s+(?:{'|'.join(words['term'])})\b", re.IGNORECASE)
    sentenced = re.compile(rf"\b(?:{'|'.join(words['sentenced'])})\s+(?:(?:{named})\s+)?$", re.IGNORECASE)
    let_go = re.compile(rf"{between}(?:{'|'.join(words['let_go'])})\b", re.IGNORECASE)
    never, unnamed = frozenset(words["never"]), frozenset(words["unnamed"])
    bounds = {word: (float(low), float(high)) for word, (low, high) in data["vague"].items()}
    scales = {word: float(value) for word, value in data["scales"].items()}
    return _Words(
        small=small,
        scales=scales,
        number=number,
        vague=vague,
        bounds=bounds,
        nought=nought,
        after=after,
        before=before,
        part=part,
        date=date,
        hedges=hedges,
        never=never,
        unnamed=unnamed,
        things=things,
        term=term,
        sentenced=sentenced,
        others=frozenset(words["others"]),
        let_go=let_go,
        empty=empty(language),
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a telling."""

    start: int
    end: int
    """Characters of the telling up to what follows it."""
    value: float
    hedge: Hedge
    shown: str
    rest: tuple[str, ...]
    """Words behind it."""
    most: float | None = None


def of(text: str, language: str) -> Iterator[Quantity]:
    """What a telling counts, in order.

    >>> [(q.kind, q.value, q.hedge) for q in of("A blast killed at least two dockers.", "en")]
    [('dead', 2.0, 'more')]
    """
    words = load(language)
    for number in sorted((*_numbers(text, words), *_vague(text, words), *_none(text, words)), key=lambda n: n.start):
        rest, shown = number.rest, number.shown
        if _is_term(text, number, words):
            yield Quantity("sentence", "", number.value, number.hedge, f"{shown} {rest[0]}")
        elif rest and (rest[0].lower() in {"of", *words.never} or words.part.fullmatch(rest[0])):
            continue
        elif (kind := _casualty(text, number, words)) is not None:
            who = next((w for w in rest[:2] if words.counts(w.lower()) and w.lower() not in words.unnamed), None)
            counted = f"{shown} {who} {kind}" if who else f"{shown} {kind}"
            yield Quantity(kind, "", number.value, number.hedge, counted, number.most)
        else:
            yield from _counted(number, words)


def rests(tellings: Iterable[str], language: str) -> Rests:
    """The numbers of those whom some tellings tell of as the others, and what became of them.

    >>> rests(["Five others held in the raid were freed.", "Two more died."], "en") == {("arrested", 5), ("dead", 2)}
    True
    """
    words = load(language)
    counted = set()
    for text in tellings:
        for number in _numbers(text, words):
            if words.let_go.match(text[number.end :][:REACH]):
                counted.add(("arrested", number.value))
            if number.rest and number.rest[0].lower() in words.others:
                kind = _casualty(text, number, words)
                counted |= {(kind, number.value)} if kind is not None else set()
    return frozenset(counted)


def _numbers(text: str, words: _Words) -> Iterator[_Number]:
    """The numbers in digits and in words, but for days, years, measures, and parts of a whole."""
    for match in words.number.finditer(text):
        head, written = text[max(0, match.start() - REACH) : match.start()], match["number"]
        dated = words.date.search(head) or (_YEAR.fullmatch(written) and not match["hedge"])
        rest, end, shown = match["rest"].split(), match.end("number"), _shown(written, words)
        value, most = _value(written, words), _value(match["most"], words) if match["most"] is not None else None
        if most is not None:
            shown, end = text[match.start("number") : match.end("most")], match.end("most")
        if rest and (scale := words.scales.get(rest[0].lower())) is not None and value is not None:
            end = text.index(rest[0], end) + len(rest[0])
            shown = f"{shown} {rest[0]}" if written[0].isdigit() else f"{value * scale:,.0f}"
            value, rest = value * scale, rest[1:]
        if value is None or value != int(value) or dated or words.part.search(head):
            continue
        hedge: Hedge = "range" if most is not None else words.hedges.get((match["hedge"] or "").lower(), "")
        if most is None or most > value:
            yield _Number(match.start(), end, value, hedge, shown, tuple(rest[:3]), most)


def _vague(text: str, words: _Words) -> Iterator[_Number]:
    """Numbers told in a word: "dozens of dockers"."""
    for match in words.vague.finditer(text):
        low, high = words.bounds[match["number"].lower()]
        head = text[max(0, match.start() - REACH) : match.start()]
        if not words.part.search(head):
            rest = tuple(match["rest"].split()[:3])
            yield _Number(match.start(), match.end("number"), low, "range", f"{match['number'].lower()} of", rest, high)


def _none(text: str, words: _Words) -> Iterator[_Number]:
    """Where a telling says that there are none: "no suspects", "not yet found any wreck"."""
    for match in words.nought.finditer(text):
        nobody = match[0].split()[0].lower() in words.unnamed
        rest = (*match[0].split()[:nobody], *match["rest"].split())[:3]
        if rest:
            yield _Number(match.start(), match.start("rest"), 0.0, "", "no", rest)


def _shown(written: str, words: _Words) -> str:
    return str(words.small.get(written.lower(), written.rstrip(".,")))


def _value(written: str, words: _Words) -> float | None:
    digits = written.replace(",", "").rstrip(".")
    return float(words.small[digits.lower()]) if digits.lower() in words.small else _float(digits)


def of_casualties(text: str, language: str) -> frozenset[float]:
    """The numbers of the dead, the wounded, the missing and the arrested in a text.

    >>> sorted(of_casualties("Nine gates are shut. The blast killed two dockers.", "en"))
    [2.0]
    """
    kinds = load(language).after
    return frozenset(quantity.value for quantity in of(text, language) if quantity.kind in kinds)


def revises(text: str, earlier: str, language: str) -> bool:
    """Whether a telling has another number of what an earlier one counts.

    >>> revises("The blast killed six dockers.", "Four dockers were killed in a blast.", "en")
    True
    """
    before = list(of(earlier, language))
    return any(q.kind == p.kind and q.which == p.which and not q.agrees(p) for q in of(text, language) for p in before)


def differ(text: str, other: str, language: str) -> bool:
    """Whether two tellings count the same, and no number of the one goes with a number of the other.

    >>> differ("The blast killed six dockers.", "Four dockers were killed in a blast.", "en")
    True
    >>> differ("The blast killed six dockers.", "Six dockers died and nine were hurt.", "en")
    False
    """
    pairs = [(q, p) for q in of(text, language) for p in of(other, language) if q.kind == p.kind and q.which == p.which]
    return bool(pairs) and all(q.contradicts(p) for q, p in pairs)


def _float(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


def _casualty(text: str, number: _Number, words: _Words) -> str | None:
    """What became of those a number counts; ``None`` where nothing did.

    That none of some people came to harm says nothing of the others, so that only "nobody" and the like are counted.
    """
    head, tail = text[max(0, number.start - REACH) : number.start], text[number.end :][:REACH]
    if not number.value and not (number.rest and number.rest[0].lower() in words.unnamed):
        return None
    for kind, pattern in words.before.items():
        if pattern.search(head):
            return kind
    ends = ((m.end(), kind) for kind, pattern in words.after.items() if (m := pattern.match(tail)))
    nearest = min(ends, default=None)
    return nearest[1] if nearest is not None else None


def _is_term(text: str, number: _Number, words: _Words) -> bool:
    """Whether a number counts the years of a sentence: "jailed for up to 10 years", "14 years in prison"."""
    match = words.term.match(text, number.end)
    inside = match is not None and match["prison"] is not None
    return inside or (match is not None and words.sentenced.search(text[: number.start][-REACH:]) is not None)


def _counted(number: _Number, words: _Words) -> Iterator[Quantity]:
    """A number of things, by the word behind it, or one behind that with the words between saying which."""
    rest, shown = number.rest, number.shown
    lower = [w.lower() for w in rest]
    if not rest or any(w in words.never for w in lower[:2]) or stem(lower[0]) in words.empty:
        return

    def quantity(kind: str, which: str, what: str) -> Quantity:
        return Quantity(kind, which, number.value, number.hedge, f"{shown} {what}", number.most)

    if len(rest) > 2 and (pair := words.things.get(f"{lower[1]} {lower[2]}")) is not None:
        yield quantity(pair, stem(lower[0]), f"{rest[1]} {rest[2]}")
    elif len(rest) > 1 and (pair := words.things.get(f"{lower[0]} {lower[1]}")) is not None:
        yield quantity(pair, "", f"{rest[0]} {rest[1]}")
    elif len(rest) > 1 and words.counts(lower[1]) and number.value:
        yield quantity(words.kind(lower[1]), stem(lower[0]), rest[1])
    elif words.counts(lower[0]):
        yield quantity(words.kind(lower[0]), "", rest[0])


def _plural(word: str) -> bool:
    return len(word) > 3 and (word.endswith("s") or word in ("people", "children", "women", "men"))
