"""Words of a Word file and the ground they stand on: each pair is one of the page made again, or can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What WCAG 2.2 asks of text (success criterion 1.4.3).
LEAST_CONTRAST = 4.5
#: No style rests on more others.
_DEPTH = 12
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What one style, or one run, says of colour; ``""`` where it says nothing."""

    above: str = ""
    """The style it rests on."""
    colour: str = ""
    ground: str = ""


def looks(styles: etree._Element) -> dict[str, Look]:
    """Style id → its look."""
    by_id = {}
    for style in styles.iter(f"{_W}style"):
        colour = style.find(f"{_W}rPr/{_W}color")
        grounds = [style.find(f"{_W}{of}/{_W}shd") for of in ("rPr", "pPr", "tcPr", "tblPr")]
        above = style.find(f"{_W}basedOn")
        ground = next((_value(ground_node, "fill") for ground_node in grounds if ground_node is not None), "")
        by_id[str(style.get(f"{_W}styleId"))] = Look(_value(above), _value(colour), ground)
    return by_id


def pairs(body: etree._Element, styles: Mapping[str, Look]) -> set[Pair]:
    """Colour and ground of every run of words; ``""`` is the paper, and the colour that is seen on its ground."""
    return {
        (_colour(run, styles), _ground(run, styles))
        for run in body.iter(f"{_W}r")
        if any((text.text or "").strip() for text in run.iterfind(f"{_W}t"))
    }


def unread(made: set[Pair], now: set[Pair]) -> Iterator[Pair]:
    """Pairs that were not made and that can hardly be read."""
    for colour, ground in sorted(now - made):
        if colour and contrast(colour, ground or "FFFFFF") < LEAST_CONTRAST:
            yield colour, ground


def contrast(colour: str, other: str) -> float:
    """How much two colours of six hexadecimal digits differ, as WCAG 2.2 reckons it: from 1 to 21.

    >>> contrast("000000", "FFFFFF")
    21.0
    """
    high, low = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return round((high + 0.05) / (low + 0.05), 2)


def _luminance(colour: str) -> float:
    try:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return 1.0  # no colour that anybody could see for sure
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(run: etree._Element, styles: Mapping[str, Look]) -> str:
    paragraph = next(run.iterancestors(f"{_W}p"), None)
    direct = _value(run.find(f"{_W}rPr/{_W}color"))
    return direct or _first(_styles(run, paragraph), styles, "colour")


def _ground(run: etree._Element, styles: Mapping[str, Look]) -> str:
    paragraph, cell = next(run.iterancestors(f"{_W}p"), None), next(run.iterancestors(f"{_W}tc"), None)
    for node, place in ((run, "rPr"), (paragraph, "pPr"), (cell, "tcPr")):
        if node is not None and (fill := _value(node.find(f"{_W}{place}/{_W}shd"), "fill")):
            return fill
    table = next(run.iterancestors(f"{_W}tbl"), None)
    style = [] if table is None else [_value(table.find(f"{_W}tblPr/{_W}tblStyle"))]
    return _first([*_styles(run, paragraph), *style], styles, "ground")


def _styles(run: etree._Element, paragraph: etree._Element | None) -> list[str]:
    of_paragraph = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle")
    return [_value(run.find(f"{_W}rPr/{_W}rStyle")), _value(of_paragraph) or "Normal"]


def _first(names: list[str], styles: Mapping[str, Look], what: str) -> str:
    """What the first of several styles says, or those that it rests on."""
    for name in names:
        look = styles.get(name, Look())
        for _ in range(_DEPTH):
            if value := getattr(look, what):
                return str(value)
            look = styles.get(look.above, Look())
    return ""


def _value(node: etree._Element | None, name: str = "val") -> str:
    value = "" if node is None else str(node.get(f"{_W}{name}", "")).upper()
    if name == "val" and node is not None and node.tag != f"{_W}color":
        return str(node.get(f"{_W}val", ""))
    return "" if value == "AUTO" else value
