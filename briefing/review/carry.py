"""A person's changes carried over to a brief made anew, from the same articles or from more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.model import identity, sections
from briefing.model.brief import Brief, Line
from briefing.review.fields import SECTIONS, editable, evidence, fields, plain
from briefing.review.values import Edit, Placed, Review, Vanished, own_names
from briefing.review.words import find


def carry(before: Review, now: Review) -> Review:
    """The new review with what a person said of the old one.

    A row is the same where its words are; failing that, where the old row's sentence is among the new one's evidence,
    as when a second article tells the same event. What is found for the first time is new; a row that is no longer
    found is kept among the vanished, and comes back with its changes when it is found again.

    Args:
        before: the file as the person left it.
        now: the brief made anew, with nothing said about it.
    """
    old_names, names = identity.names(before.brief), identity.names(now.brief)
    section_of = {names[row.id]: section for section in SECTIONS for row in getattr(now.brief, section)}
    same = _same(before.brief, now.brief, old_names, names)
    edits: list[Edit] = []
    vanished: list[Vanished] = []
    added = list(before.added)
    by_id = {edit.id: edit for edit in before.edits}
    passages = now.brief.passages
    for section in SECTIONS:
        for row in getattr(before.brief, section):
            name = old_names[row.id]
            edit = by_id.get(name)
            if name in same:
                if edit is not None:
                    edits.append(_moved(edit, same[name], section_of[same[name]], row.line, before.brief))
                continue
            left_out = edit is not None and edit.keep == "no"
            point = sections.BY_NAME[section].prefix == "point"
            if point and not left_out and find(evidence(row.line, before.brief), passages, None):
                # Another sentence scored higher now. Nothing has vanished; one that was edited stands by its own right.
                if edit is not None:
                    added.append(_by_itself(edit, section, row.line, before.brief, added))
                continue
            changes = edit.words if edit else {}
            aside = {"keep": edit.keep} | ({"note": edit.note} if edit.note else {}) if edit else {}
            vanished.append(Vanished(name, section, {**fields(row, before.brief), **changes, **aside}))
    for gone in before.vanished:
        if gone.id not in section_of:
            vanished.append(gone)
        else:
            edits.append(_back(gone, section_of[gone.id], now.brief, names))
    new = frozenset(section_of) - set(same.values()) - {gone.id for gone in before.vanished}
    order = {section: tuple(same.get(name, name) for name in names) for section, names in before.order.items()}
    return replace(
        now,
        edits=tuple(edits),
        added=tuple(added),
        vanished=tuple(vanished),
        new=new,
        seen=before.seen,
        people=before.people,
        remember=before.remember,
        order=order,
        full=before.full,
    )


def _by_itself(edit: Edit, section: str, line: Line, brief: Brief, added: Sequence[Edit]) -> Edit:
    """An edited row as one of the person's own."""
    taken = {other.id for other in added}
    words = {"evidence": Placed(evidence(line, brief)), "text": Placed(plain(line.text)), **edit.changes}
    return replace(edit, id=next(own_names(taken)), section=section, changes=words)


def _same(before: Brief, now: Brief, old_names: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """Name of an old row → name of the new one."""
    names_now: dict[str, str] = {}
    known = set(names.values())
    taken: set[str] = set()
    for name in old_names.values():
        if name in known:
            names_now[name] = name
            taken.add(name)
    here, there = _passages(now), _passages(before)
    # By its words, not its number: an article that was corrected may have sentences put in before it.
    places: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for section, row in sections.every_row(now, sections.REVIEWED):
        for words in _sentences(row.line, here):
            places[section.prefix, words].append(names[row.id])
    for section, row in sections.every_row(before, sections.REVIEWED):
        name = old_names[row.id]
        if name in names_now:
            continue
        first = replace(row.line, evidence=row.line.evidence[:1])
        others = [n for words in _sentences(first, there) for n in places[section.prefix, words]]
        if others := [n for n in others if n not in taken]:
            names_now[name] = others[0]
            taken.add(others[0])
    return names_now


def _sentences(line: Line, passages: Mapping[tuple[str, int], str]) -> list[str]:
    """The sentences that a line rests on, as they stand."""
    return [plain(passages[e.document, e.sentence]) for e in line.evidence if (e.document, e.sentence) in passages]


def _passages(brief: Brief) -> Mapping[tuple[str, int], str]:
    return {(p.document, p.sentence): p.text for p in brief.passages}


def _moved(edit: Edit, name: str, section: str, line: Line, brief: Brief) -> Edit:
    """The edit on its new row; words that were changed bring the sentence along in which they stand."""
    changes = {key: value for key, value in edit.changes.items() if key in editable(section)}
    if name != edit.id and "text" in changes and "evidence" not in changes:
        first = line.evidence[0]
        words = [p.text for p in brief.passages if p.document == first.document and p.span.overlaps(first.span)]
        changes["evidence"] = Placed(" ".join(" ".join(w.split()) for w in words))
    return replace(edit, id=name, section=section, changes=changes)


def _back(gone: Vanished, section: str, brief: Brief, names: dict[str, str]) -> Edit:
    """A row that is found again, with what had been changed of it."""
    row = next(r for r in getattr(brief, section) if names[r.id] == gone.id)
    base = fields(row, brief)
    changes = {
        key: Placed(gone.fields[key])
        for key in editable(section)
        if key in gone.fields and gone.fields[key] != base.get(key, "")
    }
    keep = gone.fields.get("keep", "auto")
    return Edit(gone.id, section, keep, gone.fields.get("note", ""), changes)  # type: ignore[arg-type] # written by us
