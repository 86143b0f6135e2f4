"""How far in, how large and how wide things of a Word file are: none far beyond what the page made again has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.verify.report import Fault

#: Element and attribute → every value; in the file's own units, twentieths of a point as a rule.
Measures = dict[str, list[int]]

_SIDES = ("top", "bottom", "left", "right", "start", "end")
#: The lines around and between the cells of a table, and around a paragraph.
BORDERS = (*_SIDES, "insideH", "insideV")
#: How far below and above the page's own a measure may lie; ``None`` where no value is too large. Word processors write
#: an indent or a space out that a style had; by more than half an inch words leave the page or another word's place.
_SLACK: Mapping[str, tuple[int, int | None]] = {
    **{f"ind {side}": (720, 720) for side in ("left", "right", "start", "end", "firstLine", "hanging")},
    "tblInd w": (720, 720),
    "position val": (2, 2),
    "spacing before": (10_000, 720),
    "spacing after": (10_000, 720),
    "spacing val": (2, 20),
    "tab pos": (20_000, 3600),
    "sz val": (2, 16),
    "szCs val": (2, 16),
    "gridCol w": (240, None),
    "tblGrid sum": (10_000, 240),
    "tr sum": (10_000, 240),
    "tblW w": (10_000, 240),
    **{f"pgMar {side}": (100, 100) for side in ("top", "bottom", "left", "right")},
    **{f"pgMar {side}": (10_000, 720) for side in ("header", "footer", "gutter")},
    "pgSz w": (20, 20),
    "pgSz h": (20, 20),
    **{f"{side} w": (100, 240) for side in _SIDES},
    **{f"{side} sz": (100, 2) for side in BORDERS},
    **{f"{side} space": (100, 4) for side in _SIDES},
    **{f"drawn {way}": (10_000, 40) for way in ("cx", "cy")},
}
#: Element → its attributes that are measures.
MEASURED: Mapping[str, tuple[str, ...]] = {
    "position": ("val",),
    "sz": ("val",),
    "szCs": ("val",),
    "spacing": ("line", "before", "after", "val"),
    "ind": ("left", "right", "start", "end", "firstLine", "hanging"),
    "tblInd": ("w",),
    "pgSz": ("w", "h"),
    "trHeight": ("val",),
    "tcW": ("w",),
    "tab": ("pos",),
    "gridCol": ("w",),
    "tblW": ("w",),
    "pgMar": ("top", "bottom", "left", "right", "header", "footer", "gutter"),
    **dict.fromkeys(BORDERS, ("w", "sz", "space")),
}
#: A measure in the style of a VML shape, in points or in the units of its group.
_VML = re.compile(r"(?<![\w-])(?P<name>width|height|left|top|margin-left|margin-top):(?P<n>-?\d+(?:\.\d+)?)(?P<pt>pt)?")
_EMU_PER_PT = 12700
#: How a measure is written.
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def add(node: etree._Element, tag: str, measures: Measures) -> None:
    """Put the measures of an element into ``measures``; :func:`word_values.faults` tells those that are no number."""
    if any(attribute(level, "ilvl") != "0" for level in node.iterancestors("{*}lvl")) or attribute(node) == "clear":
        return  # of a list inside a list, which no page has; a tab stop that is none
    if tag in ("tblGrid", "tr"):
        widths = node.iterfind("{*}gridCol" if tag == "tblGrid" else "{*}tc/{*}tcPr/{*}tcW")
        known = [int(width) for cell in widths if (width := attribute(cell, "w")).isdigit()]
        measures.setdefault(f"{tag} sum", []).append(sum(known))
    for name in MEASURED.get(tag, ()):
        try:
            measures.setdefault(f"{tag} {name}", []).append(int(float(attribute(node, name) or "nan")))
        except (ValueError, OverflowError):
            continue


def drawn(root: etree._Element, measures: Measures) -> None:
    """Put how far and how wide what is drawn reaches into ``measures``, in points."""
    for node in root.iter(etree.Element):
        tag = etree.QName(node).localname
        if tag in ("ext", "extent", "chExt"):
            _far(node, ("cx", "cy"), measures)
        elif tag in ("off", "chOff"):
            _far(node, ("x", "y"), measures)
        for match in _VML.finditer(str(node.get("style", ""))):
            # A group's own units are twentieths of a point.
            size = float(match["n"]) if match["pt"] else float(match["n"]) / 20
            way = "cx" if match["name"] in ("width", "left", "margin-left") else "cy"
            measures.setdefault(f"drawn {way}", []).append(int(abs(size)))


def _far(node: etree._Element, names: tuple[str, str], measures: Measures) -> None:
    for name, way in zip(names, ("cx", "cy"), strict=True):
        if NUMBER.fullmatch(value := str(node.get(name, ""))):
            measures.setdefault(f"drawn {way}", []).append(int(abs(float(value)) / _EMU_PER_PT))


def faults(made: Measures, now: Measures) -> Iterator[Fault]:
    """Measures that lie beyond those of the page made again."""
    for name, values in sorted(now.items()):
        known = made.get(name)
        low, high = (min(known), max(known)) if known else (0, 0)
        below, above = _SLACK.get(name, (2, None))
        least, most = low - abs(low) // 8 - below, None if above is None else high + abs(high) // 8 + above
        beyond = [value for value in values if value < least or (most is not None and value > most)]
        if beyond:
            yield Fault("hidden", "page", f"{name} of {beyond[0]}, where the page has {low} to {high}")


def attribute(node: etree._Element, name: str = "val") -> str:
    """What an element's attribute says, whatever its namespace; ``""`` where it has none."""
    return next((str(v) for k, v in node.attrib.items() if etree.QName(k).localname == name), "")
