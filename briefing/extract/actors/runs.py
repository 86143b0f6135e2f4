"""Runs of capitals, cut into pieces that may be names: without titles, honorifics and a sentence's first word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set

from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.shapes import family_first
from briefing.extract.actors.words import Word


def runs(sentence: Sequence[Word], lex: Lexicon) -> Iterator[list[Word]]:
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


def pieces(
    run: list[Word], words: Sequence[Word], lex: Lexicon, bodies: Set[tuple[str, ...]]
) -> Iterator[tuple[list[Word], bool]]:
    """The names inside a run of capitals, each with whether a title leads it; of ``bodies`` no word is a title."""
    if motto := _motto(run, words, lex):
        yield motto, False
        return
    part: list[Word] = []
    for word in run:
        small = word.cap and word.low in lex.closed and not (word.upper and (word.low,) in bodies)
        if word.low in lex.breakers or (small and not _may_begin(word, run, lex)):
            yield from _piece(part, words, lex, bodies)
            part = []
        else:
            part.append(word)
    yield from _piece(part, words, lex, bodies)


def _motto(run: list[Word], words: Sequence[Word], lex: Lexicon) -> list[Word]:
    """What a campaign calls itself, capitals with small words among them: "the **Save Our Quay** campaign"."""
    led = run[0].low == "the"
    part = run[1:] if led else run
    if len(part) < 3 or not part[-1].joins or part[-1].i + 1 >= len(words):
        return []
    after, before = words[part[-1].i + 1], words[run[0].i - 1] if run[0].i else None
    led = led or (before is not None and before.low == "the" and before.sentence == run[0].sentence)
    small = any(w.low in lex.closed for w in part[1:-1])
    return part if led and small and not after.cap and after.low in lex.collective else []


def _may_begin(word: Word, run: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a small word with a capital is a given name here: "Will Hurd", not "Will Hurd's friends".

    In a Vietnamese name the last part may be one, too, "Nguyen Van An", and the first of "Do Thi Mai"; but "Do Van Gogh
    prints" asks something.
    """
    three = [w.low for w in run[-3:]]
    if family_first(three, lex) and (word is run[-1] or (word is run[0] and three[1] != "van")):
        return True
    tag = word.token.tag if word.token else ""
    return word.low in lex.given and len(run) > 1 and tag.startswith("NNP")


def _piece(
    part: list[Word], words: Sequence[Word], lex: Lexicon, bodies: Set[tuple[str, ...]]
) -> Iterator[tuple[list[Word], bool]]:
    part = _stripped(part, lex, bodies)
    if not part:
        return
    # "Keeper Security, a firm": no keeper of that name.
    cut = 0 if tuple(w.low for w in part) in bodies else _title_end(part, lex)
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


def _stripped(part: list[Word], lex: Lexicon, bodies: Set[tuple[str, ...]]) -> list[Word]:
    """Without small words at its ends, and without a sentence's first word that is no name."""
    while part and not part[0].cap:
        part = part[1:]
    while part and not part[-1].cap:
        part = part[:-1]
    if not part:
        return part
    # "super PAC Harbour Rising"; a state at the end of a dateline or an address ("Hove, N.J. Ann Hale").
    while len(part) > 1 and part[0].text.rstrip(".") in lex.not_acronyms and not _is_nations(part, lex):
        part = part[1:]
    first = part[0]
    acronym = first.upper and (first.low,) in bodies
    plain = first.initial and first.low in lex.function and first.low != "new" and not acronym
    return part[1:] if plain and not _may_begin(first, part, lex) else part


def _is_nations(part: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a body bears its nation in its name: "the **U.S.** Tidal Survey", and not "U.S. President Orm"."""
    tokens = [word.token for word in part]
    if any(lex.is_role(word.low) or word.low in lex.honorifics for word in part):
        return False
    first, *rest = tokens
    whole = first is not None and first.ent == "ORG" and all(t is not None and t.ent == "ORG" for t in rest)
    return whole and not any(t is not None and t.ent_start for t in rest)


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
        if word.low in lex.saints and any(w.low in lex.organisation_heads for w in part[n + 2 :]):
            continue  # "St. Mary’s Hospital"
        if word.low == "general" and n and n + 2 == len(part) and part[-1].low in lex.organisation_heads:
            continue  # "Hove General Hospital"
        if not titled:
            # "(Secretary of) State John Hale": the given name begins the name.
            if n and word.low in lex.given and n + 1 < len(part) and _ends_title(part[n - 1], lex):
                end = max(end, n)
            continue
        previous = part[n - 1] if n else None
        if previous is None and _begins_firm(part[n : n + 2], lex):
            continue
        given = previous is not None and previous.low in lex.given and not lex.is_role(previous.low)
        if given and end < n and (n == len(part) - 1 or part[n + 1].low in lex.suffixes):
            continue  # a surname that is an office: "Stephen King"
        end = n + 1
    return end


def _begins_firm(two: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a word that may be an office begins a body's name: "Master Lock", "General Motors"."""
    if len(two) < 2 or two[1].low in lex.given:
        return False
    if two[0].low in lex.headed_roles or " ".join(w.text for w in two) in lex.metonyms:
        return True
    first, second = two[0].token, two[1].token
    firm = first is not None and second is not None and first.ent == second.ent == "ORG" and not second.ent_start
    return firm and two[0].low == "general" and not lex.is_role(two[1].low)


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
