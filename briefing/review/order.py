"""The order that a person gave to rows, and rows put into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from briefing.model import identity
from briefing.model.brief import Brief
from briefing.review.values import Review

T = TypeVar("T")


def ordered(brief: Brief, review: Review) -> Brief:
    """The brief as a person wants it printed, its rows in the order given.

    Args:
        brief: with what the person changed.
        review: that says what was changed.
    """
    if not review.order:
        return brief
    names = names_of(review)
    sections: dict[str, Any] = {}
    for section, order in review.order.items():
        rows = getattr(brief, section)
        sections[section] = tuple(in_order(rows, [names.get(row.id, "") for row in rows], order))
    return replace(brief, **sections)


def names_of(review: Review) -> Mapping[str, str]:
    """For each row's id its lasting name, with those of a person's own rows."""
    return {**identity.names(review.brief), **{row_id(edit.id): edit.id for edit in review.added}}


def row_id(name: str) -> str:
    """The id that a person's own row has in the brief."""
    return name.replace("-", ".", 1)


def in_order(rows: Sequence[T], names: Sequence[str], order: Sequence[str]) -> list[T]:
    """Rows with those that an order names put into it; the others stay at their places.

    >>> in_order("abcd", "abcd", "cab")
    ['c', 'a', 'b', 'd']
    """
    rank = {name: n for n, name in enumerate(order)}
    places = [i for i, name in enumerate(names) if name in rank]
    sorted_ = sorted(places, key=lambda i: (rank[names[i]], i))
    out = list(rows)
    for place, source in zip(places, sorted_, strict=True):
        out[place] = rows[source]
    return out


def written(rows: Sequence[Any], section: str, review: Review, names: Mapping[str, str]) -> list[Any]:
    """The rows of a section as they stand in the file."""
    return in_order(rows, [names[row.id] for row in rows], review.order.get(section, ()))


def written_order(review: Review, section: str, names: Mapping[str, str]) -> list[str]:
    """The names of a section's rows, in the order in which the file was written."""
    return [names[row.id] for row in written(getattr(review.brief, section), section, review, names)]
