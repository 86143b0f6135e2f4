"""The rules as data: one folder a language, one TOML file a station, each rule beside its examples."""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from importlib import resources
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:  # the standard library reads TOML from 3.11 on
    import tomli as tomllib

DEFAULT_LANGUAGE = "en"


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder of rules, in alphabetical order."""
    root = resources.files(__name__)
    return tuple(sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))))


@functools.cache
def load(name: str, language: str | None = DEFAULT_LANGUAGE) -> Mapping[str, Any]:
    """The rules of one file, such as ``load("timex")``; read once a process.

    A file that belongs to no language (``load("languages", None)``) lies beside the folders.

    Raises:
        KeyError: the language has no such file.
    """
    root = resources.files(__name__)
    path = (root / language if language else root) / f"{name}.toml"
    if not path.is_file():
        raise KeyError(f"no rules {name!r} for language {language!r}")
    rules: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return rules
