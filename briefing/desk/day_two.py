"""What the next day's articles changed: lines that are new, dated otherwise or no longer found, to accept or reject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import UsageError
from briefing.model import sections
from briefing.review import Edit, Placed, Review, Vanished
from briefing.review.fields import editable, plain
from briefing.review.order import names_of
from briefing.review.values import own_names
from briefing.review.when import shown

if TYPE_CHECKING:
    from briefing.desk.store import Made

Kind = Literal["new", "moved", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the next day's articles changed."""

    kind: Kind
    name: str
    """The row's lasting name."""
    section: str
    text: str
    was: str = ""
    """The date before, as a review file has it."""
    now: str = ""


def changes(made: Made) -> list[Change]:
    """What waits for a decision: dates that moved, then what is new and printed, then what is no longer found."""
    review, brief = made.review, made.brief
    names = names_of(review)
    on_page = {line.id.removeprefix("n.") for line in made.page.lines}
    rows = {row.id: (section, row) for section, row in sections.every_row(brief, sections.REVIEWED)}
    moved: list[Change] = []
    since: set[str] = set()
    for statement in brief.changes:
        id_ = statement.id.removeprefix("n.")
        if id_ not in names or id_ not in rows:
            continue
        if statement.was is None or statement.when is None:
            since.add(id_)
            continue
        change = Change(
            "moved", names[id_], rows[id_][0].name, statement.line.text, shown(statement.was), shown(statement.when)
        )
        if seen(change) not in review.seen:
            moved.append(change)
    new = [
        Change("new", names[id_], section.name, row.line.text)
        for id_, (section, row) in rows.items()
        if id_ in on_page and (names[id_] in review.new or id_ in since)
    ]
    moved_names = {change.name for change in moved}
    fresh = [change for change in new if change.name not in moved_names and seen(change) not in review.seen]
    return [*moved, *fresh, *_gone(review)]


def _gone(review: Review) -> Iterator[Change]:
    for line in review.vanished:
        yield Change("gone", line.id, line.section, line.fields.get("text", ""), line.fields.get("date", ""))


def seen(change: Change) -> str:
    """What is kept of a change that was accepted."""
    return " ".join(part for part in (change.kind, change.name, change.was, change.now) if part)


def plainly(made: Made) -> list[dict[str, str]]:
    """The changes for the page in the browser."""
    return [asdict(change) for change in changes(made)]


def settle(review: Review, decision: Mapping[str, Any]) -> Review:
    """The review with one change accepted or rejected.

    What is new is left out when it is rejected; what moved has its former day; what is no longer found stands as a
    line of the person's own, if its sentence is still there.

    Args:
        review: as it stands.
        decision: a change's ``kind``, ``name``, ``was`` and ``now``, and ``value``: ``accept`` or ``reject``.

    Raises:
        UsageError: there is no such change or answer.
    """
    kind, name, value = (str(decision.get(key, "")) for key in ("kind", "name", "value"))
    if value not in ("accept", "reject"):
        raise UsageError(f"a change is accepted or rejected, not {value!r}")
    if kind == "gone":
        vanished = next((line for line in review.vanished if line.id == name), None)
        if vanished is None:
            raise UsageError(f"there is no {name!r} among the lines that are no longer found")
        rest = tuple(line for line in review.vanished if line is not vanished)
        added = review.added if value == "accept" else (*review.added, _again(vanished, review))
        return replace(review, vanished=rest, added=added)
    section = _section(review, name)
    if kind not in ("new", "moved") or section is None:
        raise UsageError(f"there is no change {kind!r} of {name!r}")
    change = Change(kind, name, section, "", *(plain(str(decision.get(key, ""))) for key in ("was", "now")))  # type: ignore[arg-type] # checked above
    done = replace(review, new=review.new - {name}, seen=review.seen | {seen(change)})
    if value == "accept":
        return done
    before = next((e for e in review.edits if e.id == name), Edit(name, section))
    if kind == "new":
        edit = replace(before, keep="no")
    elif change.was and "date" in editable(section):
        edit = replace(before, changes={**before.changes, "date": Placed(change.was)})
    else:
        raise UsageError("its former date was open; set the date by hand")
    return replace(done, edits=(*(e for e in review.edits if e.id != name), edit))


def _section(review: Review, name: str) -> str | None:
    names = names_of(review)
    return next(
        (s.name for s, row in sections.every_row(review.brief, sections.REVIEWED) if names[row.id] == name), None
    )


def _again(line: Vanished, review: Review) -> Edit:
    """A line that is no longer found, as one of the person's own."""
    spec = sections.BY_NAME[line.section]
    section = spec.held_for or line.section
    taken = {edit.id for edit in review.added}
    name = next(own_names(taken))
    changes = {key: Placed(line.fields[key]) for key in editable(section) if line.fields.get(key)}
    return Edit(name, section, keep="yes", note=line.fields.get("note", ""), changes=changes)
