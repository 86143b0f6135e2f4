"""The sources for reference managers: CSL-JSON, RIS and BibTeX, each source once, whatever of it is printed.

Authors are written as the article names them, not taken apart into given and family names: “Harbour News staff” has
neither, and which part of a person's name is which nobody has told.

Sources: the schema of CSL 1.0.2 (``csl-data.json``), the RIS format specification (Research Information Systems, 2011),
BibTeX 0.99 ("BibTeXing", Patashnik 1988).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from briefing.model.brief import Brief, Source
from briefing.model.page import Page
from briefing.model.sanitizers import json_text, one_line

#: What BibTeX would read as a command, or as the end of a field.
_LATEX = {
    **{c: f"\\{c}" for c in "&%$#_"},
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPE = "article-newspaper"


def csl(brief: Brief, page: Page) -> bytes:
    """``.csl.json``: UTF-8 JSON, a list of items."""
    del page  # a source is one whether its lines have room or not
    return (json_text([_item(source) for source in brief.sources], indent=1) + "\n").encode()


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": _key(source), "type": _TYPE}
    named = {
        "title": source.title,
        "container-title": source.publisher,
        "section": source.section,
        "page": source.page,
        "URL": _address(source.url),
        "DOI": source.doi,
        "archive_location": _address(source.archived),
        "note": _note(source),
    }
    item |= {name: one_line(value) for name, value in named.items() if value}
    if source.authors:
        item["author"] = [{"literal": one_line(author)} for author in source.authors]
    if source.date is not None:
        item["issued"] = {"date-parts": [[source.date.year, source.date.month, source.date.day]]}
    return item


def ris(brief: Brief, page: Page) -> bytes:
    """``.ris``: UTF-8, lines that end as the format wants them."""
    del page
    lines = [f"{tag}  - {one_line(value)}".rstrip() for s in brief.sources for tag, value in _tags(s)]
    # After "ER" a blank follows the hyphen, though nothing stands behind it.
    return "".join(f"{'ER  - ' if line == 'ER  -' else line}\r\n" for line in lines).encode()


def _tags(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", _key(source)
    date = f"{source.date.year:04}/{source.date.month:02}/{source.date.day:02}/" if source.date else ""
    year = f"{source.date.year:04}" if source.date else ""
    named = [("TI", source.title), *(("AU", author) for author in source.authors), ("T2", source.publisher)]
    named += [("PY", year), ("DA", date), ("SE", source.section), ("SP", source.page)]
    named += [
        ("UR", _address(source.url)),
        ("DO", source.doi),
        ("AV", _address(source.archived)),
        ("N1", _note(source)),
    ]
    yield from ((tag, value) for tag, value in named if value)
    yield "ER", ""


def bibtex(brief: Brief, page: Page) -> bytes:
    """``.bib``: UTF-8, an ``@article`` each, which BibTeX and BibLaTeX read."""
    del page
    return "\n".join(_entry(source) for source in brief.sources).encode()


def _entry(source: Source) -> str:
    # Double braces keep a title's capitals, and an author's name in one piece.
    authors = " and ".join(f"{{{_latex(author)}}}" for author in source.authors)
    fields = {
        "title": f"{{{_latex(source.title)}}}" if source.title else "",
        "author": authors,
        "journal": _latex(source.publisher or ""),
        "year": f"{source.date.year:04}" if source.date else "",
        "day": str(source.date.day) if source.date else "",
        "pages": _latex(source.page or ""),
        "url": re.sub("[{}\\\\]", lambda match: f"%{ord(match[0]):02X}", _address(source.url)),
        "doi": _latex(source.doi or ""),
        "note": _latex(_note(source, archived=_address(source.archived))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if source.date is not None:
        lines.append(f"  month = {_MONTHS[source.date.month - 1]},")
    return "\n".join([f"@article{{{_key(source)},", *lines, "}"]) + "\n"


def _latex(words: str) -> str:
    return "".join(_LATEX.get(char, char) for char in one_line(words))


def _key(source: Source) -> str:
    """A key that two briefs seldom share: ``vessa-courier-2026-03-12-1``."""
    plain = unicodedata.normalize("NFKD", source.publisher or "").encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall("[a-z0-9]+", plain)) or "source"
    day = source.date.isoformat() if source.date else "undated"
    return f"{name}-{day}-{source.number}"


def _address(given: str | None) -> str:
    """An address on the web; what is none is no link anywhere."""
    url = one_line(given or "")
    return url if url.startswith(("http://", "https://")) and " " not in url else ""


def _note(source: Source, *, archived: str = "") -> str:
    """What a wire service says of it, whose copy it is, and where it is archived if no field of its own says so."""
    same = f"same text as source {source.same_as}" if source.same_as is not None else ""
    parts = (source.status or "", same, f"archived at {archived}" if archived else "")
    return "; ".join(part for part in parts if part)
