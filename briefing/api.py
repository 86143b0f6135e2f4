"""The library's public functions: the pipeline with the defaults a caller expects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.errors import FitError
from briefing.layout.template import load
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.model.page import NotesAt
from briefing.renderers import DATA

annotate = pipeline.annotate
annotate_many = pipeline.annotate_many
from_text = pipeline.from_text
read = pipeline.read
read_all = pipeline.read_all


def brief(
    findings: Findings | Sequence[Findings],
    *,
    as_of: dt.date,
    title: str | None = None,
    actor: Sequence[str] = (),
    topic: Sequence[str] = (),
) -> Brief:
    """One brief out of the findings of one article or many.

    Args:
        findings: as :func:`annotate` gives them.
        as_of: the day printed on the page; the library reads no clock.
        title: the page's title; by default the first article's own.
        actor: names whose lines should come first.
        topic: words whose lines should come first.
    """
    many = [findings] if isinstance(findings, Findings) else list(findings)
    return pipeline.compose(many, BriefOptions(as_of=as_of, title=title, actor=tuple(actor), topic=tuple(topic)))


def render(
    brief: Brief,
    form: str = "pdf",
    *,
    template: str | Path = "policy-brief",
    paper: str = "a4",
    large_print: int = 0,
    notes: NotesAt = "inline",
) -> bytes:
    """The finished page.

    Args:
        brief: as :func:`brief` gives it.
        form: a key of ``renderers.RENDERERS``: ``docx``, ``pdf``, ``md``, ``json`` …
        template: the name of a template, or the path of one.
        paper: ``a4`` or ``letter``.
        large_print: 12 for a body of 12 pt, which may take two pages; 14 or 18, which take as many as they need.
        notes: ``foot`` or ``end`` for the sources as notes.

    Raises:
        FitError: the content cannot be brought onto the page; a format that only holds data is then made without it.
        TemplateError: the template does not say what it should.
        UnknownFormatError: there is no such format.
    """
    look = load(template)
    try:
        page = pipeline.lay_out(brief, look, paper=paper, large_print=large_print, notes_at=notes)
    except FitError:
        if form not in DATA:
            raise
        return pipeline.render(brief, None, form)
    return pipeline.render(brief, page, form)
