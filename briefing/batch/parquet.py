"""The rows of a Parquet file, each as the line of JSON Lines that it would be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from briefing.errors import InputError
from briefing.readers import rows

#: Columns that are read; the first two must be there.
COLUMNS = ("id", "text", "date", "title")
#: Rows unpacked at a time.
SEVERAL = 64
#: A column that unpacks to more than so many times its size, and to more than so many bytes, is no text that somebody
#: wrote: one value of gigabytes is packed into kilobytes.
PACKED, UNPACKED = 500, 2**26


def lines(file: IO[bytes], place: str) -> Iterator[bytes | str]:
    """Each row as a line; a string says what is wrong with a row, or, as the last one, with the file.

    A row that is no UTF-8 is a line that is none either: whoever reads it says so.

    Args:
        file: the file; it can be searched (``seekable``).
        place: its path or address, for messages.

    Raises:
        InputError: it has no columns ``id`` and ``text``, or the text is no text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        _check(pq.ParquetFile(file).schema_arrow, place)
        # A value that stands in many rows is held once.
        table = pq.ParquetFile(file, read_dictionary=["text"])
        names = [name for name in COLUMNS if name in table.schema_arrow.names]
        if _is_bomb(table.metadata, names):
            yield "unpacks to more than an archive of texts does"
            return
        for batch in table.iter_batches(batch_size=SEVERAL, columns=names):
            for number in range(batch.num_rows):
                yield _line({name: batch.column(name)[number] for name in names})
    except (pa.ArrowException, OSError) as error:
        yield f"is damaged ({str(error).splitlines()[0]})"


def _line(row: dict[str, Any]) -> bytes | str:
    there: dict[str, Any] = {}
    for name, value in row.items():
        words = _plain(value)
        if isinstance(words, bytes):
            return f"the {name} has more than {rows.MOST_BYTES:,} bytes"
        # An empty field is one that is not there: a row without text is refused and not annotated as "None".
        if words is not None:
            there[name] = words
    line = json.dumps(there, ensure_ascii=False, default=str)
    try:
        return line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    """A cell as Python has it, bytes that are no UTF-8 as lone surrogates; ``b""`` where it is too long to be read."""
    import pyarrow as pa

    inner = value.value if isinstance(value, pa.DictionaryScalar) else value
    if not isinstance(inner, pa.BinaryScalar | pa.StringScalar | pa.LargeStringScalar):
        return value.as_py()
    buffer = inner.as_buffer()
    if buffer is None:
        return None
    return b"" if buffer.size > rows.MOST_BYTES else buffer.to_pybytes().decode("utf-8", "surrogateescape")


def _is_bomb(metadata: Any, names: list[str]) -> bool:
    for group in range(metadata.num_row_groups):
        for number in range(metadata.num_columns):
            column = metadata.row_group(group).column(number)
            size = column.total_uncompressed_size
            if column.path_in_schema in names and size > UNPACKED and size > PACKED * column.total_compressed_size:
                return True
    return False


def _check(schema: Any, place: str) -> None:
    import pyarrow as pa

    names = list(map(str, schema.names))
    for needed in COLUMNS[:2]:
        if needed not in names:
            like = next((name for name in names if name not in COLUMNS), names[0] if names else "…")
            raise InputError(
                f'has no column "{needed}"; it has {", ".join(names) or "none"}',
                where=place,
                next_step=f"Name the right one so, with pyarrow: table.rename_columns({{{like!r}: {needed!r}}}).",
            )
    kind = schema.field("text").type
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    if not (pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_string_view(inner)):
        raise InputError(
            f'the column "text" holds {kind}, not text',
            where=place,
            next_step='Change it with pyarrow: table["text"].cast("string").',
        )
