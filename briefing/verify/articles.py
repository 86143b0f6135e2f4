"""The brief against the articles themselves: every sentence it carries, every speaker, every date read anew."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.model import sections
from briefing.model.brief import Brief, Evidence, Passage
from briefing.model.text import Document
from briefing.model.time import Timex, When, moved
from briefing.rules.own_views import of_opinion
from briefing.verify import dates
from briefing.verify.report import Fault

SPOKEN = tuple(section for section in sections.SECTIONS if section.speakers_verified)
_WORD = re.compile(r"\w+")
#: A name of as many letters was cut where it had them, be it within a word.
CUT_NAME = 100
#: How long a stretch lasts, as TIMEX3 writes it.
_LENGTH = re.compile(r"P(?P<count>\d{1,5})(?P<unit>[DWMY])")


@dataclass(frozen=True, slots=True)
class Article:
    """A source at hand."""

    document: Document
    times: tuple[Timex, ...] = ()
    """Its dates, read anew."""


def against(brief: Brief, articles: Sequence[Article]) -> Iterator[Fault]:
    """What the articles do not bear out; sources of which no article was given are left alone."""
    matches = matched(brief, articles)
    if not matches:
        yield Fault("source", "sources", "none of the articles given is a source of this brief")
        return
    for passage in brief.passages:
        article = matches.get(passage.document)
        if article is not None and not _stands(passage, article.document.text):
            words = " ".join(passage.text.split())
            yield Fault(
                "source", f"source {passage.source} ¶{passage.paragraph}", f"“{words[:80]}” is not in the article"
            )
    yield from _speakers(brief, matches)
    for where, when, evidence in dates.every(brief):
        article = matches.get(evidence.document)
        if article is not None and when.how == "stated" and when.said:
            yield from _date(where, when, when.said, evidence, article)


def matched(brief: Brief, articles: Sequence[Article]) -> dict[str, Article]:
    """Source id → the article that holds most of its sentences; none where it holds none."""
    matches: dict[str, Article] = {}
    for source in brief.sources:
        if source.digest is not None and (very := [a for a in articles if a.document.digest == source.digest]):
            matches[source.document] = very[0]
            continue
        passages = [p for p in brief.passages if p.document == source.document]
        counted = [
            (sum(_stands(p, a.document.text) for p in passages), a.document.id == source.document, -n)
            for n, a in enumerate(articles)
        ]
        best = max(counted, default=(0, False, 0))
        if best[0] or best[1]:
            matches[source.document] = articles[-best[2]]
    return matches


def _stands(passage: Passage, text: str) -> bool:
    """At its place, or, where the article was read from another file, somewhere."""
    return passage.span.of(text) == passage.text or _plain(passage.text) in _plain(text)


def _speakers(brief: Brief, matches: dict[str, Article]) -> Iterator[Fault]:
    """Names, titles and affiliations are the articles' own words; one may introduce whom another only names."""
    known = {w.lower() for a in matches.values() for w in _words(a.document)}
    for section, row in sections.every_row(brief, SPOKEN):
        speaker = sections.speaker(row)
        if speaker is None or not any(e.document in matches for e in row.line.evidence):
            continue
        hand = {change.field for change in brief.by_hand if change.id == row.id}
        words_of = {"actor": speaker.name, "title": speaker.title, "affiliation": speaker.affiliation}
        # What a person has set is that person's word; a claimant's name is called otherwise than a speaker's.
        for what in () if "according_to" in hand else [w for field, w in words_of.items() if w and field not in hand]:
            strange = [w for w in _WORD.findall(what) if w.lower() not in known]
            if strange and len(what) >= CUT_NAME and what.endswith(strange[-1]):
                last = strange[-1].lower()
                if any(word.startswith(last) for word in known):
                    strange.pop()
            if strange and not known & of_state(what, brief.language):
                yield Fault("speaker", f"{section.name} {row.id}", f"“{what}”: the article has no “{strange[0]}”")


def _words(document: Document) -> list[str]:
    """Of the text and of what stands beside it; whose views a piece of opinion tells may stand nowhere else."""
    beside = (document.publisher, document.title, *document.authors, *of_opinion(document.language))
    return _WORD.findall(" ".join((document.text, *filter(None, beside))))


def of_state(state: str, language: str) -> set[str]:
    """What belongs to a state, as a language says it: the affiliation of "the Italian minister" is Italy."""
    if language not in rules.languages("actors"):
        return set()
    return set(_WORD.findall(rules.load("actors", language)["states"].get(state, "").lower()))


def _date(where: str, when: When, said: str, evidence: Evidence, article: Article) -> Iterator[Fault]:
    again = [t for t in article.times if evidence.span.holds(t.span) and _plain(t.text) == _plain(said)]
    if not again:
        yield Fault("date", where, f"“{said}” is not read as a date where the line stands")
    elif when.value is not None and when.value not in {t.value for t in again}:
        written = article.document.day_at(evidence.span)
        if not any(_counted(t.value or "", when, written) for t in again):
            yield Fault("date", where, f"“{said}” reads as {again[0].value or 'open'}, the brief has {when.value}")


def _counted(length: str, when: When, written: dt.date | None) -> bool:
    """Whether a date is a stretch of that length up to the day of writing, or from it on: "the past seven years"."""
    match, days = _LENGTH.fullmatch(length), when.interval
    if match is None or written is None or days is None or days.start is None or days.end is None:
        return False
    count, unit = int(match["count"]), match["unit"]
    first, last = days.start, moved(days.end, -1)
    if last is None or written not in (first, last) or when.value != first.isoformat()[: len(when.value or "")]:
        return False
    if unit in ("D", "W"):
        return (last - first).days == count * (7 if unit == "W" else 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months == count if unit == "M" else last.year - first.year == count


def _plain(text: str) -> str:
    return " ".join(text.split())
