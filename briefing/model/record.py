"""A brief as bytes that hold all of it, and the brief back out of them.

The same form is what ``--format json`` writes, what lies embedded in the delivered PDF and DOCX, and what the review
file and ``briefing verify`` read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Iterator
from typing import Any

from briefing import __version__
from briefing.errors import InputError
from briefing.model import sanitizers, sections
from briefing.model.blocks import Block, Box, Strip, Table, Text
from briefing.model.brief import Brief, EventRow, FigureRow, Line, Passage, Person, Statement, Words
from briefing.model.page import NotesAt, Page, PrintedLine
from briefing.model.span_index import Places
from briefing.model.text import Span

#: Raised when a field changes its name or meaning; fields may be added without it. In 2 a row's speaker refers to the
#: table of people.
SCHEMA = 2
#: The schemas that are read: a record of the first has no table of people, and its rows stand by themselves.
READ = (1, 2)
#: Bytes of the largest record that is read, and how many objects and lists it may hold. That of an article of a million
#: characters has about 12 MB and 200,000.
MOST_BYTES = 48 * 2**20
MOST_VALUES = 600_000


@dataclasses.dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table, or a line behind its date, as it stands on the page."""

    id: str
    cells: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """What was printed of a brief: enough to see afterwards whether a delivered page was changed."""

    template: str
    paper: str
    large_print: bool
    texts: tuple[str, ...]
    """Every paragraph from top to bottom; a table's cells row by row, the head row first; what is set flush right
    stands behind a tab, and so does each date under the timeline."""
    rows: tuple[PrintedRow, ...]
    made_by: str = ""
    """The version of briefing: the same one lays the record out to the same bytes."""
    footers: tuple[str, ...] = ()
    """The last line of each sheet, its parts on either side of a tab; then the handling mark, where there is one."""
    lines: tuple[PrintedLine, ...] = ()
    """Every line of the brief that is printed, in reading order."""
    words: int = 0
    """How many words stand on the page."""
    reading_seconds: int = 0
    """How long an adult reads them in silence, on average."""
    notes_at: NotesAt = "inline"
    """Where the sources of the lines are told."""
    type_pt: int = 0
    """The size of the body text of large print, where it is known."""


#: Words a minute. Source: Brysbaert, "How many words do we read per minute?" (2019), English non-fiction.
READING_SPEED = 238


def printed(page: Page) -> Printed:
    """What stands on a page, as plain words."""
    blocks = page.flow
    rows = [
        PrintedRow(row.id, tuple("\n".join(t.plain for t in cell) for cell in row.cells))
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    rows += [PrintedRow(b.row, parts) for b in blocks if isinstance(b, Text) and b.row and (parts := _opened(b))]
    texts = tuple(text for block in blocks for text in _texts(block))
    sheets = range(1, len(page.sheets) + 1)
    mark = f"\t{page.banner.words}" if page.banner is not None else ""
    left, pages = page.footer.left, len(page.sheets)
    footers = tuple(f"{left}\t{page.footer.page.format(page=n, pages=pages)}{mark}" for n in sheets)
    # A mark such as "[1]" is none of them.
    words = sum(any(c.isalnum() for c in word) and word[:1] != "[" for text in texts for word in text.split())
    return Printed(
        page.template, page.paper.name, page.large_print, texts, tuple(rows), __version__, footers, page.lines,
        words, round(60 * words / READING_SPEED), page.notes_at, page.type_pt,
    )  # fmt: skip


def _opened(text: Text) -> tuple[str, ...]:
    """What stands bold before a line, such as its date, and the line; nothing where it begins with its own words."""
    first, *rest = text.runs
    opener = first.text.removesuffix(": ")
    return (opener, "".join(run.text for run in rest)) if first.bold and opener != first.text else ()


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        if block.note != 0:
            yield f"{block.bullet}\t{block.plain}" if block.note else _words(block)
    elif isinstance(block, Box):
        yield from map(_words, block.texts)
    elif isinstance(block, Table):
        # On the next sheet the head is only repeated.
        for row in block.rows if block.continued else (block.head, *block.rows):
            for cell in row.cells:
                yield from map(_words, cell)
    elif isinstance(block, Strip):
        yield _words(block.head)
        yield "".join(f"\t{tick.text}" for tick in block.ticks)


def _words(text: Text) -> str:
    return text.plain + ("\t" + "".join(r.text for r in text.right) if text.right else "")


def dump(brief: Brief, page: Page | None = None, *, whole: bool = True) -> bytes:
    """The brief, and what was printed of it, as UTF-8 JSON: indented, keys in the model's order, intervals half-open.

    Args:
        brief: with every candidate, printed or not.
        page: where there is one, what stands on it goes along.
        whole: with every sentence of the articles; otherwise with those alone that a row rests on, so that a file that
            is passed on does not carry somebody's article inside it.
    """
    if not whole and page is not None:
        return _beside(_Same((brief, page)))
    return _written(brief if whole else passed_on(brief, page), page)


class _Same(tuple[Brief, Page]):
    """A brief and its page, the same where both are these very ones."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(a is b for a, b in zip(self, other, strict=True))


@functools.lru_cache(maxsize=1)
def _beside(made: _Same) -> bytes:
    """The record that goes along in a page's files: every one of them carries the same."""
    return _written(passed_on(*made), made[1])


def _written(brief: Brief, page: Page | None) -> bytes:
    # One field at a time: of 400 articles, all of them as plain values would take 80 MB.
    rows = [f'"{name}": {_inside(value)}'.encode() for name, value in _members(brief, page)]
    return b"{\n " + b",\n ".join(rows) + b"\n}\n"


def _members(brief: Brief, page: Page | None) -> Iterator[tuple[str, Any]]:
    yield "schema", SCHEMA
    yield from ((name, getattr(brief, field)) for name, field in _fields(Brief) or ())
    if page is not None:
        yield "printed", printed(page)


def _inside(value: Any) -> str:
    """A value as JSON, one level further in; a line ends nowhere but between its members."""
    return sanitizers.json_text(value, indent=1, level=1, fields=_fields)


def passed_on(brief: Brief, page: Page | None) -> Brief:
    """The brief as a file that is passed on carries it: without what stands nowhere on its page and may be anything.

    Any sentence may be a key point: of those that stand nowhere on the page none goes along.
    """
    printed_ids = {line.id for line in page.lines} if page is not None else set()
    carried: dict[str, Any] = {
        section.name: tuple(row for row in sections.rows(brief, section) if row.id in printed_ids)
        if section.carried == "printed"
        else ()
        for section in sections.SECTIONS
        if section.carried != "all"
    }
    brief = dataclasses.replace(brief, **carried)
    brief = dataclasses.replace(brief, people=_spoken(brief))
    return dataclasses.replace(brief, passages=cited(brief))


def load(data: bytes, *, name: str = "brief.json") -> tuple[Brief, Printed | None]:
    """The brief, and what was printed of it where that was told.

    Raises:
        InputError: the bytes are no record of a brief, or one of a later schema.
    """
    from pydantic import TypeAdapter, ValidationError  # costs a tenth of a second; only readers of records pay it

    # Each value takes some hundred bytes once it is read; what a few bytes unpacked to could take all memory.
    if len(data) > MOST_BYTES or data.count(b"{") + data.count(b"[") > MOST_VALUES:
        raise InputError(
            "is too large to be the record of a brief", where=name, next_step="Give a file written by briefing."
        )
    try:
        content = json.loads(data)
        if b"\\u" in data:
            json.dumps(content, ensure_ascii=False).encode()  # half a character, which no file can be written with
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON", where=name, next_step="Give a file written by briefing.") from error
    if not isinstance(content, dict) or "schema" not in content:
        raise InputError("is not the record of a brief", where=name, next_step="Give a file written by briefing.")
    if content["schema"] not in READ:
        raise InputError(
            f"has schema {content['schema']!r}; this version reads {' and '.join(map(str, READ))}",
            where=name,
            next_step="Use the version of briefing that wrote it, or make the brief again.",
        )
    content["from_"] = content.pop("from", None)
    try:
        brief = TypeAdapter(Brief).validate_python(content)
        printed = TypeAdapter(Printed).validate_python(content["printed"]) if "printed" in content else None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{at}: {first['msg']}", where=name, next_step="Give the file as briefing wrote it."
        ) from error
    return brief, printed


def lines(brief: Brief) -> Iterator[tuple[str, str, Line]]:
    """Every candidate line with its section and the id of its row, in reading order."""
    for section, row in sections.every_row(brief, sections.PRINTABLE):
        yield section.name, row.id, row.line


def cited(brief: Brief) -> tuple[Passage, ...]:
    """The passages that a row rests on, and the first of an article that is called by its first words."""
    wanted: dict[str, Places[Span]] = {}
    for document, span in dict.fromkeys(_places(brief)):
        wanted.setdefault(document, Places()).put(span, span)
    near = ((p, wanted[p.document].near(p.span)) for p in brief.passages if p.document in wanted)
    resting = {p for p, spans in near if any(span.overlaps(p.span) for span in spans)}
    # An article without a title is called by its first words: without them its page could not be made again.
    untitled = {s.document for s in brief.sources if not any(c.isprintable() and c != " " for c in s.title or "")}
    for passage in brief.passages:
        if passage.document in untitled:
            resting.add(passage)
            untitled.discard(passage.document)
    return tuple(p for p in brief.passages if p in resting)


def _spoken(brief: Brief) -> tuple[Person, ...]:
    """The people whom a row refers to."""
    speakers = (sections.speaker(row) for _, row in sections.every_row(brief))
    spoken = {speaker.person for speaker in speakers if speaker is not None}
    return tuple(person for person in brief.people if person.id in spoken)


def _places(brief: Brief) -> Iterator[tuple[str, Span]]:
    """Documents and spans; a quotation's mark may stand sentences away from the words that are printed of it."""
    for person in brief.people:
        for _, detail in person.details:
            yield from ((e.document, e.span) for e in detail.evidence)
    for _, row in sections.every_row(brief, sections.PRINTABLE):
        yield from ((e.document, e.span) for e in row.line.evidence)
        if row.line.evidence:
            first = row.line.evidence[0].document
            yield from ((first, piece.span) for piece in row.line.pieces if isinstance(piece, Words))
        if isinstance(row, EventRow | FigureRow | Statement) and row.conflict is not None:
            for _, places in row.conflict.values:
                yield from ((e.document, e.span) for e in places)


def plain(value: Any) -> Any:
    """A value of the model as JSON knows it: fields in the model's order, a day as text."""
    if value is None or isinstance(value, str | int):
        return value  # first, as most are
    if (fields := _fields(value.__class__)) is not None:
        return {key: plain(getattr(value, name)) for key, name in fields}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, str], ...] | None:
    """The key and the name of each field of a type of the model, and of a line its text; nothing of another type."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = tuple((f.name.rstrip("_"), f.name) for f in dataclasses.fields(kind))
    return (("text", "text"), *names) if kind is Line else names
