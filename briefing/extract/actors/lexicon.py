"""The word lists of the actor rules, read once a process."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.rules import affiliations, given_names, load

Gender = Literal["he", "she", "they"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they say about a name; all in lower case unless told otherwise."""

    honorifics: Mapping[str, Gender | None]
    """``mr.`` → ``he``; ``dr.`` → ``None``."""
    crowns: frozenset[str]
    """Honorifics that are an office at once: "King Edmund"."""
    roles: frozenset[str]
    plural_roles: frozenset[str]
    """Lead several names: no title of one's own."""
    weak_roles: frozenset[str]
    addresses: frozenset[str]
    """Said to somebody these tell no office: "Secretary Venn" may be out of it."""
    office_bodies: frozenset[str]
    """Small nouns of bodies that belong to the office behind them: "foreign **ministry** spokesman"."""
    agents: frozenset[str]
    """Offices held for somebody: "the family’s **lawyer**"."""
    weak_heads: frozenset[str]
    """Before a weak role they make an office of it: "board member"."""
    ranks: frozenset[str]
    """Stand between an office and a name: "army spokesperson Lt. Gen."."""
    unofficial_roles: frozenset[str]
    """Before these a people's name tells no affiliation: "a Kenyan economist" speaks for no country."""
    people_parts: frozenset[str]
    """Before a people's name they make it another: "North American"."""
    headed_roles: frozenset[str]
    """Lead a name only with a noun before them: "Harbour Master Orla Fenwick", while "Master Lock" is a firm."""
    role_gender: Mapping[str, Gender]
    kin: frozenset[str]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    storms: frozenset[str]
    """Before a name they make it that of a storm: "Hurricane Orla"."""
    storm_kinds: frozenset[str]
    """Before one of these: "Tropical Storm Orla"."""
    organisation_heads: frozenset[str]
    body_nouns: frozenset[str]
    """Common nouns of bodies: at the head of an apposition they tell that a name is no person's."""
    trade_nouns: frozenset[str]
    """Nouns that a firm is told by, and now and then a person: ``maker``."""
    joiners: frozenset[str]
    members: frozenset[str]
    """Whose body it is, before "for" in its name: "**Voters** for Tax Reform"."""
    joined_topics: frozenset[str]
    topic_adjectives: frozenset[str]
    """Fields of work that end no name: "Marine and Coastguard Agency"."""
    topic_roles: frozenset[str]
    topic_heads: frozenset[str]
    """Offices that "on" tells the matter of: "special adviser on trade"."""
    body_roles: frozenset[str]
    sayings: frozenset[str]
    prepositions: frozenset[str]
    held: tuple[frozenset[str], frozenset[str]]
    """Of these, those that lead the body an office is held at, and those that lead what it is of."""
    made_clause: frozenset[str]
    """Verbs that make a clause of the words of an office."""
    apposing: frozenset[str]
    """Begin an apposition that tells what a body is: "**a** bank", "**one** of the oldest banks"."""
    body_determiners: frozenset[str]
    """Before a possessive they tell that the name of a body goes on: "**the** Tenants’ Alliance"."""
    ruling: frozenset[str]
    """Bodies that a country or a party has: "the Whigs’ **Cabinet**" is no body's whole name."""
    saints: frozenset[str]
    no_syllables: frozenset[str]
    """Second parts of hyphened words that look like a syllable of a given name: "Hong Kong-**run**"."""
    clause_starts: frozenset[str]
    placed: frozenset[str]
    """Participles that tell where a body is: "the institute **based** in Hove"."""
    names_in_s: frozenset[str]
    """Names that end like a possessive, with either apostrophe: ``moody’s``, ``moody's``."""
    adverbs: frozenset[str]
    after_head: frozenset[str]
    """May follow an office: "professor emeritus"."""
    heading: frozenset[str]
    """``heads``, ``runs``: verbs whose object is where one works."""
    being: frozenset[str]
    """``is``, ``serves``: verbs an office may follow."""
    goes_on: frozenset[str]
    """Behind the noun of an apposition: relative words and participles, which no main verb is."""
    in_office: frozenset[str]
    """What somebody does or has in an office: "her first speech as chancellor"."""
    firm_roles: frozenset[str]
    """Offices that only a firm has."""
    other_clause: frozenset[str]
    """Open another clause where an apposition is looked for."""
    no_kin: frozenset[str]
    """Kin in a wide sense: of whom one is no kin."""
    home: frozenset[str]
    """Nouns that tell where somebody is at home."""
    before_places: frozenset[str]
    """Right before a name that is a place, where nothing else is told of it."""
    whose_kin: frozenset[str]
    """Before a noun of kin."""
    metonyms: frozenset[str]
    """As written."""
    not_acronyms: frozenset[str]
    """In capitals."""
    collective: frozenset[str]
    press: frozenset[str]
    """Make a body of a name before them that is no people's: "Harbour magazine"."""
    parts: frozenset[str]
    """Of a party or a parliament, behind its name: "the Blue party **faction**"."""
    not_people: frozenset[str]
    breakers: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    function: frozenset[str]
    closed: frozenset[str]
    """Function words that begin no name even where a sentence does not begin."""
    peoples: Mapping[str, str]
    """``ecuadorian`` → ``Ecuador``."""
    states: frozenset[str]
    """Countries, as written, with their other names."""
    places: frozenset[str]
    """Countries, regions and cities, as written."""
    place_words: frozenset[str]
    place_heads: frozenset[str]
    thing_heads: frozenset[str]
    same: Mapping[str, str]
    """A place's other names → the first one listed."""
    given: Mapping[str, Gender | None]
    family_first: frozenset[str]
    """Vietnamese family names, before the middle and the given name."""
    family_short: frozenset[str]
    """Those of them that are words elsewhere, too: ``le``, ``do``."""
    vessels: frozenset[str]
    """Kinds of ship, before a ship's name."""
    place_given: frozenset[str]
    """Places that are given names, too."""
    after_place: frozenset[str]
    """After a place, these make a firm's or a paper's name."""
    dotted: frozenset[str]
    """Short forms that carry a full stop inside a sentence."""

    def names_storm(self, low: Sequence[str]) -> bool:
        """Whether the small letters of a name begin as a storm's: "hurricane orla", "tropical storm orla"."""
        named = [*low[:2], "", ""]
        return named[0] in self.storms or (named[0] in self.storm_kinds and named[1] in self.storms)

    def is_role(self, low: str) -> bool:
        """Whether a word, or the last part of a hyphened one, names an office."""
        return low in self.roles or ("-" in low and low.rsplit("-", 1)[1] in self.roles)


def _listed(text: str) -> list[str]:
    return [part.strip() for line in text.strip().splitlines() for part in line.split("|") if part.strip()]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The word lists of a language."""
    rules = load("actors", language)
    words: Mapping[str, str] = {k: v for k, v in rules["words"].items() if isinstance(v, str)}

    def of(key: str) -> frozenset[str]:
        return frozenset(words[key].split())

    honorifics: dict[str, Gender | None] = dict.fromkeys(words["honorifics"].split())
    honorifics.update(dict.fromkeys(words["honorifics_he"].split(), "he"))
    honorifics.update(dict.fromkeys(words["honorifics_she"].split(), "she"))
    gender: dict[str, Gender] = {}
    gender.update(dict.fromkeys(words["roles_he"].split(), "he"))
    gender.update(dict.fromkeys(words["roles_she"].split(), "she"))
    nicknames: dict[str, set[str]] = {}
    for row in rules["words"]["nicknames"]:
        full, *short = row.split()
        for name in short:
            nicknames.setdefault(full, set()).add(name)
            nicknames.setdefault(name, set()).add(full)
    peoples = affiliations.peoples(language)
    same = {name: group.split("|")[0] for group in rules["places"]["same"] for name in group.split("|")}
    states = frozenset(rules["states"]) | frozenset(same)
    regions = frozenset(_listed(rules["places"]["regions"]))
    short_roles = of("short_roles")
    names_in_s = of("names_in_s") | {name.replace("’", "'") for name in of("names_in_s")}
    return Lexicon(
        honorifics=honorifics,
        crowns=of("crowns"),
        roles=of("roles") | short_roles,
        plural_roles=frozenset(f"{r.rstrip('.')}s" for r in of("roles")) | of("plural_short"),
        weak_roles=of("weak_roles"),
        addresses=of("addresses"),
        storms=of("storms"),
        storm_kinds=of("storm_kinds"),
        office_bodies=of("office_bodies"),
        agents=of("agents"),
        weak_heads=of("weak_heads"),
        ranks=of("ranks"),
        unofficial_roles=of("unofficial_roles"),
        people_parts=of("people_parts"),
        headed_roles=of("headed_roles"),
        role_gender=gender,
        kin=of("kin"),
        modifiers=of("modifiers"),
        determiners=of("determiners"),
        organisation_heads=of("organisation_heads"),
        body_nouns=of("body_nouns"),
        parts=of("parts"),
        trade_nouns=of("trade_nouns"),
        joiners=of("joiners"),
        members=of("members") | (frozenset(w for w in peoples if w.endswith("s"))),
        joined_topics=of("joined_topics"),
        topic_adjectives=of("topic_adjectives"),
        topic_roles=of("topic_roles"),
        topic_heads=of("topic_heads"),
        body_roles=of("body_roles"),
        sayings=of("sayings"),
        prepositions=of("prepositions"),
        held=(of("held_at"), of("held_of")),
        made_clause=of("made_clause"),
        apposing=of("apposing"),
        body_determiners=of("body_determiners"),
        ruling=of("ruling"),
        saints=of("saints"),
        no_syllables=of("no_syllables"),
        clause_starts=of("clause_starts"),
        placed=of("placed"),
        names_in_s=names_in_s,
        adverbs=of("adverbs"),
        after_head=of("after_head"),
        heading=of("heading"),
        being=of("being"),
        goes_on=of("goes_on"),
        in_office=of("in_office"),
        firm_roles=of("firm_roles"),
        other_clause=of("other_clause"),
        no_kin=of("no_kin"),
        home=of("home"),
        before_places=of("before_places"),
        whose_kin=of("whose_kin"),
        metonyms=frozenset((*_listed(words["metonyms"]), *map(str.capitalize, names_in_s))),
        not_acronyms=of("not_acronyms") | of("acronym_places"),
        collective=of("collective_after_name"),
        press=of("press_after_name"),
        not_people=of("not_people"),
        breakers=of("name_breakers"),
        suffixes=of("suffixes"),
        particles=of("particles"),
        nicknames={k: frozenset(v) for k, v in nicknames.items()},
        function=of("function"),
        closed=of("closed"),
        peoples=peoples,
        states=states,
        places=states | regions,
        place_words=frozenset(w.lower() for p in states | regions for w in p.split() if len(w) > 3),
        place_heads=frozenset(rules["places"]["place_heads"].split()),
        thing_heads=frozenset(rules["places"]["thing_heads"].split()),
        same=same,
        given=given_names.known(language),
        family_first=of("family_first"),
        family_short=of("family_short"),
        vessels=of("vessels"),
        place_given=given_names.places(language),
        after_place=of("after_place"),
        dotted=frozenset(
            w for w in [*honorifics, *short_roles, *of("suffixes"), *of("plural_short")] if w.endswith(".")
        ),
    )
