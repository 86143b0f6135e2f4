"""A person's changes put into a brief; each is held against the sources first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from briefing import binding_words
from briefing.model import identity, sections
from briefing.model.brief import (
    Brief,
    Choice,
    EventRow,
    Evidence,
    FigureRow,
    LeftOut,
    Line,
    Passage,
    PositionRow,
    Question,
    Speaker,
    Statement,
    Words,
)
from briefing.model.by_hand import ByHand
from briefing.model.sections import Row
from briefing.model.text import Span
from briefing.model.time import UNDATED
from briefing.review import struck, words
from briefing.review.fields import CERTAINTIES, SECTIONS, editable, plain
from briefing.review.order import row_id
from briefing.review.people import Corrections
from briefing.review.values import Edit, Fault, Placed, Review, complain
from briefing.review.when import ALLOWED, contradicts, given

#: Why a row is not printed that a person left out.
BY_HAND = "left out by hand"
#: Held section → where its rows stand when a person keeps them.
RELEASED = {section.name: section.held_for for section in sections.SECTIONS if section.held_for is not None}


def apply(review: Review, *, name: str = "the review file") -> Brief:
    """The brief as the person wants it printed; events stand in no order yet.

    Args:
        review: as it was read.
        name: what the file is called in messages.

    Raises:
        ReviewError: a change is not borne out by the sources, or says what cannot be, or the file has faults; all are
            told.
    """
    brief = review.brief
    names = identity.names(brief)
    edits = {edit.id: edit for edit in review.edits}
    corrected = Corrections.of(brief, review.people)
    rows: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    left: list[LeftOut] = list(brief.left_out)
    hand: list[ByHand] = []
    kept: list[str] = []
    dropped: list[tuple[str, Row]] = []
    faults: list[Fault] = list(review.faults)
    for section in SECTIONS:
        for row in getattr(brief, section):
            edit = edits.get(names[row.id])
            if edit is not None and edit.keep == "no":
                left.append(LeftOut(section, row.id, BY_HAND))
                dropped.append((section, row))
                continue
            changed, by_hand = corrected.row(row)
            hand += by_hand
            if edit is not None:
                changed = _changed(changed, edit, brief, faults)
                hand += _by_hand(edit, row, changed, brief)
                kept += [row.id] if edit.keep == "yes" else []
                changed = _kept(changed, edit)
            rows[RELEASED.get(section, section) if row.id in kept else section].append(changed)
    for edit in review.added:
        if edit.keep == "no":
            continue
        if (made := _own(edit, row_id(edit.id), brief, faults)) is not None:
            hand += [ByHand(made.id, field) for field in edit.changes]
            rows[edit.section].append(_kept(made, edit))
            kept += [made.id] if edit.keep == "yes" else []
    complain(faults, name)
    people = [corrected.person(person) for person in brief.people]
    hand += [change for _, by_hand in people for change in by_hand]
    released = {id_ for section in RELEASED.values() for id_ in (r.id for r in rows[section])}
    changed_rows: dict[str, Any] = {section: tuple(rows[section]) for section in SECTIONS}
    return replace(
        brief,
        **changed_rows,
        people=tuple(person for person, _ in people),
        left_out=tuple(item for item in left if item.id not in released or item.reason == BY_HAND),
        by_hand=tuple(dict.fromkeys(hand)),
        kept=tuple(kept),
        struck=(*brief.struck, *(struck.of(section, row, brief, names) for section, row in dropped)),
    )


def _by_hand(edit: Edit, row: Row, changed: Row, brief: Brief) -> Iterator[ByHand]:
    """What a person set of a row; of a date that the source contradicts, with the source's words."""
    for field in edit.changes:
        against = None
        if field == "date" and isinstance(row, EventRow) and isinstance(changed, EventRow) and row.when.said:
            against = row.when.said if contradicts(row.when.said, changed.when, brief.language) else None
        yield ByHand(row.id, field, against)


def _kept(row: Row, edit: Edit) -> Row:
    if edit.keep != "yes":
        return row
    return replace(row, choice=Choice(row.choice.score, (*row.choice.why, "kept by hand")))


def _changed(row: Row, edit: Edit, brief: Brief, faults: list[Fault]) -> Row:
    """The row with what was changed; what cannot be is told in ``faults``."""
    problems = list(_problems(edit))
    faults.extend(problems)
    if problems:
        return row
    changes = edit.changes
    line = _line(row.line, changes, brief, faults)
    if isinstance(row, EventRow):
        date = changes.get("date")
        when = (given(date.value, row.when) if date else None) or row.when
        claimed = _claimed(row.claimed_by, changes)
        certainty: Any = changes["certainty"].value if "certainty" in changes else row.certainty
        return replace(row, line=line, when=when, claimed_by=claimed, certainty=certainty)
    if isinstance(row, PositionRow):
        certainty = changes["certainty"].value if "certainty" in changes else row.certainty
        return replace(row, line=line, speaker=_speaker(row.speaker, changes), certainty=certainty)
    return replace(row, line=line)


def _problems(edit: Edit) -> Iterator[Fault]:
    """Changes that say what cannot be, whatever the source."""
    for field, (value, line) in edit.changes.items():
        if field not in editable(edit.section):
            yield Fault(line, f"{field} cannot be changed; {', '.join(editable(edit.section))} can")
        elif field == "date" and given(value, None) is None:
            yield Fault(line, f"{value!r} is not a valid date; write it as {ALLOWED}")
        elif field == "certainty" and value not in CERTAINTIES:
            yield Fault(line, f"certainty is {', '.join(CERTAINTIES[:-1])} or {CERTAINTIES[-1]}, not {value!r}")
        elif field in ("actor", "text", "evidence") and not value:
            yield Fault(line, f"{field} must not be empty; keep: no leaves the row out")


def _line(line: Line, changes: Mapping[str, Placed], brief: Brief, faults: list[Fault]) -> Line:
    """The line with its new words or its new evidence."""
    evidence, text = changes.get("evidence"), changes.get("text")
    if evidence is not None:
        moved = _moved(line, evidence, brief, faults)
        if moved is None:
            return line
        line = moved
        text = text or Placed(plain(line.text), evidence.line)
    if text is None:
        return line
    first = line.evidence[0]
    passages = [p for p in brief.passages if p.document == first.document and p.span.overlaps(first.span)]
    source, start = _joined(passages)
    pieces = words.align(text.value, source, start)
    if pieces is None or not any(isinstance(p, Words) for p in pieces):
        faults.append(Fault(text.line, _astray(text.value, source)))
        return line
    made = replace(line, pieces=pieces, cut=False)
    if line.quotation and evidence is None and _broken(line, made):
        faults.append(Fault(text.line, "a quotation may be shortened at its ends; no words inside it can be left out"))
        return line
    if (missed := _missed(made, line, moved=evidence is not None, brief=brief)) is not None:
        faults.append(Fault(text.line, missed))
        return line
    if words.typed(plain(made.text)) != words.typed(plain(text.value)):
        faults.append(Fault(text.line, f"the evidence has it as “{_short(plain(made.text))}”"))
        return line
    return made


def _missed(made: Line, before: Line, *, moved: bool, brief: Brief) -> str | None:
    """That a word is left out which changes what the evidence says; ``None`` where none is.

    Of the words before and behind the line those count that stood in it: its speaker and verb have a place apart.
    """
    document = made.evidence[0].document
    passages = [p for p in brief.passages if p.document == document]
    spans = [made.evidence[0].span] if moved else [p.span for p in before.pieces if isinstance(p, Words)]
    around = Span(spans[0].start, spans[-1].end) if spans else None
    word = binding_words.missed(made, passages, brief.language, around)
    if word is None:
        return None
    return f"“{word}” is left out, which changes what the evidence says; keep it, or leave out the whole part it binds"


def _astray(text: str, source: str) -> str:
    """That words are not the evidence's, and which is the first."""
    what = f"the words are not all in the evidence, in this order: “{_short(text)}”"
    word = words.astray(text, source)
    if word is None:
        return f"{what}; no word of the evidence is left"
    return f"{what}; the first that is not is “{_short(word)}”. Put what you add in [square brackets]"


def _moved(line: Line, evidence: Placed, brief: Brief, faults: list[Fault]) -> Line | None:
    """The line resting on other sentences of a source."""
    near = line.evidence[0].document if line.evidence else None
    passages = words.find(evidence.value, brief.passages, near)
    if not passages:
        faults.append(Fault(evidence.line, f"stands in none of the articles: “{_short(evidence.value)}”"))
        return None
    first = passages[0]
    whole = Span(first.span.start, passages[-1].span.end)
    place = Evidence(first.document, first.source, first.paragraph, first.sentence, whole)
    return replace(line, evidence=(place, *(e for e in line.evidence[1:] if e.document != first.document)))


def _joined(passages: Sequence[Passage]) -> tuple[str, int]:
    """Sentences one after the other, each character at its place; between them white space."""
    start = passages[0].span.start
    out = ""
    for passage in passages:
        out = out.ljust(passage.span.start - start) + passage.text
    return out, start


def _broken(before: Line, after: Line) -> bool:
    """Whether words inside one piece of a quotation have been left out."""
    old = [p.span for p in before.pieces if isinstance(p, Words)]
    new = [p.span for p in after.pieces if isinstance(p, Words)]
    if any(not any(o.holds(n) for o in old) for n in new):
        return True
    return any(any(o.holds(a) and o.holds(b) for o in old) for a, b in pairwise(new))


def _speaker(speaker: Speaker, changes: Mapping[str, Placed]) -> Speaker:
    def field(name: str, now: str | None) -> str | None:
        return (changes[name].value or None) if name in changes else now

    changed = replace(
        speaker,
        name=field("actor", speaker.name) or speaker.name,
        title=field("title", speaker.title),
        affiliation=field("affiliation", speaker.affiliation),
    )
    return speaker if changed == speaker else replace(changed, person=None)


def _claimed(claimed_by: Speaker | None, changes: Mapping[str, Placed]) -> Speaker | None:
    if "according_to" not in changes:
        return claimed_by
    name = changes["according_to"].value
    return Speaker(name, claimed_by.kind if claimed_by else "organisation") if name else None


def _own(edit: Edit, id_: str, brief: Brief, faults: list[Fault]) -> Row | None:
    """A row of the person's own: it must have evidence as any other."""
    section = sections.BY_NAME[edit.section]
    missing = [field for field in ("evidence", *section.needed) if field not in edit.changes]
    if missing:
        what = f"a row of your own needs {', '.join(missing)}; copy the evidence out of an article"
        faults.append(Fault(edit.line, what))
        return None
    problems = list(_problems(edit))
    faults.extend(problems)
    if problems:
        return None
    changes = edit.changes
    before = len(faults)
    empty = _moved(Line((), ()), changes["evidence"], brief, faults)
    if empty is None:
        return None
    text = changes.get("text") or changes["evidence"]
    line = _line(empty, {"text": text}, brief, faults)
    if len(faults) > before:
        return None
    choice = Choice(1.0, ("added by hand",))
    certainty: Any = changes["certainty"].value if "certainty" in changes else "sure"
    if section.row is EventRow:
        when = given(changes["date"].value, None) or UNDATED
        claimed = _claimed(None, changes)
        status: Any = "claimed" if claimed else "happened"
        return EventRow(id_, when, line, (), None, status, claimed, "main", 1, choice, certainty)
    if section.row is PositionRow:
        speaker = _speaker(Speaker(changes["actor"].value, "person"), changes)
        quoted = line.text.startswith(("“", '"')) and line.text.endswith(("”", '"'))
        line = replace(line, quotation=quoted)
        return PositionRow(id_, speaker, "asserts", "direct" if quoted else "indirect", line, None, certainty, choice)
    if section.row is FigureRow:
        return FigureRow(id_, line, None, "", None, choice)
    if section.row is Question:
        return Question(id_, "unresolved", line, choice)
    return Statement(id_, line, choice)


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
