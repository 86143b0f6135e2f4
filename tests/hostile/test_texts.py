"""Texts nobody would write, carried from the reader to the page: a page or a message, in bounded time."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError, InputError
from tests import article
from tests.timing import grows_within

STORY = article.txt().decode()
DAY = dt.date(2026, 3, 12)
#: Processor seconds; several times what a slow machine takes, far below what grows with the square of the length.
SECONDS = 60.0

#: What is put into a story at many places.
STRANGE = {
    "nul": "\x00",
    "right-to-left override": "\u202e",
    "isolates left open": "\u2066\u2067\u2068",
    "zero width": "\u200b\u200c\u200d\ufeff",
    "private use": "\ue000\U000f0000\U0010fffd",
    "unassigned and none at all": "\u0378\ufffe\uffff",
    "stacked accents": "e" + "\u0301" * 200,
    "controls": "\x01\x07\x08\x0b\x1b[31m\x7f\x85\u2028\u2029",
    "tags of a page": "<script>alert(1)</script><w:p>{{ title }}%s${HOME}",
}


def carried(text: str) -> None:
    """Make the page of a text in every form that draws or writes it; a message is an answer, too."""
    with contextlib.suppress(BriefingError):
        found = briefing.annotate(briefing.from_text(text, id="a", date=DAY), engine="rules")
        brief = briefing.brief(found, as_of=DAY)
        for form in ("docx", "pdf", "html", "md", "json", "eml", "ics", "events.csv"):
            assert briefing.render(brief, form)


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE)
def test_strange_characters_come_to_a_page_or_a_message(piece: str) -> None:
    rng = random.Random(piece)  # noqa: S311 - variety, not secrecy
    text = STORY
    for _ in range(40):
        at = rng.randrange(len(text))
        text = text[:at] + piece + text[at:]
    carried(text)


@pytest.mark.parametrize("piece", STRANGE.values(), ids=STRANGE)
def test_a_file_of_strange_characters_is_read_or_refused(piece: str) -> None:
    for name in ("a.txt", "a.html", "a.md", "a.eml"):
        with contextlib.suppress(BriefingError):
            briefing.read(STORY.replace(" the ", f" {piece}the ").encode(), name=name)


def test_lone_surrogates_are_read_or_refused() -> None:
    with contextlib.suppress(BriefingError):
        briefing.read(STORY.encode().replace(b" the ", b" \xed\xa0\x80the "), name="a.txt")
    with pytest.raises(InputError, match=r"U\+D800"):
        briefing.from_text(STORY.replace(" the ", " \ud800the ", 1), id="a")


LONG = {
    "a line of 500 kB": lambda: "The board met on Monday and said little. " * 12_200,
    "5 MB without a space": lambda: "a" * 5_000_000,
    "10,000 paragraphs": lambda: "It rained.\n\n" * 10_000,
    "10,000 quotation marks": lambda: '"' * 10_000,
    "10,000 opening marks": lambda: "He said \u201cno " * 10_000,
    "nested quotations": lambda: "\u201cShe said \u2018" * 2000 + "no" + "\u2019 again,\u201d he said. " * 2000,
    "only dates": lambda: "March 3, 2026. June 2025. Yesterday. 14 May. Last week. 2024. " * 300,
}


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_an_endless_text_is_read_in_bounded_time(make) -> None:  # type: ignore[no-untyped-def]
    text = make()
    start = time.process_time()
    with contextlib.suppress(BriefingError):
        briefing.read(text.encode(), name="a.txt")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", ["10,000 quotation marks", "nested quotations", "only dates", "10,000 opening marks"])
def test_a_text_of_marks_or_dates_is_carried_in_bounded_time(name: str) -> None:
    text = LONG[name]()[:6000]
    start = time.process_time()
    carried(text)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("made", [article.txt, article.html, article.pdf, article.word, article.mail])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.md", "a.zip", "a"])
def test_a_wrong_ending_is_read_or_refused(made, name: str) -> None:  # type: ignore[no-untyped-def]
    with contextlib.suppress(BriefingError):
        briefing.read(made(), name=name)


@pytest.mark.parametrize("made", [article.pdf, article.word, article.mail, article.html])
@pytest.mark.parametrize("part", [0.01, 0.25, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off_is_read_or_refused(made, part: float) -> None:  # type: ignore[no-untyped-def]
    data = made()
    ending = {"word": "docx", "mail": "eml"}.get(made.__name__, made.__name__)
    with contextlib.suppress(BriefingError):
        briefing.read(data[: int(len(data) * part)], name=f"a.{ending}")


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_reader_is_read_or_refused(path: Path) -> None:
    with contextlib.suppress(BriefingError):
        briefing.read(path.read_bytes(), name=path.name)


#: A sentence of many dates, by their number.
DATED = {
    "a list": lambda n: "The board met on " + ", on ".join(f"{1 + i % 28} March {2000 + i % 25}" for i in range(n)),
    "each with a verb": lambda n: "They " + ", ".join(f"met on {1 + i % 28} March {2000 + i % 25}" for i in range(n)),
    "words alone": lambda n: "They met " + " and ".join(("yesterday", "on Monday", "in June")[i % 3] for i in range(n)),
}


@pytest.mark.parametrize("sentence", DATED.values(), ids=DATED)
def test_time_grows_with_the_dates_of_a_sentence_and_not_with_their_square(sentence: Callable[[int], str]) -> None:
    def annotate(number: int) -> None:
        document = briefing.from_text(sentence(number) + ".\n", id="a", date=DAY)
        assert len(briefing.annotate(document, engine="rules").timexes) == number

    # Eight times the dates took 32 times as long when it grew with the square.
    assert grows_within(24, annotate, 1500, 12_000)
