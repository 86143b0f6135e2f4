"""From the findings of one article, or of many, to one brief."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr

from briefing.compose import copies, merge, salience, trim
from briefing.compose.merge import Mention
from briefing.model.brief import (
    Brief,
    Choice,
    EventRow,
    LeftOut,
    Passage,
    PositionRow,
    Question,
    Source,
    Speaker,
    Statement,
)
from briefing.model.findings import Actor, Attribution, Event, Findings
from briefing.model.text import Span
from briefing.model.time import Interval

#: Sentences kept for the bottom line and for the key points.
BOTTOM_LINES, KEY_POINTS = 2, 6


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What the user wants of the brief."""

    as_of: dt.date
    """The day printed."""
    title: str | None = None
    actor: tuple[str, ...] = ()
    """Names whose lines come first."""
    topic: tuple[str, ...] = ()
    """Words whose lines come first."""
    reference: str | None = None
    mark: str | None = None
    to: str | None = None
    from_: str | None = None


def compose(findings: Sequence[Findings], options: BriefOptions) -> Brief:
    """One brief out of the findings of one article or many, every candidate ranked.

    Args:
        findings: at least one, in the order their sources are numbered.
        options: what is printed at the head, and what to bring first.
    """
    first = findings[0].document
    left: list[LeftOut] = []
    statements = [row for n, f in enumerate(findings, 1) for row in _statements(f, n, options)]
    statements.sort(key=lambda s: (-s.choice.score, s.id))
    bottom = sorted(statements[:BOTTOM_LINES], key=_place)
    points = sorted(statements[BOTTOM_LINES : BOTTOM_LINES + KEY_POINTS], key=_place)
    left += [LeftOut("key_points", s.id, "others scored higher") for s in statements[BOTTOM_LINES + KEY_POINTS :]]
    told = {_words_of(s) for s in bottom}
    same = copies.copies([f.document for f in findings])
    held_events: list[EventRow] = []
    held_positions: list[PositionRow] = []
    told_of = [m for n, f in enumerate(findings, 1) for m in _events(f, n, same, options, left, held_events)]
    events = merge.merge(told_of)
    positions = [row for n, f in enumerate(findings, 1) for row in _positions(f, n, options, left, held_positions)]
    questions = [row for n, f in enumerate(findings, 1) for row in _questions(f, n)]
    to, address = addressed(options.to)
    found = Brief(
        title=options.title or first.title or _headline(bottom) or first.id,
        title_from="given" if options.title else "article" if first.title else "lead",
        as_of=options.as_of,
        language=first.language,
        engine=findings[0].parse.engine,
        covers=None,
        bottom_line=tuple(bottom),
        key_points=tuple(p for p in points if _words_of(p) not in told),
        chronology=tuple(events),
        scheduled=(),
        positions=tuple(positions),
        figures=(),
        questions=tuple(questions),
        sources=tuple(_source(f, n, same) for n, f in enumerate(findings, 1)),
        left_out=tuple(left),
        notes=tuple(note for f in findings for note in f.notes),
        reference=options.reference,
        mark=options.mark,
        to=to,
        address=address,
        from_=options.from_,
        passages=tuple(p for n, f in enumerate(findings, 1) for p in _passages(f, n)),
        held_events=tuple(held_events),
        held_positions=tuple(held_positions),
    )
    return arranged(found)


def addressed(to: str | None) -> tuple[str | None, str | None]:
    """Whom a page is for, as it is printed and as a mail header has it: only the name is printed where there is one."""
    name, address = parseaddr(to or "")
    return (name or address, to) if "@" in address else (to, None)


def arranged(brief: Brief) -> Brief:
    """The brief with its events in the order of their days, and those still to come apart."""
    events = sorted((*brief.chronology, *brief.scheduled), key=lambda e: (_day(e), e.id))
    return replace(
        brief,
        covers=_covers(events),
        chronology=tuple(e for e in events if not _is_ahead(e, brief.as_of)),
        scheduled=tuple(e for e in events if _is_ahead(e, brief.as_of)),
    )


def _statements(findings: Findings, number: int, options: BriefOptions) -> list[Statement]:
    rows = []
    for one in findings.sentences:
        choice = salience.sentence(findings, one, options.actor, options.topic)
        rows.append(Statement(f"s{number}.{one.i:04}", trim.sentence_line(findings, one, number), choice))
    return rows


def _place(row: Statement) -> tuple[int, int]:
    evidence = row.line.evidence[0]
    return evidence.source, evidence.sentence


def _words_of(row: Statement) -> str:
    return row.line.text.lower()


def _events(
    findings: Findings,
    number: int,
    same: Sequence[int | None],
    options: BriefOptions,
    left: list[LeftOut],
    held: list[EventRow],
) -> list[Mention]:
    """The events of one article whose day is stated; the same words on the same day stand once."""
    rows: list[Mention] = []
    original = same[number - 1]
    told: set[tuple[str, str | None]] = set()
    for one in findings.events:
        row = _event(findings, one, number, options)
        if one.when.how == "inherited":
            left.append(LeftOut("chronology", row.id, "its day is the story's, not stated with it"))
            held.append(row)
        elif (row.line.text, one.when.value) in told:
            left.append(LeftOut("chronology", row.id, "the same words stand there for that day"))
        else:
            told.add((row.line.text, one.when.value))
            origin = number if original is None else original + 1
            rows.append(Mention(row, number, origin, one.span.of(findings.document.text)))
    return rows


def _event(findings: Findings, one: Event, number: int, options: BriefOptions) -> EventRow:
    claim = next((a for a in findings.attributions if a.id == one.claimed_by), None)
    who = findings.actor(claim.actor) if claim else None
    return EventRow(
        id=f"e{number}.{one.id}",
        when=one.when,
        line=trim.event_line(findings, one, number),
        actors=tuple(a.name for i in one.actors if (a := findings.actor(i))),
        place=one.place.of(findings.document.text) if one.place else None,
        status=one.status,
        claimed_by=_card(who) if who else None,
        role=one.role,
        independent=1,
        choice=salience.event(findings, one, options.actor, options.topic),
    )


def _is_ahead(row: EventRow, as_of: dt.date) -> bool:
    """Whether a row tells what is still to come."""
    start = row.when.interval.start if row.when.interval else None
    return row.status == "scheduled" or (start is not None and start > as_of)


def _day(row: EventRow) -> dt.date:
    """Where a row stands: by its first day, or by its last where the first is open; undated ones last."""
    days = row.when.interval
    return (days.start or days.end if days else None) or dt.date.max


def _positions(
    findings: Findings, number: int, options: BriefOptions, left: list[LeftOut], held: list[PositionRow]
) -> list[PositionRow]:
    """The positions that may be printed, in the article's order; what may not is left out with its reason."""
    ready: list[tuple[Attribution, Speaker, Choice]] = []
    before: Counter[str] = Counter()
    for one in sorted(findings.attributions, key=lambda a: (-a.score, a.id)):
        who = findings.actor(one.actor)
        if one.kind == "no_comment":
            continue
        reason = _unfit(one, who, findings)
        if reason is None and who is not None:
            choice = salience.position(findings, one, who, before[who.id], options.actor, options.topic)
            before[who.id] += 1
            ready.append((one, _card(who), choice))
            continue
        left.append(LeftOut("positions", f"p{number}.{one.id}", reason or "the speaker is not named"))
        speaker = _card(who) if who else Speaker(one.speaker or "", "group")
        if one.content and speaker.name and reason != "is part of another position of the same speaker":
            held.append(_position(findings, one, speaker, Choice(round(one.score, 4), (reason or "",)), number))
    rows = [_position(findings, one, who, choice, number) for one, who, choice in ready]
    return sorted(rows, key=lambda r: (r.line.evidence[0].sentence, r.id))


def _position(findings: Findings, one: Attribution, who: Speaker, choice: Choice, number: int) -> PositionRow:
    return PositionRow(
        id=f"p{number}.{one.id}",
        speaker=who,
        stance=one.stance,
        kind=one.kind,
        line=trim.position_line(findings, one, number),
        when=None,
        certainty=one.certainty,
        choice=choice,
    )


def _unfit(one: Attribution, who: Actor | None, findings: Findings) -> str | None:
    """Why a position is not printed; ``None`` where it may be."""
    if one.certainty == "unsure":
        return "too uncertain: left to the review"
    if who is None:
        return "the speaker is not named"
    if who.kind == "group" and one.certainty != "sure":
        return "an unnamed group, and not sure: left to the review"
    if not one.content:
        return "has no content of its own"
    others = [a for a in findings.attributions if a is not one and a.actor == one.actor and a.certainty != "unsure"]
    if any(_lies_in(one.content, a.content) for a in others):
        return "is part of another position of the same speaker"
    return None


def _lies_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return inner != outer and all(any(o.holds(i) for o in outer) for i in inner)


def _questions(findings: Findings, number: int) -> list[Question]:
    rows = []
    for one in findings.attributions:
        if one.kind == "no_comment" and one.certainty != "unsure":
            sentence = findings.sentences[one.sentence]
            line = trim.sentence_line(findings, sentence, number)
            choice = salience.sentence(findings, sentence, (), ())
            rows.append(Question(f"q{number}.{one.id}", "no_comment", line, choice, one.speaker))
    for event in findings.events:
        if event.when.value is None and event.when.how == "stated" and event.when.interval is not None:
            line = trim.event_line(findings, event, number)
            choice = salience.event(findings, event, (), ())
            rows.append(Question(f"q{number}.{event.id}", "undated", line, choice, event.when.said))
    return rows


def _covers(events: Sequence[EventRow]) -> Interval | None:
    days = [e.when.interval for e in events if e.when.interval and e.when.value and e.status != "scheduled"]
    starts = [d.start for d in days if d.start]
    ends = [d.end for d in days if d.end]
    return Interval(min(starts), max(ends)) if starts and ends else None


def _headline(bottom: Sequence[Statement]) -> str | None:
    """The first line of an article without a title, as its title."""
    return bottom[0].line.text.rstrip(".") if bottom else None


def _passages(findings: Findings, number: int) -> list[Passage]:
    document = findings.document
    return [
        Passage(document.id, number, one.paragraph + 1, one.i, one.span, one.span.of(document.text))
        for one in findings.sentences
    ]


def _source(findings: Findings, number: int, same: Sequence[int | None]) -> Source:
    document, original = findings.document, same[number - 1]
    return Source(
        number=number,
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        authors=document.authors,
        date=document.date,
        date_from=document.date_from,
        url=document.url,
        words=len(findings.parse.tokens),
        same_as=None if original is None else original + 1,
    )


def _card(actor: Actor) -> Speaker:
    return Speaker(actor.name, actor.kind, actor.title, actor.affiliation)
