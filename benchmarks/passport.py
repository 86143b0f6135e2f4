"""The passport of a learnt model: when, from what and with which libraries its tables were learnt."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from briefing.language import PASSPORT, digest


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(
    folder: Path,
    *,
    script: str,
    data: Iterable[Path],
    seed: int,
    libraries: Iterable[str],
    schema: Iterable[str],
    scores: Mapping[str, float],
    note: str,
    trained: dt.date | None = None,
) -> None:
    """Write ``meta.json`` beside the tables in a folder.

    Args:
        folder: ``briefing/language/LANGUAGE/models/NAME``, with all its tables written.
        script: the command that learns the tables.
        data: the files they were learnt from, which are not shipped.
        seed: of whatever is drawn by chance.
        libraries: distributions whose versions count.
        schema: the names of the features, as ``briefing.language.Model.check`` is given them.
        scores: what was measured, and on what.
        note: provenance, in a sentence.
        trained: the day; by default today.
    """
    tables = sorted(path for path in folder.iterdir() if path.name != PASSPORT)
    passport: dict[str, Any] = {
        "trained": str(trained or dt.date.today()),  # noqa: DTZ011 - the day of whoever trains
        "script": script,
        "note": note,
        "data": {path.name: sha256(path) for path in data},
        "seed": seed,
        "libraries": {name: metadata.version(name) for name in sorted(libraries)},
        "scores": dict(scores),
        "schema": digest(schema),
        "tables": {path.name: sha256(path) for path in tables},
    }
    (folder / PASSPORT).write_text(json.dumps(passport, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
