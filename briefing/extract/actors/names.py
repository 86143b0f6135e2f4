"""Runs of capitals, cut into the names of people, organisations and places."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator, Sequence, Set

from briefing.extract.actors import evidence
from briefing.extract.actors.evidence import vote
from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.runs import pieces, runs
from briefing.extract.actors.words import Name, NameKind, Word, shouted

_PARTY_STATE = re.compile(r"^[A-Z]{1,3}-[A-Z]")


def names(words: Sequence[Word], text: str, lex: Lexicon) -> tuple[Name, ...]:
    """Every name of the story in order; none overlaps another."""
    named: list[Name] = []
    sentences = [(sentence, tuple(runs(sentence, lex))) for sentence in _by_sentence(words)]
    bodies = evidence.told_bodies((run for _, row in sentences for run in row), words, lex)
    acronyms = _acronyms(words, text, lex)
    known = bodies | acronyms
    for sentence, row in sentences:
        loud = shouted(sentence, lex)
        for run in row:
            for piece, led in pieces(run, words, lex, known):
                key = tuple(w.low for w in piece)
                is_body = key in bodies or (piece[0].upper and key in acronyms)
                kind = "organisation" if is_body else _kind(piece, lex)
                named.append(Name(tuple(piece), kind, led, loud))
    named = _joined(named, words, lex)
    people = evidence.people(named, words, text, lex)
    surnames = {key.rsplit(" ", 1)[-1] for key in people}
    ships = evidence.vessels(named, words, lex)
    settled = [_afloat(_settled(name, people, surnames, lex), ships) for name in named]
    return tuple(_collective(name, words, lex) for name in settled)


def _acronyms(words: Sequence[Word], text: str, lex: Lexicon) -> frozenset[tuple[str, ...]]:
    """Small words that are a body's name where they stand in capitals: "the World Harbour Organization (**WHO**)"."""
    upper = (w for w in words if w.upper and (w.low in lex.closed or w.low in lex.function))
    return frozenset((w.low,) for w in upper if text[w.start - 1 : w.start] == "(" and text[w.end : w.end + 1] == ")")


def _afloat(name: Name, ships: Set[str]) -> Name:
    return Name(name.words, "thing", name.led, name.headline) if name.key in ships else name


def _by_sentence(words: Sequence[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in words:
        if row and word.sentence != row[0].sentence:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _kind(piece: Sequence[Word], lex: Lexicon) -> NameKind:
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
    by_head = _by_head(piece, lex)
    return by_head if by_head else "person"


def _by_head(piece: Sequence[Word], lex: Lexicon) -> NameKind | None:
    """What the last word, or a head before "of", makes of a name of several words."""
    last = piece[-1].low
    if lex.names_storm([word.low for word in piece[:2]]):
        return "thing"
    by_place = piece[0].low in lex.place_given
    personal = len(piece) == 2 and piece[0].low in lex.given and not by_place and vote(piece) in ("PERSON", "")
    if (by_place or piece[0].text in lex.places) and last in lex.after_place:
        return "organisation"
    if personal and last in lex.storms and vote(piece) == "PERSON":
        return None  # "Jonas Storm"
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


def _joined(named: list[Name], words: Sequence[Word], lex: Lexicon) -> list[Name]:
    """Names of organisations drawn together over "of", "for the" and "and"."""
    out: list[Name] = []
    causes = _causes(named, words, lex)
    n = 0
    while n < len(named):
        name, last = named[n], out[-1] if out else None
        joined = last is not None and ((last.key, name.key) in causes or _joins(last, name, words, lex))
        upto = n + 1 if joined else _listed(out, named, n, words, lex)
        if last is not None and upto > n:
            whole = words[last.words[0].i : named[upto - 1].words[-1].i + 1]
            out[-1] = Name(tuple(whole), "organisation", last.led, last.headline)
            n = upto
        else:
            out.append(name)
            n += 1
    return out


def _causes(named: Sequence[Name], words: Sequence[Word], lex: Lexicon) -> frozenset[tuple[str, str]]:
    """The two halves of bodies named for what they want: "the director of **Voters for Tax Reform**".

    Somebody must hold an office there. One that is not named by its people ("Progress for Ohio") must also be named
    twice, else "head of Sales for Europe" would be a body.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(named) if _is_for(a, b, words)]
    times = collections.Counter((a.key, b.key) for a, b in pairs)
    return frozenset(
        (a.key, b.key)
        for a, b in pairs
        if _is_served(a, words, lex) and (a.words[-1].low in lex.members or times[a.key, b.key] > 1)
    )


def _is_for(left: Name, right: Name, words: Sequence[Word]) -> bool:
    """Whether nothing but "for" stands between two names."""
    a, b = left.words[-1], right.words[0]
    return (
        a.sentence == b.sentence and b.i == a.i + 2 and words[a.i + 1].low == "for" and a.joins and words[a.i + 1].joins
    )


def _is_served(name: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a name that is no field of work stands behind an office: "the director of **Progress**"."""
    last, i = name.words[-1], name.words[0].i
    if last.low in lex.joined_topics or lex.is_role(last.low) or i < 2:
        return False
    preposition, office = words[i - 1], words[i - 2]
    same = office.sentence == last.sentence and office.joins and preposition.joins
    return same and preposition.low in lex.prepositions and lex.is_role(office.low)


def _listed(out: Sequence[Name], named: Sequence[Name], n: int, words: Sequence[Word], lex: Lexicon) -> int:
    """Behind the last of the topics that a body's name goes on with after a comma, else ``n``.

    As in "the Ministry of Agriculture, Livestock and Fisheries".
    """
    if not out or not _of_topics(out[-1], lex):
        return n
    end = out[-1].words[-1]
    for k in range(n, min(n + 5, len(named))):
        topic = named[k].words
        fields = lex.joined_topics | lex.topic_adjectives
        if topic[0].sentence != end.sentence or any(w.low not in fields for w in topic):
            return n
        between = [w.low for w in words[end.i + 1 : topic[0].i]]
        if between == ["and"]:
            return k + 1 if end.gap.strip() in ("", ",") else n
        if between or end.gap.strip() != ",":
            return n
        end = topic[-1]
    return n


def _of_topics(name: Name, lex: Lexicon) -> bool:
    """Whether a name is a head with a field of work: "Ministry of Agriculture"."""
    over = any(w.low in ("of", "for", "on") for w in name.words)
    topic = name.words[-1].low in lex.joined_topics or name.words[-1].low in lex.topic_adjectives
    return over and topic and any(w.low in lex.organisation_heads for w in name.words)


def _joins(left: Name, right: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    a, b = left.words[-1], right.words[0]
    between = words[a.i + 1 : b.i]
    if a.sentence == b.sentence and not between and a.gap.strip() == "&":
        return left.kind != "person"  # "Food & Water Watch"
    if not 1 <= len(between) <= 3 or a.sentence != b.sentence or not a.joins:
        return False
    if not all(w.joins and w.low in lex.joiners for w in between):
        return False
    small = between[0].low
    if small in ("and", "&"):
        over = any(w.low in {"of", "for", "on"} for w in left.words)
        topical = right.words[-1].low in lex.joined_topics and right.text not in lex.metonyms
        return (over and topical and len(between) == 1) or small == "&" or _shares_head(left, right, lex)
    inside = a.token is not None and b.token is not None and a.token.ent == b.token.ent == "ORG"
    if inside and not any(w.token and (w.token.ent != "ORG" or w.token.ent_start) for w in (*between, b)):
        return True
    if small in ("of", "for") or (small == "on" and a.low in {"committee", "commission", "council", "conference"}):
        somebody = right.kind == "person" and (b.low in lex.given or right.led)
        headed = a.low in lex.organisation_heads and not (somebody and small == "for")
        return headed and not (right.kind == "organisation" and small == "for" and len(left.words) == 1)
    return False


def _shares_head(left: Name, right: Name, lex: Lexicon) -> bool:
    """Whether two fields of work have one head: "the Securities and Exchange Commission"."""
    fields = [*left.words, *right.words[:-1]]
    headed = len(right.words) > 1 and right.words[-1].low in lex.organisation_heads
    return headed and all(w.low in lex.joined_topics or w.low in lex.topic_adjectives for w in fields)


def _collective(name: Name, words: Sequence[Word], lex: Lexicon) -> Name:
    """A name with the noun of a body after it: "the Hale administration" is not Hale."""
    last = name.words[-1]
    motto = any(w.cap and w.low in lex.closed for w in name.words)  # "the Save Our Quay campaign"
    if not last.joins or last.i + 1 >= len(words) or (name.kind == "organisation" and not motto):
        return name
    after = words[last.i + 1]
    people = " ".join(w.low for w in name.words) in lex.peoples or any(w.low in lex.peoples for w in name.words)
    press = after.low in lex.press and not people
    if after.cap or not (press or after.low in lex.collective):
        return name
    return Name((*name.words, after), "organisation", name.led, name.headline)


def _is_ranked(name: Name, surnames: Set[str], lex: Lexicon) -> bool:
    """Whether a name of two words is an office and the surname of somebody named in full."""
    if len(name.words) != 2:
        return False
    office, last = name.words
    return (
        lex.is_role(office.low) and last.low in surnames and last.low not in lex.organisation_heads and not last.upper
    )


def _settled(name: Name, people: frozenset[str], surnames: Set[str], lex: Lexicon) -> Name:
    if name.kind in ("organisation", "person") and name.key not in people and _is_ranked(name, surnames, lex):
        # "Maj. Gen. Tod Falk … General Falk"
        return Name(name.words[1:], "person", led=True, headline=name.headline)
    if name.kind == "person" and name.key not in people:
        kind: NameKind = "organisation" if vote(name.words) == "ORG" else "thing"
        return Name(name.words, kind, name.led, name.headline)
    if name.kind == "organisation" and len(name.words) == 1 and name.words[0].upper and name.key in surnames:
        known = name.text in lex.metonyms or len(name.text) < 3
        return name if known else Name(name.words, "person", name.led, name.headline)  # "Marta Hale … HALE said"
    if name.kind == "single":
        if name.key in people:
            return Name(name.words, "person", name.led, name.headline)
        word = name.words[0]
        common = word.low in lex.organisation_heads or word.low in lex.thing_heads or lex.is_role(word.low)
        common = common or word.low in lex.function or word.low in lex.not_people
        if (
            vote(name.words) == "ORG"
            and not name.headline
            and not word.initial
            and not common
            and name.key not in surnames
        ):
            return Name(name.words, "organisation", name.led, name.headline)
    return name
