"""The words and weights of speaker resolution, read once a process."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.rules import any_of, load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a source's words can stand for; all in lower case."""

    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    first: frozenset[str]
    relative: frozenset[str]
    tells_of: re.Pattern[str]
    """Right before a pronoun: what makes the name before it the one that its clause tells of."""
    first_alone: frozenset[str]
    """Of the first person, one speaker alone."""
    owners: frozenset[str]
    """Possessive pronouns."""
    of_bodies: frozenset[str]
    """Those of them that are a body's or a country's."""
    ranks: frozenset[str]
    """Words that make an office another one: "the **chief** scientist" is not every scientist."""
    partisans: frozenset[str]
    """Nouns of a party that stand for a person named before: "the Ohio Republican"."""
    onlookers: frozenset[str]
    """Participles whose "by" names who has a document, not who wrote it: "seen by", "published in"."""
    seen_by: re.Pattern[str]
    """What tells who has a document, behind whoever wrote it: "a letter from the Union, **obtained by** Reuters"."""
    registers: frozenset[str]
    """Documents handed in to the body whose name stands before them."""
    prepositions: frozenset[str]
    may_follow: frozenset[str]
    """Words after a name that leave it the head of its phrase."""
    nouns_in_ly: frozenset[str]
    """Words in -ly that do not."""
    documents: frozenset[str]
    texts: frozenset[str]
    """Documents and parts of them that "it says" may speak of: "Article 5", "the charter"."""
    groups: frozenset[str]
    """Singular nouns that "they" may stand for: "the couple"."""
    acts: frozenset[str]
    """Nouns of what happens or was done, which speak for nobody."""
    single: frozenset[str]
    """Nouns of one person, besides those of offices: "a **source**", "the **victim**"."""
    crowds: frozenset[str]
    """Plural nouns of people, besides those of offices."""
    bodies: Mapping[str, tuple[str, ...]]
    any_body: frozenset[str]
    of_states: frozenset[str]
    """Bodies of which each country has its own: "the government"."""
    forces: frozenset[str]
    """Bodies of which a country has one alone: "the army"."""
    kinds: Mapping[str, frozenset[str]]
    """Nouns of a kind of body, each with those that say the same: "paper" and "newspaper"."""
    exclusive: Mapping[str, frozenset[str]]
    """Words before such a noun, each with those one of which the body's name then has: "the **news** agency"."""
    ordinals: frozenset[str]
    """Words that keep two apart who are called by one noun: "the **second** source"."""
    stories: frozenset[str]
    """Documents of the press, one of which may be told again as another."""
    brings_out: frozenset[str]
    about: frozenset[str]
    """Documents that are not by the one who owns them: "Hale's indictment"."""
    single_offices: frozenset[str]
    not_any_body: frozenset[str]
    holders: Mapping[str, tuple[str, ...]]
    phrase_leads: frozenset[str]
    """The first word of a noun phrase."""
    other_phrase: frozenset[str]
    """Behind a possessive these begin another phrase."""
    definite: frozenset[str]
    between_names: frozenset[str]
    """Between a name and the one joined to it, besides titles."""
    inside_names: frozenset[str]
    from_somebody: frozenset[str]
    """Documents that come from somebody as well as by them: "**testimony** from two crews"."""
    behind_kin: frozenset[str]
    """Behind the words that tell whose kin somebody is."""
    person_pronoun: re.Pattern[str]
    """Any of ``he`` and ``she``."""
    participle: re.Pattern[str]
    """Behind a document: "survey data (**released** on Friday)"."""
    clause_opens: re.Pattern[str]
    """Where a clause begins that tells who made a document: "the report**, which was**"."""
    written: re.Pattern[str]
    """Behind a document, before the body it is of: "the report **by** the Trust", "**, written by** the Trust"."""
    clause: re.Pattern[str]
    """What begins another clause: "reports, **which** were read by the Trust", are not the Trust's."""
    asks: re.Pattern[str]
    """The question of an interviewer, or what tells of one."""
    timed: re.Pattern[str]
    """When a source speaks, which is no part of who it is: "a court **on Sunday**"."""
    pronoun_reach: int
    """Paragraphs."""
    noun_reach: int
    """Paragraphs."""
    sure: float
    likely: float
    evidence: Mapping[str, float]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The words and weights of a language."""
    rules = load("speakers", language)
    words = rules["words"]

    def of(key: str) -> frozenset[str]:
        return frozenset(words[key].split())

    return Lexicon(
        he=of("he"),
        she=of("she"),
        they=of("they"),
        it=of("it"),
        first=of("first"),
        relative=of("relative"),
        tells_of=re.compile(rf",?\s(?:{any_of(of('relative'))})(?:\s\w+)?\s\Z"),
        first_alone=of("first_alone"),
        owners=of("owners"),
        of_bodies=of("of_bodies"),
        ranks=of("ranks"),
        partisans=of("partisans"),
        onlookers=of("onlookers"),
        seen_by=re.compile(rf"\s(?:{any_of(of('onlookers'))})\sby\b"),
        registers=of("registers"),
        prepositions=of("prepositions"),
        may_follow=of("may_follow"),
        nouns_in_ly=of("nouns_in_ly"),
        documents=of("documents"),
        texts=of("documents") | of("texts"),
        groups=of("groups"),
        acts=of("acts"),
        single=of("single"),
        crowds=of("crowds"),
        bodies=_pairs(words["bodies"]),
        any_body=of("any_body"),
        of_states=of("of_states"),
        forces=of("forces"),
        kinds={noun: frozenset(row.split()) for row in words["kinds"] for noun in row.split()},
        exclusive={word: frozenset(names) for word, names in _pairs(words["exclusive"]).items()},
        ordinals=of("ordinals"),
        stories=of("stories"),
        brings_out=of("brings_out"),
        about=of("about"),
        single_offices=of("single_offices"),
        not_any_body=of("not_any_body"),
        holders=_pairs(words["holders"]),
        phrase_leads=of("phrase_leads"),
        other_phrase=of("other_phrase"),
        definite=of("definite"),
        between_names=of("between_names"),
        inside_names=of("inside_names"),
        from_somebody=of("from_somebody"),
        behind_kin=of("behind_kin"),
        person_pronoun=re.compile(rf"\b(?:{any_of(of('he') | of('she'))})\b", re.IGNORECASE),
        participle=re.compile(rf"[a-z]+ed|{any_of(of('participles'))}"),
        clause_opens=re.compile(rf",\s(?:{_spaced(words['which_was'])})\s"),
        written=re.compile(
            rf"\]?,?\s(?:(?:{_spaced(words['which_was'])})\s)?(?:(?:{_spaced(words['made_by'])})\s)?"
            r"(?:by|from|of)\s(?:the\s)?"
        ),
        clause=re.compile(
            rf",(?!\s(?:{_spaced(words['made_by'])})\sby\b)|[;(—–]|\b(?:{any_of(of('clause_relative'))})\b"
        ),
        asks=re.compile(rf"\?[”\"']?\s*\Z|\bI (?:{any_of(words['interviewer'])})\b"),
        timed=re.compile(rules["timed"]["pattern"], re.VERBOSE),
        pronoun_reach=rules["reach"]["pronoun"],
        noun_reach=rules["reach"]["noun"],
        sure=rules["certainty"]["sure"],
        likely=rules["certainty"]["likely"],
        evidence=rules["certainty"]["evidence"],
    )


def _spaced(listed: Sequence[str]) -> str:
    """A pattern of any of some words, between which any white space may stand."""
    return any_of(listed).replace(r"\ ", r"\s")


def _pairs(rows: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    return {noun: tuple(meant.split()) for noun, meant in (row.split(":") for row in rows)}
