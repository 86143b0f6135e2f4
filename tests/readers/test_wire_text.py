"""Messages in the text form of the IPTC (7901), as agencies fill it, with and without their control characters."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.model.text import Document
from briefing.readers.kinds import kind

TOLLS = "Kestrel Bay (KBA) - The port of Kestrel Bay will double its tolls in July, its board said on Monday."
SKIPPERS = '"Nobody asked the skippers," said their chair, Odd Vik. The well-known pier has cost nine million crowns.'
BODY = """\
Kestrel Bay (KBA) - The port of Kestrel Bay will double its tolls in
July, its board said on Monday.

"Nobody asked the skippers," said their chair, Odd Vik. The well-
known pier has cost nine million crowns.
"""
HEAD = "Tolls to double for\nskippers from abroad\nBy Una Drew, KBA\n(Photo) =\n"
SENT = "031205 GMT Jun 19"


def message(
    text: str = f"{HEAD}\n{BODY}",
    *,
    header: str = "kba0014 4 pl 61  KBA 0017",
    terms: str = "Port/Tolls/",
    sent: str = SENT,
) -> str:
    return f"\x01{header}\n{terms}\n\x02{text}\n\x03{sent}\n\n\x04"


def several(text: str, name: str = "a.txt") -> list[Document]:
    return list(pipeline.read_all(text.replace("\n", "\r\n").encode(), name=name))


def only(text: str) -> Document:
    (document,) = several(text)
    return document


def test_each_part_of_a_message_is_in_its_place() -> None:
    document = only(message())
    assert document.text.split("\n\n") == [TOLLS, SKIPPERS]
    assert (document.title, document.authors) == ("Tolls to double for skippers from abroad", ("Una Drew",))
    assert (document.publisher, document.subjects) == ("KBA", ("Port", "Tolls"))
    assert (document.date, document.date_evidence) == (dt.date(2019, 6, 3), f"IPTC 7901: {SENT}")
    assert (document.kind, document.status, document.notes) == ("wire", None, ())


def test_a_message_without_its_control_characters_is_the_same() -> None:
    plain = message().translate(dict.fromkeys(range(1, 5)))
    assert only(plain).text == only(message()).text
    assert [d.date for d in several(plain + plain.replace("Tolls", "Dues"))] == [dt.date(2019, 6, 3)] * 2


def test_paragraphs_may_be_set_in_and_lines_end_in_three_characters() -> None:
    text = (
        "Ferries stay in port\n    PORT ELLAN, March 12 (ABC) - Two ferries stayed\nin port.\n    Crews will be paid."
    )
    data = message(text, header="ABC0147 3 I 40 BC-FERRIES", terms="", sent="121520 MAR 26").replace("\n", "\r\r\n")
    document = pipeline.read(data.encode(), name="-")
    assert document.text.split("\n\n") == [
        "PORT ELLAN, March 12 (ABC) - Two ferries stayed in port.",
        "Crews will be paid.",
    ]
    assert (document.title, document.publisher, document.date) == ("Ferries stay in port", "ABC", dt.date(2026, 3, 12))


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("031205 Jun 19", dt.date(2019, 6, 3)),
        ("031205 CET MAI 19", dt.date(2019, 5, 3)),
        ("031205 Okt 19", dt.date(2019, 10, 3)),
        ("311205 Jun 19", None),
        ("031205 Xyz 19", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_sending(sent: str, day: dt.date | None) -> None:
    assert only(message(f"{HEAD}\nThe port will double its tolls.\n", sent=sent)).date == day


@pytest.mark.parametrize(
    ("remark", "status"),
    [
        ("(Correction: It is July,\nnot June.)", "correction"),
        ("(Berichtigung: Juli)", "correction"),
        ("(KILL)", "kill"),
        ("(Photo archive)", None),
    ],
)
def test_a_remark_above_the_headline_says_what_a_message_is(remark: str, status: str | None) -> None:
    document = only(message(f"{remark}\n{HEAD}\n{BODY}"))
    assert (document.title, document.status) == ("Tolls to double for skippers from abroad", status)
    assert ("wire-status" in {note.code for note in document.notes}) == (status is not None)


def test_a_remark_within_a_headline_is_the_headlines() -> None:
    assert only(message(f"Tolls (in crowns) to double =\n\n{BODY}")).title == "Tolls (in crowns) to double"


def test_notes_for_the_newsroom_and_initials_are_no_story() -> None:
    notes = "# Notes\n\n## Contacts\n- Board, +00 11 22 33\n"
    assert only(message(f"{HEAD}\n{BODY}\n{notes}\nkba ud/ov a3\n")).text.split("\n\n") == [TOLLS, SKIPPERS]
    assert only(message(f"{HEAD}\n{BODY}\nkba ud/ov a3\n")).text.split("\n\n") == [TOLLS, SKIPPERS]
    assert only(message(f"{HEAD}\n{BODY}\nThe story ends here.\n")).text.endswith("The story ends here.")


def test_messages_in_one_file_are_told_apart_and_counted() -> None:
    other = message(f"Pier closed =\n\n{BODY}", header="kba0015 3 pl 40")
    assert [d.title for d in several(message() + other)] == ["Tolls to double for skippers from abroad", "Pier closed"]
    empty = message("", header="kba0016 3 pl 0")
    assert "partly-read" in {note.code for note in only(message() + empty).notes}


def test_a_message_that_breaks_off_says_so() -> None:
    whole = message()
    document = only(whole[: whole.index("asked")])
    assert "cut-off" in {note.code for note in document.notes}
    assert document.text.startswith(TOLLS)


def test_a_story_that_begins_at_once_has_no_headline() -> None:
    document = only(message(BODY))
    assert (document.title, document.text.split("\n\n")) == (None, [TOLLS, SKIPPERS])


@pytest.mark.parametrize(
    "text",
    [
        "kba0014 4 pl 61  KBA 0017\nThe number of the lot was read out at the quay, and nobody made an offer.",
        "The ferry kba0014 4 pl 61 left.\n031205 Jun 19\n",
        "\x01\nThe port will double its tolls.",
    ],
)
def test_a_text_that_only_looks_like_a_header_is_a_text(text: str) -> None:
    assert kind(text.encode(), "a.txt") == "plain"
