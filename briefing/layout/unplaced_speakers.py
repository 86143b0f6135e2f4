"""Who is quoted and has no row: one line below the positions that names them, so that no side goes missing."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from briefing.layout.entries import Draft, Entry
from briefing.layout.line_breaking import width_of
from briefing.layout.sections import Composer
from briefing.layout.text_runs import clean
from briefing.model import record
from briefing.model.blocks import Run, Runs, Text
from briefing.model.brief import Brief, PositionRow, Speaker

#: Lines that the names may take; who then has no room is counted.
LINES = 2
#: So few names may all stand, and so few more than are sure to: "and 3 more", which is then not set, takes room too.
SPARED = 12
#: Between the table and the line.
BEFORE_PT = 4.0
#: What a space at the end of a line, which takes no room, measures at most.
HANGING_PT = 6.0


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
    _told_in: dict[tuple[str, tuple[int, ...]], frozenset[str]] = field(default_factory=dict)
    _made: dict[frozenset[str], Named | None] = field(default_factory=dict)
    _set_names: dict[tuple[str, Callable[[Speaker], str] | None], Runs] = field(default_factory=dict)
    _widths: dict[tuple[str, Callable[[Speaker], str] | None], float] = field(default_factory=dict)

    @classmethod
    def of(cls, composer: Composer, drafts: Sequence[Draft]) -> Unplaced:
        """The speakers of a page; nobody where it has no section for their positions."""
        best: dict[str, PositionRow] = {}
        if any(d.spec.kind == "positions" for d in drafts):
            for row in sorted(composer.brief.positions, key=lambda r: (-r.choice.score, r.id)):
                if has_name(row.speaker):
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
        each = (self._named_in(draft, tuple(kept.get(draft.spec.kind, ()))) for draft in drafts)
        known = frozenset(self.best.keys() & frozenset().union(*each))
        if known not in self._made:
            self._made[known] = self._set(known)
        return self._made[known]

    def _named_in(self, draft: Draft, kept: tuple[int, ...]) -> frozenset[str]:
        """Those whom entries of a section name; from one step of the choice to the next few sections change."""
        at = (draft.spec.kind, kept)
        if at not in self._told_in:
            self._told_in[at] = frozenset().union(*(self._named_by(draft, i) for i in kept))
        return self._told_in[at]

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
        names = [name for name in self.best if name not in named]
        if not names:
            return None

        def everybody() -> Text | None:
            texts = (self._in_room(names, titled) for titled in (self._in_full, _in_short, None))
            return next((text for text in texts if text is not None), None)

        if len(names) <= SPARED and (all_text := everybody()) is not None:
            return self._named(all_text, names)
        fits = max(self._at_most(names[:-1], around=self._text((), more=1)), 1)
        text = self._text(names[:fits], more=len(names) - fits)
        while fits > 1 and len(text.lines) > LINES:
            fits -= 1
            text = self._text(names[:fits], more=len(names) - fits)
        if SPARED < len(names) <= 2 * fits + SPARED and (all_text := everybody()) is not None:
            return self._named(all_text, names)
        return self._named(text, names[:fits])

    def _named(self, text: Text, names: Sequence[str]) -> Named:
        return Named(text, frozenset(names), tuple(self.best[n].line.evidence[0].source for n in names))

    def _in_room(self, names: Sequence[str], titled: Callable[[Speaker], str] | None) -> Text | None:
        """As :meth:`_text`, where that has no more than ``LINES`` lines; what is surely longer is not set."""
        if self._at_most(names, titled) < len(names):
            return None
        text = self._text(names, titled)
        return text if len(text.lines) <= LINES else None

    def _at_most(
        self, names: Iterable[str], titled: Callable[[Speaker], str] | None = None, around: Text | None = None
    ) -> int:
        """How many names stand in the line if no room is lost at the end of a line; ``around`` stands there as well."""
        widths = itertools.accumulate(self._width_pt(name, titled) for name in names)
        room = LINES * (self.composer.width_pt + HANGING_PT)
        room -= width_of(around.runs, around.look.size_pt) if around is not None else 0.0
        return sum(1 for _ in itertools.takewhile(lambda width: width <= room, widths))

    def _width_pt(self, name: str, titled: Callable[[Speaker], str] | None) -> float:
        """The width of a name with its mark and what is said of it."""
        if (name, titled) not in self._widths:
            text = self.composer.setter.text("cell-note", self._runs(name, titled), math.inf)
            self._widths[name, titled] = width_of(text.runs, text.look.size_pt)
        return self._widths[name, titled]

    def _text(self, names: Sequence[str], titled: Callable[[Speaker], str] | None = None, more: int = 0) -> Text:
        """The line of these names, each followed by what ``titled`` says of it."""
        template, setter = self.composer.template, self.composer.setter
        runs = [Run(f"{template.label('also_quoted')}: ")]
        for n, name in enumerate(names):
            runs += [Run("; " if n else ""), *self._runs(name, titled)]
        if more:
            runs.append(Run(f"; {template.label('and_more', count=more)}"))
        return setter.text("cell-note", runs, self.composer.width_pt, before_pt=round(BEFORE_PT * setter.scale, 1))

    def _runs(self, name: str, titled: Callable[[Speaker], str] | None) -> Runs:
        """A name, what ``titled`` says of it, and a place."""
        if (name, titled) not in self._set_names:
            row = self.best[name]
            title = titled(row.speaker) if titled else ""
            named = (Run(clean(name), bold=True), Run(f" ({title})" if title else ""))
            self._set_names[name, titled] = (*named, *self.composer.words.cited(row.line.evidence[:1]))
        return self._set_names[name, titled]

    def _in_full(self, speaker: Speaker) -> str:
        return self.composer.words.introduction(speaker)


def has_name(speaker: Speaker) -> bool:
    """Whether a speaker is somebody: "experts" are not, nor is "Video footage of the attack", for a sentence's head."""
    words = speaker.name.split()
    if speaker.kind == "document" and len(words) > 1:
        words = words[1:]
    return speaker.kind != "group" and speaker.name[:1].isupper() and any(word[0].isupper() for word in words)


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
    """Whether an entry has somebody's name as it is printed: of a person the surname is enough, of a body initials."""
    name = clean(who.name.split()[-1] if who.kind == "person" and who.name.split() else who.name)
    part = entry.part
    texts = (part,) if isinstance(part, Text) else (t for cell in part.cells for t in cell)
    words = " ".join(t.plain for t in texts)
    if who.initials and re.search(rf"(?<!\w){who.initials}(?!\w)", words):
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
