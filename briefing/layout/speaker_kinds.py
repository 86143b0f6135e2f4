"""What kind of speaker somebody is, by office and body: government, business, experts and others.

Read off the words that the articles have for them, and nothing else: whose kind these do not tell plainly has none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.model.brief import Speaker

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
#: In place of a country, its adjective, a region or a town.
STATE = "{state}"
#: Takes the kind away.
UNPLAIN = ""
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The phrases of a language, as tuples of words in lower case, and what kind each tells."""

    order: tuple[str, ...]
    """All kinds, as they follow one another on the page."""
    offices: Mapping[Phrase, str]
    """In what a person is, and in the names of groups."""
    bodies: Mapping[Phrase, str]
    """There, in affiliations, and in the names of bodies."""
    alone: Mapping[Phrase, str]
    """These must be all of it, and with them no affiliation but a place."""
    names: frozenset[Phrase]
    """Names of bodies that have a place in them; each is one word of phrases."""
    beside: frozenset[str]
    """Words that may stand beside those."""
    capitals: frozenset[str]
    """Words of phrases that are written in capitals."""
    states: frozenset[Phrase]
    both: Mapping[frozenset[str], str]
    """Of an office of one kind and a body of another: whose speaker it is."""
    longest: int
    """How many words the longest of all these phrases has."""

    def words(self, text: str) -> list[str]:
        """The words of a text as phrases have them: names of bodies as one, countries as :data:`STATE`."""
        tokens = [_plain(word) for word in _WORD.findall(text.replace("-", " "))]
        low = [word.lower() for word in tokens]
        made: list[str] = []
        at = 0
        while at < len(tokens):
            named = self._size(low, at, self.names)
            size = named or self._size(low, at, self.states)
            word = tokens[at] if tokens[at] in self.capitals else low[at]
            made.append(" ".join(low[at : at + named]) if named else STATE if size else word)
            at += size or 1
        return made

    def kinds_in(self, text: str, phrases: Mapping[Phrase, str], *, placed: bool = True) -> frozenset[str]:
        """The kinds that a text tells, :data:`UNPLAIN` among them where something takes them away.

        Args:
            text: what somebody is, or a name.
            phrases: which count.
            placed: whether nothing but a place is told beside it.
        """
        words = self.words(text)
        bare = tuple(word for word in words if word not in self.beside and word != STATE)
        if placed and (kind := self.alone.get(bare)) is not None:
            return frozenset({kind})
        return frozenset(self._found(words, phrases))

    def is_place(self, text: str) -> bool:
        """Whether a text is nothing but a country, a region or a town, or empty."""
        return set(self.words(text)) <= {STATE}

    def _found(self, words: Sequence[str], phrases: Mapping[Phrase, str]) -> Iterator[str]:
        """The kinds of the phrases among some words, the longest first."""
        at = 0
        while at < len(words):
            size = self._size(words, at, phrases)
            if size:
                yield phrases[tuple(words[at : at + size])]
            at += size or 1

    def _size(self, words: Sequence[str], at: int, phrases: Container[Phrase]) -> int:
        """How many words the longest phrase has that begins at one of them; 0 where none does."""
        sizes = range(min(self.longest, len(words) - at), 0, -1)
        return next((n for n in sizes if tuple(words[at : at + n]) in phrases), 0)


def _plain(word: str) -> str:
    """A word without the dots of an abbreviation and the mark of possession."""
    word = word.replace("’", "'").removesuffix("'s")
    return word.replace(".", "").replace("'", "")


@functools.cache
def kinds(language: str) -> Kinds | None:
    """The kinds of a language; ``None`` where it has no such rules."""
    if language not in rules.languages("speaker_kinds"):
        return None
    data, actors = rules.load("speaker_kinds", language), rules.load("actors", language)
    words = data["words"]
    blanks = {"{field}": words["fields"], "{spokes}": words["spokes"]}

    def expanded(phrases: Sequence[str]) -> Iterator[Phrase]:
        for phrase in phrases:
            filled = [phrase]
            for blank, values in blanks.items():
                if blank in phrase:
                    filled = [text.replace(blank, value) for text in filled for value in values]
            yield from (tuple(w if w.isupper() else w.lower() for w in text.split()) for text in filled)

    bodies = {phrase: kind["name"] for kind in data["kind"] for phrase in expanded(kind.get("bodies", ()))}
    offices = {phrase: kind["name"] for kind in data["kind"] for phrase in expanded(kind.get("offices", ()))}
    unplain = dict.fromkeys(expanded(words["unplain"]), UNPLAIN)
    places = [*actors["states"], *(p for people in actors["states"].values() for p in people.split())]
    places += actors["words"]["acronym_places"].split()
    places += [p for line in actors["places"]["regions"].splitlines() for p in line.split("|") if p.strip()]
    names = {tuple(name.split()): kind["name"] for kind in data["kind"] for name in kind.get("names", ())}
    bodies |= {(" ".join(name),): kind for name, kind in names.items()}
    states = frozenset(tuple(place.lower().replace(".", "").replace("-", " ").split()) for place in places)
    every = [*bodies, *offices]
    return Kinds(
        order=tuple(kind["name"] for kind in data["kind"]),
        offices={**bodies, **offices, **unplain},
        bodies=bodies,
        alone={phrase: kind["name"] for kind in data["kind"] for phrase in expanded(kind.get("alone", ()))},
        names=frozenset(names),
        beside=frozenset(words["beside"]),
        capitals=frozenset(w for phrase in every for w in phrase if w.isupper()),
        states=states,
        both={frozenset(row["kinds"]): row["kind"] for row in data["both"]},
        longest=max(map(len, (*every, *unplain, *names, *states)), default=0),
    )


@functools.lru_cache(maxsize=10_000)
def kind_of(speaker: Speaker, language: str) -> str | None:
    """The kind of a speaker, by the name of its rule; ``None`` where it is not plain.

    Args:
        speaker: with title and affiliation as the page prints them.
        language: whose words these are.

    >>> kind_of(Speaker("Ada Brenn", "person", "transport minister"), "en")
    'government'
    >>> kind_of(Speaker("Ada Brenn", "person", "former transport minister"), "en") is None
    True
    """
    known = kinds(language)
    if known is None or speaker.kind in ("document", "place"):
        return None
    placed, title = known.is_place(speaker.affiliation or ""), speaker.title or ""
    # "President Ada Brenn" is a country's; "its president, Ada Brenn" may be that of whatever was told of before.
    of_state = placed and (bool(speaker.affiliation) or not title.islower())
    office = known.kinds_in(title, known.offices, placed=of_state)
    if speaker.kind != "person":
        office |= known.kinds_in(speaker.name, known.offices, placed=placed)
    all_kinds = office | known.kinds_in(speaker.affiliation or "", known.bodies, placed=False)
    if UNPLAIN in all_kinds:
        return None
    if len(office) == 1 and len(all_kinds) == 2:
        return known.both.get(all_kinds)
    return next(iter(all_kinds)) if len(all_kinds) == 1 else None
