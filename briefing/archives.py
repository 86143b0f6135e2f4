"""Zip archives that others packed: what goes wrong with a damaged one, and how much of one is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence

#: What unpacking a damaged archive raises: also RuntimeError for a locked one and one packed in an unknown way.
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
#: The largest part of a delivered file that is unpacked, in bytes.
MOST = 64 * 2**20
#: What all parts of one archive may unpack to, and how many there may be.
MOST_TOGETHER = 2 * MOST
MOST_PARTS = 2000


def check(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive that unpacks to more than an article or a page does, before anything of it is unpacked.

    The sizes are those the archive tells; :mod:`zipfile` unpacks no part beyond the size it is told to have.

    Raises:
        zipfile.BadZipFile: it has too many parts, or they are too large.
    """
    if len(parts) > MOST_PARTS or sum(max(0, part.file_size) for part in parts) > MOST_TOGETHER:
        raise zipfile.BadZipFile("unpacks to more than a page does")


#: Elements and attributes of one part of a page: each takes some hundred bytes once it is parsed, and four in the file.
MOST_MARKUP = 300_000


def check_markup(content: bytes) -> None:
    """Refuse a part with more elements and attributes than a page has, before it is parsed.

    Raises:
        zipfile.BadZipFile: it has more.
    """
    if content.count(b"<") + content.count(b"=") > MOST_MARKUP:
        raise zipfile.BadZipFile("holds more markup than a page does")
