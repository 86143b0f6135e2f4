"""Addresses that are none: a page, an archive or a row that names one is read all the same."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import briefing
from benchmarks.hostile_seeds import seeds
from benchmarks.robustness import archive
from briefing.model import addresses
from briefing.model.text import Document

NONE = ("http://[x", "https://[::1", "http://example.org]/", "http://\u2100.org/", "//[x", "https://[x]:a]/2026/03/")
DAY = dt.date(2026, 3, 12)
WORDS = "The council voted on Monday to close the oldest of its four piers, the mayor said."


def page(address: str) -> bytes:
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}"><title>Piers</title>'
    saved = f"<!-- saved from url=(0014){address} -->"
    return f"{saved}<html><head>{head}</head><body><article><p>{WORDS}</p></article></body></html>".encode()


@pytest.mark.parametrize("address", NONE)
@pytest.mark.parametrize("name", ["a.html", "https://example.org/a.html"])
def test_a_page_that_names_one_is_read(address: str, name: str) -> None:
    document = briefing.read(page(address), name=name)
    assert WORDS in document.text
    assert address not in (document.url or "")


@pytest.mark.parametrize("name", NONE)
def test_a_file_that_is_called_so_is_read(name: str) -> None:
    assert briefing.read(WORDS.encode(), name=name).id
    assert briefing.read(page(name), name=name, kind="html").id


@pytest.mark.parametrize("address", NONE)
def test_a_document_from_there_comes_to_a_page(address: str) -> None:
    document: Document = replace(briefing.from_text(WORDS, id="a", date=DAY), url=address, publisher=None)
    brief = briefing.brief([briefing.annotate(document, engine="rules")], as_of=DAY)
    for form in ("docx", "pdf", "html", "md", "json", "eml", "ics"):
        assert briefing.render(brief, form)


def test_an_archive_whose_pages_come_from_there_is_read() -> None:
    case = (Path(__file__).parent / "cases" / "address-without-end.warc").read_bytes()
    assert archive(case)
    for address in NONE:
        if address.startswith("//"):  # not of the web, so passed over
            continue
        assert archive(seeds("warc")[0].replace(b"https://example.org/", address.encode()))


READ = "import sys; from benchmarks.robustness import archive; print(len(archive(sys.stdin.buffer.read())))"


def test_no_word_of_an_archive_reaches_the_terminal(tmp_path: Path) -> None:
    case = seeds("warc")[0].replace(b"https://example.org/", b"https://example.org/ \x1b[2Jcleared ")
    path = {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    run = subprocess.run(
        [sys.executable, "-c", READ], input=case, capture_output=True, check=True, cwd=tmp_path, env=path
    )
    assert int(run.stdout) > 0
    assert run.stderr == b""


@pytest.mark.parametrize(
    ("base", "address", "whole"),
    [
        ("https://example.org/a/b", "../c", "https://example.org/c"),
        ("https://example.org/a", "//example.com/c", "https://example.com/c"),
        ("", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/a", "", "https://example.org/a"),
        ("", "https://[::1]/a", "https://[::1]/a"),
    ],
)
def test_an_address_that_is_one_stays(base: str, address: str, whole: str) -> None:
    assert addresses.joined(base, address) == whole
    assert addresses.split(whole).geturl() == whole
