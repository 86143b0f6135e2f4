"""A quotation that a page sets apart, and the name below it."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.readers import read

STORY = (
    "The harbour council of Skarn voted on Tuesday to close the old ferry berth after a long dispute in the town.",
    "Engineers warned in January that the piles had lost a third of their strength, and the insurer left.",
    "A final decision on the cost is due on 3 June, when the county assembly meets in Varde to agree its budget.",
)
SAID = "We could not keep patching a quay that moves under our feet."


def page(quotation: str) -> bytes:
    first, *rest = (f"<p>{p}</p>" for p in STORY)
    head = "<title>Berth closes</title><meta property='article:published_time' content='2026-03-11'>"
    body = f"<article><h1>Berth closes</h1>{first}{quotation}{''.join(rest)}</article>"
    return f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("quotation", "paragraph"),
    [
        (f"<blockquote><p>{SAID}</p><cite>Ada Brenn, mayor</cite></blockquote>", f"“{SAID}” — Ada Brenn, mayor"),
        (f"<blockquote><p>“{SAID}”</p><footer>— <cite>Ada Brenn</cite></footer></blockquote>", f"“{SAID}” — Ada Brenn"),
        (
            f"<figure><blockquote>{SAID}</blockquote><figcaption>— Ada Brenn</figcaption></figure>",
            f"“{SAID}” — Ada Brenn",
        ),
        (
            f"<figure><img src=a><blockquote><p>{SAID}</p></blockquote><figcaption>Ada Brenn</figcaption></figure>",
            f"“{SAID}” — Ada Brenn",
        ),
    ],
)
def test_a_quotation_and_the_name_below_it_are_one_paragraph(quotation: str, paragraph: str) -> None:
    document = read(page(quotation), name="a.html")
    assert paragraph in document.text.split("\n\n")


def test_a_quotation_that_is_pulled_out_of_the_story_into_a_figure_is_no_second_one() -> None:
    pulled = f"<p>“{SAID}” the mayor said.</p><figure><blockquote>{SAID}</blockquote></figure>"
    document = pipeline.read(page(pulled), name="a.html")
    assert " ".join(span.of(document.text) for span in document.paragraphs).count("patching a quay") == 1


def test_the_caption_of_a_picture_is_no_story() -> None:
    picture = (
        "<figure><img src=a><figcaption>Ada Brenn, the mayor, stands on the old berth of Skarn.</figcaption></figure>"
    )
    document = pipeline.read(page(picture), name="a.html")
    assert [span.of(document.text) for span in document.paragraphs] == list(STORY)


def test_it_is_given_to_the_name() -> None:
    document = pipeline.read(page(f"<blockquote><p>{SAID}</p><cite>Ada Brenn</cite></blockquote>"), name="a.html")
    found = pipeline.annotate(document)
    said = {s.of(document.text): c.of(document.text) for a in found.attributions for s in a.source for c in a.content}
    assert said["Ada Brenn"].strip("“”") == SAID


@pytest.mark.parametrize(
    "quotation",
    [
        f"<blockquote><p>{SAID}</p></blockquote>",
        f"<blockquote><p>{SAID}</p><p>The mayor left.</p></blockquote>",
        f"<p>{SAID}</p><p><cite>The Ellan Post</cite></p>",
    ],
)
def test_a_quotation_without_a_name_stays_as_it_is(quotation: str) -> None:
    assert SAID in read(page(quotation), name="a.html").text.split("\n\n")
