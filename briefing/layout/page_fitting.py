"""Making room: which entries stand on the page, by the template's order of yielding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefing.layout.redundancy import At, twins
from briefing.layout.sections import Composer, Draft, Entry
from briefing.layout.template.schema import SourceForm, Yield
from briefing.layout.timeline_strip import dated, strip
from briefing.layout.unplaced_speakers import Named, Unplaced
from briefing.model.page import Row, Strip, Text

FORMS: tuple[SourceForm, ...] = ("list", "short", "run-in", "cited")


@dataclass
class Selection:
    """What stands on the page so far. Sections are those of the template, in its order."""

    composer: Composer
    drafts: Sequence[Draft]
    head_pt: float
    wanted: dict[str, list[int]]
    """For each section the entries that have not given way, by index, in reading order."""
    form: SourceForm
    strip: bool
    unplaced: Unplaced
    """Who is quoted; those without a row are named in one line, as long as ``also`` holds."""
    twins: Mapping[At, frozenset[At]]
    """For each entry that others tell as well, those: it stands only where none of them does."""
    also: bool = True
    _strips: dict[tuple[str, ...], Strip | None] = field(default_factory=dict)
    _listed: dict[tuple[SourceForm, tuple[int, ...]], list[Text | Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, composer: Composer, drafts: Sequence[Draft], head_pt: float) -> Selection:
        """Everything, but no section beyond its ``most``."""
        wanted: dict[str, list[int]] = {d.spec.kind: _best(d, d.spec.most) for d in drafts}
        form: SourceForm = next((d.spec.form for d in drafts if d.spec.kind == "sources"), "list")
        has_strip = any(d.spec.kind == "timeline" for d in drafts)
        told = Unplaced.of(composer, drafts), twins(composer.brief, drafts)
        return cls(composer, drafts, head_pt, wanted, form, has_strip, *told)

    @property
    def kept(self) -> Mapping[str, Sequence[int]]:
        """For each section the entries that stand: wanted, and told by no other; a chronology keeps its last event."""
        if not self.twins:
            return self.wanted
        kept = {kind: [i for i in own if self.twin((kind, i)) is None] for kind, own in self.wanted.items()}
        if not kept.get("chronology") and self.wanted.get("chronology"):
            kept["chronology"] = self.wanted["chronology"]
        return kept

    def twin(self, at: At) -> str | None:
        """The section that tells what an entry does, where one stands that does."""
        return next((kind for kind, i in sorted(self.twins.get(at, ())) if i in self.wanted.get(kind, ())), None)

    def total(self, draft: Draft) -> int:
        """How many entries of a section the page could tell; what it tells in another section is not missing."""
        kept = set(self.kept[draft.spec.kind])
        return sum(i in kept or self.twin((draft.spec.kind, i)) is None for i in range(len(draft.entries)))

    def parts(self, draft: Draft) -> list[Text | Row]:
        """The entries of a section that stand, as they are set."""
        if draft.spec.kind == "sources":
            return self._sources()
        seen: set[str] = set()
        out: list[Text | Row] = []
        for i in self.kept[draft.spec.kind]:
            entry = draft.entries[i]
            out.append(entry.again if entry.again is not None and entry.group in seen else entry.part)
            seen.add(entry.group)
        return out

    def height_pt(self) -> float:
        """The height of the whole page."""
        return self.head_pt + sum(map(self.section_pt, self.drafts))

    def section_pt(self, draft: Draft) -> float:
        """The height of one section; nothing where it is empty."""
        kind = draft.spec.kind
        if kind == "timeline":
            drawn = self.drawn(draft)
            return drawn.height_pt if drawn else 0.0
        if kind == "sources":
            parts = self._sources()
            return draft.overhead_pt + sum(p.height_pt for p in parts if isinstance(p, Text)) if parts else 0.0
        kept = self.kept[kind]
        if len(kept) < min(draft.spec.fewest, max(1, len(draft.entries))):
            return 0.0
        seen: set[str] = set()
        total = draft.overhead_pt
        for i in kept:
            entry = draft.entries[i]
            total += entry.again_pt if entry.again is not None and entry.group in seen else entry.height_pt
            seen.add(entry.group)
        below = self.below(draft)
        return total + (below.text.height_pt if below else 0.0) if kept else 0.0

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
        kept = self.kept
        told = {
            self._events[d.entries[i].id]
            for d in self.drafts
            if d.spec.kind in ("chronology", "scheduled")
            for i in kept[d.spec.kind]
        }
        brief = self.composer.brief
        rows = brief.chronology, brief.scheduled
        events = [rows[ahead][n] for ahead, n in sorted(told)]
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

    def cited(self) -> tuple[int, ...]:
        """The sources that what stands on the page comes from."""
        numbers = {
            n
            for d in self.drafts
            if d.spec.kind != "sources"
            for i in self.kept[d.spec.kind]
            for n in d.entries[i].cited
        }
        for draft in self.drafts:
            below = self.below(draft)
            numbers.update(below.cited if below else ())
        return tuple(sorted(numbers))

    def shown_sources(self) -> int:
        """How many sources are listed."""
        return len(self.cited()) if self.form == "cited" else len(self.composer.brief.sources)

    def _sources(self) -> list[Text | Row]:
        """The list of the sources; set once for each form, since every step of making room asks for its height."""
        composer = self.composer
        numbers = self.cited() if self.form == "cited" else tuple(s.number for s in composer.brief.sources)
        key = (self.form, numbers)
        if key not in self._listed:
            if self.form in ("list", "short"):
                self._listed[key] = [e.part for e in composer.sources(self.form == "short")]
            else:
                self._listed[key] = [composer.sources_run_in(numbers)] if numbers else []
        return self._listed[key]

    def drop(self, draft: Draft) -> None:
        """The section gives up its weakest entry: one whose speaker stands elsewhere, if there is such."""
        kept = self.kept[draft.spec.kind]
        groups = [draft.entries[i].group for i in kept]
        weakest = min(kept, key=lambda i: (groups.count(draft.entries[i].group) == 1, _rank(draft.entries[i], i)))
        self.wanted[draft.spec.kind].remove(weakest)

    def make_room(self, limit_pt: float, steps: Sequence[Yield]) -> bool:
        """Sections yield, step by step, until everything fits; whether it does."""
        by_kind = {d.spec.kind: d for d in self.drafts}
        for step in steps:
            draft = by_kind.get(step.section)
            if draft is None:
                continue
            if self.height_pt() <= limit_pt:
                return True
            if step.form is not None and step.section == "sources":
                self.form = max(self.form, step.form, key=FORMS.index)
            elif step.section == "timeline":
                self.strip = False
            while len(self.kept[step.section]) > step.to and self.height_pt() > limit_pt:
                self.drop(draft)
        if self.height_pt() > limit_pt:
            self.also = False
        return self.height_pt() <= limit_pt

    def fill(self, limit_pt: float, steps: Sequence[Yield]) -> None:
        """What yielded comes back where there is room after all, last to yield first."""
        order = list(dict.fromkeys(step.section for step in reversed(steps)))
        drafts = [d for kind in order for d in self.drafts if d.spec.kind == kind not in ("sources", "timeline")]
        if not self.strip:
            # What gave way after the timeline often left room for it.
            self.strip = True
            self.strip = self.height_pt() <= limit_pt
        # Everybody gets a first line before anybody gets a second.
        for first in (True, False):
            for draft in drafts:
                self._fill(draft, limit_pt, first=first)
        for form in FORMS:
            before = self.form
            if FORMS.index(form) < FORMS.index(before):
                self.form = form
                if self.height_pt() <= limit_pt:
                    return
                self.form = before

    def _fill(self, draft: Draft, limit_pt: float, *, first: bool) -> None:
        kind = draft.spec.kind
        others = sorted(
            set(range(len(draft.entries))) - set(self.wanted[kind]),
            key=lambda i: _rank(draft.entries[i], i),
            reverse=True,
        )
        for i in others:
            kept, wanted = self.kept[kind], self.wanted[kind]
            if len(kept) >= draft.spec.most:
                return
            if first and any(draft.entries[k].group == draft.entries[i].group for k in kept):
                continue
            self.wanted[kind] = sorted([*wanted, i])
            if self.height_pt() > limit_pt:
                self.wanted[kind] = wanted


def _rank(entry: Entry, index: int) -> tuple[float, int]:
    """What yields first: the lower score, then what stands later."""
    return entry.score, -index


def _best(draft: Draft, most: int) -> list[int]:
    ranked = sorted(range(len(draft.entries)), key=lambda i: _rank(draft.entries[i], i), reverse=True)
    return sorted(ranked[:most])
