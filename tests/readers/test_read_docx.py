"""Word documents: what is read, and files that are damaged or not what they say."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from briefing.errors import InputError, UnknownFormatError
from briefing.readers import docx as reader
from briefing.readers import read
from tests import article


def made(*paragraphs: str, created: dt.datetime | None = None) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if created:
        document.core_properties.created = created
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_day_it_was_made_is_that_of_a_file() -> None:
    data = made("The council voted on Monday.", created=dt.datetime(2026, 3, 12, 9, 0))  # noqa: DTZ001 - as Word writes it
    document = read(data, name="a.docx")
    assert (document.date, document.date_from) == (dt.date(2026, 3, 12), "file")


def test_the_day_of_a_template_is_no_day() -> None:
    assert read(made("The council voted on Monday."), name="a.docx").date is None


def altered(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each part as a function leaves it; ``None`` takes a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if (content := change(part, old.read(part))) is not None:
                new.writestr(part, content)
    return out.getvalue()


def without_properties(part: str, content: bytes) -> bytes | None:
    if part == "docProps/core.xml":
        return None
    return re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", content) if part == "_rels/.rels" else content


def test_a_file_without_properties_has_no_day_and_never_todays() -> None:
    data = altered(made("The council voted on Monday."), without_properties)
    document = read(data, name="a.docx")
    assert (document.date, document.date_from, document.text) == (None, "none", "The council voted on Monday.")


def test_a_day_before_the_calendar_is_none() -> None:
    data = made("The council voted on Monday.", created=dt.datetime(2026, 3, 12))  # noqa: DTZ001 - as Word writes it
    early = altered(data, lambda _, content: content.replace(b"2026-03-12T00:00:00Z", b"0001-01-01T00:00:00+14:00"))
    assert early != data
    assert read(early, name="a.docx").date is None


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.stiles+xml"),
        ("[Content_Types].xml", b"PartName=", b"PartNome="),
        ("[Content_Types].xml", b"core-properties+xml", b"care-properties+xml"),
        ("word/_rels/document.xml.rels", b"Relationships", b"Relationshops"),
        ("word/_rels/document.xml.rels", b" Target=", b" Torget="),
    ],
)
def test_a_part_that_is_not_what_it_should_be_is_told_as_damage(part: str, old: bytes, new: bytes) -> None:
    data = made("The council voted on Monday.")
    odd = altered(data, lambda name, content: content.replace(old, new) if name == part else content)
    assert odd != data
    with pytest.raises(InputError, match="damaged"):
        read(odd, name="a.docx")


def test_table_cells_and_line_breaks_are_paragraphs_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "The first cell."
    table.cell(0, 1).text = "The second cell.\nIts second line."
    document.add_paragraph("After the table.")
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue(), name="a.docx").text.split("\n\n") == [
        "Before the table.",
        "The first cell.",
        "The second cell.",
        "Its second line.",
        "After the table.",
    ]


@pytest.mark.parametrize("keep", [30, 1000, 0.9])
def test_a_file_that_is_cut_off_is_told_as_damaged(keep: float) -> None:
    data = article.word()
    with pytest.raises(InputError, match="damaged") as caught:
        read(data[: int(keep if keep > 1 else len(data) * keep)], name="a.docx")
    assert caught.value.next_step


def without(member: str, replacement: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(article.word())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != member:
                new.writestr(info, old.read(info))
        if replacement is not None:
            new.writestr(member, replacement)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        without("[Content_Types].xml"),
        without("_rels/.rels"),
        without("word/document.xml", b"<broken"),
        without("word/document.xml", b""),
        without("[Content_Types].xml", b"<Types/>"),
    ],
    ids=["no types", "no relations", "broken text", "empty text", "types that name nothing"],
)
def test_a_file_with_a_part_that_is_broken_is_told_as_damaged(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged"):
        read(data, name="a.docx")


def test_an_archive_that_is_no_word_document_is_named() -> None:
    with pytest.raises(UnknownFormatError, match="office file"):
        read(without("word/document.xml"), name="a.docx")


def test_entities_are_not_expanded() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        b"<w:t>Council &b; votes.</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        text = read(without("word/document.xml", bomb), name="a.docx").text
    except InputError:
        return
    assert "aaaaaaaaaa" not in text


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 1000)
    with pytest.raises(InputError, match="unpacks"):
        read(article.word(), name="a.docx")
