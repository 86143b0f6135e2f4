"""The only place that writes files: beside, synced, renamed, so that nothing half-written is left behind."""

from __future__ import annotations

import contextlib
import os
import re
import stat
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


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all; an earlier file stays until the new one is complete, and leaves its rights.

    Args:
        path: where.
        data: its bytes.
        private: whether nobody else may read it.

    Raises:
        OutputError: the folder cannot be made, the file cannot be written, or the earlier one is write-protected.
    """
    whole = beside(path, data, private=private)
    try:
        put(whole, path)
    finally:
        whole.unlink(missing_ok=True)


def beside(path: Path, data: bytes, *, private: bool = False) -> Path:
    """A file's bytes, synced, in a file of another name beside it; :func:`put` gives it its own.

    Raises:
        OutputError: as for :func:`write`.
    """
    rights = _rights(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".briefing-", suffix=".unfinished", dir=path.parent)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path, which settings can hold
        raise refused(path, error) from error
    whole = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; what is delivered gets the rights of the one before, or of any new file.
        whole.chmod(0o600 if private else 0o666 & ~_umask() if rights is None else rights)
    except OSError as error:
        whole.unlink(missing_ok=True)
        raise refused(path, error) from error
    except BaseException:  # Ctrl-C, or the end that a signal asks for: nothing half-written stays
        whole.unlink(missing_ok=True)
        raise
    return whole


def put(whole: Path, path: Path) -> None:
    """Give a finished file its name, and let the folder remember it through a loss of power.

    Raises:
        OutputError: as for :func:`write`.
    """
    try:
        whole.replace(path)
    except OSError as error:
        raise refused(path, error) from error
    with contextlib.suppress(OSError):  # not every system lets a folder be opened or synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _rights(path: Path) -> int | None:
    """The rights of the file that is there; ``None`` where there is none.

    Raises:
        OutputError: it is write-protected.
    """
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    if not status.st_mode & 0o222:
        raise OutputError(
            "is write-protected", where=str(path), next_step="Give another folder with -o, or make it writable."
        )
    return stat.S_IMODE(status.st_mode)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def refused(path: Path, error: OSError | ValueError) -> OutputError:
    """What is said where a file cannot be written."""
    return OutputError(
        f"cannot be written ({getattr(error, 'strerror', None) or error})",
        where=str(path).replace("\0", "?"),
        next_step="Give another folder with -o DIR, or make this one writable.",
    )
