"""A brief, a page or a draft held against its articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.extract import figures
from briefing.model.findings import Findings
from briefing.model.text import Document
from briefing.pipeline.briefs import compose, lay_out, render
from briefing.pipeline.findings import annotate_many, times
from briefing.text import dateline

if TYPE_CHECKING:
    from briefing import verify as check_
    from briefing.model.brief import Brief
    from briefing.model.claims import Checked, Reading
    from briefing.model.record import Printed
    from briefing.verify import Report


def verify(
    brief: Brief,
    printed: Printed | None = None,
    *,
    delivered: bytes | None = None,
    articles: Sequence[Document] = (),
    folders: Sequence[Path] = (),
    page: bool = False,
    template: str | None = None,
) -> Report:
    """What of a brief does not stand: its lines, its dates, its page, and where articles are given, its sources.

    The page is made again from the record and compared with the one that is there; where articles are given, the brief
    is made again from them and compared, too.

    Args:
        brief: out of a delivered file, a review file or a record.
        printed: what stood on the page when it was made.
        delivered: the PDF or DOCX as it is now.
        articles: the sources; their dates are read anew, each from the day its source has in the brief.
        folders: where the user keeps templates.
        page: whether the record is that of a page, and must tell what was printed.
        template: the name or the path of the template it was made with; by default that of the record.

    Raises:
        InputError: the delivered file is damaged.
    """
    from briefing import verify as check

    look = template or (printed.template if printed is not None else "")
    again, doubts = (None, ()) if printed is None else _page_again(brief, printed, delivered, folders, look)
    given = [check.Article(d) for d in articles]
    matched = check.matched(brief, given)
    sources = {article: s for s in brief.sources if (article := matched.get(s.document))}
    dated = [
        replace(a.document, date=s.date, day_first=s.day_first) if (s := sources.get(a)) else a.document for a in given
    ]
    read = [check.Article(d, times(d)) for d in dated]
    anew = None
    if matched:
        anew, more = _brief_again(brief, printed, {id_: a.document for id_, a in matched.items()})
        doubts = (*doubts, *more)
    return check.verify(
        brief, printed, delivered=delivered, articles=read, again=again, anew=anew, doubts=doubts, page=page
    )


def check_draft(draft: Document, articles: Sequence[Document], *, engine: str = "auto") -> Checked:
    """What in a text the articles bear out, what stands against them, and what they do not tell.

    Args:
        draft: as :func:`read_draft` gives it, or any document.
        articles: what it is held against.
        engine: as :func:`annotate` takes it.

    Raises:
        EngineError: the model named cannot be loaded.
    """
    from briefing.verify import draft as station

    first, *others = (_reading(findings) for findings in annotate_many([draft, *articles], engine=engine))
    return station.check(first, others)


def _reading(findings: Findings) -> Reading:
    from briefing.model.claims import Number, Reading

    numbers = figures.numbers(findings.document, findings.sentences, findings.timexes)
    return Reading(findings, tuple(Number(*number) for number in numbers))


def _page_again(
    brief: Brief, printed: Printed, delivered: bytes | None, folders: Sequence[Path], named: str
) -> tuple[check_.Again | None, tuple[str, ...]]:
    """The page laid out again from its record, or why it cannot be."""
    from briefing import __version__
    from briefing import verify as check
    from briefing.errors import FitError, TemplateError, UsageError
    from briefing.layout import template
    from briefing.model import record

    if printed.made_by != __version__:
        made = f"version {printed.made_by}" if printed.made_by else "an earlier version"
        return None, (
            f"the page was made by {made} and cannot be made again by {__version__}: its look is not checked",
        )
    try:
        look = template.load(named, folders)
        page = lay_out(
            brief,
            look,
            paper=printed.paper,
            large_print=printed.type_pt or printed.large_print,
            notes_at=printed.notes_at,
        )
    except (TemplateError, FitError, UsageError) as error:
        hint = "; name the file it was made with (--template)" if isinstance(error, TemplateError) else ""
        return None, (f"the page cannot be made again ({error.what}): its look is not checked{hint}",)
    form = None if delivered is None else "pdf" if delivered.startswith(b"%PDF-") else "docx"
    again = record.printed(page)
    return check.Again(again, render(brief, page, form) if form else None), ()


def _brief_again(
    brief: Brief, printed: Printed | None, articles: Mapping[str, Document]
) -> tuple[check_.Anew | None, tuple[str, ...]]:
    """The brief made again from the articles at hand, or why it cannot be."""
    from briefing import __version__
    from briefing import verify as check
    from briefing.compose.brief import BriefOptions

    sources = [s for s in brief.sources if s.document in articles]
    documents = []
    for source in sources:
        document = replace(articles[source.document], id=source.document)
        if source.day_first != document.day_first:  # its own date may stand in numbers, too
            document = dateline.date(replace(document, day_first=source.day_first))
        # A day that a person gave is that person's word; any other is read again.
        documents.append(
            replace(document, date=source.date, date_from="given") if source.date_from == "given" else document
        )
    engine = "rules" if brief.engine == "rules" else "auto"
    findings = list(annotate_many(documents, engine=engine))
    made = compose(findings, BriefOptions(as_of=brief.as_of, topic=brief.asked))
    titled = None
    if brief.title_from == "given" and made.title_from == "lead":
        # Under a title that was given the news may be told otherwise than where a line of it is the title.
        titled = compose(findings, BriefOptions(as_of=brief.as_of, title=brief.title, topic=brief.asked))
    missing = len(brief.sources) - len(sources)
    unlike = [s.number for s in sources if s.digest is None or s.digest != articles[s.document].digest]
    doubts = []
    if missing:
        doubts.append(f"{missing} of {len(brief.sources)} sources were not given")
    doubts += [f"source {n} is not the file the page was made of: only its words and dates are checked" for n in unlike]
    if made.engine != brief.engine or (printed is not None and printed.made_by != __version__):
        doubts.append(f"made with {brief.engine}, read again with {made.engine}: who speaks is not checked")
        unlike = [s.number for s in sources]
    same = frozenset(s.document for s in sources if s.number not in unlike)
    return check.Anew(made, same, whole=not missing and len(same) == len(sources), titled=titled), tuple(doubts)
