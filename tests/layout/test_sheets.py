"""What goes on on a new sheet stands under its own headings once more."""

from __future__ import annotations

import dataclasses

import pytest

from briefing.layout import fit, template
from briefing.layout.sheets import paginate
from briefing.model.blocks import Block, Table, Text
from tests.briefs import story


def again(heading: Text) -> Text:
    return dataclasses.replace(heading, row=f"again {heading.plain}")


def told(sheet: tuple[Block, ...]) -> list[str]:
    """What a sheet begins with, up to its first line."""
    texts = [b for b in sheet[:3] if isinstance(b, Text)]
    return [t.row or t.plain for t in texts if t.look.name in ("heading", "subheading")]


def test_a_table_that_is_broken_goes_on_under_its_own_heading() -> None:
    page = fit(story(), template.load("chronology"))
    at = next(n for n, b in enumerate(page.flow) if isinstance(b, Table))
    blocks = page.flow[: at + 1]
    depth = sum(b.height_pt for b in blocks) - 20.0
    first, second = paginate(blocks, depth, again)
    assert isinstance(first[-1], Table)
    assert told(second) == ["again Events"]


def test_what_goes_on_in_a_group_has_its_name_too_and_a_group_that_begins_has_not() -> None:
    page = fit(story(), template.load())
    heading = next(b for b in page.flow if isinstance(b, Text) and b.look.name == "heading")
    line = next(b for b in page.flow if isinstance(b, Text) and b.bullet)
    name = dataclasses.replace(heading, look=dataclasses.replace(heading.look, name="subheading"), row="name")
    blocks = [heading, name, line, line]
    assert told(paginate(blocks, sum(b.height_pt for b in blocks[:3]), again)[1]) == [
        f"again {heading.plain}", f"again {name.plain}",
    ]  # fmt: skip
    blocks = [heading, line, name, line]
    assert told(paginate(blocks, sum(b.height_pt for b in blocks[:3]), again)[1]) == [f"again {heading.plain}", "name"]


@pytest.mark.parametrize(("lines", "whole"), [(3, True), (12, False)], ids=["short", "long"])
def test_a_short_section_of_which_little_is_left_over_stands_whole_on_the_last_sheet(lines: int, whole: bool) -> None:
    page = fit(story(), template.load())
    heading = next(b for b in page.flow if isinstance(b, Text) and b.look.name == "heading")
    line = next(b for b in page.flow if isinstance(b, Text) and b.bullet)
    blocks = [heading, *[line] * (14 - lines), heading, *[line] * lines]
    depth = sum(b.height_pt for b in blocks) - 1.0
    first, second = paginate(blocks, depth, again)
    assert [sum(b is line for b in sheet) for sheet in (first, second)] == ([11, 3] if whole else [13, 1])
    assert told(second) == ([heading.plain] if whole else [f"again {heading.plain}"])


def test_so_much_of_the_last_section_on_the_last_sheet_stays_there() -> None:
    page = fit(story(), template.load())
    heading = next(b for b in page.flow if isinstance(b, Text) and b.look.name == "heading")
    line = next(b for b in page.flow if isinstance(b, Text) and b.bullet)
    blocks = [heading, *[line] * 9, heading, *[line] * 5]
    depth = sum(b.height_pt for b in blocks) - line.height_pt * 4
    assert [sum(b is line for b in sheet) for sheet in paginate(blocks, depth, again)] == [10, 4]
