"""Where sentences begin and end."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing import rules
from briefing.model.text import Document, Dropped, Parse, Sentence, Span
from briefing.text import boilerplate

#: How far back of a stop its word, and how far after it the next words, are read.
BACK = 40
AHEAD = 80
#: Characters of the longest sentence. The longest of 30,000 in news had 877; what is longer is a list without stops or
#: made to cost time, and what compares the words of a sentence with one another would take the square of its length.
LONGEST = 3000

_STOP = re.compile(r"[.!?…]+(?:\s[.!?…]+)*(?:\[\d{1,3}\])*")
_CLOSE = re.compile(r"(?:[”’)\]}»]|''|'(?![\w'])|\s[”)\]}»’](?=\s|$)|\s?''(?=\s|$))+")
_NEXT = re.compile(
    r"""
    (?P<gap>\s+)
    (?P<open>(?:[“‘"'(\[«—–-]|``|`)*\s?)
    (?P<word>[A-ZÀ-ÖØ-Þ0-9$£€#@]\S*|[a-z]{1,2}[A-Z]\S*|al-[A-Z]\S*)
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"(?P<before>[^\s“‘\"(\[]*)[\s“‘\"(\[]+(?P<word>[^\s“‘\"(\[—–]*)$")
_GLUED = re.compile(r"(?P<word>[A-Z][a-z]*)\b(?=\s+[a-z“‘\"])")
_SPACES = re.compile(r"\s+")
_BEHIND_A_MARK = re.compile(r"(?<=[,;:])\s+")
_INITIAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?-?)*[A-ZÀ-ÖØ-Þ]$")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*$")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of one language."""

    before_a_name: frozenset[str]
    before_a_number: frozenset[str]
    months: frozenset[str]
    either: frozenset[str]
    no_initial: frozenset[str]
    saying: re.Pattern[str]
    openers: frozenset[str]


@functools.cache
def load(language: str) -> Words:
    """The word lists of a language; English ones where it has none."""
    data = rules.nearest("sentences", language)
    lists = {rule["name"]: rule["words"] for rule in data["rule"]}
    verbs = "|".join(lists["quotation-goes-on"])
    title = "|".join(re.escape(w) for w in lists["before-a-name"])
    return Words(
        frozenset(lists["before-a-name"]),
        frozenset(lists["before-a-number"]),
        frozenset(lists["month"]),
        frozenset(lists["either"]),
        frozenset(lists["initial"]),
        re.compile(rf"\s+(?:(?:{verbs})\b|(?:(?:(?i:{title})\.|[A-ZÀ-Þ][\w’'-]*)\s+){{1,4}}(?:{verbs})\b)"),
        frozenset(lists["opener"]),
    )


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the story in order; none crosses a paragraph, and a sub-heading is none.

    >>> text = "Dr. Ruiz left at 9 a.m. It rained."
    >>> [s.span.of(text) for s in split(Document("d", text, (Span(0, len(text)),)))]
    ['Dr. Ruiz left at 9 a.m.', 'It rained.']
    """
    words = load(document.language)
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        if document.headings and document.is_heading(paragraph):
            continue
        start = paragraph.start
        for end, following in _ends(document.text, paragraph, words):
            sentences += _no_longer(document.text, len(sentences), number, Span(start, end))
            start = following
        if start < paragraph.end:
            sentences += _no_longer(document.text, len(sentences), number, Span(start, paragraph.end))
    return tuple(sentences)


def without(
    document: Document, parts: Sequence[Sentence], parsed: Parse, dropped: Sequence[Dropped]
) -> tuple[Document, tuple[Sentence, ...], Parse]:
    """The document with more set aside, and the sentences that are left, with their words.

    Args:
        document: without boilerplate.
        parts: its sentences.
        parsed: of these.
        dropped: whole sentences, or paragraphs.
    """
    document = boilerplate.without(document, document.paragraphs, dropped)
    starts = [paragraph.start for paragraph in document.paragraphs]
    begins = sorted(d.span for d in dropped)
    within = (bisect_right(begins, s.span.start, key=lambda span: span.start) - 1 for s in parts)
    kept = [s for s, n in zip(parts, within, strict=True) if n < 0 or not begins[n].holds(s.span)]
    bounds = tuple(parsed.bounds[s.i] for s in kept)
    numbered = tuple(Sentence(i, bisect_right(starts, s.span.start) - 1, s.span) for i, s in enumerate(kept))
    return document, numbered, replace(parsed, bounds=bounds)


def _no_longer(text: str, index: int, paragraph: int, span: Span) -> Iterator[Sentence]:
    """The sentence, or what is longer than any in pieces, parted behind a comma, or at a space, where there is one."""
    start = span.start
    while span.end - start > LONGEST:
        here = start + LONGEST // 2, start + LONGEST
        spaces = list(_BEHIND_A_MARK.finditer(text, *here)) or list(_SPACES.finditer(text, *here))
        end, following = spaces[-1].span() if spaces else (start + LONGEST, start + LONGEST)
        yield Sentence(index, paragraph, Span(start, end))
        index, start = index + 1, following
    if start < span.end:
        yield Sentence(index, paragraph, Span(start, span.end))


def _ends(text: str, paragraph: Span, words: Words) -> Iterator[tuple[int, int]]:
    """For each sentence but the last: where it ends, and where the next begins."""
    start = at = paragraph.start
    quotes = _Quotes(text, paragraph.start)
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop.start() < at:
            continue
        end = _closed(text, stop.end(), paragraph.end, quotes)
        at = end
        following = _next_start(text, start, stop, end, paragraph.end, words)
        if following is not None:
            yield end, following
            start = following


class _Quotes:
    """Whether a straight quotation mark is open, counted forward through a paragraph once."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.at, self.open = text, start, False

    def open_at(self, offset: int) -> bool:
        if self.text.count('"', self.at, offset) % 2:
            self.open = not self.open
        self.at = offset
        return self.open


def _closed(text: str, end: int, limit: int, quotes: _Quotes) -> int:
    """Where the marks that close with a stop end; a straight quotation mark closes only if one is open."""
    while end < limit:
        if match := _CLOSE.match(text, end, limit):
            end = match.end()
            continue
        straight = end if text[end] == '"' else end + 1 if text[end : end + 2] == ' "' else None
        if straight is None or straight >= limit or not quotes.open_at(straight):
            return end
        end = straight + 1
    return end


def _next_start(text: str, start: int, stop: re.Match[str], end: int, limit: int, words: Words) -> int | None:
    """Where the next sentence begins if one ends here, else ``None``."""
    following = _NEXT.match(text, end, min(limit, end + AHEAD))
    if following is None:
        return _glued(text, stop, end, limit, words)
    first = following["word"].rstrip(".,;:!?’'”\")]").lower()
    quoted = end > stop.end()
    if stop.group()[0] in "!?":
        return None if quoted and words.saying.match(text, end, min(limit, end + AHEAD)) else following.start("open")
    if first == "i" and stop.group() in {"…", "..."} and not quoted:
        return None  # "I" has its capital wherever it stands
    if stop.group() != "." or (quoted and text[stop.end() : end].strip(" )]")):
        return following.start("open")
    window = text[max(start, stop.start() - BACK) : stop.start()]
    if _is_inner(" " + window, following, first, words, whole=stop.start() - BACK <= start):
        return None
    return following.start("open")


def _is_inner(window: str, following: re.Match[str], first: str, words: Words, *, whole: bool) -> bool:
    """Whether the stop belongs to the word before it and ends nothing."""
    match = _WORD_BEFORE.search(window)
    if match is None:
        return False
    word, before = match["word"], match["before"]
    lower = word.lower().rstrip(".")
    opens = first in words.openers
    if whole and not before and word.isdigit() and len(word) < 3:
        return True  # the number of a list's item
    if lower in words.before_a_name:
        return not (lower in {"st", "mt", "ft"} and opens) and not (lower in {"don", "al", "est"} and word.islower())
    if lower in words.before_a_number and not (len(word) == 1 and word.isupper()):
        return first[:1].isdigit()
    if lower in words.months and word[:1].isupper():
        return first[:1].isdigit()
    if len(word) == 1 and _INITIAL.match(word):
        if before.lower() in words.no_initial and before.islower():
            return not opens and not following["open"] and word not in {"X"}
        return not opens or bool(_NAME.match(before) and following["word"][:1].isupper() and first == "a")
    if lower in words.either or (_INITIAL.fullmatch(word) and "." in word):
        return not opens and not following["open"].strip(" ([")
    return False


def _glued(text: str, stop: re.Match[str], end: int, limit: int, words: Words) -> int | None:
    """The next sentence's start where a stop has no space after it: only before an opener in running text."""
    following = _GLUED.match(text, end, min(limit, end + AHEAD))
    before = text[max(0, stop.start() - 3) : stop.start()]
    if following is None or following["word"].lower() not in words.openers:
        return None
    if not (len(before) == 3 and before.isalpha() and before.islower()) and end == stop.end():
        return None
    return end
