"""NewsBank: title, ``May 30, 2014 | Outlet`` or ``Outlet - May 30, 2014``, fields, story, citation, rights."""

from __future__ import annotations

import functools
import re

from briefing.readers.archives import days, labelled
from briefing.readers.archives.article import Article, Found, authors, clean, is_rights, section_and_page
from briefing.readers.archives.data import load
from briefing.readers.archives.labelled import Labels
from briefing.readers.archives.lines import Lines

NAME = "NewsBank"

_DATED = re.compile(r"(?P<day>[^|•]{6,40}?)\s*[|•]\s*(?P<outlet>[^|•]{2,120})(?:\s*[|•].*)?")
_DASHED = re.compile(r"(?P<outlet>[^|•]{2,120}?)\s[-–—]\s(?P<day>[^|•–—-]{6,40})")
_WORDS = re.compile(r"[\d.,]{1,8}\s+words", re.IGNORECASE)
_CITED = re.compile(r"[•·*]?\s*Citation\s*\(.{2,40}\).*", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:OpenURL (?:Link|Article Bookmark.*)|Read more.*|Powered by.*|NewsBank.*|Web Links?:?.*|PDF Version.*)",
    re.IGNORECASE,
)
#: What the service says below the last article.
_SERVICE = re.compile(r"newsbank|copyright|©|rights|database|access world news", re.IGNORECASE)
#: How many fields a head may have, in lines.
REACH = 12


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    barred = _barred(text)
    return barred or _labelled(text) or _headed(text)


def _barred(text: Lines) -> Found | None:
    """Articles whose day and outlet stand on one line, parted by a bar."""
    lines = text.lines
    heads = []
    for i, line in enumerate(lines):
        if i and _day_and_outlet(line.text):
            below = lines[i + 1 : i + 1 + REACH]
            if any(_labels().of_line(b.text) or _WORDS.fullmatch(b.text) for b in below):
                heads.append(i)
    if not heads or not any(_CITED.fullmatch(line.text) or is_rights(line.text) for line in lines[heads[0] :]):
        return None
    tops = [_title(text, i, heads[n - 1] if n else 0) for n, i in enumerate(heads)]
    ends = [*tops[1:], len(lines)]
    articles = []
    for top, head, end in zip(tops, heads, ends, strict=True):
        match = _day_and_outlet(lines[head].text)
        first = head + 1
        while first < end and _is_of_head(lines[first].text):
            first += 1
        last, ended = _last(text, first, end)
        values = labelled.fields(text, head + 1, first, _labels())
        section, _ = section_and_page(values.get("section", ""))
        articles.append(
            Article(
                " ".join(line.text for line in lines[top:head]) or None,
                clean(text.paragraphs(first, last)),
                outlet=match["outlet"].strip() if match else None,
                day=days.line(match["day"]) if match else None,
                dated=match["day"].strip() if match else None,
                authors=authors(values.get("author", "")),
                section=section,
                page=values.get("page") or None,
                cut_off=end == len(lines) and not ended,
            )
        )
    begun = len(articles) > 1 and not articles[-1].cut_off and _is_begun(text, heads[-1])
    return Found((*articles, *([Article(None, (), cut_off=True)] if begun else ())))


def _is_begun(text: Lines, head: int) -> bool:
    """Whether the file breaks off in the title of an article below the last one that was read, behind its rights."""
    lines = text.lines
    rights = next((i for i in range(len(lines) - 1, head, -1) if is_rights(lines[i].text)), len(lines))
    below = [line.text for line in lines[rights + 1 :]]
    return bool(below) and not any(_is_of_head(words) or _SERVICE.search(words) for words in below)


def _day_and_outlet(words: str) -> re.Match[str] | None:
    """The day and the outlet that one line names, parted by a bar or a dash."""
    if len(words) >= 200:
        return None
    match = _DATED.fullmatch(words) or _DASHED.fullmatch(words)
    return match if match and days.line(match["day"]) else None


def _is_of_head(words: str) -> bool:
    return bool(_labels().of_line(words) or _WORDS.fullmatch(words) or _AFTER.fullmatch(words))


def _title(text: Lines, head: int, floor: int) -> int:
    """The first line of the title above a head: the lines that stand together there."""
    lines = text.lines
    top = head - 1
    if text.wrapped:
        while top > floor + 1 and not lines[top].gap and head - top < 4:
            top -= 1
    return max(top, floor)


def _last(text: Lines, first: int, end: int) -> tuple[int, bool]:
    """The line after the story's last one, and whether the file says that the article ends."""
    lines = text.lines
    cited = next((i for i in range(end - 1, first - 1, -1) if _CITED.fullmatch(lines[i].text)), None)
    last, ended = (cited, True) if cited is not None else (end, False)
    while last > first:
        words = lines[last - 1].text
        field = _labels().of_line(words)
        if not (is_rights(words) or _AFTER.fullmatch(words) or (field is not None and field[0] == "after")):
            break
        last, ended = last - 1, True
    return last, ended


def _labelled(text: Lines) -> Found | None:
    """Articles in the older form, each field behind its label."""
    lines, labels = text.lines, _labels()
    by_line = [labels.of_line(line.text) for line in lines]
    heads = [
        i
        for i, label in enumerate(by_line)
        if label is not None
        and label[0] == "outlet"
        and {"title", "day"} <= {t[0] for t in by_line[i + 1 : i + 8] if t is not None}
    ]
    if not heads:
        return None
    articles = []
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        first = start
        while first < end and (by_line[first] is not None or (text.wrapped and not lines[first].gap)):
            first += 1
        last, ended = _last(text, first, end)
        fields = labelled.fields(text, start, first, labels)
        articles.append(
            Article(
                fields.get("title") or None,
                clean(text.paragraphs(first, last)),
                outlet=fields.get("outlet") or None,
                day=days.in_text(fields.get("day", "")),
                dated=fields.get("day"),
                authors=authors(fields.get("author", "")),
                section=fields.get("section"),
                page=fields.get("page") or None,
                cut_off=end == len(lines) and not ended,
            )
        )
    return Found(tuple(articles))


def _headed(text: Lines) -> Found | None:
    """Articles whose outlet and day stand above the title without labels; each ends with its record's number."""
    lines, labels = text.lines, _labels()
    by_line = [labels.of_line(line.text) for line in lines]
    heads = [
        i
        for i in range(1, len(lines) - 1)
        if days.line(lines[i].text)
        and by_line[i - 1] is None
        and any(t is not None and t[0] in {"section", "page"} for t in by_line[i + 1 : i + 4])
    ]
    if not heads or not any(line.text.startswith("Record Number") for line in lines[heads[0] :]):
        return None
    articles = []
    for head, end in zip(heads, [*(h - 1 for h in heads[1:]), len(lines)], strict=True):
        title = next((i for i in range(head + 1, end) if by_line[i] is None), end)
        first = title + 1
        while first < end and by_line[first] is not None:
            first += 1
        last, ended = _last(text, first, end)
        fields = {**labelled.fields(text, head + 1, title, labels), **labelled.fields(text, title + 1, first, labels)}
        articles.append(
            Article(
                lines[title].text if title < end else None,
                clean(text.paragraphs(first, last)),
                outlet=lines[head - 1].text,
                day=days.line(lines[head].text),
                dated=lines[head].text,
                authors=authors(fields.get("author", "")),
                section=fields.get("section"),
                page=fields.get("page") or None,
                cut_off=end == len(lines) and not ended,
            )
        )
    return Found(tuple(articles))


@functools.cache
def _labels() -> Labels:
    return Labels.of(load("newsbank")["labels"])
