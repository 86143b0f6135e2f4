"""Positions by the kind of their speakers: in which order they stand, and under which names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.layout import speaker_kinds
from briefing.layout.text_runs import Words
from briefing.model.brief import PositionRow, Speaker

#: Of the speakers at least this share must have a kind: names above a few of many would hide who the others are.
PLAIN = 0.5
#: Fewer speakers need no names above them: their offices, beside their own, say as much.
FEWEST = 5
#: There are no more names than this share of the speakers: a name above each one would only take room.
MOST = 0.75
#: The label of those whose kind is not plain.
OTHERS = "kind_others"


@dataclass(frozen=True, slots=True)
class Group:
    """The positions of one kind of speaker."""

    rank: int
    """In the order in which the kinds stand."""
    label: str
    """The key of its name."""


def groups(rows: Sequence[PositionRow], words: Words) -> list[Group]:
    """For each position its group; nothing where too few speakers have a kind.

    Args:
        rows: in reading order.
        words: of the page, which tell how it introduces each speaker.
    """
    language = words.brief.language
    known = speaker_kinds.kinds(language)
    if known is None:
        return []
    speakers: dict[str, set[Speaker]] = defaultdict(set)
    for row in rows:
        speakers[row.speaker.name].add(words.introduced(row.speaker))
    kinds = {name: _kind(forms, language) for name, forms in speakers.items()}
    if sum(kind is not None for kind in kinds.values()) < PLAIN * len(kinds):
        return []
    others = Group(len(known.order), OTHERS)
    each = {kind: Group(rank, f"kind_{kind}") for rank, kind in enumerate(known.order)}
    return [each.get(kinds[row.speaker.name] or "", others) for row in rows]


def _kind(forms: set[Speaker], language: str) -> str | None:
    """The kind of a speaker; ``None`` where the rows tell several."""
    kinds = {kind for speaker in forms if (kind := speaker_kinds.kind_of(speaker, language)) is not None}
    return kinds.pop() if len(kinds) == 1 else None


def named(groups: Mapping[str, Group]) -> bool:
    """Whether positions that stand on a page are parted by the names of their groups.

    Args:
        groups: for each speaker the group.
    """
    several, plain = set(groups.values()), sum(group.label != OTHERS for group in groups.values())
    return len(groups) >= FEWEST and 1 < len(several) <= MOST * len(groups) and plain >= PLAIN * len(groups)
