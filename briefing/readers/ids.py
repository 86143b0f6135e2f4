"""What a document is called in data: made from its name, safe in file names and in JSON."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from briefing.model import addresses

#: Longer names say no more, and some file systems stop at 255 bytes.
LONGEST = 80

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a name is a web address."""
    return bool(_ADDRESS.match(name))


def identifier(name: str) -> str:
    """A document's id: the file name without its ending, or the last part of an address's path.

    >>> identifier("saved/Talks in Quito.html")
    'Talks-in-Quito'
    >>> identifier("https://example.org/2026/03/12/talks-in-quito/")
    'talks-in-quito'
    >>> identifier("-")
    'stdin'
    """
    if name == "-":
        return "stdin"
    if is_address(name):
        parts = addresses.split(name)
        path = PurePosixPath(unquote(parts.path))
        stem = path.stem if path.stem.strip("/") else parts.netloc
    else:
        stem = PurePosixPath(name.replace("\\", "/")).stem
    safe = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
    return safe[:LONGEST] or "document"
