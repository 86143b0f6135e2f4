"""What programs that ask may see: articles under named folders, read, made into a brief, and asked for evidence.

The methods are the tools that ``briefing mcp`` offers: their names, arguments and docstrings are what an assistant
reads. Every answer is plain data for JSON. Nothing is written, and nothing outside of the folders is read.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli import drafts, inputs, options, read, sources
from briefing.errors import InputError, UsageError
from briefing.model import sections

if TYPE_CHECKING:
    from briefing.model.brief import Brief
    from briefing.model.page import Page
    from briefing.model.text import Document

#: Briefs that are kept, so that evidence of their lines need not make them anew.
_KEPT = 8
_LISTED = "list_articles lists the articles; give a path within the folder, not an address."
_SECTIONS = ("bottom_line", "key_points", "chronology", "scheduled", "positions", "figures", "questions")


class Shelf:
    """The articles under some folders.

    Args:
        folders: what may be read; everything below them.
        engine: as ``pipeline.annotate`` takes it.

    Raises:
        UsageError: one of them is no folder.
    """

    def __init__(self, folders: Sequence[Path], *, engine: str = "auto", longest: int, day_first: bool = False) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise UsageError("is not a folder", where=str(folder), next_step="Name folders that hold articles.")
        self._folders = [folder.resolve() for folder in folders]
        self._engine, self._longest, self._day_first = engine, longest, day_first
        self._briefs: dict[tuple[object, ...], tuple[Brief, Page]] = {}
        # One model serves all who ask; they ask from several threads.
        self._alone = threading.Lock()

    def list_articles(self) -> dict[str, Any]:
        """List the files that can be named as articles."""
        paths: dict[str, None] = {}
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder)
                if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                    paths[inside.as_posix()] = None
        return {"articles": list(paths)}

    def read_article(self, article: str) -> dict[str, Any]:
        """Read a file: title, date, outlet and numbered paragraphs of the article in it, or of each one it holds."""
        with self._alone:
            documents = self._documents([article])
        return {"articles": [self._article(document) for document in documents]}

    def brief(self, articles: list[str], as_of: str | None = None) -> dict[str, Any]:
        """Make a sourced brief of one or several articles about one story.

        Gives what matters most, dated events, what comes next, who says what, figures and open questions: each line
        with its id, its source ([1 ¶4] is the fourth paragraph of source 1), its date, its speaker, how certain these
        are, and whether the one-page brief prints it. `as_of` is the day of the brief, YYYY-MM-DD; today by default.
        """
        with self._alone:
            brief, page = self._brief(articles, as_of)
        return {
            "title": brief.title,
            "as_of": brief.as_of.isoformat(),
            "sources": [_source(brief, source.number) for source in brief.sources],
            "lines": [_line(section, row, page) for section in _SECTIONS for row in getattr(brief, section)],
            "notes": [note.text for note in brief.notes],
        }

    def evidence(self, articles: list[str], line: str, as_of: str | None = None) -> dict[str, Any]:
        """Show the sentences that a line of the brief comes from, with their paragraphs and sources.

        `articles` and `as_of` are those the brief was made with, `line` is the line's id.
        """
        with self._alone:
            brief, page = self._brief(articles, as_of)
        for section in _SECTIONS:
            for row in getattr(brief, section):
                if row.id == line:
                    return {**_line(section, row, page), "evidence": [_evidence(brief, e) for e in row.line.evidence]}
        raise InputError(f"the brief has no line {line!r}", next_step="Take the id of a line from the brief.")

    def verify_text(self, text: str, articles: list[str], written: str | None = None) -> dict[str, Any]:
        """Check a text of anybody against articles.

        Each quotation is found, altered or absent; each attribution is right, another (somebody else) or nobody; each
        date and number is borne_out, contradicted or not_told; open is what could not be judged. `written` is the day
        the text was written, YYYY-MM-DD: "yesterday" counts from it.
        """
        from briefing import pipeline

        day = _day(written, "written")
        with self._alone:
            documents = self._documents(articles)
            draft = pipeline.read_draft(
                text.encode("utf-8", "replace"),
                name="text.txt",
                date=day,
                longest=self._longest,
                day_first=self._day_first,
            )
            checked = pipeline.check_draft(draft, documents, engine=self._engine)
        return drafts.form("text", draft, checked)

    def _brief(self, articles: Sequence[str], as_of: str | None) -> tuple[Brief, Page]:
        from briefing import pipeline
        from briefing.compose.brief import BriefOptions
        from briefing.layout.template import load

        day = _day(as_of, "as_of") or options.today()
        documents = self._documents(articles)
        key = (day, *((document.id, document.digest) for document in documents))
        if key not in self._briefs:
            findings = list(pipeline.annotate_many(documents, engine=self._engine))
            brief = pipeline.compose(findings, BriefOptions(as_of=day))
            self._briefs[key] = (brief, pipeline.lay_out(brief, load("policy-brief")))
            while len(self._briefs) > _KEPT:
                self._briefs.pop(next(iter(self._briefs)))
        return self._briefs[key]

    def _documents(self, articles: Sequence[str]) -> list[Document]:
        """The documents named; each has the name it was asked for as its id.

        Raises:
            InputError: a name leads out of the folders, or cannot be read.
        """
        if not articles:
            raise InputError("no article is named", next_step="Name at least one; list_articles lists them.")
        documents: list[Document] = []
        for name in articles:
            plain, _ = sources.chosen(name)
            path = self._path(plain)
            number = name[len(plain) :]
            for document in inputs.documents([f"{path}{number}"], longest=self._longest, day_first=self._day_first):
                place = f"{plain}#{document.number}" if document.number is not None else plain
                documents.append(replace(document, id=place))
        return list({document.id: document for document in documents}.values())

    def _path(self, name: str) -> Path:
        for folder in self._folders:
            try:
                path = (folder / name).resolve()
            except (OSError, ValueError, RuntimeError) as error:  # a NUL in it, links in a circle
                raise InputError("is not a path", where=repr(name), next_step=_LISTED) from error
            if path.is_relative_to(folder) and path.is_file():
                return path
        raise InputError(
            "is not a file in the folders that may be read",
            where=name,
            next_step=_LISTED,
        )

    def _article(self, document: Document) -> dict[str, Any]:
        form = read.form(document)
        form["paragraphs"] = [
            {"number": n, "text": " ".join(span.of(document.text).split())}
            for n, span in enumerate(document.paragraphs, start=1)
        ]
        del form["text"]
        return form


def _day(words: str | None, where: str) -> dt.date | None:
    if not words:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is not a valid date", where=where, next_step="Write it as 2026-03-12.") from error


def _line(section: str, row: sections.Row, page: Page) -> dict[str, Any]:
    """A row of the brief."""
    speaker = sections.speaker(row)
    when = getattr(row, "when", None)
    return {
        "id": row.id,
        "section": section,
        "text": row.line.text,
        "speaker": speaker.name if speaker else None,
        "title": speaker.title if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
        "date": when.value if when else None,
        "date_as_written": when.said if when else None,
        "certainty": getattr(row, "certainty", None),
        "printed": row.id in page.rows,
        "source": ", ".join(f"[{e.source} ¶{e.paragraph}]" for e in row.line.evidence),
    }


def _source(brief: Brief, number: int) -> dict[str, Any]:
    source = next(s for s in brief.sources if s.number == number)
    return {
        "number": source.number,
        "article": source.document,
        "title": source.title,
        "publisher": source.publisher,
        "authors": list(source.authors),
        "date": source.date.isoformat() if source.date else None,
        "address": source.url,
    }


def _evidence(brief: Brief, evidence: Any) -> dict[str, Any]:
    """One place a line rests on, with the paragraph around it."""
    here = [p for p in brief.passages if p.document == evidence.document]
    resting = [p for p in here if p.span.overlaps(evidence.span)]
    around = [p for p in here if any(p.paragraph == r.paragraph for r in resting)]
    return {
        "source": _source(brief, evidence.source),
        "paragraph": evidence.paragraph,
        "sentences": [" ".join(p.text.split()) for p in resting],
        "whole_paragraph": " ".join(" ".join(p.text.split()) for p in around),
    }
