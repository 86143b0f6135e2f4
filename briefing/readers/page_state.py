"""The story in the data that a page's own scripts build it from (``__NEXT_DATA__`` and its like)."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.readers import word_counts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The longest script that is looked through, in letters, and how deep its data may lie.
LONGEST, DEEPEST = 4_000_000, 60
#: Sentences at least that make a story, and words of one.
FEWEST, FEWEST_WORDS = 3, 7

#: Where data may begin in a script: behind a name's sign of equality, as they stand or as text that is to be parsed.
_ASSIGNED = re.compile(r"[\w$\])]\s{0,4}=\s{0,4}(?P<parsed>JSON\.parse\(\s{0,4}(?=\"))?(?=[{\[\"])")
#: A script of fewer letters holds no story.
SHORTEST = 200
#: Letters of a page's scripts that are tried as data at most, and as how many one try counts at least.
MOST_TRIED, ONE_TRY = 12_000_000, 50
#: Python counts the lines up to an error in data, so many letters in the time that it decodes one.
LINES_COUNTED = 20
#: A piece of a page that is handed over while it is shown (React's "flight data"); the pieces are put together again.
_PUSHED = re.compile(r"self\.__next_f\.push\(\s{0,9}(?=\[)")
#: A row of these: a number and its value, or a text of so many bytes.
_ROW = re.compile(r"\s{0,9}[0-9a-f]{1,6}:(?:T(?P<size>[0-9a-f]{1,6}),)?")
_BREAK = re.compile(r"</(?:p|h\d|li|div|blockquote)>|<br\s*/?>|\n", re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,1000}>")


def story(tree: HtmlElement) -> list[str]:
    """The paragraphs of the longest run of sentences that stand at one place of the data; empty where there is none.

    A place is the way to a value without the numbers of lists, so the paragraphs of an article share one.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for data in _Scripts().every(tree):
        for place, value in _strings(data, ""):
            for piece in _BREAK.split(value):
                words = " ".join(html.unescape(_TAG.sub("", piece)).split())
                if words and words not in places[place][-1:]:
                    places[place].append(words)
    best = max(places.values(), key=_told, default=[])
    return best if sum(map(_is_sentence, best)) >= FEWEST else []


def _told(lines: list[str]) -> int:
    return sum(word_counts.count(line) for line in set(lines) if _is_sentence(line))


def _is_sentence(line: str) -> bool:
    return word_counts.is_ended(line) and word_counts.count(line) >= FEWEST_WORDS


class _Scripts:
    """What the scripts of a page hold as data."""

    def __init__(self) -> None:
        self._left = MOST_TRIED

    def every(self, tree: HtmlElement) -> Iterator[Any]:
        """Each value by itself, and what is handed over piece by piece."""
        pushed: list[str] = []
        for script in tree.iter("script"):
            kind = (script.get("type") or "").lower()
            source = script.text or ""
            if "ld+json" in kind or len(source) > LONGEST:
                continue
            if match := _PUSHED.search(source):
                pieces, _ = self._value(source, match.end())
                pushed += [piece for piece in pieces if isinstance(piece, str)] if isinstance(pieces, list) else []
            elif len(source) > SHORTEST:
                yield from self._whole(source) if "json" in kind else self._assigned(source)
        yield from self._rows("".join(pushed)[:LONGEST])

    def _whole(self, source: str) -> Iterator[Any]:
        yield self._value(source, len(source) - len(source.lstrip()))[0]

    def _assigned(self, source: str) -> Iterator[Any]:
        """What a script gives names to, where that is data and no program."""
        at = 0
        while self._left > 0 and (match := _ASSIGNED.search(source, at)):
            data, at = self._value(source, match.end())
            if match["parsed"] and isinstance(data, str):
                data, _ = self._value(data, 0)
            yield data

    def _rows(self, flight: str) -> Iterator[Any]:
        at = 0
        while self._left > 0 and (match := _ROW.match(flight, at)):
            if match["size"]:
                size = int(match["size"], 16)
                text = flight[match.end() : match.end() + size].encode()[:size].decode(errors="ignore")
                data, at = {"text": text}, match.end() + len(text)
            else:
                data, at = self._value(flight, match.end())
                # What is no data (a module's name, say) ends with its line.
                at = at if data is not None else flight.find("\n", at) + 1 or len(flight)
            yield data

    def _value(self, source: str, at: int) -> tuple[Any, int]:
        """The value that begins in a text, and where it ends; ``None`` where none is data, and the same place."""
        data, end, tried = None, at, 0
        if self._left > 0:
            try:
                data, end = _DECODER.raw_decode(source, at)
            except json.JSONDecodeError as error:
                tried = max(error.pos - at, error.pos // LINES_COUNTED)
            except (ValueError, RecursionError):
                tried = ONE_TRY  # a number of more digits than Python reads, or one thing in another without an end
        self._left -= max(end - at, tried, ONE_TRY)
        return data, end


def _strings(data: Any, place: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        return
    if isinstance(data, str):
        if data.startswith("$$"):
            data = data[1:]  # flight data call elements "$…", and write a dollar so
        if " " in data or word_counts.count(data) >= FEWEST_WORDS:
            yield place, data
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item, place, depth + 1)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, f"{place}/{key}", depth + 1)
