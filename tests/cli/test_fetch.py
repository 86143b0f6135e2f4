"""An address is asked carefully: on loopback only when allowed, never beyond what was checked."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import socketserver
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator

import httpx
import pytest

from briefing.cli import fetch as fetching
from briefing.cli.fetch import fetch, is_public
from briefing.errors import NetworkError, UnknownFormatError

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/story")
            self.end_headers()
        elif self.path == "/story":
            body = "<p>Café au port.</p>".encode("cp1252")
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=windows-1252")
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_response(404)
            self.end_headers()

    def log_message(self, *args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def server() -> Iterator[http.server.ThreadingHTTPServer]:
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def hosts(**known: str) -> fetching.Resolve:
    return lambda host, port: [known[host.partition(".")[0]]]


def test_a_page_on_loopback_is_read_when_private_addresses_are_allowed(server: http.server.ThreadingHTTPServer) -> None:
    port = server.server_address[1]
    found = fetch(f"http://localhost:{port}/moved", allow_private=True)
    assert found.address == f"http://localhost:{port}/story"
    assert found.data == "\ufeff<p>Café au port.</p>".encode()
    _, headers = server.seen[0]  # type: ignore[attr-defined]
    assert headers["Host"] == f"localhost:{port}"
    assert headers["User-Agent"].startswith("briefing/")
    assert "Cookie" not in headers


def test_loopback_is_not_asked_unless_allowed(server: http.server.ThreadingHTTPServer) -> None:
    with pytest.raises(NetworkError, match="private") as caught:
        fetch(f"http://127.0.0.1:{server.server_address[1]}/story")
    assert "--allow-private" in (caught.value.next_step or "")
    assert server.seen == []  # type: ignore[attr-defined]


def test_a_page_that_is_not_there_is_told_as_such(server: http.server.ThreadingHTTPServer) -> None:
    with pytest.raises(NetworkError, match="no such page"):
        fetch(f"http://127.0.0.1:{server.server_address[1]}/gone", allow_private=True)


def test_a_port_nobody_listens_on_is_told_as_unreachable(server: http.server.ThreadingHTTPServer) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    with pytest.raises(NetworkError, match="reached"):
        fetch(f"http://127.0.0.1:{port}/story", allow_private=True)


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        return httpx.Response(302, headers={"location": "http://inside.example/admin"})

    with pytest.raises(NetworkError, match="private"):
        fetch("http://news.example/a", transport=answering(answer), resolve=hosts(news=PUBLIC, inside=PRIVATE))
    assert asked == ["news.example"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/"])
def test_a_redirect_to_another_scheme_is_not_followed(location: str) -> None:
    moved = answering(lambda request: httpx.Response(301, headers={"location": location}))
    with pytest.raises(NetworkError, match="only http"):
        fetch("http://news.example/a", transport=moved, resolve=hosts(news=PUBLIC))


def test_one_private_answer_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(NetworkError, match="private"):
        fetch("http://news.example/", resolve=lambda host, port: [PUBLIC, PRIVATE])


def test_the_request_goes_to_the_address_that_was_checked_under_the_hosts_name() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        assert request.headers["host"] == "news.example"
        assert request.extensions["sni_hostname"] == "news.example"
        return httpx.Response(200, text="words")

    assert fetch("https://news.example/a", transport=answering(answer), resolve=hosts(news=PUBLIC)).data == b"words"


def test_endless_redirects_are_given_up() -> None:
    moved = answering(lambda request: httpx.Response(302, headers={"location": "/again"}))
    with pytest.raises(NetworkError, match="redirects"):
        fetch("http://news.example/a", transport=moved, resolve=hosts(news=PUBLIC))


def test_an_answer_that_is_too_large_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    read = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b"x" * 100_000

    with pytest.raises(NetworkError, match="larger"):
        fetch(
            "http://news.example/a",
            transport=answering(lambda request: httpx.Response(200, content=pieces())),
            resolve=hosts(news=PUBLIC),
        )
    assert len(read) < 5


def _same(answer: httpx.Response, _: httpx.Request) -> httpx.Response:
    return answer


def test_an_answer_that_unpacks_beyond_measure_is_cut_off_and_one_packed_twice_is_not_unpacked() -> None:
    once = gzip.compress(b"<p>" + b" " * 60_000_000)
    for encoding, data, words in (("gzip", once, "larger"), ("gzip, gzip", gzip.compress(once), "compressed in a way")):
        answer = httpx.Response(200, headers={"content-encoding": encoding}, stream=httpx.ByteStream(data))
        tracemalloc.start()
        with pytest.raises(NetworkError, match=words):
            fetch(
                "http://news.example/a",
                transport=answering(functools.partial(_same, answer)),
                resolve=hosts(news=PUBLIC),
            )
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 300_000_000


@pytest.mark.parametrize(("status", "words"), [(403, "refuses"), (429, "refuses"), (404, "no such"), (500, "error")])
def test_what_a_site_answers_is_told(status: int, words: str) -> None:
    with pytest.raises(NetworkError, match=words) as caught:
        fetch(
            "http://news.example/a",
            transport=answering(lambda request: httpx.Response(status)),
            resolve=hosts(news=PUBLIC),
        )
    assert caught.value.next_step


def test_a_site_that_does_not_answer_in_time_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    with pytest.raises(NetworkError, match="in time"):
        fetch("http://news.example/a", transport=answering(answer), resolve=hosts(news=PUBLIC))


def test_a_picture_is_no_article() -> None:
    picture = answering(lambda request: httpx.Response(200, headers={"content-type": "image/png"}))
    with pytest.raises(UnknownFormatError, match="image"):
        fetch("http://news.example/a.png", transport=picture, resolve=hosts(news=PUBLIC))


@pytest.mark.parametrize(
    "address",
    ["ftp://news.example/a", "file:///etc/passwd", "http://", "http://user:word@news.example/", "http://[::1/", "news"],
)
def test_what_is_no_plain_web_address_is_not_asked(address: str) -> None:
    with pytest.raises(NetworkError) as caught:
        fetch(address, resolve=hosts(news=PUBLIC))
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        (PUBLIC, True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:93.184.215.14", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds tell machines their secrets
        ("100.64.0.1", False),  # carriers' own networks
        ("0.0.0.0", False),  # noqa: S104 - asked about, not bound
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),  # loopback behind NAT64
        ("2002:7f00:1::", False),  # loopback in 6to4
    ],
)
def test_only_addresses_of_the_open_internet_are_public(ip: str, expected: bool) -> None:
    assert is_public(ip) is expected


def test_a_number_that_means_loopback_is_refused() -> None:
    with pytest.raises(NetworkError):
        fetch("http://2130706433/")


@pytest.mark.parametrize("ip", ["fec0::1", "64:ff9b:1::a00:1", "::127.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1", "::"])
def test_no_form_of_a_private_address_is_public(ip: str) -> None:
    assert not is_public(ip)


def asked(response: httpx.Response) -> fetching.Fetched:
    return fetch("http://news.example/a", transport=answering(lambda _: response), resolve=lambda host, port: [PUBLIC])


def test_an_answer_that_is_not_all_there_is_an_error() -> None:
    whole = gzip.compress(b"<p>The council met.</p>" * 50)
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    assert asked(httpx.Response(200, headers=headers, stream=httpx.ByteStream(whole))).data.startswith(b"<p>The")
    with pytest.raises(NetworkError, match="cut off"):
        asked(httpx.Response(200, headers=headers, stream=httpx.ByteStream(whole[:-12])))
    with pytest.raises(NetworkError, match="damaged"):
        asked(httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"not packed at all")))
    with pytest.raises(NetworkError, match="206"):
        asked(httpx.Response(206, content=b"<p>The co"))


def test_what_is_packed_in_several_pieces_one_behind_another_is_read_whole() -> None:
    def answer(packed: bytes) -> bytes:
        headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
        return asked(httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed))).data

    assert answer(gzip.compress(b"The council ") + gzip.compress(b"met.")) == b"The council met."
    assert answer(gzip.compress(b"The council met.") + b"\0" * 8) == b"The council met."
    with pytest.raises(NetworkError, match="cut off"):
        answer(gzip.compress(b"The council ") + gzip.compress(b"met.")[:-4])


def test_pieces_one_behind_another_do_not_unpack_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    packed = gzip.compress(b"x" * 600) * 2
    with pytest.raises(NetworkError, match="larger than"):
        asked(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(packed)))


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "unicode_escape", "hex", "no-such", "utf-16"])
def test_a_header_that_names_an_encoding_nobody_writes_in_loses_nothing(charset: str) -> None:
    page = b"<p>The council met\\x1b. \xff</p>"
    found = asked(httpx.Response(200, headers={"Content-Type": f"text/html; charset={charset}"}, content=page)).data
    assert found == page or charset == "utf-16"


@pytest.mark.parametrize("headers", [{}, {"Location": ""}, {"Location": "http://xn--/"}, {"Location": "http://[x/"}])
def test_a_redirect_to_nowhere_is_a_message(headers: dict[str, str]) -> None:
    with pytest.raises(NetworkError):
        asked(httpx.Response(302, headers=headers))


def test_no_password_is_told() -> None:
    with pytest.raises(NetworkError) as told:
        fetch("http://ada:secret@news.example/a", resolve=hosts(news=PUBLIC))
    assert "secret" not in str(told.value)
    with pytest.raises(NetworkError) as told:
        asked(httpx.Response(302, headers={"Location": "http://ada:secret@news.example/b"}))
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "https:ada:secret@news.example/a",
        "https:/ada:secret@news.example/a",
        "http://ada:pa/secret@news.example/a",
        "http:\\\\ada:secret@news.example\\a",
        "http://a da:secret@news.example/a",
        "http://ada@b:secret@news.example/a",
        "http:///ada:secret@news.example/a",
        "ftp://ada:secret@news.example/a",
    ],
)
def test_no_password_is_told_of_an_address_that_is_written_wrongly(address: str) -> None:
    with pytest.raises(NetworkError) as told:
        fetch(address, resolve=lambda host, port: [PRIVATE])
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("address", ["http://news.example/@ada/a", "http://news.example/a?mail=ada:b@c.example"])
def test_a_sign_that_is_no_password_leaves_the_address_as_it_is(address: str) -> None:
    with pytest.raises(NetworkError) as told:
        fetch(address, resolve=lambda host, port: [PRIVATE])
    assert address in str(told.value)


class Trickling(socketserver.BaseRequestHandler):
    """Says something for ever, a little at a time."""

    def handle(self) -> None:
        first, again = self.server.said  # type: ignore[attr-defined]
        with contextlib.suppress(OSError):
            self.request.recv(65536)
            self.request.sendall(first)
            while not self.server.over.wait(0.02):  # type: ignore[attr-defined]
                self.request.sendall(again)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: a\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900000\r\n\r\n", b"<p>"),
    ],
)
def test_an_answer_that_comes_for_ever_is_given_up(first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_S", 0.5)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Trickling) as made:
        made.daemon_threads = True
        made.said, made.over = (first, again), threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(NetworkError, match="in time"):
            fetch(f"http://127.0.0.1:{made.server_address[1]}/a", allow_private=True)
        assert time.monotonic() - begun < 15
        made.over.set()  # type: ignore[attr-defined]
        made.shutdown()


def test_one_deadline_holds_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_S", 0.3)
    release = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        release.wait(20)
        return [PUBLIC]

    with pytest.raises(NetworkError, match="in time"):
        fetch("http://news.example/a", resolve=slow, transport=answering(lambda _: httpx.Response(200)))
    release.set()
