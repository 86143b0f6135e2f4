"""One module a format: a brief and its page in, the bytes of a file out."""

from __future__ import annotations

import importlib

from briefing.errors import UnknownFormatError
from briefing.model.brief import Brief
from briefing.model.page import Page

#: Format (and file ending) → the module that renders it.
RENDERERS = {
    "docx": "briefing.renderers.docx",
    "pdf": "briefing.renderers.pdf",
    "md": "briefing.renderers.markdown",
    "json": "briefing.renderers.json",
}


def render(brief: Brief, page: Page, form: str) -> bytes:
    """The finished file.

    Raises:
        UnknownFormatError: ``form`` is no key of :data:`RENDERERS`.
    """
    if form not in RENDERERS:
        raise UnknownFormatError(
            f"unknown output format {form!r}", where="--format", next_step=f"Choose from {', '.join(RENDERERS)}."
        )
    data: bytes = importlib.import_module(RENDERERS[form]).render(brief, page)
    return data
