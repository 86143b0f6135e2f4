"""The output of a batch while it grows: numbered parts, each whole or not there, that outlive a kill."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError

MANIFEST = "_batch.json"


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of one batch lie.

    With an output file they lie beside it until the end, when they become the file; in an output folder they stay.
    """

    output: Path
    one_file: bool

    @property
    def folder(self) -> Path:
        """The folder that holds the parts."""
        return self.output.with_name(self.output.name + ".parts") if self.one_file else self.output

    def path(self, number: int) -> Path:
        """The file of one part."""
        return self.folder / f"part-{number:06d}.jsonl"

    def begin(self, job: dict[str, object]) -> None:
        """Begin the batch, or go on with the one that was begun with the same job.

        Raises:
            OutputError: another batch was begun here, or the folder cannot be written.
        """
        path = self.folder / MANIFEST
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if path.is_file():
                if json.loads(path.read_text(encoding="utf-8")) != job:
                    raise OutputError(
                        "holds a batch that was begun with other inputs or options",
                        where=str(self.folder),
                        next_step="Give another -o, or remove the folder to begin again.",
                    )
                return
            write_whole(path, json.dumps(job, indent=1, sort_keys=True).encode())
        except OSError as error:
            raise _refused(self.folder, error) from error

    def done(self, number: int) -> bool:
        """Whether a part was written by this run or an earlier one."""
        return self.path(number).is_file()

    def write(self, number: int, data: bytes) -> None:
        """Write a part, whole or not at all.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            write_whole(self.path(number), data)
        except OSError as error:
            raise _refused(self.path(number), error) from error

    def finish(self, count: int) -> None:
        """Put the parts together where one file is wanted, and clear them away.

        Raises:
            OutputError: the file cannot be written.
        """
        if not self.one_file:
            return
        beside = self.output.with_name(f".{self.output.name}.whole")
        try:
            with beside.open("wb") as whole:
                for number in range(count):
                    with self.path(number).open("rb") as part:
                        shutil.copyfileobj(part, whole)
                whole.flush()
                os.fsync(whole.fileno())
            beside.replace(self.output)
            shutil.rmtree(self.folder)
        except OSError as error:
            raise _refused(self.output, error) from error
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()

    def failures(self, count: int) -> Iterator[tuple[str, str]]:
        """The id and the message of each document that failed, in order."""
        for number in range(count):
            with self.path(number).open(encoding="utf-8") as lines:
                for line in lines:
                    if '"error": {' in line and (error := (row := json.loads(line)).get("error")):
                        yield row["id"], f"{error['type']}: {error['message']}"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, sync, rename. The name beside tells the process, so that two workers never share it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written ({error.strerror or error})",
        where=str(path),
        next_step="Free some room or give another -o; what is done is kept.",
    )
