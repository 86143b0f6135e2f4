"""What the next day's articles changed waits at the desk for a decision, which is kept and can be taken back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from briefing import pipeline, review
from briefing.cli import story_files
from briefing.desk import Store, day_two, view
from briefing.errors import ReviewError, UsageError
from briefing.model import identity
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.review import Review, Vanished
from tests.desk.desks import LOOK, store, written


def changed(brief: Brief, findings: Findings, folder: Path, **more: object) -> Path:
    path = folder / "story.yaml"
    path.write_bytes(review.write(Review(brief, (findings.document,), **more), {}, name=path.name))  # type: ignore[arg-type]
    return path


def waiting(story: Store) -> list[day_two.Change]:
    return day_two.changes(story.now())


def settle(story: Store, change: day_two.Change, value: str) -> None:
    story.decide(story.version, {"what": "day", **dataclasses.asdict(change), "value": value})


def printed_position(brief: Brief, findings: Findings, folder: Path) -> str:
    rows = view.rows(store(written(brief, findings, folder)).now(), LOOK)
    return str(next(r["name"] for r in rows if r["printed"] and r["section"] == "positions"))


def test_where_nothing_changed_nothing_waits(brief: Brief, findings: Findings, tmp_path: Path) -> None:
    assert waiting(store(written(brief, findings, tmp_path))) == []


@pytest.mark.parametrize(("value", "stays"), [("accept", True), ("reject", False)])
def test_what_is_new_is_accepted_or_left_out(
    brief: Brief, findings: Findings, tmp_path: Path, value: str, stays: bool
) -> None:
    name = printed_position(brief, findings, tmp_path)
    path = changed(brief, findings, tmp_path, new=frozenset({name}))
    story = store(path)
    (change,) = waiting(story)
    assert (change.kind, change.name) == ("new", name)
    settle(story, change, value)
    again = store(path)
    assert waiting(again) == []
    row = next(r for r in view.rows(again.now(), LOOK) if r["name"] == name)
    assert row["printed"] is stays
    assert row["new"] is False
    story.undo(story.version)
    assert waiting(story) == [change]


def moved(brief: Brief) -> tuple[Brief, str]:
    """The brief of the day before, in which an event had another day, and that event's name."""
    event = next(e for e in brief.chronology if e.when.value and e.when.granularity == "day" and e.when.interval)
    value = dt.date.fromisoformat(event.when.value or "") - dt.timedelta(days=1)
    when = dataclasses.replace(event.when, value=value.isoformat(), edtf=value.isoformat())
    rows = tuple(dataclasses.replace(e, when=when) if e is event else e for e in brief.chronology)
    return dataclasses.replace(brief, chronology=rows), identity.names(brief)[event.id]


@pytest.mark.parametrize("value", ["accept", "reject"])
def test_a_date_that_moved_stands_or_is_as_it_was(brief: Brief, findings: Findings, tmp_path: Path, value: str) -> None:
    earlier, name = moved(brief)
    path = written(brief, findings, tmp_path)
    story = store(path, earlier=earlier)
    (change,) = [c for c in waiting(story) if c.kind == "moved"]
    assert change.name == name
    assert change.was < change.now
    settle(story, change, value)
    again = store(path, earlier=earlier)
    assert [c for c in waiting(again) if c.kind == "moved"] == []
    made = pipeline.reviewed(review.read(story_files.load(path), name="s"))
    event = next(e for e in made.chronology if identity.names(brief).get(e.id) == name)
    assert event.when.value == (change.now if value == "accept" else change.was)


def test_a_line_of_the_page_that_is_new_since_can_be_chosen(brief: Brief, findings: Findings, tmp_path: Path) -> None:
    earlier, name = moved(brief)
    story = store(written(brief, findings, tmp_path), earlier=earlier)
    row = next(r for r in view.rows(story.now(), LOOK) if r["name"] == name)
    assert row["row"].startswith("n.")
    assert row["printed"]
    assert f'data-row="{row["row"]}"' in "".join(view.state(story)["sheets"])


def test_a_line_that_is_no_longer_found_goes_or_is_printed_still(
    brief: Brief, findings: Findings, tmp_path: Path
) -> None:
    sentence = " ".join(brief.passages[9].text.split())
    gone = Vanished("position-0", "positions", {"actor": "Ada Brenn", "text": sentence, "evidence": sentence})
    path = changed(brief, findings, tmp_path, vanished=(gone,))
    story = store(path)
    (change,) = waiting(story)
    assert (change.kind, change.text) == ("gone", sentence)
    settle(story, change, "accept")
    assert waiting(store(path)) == []
    story.undo(story.version)
    settle(story, change, "reject")
    own = next(r for r in view.rows(store(path).now(), LOOK) if r["name"] == "own-1")
    assert (own["printed"], own["actor"], own["text"]) == (True, "Ada Brenn", sentence)


def test_a_line_whose_sentence_is_gone_cannot_be_printed(brief: Brief, findings: Findings, tmp_path: Path) -> None:
    words = "No article says this."
    gone = Vanished("position-0", "positions", {"actor": "Ada Brenn", "text": words, "evidence": words})
    path = changed(brief, findings, tmp_path, vanished=(gone,))
    story, before = store(path), path.read_bytes()
    (change,) = waiting(story)
    with pytest.raises(ReviewError):
        settle(story, change, "reject")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "new", "name": "position-x", "value": "accept"},
        {"kind": "gone", "name": "position-x", "value": "accept"},
        {"kind": "gone", "name": "position-x", "value": "perhaps"},
        {"kind": "other", "name": "", "value": "accept"},
    ],
)
def test_a_change_that_is_none_is_refused(
    brief: Brief, findings: Findings, tmp_path: Path, told: dict[str, str]
) -> None:
    story = store(written(brief, findings, tmp_path))
    with pytest.raises(UsageError):
        story.decide(story.version, {"what": "day", **told})
