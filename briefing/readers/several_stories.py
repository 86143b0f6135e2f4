"""Two stories on one page that have nothing in common: the second is no part of the first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from briefing.readers import word_counts
from briefing.readers.body import STORY, Part
from briefing.readers.metadata import normal

#: Words of a story from which it counts as one.
FEWEST = 40
#: The share of its longer words that a story must have in common with the one above it to belong to it.
COMMON = 0.1
#: A sub-heading parts an article, too: below it nothing at all may be in common unless either has so many longer words,
#: and where even that many are not there, it says nothing: two short paragraphs of one story may share no word.
#: Of 162 sub-headings on real pages two had less than a tenth in common above and below, both above a short rest.
FEWEST_LONGER, FEWEST_APART = 25, 16

_LONGER = re.compile(r"\w{6,}")


def second(parts: Sequence[Part], headlines: Collection[str], lesser: Collection[str] = ()) -> str | None:
    """The headline of a story below the page's own that shares hardly a word with it; ``None`` where there is none.

    Args:
        parts: of the page's body, in order.
        headlines: what the page sets as headlines, as :func:`briefing.readers.metadata.normal` gives them.
        lesser: what it sets as headings below these.
    """
    story = [part for part in parts if part.kind in STORY]
    sizes = list(accumulate((len(part.words.split()) for part in story), initial=0))
    places = _places(story)
    begun, ended = (sorted(place[end] for place in places.values()) for end in (0, -1))
    alone = Counter(first for first, last in places.values() if first == last)
    for place, part in enumerate(story):
        key = normal(part.words)
        if part.kind != "heading" or (key not in headlines and key not in lesser):
            continue
        if min(sizes[place], sizes[-1] - sizes[place + 1]) < FEWEST:
            continue
        first, other = bisect_left(begun, place), len(ended) - bisect_right(ended, place)
        fewest = min(first, other)
        # Either has every word that does not stand in the heading alone.
        common = first + other - (len(places) - alone[place])
        apart = fewest >= FEWEST_LONGER or (common == 0 and fewest >= FEWEST_APART)
        is_other = common < COMMON * fewest and (key in headlines or apart)
        if is_other and _is_spaced(" ".join(above.words for above in story[:place])):
            return part.words
    return None


def _places(story: Sequence[Part]) -> dict[str, tuple[int, int]]:
    """Each longer word, and the numbers of the first and the last part that has it."""
    places: dict[str, tuple[int, int]] = {}
    for place, part in enumerate(story):
        for word in _LONGER.findall(part.words.lower()):
            places[word] = (places.get(word, (place, place))[0], place)
    return places


def _is_spaced(text: str) -> bool:
    """Whether a text has spaces between its words, by which those of two texts can be compared."""
    return word_counts.count(text) < 2 * len(text.split())
