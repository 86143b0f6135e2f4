"""TOML: read, and the line on which a key stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import tomli

_HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[\w.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*(?P<key>[\w.\"'-]+)\s*=")


def parse(text: str) -> dict[str, Any]:
    """The table that a text holds.

    Raises:
        ValueError: the text is no TOML, or holds a number that Python does not read.
        RecursionError: it holds lists within lists without end.
    """
    return tomli.loads(text)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line on which a key stands, from 1; the nearest table's where the key is in none of the lines."""
    lines = text.splitlines()
    best, depth = 1, 0
    inside: tuple[str | int, ...] = ()
    tables: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        here: tuple[str | int, ...]
        if header := _HEADER.match(line):
            name = header["name"].strip("\"'")
            inside = (*name.split("."),)
            if header["open"] == "[[":
                tables[name] = tables.get(name, -1) + 1
                inside = (name, tables[name])
            here = inside
        elif key := _KEY.match(line):
            here = (*inside, *(k.strip("\"'") for k in key["key"].split(".")))
        else:
            continue
        common = _common(here, path)
        if common > depth and len(here) == common:
            best, depth = number, common
        if len(here) == common and any(f"{p}" in line for p in path[common:] if isinstance(p, str)):
            best = number
    return best


def _common(here: Sequence[str | int], path: Sequence[str | int]) -> int:
    count = 0
    for a, b in zip(here, path, strict=False):
        if a != b:
            break
        count += 1
    return count
