"""Tasks that no process survives, for the tests of those who hand tasks out; imported by each process of theirs."""

from __future__ import annotations

import re
import time
from typing import NoReturn

from briefing.batch import tasks


def do(name: str) -> str:
    """A task's own name, for those that end."""
    if name in TASKS:
        TASKS[name]()
    return name


def endless() -> NoReturn:
    """Never ends."""
    while True:
        pass


def locked() -> None:
    """Never ends, and holds Python's lock all the while, so that no thread of the process can stop it."""
    re.match("(a+)+b", "a" * 99)


def at_once() -> None:
    """Asks for ten terabytes."""
    bytes(10**13)


def piece_by_piece() -> NoReturn:
    """Asks for more and more."""
    held = []
    while True:
        held.append(bytes(10**8))


def in_steps() -> None:
    """Takes four processor seconds, and tells after each."""
    for done in range(1, 5):
        while time.process_time() < done:
            pass
        tasks.goes_on()


def waiting() -> None:
    """Takes no processor time, and does not end."""
    time.sleep(1000)


def refused() -> NoReturn:
    """Raises an error."""
    raise ValueError("refused")


TASKS = {task.__name__: task for task in (endless, locked, at_once, piece_by_piece, in_steps, waiting, refused)}
