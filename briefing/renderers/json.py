"""The whole brief as JSON: every candidate, its evidence, why it was chosen, and what is printed."""

from __future__ import annotations

from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.page import Page


def render(brief: Brief, page: Page | None) -> bytes:
    """UTF-8 JSON with every sentence of the sources; :mod:`briefing.model.record` reads it back."""
    return record.dump(brief, page)
