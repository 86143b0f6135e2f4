"""Time expressions: where they are (recognise) and what they mean (normalise)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing import rules
from briefing.model.text import Document, Sentence
from briefing.model.time import Interval, Timex
from briefing.timex import values
from briefing.timex.context import Context, Meaning, Written
from briefing.timex.foreign import whole_dates
from briefing.timex.readings import READINGS
from briefing.timex.recognise import Found, lexicon, recognise
from briefing.timex.stale_document_date import as_written, outlived

__all__ = ["as_written", "find", "outlived", "whole_dates"]


def find(document: Document, sentences: Sequence[Sentence]) -> tuple[Timex, ...]:
    """The time expressions of the story in order, read against the document's date and one another.

    Whether that date is the day on which the text was written is not asked here, but by :func:`as_written`.

    Source: TIMEX3 as TempEval-3 annotates it (UzZaman et al. 2013).
    """
    language = rules.language_for("timex", document.language)
    context = Context(
        document.date, lexicon(language).words, language, written=document.text, by_setting=document.day_first
    )
    timexes: list[Timex] = []
    end = 0
    for sentence in sentences:
        start = sentence.span.start
        context.begin(
            sentence.span.of(document.text), sentence.paragraph, document.text[max(end, start - _GAP) : start]
        )
        end = sentence.span.end
        for expression in recognise(document.text, sentence.span, language):
            context.at(expression.span.start - sentence.span.start, expression.span.end - sentence.span.start)
            meaning = READINGS[expression.rule.reads](expression.groups, context)
            if meaning is None:
                continue
            if "fiscal" in expression.groups and meaning.type == "DATE":
                meaning = replace(meaning, loose=True, reason=f"{meaning.reason}; its months are the firm's own")
            timex = _timex(expression, meaning, document, sentence)
            if timex.value and timex.type in ("DATE", "TIME") and timex.interval:
                context.values.append((len(timexes), timex.value.partition("T")[0]))
                if "deictic" in expression.groups:
                    context.deictic.add(len(timexes))
                context.days.append((len(timexes), context.values[-1][1], context.sentence.lower(), context.number))
                _keep_year(context, len(timexes), expression, meaning, timex.value)
            if meaning.spoken:
                context.periods.append((len(timexes), meaning.spoken))
            timexes.append(timex)
    return tuple(timexes)


#: Characters ahead of a sentence in which a heading above it stands.
_GAP = 60
#: Letters of a year's value, and of the words that may stand before one that opens its sentence ("Back in 2019").
_YEAR_ALONE, _OPENS = 4, 12


def _keep_year(context: Context, index: int, expression: Found, meaning: Meaning, value: str) -> None:
    """Note whether a date has its year from the text or from the day of writing."""
    if meaning.taken_over or "year" in expression.groups:
        if value[5:7].isdigit() and context.leads_in():
            context.line = int(value[:4]), int(value[5:7])
        # A year alone carries a tale only where its sentence opens with it: not "since 1980", not "a 1990 car".
        # And "the June 2019 riots" date the riots, whatever the sentence goes on to tell.
        alone = len(value) == _YEAR_ALONE and len(context.before) > _OPENS
        named = context.before.lower().endswith(tuple(f"{word} " for word in context.words["doubt"]["before_name"]))
        context.years.append(Written(value, index, context.number, context.paragraph, tells=not alone and not named))


def _timex(expression: Found, meaning: Meaning, document: Document, sentence: Sentence) -> Timex:
    value = meaning.value
    dated = meaning.type in ("DATE", "TIME")
    interval = _bounded(values.interval(value) if dated and not meaning.dayless else None, meaning)
    return Timex(
        span=expression.span,
        text=expression.span.of(document.text),
        type=meaning.type,
        value=value,
        mod=meaning.mod,
        granularity=values.granularity(value) if dated and not meaning.dayless else "unknown",
        interval=interval,
        edtf=_edtf(value, meaning, interval) if dated and not meaning.dayless else None,
        rule=expression.rule.name,
        reason=meaning.reason,
        anchor=meaning.anchor,
        sentence=sentence.i,
    )


def _bounded(interval: Interval | None, meaning: Meaning) -> Interval | None:
    """The interval cut to the bounds that the words themselves give ("earlier this month" is not after today)."""
    first, last = meaning.not_before, meaning.not_after
    end = last + dt.timedelta(1) if last else None
    if interval is None:
        return Interval(first, end) if first or end else None
    start = max(interval.start, first) if interval.start and first else interval.start
    stop = min(interval.end, end) if interval.end and end else interval.end
    return Interval(start, stop) if start and stop and start < stop else interval


def _edtf(value: str | None, meaning: Meaning, interval: Interval | None) -> str | None:
    if meaning.not_after or meaning.not_before:
        if interval is None:
            return None
        first = interval.start.isoformat() if interval.start else ".."
        last = (interval.end - dt.timedelta(1)).isoformat() if interval.end else ".."
        return f"{first}/{last}"
    edtf = values.edtf(value, meaning.mod or ("APPROX" if meaning.loose else None))
    return f"{edtf}{meaning.zone}" if edtf and meaning.zone else edtf
