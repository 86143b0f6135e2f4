"""A correction of a name is put into later stories where that was asked for, is seen there, and is taken back there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli import group, known_people, output
from briefing.review import people

ENGINE = ("--engine", "rules", "--as-of", "2026-06-12")
FIRST = "Mayor Ines Calloway said the harbour would stay open. “We will not close it,” Ines Calloway said on Monday.\n"
NEXT = "“The piers are safe again,” said Mayor Ines Calloway on Thursday. Calloway opened the second pier herself.\n"
OTHER = "“The mill is sold,” said Ines Callow on Thursday. The owner did not answer.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    for name, text in (("first", FIRST), ("next", NEXT), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "config/briefing/people.toml"


def run(*typed: str, code: int = 0) -> Result:
    done = CliRunner().invoke(group, typed)
    assert (getattr(done.exception, "exit_code", None) or done.exit_code) == code, (done.output, done.exception)
    return done


def extract(name: str) -> Result:
    return run("extract", f"{name}.txt", "-o", f"{name}.yaml", "--date", "2026-06-11", *ENGINE)


def corrected(name: str, more: str = "") -> None:
    path = Path(f"{name}.yaml")
    text = path.read_text(encoding="utf-8")
    assert "    name: Ines Calloway\n" in text
    path.write_text(text.replace("    name: Ines Calloway\n", f"    name: Inés Callaway\n{more}", 1), encoding="utf-8")


def speakers(name: str) -> set[str]:
    run("render", f"{name}.yaml", "--format", "json", "--force")
    return {person.name for person in people.people(output.load(f"out/{name}.json").brief)}


def test_nothing_is_remembered_unless_it_is_asked_for(home: Path) -> None:
    extract("first")
    corrected("first")
    run("render", "first.yaml", "--format", "md")
    assert not home.exists()
    assert "remembered" not in extract("next").stderr
    assert speakers("next") == {"Ines Calloway"}


def test_a_remembered_name_is_put_into_the_next_story_is_seen_there_and_verify_tells_of_it(home: Path) -> None:
    extract("first")
    corrected("first", "    remember: yes\n")
    run("render", "first.yaml", "--format", "md")
    assert 'found = "Ines Calloway"' in home.read_text(encoding="utf-8")
    assert "note: remembered for Ines Calloway: Inés Callaway" in extract("next").stderr
    text = Path("next.yaml").read_text(encoding="utf-8")
    assert "    name: Inés Callaway\n" in text
    assert "    found: Ines Calloway\n    remember: yes\n" in text
    assert speakers("next") == {"Inés Callaway"}
    run("render", "next.yaml", "--format", "pdf", "--force")
    told = run("verify", "out/next.pdf", "next.txt", "--date", "2026-06-11", code=12)
    assert "set by a person" in str(told.exception)


def test_it_is_taken_back_for_one_story_and_forgotten_for_all(home: Path) -> None:
    extract("first")
    corrected("first", "    remember: yes\n")
    run("render", "first.yaml", "--format", "md")
    extract("next")
    path = Path("next.yaml")
    text = path.read_text(encoding="utf-8")
    # Taken back here, and put in no second time when the story is extracted again.
    path.write_text(
        text.replace("name: Inés Callaway", "name: Ines Calloway", 1).replace("    remember: yes\n", ""),
        encoding="utf-8",
    )
    assert speakers("next") == {"Ines Calloway"}
    assert "remembered" not in extract("next").stderr
    assert speakers("next") == {"Ines Calloway"}
    path.write_text(text.replace("remember: yes", "remember: no", 1), encoding="utf-8")
    run("render", "next.yaml", "--format", "md", "--force")
    assert "Calloway" not in home.read_text(encoding="utf-8")
    Path("next.yaml").unlink()
    assert "remembered" not in extract("next").stderr


def test_another_name_is_left_alone(home: Path) -> None:
    extract("first")
    corrected("first", "    remember: yes\n")
    run("render", "first.yaml", "--format", "md")
    assert "remembered" not in extract("other").stderr


def test_a_file_that_is_not_as_it_was_written_is_told(home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.write_text("person = 3\n")
    done = CliRunner().invoke(group, ["extract", "first.txt", "-o", "first.yaml", *ENGINE])
    assert "people.toml" in str(done.exception)
    home.write_text(f'[[person]]\nfound = "Ines Calloway"\nname = "{"Inés"}"\n', encoding="utf-8")
    assert known_people.load()["Ines Calloway"].set == {"name": "Inés"}
