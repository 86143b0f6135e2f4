"""What is decided at the desk is what would have been written into the review file, saved at once, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing import pipeline, review
from briefing.cli import story_files
from briefing.desk import Store, view
from briefing.desk.picture import full
from briefing.desk.store import StaleError
from briefing.errors import BriefingError, FitError, ReviewError, UsageError
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from tests.desk.desks import LOOK, store, written


@pytest.fixture
def path(brief: Brief, findings: Findings, tmp_path: Path) -> Path:
    return written(brief, findings, tmp_path)


@pytest.fixture
def story(path: Path) -> Store:
    return store(path)


def rows(story: Store) -> list[dict[str, Any]]:
    return view.rows(story.now(), LOOK)


def row(story: Store, **wanted: Any) -> dict[str, Any]:
    return next(r for r in rows(story) if all(r[key] == value for key, value in wanted.items()))


def on_disk(path: Path) -> Brief:
    return pipeline.reviewed(review.read(story_files.load(path), name="story.yaml"))


def test_the_desk_shows_what_is_printed_and_what_is_not(story: Store) -> None:
    made = story.now()
    assert {r["row"] for r in rows(story) if r["printed"]} == {line.id for line in made.page.lines}
    assert all(r["why_not"] for r in rows(story) if not r["printed"])
    drawn = "".join(view.state(story)["sheets"])
    assert all(f'data-row="{line.id}"' in drawn for line in made.page.lines)
    assert 0.5 < full(made.page) <= 1.0


def test_a_decision_is_in_the_file_before_it_is_answered(story: Store, path: Path) -> None:
    away = row(story, printed=False, section="positions")
    made = story.decide(story.version, {"what": "keep", "name": away["name"], "value": "yes"})
    assert away["row"] in {line.id for line in made.page.lines}
    assert away["row"] in on_disk(path).kept
    assert on_disk(path) == made.brief


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"what": "set", "field": "date", "value": "9 June 2026"}, ("date", "2026-06-09")),
        ({"what": "set", "field": "certainty", "value": "likely"}, ("certainty", "likely")),
        ({"what": "set", "field": "according_to", "value": "the port"}, ("according_to", "the port")),
    ],
)
def test_a_field_is_set_and_set_back(story: Store, path: Path, told: dict[str, str], shown: tuple[str, str]) -> None:
    one = row(story, printed=True, section="chronology")
    story.decide(story.version, {**told, "name": one["name"]})
    assert row(story, name=one["name"])[shown[0]] == shown[1]
    story.decide(story.version, {"what": "reset", "name": one["name"]})
    assert row(story, name=one["name"])[shown[0]] == one[shown[0]]
    assert review.read(story_files.load(path), name="s").edits == ()


def test_a_speaker_is_corrected_once_for_all_lines(story: Store, path: Path) -> None:
    person = next(p for p in view.state(story)["people"] if p["found"] == "Ines Calloway")
    told = {"what": "person", "name": person["id"], "set_name": "Inés Callaway", "set_title": person["title"]}
    story.decide(story.version, told)
    assert "Ines Calloway" not in {r.get("actor") for r in rows(story)}
    assert "Inés Callaway" in {r.get("actor") for r in rows(story)}
    assert next(p for p in view.state(story)["people"] if p["id"] == person["id"])["found"] == "Ines Calloway"


def test_a_sentence_of_the_article_becomes_a_line(story: Store, path: Path) -> None:
    sentence = story.now().brief.passages[9].text
    made = story.decide(
        story.version, {"what": "add", "section": "chronology", "evidence": sentence, "date": "May 2026"}
    )
    assert "own.1" in {line.id for line in made.page.lines}
    assert row(story, name="own-1")["date"] == "2026-05"
    assert pipeline.verify(on_disk(path)).faults == ()
    story.decide(story.version, {"what": "remove", "name": "own-1"})
    assert "own-1" not in {r["name"] for r in rows(story)}


def test_lines_are_moved(story: Store, path: Path) -> None:
    here = sorted((r for r in rows(story) if r["printed"] and r["section"] == "positions"), key=lambda r: r["place"])
    names = [r["name"] for r in here]
    story.decide(story.version, {"what": "order", "section": "positions", "names": names[::-1]})
    now = sorted((r for r in rows(story) if r["printed"] and r["name"] in names), key=lambda r: r["place"])
    assert [r["name"] for r in now] == names[::-1]
    again = store(path)
    assert [r["name"] for r in sorted(rows(again), key=lambda r: r["place"]) if r["name"] in names] == names[::-1]


def test_what_was_decided_is_taken_back_and_put_in_again(story: Store, path: Path) -> None:
    before = path.read_bytes()
    story.decide(story.version, {"what": "head", "field": "title", "value": "Row #2"})
    story.decide(story.version, {"what": "head", "field": "mark", "value": "INTERNAL"})
    after = path.read_bytes()
    story.undo(story.version)
    story.undo(story.version)
    assert on_disk(path).title == pipeline.reviewed(review.read(before, name="s")).title
    story.undo(story.version, again=True)
    assert (on_disk(path).title, on_disk(path).mark) == ("Row #2", None)
    story.undo(story.version, again=True)
    assert path.read_bytes() == after
    assert [words for words, _ in story.before] == ["head title Row #2", "head mark INTERNAL"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"what": "set", "section": "chronology", "field": "date", "value": "last May"}, ReviewError),
        ({"what": "set", "section": "chronology", "field": "text", "value": "It burned down."}, ReviewError),
        ({"what": "set", "section": "chronology", "field": "said", "value": "x"}, UsageError),
        ({"what": "keep", "section": "chronology", "value": "perhaps"}, UsageError),
        ({"what": "keep", "name": "event-x", "value": "no"}, UsageError),
        ({"what": "add", "section": "chronology", "evidence": "It burned down.", "date": "2026"}, ReviewError),
        ({"what": "add", "section": "held_events", "evidence": "x"}, UsageError),
        ({"what": "order", "section": "positions", "names": ["no such"]}, UsageError),
        ({"what": "head", "field": "title", "value": ""}, BriefingError),
        ({"what": "head", "field": "nothing", "value": "x"}, UsageError),
        ({"what": "head", "field": "title", "value": "a\ud800"}, UsageError),
        ({"what": "head", "field": "title", "value": "x" * 6000}, UsageError),
        ({"what": "person", "name": "person-x", "set_name": "x"}, UsageError),
        ({"what": "nothing"}, UsageError),
        ({}, UsageError),
    ],
)
def test_a_wrong_decision_changes_nothing(
    story: Store, path: Path, told: dict[str, str], kind: type[Exception]
) -> None:
    before = path.read_bytes()
    if "section" in told and "name" not in told and told["what"] in ("set", "keep"):
        told = {**told, "name": row(story, printed=True, section=told["section"])["name"]}
    with pytest.raises(kind):
        story.decide(story.version, told)
    assert path.read_bytes() == before


def test_words_that_do_not_fit_are_refused_and_the_file_stays(story: Store, path: Path) -> None:
    words = "Word " * 990
    story.decide(story.version, {"what": "head", "field": "comment", "value": words})
    before = path.read_bytes()
    with pytest.raises(FitError):
        story.decide(story.version, {"what": "head", "field": "recommendation", "value": words})
    assert path.read_bytes() == before
    assert [remark.kind for remark in story.now().brief.remarks] == ["comment"]


def test_a_decision_about_a_story_that_has_changed_is_refused(story: Store, path: Path) -> None:
    version = story.version
    other = store(path)
    other.decide(other.version, {"what": "head", "field": "mark", "value": "INTERNAL"})
    with pytest.raises(StaleError):
        story.decide(version, {"what": "head", "field": "mark", "value": "SECRET"})
    assert on_disk(path).mark == "INTERNAL"
    story.decide(story.version, {"what": "head", "field": "reference", "value": "R 1"})
    assert (on_disk(path).mark, on_disk(path).reference) == ("INTERNAL", "R 1")


def test_what_is_in_doubt_is_told(story: Store) -> None:
    doubts = [r for r in rows(story) if r["doubts"]]
    assert all(r["printed"] for r in doubts)
    one = row(story, printed=True, section="positions", certainty="sure")
    story.decide(story.version, {"what": "keep", "name": one["name"], "value": "yes"})
    story.decide(story.version, {"what": "set", "name": one["name"], "field": "certainty", "value": "likely"})
    now = row(story, name=one["name"])
    assert now["doubts"]
    assert now["reviewed"]


def test_the_list_has_dates_as_the_page_has_them(story: Store) -> None:
    state = view.state(story)
    made = story.now()
    page = pipeline.render(made.brief, made.page, "md").decode().replace("\u00a0", " ").casefold()
    dated = [r for r in state["rows"] if r["printed"] and r["section"] == "chronology" and r["date"] != "open"]
    assert dated
    for one in dated:
        assert one["day"].replace("\u00a0", " ").casefold() in page, one
