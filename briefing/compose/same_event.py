"""How likely two mentions of different articles tell one event, though in other words.

A small logistic model looks at the words the two share (words of one class, such as "killed" and "died", count as
shared beside themselves; each counts by how rare it is in the story), at their numbers, names and days, at what the
headlines tell, and at whether each of the two is the best match the other one has in its article. Its weights are
learnt by ``benchmarks/train_same_event.py``.
"""

from __future__ import annotations

import functools
import heapq
import math
import operator
import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.compose import quantities
from briefing.compose.mentions import Mention
from briefing.language import nearest
from briefing.model.brief import Evidence, Line
from briefing.text_similarity import alike, bag, numbers_in_words, small_numbers, stem

#: The features in order: share of the shared words' weight in that of the lighter mention; cosine of the two, lessened
#: where either has a better match in the other's article; both open their articles; both state a day, and the same, or
#: another; numbers, classes of words and names that both have; how much of the headlines both tell.
FEATURES = ("contained", "best match", "both open", "same day", "other day", "numbers", "classes", "names", "headlines")
#: Mentions that one is met with by its words, the rarest first, until there are so many; those most alike in these
#: words are compared in all.
MET, COMPARED = 200, 50
#: A word in more mentions than this brings together only those that follow each other within as many.
COMMON = 100
#: A pair that shares fewer things than this (classes, numbers, words of no class) is so much less likely the same.
FEW, LESS = 3, 0.4
#: One that shares fewer than these, and whose words are of classes, and of different ones ("freed" and "killed"), is so
#: much less likely the same.
MANY, UNLIKE = 6, 0.35
#: Cosine from which a pair is looked at.
ALIKE = 0.05
#: Cosine from which one of two sentences on an event bears the other one out, and what a number that both tell adds.
BEARS_OUT, BY_NUMBER = 0.35, 0.15
#: Things in common from which it does whatever they weigh, as in two articles alone all that both tell is common; and
#: the share they are of the things of the one that has fewer.
MOST_THINGS, MOST_OF_ALL = 4, 0.7
#: Steps in which the weight of a word is counted.
STEPS = 2**16
#: A pair that is less likely than this is not kept.
LEAST = 0.08
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NAME = re.compile(r"(?<![.!?“\"'‘] )(?<!^)\b[A-Z][^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
#: What a class and a number begin with in a bag, so that they are no words.
CLASS, NUMBER = "@", "#"

Pairs = Mapping[tuple[int, int], float]
Place = tuple[int, int]
"""A source and a sentence of it."""


@functools.cache
def classes(language: str) -> Mapping[str, str]:
    """For each word of a class the class."""
    types = rules.nearest("event_types", language)["types"]
    return {word: kind for kind, words in types.items() for word in words}


@functools.cache
def _participants(language: str) -> frozenset[str]:
    """The classes, as they stand in a bag, that say who or what has part in an event, and not what happens."""
    return frozenset(CLASS + kind for kind in rules.nearest("event_types", language)["things"])


def numbers(text: str, language: str) -> frozenset[str]:
    """The whole numbers in a text, in digits, those in words with them: "twenty-one" is 21.

    >>> sorted(numbers("Twenty-one of 1,300 boats, and two ferries", "en"))
    ['1300', '2', '21']
    """
    figures = {m[0].replace(",", "") for m in _NUMBER.finditer(text) if not _is_time(text, m, language)}
    return numbers_in_words(text, language) | figures


def _is_time(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a number is a year, a day of a month or an hour: days are compared as days."""
    year = bool(_YEAR.fullmatch(match[0]))
    clock = text[match.end() : match.end() + 1] == ":" or text[max(0, match.start() - 1) : match.start()] == ":"
    return year or clock or bool(quantities.load(language).date.search(text[: match.start()][-20:]))


def tokens(text: str, language: str) -> frozenset[str]:
    """The stems of a text's telling words, the classes they belong to, and its numbers."""
    return bag(text, language) | _marks(text, language)


def _marks(text: str, language: str) -> frozenset[str]:
    """The classes that words of a text belong to, and its numbers."""
    kinds = classes(language)
    classed = {sys.intern(CLASS + kinds[w]) for w in _WORD.findall(text.lower()) if w in kinds}
    return frozenset(classed | {sys.intern(NUMBER + n) for n in numbers(text, language)})


def happenings(text: str, language: str) -> tuple[str, ...]:
    """The classes of what happens, in the order of a text; who or what has part in it is none.

    >>> happenings("Police arrested a pilot over the blaze that killed two soldiers.", "en")
    ('@arrest', '@burn', '@kill')
    """
    kinds, parties = classes(language), _participants(language)
    classed = (CLASS + kinds[w] for w in _WORD.findall(text.lower()) if w in kinds)
    return tuple(dict.fromkeys(kind for kind in classed if kind not in parties))


def first_happening(text: str, language: str) -> str | None:
    """The class of what a text tells first, mostly in its main clause; ``None`` where no word is of a class."""
    return next(iter(happenings(text, language)), None)


def party_names(text: str) -> frozenset[str]:
    """The stems of the names in a text, its first word apart.

    >>> sorted(party_names("The ferries of Norhaven and Kell sank."))
    ['kell', 'norhaven']
    """
    return frozenset(stem(name.lower()) for name in _NAME.findall(text))


def _plain(text: str, language: str) -> frozenset[str]:
    """The stems of a text's telling words that are no numbers and of no class."""
    kinds, numbered = classes(language), small_numbers(language)
    said = _WORD.findall(text.lower())
    return bag(" ".join(w for w in said if w not in kinds and w.partition("-")[0] not in numbered), language)


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each of :data:`FEATURES`, and a constant."""

    constant: float
    weights: tuple[float, ...]

    def probability(self, features: Sequence[float]) -> float:
        """How likely a pair with these features tells one event, 0 to 1."""
        total = self.constant + sum(map(operator.mul, self.weights, features))
        return 1.0 / (1.0 + math.exp(-total))


@functools.cache
def model(language: str) -> Model | None:
    """The model of a language, or of the default one.

    Raises:
        EngineError: its table was learnt with other features.
    """
    learnt = nearest("same_event", language)
    if learnt is None:
        return None
    learnt.check(FEATURES)
    rows = (line.split("\t") for line in learnt.text("weights.tsv").splitlines()[1:])
    weights = {name: float(weight) for name, weight in rows}
    return Model(weights["(constant)"], tuple(weights[name] for name in FEATURES))


class Comparison:
    """The mentions of a story side by side."""

    def __init__(self, mentions: Sequence[Mention], language: str, titles: Sequence[str] = ()) -> None:
        """Weigh the words of all mentions.

        Args:
            mentions: of all articles.
            language: their language.
            titles: the headlines.
        """
        self.mentions, self.language = mentions, language
        self._at: dict[Place, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._at[mention.place].append(mention)
        self._telling: dict[Place, frozenset[str]] = {}
        marks = [_marks(m.telling, language) for m in mentions]
        self.bags = [bag(m.telling, language) | mark for m, mark in zip(mentions, marks, strict=True)]
        self.kinds = [frozenset(w for w in mark if w[0] == CLASS) - _participants(language) for mark in marks]
        self.used = Counter(w for words in self.bags for w in words)
        # The weight of a word does not rest on how many articles there are.
        most = math.log(1 + len(mentions))
        weights = {w: math.log(1 + len(mentions) / n) / most for w, n in self.used.items()}
        # In steps that a float holds exactly, also squared, so that the order of a set does not change a sum of them.
        self.rare = {w: round(weight * STEPS) / STEPS for w, weight in weights.items()}
        self.total = [sum(map(self._rarity, sorted(words))) or 1.0 for words in self.bags]
        self.size = [math.sqrt(sum(self._rarity(w) ** 2 for w in sorted(words))) or 1.0 for words in self.bags]
        self.names = [party_names(m.telling) for m in mentions]
        in_titles = Counter(w for title in titles for w in tokens(title, language))
        self.headline = [
            math.sqrt(sum(self._rarity(w) * in_titles[w] for w in sorted(words & in_titles.keys())))
            for words in self.bags
        ]
        self.stated = [m.stated for m in mentions]
        most_told = max(self.headline, default=0.0) or 1.0
        self.headline = [value / most_told for value in self.headline]
        self._square = {w: rarity**2 for w, rarity in self.rare.items()}
        self._source = [m.source for m in mentions]
        # Of 400 articles there are more than a million: rows of numbers, not of tuples.
        self._first, self._second, self._cosine = array("i"), array("i"), array("d")
        for i, j, cosine in self._near():
            self._first.append(i)
            self._second.append(j)
            self._cosine.append(cosine)

    @property
    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Pairs of different sources that are alike in their rarest words, each with its cosine."""
        return zip(self._first, self._second, self._cosine, strict=True)

    def _rarity(self, word: str) -> float:
        return self.rare[word]

    def cosine(self, i: int, j: int) -> float:
        """The cosine of two mentions' words, each weighed by its rarity."""
        return self._weight(self.bags[i] & self.bags[j]) / (self.size[i] * self.size[j])

    def bears_out(self, line: Line, evidence: Evidence) -> bool:
        """Whether a sentence tells what a line tells, and not only what belongs to its event.

        Who says it is no part of what either tells: "the ministry said on Monday" makes no two claims one.

        Args:
            line: made of a sentence of the story.
            evidence: the sentence.
        """
        if evidence.source == line.evidence[0].source:
            return True
        place = evidence.source, evidence.sentence
        words, other = self._told(line.place), self._told(place)
        words &= tokens(line.text, self.language)
        shared = words & other
        numbers = sum(self.rare[w] for w in shared if w[0] == NUMBER)
        size = math.sqrt(self._weight(words) * self._weight(other)) or 1.0
        near = len(shared) >= FEW and self._weight(shared) / size + BY_NUMBER * numbers >= BEARS_OUT
        if not near and (len(shared) < MOST_THINGS or alike(words, other) < MOST_OF_ALL):
            return False
        return not quantities.differ(line.text, self._words(place), self.language)

    def _told(self, place: Place) -> frozenset[str]:
        """What a sentence tells, whoever says it."""
        if place not in self._telling:
            self._telling[place] = tokens(self._words(place), self.language) & self.rare.keys()
        return self._telling[place]

    def _words(self, place: Place) -> str:
        """The words of what a sentence tells, whoever says it."""
        mentions = self._at[place]
        return " ".join(m.content or m.telling for m in mentions if m.bare) or " ".join(m.telling for m in mentions)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(map(self._square.__getitem__, words))

    def _near(self) -> Iterator[tuple[int, int, float]]:
        holders: dict[str, list[int]] = defaultdict(list)
        sources = self._source
        for j, words in enumerate(self.bags):
            met: dict[int, float] = defaultdict(float)
            for word in sorted((w for w in words if self.used[w] > 1), key=lambda w: (self.used[w], w)):
                if len(met) < MET:
                    weight = self._square[word]
                    for i in holders[word][-COMMON:]:
                        if sources[i] != sources[j]:
                            met[i] += weight / self.size[i]
                holders[word].append(j)
            nearest = heapq.nlargest(COMPARED, zip(met.values(), met, strict=True)) if len(met) > COMPARED else ()
            for i in sorted((i for _, i in nearest) if nearest else met):
                cosine = self.cosine(i, j)
                if cosine >= ALIKE:
                    yield i, j, cosine

    def features(self) -> Iterator[tuple[int, int, tuple[float, ...]]]:
        """Every pair that is looked at, with what is seen of it, in the order of :data:`FEATURES`."""
        best: list[dict[int, float]] = [{} for _ in self.mentions]
        source = self._source
        for i, j, cosine in self.pairs:
            if cosine > best[i].get(source[j], 0.0):
                best[i][source[j]] = cosine
            if cosine > best[j].get(source[i], 0.0):
                best[j][source[i]] = cosine
        for i, j, cosine in self.pairs:
            better = max(best[i].get(source[j], 0.0), best[j].get(source[i], 0.0))
            alike = cosine * cosine / better if better else 0.0
            yield i, j, self._seen(i, j, cosine, alike)

    def _seen(self, i: int, j: int, cosine: float, alike: float) -> tuple[float, ...]:
        mention, other = self.mentions[i], self.mentions[j]
        a, b = self.stated[i], self.stated[j]
        same = bool(a and b) and any(x.overlaps(y) for x in a for y in b)
        weight = numbers = kinds = 0.0
        for word in self.bags[i] & self.bags[j]:
            rarity = self.rare[word]
            weight += rarity
            if word[0] == NUMBER:
                numbers += rarity
            elif word[0] == CLASS:
                kinds += rarity
        names = self.names[i] & self.names[j]
        return (
            weight / min(self.total[i], self.total[j]),
            alike,
            float(mention.opens and other.opens),
            float(same),
            float(bool(a and b) and not same),
            numbers,
            kinds,
            sum(self.rare.get(w, 0.0) for w in names) if names else 0.0,
            self.headline[i] * self.headline[j] * cosine,
        )


class Likelihoods(Mapping[tuple[int, int], float]):
    """How likely two mentions tell one event, by their indexes, the lower one first.

    Of 400 articles there are half a million pairs: rows of numbers take a tenth of what tuples take.
    """

    def __init__(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Keep them.

        Args:
            rows: two indexes and how likely it is, by the higher index, then by the lower one.
        """
        self._lower, self._higher, self._likely = array("i"), array("i"), array("d")
        for i, j, likely in rows:
            self._lower.append(i)
            self._higher.append(j)
            self._likely.append(likely)

    def __getitem__(self, pair: tuple[int, int]) -> float:
        i, j = pair
        start, end = bisect_left(self._higher, j), bisect_right(self._higher, j)
        row = bisect_left(self._lower, i, start, end)
        if row == end or self._lower[row] != i:
            raise KeyError(pair)
        return self._likely[row]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._lower, self._higher, strict=True)

    def __len__(self) -> int:
        return len(self._likely)

    def items(self) -> ItemsView[tuple[int, int], float]:
        """Every pair with how likely it is."""
        return _Rows(self)


class _Rows(ItemsView[tuple[int, int], float]):
    """The pairs in order, without a look-up of each."""

    _mapping: Likelihoods

    def __iter__(self) -> Iterator[tuple[tuple[int, int], float]]:
        return zip(self._mapping, self._mapping._likely, strict=True)


def pairs(comparison: Comparison, learnt: Model, known: Mapping[tuple[int, int], float]) -> Likelihoods:
    """The pairs that may tell one event, each with how likely it does.

    Args:
        comparison: the mentions side by side.
        learnt: what tells how likely.
        known: pairs of which that is known.
    """
    return Likelihoods(_likely(comparison, learnt, known))


def _likely(
    comparison: Comparison, learnt: Model, known: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, int, float]]:
    # Each thing told once: "freed" as its class, and not as a word beside it.
    language = comparison.language
    things = [_plain(m.telling, language) | _marks(m.telling, language) for m in comparison.mentions]
    for i, j, features in comparison.features():
        likely = known.get((i, j))
        if likely is None:
            likely = learnt.probability(features)
            shared = len(things[i] & things[j])
            if shared < FEW:
                likely *= LESS
            kinds, other = comparison.kinds[i], comparison.kinds[j]
            if shared < MANY and kinds and other and not kinds & other:
                likely *= UNLIKE
        if likely >= LEAST:
            yield i, j, likely
