"""The words that attribute: how often each is a cue, and the stance it takes."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from briefing import rules
from briefing.language import model
from briefing.model.findings import Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts and stances of one language."""

    counts: Mapping[tuple[str, str], tuple[int, int]]
    """(kind, word) → how often it was a cue, how often it stood in the text. Kinds: verb, noun, adjective."""
    stances: Mapping[str, Stance]
    no_comment: tuple[str, ...]
    raising: frozenset[str]
    """Verbs whose subject belongs to what is thought: "The plan **seems** to fail"."""
    addressing: frozenset[str]
    """Verbs behind which "to" leads whoever is spoken to: "**talking** to the clerk"."""
    dubbing: frozenset[str]
    """Participles behind which "by" leads who calls something what stands in quotation marks."""
    goes_on: frozenset[str]
    """Participles with which a speaker goes on: "said the boats were late, **adding** that the crews were tired"."""
    auxiliary: frozenset[str]
    """Helping verbs with a tense."""

    def share(self, kind: str, word: str) -> float:
        """How often a word is a cue, as log odds, drawn towards the rare case where little was counted."""
        cue, total = self.counts.get((kind, word.lower()), (0, 0))
        return math.log((cue + 0.3) / (total - cue + 3.0))

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
    refusals, raising = tuple(data["no_comment"]["patterns"]), frozenset(data["raising"]["words"])
    addressing, dubbing = frozenset(data["addressing"]["words"]), frozenset(data["dubbing"]["words"])
    goes_on, auxiliary = frozenset(data["goes_on"]["words"]), frozenset(data["auxiliary"]["words"])
    return Lexicon(counts, stances, refusals, raising, addressing, dubbing, goes_on, auxiliary)
