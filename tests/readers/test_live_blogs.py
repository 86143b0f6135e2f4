"""Live blogs in the forms that pages have: each post has the day on which it was written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from briefing import pipeline
from briefing.model.text import Document

POSTS = (
    (
        dt.datetime(2026, 3, 12, 18, 20, tzinfo=dt.timezone.utc),
        "Council passes the plan",
        (
            "The council passed the plan today by eleven votes to six.",
            "Mayor Ada Brenn said that the first cranes would be moved in May.",
        ),
    ),
    (
        dt.datetime(2026, 3, 11, 16, 5, tzinfo=dt.timezone.utc),
        "Fishermen leave",
        (
            "The fishermen left the hall today, shouting that nobody listened.",
            "Their boats will stay at the mole until the harbour office answers, they said.",
        ),
    ),
    (
        dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.timezone.utc),
        "Good morning",
        (
            "The debate opens today at noon, the office of the mayor said.",
            "Four ferries lie at the quay, and their crews have been told to wait.",
        ),
    ),
)
DAYS = [moment.date() for moment, _, _ in POSTS]
DATA = {"@type": "LiveBlogPosting", "headline": "Harbour plan: live", "datePublished": "2026-03-10T09:00:00Z"}
UPDATES = [
    {"@type": "BlogPosting", "headline": head, "datePublished": moment.isoformat(), "articleBody": " ".join(words)}
    for moment, head, words in POSTS
]
Post = Callable[[dt.datetime, str, str], str]


def html(inside: str, **data: object) -> bytes:
    said = json.dumps({"@context": "https://schema.org", **DATA, **data})
    return (
        "<html lang=en><head><meta charset=utf-8><title>Harbour plan: live</title>"
        f"<script type='application/ld+json'>{said}</script></head>"
        f"<body><nav><a href=/>Home</a></nav><main><h1>Harbour plan: live</h1>{inside}</main></body></html>"
    ).encode()


def page(inside: str, **data: object) -> Document:
    return pipeline.read(html(inside, **data), name="live.html")


def each(post: Post) -> str:
    return "".join(post(m, head, "".join(f"<p>{line}</p>" for line in words)) for m, head, words in POSTS)


def noon(moment: dt.datetime) -> str:
    return f"{moment:%I:%M} {moment:%p}"


def words(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%B}"


FORMS: dict[str, Post] = {
    "time in a link": lambda m, head, p: (
        f"<article class=block><header><a href='?page=with'><time datetime='{m.isoformat()}'>2h ago</time></a>"
        f"<h2>{head}</h2></header><div>{p}</div></article>"
    ),
    "day without a year below the heading": lambda m, head, p: (
        f"<li><article><header><h3>{head}</h3><div><span class=visually-hidden>published at </span>"
        f"<span>{m:%H:%M} GMT {words(m)}</span></div></header>{p}</article></li>"
    ),
    "label and American day": lambda m, head, p: (
        f"<article><div>Posted {noon(m)} EDT, {m:%B} {m.day}, {m.year}</div><h2>{head}</h2>{p}</article>"
    ),
    "day read aloud": lambda m, head, p: (
        f"<div><div><span class=screen-reader-text>Published On {words(m)} {m.year}</span>"
        f"<span aria-hidden=true>{words(m)} {m.year} - {m:%H:%M} GMT</span></div><h2>{head}</h2><div>{p}</div></div>"
    ),
    "element of its own": lambda m, head, p: (
        f"<div><b-timestamp data-timestamp='{int(m.timestamp() * 1000)}'></b-timestamp><h2>{head}</h2>{p}</div>"
    ),
    "microdata": lambda m, head, p: (
        f"<article itemprop=liveBlogUpdate itemscope><meta itemprop=datePublished content='{m.isoformat()}'>"
        f"<h2>{head}</h2><div>{p}</div></article>"
    ),
    "attribute": lambda m, head, p: (
        f"<div data-published-at='{m.isoformat()}'><span>{m:%H:%M}</span><h2>{head}</h2>{p}</div>"
    ),
    "days as headings": lambda m, head, p: (
        f"<h3>{m:%A}, {words(m)} {m.year}</h3><div><span>{m:%H:%M}</span><h4>{head}</h4>{p}</div>"
    ),
    "line above, all in one element": lambda m, head, p: f"<p>{m:%H:%M}, {words(m)}</p><h4>{head}</h4>{p}",
    "time without its attribute": lambda m, head, p: (
        f"<div><time>{words(m)} {m.year} {m:%H:%M}</time><h2>{head}</h2>{p}</div>"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_post_has_its_day(form: str) -> None:
    document = page(each(FORMS[form]))
    assert [post.date for post in document.posts] == DAYS
    findings = pipeline.annotate(document, engine="rules")
    assert [t.value for t in findings.timexes if t.text == "today"] == [day.isoformat() for day in DAYS]


def test_the_days_of_posts_are_taken_from_the_pages_data() -> None:
    bare = each(lambda m, head, p: f"<div><span>{m:%H:%M}</span><h2>{head}</h2>{p}</div>")
    assert page(bare).posts == ()
    assert [post.date for post in page(bare, liveBlogUpdate=UPDATES).posts] == DAYS


def test_a_page_that_scripts_build_is_read_from_the_posts_of_its_data() -> None:
    document = page("<div id=app></div>", liveBlogUpdate=UPDATES)
    assert [post.date for post in document.posts] == DAYS
    assert [note.code for note in document.notes] == ["data-read"]


def test_a_line_of_several_posts_has_no_day_of_its_own() -> None:
    again = [{**update, "articleBody": f"{update['articleBody']} Follow us on the quay all day."} for update in UPDATES]
    body = each(lambda m, head, p: f"<div><h2>{head}</h2>{p}<p>Follow us on the quay all day.</p></div>")
    document = page(body, liveBlogUpdate=again)
    assert not any("Follow us" in post.span.of(document.text) for post in document.posts)


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        "x",
        [None],
        [[]],
        [{"datePublished": 5, "articleBody": ["x"]}],
        [{"articleBody": "x"}],
        [{"headline": {}}],
    ],
)
def test_posts_without_words_or_moment_tell_nothing(data: object) -> None:
    document = page(each(lambda m, head, p: f"<div><h2>{head}</h2>{p}</div>"), liveBlogUpdate=data)
    assert document.posts == ()
    assert POSTS[0][2][0] in document.text


@pytest.mark.parametrize(
    "form",
    [
        # A page that calls itself no live blog prints days beside comments, and a story in dated chapters is one text.
        "attribute",
        "days as headings",
        "day without a year below the heading",
    ],
)
def test_printed_days_make_no_live_blog_of_another_page(form: str) -> None:
    assert page(each(FORMS[form]), **{"@type": "NewsArticle"}).posts == ()


def test_days_that_the_story_tells_of_are_no_posts() -> None:
    said = "".join(
        f"<p>On {words(m)} the council met at <time datetime='{m.isoformat()}'>{m:%H:%M}</time>. {line[0]}</p>"
        for m, _, line in POSTS
    )
    assert page(f"<article><p>Published 10 March 2026</p><p>Updated 12 March 2026</p>{said}</article>").posts == ()


def test_a_comment_with_a_day_dates_nothing_of_the_story() -> None:
    story = "".join(f"<p>{line}</p>" for _, _, words in POSTS for line in words)
    said = "".join(
        f"<div class=comment data-date='{m.isoformat()}'><b>Tove</b><p>I do not believe a word of it.</p></div>"
        for m, _, _ in POSTS
    )
    assert page(f"<article>{story}</article><section class=comments>{said}</section>").posts == ()
