"""The manual page, made from the commands themselves: ``python -m briefing.cli.manual > docs/briefing.1``.

Source: man(7), groff_man_style(7).
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import click

from briefing import __version__

_EXITS = (
    "0 done", "1 failed", "2 usage", "3 input", "4 unknown format", "5 language model", "6 template", "7 does not fit",
    "8 output", "9 verification", "10 review file", "11 network",
    "12 not wholly checked", "130 interrupted",
    "141 the reader of the output went away",
)  # fmt: skip
_FILES = (
    ("briefing.toml", "settings of a project, beside the articles or above them"),
    ("$XDG_CONFIG_HOME/briefing/config.toml", "the user's own settings"),
    ("$XDG_CONFIG_HOME/briefing/templates/", "the user's own templates"),
    ("$XDG_CONFIG_HOME/briefing/people.toml", "names that the user asked to be remembered"),
)
_VARIABLES = (
    ("BRIEFING_*", "settings, such as BRIEFING_PAPER=letter; see briefing config"),
    ("SOURCE_DATE_EPOCH", "the day printed where none is given, in seconds since 1970"),
    ("NO_COLOR", "no colours in tables"),
    ("COLUMNS", "the width of tables"),
)


def page() -> str:
    """The page in man's macros."""
    from briefing.cli import COMMANDS, group

    return "\n".join(_lines(group, list(COMMANDS))) + "\n"


def _lines(group: click.Group, names: list[str]) -> Iterator[str]:
    context = click.Context(group, info_name="briefing")
    yield f'.TH BRIEFING 1 "" "briefing {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "briefing \\- news articles in, a one\\-page policy briefing out"
    yield ".SH SYNOPSIS"
    yield ".B briefing"
    yield '.RI [ OPTIONS ] " COMMAND " [ ARGS ]...'
    yield ".SH DESCRIPTION"
    first, *rest = _paragraphs(group.help or "")
    yield _escape(first)
    yield (
        "Reads news articles, finds dated events and attributed positions, and prints them on one page as DOCX and "
        "PDF, each line with the place it comes from. It works offline."
    )
    for paragraph in rest:
        if "Exit codes" not in paragraph:
            yield ".PP"
            yield _escape(paragraph)
    yield ".SH COMMANDS"
    for name in names:
        command = group.get_command(context, name)
        if command is not None:
            yield from _command(command, click.Context(command, info_name=f"briefing {name}", parent=context))
    yield from _listed("ENVIRONMENT", _VARIABLES)
    yield from _listed("FILES", _FILES)
    yield ".SH EXIT STATUS"
    for code in _EXITS:
        number, _, meaning = code.partition(" ")
        yield f".TP\n.B {number}\n{meaning}"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS briefing {_escape(str(command.name))} {_escape(usage)}"
    for n, paragraph in enumerate(_paragraphs(command.help or "")):
        if n:
            yield ".PP"
        yield _escape(paragraph)
    for param in command.params:
        record = param.get_help_record(context) if isinstance(param, click.Option) else None
        if record is not None:
            yield f".TP\n.B {_escape(record[0])}\n{_escape(record[1])}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(inner, click.Context(inner, info_name=name, parent=context))


def _listed(heading: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {heading}"
    for name, meaning in rows:
        yield f".TP\n.B {_escape(name)}\n{_escape(meaning)}"


def _paragraphs(text: str) -> list[str]:
    """The help's paragraphs, each on one line; one that is set line by line stays so."""
    paragraphs = []
    for part in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        lines = part.split("\n")
        paragraphs.append(
            "\n.br\n".join(line.strip() for line in lines[1:]) if lines[0] == "\b" else " ".join(part.split())
        )
    return paragraphs


def _escape(text: str) -> str:
    """Text that no macro takes for its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    # Older formatters read one byte a character.
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    lines = text.split("\n")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) and line != ".br" else line for line in lines)


if __name__ == "__main__":
    sys.stdout.write(page())
