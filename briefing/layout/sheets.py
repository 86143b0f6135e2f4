"""Blocks on sheets: one sheet, or as many as large print needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TypeGuard

from briefing.model.blocks import Block, Row, Table, Text

#: Looks of what goes with the block behind it.
HEADINGS = frozenset(("heading", "subheading"))


def paginate(
    blocks: Sequence[Block], depth_pt: float, again: Callable[[Text], Text] | None = None
) -> tuple[tuple[Block, ...], ...]:
    """Blocks from top to bottom of as many sheets as they need.

    A heading goes with what follows it, a box and a strip stay whole, a table is broken between rows with its head
    repeated.

    Args:
        blocks: from top to bottom.
        depth_pt: the height of a sheet.
        again: the heading that stands above what goes on from the sheet before, where one is wanted.
    """
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
