"""Where a batch's documents come from, and how they are cut into chunks."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import math
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from briefing import readers
from briefing.batch.remote import is_remote, missing, opened
from briefing.errors import InputError
from briefing.file_names import may_be_article
from briefing.model import record
from briefing.readers import kinds, rows

#: Endings of files that hold many documents.
COLLECTIONS = (".jsonl", ".jsonl.gz", ".parquet", ".warc", ".warc.gz")
#: So many chunks before the end they begin to become smaller.
TAIL = 3
#: The part of what is left that then makes a chunk: one in so many.
SHARES = 3
#: Documents in the smallest chunk. The model takes a tenth longer for each of 16 at a time than of 32, a quarter for 8.
LEAST = 12
#: Bytes of documents that are held to see the end coming.
HELD = 2**24
#: Bytes of the largest file that is read whole.
MOST_BYTES = 200 * 2**20


class UnreadableError(InputError):
    """A file that is there and cannot be read."""


class Item(NamedTuple):
    """One document to be annotated, before it is read."""

    where: str
    """The file, and the line or record, for messages."""
    name: str
    """A file name or an address; the document's id is made from it, or is the address."""
    data: bytes
    kind: str | None = None
    """A key of ``readers.READERS``, ``row`` for a line of JSON Lines, ``document`` for one taken out of an export,
    ``None`` for what the bytes and the name tell."""
    fault: str = ""
    """What is wrong with it, where it could not be taken out of its file."""
    next_step: str = ""
    """What to do about the fault, where that is known."""


class File(NamedTuple):
    """A file that may hold several documents, as it lies there."""

    place: str
    data: bytes


def items(
    inputs: Iterable[str],
    passed: Callable[[str], bool] = lambda _: False,
    parted: Callable[[File], list[Item] | None] | None = None,
) -> Iterator[Item]:
    """Every document of every input, in a fixed order, one at a time.

    Args:
        inputs: files, folders, patterns, and fsspec addresses (``s3://bucket/*.jsonl``).
        passed: whether a file is to be passed over.
        parted: what does the work of :func:`documents_of`; that itself where none is given.

    Raises:
        InputError: an input is missing, or a library that it needs is not installed.
    """
    for name in inputs:
        places = list(_places(name))
        if not places:
            raise InputError("nothing is there", where=name, next_step="Check the path, the pattern or the address.")
        if not (left := [place for place in places if not passed(place)]):
            raise InputError("is where the output goes", where=name, next_step="Give another -o.")
        for place in left:
            try:
                yield from _open(place, parted or documents_of)
            except UnreadableError as error:
                if place == name:
                    raise
                # One file of a folder that may not be read is no reason to leave the others.
                yield Item(place, "", b"", fault=error.what)


class Chunk(NamedTuple):
    """Documents that are annotated together and written as one part."""

    number: int
    items: list[Item]


def chunks(stream: Iterable[Item], size: int) -> Iterator[Chunk]:
    """The documents in chunks of ``size``; towards the end the chunks become smaller.

    So several workers end at about the same time. Where the chunks are cut hangs on the documents alone, and not on the
    number of workers: the model sees the same documents together, and its last digits are the same.
    """
    source = iter(stream)
    window: deque[Item] = deque()
    held = number = 0
    ended = False
    while True:
        while not ended and len(window) < TAIL * size and held < HELD:
            item = next(source, None)
            if item is None:
                ended = True
            else:
                window.append(item)
                held += len(item.data)
        if not window:
            return
        count = min(size, max(LEAST, math.ceil(len(window) / SHARES))) if ended else size
        part = [window.popleft() for _ in range(min(count, len(window)))]
        held -= sum(len(item.data) for item in part)
        yield Chunk(number, part)
        number += 1


def _places(name: str) -> Iterator[str]:
    """The files an input stands for, in the order of their names; of a folder or a pattern no settings or links."""
    if not name.strip():
        raise InputError(
            "the name of an input is empty", next_step="Is a shell variable unset? Name a file or a folder."
        )
    if is_remote(name):
        fs, path = opened(name)
        files = fs.glob(path) if any(c in path for c in "*?[") else [path]
        yield from sorted(fs.unstrip_protocol(p) for p in files)
        return
    local = Path(name)
    if local.is_dir():
        inside = (p for p in local.rglob("*") if not p.name.startswith("."))
        yield from sorted(str(p) for p in inside if p.is_file() and may_be_article(p.name))
    elif local.is_file():
        yield name
    elif any(c in name for c in "*?["):
        pattern = str(local.relative_to(local.anchor))
        yield from sorted(str(p) for p in Path(local.anchor).glob(pattern) if p.is_file() and may_be_article(p.name))


def _open(place: str, parted: Callable[[File], list[Item] | None]) -> Iterator[Item]:
    low = place.lower()
    if not low.endswith(COLLECTIONS):
        with _stream(place) as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            yield Item(place, "", b"", fault=f"is larger than {MOST_BYTES // 2**20} MB")
        else:
            articles = parted(File(place, data))
            yield from [Item(place, _name(place), data)] if articles is None else articles
    elif ".jsonl" in low:
        yield from _jsonl(place)
    elif low.endswith(".parquet"):
        yield from _parquet(place)
    else:
        yield from _warc(place)


def _name(place: str) -> str:
    return place.rsplit("/", 1)[-1]


def documents_of(file: File) -> list[Item] | None:
    """The articles of an export one by one, so that a batch goes on within it; ``None`` for a file that is one."""
    place = file.place
    try:
        kind = kinds.kind(file.data, place)
        # PDFium reads in a process of its own: the workers wait for it side by side.
        collection = None if kind == "pdf" else readers.several(file.data, name=_name(place), kind=kind)
    except InputError:
        return None  # the worker that reads it writes down what is wrong
    if collection is None:
        return None
    items: dict[int, Item] = {}
    for document in collection.documents:
        number = document.number or 1
        data = json.dumps(record.plain(document)).encode()
        items[number] = Item(f"{place}#{number}", _name(place), data, "document")
    for lost in collection.unread:
        items[lost.number] = Item(f"{place}#{lost.number}", "", b"", fault=lost.why)
    missing_ones = collection.total - len(items)
    in_order = [items[number] for number in sorted(items)]
    if missing_ones:
        in_order.append(Item(f"{place}#?", "", b"", fault=f"{_articles(missing_ones)} that the file names"))
    return in_order


def _articles(missing_ones: int) -> str:
    return "1 article is missing" if missing_ones == 1 else f"{missing_ones} articles are missing"


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
        raise missing("pyarrow", "parquet", place)
    from briefing.batch import parquet

    with _searched(place) as file:
        for number, line in enumerate(parquet.lines(file, place), start=1):
            where = f"{place}:{number}"
            yield Item(where, "", b"", fault=line) if isinstance(line, str) else Item(where, "", line, "row")


def _warc(place: str) -> Iterator[Item]:
    """The HTML and text responses of a web archive."""
    if importlib.util.find_spec("warcio") is None:
        raise missing("warcio", "warc", place)
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
    if is_remote(place):
        fs, path = opened(place)
        try:
            file: IO[bytes] = fs.open(path, "rb")
        except FileNotFoundError as error:
            raise InputError("nothing is there", where=place, next_step="Check the address.") from error
        return file
    try:
        return Path(place).open("rb")
    except OSError as error:
        raise UnreadableError(
            f"cannot be read ({error.strerror})", where=place, next_step="Check the path and your rights to it."
        ) from error
