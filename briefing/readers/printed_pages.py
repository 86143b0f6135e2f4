"""The article in a web page that a browser has printed as a PDF, with the page's menus and other stories around it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.readers import word_counts
from briefing.readers.metadata import normal
from briefing.readers.page_kinds import plain

#: Paragraphs that are no sentences, and the share of the words in them, from which a print has a page around its story.
FEWEST_LABELS, MOST_LABELS = 8, 0.12
#: A story has at least so many words in sentences.
FEWEST_WORDS = 60
#: How much larger than the story its headline is set, also where the window has another title; and how far the
#: story's own letters may differ.
LARGER, MUCH_LARGER, UNLIKE = 1.12, 1.6, 0.08
#: Words of a sentence that counts; how a longer paragraph, and a label, weigh at most.
SHORTEST, HEAVIEST, LABEL = 7, 80, 15
#: Words of a headline at least, and the share of them that the title of the window must have.
FEWEST_IN_HEADLINE, KNOWN = 3, 0.6
#: The share of words with a small letter in a sentence that is cut in two.
RUNNING = 0.55
#: So many paragraphs that a print has twice are a page's own and no story's.
FEWEST_TWICE = 3
#: Lines that are looked at for the day: their words, and how far above the headline one may stand.
LONGEST_STAMP, ABOVE = 30, 4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCES = re.compile(r"[.!?][”’\"')]*\s+[“‘\"'(]?[A-ZÀ-Þ]")
_SITE = re.compile(r"(?<!\s)\s+[|–—•·»:-]\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a print's text."""

    words: str
    size: float
    """Of its letters, in points."""
    lines: tuple[str, ...]
    """As they are printed."""


@dataclass(frozen=True, slots=True)
class Story:
    """The article of a print."""

    title: str | None
    stamps: tuple[str, ...]
    """Lines around the headline that hold a year."""
    paragraphs: tuple[str, ...]
    left_out: int
    """Words of the print that belong to neither."""


def story(paragraphs: Sequence[Paragraph], window: str) -> Story | None:
    """The article of a print; ``None`` where it has nothing else around it, or no article that can be told.

    Args:
        paragraphs: of the print, in order.
        window: the title of the browser's window, as the file's properties have it.
    """
    labels = [p for p in paragraphs if not _is_told(p)]
    words = [word_counts.count(p.words) for p in paragraphs]
    if len(labels) < FEWEST_LABELS or sum(word_counts.count(p.words) for p in labels) < MOST_LABELS * sum(words):
        return None
    first, last = _headline(paragraphs, window)
    below = paragraphs[last : _below(paragraphs, last)]
    twice = _twice(paragraphs)
    body = _size([p for p in below if _is_told(p)])
    start, end = _heaviest([0.0 if p.words in twice else _weight(p, body) for p in below])
    start, end = last + start, last + end
    kept = [p for p in paragraphs[start:end] if p.words not in twice and (_is_told(p) or _is_alike(p, body))]
    if sum(word_counts.count(p.words) for p in kept if _is_told(p)) < FEWEST_WORDS:
        return None
    title = " ".join(p.words for p in paragraphs[first:last]) or max(_SITE.split(window), key=len).strip() or None
    stamps = tuple(_stamps([*paragraphs[max(0, first - ABOVE) : first], *paragraphs[last:start]]))
    taken = sum(word_counts.count(p.words) for p in (*kept, *paragraphs[first:last]))
    return Story(title, stamps, tuple(p.words for p in kept), sum(words) - taken)


def _is_told(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads like sentences of a story."""
    if word_counts.count(paragraph.words) < SHORTEST:
        return False
    return word_counts.is_ended(paragraph.words) or len(_SENTENCES.findall(paragraph.words)) > 1


def _is_alike(paragraph: Paragraph, size: float) -> bool:
    return abs(paragraph.size - size) <= UNLIKE * size


def _is_running(words: str) -> bool:
    """Whether most words begin with a small letter, as those of a sentence do that the next page goes on with."""
    parts = words.split()
    return sum(part[:1].islower() for part in parts) > RUNNING * len(parts)


def _below(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where comments or other stories begin below a story that has begun; the number of paragraphs where none do."""
    length = 0
    for i, paragraph in enumerate(paragraphs[start:], start):
        if length >= FEWEST_WORDS and _ends().fullmatch(plain(paragraph.words)):
            return i
        length += word_counts.count(paragraph.words) if _is_told(paragraph) else 0
    return len(paragraphs)


def _twice(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The words of paragraphs that a page repeats, such as what it says to subscribers; a story repeats a quotation."""
    counts = Counter(p.words for p in paragraphs if word_counts.count(p.words) >= SHORTEST)
    repeated = frozenset(words for words, count in counts.items() if count > 1)
    return repeated if len(repeated) >= FEWEST_TWICE else frozenset()


def _size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most letters of some paragraphs are set."""
    letters: Counter[float] = Counter()
    for paragraph in paragraphs:
        letters[round(paragraph.size, 1)] += len(paragraph.words)
    return letters.most_common(1)[0][0] if letters else 0.0


def _weight(paragraph: Paragraph, size: float) -> float:
    count = word_counts.count(paragraph.words)
    if not _is_told(paragraph):
        is_prose = count >= LABEL and _is_alike(paragraph, size) and _is_running(paragraph.words)
        return count / 2 if is_prose else -min(count + 3, LABEL)
    return min(count, HEAVIEST) * (1.0 if _is_alike(paragraph, size) else -0.2)


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """Where the stretch of the greatest sum begins and ends; the end is not in it."""
    best, stretch, total, start = 0.0, (0, 0), 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, stretch = total, (start, i + 1)
    return stretch


def _headline(paragraphs: Sequence[Paragraph], window: str) -> tuple[int, int]:
    """Where the headline begins and ends; nothing of length 0.

    It is set in the largest letters whose words the window's title has, else in the largest of all.
    """
    known = Counter(normal(window).split())
    body = _size([p for p in paragraphs if _is_told(p)])
    place, best = (0, 0), (False, 0.0, 0)
    for i, paragraph in enumerate(paragraphs):
        end = i
        while end < len(paragraphs) and paragraphs[end].size > LARGER * body and end - i < 4:
            if abs(paragraphs[end].size - paragraph.size) > 0.6:
                break
            end += 1
            words = Counter(" ".join(normal(p.words) for p in paragraphs[i:end]).split())
            shared, whole = (words & known).total(), words.total()
            is_known = shared >= max(FEWEST_IN_HEADLINE, KNOWN * whole)
            if not is_known and (whole <= FEWEST_IN_HEADLINE or paragraph.size < MUCH_LARGER * body):
                continue
            rank = (is_known, round(paragraph.size, 1), shared)
            if rank > best:
                place, best = (i, end), rank
    return place


def _stamps(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if word_counts.count(line) <= LONGEST_STAMP and _YEAR.search(line) and not word_counts.is_ended(line):
                yield line


@functools.cache
def _ends() -> re.Pattern[str]:
    """Lines below which a page has comments or other stories, in any language."""
    lines = (line for file in rules.every("pages") for line in file["below"]["lines"])
    return re.compile(f"(?:{'|'.join(lines)})[ :»>…]*")
