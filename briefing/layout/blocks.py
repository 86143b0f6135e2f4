"""The chosen entries as blocks, from the head of the page to the sources."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence

from briefing.layout import dates
from briefing.layout.entries import Draft
from briefing.layout.page_fitting import Selection
from briefing.layout.sections import BOXED, Composer
from briefing.layout.template import Template
from briefing.layout.text_runs import clean
from briefing.model import record, sections
from briefing.model.blocks import Block, Box, Row, Rule, Run, Runs, Text
from briefing.model.brief import Brief, Line
from briefing.model.by_hand import REMARKS, SLOTS
from briefing.model.text import Note
from briefing.model.time import Interval

#: A title longer than this many lines is cut.
TITLE_LINES = 3
#: So many characters of its end stay together.
TITLE_END = 20
#: What is counted at the foot where the unit of a section would be that of another.
UNITS = {"chronology": "past_events", "scheduled": "coming_events"}
LOGO_GAP_PT = 12.0
#: So many publishers are named at the head; of more only the articles are counted.
NAMED_PUBLISHERS = 3
#: What the head says where a note doubts the day of an article, from which everything else on the page is counted.
_DOUBTFUL_DAYS = {"outlived": "rewritten", "changed-later": "changed_later", "date-printed": "printed_otherwise"}
#: A heading moves down by no more than this to fill the page.
SPREAD_PT = 4.0


def head(composer: Composer, printed: Mapping[str, Line | None] | None = None) -> list[Text]:
    """Kind, reference and the day of the news over a rule; title; what the page covers.

    Args:
        composer: of the page.
        printed: the lines that stand on it, by the ids of their rows; all of the brief's while that is not known.
    """
    brief, template, setter = composer.brief, composer.template, composer.setter
    if printed is None:
        printed = {id_: line for _, id_, line in record.lines(brief)}
    logo = template.logo
    beside = logo.width_pt + LOGO_GAP_PT if logo else 0.0
    width = composer.width_pt
    # Where no article says its day, the printing day is not the day of the news.
    news_day = template.label("news_of", date=dates.day(brief.news_day, template, long=True))
    date = news_day if brief.dated else template.label("news_undated")
    if len(brief.sources) == 1:
        date = f"{_articles(composer)} · {date}"
    named = (("reference", brief.reference), ("to", brief.to), ("from", brief.from_))
    parts = [template.label(key, name=clean(value)) for key, value in named if value]
    kind = Run(called(brief, template).upper())
    rule = Rule(1.25, template.colours["accent"], 3.0)
    first = setter.one_line("mark", [kind], width, right=(Run(date, bold=True),), right_indent_pt=beside)
    top = [dataclasses.replace(first, rule=rule)]
    if parts:
        top.append(setter.one_line("head", [Run("   ·   ".join(parts))], width, right_indent_pt=beside))
    title = _title(composer, beside)
    if logo:
        used = sum(t.height_pt for t in top)
        title = dataclasses.replace(title, before_pt=max(title.space_pt, logo.height_pt + 4.0 - used))
    if template.house is not None and template.house.titled:
        top.clear()  # the house's file says all this in its own places
    else:
        top.append(title)
    coverage = setter.text("coverage", _coverage(composer, printed), width)
    if len(coverage.lines) > 1:  # who published the articles stands among the sources, and takes no second line here
        coverage = setter.text("coverage", _coverage(composer, printed, named=False), width)
    if coverage.runs:
        top.append(coverage)
    said = {remark.kind: clean(remark.text) for remark in brief.remarks}
    slots = SLOTS[brief.note_type] if brief.note_type else ()
    for key in (key for key in REMARKS if key in said or key in slots):
        label = Run(f"{template.label(key)} ", bold=True)
        whose = Run(f"[{template.label('authors')}]: ", colour=template.colours["quiet"])
        words = said.get(key) or template.label("blank")
        # In the look of a table's cells, as large as that of a list's items, which in a word processor have a bullet.
        before = setter.looks["point"].before_pt
        top.append(setter.text("cell", (label, whose, Run(words)), composer.width_pt, before_pt=before))
    return top


def called(brief: Brief, template: Template) -> str:
    """What the page calls itself: by the type of note, where there is one."""
    return template.label(f"type_{brief.note_type.replace('-', '_')}") if brief.note_type else template.label("kind")


def _title(composer: Composer, beside_pt: float) -> Text:
    words = clean(composer.brief.title)
    text = composer.setter.text("title", [Run(words)], composer.width_pt, right_indent_pt=beside_pt, whole_words=True)
    if len(text.lines) > TITLE_LINES:
        composer.notes.append(Note("cut", "the title is cut for want of room"))
    while len(text.lines) > TITLE_LINES:
        kept = "".join(r.text for line in text.lines[:TITLE_LINES] for r in (*line, Run(" "))).rstrip(" …")
        words = (kept.rpartition(" ")[0] or kept[:-1]).rstrip(",;:–—- ") + " …"
        text = composer.setter.text(
            "title", [Run(words)], composer.width_pt, right_indent_pt=beside_pt, whole_words=True
        )
    if len(text.lines) > 1:
        words = _ended(words)
    return composer.setter.balanced("title", words, composer.width_pt, right_indent_pt=beside_pt)


def _ended(words: str) -> str:
    """A title whose last words stay together: where its lines cannot be balanced, no word ends it alone."""
    start = len(words) - TITLE_END
    end = words[start:].partition(" ")[2] if start > 0 and " " in words[start:] else ""
    return words[: len(words) - len(end)] + end.replace(" ", dates.NBSP)


def _coverage(composer: Composer, printed: Mapping[str, Line | None], *, named: bool = True) -> Runs:
    """How many articles by whom, the days told of, when it was printed, whose own words it has, a doubtful day.

    Of one article the line above says by whom it is, and the day of its news.

    Args:
        composer: of the page.
        printed: the lines that stand on it.
        named: whether it says by whom.
    """
    brief, template = composer.brief, composer.template
    several = len(brief.sources) > 1
    parts = [_articles(composer, named=named)] if several else []
    events = (row for row in brief.chronology if row.id in printed)
    days = dates.covered([row.when for row in events if row.role != "background"], template)
    if several and days:
        parts.append(template.label("covers", dates=days))
    if brief.as_of != brief.news_day or not brief.dated:
        parts.append(template.label("printed_on", date=dates.day(brief.as_of, template)))
    if brief.engine == "rules":
        parts.append(template.label("reduced"))
    parts += filter(None, [clean(composer.words.own_words.legend_for(printed))])
    codes = {note.code for note in brief.notes}
    parts += [template.label(key) for code, key in _DOUBTFUL_DAYS.items() if code in codes]
    text = " · ".join(parts)
    return (Run(text[:1].upper() + text[1:]),) if text else ()


def _articles(composer: Composer, *, named: bool = True) -> str:
    """``3 articles of 9–11 Jun 2026 (The Courier)``: how many, of which days, and by whom where these are few."""
    brief, template = composer.brief, composer.template
    count = len(brief.sources)
    words = template.label("articles_one") if count == 1 else template.label("articles_many", count=count)
    known = sorted(s.date for s in brief.sources if s.date is not None)
    if known and known[0] < known[-1]:
        days = dates.days(Interval(known[0], known[-1] + dt.timedelta(days=1)), template)
        words = template.label("articles_of", articles=words, dates=days)
    publishers = list(dict.fromkeys(clean(s.publisher) for s in brief.sources if s.publisher))
    return f"{words} ({', '.join(publishers)})" if named and 0 < len(publishers) <= NAMED_PUBLISHERS else words


def build(selection: Selection) -> list[tuple[Draft, list[Block]]]:
    """All blocks below the head, by section from top to bottom."""
    return [(draft, _built(selection, draft)) for draft in selection.drafts]


def _built(selection: Selection, draft: Draft) -> list[Block]:
    if draft.spec.kind == "timeline":
        drawn = selection.drawn(draft)
        return [drawn] if drawn else []
    if selection.section_pt(draft) == 0.0:
        return []
    return [_box(selection, draft)] if draft.spec.kind == BOXED else _section(selection, draft)


def _section(selection: Selection, draft: Draft) -> list[Block]:
    parts = selection.parts(draft)
    heading = draft.composer.heading(draft.heading)
    below = selection.below(draft)
    last = [below.text] if below is not None else []
    if draft.table is not None:
        return [heading, dataclasses.replace(draft.table, rows=tuple(p for p in parts if isinstance(p, Row))), *last]
    return [heading, *(p for p in parts if isinstance(p, Text)), *last]


def counted(selection: Selection) -> str:
    """How many items of each section the page shows, where that is not all: "10 of 14 past events, 3 of 5 figures"."""
    return ", ".join(count for draft in selection.drafts if (count := _count(selection, draft)))


def legend(selection: Selection) -> str:
    """What the mark of a line to be checked means, where one stands on the page."""
    template = selection.composer.template
    unsure = any(entry.certainty != "sure" for _, entry in selection.printed())
    return template.label("legend_check", mark=template.label("likely")) if unsure else ""


def _count(selection: Selection, draft: Draft) -> str:
    kind = draft.spec.kind
    if kind == BOXED or sections.BY_NAME[kind].carried == "printed":
        return ""  # every sentence may be a point: how many there are says nothing, and the record does not carry all
    if kind != "sources" and not selection.kept[kind]:
        return ""
    if kind == "sources":
        shown, total = selection.shown_sources(), len(selection.composer.brief.sources)
    else:
        shown, total = len(selection.kept[kind]), selection.total(draft)
    template = selection.composer.template
    if shown == total:
        return ""
    unit = template.label(UNITS.get(kind, sections.BY_NAME[kind].unit_key))
    return template.label("count", shown=shown, total=total, unit=unit)


def _box(selection: Selection, draft: Draft) -> Box:
    composer = selection.composer
    colours = composer.template.colours
    inner = composer.width_pt - 2 * composer.inset_pt
    label = composer.setter.text("label", [Run(draft.heading.upper())], inner)
    texts = (label, *(p for p in selection.parts(draft) if isinstance(p, Text)))
    bar = Rule(3.0, colours["accent"], 0.0)
    return Box(texts, colours["shade"], bar, composer.pad_pt, composer.inset_pt, before_pt=8.0)


def spread(blocks: Sequence[Block], room_pt: float) -> list[Block]:
    """The room left over, given to the headings: a page that is nearly full ends where full pages end."""
    headings = sum(isinstance(b, Text) and b.look.name == "heading" for b in blocks)
    # Twentieths of a point, the finest step a word processor knows.
    more = math.floor(min(SPREAD_PT, room_pt / headings) * 20) / 20 if headings and room_pt > 0 else 0.0
    return [
        dataclasses.replace(b, before_pt=b.space_pt + more) if isinstance(b, Text) and b.look.name == "heading" else b
        for b in blocks
    ]
