"""Options that several commands share, and the clock."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from briefing.errors import InputError, UsageError

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A calendar day: 2026-03-12, 12 March 2026, or today."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or an error that says what a day looks like."""
        if isinstance(value, dt.date):
            return value
        from briefing import rules
        from briefing.rules import written_days

        try:
            day = written_days.iso(value, rules.INTERFACE, today())
            return dt.datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=dt.timezone.utc).date()
        except ValueError:
            self.fail(f"{value!r} is not a valid date; write it as 2026-03-12 or 12 March 2026.", param, ctx)


class Numbers(click.ParamType[frozenset[int]]):
    """Numbers and ranges, such as 3,5-9."""

    name = "numbers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """The numbers, or an error that says how they are written."""
        from briefing.cli import sources

        if isinstance(value, frozenset):
            return value
        try:
            return sources.numbers(value, "--only")
        except InputError as error:
            self.fail(f"{error.what}. {error.next_step}", param, ctx)


class Words(click.ParamType[str]):
    """Words that a page can hold."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words; a character that no page can hold is told before an article is read."""
        from briefing.model import unprintable

        unprintable.check(value, param.opts[0] if param else self.name)
        return str(value)


DAY = Day()
NUMBERS = Numbers()
WORDS = Words()


def today() -> dt.date:
    """The day printed when none is given: SOURCE_DATE_EPOCH where it is set (reproducible builds), else the clock."""
    seconds = epoch()
    if seconds is not None:
        return dt.datetime.fromtimestamp(seconds, tz=dt.timezone.utc).date()
    return dt.datetime.now().astimezone().date()


def epoch() -> int | None:
    """The seconds that SOURCE_DATE_EPOCH names; ``None`` where it is not set.

    Raises:
        UsageError: it is no number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 11):
        raise UsageError(
            "is not a number of seconds since 1970",
            where="SOURCE_DATE_EPOCH",
            next_step="Set it to a whole number, or unset it.",
        )
    return int(value)


def steering(command: F) -> F:
    """``--date``, ``--as-of``, ``--actor`` and ``--topic``: when, and whose lines go first."""
    for option in reversed(
        (
            click.option("--date", "date", type=DAY, metavar="DAY", help="The document's own date (YYYY-MM-DD)."),
            click.option("--as-of", type=DAY, metavar="DAY", help="The day of the briefing; by default today."),
            click.option(
                "--actor", type=WORDS, multiple=True, metavar="NAME", help="Lines of this actor first; repeatable."
            ),
            click.option(
                "--topic", type=WORDS, multiple=True, metavar="WORDS", help="Lines on these words first; repeatable."
            ),
        )
    ):
        command = option(command)
    return command


def head(command: F) -> F:
    """``--title``, ``--reference``, ``--mark``, ``--to`` and ``--from``: what stands at the head of the page."""
    for option in reversed(
        (
            click.option("--title", type=WORDS, metavar="T", help="The page's title; by default the article's own."),
            click.option("--reference", type=WORDS, metavar="REF", help="Reference printed at the head."),
            click.option("--mark", type=WORDS, metavar="MARK", help='Handling mark, such as "INTERNAL".'),
            click.option("--to", type=WORDS, metavar="WHO", help="Whom the page is for."),
            click.option("--from", "from_", type=WORDS, metavar="WHO", help="Whom the page is from."),
        )
    ):
        command = option(command)
    return command


def allow_private(command: F) -> F:
    """``--allow-private``: articles from addresses inside a private network."""
    return click.option("--allow-private", is_flag=True, help="Allow addresses in private networks.")(command)


def day_first(command: F) -> F:
    """``--day-first``: how numbers such as 5/6/2007 are read."""
    return click.option(
        "--day-first", is_flag=True, help="Read 5/6/2007 as 5 June if the text leaves it open; otherwise it stays open."
    )(command)


def longest(command: F) -> F:
    """``--longest``: how long an article may be."""
    return click.option(
        "--longest",
        type=click.IntRange(1),
        default=1_000_000,  # pipeline.LONGEST; a test holds them together, as the pipeline is not imported for --help
        metavar="N",
        show_default=True,
        help="Maximum article length, in characters.",
    )(command)


def only(command: F) -> F:
    """``--only``: which articles of a file that holds several."""
    return click.option(
        "--only", type=NUMBERS, metavar="LIST", help="Read only these articles of a file that holds several: 3,5-9."
    )(command)


def text(command: F) -> F:
    """``--text``: which column of a table holds the texts."""
    return click.option(
        "--text", "column", metavar="COLUMN", help="In a table of articles, the column that holds the texts."
    )(command)


def engine(command: F) -> F:
    """``--engine``: which language engine reads the text."""
    return click.option(
        "--engine",
        default="auto",
        metavar="NAME",
        show_default=True,
        help="auto, rules (no language model), or the package name of a spaCy model.",
    )(command)
