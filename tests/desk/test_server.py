"""The desk answers nobody without its token, no other host, no other page, and survives two windows and a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from briefing import pipeline, review
from briefing.cli import story_files
from briefing.desk import Desk
from briefing.desk.server import MOST
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from tests.desk.desks import ask, decide, opened, written


@pytest.fixture
def path(brief: Brief, findings: Findings, tmp_path: Path) -> Path:
    return written(brief, findings, tmp_path)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with opened(path) as one:
        yield one


def test_the_desk_listens_on_this_machine_alone(desk: Desk) -> None:
    assert urlsplit(desk.address).hostname == "127.0.0.1"
    assert desk._server.server_address[0] == "127.0.0.1"
    assert len(desk.token) >= 32
    assert ask(desk, "state")[0] == 200


@pytest.mark.parametrize("place", ["/", "/state", "/x/state", "/{short}/state", "/{token}", "/%2e/{token}/state", "*"])
def test_nobody_is_answered_without_the_token(desk: Desk, place: str) -> None:
    place = place.format(token=desk.token, short=desk.token[:-1])
    assert ask(desk, "", whole=place) == (404, b"not here\n")
    assert ask(desk, "", {"version": desk.store.version}, whole=place) == (404, b"not here\n")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "desk.example"},
        {"Host": "desk.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_hosts_and_other_pages_are_refused(desk: Desk, path: Path, headers: dict[str, str]) -> None:
    headers = {key: value.format(port=desk.port) for key, value in headers.items()}
    before = path.read_bytes()
    told = {"version": desk.store.version, "what": "head", "field": "mark", "value": "X"}
    assert ask(desk, "decide", told, headers=headers)[0] == 404
    assert ask(desk, "state", headers=headers)[0] == 404
    assert path.read_bytes() == before


def test_a_decision_without_an_origin_is_refused(desk: Desk) -> None:
    # As a form of another page, or a program that only knows the port, would send it.
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    connection.request("POST", f"/{desk.token}/decide", b"{}", {"Content-Type": "application/json"})
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({}, b"{", 400),
        ({}, b"[]", 400),
        ({}, b"[" * 50_000, 400),
        ({}, b'"' + b"x" * MOST + b'"', 413),
        ({}, b"{}", 409),
    ],
)
def test_what_is_no_decision_is_refused(desk: Desk, headers: dict[str, str], body: bytes, status: int) -> None:
    assert ask(desk, "decide", headers=headers, body=body)[0] == status


def test_every_part_of_the_page_is_there_and_nothing_else(desk: Desk) -> None:
    for name in ("", "desk.css", "desk.js"):
        status, data = ask(desk, name)
        assert (status, bool(data)) == (200, True)
    for name in ("../server.py", "desk.py", "assets/desk.js", "%2e%2e/server.py", "desk.js/"):
        assert ask(desk, name)[0] == 404
    page = ask(desk, "")[1].decode()
    assert "http://" not in page
    assert "https://" not in page


def test_two_windows_on_one_story_lose_nothing(desk: Desk, path: Path) -> None:
    version = desk.store.version
    first = ask(desk, "decide", {"version": version, "what": "head", "field": "mark", "value": "INTERNAL"})
    second = ask(desk, "decide", {"version": version, "what": "head", "field": "reference", "value": "R 1"})
    assert (first[0], second[0]) == (200, 409)
    assert "another window" in second[1]["error"]
    assert decide(desk, what="head", field="reference", value="R 1")[0] == 200
    made = pipeline.reviewed(review.read(story_files.load(path), name="s"))
    assert (made.mark, made.reference) == ("INTERNAL", "R 1")


def test_a_line_that_is_brought_in_says_what_gave_way(desk: Desk) -> None:
    rows = ask(desk, "state")[1]["rows"]
    for away in [r for r in rows if not r["printed"] and r["section"] in ("positions", "key_points", "figures")]:
        before = {r["name"]: " ".join(r["text"].split()) for r in rows if r["printed"]}
        status, value = decide(desk, what="keep", name=away["name"], value="yes")
        assert status == 200
        rows = value["rows"]
        now = {r["name"] for r in rows if r["printed"]}
        assert away["name"] in now
        gone = sorted(text for name, text in before.items() if name not in now)
        assert sorted(" ".join(text.split()) for text in value["gave_way"]) == gone
        if gone:
            return
    pytest.fail("the page took in every line, and none gave way")


def test_a_file_that_can_no_longer_be_read_is_told(desk: Desk, path: Path) -> None:
    path.write_text("my: notes\n")
    status, value = ask(desk, "state")
    assert status == 422
    assert "review file" in value["error"]
    assert path.read_text() == "my: notes\n"


def test_the_end_makes_files_and_checks_them(desk: Desk, path: Path) -> None:
    status, value = ask(desk, "finish", {})
    assert status == 200
    assert [Path(one).suffix for one in value["files"]] == [".docx", ".pdf", ".eml"]
    assert all(Path(one).is_file() for one in value["files"])
    assert value["faults"] == []
    assert "consistent with the articles" in value["verified"]


@pytest.mark.slow
def test_a_kill_loses_nothing_that_was_decided(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing", "review", str(path), "--no-open"]
    root = str(Path(__file__).parent.parent.parent)
    env = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().decode().strip())
        try:
            for n in range(4):
                state = _fetch(address, "state")
                told = {"version": state["version"], "what": "head", "field": "mark", "value": f"MARK {n}"}
                assert _fetch(address, "decide", told)["head"]["mark"] == f"MARK {n}"
        finally:
            process.send_signal(signal.SIGKILL)
    assert pipeline.reviewed(review.read(story_files.load(path), name="s")).mark == "MARK 3"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["story.articles", path.name]


@pytest.mark.slow
def test_articles_are_extracted_and_the_button_closes_the_desk(tmp_path: Path, example: Path) -> None:
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-m", "briefing", "review", str(example), "--no-open"]
    env = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().decode().strip() == "out/harbour-ferries.yaml"
        address = urlsplit(process.stdout.readline().decode().strip())
        assert _fetch(address, "state")["name"] == "harbour-ferries.yaml"
        assert _fetch(address, "close", {"version": ""}) == {"closed": True}
        assert process.wait(60) == 0
    assert review.is_review((tmp_path / "out" / "harbour-ferries.yaml").read_bytes())


def _fetch(address: Any, path: str, told: Any = None) -> Any:
    import http.client

    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    headers = {"Origin": f"http://{address.netloc}", "Content-Type": "application/json"} if told else {}
    data = json.dumps(told).encode() if told else None
    connection.request("POST" if told else "GET", f"{address.path}{path}", data, headers)
    answer = connection.getresponse()
    assert answer.status == 200
    value = json.loads(answer.read())
    connection.close()
    return value
