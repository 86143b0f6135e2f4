"""Whether a file breaks off before its end, by what its form has to end with."""

from __future__ import annotations

import re

#: How much of a file's end and beginning is looked at, in bytes.
REACH = 4096

_ROOT = re.compile(rb"<(?P<name>[A-Za-z_][\w:.-]{0,80})(?=[\s>/])")


def of_rich_text(data: bytes) -> bool:
    """Whether a rich text lacks the bracket that closes it."""
    return not data.rstrip(b"\0 \t\r\n\x1a").endswith(b"}")


def of_markup(data: bytes) -> bool:
    """Whether a page or an XML file lacks the end of its first element; one in UTF-16 is taken for whole.

    >>> of_markup(b"<html><body><p>A prize.</p></body></html>"), of_markup(b"<html><body><p>A pri")
    (False, True)
    """
    root = _ROOT.search(data[:REACH])
    if root is None or b"\0" in data[:REACH]:
        return False
    end = data[-REACH:].lower()
    return b"</" + root["name"].lower() not in end and not end.rstrip().endswith(b"/>")
