"""PDFs that ask for all memory or time, or never end: read or refused, and the program that asked goes on."""

from __future__ import annotations

import contextlib
import resource
import time
import zlib
from collections.abc import Callable

import pytest

import briefing
from briefing import pdfium
from briefing.errors import InputError
from briefing.model import record
from briefing.pdfium import strings
from briefing.renderers import attached
from briefing.verify import delivered
from tests import article
from tests.hostile import pdfs
from tests.timing import grows_within


def test_the_plain_file_that_the_others_are_made_of_is_read() -> None:
    assert "council voted" in briefing.read(pdfs.pages(pdfs.stream(pdfs.TEXT)), name="a.pdf").text
    assert attached.take(pdfs.attaching(pdfs.stream(b"{}")), name="a.pdf") == b"{}"


def refused_as_too_much(data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match="more memory or time") as told:
        briefing.read(data, name="bomb.pdf")
    assert ".txt" in (told.value.next_step or "")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # kB: nothing of it came here


def test_a_stream_that_unpacks_to_gigabytes_is_refused() -> None:
    refused_as_too_much(pdfs.pages(pdfs.stream(pdfs.packed_spaces(1500), b"/FlateDecode")))


def test_a_stream_packed_twice_that_unpacks_to_gigabytes_is_refused() -> None:
    twice = zlib.compress(pdfs.packed_spaces(1500), 9)
    assert len(twice) < 20_000
    refused_as_too_much(pdfs.pages(pdfs.stream(twice, b"[/FlateDecode/FlateDecode]")))


def test_forms_drawn_in_forms_a_thousand_million_times_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_SECONDS", 2)
    refused_as_too_much(pdfs.forms(depth=9, each=10))


def test_a_reader_that_the_clock_finds_stuck_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "PATIENCE_S", 1)
    start = time.monotonic()
    refused_as_too_much(pdfs.forms(depth=9, each=10))
    assert time.monotonic() - start < 30


def test_a_few_forms_in_forms_are_read() -> None:
    assert "council voted" in briefing.read(pdfs.forms(depth=3, each=2), name="a.pdf").text


PLAIN = pdfs.pages(pdfs.stream(pdfs.TEXT))
ENDLESS = {
    "a form in itself": pdfs.form_in_itself,
    "a page tree in itself": pdfs.tree_in_itself,
    "a page tree 3,000 deep": lambda: pdfs.deep_tree(3000),
    "a count of pages that is a lie": lambda: pdfs.pages(pdfs.stream(pdfs.TEXT)).replace(
        b"/Count 1/", b"/Count 99999999/"
    ),
    "lists in lists": lambda: pdfs.pages(pdfs.stream(b"[" * 200_000 + b"]" * 200_000 + pdfs.TEXT)),
    "a page as large as a planet": lambda: pdfs.pages(pdfs.stream(pdfs.TEXT), box=b"0 0 1e30 1e30"),
    "a page of less than no size": lambda: pdfs.pages(pdfs.stream(pdfs.TEXT), box=b"0 0 -999999 nan"),
    "a filter nobody knows": lambda: pdfs.pages(pdfs.stream(pdfs.TEXT, b"/Nobody")),
}


@pytest.mark.parametrize("make", ENDLESS.values(), ids=ENDLESS)
def test_a_file_without_end_or_measure_is_read_or_refused(make: Callable[[], bytes]) -> None:
    data = make()
    reads: list[Callable[[], object]] = [
        lambda: briefing.read(data, name="a.pdf").text,
        lambda: pdfium.words(data),
    ]
    for read in reads:
        with contextlib.suppress(InputError):
            assert "council voted" in str(read())


def test_a_file_of_more_pages_than_an_article_has_is_refused() -> None:
    with pytest.raises(InputError, match="401 pages"):
        briefing.read(pdfs.pages(pdfs.stream(pdfs.TEXT), count=401), name="book.pdf")


def test_a_file_of_more_letters_than_an_article_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_LETTERS", 100)
    assert briefing.read(PLAIN, name="a.pdf").text  # 55 letters
    with pytest.raises(InputError, match="letters"):
        briefing.read(pdfs.pages(pdfs.stream(pdfs.TEXT), count=2), name="book.pdf")


LATER = {
    "a page that is none": pdfs.tree_in_itself,
    "an attached file that is no stream": lambda: pdfs.attaching(b"null"),
    "an attached file of gigabytes": lambda: pdfs.attaching(pdfs.stream(pdfs.packed_spaces(1500), b"/FlateDecode")),
}


@pytest.mark.parametrize("make", LATER.values(), ids=LATER)
def test_a_delivered_pdf_that_fails_after_it_was_opened_is_refused(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError):
        attached.take(make(), name="a.pdf")


def test_an_attached_record_that_is_damaged_is_refused() -> None:
    data = pdfs.attaching(pdfs.stream(b"\xff" * 90, b"/FlateDecode"))
    with pytest.raises(InputError):
        record.load(attached.take(data, name="a.pdf"), name="a.pdf")


def test_a_delivered_pdf_whose_pages_are_none_is_refused() -> None:
    printed = record.Printed("policy-brief", "a4", False, texts=("The council voted.",), rows=(), footers=())
    with pytest.raises(InputError, match="damaged"):
        list(delivered.compare(printed, pdfs.tree_in_itself()))


def test_our_own_fault_in_the_child_is_not_put_on_the_file() -> None:
    with pytest.raises(RuntimeError, match="no such job"):
        pdfium._ask("no such job", article.pdf(), "a.pdf")


@pytest.mark.parametrize(("begun", "told"), [(b"<a:b>", 1), (b"<a:", 0), (b"<a:b c", 0), (b"<a:b c='", 0), (b"<", 0)])
def test_a_description_that_ends_within_an_element_takes_its_time_once(begun: bytes, told: int) -> None:
    def looked_through(letters: int) -> None:
        assert strings.said((), [begun + b"x" * letters]) == ["x" * letters] * told

    assert grows_within(20, looked_through, 2000, 16_000)


def test_the_words_of_an_element_within_another_are_told_as_well() -> None:
    told = strings.said((), [b"<dc:title>The pier <dc:x>is closed</dc:x> </dc:title>"])
    assert told == ["The pier", "is closed"]


@pytest.mark.parametrize(
    ("packet", "told"),
    [
        ("<dc:title>A</dc:title>B<dc:x/>C", ["A", "B", "C"]),
        ("<dc:title a='1' dc:b=\"2 3\">A</dc:title>", ["1", "2 3", "A"]),
        ("<rdf:Description rdf:about='' xmlns:dc='http://example.org/' xmp:CreateDate='2026'/>", []),
        ("<xmp:CreateDate>2026</xmp:CreateDate><pdf:Producer>x</pdf:Producer>", []),
        ("<?xpacket begin='' id='W5M0'?><!-- note --><dc:x>A</dc:x>", ["A"]),
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_every_word_of_a_description_is_told_wherever_it_stands(packet: str, told: list[str], coding: str) -> None:
    assert strings.said((), [packet.encode(coding)]) == told
