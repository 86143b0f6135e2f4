"""The line under the headline that sums a page's story up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from briefing.readers.blocks import Block
from briefing.readers.metadata import normal

_STANDFIRST = re.compile(
    r"stand-?first|sub-?title|sub-?headline|\bdeck\b|[_-]deck|dek(?![a-z])|strapline|[_-]excerpt|summary|\blede?\b|-lede?\b"
    r"|article[_-]*(?:intro|description)|header[_-]*description",
    re.IGNORECASE,
)
#: A paragraph with fewer words may be a label; it is no standfirst.
FEWEST = 6
#: How many blocks of as many words, and how many of any, after the headline a standfirst is looked for.
NEAR, FAR = 12, 60
LONGEST_STANDFIRST = 70


def standfirst(blocks: Sequence[Block], title: str | None, summary: str | None) -> str | None:
    """The line under the headline that sums the story up, where the page shows one.

    It is one of the first blocks after the headline, and is either what the metadata give as the summary or in a box
    that is named for it.

    Args:
        blocks: of the page.
        title: the headline.
        summary: what the page says of itself to search engines.
    """
    heads = [i for i, block in enumerate(blocks) if block.level == 1]
    if not heads:
        return None
    head = next((i for i in heads if blocks[i].key == normal(title or "")), heads[0])
    key = normal(summary or "")
    near = 0
    for block in blocks[head + 1 : head + 1 + FAR]:
        if not FEWEST <= block.size <= LONGEST_STANDFIRST:
            continue
        near += 1
        if near > NEAR:
            return None
        if key and (block.key == key or (len(block.key) > 40 and key.startswith(block.key[:60]))):
            return block.words
        boxes = [box.element for box in islice(block.box.trail, 3) if box.element is not None]
        named = " ".join(f"{box.get('class') or ''} {box.get('data-testid') or ''}" for box in boxes)
        if _STANDFIRST.search(named):
            return block.words
    return None
