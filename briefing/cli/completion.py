"""``briefing completion``: what a shell needs to complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from briefing.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_BRIEFING_COMPLETE"


@click.command("completion", short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash   briefing completion bash > ~/.local/share/bash-completion/completions/briefing
    zsh    briefing completion zsh > ~/.zfunc/_briefing
    fish   briefing completion fish > ~/.config/fish/completions/briefing.fish
    """  # noqa: D301 - the backspace tells click to leave these lines as they stand
    made = get_completion_class(shell)
    if made is None:
        raise UsageError(f"no completion for {shell}", next_step=f"Choose from {', '.join(SHELLS)}.")
    root = click.get_current_context().find_root().command
    # The script itself is wanted, whichever version of the shell this machine has.
    complete = made(root, {}, "briefing", VARIABLE)
    click.echo(complete.source_template % complete.source_vars())
