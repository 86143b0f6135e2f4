"""Parquet files and web archives as batches: files written here by the libraries that people write them with."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from briefing.batch import warc
from briefing.batch.items import MOST_BYTES, items
from briefing.errors import InputError
from tests.batch.test_run import batch, ids, write_rows
from tests.truth.grammar import article

TEXTS = [article(seed).text for seed in range(6)]
DAY = dt.date(2026, 3, 12)


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    return f"<html><head><title>Of the day</title></head><body><article>{paragraphs}</article></body></html>".encode()


class Archive:
    """A web archive as a crawler writes it, and where each record begins in it."""

    def __init__(self, *, packed: bool) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed)
        self.begins: list[int] = []
        self._write(self.writer.create_warcinfo_record("crawl.warc", {"software": "a test"}))

    def _write(self, record: object) -> None:
        self.begins.append(self.file.tell())
        self.writer.write_record(record)

    def answer(
        self, address: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **head: str
    ) -> Archive:
        fields = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in head.items())]
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
        self._write(self.writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))
        return self

    def other(self, address: str, sort: str, body: bytes) -> Archive:
        self._write(self.writer.create_warc_record(address, sort, payload=io.BytesIO(body)))
        return self

    def save(self, path: Path, data: bytes | None = None) -> str:
        path.write_bytes(self.file.getvalue() if data is None else data)
        return str(path)


def three(*, packed: bool) -> Archive:
    archive = Archive(packed=packed)
    for n in range(3):
        archive.answer(f"https://news.example/{n}/index.html", page(TEXTS[n]))
    return archive


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_the_pages_of_a_web_archive_are_annotated_as_the_saved_pages_are(tmp_path: Path, name: str) -> None:
    batch([three(packed=name.endswith("gz")).save(tmp_path / name)], tmp_path / "out.jsonl")
    (tmp_path / "pages").mkdir()
    for n in range(3):
        (tmp_path / "pages" / f"{n}.html").write_bytes(page(TEXTS[n]))
    batch([str(tmp_path / "pages")], tmp_path / "saved.jsonl")
    found, saved = written(tmp_path / "out.jsonl"), written(tmp_path / "saved.jsonl")
    assert [line["id"] for line in found] == [f"https://news.example/{n}/index.html" for n in range(3)]
    assert [{**line, "id": 0} for line in found] == [{**line, "id": 0} for line in saved]
    assert all(line["attributions"] for line in found)


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_no_answered_page_is_passed_over(tmp_path: Path, packed: bool) -> None:
    archive = Archive(packed=packed)
    archive.other("https://news.example/", "request", b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n")
    archive.answer("https://news.example/pier.png", b"\x89PNG" + b"x" * 500, "image/png")
    archive.answer("https://news.example/gone", page(TEXTS[0]), status="404 Not Found")
    archive.answer("https://news.example/moved", page(TEXTS[0]), status="301 Moved Permanently")
    archive.other("https://news.example/", "metadata", b"fetchTimeMs: 12\r\n")
    archive.answer("https://news.example/feed", b"<rss></rss>", "application/rss+xml")
    archive.answer("https://news.example/plain", TEXTS[1].encode(), "text/plain")
    archive.answer("https://news.example/xhtml", page(TEXTS[2]), "Application/XHTML+XML")
    found = list(items([archive.save(tmp_path / "crawl.warc")]))
    assert [(item.name, item.kind, item.fault) for item in found] == [
        ("https://news.example/plain", "plain", ""),
        ("https://news.example/xhtml", "html", ""),
    ]


def test_a_packed_page_and_one_in_pieces_are_unpacked(tmp_path: Path) -> None:
    body = page(TEXTS[0])
    pieces = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    archive = Archive(packed=True)
    archive.answer("https://news.example/a", gzip.compress(body), Content_Encoding="gzip")
    archive.answer("https://news.example/b", pieces, Transfer_Encoding="chunked")
    assert [item.data for item in items([archive.save(tmp_path / "crawl.warc.gz")])] == [body, body]


@pytest.mark.parametrize(
    ("packed", "where"),
    [(True, "head"), (True, "length"), (True, "content"), (False, "head"), (False, "length")],  # unpacked: no checksum
)
def test_a_broken_record_costs_itself_alone(tmp_path: Path, packed: bool, where: str) -> None:
    archive = three(packed=packed)
    data, begin = bytearray(archive.file.getvalue()), archive.begins[2]
    if where == "head":
        data[begin : begin + 12] = b"\x00" * 12
    elif where == "length":
        at = begin + 14 if packed else data.index(b"Content-Length:", begin)
        data[at : at + 15] = b"X" * 15
    else:
        data[begin + 400 : begin + 440] = b"\x00" * 40
    outcome = batch([archive.save(tmp_path / "crawl.warc", bytes(data))], tmp_path / "out.jsonl")
    found = written(tmp_path / "out.jsonl")
    assert (outcome.documents, outcome.failed) == (3, 1)
    assert [line["id"] for line in found if "error" not in line] == [
        f"https://news.example/{n}/index.html" for n in (0, 2)
    ]
    assert found[1]["error"] == {"type": "InputError", "message": "is damaged"}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kept", [5, 100, -30])
def test_a_record_that_is_cut_off_is_told(tmp_path: Path, packed: bool, kept: int) -> None:
    archive = three(packed=packed)
    end = archive.begins[3] + kept if kept > 0 else kept
    path = archive.save(tmp_path / "crawl.warc", archive.file.getvalue()[:end])
    assert [item.fault for item in items([path])] == ["", "", "is damaged"]


def test_what_is_no_archive_is_told_once_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"not an archive\r\n\r\n" * 9000)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"nor this\n" * 9000))
    (tmp_path / "c.warc").write_bytes(b"")
    three(packed=False).save(tmp_path / "d.warc")
    assert [item.fault for item in items([str(tmp_path)])] == ["is damaged"] * 2 + [""] * 3


def test_an_archive_packed_as_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(three(packed=False).file.getvalue()))
    assert [item.fault for item in items([str(path)])] == [""] * 3


def test_endless_pages_and_bombs_are_refused_and_the_next_page_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MOST", 200_000)
    archive = Archive(packed=True)
    archive.answer("https://news.example/long", b"<p>x</p>" * 100_000)
    archive.answer("https://news.example/bomb", gzip.compress(b" " * 5_000_000), Content_Encoding="gzip")
    archive.other("https://news.example/film", "resource", b"\x00" * 1_000_000)
    archive.answer("https://news.example/page", page(TEXTS[0]))
    found = list(items([archive.save(tmp_path / "crawl.warc.gz")]))
    assert [item.fault[:14] for item in found] == ["is longer than", "is longer than", ""]


def test_an_archive_at_an_address_is_read(tmp_path: Path) -> None:
    with fsspec.open("memory://crawls/a.warc.gz", "wb") as file:
        file.write(three(packed=True).file.getvalue())
    batch(["memory://crawls/*.warc.gz"], tmp_path / "out.jsonl")
    assert ids(tmp_path / "out.jsonl") == [f"https://news.example/{n}/index.html" for n in range(3)]


def test_rows_of_parquet_are_annotated_as_lines_of_json_are(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "in.jsonl", 70)
    lines = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines()]
    table = pa.table(
        {
            "url": [f"https://news.example/{n}" for n in range(70)],
            "text": [line["text"] for line in lines],
            "id": [line["id"] for line in lines],
            "date": pa.array([dt.date.fromisoformat(line["date"]) for line in lines], pa.date32()),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=40)
    batch([str(rows)], tmp_path / "lines.jsonl")
    batch([str(tmp_path / "in.parquet")], tmp_path / "rows.jsonl")
    assert (tmp_path / "rows.jsonl").read_bytes() == (tmp_path / "lines.jsonl").read_bytes()


@pytest.mark.parametrize(
    "date",
    [
        pa.array([DAY.isoformat()]),
        pa.array([DAY], pa.date64()),
        pa.array([dt.datetime(2026, 3, 12, 23, 30, tzinfo=dt.timezone.utc)], pa.timestamp("us", "UTC")),
        pa.array([DAY.isoformat()]).dictionary_encode(),
    ],
    ids=["string", "date64", "timestamp", "dictionary"],
)
def test_a_day_is_read_from_every_kind_of_column(tmp_path: Path, date: pa.Array) -> None:
    table = pa.table({"id": [7], "text": pa.array(["The dam held on Monday."]).dictionary_encode(), "date": date})
    pq.write_table(table, tmp_path / "in.parquet")
    batch([str(tmp_path / "in.parquet")], tmp_path / "out.jsonl")
    (line,) = written(tmp_path / "out.jsonl")
    assert line["id"] == "7"
    assert [timex["value"] for timex in line["timexes"]] == ["2026-03-09"]


def test_rows_with_empty_fields_fail_alone_and_an_empty_date_is_no_date(tmp_path: Path) -> None:
    text = "The dam held on Monday."
    table = pa.table(
        {"id": ["a", "b", None, "d"], "text": [text, None, text, text], "date": [DAY.isoformat(), None, None, None]}
    )
    pq.write_table(table, tmp_path / "in.parquet")
    outcome = batch([str(tmp_path / "in.parquet")], tmp_path / "out.jsonl")
    found = written(tmp_path / "out.jsonl")
    assert outcome.failed == 2
    assert [line.get("error", {}).get("message") for line in found] == [
        None,
        'lacks "id" or "text"',
        'lacks "id" or "text"',
        None,
    ]
    assert [line["id"] for line in found] == ["a", f"{tmp_path}/in.parquet:2", f"{tmp_path}/in.parquet:3", "d"]
    assert "2026" not in json.dumps(found[3])


@pytest.mark.parametrize(
    ("columns", "what", "next_step"),
    [
        (
            {"id": ["a"], "body": ["The dam held."]},
            'no column "text"; it has id, body',
            "table.rename_columns({'body': 'text'})",
        ),
        ({"url": ["a"], "text": ["The dam held."]}, 'no column "id"', "table.rename_columns({'url': 'id'})"),
        ({"id": ["a"], "text": [b"The dam held."]}, "holds binary", 'table["text"].cast("string")'),
    ],
    ids=["text", "id", "binary"],
)
def test_a_missing_column_is_told_with_what_to_type(
    tmp_path: Path, columns: dict[str, list[object]], what: str, next_step: str
) -> None:
    table = pa.table(columns)
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(InputError, match=what) as told:
        batch([str(tmp_path / "in.parquet")], tmp_path / "out.jsonl")
    assert told.value.where == str(tmp_path / "in.parquet")
    assert next_step in (told.value.next_step or "")
    named = {"table": table}
    exec(f"fixed = {next_step}", named)  # noqa: S102 - what the user is told to type must run
    assert "fixed" in named


@pytest.mark.parametrize("kept", [0, 400, 0.5], ids=["nothing", "head", "half"])
def test_a_damaged_parquet_file_is_told_and_the_next_one_read(tmp_path: Path, kept: float) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    table = pa.table({"id": list("ab"), "text": TEXTS[:2]})
    pq.write_table(table, folder / "a.parquet")
    pq.write_table(table, folder / "b.parquet")
    data = (folder / "a.parquet").read_bytes()
    (folder / "a.parquet").write_bytes(data[: int(len(data) * kept) if isinstance(kept, float) else kept])
    outcome = batch([str(folder)], tmp_path / "out.jsonl")
    assert (outcome.documents, outcome.failed) == (3, 1)
    assert "is damaged" in str(written(tmp_path / "out.jsonl")[0]["error"])


def test_damage_inside_a_parquet_file_is_told_behind_the_rows_that_could_be_read(tmp_path: Path) -> None:
    table = pa.table({"id": [str(n) for n in range(40)], "text": [f"{n} {TEXTS[n % 6]}" for n in range(40)]})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=20, write_page_checksum=True, compression="gzip")
    data = bytearray((tmp_path / "in.parquet").read_bytes())
    at = pq.ParquetFile(tmp_path / "in.parquet").metadata.row_group(1).column(1).dictionary_page_offset + 200
    data[at : at + 100] = b"\x00" * 100
    (tmp_path / "in.parquet").write_bytes(data)
    found = list(items([str(tmp_path / "in.parquet")]))
    assert [bool(item.fault) for item in found] == [False] * (len(found) - 1) + [True]
    assert found[-1].fault.startswith("is damaged")


@pytest.mark.parametrize("harm", ["cut", "overwritten"])
def test_a_damaged_packed_file_is_told_behind_the_lines_that_could_be_read(tmp_path: Path, harm: str) -> None:
    path = write_rows(tmp_path / "a.jsonl.gz", 60)
    data = bytearray(path.read_bytes())
    path.write_bytes(data[:-2000] if harm == "cut" else data[:3000] + b"\x00" * 300 + data[3300:])
    write_rows(tmp_path / "b.jsonl", 2)
    found = list(items([str(tmp_path)]))
    faults = [n for n, item in enumerate(found) if item.fault]
    assert faults == [len(found) - 3]
    assert found[faults[0]].fault.startswith("is damaged from here on")


def test_a_row_of_parquet_that_is_no_utf_8_fails_alone(tmp_path: Path) -> None:
    bytes_ = pa.array([b"The council voted on Monday.", b"\xff\xfe", b"Ada Brenn said so."], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, bytes_.buffers())
    pq.write_table(pa.table({"id": ["a", "b", "c"], "text": text}), tmp_path / "in.parquet")
    outcome = batch([str(tmp_path / "in.parquet")], tmp_path / "out.jsonl")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (outcome.documents, outcome.failed) == (3, 1)
    assert [line["id"] for line in found] == ["a", f"{tmp_path}/in.parquet:2", "c"]


def test_a_parquet_of_kilobytes_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a"], "text": ["x" * 80_000_000]}), tmp_path / "in.parquet", compression="zstd")
    assert (tmp_path / "in.parquet").stat().st_size < 10_000
    batch([str(tmp_path / "in.parquet")], tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert "unpacks to more" in json.loads(line)["error"]["message"]


def test_a_file_that_cannot_be_read_or_is_endless_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text("The council voted on Monday.", encoding="utf-8")
    with (folder / "c.txt").open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    opened = Path.open

    def refused(self: Path, *args: Any, **more: Any) -> Any:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **more)

    monkeypatch.setattr(Path, "open", refused)
    outcome = batch([str(folder)], tmp_path / "out.jsonl")
    assert (outcome.documents, outcome.failed) == (3, 2)
    with pytest.raises(InputError, match="cannot be read"):
        batch([str(folder / "b.txt")], tmp_path / "b.jsonl")
