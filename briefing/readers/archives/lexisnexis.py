"""LexisNexis and Nexis UK: ``3 of 44 DOCUMENTS``, outlet, date line, title, fields in capitals, story, fields.

Some wires put the title above the date line, and all fields below the story; some periodicals have no whole day. A
counter cuts where an article's head stands below it, and the numbers count up or an article has ended above it, so one
that a story quotes cuts nothing. A file of one article has no counter.
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
    one_line,
    section_and_page,
    subjects,
)
from briefing.readers.archives.data import load
from briefing.readers.archives.lines import Line, Lines
from briefing.readers.byline import names_in

NAME = "LexisNexis"
#: How far below the counter the date line may stand, in lines.
REACH = 12
#: How far below the date line the fields of a head are looked for, in lines.
HEAD = 40
#: A paragraph that is longer and ends as a sentence does is the story's, in characters.
PROSE = 60

_COUNTER = re.compile(
    r"(?:(?:Dokument|Document|Documento)\s+)?(?P<number>\d{1,5})\s+(?:of|von|de|di|van)\s+(?P<count>\d{1,5})"
    r"(?:\s+(?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN))?",
    re.IGNORECASE,
)
_EDITION = re.compile(r"(?:editions?|final|ausgabe|édition|edición|correction appended)\b", re.IGNORECASE)
#: Fields that stand in the head of most articles; where none does, the title stands above the date line.
_HEADS = frozenset({"length", "section", "byline", "title"})
_IN_HEAD = _HEADS | {"dateline", "highlight"}
_TAILS = frozenset({"loaded", "language", "subject", "after"})
#: The archive's mark, and what stands in the place of an article that it could not hand out.
_FURNITURE = re.compile(r"LexisNexis|We are sorry but there is an error in this document.{0,80}", re.IGNORECASE)
#: A field of another archive, which counts its articles in the same words.
_OTHERS = "ProQuest document ID"


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    counters, count = _counters(text.lines)
    if not counters:
        return _alone(text)
    ends = [*counters[1:], len(text.lines)]
    articles = [
        _article(text, start + 1, end, is_last=end == len(text.lines))
        for start, end in zip(counters, ends, strict=True)
    ]
    return Found(tuple(articles), count)


def _alone(text: Lines) -> Found | None:
    """The article of a file without a counter: a head of capitals, and the fields below the story."""
    lines = text.lines
    dated = next((i for i, line in enumerate(lines[:REACH]) if days.head(line.text)), None)
    if not dated:
        return None
    labels = [_label(line.text) for line in lines]
    if "length" not in labels[dated + 1 : dated + REACH] or not {"loaded", "language"} & set(labels[dated + 1 :]):
        return None
    return Found((_article(text, 0, len(lines), is_last=True),), 1)


def _counters(lines: Sequence[Line]) -> tuple[list[int], int]:
    """The lines of the counters, and the number of documents they name; of several exports in a file, of all."""
    seen = [
        (i, int(match["number"]), int(match["count"]))
        for i, line in enumerate(lines)
        if len(line.text) < 40 and (match := _COUNTER.fullmatch(line.text)) and re.search(r"[A-Za-z]{6,}", line.text)
    ]
    if not seen:
        return [], 0
    places = [i for i, _, _ in seen]
    heads = {
        i
        for i, end in zip(places, [*places[1:], len(lines)], strict=True)
        if _is_head(lines[i + 1 : min(end, i + 1 + 2 * REACH)])
        and not any(line.text.startswith(_OTHERS) for line in lines[i + 1 : end])
    }
    chain = _longest_chain([mark for mark in seen if mark[0] in heads])
    kept = [mark for mark in seen if mark[0] in heads and (mark[0] in chain or _ends_above(lines, mark[0]))]
    announced, before = 0, (0, 0)
    for _, number, count in kept:
        # The second part of an export begins with "201 of 400"; another export in the same file counts anew.
        if count != before[1] or number <= before[0]:
            announced += count - number + 1
        before = number, count
    return [i for i, _, _ in kept], announced


def _longest_chain(marks: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """The lines of the counters that count up to the same number, where that is done by most."""
    chains: dict[int, list[tuple[int, int]]] = {}
    for i, number, count in marks:
        chain = chains.setdefault(count, [])
        if number <= count and (not chain or number > chain[-1][1]):
            chain.append((i, number))
    return frozenset(i for i, _ in max(chains.values(), key=len, default=[]))


def _ends_above(lines: Sequence[Line], counter: int) -> bool:
    """Whether an article has ended above a counter: with its rights, or a field that stands below a story."""
    above = lines[max(0, counter - 3) : counter]
    return not above or any(is_rights(line.text) or _label(line.text) in _TAILS for line in above)


def _is_head(below: Sequence[Line]) -> bool:
    """Whether an article's head stands below a counter: a date line with fields somewhere below it, or fields."""
    labels = [_label(line.text) for line in below]
    fields = next((i for i, label in enumerate(labels[:REACH]) if label in _HEADS), None)
    ended = next((i for i, label in enumerate(labels) if label in _TAILS), len(labels))
    dated = any(days.head(line.text) or _loosely_dated(line.text) for line in below[: min(REACH, ended)])
    if dated:
        return True
    if fields is not None:
        return 0 < fields < ended
    return any(days.partly(line.text) for line in below[:REACH]) and any(_is_body(line.text) for line in below)


def _article(text: Lines, start: int, end: int, *, is_last: bool) -> Article:
    lines = text.lines
    near = range(start, min(start + REACH, end))
    dated = next((i for i in near if days.head(lines[i].text)), None)
    if dated is None:
        dated = next((i for i in near if _loosely_dated(lines[i].text)), None)
    below = _below_date(text, start, dated, end)
    body, title = _head(text, below, end)
    outlet, above = _top(text, start, dated, body)
    has_fields = any(_label(lines[i].text) in _HEADS for i in range(below, body))
    if above and has_fields and dated is not None:
        # Fields below which there is no story, or above which there is one, stand below it themselves.
        first = next(i for i in range(below, body) if _label(lines[i].text) in _HEADS)
        has_fields = _tail(text, body, end, has_fields=True) > body and not _holds_prose(text, below, first)
    by: tuple[str, ...] = ()
    if above and not has_fields:
        # The title stands above the date line: what the head was taken for is the story's beginning, or its author.
        body, title, by = _untitled(text, below, end, above)
    elif dated is None:
        title = title or above
    last = _tail(text, body, end, has_fields=has_fields)
    fields, after = _fields(text, below, body), _fields(text, last, end)
    if not has_fields:
        fields = {**after, **fields}
    evidence = lines[dated].text if dated is not None else None
    section, page = section_and_page(fields.get("section", ""))
    return Article(
        fields.get("title") or title,
        clean(_story(text, body, last)),
        outlet=outlet,
        day=(days.head(evidence) or days.in_text(evidence)) if evidence else None,
        dated=evidence,
        authors=authors(fields.get("byline", "")) or by,
        section=section,
        page=page,
        language=language(after.get("language", "")),
        subjects=subjects(after.get("subject", "")),
        cut_off=is_last and last == end and body < end,
    )


def _holds_prose(text: Lines, start: int, end: int) -> bool:
    return any(len(p) > PROSE and p[-1:] in '.!?”"' for p in text.paragraphs(start, end))


def _loosely_dated(words: str) -> bool:
    return len(words) <= days.LONGEST and days.in_text(words) is not None and _label(words) is None


def _below_date(text: Lines, start: int, dated: int | None, end: int) -> int:
    """The line below the date line, the names of editions that stand right under it, and the day in other words."""
    lines = text.lines
    if dated is None:
        first = next((i for i in range(start, min(start + REACH, end)) if _label(lines[i].text) in _IN_HEAD), start)
        while first > start + 1 and not lines[first].gap:
            first -= 1
        return _block(text, start, first)
    below = dated + 1
    while below < end and days.head(lines[below].text):
        below += 1
    under = below
    while under < end and not lines[under].gap and len(lines[under].text) <= 50 and _label(lines[under].text) is None:
        under += 1
    # Only where the title stands apart from them.
    return under if text.wrapped and under < end and lines[under].gap else below


def _block(text: Lines, floor: int, end: int) -> int:
    """The first line of what stands together above a line."""
    first = max(floor, end - 1)
    while first > floor and not text.lines[first].gap:
        first -= 1
    return first


def _top(text: Lines, start: int, dated: int | None, body: int) -> tuple[str | None, str | None]:
    """The outlet, and the title where it stands above the date line, of the lines below a counter."""
    end = dated if dated is not None else body
    blocks: list[list[Line]] = []
    for line in text.lines[start:end]:
        if _label(line.text) is not None:
            break
        if blocks and not line.gap and (text.wrapped or is_rights(blocks[-1][-1].text)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    blocks = [b for b in blocks if not is_rights(b[-1].text)]
    while len(blocks) > 1 and is_rights(" ".join(line.text for line in blocks[0])):
        blocks.pop(0)
    if not blocks:
        return None, None
    # The rights and the outlet may stand together: the outlet is below.
    first = blocks[0]
    outlet = first[-1].text if is_rights(first[0].text) else one_line([line.text for line in first])
    above = [b for b in blocks[1:] if not days.partly(b[0].text)]
    return outlet, one_line([line.text for line in above[-1]]) if above else None


def _untitled(text: Lines, below: int, end: int, title: str) -> tuple[int, str, tuple[str, ...]]:
    """Of an article with its title above the date line: the story's first line, that title, and the authors."""
    lines, body = text.lines, below
    by: tuple[str, ...] = ()
    while body < end:
        words = lines[body].text
        if _label(words) in _IN_HEAD:
            body = _after_field(text, body, end)
        elif not by and len(words) <= 60 and names_in(words) and len(words.split()) <= 4 and words[-1:] not in ".!?":
            by, body = authors(words), body + 1
        else:
            break
    return body, title, by


def _after_field(text: Lines, field: int, end: int) -> int:
    after = field + 1
    while text.wrapped and after < end and not text.lines[after].gap:
        after += 1
    return after


def _head(text: Lines, start: int, end: int) -> tuple[int, str | None]:
    """The first line of the story, and the title: the lines that are no field above the last field of the head."""
    lines = text.lines
    marked = next((i for i in range(start, min(start + HEAD, end)) if _is_body(lines[i].text)), None)
    fields = [i for i in range(start, min(start + HEAD, marked or end)) if _label(lines[i].text) in _IN_HEAD]
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
        # The edition stands above the title, or right below the date line where the article has no title.
        under = i < above - 1 or (not lines[i].gap and not lines[i].head)
        if is_rights(words) or (not title and len(words.split()) <= 6 and _EDITION.search(words) and under):
            continue
        if title and text.wrapped and lines[i].gap and not lines[i].head:
            break
        title.append(words)
        if not fields:
            body = i + 1
            if not text.wrapped or (i + 1 < end and lines[i + 1].gap):
                break
    return marked if marked is not None else body, " ".join(title) or None


def _only_fields(text: Lines, start: int, end: int) -> bool:
    return all(
        _label(line.text) is not None or (text.wrapped and not line.gap) or is_rights(line.text)
        for line in text.lines[start:end]
    )


def _story(text: Lines, first: int, last: int) -> list[str]:
    """The paragraphs of a story, without the labels that stand above it."""
    lines: list[Line] = []
    apart = False
    for line in text.lines[first:last]:
        if _is_body(line.text) and len(lines) <= HEAD:
            words = line.text.partition(":")[2].strip()
            if words:
                lines.append(replace(line, text=words, gap=True))
            apart = not words
            continue
        lines.append(replace(line, gap=True) if apart else line)
        apart = False
    return replace(text, lines=tuple(lines), drawn=()).paragraphs(0, len(lines))


def _tail(text: Lines, first: int, end: int, *, has_fields: bool) -> int:
    """The line after the story's last one: below it stand fields and rights alone."""
    lines, last, going_on = text.lines, end, 0
    for i in range(end - 1, first - 1, -1):
        line = lines[i]
        label = _label(line.text)
        if label in _TAILS or is_rights(line.text) or (label is not None and not has_fields and line.gap):
            last, going_on = i, 0
        elif (text.wrapped and not line.gap and going_on < 12) or _FURNITURE.fullmatch(line.text):
            going_on += 1
        elif i > first and _is_bare(lines[i - 1].text, has_fields=has_fields):
            going_on = 0  # the words of a field whose label stands apart above them
        else:
            break
    return last


def _is_bare(words: str, *, has_fields: bool) -> bool:
    """Whether a line is the label of a field below a story, without the field."""
    return words.endswith(":") and (_label(words) in _TAILS or (not has_fields and _label(words) is not None))


def _fields(text: Lines, start: int, end: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = None
    for line in text.lines[start:end]:
        label = _label(line.text)
        if label is not None:
            # Some pages put all fields of the head on one line.
            for name, value in _split(line.text):
                key = _labels().get(name.lower(), label)
                fields.setdefault(key, value)
        elif text.wrapped and not line.gap and key in fields:
            fields[key] += f" {line.text}"
        else:
            key = None
    return {name: value.strip(" ;") for name, value in fields.items()}


def _split(words: str) -> list[tuple[str, str]]:
    marks = [m for m in _IN_LINE.finditer(words) if m["name"].lower() in _labels()]
    return [
        (m["name"], words[m.end() : (marks[i + 1].start() if i + 1 < len(marks) else len(words))].strip())
        for i, m in enumerate(marks)
    ]


_IN_LINE = re.compile(r"(?:^|;\s)(?P<name>[A-ZÄÖÜÉ][A-ZÄÖÜÉ -]{2,24}):\s*")
#: A label that is not listed: two words in capitals joined by a hyphen stand below stories only.
_JOINED = re.compile(r"[A-ZÄÖÜÉ]{2,14}(?:-[A-ZÄÖÜÉ]{2,14}){1,2}")


def _label(words: str) -> str | None:
    """What the label in capitals at the beginning of a line means; ``None`` where there is none."""
    head, colon, _ = words[:30].partition(":")
    if not colon or not head.isupper():
        return None
    return _labels().get(head.strip().lower()) or ("after" if _JOINED.fullmatch(head) else None)


def _is_body(words: str) -> bool:
    """Whether a line is, or begins with, a label that stands above the story."""
    head, colon, _ = words[:12].partition(":")
    return bool(colon) and head.isupper() and head.lower() in _bodies()


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(load("lexisnexis")["bodies"])


@functools.cache
def _labels() -> dict[str, str]:
    return {word: key for key, words in load("lexisnexis")["labels"].items() for word in words}
