"""The page in a house's own Word file: its blocks in the file's places, between what stands there already."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from briefing.errors import TemplateError
from briefing.layout import dates
from briefing.layout.blocks import called
from briefing.layout.template import Template
from briefing.layout.template.letterheads import standing
from briefing.layout.template.schema import House, Standing
from briefing.layout.text_runs import clean
from briefing.layout.typesetter import Setter
from briefing.letterhead import WHOLE
from briefing.model.blocks import Block, Run, Text
from briefing.model.brief import Brief
from briefing.model.page import HousePlace, Letterhead
from briefing.model.text import Note

#: What stands in the file may be higher by this share than it is reckoned to be.
DOUBT = 0.06


@dataclasses.dataclass(frozen=True, slots=True)
class HousePage:
    """A house's file with the words of one brief in it."""

    house: House
    words: Mapping[str, str]
    standing: Sequence[Standing]

    @classmethod
    def of(cls, brief: Brief, template: Template, house: House, width_pt: float) -> HousePage:
        """The file of a template.

        Raises:
            TemplateError: the brief has a handling mark, and the file has no place for it.
        """
        if brief.mark and not house.marked:
            raise TemplateError(
                "the letterhead has no place for the handling mark",
                where=f"template {template.name}",
                next_step="Write {{ mark }} into its head or foot in Word, or leave out the mark.",
            )
        fields = {
            "title": brief.title,
            "date": dates.day(brief.as_of, template, long=True),
            "kind": called(brief, template),
            "reference": brief.reference,
            "to": brief.to,
            "from": brief.from_,
            "mark": brief.mark,
        }
        words = {key: clean(value or "") for key, value in fields.items()}
        return cls(house, words, standing(house, words, width_pt))

    def height_pt(self, setter: Setter) -> float:
        """What the file's own words and the line at the foot of the page take."""
        foot = setter.looks["note"]
        return (1 + DOUBT) * sum(part.height_pt for part in self.standing) + foot.before_pt + foot.leading_pt

    def letterhead(self, places: Sequence[HousePlace]) -> Letterhead:
        """The file, for the renderers."""
        return Letterhead(self.house.docx, self.words, tuple(places), self.house.picture)

    def placed(
        self,
        head: Sequence[Block],
        sections: Sequence[tuple[str, Sequence[Block]]],
        foot: str,
        setter: Setter,
        width_pt: float,
    ) -> tuple[list[Block], list[HousePlace]]:
        """All blocks from top to bottom, and which of them stand in which place.

        Args:
            head: the head of the page; it stands in the place of the rest, else in the first.
            sections: each section's name and blocks, in the order of the places.
            foot: the line that ends the last place.
            setter: of the page.
            width_pt: the measure.
        """
        order = [part.place for part in self.standing if part.place]
        leading = WHOLE if WHOLE in order else order[0]
        named = set(order) - {WHOLE}
        blocks: list[Block] = []
        places: list[HousePlace] = []
        for part in self.standing:
            if part.place is None:
                blocks.extend(self._standing(part, setter, width_pt))
                continue
            first = len(blocks)
            blocks.extend(head if part.place == leading else ())
            for kind, made in sections:
                if kind == part.place or (part.place == WHOLE and kind not in named):
                    blocks.extend(made)
            if foot and part.place == order[-1]:
                blocks.append(setter.one_line("note", [Run(foot)], width_pt))
            places.append(HousePlace(part.place, first, len(blocks)))
        return blocks, places

    def notes(self) -> Iterator[Note]:
        """What is otherwise than in the file."""
        yield from self.house.notes
        if self.house.picture is None:
            yield Note(
                "letterhead",
                "the PDF has the page without the letterhead's head and foot, of which there is no picture: "
                "briefing templates new NAME --from FILE.docx makes it",
            )

    def _standing(self, part: Standing, setter: Setter, width_pt: float) -> Iterator[Text]:
        """What stands in the file, as the PDF draws it: plain paragraphs that take as much room."""
        made = []
        for words, size, bold, colour in part.texts:
            # The PDF's first heading is the title, wherever the house has put it.
            name = "title" if self.house.titled and self.words["title"] in words else "cell"
            look = dataclasses.replace(
                setter.looks["cell"], name=name, size_pt=size, leading_pt=round(size * 1.2, 1), bold=bold, before_pt=0.0
            )
            text = setter.text("cell", [Run(clean(words), bold=bold, size_pt=size, colour=colour)], width_pt)
            made.append(dataclasses.replace(text, look=look, house=True))
        spare = max(part.height_pt - sum(text.height_pt for text in made), 0.0)
        if not made:
            yield dataclasses.replace(setter.text("cell", [], width_pt), lines=(), before_pt=spare, house=True)
            return
        yield dataclasses.replace(made[0], before_pt=spare / 2)
        yield from made[1:]
