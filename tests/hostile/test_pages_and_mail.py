"""Pages and mails that nest, name or repeat without measure: read or refused, in bounded room and time."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pytest

import briefing
from briefing.errors import InputError
from tests import article

SECONDS = 15.0
WORDS = "The council voted on Monday to close the oldest of its four piers, after a long and loud debate."
STORY = "\n\n".join(article.STORY)
HEAD = "From: a@b.example\nTo: c@d.example\nSubject: Pier\nDate: Fri, 13 Mar 2026 08:00:00 +0000\nMIME-Version: 1.0\n"


def page(inside: str, before: str = "<!DOCTYPE html>") -> bytes:
    body = f"<article><h1>Pier closes for good</h1>{inside}<p>{WORDS}</p></article>"
    return f"{before}<html><head><title>Pier</title></head><body>{body}</body></html>".encode()


def attributes(count: int) -> str:
    return " ".join(f"a{n}=1" for n in range(count))


def nested(depth: int) -> bytes:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"{HEAD}{parts}Content-Type: text/plain\n\n{STORY}\n".encode()


def beside(count: int) -> bytes:
    parts = "--b\nContent-Type: image/png\n\nx\n" * count
    return (
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n{parts}--b\nContent-Type: text/plain\n\n{STORY}\n--b--\n'
    ).encode()


def saying(field: str) -> bytes:
    return f"{HEAD}{field}\n\n{STORY}".encode()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha ha ha ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 100}">' for a, b in zip("abcd", "bcde", strict=True))
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
)
ENTITIES = page("<p>The board &e; said &file; on Monday that it knew nothing of the matter.</p>", LAUGHS)
SNAPSHOT = "Snapshot-Content-Location :x "
SAVED = HEAD + "Snapshot-Content-Location: https://news.example/a\nContent-Type: text/html\n\n"

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities in a page": ("a.html", lambda: ENTITIES),
    "entities in a saved page": ("a.mht", lambda: SAVED.encode() + ENTITIES),
    "boxes in boxes": ("a.html", lambda: page("<div>" * 100_000)),
    "marks in marks": ("a.html", lambda: page("<p>" + "<b>" * 50_000)),
    "20,000 links in one box": ("a.html", lambda: page("<div>" + "<a href=x>one two three four</a> " * 20_000)),
    "160,000 attributes of one paragraph": ("a.html", lambda: page(f"<p {attributes(160_000)}>{WORDS}</p>")),
    "a mail that is its own only part": (
        "a.mht",
        (SNAPSHOT + WORDS + "\nContent-Transfer-Encoding: base64\nContent-Type: text/html").encode,
    ),
    "3,000 mails, each within the other": (
        "a.eml",
        lambda: b"From: a@b.example\nContent-Disposition: attachment; filename=a.eml\n\n" * 3000,
    ),
    "160,000 attributes in a mail": (
        "a.eml",
        lambda: saying("Content-Type: text/html") + page(f"<p {attributes(160_000)}>{WORDS}</p>"),
    ),
    "60,000 pieces in one paragraph": ("a.html", lambda: page("<p>" + "<span>a </span>" * 60_000)),
    "tables in tables": ("a.html", lambda: page("<table><tr><td>" * 20_000)),
    "lists of JSON in lists": ("a.html", lambda: page("<script type='application/ld+json'>" + '{"@graph":[' * 50_000)),
    "groups of parts in groups": ("a.eml", lambda: nested(2000)),
    "messages in messages": ("a.eml", lambda: saying("Content-Type: message/rfc822\n\n" * 2000)),
    "20,000 parts": ("a.eml", lambda: beside(20_000)),
    "a subject of 280 kB": ("a.eml", lambda: saying("A: b").replace(b"Pier", b"=?utf-8?q?a?= " * 20_000, 1)),
    "comments in comments": ("a.eml", lambda: saying("Date: " + "(" * 20_000).replace(b"Date: Fri", b"X-A: Fri")),
    "a field that Python stumbles over": ("a.eml", lambda: saying("Content-Type: text/plain; a*0*=x; a*")),
    "20,000 parameters": ("a.eml", lambda: saying("Content-Type: text/plain; " + "a*0*=x; " * 20_000)),
    "a content encoding nobody unpacks": ("a.eml", lambda: saying("Content-Transfer-Encoding: x-gzip")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make"), FILES.values(), ids=FILES)
def test_what_nests_or_repeats_without_measure_is_read_or_refused(name: str, make: Callable[[], bytes]) -> None:
    data = make()
    start, room = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        text = briefing.read(data, name=name).text
    except InputError as error:
        assert error.next_step  # noqa: PT017 - read or refused, either is right
    else:
        assert "council voted" in text
        assert "root:" not in text
        assert text.count("ha ha") < 1000
    assert time.process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - room < 500 * 1024  # kB


@pytest.mark.parametrize("make", [lambda: nested(20), lambda: beside(300)])
def test_a_mail_of_many_parts_is_read(make: Callable[[], bytes]) -> None:
    assert "council voted" in briefing.read(make(), name="a.eml").text
