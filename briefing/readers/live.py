"""The posts of a live blog, each with the day that "today" means in it.

Pages tell it in four ways: a ``time`` element in each post, data that stand in the post unseen (microdata, attributes),
a printed line ("18:20 GMT 12 March"), and ``liveBlogUpdate`` in the page's own data. All but the first are believed of
pages alone that call themselves live blogs, for other pages print days beside links and comments.

Source: LiveBlogPosting and liveBlogUpdate of schema.org.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from briefing.readers import body
from briefing.readers.blocks import Block, Box
from briefing.readers.body import Chosen, Part
from briefing.readers.metadata import day_in, nodes, normal, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Posts at least that make a live blog, and on a page that calls itself one.
FEWEST, FEWEST_CALLED = 3, 2
#: Posts that are read of a page's data.
MOST = 5000
#: How a page calls itself a live blog, in its data, classes or address.
_CALLED = re.compile(r"live[-_]?blog", re.IGNORECASE)
#: Where a post keeps its moment unseen: the name of an attribute, and what a ``meta`` element is called.
_ATTRIBUTE = re.compile(r"data-[a-z-]{0,30}?\b(?:timestamp|time|datetime|date|published|created|posted)\b[a-z-]{0,30}")
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\S{0,40}|1\d{9}(?:\d{3})?")
_CREATED = ("datePublished", "dateCreated")
#: What a printed line tells beside the day: the clock, and a zone.
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d\d){1,2}(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?")
_ZONE = re.compile(r"\b[A-Z]{2,5}\b")
_DAYS = (re.compile(r"\b\d{1,2}\s+[A-Za-z]{3,9}\b"), re.compile(r"\b[A-Za-z]{3,9}\.?\s+\d{1,2}\b"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that a printed line has not, and words of it that may be neither day, clock nor zone: "Published at".
MOST_LETTERS, OTHERS = 80, 2


@dataclass(frozen=True, slots=True)
class Update:
    """A post as the page's own data have it."""

    moment: str
    heading: str
    text: str


def updates(tree: HtmlElement) -> list[Update] | None:
    """The posts that the data of a live blog hold, each with its moment; ``None`` where a page calls itself none."""
    return list(_updates(tree)) if _is_called(tree) else None


def _is_called(tree: HtmlElement) -> bool:
    scripts = (s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower())
    names = (e.get(key) or "" for e in tree.iter() for key in ("class", "id", "itemprop", "itemtype"))
    return any(_CALLED.search(text) for text in scripts) or any(_CALLED.search(name) for name in names)


def _updates(tree: HtmlElement) -> Iterator[Update]:
    listed = (node["liveBlogUpdate"] for node in nodes(tree) if isinstance(node.get("liveBlogUpdate"), list))
    for post in islice(chain.from_iterable(listed), MOST):
        if not isinstance(post, dict):
            continue
        heading, text, *moments = (text_of(post.get(key), lines=True) for key in ("headline", "articleBody", *_CREATED))
        if text and (moment := next((m for m in moments if m and day_in(m)), None)):
            yield Update(moment, heading or "", text)


def dated(parts: Sequence[Part], updates: Sequence[Update]) -> tuple[Part, ...]:
    """The parts of a story, those that one post of the page's data holds with its moment.

    What stands in posts of several moments is in none: a line that is printed again and again.
    """
    moments: dict[tuple[str, ...], str | None] = {}
    for update in updates:
        for row in (*body.word_rows(normal(update.text)), (normal(update.heading),)):
            moments[row] = update.moment if moments.get(row, update.moment) == update.moment else None
    made = [replace(part, moment=_moment_of(part, moments) or part.moment) for part in parts]
    return tuple(made) if len({part.moment for part in made if part.moment}) >= FEWEST_CALLED else tuple(parts)


def _moment_of(part: Part, moments: Mapping[tuple[str, ...], str | None]) -> str | None:
    """The moment of the post that has a part's words, or that it heads."""
    key = normal(part.words)
    if heads := moments.get((key,)):
        return heads
    rows = list(body.word_rows(key))
    moment, count = Counter(moments.get(row) for row in rows).most_common(1)[0]
    return moment if count >= body.FOUND * len(rows) else None


def posts(
    blocks: Sequence[Block], story: Chosen, tree: HtmlElement, day: dt.date | None, *, called: bool
) -> dict[int, str]:
    """For each block of a live blog's post the moment it was written; empty where the page is none.

    A post is the largest element that holds one moment and no other; a block in none of them goes with the line above
    it that tells a moment. There are several posts, of more than one moment, and most of the story stands in them.

    Args:
        blocks: of the page.
        story: what of them is the story.
        tree: the page.
        day: of the page, from which a printed day without a year takes it.
        called: whether the page calls itself a live blog.
    """
    lines = _printed(blocks, day) if called else {}
    moments = _moments(blocks, story, lines, _unseen(tree, day) if called else {})
    by_block: dict[int, tuple[int, str]] = {}
    above: tuple[int, str] | None = None
    for i, block in enumerate(blocks):
        above = (-i, lines[i]) if i in lines else above
        if i not in story.taken:
            continue
        holders = [box.number for box in block.box.trail if len(moments.get(box.number, ())) == 1]
        if holders:
            by_block[i] = (holders[-1], next(iter(moments[holders[-1]])))
        elif above is not None:
            by_block[i] = above
    sentences = [i for i in story.taken if blocks[i].sentence]
    dated = [i for i in sentences if i in by_block]
    most = sum(blocks[i].size for i in dated) > sum(blocks[i].size for i in sentences) / 2
    several = len({by_block[i][0] for i in dated}) >= (FEWEST_CALLED if called else FEWEST)
    different = len({by_block[i][1] for i in dated}) > 1
    return {i: moment for i, (_, moment) in by_block.items()} if most and several and different else {}


def _moments(
    blocks: Sequence[Block], story: Chosen, lines: Mapping[int, str], unseen: Mapping[HtmlElement, str]
) -> Mapping[int, set[str]]:
    """For each element, by its number, the moments that it holds."""
    boxes = {box.number for i in story.taken if blocks[i].sentence for box in islice(blocks[i].box.trail, 1)}
    moments: dict[int, set[str]] = defaultdict(set)
    known: dict[HtmlElement, Box] = {}
    for i, block in enumerate(blocks):
        moment = lines.get(i)
        # A time inside a sentence is one the story tells of.
        if block.box.moment and block.box.number not in boxes:
            moment = block.box.moment
        if moment and block.place(story.void) in (None, "elsewhere"):
            for box in block.box.trail:
                moments[box.number].add(moment)
        if unseen:
            known.update((box.element, box) for box in block.box.trail if box.element is not None)
    for element, moment in unseen.items():
        holder = next((known[e] for e in (element, *element.iterancestors()) if e in known), None)
        # What the post itself tells is told already.
        if holder is not None and not moments.get(holder.number):
            for box in holder.trail:
                moments[box.number].add(moment)
    return moments


def _unseen(tree: HtmlElement, day: dt.date | None) -> dict[HtmlElement, str]:
    """The elements that keep a moment where nobody sees it, or where only one who is read aloud to hears it."""
    kept: dict[HtmlElement, str] = {}
    for element in tree.body.iter() if tree.find("body") is not None else ():
        if not isinstance(element.tag, str):
            continue
        named = element.tag == "meta" and element.get("itemprop") in _CREATED
        values = [element.get("content")] if named else _values(element)
        moment = next((v.strip() for v in values if v and _MOMENT.fullmatch(v.strip()) and day_in(v)), None)
        if moment or (
            not len(element) and (moment := _stamp(" ".join((element.text or "")[:MOST_LETTERS].split()), day))
        ):
            kept[element] = moment
    return kept


def _values(element: HtmlElement) -> Iterable[str]:
    return (value for name, value in element.attrib.items() if name[:5] == "data-" and _ATTRIBUTE.fullmatch(name))


def _printed(blocks: Sequence[Block], day: dt.date | None) -> dict[int, str]:
    """The blocks that tell a day and hardly more, each with what it tells; a year that they lack is the page's."""
    return {i: moment for i, block in enumerate(blocks) if not block.ended and (moment := _stamp(block.words, day))}


def _stamp(line: str, day: dt.date | None) -> str | None:
    """What a line tells that tells a day and hardly more."""
    if len(line) >= MOST_LETTERS:
        return None
    words, clocks = _CLOCK.subn(" ", line)
    for match in chain.from_iterable(pattern.finditer(words) for pattern in _DAYS):
        written = day_in(words) or _nearest(match[0], day)
        others = _YEAR.sub("", f"{words[: match.start()]} {words[match.end() :]}")
        if written is not None and len(_WORD.findall(_ZONE.sub(" ", others))) <= (OTHERS if clocks else 1):
            return line if day_in(line) else f"{line} ({written.isoformat()})"
    return None


def _nearest(words: str, day: dt.date | None) -> dt.date | None:
    """A day without a year, in the year in which it is nearest to another day."""
    if day is None:
        return None
    years = (day_in(f"{words} {day.year + n}") for n in (-1, 0, 1))
    return min((d for d in years if d is not None), key=lambda d: abs(d - day), default=None)
