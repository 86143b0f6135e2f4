"""Options that several commands share, and the clock."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A calendar day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or an error that says what a day looks like."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=dt.timezone.utc).date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-03-12.", param, ctx)


DAY = Day()


def today() -> dt.date:
    """The day printed when none is given: SOURCE_DATE_EPOCH where it is set (reproducible builds), else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.timezone.utc).date()
    return dt.datetime.now().astimezone().date()


def allow_private(command: F) -> F:
    """``--allow-private``: articles from addresses inside a private network."""
    return click.option("--allow-private", is_flag=True, help="Let addresses in private networks through.")(command)


def engine(command: F) -> F:
    """``--engine``: which language engine reads the text."""
    return click.option(
        "--engine",
        default="auto",
        metavar="NAME",
        show_default=True,
        help="auto, rules (no language model), or the package name of a spaCy model.",
    )(command)
