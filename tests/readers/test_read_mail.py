"""Mail messages and pages saved as one file."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import article
import pytest

from briefing.errors import InputError
from briefing.readers import read

BODY = "\n\n".join(article.STORY[1:])  # without the dateline


def message(body: str, **headers: str) -> bytes:
    made = EmailMessage()
    for key, value in {"From": "a@b.example", "To": "c@d.example", "Subject": "Pier", **headers}.items():
        made[key] = value
    made.set_content(body)
    return made.as_bytes()


def test_the_day_it_was_sent_is_that_of_a_file() -> None:
    document = read(message(BODY, Date="Fri, 13 Mar 2026 23:30:00 -0500"), name="m.eml")
    assert (document.date, document.date_from) == (dt.date(2026, 3, 13), "file")


@pytest.mark.parametrize(
    "value", ["yesterday", "Fri, 99 Mar 2026 08:00:00 +0000", "", "Fri, 13 Mar 2026 08:00 +99999999999999"]
)
def test_a_malformed_date_is_no_day(value: str) -> None:
    data = message(BODY).replace(b"Subject: Pier", f"Subject: Pier\nDate: {value}".encode())
    assert read(data, name="m.eml").date is None


def test_the_head_of_a_forwarded_message_and_the_signature_are_left_out() -> None:
    head = "Please read.\n\n---------- Forwarded message ---------\nFrom: Desk <d@e.example>\nDate: Thu, 12 Mar 2026\n"
    data = message(f"{head}Subject: Re: The pier is closed\nTo: <a@b.example>\n\n{BODY}\n\n-- \nAna\n")
    document = read(data, name="m.eml")
    assert document.text == BODY
    assert document.title == "The pier is closed"


def test_a_quoted_message_loses_its_marks() -> None:
    quoted = "\n".join(f"> {line}" if line else ">" for line in BODY.split("\n"))
    assert read(message(quoted), name="m.eml").text == BODY


def test_a_page_saved_as_one_file_keeps_its_address_and_not_the_day_it_was_saved() -> None:
    document = read(article.mht(), name="pier.mht")
    assert document.url == "https://harbour.example/2026/03/12/pier"
    assert document.kind == "mail"
    assert document.date_from == "file"


def test_a_message_that_breaks_off_is_read_and_told() -> None:
    data = article.mail("attached")
    cut = data[: data.rindex(b"--===")]
    document = read(cut, name="m.eml")
    assert [n.code for n in document.notes] == ["cut-off"]


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b.example\nTo: c@d.example\nSubject: Pier\n\n",
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\n"
        b"Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\n",
    ],
    ids=["no body", "a picture", "cut off before any text"],
)
def test_a_message_without_text_is_told_with_a_next_step(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name="m.eml")
    assert caught.value.next_step


def test_a_declared_encoding_is_used() -> None:
    data = message(BODY).replace(b"us-ascii", b"utf-8")
    latin = EmailMessage()
    latin["From"], latin["To"], latin["Subject"] = "a@b.example", "c@d.example", "Muelle"
    latin.set_content("El muelle cerró el año pasado. " * 10, charset="iso-8859-1")
    assert "cerró el año" in read(latin.as_bytes(), name="m.eml").text
    assert read(data, name="m.eml").text
