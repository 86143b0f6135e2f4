"""Nexis Uni, Nexis Advance and Lexis: title, outlet, date line, fields, ``Body``, story, ``End of Document``.

An article is known by its head: a date line with the outlet above it and ``Length:`` or ``Body`` below. The words
``End of Document`` alone end nothing, as a story may quote them.
"""

from __future__ import annotations

import functools
import re

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
from briefing.readers.archives.lines import Lines

NAME = "Nexis"
#: How many lines above ``Length:`` or ``Body`` the date line may stand.
REACH = 16
#: Lines that a field may go on for in a file of fixed width.
CONTINUED = 12
#: Lines that captions and corrections take below a story.
CAPTIONS = 15

_END = re.compile(r"End of Document|Ende des Dokuments|Fin du document|Fin del documento", re.IGNORECASE)
_FURNITURE = re.compile(
    r"Page \d{1,5} of \d{1,5}|Link to (?:Image|PDF.*|Original.*)|Link zum PDF-Dokument.*|Bibliography"
    r"|\|? ?About LexisNexis.*|Search Terms.*|Privacy Policy.*|Documents? \(\d+\)|Client/Matter:.*|Narrowed by:?.*"
    r"|Content Type.*|User Name:.*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\d{1,4}\.\s")
_COUNT = re.compile(r"(?:Documents|Dokumente|Documentos) \((?P<count>\d{1,5})\)", re.IGNORECASE)


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    lines = text.lines
    heads = _heads(text)
    if not heads or not any(_END.fullmatch(line.text) or _label(line.text) == "loaded" for line in lines):
        return None
    articles = []
    for place, (dated, _) in enumerate(heads):
        following = heads[place + 1][0] if place + 1 < len(heads) else None
        end = len(lines) if following is None else following
        articles.append(_article(text, heads, place, dated, end))
    counts = (_COUNT.fullmatch(line.text) for line in lines[: heads[0][0]])
    announced = next((int(match["count"]) for match in counts if match), None)
    return Found(tuple(articles), announced)


def _heads(text: Lines) -> list[tuple[int, int]]:
    """Of each article the lines of its date and of the ``Length:`` or ``Body`` by which it is known."""
    lines = text.lines
    heads: list[tuple[int, int]] = []
    floor = 0
    for i, line in enumerate(lines):
        if _label(line.text) != "length" and line.text not in _bodies():
            continue
        above = range(i - 1, max(floor, i - REACH) - 1, -1)
        dated = [j for j in above if j > 0 and days.head(lines[j].text) and not _is_field(lines[j].text)]
        if not dated:
            # A periodical has a month or a season, right above its rights and fields.
            partly = next((j for j in above if j > 0 and days.partly(lines[j].text)), None)
            near = partly is not None and all(_is_field(line.text) for line in lines[partly + 1 : i])
            if partly is not None and near:
                heads.append((partly, i))
                floor = i + 1
        else:
            # The lowest date line below which all is fields and names of editions, short as they are.
            j = dated[-1] if all(len(lines[k].text) <= 160 for k in range(dated[-1], i)) else dated[0]
            heads.append((j, i))
            floor = i + 1
    return heads


def _article(text: Lines, heads: list[tuple[int, int]], place: int, dated: int, end: int) -> Article:
    lines = text.lines
    top = _top(text, heads, place)
    first = _first_of_story(text, dated, end)
    last, ended = _last_of_story(text, first, _top(text, heads, place + 1) if place + 1 < len(heads) else end)
    fields = _fields(text, dated + 1, first)
    after = _fields(text, last, end)
    evidence = lines[dated].text
    section, page = section_and_page(fields.get("section", ""))
    title = [line.text for line in lines[top : dated - 1] if not _FURNITURE.fullmatch(line.text)]
    story = [p for p in text.paragraphs(first, last) if not _FURNITURE.fullmatch(p)]
    return Article(
        " ".join(" ".join(title).split()) or None,
        clean(story),
        outlet=lines[dated - 1].text,
        day=days.head(evidence),
        dated=evidence,
        authors=authors(fields.get("byline", "")),
        section=section,
        page=page,
        language=language(after.get("language", "") or fields.get("language", "")),
        subjects=subjects(after.get("subject", "")),
        cut_off=place == len(heads) - 1 and not ended,
    )


def _top(text: Lines, heads: list[tuple[int, int]], place: int) -> int:
    """The first line of an article's title."""
    lines, dated = text.lines, heads[place][0]
    floor = heads[place - 1][1] + 1 if place else 0
    outlet = dated - 1
    ends = [i for i in range(floor, outlet) if _END.fullmatch(lines[i].text)]
    if ends and any(not _FURNITURE.fullmatch(line.text) for line in lines[ends[-1] + 1 : outlet]):
        return _without_furniture(text, ends[-1] + 1, outlet)
    # The first article, or one whose end is not told: what is set as a headline just above the outlet, else one line.
    top = outlet
    listed = any(_COUNT.fullmatch(line.text) for line in lines[floor:outlet])
    while top > floor and lines[top - 1].head and not _FURNITURE.fullmatch(lines[top - 1].text):
        if listed and top < outlet and _LISTED.match(lines[top - 1].text):
            break  # the last title of the page of contents
        top -= 1
    return top if top < outlet else max(floor, outlet - 1)


def _without_furniture(text: Lines, start: int, outlet: int) -> int:
    """The title's first line; a running head repeats the title of the article before."""
    lines = text.lines
    while start < outlet - 1 and _FURNITURE.fullmatch(lines[start].text):
        start += 1
    styled = [i for i in range(start, outlet) if lines[i].head]
    return styled[0] if styled and styled[-1] == outlet - 1 else start


def _first_of_story(text: Lines, dated: int, end: int) -> int:
    """The line after ``Body``, or after the last field of the head."""
    lines = text.lines
    body = next((i for i in range(dated + 1, min(dated + 60, end)) if lines[i].text in _bodies()), None)
    if body is not None:
        return body + 1
    last = dated
    for i in range(dated + 1, min(dated + 25, end)):
        label = _label(lines[i].text)
        if label in {"loaded", "after"} and i > last + 1:
            break  # a field below a short story
        if label is not None or is_rights(lines[i].text):
            last = i
        elif i > last + 3:
            break
    return last + 1


def _last_of_story(text: Lines, first: int, end: int) -> tuple[int, bool]:
    """The line after the story's last one, and whether the file says that the article ends."""
    lines = text.lines
    ends = [i for i in range(first, end) if _END.fullmatch(lines[i].text)]
    last, ended = (ends[-1], True) if ends else (end, False)
    going_on = 0
    for i in range(last - 1, first - 1, -1):
        line = lines[i]
        if _label(line.text) in {"loaded", "language", "subject", "after"} or line.text in _tails():
            last, going_on, ended = i, 0, True
        elif text.wrapped and not line.gap and going_on < CONTINUED:
            going_on += 1  # perhaps the rest of a field that begins above
        elif not _FURNITURE.fullmatch(line.text):
            break
    # Captions stand under a heading of their own between the story and its fields.
    captions = [i for i in range(max(first, last - CAPTIONS), last) if lines[i].text in _captions()]
    return (captions[0] if captions else last), ended


def _fields(text: Lines, start: int, end: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = None
    for line in text.lines[start:end]:
        label = _label(line.text)
        if label is not None:
            key = label
            fields.setdefault(key, line.text.partition(":")[2].strip())
        elif text.wrapped and not line.gap and key in fields:
            fields[key] += f" {line.text}"
        else:
            key = None
    return fields


def _is_field(words: str) -> bool:
    return _label(words) is not None or is_rights(words)


def _label(words: str) -> str | None:
    """What the label at the beginning of a line means; ``None`` where there is none."""
    head, colon, _ = words[:40].partition(":")
    if not colon:
        return None
    return _labels().get(head.strip().lower()) or ("after" if _JOINED.fullmatch(head) else None)


#: A label that is not listed: two capitalised words joined by a hyphen.
_JOINED = re.compile(r"[A-ZÄÖÜÉ]\w{2,14}-[A-ZÄÖÜÉ]\w{2,14}")


@functools.cache
def _labels() -> dict[str, str]:
    return {word: key for key, words in load("nexis")["labels"].items() for word in words}


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(load("nexis")["bodies"])


@functools.cache
def _tails() -> frozenset[str]:
    return frozenset(load("nexis")["tails"])


@functools.cache
def _captions() -> frozenset[str]:
    return frozenset(load("nexis")["captions"])
