"""What a person decides at the desk, put into the review as if it had been written into its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from briefing.desk import day_two
from briefing.errors import UsageError
from briefing.model import identity, sections
from briefing.review import Edit, Placed, Review
from briefing.review.fields import editable, fields, plain
from briefing.review.order import names_of
from briefing.review.people import FIELDS, may_be_remembered, people
from briefing.review.read import with_head
from briefing.review.values import own_names
from briefing.review.when import iso
from briefing.review.write import head

#: The longest words that are taken of any field, in characters.
LONGEST = 5_000


def decide(review: Review, decision: Mapping[str, Any], today: dt.date | None = None) -> Review:
    """The review with one more decision.

    Args:
        review: as it stands.
        decision: ``what`` names the decision, the other keys what it is about.
        today: the day that "today" means, where there is one.

    Raises:
        UsageError: there is no such decision, row or field.
    """
    made = DECISIONS.get(_word(decision, "what"))
    if made is None:
        raise UsageError(f"there is no decision {decision.get('what')!r}")
    return made(review, _dated(decision, today))


def _dated(decision: Mapping[str, Any], today: dt.date | None) -> Mapping[str, Any]:
    """A decision with its date as the file has it, of one as a person types it."""
    key = "value" if decision.get("field") in ("date", "as_of") else "date"
    value = decision.get(key)
    return {**decision, key: iso(plain(value), today)} if isinstance(value, str) else decision


def _keep(review: Review, decision: Mapping[str, Any]) -> Review:
    value = _word(decision, "value")
    if value not in ("yes", "no", "auto"):
        raise UsageError(f"keep is yes, no or auto, not {value!r}")
    return _edited(review, _word(decision, "name"), lambda edit: replace(edit, keep=value))  # type: ignore[arg-type]


def _set(review: Review, decision: Mapping[str, Any]) -> Review:
    """A field of a row; what it was found to be is no change."""
    name, field, value = _word(decision, "name"), _word(decision, "field"), plain(_word(decision, "value"))
    section = _section(review, name)
    if field not in editable(section):
        raise UsageError(f"{field} of {name} cannot be changed; {', '.join(editable(section))} can")
    was = _found(review, name).get(field, "")

    def changed(edit: Edit) -> Edit:
        changes = {key: placed for key, placed in edit.changes.items() if key != field}
        return replace(edit, changes=changes if value == plain(was) else {**changes, field: Placed(value)})

    return _edited(review, name, changed)


def _reset(review: Review, decision: Mapping[str, Any]) -> Review:
    """A row as it was found."""
    name = _word(decision, "name")
    _section(review, name)
    return replace(review, edits=tuple(e for e in review.edits if e.id != name))


def _person(review: Review, decision: Mapping[str, Any]) -> Review:
    """A name, title and affiliation, for all rows."""
    known = {person.id: person for person in people(review.brief)}
    name = _word(decision, "name")
    if name not in known:
        raise UsageError(f"there is no {name!r} among the people")
    fields = known[name].fields
    given = {key: plain(_word(decision, f"set_{key}")) for key in FIELDS if f"set_{key}" in decision}
    if given.get("name", "x") == "":
        raise UsageError("a name must not be empty")
    changes = {key: Placed(value) for key, value in given.items() if value != plain(fields[key])}
    others = tuple(e for e in review.people if e.id != name)
    remember = dict(review.remember)
    if "remember" in decision:
        if decision["remember"] and not may_be_remembered(known[name].name):
            raise UsageError("a surname or an office alone is not remembered: it may be somebody else's elsewhere")
        remember[name] = bool(decision["remember"])
    edits = (*others, Edit(name, "people", changes=changes)) if changes else others
    return replace(review, people=edits, remember=remember)


def _order(review: Review, decision: Mapping[str, Any]) -> Review:
    """The order of some rows of a section."""
    section, order = _word(decision, "section"), decision.get("names")
    known = set(names_of(review).values())
    if section not in {s.name for s in sections.REVIEWED} or not isinstance(order, list) or not known.issuperset(order):
        raise UsageError("an order names rows of one section")
    return replace(review, order={**review.order, section: tuple(order)})


def _add(review: Review, decision: Mapping[str, Any]) -> Review:
    """A row of the person's own, out of a sentence of an article."""
    section, words = _word(decision, "section"), plain(_word(decision, "evidence"))
    spec = sections.BY_NAME.get(section)
    if spec is None or spec not in sections.REVIEWED or spec.held_for is not None:
        raise UsageError(f"there is no section {section!r} for a row of your own")
    given = {key: plain(_word(decision, key)) for key in spec.editable if key in decision and key != "evidence"}
    changes = {"evidence": Placed(words), **{key: Placed(value) for key, value in given.items() if value}}
    taken = {edit.id for edit in review.added}
    name = next(own_names(taken))
    # Whoever puts a line in wants it printed.
    return replace(review, added=(*review.added, Edit(name, section, keep="yes", changes=changes)))


def _remove(review: Review, decision: Mapping[str, Any]) -> Review:
    """A row of the person's own, taken back."""
    name = _word(decision, "name")
    if name not in {edit.id for edit in review.added}:
        raise UsageError(f"{name} is no row of your own; leave it out instead")
    return replace(review, added=tuple(e for e in review.added if e.id != name))


def _head(review: Review, decision: Mapping[str, Any]) -> Review:
    """A field of the page's head, or words of the author's own."""
    field, value, before = _word(decision, "field"), plain(_word(decision, "value")), head(review.brief)
    if field not in before:
        raise UsageError(f"the head has no {field}; it has {', '.join(before)}")
    brief, wrong = with_head(review.brief, {**before, field: value})
    if field in wrong:
        raise UsageError(wrong[field])
    return replace(review, brief=brief)


DECISIONS: Mapping[str, Callable[[Review, Mapping[str, Any]], Review]] = {
    "keep": _keep,
    "set": _set,
    "reset": _reset,
    "person": _person,
    "order": _order,
    "add": _add,
    "remove": _remove,
    "head": _head,
    "day": day_two.settle,
}


def _edited(review: Review, name: str, change: Callable[[Edit], Edit]) -> Review:
    """The review with one row's edit changed; an edit that says nothing goes."""
    edits = [edit for edit in review.added if edit.id == name]
    if edits:
        return replace(review, added=tuple(change(e) if e.id == name else e for e in review.added))
    section = _section(review, name)
    before = next((e for e in review.edits if e.id == name), Edit(name, section))
    now = change(before)
    others = tuple(e for e in review.edits if e.id != name)
    says = now.changes or now.keep != "auto" or now.note
    return replace(review, edits=(*others, now) if says else others)


def _section(review: Review, name: str) -> str:
    for edit in review.added:
        if edit.id == name:
            return edit.section
    names = identity.names(review.brief)
    for section, row in sections.every_row(review.brief, sections.REVIEWED):
        if names[row.id] == name:
            return section.name
    raise UsageError(f"there is no row {name!r}")


def _found(review: Review, name: str) -> Mapping[str, str]:
    """A row's fields as they were found; none of a person's own row."""
    names = identity.names(review.brief)
    for _, row in sections.every_row(review.brief, sections.REVIEWED):
        if names[row.id] == name:
            return fields(row, review.brief)
    return {}


def _word(decision: Mapping[str, Any], key: str) -> str:
    """Words of a decision.

    Raises:
        UsageError: they are missing, too long, or no words.
    """
    from briefing.model import unprintable

    value = decision.get(key)
    if not isinstance(value, str):
        raise UsageError(f"{key} is missing")
    if len(value) > LONGEST:
        raise UsageError(f"{key} has {len(value)} characters; no more than {LONGEST} are taken")
    unprintable.check(value, key)
    return value
