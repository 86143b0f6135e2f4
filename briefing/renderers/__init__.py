"""One module a format: a brief and its page in, the bytes of a file out; what is data can do without the page."""

from __future__ import annotations

import importlib

from briefing.errors import FitError, UnknownFormatError
from briefing.model.brief import Brief
from briefing.model.page import Page

#: Format (and file ending) → the module that renders it, and the function where it is not ``render``.
RENDERERS = {
    "docx": "briefing.renderers.docx",
    "pdf": "briefing.renderers.pdf",
    "html": "briefing.renderers.evidence",
    "md": "briefing.renderers.markdown",
    "json": "briefing.renderers.json",
    "events.csv": "briefing.renderers.sheets:events",
    "positions.csv": "briefing.renderers.sheets:positions",
    "xlsx": "briefing.renderers.workbook",
    "timeline.json": "briefing.renderers.timelinejs",
    "ics": "briefing.renderers.ics",
    "eml": "briefing.renderers.mail",
    "note.md": "briefing.renderers.markdown:note",
    "csl.json": "briefing.renderers.references:csl",
    "ris": "briefing.renderers.references:ris",
    "bib": "briefing.renderers.references:bibtex",
}
#: Formats that hold the whole brief, and can be made where no page can.
DATA = frozenset({"json", "events.csv", "positions.csv", "xlsx", "timeline.json", "ics"})
#: Other names for formats.
SHORT = {
    "csv": ("events.csv", "positions.csv"),
    "timeline": ("timeline.json",),
    "note": ("note.md",),
    "csl": ("csl.json",),
    "bibtex": ("bib",),
}


def render(brief: Brief, page: Page | None, form: str) -> bytes:
    """The finished file.

    Args:
        brief: every candidate.
        page: what of it is printed; a format of :data:`DATA` needs none, and then tells nothing as printed.
        form: a key of :data:`RENDERERS`.

    Raises:
        FitError: there is no page for a format that draws one.
        UnknownFormatError: ``form`` is no key of :data:`RENDERERS`.
    """
    if form not in RENDERERS:
        raise UnknownFormatError(
            f"unknown output format {form!r}", where="--format", next_step=f"Choose from {', '.join(RENDERERS)}."
        )
    if page is None and form not in DATA:
        raise FitError(
            f"there is no page for {form!r}", where="--format", next_step=f"Choose from {', '.join(sorted(DATA))}."
        )
    module, _, function = RENDERERS[form].partition(":")
    data: bytes = getattr(importlib.import_module(module), function or "render")(brief, page)
    return data
