"""``briefing templates``."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli import main


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
    assert names == ["chronology", "policy-brief", "positions"]


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
