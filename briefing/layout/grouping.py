"""Positions by the kind of their speakers: in which order they stand, and under which names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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


def grouped(rows: Sequence[PositionRow], words: Words) -> tuple[list[PositionRow], list[str]]:
    """Positions with those of one kind together, and for each the label of its kind.

    Args:
        rows: in reading order, which stays within a kind; those of one speaker stay together.
        words: of the page, which tell how it introduces each speaker.

    Returns:
        The rows, and as many labels; no label where too few speakers have a kind, and the rows are as they were.
    """
    known = speaker_kinds.kinds(words.brief.language)
    if known is None or not rows:
        return list(rows), []
    speakers: dict[str, set[Speaker]] = defaultdict(set)
    for row in rows:
        speakers[row.speaker.name].add(words.introduced(row.speaker))
    kinds = {name: _kind(told, words.brief.language) for name, told in speakers.items()}
    if sum(kind is not None for kind in kinds.values()) < PLAIN * len(kinds):
        return list(rows), []
    ranks = {kind: rank for rank, kind in enumerate(known.order)}
    ordered = sorted(rows, key=lambda row: ranks.get(kinds[row.speaker.name] or "", len(ranks)))
    return ordered, [f"kind_{kind}" if (kind := kinds[row.speaker.name]) else OTHERS for row in ordered]


def _kind(told: set[Speaker], language: str) -> str | None:
    """The kind of a speaker; ``None`` where the rows tell several."""
    found = {kind for speaker in told if (kind := speaker_kinds.kind_of(speaker, language)) is not None}
    return found.pop() if len(found) == 1 else None


def named(labels: Mapping[str, str]) -> bool:
    """Whether positions that stand on a page are parted by the names of their groups.

    Args:
        labels: for each speaker the label of the group.
    """
    groups, plain = set(labels.values()), sum(label != OTHERS for label in labels.values())
    return len(labels) >= FEWEST and 1 < len(groups) <= MOST * len(labels) and plain >= PLAIN * len(labels)
