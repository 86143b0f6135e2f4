"""The words and examples of each archive's form, as data beside its module."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any

from briefing.config import toml


@functools.cache
def load(name: str) -> Mapping[str, Any]:
    """The data of one module, such as ``load("nexis")``; read once a process.

    Raises:
        FileNotFoundError: there is no such file.
    """
    path = resources.files(__package__) / f"{name}.toml"
    data: Mapping[str, Any] = toml.parse(path.read_text(encoding="utf-8"))
    return data
