"""Two days of one story in a real browser: three articles, a review, a mail; then the next day's article."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from briefing.cli import demo, group, output
from briefing.errors import BriefingError
from tests.desk.test_desk_in_browser import drawn, saved, settled, type_into, until

if TYPE_CHECKING:
    from tests.browser import Browser

pytestmark = pytest.mark.browser

NEXT_DAY = """\
Calder council opens standpipes before rationing begins

CALDER, June 5, 2026 — The city council of Calder opened 14 standpipes on Friday, three days before rationing begins.

"Nobody will stand in line for longer than ten minutes," Mayor Odile Brandt told reporters.

The Ostrevian Farmers' Federation will march on parliament on June 10, its president, Anton Greaves, said.
"""

#: A line of the page is drawn: its own frame shows the focus.
FOCUS_IS_SEEN = (
    "(() => { const at = document.activeElement, line = at.closest('.row'); return line "
    "? getComputedStyle(line.querySelector('.hit')).stroke !== 'none' "
    ": getComputedStyle(at).outlineStyle !== 'none'; })()"
)


def run(*typed: str, code: int = 0) -> None:
    done = CliRunner().invoke(group, list(typed))
    ended = done.exception.exit_code if isinstance(done.exception, BriefingError) else done.exit_code
    assert ended == code, (done.output, done.exception)


def first_day(folder: Path) -> Path:
    """Three articles, in a folder of their own."""
    place = folder / "articles"
    place.mkdir()
    for name, data in demo.texts():
        (place / name).write_bytes(data)
    return place


def next_day(path: Path) -> Path:
    """The next day's article, which is extracted into the story that it lies beside."""
    article = path.with_name("standpipes.txt")
    article.write_text(NEXT_DAY, encoding="utf-8")
    run("extract", str(article), "-o", str(path), "--as-of", "2026-06-06")
    return article


def finished(browser: Browser) -> None:
    """Wait until the files are made, and see that nothing is wrong with them."""
    until(browser, "document.getElementById('dialog-title').textContent === 'Finished'")
    assert "consistent with the articles" in browser.run("document.getElementById('dialog').textContent")


def test_two_days_of_a_story(browser: Browser, tmp_path: Path) -> None:
    articles = first_day(tmp_path)
    path = tmp_path / "story.yaml"
    run("extract", str(articles), "-o", str(path), "--as-of", "2026-06-05", "--to", "Ada Brenn <ada@example.org>")
    with drawn(browser, path):
        assert browser.run("story.articles.length") == 3
        assert browser.run("document.getElementById('day').hidden") is True
        # A speaker, once for all lines.
        field = browser.run("story.people.find((p) => p.found === 'Anton Greaves').id + '-name'")
        type_into(browser, field, "Antón Greaves")
        assert browser.run("story.rows.filter((r) => r.actor === 'Antón Greaves').length") >= 2
        assert browser.run("story.rows.filter((r) => r.actor === 'Anton Greaves').length") == 0
        # A line that is missing, on a full page: what gave way is told.
        name = browser.run("story.rows.find((r) => !r.printed && r.section === 'positions' && r.text.length > 90).name")
        listed = f"[...document.querySelectorAll('#out .pick')].find((p) => p.dataset.name === '{name}').closest('li')"
        browser.run("most = 500; showOut()")
        browser.run(f"{listed}.querySelector('p button').click()")
        settled(browser)
        assert browser.run(f"row('{name}').printed") is True
        assert "gave way" in browser.run("document.getElementById('alert').textContent")
        type_into(browser, "head-comment", "We should ask who pays for the standpipes.")
        browser.run("document.getElementById('finish').click()")
        finished(browser)
    mail = email.message_from_bytes((tmp_path / "out/story.eml").read_bytes(), policy=email.policy.default)
    assert mail["To"] == "Ada Brenn <ada@example.org>"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "who pays for the standpipes" in body.get_content()
    # The next day.
    earlier = tmp_path / "monday.pdf"
    (tmp_path / "out/story.pdf").rename(earlier)
    fourth = next_day(path)
    with drawn(browser, path, earlier=output.earlier(str(earlier))):
        assert browser.run("story.articles.length") == 4
        assert browser.run("document.getElementById('day').hidden") is False
        before = browser.run("story.changes.length")
        assert before >= 2
        assert browser.run("story.changes[0].kind") == "new"
        first, second = browser.run("story.changes.slice(0, 2).map((c) => c.name)")
        browser.run("document.querySelector('#changes li p button').click()")
        settled(browser)
        browser.run(f"choose('{second}', true)")
        browser.press("x")
        settled(browser)
        assert browser.run("story.changes.map((c) => c.name)").count(second) == 0
        assert browser.run(f"row('{first}').keep") == "auto"
        assert browser.run(f"row('{second}').keep") == "no"
        # What was decided the day before holds.
        assert browser.run("story.rows.filter((r) => r.actor === 'Anton Greaves').length") == 0
        assert browser.run(f"row('{name}').keep") == "yes"
        assert "who pays" in browser.run("document.getElementById('sheets').textContent")
        browser.run("document.getElementById('finish').click()")
        finished(browser)
        assert browser.complaints() == []
    assert len(saved(path).struck) == 1
    # 12: nothing is wrong, and what a person set is not held against the articles.
    run("verify", str(tmp_path / "out/story.pdf"), str(articles), str(fourth), code=12)


def tab_to(browser: Browser, wanted: str) -> None:
    """Press Tab until the focus is on an element that a selector names; the focus can be seen all the way."""
    for _ in range(600):
        browser.press("Tab")
        if browser.run("document.activeElement !== document.body"):
            assert browser.run(FOCUS_IS_SEEN), browser.run("document.activeElement.outerHTML.slice(0, 200)")
        if browser.run(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"Tab never came to {wanted}")


def typed(browser: Browser, words: str) -> None:
    """Words in place of those in the field that has the focus, as typing makes them; Escape leaves it."""
    browser.call("Input.dispatchKeyEvent", type="keyDown", key="a", modifiers=2, commands=["selectAll"])
    browser.call("Input.insertText", text=words)
    browser.press("Escape")
    settled(browser)


def test_two_days_of_a_story_with_the_keyboard_alone(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))  # a name is remembered
    articles = first_day(tmp_path)
    path = tmp_path / "story.yaml"
    run("extract", str(articles), "-o", str(path), "--as-of", "2026-06-05", "--to", "Ada Brenn <ada@example.org>")
    remembered: list[dict[str, bool]] = []
    with drawn(browser, path, remember=lambda now, before: remembered.append(dict(now.remember))):
        # Once around: the lines to be looked at first, kept or left out.
        for key in ("j", "y", "j", "n", "u", "j", "["):
            browser.press(key)
            settled(browser)
        assert browser.run("story.history.length") >= 1
        # A speaker, once for all lines, and for later stories.
        person = browser.run("story.people.find((p) => p.found === 'Anton Greaves').id")
        tab_to(browser, f"#{person}-name")
        typed(browser, "Antón Greaves")
        assert browser.run("story.rows.filter((r) => r.actor === 'Anton Greaves').length") == 0
        tab_to(browser, f"#{person}-remember")
        browser.press(" ")
        settled(browser)
        assert remembered[-1] == {person: True}
        # A line that is missing: searched for, and brought in.
        name = browser.run("story.rows.find((r) => !r.printed && r.section === 'positions' && r.text.length > 90).name")
        browser.press("Escape")
        browser.press("/")
        assert browser.run("document.activeElement.id") == "words"
        browser.call("Input.insertText", text=browser.run(f"row('{name}').text.slice(0, 40)"))
        until(browser, "document.querySelectorAll('#out li').length < 10")
        tab_to(browser, f"#out li:has([data-name={name}]) p button")
        browser.press("Enter")
        settled(browser)
        assert browser.run(f"row('{name}').printed") is True
        tab_to(browser, "#head-comment")
        typed(browser, "We should ask who pays for the standpipes.")
        tab_to(browser, "#finish")
        browser.press("Enter")
        finished(browser)
        browser.press("Escape")
        assert browser.run("document.getElementById('dialog').open") is False
    assert (tmp_path / "out/story.eml").is_file()
    earlier = tmp_path / "monday.pdf"
    (tmp_path / "out/story.pdf").rename(earlier)
    fourth = next_day(path)
    with drawn(browser, path, earlier=output.earlier(str(earlier))):
        # What is new waits first: one is accepted at its button, the next rejected by its key.
        first, second = browser.run("story.changes.slice(0, 2).map((c) => c.name)")
        tab_to(browser, "#changes li p button")
        browser.press("Enter")
        settled(browser)
        for _ in range(200):
            if browser.run("chosen") == second:
                break
            browser.press("j")
        browser.press("x")
        settled(browser)
        assert {first, second}.isdisjoint(browser.run("story.changes.map((c) => c.name)"))
        assert browser.run(f"row('{second}').keep") == "no"
        assert "Antón Greaves" in browser.run("document.body.textContent")
        tab_to(browser, "#finish")
        browser.press("Enter")
        finished(browser)
        assert browser.complaints() == []
    run("verify", str(tmp_path / "out/story.pdf"), str(articles), str(fourth), code=12)
