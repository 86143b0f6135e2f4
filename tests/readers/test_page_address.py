"""Where a page is on the web, where a copy of it is kept, and its DOI: as far as the page or its address says so."""

from __future__ import annotations

import json

import pytest

from briefing import pipeline
from briefing.model import addresses

HOME = "https://mail.example/2026/03/11/lock"
MOMENTS = [
    "https://web.archive.org/web/20260820102030/",
    "https://web.archive.org/web/20260820102030id_/",
    "https://archive.ph/2026.08.20-102030/",
    "https://www.webarchive.org.uk/wayback/archive/20260820102030/",
    "https://arquivo.pt/wayback/20260820102030/",
    "https://webarchive.nationalarchives.gov.uk/ukgwa/20260820102030/",
]
COPY = MOMENTS[0] + HOME
STORY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The town of Tramen voted on Monday to dredge the river below the old lock, after three winters of floods.",
        "Two mills on the bank will be closed for the summer while the work goes on, a town engineer said.",
        "Work is to begin in June, as soon as the ice has gone and the new barge has come up from the coast.",
    )
)


def read(head: str = "", *, name: str = "lock.html", before: str = "") -> tuple[str | None, str | None, str | None]:
    """Its address, that of its copy, and its DOI."""
    page = f"<!DOCTYPE html>{before}<html><head><title>The lock</title>{head}</head><body><h1>The lock</h1>{STORY}"
    document = pipeline.read(f"{page}</body></html>".encode(), name=name)
    return document.url, document.archived, document.doi


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_page_that_was_fetched_from_an_archive_has_both_addresses(moment: str) -> None:
    assert read(name=moment + HOME) == (HOME, moment + HOME, None)


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{COPY}">',
        f'<meta property="og:url" content="{COPY}">',
        f'<link rel="canonical" href="{HOME}/"><meta property="og:url" content="{COPY}">',
    ],
)
def test_so_has_one_that_was_saved_there(head: str) -> None:
    url, archived, _ = read(head)
    assert (str(url).rstrip("/"), archived) == (HOME, COPY)


def test_so_has_one_in_which_a_browser_wrote_where_it_was_saved() -> None:
    assert read(before=f"<!-- saved from url=({len(COPY):04}){COPY} -->") == (HOME, COPY, None)


@pytest.mark.parametrize(
    ("head", "name", "url"),
    [
        (f'<link rel="canonical" href="{HOME}">', "lock.html", HOME),
        # A copy of another page is no copy of this one.
        (f'<link rel="canonical" href="https://gazette.example/lock"><meta property="og:url" content="{COPY}">',
         "lock.html", "https://gazette.example/lock"),
        ("", "https://web.archive.org/about/lock", "https://web.archive.org/about/lock"),
        ("", f"https://mine.example/web/20260820102030/{HOME}", f"https://mine.example/web/20260820102030/{HOME}"),
        # What a page says of its address does not hold where it was fetched from elsewhere.
        (f'<link rel="canonical" href="{COPY}"><meta name="citation_doi" content="10.5555/lock">',
         "https://mine.example/lock", "https://mine.example/lock"),
    ],
)  # fmt: skip
def test_nothing_else_is_a_copy_of_it(head: str, name: str, url: str) -> None:
    assert read(head, name=name) == (url, None, None)


def test_a_record_whose_address_is_a_copys_has_both_too() -> None:
    row = {"title": "The lock", "text": STORY.replace("<p>", "").replace("</p>", "\n\n"), "url": COPY}
    document = pipeline.read(json.dumps([row]).encode(), name="rows.json")
    assert (document.url, document.archived) == (HOME, COPY)
    assert addresses.copied(HOME) is None


@pytest.mark.parametrize("written", ["10.5555/lock-7", "doi:10.5555/lock-7", "https://doi.org/10.5555/lock-7"])
@pytest.mark.parametrize("name", ["citation_doi", "dc.identifier", "prism.doi"])
def test_a_page_that_names_its_doi_has_it(name: str, written: str) -> None:
    assert read(f'<meta name="{name}" content="{written}">')[2] == "10.5555/lock-7"


@pytest.mark.parametrize(
    "written", ["lock-7", "10.5555", "10.5555/lock 7", "see 10.5555/lock-7", "10.5/lock", "10.5555/" + "x" * 99]
)
def test_what_is_no_doi_is_none(written: str) -> None:
    assert read(f'<meta name="dc.identifier" content="{written}">')[2] is None
