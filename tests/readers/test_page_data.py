"""A page's own data: a story that it does not show is read from them, and whoever reads it is told."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from briefing import pipeline
from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers import page_state

TITLE = "The weir at Ostra is to be raised"
STORY = (
    "The river board of Ostra voted on Thursday to raise the weir by forty centimetres before the spring floods.",
    "“A wet March would put the lower town under water again,” said Vera Lund, who chairs the board.",
    "Millers upstream fear that their wheels will stand still, and have hired a lawyer in the capital.",
    "The work is to cost 6 million marks, of which the province has promised to bear a half.",
)
MORE = (
    "Lund left the meeting early on Friday and did not answer questions about her brother's quarry.",
    "The province's auditor, Tom Rask, has asked for the letters that were written about the stone.",
    "Two members of the board want the vote to be repeated once the auditor has read them all.",
    "The mayor of the lower town said that nobody could wait for that with the ice already breaking.",
    "A decision by the province is due on 4 May, and the board meets again a week before that day.",
    "Farmers below the weir have put their names to a letter that asks for a dam instead of a weir.",
)
OTHER = tuple(
    f"Witness number {n} told the court in Sandby that the envelopes were handed over behind the bakery."
    for n in range(14)
)


def page(shown: tuple[str, ...], data: str = "", title: str = TITLE) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in shown)
    head = f"<title>{title}</title>{data}"
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def linked(lines: tuple[str, ...]) -> str:
    body = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(lines)})
    return f'<script type="application/ld+json">{body}</script>'


def read(data: bytes) -> Document:
    return pipeline.read(data, name="weir.html")


def lines(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.paragraphs]


def said(document: Document, code: str) -> list[str]:
    return [note.text for note in document.notes if note.code == code]


def test_a_longer_text_of_the_data_is_read_and_told() -> None:
    document = read(page(STORY[:2], linked(STORY + MORE)))
    assert lines(document) == [*STORY, *MORE]
    assert said(document, "data-read") == [
        "The page shows 37 words of a story; the 180 words that were read stand in its own data."
    ]


def test_another_text_of_the_data_is_left_out_and_told() -> None:
    document = read(page(STORY, linked(OTHER)))
    assert lines(document) == list(STORY)
    assert "another text" in said(document, "data-unseen")[0]


def test_a_banner_above_the_data_of_a_story_does_not_stand_in_its_place() -> None:
    banner = (
        "Our reporters work day and night so that you know what happens where you live and in the whole world.",
        "Support them with a small gift, and you will get a letter from the newsroom on the first of each month.",
    )
    assert lines(read(page(banner, linked(STORY + MORE)))) == [*STORY, *MORE]


def test_sentences_of_the_data_that_the_page_does_not_show_are_told() -> None:
    document = read(page(STORY + MORE[:3], linked(STORY + MORE)))
    assert lines(document) == [*STORY, *MORE[:3]]
    assert said(document, "data-unseen") == [
        "The page's own data holds 58 words in sentences that it does not show; they were left out."
    ]


@pytest.mark.parametrize("data", [linked(STORY), linked((*STORY, "Enable JavaScript to see the film of the weir."))])
def test_nothing_is_told_of_data_that_the_page_shows(data: str) -> None:
    assert {note.code for note in read(page(STORY, data)).notes} == {"no-date"}


STATE: dict[str, Any] = {"article": {"head": TITLE, "body": [{"kind": "p", "text": line} for line in STORY]}}
HTML = "".join(f"<p>{line}</p>" for line in STORY)
FLIGHT = (
    '1:"$Sreact.fragment"\n2:I[3704,["1","static/a.js"],"default"]\n'
    f'7:T{len(HTML.encode()):x},{HTML}8:["$","p",null,{{"body":"$7"}}]\n'
)
ELEMENTS = [["$", "p", None, {"children": line}] for line in STORY]
ROWS = "3:" + json.dumps(["$", "div", None, {"children": ELEMENTS}]) + "\n"


def pushed(flight: str) -> str:
    pieces = (flight[at : at + 90] for at in range(0, len(flight), 90))
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps(STATE)}</script>',
        f"<script>window.__STATE__ = {json.dumps(STATE)};\nwindow.start();</script>",
        f"<script>(function(){{ var first={{}}; let state={json.dumps(STATE)}; run(state) }})()</script>",
        f"<script>self.app=self.app||{{}};app.site='o';app.content={json.dumps(STATE)};app.page=1;</script>",
        f"<script>window.__S__ = JSON.parse({json.dumps(json.dumps(STATE))});</script>",
        pushed(FLIGHT),
        pushed(ROWS),
    ],
    ids=["json", "window", "let", "among-others", "parsed", "flight-text", "flight-rows"],
)
def test_the_story_of_a_page_that_scripts_build_is_read_from_what_they_hold(script: str) -> None:
    assert lines(read(page((), script))) == list(STORY)


@pytest.mark.parametrize(
    "script",
    [
        "<script>" + "var line = 'The board voted on Thursday to raise the weir by a little.';" * 9 + "</script>",
        "<script>function f(a = {b: 1}) { return a; }"
        + "// The board voted to raise the weir again.\n" * 9
        + "</script>",
        pushed('2:I[3704,["The board voted on Thursday to raise the weir.'),
        pushed("5:Tfffff,The board voted on Thursday to raise the weir by a little."),
    ],
)
def test_a_program_is_no_data(script: str) -> None:
    with pytest.raises(InputError, match=r"no article|no sentence"):
        read(page((), script))


@pytest.mark.parametrize(
    "source",
    ['a="' * 900_000, "a=[" * 900_000, 'a={"b":' * 400_000, "a=" + "[" * 3_000_000, 'a=["b",' * 500_000],
    ids=["texts", "lists", "values", "depth", "broken"],
)
def test_a_script_of_endless_beginnings_takes_little_time(source: str) -> None:
    from lxml import html

    tree = html.document_fromstring("<p>The weir.</p><script></script>")
    next(tree.iter("script")).text = source
    start = time.process_time()
    assert page_state.story(tree) == []
    assert time.process_time() - start < 5


def test_a_page_of_which_every_line_is_set_aside_is_refused() -> None:
    with pytest.raises(InputError, match="no sentence of a story was found in it; what stands in it, such as “© 2026"):
        read(page(("© 2026 The Ostra Gazette. All rights reserved.",)))


def test_a_short_page_of_one_sentence_is_read() -> None:
    assert lines(read(page(STORY[:1]))) == [STORY[0]]
