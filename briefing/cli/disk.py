"""The only place that writes files: beside, synced, renamed, so that nothing half-written is left behind."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from briefing.errors import OutputError

_UNSAFE = re.compile(r"[^\w.-]+")
#: Names that Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
#: Bytes of a stem: file systems take 255 for the whole name, and a letter may be four.
_BYTES = 200


def file_name(text: str, *, longest: int = 80) -> str:
    """A file name's stem out of a title or an id: letters, digits, ``-``; never empty, hidden or a path."""
    plain = unicodedata.normalize("NFC", text)
    stem = _UNSAFE.sub("-", plain).strip("-._")[:longest]
    stem = stem.encode("utf-8", "ignore")[:_BYTES].decode("utf-8", "ignore").strip("-._")
    if _DEVICE.fullmatch(stem.partition(".")[0]):
        stem = f"briefing-{stem}"
    return stem or "briefing"


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; an earlier file stays until the new one is complete.

    Raises:
        OutputError: the folder cannot be made or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=".briefing-", dir=path.parent)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path, which settings can hold
        raise _refused(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; what is delivered gets the rights any new file would.
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(beside).unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _refused(path: Path, error: OSError | ValueError) -> OutputError:
    return OutputError(
        f"cannot be written ({getattr(error, 'strerror', None) or error})",
        where=str(path).replace("\0", "?"),
        next_step="Give another folder with -o DIR, or free it for writing.",
    )
