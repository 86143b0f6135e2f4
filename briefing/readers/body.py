"""Which blocks of a page are its story: several readings of the page, compared."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from briefing.readers import page_kinds, word_counts
from briefing.readers.blocks import Block, Place
from briefing.readers.metadata import normal

#: The name of the reading that the page's own data give.
TOLD = "told"
#: What a part of the body is. Only the first four are story; the others are set aside where they stand.
Kind = Literal[
    "story", "heading", "question", "summary", "quotation", "embed", "box", "related", "caption", "stamp", "elsewhere"
]  # fmt: skip
#: What the page says of blocks that are set aside where they stand, in the story or right below it.
_SET_ASIDE = frozenset({"embed", "caption"})
STORY: frozenset[Kind] = frozenset({"story", "heading", "question", "summary", "quotation"})

#: Words in a row by which a line of a reading is found again among the blocks.
GRAM = 4
#: The share of a block's rows of words that a reading must hold.
FOUND = 0.5
#: The share of a reading's sentences beyond which the page's word on where they stand does not count.
MOST = 0.75
#: How many times the sentences of the likeliest reading another must have to be taken instead.
BETTER = 1.6
#: A reading with so great a share of stray words to those in sentences gives way to one that has nearly as many
#: sentences and not half as many stray words: it took the menus along.
STRAY, NEARLY = 0.5, 0.95
#: The share of links from which a line that begins like one leads to another page, and the most words it has.
LEADING, LONGEST_LEAD = 0.15, 45
#: A heading has no more words.
LONGEST_HEADING = 14
#: How many blocks before the story's first sentence a summary may stand.
REACH = 12
#: Stamps that are looked at, words of one, and how far before the headline it may stand, in blocks.
MOST_STAMPS, LONGEST_STAMP, BEFORE = 3, 25, 4
#: Letters of a part from which it holds a sentence without a stop to end it.
LONG = 150
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
#: A block with fewer words may be a label; it is not put back.
FEWEST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the body."""

    words: str
    kind: Kind
    moment: str | None = None
    """When the post was written that it stands in, as the page names it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way of reading takes for the story."""

    name: str
    taken: frozenset[int]
    """Numbers of blocks."""


def located(name: str, lines: Iterable[str], blocks: Sequence[Block]) -> Reading:
    """The blocks in which the lines of a reading stand.

    Args:
        name: of the reading.
        lines: its paragraphs; their borders and lost words may differ from the page's.
        blocks: of the page.
    """
    keys = {key for line in lines if (key := normal(line))}
    rows = set(chain.from_iterable(map(word_rows, keys)))
    taken = set()
    for number, block in enumerate(blocks):
        if block.key in keys:
            taken.add(number)
        elif block.size > GRAM:
            line_rows = list(word_rows(block.key))
            if sum(map(rows.__contains__, line_rows)) >= FOUND * len(line_rows):
                taken.add(number)
    return Reading(name, frozenset(taken))


def word_rows(key: str) -> Iterator[tuple[str, ...]]:
    """Each few words in a row; all of them where there are fewer."""
    words = key.split()
    if len(words) < GRAM:
        return iter((tuple(words),))
    return zip(*(words[i:] for i in range(GRAM)), strict=False)


def densest(blocks: Sequence[Block]) -> Reading:
    """The blocks of the element with most words in sentences right under it; those further down count for less."""
    best = _heaviest(b for b in blocks if b.sentence and _is_story(b.place()))
    if best is None:  # all sentences stand where a page has its margins; one whole story may do so
        best = _heaviest(b for b in blocks if b.sentence and b.place() != "hidden")
    taken = (i for i, b in enumerate(blocks) if best is not None and any(x.number == best for x in b.box.trail))
    return Reading("densest", frozenset(taken))


def _heaviest(blocks: Iterable[Block]) -> int | None:
    """The number of the element that is densest in some sentences; ``None`` where there are none."""
    weights: dict[int, float] = defaultdict(float)
    for block in blocks:
        for depth, box in enumerate(islice(block.box.trail, 1, 4)):
            weights[box.number] += block.size / 2**depth
    return max(weights, key=lambda n: weights[n], default=None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks of the story."""

    taken: frozenset[int]
    """Their numbers."""
    void: frozenset[int]
    """Numbers of elements whose names say nothing here: what they hold is the story itself."""


def chosen(blocks: Sequence[Block], readings: Sequence[Reading]) -> Chosen:
    """The blocks of the best reading, and those it passed over that belong to them.

    Args:
        blocks: of the page.
        readings: of it, the likeliest first; one at least.
    """
    best = _best(blocks, readings)
    void = _void(blocks, best.taken)
    taken = _mended(blocks, set(best.taken), void)
    for other in readings:
        if other.name == TOLD and other is not best:
            taken |= {i for i in other.taken if _goes_along(blocks, i, taken, void)}
    taken |= set(_between(blocks, taken, void))
    return Chosen(frozenset(taken), void)


def parts(
    blocks: Sequence[Block], story: Chosen, heads: frozenset[str], moments: Mapping[int, str]
) -> tuple[Part, ...]:
    """The story's blocks in the order of the page, and what stands among them and is none.

    Args:
        blocks: of the page.
        story: as :func:`chosen` gives it.
        heads: the headline as the page gives it, in small letters; it is left out near the top.
        moments: of blocks that stand in a live blog's posts, when these were written.
    """
    return tuple(_kinds(blocks, story, heads, moments))


def _best(blocks: Sequence[Block], readings: Sequence[Reading]) -> Reading:
    first = readings[0]
    for other in readings[1:]:
        mine, others = _worth(blocks, first), _worth(blocks, other)
        stray = _stray(blocks, first)
        tidier = others >= NEARLY * mine and stray > STRAY * mine and 2 * _stray(blocks, other) < stray
        if others > BETTER * mine or tidier:
            first = other
    return first


def _stray(blocks: Sequence[Block], reading: Reading) -> int:
    """How many words of a reading stand in links and labels, in no sentence."""
    return sum(block.size for i in reading.taken if not (block := blocks[i]).ended)


def _worth(blocks: Sequence[Block], reading: Reading) -> int:
    """How many words stand in sentences that the page does not put elsewhere, each counted once."""
    void = _void(blocks, reading.taken)
    sizes = {b.key: b.size for i in reading.taken if (b := blocks[i]).sentence and _is_story(b.place(void))}
    return sum(sizes.values())


def _is_story(place: Place | None) -> bool:
    return place in (None, "summary", "quotation")


def _void(blocks: Sequence[Block], taken: Iterable[int]) -> frozenset[int]:
    """The elements in which so much of a reading stands that they cannot be what the page calls them."""
    words: Counter[int] = Counter()
    total = 0
    for i in taken:
        if blocks[i].sentence:
            total += blocks[i].size
            words.update({number: blocks[i].size for _, number in blocks[i].box.said})
    return frozenset(number for number, count in words.items() if count > MOST * total)


def _mended(blocks: Sequence[Block], taken: set[int], void: frozenset[int]) -> set[int]:
    """The reading with the blocks that stand in the same kind of box as those it has.

    Long reads are cut into several boxes between pictures and advertisements, and a reading may keep only some.
    """
    homes = Counter(b.home for i in taken if (b := blocks[i]).size > FEWEST and b.ended and _is_story(b.place(void)))
    known = {home for home, count in homes.items() if count >= max(3, homes.total() * 0.25)}
    inside = sorted(i for i in taken if blocks[i].home in known)
    if not inside:
        return taken
    keys = {blocks[i].key for i in taken}
    # A first paragraph may stand just before the first one found; what follows the last one found is kept, too.
    start = max(0, inside[0] - 3)
    # The story's own element, under which a paragraph may have a wrapper of its own.
    trunk = Counter(box.number for i in inside for box in islice(blocks[i].box.trail, 1, 2)).most_common(1)[0][0]
    missed = set()
    for i, block in enumerate(blocks[start:], start):
        if i in taken or block.key in keys or not block.ended or not _is_story(block.place(void)):
            continue
        here = inside[0] < i < inside[-1]
        if block.home in known:
            fits = block.sentence or (here and (block.size > FEWEST or (block.size > 2 and block.linked < 0.6)))
        else:
            wrapped = any(box.number == trunk for box in islice(block.box.trail, 2, 4))
            fits = here and wrapped and block.linked > 0.9 and block.size > FEWEST
        if fits:
            missed.add(i)
    return taken | missed


def _between(blocks: Sequence[Block], taken: set[int], void: frozenset[int]) -> Iterator[int]:
    """What was passed over: headings right above a block of the story, quotations in it, the editors' summaries.

    And posts of other sites and captions among the story's blocks and right below them, which are set aside there.
    """
    boxes = {box.number for i in taken for box in islice(blocks[i].box.trail, 1, 3)}
    first = min((i for i in taken if blocks[i].sentence), default=0)
    last = max(taken, default=0)
    for i, block in enumerate(blocks):
        if i in taken:
            continue
        if first < i and block.size > 1 and block.place(void) in _SET_ASIDE:
            yield i
            continue
        if i > last:
            return
        place = block.place(void) if block.sentence else None
        if (place == "summary" and first - i < REACH) or (place == "quotation" and first < i):
            yield i
            continue
        heads = first < i and i + 1 in taken and block.linked < 0.5 and is_heading(block) and block.place(void) is None
        if heads and any(box.number in boxes for box in islice(block.box.trail, 1, 3)):
            yield i


def asides(blocks: Sequence[Block], story: Chosen) -> frozenset[int]:
    """Blocks in an ``aside`` between the story's own that hold a sentence: a box of facts, or a part of the story."""
    sentences = [i for i in story.taken if blocks[i].sentence and blocks[i].place(story.void) is None]
    between = range(min(sentences, default=0) + 1, max(sentences, default=0))
    keys = {blocks[i].key for i in story.taken}
    return frozenset(i for i in between if i not in story.taken and _is_aside(blocks[i], story.void, keys))


def _is_aside(block: Block, void: frozenset[int], known: Set[str]) -> bool:
    if not block.sentence or block.linked > LEADING or block.key in known:
        return False
    named = next((box for box in block.box.trail if box.number not in void and box.tag == "aside"), None)
    # What names itself ("newsletter", "related") is none of these.
    return named is not None and block.place(void) == "elsewhere" and not named.classes


def is_heading(block: Block) -> bool:
    """Whether a block is set as a heading and reads like one."""
    return bool(block.level or block.bold) and not block.ended and block.size <= LONGEST_HEADING


def _goes_along(blocks: Sequence[Block], i: int, taken: set[int], void: frozenset[int]) -> bool:
    """Whether a block that only the page's own data give stands among the story and reads like it."""
    block = blocks[i]
    return i not in taken and block.sentence and _is_story(block.place(void))


def _kinds(blocks: Sequence[Block], story: Chosen, heads: frozenset[str], moments: Mapping[int, str]) -> Iterator[Part]:
    taken, void = sorted(story.taken), story.void
    counts = Counter(blocks[i].key for i in taken if blocks[i].size > FEWEST)
    whole = " | ".join(blocks[i].key for i in taken if _is_story(blocks[i].place(void)))
    seen: set[str] = set()
    above = 0
    summed = False  # whether the list goes on that stands under the heading of a summary, above the story
    for i in taken:
        block = blocks[i]
        place = block.place(void)
        # A menu may stand above the headline.
        if block.key in heads and above < 5:
            continue
        if block.size > FEWEST and block.key in seen:
            continue
        if block.size > FEWEST and not _is_story(place) and counts[block.key] > 1:
            continue  # it stands in the story, too
        seen.add(block.key)
        kind = _kind(block, place, whole)
        if kind == "story" and summed and _is_listed(block):
            kind = "summary"
        elif kind != "heading":
            summed = False
        elif not above:
            summed = page_kinds.summaries().fullmatch(page_kinds.plain(block.words).rstrip(":")) is not None
        above += kind in STORY and not summed
        yield Part(block.words, kind, moments.get(i))


def _is_listed(block: Block) -> bool:
    """Whether a block is an item of a list, or stands right in one."""
    return any(box.tag == "li" for box in islice(block.box.trail, 2))


def _kind(block: Block, place: Place | None, whole: str) -> Kind:
    if place == "hidden":
        return "elsewhere"
    if place == "quotation" and whole.count(block.key) > 1:
        return "box"  # a pull quote: its words stand in the story, too
    if place is not None and place != "summary" and place != "quotation":
        return place
    if (block.linked > 0.9 and not block.ended) or _leads_away(block):
        return "related"
    if is_heading(block):
        return "heading"
    if place is None and (block.level or block.bold) and block.words.endswith("?"):
        return "question"
    return place or "story"


def _leads_away(block: Block) -> bool:
    """Whether a line with a link begins as those do that lead to another page."""
    few = block.linked > LEADING and block.size <= LONGEST_LEAD
    return few and page_kinds.leads().match(page_kinds.plain(block.words)) is not None


def is_told(words: str) -> bool:
    """Whether a part holds a whole sentence, or is so long that it does in a script without stops."""
    return (word_counts.is_ended(words) and word_counts.count(words) > 3) or len(words) > LONG


def stamps(blocks: Sequence[Block], story: Chosen, title: str) -> Iterator[Part]:
    """The lines around the headline that hold a year, such as the day of publication.

    Args:
        blocks: of the page.
        story: its story.
        title: the headline, in small letters.
    """
    first = min((i for i in story.taken if blocks[i].sentence), default=0)
    head = next((i for i in range(first - 1, -1, -1) if title and blocks[i].key == title), max(0, first - REACH))
    count = 0
    for i in range(max(0, head - BEFORE), first):
        block = blocks[i]
        small = block.size <= LONGEST_STAMP and not block.sentence and block.key != title
        if i not in story.taken and small and _DATED.search(block.words) and block.place(story.void) != "hidden":
            yield Part(block.words, "stamp")
            count += 1
            if count == MOST_STAMPS:
                return
