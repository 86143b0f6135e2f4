"""A folder that a batch writes in, on a disk or at an address that fsspec knows: each file in it whole or not there."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.batch.remote import is_remote, opened

#: What begins the name of a file that is not whole yet. Two writers never share one, whatever their machines.
UNFINISHED = ".unfinished-"


def _sync(folder: Path) -> None:
    """Let a folder remember its files' names through a loss of power."""
    with contextlib.suppress(OSError):  # not every system lets a folder be opened or synced
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on a disk."""

    folder: Path

    def names(self) -> frozenset[str]:
        """The files in it; none where it is not there yet."""
        return frozenset(path.name for path in self.folder.iterdir()) if self.folder.is_dir() else frozenset()

    def read(self, name: str) -> bytes:
        """A whole file."""
        return (self.folder / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write beside, sync, rename."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / _beside(name)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / name)
        _sync(self.folder)

    def remove(self, name: str) -> None:
        """Remove a file that may be gone already."""
        (self.folder / name).unlink(missing_ok=True)

    def join(self, names: Sequence[str], output: str) -> None:
        """Put files together into one elsewhere, whole or not at all."""
        path = Path(output)
        beside = path.with_name(_beside(path.name))
        try:
            with beside.open("wb") as whole:
                for name in names:
                    with (self.folder / name).open("rb") as part:
                        shutil.copyfileobj(part, whole)
                whole.flush()
                os.fsync(whole.fileno())
            beside.replace(path)
            _sync(path.parent)
        finally:
            beside.unlink(missing_ok=True)

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else writes here, be it another process; where the system cannot tell (Windows), it is so."""
        try:
            import fcntl
        except ImportError:
            yield True
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        held = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        except OSError:  # a network's file system that knows no locks
            free = True
        try:
            yield free
        finally:
            os.close(held)

    def clear(self) -> None:
        """Remove the folder, where nothing is left in it."""
        with contextlib.suppress(OSError):  # somebody put a file of theirs there
            self.folder.rmdir()


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder at an address, such as ``s3://bucket/batch``."""

    address: str

    def _at(self, name: str) -> tuple[Any, str]:
        fs, path = opened(self.address)
        return fs, f"{path}/{name}"

    def names(self) -> frozenset[str]:
        """The files in it; none where it is not there yet."""
        fs, path = opened(self.address)
        fs.invalidate_cache(path)
        try:
            return frozenset(p.rsplit("/", 1)[-1] for p in fs.ls(path, detail=False))
        except FileNotFoundError:
            return frozenset()

    def read(self, name: str) -> bytes:
        """A whole file."""
        fs, path = self._at(name)
        data: bytes = fs.cat_file(path)
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write beside and rename: not every store puts a file in one piece."""
        fs, path = self._at(name)
        _, beside = self._at(_beside(name))
        fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        fs.pipe_file(beside, data)
        fs.mv(beside, path)

    def remove(self, name: str) -> None:
        """Remove a file that may be gone already."""
        fs, path = self._at(name)
        if fs.exists(path):
            fs.rm_file(path)

    def join(self, names: Sequence[str], output: str) -> None:
        """Put files together into one elsewhere, whole or not at all."""
        fs, path = opened(output)
        folder, _, name = path.rpartition("/")
        beside = f"{folder}/{_beside(name)}"
        try:
            with fs.open(beside, "wb") as whole:
                for part in names:
                    whole.write(self.read(part))
            fs.mv(beside, path)
        finally:
            if fs.exists(beside):
                fs.rm_file(beside)

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """An address cannot tell who else writes there: it is always so."""
        yield True

    def clear(self) -> None:
        """Remove the folder, where nothing is left in it; many stores have no empty folders."""
        fs, path = opened(self.address)
        if not self.names():
            with contextlib.suppress(OSError):
                fs.rmdir(path)


Store = Disk | Remote


def store(folder: str) -> Store:
    """The folder at a path or an address."""
    return Remote(folder) if is_remote(folder) else Disk(Path(folder))


def lies_in(place: str, folder: str) -> bool:
    """Whether a file is this one, or lies in this folder."""
    if is_remote(place) != is_remote(folder):
        return False
    if is_remote(place):
        here, there = (fs.unstrip_protocol(path) for fs, path in (opened(place), opened(folder)))
        return bool(here == there or here.startswith(f"{there}/"))
    path, above = Path(place).resolve(), Path(folder).resolve()
    return path == above or above in path.parents


def _beside(name: str) -> str:
    return f"{UNFINISHED}{secrets.token_hex(6)}-{name}"
