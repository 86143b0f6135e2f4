"""Quotations that a page sets apart with the name of who said it: put into the form that a text has for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from briefing.readers.body import STORY, Part
from briefing.readers.metadata import normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Words of a name with its office at most, and of what is said at least; so many quotations of a page are looked at.
LONGEST_NAME, SHORTEST, MOST = 14, 3, 200
_OPENING = ("“", '"', "‘", "'", "«", "„")


def joined(tree: HtmlElement, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with each quotation and the name below it in one: ``“We cannot go on.” — Ada Brenn, mayor``.

    The marks are the page's own: its ``blockquote`` says that the words are somebody's, its ``cite`` whose they are, or
    the ``figcaption`` of the figure that it stands in.
    """
    quotations = _quotations(tree)
    if not quotations:
        return tuple(parts)
    kept: list[Part] = []
    named = ""
    for part in parts:
        key = normal(part.words)
        if key and key == named:
            continue  # the name, which stands behind its quotation now
        name = next((name for said, name in quotations if len(key.split()) >= SHORTEST and said.endswith(key)), None)
        named = normal(name) if name else ""
        if name is None or part.kind not in STORY:
            kept.append(part)
            continue
        said = part.words if part.words.startswith(_OPENING) else f"“{part.words}”"
        kept.append(replace(part, words=f"{said} — {name}"))
    return tuple(kept)


def _quotations(tree: HtmlElement) -> list[tuple[str, str]]:
    """What is said in each quotation of the page below which a name stands, in small letters, and the name."""
    quotations = []
    for quotation in islice(tree.iter("blockquote"), MOST):
        whole = normal(quotation.text_content())
        above = quotation.getparent()
        captions = [] if above is None or above.tag != "figure" else above.findall("figcaption")
        cites = list(quotation.iter("cite"))
        key = name = ""
        if cites or captions:
            name = " ".join((cites or captions)[-1].text_content().split()).strip("—–- ")
            key = normal(name)
        if not key or len(key.split()) > LONGEST_NAME:
            continue
        if not cites:
            quotations.append((whole, name))
        elif whole.endswith(f" {key}"):
            quotations.append((whole[: -len(key)].strip(), name))
    return quotations
