"""No network unless an address is given, and nothing of the machine or its user in what is delivered."""

from __future__ import annotations

import base64
import email
import socket
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from briefing.cli import group
from briefing.renderers import RENDERERS

ARTICLE = str(Path(__file__).parents[1] / "examples/harbour-ferries.txt")


class UsedNetworkError(BaseException):
    """Not an ``Exception``: nothing on the way may take it for a failure that can be lived with."""


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UsedNetworkError

    # A library asks at its import whether there is IPv6, by binding a socket to ::1; nothing is sent by that.
    for name in ("connect", "connect_ex", "sendto", "listen"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname", "gethostname", "getfqdn"):
        monkeypatch.setattr(socket, name, refuse)


def run(*typed: str, code: int = 0) -> str:
    done = CliRunner().invoke(group, list(typed))
    assert done.exit_code == code, (typed, done.output, done.exception)
    return done.output


def test_the_main_jobs_use_no_network(cut_off: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("make", ARTICLE, "--as-of", "2026-06-10", "--format", ",".join(RENDERERS))
    run("show", ARTICLE)
    run("read", ARTICLE)
    run("explain", "The council met on Monday, Mayor Ada Brenn said.", "--date", "2026-06-09")
    run("extract", ARTICLE, "-o", "story.yaml")
    run("render", "story.yaml", "--format", "md")
    run("verify", "out/harbour-ferries.pdf", ARTICLE)
    Path("docs.jsonl").write_text('{"id": "a", "text": "The dam held on Monday.", "date": "2026-06-09"}\n')
    run("annotate", "docs.jsonl", "-o", "out.jsonl")
    run("batch", "docs.jsonl", "-o", "all.jsonl", "-j", "1", "--engine", "rules")
    run("schema")
    run("templates", "list")


def test_an_article_cannot_make_it_use_the_network(cut_off: None, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><link rel=stylesheet href=http://192.0.2.1/a.css>"
        "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'>"
        "<title>Pier</title></head><body><img src=http://192.0.2.1/x.png><iframe src=http://192.0.2.1/></iframe>"
        "<article><h1>Pier</h1>"
        + "<p>The council closed the pier on Monday, Mayor Ada Brenn said.</p>" * 5
        + "</article></body></html>"
    )
    run("make", str(page), "-o", str(tmp_path / "out"), "--engine", "rules")


def test_an_address_does_use_it(cut_off: None, tmp_path: Path) -> None:
    with pytest.raises(UsedNetworkError):
        CliRunner().invoke(group, ["make", "http://192.0.2.1/a", "-o", str(tmp_path)], catch_exceptions=False)


def contents(data: bytes) -> bytes:
    """All bytes of a file, those packed in it unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return b"\n".join([*(p.filename.encode() for p in parts.infolist()), *map(parts.read, parts.namelist())])
    if data.startswith(b"%PDF"):
        found = [data]
        for number in range(1, len(pypdf.PdfReader(BytesIO(data)).xref[0]) + 1):
            one = pypdf.PdfReader(BytesIO(data)).get_object(number)
            if isinstance(one, pypdf.generic.StreamObject):
                found.append(one.get_data())
        return b"\n".join(found)
    if data.startswith(b"X-Unsent"):
        bodies = [part for part in email.message_from_bytes(data).walk() if not part.is_multipart()]
        heads = data.partition(b"\r\n\r\n")[0]
        return b"\n".join([heads, *(contents(bytes(part.get_payload(decode=True))) for part in bodies)])
    if b"\nrecord: !!binary" in data:
        head, _, packed = data.partition(b"record: !!binary |")
        return head + zlib.decompress(base64.b64decode(b"".join(packed.split())))
    return data


def test_nothing_of_the_machine_or_its_user_is_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home-of-zzquser"
    home.mkdir()
    article = home / "ferries.txt"
    article.write_bytes(Path(ARTICLE).read_bytes())
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME", "EMAIL"):
        monkeypatch.setenv(name, "zzquser")
    monkeypatch.setattr(socket, "gethostname", lambda: "zzqhost")
    run("make", str(article), "-o", str(tmp_path / "out"), "--as-of", "2026-06-10", "--format", ",".join(RENDERERS))
    run("extract", str(article), "-o", str(tmp_path / "out" / "ferries.yaml"), "--as-of", "2026-06-10")
    made = sorted((tmp_path / "out").glob("[!.]*"))
    assert len(made) >= len(RENDERERS)
    for path in made:
        inside = contents(path.read_bytes())
        assert [word for word in (b"zzquser", b"zzqhost", str(tmp_path).encode()) if word in inside] == [], path.name


def test_what_is_packed_is_looked_into() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("docProps/core.xml", "<creator>zzquser</creator>" * 9)
    assert b"zzquser" not in packed.getvalue()
    assert b"zzquser" in contents(packed.getvalue())
