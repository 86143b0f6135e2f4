"""The file as a person sees it: YAML with a comment wherever one helps, and at its end what only the program reads."""

from __future__ import annotations

import base64
import json
import re
import textwrap
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from briefing.model import identity, record, sanitizers, sections
from briefing.model.brief import REMARKS, Brief
from briefing.model.sections import Row
from briefing.review.fields import editable, fields
from briefing.review.order import row_id, written
from briefing.review.people import people
from briefing.review.values import Edit, Review

#: Raised when a field changes its name or meaning.
SCHEMA = 1
WIDTH = 100
_HEAD = """\
# Review file. Read it, change what is wrong, and make the page of it: briefing render {name}
#
# keep         yes: printed, all else yields · no: not printed · auto: as there is room
# text         words may be left out, none put in; [what you fill in] stands in square brackets and is printed so
# date         {dates}
# certainty    sure, or likely or unsure, which are printed
# evidence     sentences of the article, letter by letter; to rest a line on others, copy these here
# note         for yourself; never printed
# purpose, recommendation, comment   your own words at the head of the page, printed as yours
#
# A row that is taken out counts as keep: no. Rows are printed in the order you give them here. A row of your own needs
# no id, but evidence, with a date for an event and an actor for a position.
# What you change stays when the story is extracted again. Other lines (from, printed, why, state) are only to be read.
"""
_WHO = "Who speaks. A correction here holds in every row; in the rows the name stands as the articles have it."
_RECORD = """\
# For the program: the brief as it was found and its articles. A change here makes the file unreadable.
"""
#: Words that need no quotation marks in YAML and would be no harder to read with none.
_PLAIN = re.compile(r"[A-Za-z0-9][\w./-]*")


def write(review: Review, printed: Mapping[str, str], *, name: str = "story.yaml") -> bytes:
    """The review file.

    Args:
        review: the brief with what a person has made of it.
        printed: row id → ``yes``, or why it is not printed.
        name: what the file will be called, for the line that says how to go on.
    """
    from briefing.review.when import ALLOWED

    return "".join(_parts(review, printed, name, ALLOWED)).encode()


def _parts(review: Review, printed: Mapping[str, str], name: str, dates: str) -> Iterator[str]:
    brief = review.brief
    yield _HEAD.format(name=sanitizers.one_line(name), dates=dates)
    yield f"briefing: {SCHEMA}\n\n"
    for key, value in head(brief).items():
        yield _entry(key, value)
    yield "\n"
    for source in brief.sources:
        day = source.date.isoformat() if source.date else "no date"
        told = ", ".join(part for part in (source.title, source.publisher, day) if part)
        yield f"# {source.number}: {sanitizers.one_line(told)}\n"
    yield from _people(review)
    names = identity.names(brief)
    edits = {edit.id: edit for edit in review.edits}
    for section in sections.REVIEWED:
        rows = sections.rows(brief, section)
        added = [edit for edit in review.added if edit.section == section.name]
        if not rows and not added and section.optional:
            continue
        yield f"\n# {section.about}\n{section.name}:{'' if rows or added else ' []'}\n"
        for n, row in enumerate(written(rows, section.name, review, names)):
            yield "\n" if n else ""
            yield _row(row, names[row.id], edits.get(names[row.id]), review, printed.get(row.id, ""))
        for n, edit in enumerate(added):
            yield "\n" if n or rows else ""
            yield _own(edit, printed.get(row_id(edit.id), ""))
    if review.vanished:
        yield "\n# No longer found in the articles; kept here with what you had changed, and not printed.\nvanished:\n"
        for one in review.vanished:
            own = {"id": one.id, "section": one.section, **one.fields}
            yield _item([_entry(key, value) for key, value in own.items()])
    yield f"\n{_RECORD}record: !!binary |\n"
    yield textwrap.indent(_packed(review), "  ")


def _people(review: Review) -> Iterator[str]:
    """Everybody who speaks, with what was corrected."""
    edits = {edit.id: edit for edit in review.people}
    rows = people(review.brief)
    yield f"\n# {_WHO}\npeople:{'' if rows else ' []'}\n"
    for person in rows:
        told = person.fields
        if person.id in edits:
            told |= {key: placed.value for key, placed in edits[person.id].changes.items()}
        yield _item([_entry("id", person.id), *(_entry(key, value) for key, value in told.items())])


def head(brief: Brief) -> dict[str, str]:
    """What stands at the head of the page; empty where there is nothing yet."""
    return {
        "title": " ".join(brief.title.split()),
        "as_of": brief.as_of.isoformat(),
        "reference": brief.reference or "",
        "mark": brief.mark or "",
        "to": brief.address or brief.to or "",
        "from": brief.from_ or "",
        **{kind: next((r.text for r in brief.remarks if r.kind == kind), "") for kind in REMARKS},
    }


def _row(row: Row, name: str, edit: Edit | None, review: Review, printed: str) -> str:
    told = fields(row, review.brief)
    if edit is not None:
        told |= {key: value for key, (value, _) in edit.changes.items()}
    lines = [_entry("id", name), _entry("keep", edit.keep if edit else "auto")]
    if name in review.new:
        lines.append(_entry("state", "new"))
    lines += [_entry(key, value) for key, value in told.items()]
    if printed:
        lines.append(_entry("printed", printed))
    why = "; ".join(row.choice.why)
    if why:
        lines.append(_entry("why", why))
    if edit is not None and edit.note:
        lines.append(_entry("note", edit.note))
    return _item(lines)


def _own(edit: Edit, printed: str) -> str:
    told = {"id": edit.id, "keep": edit.keep, **{key: edit.changes[key].value for key in _order(edit)}}
    if printed:
        told["printed"] = printed
    if edit.note:
        told["note"] = edit.note
    return _item([_entry(key, value) for key, value in told.items()])


def _order(edit: Edit) -> list[str]:
    return [key for key in editable(edit.section) if key in edit.changes]


def _item(lines: list[str]) -> str:
    body = textwrap.indent("".join(lines), "    ")
    return "  - " + body[4:]


def _entry(key: str, value: str) -> str:
    if _PLAIN.fullmatch(value) or not value:
        return f"{key}: {value}".rstrip() + "\n"
    # What would turn the direction of a line in an editor is written as an escape.
    dumped: str = yaml.safe_dump({key: value}, allow_unicode=not sanitizers.acts(value), width=WIDTH, sort_keys=False)
    return dumped


def _packed(review: Review) -> str:
    """All that the file cannot show, in lines of text."""
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "brief": json.loads(record.dump(review.brief)),
        "documents": [record.plain(document) for document in review.documents],
        "new": sorted(review.new),
        **({"seen": sorted(review.seen)} if review.seen else {}),
        "actor": list(review.actor),
        "topic": list(review.topic),
        "order": {section: list(names) for section, names in review.order.items()},
    }
    # Level and form are fixed: the same review gives the same bytes.
    data = zlib.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return "".join(f"{line}\n" for line in textwrap.wrap(base64.b64encode(data).decode(), WIDTH - 2))
