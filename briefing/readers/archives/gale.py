"""Gale: ``Title:``, ``Author(s):``, ``Source:`` with the day in it, ``Full Text:``, story, ``Source Citation``."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.readers.archives import days, labelled
from briefing.readers.archives.article import Article, Found, authors, clean, is_rights, language, subjects
from briefing.readers.archives.data import load
from briefing.readers.archives.labelled import Labels
from briefing.readers.archives.lines import Line, Lines

NAME = "Gale"
#: How far below the title the source and the story's label stand, in lines.
REACH = 14

_OUTLET = re.compile(
    r"(?P<outlet>.+?)(?:\.\s*\(|(?<!\s)\s*\((?:daily|weekly|newspaper|magazine|online)|(?<!\s),?\s*(?:vol|no|issue)\b\.?\s*\d"
    r"|[.,;]\s+(?=\(?\w+\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+\w+\.?\s+\d{4}))",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(?:pp?\.?|page)\s*(?P<page>[A-Z]{0,2}\d{1,4}(?:[-–]\d{1,4})?)", re.IGNORECASE)
_CITATION = re.compile(r"source citation\s*(?:\([^()]{2,40}\))?:?", re.IGNORECASE)
_ACCESSED = re.compile(r"\bAccessed\b|\bGale\b|Document Number", re.IGNORECASE)


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    text = _titled(text)
    lines, labels = text.lines, _labels()
    by_line = [labels.of_line(line.text) for line in lines]
    heads = []
    for i, label in enumerate(by_line):
        if label is None or label[0] != "title":
            continue
        if "source" in (below := _below(text, i)) and {"text", "type"} & below:
            heads.append(i)
    cited = any(_is_citation(line.text) for line in lines)
    if not heads or not (cited or any(t is not None and t[0] == "number" for t in by_line)):
        return None
    begun = _begun(lines, [label is not None and label[0] == "title" for label in by_line], heads[-1])
    ends = [*heads[1:], begun if begun is not None else len(lines)]
    articles = [_article(text, start, end) for start, end in zip(heads, ends, strict=True)]
    return Found((*articles, *([Article(None, ())] if begun is not None else ())))


def _begun(lines: Sequence[Line], titled: Sequence[bool], last: int) -> int | None:
    """The line of a title below the last whole article with which the file breaks off; ``None`` where there is none."""
    near = range(max(last + 1, len(lines) - REACH), len(lines))
    place = next((i for i in near if titled[i]), None)
    if place is None or not any(_is_citation(line.text) for line in lines[last:place]):
        return None
    return place


def _titled(text: Lines) -> Lines:
    """The lines with the label ``Title:`` where newer files have the bare title above ``Date:`` and ``From:``."""
    lines = list(text.lines)
    for i, line in enumerate(lines):
        if not line.text.startswith("From:"):
            continue
        top = i
        while top > 0 and i - top < REACH and _means(lines[top - 1].text) in {"author", "day", "section", "type"}:
            top -= 1
        below = {_means(b.text) for b in lines[i + 1 : i + 1 + REACH]}
        dated = any(_means(b.text) == "day" for b in lines[top:i]) or "day" in below
        if top and dated and "text" in below and _means(lines[top - 1].text) is None:
            lines[top - 1] = replace(lines[top - 1], text=f"Title: {lines[top - 1].text}", gap=True)
    return replace(text, lines=tuple(lines))


def _means(words: str) -> str | None:
    return (_labels().of_line(words) or (None,))[0]


def _is_citation(words: str) -> bool:
    return _means(words) == "citation" or bool(_CITATION.fullmatch(words))


def _below(text: Lines, title: int) -> set[str]:
    """What the labels right below a title mean, up to the first line that is neither one nor the rest of one."""
    meanings: set[str] = set()
    bare = False
    for line in text.lines[title + 1 : title + 1 + REACH]:
        field = _labels().of_line(line.text)
        if (field is None and line.gap and not bare) or (field is not None and field[0] in {"title", "citation"}):
            break
        if field is not None:
            meanings.add(field[0])
        bare = field is not None and not field[1] and field[0] != "text"
        if "text" in meanings:
            break
    return meanings


def _article(text: Lines, start: int, end: int) -> Article:
    lines, labels = text.lines, _labels()
    near = range(start, min(start + 2 * REACH, end))
    full = next((i for i in near if (t := labels.of_line(lines[i].text)) and t[0] == "text"), None)
    body = start if full is None else full
    last = end
    for i in range(end - 1, body, -1):
        if _is_citation(lines[i].text):
            # A citation names the database, the day it was called up, or the source; a story's sentence does not.
            if _ACCESSED.search(" ".join(line.text for line in lines[i : i + 4])):
                last = i
            break
    cited = last
    last = labelled.tail(text, body + 1, last, labels, frozenset({"subject", "after", "number", "url", "language"}))
    told_fields = labelled.fields(text, start, body, labels)
    after = labelled.fields(text, last, cited, labels)
    source = told_fields.get("source", "")
    outlet = _OUTLET.match(source)
    page = _PAGE.search(source)
    story = labelled.story(text, body + 1, last, (labels.of_line(lines[body].text) or ("", ""))[1]) if full else []
    while story and is_rights(story[-1]):
        story.pop()
    dated = told_fields.get("day") or source
    return Article(
        told_fields.get("title") or None,
        clean(story),
        outlet=(outlet["outlet"] if outlet else source).strip(" .,") or None,
        day=days.in_text(dated),
        dated=dated or None,
        authors=authors(told_fields.get("author", "")),
        section=told_fields.get("section"),
        page=page["page"] if page else None,
        language=language(told_fields.get("language", "") or after.get("language", "")),
        subjects=subjects(after.get("subject", "") or told_fields.get("subject", "")),
        url=after["url"] if re.match(r"https?://", after.get("url", "")) else None,
        cut_off=cited == end and end == len(lines),
    )


@functools.cache
def _labels() -> Labels:
    return Labels.of(load("gale")["labels"])
