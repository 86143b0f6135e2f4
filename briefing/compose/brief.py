"""From findings to a brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose import trim
from briefing.model.brief import (
    Brief,
    Choice,
    EventRow,
    LeftOut,
    PositionRow,
    Question,
    Source,
    Speaker,
    Statement,
)
from briefing.model.findings import Actor, Findings
from briefing.model.time import Interval


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What the user wants of the brief."""

    as_of: dt.date
    title: str | None = None
    actor: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    reference: str | None = None
    mark: str | None = None
    to: str | None = None
    from_: str | None = None


def compose(findings: Sequence[Findings], options: BriefOptions) -> Brief:
    """One brief out of the findings of one article or many."""
    events: list[EventRow] = []
    positions: list[PositionRow] = []
    questions: list[Question] = []
    left: list[LeftOut] = []
    statements: list[Statement] = []
    sources: list[Source] = []
    for number, found in enumerate(findings, start=1):
        document = found.document
        sources.append(
            Source(number, document.id, document.title, document.publisher, document.authors, document.date,
                   document.date_from, document.url, len(found.parse.tokens))
        )  # fmt: skip
        for s in found.sentences[:6]:
            statements.append(
                Statement(f"s{number}.{s.i}", trim.sentence_line(found, s, number), Choice(1 / (1 + s.i)))
            )
        for e in found.events:
            claim = next((a for a in found.attributions if a.id == e.claimed_by), None)
            events.append(
                EventRow(f"e{number}.{e.id}", e.when, trim.event_line(found, e, number), e.actors, None, e.status,
                         _speaker(found.actor(claim.actor)) if claim else None, e.role, 1, Choice(1.0))
            )  # fmt: skip
        for a in found.attributions:
            actor = found.actor(a.actor)
            line = trim.position_line(found, a, number) if a.content else None
            if line is None or a.certainty == "unsure" or actor is None:
                left.append(LeftOut("positions", f"p{number}.{a.id}", "left to the review"))
            elif a.kind == "no_comment":
                questions.append(Question(f"q{number}.{a.id}", "no_comment", line, Choice(1.0), actor.name))
            else:
                positions.append(
                    PositionRow(
                        f"p{number}.{a.id}", _card(actor), a.stance, a.kind, line, None, a.certainty, Choice(a.score)
                    )
                )
    events.sort(key=lambda e: e.when.interval.start if e.when.interval and e.when.interval.start else dt.date.max)
    days = [e.when.interval for e in events if e.when.interval and e.when.value]
    covers = None
    if days:
        starts = [d.start for d in days if d.start]
        ends = [d.end for d in days if d.end]
        covers = Interval(min(starts), max(ends)) if starts and ends else None
    first = findings[0].document
    title = options.title or first.title or first.id
    return Brief(
        title, "given" if options.title else "article", options.as_of, first.language, findings[0].parse.engine, covers,
        tuple(statements[:2]), tuple(statements[2:6]), tuple(e for e in events if e.status != "scheduled"),
        tuple(e for e in events if e.status == "scheduled"), tuple(positions), (), tuple(questions), tuple(sources),
        tuple(left), tuple(n for f in findings for n in f.notes), options.reference, options.mark, options.to,
        options.from_,
    )  # fmt: skip


def _speaker(actor: Actor | None) -> Speaker | None:
    return _card(actor) if actor else None


def _card(actor: Actor) -> Speaker:
    return Speaker(actor.name, actor.kind, actor.title, actor.affiliation)
