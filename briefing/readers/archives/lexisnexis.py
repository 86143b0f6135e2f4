"""LexisNexis and Nexis UK: ``3 of 44 DOCUMENTS``, outlet, date line, title, fields in capitals, story, fields.

The counters must count up by one to the number that each of them names, so one that a story quotes cuts nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.readers.archives import days
from briefing.readers.archives.article import (
    Article,
    Found,
    authors,
    clean,
    is_rights,
    language,
    section_and_page,
    subjects,
)
from briefing.readers.archives.data import load
from briefing.readers.archives.lines import Line, Lines

NAME = "LexisNexis"
#: How far below the counter the date line may stand, in lines.
REACH = 12

_COUNTER = re.compile(
    r"(?:(?:Dokument|Document|Documento)\s+)?(?P<number>\d{1,5})\s+(?:of|von|de|di|van)\s+(?P<count>\d{1,5})"
    r"(?:\s+(?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN))?",
    re.IGNORECASE,
)
_EDITION = re.compile(r"(?:editions?|final|ausgabe|édition|edición|correction appended)\b", re.IGNORECASE)


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    text = _without_body(text)
    counters, count = _counters(text.lines)
    if not counters:
        return None
    ends = [*counters[1:], len(text.lines)]
    articles = [
        _article(text, start + 1, end, end == len(text.lines)) for start, end in zip(counters, ends, strict=True)
    ]
    return Found(tuple(articles), count)


def _without_body(text: Lines) -> Lines:
    """The lines without the label ``BODY:``, under which older files have the story; what follows it stands apart."""
    lines: list[Line] = []
    apart = False
    for line in text.lines:
        if line.text.startswith("BODY:"):
            words = line.text.removeprefix("BODY:").strip()
            if words:
                lines.append(replace(line, text=words, gap=True))
            apart = not words
            continue
        lines.append(replace(line, gap=True) if apart else line)
        apart = False
    return replace(text, lines=tuple(lines))


def _counters(lines: Sequence[Line]) -> tuple[list[int], int]:
    """The lines of the counters, and the number of documents they name."""
    seen: dict[int, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        if len(line.text) < 40 and (match := _COUNTER.fullmatch(line.text)) and _is_labelled(line.text):
            seen.setdefault(int(match["count"]), []).append((i, int(match["number"])))
    best: tuple[list[int], int] = ([], 0)
    for count, there in seen.items():
        kept: list[int] = []
        last = 0
        for i, number in there:
            # A part of an export begins where it was cut; a number may be missing, none comes twice.
            if last < number <= count and _is_head(lines, i):
                kept.append(i)
                last = number
        if len(kept) > len(best[0]):
            # The second part of an export begins with "201 of 400".
            best = kept, count - dict(there)[kept[0]] + 1
    return best


def _is_labelled(words: str) -> bool:
    return bool(re.search(r"[A-Za-z]{6,}", words))


def _is_head(lines: Sequence[Line], counter: int) -> bool:
    """Whether a date line and a field stand below a counter."""
    below = lines[counter + 1 : counter + 1 + 2 * REACH]
    dated = any(days.head(line.text) or _loosely_dated(line.text) for line in below[:REACH])
    return dated and any(_label(line.text) for line in below)


def _article(text: Lines, start: int, end: int, is_last: bool) -> Article:
    lines = text.lines
    dated = next((i for i in range(start, min(start + REACH, end)) if days.head(lines[i].text)), None)
    if dated is None:
        dated = next((i for i in range(start, min(start + REACH, end)) if _loosely_dated(lines[i].text)), None)
    outlet = next((lines[i].text for i in range(start, dated or end) if not is_rights(lines[i].text)), None)
    body, title = _head(text, (start if dated is None else dated) + 1, end)
    last = _tail(text, body, end)
    told, after = _fields(text, start, body), _fields(text, last, end)
    evidence = lines[dated].text if dated is not None else None
    section, page = section_and_page(told.get("section", ""))
    return Article(
        told.get("title") or title,
        clean(text.paragraphs(body, last)),
        outlet=outlet if dated is not None else None,
        day=(days.head(evidence) or days.in_text(evidence)) if evidence else None,
        dated=evidence,
        authors=authors(told.get("byline", "")),
        section=section,
        page=page,
        language=language(after.get("language", "")),
        subjects=subjects(after.get("subject", "")),
        cut_off=is_last and last == end and body < end,
    )


def _loosely_dated(words: str) -> bool:
    return len(words) <= days.LONGEST and days.in_text(words) is not None and _label(words) is None


def _head(text: Lines, start: int, end: int) -> tuple[int, str | None]:
    """The first line of the story, and the title: the lines that are no field above the last field of the head."""
    lines = text.lines
    fields = [i for i in range(start, min(start + 40, end)) if _label(lines[i].text) in _HEADS]
    length = next((i for i in fields if _label(lines[i].text) == "length"), None)
    last = start - 1 if not fields else fields[0]
    for i in fields:
        # A field below the length belongs to the head while nothing but fields stands between.
        if (length is not None and i <= length) or _only_fields(text, last + 1, i):
            last = i
    body = last + 1
    if text.wrapped:
        while fields and body < end and not lines[body].gap:
            body += 1
    title: list[str] = []
    above = fields[0] if fields else min(start + 3, end)
    for i in range(start, above):
        words = lines[i].text
        if is_rights(words) or (not title and len(words.split()) <= 6 and _EDITION.search(words) and i < above - 1):
            continue
        if title and text.wrapped and lines[i].gap and not lines[i].head:
            break
        title.append(words)
        if not fields:
            body = i + 1
            if not text.wrapped or (i + 1 < end and lines[i + 1].gap):
                break
    return body, " ".join(title) or None


def _only_fields(text: Lines, start: int, end: int) -> bool:
    return all(
        _label(line.text) is not None or (text.wrapped and not line.gap) or is_rights(line.text)
        for line in text.lines[start:end]
    )


def _tail(text: Lines, first: int, end: int) -> int:
    """The line after the story's last one."""
    lines, last, going_on = text.lines, end, 0
    for i in range(end - 1, first - 1, -1):
        line = lines[i]
        if _label(line.text) in _TAILS or is_rights(line.text):
            last, going_on = i, 0
        elif (text.wrapped and not line.gap and going_on < 12) or line.text == _FURNITURE:
            going_on += 1
        else:
            break
    return last


_HEADS = {"length", "section", "byline", "dateline", "highlight", "title"}
_TAILS = {"loaded", "language", "subject", "after"}
_FURNITURE = "LexisNexis"


def _fields(text: Lines, start: int, end: int) -> dict[str, str]:
    found: dict[str, str] = {}
    key = None
    for line in text.lines[start:end]:
        label = _label(line.text)
        if label is not None:
            # Some pages put all fields of the head on one line.
            for name, value in _split(line.text):
                key = _labels().get(name.lower(), label)
                found.setdefault(key, value)
        elif text.wrapped and not line.gap and key in found:
            found[key] += f" {line.text}"
        else:
            key = None
    return found


def _split(words: str) -> list[tuple[str, str]]:
    marks = [m for m in _IN_LINE.finditer(words) if m["name"].lower() in _labels()]
    return [
        (m["name"], words[m.end() : (marks[i + 1].start() if i + 1 < len(marks) else len(words))].strip(" ;"))
        for i, m in enumerate(marks)
    ]


_IN_LINE = re.compile(r"(?:^|;\s)(?P<name>[A-ZÄÖÜÉ][A-ZÄÖÜÉ -]{2,24}):\s*")


def _label(words: str) -> str | None:
    """What the label in capitals at the beginning of a line means; ``None`` where there is none."""
    head, colon, _ = words[:30].partition(":")
    return _labels().get(head.strip().lower()) if colon and head.isupper() else None


@functools.cache
def _labels() -> dict[str, str]:
    return {word: key for key, words in load("lexisnexis")["labels"].items() for word in words}
