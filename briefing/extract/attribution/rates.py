"""How often candidates like one were right in training: by word, by rule, by how they hang on their cue.

The second look sees these as numbers, where the first has a weight for each. A word with a content's rule, say, is one
column, and a word that was never counted has the mean of all (target encoding; Micci-Barreca 2001).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefing.extract.attribution.candidates import Candidate
from briefing.extract.attribution.features import Feature, kind_of_cue, stem_of
from briefing.model.text import Token
from briefing.model.tree import Tree

_POINTING = ("PR", "WP", "WD", "DT")


#: The key of the mean of all candidates.
ALL: Feature = "all"


class Rates(NamedTuple):
    """Log odds that a candidate is right, by what it shares with those counted; the fields say what that is."""

    rate_stem: float
    """The cue's stem and kind of word."""
    rate_stem_content: float
    """The stem with the content's rule, and so on."""
    rate_stem_source: float
    rate_stem_next: float
    """The stem and the word behind it."""
    rate_previous: float
    """The word before the cue."""
    rate_rules: float
    """Both rules."""
    rate_relation_content: float
    rate_inner_content: float
    """The stem of the word the content hangs by."""
    rate_place_content: float
    """That word's tag and place in the parse."""
    rate_opens_content: float
    """The content's first word."""
    rate_head: float
    """The source's own word."""
    rate_who: float
    """The kind of name or word it is, with its rule and the cue's place."""


class Keys(NamedTuple):
    """The keys of a candidate in the table of rates; the fields are those of :class:`Rates`."""

    rate_stem: Feature
    rate_stem_content: Feature
    rate_stem_source: Feature
    rate_stem_next: Feature
    rate_previous: Feature
    rate_rules: Feature
    rate_relation_content: Feature
    rate_inner_content: Feature
    rate_place_content: Feature
    rate_opens_content: Feature
    rate_head: Feature
    rate_who: Feature


def keys(candidate: Candidate, inner: Token | None, tree: Tree, text: str) -> Keys:
    """What a candidate is counted by.

    Args:
        candidate: the candidate.
        inner: the word its content hangs by.
        tree: of its sentence.
        text: of the document.
    """
    cue, shape, head = candidate.cue, candidate.content_rule, candidate.source_head
    stem = stem_of(cue.text.lower())
    following, preceding = tree.after(cue), tree.before(cue)
    begin = candidate.content[0].start
    opening = [*text[begin : begin + 14].lower().split(None, 1), ""][0].strip("“\"'’,")
    pointing = head is not None and head.tag.startswith(_POINTING)
    who = "-" if head is None else head.text.lower() if pointing else head.ent or head.tag
    return Keys(
        rate_stem=f"stem\t{stem}\t{kind_of_cue(cue.tag)}",
        rate_stem_content=f"stem-content\t{stem}\t{shape}",
        rate_stem_source=f"stem-source\t{stem}\t{candidate.source_rule}",
        rate_stem_next=f"stem-next\t{stem}\t{following.text.lower() if following else ''}",
        rate_previous=f"previous\t{preceding.text.lower() if preceding else ''}\t{cue.tag}",
        rate_rules=f"rules\t{shape}\t{candidate.source_rule}",
        rate_relation_content=f"relation-content\t{cue.dep}\t{shape}\t{cue.tag}",
        rate_inner_content=f"inner-content\t{stem_of(inner.text.lower()) if inner else ''}\t{shape}",
        rate_place_content=f"place-content\t{inner.tag if inner else ''}\t{inner.dep if inner else ''}\t{shape}",
        rate_opens_content=f"opens-content\t{opening}\t{shape}",
        rate_head=f"head\t{head.text.lower() if head else '-'}",
        rate_who=f"who\t{who}\t{candidate.source_rule}\t{cue.dep}",
    )


def of_rules(candidate: Candidate) -> tuple[Feature, Feature, Feature]:
    """What else is counted: the content's rule, the source's, and the cue's place in the parse."""
    return (f"content\t{candidate.content_rule}", f"source\t{candidate.source_rule}", f"relation\t{candidate.cue.dep}")


def rates(names: Keys, table: Mapping[Feature, float]) -> Rates:
    """The rates of a candidate with such keys, out of a table of log odds."""
    mean = table.get(ALL, 0.0)
    return Rates._make([table.get(key, mean) for key in names])
