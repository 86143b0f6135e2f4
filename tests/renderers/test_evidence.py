"""The brief beside its article: looked at in a real browser, which asks for nothing else."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing import pipeline
from briefing.layout import template
from briefing.model import sections
from briefing.model.brief import Brief
from briefing.model.printed import printed
from briefing.renderers import evidence
from tests.briefs import random_brief
from tests.looks import EVERY

if TYPE_CHECKING:
    from tests.browser import Browser


def made(brief: Brief) -> str:
    return evidence.render(brief, pipeline.lay_out(brief, EVERY)).decode()


class Links(HTMLParser):
    """Every id, and every link within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.outside: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.append(told["id"] or "")
        if tag == "a":
            assert self.depth == 0, "a link stands inside a link"
            self.depth += 1
            href = told["href"] or ""
            (self.targets if href.startswith("#") else self.outside).append(href)
            self.targets += [f"#{name}" for name in (told.get("data-s") or told.get("data-l") or "").split()]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "a"


def links(page: str) -> Links:
    found = Links()
    found.feed(page)
    return found


def test_every_link_leads_somewhere_and_every_id_stands_once(brief: Brief) -> None:
    found = links(made(brief))
    assert {target[1:] for target in found.targets} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert len(found.targets) > 40


def test_nothing_is_fetched_and_only_our_script_may_run(brief: Brief) -> None:
    page = made(brief)
    assert re.search(r"<(?:link|img|iframe|script src|object|embed|base)\b", page) is None
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_what_stands_flush_right_does_not_run_into_the_words_before_it(brief: Brief) -> None:
    page = made(dataclasses.replace(brief, to="Ada Brenn"))
    assert re.search(r'<p class="mark spread"><strong>POLICY BRIEFING</strong> <small>', page)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>&amp;"])
def test_words_of_an_article_cannot_break_out(brief: Brief, words: str) -> None:
    source = dataclasses.replace(brief.sources[0], title=words, publisher=words, url=f"javascript:{words}")
    passage = dataclasses.replace(brief.passages[3], text=words)
    page = made(
        dataclasses.replace(
            brief, title=words, sources=(source,), passages=(*brief.passages[:3], passage, *brief.passages[4:])
        )
    )
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert told is not None
    assert json.loads(told[1])["headline"] == words
    assert words not in page.replace(told[0], "")
    assert "<" not in told[1]
    assert "javascript:" not in page


def test_what_it_rests_on_is_told_in_the_words_of_schema_org(brief: Brief) -> None:
    first = dataclasses.replace(brief.sources[0], section="Ports", page="4", url="https://example.org/quay")
    told = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        made(dataclasses.replace(brief, sources=(first, *brief.sources[1:]), reference="PB-7")),
    )
    assert told is not None
    report = json.loads(told[1])
    assert (report["@context"], report["@type"], report["reportNumber"]) == ("https://schema.org", "Report", "PB-7")
    assert report["dateCreated"] == brief.as_of.isoformat()
    assert len(report["isBasedOn"]) == len(brief.sources)
    article = report["isBasedOn"][0]
    assert article["url"] == "https://example.org/quay"
    assert (article["@type"], article["articleSection"], article["pagination"]) == ("NewsArticle", "Ports", "4")
    assert article["headline"] == first.title
    assert article["author"] == list(first.authors)
    assert first.date is not None
    assert article["datePublished"] == first.date.isoformat()


@pytest.mark.parametrize("seed", range(4))
def test_briefs_of_every_kind_are_made(seed: int) -> None:
    page = made(random_brief(seed, 10 + 10 * seed, ("latin", "arabic", "han"), sources=1 + seed))
    found = links(page)
    assert {target[1:] for target in found.targets} <= set(found.ids)
    assert page.count("<main") == page.count("</main>") == 1


@pytest.fixture
def page(brief: Brief, tmp_path: Path) -> Path:
    path = tmp_path / "evidence.html"
    path.write_text(made(brief), encoding="utf-8")
    return path


@pytest.mark.browser
def test_a_line_shows_its_sentence_and_a_sentence_its_lines(browser: Browser, page: Path) -> None:
    browser.open(page)
    line = "document.querySelector('table a[data-s]')"
    names = browser.run(f"{line}.dataset.s").split()
    browser.run(f"{line}.click()")
    assert browser.run("[...document.querySelectorAll('.s.on')].map(s => s.id)") == names
    assert browser.run("document.getElementById('told').textContent") == "1 sentence marked"
    box = f"document.getElementById('{names[0]}').getBoundingClientRect()"
    inside = f"(r => r.top >= 0 && r.bottom <= innerHeight)({box})"
    for _ in range(60):  # the page scrolls there, and does not jump
        if browser.run(inside):
            break
        time.sleep(0.05)
    assert browser.run(inside)
    rows = browser.run(f"document.getElementById('{names[0]}').dataset.l").split()
    browser.run(f"document.getElementById('{names[0]}').click()")
    assert browser.run("[...document.querySelectorAll('main .on')].map(r => r.id)") == rows
    browser.press("Escape")
    assert browser.run("document.querySelectorAll('.on').length") == 0


@pytest.mark.browser
def test_the_focus_goes_with_the_jump_and_back(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('main li a[data-s]').focus()")
    name = browser.run("document.activeElement.dataset.s.split(' ')[0]")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == name
    browser.press("Escape")
    assert browser.run("document.activeElement.dataset.s.split(' ')[0]") == name


@pytest.mark.browser
def test_a_row_is_one_stop_of_the_tab_key(browser: Browser, page: Path) -> None:
    browser.open(page)
    stops = browser.run(
        "[...document.querySelectorAll('main tr, main li')]"
        ".map((row) => [...row.querySelectorAll('a')].filter((a) => a.tabIndex >= 0).length)"
    )
    assert set(stops) <= {0, 1}
    assert stops.count(1) > 10
    reached = "[...document.querySelectorAll('main tr, main li')].filter((r) => r.querySelector('a[data-s]')).length"
    assert stops.count(1) == browser.run(reached)


@pytest.mark.browser
def test_on_a_narrow_screen_the_timeline_keeps_its_size(browser: Browser, brief: Brief, page: Path) -> None:
    # With a table's columns the example leaves no room for a timeline.
    few = dataclasses.replace(brief, key_points=(), positions=brief.positions[:2], figures=())
    page.write_text(made(few), encoding="utf-8")
    browser.call("Emulation.setDeviceMetricsOverride", width=375, height=800, deviceScaleFactor=1, mobile=False)
    try:
        browser.open(page)
        assert browser.run("document.documentElement.scrollWidth") <= 375
        assert browser.run("document.querySelector('.strip').getBoundingClientRect().width") >= 560
        assert browser.run("document.querySelector('.moved').scrollWidth") > 375
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(27, 31, 38)")])
def test_it_has_the_colours_that_the_reader_asks_for(browser: Browser, page: Path, scheme: str, ground: str) -> None:
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        browser.open(page)
        assert browser.run("getComputedStyle(document.body).backgroundColor") == ground
    finally:
        browser.call("Emulation.setEmulatedMedia", features=[])


def test_what_is_left_out_stands_there_with_the_reason(brief: Brief) -> None:
    page = pipeline.lay_out(brief, template.load())
    why = printed(brief, page)
    away = {row.id for _, row in sections.every_row(brief, sections.REVIEWED) if row.id not in page.rows}
    assert len(away) > 5
    told = evidence.render(brief, page).decode()
    part = told.partition('<details id="away">')[2].partition("</details>")[0]
    for id_ in away:
        row = part.partition(f'<li id="r-{id_}">')[2].partition("</li>")[0]
        assert "data-s=" in row, id_
        assert html.escape(why[id_].removeprefix("no (").removesuffix(")")) in row


def test_a_source_has_its_day_as_on_the_page(brief: Brief) -> None:
    about = re.findall(r'<p class="about">(.*?)</p>', made(brief))
    day = brief.sources[0].date
    assert day is not None
    assert f"{day.day} {day:%b} {day.year}" in about[0]
    assert day.isoformat() not in about[0]


@pytest.mark.browser
def test_the_keyboard_reaches_every_line(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.press("Tab")
    assert browser.run("document.activeElement.dataset.s") != ""
    wide = browser.run("getComputedStyle(document.activeElement).outlineWidth")
    assert wide == "3px"
    browser.press("Enter")
    assert browser.run("document.querySelectorAll('.s.on').length") >= 1
    # Of a table's row the first cell; of everything else, each link.
    unreachable = "[...document.querySelectorAll('td:first-child a, :not(td) > a')].filter(a => a.tabIndex < 0).length"
    assert browser.run(unreachable) == 0


@pytest.mark.browser
def test_a_screen_reader_finds_parts_headings_and_tables(browser: Browser, page: Path) -> None:
    browser.open(page)
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    found: dict[str, list[str]] = {}
    for node in tree:
        role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
        found.setdefault(role, []).append(name)
    assert found["main"] == ["Brief"]
    assert "Article" in found["region"]
    assert "heading" in found
    assert {"When", "What happened", "Source", "Who", "Position"} <= set(found["columnheader"])
    assert all(name.strip() for name in found["link"])
    assert all(name.startswith("Timeline of") for name in found.get("image", found.get("img", [])))
    assert "status" in found


@pytest.mark.browser
def test_the_browser_asks_for_nothing_and_has_nothing_to_say_against_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('a[data-s]').click()")
    assert browser.asked_for() == [page.as_uri()]
    assert browser.complaints() == []


@pytest.mark.browser
def test_a_script_that_is_not_ours_does_not_run(browser: Browser, page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", "<script>window.x = 1</script></body>"))
    browser.open(page)
    assert browser.run("typeof window.x") == "undefined"
    assert any("Content Security Policy" in text for text in browser.complaints())


@pytest.mark.browser
def test_it_reads_without_script_and_on_a_narrow_screen(browser: Browser, page: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    try:
        browser.open(page)
        assert browser.run("document.documentElement.scrollWidth") <= 400
        target = browser.run("document.querySelector('a[data-s]').hash.slice(1)")
        browser.run(f"location.hash = '{target}'")
        colour = browser.run(f"getComputedStyle(document.getElementById('{target}')).backgroundColor")
        assert colour == "rgb(255, 233, 168)"
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
        browser.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.browser
def test_it_prints_with_its_article(browser: Browser, page: Path) -> None:
    import base64

    import pypdfium2

    browser.open(page)
    data = base64.b64decode(browser.call("Page.printToPDF", printBackground=False)["data"])
    document = pypdfium2.PdfDocument(data)
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert "Who has said what" in text
    assert "hit the barge" in " ".join(text.split())
    assert len(document) <= 6
