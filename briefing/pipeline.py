"""The stations in order. Nothing else knows more than one of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, tee
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import quotations, rules, timex
from briefing.errors import InputError
from briefing.extract import actors, attribution, events, figures, source_resolution
from briefing.model.findings import Findings
from briefing.model.text import Document, Note, Parse, Sentence, Span
from briefing.model.time import Timex
from briefing.text import boilerplate, captions, dateline, language, paragraphs, parse, sentences

if TYPE_CHECKING:
    from briefing import verify as check_
    from briefing.compose.brief import BriefOptions
    from briefing.layout.template import Template
    from briefing.model.brief import Brief
    from briefing.model.claims import Checked, Reading
    from briefing.model.page import NotesAt, Page
    from briefing.model.record import Printed
    from briefing.model.timeline import Day
    from briefing.readers.collection import Collection
    from briefing.review import Review
    from briefing.verify import Report

#: The longest article that is read unless more is asked for, in characters: about 170,000 words, a thick book.
LONGEST = 1_000_000

#: Kinds of which what is set aside is the page around the text.
_WEB = frozenset({"html", "webarchive", "mail"})
_HALF = re.compile("[\ud800-\udfff]")


def read(
    data: bytes,
    *,
    name: str,
    kind: str | None = None,
    date: dt.date | None = None,
    longest: int = LONGEST,
    day_first: bool = False,
) -> Document:
    """The one article in some bytes: read, cleared of what is not story, dated.

    Args:
        data: the file as it is.
        name: its name or address; the ending hints at the kind, the stem becomes the id.
        kind: a key of ``readers.READERS``, where the user knows better than the bytes.
        date: the document's own date, where the user knows it.
        longest: the longest text that is read, in characters.
        day_first: whether 5/6/2007 is the fifth of June where the text does not tell; else only its year is read.

    Raises:
        InputError: the bytes are empty, binary or damaged, hold a longer text or several articles.
        UnknownFormatError: nobody here reads this kind.
    """
    collection = read_all(data, name=name, kind=kind, date=date, longest=longest, day_first=day_first)
    if len(collection) != 1:
        raise InputError(
            f"the file holds {len(collection)} articles",
            where=name,
            next_step="Read them all (read_all), or choose some with --only, such as --only 3,5-9.",
        )
    return collection[0]


def read_all(
    data: bytes,
    *,
    name: str,
    kind: str | None = None,
    date: dt.date | None = None,
    longest: int = LONGEST,
    only: Container[int] | None = None,
    column: str | None = None,
    day_first: bool = False,
) -> tuple[Document, ...]:
    """Every article in some bytes, such as an archive's export; a file that is one article gives one.

    Args:
        data: the file as it is.
        name: its name or address; ids are made from it: ``export.docx#3`` is the third of several.
        kind: a key of ``readers.READERS``, where the user knows better than the bytes.
        date: the day the user knows. Of several articles only those that bear no day of their own are given it.
        longest: the longest text that is read, in characters.
        only: the numbers of the articles wanted, from 1; ``None`` for all.
        column: of a table, the column that holds the texts, where its name does not say so.
        day_first: as :func:`read` takes it.

    Raises:
        InputError: the bytes are empty, binary or damaged, or no article in them can be read.
        UnknownFormatError: nobody here reads this kind.
    """
    from briefing import readers
    from briefing.readers.collection import Unread, notes_on

    collection = _marked(readers.read_all(data, name=name, kind=kind, column=column), data)
    if len(collection.documents) == 1 and not collection.unread:
        alone = prepare(collection.documents[0], date=date, longest=longest, day_first=day_first)
        _check_story(alone, name)
        return (replace(alone, notes=(*alone.notes, *notes_on(collection, [alone]))),)
    documents: list[Document] = []
    unread = list(collection.unread)
    for document in collection.documents:
        try:
            day = None if document.date else date
            documents.append(prepare(document, date=day, longest=longest, day_first=day_first))
        except InputError as error:
            unread.append(Unread(document.number or 0, error.what))
    # Counted before some are chosen: what of the file was not read is worth knowing whichever are wanted.
    notes = notes_on(replace(collection, unread=tuple(unread)), documents)
    if only is not None:
        documents = [document for document in documents if document.number in only]
    if not documents:
        raise InputError(
            f"none of the articles wanted can be read; the file holds {collection.total}",
            where=name,
            next_step="See what is in it with: briefing read FILE",
        )
    documents[0] = replace(documents[0], notes=(*documents[0].notes, *notes))
    return tuple(documents)


def _check_story(document: Document, name: str) -> None:
    """Let a document pass of which a story is left when the lines around it are set aside.

    Raises:
        InputError: nothing is left, or of a page no sentence.
    """
    from briefing.readers.body import is_told

    left = [span.of(document.text) for span in document.paragraphs]
    if any(map(is_told, left)) or (left and document.kind not in _WEB):
        return
    aside = next((" ".join(d.span.of(document.text).split()) for d in document.dropped), "")
    said = f"; what stands in it, such as “{aside[:80]}”, was set aside" if aside else ""
    raise InputError(
        f"no sentence of a story was found in it{said}",
        where=name,
        next_step="Open it, copy the article's text into a .txt file and give that file.",
    )


def _marked(collection: Collection, data: bytes) -> Collection:
    """What was read, each article with the digest of the bytes it was read from, and of several with its number."""
    digest = hashlib.sha256(data).hexdigest()
    several = len(collection.documents) > 1
    marked = (replace(d, digest=f"{digest}#{d.number}" if several else digest) for d in collection.documents)
    return replace(collection, documents=tuple(marked))


def from_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the field's own name in the input form
    date: dt.date | None = None,
    title: str | None = None,
    longest: int = LONGEST,
    day_first: bool = False,
) -> Document:
    """One article out of a string; every offset counts into exactly this string.

    Raises:
        InputError: the text is longer than ``longest`` characters, or holds a lone surrogate.
    """
    document = Document(id=id, text=text, paragraphs=paragraphs.paragraphs(text), title=title, kind="text")
    return prepare(document, date=date, longest=longest, day_first=day_first)


def prepare(
    document: Document, *, date: dt.date | None = None, longest: int = LONGEST, day_first: bool = False
) -> Document:
    """The document with what is not story set aside and its date found or given.

    Raises:
        InputError: the text is longer than ``longest`` characters, or holds a lone surrogate, which no file can be
            written with.
    """
    _check_text(document, longest)
    if day_first:
        document = replace(document, day_first=True)
    return language.tell(dateline.date(boilerplate.drop(document), date))


def _check_text(document: Document, longest: int) -> None:
    if len(document.text) > longest:
        raise InputError(
            f"the text has {len(document.text):,} characters; an article has no more than {longest:,}",
            where=document.id,
            next_step=f"Give the article alone, or allow that much with --longest {len(document.text)}.",
        )
    for words in (document.id, document.title or "", document.text):
        if not words.isascii() and (half := _HALF.search(words)):
            raise InputError(
                f"invalid Unicode at character {half.start()}: lone surrogate U+{ord(half[0]):04X}",
                where=_HALF.sub("?", document.id),
                next_step="Decode the text anew, or replace such characters before it is given.",
            )


def annotate(document: Document, *, engine: str = "auto") -> Findings:
    """Everything found in one document.

    Args:
        document: as :func:`read` or :func:`from_text` give it.
        engine: ``auto``, ``rules`` or the package name of a spaCy model.

    Raises:
        EngineError: the model named cannot be loaded.
    """
    return next(annotate_many([document], engine=engine))


def annotate_many(documents: Iterable[Document], *, engine: str = "auto") -> Iterator[Findings]:
    """As :func:`annotate`, in order, for a stream of any length."""
    split = ((document, sentences.split(document)) for document in documents)
    ahead, behind = tee(split)
    for (document, parts), parsed in zip(behind, parse.parse_many(ahead, engine), strict=True):
        yield _find(document, parts, parsed, engine)


def _find(document: Document, parts: tuple[Sentence, ...], parsed: Parse, engine: str) -> Findings:
    document, parts, parsed = captions.set_aside(document, parts, parsed)
    document, dated = timex.as_written(document, parts)
    times, quoted = _dates(document, parts), quotations.find(document)
    notes = (*document.notes, *_corrections(document), *((dated,) if dated else ()))
    if not rules.whole(document.language):
        return Findings(document, parts, parsed, times, quoted, (), (), (), (), notes)
    people = actors.find(document, parts, parsed)
    said = attribution.find(document, parts, parsed, quoted, engine)
    people, said = source_resolution.resolve(document, parts, parsed, people, said, quoted)
    happened = events.find(document, parts, parsed, times, people, said)
    numbers = figures.find(document, parts, parsed, times, said)
    if parsed.reduced:
        notes = (
            *notes,
            Note("reduced", "No language model was used: speakers and events are found by rules alone.", document.id),
        )
    return Findings(document, parts, parsed, times, quoted, people, said, happened, numbers, notes)


def _corrections(document: Document) -> Iterator[Note]:
    """What the article itself says was wrong in it: no part of the story, and its reader should know."""
    for dropped in document.dropped:
        if dropped.category == "correction":
            yield Note("corrected", f"The article carries a correction: {dropped.span.of(document.text)}", document.id)


def _dates(document: Document, parts: tuple[Sentence, ...]) -> tuple[Timex, ...]:
    """The time expressions, where the document's language has rules for them; in a post they count from its day."""
    find = timex.find if document.language in rules.languages("timex") else _numeric
    timexes: list[Timex] = []
    for day, stretch in _by_day(document, parts):
        here = find(document if day == document.date else replace(document, date=day), stretch)
        # What a time hangs on is told by its number among all.
        first = len(timexes)
        timexes += [t if t.anchor is None else replace(t, anchor=t.anchor + first) for t in here] if first else here
    return tuple(timexes)


def _by_day(document: Document, parts: tuple[Sentence, ...]) -> Iterator[tuple[dt.date | None, tuple[Sentence, ...]]]:
    """The sentences, parted where the day changes that "today" means."""
    if not document.posts:
        yield document.date, parts
        return
    for post, stretch in groupby(parts, key=lambda sentence: document.post_at(sentence.span)):
        yield post.date if post else document.date, tuple(stretch)


def _numeric(document: Document, parts: tuple[Sentence, ...]) -> tuple[Timex, ...]:
    """The dates that need no rules: those in numbers alone (English rules would find “mar” a month), and whole ones."""
    whole = timex.whole_dates(document, parts)
    timexes = timex.find(replace(document, language=rules.DEFAULT_LANGUAGE), parts)
    numbers = (
        replace(t, anchor=None)
        for t in timexes
        if not any(c.isalpha() for c in t.text) and not any(w.span.start <= t.span.start < w.span.end for w in whole)
    )
    return tuple(sorted((*whole, *numbers), key=lambda t: t.span))


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
        read.append((written, parts, _dates(written, parts)))
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
    read = [check.Article(d, _times(d)) for d in dated]
    anew = None
    if matched:
        anew, more = _brief_again(brief, printed, {id_: a.document for id_, a in matched.items()})
        doubts = (*doubts, *more)
    return check.verify(
        brief, printed, delivered=delivered, articles=read, again=again, anew=anew, doubts=doubts, page=page
    )


def read_draft(
    data: bytes, *, name: str, date: dt.date | None = None, longest: int = LONGEST, day_first: bool = False
) -> Document:
    """A text that is to be checked, whole: nothing in it is set aside as boilerplate, and its headings are sentences.

    Args:
        data: the file as it is.
        name: its name; the ending hints at the kind, the stem becomes the id.
        date: the day it was written. No day is looked for in it: a date it tells is not the day it was written.
        longest: the longest text that is read, in characters.
        day_first: whether 5/6/2007 is the fifth of June where the text does not tell; else only its year is read.

    Raises:
        InputError: the bytes are empty, binary or damaged, hold a longer text or several articles.
        UnknownFormatError: nobody here reads this kind.
    """
    from briefing import readers

    document = readers.read(data, name=name)
    _check_text(document, longest)
    # A memo's heading is its title, and its footnotes are set aside; both may claim something.
    aside = [] if document.kind in _WEB else [d.span for d in document.dropped]
    inside = sorted({*(document.paragraphs or paragraphs.paragraphs(document.text)), *aside})
    head = f"{document.title}\n\n" if document.title and document.title not in document.text else ""
    moved = [Span(span.start + len(head), span.end + len(head)) for span in inside]
    whole = replace(
        document,
        text=head + document.text,
        paragraphs=(*([Span(0, len(head) - 2)] if head else []), *moved),
        dropped=(),
        posts=(),
        date=date,
        date_from="given" if date else "none",
        day_first=day_first,
        headings=(),
        summaries=(),
        notes=(),
    )
    return language.tell(whole)


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


def _times(document: Document) -> tuple[Timex, ...]:
    parts = sentences.split(document)
    return _dates(timex.as_written(document, parts)[0], parts)
