"""Zip archives that others packed: what goes wrong with a damaged one, and how much of one is unpacked."""

from __future__ import annotations

import zipfile
import zlib

#: What unpacking a damaged archive raises: also RuntimeError for a locked one and one packed in an unknown way.
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
#: The largest part of a delivered file that is unpacked, in bytes.
MOST = 64 * 2**20
