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

_ASSIGNED = re.compile(r"\s*(?:window|self|globalThis)\.[\w$.]{1,80}\s*=\s*(?=[{\[])")
_BREAK = re.compile(r"</(?:p|h\d|li|div|blockquote)>|<br\s*/?>|\n", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,1000}>")


def story(tree: HtmlElement) -> list[str]:
    """The paragraphs of the longest run of sentences that stand at one place of the data; empty where there is none.

    A place is the way to a value without the numbers of lists, so the paragraphs of an article share one.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for script in tree.iter("script"):
        for place, value in _strings(_data(script), ""):
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


def _data(script: HtmlElement) -> Any:
    """What a script holds, where that is data alone."""
    kind = (script.get("type") or "").lower()
    source = script.text or ""
    if "ld+json" in kind or not 200 < len(source) <= LONGEST:
        return None
    if match := _ASSIGNED.match(source):
        source = source[match.end() :].rstrip().rstrip(";")
    elif "json" not in kind:
        return None
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None  # a program, not data


def _strings(data: Any, place: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        return
    if isinstance(data, str):
        if " " in data or word_counts.count(data) >= FEWEST_WORDS:
            yield place, data
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item, place, depth + 1)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, f"{place}/{key}", depth + 1)
