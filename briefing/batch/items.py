"""Where a batch's documents come from, and how they are cut into chunks."""

from __future__ import annotations

import gzip
import importlib.util
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from briefing.errors import InputError
from briefing.readers import rows

#: Endings of files that hold many documents.
COLLECTIONS = (".jsonl", ".jsonl.gz", ".parquet", ".warc", ".warc.gz")


class Item(NamedTuple):
    """One document to be annotated, before it is read."""

    where: str
    """The file, and the line or record, for messages."""
    name: str
    """A file name or an address; the document's id is made from it, or is the address."""
    data: bytes
    kind: str | None = None
    """A key of ``readers.READERS``, ``row`` for a line of JSON Lines, ``None`` for what the bytes and the name tell."""
    fault: str = ""
    """What is wrong with it, where it could not be taken out of its file."""


def items(inputs: Iterable[str]) -> Iterator[Item]:
    """Every document of every input, in a fixed order, one at a time.

    Args:
        inputs: files, folders, patterns, and fsspec addresses (``s3://bucket/*.jsonl``).

    Raises:
        InputError: an input is missing, or a library that it needs is not installed.
    """
    for name in inputs:
        found = list(_places(name))
        if not found:
            raise InputError("nothing is there", where=name, next_step="Check the path, the pattern or the address.")
        for place in found:
            yield from _open(place)


def chunks(stream: Iterable[Item], size: int) -> Iterator[tuple[int, list[Item]]]:
    """Numbered chunks of ``size`` items, the last one shorter."""
    source = iter(stream)
    number = 0
    while part := list(islice(source, size)):
        yield number, part
        number += 1


def _places(name: str) -> Iterator[str]:
    """The files an input stands for, in the order of their names."""
    if "://" in name:
        fs, path = _remote(name)
        found = fs.glob(path) if any(c in path for c in "*?[") else [path]
        yield from sorted(fs.unstrip_protocol(p) for p in found)
        return
    local = Path(name)
    if local.is_dir():
        yield from sorted(str(p) for p in local.rglob("*") if p.is_file() and not p.name.startswith("."))
    elif local.is_file():
        yield name
    elif any(c in name for c in "*?["):
        pattern = str(local.relative_to(local.anchor))
        yield from sorted(str(p) for p in Path(local.anchor).glob(pattern) if p.is_file())


def _open(place: str) -> Iterator[Item]:
    low = place.lower()
    if not low.endswith(COLLECTIONS):
        with _stream(place) as file:
            yield Item(place, place.rsplit("/", 1)[-1], file.read())
    elif ".jsonl" in low:
        yield from _jsonl(place)
    elif low.endswith(".parquet"):
        yield from _parquet(place)
    else:
        yield from _warc(place)


def _jsonl(place: str) -> Iterator[Item]:
    with ExitStack() as stack:
        raw = stack.enter_context(_stream(place))
        packed = place.lower().endswith(".gz")
        file: Any = stack.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
        number = 0
        try:
            for number, line in enumerate(_lines(file), start=1):
                if line.strip():
                    yield Item(f"{place}:{number}", "", line, "row")
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield Item(f"{place}:{number + 1}", "", b"", fault=f"is damaged from here on ({error})")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one without end, as a packed bomb has, no more than its reader needs to refuse it."""
    while line := file.readline(rows.MOST_BYTES + 1):
        yield line
        while len(line) > rows.MOST_BYTES and not line.endswith(b"\n"):
            line = file.readline(rows.MOST_BYTES + 1)


def _parquet(place: str) -> Iterator[Item]:
    """Rows with the columns id, text, and date and title where they are there, as lines of JSON."""
    if importlib.util.find_spec("pyarrow") is None:
        raise _missing("pyarrow", "parquet", place)
    from briefing.batch import parquet

    with _searched(place) as file:
        for number, line in enumerate(parquet.lines(file, place), start=1):
            where = f"{place}:{number}"
            yield Item(where, "", b"", fault=line) if isinstance(line, str) else Item(where, "", line, "row")


def _warc(place: str) -> Iterator[Item]:
    """The HTML and text responses of a web archive."""
    if importlib.util.find_spec("warcio") is None:
        raise _missing("warcio", "warc", place)
    from briefing.batch import warc

    with _searched(place) as file:
        for page in warc.pages(file):
            where = f"{place}:{page.address or f'record {page.number}'}"
            yield Item(where, page.address or str(page.number), page.data, page.kind or None, page.fault)


@contextmanager
def _searched(place: str) -> Iterator[IO[bytes]]:
    """A file that can be searched, as those formats need; one that comes through the network in a row is held whole."""
    with _stream(place) as file:
        yield file if file.seekable() else io.BytesIO(file.read())


def _stream(place: str) -> IO[bytes]:
    if "://" in place:
        fs, path = _remote(place)
        opened: IO[bytes] = fs.open(path, "rb")
        return opened
    try:
        return Path(place).open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=place, next_step="Check the path and your rights to it."
        ) from error


def _remote(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise _missing("fsspec", "remote", address) from error
    try:
        fs, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(
            f"cannot be opened ({error})", where=address, next_step="Install the library that the message names."
        ) from error
    return fs, path


def _missing(library: str, extra: str, place: str) -> InputError:
    return InputError(f"needs {library}", where=place, next_step=f"Install it: pip install 'briefing[{extra}]'.")
