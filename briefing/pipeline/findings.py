"""From a document to everything that is found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, tee

from briefing import quotations, rules, timex
from briefing.extract import actors, attribution, events, figures, source_resolution
from briefing.extract.source_resolution import interviewees
from briefing.model.findings import Findings
from briefing.model.text import Document, Dropped, Note, Parse, Sentence
from briefing.model.time import Timex
from briefing.text import captions, parse, sentences


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
    document, parts, parsed = _answered(document, parts, parsed)
    document, dated = timex.as_written(document, parts)
    times, quoted = dates_in(document, parts), quotations.find(document)
    notes = (*document.notes, *_corrections(document), *((dated,) if dated else ()))
    if not rules.whole(document.language):
        return Findings(document, parts, parsed, times, quoted, (), (), (), (), notes)
    people = actors.find(document, parts, parsed, quoted)
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


def _answered(
    document: Document, parts: tuple[Sentence, ...], parsed: Parse
) -> tuple[Document, tuple[Sentence, ...], Parse]:
    """An interview with whoever gives its answers; what nobody plainly answers is set aside, and a note says so."""
    if not document.answers:
        return document, parts, parsed
    document = interviewees.named(document, parts, parsed, actors.find(document, parts, parsed))
    of_nobody = [answer.span for answer in document.answers if answer.speaker is None]
    if not of_nobody:
        return document, parts, parsed
    if all(answer.label == "" for answer in document.answers):  # its questions are headings of what the paper explains
        return replace(document, answers=()), parts, parsed
    said = f"{len(of_nobody)} of {len(document.answers)} answers of the interview are left out: it is not plain whose."
    document = replace(document, notes=(*document.notes, Note("answers-of-nobody", said, document.id)))
    return sentences.without(document, parts, parsed, [Dropped(span, "answer", "of-nobody") for span in of_nobody])


def _corrections(document: Document) -> Iterator[Note]:
    """What the article itself says was wrong in it: no part of the story, and its reader should know."""
    for dropped in document.dropped:
        if dropped.category == "correction":
            yield Note("corrected", f"The article carries a correction: {dropped.span.of(document.text)}", document.id)


def dates_in(document: Document, parts: tuple[Sentence, ...]) -> tuple[Timex, ...]:
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
    for _, group in groupby(parts, key=lambda sentence: document.post_at(sentence.span)):
        stretch = tuple(group)
        yield document.day_at(stretch[0].span), stretch


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


def times(document: Document) -> tuple[Timex, ...]:
    """The time expressions of one document that nothing else is asked of."""
    parts = sentences.split(document)
    return dates_in(timex.as_written(document, parts)[0], parts)
