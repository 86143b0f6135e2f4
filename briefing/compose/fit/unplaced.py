"""Who is quoted and has no row: one line below the positions that names them, so that no side goes missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose.fit.sections import Composer, Draft, Entry
from briefing.compose.fit.words import clean
from briefing.model import record
from briefing.model.brief import Brief, PositionRow, Speaker
from briefing.model.page import Run, Text

#: Lines that the names may take; who then has no room is counted.
LINES = 3
#: Between the table and the line.
BEFORE_PT = 4.0


@dataclass(frozen=True, slots=True)
class Named:
    """The line, and whom it names."""

    text: Text
    speakers: frozenset[str]
    cited: tuple[int, ...]
    """The sources it gives as evidence."""


@dataclass
class Unplaced:
    """The speakers of a brief, and which lines of the page tell of them."""

    composer: Composer
    best: Mapping[str, PositionRow]
    """For each speaker the position that scores best; the strongest speaker first."""
    told: Mapping[tuple[str, int], frozenset[str]]
    """For each entry, by kind and index, those whom it names: as the speaker of its row, or in their own sentence."""
    _made: dict[tuple[str, ...], Named | None] = field(default_factory=dict)

    @classmethod
    def of(cls, composer: Composer, drafts: Sequence[Draft]) -> Unplaced:
        """The speakers of a page; nobody where it has no section for their positions."""
        best: dict[str, PositionRow] = {}
        if any(d.spec.kind == "positions" for d in drafts):
            for row in sorted(composer.brief.positions, key=lambda r: (-r.choice.score, r.id)):
                best.setdefault(row.speaker.name, row)
        return cls(composer, best, dict(_told(composer.brief, drafts)))

    def line(self, drafts: Sequence[Draft], kept: Mapping[str, Sequence[int]]) -> Named | None:
        """The line for those whom nothing that stands on the page names; ``None`` where everybody is named.

        Args:
            drafts: the sections of the page.
            kept: for each of them the entries that stand, by index.
        """
        named: set[str] = set()
        for draft in drafts:
            for i in kept.get(draft.spec.kind, ()):
                named |= self.told.get((draft.spec.kind, i), frozenset())
        missing = tuple(name for name in self.best if name not in named)
        if missing not in self._made:
            self._made[missing] = self._set(missing)
        return self._made[missing]

    def _set(self, missing: Sequence[str]) -> Named | None:
        """As many names as there is room for: each with title and affiliation, with one of them, bare."""
        for titled in (self._in_full, _in_short, _bare):
            text = self._text(missing, titled)
            if len(text.lines) <= LINES:
                break
        names = missing
        while len(text.lines) > LINES and len(names) > 1:
            names = names[:-1]
            text = self._text(names, _bare, more=len(missing) - len(names))
        if not names:
            return None
        return Named(text, frozenset(names), tuple(self.best[n].line.evidence[0].source for n in names))

    def _text(self, names: Sequence[str], titled: Callable[[Speaker], str], more: int = 0) -> Text:
        template, setter = self.composer.template, self.composer.setter
        runs = [Run(f"{template.label('also_quoted')}: ")]
        for n, name in enumerate(names):
            row = self.best[name]
            title = titled(row.speaker)
            runs += [Run("; " if n else ""), Run(clean(name), bold=True), Run(f" ({title}) " if title else " ")]
            runs += self.composer.words.reference(row.line.evidence[:1])
        if more:
            runs.append(Run(f"; {template.label('and_more', count=more)}"))
        return setter.text("cell-note", runs, self.composer.width_pt, before_pt=round(BEFORE_PT * setter.scale, 1))

    def _in_full(self, speaker: Speaker) -> str:
        return "".join(run.text for run in self.composer.words.speaker(speaker))


def _in_short(speaker: Speaker) -> str:
    return clean(speaker.title or speaker.affiliation or "")


def _bare(speaker: Speaker) -> str:
    del speaker
    return ""


def _told(brief: Brief, drafts: Sequence[Draft]) -> Iterator[tuple[tuple[str, int], frozenset[str]]]:
    """For each entry those whom it names: the speaker of a position, and whoever speaks in another line by name."""
    speakers = {row.id: row.speaker for row in brief.positions}
    said: dict[tuple[str, int], dict[str, Speaker]] = {}
    for row in brief.positions:
        for e in row.line.evidence:
            said.setdefault((e.document, e.sentence), {})[row.speaker.name] = row.speaker
    places = {id_: {(e.document, e.sentence) for e in line.evidence} for _, id_, line in record.lines(brief)}
    for draft in drafts:
        for i, entry in enumerate(draft.entries):
            if entry.id in speakers:
                yield (draft.spec.kind, i), frozenset({speakers[entry.id].name})
                continue
            here = [who for place in places.get(entry.id, ()) for who in said.get(place, {}).values()]
            yield (draft.spec.kind, i), frozenset(who.name for who in here if _names(entry, who))


def _names(entry: Entry, who: Speaker) -> bool:
    """Whether an entry has somebody's name as it is printed: of a person the surname is enough."""
    name = clean(who.name.split()[-1] if who.kind == "person" and who.name.split() else who.name)
    part = entry.part
    texts = (part,) if isinstance(part, Text) else (t for cell in part.cells for t in cell)
    words = " ".join(t.plain for t in texts)
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
