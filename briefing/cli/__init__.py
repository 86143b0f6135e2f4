"""The command line. Each command lives in a module of its own and is imported when it is asked for."""

from __future__ import annotations

import atexit
import codecs
import gc
import importlib
import io
import os
import signal
import sys
import threading
from typing import Any

import click

from briefing import __version__
from briefing.batch.threads import one_thread
from briefing.cli import console, examples
from briefing.errors import BriefingError, OutputError
from briefing.model import sanitizers

#: Command name → module and the first line of its help, so that ``--help`` imports none of them.
COMMANDS = {
    "make": ("briefing.cli.make", "Make a one-page briefing from one article or several."),
    "extract": ("briefing.cli.extract", "Write the whole brief to a file for review."),
    "review": ("briefing.cli.review", "Review a story in the browser, and make its page."),
    "render": ("briefing.cli.render", "Make the page from a reviewed file."),
    "show": ("briefing.cli.show", "Show chronology and positions in the terminal."),
    "verify": ("briefing.cli.verify", "Check a page, a review file, or anybody's text against articles."),
    "sign": ("briefing.cli.sign", "Sign delivered files, or make the keys for it."),
    "annotate": ("briefing.cli.annotate", "Annotate documents: one JSON line in, one out."),
    "read": ("briefing.cli.read", "Show what was read from an article."),
    "batch": ("briefing.cli.batch", "Annotate many documents; an interrupted run continues where it stopped."),
    "schema": ("briefing.cli.schema", "Print the JSON Schema of a brief."),
    "templates": ("briefing.cli.templates", "List, show, start and check templates."),
    "config": ("briefing.cli.config", "Show each setting and where it comes from."),
    "completion": ("briefing.cli.completion", "Print the completion script of a shell."),
    "demo": ("briefing.cli.demo", "Make a page, its evidence and a review file from three invented articles."),
    "watch": ("briefing.cli.standing", "Keep a brief up to date: make it again when articles arrive."),
    "mcp": ("briefing.cli.mcp", "Serve articles, briefs and checks to assistants (MCP)."),
    "explain": ("briefing.cli.explain", "Explain how a text's dates and speakers were read."),
}


#: Commands that no setting touches: they work where a file of settings is wrong, too.
UNSET = ("completion", "config", "schema", "templates")
#: So many new objects before Python looks for unused circles of them; its own 700 suit programs that make such circles.
OBJECTS = 50_000
#: As a shell reports a program that SIGPIPE ended (128 + 13).
READER_GONE = 141


class _ReaderGoneError(Exception):
    """Whoever read our output has closed it, as ``head`` does."""


class Commands(click.Group):
    """A group that imports a command's module only when the command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        command.epilog = examples.epilog(cmd_name)
        return console.with_options(command)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a reader of our output that went away is told apart before click makes it an exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table by groups as it stands; no module is imported for it."""
        width = max(map(len, COMMANDS))
        grouped = {name for names in examples.GROUPS.values() for name in names}
        rest = tuple(name for name in COMMANDS if name not in grouped)
        for heading, names in {**examples.GROUPS, **({"More": rest} if rest else {})}.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), COMMANDS[name][1]) for name in names])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a mistyped name; what is set elsewhere becomes the options' default."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            if close:
                raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error
            raise
        if name not in UNSET and not ctx.resilient_parsing:
            ctx.default_map = _set_elsewhere(rest)
        return name, command, rest


def _set_elsewhere(args: list[str]) -> dict[str, Any]:
    """Settings out of the environment and the files; help is shown even where one of them is wrong."""
    from briefing.cli import settings

    try:
        return settings.default_map(COMMANDS)
    except BriefingError:
        if "--help" in args or "-h" in args:
            return {}
        raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def group() -> None:
    """News articles in, a one-page policy briefing out.

    Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 failed, 2 usage, 3 input,
    4 unknown format, 5 language model, 6 template, 7 does not fit, 8 output, 9 verification, 10 review file,
    11 network, 12 not wholly checked, 130 interrupted, 141 the reader of the output went away.
    """


group.params.extend(console.options())


_WRITABLE = "briefing.writable"


def _writable(error: UnicodeError) -> tuple[str | bytes, int]:
    """What is printed of what an output's encoding has no letter for: a path's own bytes, else a question mark."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - it is asked for nothing else
    letters = error.object[error.start : error.end]
    return b"".join(bytes([ord(c) - 0xDC00]) if 0xDC80 <= ord(c) <= 0xDCFF else b"?" for c in letters), error.end


def main(args: list[str] | None = None) -> None:
    """Run the command line; a :class:`BriefingError` becomes its message and its exit code."""
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = io.TextIOWrapper(open(os.devnull, "wb"), "utf-8")  # noqa: PTH123, SIM115 - open until the end
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        codecs.register_error(_WRITABLE, _writable)
        sys.stdout.reconfigure(errors=_WRITABLE)
    _end_in_order()
    _collect_seldom()
    one_thread()
    try:
        code = group.main(args, prog_name="briefing", standalone_mode=False)
        sys.stdout.flush()
    except BriefingError as error:
        console.error(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        click.echo(sanitizers.terminal(shown.getvalue()), err=True, nl=False)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("briefing: interrupted", err=True)
        sys.exit(130)
    except (_ReaderGoneError, BrokenPipeError):
        _close_stdout()
        sys.exit(READER_GONE)
    except OSError as error:
        # Every file of ours tells its own name; what is left is the standard output, full or gone.
        said = f"the standard output cannot be written ({error.strerror or error})"
        console.error(OutputError(said, next_step="Free some space, or send the output somewhere else."))
        _close_stdout()
        sys.exit(OutputError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _end_in_order() -> None:
    """Let SIGTERM and SIGHUP end the program as an exception does, so that no temporary file is left."""

    def end(number: int, frame: object) -> None:
        del frame
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Whoever started us with nohup wants no end; a program that uses us has handlers of its own.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL and _in_main_thread():
            signal.signal(number, end)


def _collect_seldom() -> None:
    """Let Python look for unused circles of objects seldom, and not at all at its end, when all memory is given back.

    Of one article that is a tenth of the command's time: the language model and the modules are some 70,000 objects,
    all of them in use.
    """
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _close_stdout() -> None:
    """What is still in the buffer is not tried again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
