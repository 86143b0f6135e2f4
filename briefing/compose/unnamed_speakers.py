"""Whether somebody without a name can stand as a speaker: people, an office or a body, and no thing.

"Rights activists" and "a Nato spokesman" speak; "these figures", "a second pattern", "29 percent" and "the 46-year-old"
do not, and a report does where it says whose it is.
"""

from __future__ import annotations

import functools
import re

from briefing import rules
from briefing.model.findings import Actor

_WORD = re.compile(r"[^\W_][\w’'-]*")
#: Endings of nouns of people.
_PEOPLE = re.compile(r".{3,}(?:ists?|ers?|ors?|ians?|ants?|(?<!m)ents?|mates?|folks?|men|women|people)")


@functools.cache
def _behind(language: str) -> re.Pattern[str]:
    """Where the noun that heads a phrase ends."""
    ends = rules.any_of(rules.words("exclusions", language, "behind"))
    return re.compile(rf"\b(?:{ends}|[a-z]+ed|[a-z]{{3,}}ing)\b.*")


@functools.cache
def _share(language: str) -> re.Pattern[str]:
    """The head of "several of the experts", whose noun stands behind."""
    shares = rules.any_of(rules.words("exclusions", language, "shares"))
    return re.compile(rf"\A(?:[\w-]+ )?(?:{shares}) of (?:the )?")


@functools.cache
def _nation(language: str) -> re.Pattern[str]:
    """A nation before a noun, whose capitals name nobody: "**U.S.** sanctions"."""
    names = rules.any_of(rules.nearest("actors", language)["words"]["acronym_places"].split())
    return re.compile(rf"\A(?:{names})\.?\s(?=[a-z])")


@functools.cache
def _nouns(language: str) -> frozenset[str]:
    """Nouns of people and bodies, in lower case and the singular."""
    actors, speakers = rules.nearest("actors", language)["words"], rules.nearest("speakers", language)["words"]
    keys = ("roles", "plural_short", "kin", "body_nouns", "trade_nouns", "organisation_heads", "short_roles")
    nouns = {word for key in keys for word in actors[key].lower().split()}
    for key in ("crowds", "groups", "single", "any_body", "of_states", "partisans"):
        nouns.update(speakers[key].split())
    nouns.update(row.split(":")[0] for row in speakers["bodies"])
    nouns.update(word for row in speakers["kinds"] for word in row.split())
    return frozenset(nouns | {word.removesuffix("s") for word in nouns})


def is_speaker(who: Actor, language: str) -> bool:
    """Whether an actor without a name can stand as the speaker of a line."""
    if who.kind == "document":
        return any(word[:1].isupper() for word in _WORD.findall(who.name))
    *counted, press = who.name.lower().split() or [""]
    if press in rules.words("exclusions", language, "press") and rules.words("exclusions", language, "shares") >= {
        *counted
    }:
        return False  # who asks for the reader; "state media" and "nine reporters who were held" speak for themselves
    phrase = _nation(language).sub("", _share(language).sub("", who.name, count=1), count=1)
    words = _WORD.findall(_behind(language).sub("", phrase)) or _WORD.findall(phrase)[:1]
    if any(word[:1].isupper() for word in words):
        return True
    head = words[-1].lower().rpartition("-")[2] if words else ""
    if not head or head in rules.words("exclusions", language, "counted") or head.isdigit():
        return False
    singular = re.sub(r"ies$", "y", re.sub(r"men$", "man", head))
    return bool({head, singular, head.removesuffix("s"), head.removesuffix("es")} & _nouns(language)) or bool(
        _PEOPLE.fullmatch(head)
    )


def is_nobody(who: Actor, language: str) -> bool:
    """Whether an actor has no name and cannot stand as the speaker of a line: a share of something, a thing."""
    if who.name.split()[0].lower() in rules.words("exclusions", language, "pointing"):
        return True  # "this source", "another": only the sentence before says who
    return who.kind in ("group", "document") and not is_speaker(who, language)
