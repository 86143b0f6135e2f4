"""Who the source of an attribution was taken to be, and by which steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source was taken to be."""

    actor: str | None
    speaker: str | None
    evidence: str
    chain: tuple[str, ...]
    kind: str = "name"
    """What the source is: ``name``, ``pronoun``, ``first`` (``I``) or ``nominal``."""


def chain(*steps: str) -> tuple[str, ...]:
    """The steps, each only once in a row."""
    out: list[str] = []
    for step in steps:
        if not out or out[-1] != step:
            out.append(step)
    return tuple(out)
