"""Europresse as PDF or text: name of the source, fields, day, page, ``794 mots``, title, author, story, certificate."""

from __future__ import annotations

import functools
import re

from briefing.readers.archives import days
from briefing.readers.archives.article import Article, Found, authors, clean, is_rights, one_line
from briefing.readers.archives.data import load
from briefing.readers.archives.lines import Lines

NAME = "Europresse"
#: How far below the name of the source the day stands, in lines.
REACH = 24
#: The words of a line of authors, at most.
MOST_NAMES = 6

_COUNTED = re.compile(r"[•·]?\s*\d[\d\s.,]{0,8}(?:mots|words)", re.IGNORECASE)
_PAGE = re.compile(r"[•·]?\s*p\.\s*(?P<page>[A-Z]{0,4}\d{1,4}(?:[-,]\s?[A-Z]{0,4}\d{1,4})*)", re.IGNORECASE)
_CERTIFIED = re.compile(r"(?:certificat émis le|certificate issued on)\b.*|news[·•]\d{8}[·•]\S+", re.IGNORECASE)
_RIGHTS = re.compile(r"©\s?(?:19|20)\d\d\b.{2,80}(?:tous droits réservés|all rights reserved)", re.IGNORECASE)


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    lines = text.lines
    marks = [i for i, line in enumerate(lines[:-1]) if line.text.lower() in _names()]
    heads = [(mark, dated) for mark in marks if (dated := _dated(text, mark)) is not None]
    if not heads or not any(_CERTIFIED.fullmatch(line.text) for line in lines):
        return None
    ends = [*(mark for mark, _ in heads[1:]), len(lines)]
    return Found(tuple(_article(text, *head, end) for head, end in zip(heads, ends, strict=True)))


def _dated(text: Lines, mark: int) -> int | None:
    """The line of an article's day, below the name of its source and above the count of its words."""
    lines = text.lines
    dated = next((i for i in range(mark + 2, min(mark + REACH, len(lines))) if days.line(lines[i].text)), None)
    if dated is None or not any(_COUNTED.fullmatch(line.text) for line in lines[dated + 1 : dated + 5]):
        return None
    return dated


def _article(text: Lines, mark: int, dated: int, end: int) -> Article:
    lines = text.lines
    first = dated + 1
    while first < end and (_COUNTED.fullmatch(lines[first].text) or _PAGE.fullmatch(lines[first].text)):
        first += 1
    paged = (_PAGE.fullmatch(line.text) for line in lines[dated + 1 : first])
    story = min(first + 1, end)
    while story < end and not lines[story].gap:
        story += 1
    last = next((i for i in range(end - 1, story - 1, -1) if _is_rights(lines[i].text)), end)
    by: tuple[str, ...] = ()
    if story < last and len(lines[story].text.split()) <= MOST_NAMES and lines[story].text[-1:] not in ".!?»":
        by = authors(lines[story].text)
    paragraphs = text.paragraphs(story + 1 if by else story, last)
    return Article(
        one_line([line.text for line in lines[first:story]]),
        clean(p for p in paragraphs if not _CERTIFIED.fullmatch(p)),
        outlet=lines[mark + 1].text,
        day=days.line(lines[dated].text),
        dated=lines[dated].text,
        authors=by,
        page=next((match["page"] for match in paged if match), None),
        cut_off=last == end,
    )


def _is_rights(words: str) -> bool:
    return is_rights(words) or bool(_RIGHTS.match(words))


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(load("europresse_sheets")["source"])
