"""Every command with its options as Markdown, made from the commands themselves.

``python -m briefing.cli.reference > docs/commands.md``
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import click


def page() -> str:
    """The reference of all commands."""
    from briefing.cli import COMMANDS, group

    return "\n".join(_lines(group, list(COMMANDS))) + "\n"


def _lines(group: click.Group, names: list[str]) -> Iterator[str]:
    context = click.Context(group, info_name="briefing")
    yield "# Commands"
    yield ""
    yield "Made from the commands by `python -m briefing.cli.reference`; change the help texts, not this page."
    for name in names:
        command = group.get_command(context, name)
        if command is not None:
            yield from _command(command, click.Context(command, info_name=name, parent=context), 2)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"\n{'#' * level} {context.command_path}\n"
    yield f"    {context.command_path} {usage}"
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(command.help or "")):
        first, *lines = paragraph.split("\n")
        yield ""
        if first == "\b":
            yield from (f"    {line}" for line in lines)
        else:
            yield " ".join(paragraph.split())
    records = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    options = [record for record in records if record is not None]
    if options:
        yield "\n| option | meaning |\n| --- | --- |"
        for names, meaning in options:
            yield f"| `{_cell(names)}` | {_cell(meaning)} |"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(inner, click.Context(inner, info_name=name, parent=context), level + 1)


def _cell(text: str) -> str:
    """Text that stays within its cell; outside of code, what looks like a tag is no tag."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(page())
