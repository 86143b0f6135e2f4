"""Every command and every option stands in the manual, in the manual page, and in what shells complete."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from briefing.cli import COMMANDS, group, manual, reference
from briefing.errors import BriefingError

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
EVERYWHERE = {"quiet", "verbose", "help", "version"}


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def section(name: str) -> str:
    found = re.search(rf"^## `briefing {name}\b.*?(?=^## )", MANUAL, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/manual.md has no section on {name}"
    return found[0]


def options(name: str) -> list[str]:
    return [
        max(param.opts, key=len)
        for param in command(name).params
        if isinstance(param, click.Option) and param.name not in EVERYWHERE
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_tells_of_every_option(name: str) -> None:
    text = section(name)
    assert [option for option in options(name) if not re.search(rf"`[^`]*{option}\b", text)] == []


def test_the_manual_tells_of_no_option_that_is_not_there() -> None:
    known = {option for name in COMMANDS for option in options(name)} | {"--quiet", "--verbose", "--help", "--version"}
    told = set(re.findall(r"`(?:-\w`, `)?(--[a-z-]+)", MANUAL))
    assert told <= known


def test_the_manual_tells_of_every_exit_code() -> None:
    errors: list[type[BriefingError]] = [BriefingError, *_below(BriefingError)]
    codes = {error.exit_code for error in errors} | {0, 130, 141}
    told = MANUAL[MANUAL.index("## Exit codes") :]
    assert [code for code in sorted(codes) if not re.search(rf"\b{code} ", told)] == []


def test_every_place_the_readme_leads_to_is_there() -> None:
    places = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(places) > 5
    assert [place for place in places if not (ROOT / place).is_file()] == []


def test_what_the_readme_tells_to_type_is_a_command() -> None:
    typed = re.findall(r"`briefing ([a-z]+) ", README)
    assert len(typed) > 5
    assert set(typed) <= set(COMMANDS)


def _below(kind: type[BriefingError]) -> list[type[BriefingError]]:
    return [one for child in kind.__subclasses__() for one in (child, *_below(child))]


def test_the_manual_page_is_that_of_the_commands() -> None:
    assert (ROOT / "docs/briefing.1").read_text(encoding="utf-8") == manual.page()


def test_the_reference_is_that_of_the_commands() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference.page()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_page_is_set_without_complaint() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-c", str(ROOT / "docs/briefing.1")], capture_output=True, text=True
    )
    assert done.stderr == ""
    words = re.sub(".\x08", "", done.stdout)  # bold type is set by overstriking
    assert [name for name in COMMANDS if f"briefing {name}" not in words] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(shell: str) -> None:
    told = CliRunner().invoke(group, ["completion", shell])
    assert told.exit_code == 0
    assert "_BRIEFING_COMPLETE" in told.output


def completed(*typed: str) -> list[str]:
    env = {**os.environ, "_BRIEFING_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("briefing", *typed))}
    env |= {"COMP_CWORD": str(len(typed)), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "briefing"], env=env, capture_output=True, text=True)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (("ver",), ["verify"]),
        (("make", "--pap"), ["--paper"]),
        (("make", "--paper", "l"), ["letter"]),
        (("make", "--format", "docx,h"), ["docx,html"]),
        (("render", "--template", "chr"), ["chronology"]),
    ],
)
def test_what_is_typed_is_completed(typed: tuple[str, ...], wanted: list[str]) -> None:
    assert completed(*typed) == wanted
