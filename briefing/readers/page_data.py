"""What a page's own data (JSON-LD, what its scripts build it from) hold of its story, beside what the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING

from briefing.readers import body, page_kinds, page_state, word_counts
from briefing.readers.blocks import Block
from briefing.readers.body import Part
from briefing.readers.metadata import normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: How many times the words of the page the data must have to be more than the same story.
MORE = 2
#: Words in sentences of the data, none of them on the page, of which the reader is told. Of eleven real pages with a
#: text in their data none had more than 27.
FEWEST_UNSEEN = 40
#: Words in sentences that a page shows from which they may be a story of their own.
FEWEST_SHOWN = 25
#: A sentence has no fewer words.
SHORTEST = 7

#: A code and the words of a note.
Said = tuple[str, str]
_BETWEEN = re.compile(r"(?<=[.!?…”\"])\s+")
_LONGER = re.compile(r"\w{5,}")


def story(
    tree: HtmlElement, parts: Sequence[Part], shown: Sequence[Block], data: Sequence[str], heads: Set[str]
) -> tuple[tuple[Part, ...], list[Said]]:
    """The parts of the story, from the page's data where it shows little of it, and what is to be said of these.

    A page that scripts build shows little, and its JSON-LD often holds the whole text, or else the scripts' own data.
    Whoever opens the page may see something else, so each text that is read from there is told, and so is one that is
    left out.

    Args:
        tree: the page.
        parts: of the story that it shows.
        shown: all its blocks.
        data: the paragraphs of its ``articleBody``, if it has one.
        heads: the page's headlines, in small letters.
    """
    seen = tuple(parts)
    read = length(part.words for part in seen)
    size = length(data)
    if size > MORE * read:
        if read >= page_kinds.ENOUGH:
            said = f"The page shows {read} words of a story; its own data holds {size}, which were left out."
            return seen, [("data-unseen", said)]
        return _instead(seen, data, heads)
    if read < page_kinds.ENOUGH and (state := page_state.story(tree)) and length(state) > MORE * read:
        return _instead(seen, state, heads)
    hidden = _apart(data, (block.key for block in shown))
    if hidden >= FEWEST_UNSEEN:
        said = f"The page's own data holds {hidden} words in sentences that it does not show; they were left out."
        return seen, [("data-unseen", said)]
    return seen, []


def length(lines: Iterable[str]) -> int:
    """How many words some lines have."""
    return sum(map(word_counts.count, lines))


def _instead(seen: tuple[Part, ...], data: Sequence[str], heads: Set[str]) -> tuple[tuple[Part, ...], list[Said]]:
    """The story of the data, with a note; the page's own where the data hold another one and not what it is headed."""
    shown = [part.words for part in seen if part.kind in body.STORY and not page_kinds.is_notice(part.words)]
    size = length(data)
    if _is_other(shown, data) and _named(heads, shown) >= max(1, _named(heads, data)):
        said = f"The page's own data holds another text, of {size} words, than the page shows; it was left out."
        return seen, [("data-unseen", said)]
    words = sum(word_counts.count(sentence) for sentence in _sentences(shown))
    what = f"{words} words of a story" if words else "no story"
    said = f"The page shows {what}; the {size} words that were read stand in its own data."
    return tuple(Part(line, "story") for line in data if normal(line) not in heads), [("data-read", said)]


def _is_other(shown: Sequence[str], data: Sequence[str]) -> bool:
    """Whether most of what is shown stands nowhere in the data."""
    words = sum(word_counts.count(sentence) for sentence in _sentences(shown))
    return words >= FEWEST_SHOWN and 2 * _apart(shown, map(normal, data)) > words


def _apart(lines: Iterable[str], others: Iterable[str]) -> int:
    """How many words stand in sentences of some lines that others, in small letters, do not hold."""
    sentences = [(sentence, list(body.word_rows(normal(sentence)))) for sentence in _sentences(lines)]
    if not sentences:
        return 0
    known = set(chain.from_iterable(map(body.word_rows, others)))
    return sum(
        word_counts.count(sentence)
        for sentence, rows in sentences
        if sum(map(known.__contains__, rows)) < body.FOUND * len(rows)
    )


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (piece for piece in _BETWEEN.split(line) if word_counts.count(piece) >= SHORTEST)


def _named(heads: Iterable[str], lines: Iterable[str]) -> int:
    """How many of the longer words of a page's headlines stand in some lines."""
    words = set(_LONGER.findall(" ".join(heads)))
    return len(words & set(_LONGER.findall(" ".join(map(normal, lines)))))
