"""Blocks on sheets: one sheet, or as many as large print needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TypeGuard

from briefing.model.blocks import Block, Row, Table, Text

#: Looks of what goes with the block behind it.
HEADINGS = frozenset(("heading", "subheading"))
#: Shares of a sheet: how high a section is at most that is moved to the last one as a whole, and less than which stands
#: there otherwise.
SHORT, LITTLE = 0.5, 0.25


def paginate(
    blocks: Sequence[Block], depth_pt: float, again: Callable[[Text], Text] | None = None
) -> tuple[tuple[Block, ...], ...]:
    """Blocks from top to bottom of as many sheets as they need.

    A heading goes with what follows it, a box and a strip stay whole, a table is broken between rows with its head
    repeated. A short last section of which only a little would stand on the last sheet stands there whole.

    Args:
        blocks: from top to bottom.
        depth_pt: the height of a sheet.
        again: the heading that stands above what goes on from the sheet before, where one is wanted.
    """
    filled = _filled(blocks, depth_pt, again)
    last = max((n for n, b in enumerate(blocks) if isinstance(b, Text) and b.look.name == "heading"), default=0)
    if len(filled) == 1 or last == 0 or sum(b.height_pt for b in blocks[last:]) > SHORT * depth_pt:
        return filled
    before = _filled(blocks[:last], depth_pt, again)
    little = sum(b.height_pt for b in filled[-1]) < LITTLE * depth_pt
    return (*before, tuple(blocks[last:])) if little and len(before) == len(filled) - 1 else filled


def _filled(
    blocks: Sequence[Block], depth_pt: float, again: Callable[[Text], Text] | None
) -> tuple[tuple[Block, ...], ...]:
    """As :func:`paginate` takes its arguments, each sheet with all that it holds."""
    heads: list[Text] = []
    sheets: list[list[Block]] = [[]]
    used = 0.0
    for group in _groups(blocks):
        for block in group:
            if _is_heading(block):
                heads = [*(heads[:1] if block.look.name == "subheading" else ()), block]
        height = sum(b.height_pt for b in group)
        if used + height <= depth_pt:
            sheets[-1].extend(group)
            used += height
            continue
        next_sheet = list(group)
        table = group[-1]
        if isinstance(table, Table) and len(table.rows) > 1:
            before, rest = _split(table, depth_pt - used - sum(b.height_pt for b in group[:-1]))
            if before is not None:
                sheets[-1].extend([*group[:-1], before])
                next_sheet = [rest]
        if again is not None:
            next_sheet = [*map(again, _going_on(heads, next_sheet[0])), *next_sheet]
        sheets.append(next_sheet)
        used = sum(b.height_pt for b in next_sheet)
    return tuple(map(tuple, sheets))


def _going_on(heads: Sequence[Text], first: Block) -> Sequence[Text]:
    """Of the headings above what a new sheet begins with, those that it does not begin with itself."""
    if not _is_heading(first):
        return heads
    return heads[:1] if first.look.name == "subheading" else ()


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that must not be parted: a heading and the first block after it."""
    waiting: list[Block] = []
    for block in blocks:
        waiting.append(block)
        if not _is_heading(block):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _is_heading(block: Block) -> TypeGuard[Text]:
    return isinstance(block, Text) and block.look.name in HEADINGS


def _split(table: Table, room_pt: float) -> tuple[Table | None, Table]:
    """The rows that have room, and the rest."""
    used = table.before_pt + table.row_height_pt(table.head)
    rows: list[Row] = []
    for row in table.rows:
        used += table.row_height_pt(row)
        if used > room_pt:
            break
        rows.append(row)
    rest = dataclasses.replace(table, rows=table.rows[len(rows) :], continued=bool(rows), before_pt=0.0)
    return (dataclasses.replace(table, rows=tuple(rows)) if rows else None), rest
