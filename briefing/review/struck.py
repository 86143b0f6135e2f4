"""What a person left out, as a later brief knows it again."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import identity, sections
from briefing.model.brief import Brief
from briefing.model.by_hand import Struck
from briefing.model.sections import Row


def of(section: str, row: Row, brief: Brief, names: Mapping[str, str]) -> Struck:
    """A row that is left out, as later briefs know it again."""
    sentences = {
        identity.sentence(sections.BY_NAME[section].prefix or "", p.text)
        for e in row.line.evidence
        for p in brief.passages
        if p.document == e.document and p.span.overlaps(e.span)
    }
    return Struck(names[row.id], tuple(sorted(sentences)))
