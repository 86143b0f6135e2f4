"""Plain text and Markdown: bytes in any encoding, one Document out."""

from __future__ import annotations

import codecs

import pytest

from briefing.errors import InputError, UnknownFormatError
from briefing.readers import read

STORY = "Café owners in São Paulo said the “new rule” was unfair.\n\nThe city will vote on it in May.\n"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode("utf-8"),
        codecs.BOM_UTF8 + STORY.encode("utf-8"),
        STORY.encode("utf-16"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        STORY.encode("utf-32"),
        STORY.encode("cp1252"),
        STORY.replace("\n", "\r\n").encode("utf-8"),
        STORY.replace("\n", "\r").encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16 big", "utf-32", "windows-1252", "dos lines", "mac lines"],
)
def test_every_common_encoding_gives_the_same_text(data: bytes) -> None:
    assert read(data, name="story.txt").text == STORY


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", "\ufeff".encode()])
def test_an_empty_input_is_told_with_a_next_step(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name="story.txt")
    assert caught.value.where == "story.txt"
    assert caught.value.next_step


@pytest.mark.parametrize(
    "data",
    [b"MZ\x00\x01\x02 some words", bytes(range(1, 9)) * 40, codecs.BOM_UTF16_LE + b"\x00\xd8\x00"],
    ids=["NUL", "control characters", "broken utf-16"],
)
def test_a_binary_file_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        read(data, name="story.txt")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "a.doc", "old Office"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "picture"),
        (b'<?xml version="1.0"?><urlset xmlns="x"></urlset>', "map.xml", "site map"),
        (b"\x1f\x8b\x08", "a.gz", "compressed"),
    ],
)
def test_a_format_nobody_reads_is_named(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnknownFormatError, match=words) as caught:
        read(data, name=name)
    assert caught.value.next_step


def test_a_kind_nobody_knows_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        read(b"words", name="a", kind="wordstar")
    assert "plain" in str(caught.value)


def test_a_headline_and_a_byline_are_read_and_set_aside() -> None:
    text = "Council votes on the harbour\n\nBy Ana Ruiz and Tom de Wit\n\nThe council voted on Monday to close it.\n"
    document = read(text.encode(), name="saved/Harbour vote.txt")
    assert document.id == "Harbour-vote"
    assert document.title == "Council votes on the harbour"
    assert document.authors == ("Ana Ruiz", "Tom de Wit")
    assert [d.span.of(text) for d in document.dropped] == [
        "Council votes on the harbour",
        "By Ana Ruiz and Tom de Wit",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Monday.\n\nNobody spoke against it at the long meeting.",  # a sentence
        "QUITO, March 12, 2026 (AP) —\n\nThe council voted on Monday to close the old harbour.",  # a dateline
        "By Friday the talks had failed\n\nNobody.",  # nothing longer after it
        "Harbour\n\nThe council voted on Monday to close the old harbour.",  # a label
    ],
)
def test_what_may_be_story_is_no_headline(text: str) -> None:
    assert read(text.encode(), name="a.txt").title is None


def test_markdown_loses_its_marks_and_keeps_its_front_matter() -> None:
    text = (
        "---\ntitle: Harbour vote\nauthor: Ana Ruiz\ndate: 2026-03-12\nurl: https://example.org/h\n---\n\n"
        "# Harbour vote\n\nThe **council** voted on [Monday](https://example.org) to *close* it.\n\n"
        "> “We had no choice,” she said.\n\n---\n\n- one pier\n"
    )
    document = read(text.encode(), name="h.md")
    assert document.title == "Harbour vote"
    assert document.authors == ("Ana Ruiz",)
    assert str(document.date) == "2026-03-12"
    assert (document.date_from, document.url, document.kind) == ("metadata", "https://example.org/h", "markdown")
    assert document.text.split("\n\n") == [
        "The council voted on Monday to close it.",
        "“We had no choice,” she said.",
        "one pier",
    ]


def test_a_heading_is_the_title_where_there_is_no_front_matter() -> None:
    document = read(b"# Harbour vote\n\nThe council voted on Monday.\n", name="h.md")
    assert document.title == "Harbour vote"
    assert document.text == "The council voted on Monday."


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><docs><doc><title>Tolls</title><maintext>The port is closed.</maintext></doc></docs>',
        b"<!-- an export --><docs><doc>The port is closed.</doc></docs>\n",
        b'<?xml version="1.0"?><!DOCTYPE list><list>The port is closed.</list>',
    ],
)
def test_xml_of_an_unknown_kind_is_refused_and_no_text_of_all_its_fields(data: bytes) -> None:
    with pytest.raises(UnknownFormatError, match="this kind of XML is not supported"):
        read(data, name="export.xml")


@pytest.mark.parametrize(
    "data",
    [
        b"<Draft> The council of Skarn met on Monday, and nobody spoke.",
        b'<?xml version="1.0"?><html><body><p>The council of Skarn met on Monday, and nobody spoke.</p></body></html>',
        b"<section><p>The council of Skarn met on Monday, and nobody spoke.</p></section>",
    ],
)
def test_a_page_and_a_text_that_begin_like_xml_are_read(data: bytes) -> None:
    assert "The council of Skarn met on Monday" in read(data, name="a").text


@pytest.mark.parametrize("encoding", ["undefined", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "hex"])
@pytest.mark.parametrize("form", ["page", "mail"])
def test_an_encoding_that_nobody_writes_in_is_not_believed(encoding: str, form: str) -> None:
    words = rb"The council voted on Monday to close the pier, Mayor Ada Brenn \x1b[31m said, caf" + b"\xe9."
    head = f"From: a@b.example\nSubject: Pier\nMIME-Version: 1.0\nContent-Type: text/plain; charset={encoding}\n\n"
    page = f"<html><head><meta charset={encoding}></head><body><article><p>".encode() + words + b"</p></article></body>"
    data, name = (page, "a.html") if form == "page" else (head.encode() + words + b"\n", "a.eml")
    text = read(data, name=name).text
    assert "café" in text
    assert "\x1b" not in text
