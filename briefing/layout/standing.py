"""What stands on the page: how it is set, how high it is, and which sources it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefing.layout import two_columns
from briefing.layout.entries import Draft, Entry
from briefing.layout.notes import Cites, Notes, cites
from briefing.layout.sections import Composer
from briefing.layout.template.schema import SourceForm
from briefing.layout.timeline_strip import dated, strip
from briefing.layout.unplaced_speakers import Named, Unplaced
from briefing.model.blocks import Row, Strip, Text


@dataclass
class Standing:
    """The entries that stand. Sections are those of the template, in its order."""

    composer: Composer
    drafts: Sequence[Draft]
    head_pt: float
    form: SourceForm
    unplaced: Unplaced
    """Who is quoted; those without a row are named in one line, as long as ``also`` holds."""
    kept: dict[str, list[int]]
    """For each section the entries that stand, by index, in reading order."""
    notes: Notes | None = None
    """Sets the sources as notes, where these are wanted; they then have no section of their own."""
    also: bool = True
    strip: bool = False
    named: bool = False
    """Whether the groups of positions have their names above them, which take no line's room."""
    _noted: dict[int, tuple[Text | Row, tuple[Cites, ...]]] = field(init=False, default_factory=dict)
    _heights: dict[tuple[str | int, ...], float] = field(init=False, default_factory=dict)
    _sources_in: dict[tuple[str | int, ...], frozenset[int]] = field(init=False, default_factory=dict)
    _strips: dict[tuple[str, ...], Strip | None] = field(init=False, default_factory=dict)
    _listed: dict[tuple[SourceForm, tuple[int, ...]], list[Text | Row]] = field(init=False, default_factory=dict)

    def parts(self, draft: Draft) -> list[Text | Row]:
        """The entries of a section that stand, as they are set."""
        if draft.spec.kind == "sources":
            return self._sources()
        return [part for part, _ in self._set(draft)]

    def _set(self, draft: Draft) -> list[tuple[Text | Row, float]]:
        """The entries of a section that stand, as they are set, and their heights."""
        seen: set[str] = set()
        out: list[tuple[Text | Row, float]] = []
        group = None
        for i in self.kept[draft.spec.kind]:
            entry = draft.entry(i)
            if self.named and draft.groups and draft.groups[i] != group:
                group = draft.groups[i]
                name = draft.composer.subheading(draft.composer.template.label(group.label))
                out.append((name, name.height_pt))
            again = entry.again if entry.kin in seen else None
            out.append(again() if again is not None else (entry.part, entry.height_pt))
            seen.add(entry.kin)
        return out

    def printed(self) -> list[tuple[str, Entry]]:
        """Every entry that stands, with its section, from top to bottom."""
        return [(d.spec.kind, d.entry(i)) for d in self.drafts for i in self.kept[d.spec.kind]]

    def height_pt(self) -> float:
        """The height of the whole page."""
        notes = self.notes.height_pt(self.cites()) if self.notes is not None else 0.0
        return self.head_pt + two_columns.height_pt(self.drafts, self.section_pt) + notes

    def section_pt(self, draft: Draft) -> float:
        """The height of one section; nothing where it is empty."""
        kind = draft.spec.kind
        if kind == "timeline":
            drawn = self.drawn(draft)
            return drawn.height_pt if drawn else 0.0
        if kind == "sources":
            parts = self._sources() if self.notes is None else []
            return draft.overhead_pt + sum(p.height_pt for p in parts if isinstance(p, Text)) if parts else 0.0
        if not self.kept[kind]:
            return 0.0
        below = self.below(draft)
        key: tuple[str | int, ...] = (kind, self.named, *self.kept[kind])
        if key not in self._heights:
            self._heights[key] = draft.overhead_pt + sum(pt for _, pt in self._set(draft))
        return self._heights[key] + (below.text.height_pt if below else 0.0)

    def below(self, draft: Draft) -> Named | None:
        """Below the positions that stand, the line that names who else is quoted."""
        kind = draft.spec.kind
        if kind != "positions" or not self.also or not self.kept[kind]:
            return None
        return self.unplaced.line(self.drafts, self.kept)

    def drawn(self, draft: Draft) -> Strip | None:
        """The strip of the events that stand on the page, where there are enough of them."""
        if not self.strip:
            return None
        places = {
            self._events[d.entry(i).id]
            for d in self.drafts
            if d.spec.kind in ("chronology", "scheduled")
            for i in self.kept[d.spec.kind]
        }
        brief = self.composer.brief
        rows = brief.chronology, brief.scheduled
        events = [rows[ahead][n] for ahead, n in sorted(places)]
        key = tuple(e.id for e in events)
        if key not in self._strips:
            enough = sum(map(dated, events)) >= draft.spec.fewest
            composer = self.composer
            made = strip(events, brief.as_of, composer.setter, composer.template, composer.width_pt) if enough else None
            self._strips[key] = made
        return self._strips[key]

    @cached_property
    def _events(self) -> Mapping[str, tuple[bool, int]]:
        """For each event whether it lies ahead, and its number among those that do or do not."""
        brief = self.composer.brief
        rows = brief.chronology, brief.scheduled
        return {e.id: (ahead, n) for ahead in (False, True) for n, e in enumerate(rows[ahead])}

    def cites(self) -> tuple[Cites, ...]:
        """What the notes of the lines that stand tell, each once, in the order of their marks."""
        order: dict[Cites, None] = {}
        for draft in self.drafts:
            for part, _ in self._set(draft):
                order.update(dict.fromkeys(self._cites_of(part)))
            if (below := self.below(draft)) is not None:
                order.update(dict.fromkeys(self._cites_of(below.text)))
        return tuple(order)

    def _cites_of(self, part: Text | Row) -> tuple[Cites, ...]:
        if id(part) not in self._noted:
            texts = (part,) if isinstance(part, Text) else tuple(text for cell in part.cells for text in cell)
            # The part goes along: another may not come to stand in its place in memory.
            self._noted[id(part)] = (part, tuple(cites(texts)))
        return self._noted[id(part)][1]

    def cited(self) -> tuple[int, ...]:
        """The sources that what stands on the page comes from."""
        numbers: set[int] = set()
        for draft in self.drafts:
            below = self.below(draft)
            numbers.update(self._cited_in(draft), below.cited if below else ())
        return tuple(sorted(numbers))

    def _cited_in(self, draft: Draft) -> frozenset[int]:
        """The sources that the entries of a section name."""
        key: tuple[str | int, ...] = (draft.spec.kind, *self.kept[draft.spec.kind])
        if key not in self._sources_in:
            self._sources_in[key] = frozenset(n for i in self.kept[draft.spec.kind] for n in draft.entry(i).cited)
        return self._sources_in[key]

    def shown_sources(self) -> int:
        """How many sources are listed."""
        some = self.form == "cited" or self.notes is not None
        return len(self.cited()) if some else len(self.composer.brief.sources)

    def _sources(self) -> list[Text | Row]:
        """The list of the sources; set once for each form, since every step of the choice asks for its height."""
        composer = self.composer
        numbers = self.cited() if self.form == "cited" else tuple(s.number for s in composer.brief.sources)
        key = (self.form, numbers)
        if key not in self._listed:
            if self.form in ("list", "short"):
                self._listed[key] = [e.part for e in composer.sources(self.form)]
            else:
                self._listed[key] = [composer.sources_run_in(numbers)] if numbers else []
        return self._listed[key]
