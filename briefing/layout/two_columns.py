"""Sections in two columns: their measures, their height together, and the block they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from briefing.layout.entries import Draft
from briefing.layout.sections import Composer
from briefing.layout.template import Template
from briefing.model.blocks import Block, Columns, Rule, Text

#: Between the type of the narrow column and the edges of its ground.
INSET_PT = 8.0
PAD_PT = 7.0
#: Above the columns.
BEFORE_PT = 8.0
BAR_PT = 3.0
#: A column that fills less of the other one's height wants what may stand in either; one that even so fills hardly any
#: of it is none.
SPARSE, HARDLY_ANY = 0.6, 0.42


def across(template: Template) -> Template:
    """A template with all its sections over the whole measure."""
    if template.side is None:
        return template
    sections = tuple(dataclasses.replace(spec, place="across") for spec in template.sections)
    return dataclasses.replace(template, side=None, sections=sections)


def fuller(template: Template) -> Template:
    """For a page with little in a column: what may stand in either one in the narrow one; else all across."""
    if all(spec.place != "either" for spec in template.sections):
        return across(template)
    sections = tuple(
        dataclasses.replace(spec, place="side" if spec.place == "either" else spec.place) for spec in template.sections
    )
    return dataclasses.replace(template, sections=sections)


def is_sparse(template: Template, drafts: Sequence[Draft], section_pt: Callable[[Draft], float]) -> bool:
    """Whether one column stands too empty beside the other."""
    least = SPARSE if any(spec.place == "either" for spec in template.sections) else HARDLY_ANY
    main, side = (sum(section_pt(d) for d in drafts if d.spec.place == place) for place in ("main", "side"))
    return not side or min(main, side) < least * max(main, side)


def drafts(composer: Composer) -> list[Draft]:
    """All sections, each set to the measure of its place."""
    template = composer.template
    if template.side is None:
        return [composer.draft(spec) for spec in template.sections]
    main, side = measures(composer)
    composers: Mapping[str, Composer] = {
        "across": composer,
        "main": composer.beside(main),
        "side": composer.beside(side),
    }
    specs = [dataclasses.replace(spec, place="main") if spec.place == "either" else spec for spec in template.sections]
    return [composers[spec.place].draft(spec) for spec in specs]


def measures(composer: Composer) -> tuple[float, float]:
    """The widths of the type in the wide and in the narrow column."""
    side = composer.template.side
    assert side is not None  # noqa: S101 # asked for two columns alone
    return composer.width_pt - side.gap_pt - side.width_pt, side.width_pt - 2 * INSET_PT


def height_pt(drafts: Sequence[Draft], section_pt: Callable[[Draft], float]) -> float:
    """The height of sections that stand below or beside one another."""
    heights = {"across": 0.0, "main": 0.0, "side": 0.0}
    for draft in drafts:
        heights[draft.spec.place] += section_pt(draft)
    if not heights["main"] and not heights["side"]:
        return heights["across"]
    return heights["across"] + BEFORE_PT + max(heights["main"], heights["side"] + PAD_PT)


def joined(composer: Composer, built: Sequence[tuple[Draft, Sequence[Block]]]) -> list[Block]:
    """The blocks of sections, those in columns as one block.

    Args:
        composer: of the page.
        built: each section with its blocks, from top to bottom.
    """
    columns: dict[str, list[Text]] = {"main": [], "side": []}
    blocks: list[Block] = []
    at = 0
    for draft, made in built:
        if draft.spec.place == "across":
            blocks.extend(made)
            at = at if any(columns.values()) else len(blocks)
        else:
            columns[draft.spec.place].extend(block for block in made if isinstance(block, Text))
    if any(columns.values()):
        blocks.insert(at, _columns(composer, tuple(columns["main"]), tuple(columns["side"])))
    return blocks


def _columns(composer: Composer, main: tuple[Text, ...], side: tuple[Text, ...]) -> Columns:
    template = composer.template
    assert template.side is not None  # noqa: S101 # as above
    widths = measures(composer)
    bar = Rule(BAR_PT, template.colours["accent"], 0.0)
    gap = template.side.gap_pt
    return Columns(main, side, *widths, gap, INSET_PT, PAD_PT, BEFORE_PT, template.colours["shade"], bar)
