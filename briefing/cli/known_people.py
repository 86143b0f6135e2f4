"""Names that a user asked to be remembered: a correction made once, put into the review files of later stories.

They stand in ``people.toml`` in the user's folder; nothing is remembered unless it is asked for, person by person. In a
new review file a remembered name is a correction like any other: seen at the head of the file and at the desk, taken
back there, and told by ``verify`` as set by a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli import console, disk
from briefing.config import folders
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.review import Review

_HEAD = """\
# Names remembered for later briefs, because you asked for it (remember: yes in a review file, or the box at the desk).
# found is the name as articles have it. Take a person out here, or say remember: no, and it is forgotten.
"""
_FIELDS = ("name", "title", "affiliation")


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a person."""

    in_articles: str
    """The name as articles have it."""
    set: Mapping[str, str]
    """What is set in its place: of name, title and affiliation those that were corrected."""


def path() -> Path:
    """Where names are remembered."""
    return folders.user() / "people.toml"


def load() -> dict[str, Known]:
    """Everybody remembered, by the name as found.

    Raises:
        UsageError: the file is not as it was written.
    """
    from briefing.config import toml

    try:
        text = path().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot be read ({error})", where=str(path()), next_step="Correct it, or delete it."
        ) from error
    try:
        rows = toml.parse(text).get("person", [])
        known = [Known(str(row["found"]), {k: str(row[k]) for k in _FIELDS if k in row}) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"is not in the form that briefing writes ({error})",
            where=str(path()),
            next_step="Correct it, or delete it.",
        ) from error
    return {entry.in_articles: entry for entry in known}


def put_in(review: Review, before: Review | None) -> Review:
    """A review in which whoever is remembered, and was not there before, is corrected; each is told.

    Args:
        review: made anew.
        before: the story as it was, in which a person may have taken a correction back.
    """
    from briefing.review import Edit, Placed, people

    known = load()
    done = {edit.id for edit in review.people} | review.remember.keys()
    done |= {person.id for person in people.people(before.brief)} if before is not None else set()
    edits: list[Edit] = []
    for person in people.people(review.brief) if known else ():
        entry = known.get(person.name)
        if entry is None or person.id in done or not people.may_be_remembered(person.name):
            continue
        changes = {key: Placed(value) for key, value in entry.set.items() if value != person.fields[key]}
        if changes:
            edits.append(Edit(person.id, "people", changes=changes))
            values = ", ".join(placed.value or "nothing" for placed in changes.values())
            console.note(f"note: remembered for {person.name}: {values}. Change it under people, or say remember: no.")
    remembered = {edit.id: True for edit in edits}
    return replace(review, people=(*review.people, *edits), remember={**review.remember, **remembered})


def keep(review: Review, before: Review | None = None) -> None:
    """Remember whom a review says to remember, and forget whom it says to forget.

    Args:
        review: as decided.
        before: as it was before the last decision: what that asked for and is asked for no more is forgotten.

    Raises:
        OutputError: the file cannot be written.
    """
    from briefing.review import people

    asked = dict(review.remember)
    if before is not None:
        asked |= {name: False for name, wanted in before.remember.items() if wanted and name not in asked}
    if not asked:
        return
    known = load()
    now = dict(known)
    set_ = {edit.id: edit.words for edit in review.people}
    for person in people.people(review.brief):
        wanted = asked.get(person.id)
        if wanted and set_.get(person.id) and people.may_be_remembered(person.name):
            stands = {**person.fields, **set_[person.id]}
            old = known.get(person.name)
            # What this story tells as it is remembered is no correction here, and is remembered still.
            if old is None or any(stands[key] != value for key, value in old.set.items()):
                now[person.name] = Known(person.name, set_[person.id])
        elif wanted is not None:
            now.pop(person.name, None)
    if now != known:
        disk.write(path(), (_HEAD + "".join(_entry(entry) for _, entry in sorted(now.items()))).encode())


def _entry(entry: Known) -> str:
    table: dict[str, Any] = {"found": entry.in_articles, **{key: entry.set[key] for key in _FIELDS if key in entry.set}}
    # A JSON string is a TOML string, but for U+007F, which no name holds.
    return "\n[[person]]\n" + "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items()
    )
