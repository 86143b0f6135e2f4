"""The chosen entries as blocks, from the head of the page to the sources."""

from __future__ import annotations

import dataclasses

from briefing.compose.fit import dates
from briefing.compose.fit.room import Selection
from briefing.compose.fit.sections import Composer, Draft
from briefing.compose.fit.strip import dated, strip
from briefing.compose.fit.words import clean
from briefing.model.page import Block, Box, Row, Rule, Run, Runs, Text

#: A title longer than this many lines is cut.
TITLE_LINES = 3
LOGO_GAP_PT = 12.0


def head(composer: Composer) -> list[Text]:
    """Handling mark, reference and date over a rule; title; what the page covers."""
    brief, template, setter = composer.brief, composer.template, composer.setter
    logo = template.logo
    width = composer.width_pt - (logo.width_pt + LOGO_GAP_PT if logo else 0.0)
    date = dates.day(brief.as_of, template, long=True)
    named = (("reference", brief.reference), ("to", brief.to), ("from", brief.from_))
    parts = [template.label(key, name=clean(value)) for key, value in named if value]
    mark = clean(brief.mark or "")
    kind = Run(template.label("kind").upper())
    second = bool(parts or mark)
    rule = Rule(1.25, template.colours["accent"], 3.0)
    first = setter.one_line("mark", [kind], width, right=(Run(mark if second else date),))
    top = [dataclasses.replace(first, rule=rule)]
    if second:
        top.append(setter.one_line("head", [Run("   ·   ".join(parts))], width, right=(Run(date),)))
    title = _title(composer, width if logo else composer.width_pt)
    if logo:
        used = sum(t.height_pt for t in top)
        title = dataclasses.replace(title, before_pt=max(title.space_pt, logo.height_pt + 4.0 - used))
    top.append(title)
    if coverage := _coverage(composer):
        top.append(setter.text("coverage", coverage, composer.width_pt))
    return top


def _title(composer: Composer, width_pt: float) -> Text:
    words = clean(composer.brief.title)
    text = composer.setter.text("title", [Run(words)], width_pt)
    while len(text.lines) > TITLE_LINES:
        kept = "".join(r.text for line in text.lines[:TITLE_LINES] for r in (*line, Run(" "))).rstrip(" …")
        words = (kept.rpartition(" ")[0] or kept[:-1]).rstrip(",;:–—- ")
        text = composer.setter.text("title", [Run(f"{words} …")], width_pt)
    return text


def _coverage(composer: Composer) -> Runs:
    """How many articles by whom, the days they tell of, and whether a model read them."""
    brief, template = composer.brief, composer.template
    count = len(brief.sources)
    parts = []
    if count:
        parts.append(template.label("articles_one") if count == 1 else template.label("articles_many", count=count))
        publishers = list(dict.fromkeys(clean(s.publisher) for s in brief.sources if s.publisher))
        if 0 < len(publishers) <= 3:
            parts[-1] += f" ({', '.join(publishers)})"
    if brief.covers is not None and (brief.covers.start or brief.covers.end):
        parts.append(template.label("covers", dates=dates.days(brief.covers, template)))
    if brief.engine == "rules":
        parts.append(template.label("reduced"))
    text = " · ".join(parts)
    return (Run(text[:1].upper() + text[1:]),) if text else ()


def build(selection: Selection, fewest_dated: int) -> list[Block]:
    """All blocks below the head."""
    blocks: list[Block] = []
    for draft in selection.drafts:
        kind = draft.spec.kind
        if kind == "timeline":
            blocks.extend(_strip(selection, fewest_dated))
        elif selection.section_pt(draft) == 0.0:
            continue
        elif kind == "bottom_line":
            blocks.append(_box(selection, draft))
        else:
            blocks.extend(_section(selection, draft))
    return blocks


def _section(selection: Selection, draft: Draft) -> list[Block]:
    parts = selection.parts(draft)
    heading = selection.composer.heading(draft.heading, _count(selection, draft))
    if draft.table is not None:
        return [heading, dataclasses.replace(draft.table, rows=tuple(p for p in parts if isinstance(p, Row)))]
    return [heading, *(p for p in parts if isinstance(p, Text))]


def _count(selection: Selection, draft: Draft) -> str:
    """``10 of 14 events``, where not all are shown."""
    kind = draft.spec.kind
    if kind == "sources":
        shown, total = selection.shown_sources(), len(selection.composer.brief.sources)
    else:
        shown, total = len(selection.kept[kind]), len(draft.entries)
    template = selection.composer.template
    if shown == total:
        return ""
    return template.label("count", shown=shown, total=total, unit=template.label(f"unit_{kind}"))


def _box(selection: Selection, draft: Draft) -> Box:
    composer = selection.composer
    colours = composer.template.colours
    inner = composer.width_pt - 2 * composer.inset_pt
    label = composer.setter.text("label", [Run(draft.heading.upper())], inner)
    texts = (label, *(p for p in selection.parts(draft) if isinstance(p, Text)))
    bar = Rule(3.0, colours["accent"], 0.0)
    return Box(texts, colours["shade"], bar, composer.pad_pt, composer.inset_pt, before_pt=8.0)


def _strip(selection: Selection, fewest_dated: int) -> list[Block]:
    """The strip of the events that stand on the page; if too few are left, of all that there are."""
    if not selection.strip:
        return []
    composer = selection.composer
    brief = composer.brief
    kept = {
        draft.entries[i].id
        for draft in selection.drafts
        if draft.spec.kind in ("chronology", "scheduled")
        for i in selection.kept[draft.spec.kind]
    }
    every = (*brief.chronology, *brief.scheduled)
    events = [e for e in every if e.id in kept]
    if sum(map(dated, events)) < fewest_dated:
        events = list(every)
    return [strip(events, composer.setter, composer.template, composer.width_pt)]
