"""A web page printed by a browser: the article alone, with the page's menus and other stories left out."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from briefing import pipeline
from briefing.readers.page_kinds import plain
from briefing.readers.printed_pages import Paragraph, _ends, story
from tests.readers.test_page_body import STORY, TITLE

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
MENU = tuple(f"{a} {b}" for a in ("News", "Sport", "Town", "Weather") for b in ("Home", "Latest", "Archive"))
OTHERS = ("Two mills to close for the summer", "A barge sets out from the coast", "The lock keeper retires")


def paragraph(words: str, size: float = 11) -> Paragraph:
    return Paragraph(words, size, (words,))


def page(*, below: tuple[str, ...] = OTHERS, size: float = 11) -> list[Paragraph]:
    above = [*map(paragraph, MENU), paragraph(TITLE, 22), paragraph("By Una Drew | March 12, 2026 8:15 am", 9)]
    return [*above, *(paragraph(p, size) for p in STORY), *map(paragraph, below)]


def printed(paragraphs: list[Paragraph], creator: str = CHROME, title: str = f"{TITLE} | Tramen Mail") -> bytes:
    out = io.BytesIO()
    drawn = Canvas(out, pagesize=A4, invariant=1)
    drawn.setCreator(creator)
    drawn.setTitle(title)
    y = 800.0
    for item in paragraphs:
        words, lines = item.words.split(), [""]
        for word in words:
            if len(lines[-1]) + len(word) > 45:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        for line in lines:
            if y < 60:
                drawn.showPage()
                y = 800.0
            drawn.setFont("Helvetica", item.size)
            drawn.drawString(60, y, line)
            y -= item.size * 1.3
        y -= 24
    drawn.save()
    return out.getvalue()


def test_the_menus_and_the_other_stories_of_a_printed_page_are_left_out() -> None:
    document = pipeline.read(printed(page()), name="print.pdf")
    assert document.title == TITLE
    assert [span.of(document.text) for span in document.paragraphs] == list(STORY)
    assert str(document.date) == "2026-03-12"
    assert [note.code for note in document.notes] == ["printed-page"]


@pytest.mark.parametrize("creator", ["Writer", ""])
def test_what_no_browser_has_printed_is_read_whole(creator: str) -> None:
    document = pipeline.read(printed(page(), creator), name="print.pdf")
    assert "printed-page" not in [note.code for note in document.notes]


def test_a_print_of_the_article_alone_is_read_as_it_stands() -> None:
    alone = [paragraph(TITLE, 22), *map(paragraph, STORY)]
    document = pipeline.read(printed(alone), name="print.pdf")
    assert (document.title, document.text.split("\n\n")) == (TITLE, list(STORY))
    assert not document.notes or "printed-page" not in [note.code for note in document.notes]


@pytest.mark.parametrize("line", ["718 Comments", "Most Popular »", "Related stories", "Join the conversation"])
def test_comments_and_lists_below_the_story_end_it(line: str) -> None:
    remarks = tuple(
        f"Reader {n} thinks that the river should be left alone by the council of the town." for n in range(9)
    )
    found = story(page(below=(line, *remarks)), TITLE)
    assert found is not None
    assert found.paragraphs == STORY


@pytest.mark.parametrize(
    "line", ["Comments on the plan were few.", "The related stories of two mills.", "More of the river"]
)
def test_lines_of_a_story_do_not_end_it(line: str) -> None:
    assert not _ends().fullmatch(plain(line))


def test_a_headline_need_not_be_the_title_of_the_window() -> None:
    found = story(page(), "River to be dug out - Tramen Mail")
    assert found is not None
    assert found.title == TITLE


def test_a_teaser_of_the_same_headline_in_smaller_letters_is_not_the_headline() -> None:
    first = [paragraph(f"1. {TITLE}", 13), *page()]
    found = story(first, TITLE)
    assert found is not None
    assert (found.title, found.paragraphs) == (TITLE, STORY)


def test_what_a_page_says_again_and_again_is_no_story() -> None:
    offers = tuple(f"Subscribe to number {n} of the letters that we send to our readers." for n in range(4))
    paragraphs = page()
    at = len(MENU) + 4
    found = story([*paragraphs[:at], *map(paragraph, offers * 2), *paragraphs[at:]], TITLE)
    assert found is not None
    assert found.paragraphs == STORY


def test_a_sentence_that_the_next_page_goes_on_with_stays() -> None:
    first, rest = STORY[3].split(" which ")
    cut = (*STORY[:3], f"{first} {first.lower()} which", rest, *STORY[4:])
    found = story([*map(paragraph, MENU), paragraph(TITLE, 22), *map(paragraph, cut)], TITLE)
    assert found is not None
    assert found.paragraphs == cut


def test_a_print_without_an_article_is_none() -> None:
    assert story([*map(paragraph, MENU), *map(paragraph, OTHERS)], "Tramen Mail") is None
