from __future__ import annotations

from pathlib import Path

import click
import pytest

from briefing.cli import COMMANDS, group, settings
from briefing.errors import UsageError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, with nothing set."""
    for setting in settings.SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def held(here: Path, key: str) -> tuple[object, str]:
    one = next(e for e in settings.effective(here) if e.setting.key == key)
    return one.value, one.origin


def test_a_nearer_place_goes_before_a_farther_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = home / "work"
    here.mkdir()
    assert held(here, "mark") == (None, "default")
    user = put(home / "config" / "briefing" / "config.toml", 'mark = "U"\n')
    assert held(here, "mark") == ("U", f"{user}, line 1")
    project = put(here / "briefing.toml", '# ours\nmark = "P"\n')
    assert held(here, "mark") == ("P", f"{project}, line 2")
    monkeypatch.setenv("BRIEFING_MARK", "E")
    assert held(here, "mark") == ("E", "BRIEFING_MARK")


def test_a_flag_goes_before_them_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("BRIEFING_PAPER", "letter")
    assert _paper(["make", "a.txt"]) == "letter"
    assert _paper(["make", "a.txt", "--paper", "a4"]) == "a4"


def _paper(args: list[str]) -> object:
    with group.make_context("briefing", list(args)) as context:
        _, command, rest = group.resolve_command(context, args)
        assert command is not None
        return command.make_context("make", rest, parent=context).params["paper"]


def test_a_key_not_set_nearer_is_taken_from_farther_away(home: Path) -> None:
    put(home / "config" / "briefing" / "config.toml", 'mark = "U"\npaper = "letter"\n')
    put(home / "briefing.toml", 'mark = "P"\n')
    assert (held(home, "mark")[0], held(home, "paper")[0]) == ("P", "letter")


def test_the_projects_file_is_looked_for_as_far_as_the_repositorys_root(home: Path) -> None:
    project = put(home / "repo" / "briefing.toml", "")
    inner = home / "repo" / "a" / "b"
    inner.mkdir(parents=True)
    assert settings.project_file(inner) == project
    (home / "repo" / "a" / ".git").mkdir()
    assert settings.project_file(inner) is None


def test_a_file_above_that_is_nobodys_project_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / "briefing.toml", 'mark = "PLANTED"\n')
    monkeypatch.setenv("HOME", "/nowhere")
    (home / "work").mkdir()
    assert settings.project_file(home / "work") is None
    assert settings.project_file(home) == home / "briefing.toml"


def test_a_relative_path_counts_from_its_file(home: Path) -> None:
    put(home / "briefing.toml", 'output = "pages"\ntemplate = "looks/own.toml"\n')
    inner = home / "a" / "b"
    inner.mkdir(parents=True)
    assert held(inner, "output")[0] == "../../pages"
    assert held(inner, "template")[0] == "../../looks/own.toml"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('format = ["csv"]', "csv"),
        ('format = ["docx", "timeline"]', "docx,timeline"),
        ('format = "events.csv"', "events.csv"),
    ],
)
def test_a_file_may_name_every_format_that_the_option_takes(home: Path, text: str, value: str) -> None:
    put(home / "briefing.toml", text)
    assert held(home, "format")[0] == value


def test_a_templates_name_is_no_path(home: Path) -> None:
    put(home / "briefing.toml", 'template = "memo"\n')
    assert held(home, "template")[0] == "memo"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('papper = "a4"', "line 1: 'papper' is not a setting; did you mean 'paper'?"),
        ("large_print = true", "line 1: 'large_print' is not a setting; did you mean 'large-print'?"),
        ('\npaper = "A4"', "line 2: paper: 'A4' is not allowed; choose one of a4, letter"),
        ("paper = 4", "line 1: paper must be text in quotation marks, not 4"),
        ("longest = 0", "line 1: longest must be a whole number above 0, not 0"),
        ("longest = true", "line 1: longest must be a whole number above 0, not True"),
        ('large-print = "yes"', "line 1: large-print must be true or false, not 'yes'"),
        ('format = ["dox"]', "line 1: format: 'dox' is not allowed; did you mean 'docx'?"),
        ("format = 3", "line 1: format must be a list, not 3"),
        ("actor = [1]", "line 1: actor must be a list of texts, as in [\"Ada Brenn\"], not [1]"),
        ("paper = ", "this is not TOML"),
        ('[make]\npaper = "a4"', "line 1: 'make' is not a setting"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_line(home: Path, text: str, fault: str) -> None:
    path = put(home / "briefing.toml", text)
    with pytest.raises(UsageError) as raised:
        settings.effective(home)
    assert str(path) in str(raised.value)
    assert fault in str(raised.value)


def test_every_fault_of_a_file_is_told_at_once(home: Path) -> None:
    put(home / "briefing.toml", "colour = 1\n\nmark = 2\n")
    with pytest.raises(UsageError, match=r"(?s)line 1: 'colour'.*line 3: mark"):
        settings.effective(home)


@pytest.mark.parametrize(("name", "text"), [("BRIEFING_PAPER", "A5"), ("BRIEFING_LARGE_PRINT", "perhaps")])
def test_what_is_wrong_in_the_environment_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(UsageError, match=name):
        settings.effective(home)


def test_a_list_in_the_environment_is_parted_by_semicolons(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_ACTOR", "Ada Brenn; Lew Harker;")
    assert held(home, "actor")[0] == ("Ada Brenn", "Lew Harker")


@pytest.mark.parametrize("setting", settings.SETTINGS, ids=lambda s: s.key)
def test_a_setting_is_an_option_of_the_same_name_type_and_default(setting: settings.Setting) -> None:
    found = 0
    with click.Context(group) as context:
        for name in setting.only or COMMANDS:
            command = group.get_command(context, name)
            assert command is not None
            for option in command.params:
                if option.name == setting.name:
                    found += 1
                    assert f"--{setting.key}" in option.opts
                    plain = command.make_context(name, [], parent=context, resilient_parsing=True)
                    assert plain.params[setting.name] == setting.default
    assert found
