"""Who is quoted and has no row: one line below the positions that names them, so that no side goes missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from briefing.layout.sections import Composer, Draft, Entry
from briefing.layout.text_runs import clean
from briefing.model import record
from briefing.model.brief import Brief, PositionRow, Speaker
from briefing.model.page import Run, Text

#: Lines that the names may take; who then has no room is counted.
LINES = 2
#: So few names may all stand, and so few more than are sure to: "and 3 more", which is then not set, takes room too.
SPARED = 12
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
    speakers: Mapping[str, Speaker]
    """For each position by its id who speaks."""
    said: Mapping[str, Sequence[Speaker]]
    """For each row by its id those who speak in its sentences."""
    _told: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    _made: dict[frozenset[str], Named | None] = field(default_factory=dict)

    @classmethod
    def of(cls, composer: Composer, drafts: Sequence[Draft]) -> Unplaced:
        """The speakers of a page; nobody where it has no section for their positions."""
        best: dict[str, PositionRow] = {}
        if any(d.spec.kind == "positions" for d in drafts):
            for row in sorted(composer.brief.positions, key=lambda r: (-r.choice.score, r.id)):
                if _has_name(row.speaker):
                    best.setdefault(row.speaker.name, row)
        composer = next((d.composer for d in drafts if d.spec.kind == "positions"), composer)
        speakers = {row.id: row.speaker for row in composer.brief.positions}
        return cls(composer, best, speakers, _speakers_of(composer.brief) if best else {})

    def line(self, drafts: Sequence[Draft], kept: Mapping[str, Sequence[int]]) -> Named | None:
        """The line for those whom nothing that stands on the page names; ``None`` where everybody is named.

        Args:
            drafts: the sections of the page.
            kept: for each of them the entries that stand, by index.
        """
        named: set[str] = set()
        for draft in drafts:
            for i in kept.get(draft.spec.kind, ()):
                named |= self._named_by(draft, i)
        known = frozenset(named & self.best.keys())
        if known not in self._made:
            self._made[known] = self._set(known)
        return self._made[known]

    def _named_by(self, draft: Draft, index: int) -> frozenset[str]:
        """Those whom an entry names: as the speaker of its row, or in their own sentence."""
        at = (draft.spec.kind, index)
        if at not in self._told:
            entry = draft.entry(index)
            if (speaker := self.speakers.get(entry.id)) is not None:
                self._told[at] = frozenset({speaker.name})
            else:
                here = self.said.get(entry.id, ())
                self._told[at] = frozenset(who.name for who in here if _names(entry, who))
        return self._told[at]

    def _set(self, named: Set[str]) -> Named | None:
        """As many names as there is room for: each with title and affiliation, with one of them, bare.

        Every step of making room asks for it: of many hundred names only those are set that are near to what fits.
        """
        count = len(self.best) - len(named)
        if not count:
            return None

        def first(most: int) -> list[str]:
            return list(islice((name for name in self.best if name not in named), most))

        def some(names: int) -> Text:
            return self._text(first(names), more=count - names)

        def everybody() -> Text | None:
            texts = (self._text(first(count), titled) for titled in (self._in_full, _in_short, None))
            return next((text for text in texts if len(text.lines) <= LINES), None)

        if count <= SPARED and (text := everybody()) is not None:
            return self._named(text, first(count))
        fits, beyond = 1, 2
        while beyond < count and len(some(beyond).lines) <= LINES:
            fits, beyond = beyond, 2 * beyond
        beyond = min(beyond, count)
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            fits, beyond = (middle, beyond) if len(some(middle).lines) <= LINES else (fits, middle)
        if SPARED < count <= 2 * fits + SPARED and (text := everybody()) is not None:
            return self._named(text, first(count))
        return self._named(some(fits) if count > 1 else self._text(first(1)), first(fits))

    def _named(self, text: Text, names: Sequence[str]) -> Named:
        return Named(text, frozenset(names), tuple(self.best[n].line.evidence[0].source for n in names))

    def _text(self, names: Sequence[str], titled: Callable[[Speaker], str] | None = None, more: int = 0) -> Text:
        """The line of these names, each followed by what ``titled`` says of it."""
        template, setter = self.composer.template, self.composer.setter
        runs = [Run(f"{template.label('also_quoted')}: ")]
        for n, name in enumerate(names):
            row = self.best[name]
            title = titled(row.speaker) if titled else ""
            runs += [Run("; " if n else ""), Run(clean(name), bold=True), Run(f" ({title})" if title else "")]
            runs += self.composer.words.cited(row.line.evidence[:1])
        if more:
            runs.append(Run(f"; {template.label('and_more', count=more)}"))
        return setter.text("cell-note", runs, self.composer.width_pt, before_pt=round(BEFORE_PT * setter.scale, 1))

    def _in_full(self, speaker: Speaker) -> str:
        return "".join(run.text for run in self.composer.words.speaker(speaker))


def _has_name(speaker: Speaker) -> bool:
    """Whether a speaker is somebody: "experts" and "video footage of the attack" are not."""
    return speaker.kind != "group" and speaker.name[:1].isupper()


def _in_short(speaker: Speaker) -> str:
    return clean(speaker.title or speaker.affiliation or "")


def _speakers_of(brief: Brief) -> dict[str, tuple[Speaker, ...]]:
    """For each row that is no position, by its id, those who speak in its sentences."""
    said: dict[tuple[str, int], dict[str, Speaker]] = {}
    for row in brief.positions:
        for e in row.line.evidence:
            said.setdefault((e.document, e.sentence), {})[row.speaker.name] = row.speaker
    speakers: dict[str, tuple[Speaker, ...]] = {}
    for _, id_, line in record.lines(brief):
        places = dict.fromkeys((e.document, e.sentence) for e in line.evidence)
        if here := {name: who for place in places for name, who in said.get(place, {}).items()}:
            speakers[id_] = tuple(here.values())
    return speakers


def _names(entry: Entry, who: Speaker) -> bool:
    """Whether an entry has somebody's name as it is printed: of a person the surname is enough."""
    name = clean(who.name.split()[-1] if who.kind == "person" and who.name.split() else who.name)
    part = entry.part
    texts = (part,) if isinstance(part, Text) else (t for cell in part.cells for t in cell)
    words = " ".join(t.plain for t in texts)
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
