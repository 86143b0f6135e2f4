"""What goes on on a new sheet stands under its own headings once more."""

from __future__ import annotations

import dataclasses

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
