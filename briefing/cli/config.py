"""``briefing config``: every setting, the value that holds, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import console, settings
from briefing.model import sanitizers


@click.command("config", short_help="Show each setting and where it comes from.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(as_json: bool) -> None:
    """Show each setting, its value, and where it comes from.

    An option on the command line overrides the environment (BRIEFING_TEMPLATE, BRIEFING_PAPER …), which overrides the
    project's briefing.toml, which overrides your own config.toml.
    """
    entries = settings.effective()
    if as_json:
        table = {entry.setting.key: {"value": entry.value, "from": entry.origin} for entry in entries}
        click.echo(sanitizers.json_text(table))
        return
    lines = [(entry.setting.key, written(entry.value), entry.origin) for entry in entries]
    keys, values = (max(len(line[i]) for line in lines) for i in (0, 1))
    for key, value, origin in lines:
        console.out(f"{key:<{keys}}  {value:<{values}}  {origin}")
    here = Path.cwd()
    project = settings.project_file(here)
    for name, path in (("user", settings.user_file()), ("project", project or here / settings.PROJECT)):
        console.note(f"{name} file: {path}{'' if path.is_file() else ' (there is none)'}")


def written(value: settings.Value) -> str:
    """A value as it would be written in a file; ``-`` where there is none."""
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return sanitizers.json_text(value)
