"""Selectors of style sheets: which elements they name.

Understood are those that name elements by tag, class, id and attributes, one inside, beside or behind another; one with
a pseudo-class (``:hover``) is not.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.readers.hiding_styles import plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = r"(?:[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+"
_PART = re.compile(
    rf"""(?P<between>\s*[>+~]\s*|\s+) | \.(?P<class>{_NAME}) | \#(?P<id>{_NAME}) | (?P<all>\*) | (?P<tag>[a-z][\w-]*)
    | \[\s*(?P<name>[\w-]+)\s*(?:(?P<how>[~|^$*]?)=\s*(?P<quote>["']?)(?P<value>[^"'\]]*)(?P=quote)\s*)?\]""",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_NAME = re.compile(r"[.#]?[a-zA-Z][\w-]*")
#: The last part of a selector, in plain names; of "p.note" the class is that by which it is looked up.
_END = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<name>[.#][\w-]+)?(?:\.[\w-]+)*")
#: The commas between selectors, and what is set in brackets.
_COMMA = re.compile(r"[,()\[\]]")


@dataclass(frozen=True, slots=True)
class Part:
    """One element that a selector names."""

    name: str
    """Under which it is looked up: its id, its first class or its tag, as in ``names``; ``""`` where it has none."""
    names: frozenset[str]
    """What it wants of an element: its tag, each class with a point before it, its id with a ``#``."""
    attributes: tuple[tuple[str, str, str], ...] = ()
    """Name, how it is compared (``""``, ``~``, ``|``, ``^``, ``$``, ``*``; ``?`` for being there), value."""
    behind: str = ""
    """How it follows the part before: ``" "`` inside, ``>`` right inside, ``+`` right behind, ``~`` behind."""

    def fits(self, element: HtmlElement) -> bool:
        """Whether an element has its attributes."""
        return all(_has(element.get(name), how, value) for name, how, value in self.attributes)


def split(head: str) -> list[str]:
    """The selectors of a rule; a comma in brackets parts none.

    >>> split("p.note, .a:not(.b, .c)")
    ['p.note', '.a:not(.b, .c)']
    """
    if "(" not in head and "[" not in head:
        return [selector.strip() for selector in head.split(",")]
    pieces, at, depth = [], 0, 0
    for sign in _COMMA.finditer(head):
        if sign[0] == "," and depth <= 0:
            pieces.append(head[at : sign.start()].strip())
            at = sign.end()
        elif sign[0] != ",":
            depth += 1 if sign[0] in "([" else -1
    return [*pieces, head[at:].strip()]


def end_name(selector: str) -> str | None:
    """The id, class or tag under which the elements of a selector are looked up; ``None`` where it is not plain.

    >>> end_name("main > p.note.late")
    '.note'
    """
    pieces = selector.split()
    last = pieces[-1] if pieces else ""
    for sign in ">+~":
        if sign in last:
            last = last.rpartition(sign)[2]
    end = _END.fullmatch(last) if last else None
    return (end["name"] or end["tag"].lower()) if end else None


@functools.lru_cache(maxsize=8192)
def parts(selector: str) -> tuple[Part, ...]:
    """The parts of a selector; none where it is not understood."""
    if _ONE_NAME.fullmatch(selector):
        name = selector if selector[0] in ".#" else selector.lower()
        return (Part(name, frozenset({name})),)
    if ":" in selector and "[" not in selector and "\\" not in selector:
        return ()
    at, done, behind = 0, list[Part](), ""
    names: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    while at < len(selector):
        piece = _PART.match(selector, at)
        if piece is None:
            return ()
        at = piece.end()
        kind = piece.lastgroup
        if kind == "between":
            done.append(_part(names, attributes, behind))
            names, attributes, behind = [], [], piece["between"].strip() or " "
        elif piece["name"] is not None:
            how = piece["how"] if piece["value"] is not None else "?"
            attributes.append((piece["name"].lower(), how or "", piece["value"] or ""))
        elif kind == "tag":
            names.append(piece["tag"].lower())
        elif kind != "all":
            names.append(piece[0][0] + plain(piece[0][1:]))
    return (*done, _part(names, attributes, behind)) if selector else ()


def _part(names: Sequence[str], attributes: Sequence[tuple[str, str, str]], behind: str) -> Part:
    first = next((name for sign in "#." for name in names if name.startswith(sign)), names[0] if names else "")
    return Part(first, frozenset(names), tuple(attributes), behind)


def weight(parts: Sequence[Part]) -> tuple[int, int, int]:
    """Ids, classes and tags of a selector: of two rules the one of the heavier selector wins."""
    names = [name[0] for part in parts for name in part.names]
    ids, classes = names.count("#"), names.count(".")
    return ids, classes + sum(len(part.attributes) for part in parts), len(names) - ids - classes


def may_lie(parts: Sequence[Part], names: AbstractSet[str]) -> bool:
    """Whether what a selector wants around an element is among the names that are there."""
    return all(part.behind not in (" ", ">") or above.names <= names for above, part in itertools.pairwise(parts))


def around(element: HtmlElement, behind: str) -> Iterator[HtmlElement]:
    """The elements that the part before may name."""
    if behind == ">":
        near: Iterable[HtmlElement | None] = (element.getparent(),)
    elif behind == "+":
        near = itertools.islice(element.itersiblings("*", preceding=True), 1)
    else:
        near = element.itersiblings("*", preceding=True) if behind == "~" else element.iterancestors()
    return (neighbour for neighbour in near if neighbour is not None)


def _has(mine: str | None, how: str, value: str) -> bool:
    if mine is None or how == "?":
        return mine is not None
    if how == "~":
        return value in mine.split()
    if how == "|":
        return mine == value or mine.startswith(f"{value}-")
    if how in ("^", "$", "*"):
        holds = {"^": mine.startswith, "$": mine.endswith, "*": mine.__contains__}[how]
        return bool(value) and bool(holds(value))
    return mine == value
