"""Two stories on one page that have nothing in common: the second is no part of the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing.readers import word_counts
from briefing.readers.body import STORY, Part
from briefing.readers.metadata import normal

#: Words of a story from which it counts as one.
FEWEST = 40
#: The share of its longer words that a story must have in common with the one above it to belong to it.
COMMON = 0.1
#: A sub-heading parts an article, too: below it nothing at all may be in common unless either has so many longer words.
#: Of 162 sub-headings on real pages two had less than a tenth in common above and below, both above a short rest.
FEWEST_LONGER = 25

_LONGER = re.compile(r"\w{6,}")


def second(parts: Sequence[Part], headlines: Collection[str], lesser: Collection[str] = ()) -> str | None:
    """The headline of a story below the page's own that shares hardly a word with it; ``None`` where there is none.

    Args:
        parts: of the page's body, in order.
        headlines: what the page sets as headlines, as :func:`briefing.readers.metadata.normal` gives them.
        lesser: what it sets as headings below these.
    """
    story = [part for part in parts if part.kind in STORY]
    for place, part in enumerate(story):
        key = normal(part.words)
        if part.kind != "heading" or (key not in headlines and key not in lesser):
            continue
        above, below = (" ".join(p.words for p in part_of) for part_of in (story[:place], story[place + 1 :]))
        if min(len(above.split()), len(below.split())) < FEWEST or not _is_spaced(above):
            continue
        first, other = (set(_LONGER.findall(words.lower())) for words in (above, below))
        fewest = min(len(first), len(other))
        common = len(first & other)
        if common < COMMON * fewest and (key in headlines or common == 0 or fewest >= FEWEST_LONGER):
            return part.words
    return None


def _is_spaced(text: str) -> bool:
    """Whether a text has spaces between its words, by which those of two texts can be compared."""
    return word_counts.count(text) < 2 * len(text.split())
