"""A command of this program run by another, as a user would type it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click


def run(context: click.Context, name: str, args: Sequence[str], *, settings: Collection[str] | None = None) -> None:
    """Run a command with the settings of the user; arguments go before them.

    Args:
        context: of the command that runs it; how much is said is the same for both.
        name: of the command.
        args: as they would be typed.
        settings: the only settings that are to hold; ``None`` for all.

    Raises:
        BriefingError: as the command raises it.
    """
    from briefing.cli import settings as known

    group = context.find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 - the root is always the group of commands
    command = group.get_command(context, name)
    assert command is not None  # noqa: S101 - only commands of the table are asked for
    defaults = known.default_map({name: None})[name]
    held = {key: value for key, value in defaults.items() if settings is None or key in settings}
    with command.make_context(name, list(args), parent=context, default_map=held) as inner:
        command.invoke(inner)
