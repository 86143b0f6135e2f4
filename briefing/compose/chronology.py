"""The rows of the chronology, and which of them are still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.compose import claims, happening, merge, salience, saying, trim
from briefing.compose.merge import Mention
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, LeftOut, Speaker, Statement
from briefing.model.findings import Actor, Event, Findings
from briefing.model.text import Span
from briefing.model.time import UP_TO, Interval

#: What ended no longer ago than this is news, whatever its sentence does in the article.
RECENT_DAYS = 14


def rows(story: Story, left: list[LeftOut], held: list[EventRow]) -> list[EventRow]:
    """One row for each event, whichever articles tell it.

    Args:
        story: all articles.
        left: takes up what is left out and why.
        held: takes up the events whose day is only taken over.
    """
    mentions = [m for n, f in story.sources() for m in told(story, n, f, left, held)]
    merged = (_background(story, row) for row in merge.merge(mentions))
    return [salience.weighed(story, "chronology", row) for row in merged]


def _background(story: Story, row: EventRow) -> EventRow:
    """The row, marked as background where its sentence tells what was before the news, and its day lies before it."""
    evidence = row.line.evidence[0]
    _, roles = story.seen(evidence.source, evidence.sentence)
    written = story.findings[evidence.source - 1].document.date
    end = row.when.interval.end if row.when.interval is not None else None
    if written is None or end is None or (written - end).days < RECENT_DAYS:
        return row
    before = roles["history"] + roles["previous"] + roles["context"]
    return replace(row, role="background") if before > roles["main"] + roles["consequence"] else row


def hanging(story: Story, rows: Sequence[EventRow]) -> tuple[list[EventRow], list[EventRow]]:
    """The rows that stand alone; and those that only make sense behind the sentence before them, of no worth.

    A table has no such place, so they are not printed unless a person wants them.
    """
    alone: list[EventRow] = []
    others: list[EventRow] = []
    for row in rows:
        if salience.leans(story.findings[row.line.evidence[0].source - 1], row.line):
            worth = Choice(0.0, (*row.choice.why, "only makes sense behind the sentence before it"))
            others.append(replace(row, choice=worth))
        else:
            alone.append(row)
    return alone, others


def without_title(rows: list[EventRow], title: Statement | None, left: list[LeftOut]) -> list[EventRow]:
    """The rows without one that was only reported on the day of the article and whose sentence is the title."""
    if title is None:
        return rows
    place = title.line.evidence[0]
    same = [r for r in rows if r.when.how == "document" and r.line.evidence == (place,)]
    left += [LeftOut("chronology", row.id, "stands as the title") for row in same]
    return [row for row in rows if row not in same]


def told(story: Story, number: int, findings: Findings, left: list[LeftOut], held: list[EventRow]) -> list[Mention]:
    """The events of one article whose day is stated; the same words on the same day stand once.

    Args:
        story: all articles.
        number: of the article.
        findings: of the article.
        left: takes up what is left out and why.
        held: takes up what a person may yet want printed.
    """
    made: list[Mention] = []
    seen: set[tuple[str, str | None]] = set()
    for one in findings.events:
        row = _row(story, number, findings, one)
        if one.when.how == "inherited":
            left.append(LeftOut("chronology", row.id, "its day is the story's, not stated with it"))
            held.append(row)
        elif one.role == "meta":
            left.append(LeftOut("chronology", row.id, "the date of a document that is cited"))
            held.append(row)
        elif (reason := happening.why_none(findings, one)) is not None:
            left.append(LeftOut("chronology", row.id, reason))
            held.append(row)
        elif claims.of_nobody(findings, one):
            left.append(LeftOut("chronology", row.id, claims.NOBODY))
            held.append(row)
        elif _only_says(findings, one):
            left.append(LeftOut("chronology", row.id, "says what stands there by itself"))
            held.append(row)
        elif (row.line.text, one.when.value) in seen:
            left.append(LeftOut("chronology", row.id, "the same words stand there for that day"))
        else:
            seen.add((row.line.text, one.when.value))
            made.append(Mention(row, number, story.origin(number), _own_words(findings, one)))
    return made


def _said_by(findings: Findings, one: Event) -> list[Span]:
    """What is said by an event that is a saying; empty where it is none, as where somebody rejects a treaty."""
    sayings = [
        a
        for a in findings.cued_near(one.trigger)
        if a.rule.startswith(saying.WHOLE) and any(cue.overlaps(one.trigger) for cue in a.cue)
    ]
    return [content for a in sayings for content in a.content]


def _only_says(findings: Findings, one: Event) -> bool:
    """Whether an event is the saying of another one that has a day of its own."""
    told = _said_by(findings, one)
    others = [e for e in findings.events_in(one.sentence) if e is not one and e.when.how == "stated"]
    return any(content.holds(e.trigger) for content in told for e in others)


def _own_words(findings: Findings, one: Event) -> str:
    """The words of an event's clause without those that it only says: these are another event's."""
    text, words, at = findings.document.text, "", one.span.start
    for content in sorted(c for c in _said_by(findings, one) if one.span.overlaps(c)):
        words += f"{text[at : max(at, content.start)]} "
        at = max(at, content.end)
    return words + text[at : max(at, one.span.end)]


def _row(story: Story, number: int, findings: Findings, one: Event) -> EventRow:
    claim = findings.attribution(one.claimed_by)
    who = findings.actor(claim.actor) if claim else None
    row = EventRow(
        id=f"e{number}.{one.id}",
        when=one.when,
        line=trim.event_line(findings, one, number),
        actors=tuple(a.name for i in one.actors if (a := findings.actor(i))),
        place=one.place.of(findings.document.text) if one.place else None,
        status=one.status,
        claimed_by=card(who) if who else None,
        role=one.role,
        independent=1,
        choice=Choice(0.0),
    )
    return salience.weighed(story, "chronology", row)


def card(actor: Actor) -> Speaker:
    """An actor as printed."""
    return Speaker(actor.name, actor.kind, actor.title, actor.affiliation)


def is_ahead(row: EventRow, day: dt.date) -> bool:
    """Whether a row tells what is still to come on a day: that of the news, whenever the page is printed."""
    start, end = row.when.interval or (None, None)
    if end is not None and end <= day:
        return False
    if row.when.bound in UP_TO:
        return True  # the edge lies ahead, however early its year began
    return row.status == "scheduled" or (start is not None and start > day)


def day(row: EventRow) -> dt.date:
    """Where a row stands: by its first day; by its last where the first is open or it is an edge; undated ones last."""
    days = row.when.interval
    if days is not None and days.end is not None and row.when.bound in UP_TO:
        return days.end - dt.timedelta(days=1)
    return (days.start or days.end if days else None) or dt.date.max


def covers(events: Sequence[EventRow]) -> Interval | None:
    """First day to the day after the last one told; what is still to come is not covered."""
    days = [e.when.interval for e in events if e.when.interval and e.when.value]
    starts = [d.start for d in days if d.start]
    ends = [d.end for d in days if d.end]
    return Interval(min(starts), max(ends)) if starts and ends else None
