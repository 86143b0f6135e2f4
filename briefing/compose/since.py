"""What is new since an earlier brief."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.compose import news_since
from briefing.model import identity, sections
from briefing.model.brief import Brief, EventRow, LeftOut, Line, Passage, PositionRow, Speaker, Statement
from briefing.model.span_index import Places
from briefing.model.text import Note
from briefing.model.time import Interval, When
from briefing.text_similarity import bag, numbers

#: The sections whose rows are compared.
_COMPARED = tuple(section for section in sections.SECTIONS if section.compared)
#: Added to a row's score where its date has changed: a correction goes before news.
_CORRECTED = 0.5
#: What a new article tells of the time before counts for so much as news.
_BACKGROUND = 0.5
#: Share of a row's telling words from which an earlier line with its numbers says the same; how many there must be.
_TOLD, _ENOUGH = 0.6, 5


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line tells, and of when; whose words it is."""

    words: frozenset[str]
    numbers: frozenset[str]
    days: Interval | None
    speaker: Speaker | None
    line: Line

    @classmethod
    def of(cls, row: EventRow | PositionRow | Statement, language: str) -> _Told:
        """What a row tells."""
        text = row.line.text
        days = row.when.interval if isinstance(row, EventRow) and row.when.how == "stated" else None
        speaker = row.claimed_by if isinstance(row, EventRow) else row.speaker
        return cls(bag(text, language), numbers(text), days, speaker, row.line)

    def is_told_by(self, other: _Told) -> bool:
        """Whether another line says the same: not of another day, nor as another speaker's words."""
        if len(self.words & other.words) < _TOLD * len(self.words) or not self.numbers <= other.numbers:
            return False
        if self.days is not None and other.days is not None and not self.days.overlaps(other.days):
            return False
        if self.speaker is None or other.speaker is None:
            return True
        return other.speaker.name == self.speaker.name or other.line.names(self.speaker)


class _Earlier:
    """The lines of an earlier brief, by their words."""

    def __init__(self, lines: Iterable[_Told]) -> None:
        """Look the lines up by each of their words."""
        self.holders: defaultdict[str, list[_Told]] = defaultdict(list)
        for line in lines:
            for word in line.words:
                self.holders[word].append(line)

    def tell(self, row: _Told) -> bool:
        """Whether one of the lines says what a row says: it then has one of the rarest words, in so few lines."""
        count = len(row.words)
        rarest = sorted(row.words, key=lambda word: (len(self.holders.get(word, ())), word))
        some = rarest[: count - math.ceil(_TOLD * count) + 1]
        near = (line for word in some for line in self.holders.get(word, ()))
        return count >= _ENOUGH and any(row.is_told_by(line) for line in near)


def since(brief: Brief, before: Brief) -> Brief:
    """The brief with what it tells that an earlier one did not, worthiest first, and the dates that have changed.

    Its title and bottom line are of the new articles (:mod:`briefing.compose.news_since`). A row that a person wants
    printed stands in its own section alone, unless its date has moved. A row is known where the earlier brief has one
    of the same words, or of the same kind from the same sentence, or a line that says the same. What a person left out
    of the earlier brief is left out here, too, unless a person keeps it here.
    """
    brief = news_since.leading(_without(brief, before), before)
    names, old_names = identity.names(brief), identity.names(before)
    old_ids = set(old_names.values())
    passages, passages_before = _passages(brief), _passages(before)
    by_kind = _sentences(before, passages_before)
    dates = {old_names[row.id]: row.when for row in (*before.chronology, *before.scheduled)}
    moved = _moved(brief, before, passages, passages_before)
    earlier = _Earlier(_Told.of(row, before.language) for row in _lines(before))
    new: list[Statement] = []
    for kind, row in _rows(brief):
        known = names[row.id] in old_ids
        if not known and not _has_happened_since(row, before):
            again = by_kind[kind] & _said(passages, row)
            another = all(news_since.tells_another(row.line.text, text, brief.language) for text in again)
            known = not another or earlier.tell(_Told.of(row, brief.language))
        was = (dates.get(names[row.id]) or moved.get(row.id)) if isinstance(row, EventRow) else None
        changed = was is not None and row.when is not None and was.value != row.when.value
        if not known or changed:
            new.append(_statement(row, was if changed else None))
    printed = [s for s in new if s.was is not None or s.id.removeprefix("n.") not in brief.kept]
    printed.sort(key=lambda s: -s.choice.score)
    gone = _gone(brief, before, passages, passages_before)
    notes = brief.notes
    if gone:
        notes = (*notes, Note("gone", f"{gone} lines of the earlier briefing are no longer found in the articles."))
    if not new:
        notes = (*notes, Note("nothing-new", "Nothing is new since the earlier briefing."))
    return replace(brief, changes=tuple(printed), notes=notes)


def _has_happened_since(row: EventRow | PositionRow, before: Brief) -> bool:
    """Whether a row tells what happened behind the day of an earlier brief's news, whatever of that was known before.

    "A fifth docker died on Friday" is of the event that Monday's brief tells.
    """
    if not isinstance(row, EventRow) or row.when.how != "stated" or row.status == "scheduled":
        return False
    days = row.when.interval
    return days is not None and days.start is not None and days.start > before.news_day


def _moved(
    brief: Brief, before: Brief, passages: Mapping[str, Places[Passage]], old: Mapping[str, Places[Passage]]
) -> dict[str, When]:
    """For each plan to which a new article gives another day the day that it had in the earlier brief."""
    old_rows = {
        text: row
        for row in before.scheduled
        if row.when.how == "stated" and row.when.interval is not None
        for text in _first_said(old, row)
    }
    documents = {source.document for source in before.sources}
    out: dict[str, When] = {}
    for row in brief.scheduled:
        days = row.when.interval
        if row.when.how != "stated" or days is None or row.line.evidence[0].document in documents:
            continue
        same = (old_rows[text] for text in sorted(_said(passages, row)) if text in old_rows)
        for earlier in same:
            if earlier.when.interval is not None and not days.overlaps(earlier.when.interval):
                out[row.id] = earlier.when
    return out


def _first_said(passages: Mapping[str, Places[Passage]], row: EventRow) -> set[str]:
    """The sentence whose words a row prints."""
    return _said(passages, replace(row, line=replace(row.line, evidence=row.line.evidence[:1])))


def _without(brief: Brief, before: Brief) -> Brief:
    """The brief without what a person left out of an earlier one."""
    if not before.struck:
        return brief
    names, passages = identity.names(brief), _passages(brief)
    gone = {away.name for away in before.struck}
    # A sentence may give two events: the one that stayed is not left out with the other.
    before_passages = _passages(before)
    stayed = {
        identity.sentence(section.prefix or "", text)
        for section, row in sections.every_row(before, sections.REVIEWED)
        for text in _said(before_passages, row)
    }
    gone_sentences = {name for away in before.struck for name in away.sentences} - stayed
    left: list[LeftOut] = []
    stay: dict[str, Any] = {section.name: () for section in sections.REVIEWED}
    for section, row in sections.every_row(brief, sections.REVIEWED):
        sentences_said = {identity.sentence(section.prefix or "", text) for text in _said(passages, row)}
        if row.id not in brief.kept and (names[row.id] in gone or sentences_said & gone_sentences):
            left.append(LeftOut(section.name, row.id, "left out by hand in the earlier briefing"))
        else:
            stay[section.name] = (*stay[section.name], row)
    struck = tuple(dict.fromkeys((*brief.struck, *before.struck)))
    return replace(brief, **stay, left_out=(*brief.left_out, *left), struck=struck)


def _rows(brief: Brief) -> Iterator[tuple[str, EventRow | PositionRow]]:
    for section, row in sections.every_row(brief, _COMPARED):
        if isinstance(row, EventRow | PositionRow):
            yield section.prefix or "", row


def _statement(row: EventRow | PositionRow, was: When | None) -> Statement:
    before = isinstance(row, EventRow) and row.role == "background"
    score = row.choice.score * (_BACKGROUND if before else 1.0) + (_CORRECTED if was else 0.0)
    choice = replace(row.choice, score=score)
    speaker = row.speaker if isinstance(row, PositionRow) else None
    return Statement(f"n.{row.id}", row.line, choice, row.when, speaker, row.certainty, was=was)


def _lines(brief: Brief) -> Iterator[EventRow | PositionRow | Statement]:
    """The lines of an earlier brief that what is new is held against."""
    yield from (*brief.bottom_line, *brief.key_points)
    yield from (row for _, row in _rows(brief))


def _passages(brief: Brief) -> Mapping[str, Places[Passage]]:
    """The sentences of each article, by place."""
    by_document: dict[str, Places[Passage]] = {}
    for passage in brief.passages:
        by_document.setdefault(passage.document, Places()).put(passage.span, passage)
    return by_document


def _sentences(brief: Brief, passages: Mapping[str, Places[Passage]]) -> defaultdict[str, set[str]]:
    """For each kind of row the sentences that one rests on."""
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for kind, row in _rows(brief):
        by_kind[kind] |= _said(passages, row)
    return by_kind


def _said(passages: Mapping[str, Places[Passage]], row: sections.Row) -> set[str]:
    return {
        " ".join(p.text.split())
        for e in row.line.evidence
        if e.document in passages
        for p in passages[e.document].near(e.span)
        if p.span.overlaps(e.span)
    }


def _gone(
    brief: Brief, before: Brief, passages: Mapping[str, Places[Passage]], old: Mapping[str, Places[Passage]]
) -> int:
    """How many rows of the earlier brief have neither their words nor their sentence in this one."""
    names, by_kind = set(identity.names(brief).values()), _sentences(brief, passages)
    ids = identity.names(before)
    return sum(ids[row.id] not in names and not by_kind[kind] & _said(old, row) for kind, row in _rows(before))
