"""Names of one person or body drawn together; people who share a surname or a given name kept apart."""

from __future__ import annotations

import bisect
import functools
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.extract.actors.lexicon import Gender, Lexicon
from briefing.extract.actors.shapes import apostrophe_surname
from briefing.extract.actors.words import Name, Word
from briefing.model.findings import ActorKind

_DOTS = re.compile(r"[.\s]")
#: People of one surname, and forms of one name, that another name is compared with; no article has as many.
MOST_ALIKE = 30
_GIVEN_AND_SURNAME = 2


@functools.lru_cache(maxsize=10_000)
def folded(word: str) -> str:
    """A name's word without case, accents, stops and apostrophes, for comparing."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in ".’'‘")


@dataclass(slots=True)
class Cluster:
    """The places where one actor is named."""

    kind: ActorKind
    names: list[Name] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    """Distinct forms, folded, in order of first use."""
    gender: Gender | None = None
    start: int = sys.maxsize
    """Where the actor is first named."""

    def add(self, name: Name) -> None:
        """Takes in one more place."""
        self.names.append(name)
        self.start = min(self.start, name.words[0].start)
        if (form := _form(name)) not in self.forms:
            self.forms.append(form)

    @property
    def fullest(self) -> Name:
        """The longest form, mixed case before capitals, the earliest among equals."""
        return max(
            self.names,
            key=lambda n: (not n.headline, len(n.words), not all(w.upper for w in n.words), -n.words[0].start),
        )


def _form(name: Name) -> tuple[str, ...]:
    return tuple(folded(w.text) for w in name.words)


def _is_behind_honorific(name: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    i = name.words[0].i - 1
    return i >= 0 and words[i].sentence == name.words[0].sentence and words[i].joins and words[i].low in lex.honorifics


def honorific(name: Name, words: Sequence[Word], lex: Lexicon) -> Gender | None:
    """The pronoun that a "Mr." or "Mrs." before a name gives."""
    return lex.honorifics[words[name.words[0].i - 1].low] if _is_behind_honorific(name, words, lex) else None


def prior(name: str, lex: Lexicon) -> Gender | None:
    """The pronoun most bearers of a given name go by."""
    first = name.split(maxsplit=1)[0].lower() if name.split() else ""
    return lex.given.get(first, lex.given.get(first.split("-")[0]))


def people(names: Sequence[Name], words: Sequence[Word], lex: Lexicon) -> list[Cluster]:
    """The people of a document, each with all places where a name of theirs stands."""
    clusters: list[Cluster] = []
    full = _without_nicknames([n for n in names if n.kind == "person" and len(n.words) > 1], words, lex)
    exact: dict[tuple[str, ...], Cluster] = {}
    alike: dict[str, list[Cluster]] = {}  # by the last word, which two forms of one name always share
    for name in sorted(full, key=lambda n: (n.headline, n.words[0].i)):
        form = _form(name)
        last = form[-1]
        homes = [c for c in alike.get(last, [])[-MOST_ALIKE:] if _same_person(c, form, lex)]
        if not homes and form in exact:
            homes = [exact[form]]
        if len(homes) > 1 and all(_is_tail(c, form) for c in homes):
            continue  # "Da Costa" after "Luis da Costa and Rui da Costa"
        home = homes[0] if homes else None
        if home is None:
            if name.headline:
                continue
            home = Cluster("person")
            clusters.append(home)
            alike.setdefault(last, []).append(home)
        exact.setdefault(form, home)
        home.add(name)
        home.gender = home.gender or honorific(name, words, lex)
    bearers = _Bearers(clusters, lex)
    clusters = [c for c in clusters if not _is_firm(c, bearers)]
    bearers = _Bearers(clusters, lex)
    single = [n for n in names if len(n.words) == 1 and n.kind in ("person", "single")]
    for name in sorted(single, key=lambda n: (n.headline, n.words[0].i)):
        fits, home = _single_home(name, bearers, words, lex)
        if home is None and not fits and name.kind == "person" and not name.headline:
            home = Cluster("person")
            clusters.append(home)
        if home is not None:
            home.add(name)
            home.gender = home.gender or honorific(name, words, lex)
            bearers.by_itself.setdefault(_form(name)[0], {})[id(home)] = home
    for cluster in clusters:
        cluster.names.sort(key=lambda n: n.words[0].i)
    return clusters


def _without_nicknames(full: Sequence[Name], words: Sequence[Word], lex: Lexicon) -> list[Name]:
    """The full names without a word before one that the text more often does without: "**Crooked** Ada Hale".

    Behind "Mr." stands a surname, which may be of two words: "Sami Abdul Hale … Mr. Abdul Hale".
    """
    counts = Counter(_form(name) for name in full if not _is_behind_honorific(name, words, lex))

    def is_led(name: Name) -> bool:
        form, (first, second, *_) = _form(name), name.words
        if len(form) <= _GIVEN_AND_SURNAME or first.low in lex.given or second.low not in lex.given:
            return False
        return counts[form[1:]] >= max(1, counts[form])

    return [replace(name, words=name.words[1:]) if is_led(name) else name for name in full]


def _parts(form: Sequence[str], lex: Lexicon) -> tuple[str, tuple[str, ...], str, str]:
    """Given name, middle names, surname and suffix of a folded form."""
    last = form[-1]
    suffix = last if last in lex.suffixes or f"{last}." in lex.suffixes else ""
    core = form[:-1] if suffix else form
    return core[0], tuple(core[1:-1]), core[-1], suffix


def _same_person(cluster: Cluster, new: tuple[str, ...], lex: Lexicon) -> bool:
    return any(_agree(old, new, lex) for old in cluster.forms[:MOST_ALIKE] if len(old) > 1)


def _is_tail(cluster: Cluster, new: tuple[str, ...]) -> bool:
    """Whether a name is no more than the end of each form of another: a double surname."""
    return all(len(old) > len(new) and old[-len(new) :] == new for old in cluster.forms if len(old) > 1)


def _agree(old: tuple[str, ...], new: tuple[str, ...], lex: Lexicon) -> bool:
    if old == new:
        return True
    short, long = sorted((old, new), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True  # a double surname: "Lopez Vega" of "Ana Lopez Vega"
    g1, m1, s1, x1 = _parts(old, lex)
    g2, m2, s2, x2 = _parts(new, lex)
    if s1 != s2 or (x1 and x2 and x1 != x2) or bool(x1) != bool(x2):
        return False
    i1, i2 = {m[0] for m in m1}, {m[0] for m in m2}
    if i1 and i2 and not i1 & i2:
        return False
    return g1 == g2 or g2 in lex.nicknames.get(g1, ()) or (min(len(g1), len(g2)) == 1 and g1[0] == g2[0])


class _Bearers:
    """People by the words of their names, each list in the order of the people."""

    def __init__(self, clusters: Sequence[Cluster], lex: Lexicon) -> None:
        self.by_surname: dict[str, list[Cluster]] = {}
        self.by_given: dict[str, list[Cluster]] = {}
        self.by_itself: dict[str, dict[int, Cluster]] = {}
        """Those who were called by a single word, by their identity; it grows."""
        self._lex = lex
        self._pronouns: dict[int, Gender | None] = {}
        self._full: dict[int, tuple[list[Word], list[Word]]] = {}
        """By a person's identity, the first words of their full names: of those in the story, of those in headlines."""
        for cluster in clusters:
            full = [n for n in cluster.names if len(n.words) > 1]
            self._full[id(cluster)] = (
                [n.words[0] for n in full if not n.headline],
                [n.words[0] for n in full if n.headline],
            )
            long = [form for form in cluster.forms if len(form) > 1]
            for surname in dict.fromkeys(_parts(form, lex)[2] for form in long):
                self.by_surname.setdefault(surname, []).append(cluster)
            for given in dict.fromkeys(form[0] for form in long):
                self.by_given.setdefault(given, []).append(cluster)

    def pronoun(self, person: Cluster) -> Gender | None:
        """What a person is called, or what most bearers of the given name are."""
        if person.gender:
            return person.gender
        if id(person) not in self._pronouns:
            self._pronouns[id(person)] = prior(person.fullest.text, self._lex)
        return self._pronouns[id(person)]

    def named_before(self, person: Cluster, place: int) -> Word | None:
        """The first word of the latest full name before a place, one of a headline before all others."""
        for firsts in reversed(self._full[id(person)]):
            if at := bisect.bisect_left(firsts, place, key=lambda word: word.start):
                return firsts[at - 1]
        return None


def _is_firm(cluster: Cluster, bearers: _Bearers) -> bool:
    """Whether a name is two other people's surnames side by side: a firm, a ticket or a match."""
    form = cluster.forms[0]
    if len(cluster.forms) > 1 or len(form) != 2:
        return False
    named = ([c for c in bearers.by_surname.get(word, [])[:3] if c is not cluster] for word in form)
    others = [{id(c) for c in same[:2]} for same in named]
    return bool(others[0]) and bool(others[1]) and len(others[0] | others[1]) > 1


def _single_home(
    name: Name, bearers: _Bearers, words: Sequence[Word], lex: Lexicon
) -> tuple[Sequence[Cluster], Cluster | None]:
    """All whose surname, or else given name, a single word may be, and the one who is meant, if only one can be."""
    word = folded(name.words[0].text)
    gender = honorific(name, words, lex)
    known = list(bearers.by_itself.get(word, {}).values())
    fits = bearers.by_surname.get(word, [])
    if not fits:
        if known:
            return _called(known, gender)
        fits = bearers.by_given.get(word, [])
    elif len(fits) == 1:
        # "Marta Hale said … Mr. Hale said": her husband, and "Hale" after him is nobody's.
        others = [c for c in known if c is not fits[0]]
        shown = bearers.pronoun(fits[0])
        if gender and shown and shown != gender:
            return _called(others, gender) if others else ((), None)
        fits = fits if gender else [*fits, *others]
        if len(fits) > 1:
            return fits, None
    if not _is_name_here(name, fits):
        return fits, None
    if len(fits) > 1 and (holder := _of_office(fits, name, words, lex)) is not None:
        return fits, holder
    return fits, fits[0] if len(fits) == 1 else _narrowed(fits, name, word, gender, bearers)


#: Words of an office beside a name, at most.
_OFFICE = 6


def _of_office(fits: Sequence[Cluster], name: Name, words: Sequence[Word], lex: Lexicon) -> Cluster | None:
    """Which bearer of a surname holds the office told behind it, if only one does: "Venn, **the prime minister**,"."""
    apposed = _behind(name, words)
    if not apposed or not lex.is_role(apposed[-1].low):
        return None
    office = [w.low for w in apposed if w.low not in lex.function]
    holders = []
    for cluster in fits[:MOST_ALIKE]:
        for full in cluster.names:
            first = full.words[0]
            near = [w.low for w in words[max(0, first.i - _OFFICE) : first.i] if w.sentence == first.sentence]
            behind = [w.low for w in _behind(full, words)]
            if len(full.words) > 1 and (near[-len(office) :] == office or behind[-len(office) :] == office):
                holders.append(cluster)
                break
    return holders[0] if len(holders) == 1 else None


def _behind(name: Name, words: Sequence[Word]) -> Sequence[Word]:
    """The words that a comma sets off behind a name, up to the next mark."""
    last = name.words[-1]
    if last.gap.strip() != "," or last.possessive:
        return ()
    out: list[Word] = []
    for word in words[last.i + 1 : last.i + 1 + _OFFICE]:
        if word.sentence != last.sentence:
            break
        out.append(word)
        if not word.joins:
            break
    return out


def _called(known: Sequence[Cluster], gender: Gender | None) -> tuple[Sequence[Cluster], Cluster | None]:
    """Which of those only called by a surname is meant: "Mr. Hale" and "Mrs. Hale" are two, "Hale" then either."""
    if gender is None:
        return known, known[0] if len(known) == 1 else None
    same = [c for c in known if c.gender == gender] or [c for c in known if c.gender is None]
    return same, same[0] if len(same) == 1 else None


def _narrowed(
    fits: Sequence[Cluster], name: Name, word: str, gender: Gender | None, bearers: _Bearers
) -> Cluster | None:
    """Which of several bearers of a surname is meant.

    By the pronoun a "Mrs." gives; else the only one named so far. Whoever was called by the bare surname while the
    only one named keeps it, unless the other was named in full just before.
    """
    if len(fits) > MOST_ALIKE:
        return None
    if gender:
        shown = [c for c in fits if bearers.pronoun(c) == gender]
        fits = shown or [c for c in fits if (bearers.pronoun(c) or gender) == gender]
    at = name.words[0]
    before = {id(c): full for c in fits if (full := bearers.named_before(c, at.start)) is not None}
    named = [c for c in fits if id(c) in before]
    if len(fits) < 2 or len(named) < 2:
        return named[0] if named else min(fits, key=lambda c: c.start, default=None)
    owners = [c for c in named if (word,) in c.forms]
    if len(owners) != 1:
        return None
    latest = max(named, key=lambda c: before[id(c)].start)
    close = at.sentence - before[id(latest)].sentence <= 1
    return None if latest is not owners[0] and close else owners[0]


def _is_name_here(name: Name, fits: Sequence[Cluster]) -> bool:
    """Whether a word that is also a common noun stands here as a name."""
    word = name.words[0]
    if not fits or word.token is None or not word.initial or apostrophe_surname(word.low):
        return bool(fits)
    return word.token.tag.startswith("NN") or word.token.ent == "PERSON"


def organisations(names: Iterable[Name], text: str, lex: Lexicon) -> list[Cluster]:
    """The organisations and seats of power, acronyms with their names."""
    bodies = _Bodies(text, lex)
    chosen = [n for n in names if n.kind == "organisation"]
    for name in sorted(chosen, key=lambda n: (n.headline, n.words[0].i)):
        home = bodies.named(name)
        if home is None:
            if name.headline and len(name.words) > 2:
                continue
            home = len(bodies.clusters)
            bodies.clusters.append(Cluster("organisation"))
        bodies.add(home, name)
    for cluster in bodies.clusters:
        cluster.names.sort(key=lambda n: n.words[0].i)
    return bodies.clusters


class _Bodies:
    """Organisations in the order of their first names, found by what may stand for one of them."""

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text = text
        self.lex = lex
        self.clusters: list[Cluster] = []
        self._first: dict[tuple[str, object], int] = {}
        """The first body of a form, of initials, of a name that ends at a place, or of a word before "Ministry"."""

    def named(self, name: Name) -> int | None:
        """Which body a name means, the first if it may be several; ``None`` where it is a new one."""
        form, first = _form(name), name.words[0]
        keys: list[tuple[str, object]] = [("form", form)]
        if len(form) == 1 and first.upper:
            keys.append(("initials", _DOTS.sub("", first.text).lower()))
            if self.text[first.start - 1 : first.start] == "(":
                keys.append(("end", first.start - 2))  # "the Harbour Fund (HAF)"
        elif len(form) == 1:
            keys.append(("headed", form[0]))
        keys.append(("alone", form[1:]) if self._is_of_a_nation(name) else ("of a nation", form))
        return min((self._first[key] for key in keys if key in self._first), default=None)

    def _is_of_a_nation(self, name: Name) -> bool:
        """Whether a body's name begins with its nation's: "the U.S. Tidal Survey", later "the Tidal Survey"."""
        return len(name.words) > 2 and name.words[0].text.rstrip(".") in self.lex.not_acronyms

    def add(self, body: int, name: Name) -> None:
        """Takes in one more place where a body is named."""
        self.clusters[body].add(name)
        form = _form(name)
        keys: list[tuple[str, object]] = [("form", form), ("end", name.words[-1].end)]
        if self._is_of_a_nation(name):
            keys.append(("of a nation", form[1:]))
        elif not any(map(self._is_of_a_nation, self.clusters[body].names)):
            keys.append(("alone", form))
        if len(name.words) > 1:
            keys.append(("initials", _initials(name, self.lex)))
        if len(form) == 2 and form[1] in self.lex.organisation_heads:
            keys.append(("headed", form[0]))
        for key in keys:
            self._first[key] = min(body, self._first.get(key, body))


def _initials(name: Name, lex: Lexicon) -> str:
    return "".join(w.text[0].lower() for w in name.words if w.low not in lex.joiners and w.cap)


def places(names: Iterable[Name], lex: Lexicon) -> list[Cluster]:
    """The countries that are named: they act and speak."""
    clusters: dict[str, Cluster] = {}
    for name in names:
        plain = name.text.rstrip(".")
        if name.kind == "place" and plain in lex.states:
            clusters.setdefault(lex.same.get(plain, plain), Cluster("place")).add(name)
    return list(clusters.values())
