"""Blocks on sheets: one sheet, or as many as large print needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TypeGuard

from briefing.model.page import Block, Row, Table, Text


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
    heading: Text | None = None
    sheets: list[list[Block]] = [[]]
    used = 0.0
    for group in _groups(blocks):
        within = heading
        heading = next((b for b in group if _is_heading(b)), heading)
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
        if again is not None and within is not None and not _is_heading(next_sheet[0]):
            next_sheet = [again(within), *next_sheet]
        sheets.append(next_sheet)
        used = sum(b.height_pt for b in next_sheet)
    return tuple(map(tuple, sheets))


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
    return isinstance(block, Text) and block.look.name == "heading"


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
