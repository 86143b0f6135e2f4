"""ProQuest: records between rules, title, ``Label: value`` lines, ``Full text:``, more labels."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.readers.archives import days, labelled
from briefing.readers.archives.article import Article, Found, authors, clean, is_rights, language, subjects
from briefing.readers.archives.data import load
from briefing.readers.archives.labelled import Labels
from briefing.readers.archives.lines import Line, Lines

NAME = "ProQuest"

_RULE = re.compile(r"[_=–—-]{20,}")
_COUNTER = re.compile(
    r"(?:Document|Dokument|Documento)\s+(?P<number>\d{1,5})\s+(?:of|von|de)\s+(?P<count>\d{1,5})", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:\[?ProQuest document link\]?.*|https?://\S+|Find a copy|Check .{0,60}full text.*|Show all.*)", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"all documents are reproduced with the permission.*|report information from proquest.*|table of contents.*"
    r"|\d{1,2} \w+ \d{4} \d\d:\d\d|\d{1,4}\.\s.*|proquest|abstract(?: \(english\))?|full text|details",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:illustration|caption|photograph|graphic|chart|map|table)s?(?:\s*:.*)?|credit:.{0,120}", re.IGNORECASE
)
_IMAGE = re.compile(r"enlarge this image\.?|view image\b.{0,80}", re.IGNORECASE)
#: Above a story, in newer mails: authors, outlet, place and day in one line, as a citation has them.
_CITED = re.compile(r".{2,200}\[[^\]]{2,60}\]\.?\s*\d{1,2}\s\w{3,9}\.?\s\d{4}\b.{0,40}")
_EDITION = re.compile(r",\s+[^,]{0,40}\bedition\b.*", re.IGNORECASE)
#: Below the last record of a page or a mail, where no rule is drawn.
_CLOSING = re.compile(
    r"contact (?:us at|proquest)\b.{0,200}|(?:database )?copyright .{0,20}proquest.{0,200}|terms and conditions.{0,99}",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:none|not) available\.?|full text not available.*", re.IGNORECASE)
#: A line of outlet, place, day and page has no more characters.
LONGEST_INFO = 400
#: Records from which what they all end with is expected of the last one, too.
FEWEST = 2
_INFO = re.compile(
    r"(?P<outlet>[^;\[]+?)(?:\s*;\s*(?P<place>[^\[]*?))?\s*\[(?P<named>[^\]]*)\]\s*(?P<day>[^:]*?)\s*:\s*(?P<page>[^:]*?)\.?\s*$"
)
_TAILS = frozenset("subject after outlet day page section language url title id type".split())


def read(text: Lines) -> Found | None:
    """The articles of a file in this form; ``None`` where it is in another."""
    lines, labels = text.lines, _labels()
    by_line = [labels.of_line(line.text) for line in lines]
    marks = [i for i, label in enumerate(by_line) if label is not None and label[0] == "id"]
    if not marks and not any(label is not None and label[0] == "info" for label in by_line):
        return None
    cuts = [i for i, line in enumerate(lines) if _RULE.fullmatch(line.text) or _COUNTER.fullmatch(line.text)]
    bounds = sorted({*((cut, cut + 1) for cut in cuts), *((at, at) for at in _ends(lines, by_line, marks))})
    parts = [
        (start, end, {label[0] for label in by_line[start:end] if label is not None})
        for start, end in zip(
            [0, *(after for _, after in bounds)], [*(at for at, _ in bounds), len(lines)], strict=True
        )
    ]
    articles: list[Article] = []
    first, here = 0, set[str]()
    for place, (start, end, keys) in enumerate(parts):
        first = first if here else start
        here |= keys
        following = parts[place + 1][2] if place + 1 < len(parts) else {"info", "text"}
        is_record = bool({"info", "outlet"} & here and {"text", "id"} & here)
        # A rule that a story draws has no record's number above it, and no record's head below it.
        if "text" in here and "id" not in here and not {"info", "text"} & following and place + 1 < len(parts):
            continue
        if is_record:
            articles.append(_article(text, first, end))
        here = set()
    if articles and (left := _left_over(lines, by_line, parts)) is not None:
        # Of a record that lacks what each of the others ends with, or of which there is a beginning alone.
        if left:
            articles[-1] = replace(articles[-1], cut_off=True)
        else:
            articles.append(Article(None, (), cut_off=True))
    counts = (int(m["count"]) for line in lines if (m := _COUNTER.fullmatch(line.text)))
    return Found(tuple(articles), max(counts, default=None)) if articles else None


def _left_over(
    lines: Sequence[Line], by_line: Sequence[tuple[str, str] | None], parts: Sequence[tuple[int, int, set[str]]]
) -> bool | None:
    """Whether the file breaks off in the last record that was read; ``False`` in one below it, ``None`` in neither.

    It is told where several records before it all end with the same field.
    """
    *above, (start, end, keys) = parts
    fields = [[i for i in range(a, b) if by_line[i] is not None] for a, b, known in above if "id" in known]
    last = {_label(lines[places[-1]].text) for places in fields}
    here = [i for i in range(start, end) if by_line[i] is not None]
    words = [line.text for line in lines[start:end]]
    if len(fields) < FEWEST or len(last) != 1 or not words or any(map(_CLOSING.fullmatch, words)):
        return None
    if not here or not ({"info", "outlet"} & keys and {"text", "id"} & keys):
        return False
    return True if _label(lines[here[-1]].text) not in last else None


def _label(words: str) -> str:
    return words.partition(":")[0].strip().lower()


def _ends(lines: Sequence[Line], by_line: Sequence[tuple[str, str] | None], marks: Sequence[int]) -> Iterator[int]:
    """Where a record ends with the fields around its number, as pages and mails draw no rule between two records."""
    for mark, following in itertools.pairwise(marks):
        end = mark + 1
        while end < following and (by_line[end] is not None or not lines[end].gap):
            end += 1
        if any(label is not None and label[0] == "text" for label in by_line[end:following]):
            yield end


def _article(text: Lines, start: int, end: int) -> Article:
    lines, labels = text.lines, _labels()
    while end > start + 1 and _CLOSING.fullmatch(lines[end - 1].text):
        end -= 1
    full = next((i for i in range(start, end) if (t := labels.of_line(lines[i].text)) and t[0] == "text"), None)
    head = labelled.fields(text, start, end if full is None else full, labels)
    last = end
    story: list[str] = []
    if full is not None:
        last = labelled.tail(text, full + 1, end, labels, _TAILS)
        words = (labels.of_line(lines[full].text) or ("", ""))[1]
        story = [
            p for p in labelled.story(text, full + 1, last, words) if not (_NONE.fullmatch(p) or _IMAGE.fullmatch(p))
        ]
        while story and (_RULE.fullmatch(story[-1]) or is_rights(story[-1]) or _TRAILING.fullmatch(story[-1])):
            story.pop()
    after = labelled.fields(text, last, end, labels)
    values = {**head, **after}
    info = _INFO.match(values.get("info", "")[:LONGEST_INFO])
    dated = values.get("day") or (info["day"] if info else "") or values.get("info", "")
    title = values.get("title") or _title(text, start, end if full is None else full)
    return Article(
        title,
        clean(story),
        outlet=_outlet(values.get("outlet", "")) or (info["outlet"].strip() if info else None),
        day=days.in_text(dated),
        dated=dated.strip(" .") or None,
        authors=authors(values.get("author", "")),
        section=values.get("section"),
        page=(values.get("page") or (info["page"] if info else "")).strip() or None,
        language=language(values.get("language", "")),
        subjects=subjects(values.get("subject", "")),
        url=values["url"] if re.match(r"https?://", values.get("url", "")) else None,
    )


def _outlet(words: str) -> str | None:
    """A newspaper's name without its edition, and without the place that some records put behind a semicolon."""
    return _EDITION.sub("", " ".join(words.split(";", maxsplit=1)[0].split())).strip(" ,") or None


def _title(text: Lines, start: int, end: int) -> str | None:
    """The lines above the first label."""
    kept: list[Line] = []
    for line in text.lines[start:end]:
        if _labels().of_line(line.text) is not None:
            break
        if not any(pattern.fullmatch(line.text) for pattern in (_LINK, _COUNTER, _RULE, _FURNITURE, _CITED)):
            if line.gap and text.wrapped:
                kept.clear()  # what stands apart above the title is no part of it
            kept.append(line)
    titled = [line for line in kept if line.head] or (kept if text.wrapped else kept[-1:])
    return " ".join(line.text for line in titled) or None


@functools.cache
def _labels() -> Labels:
    return Labels.of(load("proquest")["labels"])
