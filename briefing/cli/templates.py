"""``briefing templates``: the looks a page can have."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli import console
from briefing.config import folders
from briefing.errors import UsageError
from briefing.model import sanitizers

#: What a new template says before its owner says more.
START = """# A look of your own. docs/templates.md explains every key; whatever is not said here is as in {base}.
name = "{name}"
about = ""
extends = "{base}"

[labels]
# kind = "Policy briefing"

[colours]
# accent = "17335C"
"""


def folder() -> Path:
    """Where the user keeps templates."""
    return folders.user() / "templates"


@click.group("templates", short_help="List, show, start and check templates.")
def command() -> None:
    """List, show, start and check the templates a page can be made with."""


@command.command("list")
def list_() -> None:
    """Print every template's name and what it is for."""
    from briefing.layout import template

    for name in template.names([folder()]):
        console.out(f"{name}\t{template.load(name, [folder()]).about}")


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """Print a template as it is written."""
    from briefing.layout import template

    click.echo(sanitizers.terminal(template.source(name, [folder()])[1]), nl=False)


@command.command()
@click.argument("name")
@click.option(
    "--from",
    "base",
    default="policy-brief",
    show_default=True,
    help="The template to start from, or the path of your own letterhead (.docx, .dotx).",
)
def new(name: str, base: str) -> None:
    """Start a template of your own in the configuration folder, and print its path."""
    from briefing.cli import letterheads
    from briefing.layout import template

    if not name.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"{name!r} cannot be the name of a template", next_step="Use letters, digits and hyphens.")
    if Path(base).suffix.lower() in letterheads.SUFFIXES:
        letterheads.add(Path(base), name, folder())
        return
    template.load(base, [folder()])
    path = folder() / f"{name}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(START.format(name=name, base=base))
    except FileExistsError:
        raise letterheads.name_taken(path) from None
    except OSError as error:
        raise letterheads.cannot_be_written(path, error) from error
    console.place(path)


@command.command()
@click.argument("name")
def check(name: str) -> None:
    """Check a template and report every fault with its line."""
    from briefing.layout import template

    look = template.load(name, [folder()])
    console.out(f"{look.name}: {len(look.sections)} sections, nothing wrong")
