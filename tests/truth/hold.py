"""What is not true of a page made of an article whose truth is known."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import briefing
from briefing import pipeline
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Brief, Line, PositionRow
from briefing.model.sections import Row
from briefing.model.text import Document
from briefing.renderers import attached
from tests.truth.grammar import Article

#: Words whose loss turns a sentence round or makes it surer than it was.
_BINDS = re.compile(r"\b(?:(?i:not|never|no|might|could|would|if|unless|likely|reportedly)|may)\b|n[’']t\b")


def faults(article: Article, form: str = "pdf") -> Iterator[str]:
    """Every way in which the delivered page of an article is not true; nothing where all holds.

    Args:
        article: with what was said by whom and what happened when.
        form: ``pdf`` or ``docx``: the file that is delivered and read back.
    """
    document = pipeline.from_text(article.text, id="article", date=article.date)
    brief = briefing.brief(briefing.annotate(document), as_of=article.date + dt.timedelta(days=1))
    yield from unverified(brief, document, form)
    for position in brief.positions:
        yield from _spoken(article, position)
    for event in (*brief.chronology, *brief.scheduled):
        evidence = event.line.evidence[0].span.of(article.text)
        truth = {h.value for h in article.happened if h.sentence in evidence or evidence in h.sentence}
        known = truth and event.when.value is not None and event.when.how == "stated"
        if known and not any(value.startswith(event.when.value or "") for value in truth):
            yield f"dated {event.when.value}, not {sorted(truth)}: {event.line.text}"
    rows: tuple[Row, ...] = (*brief.positions, *brief.chronology, *brief.scheduled)
    for line in (row.line for row in rows):
        yield from _bound(article, line)


def unverified(brief: Brief, document: Document, form: str = "pdf") -> Iterator[str]:
    """What ``briefing verify`` says against the delivered file."""
    page = pipeline.lay_out(brief, template.load())
    delivered = pipeline.render(brief, page, form)
    carried, printed = record.load(attached.take(delivered, name="page"), name="page")
    report = pipeline.verify(carried, printed, delivered=delivered, articles=[document])
    for fault in report.faults:
        yield f"{fault.kind}, {fault.where}: {fault.what}"


def _spoken(article: Article, row: PositionRow) -> Iterator[str]:
    """A speaker who did not say it. Whose words nobody in the article's truth said is not judged here."""
    words = _plain(row.line.text)
    speakers = {s.speaker for s in article.said if _plain(s.words) in words or words in _plain(s.words)}
    if speakers and row.speaker.name not in speakers:
        yield f"said by {sorted(speakers)}, printed for {row.speaker.name}: {row.line.text}"


def _bound(article: Article, line: Line) -> Iterator[str]:
    """A negation, hedge or condition of what was said or happened that the printed line has lost."""
    words = _plain(line.text)
    for truth in (*(s.words for s in article.said), *(h.sentence for h in article.happened)):
        if words in _plain(truth):
            lost = Counter(map(str.lower, _BINDS.findall(truth))) - Counter(map(str.lower, _BINDS.findall(line.text)))
            if lost:
                yield f"lost {', '.join(lost)}: {line.text}"


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip()
