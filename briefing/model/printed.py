"""What of a brief is printed, row by row, and why the rest is not."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import sections
from briefing.model.brief import Brief
from briefing.model.page import Page


def printed(brief: Brief, page: Page) -> Mapping[str, str]:
    """Row id → ``yes``, or why it is not printed.

    Args:
        brief: as it was laid out.
        page: made of it.
    """
    reasons = {item.id: item.reason for item in (*brief.left_out, *page.left_out)}
    on_page = {line.id for line in page.lines}
    rows = list(sections.every_row(brief, sections.REVIEWED))
    held = {row.id for section, row in rows if section.held_for is not None}
    missing = {
        id_: "held back" if id_ in held else reasons.get(id_, "too little by itself, or told elsewhere")
        for id_ in (*(row.id for _, row in rows), *reasons)
    }
    return {id_: "yes" if id_ in on_page else f"no ({reason})" for id_, reason in missing.items()}
