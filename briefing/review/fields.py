"""What of a row stands in the file: the fields, their words, and which of them a person may change."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import sections, unprintable
from briefing.model.brief import Brief, EventRow, FigureRow, Line, PositionRow, Question, Statement
from briefing.model.sections import Row
from briefing.review.when import shown

#: The sections in the order of the file, with what a person should know of them.
SECTIONS: Mapping[str, str] = {section.name: section.about for section in sections.REVIEWED}
#: What stands there to be read.
READ_ONLY = ("said", "from", "printed", "why", "state")
CERTAINTIES = ("sure", "likely", "unsure")


def editable(section: str) -> tuple[str, ...]:
    """The fields of a section's rows that may be changed."""
    return sections.BY_NAME[section].editable


def fields(row: Row, brief: Brief) -> dict[str, str]:
    """A row's fields with their words; an empty one is left out but for those that may be filled in."""
    out: dict[str, str] = {}
    if isinstance(row, EventRow):
        out["date"] = shown(row.when)
        if row.when.said:
            out["said"] = row.when.said
        if row.status == "claimed" or row.claimed_by:
            out["according_to"] = row.claimed_by.name if row.claimed_by else ""
    if isinstance(row, PositionRow):
        out["actor"] = row.speaker.name
        out["title"] = row.speaker.title or ""
        out["affiliation"] = row.speaker.affiliation or ""
    out["text"] = plain(row.line.text)
    if not isinstance(row, Question | Statement | FigureRow):
        out["certainty"] = getattr(row, "certainty", "sure")
    out["from"] = ", ".join(dict.fromkeys(f"{e.source} ¶{e.paragraph}" for e in row.line.cited))
    out["evidence"] = evidence(row.line, brief)
    return out


def evidence(line: Line, brief: Brief) -> str:
    """The sentences of the first source that a line rests on, as they stand."""
    first = line.evidence[0]
    return " ".join(
        plain(p.text) for p in brief.passages if p.document == first.document and p.span.overlaps(first.span)
    )


def plain(words: str) -> str:
    """Words as the file has them: one space between them, for how a line is broken there means nothing."""
    return " ".join(unprintable.replaced(words).split())
