"""What a user meets at the command line: examples that work, groups, files by name, words that match nothing."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefing.cli import COMMANDS, examples, group, main, output
from briefing.errors import InputError
from briefing.model.brief import Brief

ROOT = Path(__file__).parent.parent.parent


def test_every_command_stands_in_one_group() -> None:
    named = [name for names in examples.GROUPS.values() for name in names]
    assert sorted(named) == sorted(COMMANDS)


def test_the_help_shows_the_groups(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(f"\n{heading}:" in told for heading in examples.GROUPS)
    assert all(f"\n  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    told = capsys.readouterr().out
    assert all(f"  {line}\n" in told for line in examples.EXAMPLES[name])


@pytest.mark.parametrize("line", [line for lines in examples.EXAMPLES.values() for line in lines])
def test_an_example_is_understood(line: str) -> None:
    words = shlex.split(line.rpartition("|")[2].partition("<")[0].partition(">")[0])
    assert words[0] == "briefing"
    context = click.Context(group)
    command = group.get_command(context, words[1])
    assert command is not None
    args = words[2:]
    if isinstance(command, click.Group):
        inner = command.get_command(context, args[0])
        assert inner is not None
        command, args = inner, args[1:]
    command.make_context(words[1], args, parent=context)


@pytest.mark.parametrize("name", ["brief.pdf", "Two words.docx", "brief.md"])
def test_a_file_that_is_named_is_the_one_written(
    name: str, tmp_path: Path, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["make", str(example), "-o", str(tmp_path / name), "-q"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"{tmp_path / name}\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([".briefing-written.json", name])


def test_a_folder_called_like_a_file_stays_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert output.target(str(tmp_path / "a.pdf"), ["docx", "pdf"]) == ["docx", "pdf"]
    assert output.target(str(tmp_path / "pages.old"), ["docx"]) == ["docx"]


def test_what_was_asked_for_and_stands_nowhere_is_told(brief: Brief, capsys: pytest.CaptureFixture[str]) -> None:
    output.unmatched(brief, ["Ines Calloway", "Zebulon Quist"], ["night ferries", "sugar"])
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "note: --actor Zebulon Quist: stands in none of the articles.",
        "note: --topic sugar: stands in none of the articles.",
    ]


def test_explain_reads_the_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"It closed on 9 June 2026.")))
    with pytest.raises(SystemExit) as end:
        main(["explain", "-", "--engine", "rules"])
    assert end.value.code == 0
    assert "2026-06-09" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xfe\xff"])
def test_explain_refuses_what_is_no_text(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.cli import explain

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    with pytest.raises(InputError):
        explain._piped()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8", "koi8-r"])
def test_no_encoding_of_the_output_is_too_small(encoding: str) -> None:
    text = "Κώστας said on 9 June 2026: “It is 5 ≈ ∞ → ¶ 🚢”."
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "explain", text, "--engine", "rules"],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2026-06-09" in done.stdout


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["make", "ferries.txt", "--format", "pfd"], "unknown format pfd; did you mean 'pdf'?"),
        (["make", "ferrys.txt"], "there is no such file; did you mean 'ferries.txt'?"),
        (["render", "story.yml"], "there is no such file; did you mean 'story.yaml'?"),
        (["make", "something-else.pdf"], "there is no such file\n"),
        (["make", "ferries.txt", "--format", "word"], "unknown format word\n"),
    ],
)
def test_what_was_probably_meant_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ferries.txt", "story.yaml", ".ferrys.txt"):
        (tmp_path / name).write_text("The council met on Monday.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(typed)
    assert told in capsys.readouterr().err
