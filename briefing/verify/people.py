"""The table of people: each name, office and body against the words it rests on, and each row against the table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefing.model import sections
from briefing.model.brief import Brief, Detail, Passage, Person
from briefing.rules.own_views import of_opinion
from briefing.verify.articles import of_state
from briefing.verify.lines import short, stands
from briefing.verify.report import Fault

_WORD = re.compile(r"\w+")


def faults(brief: Brief) -> Iterator[Fault]:
    """What of the table does not stand; a record without one has none, and its rows stand by themselves."""
    by_document: dict[str, list[Passage]] = defaultdict(list)
    for passage in brief.passages:
        by_document[passage.document].append(passage)
    hand = {(change.id, change.field) for change in brief.by_hand}
    for id_, times in Counter(person.id for person in brief.people).items():
        if times > 1:
            yield Fault("record", f"people {id_}", f"stands there {times} times")
    for person in brief.people:
        for field, detail in person.details:
            if (person.id, field) not in hand:
                yield from _detail(f"people {person.id} {field}", detail, by_document, brief)
    if brief.people:
        yield from _rows(brief, {person.id: person for person in brief.people}, hand)


def _detail(where: str, detail: Detail, by_document: Mapping[str, Sequence[Passage]], brief: Brief) -> Iterator[Fault]:
    """One thing told of somebody: its words where they are said to stand, and nothing besides them."""
    if len(detail.words) != len(detail.evidence):
        yield Fault("evidence", where, "does not say of each of its words where it stands")
        return
    for words, evidence in zip(detail.words, detail.evidence, strict=True):
        passages = [p for p in by_document.get(evidence.document, ()) if p.span.overlaps(words.span)]
        if not passages or not stands(words, passages):
            yield Fault("words", where, f"“{short(words.text)}” does not stand in source {evidence.source}")
        elif evidence.paragraph not in {p.paragraph for p in passages}:
            yield Fault("evidence", where, f"is not from ¶{evidence.paragraph}")
    known = {w.casefold() for words in detail.words for w in _WORD.findall(words.text)}
    if not detail.words:  # a byline stands in no sentence, nor does what the program calls several authors
        known = {w.casefold() for words in _beside(brief) for w in _WORD.findall(words)}
    strange = [w for w in _WORD.findall(detail.text) if w.casefold() not in known]
    if strange and not known & of_state(detail.text, brief.language):
        yield Fault("speaker", where, f"“{short(detail.text)}”: its evidence has no “{strange[0]}”")


def _beside(brief: Brief) -> Iterator[str]:
    """Who may be named beside the text: authors and publishers, and the words for authors and their piece."""
    for source in brief.sources:
        yield from (*source.authors, source.publisher or "")
    yield from of_opinion(brief.language)


def _rows(brief: Brief, people: Mapping[str, Person], hand: set[tuple[str, str]]) -> Iterator[Fault]:
    """Rows whose speaker is not in the table, or is told otherwise there."""
    by_hand = {id_ for id_, _ in hand}
    for section, row in sections.every_row(brief):
        speaker = sections.speaker(row)
        if speaker is None or not speaker.name or (speaker.person is None and row.id in by_hand):
            continue
        where = f"{section.name} {row.id}"
        person = people.get(speaker.person or "")
        if person is None:
            yield Fault("record", where, f"“{short(speaker.name)}” is not in the table of people")
            continue
        details = {field: detail.text for field, detail in person.details}
        row_has = {"name": speaker.name, "title": speaker.title, "affiliation": speaker.affiliation}
        for field, words in row_has.items():
            if words != details.get(field):
                yield Fault("record", where, f"has another {field} than the table of people: “{short(words or '')}”")
