"""One chunk of documents to one part of the output: what every worker does, here or on another machine."""

from __future__ import annotations

import ctypes
import functools
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing import pipeline
from briefing.batch.items import Item
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


def annotate(chunk: Sequence[Item], engine: str) -> tuple[bytes, int]:
    """The chunk's part of the output and the number of documents that failed.

    One line of JSON a document, in the chunk's order; a document that failed has ``error`` in place of annotations.
    """
    documents: list[Document | dict[str, Any]] = [read for item in chunk for read in _read(item)]
    good = [d for d in documents if isinstance(d, Document)]
    annotations = iter(_find(good, engine))
    lines = [d if isinstance(d, dict) else next(annotations) for d in documents]
    failed = sum("error" in line for line in lines)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode(), failed


def _read(item: Item) -> list[Document | dict[str, Any]]:
    """The document of an item, or what went wrong with it; a PDF may be an export of several."""
    try:
        if item.fault:
            raise InputError(item.fault, where=item.where)
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
        return list(documents)
    except Exception as error:  # noqa: BLE001 - recorded in the output; the rest of the batch goes on
        return [_failure(item.where, error)]


@functools.cache
def _document() -> TypeAdapter[Document]:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


def _find(documents: Sequence[Document], engine: str) -> Iterator[dict[str, Any]]:
    """The annotations of each document; where the stream breaks, what is left is taken one by one."""
    done = 0
    try:
        for findings in pipeline.annotate_many(documents, engine=engine):
            yield annotated.plain(findings)
            done += 1
    except Exception:  # noqa: BLE001 - the document that broke it is found and recorded below
        for document in documents[done:]:
            try:
                yield annotated.plain(pipeline.annotate(document, engine=engine))
            except Exception as error:  # noqa: BLE001 - recorded in the output; the rest of the batch goes on
                yield _failure(document.id, error)


def _failure(id_: str, error: Exception) -> dict[str, Any]:
    message = error.what if isinstance(error, BriefingError) else str(error)
    return {"id": id_, "error": {"type": type(error).__name__, "message": message}}


def killed(item: Item) -> bytes:
    """The line of a document that kills the process that reads it."""
    error = {"type": "ProcessDied", "message": "the process that read it died"}
    return (json.dumps({"id": item.where, "error": error}, ensure_ascii=False) + "\n").encode()
