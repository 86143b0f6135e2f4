"""A web page becomes its article: the page's own metadata first, the body without its surroundings."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from briefing import pipeline
from briefing.errors import InputError
from briefing.readers import read
from briefing.readers.metadata import day_in

STORY = (
    "The harbour council voted on Monday to close the oldest of its four piers after a long and bitter debate.",
    "“We had no choice left to us,” said Ana Ruiz, who chairs the council and has fished here for thirty years.",
    "Repairs would have cost more than nine million dollars, according to an engineer's report from last autumn.",
    "Fishing crews who use the pier will be moved to the northern basin before the end of the coming winter.",
    "The ministry did not answer a request for comment on the plan, which still has to pass the regional court.",
)


def page(*, head: str = "", body: str = "", above: str = "", lang: str = "en") -> bytes:
    story = "".join(f"<p>{p}</p>" for p in STORY)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        f"<nav><a href=/>Home</a> <a href=/w>World</a></nav><main><article>{above}<div class=story>{story}{body}</div>"
        f"</article></main><footer><p>© 2026 Harbour Media</p></footer></body></html>"
    ).encode()


def ld(**fields: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def paragraphs(data: bytes, name: str = "page.html") -> list[str]:
    return read(data, name=name).text.split("\n\n")


def test_the_body_is_the_story_and_nothing_around_it() -> None:
    assert paragraphs(page()) == list(STORY)


def test_json_ld_is_believed_before_meta_tags() -> None:
    head = (
        ld(
            headline="Council closes the old pier",
            datePublished="2026-03-12T23:40:00-05:00",
            author=[{"@type": "Person", "name": "Ana Lind"}, {"@type": "Person", "name": "Tom de Wit"}],
            publisher={"@type": "Organization", "name": "Harbour News"},
        )
        + '<meta property="article:published_time" content="2026-03-13T04:40:00Z">'
        + '<meta name="author" content="Web Desk"><meta property="og:site_name" content="harbour">'
        + '<link rel="canonical" href="/2026/03/12/pier">'
    )
    document = read(page(head=head), name="https://harbour.example/x?y=1")
    assert document.title == "Council closes the old pier"
    assert (document.date, document.date_from) == (dt.date(2026, 3, 12), "metadata")
    assert document.date_evidence == "datePublished: 2026-03-12T23:40:00-05:00"
    assert document.authors == ("Ana Lind", "Tom de Wit")
    assert document.publisher == "Harbour News"
    assert document.url == "https://harbour.example/2026/03/12/pier"
    assert document.id == "x"


def test_authors_and_publisher_given_by_reference_are_looked_up() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "H h h", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
            {"@id": "#a", "@type": "Person", "name": "Ana Lind"},
            {"@id": "#p", "@type": "Organization", "name": "Harbour News"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    document = read(page(head=head), name="page.html")
    assert (document.authors, document.publisher) == (("Ana Lind",), "Harbour News")


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        ('<meta property="article:published_time" content="2026-03-12T08:00:00Z">', "article:published_time"),
        ('<meta name="dc.date" content="2026-03-12">', "dc.date"),
        ('<meta itemprop="datePublished" content="March 12, 2026">', "datePublished"),
        ('<meta property="article:published_time" content="1773302400000">', "article:published_time"),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="20260312">', "pubdate"),
    ],
)
def test_the_day_is_read_from_the_tags_that_pages_use(head: str, evidence: str) -> None:
    document = read(page(head=head), name="page.html")
    assert document.date == dt.date(2026, 3, 12)
    assert (document.date_evidence or "").startswith(evidence)


def test_a_time_element_marked_as_the_publication_dates_the_page() -> None:
    above = '<h1>The pier is closed</h1><time class="published" datetime="2026-03-12T08:00">12 March</time>'
    assert read(page(above=above), name="page.html").date == dt.date(2026, 3, 12)


def test_a_page_that_names_no_day_has_none() -> None:
    document = read(page(), name="page.html")
    assert (document.date, document.date_from) == (None, "none")


def test_the_headline_is_the_one_that_most_sources_agree_on() -> None:
    head = ld(headline="Pier closed: what it means for you") + (
        '<meta property="og:title" content="Council closes the old pier | Harbour News">'
        '<meta property="og:site_name" content="Harbour News"><title>Harbour News</title>'
    )
    above = "<h1>Harbour</h1><h1>Council closes the old pier</h1>"
    document = read(page(head=head, above=above), name="page.html")
    assert document.title == "Council closes the old pier"
    assert document.text.startswith(STORY[0])


def test_the_standfirst_is_kept_as_the_first_paragraph() -> None:
    above = "<h1>The pier is closed</h1><div class='standfirst'>Crews have until winter to leave the oldest berth</div>"
    assert paragraphs(page(above=above))[0] == "Crews have until winter to leave the oldest berth"


def test_a_paragraph_that_is_one_link_is_set_aside_and_one_with_a_sentence_is_not() -> None:
    body = (
        '<p><a href="/a">Northern basin gets a new fish market</a></p>'
        '<p><a href="/b">The court will hear the case in June, its clerk wrote in a letter to both parties.</a></p>'
    )
    document = read(page(body=body), name="page.html")
    assert [d.span.of(document.text) for d in document.dropped] == ["Northern basin gets a new fish market"]
    assert "The court will hear the case in June" in document.text


def test_a_story_cut_into_several_boxes_is_put_together_in_order() -> None:
    boxes = "".join(f"<div class=chunk><p>{p}</p></div><div class=ad>Advertisement</div>" for p in STORY * 1)
    data = f"<html><body><h1>The pier is closed</h1><article>{boxes}</article></body></html>".encode()
    assert [p for p in paragraphs(data) if p in STORY] == list(STORY)


def test_a_page_whose_text_stands_in_its_json_ld_alone_is_read_from_there() -> None:
    head = ld(headline="The pier is closed", articleBody="<p>" + "</p><p>".join(STORY) + "</p>")
    data = f"<html><head>{head}</head><body><div id=app></div></body></html>".encode()
    assert paragraphs(data) == list(STORY)


@pytest.mark.parametrize(
    "data", [b"<html><body><div id=app></div></body></html>", b"<!doctype html><p>", b"<html></html>"]
)
def test_a_page_without_an_article_is_told_with_a_next_step(data: bytes) -> None:
    with pytest.raises(InputError, match="no article") as caught:
        read(data, name="page.html")
    assert "copy" in (caught.value.next_step or "")


def test_the_declared_encoding_is_used_where_the_bytes_are_no_utf_8() -> None:
    story = "".join(f"<p>{p} Причал закрыт навсегда.</p>" for p in STORY)
    data = f'<html><head><meta charset="windows-1251"></head><body><article>{story}</article></body></html>'
    data = data.replace("“", '"').replace("”", '"')
    assert "Причал закрыт навсегда." in read(data.encode("cp1251"), name="page.html").text


def test_the_language_is_what_the_page_says() -> None:
    assert read(page(lang="es-EC"), name="page.html").language == "es"


def test_the_address_a_browser_saved_the_page_from_is_kept() -> None:
    data = b"<!DOCTYPE html>\n<!-- saved from url=(0035)https://harbour.example/pier-closed -->\n" + page()[15:]
    assert read(data, name="page.html").url == "https://harbour.example/pier-closed"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-12", dt.date(2026, 3, 12)),
        ("2026-03-12T23:59:59+14:00", dt.date(2026, 3, 12)),
        ("20260312", dt.date(2026, 3, 12)),
        ("12 March 2026 10:00", dt.date(2026, 3, 12)),
        ("Mar 12, 2026", dt.date(2026, 3, 12)),
        ("2026-13-12", None),
        ("yesterday", None),
        ("03/04/2026", None),
    ],
)
def test_a_machine_readable_day_is_read_as_it_is_written(value: str, expected: dt.date | None) -> None:
    assert day_in(value) == expected


def test_entities_are_not_expanded_and_deep_json_is_survived() -> None:
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = bomb.encode() + page(head=deep, body="<p>The &b; of the council was not heard again that day.</p>")[15:]
    assert "aaaaaaaaaa" not in read(data, name="page.html").text


def test_the_day_of_the_last_change_is_read_beside_the_publication_day() -> None:
    changed = ld(datePublished="2024-05-10", dateModified="2026-04-24T11:16:53Z")
    tagged = ld(datePublished="2024-05-10") + '<meta property="article:modified_time" content="2025-01-02T08:00:00Z">'
    assert read(page(head=changed), name="p.html").modified == dt.date(2026, 4, 24)
    assert read(page(head=tagged), name="p.html").modified == dt.date(2025, 1, 2)
    assert read(page(head=ld(datePublished="2024-05-10")), name="p.html").modified is None


@pytest.mark.parametrize("story", ["<br><br>".join(STORY), "".join(f"<div><span>{p}</span></div>" for p in STORY)])
def test_the_headline_below_a_menu_is_no_paragraph_of_the_story(story: str) -> None:
    menu = "".join(
        f"<li><a href=/{x}>{x}</a></li>" for x in ("Home", "News", "Politics", "Sport", "Business", "Weather")
    )
    data = (
        f"<html><head><title>Council closes the old pier - News</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<h1>Council closes the old pier</h1><div>{story}</div></body></html>"
    ).encode()
    document = pipeline.read(data, name="page.html")
    assert [span.of(document.text) for span in document.paragraphs] == list(STORY)


def test_a_second_story_that_has_nothing_in_common_is_noted() -> None:
    chess = (
        "The chess club of Varde won the cup for the third time on Sunday, beating its rivals by five boards to three.",
        "“They played without fear,” said the trainer, whose youngest player is nine and began only two winters ago.",
        "In autumn the players will travel south, where they meet the champions of the league in an old library.",
    )

    def noted(headline: str, below: tuple[str, ...]) -> list[str]:
        first, second = ("".join(f"<p>{p}</p>" for p in story) for story in (STORY, below))
        data = f"<html><body><h1>Council closes pier</h1>{first}<h1>{headline}</h1>{second}</body></html>".encode()
        return [note.text for note in read(data, name="page.html").notes if note.code == "two-stories"]

    assert [("Chess club wins the cup" in text) for text in noted("Chess club wins the cup", chess)] == [True]
    assert noted("What the council says", (*STORY[:2], "The council said that repairs were out of the question.")) == []


def test_a_day_that_the_page_prints_is_not_said_to_be_guessed() -> None:
    head = '<link rel="canonical" href="https://harbour.example/2026/03/12/pier">'
    document = pipeline.read(
        page(head=head, above='<h1>Pier</h1><div class="meta">March 12, 2026</div>'), name="p.html"
    )
    assert (document.date, document.date_from) == (dt.date(2026, 3, 12), "text")
    assert not [note for note in document.notes if note.code == "date-guessed"]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Una Drew, VARDE TODAY 8:42 a.m. EDT October 2, 2014", ("Una Drew",)),
        ("Una Drew, Varde Mail", ("Una Drew",)),
        ("Una Drew, Jr.", ("Una Drew, Jr.",)),
        ("Drew, Una", ("Drew, Una",)),
        ("varde.example.org", ()),
        ("Varde Mail", ()),
        ("Reuters", ("Reuters",)),
    ],
)
def test_what_stands_behind_an_authors_name_is_no_part_of_it(told: str, names: tuple[str, ...]) -> None:
    head = f'<meta name="author" content="{told}"><meta property="og:site_name" content="Varde Mail">'
    paragraphs = "<p>The council voted on Monday to put off its decision on the tolls in the port.</p>" * 3
    document = read(
        f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode(), name="a.html"
    )
    assert document.authors == names


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "The board meets on <time datetime='2026-10-12'>12 October</time> to vote on the loan for the new pier.",
            None,
        ),
        ("11/08/2026", None),
        ("<time datetime='2026-08-11'>11/08/2026</time>", dt.date(2026, 8, 11)),
        ("23/08/2026", dt.date(2026, 8, 23)),
    ],
)
def test_a_day_is_guessed_of_none_in_a_sentence_and_of_none_that_could_be_two(line: str, day: dt.date | None) -> None:
    story = "".join(f"<p>{p}</p>" for p in STORY)
    body = f"<article><h1>Pier</h1><p class=date>{line}</p>{story}</article>"
    data = f"<html><head><title>Pier</title></head><body>{body}</body></html>"
    assert read(data.encode(), name="page.html").date == day


@pytest.mark.parametrize(
    "odd", ["<script>a</script>A tail \x01 here.", "<b>It sat until</b> <time>9 May</time>\x01 and then &#2; rose."]
)
def test_a_control_character_beside_an_element_that_is_passed_over_is_no_fault(odd: str) -> None:
    story = "".join(f"<p>{p}</p>" for p in STORY)
    data = (
        f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1>{story}<p>{odd}</p></article></body></html>"
    )
    assert read(data.encode(), name="page.html").date is None
