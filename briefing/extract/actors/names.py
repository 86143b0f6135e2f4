"""Runs of capitals, cut into the names of people, organisations and places."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.words import SAINTS, Word, shouted
from briefing.model.text import Span

NameKind = Literal["person", "organisation", "place", "thing", "single"]

_AGE = re.compile(r"^,? ?\(?(?:age[d]? )?[1-9]\d\)?(?:,| )")
_NOT_PERSON = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "DATE"})
_ENOUGH = 1.5
_PARTY_STATE = re.compile(r"^[A-Z]{1,3}-[A-Z]")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?|(?:[^\W\d_]\.)+)$")


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a name stands, without titles and possessives."""

    words: tuple[Word, ...]
    kind: NameKind
    led: bool = False
    """Whether an office or an honorific stands right before it."""
    headline: bool = False
    """Whether it stands in a line of capitals, where only names known from elsewhere count."""

    @property
    def span(self) -> Span:
        """The characters of the name."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(w.text for w in self.words)

    @property
    def key(self) -> str:
        """The name in lower case, to count the same name together."""
        return self.text.lower()


def names(words: Sequence[Word], text: str, lex: Lexicon) -> tuple[Name, ...]:
    """Every name of the story in order; none overlaps another."""
    found: list[Name] = []
    for sentence in _by_sentence(words):
        loud = shouted(sentence, lex)
        for run in _runs(sentence, lex):
            for piece, led in _pieces(run, words, lex):
                kind = _kind(piece, words, lex)
                found.append(Name(tuple(piece), kind, led, loud))
    found = _joined(found, words, lex)
    people = _people(found, words, text, lex)
    surnames = {key.rsplit(" ", 1)[-1] for key in people}
    return tuple(_collective(_settled(name, people, surnames, lex), words, lex) for name in found)


def _by_sentence(words: Sequence[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in words:
        if row and word.sentence != row[0].sentence:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _runs(sentence: Sequence[Word], lex: Lexicon) -> Iterator[list[Word]]:
    """Capitalised words that only white space parts, with the small words names may hold (``de``, ``bin``)."""
    run: list[Word] = []
    for n, word in enumerate(sentence):
        if word.cap:
            run.append(word)
        elif run and word.low in lex.particles and any(w.cap for w in sentence[n + 1 : n + 3]) and len(run) < 6:
            following = sentence[n + 1]
            if word.joins and (following.cap or (following.low in lex.particles and following.joins)):
                run.append(word)
        if run and (run[-1] is not word or not word.joins):
            yield run
            run = []
    if run:
        yield run


def _pieces(run: list[Word], words: Sequence[Word], lex: Lexicon) -> Iterator[tuple[list[Word], bool]]:
    """The names inside a run of capitals, each with whether a title leads it."""
    part: list[Word] = []
    for word in run:
        if word.low in lex.breakers or (word.cap and word.low in lex.closed and not _may_begin(word, run, lex)):
            yield from _piece(part, words, lex)
            part = []
        else:
            part.append(word)
    yield from _piece(part, words, lex)


def _may_begin(word: Word, run: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a small word with a capital is a given name here: "Will Hurd", not "Will Hurd's friends"."""
    tag = word.token.tag if word.token else ""
    return word.low in lex.given and len(run) > 1 and tag.startswith("NNP")


def _piece(part: list[Word], words: Sequence[Word], lex: Lexicon) -> Iterator[tuple[list[Word], bool]]:
    part = _stripped(part, lex)
    if not part:
        return
    cut = _title_end(part, lex)
    head, part = part[:cut], part[cut:]
    body = _body_in_title(head, lex, alone=not part)
    if body:
        yield body, False
    part = _without_people(part, lex)
    if part:
        before = words[part[0].i - 1] if part[0].i else None
        led = (
            before is not None
            and before.joins
            and before.sentence == part[0].sentence
            and (lex.is_role(before.low) or before.low in lex.honorifics)
        )
        yield part, led


def _stripped(part: list[Word], lex: Lexicon) -> list[Word]:
    """Without small words at its ends, and without a sentence's first word that is no name."""
    while part and not part[0].cap:
        part = part[1:]
    while part and not part[-1].cap:
        part = part[:-1]
    if not part:
        return part
    # "super PAC Harbour Rising"; a state at the end of a dateline or an address ("Hove, N.J. Ann Hale").
    while len(part) > 1 and part[0].text.rstrip(".") in lex.not_acronyms:
        part = part[1:]
    first = part[0]
    plain = first.initial and first.low in lex.function and first.low != "new"
    return part[1:] if plain and not _may_begin(first, part, lex) else part


def _body_in_title(head: Sequence[Word], lex: Lexicon, *, alone: bool) -> list[Word]:
    """The body that a title in capitals names: "Pentagon Spokesman", "CNN Anchor Ann Hale"."""
    kept = [w for w in head if not (lex.is_role(w.low) or w.low in lex.honorifics or w.low in lex.modifiers)]
    if not kept or kept[0] is not head[0] or any(b.i != a.i + 1 for a, b in itertools.pairwise(kept)):
        return []
    return kept if alone or any(w.low in lex.organisation_heads or w.upper for w in kept) else []


def _title_end(part: Sequence[Word], lex: Lexicon) -> int:
    """How many of the run's first words are a title."""
    end = 0
    for n, word in enumerate(part):
        titled = lex.is_role(word.low) or word.low in lex.honorifics or word.low in lex.plural_roles
        if word.low in SAINTS and any(w.low in lex.organisation_heads for w in part[n + 2 :]):
            continue  # "St. Mary’s Hospital"
        if not titled:
            # "(Secretary of) State John Hale": the given name begins the name.
            if n and word.low in lex.given and n + 1 < len(part) and _ends_title(part[n - 1], lex):
                end = max(end, n)
            continue
        previous = part[n - 1] if n else None
        given = previous is not None and previous.low in lex.given and not lex.is_role(previous.low)
        if given and end < n and (n == len(part) - 1 or part[n + 1].low in lex.suffixes):
            continue  # a surname that is an office: "Stephen King"
        end = n + 1
    return end


def _ends_title(word: Word, lex: Lexicon) -> bool:
    return (
        word.low in lex.organisation_heads
        or word.low in lex.thing_heads
        or word.low in lex.place_words
        or word.low in {"defense", "defence", "staff", "security", "war", "energy", "labor", "commerce", "interior"}
    )


def _without_people(part: list[Word], lex: Lexicon) -> list[Word]:
    """Without a people or a party before a name: "Ukrainian Viktor Bondar", "Republican Ann Hale"."""
    if len(part) < 3:
        return part
    first = part[0].low
    if (first in lex.peoples or first in {"democrat", "republican", "conservative"}) and part[1].low in lex.given:
        return part[1:]
    return part


def _kind(piece: Sequence[Word], words: Sequence[Word], lex: Lexicon) -> NameKind:
    text = " ".join(w.text for w in piece)
    bare = text.rstrip(".")
    low = [w.low for w in piece]
    if bare in lex.places:
        return "place"
    if text in lex.metonyms:
        return "organisation"
    if all(x in lex.peoples or x in lex.not_people or x in lex.function for x in low):
        return "thing"
    if all(w.text in lex.not_acronyms or x == "super" for w, x in zip(piece, low, strict=True)):
        return "thing"
    if len(piece) == 1:
        word = piece[0]
        if len(word.text) == 1 or ("-" in word.text and word.text.rsplit("-", 1)[1].islower()):
            return "thing"
        if _PARTY_STATE.match(word.text):
            return "thing"
        if word.upper and 2 <= len(word.text) <= 6 and not any(c.isdigit() for c in word.text):
            return "thing" if bare.upper() in lex.not_acronyms else "organisation"
        return "single"
    if all(w.upper or w.low in lex.function for w in piece) and len(piece) > 4:
        return "thing"
    by_head = _by_head(piece, words, lex)
    return by_head if by_head else "person"


def _by_head(piece: Sequence[Word], words: Sequence[Word], lex: Lexicon) -> NameKind | None:
    """What the last word, or a head before "of", makes of a name of several words."""
    personal = len(piece) == 2 and piece[0].low in lex.given and _vote(piece) in ("PERSON", "")
    last = piece[-1].low
    if last in lex.not_people or (last in lex.peoples and last.endswith("s")):
        return "thing"
    if last in lex.organisation_heads or any(w.low in lex.organisation_heads for w in piece[1:]):
        return (
            None
            if personal and len(last) > 3 and last not in {"party", "group", "campaign", "court"}
            else ("organisation")
        )
    if piece[0].low in lex.organisation_heads:
        return "organisation"
    if last in lex.place_heads:
        return None if personal else "place"
    if last in lex.thing_heads:
        return None if personal else "thing"
    return None


def _vote(piece: Sequence[Word]) -> str:
    """The entity type most of the words carry, or the empty string."""
    counts = Counter(w.token.ent for w in piece if w.token is not None)
    if not counts:
        return ""
    label, n = counts.most_common(1)[0]
    return label if 2 * n >= len(piece) else ""


def _joined(found: list[Name], words: Sequence[Word], lex: Lexicon) -> list[Name]:
    """Names of organisations drawn together over "of", "for the" and "and"."""
    out: list[Name] = []
    for name in found:
        last = out[-1] if out else None
        if last is not None and _joins(last, name, words, lex):
            whole = words[last.words[0].i : name.words[-1].i + 1]
            out[-1] = Name(tuple(whole), "organisation", last.led, last.headline)
        else:
            out.append(name)
    return out


def _joins(left: Name, right: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    a, b = left.words[-1], right.words[0]
    between = words[a.i + 1 : b.i]
    if not 1 <= len(between) <= 3 or a.sentence != b.sentence or not a.joins:
        return False
    if not all(w.joins and w.low in lex.joiners for w in between):
        return False
    small = between[0].low
    if small in ("and", "&"):
        over = any(w.low in {"of", "for", "on"} for w in left.words)
        return (over and right.words[-1].low in lex.joined_topics) or small == "&"
    inside = a.token is not None and b.token is not None and a.token.ent == b.token.ent == "ORG"
    if inside and not any(w.token and (w.token.ent != "ORG" or w.token.ent_start) for w in (*between, b)):
        return True
    if small in ("of", "for") or (small == "on" and a.low in {"committee", "commission", "council", "conference"}):
        somebody = right.kind == "person" and (b.low in lex.given or right.led)
        headed = a.low in lex.organisation_heads and not (somebody and small == "for")
        return headed and not (right.kind == "organisation" and small == "for" and len(left.words) == 1)
    return False


def _people(found: Iterable[Name], words: Sequence[Word], text: str, lex: Lexicon) -> frozenset[str]:
    """The names, in lower case, that the evidence of all their places makes a person's."""
    small = Counter(w.low for w in words if not w.cap)
    evidence: Mapping[str, list[float]] = defaultdict(list)
    votes: Mapping[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Name] = {}
    for name in found:
        if name.kind not in ("person", "single") or name.headline:
            continue
        first.setdefault(name.key, name)
        evidence[name.key].append(_here(name, words, text, lex))
        votes[name.key][_vote(name.words)] += 1
    people = set()
    for key, name in first.items():
        score = max(evidence[key]) + _inside(name, small, lex) + _voted(votes[key])
        if name.kind == "single":
            score -= 1.0 if len(evidence[key]) < 2 else 0.5
        if score >= _ENOUGH:
            people.add(key)
    # A surname that an office or a "Mr." leads somewhere makes a person of the full name elsewhere.
    led = {n.key for n in found if n.led and n.kind == "single" and n.key in people}
    people.update(key for key, n in first.items() if n.kind == "person" and n.words[-1].low in led)
    return frozenset(people)


def _voted(votes: Mapping[str, int]) -> float:
    """What the model says, over all places of one name."""
    total = sum(votes.values())
    person = votes.get("PERSON", 0) / total
    other = sum(n for label, n in votes.items() if label in _NOT_PERSON) / total
    if person >= 0.5:
        return 2.0
    return -1.5 if other >= 0.5 else 0.0


def _inside(name: Name, small: Mapping[str, int], lex: Lexicon) -> float:
    """What the words of a name say by themselves."""
    low = [w.low for w in name.words]
    score = 0.0
    if len(low) > 1:
        score += 3.0 if low[0] in lex.given else 0.0
        score += 1.5 if any(_INITIAL.match(x) for x in low[:-1]) or low[-1] in lex.suffixes else 0.0
        score -= 3.0 if len(low) > 5 else 0.0
        score -= 1.0 if low[0] in lex.place_words else 0.0
        score -= 1.5 * sum(x in lex.peoples or x in lex.not_people for x in low)
    elif low[0] in lex.not_people or low[0] in lex.peoples or low[0] in lex.organisation_heads:
        score -= 5.0
    score -= 0.75 * min(2, sum(bool(small.get(x)) for x in low if x not in lex.particles))
    return score


def _here(name: Name, words: Sequence[Word], text: str, lex: Lexicon) -> float:
    """What stands around a name in one place."""
    score, spoken = 0.0, False
    begin, last = name.words[0], name.words[-1]
    if name.led:
        score += 2.0
    if begin.i:
        before = words[begin.i - 1]
        if before.sentence == begin.sentence and before.low in lex.honorifics and before.joins:
            score += 2.0
        spoken = before.low in lex.sayings and before.joins and before.sentence == begin.sentence
        score += 0.75 * spoken
    if _AGE.match(text[last.end : last.end + 12]):
        score += 2.0
    if last.i + 1 < len(words):
        after = words[last.i + 1]
        if after.sentence == last.sentence:
            if last.joins and after.low in lex.sayings:
                score += 1.0
            if last.gap.strip() == "," and after.low == "who":
                score += 1.5
            if last.gap.strip() in (",", "—", "–", "-") and _appositive(words[after.i : after.i + 7], lex):
                # "warned Ana Ruiz, chief economist at …": no body speaks and has an office.
                score += 3.5 if spoken else 2.0
    return score


def _appositive(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether the words begin as an office does: "the founding director of"."""
    sentence = words[0].sentence
    for n, word in enumerate(words):
        if word.sentence != sentence:
            return False
        if lex.is_role(word.low):
            return True
        opened = n == 0 and word.low in lex.determiners
        article = words[0].low in lex.determiners and word.low not in lex.closed and word.low not in lex.prepositions
        if not (word.cap or word.low in lex.modifiers or opened or article) or word.gap.strip():
            return False
    return False


def _collective(name: Name, words: Sequence[Word], lex: Lexicon) -> Name:
    """A name with the noun of a body after it: "the Hale administration" is not Hale."""
    last = name.words[-1]
    if not last.joins or last.i + 1 >= len(words) or name.kind == "organisation":
        return name
    after = words[last.i + 1]
    if after.low not in lex.collective or after.cap:
        return name
    return Name((*name.words, after), "organisation", name.led, name.headline)


def _settled(name: Name, people: frozenset[str], surnames: Set[str], lex: Lexicon) -> Name:
    if name.kind == "person" and name.key not in people:
        kind: NameKind = "organisation" if _vote(name.words) == "ORG" else "thing"
        return Name(name.words, kind, name.led, name.headline)
    if name.kind == "single":
        if name.key in people:
            return Name(name.words, "person", name.led, name.headline)
        word = name.words[0]
        common = word.low in lex.organisation_heads or word.low in lex.thing_heads or lex.is_role(word.low)
        common = common or word.low in lex.function or word.low in lex.not_people
        if (
            _vote(name.words) == "ORG"
            and not name.headline
            and not word.initial
            and not common
            and name.key not in surnames
        ):
            return Name(name.words, "organisation", name.led, name.headline)
    return name
