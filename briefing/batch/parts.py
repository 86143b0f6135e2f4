"""The output of a batch while it grows: numbered parts, each whole or not there, that outlive a kill.

A part's name tells its number and, in ten letters, the documents it was made of. So a run started again takes over the
parts of the same documents and no others, even where files have come or gone in between.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.batch.items import Chunk
from briefing.batch.store import UNFINISHED, Store, lies_in, store
from briefing.errors import OutputError

MANIFEST = "_batch.json"
_PART = "part-"
#: The errors of documents that took more than the user allowed.
OUT_OF_TIME, OUT_OF_MEMORY = "OutOfTime", "OutOfMemory"
BOUNDED = frozenset({OUT_OF_TIME, OUT_OF_MEMORY})
#: The names that a batch gives; a file called otherwise is somebody's.
_OURS = re.compile(rf"{re.escape(UNFINISHED)}[0-9a-f]+-.*|{_PART}\d{{6,}}-[0-9a-f]{{10}}\.jsonl|{re.escape(MANIFEST)}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of one batch lie.

    With an output file they lie beside it until the end, when they become the file; in an output folder they stay.
    """

    output: str
    """A path or an address."""
    one_file: bool

    @property
    def folder(self) -> str:
        """The folder that holds the parts."""
        return f"{self.output}.parts" if self.one_file else self.output.rstrip("/")

    @property
    def _store(self) -> Store:
        return store(self.folder)

    def begin(self, job: dict[str, object]) -> frozenset[str]:
        """Begin the batch, or go on with the one that was begun with the same job; the names of the parts there.

        Raises:
            OutputError: another batch was begun here, or the folder cannot be written.
        """
        try:
            names = self._store.names()
            if MANIFEST not in names:
                if self.one_file and names:
                    raise OutputError(
                        "is a folder that was not made by a batch",
                        where=self.folder,
                        next_step="Give another -o, or move it away.",
                    )
                self._store.write(MANIFEST, json.dumps(job, indent=1, sort_keys=True).encode())
            elif _told(self._store.read(MANIFEST)) != job:
                raise OutputError(
                    "holds a batch that was started with other inputs or options",
                    where=self.folder,
                    next_step="Give another -o, or remove the folder to begin again.",
                )
        except OSError as error:
            raise _refused(self.folder, error) from error
        return names

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other batches out of the output while the block runs.

        Raises:
            OutputError: one is running there.
        """
        with contextlib.ExitStack() as held:
            try:
                free = held.enter_context(self._store.alone())
            except OSError as error:
                raise _refused(self.folder, error) from error
            if not free:
                raise OutputError(
                    "another batch is writing there", where=self.folder, next_step="Wait for it, or give another -o."
                )
            yield

    def give_up(self) -> None:
        """Leave nothing of a batch of which no part was done, so that it bars no other."""
        with contextlib.suppress(OSError):  # what stopped the batch is told, and not this
            names = self._store.names()
            if not any(name.startswith(_PART) for name in names):
                self._store.remove(MANIFEST)
                self._store.clear()

    def holds(self, place: str) -> bool:
        """Whether a file is the output or a part of it, and so no input."""
        return lies_in(place, self.output) or lies_in(place, self.folder)

    def write(self, chunk: Chunk, data: bytes) -> None:
        """Write a chunk's part, whole or not at all.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            self._store.write(name(chunk), data)
        except OSError as error:
            raise _refused(f"{self.folder}/{name(chunk)}", error) from error

    def finish(self, names: Sequence[str]) -> None:
        """Put the parts together where one file is wanted, and clear away what is no part any more.

        Args:
            names: of all parts, in order.

        Raises:
            OutputError: the file cannot be written.
        """
        try:
            if self.one_file:
                self._store.join(names, self.output)
            for old in self._store.names() - (frozenset() if self.one_file else frozenset(names)):
                if _OURS.fullmatch(old) and (self.one_file or old != MANIFEST):
                    self._store.remove(old)
            if self.one_file:
                self._store.clear()
        except OSError as error:
            raise _refused(self.output, error) from error

    def whole(self, part: str, documents: int) -> bool:
        """Whether a part that an earlier run wrote holds a line of JSON for each of its documents.

        One that took too much time or memory may take as much as it needs in this run.
        """
        try:
            data = self._store.read(part)
            rows = [json.loads(line) for line in data.splitlines()]
        except (OSError, ValueError, RecursionError):
            return False
        return data.endswith(b"\n") and len(rows) == documents and all(map(_is_final, rows))


def _is_final(row: object) -> bool:
    """Whether a line holds what comes of its document, however often it is tried."""
    if not isinstance(row, dict):
        return False
    error = row.get("error")
    return not (isinstance(error, dict) and error.get("type") in BOUNDED)


def _told(manifest: bytes) -> object:
    """What a batch's own file says; ``None`` where it is damaged, which no batch was begun with."""
    try:
        return json.loads(manifest)
    except (ValueError, RecursionError):
        return None


def name(chunk: Chunk) -> str:
    """The file name of a chunk's part."""
    digest = hashlib.blake2b(digest_size=5)
    for item in chunk.items:
        head = json.dumps([item.where, item.name, item.kind, item.fault, len(item.data)])
        digest.update(head.encode())
        digest.update(item.data)
    return f"{_PART}{chunk.number:06d}-{digest.hexdigest()}.jsonl"


def _refused(where: str, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written ({error.strerror or error})",
        where=where,
        next_step="Free some space, or give another -o; finished work is kept.",
    )
