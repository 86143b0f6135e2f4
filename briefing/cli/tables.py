"""A brief as tables of text: as wide as the terminal, in the words of the page."""

from __future__ import annotations

import dataclasses
import io
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from briefing.layout import dates
from briefing.layout.template import Template
from briefing.layout.text_runs import Words, clean
from briefing.model import sections
from briefing.model.blocks import Runs
from briefing.model.brief import Brief, EventRow, PositionRow, Question
from briefing.model.claims import BORNE_OUT, Claim
from briefing.model.text import Document
from briefing.readers.collection import copies

#: From this width on, stance and certainty have columns of their own; below, they stand under the words.
WIDE = 110
#: No table is made narrower: words would be broken letter by letter.
NARROWEST = 40
#: The widest line is this long: longer ones lead the eye astray.
WIDEST = 160
OPEN = {
    "no_comment": "no comment",
    "conflict": "sources differ",
    "undated": "date open",
    "unresolved": "not known",
    "unquoted": "named, not quoted",
}

Row = TypeVar("Row", EventRow, PositionRow)


def width() -> int:
    """Columns of the terminal, or what COLUMNS says; 80 where neither is known."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def print_tables(brief: Brief, template: Template) -> None:
    """Write the tables to standard output: in colour on a terminal, unless NO_COLOR is set; plain into a pipe."""
    columns = width()
    _write(Group(*parts(brief, template, columns)), columns)


def print_articles(documents: Sequence[Document]) -> None:
    """Write what a file of several articles holds to standard output, a row each."""
    columns = width()
    table = _table([("#", 4), ("Day", 10), ("Outlet", max(10, columns // 5)), ("Title", None), ("Words", 6)])
    repeated = copies(documents)
    for document in documents:
        words = sum(len(span.of(document.text).split()) for span in document.paragraphs)
        title = clean(document.title or "(no title)")
        number = document.number or 0
        details = [f"by {', '.join(document.authors)}" if document.authors else "", document.status or ""]
        details += [
            f"p. {document.page}" if document.page else "",
            f"repeats #{repeated[number]}" if number in repeated else "",
        ]
        aside = " · ".join(part for part in details if part)
        table.add_row(
            Text(str(number)),
            Text(document.date.isoformat() if document.date else "none"),
            Text(clean(document.publisher or "")),
            Text.assemble(title, (f"\n{clean(aside)}" if aside else "", "dim")),
            Text(f"{words:,}", justify="right"),
        )
    _write(table, columns)


def print_claims(claims: Sequence[Claim], verdicts: Mapping[str, str], kinds: Mapping[str, str]) -> None:
    """Write what a text claims to standard output, a row a claim, with its verdict and where it was looked for."""
    columns = width()
    table = _table([("Claim", columns // 3), ("Verdict", 13), ("In the articles", None)])
    for claim in claims:
        borne = claim.verdict in BORNE_OUT
        place = f"{claim.place.document} ¶{claim.place.paragraph}" if claim.place else ""
        there = [clean(claim.note)] if claim.note else []
        aside = [clean(claim.place.text)] if claim.place and not borne else []
        lines = [*there, *aside, *([clean(place)] if place else [])]
        table.add_row(
            Text.assemble(clean(claim.text), (f"\n{kinds[claim.kind]}", "dim")),
            Text(verdicts[claim.verdict], style="" if borne else "bold"),
            Text("\n").join(Text(line, style="" if line in there else "dim") for line in lines),
        )
    if claims:
        _write(table, columns)
        sys.stdout.flush()  # what is said on standard error comes behind it


def _write(tables: RenderableType, columns: int) -> None:
    shown = Console(width=columns, highlight=False, emoji=False, markup=False)
    aside = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=shown.is_terminal,
        color_system="standard" if shown.color_system else None,
        no_color=shown.no_color,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    aside.print(tables)
    written = aside.file.getvalue()  # type: ignore[attr-defined] # it is the StringIO given above
    # What held the words of a date together on their line would keep a search from finding them.
    whole = "".join(f"{line.rstrip()}\n" for line in written.replace(dates.NBSP, " ").splitlines())
    # An output that knows no “¶” gets a question mark, not an error.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(whole.encode(encoding, "replace").decode(encoding))


def parts(brief: Brief, template: Template, columns: int) -> Iterator[RenderableType]:
    """What is printed, from the title to the sources."""
    words = Words(brief, template)
    yield Text(clean(brief.title), style="bold")
    covered = dates.covered([e.when for e in brief.chronology], template)
    many = len(brief.sources)
    facts = [template.label("articles_one") if many == 1 else template.label("articles_many", count=str(many))]
    facts += [template.label("covers", dates=covered)] if covered else []
    yield Text(" · ".join([*facts, template.label("as_of", date=dates.day(brief.as_of, template))]), style="dim")
    for section in sections.SECTIONS:
        rows = sections.rows(brief, section)
        if section.listed and (rows or section.nothing):
            yield from _section(template.label(section.name), len(rows), _undated(rows))
            yield _TABLES[section.row](rows, words, columns) if rows else Text(section.nothing, style="dim")
    yield from _section(template.label("sources"), len(brief.sources), None)
    for source in brief.sources:
        yield _text(words.source(source))
    # Key points, for one, are not listed here, so those that were not chosen are no news.
    shown = {section.name: section for section in sections.SECTIONS if section.listed}
    reasons = Counter((left.section, left.reason) for left in brief.left_out if left.section in shown)
    if reasons:
        yield Text()
    for (name, reason), count in reasons.items():
        unit = template.label(shown[name].unit_key)
        yield Text(f"{count} {unit if count > 1 else unit.removesuffix('s')} left out: {reason}", style="dim")


def _section(heading: str, count: int, aside: str | None) -> Iterator[RenderableType]:
    line = Text.assemble((heading, "bold cyan"), (f" — {count}{f', {aside}' if aside else ''}", "dim"))
    yield Padding(line, (1, 0, 0, 0))


def _undated(rows: Iterable[sections.Row]) -> str | None:
    count = sum(isinstance(row, EventRow) and row.when.value is None for row in rows)
    return f"{count} with its date open" if count == 1 else f"{count} with their dates open" if count else None


def _table(columns: Sequence[tuple[str, int | None]]) -> Table:
    """A table with its widths; the column without one takes what is left."""
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True, header_style="dim"
    )
    for heading, wide in columns:
        table.add_column(heading, width=wide, ratio=None if wide else 1, overflow="fold", vertical="top")
    return table


def _fitting(cells: Iterable[Text], heading: str, most: int) -> int:
    """The width at which no line of the cells is broken, and no more than ``most``."""
    longest = max((len(line) for cell in cells for line in cell.plain.split("\n")), default=0)
    return min(max(longest, len(heading)), most)


def _events(rows: Sequence[EventRow], words: Words, columns: int) -> Table:
    when = [Text(dates.printed(row.when, words.template), style="bold") for row in _ordered(rows)]
    places = [_text(words.reference(row.line.cited)) for row in rows]
    wide = columns >= WIDE
    table = _table(
        [
            ("When", _fitting(when, "When", max(15, columns // 5))),
            ("What happened", None),
            *([("How sure", 8)] if wide else []),
            ("Source", _fitting(places, "Source", 12)),
        ]
    )
    for row, date, last in zip(_ordered(rows), when, _ends(rows), strict=True):
        # Where there is no column for it, "[likely]" stands among the words, as on the page.
        text = _text(words.event(dataclasses.replace(row, certainty="sure") if wide else row))
        place = _text(words.reference(row.line.cited))
        table.add_row(date, text, *([row.certainty] if wide else []), place, end_section=last)
    return table


def _positions(rows: Sequence[PositionRow], words: Words, columns: int) -> Table:
    ordered = _ordered(rows)
    who = [
        _who(row, words, again=before is not None and before.speaker == row.speaker)
        for before, row in zip([None, *ordered], ordered, strict=False)
    ]
    places = [_text(words.reference(row.line.cited)) for row in ordered]
    wide = columns >= WIDE
    table = _table(
        [
            ("Who", _fitting(who, "Who", max(12, columns // 4))),
            ("Position", None),
            *([("Stance", 10), ("How sure", 8)] if wide else []),
            ("Source", _fitting(places, "Source", 12)),
        ]
    )
    for row, name, place, last in zip(ordered, who, places, _ends(rows), strict=True):
        stance = words.template.label("questions_stance" if row.stance == "questions" else row.stance)
        said = _text(words.position(dataclasses.replace(row, certainty="sure")))
        if not wide:
            said.append(f"\n{stance} · {row.certainty}", style="dim")
        table.add_row(name, said, *([stance, row.certainty] if wide else []), place, end_section=last)
    return table


def _questions(rows: Sequence[Question], words: Words, columns: int) -> Table:
    about = [Text(OPEN[row.kind], style="bold") for row in rows]
    places = [_text(words.reference(row.line.cited)) for row in rows]
    table = _table(
        [
            ("What is open", _fitting(about, "What is open", max(12, columns // 5))),
            ("The source's words", None),
            ("Source", _fitting(places, "Source", 12)),
        ]
    )
    for row, kind, place in zip(rows, about, places, strict=True):
        said = _text(words.line(row.line))
        if row.subject:
            said.append(f"\n{clean(row.subject)}", style="dim")
        table.add_row(kind, said, place)
    return table


#: What lists a section, by the type of its rows.
_TABLES: Mapping[type | None, Callable[[Any, Words, int], Table]] = {
    EventRow: _events,
    PositionRow: _positions,
    Question: _questions,
}


def _who(row: PositionRow, words: Words, *, again: bool) -> Text:
    """Name, title and affiliation; the name alone where the row before is the same speaker's."""
    name = Text(clean(row.speaker.name), style="bold")
    if again:
        return name
    more = _text(words.speaker(row.speaker))
    return Text("\n").join([name, Text(more.plain, style="dim")]) if more.plain else name


def _asked(row: Row) -> bool:
    return any(why.startswith("asked for") for why in row.choice.why)


def _ordered(rows: Sequence[Row]) -> list[Row]:
    """What --actor and --topic ask for first, else as it stands."""
    return sorted(rows, key=lambda row: not _asked(row))


def _ends(rows: Sequence[Row]) -> list[bool]:
    """Whether a row is the last of those asked for: a rule parts them from the rest."""
    asked = sum(map(_asked, rows))
    return [number == asked and asked < len(rows) for number in range(1, len(rows) + 1)]


def _text(runs: Runs) -> Text:
    """Runs of a page as text of a terminal: bold, links and asides stay."""
    out = Text()
    for run in runs:
        style = "bold" if run.bold else "dim" if run.colour else ""
        out.append(run.in_full or run.text, style=f"{style} link {run.link}".strip() if run.link else style)
    return out
