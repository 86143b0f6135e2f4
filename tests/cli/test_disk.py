from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.cli import disk
from briefing.errors import OutputError


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Harbour ferries", "Harbour-ferries"),
        ("../../etc/passwd", "etc-passwd"),  # no way out of the folder
        ("a/b\\c:d", "a-b-c-d"),
        (".hidden", "hidden"),
        ("...", "briefing"),  # nothing left: a name all the same
        ("Noroña – Ministère", "Noroña-Ministère"),  # letters of any script stay
        ("x" * 300, "x" * 80),
        ("a\x00b\nc", "a-b-c"),
        ("𐐀" * 80, "𐐀" * 50),  # four bytes each: a name may have 255
        ("a\ud800b", "a-b"),
    ],
)
def test_a_title_becomes_a_safe_file_name(text: str, stem: str) -> None:
    assert disk.file_name(text) == stem


def test_a_file_is_written_whole_into_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.pdf"
    disk.write(path, b"page")
    assert path.read_bytes() == b"page"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folder")
def test_the_folder_is_synced_once_a_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bool, bool]] = []
    real, path = os.fsync, tmp_path / "page.pdf"

    def sync(descriptor: int) -> None:
        seen.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), path.exists()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    disk.write(path, b"page")
    assert seen == [(False, False), (True, True)]


def test_an_earlier_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"earlier")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        disk.write(path, b"new")
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("I am a file")
    with pytest.raises(OutputError) as told:
        disk.write(tmp_path / "out" / "page.pdf", b"page")
    assert told.value.exit_code == 8
    assert "-o DIR" in str(told.value)


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    disk.write(tmp_path / "page.pdf", b"page")
    (tmp_path / "plain").write_bytes(b"page")
    assert (tmp_path / "page.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode
