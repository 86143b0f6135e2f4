"""One name for a person whom articles name differently; bodies, groups and bare nouns are never joined."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing import rules
from briefing.model.brief import Speaker
from briefing.rules import given_names
from briefing.text_similarity import distance

#: Letters of the shortest surname in which another one may be a slip, and of the shortest given name spelt otherwise.
LONG_SURNAME, LONG_GIVEN = 6, 5
#: Letters in which two spellings of a word differ, at most.
DIFFERING = 2
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+|(?<=.)h")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(slots=True)
class _Person:
    """A spelling of a name, and who bears it where."""

    name: str
    words: tuple[str, ...]
    """Without case, accents and what is added to a name at its end; initials are single letters."""
    suffix: str
    """What is added: "jr"."""
    sources: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    spellings: list[_Person] = field(default_factory=list)
    """Of the same person, with their sources and titles."""

    @property
    def full(self) -> tuple[str, ...]:
        """The words that are written out."""
        return tuple(word for word in self.words if len(word) > 1)


def fullest(speakers: Iterable[tuple[Speaker, int]], language: str) -> Mapping[str, str]:
    """For each name the one that most articles have of those that can only mean the same person, a full one if any.

    A surname goes with the one who bears it; "Ola Brenn" with "Alderman Ola Brenn" and "O. T. Brenn"; "Jose" with
    "José"; and a name with another spelling of it where no article has both. A name that may mean two people stays.

    Args:
        speakers: each with the number of the source that names them so.
        language: of the articles.
    """
    names = _names(language)
    people: dict[str, _Person] = {}
    every: dict[str, str] = {}
    for speaker, source in speakers:
        every[speaker.name] = speaker.name
        if speaker.kind != "person":
            continue
        person = people.get(speaker.name) or names.read(speaker.name)
        if person.full:
            people[speaker.name] = person
            person.sources.add(source)
            person.titles |= {word for word in _plain(speaker.title or "") if len(word) > 1}
    for head in names.joined(list(people.values())):
        shown = names.shown(head.spellings)
        every.update((spelling.name, shown) for spelling in head.spellings)
    return every


def is_bare_noun(speaker: Speaker) -> bool:
    """Whether somebody is told by nouns alone, which are other people in another article: "officials", "the man".

    >>> is_bare_noun(Speaker("officials", "group")), is_bare_noun(Speaker("Norlandic officials", "group"))
    (True, False)
    """
    return speaker.kind in ("group", "document") and not any(c.isupper() for c in speaker.name)


def introduction(speakers: Iterable[tuple[Speaker, int]], day_of: Callable[[int], dt.date | None]) -> Speaker | None:
    """What articles say that somebody is: the newest that do, and as most of these do; of as many the first.

    Args:
        speakers: one person, with the number of the article that introduces them so.
        day_of: the day of an article.
    """
    titled = [(speaker, source) for speaker, source in speakers if speaker.title]
    days = {source: day_of(source) or dt.date.min for _, source in titled}
    latest = [(speaker, source) for speaker, source in titled if days[source] == max(days.values())]
    introductions = {(speaker.title, speaker.affiliation, source) for speaker, source in latest}
    uses = Counter((title, body) for title, body, _ in introductions)

    def used(speaker: Speaker) -> int:
        return uses[speaker.title, speaker.affiliation]

    return max((speaker for speaker, _ in latest), key=used, default=None)


def _plain(name: str) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(token.casefold() for token in _TOKEN.findall(bare))


@functools.cache
def _names(language: str) -> _Names:
    """Those of a language, read once a process."""
    return _Names(language)


class _Names:
    """What a language knows of names of people."""

    def __init__(self, language: str) -> None:
        pronouns = given_names.known(language)
        self.he, self.she = (frozenset(n for n, pronoun in pronouns.items() if pronoun == of) for of in ("he", "she"))
        self.given = frozenset(pronouns)
        self.suffixes = {word.rstrip(".") for word in rules.words("actors", language, "suffixes")}
        self.articles = rules.words("person_names", language, "articles")
        self.offices = {
            word.rstrip(".")
            for kind in ("roles", "honorifics", "honorifics_he", "honorifics_she")
            for word in rules.words("actors", language, kind)
        }
        self.leading = self.given | self.offices
        self.short: dict[str, set[str]] = defaultdict(set)
        for row in rules.nearest("actors", language)["words"]["nicknames"]:
            full, *forms = row.split()
            for form in forms:
                self.short[full].add(form)
                self.short[form].add(full)
        pairs = [row.split() for row in rules.nearest("person_names", language)["words"]["exchanged"]]
        self._exchanged = dict(pairs)
        self._letters = re.compile(rules.any_of(self._exchanged))
        self.bones = functools.lru_cache(maxsize=10_000)(self._bones)

    def read(self, name: str) -> _Person:
        """A spelling."""
        words = _plain(name)
        suffix = words[-1] if len(words) > 1 and words[-1] in self.suffixes else ""
        words = words[:-1] if suffix else words
        words = tuple(w for w in words[:-1] if w not in self.articles) + words[-1:]
        return _Person(name, words, suffix)

    def joined(self, people: Sequence[_Person]) -> list[_Person]:
        """The people, each with all spellings, longest first, so that a short one finds the longest."""
        heads: list[_Person] = []
        by_key: dict[str, list[int]] = defaultdict(list)
        for person in sorted(people, key=lambda p: (-len(p.full), -_accents(p.name), -len(p.name), p.name)):
            short = len(person.full) == 1
            near = sorted({n for key in self._keys(person) for n in by_key[key]})
            matching = [heads[n] for n in near if self._is(person, heads[n])]
            if len(matching) > 1 and not short:
                ends = person.full[0], person.full[-1]
                alike = [head for head in matching if (head.full[0], head.full[-1]) == ends]
                matching = alike if len(alike) == 1 else matching
            if len(matching) == 1:
                matching[0].spellings.append(person)
                matching[0].sources |= person.sources
                matching[0].titles |= person.titles
                continue
            head = replace(person, sources=set(person.sources), titles=set(person.titles), spellings=[person])
            for key in () if short else self._keys(head):
                by_key[key].append(len(heads))
            heads.append(head)
        return heads

    def _keys(self, person: _Person) -> set[str]:
        """What two spellings of one name share at least: a word at either end, or the bones of the last one."""
        first, last = person.full[0], person.full[-1]
        return {first, last, f"-{self.bones(last)}"}

    def shown(self, spellings: Sequence[_Person]) -> str:
        """Which spelling is printed."""
        uses = Counter(" ".join(s.words) for s in spellings for _ in s.sources)
        full = [s for s in spellings if len(s.full) > 1] or list(spellings)

        def leads(words: tuple[str, ...]) -> bool:
            """Whether a first word stands before what is the whole name elsewhere: "Alhaji" in "Alhaji Tobin Karr"."""
            rest = (other.words for other in full if len(other.words) < len(words))
            return words[0] not in self.leading and any(words[-len(r) :] == r for r in rest)

        before = {s.words[0] for s in full if leads(s.words)}

        def rank(spelling: _Person) -> tuple[object, ...]:
            words = spelling.words
            rest = [other.words for other in full if len(other.words) < len(words)]
            added = words[0] in before or any(words[: len(r)] == r and r[-1] not in self.given for r in rest)
            return (
                len(words[0]) == 1 or spelling.name.isupper(),
                -uses[" ".join(words)],
                added,
                -len(words),
                -_accents(spelling.name),
                -len(spelling.sources),
                -len(spelling.name),
                spelling.name,
            )

        return min(full, key=rank).name

    def _is(self, person: _Person, head: _Person) -> bool:
        """Whether a name can be that of one with as many words written out, or more."""
        if person.suffix != head.suffix and len(person.full) > 1:
            return False
        short, long = person.words, head.words
        if len(person.full) == 1:
            return self._is_short(person, head)
        if "".join(short) == "".join(long):
            return True
        if short == long[-len(short) :]:
            return not self._is_anothers_name(short, long)
        if short[-1] == long[-1] and self._given(short[0], long[0], person, head):
            return self._agree(short[1:-1], long[1:-1], spelt=not person.sources & head.sources)
        if person.sources & head.sources:
            return False
        if len(short) == 2 and (short == long[::-1] or (short == long[:2] and short[0] in self.given)):
            return True
        return len(short) == len(long) and self._is_spelt(person, head)

    def _is_short(self, person: _Person, head: _Person) -> bool:
        """Whether a word, with initials or alone, names somebody: a given name only where both hold one office."""
        (word,) = person.full
        if len(head.full) == 1:
            return word == head.full[0] and self._agree(person.words[:-1], head.words[:-1], spelt=False)
        if word == head.full[-1] and word == person.words[-1]:
            initials = [w[0] for w in head.words[:-1]]
            asked = [w[0] for w in person.words[:-1]]
            if len(asked) < 2:
                return set(asked) <= set(initials)
            return asked[0] == initials[0] and (len(initials) == 1 or set(asked) <= set(initials))
        return len(person.words) == 1 and word == head.words[0] and bool(person.titles & head.titles)

    def _is_anothers_name(self, short: Sequence[str], long: Sequence[str]) -> bool:
        """Whether a name at the end of another one is a name of its own: a father's, a saint's."""
        front = long[: -len(short)]
        return short[0] in self.given and any(word in self.given for word in front)

    def _given(self, short: str, long: str, person: _Person, head: _Person) -> bool:
        """Whether two first names can be one; spelt otherwise, of people that no article names side by side."""
        if short == long or long in self.short.get(short, ()):
            return True
        if min(len(short), len(long)) == 1:
            return short[0] == long[0]
        if person.sources & head.sources or ({short, long} & self.he and {short, long} & self.she):
            return False
        if self.bones(short) != self.bones(long) or distance(short, long) > DIFFERING:
            return False
        single, other = (_DOUBLED.sub(r"\1", word) for word in (short, long))
        plain = len(single) == len(other) >= LONG_GIVEN and single[-1] == other[-1]
        return plain or bool(person.titles & head.titles)

    def _agree(self, some: Sequence[str], others: Sequence[str], *, spelt: bool) -> bool:
        """Whether two rows of middle names, the shorter first, can be of one person, perhaps spelt otherwise."""
        if not some or not others:
            return True
        initials = {word[0] for word in others if len(word) == 1}
        if all(word in others or word[0] in (initials if len(word) > 1 else {w[0] for w in others}) for word in some):
            return True
        return (
            spelt and len(some) == len(others) and all(self._one_word(a, b) for a, b in zip(some, others, strict=True))
        )

    def _is_spelt(self, person: _Person, head: _Person) -> bool:
        """Whether two names of as many words are one spelt twice; two words otherwise in one office only."""
        pairs = list(zip(person.words, head.words, strict=True))
        differing = [i for i, (a, b) in enumerate(pairs) if a != b]
        same_office = bool(person.titles & head.titles)
        if not same_office and ((person.titles and head.titles) or len(differing) > 1):
            return False
        if 0 in differing and not self._given(*pairs[0], person, head):
            return False
        return len(differing) <= 2 and all(self._one_word(*pairs[i]) for i in differing if i)

    def _one_word(self, word: str, other: str) -> bool:
        """Whether two words are one spelt twice, or with a slip."""
        letters = distance(word, other)
        if self.bones(word) == self.bones(other) and len(self.bones(word)) > 1 and letters <= DIFFERING:
            return True
        if min(len(word), len(other)) < LONG_SURNAME or word[0] != other[0]:
            return False
        return letters == 1 or (letters == 2 and sorted(word) == sorted(other))

    def _bones(self, word: str) -> str:
        """The consonants of a word, those that are exchanged as one, doubled ones once: "mhmd" of "Mohammed"."""
        written = self._letters.sub(lambda match: self._exchanged[match.group()], word)
        return _DOUBLED.sub(r"\1", _VOWELS.sub("", written))


def _accents(name: str) -> int:
    return sum(unicodedata.combining(c) != 0 for c in unicodedata.normalize("NFKD", name))
