"""Larger type where the lines of a page leave room: a page that tells little need not be set as small as a full one."""

from __future__ import annotations

import dataclasses
import math

from briefing.layout import two_columns
from briefing.layout.blocks import head
from briefing.layout.page_fitting import Selection
from briefing.layout.page_setting import PageSetting
from briefing.layout.text_runs import Words
from briefing.layout.typesetter import Setter
from briefing.model.page import NotesAt, Paper

#: How much larger the type may be, the largest first. Half points, the finest that word processors know, allow no more.
STEPS = (1.2, 1.15, 1.1, 1.05)
#: To be kept free besides the slack: a line that somebody adds by hand and a title that grows by one make no new sheet.
SPARE_PT = 36.0
#: A step is tried where the page has this share of the room that it takes if every line grows in both directions.
LIKELY = 0.9


def enlarged(
    setting: PageSetting, selection: Selection, sheet: Paper, notes_at: NotesAt, slack_pt: float
) -> tuple[PageSetting, Selection] | None:
    """The same lines in the largest type in which all fit with no word less; ``None`` where that is not larger.

    Args:
        setting: of the page in its template's own sizes.
        selection: what stands on it.
        sheet: the paper.
        notes_at: where its notes stand.
        slack_pt: what is kept free of the height.
    """
    words, template = setting.composer.words, setting.composer.template
    room = (setting.depth_pt - slack_pt) / selection.height_pt()
    for scale in STEPS:
        if scale > template.enlarge or scale * scale * LIKELY > room:
            continue
        sections = tuple(
            dataclasses.replace(spec, item_lines=math.ceil(spec.item_lines * scale)) for spec in template.sections
        )
        longer = Words(words.brief, dataclasses.replace(template, sections=sections), noted=words.noted)
        larger = PageSetting.of(longer, sheet, Setter(template, scale), notes_at)
        again = dataclasses.replace(
            selection.set_by(larger.composer, two_columns.drafts(larger.composer), larger.notes),
            head_pt=sum(text.height_pt for text in head(larger.composer)),
            form=selection.form,
        )
        if again.height_pt() <= larger.depth_pt - slack_pt and _whole(selection, again):
            return larger, again
    return None


def _whole(before: Selection, after: Selection) -> bool:
    """Whether no line and no name has fewer words than before."""
    lines = zip(before.printed(), after.printed(), strict=True)
    shorter = any(
        old.line is not None and (new.line is None or len(new.line.text) < len(old.line.text))
        for (_, old), (_, new) in lines
    )
    names = zip(map(before.below, before.drafts), map(after.below, after.drafts), strict=True)
    return not shorter and all(
        old is None or (new is not None and new.text.plain == old.text.plain) for old, new in names
    )
