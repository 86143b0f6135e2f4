"""Messages that Outlook saved, and Word files of before 2007."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import shutil
import struct
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing import programs
from briefing.errors import BriefingError, InputError, UnknownFormatError
from briefing.readers import outlook as reader
from briefing.readers import read, read_all
from briefing.readers.compound import Compound, DamagedError
from tests import article, exports, office, outlook

BODY = (
    "The harbour council of Port Ellan voted on Tuesday to close the old ferry berth, ending a long dispute.\r\n\r\n"
    "“Nobody asked the islanders,” said Olaf Dean – who leads the association of island traders.\r\n"
)
PAGE = "<html><head><meta charset='utf-8'></head><body><p>{}</p></body></html>"
#: 4 March 2026, seven in the morning by Greenwich's clock.
SENT = int(dt.datetime(2026, 3, 4, 7, tzinfo=dt.timezone.utc).timestamp())


def message(**more: object) -> bytes:
    told = {"subject": "FW: The pier is closed", "body": BODY, "sender": "Harbour News", "sent": SENT, **more}
    return outlook.compound(outlook.inner(**told))  # type: ignore[arg-type]


def test_a_message_of_outlook_is_read_as_a_mail_is() -> None:
    document = read(message(), name="saved/pier.msg")
    assert document.text.strip().startswith("The harbour council of Port Ellan voted")
    assert "“Nobody asked the islanders,” said Olaf Dean – who leads" in document.text
    assert (document.title, document.publisher, document.date) == (
        "The pier is closed",
        "Harbour News",
        dt.date(2026, 3, 4),
    )
    assert (document.id, document.kind) == ("pier", "mail")


def test_a_long_body_lies_in_sectors_of_its_own() -> None:
    body = "\r\n\r\n".join(f"Paragraph {n} says that the council met and that nobody knew." for n in range(400))
    assert read(message(body=body), name="a.msg").text.count("nobody knew.") == 400


def test_the_page_of_a_message_is_read_where_it_has_no_plain_text() -> None:
    words = "".join(f"<p>{p}</p>" for p in article.STORY)
    document = read(message(body="", html=PAGE.format(words).encode()), name="a.msg")
    assert article.STORY[-1] in document.text


def test_text_of_one_byte_a_letter_is_read_as_its_code_page_says() -> None:
    streams = {
        "__properties_version1.0": outlook.properties(32, {0x3FFD0003: 1251}),
        "__substg1.0_0037001E": "Гавань закрыта".encode("cp1251"),
        "__substg1.0_1000001E": ("Совет порта проголосовал во вторник. " * 6).encode("cp1251"),
    }
    document = read(outlook.compound(streams), name="a.msg")
    assert document.title == "Гавань закрыта"
    assert document.text.startswith("Совет порта")


def test_compressed_rich_text_is_unpacked() -> None:
    """The example of the specification, in which words come again."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert reader._unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_rich_text_is_read_where_nothing_else_is_there() -> None:
    rich = exports.rtf([(BODY.replace("\r\n", " "), False)])
    streams = {
        "__properties_version1.0": outlook.properties(32, {}),
        "__substg1.0_10090102": struct.pack("<4I", len(rich) + 12, len(rich), 0x414C454D, 0) + rich,
    }
    assert "said Olaf Dean" in read(outlook.compound(streams), name="a.msg").text


def test_what_is_attached_to_a_message_is_an_article_of_its_own() -> None:
    files = (outlook.file("a.pdf", article.pdf()), outlook.file("b.docx", article.word()))
    found = read_all(message(attached=files), name="a.msg").documents
    assert [document.number for document in found] == [1, 2]
    assert all(article.STORY[-1] in document.text for document in found)


def test_a_message_in_a_message_is_the_article() -> None:
    inner = outlook.inner("Berth closed", BODY, "Ellan Courier", sent=SENT, head=24)
    outer = message(
        subject="See this", body="Please read.", sender="Ann", sent=SENT + 9 * 86400, attached=[outlook.enclosed(inner)]
    )
    document = read(outer, name="a.msg")
    assert (document.title, document.publisher, document.date) == ("Berth closed", "Ellan Courier", dt.date(2026, 3, 4))


def test_a_message_of_outlook_attached_to_a_mail_is_the_article() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "ann@b.example", "See this"
    mail.set_content("Please read.")
    mail.add_attachment(message(), maintype="application", subtype="vnd.ms-outlook", filename="pier.msg")
    document = read(mail.as_bytes(), name="m.eml")
    assert "said Olaf Dean" in document.text
    assert (document.title, document.publisher) == ("The pier is closed", "Harbour News")


def test_an_export_in_a_message_is_taken_apart() -> None:
    page = exports.factiva_html(exports.pieces(3))
    assert len(read_all(message(body="", html=page), name="a.msg").documents) == 3


@pytest.mark.parametrize(
    ("attached", "times"),
    [
        (outlook.file("a.html", PAGE.format("".join(f"<p>{p}</p>" for p in article.STORY)).encode()), 300),
        (outlook.file("a.pdf", article.pdf()), 6),  # a PDF is opened in a process of its own, which takes its time
    ],
    ids=("page", "pdf"),
)
def test_a_damaged_message_is_read_in_part_or_refused(attached: dict[str, object], times: int) -> None:
    draw, data = random.Random(3), message(attached=[attached])  # noqa: S311
    counts = set()
    for _ in range(times):
        broken = bytearray(data)
        for _ in range(draw.randint(1, 12)):
            broken[draw.randrange(8, min(len(broken), 4096))] = draw.randrange(256)
        with contextlib.suppress(BriefingError):
            found = read_all(bytes(broken[: draw.choice((None, len(data) // 2))]), name="a.msg")
            assert found.documents
            counts.add(len(found.documents))
    assert counts  # some of them hold words still


def test_a_ring_of_sectors_ends() -> None:
    data = bytearray(message())
    table = struct.unpack_from("<I", data, 76)[0]
    for at in range((table + 1) * 512, (table + 2) * 512, 4):
        struct.pack_into("<I", data, at, 1)
    with contextlib.suppress(DamagedError):
        assert len(Compound(bytes(data)).names()) < 100


def test_another_file_of_old_office_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="old Office"):
        read(outlook.compound({"Workbook": b"cells"}), name="a.xls")


def test_an_old_word_file_is_told_where_libreoffice_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(InputError, match="LibreOffice") as caught:
        read(outlook.compound({"WordDocument": b"words"}), name="a.doc")
    assert ".docx" in (caught.value.next_step or "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_by_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(article.word())
    office.convert([tmp_path / "a.docx"], tmp_path, tmp_path / "profile", to="doc:MS Word 97")
    data = (tmp_path / "a.doc").read_bytes()
    assert data.startswith(b"\xd0\xcf\x11\xe0")
    document = read(data, name="a.doc")
    assert article.STORY[-1] in document.text
    assert document.kind == "docx"


def program(folder: Path, name: str, script: str) -> None:
    """A program on the path that does what a line of the shell says."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(not hasattr(__import__("os"), "killpg"), reason="the programs are scripts of the shell")
def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "soffice", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(programs, "PATIENCE_S", 0.3)
    with pytest.raises(InputError, match="could not read"):
        read(outlook.compound({"WordDocument": b"words"}), name="a.doc")
