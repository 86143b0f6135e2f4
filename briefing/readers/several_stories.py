"""Two stories on one page that have nothing in common: the second is no part of the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing.readers.body import STORY, Part
from briefing.readers.metadata import normal

#: Words of a story from which it counts as one.
FEWEST = 40
#: The share of its longer words that a story must have in common with the one above it to belong to it.
COMMON = 0.1

_LONGER = re.compile(r"\w{6,}")


def second(parts: Sequence[Part], headlines: Collection[str]) -> str | None:
    """The headline of a story below the page's own that shares hardly a word with it; ``None`` where there is none.

    Args:
        parts: of the page's body, in order.
        headlines: what the page sets as headlines, as :func:`briefing.readers.metadata.normal` gives them.
    """
    story = [part for part in parts if part.kind in STORY]
    for place, part in enumerate(story):
        if part.kind != "heading" or normal(part.words) not in headlines:
            continue
        above, below = (" ".join(p.words for p in part_of) for part_of in (story[:place], story[place + 1 :]))
        if min(len(above.split()), len(below.split())) < FEWEST:
            continue
        first, other = (set(_LONGER.findall(words.lower())) for words in (above, below))
        if len(first & other) < COMMON * min(len(first), len(other)):
            return part.words
    return None
