"""Documents as JSON Lines: one object a line, text and date already at hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import NamedTuple

from briefing.errors import InputError

_FORM = 'Write one object a line: {"id": "…", "text": "…", "date": "2026-03-12"}.'
#: The longest line that is read: as much as an article may have elsewhere.
MOST_BYTES = 20 * 2**20


class Row(NamedTuple):
    """One line of JSON Lines."""

    id: str
    text: str
    date: dt.date | None
    title: str | None


def row(line: str, where: str) -> Row:
    """The document that a line holds.

    Args:
        line: a JSON object with ``id`` and ``text``, and ``date`` (ISO) and ``title`` where they are known.
        where: file and line number, for the message.

    Raises:
        InputError: the line is no such object; the message says what is wrong with it.
    """
    if len(line) > MOST_BYTES:
        raise InputError(
            f"is longer than {MOST_BYTES // 2**20} MB", where=where, next_step="Split it into several documents."
        )
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        raise InputError(f"is not JSON ({error})", where=where, next_step=_FORM) from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str) or "id" not in fields:
        raise InputError('lacks "id" or "text"', where=where, next_step=_FORM)
    date = fields.get("date")
    try:
        day = dt.date.fromisoformat(date[:10]) if date else None
    except (TypeError, ValueError, KeyError) as error:  # a mapping has no first ten characters
        raise InputError(f'"date" is not a valid date: {date!r}', where=where, next_step=_FORM) from error
    title = fields.get("title")
    return Row(str(fields["id"]), fields["text"], day, title if isinstance(title, str) else None)
