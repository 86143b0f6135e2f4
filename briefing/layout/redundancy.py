"""What a page would say twice: the line that says less yields while the one that says more stands.

The bottom line tells an event that was only reported on the day of the article; a row of the chronology shows the
values on which sources differ and the date that is open. An event whose day is told keeps its row, which gives the
day. What a group without a name says is no row of its own where the bottom line tells it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefing.layout.sections import Draft
from briefing.model.brief import Brief, Conflict, EventRow, FigureRow, Line, Question

#: A section and the index of an entry in it.
At = tuple[str, int]
#: A source, a paragraph of it and a sentence.
Place = tuple[int, int, int]


def twins(brief: Brief, drafts: Sequence[Draft]) -> Mapping[At, frozenset[At]]:
    """For each entry that another one tells as well, those that do.

    Args:
        brief: whose rows the entries print.
        drafts: the sections of the page.
    """
    at: dict[tuple[str, str], int] = {(d.spec.kind, entry.id): i for d in drafts for i, entry in enumerate(d.entries)}
    found: dict[At, set[At]] = defaultdict(set)
    for (kind, id_), (other_kind, other_id) in _pairs(brief):
        if (kind, id_) in at and (other_kind, other_id) in at:
            found[kind, at[kind, id_]].add((other_kind, at[other_kind, other_id]))
    return {entry: frozenset(others) for entry, others in found.items()}


def _pairs(brief: Brief) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The row that yields and the one that tells it too, each by its section and id."""
    asked, differing = _asked(brief), _differing(brief)
    for section, row in _events(brief):
        for s in brief.bottom_line:
            if section == "chronology" and row.only_reported and _places(s.line) & _places(row.line):
                yield (section, row.id), ("bottom_line", s.id)
        for q in (q for place in _places(row.line) for q in asked.get(place, ())):
            open_date = q.kind == "undated" and row.when.value is None
            differ = q.kind == "conflict" and row.conflict is not None
            if open_date or differ:
                yield ("questions", q.id), (section, row.id)
        for f in differing.get(row.conflict, ()):
            yield ("figures", f.id), (section, row.id)
    for p in brief.positions:
        for s in brief.bottom_line:
            named = p.speaker.kind == "group" and p.speaker.name.lower() in s.line.text.lower()
            if named and _places(s.line) & _places(p.line):
                yield ("positions", p.id), ("bottom_line", s.id)


def _asked(brief: Brief) -> Mapping[Place, Sequence[Question]]:
    """The questions by the sentences they rest on."""
    found: dict[Place, list[Question]] = defaultdict(list)
    for q in brief.questions:
        for place in _places(q.line):
            found[place].append(q)
    return found


def _differing(brief: Brief) -> Mapping[Conflict | None, Sequence[FigureRow]]:
    """The figures on which sources differ, by how they do."""
    found: dict[Conflict | None, list[FigureRow]] = defaultdict(list)
    for f in brief.figures:
        if f.conflict is not None:
            found[f.conflict].append(f)
    return found


def _events(brief: Brief) -> Iterator[tuple[str, EventRow]]:
    yield from (("chronology", row) for row in brief.chronology)
    yield from (("scheduled", row) for row in brief.scheduled)


def _places(line: Line) -> frozenset[Place]:
    return frozenset((e.source, e.paragraph, e.sentence) for e in line.evidence)
