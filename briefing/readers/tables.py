"""Tables of articles: CSV, TSV, JSON, JSON Lines and XLSX, an article a row; the columns are known by their names."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing import archives as packed
from briefing.errors import InputError
from briefing.model.text import Note
from briefing.readers import prose
from briefing.readers.archives import days
from briefing.readers.archives.article import Article, authors, clean, document, language
from briefing.readers.archives.data import load
from briefing.readers.collection import Collection, Unread, collected
from briefing.readers.decode import decode
from briefing.readers.feeds import prose_line
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    from lxml.etree import _Element

Row = Mapping[str, Any]

#: More rows are a database.
MOST_ROWS = 200_000
#: The largest part of a workbook that is unpacked, in bytes.
MOST_XML = 64 * 2**20
#: The columns of a sheet that are read.
MOST_COLUMNS = 500

_DELIMITERS = ",;\t|"
_SLASHED = re.compile(r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>(?:1[5-9]|20|21)\d\d)\b")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Day 0 of a workbook's calendar, which takes 1900 for a leap year.
_EXCEL = dt.date(1899, 12, 30)
#: In an object of its own: what names a source or a writer, a title or a text.
_NAMES = ("name", "title", "main", "value", "rendered", "original")
#: What is read of an object whose own name says nothing, such as "fields".
_INNER = ("text", "title", "date", "outlet", "authors")
#: How deep the parts of a text may lie in each other.
DEEPEST = 8
#: What a service puts where it cuts a text off: "[+2345 chars]".
_SHORTENED = re.compile(r"\[\+\d{1,7} chars\]$")
BEGINNING = "The table holds only the beginning of this article; its address has the whole."
SUMMARY = "The table holds a summary of this article alone, no text."
#: Where the rows of a JSON object may stand.
_LISTS = ("articles", "documents", "docs", "results", "items", "data", "hits", "stories", "response", "rows", "records")


def is_separated(head: str) -> bool:
    """Whether a text begins like a table of articles: with names, that of the texts and another among them."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    for delimiter in _DELIMITERS:
        names = [_plain(cell.strip(' "')) for cell in first.split(delimiter)]
        if len(names) > 1 and max(map(len, names)) <= 40:
            known = {key for key, columns in _columns().items() for name in names if name in columns}
            if "text" in known and len(known) > 1:
                return True
    return False


def read(data: bytes, name: str, column: str | None = None) -> Collection:
    """The articles of a table.

    Args:
        data: the file.
        name: its name.
        column: the column that holds the texts, where its name says it to people only.

    Raises:
        InputError: it is damaged, or no column of it holds texts.
    """
    rows, breaks_off = _rows(data, name)
    if not rows:
        raise InputError("the table has no rows", where=name, next_step="Check the file.")
    names = list(dict.fromkeys(key for row in rows[:50] for key in row))
    keys = _named(names, column, name)
    days_first = _days_first([str(row.get(keys["date"], "")) for row in rows]) if "date" in keys else None
    documents, unread = [], []
    for number, row in enumerate(rows, start=1):
        article = _article(row, keys, days_first=days_first)
        if breaks_off and row is rows[-1]:
            article = replace(article, cut_off=True)
        if not article.paragraphs:
            unread.append(Unread(number, "no text"))
            continue
        documents.append(document(article, "table", number))
    if not documents:
        raise InputError(
            f"no row of its {len(rows)} has a text in the column {keys.get('text', keys.get('summary'))!r}",
            where=name,
            next_step="Name the column that holds the texts with --text COLUMN.",
        )
    return collected(documents, name, unread=unread, form="a table of articles")


def _rows(data: bytes, name: str) -> tuple[Sequence[Row], bool]:
    """The rows of a table, and whether it breaks off in the last."""
    if data.startswith(b"PK\x03\x04"):
        return list(_sheet(data, name)), False
    text = decode(data, name=name).lstrip("\ufeff")
    if text.lstrip()[:1] in {"[", "{"}:
        return list(_objects(text, name)), False
    return list(_separated(text, name)), _breaks_off(text)


# ---- separated values


def _separated(text: str, name: str) -> Iterator[Row]:
    # The default of 128 kB is less than an article can have.
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        for number, cells in enumerate(reader):
            if number >= MOST_ROWS:
                raise _too_long(name)
            if any(cell.strip() for cell in cells):
                yield dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise InputError(
            f"the table is damaged after line {reader.line_num} ({error})", where=name, next_step="Export it again."
        ) from error


def _breaks_off(text: str) -> bool:
    """Whether a table of separated values ends inside a cell: its last quotation mark is opened and not closed."""
    if text.count('"') % 2 == 0:
        return False
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _too_long(name: str) -> InputError:
    return InputError(
        f"the table has more than {MOST_ROWS:,} rows", where=name, next_step="Split it into smaller files."
    )


# ---- JSON


def _objects(text: str, name: str) -> Iterator[Row]:
    try:
        whole: Any = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, name)
        return
    if isinstance(whole, dict) and (inside := _inside(whole)) is not None:
        whole = inside
    for row in whole if isinstance(whole, list) else [whole]:
        if isinstance(row, dict):
            yield _flat(row)


def _inside(whole: dict[str, Any], depth: int = 0) -> list[Any] | None:
    """The list of objects in an object of a service's answer."""
    for key in _LISTS:
        value = whole.get(key)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value
        if isinstance(value, dict) and depth < 3 and (objects := _inside(value, depth + 1)) is not None:
            return objects
    return None


def _lines(text: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"is not JSON ({error})",
                where=f"{name}:{number}",
                next_step='Write one list of objects, or one object a line: {"title": "…", "date": "…", "text": "…"}.',
            ) from error
        if isinstance(row, dict):
            yield _flat(row)


def _flat(row: dict[str, Any]) -> Row:
    """The object with what names its source and authors, and what lies deeper in it, as fields of its own."""
    out: dict[str, Any] = {}
    known = _columns()
    for key, value in row.items():
        if _plain(key) in known["text"] and isinstance(value, dict | list):
            out[key] = "\n\n".join(_strings(value))
        elif isinstance(value, dict):
            out[key] = next((str(value[k]) for k in _NAMES if isinstance(value.get(k), str)), "")
            if not any(_plain(key) in names for names in known.values()):
                inner = ((k, v) for k, v in value.items() if isinstance(v, str) and k not in row)
                out |= {k: v for k, v in inner if any(_plain(k) in known[of] for of in _INNER)}
        elif isinstance(value, list):
            parts = [v.get("name", "") if isinstance(v, dict) else v for v in value]
            out[key] = "; ".join(str(part) for part in parts if isinstance(part, str | int))
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            out[key] = value
    return out


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    """The words of a text that is an object or a list of its parts, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and depth < DEEPEST:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part, depth + 1)


# ---- workbooks


def _sheet(data: bytes, name: str) -> Iterator[Row]:
    """The rows of a workbook's first sheet; the first row names the columns."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            shared = [_said(si) for si in _parsed(archive, "xl/sharedStrings.xml", name).iter(f"{_SHEET}si")]
            sheets = sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
            sheet = _parsed(archive, min(sheets, key=lambda n: int(re.sub(r"\D", "", n))) if sheets else "", name)
    except (*packed.DAMAGED, etree.LxmlError, KeyError) as error:
        raise InputError(
            "the workbook is damaged", where=name, next_step="Save it as .csv and give that file."
        ) from error
    header: list[str] | None = None
    for number, row in enumerate(sheet.iter(f"{_SHEET}row")):
        if number > MOST_ROWS:
            raise _too_long(name)
        cells = _cells(row, shared)
        if header is None:
            if any(cells):
                header = [cell.strip() for cell in cells]
        elif any(cell.strip() for cell in cells):
            yield dict(zip(header, cells, strict=False))


def _parsed(archive: zipfile.ZipFile, part: str, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    if part not in archive.namelist():
        return etree.fromstring(b"<none/>", parser)
    if archive.getinfo(part).file_size > MOST_XML:
        raise InputError(
            "the workbook unpacks to more than a table of articles can hold",
            where=name,
            next_step="Split it into smaller files.",
        )
    return etree.fromstring(archive.read(part), parser)


def _cells(row: _Element, shared: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SHEET}c"):
        place = _column(cell.get("r") or "", len(cells))
        if place >= MOST_COLUMNS:
            break
        cells += [""] * (place - len(cells))
        value = cell.findtext(f"{_SHEET}v") or ""
        if cell.get("t") == "s":
            value = shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
        elif cell.get("t") == "inlineStr":
            value = _said(cell)
        cells[place:] = [value]
    return cells


def _column(reference: str, following: int) -> int:
    """The place of a cell, from 0, by a name such as ``AB12``."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return following
    return functools.reduce(lambda n, c: n * 26 + ord(c) - 64, letters[0], 0) - 1


def _said(element: _Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_SHEET}t"))


# ---- columns


@functools.cache
def _columns() -> Mapping[str, Sequence[str]]:
    return load("columns")


def _plain(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().lower())


def _named(names: Sequence[str], column: str | None, where: str) -> dict[str, str]:
    """What is known of an article → the name of the column that holds it."""
    plain = {_plain(name): name for name in reversed(names)}
    keys = {
        key: plain[known]
        for key, columns in _columns().items()
        if (known := next((c for c in columns if c in plain), ""))
    }
    if column is not None:
        if _plain(column) not in plain:
            raise InputError(
                f"the table has no column {column!r}", where=where, next_step=f"Its columns: {', '.join(names[:40])}."
            )
        keys["text"] = plain[_plain(column)]
    # Other data have a description, too.
    if "text" not in keys and not {"summary", "title", "date"} <= keys.keys():
        raise InputError(
            "no column is known to hold the articles' texts",
            where=where,
            next_step=f"Name it with --text COLUMN. Its columns: {', '.join(names[:40])}.",
        )
    return keys


def _days_first(values: Sequence[str]) -> bool | None:
    """Whether a column writes days before months, told by its days above 12; ``None`` where nothing tells."""
    pairs = [(int(m["a"]), int(m["b"])) for value in values if (m := _SLASHED.match(value.strip()))]
    first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return None if first == second else first


def _day(value: str, *, days_first: bool | None) -> dt.date | None:
    value = value.strip()
    if match := _SLASHED.match(value):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if days_first is not None:
            return days.valid(year, *((b, a) if days_first else (a, b)))
        return days.in_text(value)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", value):  # the day's number in a workbook's calendar
        return _EXCEL + dt.timedelta(days=int(float(value)))
    if re.fullmatch(r"(?:1[5-9]|20|21)\d{6}", value):
        return days.valid(int(value[:4]), int(value[4:6]), int(value[6:]))
    return days.in_text(value) or day_in(value)


def _article(row: Row, keys: Mapping[str, str], *, days_first: bool | None) -> Article:
    def value(key: str) -> str:
        return str(row.get(keys[key], "") or "").strip() if key in keys else ""

    url = value("url")
    text = value("text") if "text" in keys else value("summary")
    short = None if "text" in keys else SUMMARY
    if (mark := _SHORTENED.search(text)) is not None:
        text, short = text[: mark.start()].rstrip("… "), BEGINNING
    return Article(
        prose_line(" ".join(value("title").split())),
        clean(prose.paragraphs(text)),
        outlet=_outlet(row, keys) if "outlet" in keys else None,
        day=_day(value("date"), days_first=days_first),
        dated=f"{keys['date']}: {value('date')}" if value("date") else None,
        authors=authors(value("authors")),
        section=value("section") or None,
        page=value("page") or None,
        language=language(value("language")) or (value("language") if len(value("language")) == 2 else None),
        subjects=tuple(dict.fromkeys(t.strip() for t in re.split(r"[;|]|,\s", value("subjects")) if t.strip())),
        url=url if re.match(r"https?://\S+$", url) else None,
        notes=(Note("summary", short),) if short is not None else (),
    )


def _outlet(row: Row, keys: Mapping[str, str]) -> str | None:
    """The name of an article's outlet; an address is none, and another column may have the name."""
    columns = dict.fromkeys([keys["outlet"], *(key for key in row if _plain(key) in _columns()["outlet"])])
    names = (" ".join(str(row.get(key) or "").split()) for key in columns)
    return next((name for name in names if name and not re.match(r"https?://", name)), None)
