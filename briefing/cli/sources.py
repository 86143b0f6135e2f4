"""What the user named, as bytes: files, folders, patterns, addresses, standard input."""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from briefing.errors import InputError
from briefing.file_names import is_link, may_be_article

#: The largest file that is read, in bytes.
MOST_BYTES = 20 * 2**20

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CHOSEN = re.compile(r"(?P<name>.+)#(?P<numbers>\d[\d,\s-]*)")
_NEXT = "Give a file, a folder, a pattern, an address, or - for standard input."


@dataclass(frozen=True, slots=True)
class Source:
    """One input that was read."""

    name: str
    """Path, address after redirects, or ``-``."""
    data: bytes
    only: frozenset[int] | None = None
    """The numbers of the articles wanted of a file that holds several, as ``export.docx#3`` names one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read, and why."""

    name: str
    error: InputError


def gather(names: Sequence[str], *, stdin: BinaryIO, allow_private: bool = False) -> Iterator[Source | Failure]:
    """Every input in the order named; what cannot be read is a :class:`Failure`, and the rest goes on.

    ``FILE#3`` stands for the third article of a file that holds several, ``FILE#3,5-9`` for seven of them.
    A folder stands for its files in alphabetical order, without hidden ones and without folders inside (a saved page's
    pictures lie in one) and without pages that briefing wrote there; a pattern for the files it matches, ``**``
    reaching into folders. A file named twice is read once. Settings, review files and links beside the articles are
    passed over; a link file (``.url``, ``.webloc``, ``.desktop``) that is named stands for its address.

    Args:
        names: paths, patterns, http or https addresses, or ``-``.
        stdin: what ``-`` is read from.
        allow_private: let addresses in private networks through.
    """
    seen: set[tuple[Path | str, frozenset[int] | None]] = set()
    for whole in names:
        name, only = chosen(whole)
        try:
            places = list(_places(name))
        except InputError as error:
            yield Failure(name, error)
            continue
        for place in places:
            key = (place if isinstance(place, str) else place.resolve(), only)
            if key in seen:
                continue
            seen.add(key)
            try:
                source = _read(place, stdin, allow_private=allow_private)
                yield replace(source, only=only)
            except InputError as error:
                yield Failure(str(place), error)


def paths(names: Sequence[str]) -> list[Path]:
    """The files that the names stand for, as far as they can be listed; no address, no standard input."""
    files: list[Path] = []
    for name in names:
        with contextlib.suppress(InputError):
            files += [place for place in _places(chosen(name)[0]) if isinstance(place, Path)]
    return files


def chosen(name: str) -> tuple[str, frozenset[int] | None]:
    """A name without the numbers behind its ``#``, and these; a file that is called so is itself.

    >>> chosen("export.docx#3,5-6") == ("export.docx", frozenset({3, 5, 6}))
    True
    """
    match = _CHOSEN.fullmatch(name)
    if match is None or _ADDRESS.match(name) or Path(name).exists():
        return name, None
    return match["name"], numbers(match["numbers"], name)


def numbers(words: str, where: str) -> frozenset[int]:
    """The numbers of a list such as ``3,5-9``.

    Raises:
        InputError: it is none.
    """
    listed: set[int] = set()
    for part in words.replace(" ", "").split(","):
        match = re.fullmatch(r"(?P<first>\d{1,6})(?:-(?P<last>\d{1,6}))?", part)
        first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (0, 0)
        if not 0 < first <= last:
            raise InputError(
                f"{part!r} names no articles", where=where, next_step="Write numbers from 1, such as 3,5-9."
            )
        listed.update(range(first, last + 1))
    return frozenset(listed)


def _places(name: str) -> Iterator[Path | str]:
    """The files a name stands for; an address and ``-`` stand for themselves."""
    if not name.strip():
        raise InputError(
            "the name of an article is empty", next_step="Is a shell variable unset? Name a file or a folder."
        )
    if name == "-" or _ADDRESS.match(name):
        yield name
        return
    from briefing.cli import written

    path = Path(name)
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else None
        there = path.exists()
        path.resolve()
    except (OSError, ValueError, RuntimeError) as error:  # also a name with a NUL, links in a circle
        raise _unreadable(path, error) from error
    if inside is not None:
        # A page that was made of the folder's articles is none of them.
        files = [p for p in inside if p.is_file() and not p.name.startswith(".") and _is_article(p, written.ours)]
        if not files:
            raise InputError("the folder holds no articles", where=name, next_step=_NEXT)
        yield from files
    elif there or not glob.has_magic(name):
        yield path
    else:
        named = map(Path, glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        matched = sorted(path for path in named if path.is_file() and _is_article(path, written.ours))
        if not matched:
            raise InputError("no file matches this pattern", where=name, next_step=_NEXT)
        yield from matched


def _is_article(path: Path, ours: Callable[[Path], bool]) -> bool:
    """Whether a file that was not named itself may be an article: no settings, review file, link or page of ours."""
    return may_be_article(path.name) and not ours(path)


def _linked(path: Path, data: bytes) -> str:
    """The address that a link file (``.url``, ``.webloc``, ``.desktop``) holds.

    Raises:
        InputError: it holds none.
    """
    text = data.decode("utf-8", errors="replace")
    if data.startswith(b"bplist"):
        text = " ".join(re.findall(r"https?://[\x21-\x7e]+", data.decode("latin-1")))
    match = re.search(r"(?:^URL=|<string>\s*|^)(?P<address>https?://[^\s<>\"]+)", text, re.MULTILINE | re.IGNORECASE)
    if match is None:
        raise InputError("the link file holds no web address", where=str(path), next_step=_NEXT)
    return match["address"].replace("&amp;", "&")


def _read(place: Path | str, stdin: BinaryIO, *, allow_private: bool) -> Source:
    if isinstance(place, Path) and is_link(place.name):
        place = _linked(place, _file(place))
    if isinstance(place, Path):
        return Source(str(place), _file(place))
    if place == "-":
        return Source(place, _bounded(stdin.read(MOST_BYTES + 1), place))
    from briefing.cli import fetch

    fetched = fetch.fetch(place, allow_private=allow_private)
    return Source(fetched.address, fetched.data)


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"there is no such file{_meant(path)}", where=str(path), next_step=_NEXT) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    return _bounded(data, str(path))


def _meant(path: Path) -> str:
    """The file beside it that was probably meant."""
    from briefing.config.suggestions import closest

    try:
        beside = [file.name for file in path.parent.iterdir() if file.is_file() and not file.name.startswith(".")]
    except OSError:
        return ""
    return closest(path.name, beside, like=0.8)


def _unreadable(path: Path, error: OSError | ValueError | RuntimeError) -> InputError:
    reason = getattr(error, "strerror", None) or "it cannot be opened"
    return InputError(f"it cannot be read: {reason}", where=str(path), next_step="Check its name and its permissions.")


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise InputError(
            f"it is larger than {MOST_BYTES // 2**20} MB", where=name, next_step="Give the article on its own."
        )
    return data
