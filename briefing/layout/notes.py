"""Notes: the sources of the lines, told at the foot of the sheet or behind all else.

Each place is told once: lines of the same sources and paragraphs share their note. The first note of an article names
it in full, those behind it by its outlet. Numbers follow from what stands on the page, so lines are broken with the
widest number there is, and a note's mark is never wider than what was measured.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.layout.dates import NBSP, day
from briefing.layout.sections import Composer
from briefing.layout.text_runs import PLACES, clean
from briefing.model.blocks import Block, Box, Cited, Columns, Row, Rule, Run, Runs, Strip, Table, Text
from briefing.model.brief import Source
from briefing.model.page import NotesAt

#: From the left edge to a note's words; its number stands before them.
INDENT_PT = 13.0
#: The line above the notes at the foot of a sheet, as long as Word draws it, and the space around it.
LINE_PT = 144.0
ABOVE_PT = 7.0
BELOW_PT = 3.0
#: Words of a headline by which a later note names an article.
TITLE_WORDS = 5
Cites = tuple[Cited, ...]


@dataclass
class Notes:
    """Sets the notes of one page."""

    at: NotesAt
    composer: Composer
    _made: dict[tuple[Cites, frozenset[int]], Text] = field(default_factory=dict)

    def texts(self, cites: Sequence[Cites]) -> list[Text]:
        """Each note, without its number, from the first to the last.

        Args:
            cites: what the notes tell, each once, in the order of their marks.
        """
        known: set[int] = set()
        made = []
        for cited in cites:
            first = frozenset(number for number, _ in cited[:PLACES]) - known
            if (cited, first) not in self._made:
                runs = self._runs(cited, first)
                setter = self.composer.setter
                self._made[cited, first] = setter.text(
                    "source", runs, self.composer.width_pt, indent_pt=INDENT_PT * setter.scale, name=True
                )
            made.append(self._made[cited, first])
            known |= first
        return made

    def height_pt(self, cites: Sequence[Cites]) -> float:
        """The height of the notes with what stands above them."""
        return sum(text.height_pt for text in self.texts(cites)) + (self._over.height_pt if cites else 0.0)

    def blocks(self, cites: Sequence[Cites], spare_pt: float = 0.0) -> list[Text]:
        """The notes with what stands above them.

        Args:
            cites: as :meth:`texts` takes them.
            spare_pt: how far notes at the foot of a sheet move down to stand there.
        """
        if not cites:
            return []
        over = self._over
        if self.at == "foot":
            over = dataclasses.replace(over, before_pt=over.space_pt + spare_pt)
        return [over, *(_headed(text, number) for number, text in enumerate(self.texts(cites), 1))]

    def listed(self, cited: Collection[int]) -> tuple[Text, ...]:
        """The sources as a list, for formats that have no notes; under a heading where the notes have none.

        Args:
            cited: numbers of the sources that what is printed comes from.
        """
        entries = self.composer.sources("short")
        texts = [e.part for e in entries if isinstance(e.part, Text) and set(e.cited) <= set(cited)]
        return tuple(texts) if self._headed or not texts else (self._heading, *texts)

    @property
    def _headed(self) -> bool:
        """Whether a heading stands above the notes; below what ends a house's file it would be out of place."""
        return self.at == "end" and self.composer.template.house is None

    @property
    def _heading(self) -> Text:
        template = self.composer.template
        named = next((spec.heading for spec in template.sections if spec.kind == "sources"), None)
        return self.composer.heading(named or template.label("sources"))

    @property
    def _over(self) -> Text:
        """What stands above the notes: a heading, or a line."""
        if self._headed:
            return self._heading
        composer = self.composer
        look, rule = composer.setter.looks["source"], Rule(0.5, composer.template.colours["quiet"], BELOW_PT)
        short = composer.width_pt - LINE_PT
        return Text(look, (), (), rule=rule, right_indent_pt=short, before_pt=ABOVE_PT, note=0)

    def _runs(self, cited: Cites, first: frozenset[int]) -> Runs:
        template, sources = self.composer.template, self.composer.words.sources
        runs: list[Run] = []
        for number, paragraphs in cited[:PLACES]:
            source = sources.get(number)
            if source is None:
                continue
            runs += (Run("; "),) if runs else ()
            each = ", ".join(map(str, paragraphs)).replace(" ", NBSP)
            label = template.label("note_place" if len(paragraphs) == 1 else "note_places", paragraphs=each)
            label = label.replace(" ", NBSP)
            if number not in first and len(sources) == 1:
                runs.append(Run(label[:1].upper() + label[1:]))
                continue
            runs += self._full(source) if number in first else self._short(source)
            runs.append(Run(f", {label}"))
        if len(cited) > PLACES:
            runs.append(Run(f"; {template.label('more_sources', count=len(cited) - PLACES)}"))
        return (*runs, Run("."))

    def _full(self, source: Source) -> Runs:
        """A source as the list of the sources has it, without its number; a copy tells whose text it has by name."""
        words = self.composer.words
        runs = words.source(dataclasses.replace(source, same_as=None), "short")[1:]
        first = words.sources.get(source.same_as) if source.same_as is not None else None
        if first is None:
            return runs
        name = "".join(run.text for run in self._short(first))
        return (*runs, Run(f" ({words.template.label('copy_of', name=name)})"))

    def _short(self, source: Source) -> Runs:
        """A source that an earlier note names: by its outlet, with its day or headline where another has that, too."""
        words, template = self.composer.words, self.composer.template
        outlet = clean(source.publisher or "")
        alike = [s for s in words.sources.values() if clean(s.publisher or "") == outlet and s is not source]
        if outlet and not alike:
            return (Run(outlet),)
        if outlet and source.date is not None and all(s.date != source.date for s in alike):
            return (Run(f"{outlet}, {day(source.date, template)}"),)
        title = clean(source.title or "").split()
        named = words.opened(" ".join(title[:TITLE_WORDS])) if title else ""
        return (Run(named or words.opening(source)),)


def _headed(text: Text, number: int) -> Text:
    """A note with its number, to which its marks lead."""
    anchor = _anchor(number)

    def led(runs: Runs) -> Runs:
        return (runs[0]._replace(anchor=anchor), *runs[1:]) if runs else runs

    return dataclasses.replace(
        text, note=number, bullet=str(number), runs=led(text.runs), lines=(led(text.lines[0]), *text.lines[1:])
    )


def _anchor(number: int) -> str:
    return f"#note-{number}"


def cites(texts: Sequence[Text]) -> Iterator[Cites]:
    """What the notes of some paragraphs tell, in the order of their marks."""
    for text in texts:
        for run in text.runs:
            if run.cites:
                yield run.cites


def numbered(blocks: Sequence[Block], order: Sequence[Cites]) -> list[Block]:
    """Blocks whose marks have the numbers of their notes."""
    numbers = {cited: number for number, cited in enumerate(order, 1)}

    def renumbered(run: Run) -> Run:
        if not run.cites:
            return run
        number = numbers[run.cites]
        return run._replace(text=f"{NBSP}{number}", note=number, link=_anchor(number), tip=str(number))

    def text(old: Text) -> Text:
        lines = tuple(tuple(map(renumbered, line)) for line in old.lines)
        return dataclasses.replace(old, runs=tuple(map(renumbered, old.runs)), lines=lines)

    return [_with_texts(block, text) for block in blocks]


def _with_texts(block: Block, change: Callable[[Text], Text]) -> Block:
    """A block with each of its paragraphs changed."""
    if isinstance(block, Text):
        return change(block)
    if isinstance(block, Box):
        return dataclasses.replace(block, texts=tuple(map(change, block.texts)))
    if isinstance(block, Columns):
        return dataclasses.replace(block, main=tuple(map(change, block.main)), side=tuple(map(change, block.side)))
    if isinstance(block, Table):
        rows = tuple(Row(row.id, tuple(tuple(map(change, cell)) for cell in row.cells)) for row in block.rows)
        return dataclasses.replace(block, rows=rows)
    assert isinstance(block, Strip)  # noqa: S101 # tells mypy; a strip has no marks
    return block
