"""The words that attribute: how often each is a cue, and the stance it takes."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing import rules
from briefing.language import model
from briefing.model.findings import Stance
from briefing.rules import any_of


@dataclass(frozen=True, slots=True)
class Plain:
    """The patterns of what can be found without a parse."""

    after: re.Pattern[str]
    """The words for a speaker behind a word of saying."""
    according: re.Pattern[str]
    apart: re.Pattern[str]
    """What parts the words for a speaker from what stands before them."""
    helping: re.Pattern[str]
    """Verbs and adverbs right before a word of saying."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts and stances of one language."""

    counts: Mapping[tuple[str, str], tuple[int, int]]
    """(kind, word) → how often it was a cue, how often it stood in the text. Kinds: verb, noun, adjective."""
    stances: Mapping[str, Stance]
    no_comment: tuple[str, ...]
    raising: frozenset[str]
    """Verbs whose subject belongs to what is thought: "The plan **seems** to fail"."""
    storms: frozenset[str]
    """Nouns that make the name behind them a storm's."""
    telling: frozenset[str]
    """Verbs whose object is whoever is told: "**told** reporters"."""
    passing: frozenset[str]
    """Verbs by which an outlet passes on what somebody says: "**quoted** a guard as saying"."""
    about: frozenset[str]
    """Prepositions that lead what is spoken about."""
    addressing: frozenset[str]
    """Verbs behind which "to" leads whoever is spoken to: "**talking** to the clerk"."""
    dubbing: frozenset[str]
    """Participles behind which "by" leads who calls something what stands in quotation marks."""
    goes_on: frozenset[str]
    """Participles with which a speaker goes on: "said the boats were late, **adding** that the crews were tired"."""
    auxiliary: frozenset[str]
    """Helping verbs with a tense."""
    copulas: frozenset[str]
    """The forms of "to be"."""
    titling: frozenset[str]
    """Participles that give a work its title: "a book **entitled**"."""
    proving: frozenset[str]
    """Verbs by which somebody does or becomes something where "himself" follows: "**proved** himself a negotiator"."""
    reflexive: frozenset[str]
    conjunctions: frozenset[str]
    """What may begin a clause, and lead a noun alone: "**since** Hale came", "**since** the vote"."""
    all_said: frozenset[str]
    """What makes all that somebody says the subject of another verb: "**everything** Hale says is a lie"."""
    ideas: frozenset[str]
    """Nouns of what somebody knows: "has no **idea**"; ``knowing`` has the verbs, ``none`` says that it is none."""
    knowing: frozenset[str]
    none: frozenset[str]
    degree: frozenset[str]
    """How much, before what comes of it: "worries **so** much that"."""
    owning: frozenset[str]
    """Behind a noun they lead whose view it is: "a warning **by** Brenn"."""
    clause_begins: re.Pattern[str]
    """What stands before a clause."""
    plain: Plain
    naming: frozenset[str]
    """Words right before a quotation that is a name: "the **so-called** “Quay Fires”"."""
    bearers: frozenset[str]
    """Words right behind a quotation in capitals that is a title: "the “Harbour Hour” **programme**"."""

    def share(self, kind: str, word: str) -> float:
        """How often a word is a cue, as log odds, drawn towards the rare case where little was counted."""
        cue, total = self.counts.get((kind, word.lower()), (0, 0))
        return math.log((cue + 0.3) / (total - cue + 3.0))

    def is_saying(self, word: str) -> bool:
        """Whether a verb is a cue more often than not."""
        return self.share("verb", word) >= 0.0

    def noun(self, word: str) -> bool:
        """Whether a noun was ever a cue more than by chance."""
        cue, total = self.counts.get(("noun", word.lower()), (0, 0))
        return cue >= 2 and cue / total > 0.04

    def adjective(self, word: str) -> bool:
        """Whether an adjective was ever a cue more than by chance."""
        cue, total = self.counts.get(("adjective", word.lower()), (0, 0))
        return cue >= 2 and cue / total > 0.04

    def stance(self, words: str) -> Stance:
        """The stance of a cue: that of the first of its words that has one."""
        return next((self.stances[w] for w in words.lower().split() if w in self.stances), "asserts")


@functools.cache
def load(language: str) -> Lexicon:
    """The lexicon of a language."""
    data = rules.load("cues", language)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    learnt = model("attribution", language)
    if learnt is not None:
        for line in learnt.text("cue_counts.tsv").splitlines():
            if not line.startswith("#"):
                kind, word, cue, total = line.split("\t")
                counts[kind, word] = int(cue), int(total)
    stances: dict[str, Stance] = {w: stance for stance, words in data["stances"].items() for w in words}
    return Lexicon(
        counts=counts,
        stances=stances,
        no_comment=tuple(data["no_comment"]["patterns"]),
        raising=frozenset(data["raising"]["words"]),
        storms=rules.words("actors", language, "storms").union(data["storms"]["words"]),
        telling=frozenset(data["tags"]["telling"]),
        passing=frozenset(data["passing"]["words"]),
        about=frozenset(data["tags"]["about"]),
        addressing=frozenset(data["addressing"]["words"]),
        dubbing=frozenset(data["dubbing"]["words"]),
        titling=frozenset(data["naming"]["titling"]),
        proving=frozenset(data["proving"]["words"]),
        reflexive=frozenset(data["proving"]["reflexive"]),
        naming=frozenset(data["naming"]["before"]),
        bearers=frozenset(data["naming"]["bearers"]),
        conjunctions=frozenset(data["clauses"]["conjunctions"]),
        all_said=frozenset(data["unsaid"]["all_said"]),
        ideas=frozenset(data["unsaid"]["ideas"]),
        knowing=frozenset(data["unsaid"]["knowing"]),
        none=frozenset(data["unsaid"]["none"]),
        degree=frozenset(data["unsaid"]["degree"]),
        owning=frozenset(data["owning"]["words"]),
        clause_begins=re.compile(rf"(?:^|[,;—–]\s|\b(?:{any_of(data['clauses']['begin'])})\s)(?=\S)", re.IGNORECASE),
        plain=_plain(data["plain"]),
        goes_on=frozenset(data["goes_on"]["words"]),
        auxiliary=frozenset(data["auxiliary"]["words"]),
        copulas=frozenset(data["auxiliary"]["copulas"]),
    )


def _plain(data: Mapping[str, Any]) -> Plain:
    determiners, apart, helping = (any_of(data[kind]) for kind in ("determiners", "apart", "helping"))
    name = rf"(?:(?:{determiners})\s+)?(?:[\w’'.-]+\s+){{0,6}}?[\w’'.-]+"
    behind = "".join(rf"|\s{word}\b" for word in data["behind"])
    return Plain(
        after=re.compile(rf"\s*(?P<who>{name})\s*(?=[,.;:]|${behind})", re.IGNORECASE),
        according=re.compile(rf"\b{data['according']}\s+(?P<who>[^,.;“”\"\n]{{2,90}})"),
        apart=re.compile(rf"[,;:—–“”\"]|\b(?:{apart})\b"),
        helping=re.compile(rf"(?:\b(?:{helping})\s*)+$"),
    )
