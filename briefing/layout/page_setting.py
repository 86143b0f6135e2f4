"""The type and the measure of a page: its margins, the height there is for type, and the last line of every sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.layout.line_breaking import width_of
from briefing.layout.markings import banner
from briefing.layout.notes import Notes
from briefing.layout.sections import Composer
from briefing.layout.template import Template
from briefing.layout.text_runs import Words
from briefing.layout.typesetter import BETWEEN_PT, Setter
from briefing.model.blocks import Rule, Run
from briefing.model.page import BANNER_EDGE_PT, Banner, Footer, Margins, NotesAt, Paper

#: The rule above the footer, with the space under it.
FOOT_RULE_PT = 3.5
#: From the sheet's lower edge to the footer's, where no handling mark stands below it.
FOOT_EDGE_PT = 22.0


@dataclass(frozen=True, slots=True)
class PageSetting:
    """The type and the measure that a page is set in."""

    marking: Banner | None
    margins: Margins
    composer: Composer
    notes: Notes | None
    depth_pt: float
    """The height there is for type on one sheet."""
    marked_pt: float
    """By how much the handling mark makes that less."""

    @classmethod
    def of(cls, words: Words, sheet: Paper, setter: Setter, notes_at: NotesAt) -> PageSetting:
        """That of a page on a sheet.

        Args:
            words: of the page.
            sheet: the paper.
            setter: which enlarges its type for large print.
            notes_at: where its notes stand.
        """
        template = words.template
        width = sheet.width_pt - template.margins.left_pt - template.margins.right_pt
        marking = banner(words.brief.mark, setter, width)
        margins, unmarked = (_margins(template, setter, mark) for mark in (marking, None))
        composer = Composer(words, setter, width)
        notes = Notes(notes_at, composer) if words.noted else None
        depth = sheet.height_pt - margins.top_pt - margins.bottom_pt
        marked = margins.top_pt + margins.bottom_pt - unmarked.top_pt - unmarked.bottom_pt
        return cls(marking, margins, composer, notes, depth, marked)

    def footer(self, words: str) -> Footer:
        """The last line of every sheet; nothing where the house's own file has a foot.

        Args:
            words: at its left.
        """
        template, setter = self.composer.template, self.composer.setter
        left = "" if template.house else words
        number = width_of([Run(template.label("page", page=99, pages=99))], setter.looks["footer"].size_pt)
        line = setter.one_line("footer", [Run(left)], self.composer.width_pt - number - BETWEEN_PT)
        return Footer(
            setter.looks["footer"],
            line.plain,
            "" if template.house else template.label("page"),
            Rule(0.5, template.colours["rule"], FOOT_RULE_PT - 0.5),
            from_edge_pt=_from_edge_pt(self.marking),
        )


def _margins(template: Template, setter: Setter, marking: Banner | None) -> Margins:
    """The template's margins, wider where the footer or the handling mark needs it."""
    margins = template.margins
    if template.house is None:
        margins = _above_footer(margins, setter, None)
    if marking is None:
        return margins
    return _above_footer(margins._replace(top_pt=max(margins.top_pt, marking.needs_pt)), setter, marking)


def _above_footer(margins: Margins, setter: Setter, marking: Banner | None) -> Margins:
    """Margins with room for a footer, in whole twentieths of a point, as Word has them."""
    foot = _from_edge_pt(marking) + setter.looks["footer"].leading_pt + FOOT_RULE_PT
    return margins._replace(bottom_pt=max(margins.bottom_pt, math.ceil(foot * 20) / 20))


def _from_edge_pt(marking: Banner | None) -> float:
    """From the sheet's lower edge to the footer's."""
    return BANNER_EDGE_PT + marking.leading_pt if marking else FOOT_EDGE_PT
