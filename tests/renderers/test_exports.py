"""What is passed on to other programs: each file is read back by a reader of its kind."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import email
import email.policy
import io
import json
import os
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml

import briefing
from briefing import pipeline
from briefing.layout import template
from briefing.model import identity, record
from briefing.model.brief import Brief
from briefing.renderers import RENDERERS, SHORT, attached
from tests.briefs import random_brief, story
from tests.browser import Browser

TIMELINEJS = Path(os.environ.get("BRIEFING_TIMELINEJS", ""))


def made(brief: Brief, form: str) -> bytes:
    return pipeline.render(brief, pipeline.lay_out(brief, template.load()), form)


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("seed", [None, 2, 5])
def test_every_format_is_made_twice_with_the_same_bytes(form: str, seed: int | None) -> None:
    brief = story() if seed is None else random_brief(seed, 20, ("latin", "hebrew", "kana"))
    assert made(brief, form) == made(brief, form)


def test_short_names_stand_for_formats_there_are() -> None:
    assert {form for forms in SHORT.values() for form in forms} <= set(RENDERERS)


def test_events_as_a_sheet_are_all_there_with_their_days(brief: Brief) -> None:
    found = rows(made(brief, "events.csv"))
    events = (*brief.chronology, *brief.scheduled)
    assert [row["event"] for row in found] == [event.line.text for event in events]
    for row, event in zip(found, events, strict=True):
        days = event.when.interval
        assert days is not None
        assert row["date"] == (event.when.value or "")
        assert row["first_day"] == (days.start.isoformat() if days.start else "")
        assert row["last_day"] == ((days.end - dt.timedelta(days=1)).isoformat() if days.end else "")
        assert row["said"] == event.when.said
        assert row["bound"] == (event.when.bound or "")
    assert {row["printed"] for row in found} == {"yes", "no"}
    assert len({row["id"] for row in found}) == len(found)


def test_positions_as_a_sheet_name_their_speakers(brief: Brief) -> None:
    found = rows(made(brief, "positions.csv"))
    assert [(row["speaker"], row["position"]) for row in found] == [
        (p.speaker.name, " ".join(p.line.text.split())) for p in brief.positions
    ]
    assert all(row["evidence"] for row in found)


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)"])
def test_a_cell_is_no_formula(brief: Brief, words: str) -> None:
    first = brief.positions[0]
    forged = dataclasses.replace(first, speaker=dataclasses.replace(first.speaker, name=words))
    found = rows(made(dataclasses.replace(brief, positions=(forged, *brief.positions[1:])), "positions.csv"))
    assert found[0]["speaker"] == f"'{words}"


def test_what_is_coming_is_read_by_calendars(brief: Brief) -> None:
    calendar = icalendar.Calendar.from_ical(made(brief, "ics"))
    entries = list(calendar.walk("VEVENT"))
    names = identity.names(brief)
    bounded = [e for e in brief.scheduled if e.when.value and e.when.interval and e.when.interval.end]
    assert [(e.decoded("dtstart"), e.decoded("dtend"), str(e["summary"])) for e in entries] == [
        (*(e.when.interval or ()), e.line.text) for e in bounded
    ]
    assert [str(e["uid"]) for e in entries] == [f"{names[e.id]}@briefing" for e in bounded]
    assert all("dtstamp" in e for e in entries)
    assert max(map(len, made(brief, "ics").split(b"\r\n"))) <= 75


def test_an_event_without_an_end_is_no_entry() -> None:
    text = "PORT LINDOW, June 9, 2026 — The pier will stay closed from July 2026 until further notice.\n"
    found = briefing.annotate(briefing.from_text(text, id="one"))
    brief = briefing.brief(found, as_of=dt.date(2026, 6, 10))
    scheduled = tuple(dataclasses.replace(e, when=dataclasses.replace(e.when, interval=None)) for e in brief.scheduled)
    assert brief.scheduled
    assert b"VEVENT" not in made(dataclasses.replace(brief, scheduled=scheduled), "ics")


def mail(brief: Brief) -> EmailMessage:
    message = email.message_from_bytes(made(brief, "eml"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_mail_is_a_draft_with_both_files_and_two_bodies(brief: Brief) -> None:
    addressed = dataclasses.replace(brief, to="Ada Brenn", address="Ada Brenn <ada@example.org>", subject="Ferries")
    message = mail(addressed)
    assert (message["X-Unsent"], message["To"], message["Subject"]) == ("1", "Ada Brenn <ada@example.org>", "Ferries")
    files = {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}
    assert [name.rpartition(".")[2] for name in files] == ["docx", "pdf"]
    for name, data in files.items():
        back, _ = record.load(attached.take(data, name=name))
        assert back.title == brief.title
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert rich is not None
    lead = brief.bottom_line[0].line.text
    assert lead in plain.get_content()
    assert lead in rich.get_content()
    assert "[1 ¶1]" in plain.get_content()


@pytest.mark.parametrize("subject", ["Ferries\r\nBcc: all@example.org", "Ferries\nX: y", "Ferries\x00"])
def test_a_header_cannot_be_broken_out_of(brief: Brief, subject: str) -> None:
    message = mail(dataclasses.replace(brief, subject=subject))
    assert message["Bcc"] is None
    assert message["X"] is None
    assert message["Subject"].startswith("Ferries")


def test_a_mail_tells_dates_and_speakers_as_the_page_does(brief: Brief) -> None:
    words = mail(brief).get_body(("plain",))
    assert words is not None
    page = made(brief, "md").decode()
    told = " ".join(words.get_content().split())
    coming = page.partition("## Coming up\n")[2].partition("\n## ")[0]
    dated = [line for line in coming.splitlines() if line.startswith("- **") and "2026:**" in line]
    assert dated
    assert all(re.sub(r"[*\\]|^- ", "", line).replace("\u00a0", " ")[:40] in told for line in dated)


def test_a_note_has_front_matter_that_yaml_reads_and_the_page_behind_it() -> None:
    brief = dataclasses.replace(story(), title='Grain: "halted" # - [now]', mark="TLP:GREEN")
    _, front, body = made(brief, "note.md").decode().split("---\n", 2)
    told = yaml.safe_load(front)
    assert told["title"] == brief.title
    assert (told["date"], told["created"]) == (brief.news_day, brief.as_of)
    assert told["handling"] == "TLP:GREEN"
    assert "Helena Marquardt" in told["people"]
    assert told["sources"][0] == "The Vessa Courier: Grain loading halted at Port Lindow"
    assert told["links"] == [source.url for source in brief.sources]
    assert body.lstrip("\n").encode() == made(brief, "md")


def test_the_mark_stands_in_subject_and_body(brief: Brief) -> None:
    message = mail(dataclasses.replace(brief, mark="INTERNAL", subject="Ferries"))
    assert message["Subject"] == "[INTERNAL] Ferries"
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        assert "INTERNAL" in body.get_content()


def test_attachments_are_called_by_day_and_subject(brief: Brief) -> None:
    names = [p.get_filename() for p in mail(dataclasses.replace(brief, subject="Strait: ferries?")).iter_attachments()]
    assert names == [f"2026-06-10 Strait ferries.{form}" for form in ("docx", "pdf")]


def test_several_readers_and_the_sender_are_addressed(brief: Brief) -> None:
    to = "Ada Brenn <ada@example.org>; ben@example.org"
    message = mail(
        dataclasses.replace(brief, address=to, from_="Cy Lund <cy@example.org>", cc="Eva Rust <eva@example.org>")
    )
    assert message["Cc"] == "Eva Rust <eva@example.org>"
    assert message["To"] == "Ada Brenn <ada@example.org>, ben@example.org"
    assert message["From"] == "Cy Lund <cy@example.org>"


def test_a_name_without_an_address_is_no_header(brief: Brief) -> None:
    assert mail(dataclasses.replace(brief, to="The Minister"))["To"] is None


def timeline(brief: Brief) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(made(brief, "timeline.json"))
    return data


def test_a_timelines_dates_are_no_finer_than_they_are_known(brief: Brief) -> None:
    found = {event["unique_id"]: event for event in timeline(brief)["events"]}
    names = identity.names(brief)
    for row in (*brief.chronology, *brief.scheduled):
        if row.when.value is None or row.when.interval is None or row.when.interval.start is None:
            assert names[row.id] not in found
            continue
        told = set(found[names[row.id]]["start_date"]) - {"display_date"}
        finest = {"year": {"year"}, "month": {"year", "month"}, "day": {"year", "month", "day"}}
        assert told == finest.get(row.when.granularity, told)


@pytest.mark.browser
@pytest.mark.skipif(not TIMELINEJS.is_file() and not os.environ.get("BRIEFING_DEMAND"), reason="TimelineJS not there")
@pytest.mark.parametrize("seed", [None, 1, 4])
def test_timelinejs_takes_it(tmp_path: Path, seed: int | None, brief: Brief) -> None:
    told = timeline(brief if seed is None else random_brief(seed, 30))
    page = tmp_path / "timeline.html"
    script = TIMELINEJS.read_text(encoding="utf-8").replace("</script>", "<\\/script>")
    data = json.dumps(told).replace("<", "\\u003c")
    page.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><div id=t style='width:900px;height:600px'></div><script>{script}</script>"
        f"<script>var made = new TL.Timeline('t', {data}, {{font: null, language: 'en'}});</script>",
        encoding="utf-8",
    )
    with Browser() as browser:
        browser.open(page)
        assert browser.run("made.config.getErrors()") == []
        assert browser.run("made.config.isValid()")
        assert browser.run("made.config.events.length") == len(told["events"]) > 5


def test_markdown_has_no_loose_dash_and_leaves_the_drawing_out() -> None:
    lines = made(dataclasses.replace(story(), mark=None, to="Ada Brenn"), "md").decode().splitlines()
    assert [line for line in lines if line.rstrip().endswith("—")] == []
    (head,) = [line for line in lines if "POLICY BRIEFING" in line]
    assert " — " in head  # what stands flush right on the page
    assert "Timeline of" not in "\n".join(lines)
