"""Inputs are gathered in order; what cannot be read is told and the rest goes on."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from briefing.cli import fetch, sources
from briefing.cli.sources import Failure, Source, gather


def names(found: list[Source | Failure], root: Path) -> list[str]:
    return [Path(f.name).relative_to(root).as_posix() if Path(f.name).is_absolute() else f.name for f in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", ".hidden", "deep/c.txt", "page_files/x.js"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


def test_a_folder_stands_for_its_files_in_order_without_hidden_ones(folder: Path) -> None:
    found = list(gather([str(folder)], stdin=io.BytesIO()))
    assert names(found, folder) == ["a.html", "b.txt"]
    assert [f.data for f in found if isinstance(f, Source)] == [b"a.html", b"b.txt"]


def test_a_pattern_stands_for_what_it_matches(folder: Path) -> None:
    assert names(list(gather([str(folder / "*.txt")], stdin=io.BytesIO())), folder) == ["b.txt"]
    assert names(list(gather([str(folder / "**/*.txt")], stdin=io.BytesIO())), folder) == ["b.txt", "deep/c.txt"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(folder: Path) -> None:
    wanted = [str(folder / "none.txt"), str(folder / "b.txt"), str(folder / "*.odt"), "ftp://a.example/b", "-"]
    found = list(gather(wanted, stdin=io.BytesIO(b"words")))
    assert [type(f).__name__ for f in found] == ["Failure", "Source", "Failure", "Failure", "Source"]
    assert all(f.error.next_step and f.error.where for f in found if isinstance(f, Failure))
    assert found[-1] == Source("-", b"words")


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    found = list(gather([str(folder / "b.txt"), str(folder)], stdin=io.BytesIO()))
    assert names(found, folder) == ["b.txt", "a.html"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    odd = folder / "pier [1].txt"
    odd.write_bytes(b"words")
    assert list(gather([str(odd)], stdin=io.BytesIO())) == [Source(str(odd), b"words")]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (found,) = gather([str(tmp_path)], stdin=io.BytesIO())
    assert isinstance(found, Failure)


def test_a_file_that_is_too_large_is_not_read_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 3)
    found = list(gather([str(folder / "b.txt"), "-"], stdin=io.BytesIO(b"words")))
    assert ["larger" in str(f.error) for f in found if isinstance(f, Failure)] == [True, True]


def test_an_address_is_fetched_and_named_by_where_it_led(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(address: str, *, allow_private: bool) -> fetch.Fetched:
        assert allow_private
        return fetch.Fetched(address + "/moved", b"words")

    monkeypatch.setattr(fetch, "fetch", fetched)
    found = list(gather(["https://news.example/a"], stdin=io.BytesIO(), allow_private=True))
    assert found == [Source("https://news.example/a/moved", b"words")]


def test_settings_review_files_and_links_beside_the_articles_are_passed_over(folder: Path) -> None:
    for name in ("briefing.toml", "story.yaml", "page.url", "page.webloc", "page.desktop"):
        (folder / name).write_bytes(b"x = 1")
    assert names(list(gather([str(folder)], stdin=io.BytesIO())), folder) == ["a.html", "b.txt"]
    assert names(list(gather([str(folder / "*")], stdin=io.BytesIO())), folder) == ["a.html", "b.txt"]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_refused_and_is_not_the_folder_one_stands_in(name: str) -> None:
    (found,) = gather([name], stdin=io.BytesIO())
    assert isinstance(found, Failure)
    assert "empty" in str(found.error)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.url", b"[InternetShortcut]\r\nURL=https://news.example/a?b=1&c=2\r\n"),
        ("a.desktop", b"[Desktop Entry]\nType=Link\nURL=https://news.example/a?b=1&c=2\n"),
        ("a.webloc", b"<plist><dict><key>URL</key><string>https://news.example/a?b=1&amp;c=2</string></dict></plist>"),
    ],
)
def test_a_link_file_that_is_named_is_the_address_it_holds(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "fetch", lambda address, *, allow_private: fetch.Fetched(address, b"words"))
    (tmp_path / name).write_bytes(data)
    found = list(gather([str(tmp_path / name)], stdin=io.BytesIO()))
    assert found == [Source("https://news.example/a?b=1&c=2", b"words")]


def test_a_link_file_without_an_address_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.url").write_bytes(b"[InternetShortcut]\r\n")
    (found,) = gather([str(tmp_path / "a.url")], stdin=io.BytesIO())
    assert isinstance(found, Failure)
