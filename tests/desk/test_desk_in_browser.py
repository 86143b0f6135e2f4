"""The desk in a real browser: the whole loop with the pointer, and with the keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing import pipeline, review
from briefing.cli import story_files
from briefing.desk import Desk
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from tests.desk.desks import opened, written

if TYPE_CHECKING:
    from tests.browser import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def path(brief: Brief, findings: Findings, tmp_path: Path) -> Path:
    return written(brief, findings, tmp_path)


@pytest.fixture
def desk(path: Path, browser: Browser) -> Iterator[Desk]:
    with drawn(browser, path) as one:
        yield one


@contextmanager
def drawn(browser: Browser, path: Path, **more: Any) -> Iterator[Desk]:
    """A desk whose page is drawn in the browser, until the block ends."""
    with opened(path, **more) as one:
        browser.visit(one.address)
        until(browser, "document.querySelectorAll('#sheets .row[role]').length > 5")
        yield one
        browser.visit("about:blank")


def until(browser: Browser, code: str) -> Any:
    """The value of an expression once it is true; the page works for itself, and is asked again until it has."""
    end = time.monotonic() + 60
    while not (value := browser.run(code)):
        assert time.monotonic() < end, f"never true: {code}; the page says {browser.run('document.body.innerText')}"
        time.sleep(0.05)
    return value


def saved(path: Path) -> Brief:
    return pipeline.reviewed(review.read(story_files.load(path), name="story.yaml"))


def settled(browser: Browser) -> None:
    """Wait until every decision is answered."""
    browser.run("line")


def type_into(browser: Browser, field: str, words: str) -> None:
    browser.run(f"document.getElementById('{field}').focus()")
    browser.run(f"document.getElementById('{field}').value = ''")
    browser.call("Input.insertText", text=words)
    browser.run(f"document.getElementById('{field}').dispatchEvent(new Event('change'))")
    browser.run("document.activeElement.blur()")
    settled(browser)


def test_the_whole_loop_with_the_pointer(browser: Browser, desk: Desk, path: Path) -> None:
    # A line of the page shows its sentence in the article.
    browser.run("document.querySelector('#sheets .row[role]').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert browser.run("document.querySelectorAll('.s.on').length") >= 1
    inside = (
        "(() => { const s = document.querySelector('.s.on').getBoundingClientRect(), "
        "e = document.getElementById('evidence').getBoundingClientRect(); "
        "return s.top >= e.top && s.bottom <= e.bottom; })()"
    )
    browser.run("choose(printed().at(-1).name)")
    until(browser, inside)
    # A speaker is corrected once for all lines.
    field = browser.run("story.people.find((p) => p.found === 'Ines Calloway').id + '-name'")
    type_into(browser, field, "Inés Callaway")
    names = browser.run("story.rows.map((r) => r.actor)")
    assert "Inés Callaway" in names
    assert "Ines Calloway" not in names
    # A line that is missing is brought in, and what gave way is told.
    browser.run("document.querySelector('#out li:nth-child(2) p button').click()")
    settled(browser)
    assert len(saved(path).kept) == 1
    # A sentence of the article becomes a line.
    browser.run("document.querySelectorAll('.s')[9].click()")
    browser.run("[...document.querySelectorAll('#make button')].find((b) => b.textContent === 'Key point').click()")
    settled(browser)
    assert "own.1" in saved(path).kept
    # The author's own words, visibly the author's.
    type_into(browser, "head-comment", "We should watch the second inquiry.")
    assert "We should watch the second inquiry." in browser.run("document.getElementById('sheets').textContent")
    # The end: files, and what the check found.
    browser.run("document.getElementById('finish').click()")
    until(browser, "document.getElementById('dialog-title').textContent === 'Finished'")
    told = browser.run("document.getElementById('dialog').textContent")
    assert "consistent with the articles" in told
    assert "comment" in told
    assert (path.parent / "out" / "story.eml").is_file()
    assert browser.complaints() == []
    assert {url.split("/")[2] for url in browser.asked_for() if url.startswith("http")} == {f"127.0.0.1:{desk.port}"}


def test_the_whole_loop_with_the_keyboard_alone(browser: Browser, desk: Desk, path: Path) -> None:
    browser.press("j")
    first = browser.run("chosen")
    browser.press("j")
    second = browser.run("chosen")
    assert first != second
    assert browser.run("document.activeElement.id") == f"on-{second}"
    browser.press("k")
    assert browser.run("chosen") == first
    browser.press("y")
    settled(browser)
    assert browser.run(f"row('{first}').keep") == "yes"
    browser.press("n")
    settled(browser)
    assert browser.run(f"row('{first}').keep") == "no"
    assert len(saved(path).struck) == 1
    browser.press("u")
    settled(browser)
    assert browser.run(f"row('{first}').keep") == "yes"
    assert saved(path).struck == ()
    # The focus is still on a line: the next key works without a pointer.
    browser.run(f"choose('{first}', true)")
    browser.press("e")
    assert browser.run("document.activeElement.className") == "word"
    browser.press("End")
    last = browser.run("document.activeElement.textContent")
    browser.press(" ")
    assert browser.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert browser.run("document.getElementById('apply').disabled") is False
    browser.press("Enter")
    settled(browser)
    changed = browser.run(f"row('{first}').changed")
    assert changed == ["text"] or browser.run("!document.getElementById('alert').hidden")
    assert last
    browser.press("?")
    assert browser.run("document.getElementById('dialog').open") is True
    browser.press("Escape")
    assert browser.run("document.getElementById('dialog').open") is False


def test_the_page_is_one_tab_stop_and_every_line_has_a_name(browser: Browser, desk: Desk) -> None:
    assert browser.run("document.querySelectorAll('#sheets [tabindex=\"0\"]').length") == 1
    assert browser.run(
        "[...document.querySelectorAll('#sheets .row[role]')].every((g) => g.getAttribute('aria-label'))"
    )
    # What is heard is what is seen, as WCAG 2.2 asks (2.5.3, label in name).
    assert browser.run(
        "[...document.querySelectorAll('#sheets .row[role]')].every((g) => "
        "g.getAttribute('aria-label').endsWith(g.textContent.replace(/\\s+/g, ' ').trim()))"
    )
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    unnamed = [
        node["role"]["value"]
        for node in tree
        if not node.get("ignored")
        and node["role"]["value"] in ("button", "textbox", "combobox", "searchbox", "Date", "link")
        and not node.get("name", {}).get("value")
    ]
    assert unnamed == []
    ids = browser.run("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [375, 768, 1400])
def test_nothing_runs_out_of_the_window(browser: Browser, desk: Desk, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    try:
        assert browser.run("document.documentElement.scrollWidth") <= width
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_another_window_is_told_that_the_story_changed(browser: Browser, desk: Desk, path: Path) -> None:
    desk.store.decide(desk.store.version, {"what": "head", "field": "mark", "value": "INTERNAL"})
    browser.run("decide({what: 'head', field: 'reference', value: 'R 1'})")
    settled(browser)
    assert "another window" in browser.run("document.getElementById('alert').textContent")
    assert browser.run("story.head.mark") == "INTERNAL"
    assert saved(path).reference is None
