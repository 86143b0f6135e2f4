"""What was learnt from data about a language: one folder a language, in it one folder a model, each with a passport.

The passport (``meta.json``) says when, from what and by which script the tables were learnt, and which features they
were learnt with. A model is refused where the code looks at other features than those.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from briefing.errors import EngineError

if TYPE_CHECKING:
    from importlib.abc import Traversable

PASSPORT = "meta.json"
#: Whose rules and models are taken where a text's own language has none of a kind.
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Model:
    """The tables of one model, and what is known of how they were learnt."""

    name: str
    """``attribution``, say."""
    language: str
    folder: Traversable
    passport: Mapping[str, Any]
    """``trained`` (day), ``script``, ``data`` (name and SHA-256 of each file), ``seed``, ``libraries``, ``scores``,
    ``schema`` (see :func:`digest`) and ``tables`` (SHA-256 of each file)."""

    def text(self, table: str) -> str:
        """A table of text."""
        return (self.folder / table).read_text(encoding="utf-8")

    def data(self, table: str) -> bytes:
        """A table of numbers."""
        return (self.folder / table).read_bytes()

    def check(self, schema: Iterable[str]) -> None:
        """Make sure that the tables were learnt with the features that the code looks at.

        Args:
            schema: their names; where columns count by their place, in the order of the columns.

        Raises:
            EngineError: they were learnt with others.
        """
        if (expected := digest(schema)) != self.passport["schema"]:
            raise EngineError(
                f"was trained with other features (schema {self.passport['schema']}) than this version computes "
                f"({expected})",
                where=f"model {self.language}/{self.name}",
                next_step=f"Install policy-briefing again, or train the model: {self.passport['script']}",
            )


@functools.cache
def model(name: str, language: str) -> Model | None:
    """A model of a language; ``None`` where the language has none of that name."""
    folder = resources.files(__name__) / language / "models" / name
    if not (folder / PASSPORT).is_file():
        return None
    return Model(name, language, folder, json.loads((folder / PASSPORT).read_text(encoding="utf-8")))


def nearest(name: str, language: str) -> Model | None:
    """A model of a language, else that of :data:`DEFAULT_LANGUAGE`."""
    return model(name, language) or model(name, DEFAULT_LANGUAGE)


def digest(schema: Iterable[str]) -> str:
    """The names of features as one short word that changes when any of them does, or their order.

    >>> digest(["length", "quoted"]) == digest(["quoted", "length"])
    False
    """
    return hashlib.sha256("\n".join(schema).encode()).hexdigest()[:16]
