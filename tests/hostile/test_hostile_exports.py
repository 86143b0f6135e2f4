"""Damaged exports, tables, mailboxes and wire items: read, or refused with a message, in little time.

The suite tries a few of each, always the same; BRIEFING_EXAMPLES=20000 tries so many of each kind.
"""

from __future__ import annotations

import contextlib
import os
import random
import time

import pytest

from briefing import pipeline
from briefing.errors import BriefingError
from briefing.model.text import Document
from tests import exports
from tests.hostile import properties
from tests.readers import test_read_collections as seeds
from tests.timing import grows_within

EXAMPLES = int(os.environ.get("BRIEFING_EXAMPLES", "0")) or 40
#: Seconds for one file of a few kilobytes, on a machine that may be busy.
PATIENCE_S = 5.0

PACKED: dict[str, str | bytes] = {"a.txt": seeds.STORY, "b.rtf": exports.nexis_rtf(exports.pieces(1))}
SEEDS: dict[str, bytes] = {
    **{name: write(exports.pieces(2)) for name, write in exports.WRITERS.items()},
    **seeds.TABLES,
    **{f"{form}.xml": item.encode() for form, item in seeds.WIRES.items()},
    "feed.xml": seeds.RSS.encode(),
    "all.zip": seeds.packed(**PACKED),
    "talk.srt": b"1\n00:00:01,000 --> 00:00:03,000\nMAYOR DREW: The port will double\nits tolls in July.\n",
    "refs.ris": b"TY  - NEWS\nTI  - Tolls\nDA  - 2019/06/03\nN2  - The port will double its tolls in July.\nER  - ",
}
PIECES = (
    b"\x00",
    b"\xff",
    b"{",
    b"}" * 50,
    b"\\u",
    b"\\bin9999999999 ",
    b"<",
    b"]]>",
    b"&x;",
    b'"',
    b"\n" * 9,
    b"\t",
    b"End of Document\n",
    b"2 of 2 DOCUMENTS\n",
    b"Document KESBAY0020190603ef630000a\n",
    b"LENGTH: 1 words\n",
    b"9" * 400,
    b"Full text: ",
    b"_" * 60 + b"\n",
    b"From a@b Mon Jun  3 09:00:00 2019\nFrom: a\n",
    b"30 February 2019\n",
    b"<td>" * 60,
)


def damaged(data: bytes, seed: int) -> bytes:
    """The file with a few bytes left out, doubled, changed or put in."""
    draw = random.Random(seed)  # noqa: S311 - the same damage each time
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        end = min(len(data), at + draw.choice((1, 4, 40, 400)))
        how = draw.randrange(5)
        if how == 0:
            data = data[:at] + data[end:]
        elif how == 1:
            data = data[:end] + data[at:]
        elif how == 2:
            data = data[:at] + draw.choice(PIECES) + data[at:]
        elif how == 3:
            data = data[:at] + draw.randbytes(end - at) + data[end:]
        else:
            data = data[: max(at, 1)]
    return data


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """The documents of a file; none where it is refused."""
    with contextlib.suppress(BriefingError):
        return pipeline.read_all(data, name=name)
    return ()


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    for seed in range(EXAMPLES):
        data = damaged(SEEDS[name], seed)
        start = time.perf_counter()
        for document in (documents := read(data, name)):
            properties.document(document)
        assert len({document.id for document in documents}) == len(documents)
        assert time.perf_counter() - start < PATIENCE_S


@pytest.mark.parametrize(
    "lines",
    [
        "Document KESBAY0020190603ef630000a\n",
        "1 of 99999 DOCUMENTS\n",
        "End of Document\nLength: 3 words\nBody\n",
        "_" * 60 + "\nFull text: x\n",
        "June 3, 2019\n",
        "Title: x\nSource: y\n",
        "June 3, 2019 | Courier\nPage: 1\n",
        "Contents\nA toll for one ..... 2\n",
        "Contents\nA toll for one ..... 2\nA toll for two ..... 2\n\nA toll for one\nCourier, 3 June 2019\nIt rose.\n",
        "HD  x\nWC  3 words\nPD  3 June 2019\n",
        "Paper: x\nTitle: y\nDate: June 3, 2019\n",
        "From a@b.c Mon Jun  3 09:00:00 2019\nFrom: a\n\n",
        "{\\b ",
        "\\'e9\\u233?",
    ],
)
def test_a_file_that_repeats_without_measure_takes_time_in_proportion(lines: str) -> None:
    head = "{\\rtf1 " if lines.startswith(("{", "\\")) else ""

    def written(times: int) -> bytes:
        return (head + lines * times).encode()

    # Four times the lines: 4 where it is linear, 16 where it grows with the square.
    assert grows_within(12, lambda content: read(content, "x"), written(1500), written(6000))
