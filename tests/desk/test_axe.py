"""Every view of the desk, and the evidence page, before axe-core: no serious finding, light or dark, narrow or wide."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing.cli import output
from tests.desk.desks import opened
from tests.desk.test_desk_in_browser import settled, until
from tests.desk.test_loop_in_browser import first_day, next_day, run

if TYPE_CHECKING:
    from tests.browser import Browser

AXE = os.environ.get("BRIEFING_AXE", "")
if not AXE and os.environ.get("BRIEFING_DEMAND") is None:
    pytest.skip("axe-core is not here: BRIEFING_AXE names its axe.min.js", allow_module_level=True)

pytestmark = pytest.mark.browser

#: Width of the window in pixels, and whether it is dark.
WINDOWS = [(375, False), (375, True), (768, False), (1280, True), (1920, False)]
FOUND = (
    "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations"
    ".filter((v) => ['serious', 'critical'].includes(v.impact))"
    ".map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))]))"
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story of three articles with its page of the first day, to which the next day's has come."""
    folder = tmp_path_factory.mktemp("axe")
    path = folder / "story.yaml"
    run("extract", str(first_day(folder)), "-o", str(path), "--as-of", "2026-06-05")
    run("render", str(path), "-o", str(folder / "first"), "--format", "json,html")
    next_day(path)
    return path


def window(browser: Browser, width: int, dark: bool) -> None:
    browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.call("Emulation.setEmulatedMedia", features=[scheme])


def serious(browser: Browser) -> Any:
    browser.run(f"window.axe ? 0 : void (0, eval)({json.dumps(Path(AXE).read_text(encoding='utf-8'))})")
    found = browser.run(FOUND)
    # Nothing is wider than the window: no page is read by pushing it about.
    assert browser.run("document.documentElement.scrollWidth <= window.innerWidth + 1")
    return found


@pytest.mark.parametrize(("width", "dark"), WINDOWS)
def test_the_desk_on_day_two_has_no_serious_finding(browser: Browser, story: Path, width: int, dark: bool) -> None:
    window(browser, width, dark)
    with opened(story, earlier=output.earlier(str(story.parent / "first/story.json"))) as desk:
        browser.visit(desk.address)
        until(browser, "story && document.querySelectorAll('#lines li').length > 5")
        browser.call("Page.setBypassCSP", enabled=True)
        browser.visit(desk.address)
        until(browser, "story && document.querySelectorAll('#lines li').length > 5")
        assert browser.run("document.getElementById('day').hidden") is False
        views = {
            "the page": "seen('page')",
            "a line": "choose(printed()[0].name, true)",
            "a position": "choose(printed().find((r) => r.section === 'positions').name, true)",
            "a sentence": "document.querySelectorAll('.s')[9].click()",
            "the list": "seen('lines')",
            "the keys": "keys()",
        }
        found = {}
        for name, code in views.items():
            browser.run(f"{{ {code} }}")
            settled(browser)
            found[name] = serious(browser)
        assert found == {name: [] for name in views}
        browser.visit("about:blank")


@pytest.mark.parametrize(("width", "dark"), WINDOWS)
def test_the_evidence_page_has_no_serious_finding(browser: Browser, story: Path, width: int, dark: bool) -> None:
    window(browser, width, dark)
    browser.call("Page.setBypassCSP", enabled=True)
    browser.open(story.parent / "first/story.html")
    assert serious(browser) == []
    browser.visit("about:blank")
