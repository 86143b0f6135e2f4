"""Mail messages and pages saved as one file."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest

from briefing.errors import InputError
from briefing.readers import read, read_all
from tests import article

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
    assert [n.code for n in document.notes] == ["passed-over", "cut-off"]


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


OUTLOOK = (
    "From: Harbour Courier <n@e.example>\nSent: Wednesday, March 4, 2026 7:00 AM\nTo: a@b.example\n"
    "Subject: The pier is closed\n"
)
GMAIL = (
    "---------- Forwarded message ---------\nFrom: Harbour Courier <n@e.example>\nDate: Wed, 4 Mar 2026 at 07:00\n"
    "Subject: The pier is closed\nTo: <a@b.example>\n"
)
APPLE = (
    "Begin forwarded message:\n\nFrom: Harbour Courier <n@e.example>\nSubject: The pier is closed\n"
    "Date: 4 March 2026 at 07:00:12 GMT\nTo: a@b.example\n"
)


THUNDERBIRD = (
    "-------- Forwarded Message --------\nSubject: \tThe pier is closed\nDate: \tWed, 4 Mar 2026 07:00:00 +0100\n"
    "From: \tHarbour Courier <n@e.example>\nTo: \ta@b.example\n\n"
)


@pytest.mark.parametrize("head", [OUTLOOK, GMAIL, APPLE, THUNDERBIRD])
def test_a_forwarded_article_has_the_day_and_the_sender_of_the_inner_message(head: str) -> None:
    data = message(
        f"FYI\n\nAnn\n\n{head}\n{BODY}\n", Date="Thu, 12 Mar 2026 09:00:00 +0100", Subject="FW: The pier is closed"
    )
    document = read(data, name="m.eml")
    assert document.text.strip() == BODY
    assert (document.title, document.date, document.publisher) == (
        "The pier is closed",
        dt.date(2026, 3, 4),
        "Harbour Courier",
    )
    assert [note.code for note in document.notes] == ["passed-over"]


def test_an_article_that_quotes_a_letters_head_is_not_cut() -> None:
    long = "\n\n".join([BODY] * 3)
    data = message(f"{long}\n\nFrom: the mayor\nTo: the council\nSubject: pier\n\nThe letter ends here.")
    assert read(data, name="m.eml").text.startswith(BODY)


def test_a_message_attached_to_a_message_is_the_article() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = (
        "Harbour News <n@e.example>",
        "The pier is closed",
        "Wed, 4 Mar 2026 07:00:00 +0100",
    )
    inner.set_content(BODY)
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = "ann@b.example", "See this", "Thu, 12 Mar 2026 09:00:00 +0100"
    outer.set_content("Please read what is attached.")
    outer.add_attachment(inner)
    document = read(outer.as_bytes(), name="m.eml")
    assert document.text.strip() == BODY
    assert (document.title, document.date, document.publisher) == (
        "The pier is closed",
        dt.date(2026, 3, 4),
        "Harbour News",
    )
    assert "5 words" in document.notes[0].text


def attached(*files: tuple[bytes, str]) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "ann@b.example", "Articles", "Thu, 12 Mar 2026 09:00:00 +0100"
    made.set_content("Please see the articles.")
    for data, name in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@pytest.mark.parametrize(("data", "name"), [(article.pdf(), "a.pdf"), (article.word(), "a.docx")])
def test_an_attached_file_is_the_article(data: bytes, name: str) -> None:
    document = read(attached((data, name)), name="m.eml")
    assert article.STORY[-1] in document.text
    assert any("passed over" in note.text for note in document.notes)


def test_each_of_several_attached_files_is_an_article() -> None:
    found = read_all(attached((article.pdf(), "a.pdf"), (article.word(), "b.docx")), name="m.eml").documents
    assert [document.id for document in found] == ["m.eml#1", "m.eml#2"]
    assert all(article.STORY[-1] in document.text for document in found)


def test_each_page_text_and_mail_that_is_attached_is_an_article() -> None:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "ann@b.example", "Articles", "Thu, 12 Mar 2026 09:00:00 +0100"
    made.set_content("Please see the articles.")
    made.add_attachment(article.html(), maintype="text", subtype="html", filename="a.html")
    made.add_attachment(BODY.encode(), maintype="text", subtype="plain", filename="b.txt")
    made.add_attachment(message(BODY, Subject="Pier"), maintype="application", subtype="octet-stream", filename="c.eml")
    made.add_attachment(b"For your eyes only.", maintype="text", subtype="plain", filename="note.txt")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"PK\x05\x06" + bytes(18), maintype="application", subtype="zip", filename="rest.zip")
    made.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    found = read_all(made.as_bytes(), name="m.eml").documents
    assert [document.title for document in found] == [article.TITLE, None, "Pier"]
    assert all(article.STORY[-1] in document.text for document in found)
    assert found[0].notes[-1].text == "In the message were passed over: rest.zip; the message's own text, 4 words."


def test_a_file_beside_the_text_of_a_mail_is_told() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "ann@b.example", "Pier"
    made.set_content(BODY)
    made.add_attachment(b"PK\x05\x06" + bytes(18), maintype="application", subtype="zip", filename="rest.zip")
    document = read(made.as_bytes(), name="m.eml")
    assert document.text.strip() == BODY
    assert [note.text for note in document.notes] == ["In the message were passed over: rest.zip."]


def test_an_attachment_that_cannot_be_read_is_named() -> None:
    broken = article.pdf()[:200]
    document = read(attached((broken, "cut.pdf"), (article.word(), "b.docx")), name="m.eml")
    assert any("cut.pdf" in note.text for note in document.notes)


def test_the_name_of_a_person_is_no_outlet() -> None:
    assert read(message(BODY, From="Ana Ruiz <ana@courier.example>"), name="m.eml").publisher is None
    assert (
        read(message(BODY, From="Harbour Courier <ana@courier.example>"), name="m.eml").publisher == "Harbour Courier"
    )


SENDERS = {
    "English": ("From", "Sent", "Tuesday, March 10, 2026 7:02 AM", "To", "Subject"),
    "German": ("Von", "Gesendet", "Dienstag, 10. März 2026 07:02", "An", "Betreff"),
    "French": ("De ", "Envoyé ", "mardi 10 mars 2026 07:02", "À ", "Objet "),
    "Spanish": ("De", "Enviado el", "martes, 10 de marzo de 2026 7:02", "Para", "Asunto"),
    "Italian": ("Da", "Inviato", "martedì 10 marzo 2026 07:02", "A", "Oggetto"),
    "Dutch": ("Van", "Verzonden", "dinsdag 10 maart 2026 07:02", "Aan", "Onderwerp"),
}


@pytest.mark.parametrize("language", sorted(SENDERS))
def test_the_head_of_a_forwarded_message_is_read_in_the_languages_of_mail_programs(language: str) -> None:
    sender, sent, day, to, subject = SENDERS[language]
    head = f"{sender}: Varde Mail <news@vardemail.example>\n{sent}: {day}\n{to}: Ana\n{subject}: The pier is closed\n"
    document = read(message(f"As we said.\n\n{head}\n{BODY}", Date="Thu, 12 Mar 2026 09:00:00 +0000"), name="m.eml")
    assert (document.text, document.title, document.publisher) == (BODY, "The pier is closed", "Varde Mail")
    assert document.date == dt.date(2026, 3, 10)
    assert [n.code for n in document.notes] == ["passed-over"]


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@pytest.mark.parametrize(
    "wrote",
    [
        "On Tue, Mar 10, 2026 at 7:02 AM Varde Mail <news@vardemail.example> wrote:",
        "On 10 March 2026 at 07:02, Varde Mail\n<news@vardemail.example> wrote:",
        "Am 10.03.2026 um 07:02 schrieb Varde Mail <news@vardemail.example>:",
    ],
)
def test_an_article_that_is_quoted_whole_is_the_article(wrote: str) -> None:
    document = read(message(f"FYI\n\n{wrote}\n\n{quoted(BODY)}\n"), name="m.eml")
    assert (document.text.split(), document.publisher) == (BODY.split(), "Varde Mail")
    assert document.date == dt.date(2026, 3, 10)
    assert [n.text for n in document.notes] == ["The text above the forwarded message, 1 word, was passed over."]


def test_a_mail_quoted_below_an_article_is_passed_over() -> None:
    asked = quoted("What do you know of the pier? We need it for noon.")
    document = read(
        message(f"{BODY}\n\nOn 10 March 2026 at 07:02, Bo <bo@x.example> wrote:\n\n{asked}\n"), name="m.eml"
    )
    assert document.text == BODY
    assert [n.text for n in document.notes] == ["The mail quoted below the text, 12 words, was passed over."]


def test_what_a_story_says_somebody_wrote_is_the_storys() -> None:
    told = f"{BODY}\n\nOn 10 March 2026 at 07:02 the harbour master wrote:\n\nThe pier is closed until further notice."
    document = read(message(told), name="m.eml")
    assert document.text == told
