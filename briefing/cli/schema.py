"""``briefing schema``: the JSON Schema of what ``--format json`` writes."""

from __future__ import annotations

import json

import click


@click.command("schema", short_help="Print the JSON Schema of a brief.")
def command() -> None:
    """Print the JSON Schema of a brief, as --format json writes it and delivered pages carry it."""
    from briefing.model.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
