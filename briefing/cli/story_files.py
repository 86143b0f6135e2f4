"""A review file and the file of its articles beside it, read and written as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli import disk
from briefing.errors import InputError, ReviewError

if TYPE_CHECKING:
    from briefing.review.packed import Named

#: Bytes at the end of a file in which it names its articles.
_TAIL = 4096


def load(path: Path) -> bytes:
    """The whole review file.

    Raises:
        InputError: it cannot be read.
        ReviewError: its articles are not beside it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error})",
            where=str(path),
            next_step="Check its name and its permissions.",
        ) from error
    return whole(path, data)


def whole(path: Path, data: bytes) -> bytes:
    """A review file's bytes with its articles put in; any other bytes as they are.

    Raises:
        ReviewError: the articles that it names are not beside it.
    """
    from briefing import review
    from briefing.review import packed

    named = packed.named(data) if review.is_review(data) else None
    if named is None:
        return data
    core = packed.versions(_bytes(path.parent / Path(named.name).name)).get(named.digest)
    if core is None:
        raise ReviewError(
            f"its articles are not beside it: {named.name} is missing or another",
            where=str(path),
            next_step="Put that file into the same folder, or extract the story again.",
        )
    return packed.together(data, core, where=str(path))


def save(path: Path, data: bytes) -> None:
    """Write a whole review file short, with its articles beside it.

    The articles get their name first, and lie with those that another review file of the folder names: whatever stops
    the program, each review file finds its own. On a full disk neither file is there.

    Raises:
        OutputError: one of them cannot be written.
    """
    from briefing.review import packed

    beside = path.with_name(f"{path.stem}{packed.SUFFIX}")
    short, core = packed.apart(data, beside.name)
    before = packed.versions(_bytes(beside))
    finished = disk.beside(path, short)
    try:
        if packed.digest(core) not in before:
            wanted = {entry.digest for entry in _named_beside(path) if Path(entry.name).name == beside.name}
            kept = [old for known, old in before.items() if known in wanted]
            disk.write(beside, packed.bundle([core, *kept]))
        disk.put(finished, path)
    finally:
        finished.unlink(missing_ok=True)


def _named_beside(path: Path) -> list[Named]:
    """What the review files in a folder name, copies under any name included."""
    from briefing.review import packed

    entries = []
    for other in path.parent.iterdir():
        if ".yaml" in other.name or ".yml" in other.name:
            with other.open("rb") as file:
                file.seek(max(0, other.stat().st_size - _TAIL))
                if (named := packed.named(file.read())) is not None:
                    entries.append(named)
    return entries


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
