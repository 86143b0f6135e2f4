"""Small files that unpack to much are refused before they are parsed; what a batch did not make stays."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from briefing.batch.parts import MANIFEST, Parts
from briefing.batch.run import run
from briefing.errors import InputError, OutputError
from briefing.model import record
from briefing.readers import docx
from briefing.renderers import attached
from briefing.verify import delivered, word_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


MANY = f'<w:document xmlns:w="{W}"><w:body>'.encode() + b"<w:p/>" * 2_000_000 + b"</w:body></w:document>"


def test_a_page_of_millions_of_elements_is_refused_unparsed() -> None:
    data = word(MANY)
    assert len(data) < 60_000
    with pytest.raises(InputError):
        list(delivered.paragraphs(data))
    with pytest.raises(InputError):
        list(word_file.faults(data, data))


def test_a_record_of_millions_of_elements_is_no_record() -> None:
    record_ = f'<record xmlns="{attached.NAMESPACE}">'.encode() + b"<a/>" * 2_000_000 + b"</record>"
    with pytest.raises(InputError, match="carries no record"):
        attached.take(word(record_, "customXml/item1.xml"), name="page")


def test_a_record_of_millions_of_values_is_refused_unread() -> None:
    for data in (b"[" * 700_000, b'{"schema":1,"a":[' + b"{}," * 700_000 + b"{}]}", b" " * (record.MOST_BYTES + 1)):
        with pytest.raises(InputError, match="too large to be the record"):
            record.load(data)


@pytest.mark.parametrize("name", ["word/document.xml", "word/document.png", "word/media/a.jpeg"])
def test_markup_is_counted_whatever_its_part_is_called(name: str) -> None:
    with (
        zipfile.ZipFile(io.BytesIO(word(MANY, name))) as archive,
        pytest.raises(InputError, match="more than an article"),
    ):
        docx._check_markup(archive, "a.docx")


def rows(folder: Path) -> str:
    file = folder / "in.jsonl"
    text = "The council voted on Monday, Mayor Ada Brenn said."
    file.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(3)), encoding="utf-8")
    return str(file)


def test_a_batch_removes_nothing_that_it_did_not_make(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("part-of-my-thesis.txt", "part-1.jsonl", "notes.txt"):
        (out / name).write_text("mine", encoding="utf-8")
    run([rows(tmp_path)], Parts(str(out), one_file=False), engine="rules")
    assert {"part-of-my-thesis.txt", "part-1.jsonl", "notes.txt"} <= {p.name for p in out.iterdir()}
    beside = tmp_path / "one.jsonl.parts"
    beside.mkdir()
    (beside / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not made by a batch"):
        run([rows(tmp_path)], Parts(str(tmp_path / "one.jsonl"), one_file=True), engine="rules")
    assert (beside / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("damage", [b"", b"half a li", b"{}\n", b"not json\n" * 3, b"[]\n[]\n[]\n"])
def test_a_damaged_part_is_made_again(tmp_path: Path, damage: bytes) -> None:
    out = Parts(str(tmp_path / "out"), one_file=False)
    run([rows(tmp_path)], out, engine="rules")
    (part,) = (tmp_path / "out").glob("part-*")
    whole = part.read_bytes()
    part.write_bytes(damage)
    assert run([rows(tmp_path)], out, engine="rules").skipped == 0
    assert part.read_bytes() == whole
    assert run([rows(tmp_path)], out, engine="rules").skipped == 3


@pytest.mark.parametrize("junk", [b"", b"\xff", b"[" * 100_000, b"3"])
def test_a_damaged_list_of_a_batch_is_told(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_bytes(junk)
    with pytest.raises(OutputError, match="holds a batch"):
        run([rows(tmp_path)], Parts(str(tmp_path / "out"), one_file=False), engine="rules")
