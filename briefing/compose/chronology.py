"""The rows of the chronology, and which of them are still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing import rules
from briefing.compose import claims, happening, independence, merge, salience, saying, statements, trim, turning_points
from briefing.compose.mentions import Mention, stated_by
from briefing.compose.merge import Merged
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, LeftOut, Speaker, Statement
from briefing.model.findings import Actor, Event, Findings
from briefing.model.text import Sentence, Span
from briefing.model.time import UP_TO, Interval, When
from briefing.text_similarity import stem

#: What ended no longer ago than this is news, whatever its sentence does in the article.
RECENT_DAYS = 14
#: Days from the first article of a story to the last from which its chronology spreads its rows over the days.
SPREAD = 2
#: Sentences with which an article opens.
OPENING = 2
#: Share of a sentence that an event's clause must be for it to tell what the sentence tells.
MOST = 0.8
#: Share of a sentence that somebody must say for it to be their word: it tells what they say, and not that they say it.
SAID = 0.3


def merged(story: Story, left: list[LeftOut], held: list[EventRow]) -> Merged:
    """One row for each event, whichever articles tell it, and the mentions that were brought together.

    Args:
        story: all articles.
        left: takes up what is left out and why.
        held: takes up the events whose day is only taken over.
    """
    several = len(story.findings) > 1
    mentions: list[Mention] = []
    for n, f in story.sources():
        mentions += mentions_of(story, n, f, left)
        if several:
            mentions += sentences(story, n, f, whole=True)
    made = merge.merge(mentions, story.language, [f.document.title or "" for f in story.findings])
    for row, reason in made.held:
        left.append(LeftOut("chronology", row.id, reason))
        held.append(row)
    story = replace(story, support=made.support)
    marked = [_background(story, row) for row in made.rows]
    apart = turning_points.apart(marked, made.overtaken) if several else {}
    left += [LeftOut("chronology", row.id, apart[row.id]) for row in marked if row.id in apart]
    held += [row for row in marked if row.id in apart]
    turns = [salience.weighed(story, "chronology", row) for row in marked if row.id not in apart]
    return replace(made, rows=tuple(salience.spread(turns) if story.days > SPREAD else turns))


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


def without_title(rows: list[EventRow], title: Statement | None, left: list[LeftOut]) -> list[EventRow]:
    """The rows without one that was only reported on the day of the article and whose sentence is the title."""
    if title is None:
        return rows
    place = title.line.evidence[0]
    same = [r for r in rows if r.when.how == "document" and r.line.evidence == (place,)]
    left += [LeftOut("chronology", row.id, "stands as the title") for row in same]
    return [row for row in rows if row not in same]


def mentions_of(story: Story, number: int, findings: Findings, left: list[LeftOut]) -> list[Mention]:
    """The events of one article; the same words on the same day stand once.

    Args:
        story: all articles.
        number: of the article.
        findings: of the article.
        left: takes up what is left out and why.
    """
    made: list[Mention] = []
    voices = independence.voices(findings.document)
    seen: set[tuple[str, str | None]] = set()
    for event in findings.events:
        row = _row(story, number, findings, event)
        reason = _held(findings, event)
        key = row.line.text, event.when.value
        if reason is None and key in seen:
            left.append(LeftOut("chronology", row.id, "the same words stand there for that day"))
            continue
        if reason is None:
            seen.add(key)
        made.append(
            Mention(
                row,
                number,
                story.origin(number),
                _own_words(findings, event),
                clause=_clause(findings, event),
                held=reason,
                opens=event.sentence < OPENING,
                act=stem(event.trigger.of(findings.document.text).lower()),
                published=findings.document.date,
                voices=voices,
            )
        )
    return made


def _held(findings: Findings, event: Event) -> str | None:
    """Why an event may not be printed; ``None`` where it may."""
    if event.when.how == "inherited":
        return "its day is the story's, not stated with it"
    if event.role == "meta":
        return "the date of a document that is cited"
    if (reason := statements.why_headline(findings, findings.sentences[event.sentence])) is not None:
        return reason
    if (reason := happening.why_none(findings, event)) is not None:
        return reason
    if claims.of_nobody(findings, event):
        return claims.NOBODY
    if _only_says(findings, event):
        return "says what stands there by itself"
    return None


def sentences(story: Story, number: int, findings: Findings, *, whole: bool = False) -> Iterator[Mention]:
    """The sentences of an article that tell more than their events do, so that what two articles tell can meet.

    Args:
        story: all articles.
        number: of the article.
        findings: of the article.
        whole: every sentence, whatever events there are.
    """
    document = findings.document
    if document.date is None or not rules.whole(document.language):
        return
    when = reported(document.date, "the day of the article")
    voices = independence.voices(document)
    for sentence in findings.sentences:
        events = findings.events_in(sentence.i)
        length = sentence.span.end - sentence.span.start
        if not whole and any(len(_clause(findings, e)) > MOST * length for e in events):
            continue
        line = trim.sentence_line(findings, sentence, number)
        row = EventRow(f"e{number}.s{sentence.i}", when, line, (), None, "happened", None, "main", 1, salience.NOTHING)
        yield Mention(
            row,
            number,
            story.origin(number),
            sentence.span.of(document.text),
            content=_content(findings, sentence),
            days=tuple(day for event in events for day in stated_by(event.when)),
            held="its sentence states no day",
            bare=True,
            opens=sentence.i < OPENING,
            published=document.date,
            voices=voices,
        )


def _content(findings: Findings, sentence: Sentence) -> str | None:
    """The words of a sentence without who says it and the verb of saying; ``None`` where nobody says much of it."""
    length = sentence.span.end - sentence.span.start
    named: list[Span] = []
    for claim in findings.attributions_in(sentence.i):
        said = sum(content.end - content.start for content in claim.content if sentence.span.holds(content))
        if claim.certainty != "unsure" and said >= SAID * length:
            named += (*claim.source, *claim.cue)
    return _outside(findings.document.text, sentence.span, named) if named else None


def _clause(findings: Findings, event: Event) -> str:
    """The words of an event's clause without the clauses of other events inside it."""
    inside = (e.span for e in findings.events_in(event.sentence) if e.span != event.span and event.span.holds(e.span))
    return _outside(findings.document.text, event.span, inside)


def _outside(text: str, whole: Span, parts: Iterable[Span]) -> str:
    """The words of a stretch of text without those of some parts of it."""
    words, at = "", whole.start
    for part in sorted(p for p in parts if whole.overlaps(p)):
        words += f"{text[at : max(at, part.start)]} "
        at = max(at, part.end)
    return words + text[at : max(at, whole.end)]


def _said_by(findings: Findings, event: Event) -> list[Span]:
    """What is said by an event that is a saying; empty where it is none, as where somebody rejects a treaty."""
    sayings = [
        a
        for a in findings.cued_near(event.trigger)
        if a.rule.startswith(saying.WHOLE) and any(cue.overlaps(event.trigger) for cue in a.cue)
    ]
    return [content for a in sayings for content in a.content]


def _only_says(findings: Findings, event: Event) -> bool:
    """Whether an event is the saying of another one that has a day of its own."""
    said = _said_by(findings, event)
    others = [e for e in findings.events_in(event.sentence) if e is not event and e.when.how == "stated"]
    return any(content.holds(e.trigger) for content in said for e in others)


def _own_words(findings: Findings, event: Event) -> str:
    """The words of an event's clause without those that it only says: these are another event's."""
    return _outside(findings.document.text, event.span, _said_by(findings, event))


def _row(story: Story, number: int, findings: Findings, event: Event) -> EventRow:
    claim = findings.attribution(event.claimed_by)
    who = findings.actor(claim.actor) if claim else None
    row = EventRow(
        id=f"e{number}.{event.id}",
        when=event.when,
        line=trim.event_line(findings, event, number),
        actors=tuple(a.name for i in event.actors if (a := findings.actor(i))),
        place=event.place.of(findings.document.text) if event.place else None,
        status=event.status,
        claimed_by=card(who) if who else story.view(number, event.sentence),
        role=event.role,
        independent=1,
        choice=Choice(0.0),
    )
    return salience.weighed(story, "chronology", row)


def reported(day: dt.date, reason: str) -> When:
    """The day of an article as the day by which something was told."""
    value = day.isoformat()
    return When(value, "day", Interval(day, day + dt.timedelta(days=1)), value, None, "document", reason)


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
    # What an article tells as done "early Thursday" is done, though the article bears Wednesday's date.
    return row.status == "scheduled" or (row.status != "happened" and start is not None and start > day)


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
