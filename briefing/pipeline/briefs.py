"""From findings to a brief, to a page, to a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing import timex
from briefing.model.findings import Findings
from briefing.model.text import Document
from briefing.pipeline.findings import dates_in
from briefing.text import sentences

if TYPE_CHECKING:
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import Template
    from briefing.model.brief import Brief
    from briefing.model.page import NotesAt, Page
    from briefing.model.timeline import Day
    from briefing.review import Review


def compose(findings: Sequence[Findings], options: BriefOptions) -> Brief:
    """One brief out of the findings of one article or many.

    Raises:
        UsageError: an option holds a character that no page can hold.
    """
    from briefing.compose import brief
    from briefing.model import unprintable

    for name in ("title", "reference", "mark", "to", "from_"):
        unprintable.check(getattr(options, name), name.rstrip("_"))
    return brief.compose(findings, options)


def compare(brief: Brief, before: Brief) -> Brief:
    """The brief with what is new since an earlier one."""
    from briefing.compose import since

    return since.since(brief, before)


def reviewed(review: Review, *, name: str = "the review file") -> Brief:
    """The brief as a person wants it printed.

    Raises:
        ReviewError: a change is not borne out by the sources, or says what cannot be.
    """
    from briefing import review as station
    from briefing.compose import brief

    return station.ordered(brief.arranged(station.apply(review, name=name)), review)


def chronology(documents: Iterable[Document]) -> tuple[Day, ...]:
    """The days of a story told by many articles, best first; nothing is parsed, only dates are read."""
    from briefing.compose import timeline

    read = []
    for document in documents:
        parts = sentences.split(document)
        written, _ = timex.as_written(document, parts)
        read.append((written, parts, dates_in(written, parts)))
    return timeline.days(read)


def lay_out(
    brief: Brief,
    template: Template,
    *,
    paper: str = "a4",
    large_print: int = 0,
    notes_at: NotesAt = "inline",
) -> Page:
    """The brief on one page.

    Raises:
        FitError: the content cannot be brought onto the page.
        UsageError: what is wanted of the page does not go together.
    """
    from briefing import layout

    return layout.fit(brief, template, paper, large_print, notes_at)


def render(brief: Brief, page: Page | None, form: str) -> bytes:
    """The finished file in one of ``renderers.RENDERERS``; those of ``renderers.DATA`` need no page.

    Raises:
        FitError: there is no page for a format that draws one.
        UnknownFormatError: there is no such format.
    """
    from briefing import renderers

    return renderers.render(brief, page, form)
