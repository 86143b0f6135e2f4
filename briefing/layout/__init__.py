"""From a brief to exactly one page: what is printed, and where each line ends.

Content is chosen and lines are broken once, with the advances of the type and exact leading, so that the PDF and the
DOCX carry the same lines.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.errors import FitError, UsageError
from briefing.fonts import bidi
from briefing.layout import dates, two_columns
from briefing.layout.blocks import build, counted, head, legend, spread
from briefing.layout.enlarging import SPARE_PT, enlarged
from briefing.layout.entries import Draft
from briefing.layout.missing_glyphs import undrawn
from briefing.layout.notes import numbered
from briefing.layout.page_fitting import LEAST_WORTH, Selection
from briefing.layout.page_setting import PageSetting
from briefing.layout.sections import Composer
from briefing.layout.sheets import paginate
from briefing.layout.template import Section, Template
from briefing.layout.text_runs import Words, clean
from briefing.layout.typesetter import Setter
from briefing.layout.unplaced_speakers import Named
from briefing.model import identity, record
from briefing.model.blocks import Run, Text
from briefing.model.brief import Brief, LeftOut, Line, PositionRow
from briefing.model.page import PAPERS, Count, Footer, HousePlace, NotesAt, Page, Place, PrintedLine
from briefing.model.text import Note

if TYPE_CHECKING:
    from briefing.layout.house_page import HousePage

__all__ = ["fit"]

#: Kept free at the foot of the page: a line that somebody adds by hand, or a title that grows by one, makes no second
#: sheet, and other programs round otherwise.
SLACK_PT = 20.0
#: Of it so much is kept against rounding alone: the rest gives way to a handling mark, which takes no line's room.
ROUNDING_PT = 10.0
#: Notes at the foot of the page end so far above its margin.
FOOT_PT = 6.0
#: The slack where a line runs from the right: another program sets it in a font of its own, and it may turn over.
RIGHT_SLACK_PT = 34.0
#: Sizes of the body text of large print, in points; 0 for that of the template.
SIZES = (0, 12, 14, 18)
#: More sheets than any page takes.
MANY = 99
#: Body text of large print is 12 points where it is 9.5 otherwise.
LARGE = 1.26
#: What stands at the foot of a page, in the lines that it takes in large print.
FOOT_LINES = 3
#: How often a page is made again from what its file carries until it is the same.
_AGAIN = 3
#: Why a position is left out whose speaker is named all the same.
NAMED = "no room on the page; its speaker is named below the positions"


def fit(
    brief: Brief, template: Template, paper: str = "a4", large_print: int = 0, notes_at: NotesAt = "inline"
) -> Page:
    """The page for a brief.

    Args:
        brief: what there is to print.
        template: the look, and what yields first.
        paper: ``a4`` or ``letter``.
        large_print: the size of the body text: 12 pt (also ``True``), for which the page may take two sheets; or 14 or
            18 pt, in which all type has at least that size and the lines of the page take as many sheets as they need.
            A note says how many.
        notes_at: whether the sources of a line are told in notes, and where.

    Raises:
        FitError: even with all that may yield gone, the rest does not fit.
        UsageError: no such paper, or what is wanted does not go together.
    """
    size = 12 if large_print is True else large_print
    _refuse(template, paper, size, notes_at)
    page = _fitted(brief, template, paper, size, notes_at)
    for _ in range(_AGAIN):
        # What a file carries of the brief must make the same page: what gives way in the end may have let others in.
        carried = record.passed_on(brief, page)
        if carried == brief:
            break  # as in a brief that was read out of a file
        again = _fitted(carried, template, paper, size, notes_at)
        if (again.lines, again.sheets) == (page.lines, page.sheets):
            break
        stand = {line.id for line in again.lines}
        away = {(row.section, row.id): row for row in (*page.left_out, *again.left_out)}
        page = dataclasses.replace(again, left_out=tuple(row for row in away.values() if row.id not in stand))
    return page


def _on_letterhead(brief: Brief, template: Template, width_pt: float) -> HousePage | None:
    """The house's own Word file with the brief's words in it; ``None`` where the template has none."""
    if template.house is None:
        return None
    from briefing.layout.house_page import HousePage

    return HousePage.of(brief, template, template.house, width_pt)


def _fitted(brief: Brief, template: Template, paper: str, size: int, notes_at: NotesAt) -> Page:
    """The page for a brief, as :func:`fit` takes its arguments."""
    if size:
        template = two_columns.across(template)  # columns are too narrow for large print
    house = template.house
    sheet = PAPERS[house.paper if house else paper]  # type: ignore[index] # checked just above
    words = Words(brief, template, noted=notes_at != "inline")
    setting = PageSetting.of(words, sheet, Setter(template, LARGE if size == 12 else 1.0), notes_at)
    composer, depth = setting.composer, setting.depth_pt
    drafts = two_columns.drafts(composer)
    top = head(composer)
    on_paper = _on_letterhead(brief, template, composer.width_pt)
    sheets = 1 if house else 2 if size == 12 else template.pages
    selection = Selection.of(
        composer,
        drafts,
        sum(t.height_pt for t in top) + (on_paper.height_pt(composer.setter) if on_paper else 0),
        setting.notes,
    )
    slack = RIGHT_SLACK_PT if any(bidi.has_right(line.text) for _, _, line in record.lines(brief)) else SLACK_PT
    slack = max(slack - setting.marked_pt, ROUNDING_PT)
    limit = depth - slack
    if sheets > 1:
        # A row or heading that would straddle the sheets moves on whole; what it leaves empty is not counted on.
        limit = sheets * depth - slack - _tallest(selection) - (_again_pt(composer) if size else 0.0)
    if not selection.choose(limit):
        if any(selection.kept.values()) and brief.kept:
            raise _too_much_kept(selection, limit, template)
        raise FitError(
            f"what must be printed is {selection.height_pt() - limit:.0f} points too tall for {sheets} {paper} "
            f"page{'s' if sheets > 1 else ''}",
            where=f"template {template.name}",
            next_step="Shorten the title, the reference or the names at the head, or choose another template."
            if house is None
            else "Shorten the title, or make what stands in the letterhead's own body smaller.",
        )
    if template.side is not None and two_columns.is_sparse(template, drafts, selection.section_pt):
        return _fitted(brief, two_columns.fuller(template), paper, size, notes_at)
    if not size and house is None and sheets == 1:
        larger = enlarged(setting, selection, sheet, notes_at, slack + SPARE_PT)
        if larger is not None:
            setting, selection = larger
            composer, depth, slack = setting.composer, setting.depth_pt, slack + SPARE_PT
    if size > 12:
        setting = PageSetting.of(words, sheet, Setter(template, least_pt=size), notes_at)
        composer, depth, sheets = setting.composer, setting.depth_pt, MANY
        again = [composer.draft(_in_lines(spec)) for spec in template.sections]
        selection = selection.set_by(composer, again, setting.notes)
    built = build(selection)
    room = depth - slack - selection.height_pt()
    top = head(composer, {entry.id: entry.line for _, entry in selection.printed()})
    places: Sequence[HousePlace] = ()
    listed: tuple[Text, ...] = ()
    if on_paper is not None:
        blocks, places = on_paper.placed(
            top, [(d.spec.kind, made) for d, made in built], _foot(selection), composer.setter, composer.width_pt
        )
    else:
        below = two_columns.joined(composer, built)
        blocks = [*top, *(spread(below, room) if sheets == 1 else below)]
    if (notes := setting.notes) is not None:
        order = selection.cites()
        blocks = numbered(blocks, order)
        spare = depth - FOOT_PT - sum(b.height_pt for b in blocks) - notes.height_pt(order)
        blocks += notes.blocks(order, spare)
        listed = notes.listed(selection.cited())
    last, footer = _footing(setting, selection) if size else ((), setting.footer(_foot(selection)))
    blocks += last
    placed = paginate(
        blocks, math.inf if on_paper else depth, functools.partial(_continued, composer) if size else None
    )
    cut = [note for kind, e in selection.printed() if (note := composer.cut.get((kind, e.id))) is not None]
    remarks = [*cut, *composer.notes, *_unplaced(selection, template), *undrawn(blocks)]
    remarks += on_paper.notes() if on_paper else ()
    if len(placed) > 1:
        remarks.append(Note("pages", template.label("more_pages", count=len(placed))))
    return Page(
        paper=sheet,
        margins=setting.margins,
        sheets=placed,
        footer=footer,
        banner=setting.marking,
        looks=tuple(composer.setter.looks.values()),
        title=clean(brief.title),
        language=brief.language,
        template=template.name,
        counts=_counts(selection),
        left_out=_left_out(selection),
        notes=tuple(remarks),
        logo=template.logo,
        letterhead=on_paper.letterhead(places) if on_paper else None,
        large_print=bool(size),
        type_pt=int(size),
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


def _refuse(template: Template, paper: str, size: int, notes_at: NotesAt) -> None:
    """What is wanted, where it is not to be had or does not go together."""
    if paper not in PAPERS:
        raise UsageError(f"there is no paper called {paper!r}", next_step=f"Choose one of {', '.join(PAPERS)}.")
    if size not in SIZES:
        raise UsageError(f"there is no large print in {size} points", next_step="Choose 12, 14 or 18.")
    if template.house is not None and size:
        raise UsageError(
            "a letterhead cannot be set in large print", next_step="Leave out --large-print or the letterhead."
        )
    if notes_at == "foot" and (template.pages > 1 or size):
        raise UsageError(
            "notes can stand at the foot of a single page only",
            next_step="Use --notes end, or leave out --large-print.",
        )


def _in_lines(spec: Section) -> Section:
    """A section as a list, none of whose lines is cut: columns are too narrow for large print."""
    return dataclasses.replace(spec, columns=(), item_lines=MANY)


def _continued(composer: Composer, heading: Text) -> Text:
    """The heading above what goes on from the sheet before."""
    words = composer.template.label("continued", heading=heading.plain)
    return composer.subheading(words) if heading.look.name == "subheading" else composer.heading(words)


def _again_pt(composer: Composer) -> float:
    """What large print takes besides: a heading that is repeated, and what the last line of a sheet has no room for."""
    return composer.heading("").height_pt + composer.setter.text("note", [], composer.width_pt).height_pt * FOOT_LINES


def _places(line: Line) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(Place(e.source, e.paragraph) for e in line.cited))


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
    listed = ", ".join(names.get(id_, id_) for id_ in away)
    return [Note("kept", f"The template {template.name} has no section for what was marked keep: yes: {listed}.")]


def _tallest(selection: Selection) -> float:
    rows = (d.entry(i).height_pt for d in selection.drafts for i in selection.considered(d))
    return max(rows, default=0.0) + max((d.overhead_pt for d in selection.drafts), default=0.0)


def _footing(setting: PageSetting, selection: Selection) -> tuple[Sequence[Text], Footer]:
    """What stands behind the sources, and at the foot of every sheet: in large print its line is often too short."""
    foot, composer = _foot(selection), setting.composer
    footer = setting.footer(foot)
    if footer.left == foot:
        return (), footer
    return (composer.setter.text("note", [Run(foot)], composer.width_pt),), setting.footer("")


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
