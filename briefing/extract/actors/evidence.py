"""Which names are people's: what their words say, what stands around them, and what the model takes them for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from briefing.extract.actors import shapes
from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.words import Name, Word

_AGE = re.compile(r"^,? ?\(?(?:age[d]? )?[1-9]\d\)?(?:,| )")
_NOT_PERSON = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "DATE"})
_ENOUGH = 1.5
#: Before a ship's name.
_SHIP_LETTERS = frozenset({"USS", "HMS", "HMCS", "HMAS", "RMS", "MV", "SS", "FV"})
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?|(?:[^\W\d_]\.)+)$")


def people(names: Iterable[Name], words: Sequence[Word], text: str, lex: Lexicon) -> frozenset[str]:
    """The names, in lower case, that the evidence of all their places makes a person's."""
    small = Counter(w.low for w in words if not w.cap)
    evidence: Mapping[str, list[float]] = defaultdict(list)
    votes: Mapping[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Name] = {}
    names = tuple(names)
    articled = {name.words[-1].low for name in names if _articled(name, words)}
    alone = {name.key for name in names if name.kind == "single"} - articled
    within = {name.key for name in names if name.kind == "single" and _within(name, words, lex)}
    towns = {name.key for name in names if _is_called_a_place(name, words, lex)}
    titled = {name.key for name in names if name.kind == "single" and name.led}
    for name in names:
        if name.kind not in ("person", "single") or name.headline:
            continue
        first.setdefault(name.key, name)
        evidence[name.key].append(_here(name, words, text, lex))
        votes[name.key][vote(name.words)] += 1
    people = set()
    for key, name in first.items():
        voted = _voted(votes[key])
        if key in titled and votes[key]["PERSON"]:
            voted = max(0.0, voted)  # "President Ford": the model takes most of the other Fords for the firm
        if called_by_place(name.words, lex):
            # The model takes "Virginia Reyne" for a place or a firm; "Reyne said" elsewhere says who it is.
            last = name.words[-1].low
            voted = max(0.0, voted) + 2.0 * (last in alone) - 3.0 * (last in articled)
        score = max(evidence[key]) + _inside(name, small, lex) + voted
        if max(evidence[key]) <= 0 and key in within:
            score -= 1.0  # "in Brenn": a place, where nothing else is told of it
        if max(evidence[key]) < 1.0 and key in towns:
            score -= 3.0
        if name.kind == "single":
            score -= 1.0 if len(evidence[key]) < 2 else 0.5
        if score >= _ENOUGH:
            people.add(key)
    people |= _fuller(first, people, evidence)
    # A surname that an office or a "Mr." leads somewhere makes a person of the full name elsewhere.
    led = {n.key for n in names if n.led and n.kind == "single" and n.key in people}
    people.update(key for key, n in first.items() if n.kind == "person" and n.words[-1].low in led)
    # "De la Cruz" is the end of "Ana de la Cruz".
    ends = {tuple(key.split()[n:]) for key in people for n in range(1, key.count(" "))}
    people.update(k for k, n in first.items() if n.words[0].low in lex.particles and tuple(k.split()) in ends)
    return frozenset(people)


def _fuller(first: Mapping[str, Name], people: Set[str], evidence: Mapping[str, Sequence[float]]) -> set[str]:
    """The names of several words one of which is a person's elsewhere, where something around them speaks for it, too.

    "Mallam Karim Dar, a spokesman, said", which the model takes for a firm, and "Dar added".
    """
    alone = {key for key in people if " " not in key}
    return {
        key
        for key, name in first.items()
        if name.kind == "person"
        and max(evidence[key]) >= 1.0
        and not alone.isdisjoint((key.split()[0], key.split()[-1]))
    }


def _within(name: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether "in" or "near" stands right before a name."""
    i = name.words[0].i
    return i > 0 and words[i - 1].low in lex.before_places and words[i - 1].sentence == name.words[0].sentence


def _is_called_a_place(name: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a name stands behind "the town of"."""
    i = name.words[0].i
    if i < 2 or words[i - 2].sentence != name.words[0].sentence:
        return False
    return words[i - 1].low == "of" and words[i - 2].low in lex.place_heads and not words[i - 2].cap


def vessels(names: Iterable[Name], words: Sequence[Word], lex: Lexicon) -> frozenset[str]:
    """The names, in lower case, that a ship bears somewhere: "the ferry Grey Heron", "HMS Tern".

    Who speaks or has an office is nobody's ship: "from the ferry Ann Hale told reporters".
    """
    afloat, people = set(), set()
    for name in names:
        if name.kind not in ("person", "single", "thing", "organisation") or name.led:
            people.add(name.key)
            continue
        first, last = name.words[0], name.words[-1]
        before = words[first.i - 1] if first.i and words[first.i - 1].sentence == first.sentence else None
        after = words[last.i + 1] if last.i + 1 < len(words) else None
        if last.joins and after is not None and after.low in lex.sayings and after.sentence == last.sentence:
            people.add(name.key)
            continue
        kind = before is not None and before.joins and before.low in lex.vessels
        if kind or (len(name.words) > 1 and first.text in _SHIP_LETTERS):
            afloat.add(name.key)
    return frozenset(afloat - people)


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
        by_place = called_by_place(name.words, lex)
        score += 1.0 if by_place else 3.0 if low[0] in lex.given or _shaped(name, lex) else 0.0
        score += 1.5 if any(_INITIAL.match(x) for x in low[:-1]) or low[-1] in lex.suffixes else 0.0
        score -= 3.0 if len(low) > 5 else 0.0
        score -= 1.0 if low[0] in lex.place_words and not by_place else 0.0
        score -= 1.5 * sum(x in lex.peoples or x in lex.not_people for x in low)
    elif low[0] in lex.thing_heads:
        score -= 2.0
    elif low[0] in lex.not_people or low[0] in lex.peoples or low[0] in lex.organisation_heads:
        score -= 5.0
    score -= 0.75 * min(2, sum(bool(small.get(x)) for x in low if x not in lex.particles))
    return score


def _shaped(name: Name, lex: Lexicon) -> bool:
    """Whether a name of several words has the shape of a person's, whatever its words are."""
    low = [w.low for w in name.words]
    syllables = len(low) == 2 and any(shapes.two_syllables(w.text, lex) for w in name.words)
    double = shapes.double_given(low[0], lex)
    return syllables or double or shapes.apostrophe_surname(low[-1]) or shapes.family_first(low, lex)


def _articled(name: Name, words: Sequence[Word]) -> bool:
    """Whether "the" stands right before a name: "the Houston Comets", "the Comets"."""
    i = name.words[0].i
    return i > 0 and words[i - 1].low == "the" and words[i - 1].sentence == name.words[0].sentence


def called_by_place(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a name of two or three words begins with a place that is a given name, too."""
    return 2 <= len(words) <= 3 and words[0].low in lex.place_given


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
    score += 1.0 * _works_for_owner(name, words) + 2.5 * _is_apposed_kin(name, words, lex)
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
            if last.gap.strip() == "," and after.low in lex.sayings and _apposed_to_office(begin, words, lex):
                score += 3.5  # "A spokesman for Brenn, Karim Dar, said"
    return score + 3.0 * _goes_on_as_person(name, words)


def _works_for_owner(name: Name, words: Sequence[Word]) -> bool:
    """Whether a full name stands between a possessive in capitals and a verb: "HBC’s Orime Dar reports from Hove"."""
    first, last = name.words[0], name.words[-1]
    if len(name.words) < 2 or not first.i or not last.joins or last.i + 1 >= len(words):
        return False
    before, after = words[first.i - 1], words[last.i + 1]
    owned = before.possessive and before.cap and before.sentence == first.sentence
    return owned and after.token is not None and after.token.tag in ("VBZ", "VBD") and not after.cap


def _is_apposed_kin(name: Name, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether right behind a name it is told whose kin that is: "Karim, her father, said"."""
    last = name.words[-1]
    if last.gap.strip() != "," or last.possessive or last.i + 2 >= len(words):
        return False
    whose, kin = words[last.i + 1], words[last.i + 2]
    return whose.low in lex.whose_kin and kin.low in lex.kin and kin.gap.strip() == ","


def _apposed_to_office(begin: Word, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a comma before a name ends an office: "A spokesman for Brenn, ", "her lawyer, "."""
    if not begin.i or words[begin.i - 1].gap.strip() != "," or words[begin.i - 1].sentence != begin.sentence:
        return False
    for word in reversed(words[max(0, begin.i - 8) : begin.i]):
        if word.sentence != begin.sentence or (word.i != begin.i - 1 and word.gap.strip()):
            return False
        if lex.is_role(word.low):
            return True
    return False


def _goes_on_as_person(name: Name, words: Sequence[Word]) -> bool:
    """Whether a name of two or three words begins a sentence, and the next one begins with "He" or "She".

    "Sumit Dar leads the club. He has asked …": nobody else is named with a given name between.
    """
    begin, last = name.words[0], name.words[-1]
    if not 2 <= len(name.words) <= 3 or not begin.initial or last.i + 1 >= len(words):
        return False
    verb = words[last.i + 1]
    if verb.token is None or verb.token.tag not in ("VBZ", "VBD") or not last.joins:
        return False
    rest = words[last.i + 1 : last.i + 60]
    end = next((n for n, word in enumerate(rest) if word.sentence != begin.sentence), None)
    if end is None or rest[end].low not in ("he", "she"):
        return False
    return not any(w.token is not None and w.token.ent == "PERSON" and w.token.ent_start for w in rest[:end])


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


def told_bodies(runs: Iterable[Sequence[Word]], words: Sequence[Word], lex: Lexicon) -> frozenset[tuple[str, ...]]:
    """The runs, in lower case, that an apposition makes a body's name: "Keeper Security, a firm that sells …".

    A given name speaks against a trade ("Ruth Amsel, a maker of clocks") and against "the": "told of it by Otis Brandt,
    the union called".
    """
    bodies = set()
    for run in runs:
        noun = apposed_body(run[-1], words, lex)
        given = len(run) > 1 and run[0].low in lex.given
        if noun in lex.body_nouns or (noun in lex.trade_nouns and not given):
            if given and words[run[-1].i + 1].low == "the":
                continue
            bodies.add(tuple(w.low for w in run))
        elif not given and _follows_kind(run, words, lex):
            bodies.add(tuple(w.low for w in run))
    return frozenset(bodies)


def _follows_kind(run: Sequence[Word], words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether the noun of a body leads a name: "the newspaper Dagens Ekko", not "the bank Chairman"."""
    first = run[0]
    if not first.i or lex.is_role(first.low) or first.low in lex.not_people or first.low in lex.peoples:
        return False
    before = words[first.i - 1]
    named = first.low not in lex.closed and (len(run) > 1 or first.low not in lex.place_words)
    kind = before.joins and not before.cap and before.low in lex.body_nouns
    return kind and named and before.sentence == first.sentence


def apposed_body(last: Word, words: Sequence[Word], lex: Lexicon) -> str | None:
    """The noun of a body or a trade that heads the apposition after a name's last word.

    "A bank", "the maker of padlocks", "one of the oldest banks"; not "a bank clerk" nor "the firm’s director"; and not
    what goes on as a clause: "in a letter to Ann Hale, the company refused".
    """
    i = last.i + 1
    if last.gap.strip() not in (",", "—", "–") or last.possessive or i >= len(words):
        return None
    if words[i].sentence != last.sentence or words[i].low not in lex.apposing:
        return None
    one_of = words[i].low == "one" and i + 1 < len(words) and words[i + 1].low == "of"
    for n, word in enumerate(words[i + 1 + one_of : i + 10], 1):
        if word.sentence != last.sentence or word.low in lex.clause_starts or word.low in lex.prepositions:
            return None
        noun = _one(word.low) if one_of else word.low
        ends = not word.gap.isspace() or word.i + 1 >= len(words)
        if (noun in lex.body_nouns or noun in lex.trade_nouns) and not word.possessive:
            following = "" if ends else words[word.i + 1].low
            if following in lex.prepositions or following in lex.goes_on or following.endswith("ing"):
                return noun
            if ends:
                return None if n == 1 and words[i].low == "the" else noun
        if ends:
            return None
    return None


def _one(plural: str) -> str:
    """The singular of a regular plural: "companies", "churches", "bands"."""
    if plural.endswith("ies"):
        return f"{plural[:-3]}y"
    return plural[:-2] if plural.endswith(("ches", "ses")) else plural.removesuffix("s")


def vote(piece: Sequence[Word]) -> str:
    """The entity type most of the words carry, or the empty string."""
    counts = Counter(w.token.ent for w in piece if w.token is not None)
    if not counts:
        return ""
    label, n = counts.most_common(1)[0]
    return label if 2 * n >= len(piece) else ""
