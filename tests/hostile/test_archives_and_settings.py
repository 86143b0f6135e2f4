"""Damaged archives, rows, settings and templates are refused with a message; a template reads nothing but its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

import briefing
from briefing.cli import settings
from briefing.errors import BriefingError, InputError, TemplateError, UsageError
from briefing.layout import template
from briefing.model.brief import Brief
from briefing.model.record import Printed
from briefing.readers import rows
from briefing.renderers import attached
from briefing.verify import delivered
from tests import article

DIGITS = "9" * 5000  # Python turns no more than 4,300 digits into a number
HEX = "0x" + "F" * 5000  # it is a number, but Python does not write it out
DEEP = "[" * 20_000


@pytest.fixture(scope="module")
def page(brief: Brief) -> bytes:
    return briefing.render(brief, "docx")


def locked(data: bytes) -> bytes:
    """An archive whose every member says that it is encrypted."""
    out = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)


def scrambled(data: bytes, member: str) -> bytes:
    """An archive in which the packed bytes of one member are no deflate stream."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(member)
    head = info.header_offset
    start = head + 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    start += int.from_bytes(data[head + 28 : head + 30], "little")
    return data[:start] + b"\xff" * 40 + data[start + 40 :]


READ: dict[str, Callable[[bytes], object]] = {
    "article": lambda data: briefing.read(data, name="a.docx"),
    "record": lambda data: attached.take(data, name="a.docx"),
    "paragraphs": lambda data: list(delivered.paragraphs(data)),
}


@pytest.mark.parametrize("way", READ)
def test_a_locked_word_file_is_refused(way: str, page: bytes) -> None:
    with pytest.raises(InputError):
        READ[way](locked(page))


@pytest.mark.parametrize("way", ["article", "paragraphs"])
def test_a_word_file_whose_packed_bytes_are_damaged_is_refused(way: str, page: bytes) -> None:
    with pytest.raises(InputError):
        READ[way](scrambled(page, "word/document.xml"))


def test_the_same_word_file_undamaged_is_read(page: bytes) -> None:
    assert all(read(page) for read in READ.values())


def test_a_pdf_whose_record_is_gone_is_refused(brief: Brief) -> None:
    data = briefing.render(brief, "pdf")
    assert attached.take(data, name="a.pdf")
    with pytest.raises(InputError):
        attached.take(data.replace(b"/EF <<", b"/EX <<"), name="a.pdf")


def test_a_pdf_whose_page_is_gone_is_refused(brief: Brief) -> None:
    data, printed = briefing.render(brief, "pdf"), Printed("policy-brief", "a4", False, ("It rained.",), ())
    assert list(delivered.compare(printed, data))
    with pytest.raises(InputError):
        list(delivered.compare(printed, data.replace(b"/Type /Page\n", b"/Type /Pipe\n")))


MAKERS: dict[str, bytes] = {
    "a.txt": article.txt(),
    "a.md": article.txt(),
    "a.html": article.html(),
    "a.docx": article.word(),
    "a.pdf": article.pdf(),
    "a.eml": article.mail(),
}


@pytest.mark.parametrize("name", MAKERS)
@bounded(max_examples=15, deadline=5000)
@given(
    at=st.floats(0, 1),
    cut=st.integers(0, 400),
    put=st.binary(max_size=16) | st.sampled_from([b"\x00", b"\xed\xa0\x80", "\u202e\u200b\ue000".encode(), b"<!--"]),
)
def test_a_changed_file_is_read_or_refused(name: str, at: float, cut: int, put: bytes) -> None:
    data = MAKERS[name]
    place = int(at * len(data))
    try:
        document = briefing.read(data[:place] + put + data[place + cut :], name=name)
    except BriefingError:
        return  # refused with a message, as it should be; anything else fails the test
    assert all(p.of(document.text) for p in document.paragraphs)


@pytest.mark.parametrize("line", [f'{{"id": {DIGITS}, "text": "a"}}', DEEP, '{"id": 1}', "\x00", '"\\ud800"'])
def test_a_row_that_is_no_document_is_refused(line: str) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl:1"):
        rows.row(line, "a.jsonl:1")


@pytest.mark.parametrize(
    "text",
    [
        f"paper = {DIGITS}",
        f"paper = {HEX}",
        f"large-print = {HEX}",
        f"actor = {DEEP}",
        "a.b.c = 1",
        'paper = "\x00"',
        "paper = 1",
    ],
)
def test_settings_that_make_no_sense_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(text)
    with pytest.raises(UsageError, match=r"briefing\.toml"):
        settings.effective(tmp_path)


@pytest.mark.parametrize("text", [f"name = {DIGITS}", f"name = {HEX}", f"name = {DEEP}", 'name = "\x00"'])
def test_a_template_that_makes_no_sense_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(TemplateError, match=r"own\.toml"):
        template.load(tmp_path / "own.toml")


@pytest.mark.parametrize("size", ["nan", "inf", "-inf", f"0x{'F' * 300}"])
@pytest.mark.parametrize("key", ["page.floor_pt", "page.margins_pt.top", "type.point.size", "type.point.before"])
def test_a_template_that_names_no_size_is_refused(key: str, size: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(f'extends = "policy-brief"\n{key} = {size}\n')
    with pytest.raises(TemplateError, match=r"own\.toml, line 2"):
        template.load(tmp_path / "own.toml")


def test_a_template_path_with_a_nul_is_refused() -> None:
    with pytest.raises(TemplateError):
        template.load("a\0b.toml")
