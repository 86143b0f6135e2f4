"""The desk's server: on 127.0.0.1 alone, for whoever has its token.

Python's own ``http.server`` is enough here: one person on one machine, a handful of routes, no TLS, nothing streamed.
What it leaves open is closed by hand: every request must bear the token in its path and name this very host; one that
decides must come from this very page (``Origin``), as JSON, and no longer than :data:`MOST`.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any, NamedTuple

from briefing.desk import view
from briefing.desk.store import StaleError, Store
from briefing.errors import BriefingError

HOST = "127.0.0.1"
#: Bytes of the longest request that is read.
MOST = 64 * 1024
#: Seconds that a connection may say nothing.
PATIENCE = 30
ASSETS = {
    "": ("desk.html", "text/html; charset=utf-8"),
    "desk.css": ("desk.css", "text/css; charset=utf-8"),
    "desk.js": ("desk.js", "text/javascript; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Answer(NamedTuple):
    """What is sent back."""

    status: int
    kind: str
    body: bytes


class Desk:
    """A story, served until it is closed.

    Args:
        store: the story.
        finish: makes the files of the page, and tells of each its path and what the check found.
        port: 0 for any that is free.
    """

    def __init__(self, store: Store, finish: Callable[[], Mapping[str, Any]], *, port: int = 0) -> None:
        self.store = store
        self.finish = finish
        self.token = secrets.token_urlsafe(24)
        self.closing = False
        self._server = _Server((HOST, port), self)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """Where the desk is; whoever has it may decide."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def serve(self) -> None:
        """Answer until :meth:`close`, or Ctrl-C."""
        try:
            self._server.serve_forever(poll_interval=0.2)
        finally:
            self._server.server_close()

    def close(self) -> None:
        """End :meth:`serve`, from another thread."""
        threading.Thread(target=self._server.shutdown, daemon=True).start()

    def hosts(self) -> tuple[str, ...]:
        """What a request may call this host."""
        return tuple(f"{name}:{self.port}" for name in (HOST, "localhost"))

    def get(self, path: str) -> Answer:
        """A page, a part of it, or the story."""
        if path in ASSETS:
            name, kind = ASSETS[path]
            data = (resources.files("briefing.desk") / "assets" / name).read_bytes()
            return Answer(200, kind, data)
        if path == "state":
            return _json(200, view.state(self.store))
        if path == "version":
            return _json(200, {"version": self.store.version})
        return _NOT_HERE

    def post(self, path: str, decision: Mapping[str, Any]) -> Answer:
        """A decision, and the story as it is then."""
        version = str(decision.get("version", ""))
        if path == "decide":
            before = {line.id: line.text for line in self.store.now().page.lines}
            after = {line.id for line in self.store.decide(version, decision).page.lines}
            gone = [text for id_, text in before.items() if id_ not in after]
            return _json(200, {**view.state(self.store), "gave_way": gone})
        if path in ("undo", "redo"):
            self.store.undo(version, again=path == "redo")
            return _json(200, view.state(self.store))
        if path == "finish":
            return _json(200, self.finish())
        if path == "close":
            self.closing = True
            return _json(200, {"closed": True})
        return _NOT_HERE


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, address: tuple[str, int], desk: Desk) -> None:
        self.desk = desk
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = PATIENCE
    protocol_version = "HTTP/1.0"
    server_version = "briefing"
    sys_version = ""

    def do_GET(self) -> None:
        """A page or the story."""
        self._send(self._answered(self.server.desk.get) if self._ours() else _NOT_HERE)

    def do_POST(self) -> None:
        """A decision."""
        if not self._ours():
            self._send(_NOT_HERE)
            return
        decision = self._told()
        self._send(decision if isinstance(decision, Answer) else self._answered(self.server.desk.post, decision))
        # Not before the answer is sent: the program ends with the server.
        if self.server.desk.closing:
            self.server.desk.close()

    def _answered(self, route: Callable[..., Answer], *more: Any) -> Answer:
        path = self.path.split("?", 1)[0].split("/", 2)[2]
        try:
            return route(path, *more)
        except StaleError as error:
            return _json(409, {"error": error.what})
        except BriefingError as error:
            return _json(422, {"error": error.what, "next": error.next_step or ""})

    def _ours(self) -> bool:
        """Whether a request names this host, bears the token, and comes from no other page."""
        desk = self.server.desk
        host = self.headers.get("Host", "")
        _, _, rest = self.path.partition("/")
        token, slash, _ = rest.partition("/")
        origin = self.headers.get("Origin")
        needed = self.command == "POST"
        known = hmac.compare_digest(token.encode("utf-8", "replace"), desk.token.encode())
        from_here = origin in {f"http://{name}" for name in desk.hosts()} if origin or needed else True
        elsewhere = self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
        return bool(slash) and known and host in desk.hosts() and from_here and not elsewhere

    def _told(self) -> Mapping[str, Any] | Answer:
        """What a request says, or why it is not read."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not length.isascii() or not length.isdigit():
            return _json(415, {"error": "a decision is sent as JSON"})
        if int(length) > MOST:
            return _json(413, {"error": f"a decision has no more than {MOST} bytes"})
        try:
            decision = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return _json(400, {"error": "is not JSON"})
        return decision if isinstance(decision, dict) else _json(400, {"error": "a decision is an object"})

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Nothing: a log would hold the token."""

    def handle(self) -> None:
        """One request; a browser that goes away in the middle is no fault."""
        try:
            super().handle()
        except (TimeoutError, ConnectionError):
            self.close_connection = True


def _json(status: int, value: Mapping[str, Any]) -> Answer:
    return Answer(status, "application/json", json.dumps(value).encode())


_NOT_HERE = Answer(404, "text/plain; charset=utf-8", b"not here\n")
