"""One chunk of documents to one part of the output: what every worker does, here or on another machine."""

from __future__ import annotations

import ctypes
import functools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import pipeline
from briefing.batch.items import Item
from briefing.batch.parts import OUT_OF_MEMORY, OUT_OF_TIME
from briefing.batch.tasks import Bounds, End
from briefing.errors import BriefingError, InputError
from briefing.model.text import Document
from briefing.readers import rows
from briefing.readers.ids import is_address
from briefing.renderers import annotated, attached

if TYPE_CHECKING:
    from pydantic import TypeAdapter

#: glibc's numbers for what ``mallopt`` sets (malloc.h).
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
#: Bytes of freed memory that a process keeps, and the largest piece that is taken from them.
KEPT, LARGEST = 128 << 20, 32 << 20


def keep_memory() -> None:
    """Let this process keep the memory that it frees, ready for the next document.

    Dask has its workers give it back at once (``MALLOC_TRIM_THRESHOLD_``), and each article's matrices then fault their
    pages in again. Only glibc can be told; elsewhere nothing is done.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        mallopt(_M_TRIM_THRESHOLD, KEPT)
        mallopt(_M_MMAP_THRESHOLD, LARGEST)


class Fault(NamedTuple):
    """A document of which nothing came, and why."""

    where: str
    what: str
    next_step: str = ""


class Annotated(NamedTuple):
    """What came of a chunk."""

    data: bytes
    """One line of JSON a document, in the chunk's order; a document that failed has ``error`` in place of
    annotations."""
    faults: list[Fault]


def annotate(
    chunk: Sequence[Item],
    engine: str,
    *,
    goes_on: Callable[[], None] = lambda: None,
    passed_on: tuple[type[Exception], ...] = (),
) -> Annotated:
    """The chunk's part of the output.

    Args:
        chunk: the documents.
        engine: as :func:`briefing.annotate` takes it.
        goes_on: called behind each document that is read, and each that is annotated.
        passed_on: errors that are raised and not written down as the document's.
    """
    faults: list[Fault] = []
    documents: list[Document | bytes] = []
    for item in chunk:
        try:
            documents += _read(item)
        except passed_on:
            raise
        except Exception as error:  # noqa: BLE001 - recorded in the output; the rest of the batch goes on
            documents.append(_failed(item.where, error, faults))
        goes_on()
    good = [d for d in documents if isinstance(d, Document)]
    annotations = _find(good, engine, faults, passed_on)
    lines: list[bytes] = []
    for document in documents:
        lines.append(document if isinstance(document, bytes) else next(annotations))
        goes_on()
    return Annotated(b"".join(lines), faults)


def _read(item: Item) -> Sequence[Document]:
    """The document of an item; a PDF may be an export of several.

    Raises:
        InputError: it cannot be read.
    """
    if item.fault:
        raise InputError(item.fault, where=item.where, next_step=item.next_step or None)
    if item.kind == "row":
        row = rows.row(item.data.decode("utf-8-sig"), item.where)
        return [pipeline.from_text(row.text, id=row.id, date=row.date, title=row.title)]
    if item.kind == "document":
        return [pipeline.prepare(_document().validate_json(item.data))]
    attached.refuse_own(item.data, name=item.where)
    documents = pipeline.read_all(item.data, name=item.name, kind=item.kind)
    if len(documents) == 1 and is_address(item.name):
        # Of a million pages many end in "index.html"; the address is what tells them apart.
        return [replace(documents[0], id=item.name)]
    return documents


@functools.cache
def _document() -> TypeAdapter[Document]:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


def _find(
    documents: Sequence[Document], engine: str, faults: list[Fault], passed_on: tuple[type[Exception], ...]
) -> Iterator[bytes]:
    """The annotations of each document; where the stream breaks, what is left is taken one by one.

    Args:
        documents: as they were read.
        engine: as :func:`briefing.annotate` takes it.
        faults: grows by each document that fails.
        passed_on: as :func:`annotate` takes it.
    """
    done = 0
    try:
        for findings in pipeline.annotate_many(documents, engine=engine):
            yield _line(annotated.plain(findings))
            done += 1
    except passed_on:
        raise
    except Exception:  # noqa: BLE001 - the document that broke it is found and recorded below
        for document in documents[done:]:
            try:
                yield _line(annotated.plain(pipeline.annotate(document, engine=engine)))
            except passed_on:
                raise
            except Exception as error:  # noqa: BLE001 - recorded in the output; the rest of the batch goes on
                yield _failed(document.id, error, faults)


def _failed(where: str, error: Exception, faults: list[Fault]) -> bytes:
    """The line of a document that failed, which is put among the faults, too."""
    if isinstance(error, BriefingError):
        faults.append(Fault(where, error.what, error.next_step or ""))
    else:
        faults.append(Fault(where, str(error) or "it cannot be processed"))
    return _error(type(error).__name__, faults[-1])


def ended(item: Item, end: End, bound: Bounds | None) -> Annotated:
    """What is written of a document of which the process ended that read it.

    Args:
        item: the document.
        end: why.
        bound: what the process could take.
    """
    kind = {End.DIED: "ProcessDied", End.TIME: OUT_OF_TIME, End.MEMORY: OUT_OF_MEMORY}[end]
    why = fault(item.where, end, bound)
    return Annotated(_error(kind, why), [why])


def fault(where: str, end: End, bound: Bounds | None) -> Fault:
    """Why nothing came of a document or file whose process ended, and what may be done about it."""
    if bound is not None and end is End.TIME:
        what = (
            f"it takes longer than a document may: {bound.seconds:g} seconds of processor time, or "
            f"{bound.patience:g} by the clock"
        )
        option = f"--seconds above {bound.seconds:g}"
    elif bound is not None and end is End.MEMORY:
        what = f"it needs more than the {bound.megabytes:,} MB of memory that a document may take"
        option = f"--memory above {bound.megabytes}"
    else:
        return Fault(where, "the process that read it died", "Leave it out, or give its text as a .txt file.")
    return Fault(where, what, f"Split it, or process it by itself with {option} and another -o.")


def _error(kind: str, fault: Fault) -> bytes:
    advice = {"next_step": fault.next_step} if fault.next_step else {}
    return _line({"id": fault.where, "error": {"type": kind, "message": fault.what, **advice}})


def _line(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()
