"""The rows of a Parquet file, each as the line of JSON Lines that it would be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from briefing.errors import InputError

#: Columns that are read; the first two must be there.
COLUMNS = ("id", "text", "date", "title")
#: Rows unpacked at a time.
SEVERAL = 64


def lines(file: IO[bytes], place: str) -> Iterator[bytes | str]:
    """Each row as a line; a string says what is wrong with the file, and nothing follows it.

    Args:
        file: the file; it can be searched (``seekable``).
        place: its path or address, for messages.

    Raises:
        InputError: it has no columns ``id`` and ``text``, or the text is no text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        _check(table.schema_arrow, place)
        names = [name for name in COLUMNS if name in table.schema_arrow.names]
        for batch in table.iter_batches(batch_size=SEVERAL, columns=names):
            for row in batch.to_pylist():
                # An empty field is one that is not there: a row without text is refused and not annotated as "None".
                there = {name: value for name, value in row.items() if value is not None}
                yield json.dumps(there, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    except (pa.ArrowException, OSError) as error:
        yield f"is damaged ({str(error).splitlines()[0]})"


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
