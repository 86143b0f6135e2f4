"""What a page shows nobody, or says of itself in another's name, is no story and no source."""

from __future__ import annotations

import json
import re

import pytest

from briefing import pipeline
from briefing.errors import InputError
from briefing.model.text import Document

#: Enough of a story that nothing else of the page is looked for.
SHOWN = "".join(
    f"<p>{line}</p>"
    for line in (
        "The harbour board closed the northern pier on Monday, its chair Ada Brenn said.",
        "Repairs will cost 4 million crowns and take until autumn, the board's engineers expect.",
        "Fishermen fear for the summer and want their boats moved to Selwyn at once.",
    )
)
BEHIND = "<p>The council hears the divers on Friday, and the ferry company sends two of its captains there.</p>"

UNTRUE = "The minister has resigned over the bribes he took."


def page(inside: str, head: str = "", name: str = "a.html", shown: str = SHOWN) -> Document:
    body = f"<article><h1>The pier is closed</h1>{shown}{inside}{BEHIND}</article>"
    text = f"<!doctype html><html><head><title>The pier is closed</title>{head}</head><body>{body}</body></html>"
    return pipeline.read(text.encode(), name=name)


def story(of: Document) -> str:
    return " ".join(span.of(of.text) for span in of.paragraphs)


UNSEEN = [
    f'<p style="display: None !important">{UNTRUE}</p>',
    f"<p hidden>{UNTRUE}</p>",
    f'<p aria-hidden="true">{UNTRUE}</p>',
    f'<p style="visibility:hidden">{UNTRUE}</p>',
    f'<p style="opacity:0">{UNTRUE}</p>',
    f'<p style="opacity: .0; margin: 0">{UNTRUE}</p>',
    f'<p style="font-size:0">{UNTRUE}</p>',
    f'<p style="font-size: 0px; color: red">{UNTRUE}</p>',
    f'<p style="color:white">{UNTRUE}</p>',
    f'<p style="margin:0;color:#FFF">{UNTRUE}</p>',
    f'<p style="color: rgb(255, 255, 255)">{UNTRUE}</p>',
    f'<p style="color:transparent">{UNTRUE}</p>',
    f'<p style="position:absolute;left:-9999px">{UNTRUE}</p>',
    f'<p style="text-indent: -999em">{UNTRUE}</p>',
    f'<p style="clip-path: inset(100%)">{UNTRUE}</p>',
    f"<template><p>{UNTRUE}</p></template>",
    f"<p><del>{UNTRUE}</del></p>",
    f"<p>The league met in May. <s>{UNTRUE}</s> It votes on Sunday.</p>",
    f'<p>The league met in May. <b style="display:none">{UNTRUE}</b> It votes on Sunday.</p>',
    f'<p>The league met in May. <a href="/x" style="font-size:0">{UNTRUE}</a> It votes on Sunday.</p>',
    f'<div style="display:none"><p>{UNTRUE}</p></div>',
    f'<div style="opacity:0"><div><p>{UNTRUE}</p></div></div>',
]


@pytest.mark.parametrize("inside", UNSEEN)
def test_words_that_nobody_sees_are_no_story(inside: str) -> None:
    told = story(page(inside))
    assert "resigned" not in told
    assert "Repairs will cost" in told
    assert "two of its captains" in told
    assert "It votes on Sunday." in told or "It votes" not in inside


SEEN = [
    f'<p style="display:block">{UNTRUE}</p>',
    f'<p aria-hidden="false">{UNTRUE}</p>',
    f'<p style="opacity:0.9">{UNTRUE}</p>',
    f'<p style="opacity: 1">{UNTRUE}</p>',
    f'<p style="font-size:0.9em">{UNTRUE}</p>',
    f'<p style="font-size: 08px">{UNTRUE}</p>',
    f'<p style="color:white;background-color:navy">{UNTRUE}</p>',
    f'<p style="color:#fffaf0">{UNTRUE}</p>',
    f'<p style="background-color:white">{UNTRUE}</p>',
    f'<p style="left:-9px">{UNTRUE}</p>',
    f'<p style="margin-left:-999px">{UNTRUE}</p>',
    f"<p><ins>{UNTRUE}</ins></p>",
    f"<p><b>{UNTRUE}</b></p>",
]


@pytest.mark.parametrize("inside", SEEN)
def test_words_that_a_reader_sees_are_story(inside: str) -> None:
    assert "resigned" in story(page(inside))


#: Selectors and declarations of a style sheet, by which a reader does not see the words.
HIDDEN_BY_SHEET = [
    (".x", "display:none"),
    ("p.x", "visibility : hidden"),
    (".a .x", "opacity:0"),
    ("div.a>p", "font-size:0"),
    ("#y", "position:absolute;left:-9999px"),
    ("p[data-z]", "text-indent:-999em"),
    ('[class~="x"]', "clip-path:inset(100%)"),
    ("h6+.a p", "transform:scale(0)"),
    ("h6 ~ div .x", "height:0;overflow:hidden"),
    ("h4, .x", "color:#fff"),
    (".x", "color:#fefefe;background:white"),
    (".x", "color:#222;background:#222"),
    (".x", "font:0/0 a"),
    (".x", "display:n\\6fne"),
    (".x", "dis/**/play:/* - */none"),
    (r"[class].\78", "display:none"),
    ("@media screen{.x", "display:none}"),
    ("@media (min-width:600px){.x", "display:none}"),
    (".x{color:red}.a .x", "display:none"),
    ("@import 'a.css';.x", "display:none!important"),
    ("*.x", "DISPLAY:NONE"),
    (".x", "color:red;.q{margin:0}display:none"),  # behind a rule nested in it
    (".x{color:red;@media screen", "display:none}"),
    (".x{display:block}[data-z]", "display:none"),  # of two rules as heavy the last one wins
]
SEEN_WITH_SHEET = [
    (".x", "display:block"),
    (".y", "display:none"),
    (".x:hover", "display:none"),
    (".b .x", "display:none"),
    ("h6>.x", "display:none"),
    ("@media print{.x", "display:none}"),
    ("@media (max-width:600px){.x", "display:none}"),
    (".x{display:none}p.x", "display:block"),
    (".x{display:none}.x", "display:block"),
    (".x{display:block!important}#y", "display:none"),
    ("#y{display:block}.x", "display:none"),
    (".a{background:#17335c}.x", "color:#fff"),
    (".x", "color:#fff;background:rgb(20, 30, 40)"),
    ("@keyframes in{from", "opacity:0}"),
    (".x{opacity:0}@media screen{.x", "opacity:1}"),
    ("/* .x{display:none} */.x", "margin:0"),
    (".x", "max-height:0"),
    (":not(.a,.x,.b)", "display:none"),
    (".x", "color:red;.q{display:none}"),
    (".x", "&:hover{display:none}"),
    (".x{@media print", "display:none}"),
    (".x{display:none;@media screen", "display:block}"),
    ("[data-z]{display:none}.x", "display:block"),
    (".x", "background:url(a.png?display:none)"),
    (".x", "color:rgba(9,9,9,1.2.3)"),  # no number
]


def sheet(selector: str, style: str) -> Document:
    inside = f'<h6>More</h6><div class="a"><p class="x" id="y" data-z>{UNTRUE}</p></div>'
    return page(inside, f"<style>{selector}{{{style}}}</style>")


@pytest.mark.parametrize(("selector", "style"), HIDDEN_BY_SHEET)
def test_words_that_a_style_sheet_hides_are_no_story(selector: str, style: str) -> None:
    told = story(sheet(selector, style))
    assert "resigned" not in told
    assert "two of its captains" in told


@pytest.mark.parametrize(("selector", "style"), SEEN_WITH_SHEET)
def test_words_that_a_style_sheet_leaves_are_story(selector: str, style: str) -> None:
    assert "resigned" in story(sheet(selector, style))


def test_a_story_that_a_script_fades_in_is_read() -> None:
    for rule in ("article{opacity:0}", "p{visibility:hidden}", "article p{color:white}"):
        found = page("", f"<style>{rule}</style>")
        assert "Repairs will cost" in story(found)
        assert [note.code for note in found.notes if note.code == "sheet-hides"] == ["sheet-hides"]


def test_sheets_that_ask_for_endless_work_are_refused() -> None:
    rules = "".join(f"p b i u [a{n}]{{display:none}}" for n in range(15_000))
    with pytest.raises(InputError, match="style sheets"):
        page("<p><i><b><u><s a1>A.</s></u></b></i></p>" * 300, f"<style>{rules}</style>")


def test_what_stands_behind_a_hidden_link_is_no_link() -> None:
    """A link that is passed over must not be counted as closed: what follows would be no link any more."""
    lines = "".join(f'<li><a href="/{n}">Where the boats of the northern pier go, part {n}</a></li>' for n in range(4))
    assert "part 2" not in story(page(f'<a href="/x" class="visually-hidden">Skip</a><ul>{lines}</ul>'))


def data(body: str) -> str:
    told = json.dumps({"@type": "NewsArticle", "headline": "The pier is closed", "articleBody": body})
    return f'<script type="application/ld+json">{told}</script>'


def test_longer_data_behind_a_page_that_shows_its_story_is_left_out_and_noted() -> None:
    # No two paragraphs are alike: of those that stand there twice one is read.
    shown = "".join(re.sub(r"\b(pier|cost|want)\b", rf"\1 {n}", SHOWN) for n in range(6))
    plain = re.sub(r"<[^>]+>", "\n", shown)
    found = page("", data(f"{plain}\n{UNTRUE}\n" * 3), shown=shown)
    assert "resigned" not in found.text
    assert [note.code for note in found.notes if note.code == "data-unseen"] == ["data-unseen"]


def test_the_data_of_a_page_that_shows_next_to_nothing_are_its_story() -> None:
    plain = re.sub(r"<[^>]+>", "\n", SHOWN)
    found = page("", data(f"{plain}\n{UNTRUE}\n" * 3), shown="")
    assert "resigned" in found.text


@pytest.mark.parametrize(
    ("fetched", "canonical", "publisher"),
    [
        ("https://mine.example/pier", "https://gazette.test/pier", "mine.example"),
        ("https://www.mine.co.uk/pier", "https://gazette.co.uk/pier", "mine.co.uk"),
        ("https://gazette.test/pier", "https://gazette.test/pier?a=1", "The Gazette"),
        ("https://amp.gazette.test/pier", "https://www.gazette.test/pier", "The Gazette"),
        ("https://web.archive.org/web/20260610/https://gazette.test/pier", "https://gazette.test/pier", "The Gazette"),
        ("pier.html", "https://gazette.test/pier", "The Gazette"),
    ],
)
def test_a_page_is_named_for_where_it_was_fetched(fetched: str, canonical: str, publisher: str) -> None:
    head = f'<link rel="canonical" href="{canonical}"><meta property="og:site_name" content="The Gazette">'
    found = page("", head, name=fetched)
    assert found.publisher == publisher
    strange = publisher != "The Gazette"
    assert ("address-elsewhere" in {note.code for note in found.notes}) is strange
    assert (found.url == fetched) is strange
