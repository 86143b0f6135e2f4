"""The story of a page in the page's own words and paragraphs, whatever the page is built of."""

from __future__ import annotations

import datetime as dt
import json
import re
import time

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers import read

TITLE = "Tramen votes to dredge the river"
STORY = (
    "The town of Tramen voted on Monday to dredge the river below the old lock, after three winters of floods.",
    "“We have waited long enough for the province to act,” said Mayor Runa Holt, who put the plan to the council.",
    "Two mills on the bank will be closed for the summer while the work goes on, a town engineer said.",
    "The province pays half of the cost, which the council puts at nine million crowns over four years.",
    "Fishermen from the lower villages had asked for a smaller channel, and left the hall before the count.",
    "Work is to begin in June, as soon as the ice has gone and the new barge has come up from the coast.",
)


def page(inside: str, *, head: str = "", after: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Tramen Mail</title>'
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Tramen Mail">'
        f'<meta property="article:published_time" content="2026-03-11T08:00:00+01:00">{head}</head><body>'
        f"<nav><a href=/>Home</a> <a href=/town>Town</a></nav><main><h1>{TITLE}</h1>{inside}</main>{after}"
        "<footer><p>Copyright 2026 Tramen Mail. All rights reserved.</p></footer></body></html>"
    ).encode()


def article(*paragraphs: str) -> str:
    return f"<article>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article>"


def story(data: bytes, name: str = "page.html") -> list[str]:
    document = pipeline.read(data, name=name)
    return [span.of(document.text) for span in document.paragraphs]


def aside(data: bytes, category: str) -> list[str]:
    document = pipeline.read(data, name="page.html")
    return [d.span.of(document.text) for d in document.dropped if d.category == category]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on <time datetime='2026-03-03'>3 March</time> and meets on <time>3 June</time>, it said.",
        "The province <!-- ad slot 3 -->offered half of the cost, <!-- /ad -->but the mills refused to close for it.",
        "The <abbr title='Tramen Water Board'>TWB</abbr> said that the <label>lower lock</label> would stay open.",
        "A report by the <button class=term>water board</button> put the cost at nine million crowns last autumn.",
        "It is a matter of <span>the river,<!-- --> and not of</span> the mills, Holt told the hall on Monday night.",
    ],
)
def test_what_stands_inside_a_sentence_stays_there(sentence: str) -> None:
    shown = " ".join(re.sub(r"<!--.*?-->|<[^>]+>", "", sentence).split())
    assert story(page(article(*STORY[:3], sentence, *STORY[3:]))) == [*STORY[:3], shown, *STORY[3:]]


def test_two_line_breaks_part_paragraphs() -> None:
    assert story(page(f"<div class=text>{'<br><br>'.join(STORY)}</div>")) == list(STORY)


def test_one_line_break_between_sentences_parts_them_and_one_inside_a_sentence_does_not() -> None:
    wrapped = STORY[0].replace(" after three", "<br>after three")
    assert story(page(f"<div class=text>{'<br>'.join([wrapped, *STORY[1:]])}</div>")) == list(STORY)


def test_a_page_of_very_many_line_breaks_is_read_in_time() -> None:
    line = "The town of Tramen voted once more on the plan to dredge the river below"
    start = time.process_time()
    read(f"<html><body><p>{'<br>'.join([line] * 20_000)} the lock.</p></body></html>".encode(), name="page.html")
    assert time.process_time() - start < 20


def test_sentences_in_elements_of_their_own_are_not_glued() -> None:
    assert story(page(f"<div>{''.join(f'<span>{p}</span>' for p in STORY)}</div>")) == list(STORY)


def test_a_sentence_that_goes_on_in_another_element_is_one() -> None:
    parts = STORY[0].split(" to dredge ")
    joined = f"<span>{parts[0]} to </span><em>dredge</em> {parts[1]}"
    assert story(page(article(joined, *STORY[1:])))[0] == STORY[0]


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    rows = "".join(f"<tr><td class=side><a href=/x>Archive</a></td><td>{p}</td></tr>" for p in STORY)
    assert [p for p in story(page(f"<table>{rows}</table>")) if p != "Archive"] == list(STORY)


def test_paragraphs_that_are_one_link_are_story_where_they_are_sentences() -> None:
    linked = "The water board had warned of the floods as early as 1998, its own minutes show."
    boxed = f"<div class=markup><p><a href=/old><b>{linked}</b></a></p></div>"
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    data = page(f"<article>{''.join(paragraphs[:3])}{boxed}{''.join(paragraphs[3:])}</article>")
    assert story(data) == [*STORY[:3], linked, *STORY[3:]]


def test_a_link_to_another_story_is_none() -> None:
    teaser = "<p><a href=/mills>Mill owners to sue the town over closure</a></p>"
    data = page(article(*STORY[:3]).replace("</article>", teaser) + article(*STORY[3:]).replace("<article>", ""))
    assert "Mill owners to sue the town over closure" not in story(data)


@pytest.mark.parametrize(
    "line",
    [
        'For more stories like this, check our <a href="/n">news page</a>.',
        'Follow Tramen Mail on <a href="/x">Twitter</a> and <a href="/y">Facebook</a> for the latest.',
        'You can also check: <a href="/1">Tide tables</a> | <a href="/2">Ferry times</a>',
    ],
)
def test_a_line_that_leads_to_other_pages_is_set_aside(line: str) -> None:
    assert story(page(article(*STORY, line))) == list(STORY)


def test_a_sentence_with_a_link_in_it_stays() -> None:
    line = 'For the mills, <a href="/m">which employ forty people</a>, the closure comes at a bad time, Holt said.'
    assert len(story(page(article(*STORY, line)))) == len(STORY) + 1


def test_a_story_that_stands_in_an_aside_as_a_whole_is_read() -> None:
    assert story(page(f"<aside>{''.join(f'<p>{p}</p>' for p in STORY)}</aside>")) == list(STORY)


def test_posts_of_others_that_are_embedded_are_set_aside() -> None:
    post = (
        "<blockquote class='twitter-tweet'><p>Honte à la mairie de Tramen, qui oublie ses pêcheurs.</p>"
        "&mdash; Ligue (@ligue_t) <a href='https://twitter.com/ligue_t/status/1'>March 9, 2026</a></blockquote>"
    )
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    data = page(f"<article>{''.join(paragraphs[:4])}{post}{''.join(paragraphs[4:])}</article>")
    assert story(data) == list(STORY)


GALLERIES = (
    "<div class='photo-gallery'><p>{0}</p><p>{1}</p></div>",
    "<ul class='slideshow'><li><p>{0}</p></li><li><p>{1}</p></li></ul>",
    "<div class='art-gallery-item'><p>{0}</p></div><div class='art-gallery-item'><p>{1}</p></div>",
    "<div><p>1/2 {0}</p><p>2/2 {1}</p></div>",
    "<div><p>{0} Hide Caption 1 of 2</p><p>{1} Hide Caption 2 of 2</p></div>",
    "<p>Photo 1 of 2</p><p>{0}</p><p>Photo 2 of 2</p><p>{1}</p><p>The mayor said: “We start in June.”</p>",
)


@pytest.mark.parametrize("gallery", GALLERIES)
def test_the_captions_of_a_gallery_are_set_aside(gallery: str) -> None:
    shown = (
        "The old lock stands open in the low water of the spring.",
        "A barge waits below the mill for the dredgers.",
    )
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    inside = gallery.format(*shown)
    data = page(f"<article>{''.join(paragraphs[:4])}{inside}{''.join(paragraphs[4:])}</article>")
    left = story(data)
    assert not set(shown) & set(left)
    assert [p for p in left if p in STORY] == list(STORY)


def test_a_whole_story_in_an_element_that_is_called_a_gallery_is_read() -> None:
    assert story(page(f"<div class='photo-gallery'>{article(*STORY)}</div>")) == list(STORY)


def test_a_pull_quote_that_stands_in_the_story_is_not_told_twice() -> None:
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    pulled = "<blockquote><p>“We have waited long enough for the province to act.”</p></blockquote>"
    data = page(f"<article>{''.join(paragraphs[:4])}{pulled}{''.join(paragraphs[4:])}</article>")
    assert story(data) == list(STORY)


def test_a_quotation_set_apart_is_story() -> None:
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    words = "Nobody who lives below the lock was asked before the plan went to the printers in January."
    data = page(
        f"<article>{''.join(paragraphs[:4])}<blockquote><p>{words}</p></blockquote>{''.join(paragraphs[4:])}</article>"
    )
    assert words in story(data)


def test_a_fact_box_is_set_aside_and_kept_in_the_document() -> None:
    fact = "The lock was built in 1871 and is ninety metres long."
    box = f"<div class='mail-factbox'><h3>The lock in figures</h3><p>{fact}</p></div>"
    paragraphs = [f"<p>{p}</p>" for p in STORY]
    data = page(f"<article>{''.join(paragraphs[:4])}{box}{''.join(paragraphs[4:])}</article>")
    assert story(data) == list(STORY)
    assert fact in aside(data, "box")


def test_the_editors_summary_is_kept_and_marked() -> None:
    points = ("Tramen will dredge the river from June.", "Two mills on the bank close for the whole summer.")
    box = f"<div class='key-points'><ul>{''.join(f'<li>{p}</li>' for p in points)}</ul></div>"
    document = pipeline.read(page(box + article(*STORY)), name="page.html")
    marked = [span.of(document.text) for span in document.summaries]
    assert points[1] in marked
    assert not set(marked) & set(STORY)


def test_sub_headings_are_kept_marked_and_are_no_sentences() -> None:
    inside = (
        "".join(f"<p>{p}</p>" for p in STORY[:3])
        + "<h2>Mills to close</h2>"
        + "".join(f"<p>{p}</p>" for p in STORY[3:])
    )
    document = pipeline.read(page(f"<article>{inside}</article>"), name="page.html")
    assert [span.of(document.text) for span in document.headings] == ["Mills to close"]
    assert "Mills to close" in [span.of(document.text) for span in document.paragraphs]
    findings = pipeline.annotate(document, engine="rules")
    assert [s.span.of(document.text) for s in findings.sentences] == list(STORY)


def live() -> Document:
    posts = [
        (
            "2026-03-12T18:20:00Z",
            "Council passes the plan",
            "The council passed the plan today by eleven votes to six.",
        ),
        (
            "2026-03-11T16:05:00Z",
            "Fishermen leave",
            "The fishermen left the hall today, shouting that nobody listened.",
        ),
        ("2026-03-10T09:00:00Z", "Good morning", "The debate opens today at noon, the office of the mayor said."),
    ]
    inside = "".join(
        f"<div class=post><time datetime='{moment}'>{moment}</time><h2>{head}</h2><p>{words}</p></div>"
        for moment, head, words in posts
    )
    return pipeline.read(page(f"<article>{inside}</article>"), name="live.html")


def test_each_post_of_a_live_blog_has_its_own_day() -> None:
    document = live()
    assert [post.date.isoformat() for post in document.posts] == ["2026-03-12", "2026-03-11", "2026-03-10"]
    findings = pipeline.annotate(document, engine="rules")
    today = [t.value for t in findings.timexes if t.text == "today"]
    assert today == ["2026-03-12", "2026-03-11", "2026-03-10"]


def test_the_page_of_a_live_blog_stands_before_verification() -> None:
    findings = pipeline.annotate(live(), engine="rules")
    brief = pipeline.compose([findings], BriefOptions(as_of=dt.date(2026, 3, 13)))
    assert pipeline.verify(brief).faults == ()
    assert {passage.written for passage in brief.passages} == {dt.date(2026, 3, day) for day in (10, 11, 12)}


def test_a_time_in_a_sentence_makes_no_live_blog() -> None:
    timed = [
        f"The council met on <time datetime='2026-0{m}-03'>3 {n}</time>, {STORY[0]}"
        for m, n in ((1, "January"), (2, "February"), (3, "March"))
    ]
    assert pipeline.read(page(article(*timed, *STORY)), name="page.html").posts == ()


def test_the_day_the_page_prints_is_believed_before_the_same_moment_by_greenwich() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-11T02:30:00.000Z"}</script>'
    )
    printed = "<p class=dateline>Published 9:30 p.m. EST, Tuesday March 10, 2026</p>"
    document = pipeline.read(page(printed + article(*STORY), head=head), name="page.html")
    assert document.date is not None
    assert document.date.isoformat() == "2026-03-10"
    other = pipeline.read(page(printed.replace("10, 2026", "3, 2026") + article(*STORY), head=head), name="page.html")
    assert other.date is not None
    assert other.date.isoformat() == "2026-03-11"


def test_the_first_day_is_believed_before_the_day_of_the_last_change() -> None:
    data = page("<p class=meta>Originally published: 11 March 2024. Last updated: 5 January 2026</p>" + article(*STORY))
    data = data.replace(b'<meta property="article:published_time" content="2026-03-11T08:00:00+01:00">', b"")
    document = pipeline.read(data, name="page.html")
    assert document.date is not None
    assert document.date.isoformat() == "2024-03-11"


def test_an_archived_page_is_its_papers_and_not_the_archives() -> None:
    address = "https://web.archive.org/web/20260820102030/https://mail.example/2026/03/11/lock"
    data = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{article(*STORY)}</body></html>".encode()
    document = pipeline.read(data, name=address)
    assert (document.publisher, document.url) == ("mail.example", "https://mail.example/2026/03/11/lock")


def test_quotation_marks_of_windows_survive_where_latin_1_is_declared() -> None:
    text = f"<html><head><meta charset='iso-8859-1'><title>{TITLE}</title></head><body>{article(*STORY)}</body></html>"
    assert story(text.encode("cp1252")) == list(STORY)


def test_the_story_in_the_data_of_a_script_is_read_where_the_page_shows_none() -> None:
    data = {"props": {"page": {"blocks": [{"kind": "p", "text": p} for p in STORY], "menu": [{"text": "Home"}]}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    assert story(page("<div id=app>Loading</div>", after=script)) == list(STORY)


def test_hidden_marks_for_screen_readers_are_no_words_of_the_story() -> None:
    line = STORY[0].replace("river", "<a href=/r>river<span class=visually-hidden>, opens new tab</span></a>")
    assert story(page(article(line, *STORY[1:])))[0] == STORY[0]


def bare(title: str, *paragraphs: str) -> bytes:
    inside = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{inside}</body></html>".encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bare("One moment", "Please verify that you are human by ticking the box.", "Ray number 7c1"), "human"),
        (bare("Access denied", "You don't have permission to access this site on this server."), "human"),
        (bare("Your privacy", "We and our 40 partners store and access personal data on your device."), "consent"),
        (bare("Page not found", "The page you are looking for has moved, or never was."), "not found"),
        (bare("Search results for lock", "Tramen votes to dredge the river below the old lock on Monday."), "search"),
        (bare(TITLE, "The town voted on Monday to dredge.", "Subscribe to continue reading"), "paywall"),
        (bare(TITLE, "Please enable JavaScript to view this page."), "browser"),
        (bare(TITLE, "Home", "Town", "Sport"), "no article"),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_what_it_looks_like(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(data, name="page.html")


@pytest.mark.parametrize(
    "notice",
    [
        "This website uses cookies to make your visit better.",
        "Please enable JavaScript to see the comments.",
        "Already a subscriber? Log in",
        "Performance and security by Cloudflare",
    ],
)
def test_a_short_article_with_a_notice_on_its_page_is_read(notice: str) -> None:
    assert STORY[0] in story(bare(TITLE, *STORY[:3], notice))


@pytest.mark.parametrize(
    "title", ["Not found: the lost lock of Tramen", "404 families without water", "Search for the barge goes on"]
)
def test_an_article_whose_headline_has_such_words_is_read(title: str) -> None:
    assert story(bare(title, *STORY)) == list(STORY)


def test_the_beginning_of_an_article_behind_a_paywall_is_read_and_noted() -> None:
    document = read(bare(TITLE, *STORY[:4], "Subscribe to continue reading"), name="page.html")
    assert [note.code for note in document.notes] == ["paywall"]


def teasers() -> str:
    heads = ("Two mills to close for the summer", "Province pays half of the dredging", "Barge sets out from the coast")
    return "".join(
        f"<article><h2><a href=/{i}>{head}</a></h2><p>{STORY[i]}</p></article>" for i, head in enumerate(heads)
    )


def test_a_section_front_is_refused() -> None:
    with pytest.raises(InputError, match="section front"):
        read(
            f"<html><head><title>Town</title></head><body><h1>Town</h1>{teasers()}</body></html>".encode(),
            name="p.html",
        )


def test_a_newsletter_of_the_same_form_in_a_mail_is_read() -> None:
    mail = (
        "From: a@example.org\nTo: b@example.org\nSubject: This morning\nDate: Thu, 12 Mar 2026 09:00:00 +0100\n"
        f'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\n\n<html><body>{teasers()}</body></html>'
    )
    assert STORY[0] in story(mail.encode(), "mail.eml")


def test_an_article_with_linked_sub_headings_is_no_list() -> None:
    inside = "".join(
        f"<h3><a href=/{i}>Part {i} of the long plan</a></h3><p>{p} {STORY[0]} {STORY[4]} {STORY[3]}</p>"
        for i, p in enumerate(STORY)
    )
    assert len(story(page(f"<article>{inside}</article>"))) >= len(STORY)


def test_a_page_in_a_script_without_spaces_is_read() -> None:
    thai = (
        "สภาเมืองลงมติเมื่อวันจันทร์ให้ขุดลอกแม่น้ำใต้ประตูน้ำเก่าหลังจากน้ำท่วมติดต่อกันสามฤดูหนาว"
        "และชาวบ้านเรียกร้องมานานหลายปีแล้วแต่ยังไม่มีผู้ใดรับผิดชอบเรื่องนี้อย่างจริงจัง"
    )
    assert story(bare("แม่น้ำ", thai, thai.replace("จันทร์", "อังคาร")))[0].startswith("สภาเมือง")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("border:0;clip:rect(0 0 0 0);position:absolute;width:1px", False),
        ("clip-path: inset(50%)", False),
        ("display: none", False),
        ("color:#333", True),
        ("clip-path: inset(5%)", True),
    ],
)
def test_words_clipped_to_nothing_are_not_story(style: str, expected: bool) -> None:
    line = STORY[0].replace("river", f'<a href="/r">river<span style="{style}">, opens new tab</span></a>')
    text = story(page(article(line, *STORY[1:])))[0]
    assert ("opens new tab" in text) is expected


POINTS = ("The weir of Tramen is raised before the spring.", "The province pays a half of the six million marks.")
LIST = f"<ul>{''.join(f'<li>{p}</li>' for p in POINTS)}</ul>"


@pytest.mark.parametrize("head", ["In short", "Key points:", "At a glance", "What to know about the weir"])
def test_a_list_under_the_heading_of_a_summary_is_the_editors_own(head: str) -> None:
    inside = f"<article><h3>{head}</h3>{LIST}{''.join(f'<p>{p}</p>' for p in STORY)}</article>"
    document = pipeline.read(page(inside), name="page.html")
    assert tuple(span.of(document.text) for span in document.summaries) == POINTS


@pytest.mark.parametrize(
    "inside",
    [
        f"<h3>Who pays</h3>{LIST}{''.join(f'<p>{p}</p>' for p in STORY)}",
        f"{''.join(f'<p>{p}</p>' for p in STORY)}<h3>In short</h3>{LIST}",
        f"<h3>In short</h3>{''.join(f'<p>{p}</p>' for p in (*POINTS, *STORY))}",
    ],
    ids=["another heading", "below the story", "no list"],
)
def test_another_list_is_a_part_of_the_story(inside: str) -> None:
    document = pipeline.read(page(f"<article>{inside}</article>"), name="page.html")
    assert document.summaries == ()
    assert all(point in document.text for point in POINTS)


@pytest.mark.parametrize(
    ("aside_", "kept"),
    [
        (f"<aside><p>{POINTS[0]}</p></aside>", POINTS[0]),
        (f"<aside class='newsletter'><p>{POINTS[0]}</p></aside>", None),
        (f"<aside><a href=/x>{POINTS[0]}</a></aside>", None),
    ],
)
def test_sentences_in_an_aside_within_the_story_are_set_aside_and_not_lost(aside_: str, kept: str | None) -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY[:3])
    rest = "".join(f"<p>{p}</p>" for p in STORY[3:])
    data = page(f"<article>{paragraphs}{aside_}{rest}</article>")
    assert story(data) == list(STORY)
    assert aside(data, "elsewhere") == ([kept] if kept else [])


INSTAGRAM = '<a href="https://www.instagram.com/p/a/">'


@pytest.mark.parametrize(
    ("post", "words"),
    [
        (
            f'<blockquote class="instagram-media">{INSTAGRAM}View this post on Instagram</a>'
            f"<p>{INSTAGRAM}A post shared by Runa Holt (@holt)</a></p></blockquote>",
            ["View this post on Instagram", "A post shared by Runa Holt (@holt)"],
        ),
        (
            '<div class="tgme_widget_message"><div class="tgme_widget_message_author">Mills of Tramen</div>'
            '<div class="tgme_widget_message_text">We shall keep the gates shut until the town has paid.</div></div>',
            ["Mills of Tramen", "We shall keep the gates shut until the town has paid."],
        ),
        (
            '<div class="gallery"><figure><img src="a.jpg"><figcaption>The lock at night</figcaption></figure>'
            "<figure><img src='b.jpg'><figcaption>Barges wait below the mills. 2 of 2</figcaption></figure></div>",
            ["The lock at night", "Barges wait below the mills. 2 of 2"],
        ),
        (
            '<ul class="slideshow"><li><div class="caption">The old lock, built in 1901.</div>'
            '<span class="credit">Ivo Lund/TM</span></li></ul>',
            ["The old lock, built in 1901.", "Ivo Lund/TM"],
        ),
    ],
)
@pytest.mark.parametrize("place", [3, len(STORY)])
def test_posts_and_captions_among_the_story_or_below_it_are_set_aside_and_listed(
    post: str, words: list[str], place: int
) -> None:
    inside = [f"<p>{p}</p>" for p in STORY]
    inside.insert(place, post)
    data = page(f"<article>{''.join(inside)}</article>")
    assert story(data) == list(STORY)
    assert aside(data, "embed") + aside(data, "caption") == words


def test_captions_far_from_the_story_are_not_of_it() -> None:
    other = (
        '<section class="latest"><h2>Other news</h2><figure><figcaption>A cow in Varde</figcaption></figure></section>'
    )
    data = page(article(*STORY), after=other)
    assert (story(data), aside(data, "caption")) == (list(STORY), [])
