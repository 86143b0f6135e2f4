"""``briefing templates``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefing.cli import letterheads, main
from briefing.layout import template
from tests.letterheads import agency, institute, logo, ministry


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(["templates", *args])
    return int(done.value.code or 0)


def test_the_shipped_ones_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    names = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == ["chronology", "policy-brief", "positions", "two-columns"]


def test_a_new_one_is_written_checked_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "ours", "--from", "positions") == 0
    path = tmp_path / "briefing" / "templates" / "ours.toml"
    assert capsys.readouterr().out.strip() == str(path)
    assert run("check", "ours") == 0
    assert run("list") == 0
    assert "ours" in capsys.readouterr().out


def test_a_template_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "ours") == 0
    assert run("new", "ours") == 8
    assert "already" in capsys.readouterr().err


def test_a_letterhead_becomes_a_template_with_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "paper.docx").write_bytes(institute())
    (tmp_path / "paper.png").write_bytes(logo())
    assert run("new", "ours", "--from", str(tmp_path / "paper.docx")) == 0
    told = capsys.readouterr()
    folder = tmp_path / "briefing" / "templates"
    assert told.out.strip() == str(folder / "ours.toml")
    assert "places: bottom_line, chronology, positions, sources." in told.err
    assert "not printed: changes, figures, key_points, questions, scheduled." in told.err
    assert "no {{ mark }}" in told.err
    assert sorted(path.name for path in folder.iterdir()) == ["ours.docx", "ours.png", "ours.toml"]
    look = template.load("ours", [folder])
    assert look.house is not None
    assert look.house.picture is not None
    assert run("new", "ours", "--from", str(tmp_path / "paper.docx")) == 8


def test_without_a_picture_of_the_letterhead_it_is_said_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    (tmp_path / "paper.dotx").write_bytes(agency())
    assert run("new", "ours", "--from", str(tmp_path / "paper.dotx")) == 0
    assert "save an empty sheet of the letterhead as ours.png" in capsys.readouterr().err
    look = template.load("ours", [tmp_path / "briefing" / "templates"])
    assert look.house is not None
    assert look.house.picture is None


@pytest.mark.office
def test_libreoffice_draws_the_head_of_the_letterhead() -> None:
    drawn = letterheads.drawing(ministry())
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as image:
        assert image.size == pytest.approx((1654, 2339), abs=3)
        assert (122, 31, 43) in {colour for _, colour in image.getcolors(1 << 20)}


def test_a_fault_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nextends = "policy-brief"\npaegs = 2\n', encoding="utf-8")
    assert run("check", str(path)) == 6
    error = capsys.readouterr().err
    assert "line 3" in error
    assert "did you mean 'pages'" in error


@pytest.mark.parametrize("name", ["../x", "a/b", ""])
def test_a_name_cannot_lead_out_of_the_folder(name: str) -> None:
    assert run("new", name) == 2
