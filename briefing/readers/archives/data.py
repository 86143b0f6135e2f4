"""The words and examples of each archive's form, as data beside its module."""

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


@functools.cache
def load(name: str) -> Mapping[str, Any]:
    """The data of one module, such as ``load("nexis")``; read once a process.

    Raises:
        FileNotFoundError: there is no such file.
    """
    path = resources.files(__package__) / f"{name}.toml"
    data: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return data
