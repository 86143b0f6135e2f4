"""From a brief to exactly one page: what is printed, and where each line ends.

Content is chosen and lines are broken once, with the advances of the type and exact leading, so that the PDF and the
DOCX carry the same lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefing.errors import FitError, UsageError
from briefing.fonts import bidi
from briefing.layout import dates
from briefing.layout.blocks import build, counted, head, legend, spread
from briefing.layout.house_page import HousePage
from briefing.layout.line_breaking import width_of
from briefing.layout.markings import banner
from briefing.layout.missing_glyphs import undrawn
from briefing.layout.notes import Notes, numbered
from briefing.layout.page_fitting import LEAST_WORTH, Selection
from briefing.layout.sections import Composer, Draft
from briefing.layout.sheets import paginate
from briefing.layout.template import Template
from briefing.layout.text_runs import Words, clean
from briefing.layout.typesetter import BETWEEN_PT, Setter
from briefing.layout.unplaced_speakers import Named
from briefing.model import identity, record
from briefing.model.brief import Brief, LeftOut, Line, PositionRow
from briefing.model.page import (
    BANNER_EDGE_PT,
    PAPERS,
    Banner,
    Count,
    Footer,
    HousePlace,
    Margins,
    NotesAt,
    Page,
    Place,
    PrintedLine,
    Rule,
    Run,
    Text,
)
from briefing.model.text import Note

__all__ = ["fit"]

#: The rule above the footer, with the space under it.
FOOT_RULE_PT = 3.5
#: Kept free at the foot of the page against rounding in other programs.
SLACK_PT = 10.0
#: Notes at the foot of the page end so far above its margin.
FOOT_PT = 2.0
#: The slack where a line runs from the right: another program sets it in a font of its own, and it may turn over.
RIGHT_SLACK_PT = 24.0
#: Body text of large print is 12 points where it is 9.5 otherwise.
LARGE = 1.26
#: Why a position is left out whose speaker is named all the same.
NAMED = "no room on the page; its speaker is named below the positions"


def fit(
    brief: Brief, template: Template, paper: str = "a4", large_print: bool = False, notes_at: NotesAt = "inline"
) -> Page:
    """The page for a brief.

    Args:
        brief: what there is to print.
        template: the look, and what yields first.
        paper: ``a4`` or ``letter``.
        large_print: body text of 12 pt; the page may then take two sheets, and a note says so.
        notes_at: whether the sources of a line are told in notes, and where.

    Raises:
        FitError: even with all that may yield gone, the rest does not fit.
        UsageError: no such paper, or what is wanted does not go together.
    """
    if paper not in PAPERS:
        raise UsageError(f"there is no paper called {paper!r}", next_step=f"Choose one of {', '.join(PAPERS)}.")
    house = template.house
    if house is not None and large_print:
        raise UsageError("a letterhead has no large print", next_step="Leave --large-print or the letterhead away.")
    sheet = PAPERS[house.paper if house else paper]  # type: ignore[index] # checked just above
    setter = Setter(template, LARGE if large_print else 1.0)
    words = Words(brief, template, noted=notes_at != "inline")
    marking = banner(brief.mark, setter, sheet.width_pt - template.margins.left_pt - template.margins.right_pt)
    margins = _margins(template, setter, marking)
    composer = Composer(words, setter, sheet, margins)
    drafts = [composer.draft(spec) for spec in template.sections]
    top = head(composer)
    on_paper = HousePage.of(brief, template, composer.width_pt)
    depth = sheet.height_pt - margins.top_pt - margins.bottom_pt
    sheets = 1 if house else 2 if large_print else template.pages
    notes = Notes(notes_at, words, setter, composer.width_pt) if words.noted else None
    if house is not None and notes is not None:
        raise UsageError("a letterhead has no notes", next_step="Leave --notes or the letterhead away.")
    if notes_at == "foot" and sheets > 1:
        raise UsageError(
            "notes stand at the foot of one page only", next_step="Take --notes end, or leave --large-print away."
        )
    selection = Selection.of(
        composer, drafts, sum(t.height_pt for t in top) + (on_paper.height_pt(setter) if on_paper else 0), notes
    )
    slack = RIGHT_SLACK_PT if any(bidi.has_right(line.text) for _, _, line in record.lines(brief)) else SLACK_PT
    limit = depth - slack
    if sheets > 1:
        # A row or heading that would straddle the sheets moves on whole; what it leaves empty is not counted on.
        limit = sheets * depth - slack - _tallest(selection)
    if not selection.choose(limit):
        if any(selection.kept.values()) and brief.kept:
            raise _too_much_kept(selection, limit, template)
        raise FitError(
            f"what must be printed is {selection.height_pt() - limit:.0f} points too tall for {sheets} {paper} "
            f"page{'s' if sheets > 1 else ''}",
            where=f"template {template.name}",
            next_step="Shorten the title, the reference or the names at the head, or choose another template.",
        )
    built = build(selection)
    room = depth - slack - selection.height_pt()
    stand = {entry.id for kind, entry in selection.printed() if kind == "chronology"}
    top = head(composer, [row for row in brief.chronology if row.id in stand])
    places: Sequence[HousePlace] = ()
    listed: tuple[Text, ...] = ()
    if on_paper is not None:
        foot = _foot(selection)
        blocks, places = on_paper.placed(top, built, foot, setter, composer.width_pt)
    else:
        below = [block for _, section in built for block in section]
        blocks = [*top, *(spread(below, room) if sheets == 1 else below)]
    if notes is not None:
        order = selection.cites()
        blocks = numbered(blocks, order)
        spare = depth - FOOT_PT - sum(b.height_pt for b in blocks) - notes.height_pt(order)
        blocks += notes.blocks(order, spare)
        listed = notes.listed(selection.cited(), composer.sources("short"))
    placed = paginate(blocks, math.inf if on_paper else depth)
    cut = [note for kind, e in selection.printed() if (note := composer.cut.get((kind, e.id))) is not None]
    told = [*cut, *composer.notes, *_unplaced(selection, template), *undrawn(blocks)]
    told += on_paper.notes() if on_paper else ()
    if len(placed) > 1:
        told.append(Note("pages", template.label("two_pages")))
    return Page(
        paper=sheet,
        margins=margins,
        sheets=placed,
        footer=_footer(selection, marking),
        banner=marking,
        looks=tuple(setter.looks.values()),
        title=clean(brief.title),
        language=brief.language,
        template=template.name,
        counts=_counts(selection),
        left_out=_left_out(selection),
        notes=tuple(told),
        logo=template.logo,
        letterhead=on_paper.letterhead(places) if on_paper else None,
        large_print=large_print,
        notes_at=notes_at,
        listed=listed,
        texts={k: v for k, v in template.labels.items() if isinstance(v, str)},
        lines=tuple(
            PrintedLine(kind, e.id, e.line.text, _places(e.line), e.when, e.speaker)
            for kind, e in selection.printed()
            if e.line is not None
        ),
        source_days={s.number: dates.day(s.date, template) for s in brief.sources if s.date is not None},
    )


def _margins(template: Template, setter: Setter, marking: Banner | None) -> Margins:
    """The template's margins, wider where the handling mark needs it."""
    margins = template.margins
    if marking is None:
        return margins
    foot = BANNER_EDGE_PT + marking.leading_pt + setter.looks["footer"].leading_pt + FOOT_RULE_PT
    return margins._replace(
        top_pt=max(margins.top_pt, marking.needs_pt), bottom_pt=max(margins.bottom_pt, math.ceil(foot * 20) / 20)
    )


def _places(line: Line) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(Place(e.source, e.paragraph) for e in line.evidence))


def _too_much_kept(selection: Selection, limit_pt: float, template: Template) -> FitError:
    """That what a person wants printed does not fit, with each line and its height."""
    names = identity.names(selection.composer.brief)
    rows = [(d.spec.kind, d.entry(i)) for d in selection.drafts for i in selection.wanted(d)]
    lines = "".join(
        f"\n  {entry.height_pt:4.0f} pt  {kind}: {names.get(entry.id, entry.id)}, “{_short(entry.line.text)}”"
        for kind, entry in rows
        if entry.line is not None
    )
    over = selection.height_pt() - limit_pt
    count = "1 line" if len(rows) == 1 else f"{len(rows)} lines"
    return FitError(
        f"{count} marked keep: yes need {over:.0f} points more than the page has:{lines}",
        where=f"template {template.name}",
        next_step="Set keep: auto or no on some of them, shorten their text, or choose a template of two pages.",
    )


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _unplaced(selection: Selection, template: Template) -> list[Note]:
    """Rows that a person wants printed and the template has no section for."""
    brief = selection.composer.brief
    there = {row.id for draft in selection.drafts for row in draft.rows}
    away = [id_ for id_ in brief.kept if id_ not in there]
    if not away:
        return []
    names = identity.names(brief)
    told = ", ".join(names.get(id_, id_) for id_ in away)
    return [Note("kept", f"The template {template.name} has no section for what was marked keep: yes: {told}.")]


def _tallest(selection: Selection) -> float:
    rows = (d.entry(i).height_pt for d in selection.drafts for i in selection.considered(d))
    return max(rows, default=0.0) + max((d.overhead_pt for d in selection.drafts), default=0.0)


def _foot(selection: Selection) -> str:
    """The words at the left of the foot."""
    brief, template = selection.composer.brief, selection.composer.template
    parts = {
        "reference": brief.reference,
        "mark": brief.mark,
        "title": brief.title,
        "date": dates.day(brief.as_of, template),
        "counts": counted(selection),
        "legend": legend(selection),
    }
    return " · ".join(clean(text) for key in template.footer_left if (text := parts[key]))


def _footer(selection: Selection, marking: Banner | None) -> Footer:
    """The last line of every sheet; nothing where the house's own file has a foot."""
    composer = selection.composer
    template, setter = composer.template, composer.setter
    left = "" if template.house else _foot(selection)
    number = width_of([Run(template.label("page", page=99, pages=99))], setter.looks["footer"].size_pt)
    line = setter.one_line("footer", [Run(left)], composer.width_pt - number - BETWEEN_PT)
    return Footer(
        setter.looks["footer"],
        line.plain,
        "" if template.house else template.label("page"),
        Rule(0.5, template.colours["rule"], FOOT_RULE_PT - 0.5),
        from_edge_pt=BANNER_EDGE_PT + marking.leading_pt if marking else 22.0,
    )


def _counts(selection: Selection) -> tuple[Count, ...]:
    counts = []
    for draft in selection.drafts:
        if draft.spec.kind == "sources":
            counts.append(Count("sources", selection.shown_sources(), len(selection.composer.brief.sources)))
        elif draft.spec.kind != "timeline":
            counts.append(Count(draft.spec.kind, len(selection.kept[draft.spec.kind]), selection.total(draft)))
    return tuple(counts)


def _left_out(selection: Selection) -> tuple[LeftOut, ...]:
    kept = selection.kept
    return tuple(
        LeftOut(d.spec.kind, row.id, _why(selection, d, i, below))
        for d in selection.drafts
        if d.spec.kind not in ("sources", "timeline")
        for below in (selection.below(d),)
        for i, row in enumerate(d.rows)
        if i not in kept[d.spec.kind]
    )


def _why(selection: Selection, draft: Draft, index: int, below: Named | None) -> str:
    """Why an entry is not printed; ``below`` is the line of names below its section."""
    if (kind := selection.told_by.get((draft.spec.kind, index))) is not None:
        return f"stands in the {kind.replace('_', ' ')}"
    row = draft.rows[index]
    if row.choice.score <= LEAST_WORTH:
        return "too little by itself"
    named = below is not None and isinstance(row, PositionRow) and row.speaker.name in below.speakers
    return NAMED if named else "no room on the page"
