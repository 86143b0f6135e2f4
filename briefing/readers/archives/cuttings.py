"""Press cuttings: a page of contents, then the items, each with headline, outlet and day at its head.

An entry of the contents ends in the page that its item begins on. The items are found by their headlines, in the order
of the contents. A report with chapters has contents too, but no outlet and day below its headings, and is left alone.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model.sentence_ends import ends_sentence
from briefing.readers.archives import days
from briefing.readers.archives.article import Article, Found, authors, clean
from briefing.readers.archives.data import load
from briefing.readers.archives.labelled import Labels
from briefing.readers.archives.lines import Line, Lines
from briefing.readers.byline import byline

NAME = "press cuttings"
#: How far from the top the contents begin, in lines.
REACH = 60
#: Lines that an entry of the contents, or a headline, is broken into at most.
MOST_LINES = 4
#: Entries that are read.
MOST_ENTRIES = 600
#: Words of an entry, and lines that begin with each, among which its headline is looked for.
LONGEST_TITLE, MOST_PLACES = 40, 12
#: Letters of a line of the contents, and of its end, where the page stands.
LONGEST_ENTRY, LAST = 400, 16
#: Words of a sentence that is no entry.
FEWEST_PROSE = 8
#: Entries that make contents.
FEWEST = 2
#: The share of the entries whose item must be found, and of the items that must have a day at their head.
SHARE = 0.6
#: Lines above and below a headline that may belong to the head.
ABOVE, BELOW = 5, 8
#: Words of a line of the head, and of an outlet's name.
LONGEST_LINE, LONGEST_NAME = 14, 7

_LAST = re.compile(r"(?:(?<=[\s.…_])|^)(?:(?:page|pg?\.?|seite|s\.)\s?)?(?P<page>\d{1,3})$", re.IGNORECASE)
_PLACE = re.compile(r"(?:\d{1,3}[.)]|[-•*–])\s+")
_PARTS = re.compile(r" ?[|•·;] ?| [–—-] |, | \(|\) ?")
_PAGE = re.compile(r"(?:page|pg?s?\.?|pp\.?|seite|s\.)\s?(?P<page>[A-Z]{0,2}\d{1,3}(?:[-–]\d{1,3})?)", re.IGNORECASE)
_COUNT = re.compile(r"[\d.,]+\s(?:words|mots|wörter)|(?:circulation|reach|readership|ave|words)\b.*", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the contents."""

    line: int
    """The one that ends in a page."""
    words: str
    """All that may be its own: the lines since the entry before, and those below up to a gap."""
    named: str
    """What is its own for certain."""
    page: int


@dataclass(frozen=True, slots=True)
class _Item:
    """Where an item's headline stands, and the entry that names it."""

    first: int
    end: int
    entry: _Entry


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    # Most contents end at the same line either way; their items are looked for once.
    contents = dict.fromkeys(_entries(text, strict=strict) for strict in (True, False))
    read = [(entries, _items(text, entries)) for entries in contents if entries]
    entries, items = max(read, key=lambda pair: len(pair[1]), default=((), ()))
    whole = len(items) >= max(FEWEST, SHARE * len(entries))
    # A file that was cut off holds the first of its items, and all of these; each must then be a cutting for certain.
    if not items or not (whole or [item.entry for item in items] == list(entries[: len(items)])):
        return None
    starts = [_top(text, item, items[n - 1].end if n else entries[-1].line + 1) for n, item in enumerate(items)]
    ends = [*starts[1:], len(text.lines)]
    articles = [_article(text, *place) for place in zip(items, starts, ends, strict=True)]
    dated = sum(article.day is not None for article in articles)
    if dated < (max(FEWEST, SHARE * len(articles)) if whole else len(articles)):
        return None
    if not whole and not all(article.outlet and article.paragraphs for article in articles[:FEWEST]):
        return None
    return Found(tuple(articles), len(entries))


def _entries(text: Lines, *, strict: bool) -> tuple[_Entry, ...]:
    """The entries below a line that heads contents; pages that count down, or prose, end them.

    Where it is strict, so does a line with half of a first entry's words: it may be the first item's headline, or the
    outlet's name, which another entry shares.
    """
    lines = text.lines
    start = next((i for i, line in enumerate(lines[:REACH]) if _is_contents(line)), None)
    if start is None:
        return ()
    paged: list[tuple[int, str, int]] = []
    first: list[tuple[str, ...]] = []
    for i, line in enumerate(lines[start + 1 :], start + 1):
        above = paged[-1][0] if paged else start
        if _is_contents(line) and not paged:
            start = i
            continue
        if i - above > MOST_LINES or _is_prose(line.text) or _labels().of_line(line.text) is not None:
            break
        if strict and any(_repeats(line.text, entry) for entry in first):
            break
        last = _paged(line.text)
        if last is None:
            continue
        words, page = last
        # A page in a line of its own ends the lines above it; a day ends none.
        if not _key(" ".join(days.around(words))) and (words or i - above < 2):
            continue
        if paged and page < paged[-1][2]:
            break
        paged.append((i, words, page))
        if len(first) < FEWEST:
            first.append(_key(" ".join([*(other.text for other in lines[above + 1 : i]), words])))
        if len(paged) == MOST_ENTRIES:
            break
    return tuple(_entry(text, start, paged, n) for n in range(len(paged)))


def _repeats(words: str, entry: Sequence[str]) -> bool:
    """Whether a line has half of the words of an entry, in a row."""
    said = _key(words)
    return len(said) > 1 and 2 * len(said) >= len(entry) and _holds(entry, said)


def _paged(words: str) -> tuple[str, int] | None:
    """The words of a line that ends in a page, without the dots before it, and the page."""
    last = _LAST.search(words, max(0, len(words) - LAST)) if len(words) <= LONGEST_ENTRY else None
    return (words[: last.start()].rstrip(" .…_\t"), int(last["page"])) if last is not None else None


def _is_contents(line: Line) -> bool:
    return line.text.strip(" :").lower() in _heads()


def _is_prose(words: str) -> bool:
    return len(words.split()) >= FEWEST_PROSE and ends_sentence(words)


def _entry(text: Lines, start: int, paged: Sequence[tuple[int, str, int]], n: int) -> _Entry:
    lines = text.lines
    i, words, page = paged[n]
    above = paged[n - 1][0] if n else start
    below = i + 1
    while below < len(lines) and below - i < MOST_LINES and not lines[below].gap:
        if _opens(lines[below].text) or _is_apart(text, i, below):
            break
        below += 1
    before = [line.text for line in lines[above + 1 : i]]
    after = [line.text for line in lines[i + 1 : below]]
    # The lines above belong to the entry before where that one's, the first one's, page stands in its first line.
    leads = paged[0][0] == start + 1
    place = next((k for k, line in enumerate(before) if _PLACE.match(line)), None)
    sure = before[place:] if place is not None else [] if leads else before
    named = [*sure, words, *(after if leads else ())]
    bare = (_PLACE.sub("", part, count=1) for part in named)
    whole = (_PLACE.sub("", part, count=1) for part in (*before, words, *after))
    return _Entry(i, " ".join(whole), " | ".join(part for part in bare if part), page)


def _opens(words: str) -> bool:
    """Whether a line begins an entry, or an item."""
    return _paged(words) is not None or bool(_PLACE.match(words)) or _labels().of_line(words) is not None


def _is_apart(text: Lines, line: int, other: int) -> bool:
    """Whether two lines stand on different pages of a PDF."""
    return bool(text.drawn) and text.drawn[line].page != text.drawn[other].page


def _items(text: Lines, entries: Sequence[_Entry]) -> list[_Item]:
    """The items whose headlines are found, in the order of the contents."""
    items: list[_Item] = []
    after = entries[-1].line + 1
    known = _Places(text.lines, after)
    for entry in entries:
        item = known.headline(entry, after)
        if item is not None:
            items.append(item)
            after = item.end
    return items


class _Places:
    """Where each word that begins a line stands, so that a headline is looked for at few places."""

    def __init__(self, lines: Sequence[Line], after: int) -> None:
        self._keys = [_key(_headline(line.text)) for line in lines]
        self._lines = lines
        self._at: dict[str, list[int]] = {}
        for i in range(after, len(lines)):
            if self._keys[i] and len(self._keys[i]) <= 2 * LONGEST_LINE:
                self._at.setdefault(self._keys[i][0], []).append(i)

    def headline(self, entry: _Entry, after: int) -> _Item | None:
        """The lines that say most of an entry's words in a row, and more than an outlet's name does."""
        words = _key(entry.words)
        runs: list[tuple[bool, int, int, int, int]] = []
        for i in sorted({i for word in set(words[:LONGEST_TITLE]) for i in self._next(word, after)}):
            end, said = self._run(i, words)
            if said > 1:
                # A headline is set as one; where none is, the title that leads an entry goes before the outlet.
                runs.append((self._lines[i].head, said, -_place_of(words, self._keys[i]), i, end))
            if runs and i > runs[0][3] + ABOVE + MOST_LINES:
                break
        if not runs:
            return None
        _, said, _, first, end = max(runs)
        return _Item(first, end, entry) if 3 * said >= len(words) else None

    def _next(self, word: str, after: int) -> Sequence[int]:
        """The next lines that a word begins."""
        places = self._at.get(word, [])
        first = bisect.bisect_left(places, after)
        return places[first : first + MOST_PLACES]

    def _run(self, start: int, words: Sequence[str]) -> tuple[int, int]:
        """The end of the lines from one on that all stand in some words as they follow one another, and their words."""
        said: list[str] = []
        for end in range(start, min(start + MOST_LINES, len(self._keys))):
            longer = [*said, *self._keys[end]]
            if not _holds(words, longer):
                return end, len(said)
            said = longer
        return min(start + MOST_LINES, len(self._keys)), len(said)


def _headline(words: str) -> str:
    """A line without the name of the field of headlines."""
    field = _labels().of_line(words)
    return field[1] if field is not None and field[0] == "title" else words


def _place_of(words: Sequence[str], part: Sequence[str]) -> int:
    return next((i for i in range(len(words)) if list(words[i : i + len(part)]) == list(part)), len(words))


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    return _place_of(words, part) < len(words)


def _top(text: Lines, item: _Item, after: int) -> int:
    """The first line of an item's head: outlet, day and page may stand above the headline."""
    top = item.first
    for i in range(item.first - 1, max(after, item.first - ABOVE) - 1, -1):
        line = text.lines[i]
        if _is_apart(text, i, item.first) or not _is_head(line.text):
            break
        if _tells(line.text, item):
            top = i
    return top


def _is_head(words: str) -> bool:
    return len(words.split()) <= LONGEST_LINE and not (ends_sentence(words) and len(words.split()) > 4)


def _tells(words: str, item: _Item) -> bool:
    """Whether a line says something of an item: its day, page, author or outlet, or a field's name."""
    named = _labels().of_line(words) is not None or days.in_text(words) is not None or bool(byline(words))
    return named or any(_PAGE.fullmatch(p) or _COUNT.fullmatch(p) for p in _parts(words)) or _is_outlet(words, item)


def _is_outlet(words: str, item: _Item) -> bool:
    key = _key(words)
    return 0 < len(key) <= LONGEST_NAME and _holds(_key(item.entry.words), key)


def _article(text: Lines, item: _Item, start: int, end: int) -> Article:
    lines = text.lines
    below = item.end
    for i in range(item.end, min(item.end + BELOW, end)):
        if not _is_head(lines[i].text):
            break
        if _tells(lines[i].text, item):
            below = i + 1
    head = [*lines[start : item.first], *lines[item.end : below]]
    title = " ".join(_headline(line.text) for line in lines[item.first : item.end])
    fields = _told([line.text for line in head], _without(item.entry.named, title))
    return Article(
        title,
        clean(text.paragraphs(below, end)),
        outlet=fields.get("outlet"),
        day=days.in_text(fields.get("day", "")),
        dated=fields.get("day"),
        authors=authors(fields.get("author", "")),
        page=fields.get("page"),
        section=fields.get("section"),
    )


def _told(head: Sequence[str], entry: str) -> Mapping[str, str]:
    """What the lines of a head say, and where these are silent the entry: outlet, day, page, author, section."""
    fields: dict[str, str] = {}
    rest: list[str] = []
    for words in head:
        if (field := _labels().of_line(words)) is not None:
            # "11/06/2019" may be two days; another field may say which.
            if field[0] not in fields or (field[0] == "day" and days.in_text(fields["day"]) is None):
                fields[field[0]] = field[1]
        elif names := byline(words):
            fields.setdefault("author", "; ".join(names))
        else:
            rest.extend(_read(words, fields))
    named = _read(entry, fields)
    both = [part for part in rest if _holds(_key(entry), _key(part))]
    name = next((part for part in (*both, *named, *rest) if 0 < len(part.split()) <= LONGEST_NAME), None)
    if name is not None:
        fields.setdefault("outlet", name)
    return fields


def _read(words: str, fields: dict[str, str]) -> list[str]:
    """The parts of a line that are neither day, page nor count, which may be the outlet's name."""
    left: list[str] = []
    if days.in_text(words) is not None:
        fields.setdefault("day", words)
    for part in _parts(" | ".join(days.around(words))):
        if page := _PAGE.fullmatch(part):
            fields.setdefault("page", page["page"])
        elif not _COUNT.fullmatch(part) and not byline(part):
            left.append(part)
    return left


def _parts(words: str) -> list[str]:
    words = " ".join(words.replace("\t", " | ").split())
    return [part for piece in _PARTS.split(words) if (part := piece.strip(" ,.()"))]


def _without(words: str, title: str) -> str:
    """An entry's words without those of the headline."""
    pattern = r"\W+".join(map(re.escape, _WORD.findall(title)))
    return re.sub(pattern, " | ", words, count=1, flags=re.IGNORECASE)


def _key(words: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(words.lower()))


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(load("cuttings")["heads"])


@functools.cache
def _labels() -> Labels:
    return Labels.of(load("cuttings")["labels"])
