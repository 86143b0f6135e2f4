"""Pages that hold no article: what they look like instead, told from their title, their lines and their links."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from briefing import rules
from briefing.readers import word_counts
from briefing.readers.blocks import Block

#: Words in sentences from which a page is an article, whatever else stands on it.
ENOUGH = 150
#: Words in other sentences from which a message among them is a notice under a short article.
REST = 25
#: The same where a message that only one kind of page has is its title.
ENOUGH_UNDER_TITLE = 300
#: Words in sentences from which the beginning of an article behind a paywall is worth a page, with a note.
BEGINNING = 50
#: Headlines, each a link with a teaser under it, from which a page is a list of articles.
FEWEST_TEASERS = 3
#: A teaser has no more words.
LONGEST_TEASER = 60
#: The share of the words in teasers that the other sentences must have for the page to be an article.
LONGER = 1.5
#: Words in sentences below which the page at a site's own address is its front.
ENOUGH_AT_ROOT = 300
#: Headlines of other pages that such a front has at least.
FEWEST_LINKS = 20
_FRONT = re.compile(r"https?://[^/?#]+/?(?:index\.\w{3,5})?/?", re.IGNORECASE)
PAYWALL = "paywall"
#: What parts a page's own title from the site's name.
_SITE = re.compile(r"(?<!\s)\s+[|–—•·»-]\s+")
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page that is no article."""

    name: str
    says: str
    """What it looks like, for the message."""
    next_step: str
    titles: re.Pattern[str] | None
    lines: re.Pattern[str] | None


LIST = PageKind(
    "list",
    "a section front, a list of other articles",
    "Open one of the articles and give that page or its address.",
    None,
    None,
)


@functools.cache
def kinds() -> tuple[PageKind, ...]:
    """The kinds that the rules of every language name, in the order they are tried: the page's own is not known yet."""
    return tuple(
        PageKind(raw["name"], raw["says"], raw["next"], _pattern(raw["titles"]), _pattern(raw["lines"]))
        for file in rules.every("pages")
        for raw in file["rule"]
    )


@functools.cache
def leads() -> re.Pattern[str]:
    """How a line begins that leads to another page, in any language."""
    return re.compile("|".join(start for file in rules.every("pages") for start in file["leads"]["starts"]))


@functools.cache
def summaries() -> re.Pattern[str]:
    """The headings above a list in which editors sum a story up, in any language."""
    return re.compile("|".join(head for file in rules.every("pages") for head in file["summaries"]["heads"]))


def plain(line: str) -> str:
    """A line in small letters, as the rules have it."""
    return " ".join(line.translate(_SAME).split()).lower()


def page_kind(titles: Iterable[str | None], story: Sequence[str], shown: Iterable[str]) -> PageKind | None:
    """The kind of page that its title or its lines name, where it has few sentences; ``None`` for an article.

    Args:
        titles: of the page, its window, and its head.
        story: the paragraphs that were read as its story.
        shown: everything on it.
    """
    words = words_in(story)
    if words >= ENOUGH_UNDER_TITLE:
        return None
    whole = [plain(title) for title in titles if title]
    named = {*whole, *(_SITE.split(title)[0] for title in whole)}
    for kind in kinds():
        if kind.titles and any(kind.titles.fullmatch(title) for title in named):
            return kind
    lines = [plain(line) for line in story] if words else [plain(line) for line in shown]
    for kind in kinds():
        if kind.lines is None or kind.name == PAYWALL:
            continue
        other = [line for line in lines if not kind.lines.fullmatch(line)]
        # What else stands there may be a short article with a notice under it.
        if len(other) < len(lines) and words_in(other) < REST:
            return kind
    return None


def behind_paywall(story: Sequence[str], shown: Iterable[str]) -> PageKind | None:
    """The paywall's kind, where a page of few sentences has a line that asks for a subscription."""
    if words_in(story) >= ENOUGH:
        return None
    kind = next(k for k in kinds() if k.name == PAYWALL)
    return kind if kind.lines and any(kind.lines.fullmatch(plain(line)) for line in shown) else None


def is_notice(line: str) -> bool:
    """Whether a line is a message that some kind of page has, and no story."""
    said = plain(line)
    return any(kind.lines is not None and kind.lines.fullmatch(said) for kind in kinds())


def words_in(lines: Iterable[str]) -> int:
    """How many words stand in lines that read like sentences."""
    return sum(n for line in lines if word_counts.is_ended(line) and (n := word_counts.count(line)) > 6)


def is_list(blocks: Sequence[Block], story: Set[int]) -> bool:
    """Whether the story is a list of other articles: most of its sentences are teasers, each under a headline's link.

    Args:
        blocks: of the page.
        story: the numbers of those that were read as its story.
    """
    heads = teasers(blocks, story)
    sentences = {i for i in story if blocks[i].sentence}
    if len(heads) < FEWEST_TEASERS or len(heads) < 0.6 * len(sentences):
        return False
    return sum(blocks[i].size for i in sentences - set(heads)) < LONGER * sum(blocks[i].size for i in heads)


def is_front(url: str | None, blocks: Sequence[Block], story: Set[int]) -> bool:
    """Whether a page of many links and few sentences says that its address is the site's own."""
    if url is None or _FRONT.fullmatch(url) is None:
        return False
    words = sum(blocks[i].size for i in story if blocks[i].sentence)
    return words < ENOUGH_AT_ROOT and sum(b.linked > 0.9 and b.size > 3 for b in blocks) >= FEWEST_LINKS


def below(blocks: Sequence[Block], story: Set[int]) -> frozenset[int]:
    """The part of a story from which it is a list of other stories, in boxes of another kind than the story's own."""
    heads = teasers(blocks, story)
    homes = {blocks[i].home for i in story if blocks[i].sentence and i not in heads}
    others = [i for i in story if blocks[i].sentence and i not in heads]
    after = [b for b in heads if b > max(others, default=0) and blocks[b].home not in homes]
    if len(after) < FEWEST_TEASERS or not others:
        return frozenset()
    return frozenset(i for i in story if i >= min(heads[b] for b in after))


def teasers(blocks: Sequence[Block], story: Set[int]) -> dict[int, int]:
    """The number of each teaser in the story, with that of the headline above it, which is a link."""
    shown = [i for i, b in enumerate(blocks) if i in story or (b.linked > 0.9 and b.size > 2)]
    return {b: a for a, b in pairwise(shown) if _is_teaser(blocks, a, b, story)}


def _is_teaser(blocks: Sequence[Block], above: int, number: int, story: Set[int]) -> bool:
    head, block = blocks[above], blocks[number]
    if number not in story or not block.ended or block.linked > 0.9 or block.size > LONGEST_TEASER:
        return False
    is_headline = not head.ended or head.words.endswith("?")
    return head.linked > 0.9 and head.size > 2 and is_headline and number - above <= 3


def _pattern(entries: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{entry})" for entry in entries)) if entries else None
