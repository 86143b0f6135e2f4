"""Which entries stand on the page: one budget of height, spent on what is worth most, is new, and takes little room.

A greedy choice under a budget: at each step the entry comes in whose worth, lessened by what the page tells already
and by the room it takes, is greatest, until nothing that is worth a line fits. Sections keep what their template
protects (``least``) and take no more than it allows (``most``).

Source: maximum coverage with a knapsack constraint (Khuller, Moss and Naor 1999); for summaries Lin and Bilmes 2010.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefing import binding_words
from briefing.layout import grouping
from briefing.layout.entries import Draft, Entry
from briefing.layout.notes import Notes
from briefing.layout.redundancy import At, Content, PrintedLines, adds_little, content_of, events_told
from briefing.layout.sections import Composer
from briefing.layout.standing import Standing
from briefing.layout.template.schema import SourceForm
from briefing.layout.unplaced_speakers import Unplaced
from briefing.model.brief import EventRow, PositionRow, Speaker, Statement
from briefing.model.sections import Row

FORMS: tuple[SourceForm, ...] = ("list", "short", "run-in", "cited")
#: Entries that are looked at for each section; more than this stand on no page.
CONSIDERED = 80
#: An entry of less worth is not printed, however much room there is.
LEAST_WORTH = 0.0
#: How far room counts: 0 not at all, 1 as worth for each point of height.
ROOM = 0.6
#: What a line of a speaker is worth that goes on in the paragraph of one that stands: it mostly says the same again.
GOES_ON = 0.35
#: What the "But …" to a sentence that stands is worth: without it the page tells one half.
LIMITING = 1.6
#: A section's lines that may not be told apart from the bottom line's: they say what holds, whatever stands above.
FREE = frozenset({"bottom_line", "changes"})
#: Sections whose lines say a date beside their words.
DATED = frozenset({"chronology", "scheduled"})
#: The sources take one line each up to this many; more of them are run together.
LISTED = 3


@dataclass
class Selection(Standing):
    """What is chosen for the page so far."""

    printed_lines: PrintedLines = field(default_factory=PrintedLines)
    differing: PrintedLines = field(default_factory=PrintedLines)
    """The lines among them that show values on which sources differ."""
    told_by: dict[At, str] = field(default_factory=dict)
    """For each entry that says what a printed line says, the section of that line."""
    _contents: dict[At, Content | None] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, composer: Composer, drafts: Sequence[Draft], head_pt: float, notes: Notes | None = None) -> Selection:
        """Nothing but the head and the sources: a few in full, many as short as may be."""
        fullest: SourceForm = next((d.spec.form for d in drafts if d.spec.kind == "sources"), "list")
        form: SourceForm = fullest if len(composer.brief.sources) <= LISTED else "cited"
        kept: dict[str, list[int]] = {d.spec.kind: [] for d in drafts}
        events = events_told(composer.brief)
        unplaced, printed_lines, differing = Unplaced.of(composer, drafts), PrintedLines(events), PrintedLines(events)
        return cls(
            composer, drafts, head_pt, form, unplaced, kept, notes, printed_lines=printed_lines, differing=differing
        )

    def set_by(self, composer: Composer, drafts: Sequence[Draft], notes: Notes | None) -> Selection:
        """The same lines set otherwise.

        Args:
            composer: which sets them.
            drafts: the same sections, in the same order.
            notes: which then sets their notes.
        """
        unplaced = Unplaced.of(composer, drafts) if self.also else self.unplaced
        return dataclasses.replace(self, composer=composer, drafts=drafts, form="list", unplaced=unplaced, notes=notes)

    def choose(self, limit_pt: float) -> bool:
        """Fill the page; whether what must stand fits.

        Args:
            limit_pt: the height there is.
        """
        if not self._keep(limit_pt):
            return False
        self._protect(limit_pt)
        if self.height_pt() > limit_pt or not self._leads():
            return False
        self._spend(limit_pt)
        if self._drop_contained():
            self._spend(limit_pt)
        self._group(limit_pt)
        self._list_sources(limit_pt)
        self.strip = True
        self.strip = self.height_pt() <= limit_pt
        return True

    def _keep(self, limit_pt: float) -> bool:
        """What a person wants printed comes first, whatever its section takes at most; whether it fits."""
        for draft in self.drafts:
            self.kept[draft.spec.kind] = list(self.wanted(draft))
            for i in self.kept[draft.spec.kind]:
                self._tell(draft, i)
        return self.height_pt() <= limit_pt or self._shorter(limit_pt)

    def wanted(self, draft: Draft) -> Iterator[int]:
        """The entries of a section that a person wants printed."""
        kept = self.composer.kept
        return (i for i, row in enumerate(draft.rows) if row.id in kept)

    def considered(self, draft: Draft) -> Sequence[int]:
        """The entries of a section that may come to stand on the page."""
        return list(dict.fromkeys((*self.wanted(draft), *self._ranked(draft)[:CONSIDERED])))

    def _leads(self) -> bool:
        """Whether the bottom line stands, where the template protects it and there is one.

        It yields, as all else does, to what a person wants printed.
        """
        return bool(self.composer.kept) or all(
            self.kept[d.spec.kind] for d in self.drafts if d.spec.kind == "bottom_line" and d.spec.least and d.rows
        )

    def _protect(self, limit_pt: float) -> None:
        """What each section keeps at least, in the template's order, as far as it fits."""
        for draft in self.drafts:
            for i in self._ranked(draft):
                if len(self.kept[draft.spec.kind]) >= draft.spec.least:
                    break
                at = (draft.spec.kind, i)
                barred = self._repeats(at, draft) or self._spoken(draft, i) or not self._may_stand(draft, i)
                if self._free(at) and not barred:
                    self._try(draft, i, limit_pt, give_way=True)

    def _try(self, draft: Draft, index: int, limit_pt: float, *, give_way: bool = False) -> bool:
        """An entry comes in where it fits; whether it does.

        Args:
            draft: its section.
            index: of the entry.
            limit_pt: the height there is.
            give_way: whether the sources may be set shorter for it.
        """
        kind, before = draft.spec.kind, self.kept[draft.spec.kind]
        self.kept[kind] = sorted([*before, index])
        if self.height_pt() > limit_pt and not (give_way and self._shorter(limit_pt)):
            self.kept[kind] = before
            return False
        self._tell(draft, index)
        return True

    def _tell(self, draft: Draft, index: int) -> None:
        """What an entry says is told from now on."""
        at = (draft.spec.kind, index)
        if (content := self._content(draft, index)) is not None:
            self.printed_lines.put(at, content)
            if draft.entry(index).differs:
                self.differing.put(at, content)

    def _shorter(self, limit_pt: float) -> bool:
        """Whether the page fits with the sources set shorter, or then without the line of names, which is then so."""
        before = self.form
        if before == "list":
            self.form = "short"
            if self.height_pt() <= limit_pt:
                return True
            self.form = before
        self.also = False
        return self.height_pt() <= limit_pt

    def _spend(self, limit_pt: float) -> None:
        """The greedy choice. Whether a line repeats another is asked last: it takes longest, for lines never chosen."""
        candidates = {(d.spec.kind, i): d for d in self.drafts for i in self._ranked(d)[:CONSIDERED]}
        open_ = dict(candidates)
        # What each entry adds changes only when one comes in: until then the next best is tried.
        while any(self._comes_in(at, open_.pop(at), limit_pt) for at in self._by_gain(open_)):
            pass
        for at, draft in candidates.items():
            if self._free(at):
                self._repeats(at, draft)  # so that what the page tells otherwise does not count as left out

    def _by_gain(self, open_: Mapping[At, Draft]) -> list[At]:
        """The entries that may come in next and add something, the one that adds most first."""
        gains = {
            at: self._gain(draft, at[1])
            for at, draft in open_.items()
            if self._free(at) and len(self.kept[at[0]]) < draft.spec.most and self._may_stand(draft, at[1])
        }
        return sorted((at for at, gain in gains.items() if gain > 0), key=lambda at: -gains[at])

    def _comes_in(self, at: At, draft: Draft, limit_pt: float) -> bool:
        """Whether an entry says what no printed line says and fits; it then stands."""
        return not self._repeats(at, draft) and self._try(draft, at[1], limit_pt)

    def _drop_contained(self) -> bool:
        """Take out each line that one which came in later tells; whether there was any.

        Its words stand in a longer line, or another article's line tells the same. What a person wants printed stays,
        and so does a line that says a date, or on which the next one leans.
        """
        printed = [(d, i) for d in self.drafts for i in self.kept[d.spec.kind]]
        contents = {(d.spec.kind, i): c for d, i in printed if (c := self._content(d, i)) is not None}
        explained = {(d.spec.kind, _before(d.entry(i))) for d, i in printed if d.entry(i).leans}
        before = len(contents)
        for draft, i in printed:
            at, entry = (draft.spec.kind, i), draft.entry(i)
            if at[0] in DATED and at in contents and self._is_said_below(entry, draft.rows[i]):
                self.kept[at[0]].remove(i)
                del contents[at]
                continue
            stays = at[0] in FREE | DATED or entry.id in self.composer.kept or (at[0], entry.sentence) in explained
            if stays or at not in contents:
                continue
            others = {other: content for other, content in contents.items() if other != at}
            held = any(contents[at].lies_in(content) for content in others.values())
            if held or (not entry.differs and self._retold(contents[at], others)):
                self.kept[at[0]].remove(i)
                del contents[at]
        if len(contents) == before:
            return False
        events = self.printed_lines.events
        self.printed_lines, self.differing, self.told_by = PrintedLines(events), PrintedLines(events), {}
        for draft in self.drafts:
            for i in self.kept[draft.spec.kind]:
                self._tell(draft, i)
        return True

    def _is_said_below(self, entry: Entry, row: Row) -> bool:
        """Whether a dated line tells hardly more than what stands as a position, and no day but that of the news."""
        days = row.when.interval if isinstance(row, EventRow) else None
        if days is None or days.start != self.composer.brief.news_day or entry.id in self.composer.kept:
            return False
        return self._stands_as_position(entry, None)

    def _retold(self, content: Content, others: Mapping[At, Content]) -> bool:
        """Whether a line of another article tells what a line tells; the other one came in later."""
        across = {at: other for at, other in others.items() if not content.spans.keys() & other.spans.keys()}
        return PrintedLines(self.printed_lines.events, across).nearest(content) is not None

    def _group(self, limit_pt: float) -> None:
        """Positions by the kind of their speakers; where names are wanted and have no room, as they were."""
        for draft in self.drafts:
            before = self.kept[draft.spec.kind]
            if not draft.groups or not before:
                continue
            self.kept[draft.spec.kind] = sorted(before, key=draft.placed)
            if draft.spec.grouped == "named":
                speakers = {draft.entry(i).group: draft.groups[i] for i in before}
                self.named = grouping.named(speakers)
                self.named = self.named and self.height_pt() <= limit_pt
                if not self.named:
                    self.kept[draft.spec.kind] = before

    def _list_sources(self, limit_pt: float) -> None:
        """The sources in the fullest form that fits and the template allows."""
        fullest: SourceForm = next((d.spec.form for d in self.drafts if d.spec.kind == "sources"), "list")
        for form in FORMS[FORMS.index(fullest) : FORMS.index(self.form)]:
            before = self.form
            self.form = form
            if self.height_pt() <= limit_pt:
                return
            self.form = before

    def _ranked(self, draft: Draft) -> list[int]:
        """The entries worth a line, best first."""
        scores = [row.choice.score for row in draft.rows]
        wanted = (i for i, score in enumerate(scores) if score > LEAST_WORTH or draft.spec.kind in FREE)
        return sorted(wanted, key=lambda i: (-scores[i], i))

    def _gain(self, draft: Draft, index: int) -> float:
        """What an entry adds for the room it takes."""
        entry = draft.entry(index)
        content = self._content(draft, index)
        worth = entry.score * draft.spec.weight
        if content is not None:
            worth *= 0.5 + 0.5 * self.printed_lines.novelty(content)
        if entry.speaker is not None and self._goes_on(draft, entry):
            worth *= GOES_ON
        if self._limits(entry):
            worth *= LIMITING
        height = entry.height_pt + (draft.overhead_pt if not self.kept[draft.spec.kind] else 0.0)
        return float(worth / height**ROOM)

    def _limits(self, entry: Entry) -> bool:
        """Whether an entry is the "But …" to a sentence that stands: without it the page tells one half."""
        if entry.sentence is None or entry.sentence not in self._limiting:
            return False
        return any(e.sentence == _before(entry) for _, e in self.printed())

    @cached_property
    def _limiting(self) -> frozenset[tuple[int, int]]:
        """The sentences that begin with "But" or "However"."""
        brief = self.composer.brief
        begins = binding_words.limiting(brief.language)
        return frozenset((p.source, p.sentence) for p in brief.passages if begins.match(p.text))

    def _may_stand(self, draft: Draft, index: int) -> bool:
        """Whether an entry would be understood, and tell what it is printed for."""
        return not self._hangs(draft, index) and not draft.entry(index).pointless

    def _hangs(self, draft: Draft, index: int) -> bool:
        """Whether the sentence before it, without which an entry is not understood, does not stand above it."""
        entry = draft.entry(index)
        if not entry.leans or entry.sentence is None or draft.spec.kind in FREE:
            return False
        before = _before(entry)
        return all(draft.entry(i).sentence != before for i in self.kept[draft.spec.kind])

    def _lines_of(self, draft: Draft, group: str) -> int:
        """How many lines of one speaker stand in a section."""
        return sum(draft.entry(i).group == group for i in self.kept[draft.spec.kind])

    def _goes_on(self, draft: Draft, entry: Entry) -> bool:
        """Whether a line of the same speaker out of the same paragraph stands."""
        paragraph = _paragraph(entry)
        others = (draft.entry(i) for i in self.kept[draft.spec.kind])
        return any(o.group == entry.group and _paragraph(o) == paragraph for o in others)

    def _spoken(self, draft: Draft, index: int) -> bool:
        """Whether its speaker has a line already: what is protected is a line for each, not the lines of one."""
        return draft.entry(index).speaker is not None and self._lines_of(draft, draft.entry(index).group) > 0

    def _free(self, at: At) -> bool:
        return at[1] not in self.kept[at[0]]

    def _repeats(self, at: At, draft: Draft) -> bool:
        """Whether a printed line says what an entry would say; its section is kept."""
        if at in self.told_by:
            return True
        row = draft.rows[at[1]]
        if isinstance(row, PositionRow) and (row.shift or row.later):
            return False  # the other side of one matter, in nearly the same words
        content = self._content(draft, at[1])
        lines = self.differing if draft.entry(at[1]).differs else self.printed_lines
        if at[0] in FREE:
            other = self.printed_lines.plainly(content) if content is not None and self._is_news(at, draft) else None
        else:
            other = lines.by(content) if content is not None else None
        if other is not None:
            self.told_by[at] = other[0]
            if content is not None and content.differs_as(lines.contents[other]):
                self.printed_lines.rewordings.append((other, content))
        elif at[0] not in FREE and self._only_introduces(draft.entry(at[1])):
            self.told_by[at] = "positions"
        return at in self.told_by

    def _is_news(self, at: At, draft: Draft) -> bool:
        """Whether an entry is new since an earlier page, and not for a date that has moved: that one always stands."""
        row = draft.rows[at[1]]
        return at[0] == "changes" and isinstance(row, Statement) and row.was is None

    def _only_introduces(self, entry: Entry) -> bool:
        """Whether all that a sentence tells beside a printed position is who takes it."""
        return entry.speaker is not None and self._stands_as_position(entry, entry.speaker)

    def _stands_as_position(self, entry: Entry, speaker: Speaker | None) -> bool:
        """Whether a line tells hardly more than a printed position out of its sentence, a speaker's or anybody's."""
        draft = next((d for d in self.drafts if d.spec.kind == "positions"), None)
        if draft is None or entry.line is None:
            return False
        printed = (draft.entry(i) for i in self.kept["positions"])
        same = (p for p in printed if p.sentence == entry.sentence and (speaker is None or p.group == speaker.name))
        language = self.composer.brief.language
        return any(
            adds_little(entry.line, speaker or p.speaker, p.line, language) for p in same if p.line and p.speaker
        )

    def _content(self, draft: Draft, index: int) -> Content | None:
        """What an entry tells."""
        at = (draft.spec.kind, index)
        if at not in self._contents:
            language = self.composer.brief.language
            self._contents[at] = content_of(draft.entry(index), language, dated=at[0] in DATED)
        return self._contents[at]

    def total(self, draft: Draft) -> int:
        """How many entries of a section the page could tell; what it tells in another section is not missing."""
        kept = self.kept[draft.spec.kind]
        return sum(i in kept or (draft.spec.kind, i) not in self.told_by for i in range(len(draft.rows)))


def _before(entry: Entry) -> tuple[int, int] | None:
    """The sentence before a line's."""
    return (entry.sentence[0], entry.sentence[1] - 1) if entry.sentence is not None else None


def _paragraph(entry: Entry) -> tuple[int, int] | None:
    """The source and the paragraph a line comes from."""
    if entry.line is None or not entry.line.evidence:
        return None
    return entry.line.evidence[0].source, entry.line.evidence[0].paragraph
