"""From the findings of one article, or of many, to one brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.compose import (
    bottom_line,
    chronology,
    forms,
    imitations,
    introductions,
    key_points,
    open_questions,
    people,
    point_candidates,
    superseded,
    table_rows,
    unrelated,
)
from briefing.compose.figures import rows as figure_rows
from briefing.compose.positions import rows as position_rows
from briefing.compose.story import BriefOptions, Story, story
from briefing.model.brief import Brief, EventRow, Filled, LeftOut, Line, Passage, PositionRow, Source, Statement
from briefing.model.correspondents import addressed
from briefing.model.findings import Findings
from briefing.model.text import Document

__all__ = ["BriefOptions", "arranged", "compose"]


def compose(findings: Sequence[Findings], options: BriefOptions) -> Brief:
    """One brief out of the findings of one article or many, every candidate ranked.

    Args:
        findings: at least one, in the order their sources are numbered.
        options: what is printed at the head, and what to bring first.
    """
    whole_story = story(findings, options)
    first = findings[0].document
    left: list[LeftOut] = []
    held_events: list[EventRow] = []
    held_positions: list[PositionRow] = []
    merged = chronology.merged(whole_story, left, held_events)
    whole_story = replace(whole_story, support=merged.support)
    language = first.language
    events = imitations.admitted(merged.rows, "chronology", left, language)
    held_events = imitations.admitted(held_events, "chronology", left, language)
    positions = position_rows(whole_story, events, left, held_positions, merged.groups)
    positions = imitations.admitted(positions, "positions", left, language)
    positions = superseded.current(whole_story, positions, left, held_positions)
    held_positions = imitations.admitted(held_positions, "positions", left, language)
    questions = open_questions.questions(whole_story, events, held_events, merged.disputes)
    questions = imitations.admitted(questions, "questions", left, language)
    ranked = point_candidates.statements(whole_story, events, left, merged)
    ranked = imitations.admitted(ranked, "key_points", left, language)
    named = options.title or imitations.without_marks(first.title, language)
    headline = None if named else bottom_line.headline(whole_story, ranked)
    events = chronology.without_title(events, headline, left)
    raised = superseded.tolls(whole_story, ranked)
    bottom = bottom_line.bottom_line(whole_story, ranked, headline, merged.disputes, raised)
    bottom = bottom_line.with_places(bottom, events, merged.compared)
    if not options.title:
        named = imitations.without_marks(_leading(whole_story, bottom).title, language) or named
    counted = imitations.admitted(figure_rows(whole_story, events), "figures", left, language)
    figures, other_figures = table_rows.parted(whole_story, counted)
    events, other_events = table_rows.parted(whole_story, events)
    order = {row.id: n for n, row in enumerate(positions)}
    positions, other_positions = table_rows.parted(whole_story, positions)
    by_form = forms.forms(
        key_points.key_points(
            whole_story,
            superseded.points(ranked, bottom, raised, left),
            bottom,
            headline,
            positions,
            left,
            other_positions,
        ),
        events,
        positions,
        figures,
    )
    to, address = addressed(options.to)
    brief = Brief(
        title=named or (_title(headline.line) if headline else first.id),
        title_from="given" if options.title else "article" if named else "lead",
        as_of=options.as_of,
        language=language,
        engine=findings[0].parse.engine,
        covers=None,
        bottom_line=tuple(bottom),
        key_points=tuple(by_form.points),
        chronology=(*by_form.events, *other_events),
        scheduled=(),
        positions=tuple(sorted((*by_form.positions, *other_positions), key=lambda row: order[row.id])),
        figures=(*by_form.figures, *other_figures),
        questions=tuple(questions),
        sources=tuple(_source(whole_story, f, n) for n, f in whole_story.sources()),
        left_out=tuple(left),
        notes=(*(note for f in findings for note in f.notes), *unrelated.notes(findings)),
        reference=options.reference,
        mark=options.mark,
        to=to,
        address=address,
        from_=options.from_,
        passages=tuple(p for n, f in whole_story.sources() for p in _passages(f, n)),
        held_events=tuple(held_events),
        held_positions=tuple(held_positions),
        asked=tuple(dict.fromkeys((*options.actor, *options.topic))),
    )
    return introductions.introduced(people.told_once(arranged(brief), whole_story), whole_story)


def _leading(whole_story: Story, bottom: Sequence[Statement]) -> Document:
    """The article that tells the first line of the bottom line, whose title is the story's."""
    return whole_story.findings[bottom[0].line.place[0] - 1 if bottom else 0].document


def _title(line: Line) -> str:
    """A line as the page's title: without the dates filled in, which stand in the line itself."""
    pieces = tuple(p for p in line.pieces if not (isinstance(p, Filled) and any(c.isdigit() for c in p.text)))
    return replace(line, pieces=pieces).text.rstrip(".")


def arranged(brief: Brief) -> Brief:
    """The brief with its events by day, and those apart that lay ahead when the news was written."""
    events = sorted((*brief.chronology, *brief.scheduled), key=lambda e: (chronology.day(e), e.id))
    past = tuple(e for e in events if not chronology.is_ahead(e, brief.news_day))
    return replace(
        brief,
        covers=chronology.covers(past),
        chronology=past,
        scheduled=tuple(e for e in events if chronology.is_ahead(e, brief.news_day)),
    )


def _passages(findings: Findings, number: int) -> list[Passage]:
    document = findings.document
    return [
        Passage(
            document.id,
            number,
            sentence.paragraph + 1,
            sentence.i,
            sentence.span,
            sentence.span.of(document.text),
            post.date if (post := document.post_at(sentence.span)) else None,
        )
        for sentence in findings.sentences
    ]


def _source(whole_story: Story, findings: Findings, number: int) -> Source:
    document = findings.document
    return Source(
        number=number,
        document=document.id,
        title=imitations.without_marks(document.title, document.language),
        publisher=imitations.without_marks(document.publisher, document.language),
        authors=tuple(
            name for author in document.authors if (name := imitations.without_marks(author, document.language))
        ),
        date=document.date,
        date_from=document.date_from,
        url=document.url,
        words=len(findings.parse.tokens),
        same_as=whole_story.copied_from(number),
        section=document.section,
        page=document.page,
        status=document.status,
        day_first=document.day_first,
        digest=document.digest,
        archived=document.archived,
        doi=document.doi,
    )
