"""RIS, as reference managers and databases write it: records from ``TY  -`` to ``ER  -``; the text is in a note.

Source: Research Information Systems, RIS format specification (2001, 2011).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from briefing.errors import InputError
from briefing.readers import prose
from briefing.readers.archives import days
from briefing.readers.archives.article import Article, authors, clean, document, language
from briefing.readers.collection import Collection, Unread, collected
from briefing.readers.decode import decode

#: A note with fewer words is a remark, not the article.
FEWEST_WORDS = 8

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)")
_YEAR_FIRST = re.compile(r"^(\d{4})\s+(\w+\s+\d{1,2})$")
_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY  ?- ?[A-Z]{2,6}\s*$", re.MULTILINE)


def is_ris(head: bytes) -> bool:
    """Whether a file begins like one."""
    return bool(_BEGIN.match(head))


def read(data: bytes, name: str) -> Collection:
    """The articles of a file.

    Raises:
        InputError: none of its records holds a text.
    """
    records: list[dict[str, list[str]]] = []
    fields: dict[str, list[str]] = {}
    tag = ""
    for line in decode(data, name=name).split("\n"):
        match = _TAG.fullmatch(line.rstrip())
        if match is None:
            if tag in fields:
                fields[tag][-1] += f"\n{line}"
            continue
        tag = match["tag"]
        if tag == "ER":
            records.append(fields)
            fields, tag = {}, ""
        else:
            fields.setdefault(tag, []).append(match["value"])
    cut_off = bool(fields)
    if cut_off:
        records.append(fields)
    documents, unread = [], []
    for number, record in enumerate(records, start=1):
        article = _article(record, cut_off=cut_off and number == len(records))
        if article.paragraphs:
            documents.append(document(article, "ris", number))
        else:
            unread.append(Unread(number, "no text"))
    if not documents:
        raise InputError(
            f"none of its {len(records)} records holds a text",
            where=name,
            next_step="Export the articles with their full text, or as notes.",
        )
    return collected(documents, name, unread=unread, form="RIS")


def _article(record: Mapping[str, list[str]], *, cut_off: bool) -> Article:
    def first(*tags: str) -> str:
        return next((record[t][0].strip() for t in tags if record.get(t) and record[t][0].strip()), "")

    texts = [value for tag in ("N2", "AB", "N1", "RN") for value in record.get(tag, ())]
    text = max(texts, key=len, default="")
    written = [value for tag in ("DA", "Y1", "PY") if (value := first(tag))]
    dated = next((value for value in written if _day(value)), written[0] if written else "")
    pages = "-".join(p for p in (first("SP"), first("EP")) if p)
    url = first("UR", "L2", "LK")
    return Article(
        " ".join(first("TI", "T1", "CT").split()) or None,
        clean(prose.paragraphs(text)) if len(text.split()) >= FEWEST_WORDS else (),
        outlet=first("T2", "JO", "JF", "JA", "J2", "PB") or None,
        day=_day(dated),
        dated=f"DA: {dated}" if dated else None,
        authors=authors("; ".join(record.get("AU", record.get("A1", [])))),
        section=first("SE") or None,
        page=pages or None,
        language=language(first("LA")) or (first("LA")[:2].lower() or None),
        subjects=tuple(dict.fromkeys(value.strip() for value in record.get("KW", ()) if value.strip())),
        url=url if re.match(r"https?://\S+$", url) else None,
        cut_off=cut_off,
    )


def _day(value: str) -> dt.date | None:
    """The day of a field: "2019/06/03/", or "2010 May 08" with the year in front."""
    return days.in_text(value.strip("/ ")) or days.in_text(_YEAR_FIRST.sub(r"\2 \1", value.strip()))
