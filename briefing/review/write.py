"""The file as a person sees it: YAML with a comment wherever one helps, and at its end what only the program reads."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import yaml

from briefing.model import identity, record, sanitizers, sections, unprintable
from briefing.model.brief import Brief
from briefing.model.by_hand import NOTE_TYPES, REMARKS
from briefing.model.sections import Row
from briefing.review import packed
from briefing.review.fields import editable, fields, plain
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
# remember     yes, at a person: the correction is put into your later review files, too
# type         of note, by which the page has blanks for you: {types}
# purpose, ask (what, and by when), recommendation, comment, clearance, current_at (the hour it was true), next_update
#              your own words at the head of the page, printed as yours
#
# A row that is taken out counts as keep: no. Rows are printed in the order you give them here. A row of your own needs
# no id, but evidence, with a date for an event and an actor for a position.
# What you change stays when the story is extracted again. Other lines (from, printed, why, state) are only to be read.
"""
_WHO = "Who speaks. A correction here holds in every row; in the rows the name stands as the articles have it."
#: Above the rows that are not printed.
NOT_PRINTED = """\
# Not printed, each row with the reason; keep: yes prints it. What else is known of them: briefing extract --full
"""
#: Words that need no quotation marks in YAML and would be no harder to read with none.
_PLAIN = re.compile(r"[A-Za-z0-9][\w./-]*")


def write(review: Review, printed: Mapping[str, str], *, name: str = "story.yaml") -> bytes:
    """The review file, whole.

    A full one has all that is known of every row, in the order of the brief; a short one first what is printed, and of
    the other rows only what a decision needs.

    Args:
        review: the brief with what a person has made of it.
        printed: row id → ``yes``, or why it is not printed.
        name: what the file will be called, for the line that says how to go on.
    """
    from briefing.review.when import ALLOWED

    return "".join(_parts(review, printed, name, ALLOWED)).encode()


def _parts(review: Review, printed: Mapping[str, str], name: str, dates: str) -> Iterator[str]:
    brief = review.brief
    yield _HEAD.format(name=sanitizers.one_line(name), dates=dates, types=", ".join(NOTE_TYPES))
    yield f"briefing: {SCHEMA}\n\n"
    for key, value in head(brief).items():
        yield _entry(key, value)
    yield "\n"
    for source in brief.sources:
        day = source.date.isoformat() if source.date else "no date"
        words = ", ".join(part for part in (source.title, source.publisher, day) if part)
        yield f"# {source.number}: {sanitizers.one_line(words)}\n"
    names = identity.names(brief)
    edits = {edit.id: edit for edit in review.edits}
    in_order = {s.name: written(sections.rows(brief, s), s.name, review, names) for s in sections.REVIEWED}
    away = {
        row.id
        for rows in in_order.values()
        for row in rows
        if not review.full and _goes_below(row, printed, edits.get(names[row.id]))
    }
    yield from _people(review, away)
    for section in sections.REVIEWED:
        rows = [row for row in in_order[section.name] if row.id not in away]
        added = [edit for edit in review.added if edit.section == section.name]
        if not rows and not added and (section.optional or not review.full):
            continue
        yield f"\n# {section.about}\n{section.name}:{'' if rows or added else ' []'}\n"
        for n, row in enumerate(rows):
            yield "\n" if n else ""
            yield _row(row, names[row.id], edits.get(names[row.id]), review, printed.get(row.id, ""))
        for n, edit in enumerate(added):
            yield "\n" if n or rows else ""
            yield _own(edit, printed.get(row_id(edit.id), ""))
    if away:
        yield f"\n{NOT_PRINTED}not_printed:\n"
        for section_name, all_rows in in_order.items():
            below = [row for row in all_rows if row.id in away]
            yield f"  {section_name}:\n" if below else ""
            for row in below:
                words = _brief_row(row, names[row.id], edits.get(names[row.id]), review, printed[row.id])
                yield textwrap.indent(words, "  ")
    if review.vanished:
        yield "\n# No longer found in the articles; kept here with what you had changed, and not printed.\nvanished:\n"
        for gone in review.vanished:
            values = {"id": gone.id, "section": gone.section, **gone.fields}
            yield _item([_entry(key, value) for key, value in values.items()])
    yield packed.block(_record(review))


def _goes_below(row: Row, printed: Mapping[str, str], edit: Edit | None) -> bool:
    """Whether a row is neither printed nor wanted, and nobody has changed it."""
    return printed.get(row.id, "yes") != "yes" and (edit is None or (edit.keep != "yes" and not edit.changes))


def _people(review: Review, away: Collection[str]) -> Iterator[str]:
    """Everybody who speaks in a row that is not away, and everybody who was corrected, with what was."""
    edits = {edit.id: edit for edit in review.people}
    speaking = {person.id for person in people(review.brief, without=away)}
    wanted = speaking | edits.keys() | review.remember.keys()
    rows = [person for person in people(review.brief) if person.id in wanted]
    yield f"\n# {_WHO}\npeople:{'' if rows else ' []'}\n"
    for person in rows:
        values = person.fields
        if person.id in edits:
            values |= edits[person.id].words
            values["found"] = person.name
        if person.id in review.remember:
            values["remember"] = "yes" if review.remember[person.id] else "no"
        yield _item([_entry("id", person.id), *(_entry(key, value) for key, value in values.items())])


def head(brief: Brief) -> dict[str, str]:
    """What stands at the head of the page; empty where there is nothing yet."""
    return {
        "title": plain(brief.title),
        "type": brief.note_type or "",
        "as_of": brief.as_of.isoformat(),
        "reference": brief.reference or "",
        "mark": brief.mark or "",
        "to": brief.address or brief.to or "",
        "from": brief.from_ or "",
        **{kind: next((r.text for r in brief.remarks if r.kind == kind), "") for kind in REMARKS},
    }


def _brief_row(row: Row, name: str, edit: Edit | None, review: Review, printed: str) -> str:
    """Of a row that is not printed what a decision needs."""
    values = fields(row, review.brief)
    lines = [_entry("id", name), _entry("keep", edit.keep if edit else "auto")]
    lines += [_entry("state", "new")] if name in review.new else []
    lines += [_entry(key, values[key]) for key in ("date", "actor", "text") if key in values]
    lines.append(_entry("printed", printed))
    lines += [_entry("note", edit.note)] if edit and edit.note else []
    return _item(lines)


def _row(row: Row, name: str, edit: Edit | None, review: Review, printed: str) -> str:
    values = fields(row, review.brief)
    if not review.full and values["evidence"] == values["text"]:
        del values["evidence"]
    if edit is not None:
        values |= edit.words
    lines = [_entry("id", name), _entry("keep", edit.keep if edit else "auto")]
    if name in review.new:
        lines.append(_entry("state", "new"))
    lines += [_entry(key, value) for key, value in values.items()]
    if printed:
        lines.append(_entry("printed", printed))
    why = "; ".join(row.choice.why)
    if why and review.full:
        lines.append(_entry("why", why))
    if edit is not None and edit.note:
        lines.append(_entry("note", edit.note))
    return _item(lines)


def _own(edit: Edit, printed: str) -> str:
    values = {"id": edit.id, "keep": edit.keep, **{key: edit.changes[key].value for key in _order(edit)}}
    if printed:
        values["printed"] = printed
    if edit.note:
        values["note"] = edit.note
    return _item([_entry(key, value) for key, value in values.items()])


def _order(edit: Edit) -> list[str]:
    return [key for key in editable(edit.section) if key in edit.changes]


def _item(lines: list[str]) -> str:
    body = textwrap.indent("".join(lines), "    ")
    return "  - " + body[4:]


def _entry(key: str, value: str) -> str:
    value = unprintable.replaced(value)  # what an article holds all the same would be refused when the file is read
    if _PLAIN.fullmatch(value) or not value:
        return f"{key}: {value}".rstrip() + "\n"
    # What would turn the direction of a line in an editor is written as an escape.
    dumped: str = yaml.safe_dump({key: value}, allow_unicode=not sanitizers.acts(value), width=WIDTH, sort_keys=False)
    return dumped


def _record(review: Review) -> dict[str, Any]:
    """All that the file cannot show."""
    return {
        "schema": SCHEMA,
        "brief": json.loads(record.dump(review.brief)),
        "documents": [record.plain(document) for document in review.documents],
        "new": sorted(review.new),
        **({"seen": sorted(review.seen)} if review.seen else {}),
        **({} if review.full else {"short": True}),
        "actor": list(review.actor),
        "topic": list(review.topic),
        "order": {section: list(names) for section, names in review.order.items()},
    }
