"""The rules as data: one folder a language, one TOML file a station, each rule beside its examples."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from briefing.config import toml
from briefing.language import DEFAULT_LANGUAGE as DEFAULT_LANGUAGE

#: The language in which the program and its user speak: that of its help, its messages and the dates they type.
INTERFACE = "en"


@functools.cache
def languages(name: str) -> tuple[str, ...]:
    """The languages that have this file of rules (``timex``), in alphabetical order."""
    root = resources.files(__name__)
    folders = (p for p in root.iterdir() if p.is_dir() and not p.name.startswith(("_", ".")))
    return tuple(sorted(p.name for p in folders if (p / f"{name}.toml").is_file()))


def language_for(name: str, language: str) -> str:
    """The language whose file of rules is for a text: the text's own, else the default one.

    >>> language_for("timex", "fr"), language_for("timex", "xx")
    ('fr', 'en')
    """
    return language if language in languages(name) else DEFAULT_LANGUAGE


@functools.cache
def whole(language: str) -> bool:
    """Whether a language has rules for every station, as the default language has; a folder may hold only some."""
    root = resources.files(__name__) / DEFAULT_LANGUAGE
    names = [p.name.removesuffix(".toml") for p in root.iterdir() if p.name.endswith(".toml")]
    return all(language in languages(name) for name in names)


@functools.cache
def load(name: str, language: str | None) -> Mapping[str, Any]:
    """The rules of one file, such as ``load("timex", "en")``; read once a process.

    A file that belongs to no language (``load("languages", None)``) lies beside the folders.

    Raises:
        KeyError: the language has no such file.
    """
    root = resources.files(__name__)
    path = (root / language if language else root) / f"{name}.toml"
    if not path.is_file():
        raise KeyError(f"no rules {name!r} for language {language!r}")
    rules: Mapping[str, Any] = toml.parse(path.read_text(encoding="utf-8"))
    return rules


def every(name: str) -> Iterator[Mapping[str, Any]]:
    """As :func:`load`, of each language that has such a file: where the language of a text is not known yet."""
    return (load(name, language) for language in languages(name))


def nearest(name: str, language: str) -> Mapping[str, Any]:
    """As :func:`load`, of the language that is taken for a text's own (:func:`language_for`)."""
    return load(name, language_for(name, language))


@functools.cache
def words(name: str, language: str, kind: str) -> frozenset[str]:
    """The words of one kind in a file of rules, as :func:`nearest` finds it.

    >>> sorted(words("trimming", "en", "where"))
    ['when', 'where']
    """
    listed: str | list[str] = nearest(name, language)["words"][kind]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


@functools.cache
def pattern(name: str, language: str, kind: str) -> re.Pattern[str]:
    """One of the ``[patterns]`` in a file of rules, as :func:`nearest` finds it; letter case does not count.

    >>> pattern("key_points", "en", "too").match("So did the mayor.") is not None
    True
    """
    written: str = nearest(name, language)["patterns"][kind]
    return re.compile(written, re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
