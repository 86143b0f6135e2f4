"""Factiva: headline, byline, ``214 words``, day, outlet, code, language, rights, story, ``Document`` and its number.

With indexing, each of these stands behind a code of two or three letters (``HD``, ``WC``, ``PD``, ``LP``, ``TD`` …).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.readers.archives import days
from briefing.readers.archives.article import Article, Found, authors, clean, is_rights, language, one_line
from briefing.readers.archives.lines import Line, Lines
from briefing.readers.byline import byline, names_in

NAME = "Factiva"
#: How many lines above the count of words the headline, byline and section take.
REACH = 8
#: How many lines below the day the head goes on.
HEAD = 10

#: Headlines that must be numbered before the numbers are those of a list.
FEWEST = 2

_PLACE = re.compile(r"(?P<number>\d{1,4})\)\s+(?=\S)")
#: A line below the story that names its publisher alone.
_FIRM = re.compile(r"(?:[^.!?]|\b[A-Z]\.(?= )){2,70}\b(?:GmbH|AG|KG|Ltd|Limited|Inc|LLC|SA|SAS|NV|BV|plc)(?: & Co KG)?")
#: Above that line: the number that the newspaper's own archive gave the article.
_NUMBER = re.compile(r"\d{4,12}")
#: An article that the file only lists: outlet, day, count of words, perhaps a writer, and the language in brackets.
_LISTED = re.compile(r"(?P<head>[^()]{6,300})\([^()]{2,30}\)")
_END = re.compile(
    r"(?:AN\s+)?(?:Document|Dokument|Documento|Documenti?|Документ|文件|文档|ドキュメント|문서)\s+"
    r"(?P<id>[A-Za-z][A-Za-z0-9]{2,11}\d{8,}\w{5,14})",
)
_WORDS = re.compile(
    r"[\d.,\s]{1,12}(?:words|Wörter|mots|palabras|parole|woorden|palavras|слов\w*|ord|字|单词|ワード|単語|단어)",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\d{1,2}[:.]\d\d(?:\s?(?:AM|PM|GMT|Uhr))?", re.IGNORECASE)
_TURNED = re.compile(r"[^\W\d_][\w’'-]+(?: [\w’'-]+)?, [^\W\d_][\w.’' -]{1,24}(?:; [^,;]{2,30}, [^,;]{2,24})*")
_PLACED = re.compile(r", and |, | and ")
_WRITER = re.compile(r"(?:[^\W\d_][\w.’'-]{0,24} ){1,3}in (?:[A-ZÀ-Þ][\w.’'-]{1,24} ?){1,3}")
_CODE = re.compile(r"[A-Z0-9]{2,10}")
#: The line below the language: it says whose the article is, and may add where else to read it.
_OWNED = re.compile(r"\(?(?:copyright\b|©|\(?c\)).{0,60}\b(?:19|20)\d\d\b.*", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<code>SE|CLM|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|RF|CT|CO|IN|NS|RE|IPD|IPC|PUB|AN|DLN)"
    r"(?:\s*[\t|]\s*|\s{2,}|\s*$|\s(?=\S))(?P<value>.*)",
    re.DOTALL,
)


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    lines = text.lines
    ends = [i for i, line in enumerate(lines) if len(line.text) < 80 and _END.fullmatch(line.text)]
    if not ends:
        return None
    heads = [i for i in range(len(lines)) if _is_head(text, i)]
    articles = []
    start = 0
    for end, following in zip([*ends, len(lines)], [*ends[1:], len(lines), len(lines)], strict=True):
        # A document's number that a story quotes has no head between it and the next one.
        if end < ends[-1] and not _between(heads, end, following):
            continue
        head = _between(heads, start - 1, end)
        if head is not None:
            indexed = lines[head].text.startswith("HD")
            coded = _coded(text, max(start, head - REACH), end) if indexed else {}
            article = _indexed(text, coded) if coded else _plain(text, start, head, end)
            articles.append(replace(article, cut_off=end == len(lines)))
        elif end == len(lines) and (counted := _counted(text, start)) is not None:
            articles.append(Article(_above(text, start, counted)[0], (), cut_off=True))
        start = end + 1
    if not articles:
        return None
    listed = sum(_is_listed(line.text) for line in lines)
    return Found(tuple(_unnumbered(articles)), len(articles) + listed if listed else None)


def _is_listed(words: str) -> bool:
    """Whether a line is that of an article of which the file holds its headline alone."""
    match = _LISTED.fullmatch(words)
    parts = re.split(r",\s+", match["head"].strip(" ,")) if match else []
    counted = next((i for i, part in enumerate(parts) if _WORDS.fullmatch(part)), 0)
    return counted > 1 and days.line(", ".join(parts[1:counted])) is not None


def _unnumbered(articles: Sequence[Article]) -> Sequence[Article]:
    """The articles without the places in a list of results that stand before their headlines: ``35) Tolls rise``."""
    places = [_PLACE.match(article.title or "") for article in articles]
    numbers = [int(place["number"]) for place in places if place is not None]
    if len(numbers) < len(articles) or len(numbers) < FEWEST or any(a >= b for a, b in pairwise(numbers)):
        return articles
    return [
        replace(a, title=(a.title or "")[p.end() :]) for a, p in zip(articles, places, strict=True) if p is not None
    ]


def _counted(text: Lines, start: int) -> int | None:
    """The count of words of an article that breaks off before its day; ``None`` where none has begun."""
    counts = (i for i in range(start, len(text.lines)) if _WORDS.fullmatch(text.lines[i].text))
    return next(counts, None)


def _is_head(text: Lines, i: int) -> bool:
    """Whether a line counts the words of an article and the day stands just below, or is an indexed headline."""
    words = text.lines[i].text
    if _WORDS.fullmatch(words):
        return any(days.line(line.text) for line in text.lines[i + 1 : i + 4])
    return words[:2] == "HD" and (match := _FIELD.fullmatch(words)) is not None and match["code"] == "HD"


def _between(places: Sequence[int], before: int, after: int) -> int | None:
    """The first of some places, in order, that lies between two."""
    at = bisect.bisect_right(places, before)
    return places[at] if at < len(places) and places[at] < after else None


def _plain(text: Lines, start: int, counted: int, end: int) -> Article:
    """The article around a count of words."""
    lines = text.lines
    dated = next((j for j in range(counted + 1, end) if days.line(lines[j].text)), counted)
    after = range(dated + 1, min(dated + 1 + HEAD, end))
    spoken = next((i for i in after if language(lines[i].text) and len(lines[i].text.split()) <= 4), None)
    owned = (i for i in after if is_rights(lines[i].text) or (i - 1 == spoken and _OWNED.fullmatch(lines[i].text)))
    rights = next(owned, None)
    last = rights if rights is not None else spoken if spoken is not None else _last_of_head(text, dated, end)
    while last + 1 < end and is_rights(lines[last + 1].text):
        last += 1
    head = [i for i in range(dated + 1, last + 1) if not _HOUR.fullmatch(lines[i].text)]
    outlet = next((lines[i].text for i in head if not is_rights(lines[i].text) and i != spoken), None)
    page = next((m["page"] for i in head if (m := _PAGED.fullmatch(lines[i].text))), None)
    title, section, by = _above(text, start, counted)
    story = clean(text.paragraphs(last + 1, end))
    if len(story) > 1 and (story[-1] == outlet or _FIRM.fullmatch(story[-1])):
        story = story[:-1]
        if len(story) > 1 and _NUMBER.fullmatch(story[-1]):
            story = story[:-1]
    return Article(
        title,
        story,
        outlet=outlet,
        day=days.line(lines[dated].text),
        dated=lines[dated].text,
        authors=by,
        section=section,
        page=page,
        language=language(lines[spoken].text) if spoken is not None else None,
    )


_PAGED = re.compile(r"(?P<page>[A-Z]{0,2}\d{1,3}[A-Z]?)")


def _last_of_head(text: Lines, dated: int, end: int) -> int:
    """The head's last line where neither language nor rights are told: the outlet's code, else the outlet."""
    last = dated
    for i in range(dated + 1, min(dated + 6, end)):
        if _HOUR.fullmatch(text.lines[i].text) or i <= dated + 2 or _CODE.fullmatch(text.lines[i].text):
            if len(text.lines[i].text) > 60:
                break
            last = i
    return last


def _above(text: Lines, start: int, counted: int) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Title, section and authors out of the lines above the count of words."""
    lines = list(text.lines[max(start, counted - REACH) : counted])
    if not lines:
        return None, None, ()
    styled = [i for i, line in enumerate(lines) if line.head]
    if styled:
        last = styled[-1]
        first = last
        while first - 1 in styled:
            first -= 1
        title = one_line([line.text for line in lines[first : last + 1]])
        section = lines[first - 1].text if first > 0 and _is_section(lines[first - 1], start, text) else None
        by = authors("; ".join(line.text for line in lines[last + 1 :]))
        return title, section, by
    by = ()
    if len(lines) > 1 and len(lines[-2].text.split()) > 2 and (names := _names(lines[-1].text)):
        by, lines = names, lines[:-1]
    section = lines[-2].text if len(lines) > 1 and _is_section(lines[-2], start, text) else None
    return lines[-1].text, section, by


def _is_section(line: Line, start: int, text: Lines) -> bool:
    return len(line.text.split()) <= 5 and start > 0 and line in text.lines[start : start + 3]


def _names(words: str) -> tuple[str, ...]:
    """The names in a line that is a byline, with ``By`` or without."""
    if names := byline(words):
        return names
    if re.match(r"(?:by|von|par|por|di|door|af)\s", words, re.IGNORECASE):
        return authors(words)
    if _TURNED.fullmatch(words):
        return authors(words)
    # "Una Drew in Skarn and Odd Vik in Varde": the place is where each wrote.
    if len(placed := _PLACED.split(words)) > 1 and all(map(_WRITER.fullmatch, placed)):
        return authors("; ".join(part.partition(" in ")[0] for part in placed))
    whole = names_in(words)
    return whole if whole and len(" ".join(whole)) + 6 * len(whole) >= len(words) and len(words.split()) <= 8 else ()


def _coded(text: Lines, start: int, end: int) -> Mapping[str, list[Line]]:
    """The lines behind each code, where the article is indexed; else nothing."""
    fields: dict[str, list[Line]] = {}
    code = ""
    for i in range(start, min(end + 1, len(text.lines))):
        line = text.lines[i]
        match = _FIELD.fullmatch(line.text)
        if match is not None and match["code"] not in fields and _is_field(match["code"], match["value"], fields):
            code = match["code"]
            fields[code] = [replace(line, text=match["value"].strip())] if match["value"].strip() else []
        elif code:
            fields[code].append(line)
    return fields


def _is_field(code: str, value: str, fields: Mapping[str, list[Line]]) -> bool:
    """Whether a code may begin a field here: none does before the headline, and codes inside the story are words."""
    if code in {"HD", "SE", "CLM", "CR"}:
        return "WC" not in fields and "LP" not in fields
    if code == "WC":
        return bool(_WORDS.fullmatch(value.strip())) or not value.strip()
    if code == "PD":
        return days.in_text(value) is not None or not value.strip()
    if code == "AN":
        return not value.strip() or bool(_END.search(value))
    return "HD" in fields


def _indexed(text: Lines, coded: Mapping[str, list[Line]]) -> Article:
    def value(code: str) -> str:
        return one_line([line.text for line in coded.get(code, ())]) or ""

    story = [line for code in ("LP", "TD") for line in coded.get(code, ())]
    whole = Lines(tuple(story), text.wrapped, text.mixed)
    pages = value("PG")
    terms = [part.partition(":")[2] or part for part in value("NS").split("|")]
    return Article(
        value("HD") or None,
        clean(whole.paragraphs(0, len(story))),
        outlet=value("SN") or None,
        day=days.in_text(value("PD")),
        dated=value("PD") or None,
        authors=authors(value("BY")),
        section=value("SE") or value("CLM") or None,
        page=pages or None,
        language=language(value("LA")),
        subjects=tuple(dict.fromkeys(term.strip() for term in terms if term.strip())),
    )
