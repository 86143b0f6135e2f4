"""A desk over a file in a folder, as the command opens it, and a client that speaks to it as its page does."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing import review
from briefing.cli import story_files
from briefing.cli.review import finishing
from briefing.desk import Desk, Store
from briefing.layout import template
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.review import Review

LOOK = template.load()


def written(brief: Brief, findings: Findings, folder: Path) -> Path:
    """A review file of the example article that nobody has touched."""
    path = folder / "story.yaml"
    path.write_bytes(review.write(Review(brief, (findings.document,)), {}, name=path.name))
    return path


def store(path: Path, **more: Any) -> Store:
    return Store(
        load=lambda: story_files.load(path),
        save=lambda data: story_files.save(path, data),
        look=LOOK,
        name=path.name,
        today=dt.date(2026, 6, 12),
        **more,
    )


@contextmanager
def opened(path: Path, **more: Any) -> Iterator[Desk]:
    """A desk that answers, until the block ends."""
    one = store(path, **more)
    desk = Desk(one, finishing(one, path, path.parent / "out"))
    thread = threading.Thread(target=desk.serve, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        desk.close()
        thread.join(10)


def ask(
    desk: Desk,
    path: str,
    told: Any = None,
    *,
    headers: Mapping[str, str] | None = None,
    whole: str | None = None,
    body: bytes | None = None,
) -> tuple[int, Any]:
    """The status and the answer; a decision where there is something told."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    data = body if body is not None else json.dumps(told).encode() if told is not None else None
    given = {"Host": f"127.0.0.1:{desk.port}"}
    if data is not None:
        given |= {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{desk.port}"}
    given |= headers or {}
    try:
        connection.request("POST" if data is not None else "GET", whole or f"/{desk.token}/{path}", data, given)
        answer = connection.getresponse()
        text = answer.read()
        kind = answer.getheader("Content-Type") or ""
        return answer.status, json.loads(text) if "json" in kind else text
    finally:
        connection.close()


def decide(desk: Desk, **told: Any) -> tuple[int, Any]:
    return ask(desk, "decide", {"version": desk.store.version, **told})
