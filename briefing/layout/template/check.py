"""What is wrong with a template: each fault with its line and, for a slip of the pen, what was meant."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from briefing.config.suggestions import closest, shown
from briefing.config.toml import line_of
from briefing.layout.template.schema import Grouped, Place, SourceForm
from briefing.model import sections

SECTIONS = tuple(section.name for section in sections.PRINTABLE)
FORMS: tuple[str, ...] = get_args(SourceForm)
PLACES: tuple[str, ...] = get_args(Place)
GROUPED: tuple[str, ...] = get_args(Grouped)
LOOKS = (
    *("mark", "head", "title", "coverage", "label", "lead", "heading", "subheading", "point"),
    *("cell-head", "cell", "cell-note", "question", "tick", "source", "note", "footer"),
)
COLOURS = ("ink", "accent", "quiet", "rule", "shade")
#: Text on paper and on the shaded ground must stand out at least this much (WCAG 2.2, success criterion 1.4.6).
CONTRAST = 7.0

_TOP = {
    "name": str,
    "about": str,
    "extends": str,
    "language": str,
    "pages": int,
    "date_style": str,
    "reference": str,
    "page": dict,
    "colours": dict,
    "type": dict,
    "footer": dict,
    "labels": dict,
    "logo": dict,
    "letterhead": dict,
    "side": dict,
    "section": list,
}
_LOOK = {"size": float, "leading": float, "colour": str, "bold": bool, "italic": bool, "before": float}
_SECTION = {
    "kind": str,
    "heading": str,
    "most": int,
    "fewest": int,
    "least": int,
    "weight": float,
    "item_lines": int,
    "columns": list,
    "only": str,
    "form": str,
    "place": str,
    "grouped": str,
}
#: Sections that stand over the whole measure.
ACROSS = ("bottom_line", "timeline", "sources")
_SIDE = {"width": float, "gap": float}
#: What may stand at the left of the footer.
FOOTER = ("reference", "mark", "title", "date", "counts", "legend")
_COLUMN = {"show": str, "width": float}
_MARGINS = {"top": float, "right": float, "bottom": float, "left": float}
_PAGE = {"margins_pt": dict, "floor_pt": float, "enlarge": float}
#: The most that type may be enlarged where the page has room.
ENLARGE = 1.2
_LOGO = {"file": str, "width": float, "height": float, "alt": str}
_LETTERHEAD = {"file": str, "picture": str}
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", dict: "a table", list: "a list"}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault."""

    line: int
    text: str


def check(table: Mapping[str, Any], text: str) -> tuple[Complaint, ...]:
    """All that is wrong, in the order of the lines.

    Args:
        table: the template, with what it extends.
        text: the template's own text, for the lines.
    """
    complaints = [Complaint(line_of(text, path), what) for path, what in _faults(table)]
    return tuple(sorted(complaints, key=lambda c: c.line))


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    a, b = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour.removeprefix("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faults(table: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys({key: value for key, value in table.items() if key != "yield"}, _TOP, ())
    for key in ("name", "language", "page", "colours", "type", "section"):
        if key not in table:
            yield (), f'{key!r} is missing; write extends = "policy-brief" to start from the default page'
    if table.get("pages", 1) not in (1, 2):
        yield ("pages",), "pages must be 1 or 2"
    yield from _one_of(table.get("date_style"), ("day-month", "month-day", "iso"), ("date_style",))
    yield from _blanks(table.get("reference", ""), {"source", "paragraph"}, ("reference",))
    for key, check_part in (("page", _page), ("colours", _colours), ("type", _types), ("footer", _footer)):
        if isinstance(table.get(key), dict):
            yield from check_part(table[key], table)
    if isinstance(table.get("logo"), dict):
        yield from _logo(table["logo"])
    if isinstance(table.get("letterhead"), dict):
        yield from _keys(table["letterhead"], _LETTERHEAD, ("letterhead",), needed=("file",))
    for i, section in enumerate(_tables(table.get("section"))):
        yield from _section(section, ("section", i))
    yield from _columns(table)
    if "yield" in table:
        yield ("yield",), "yield is gone: say in each section how many lines it keeps (least) and may take (most)"


def _logo(logo: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys(logo, _LOGO, ("logo",), needed=("file", "width", "height"))
    for side in ("width", "height"):
        if _is(logo.get(side), float) and not 4 <= logo[side] <= 250:
            yield ("logo", side), f"{side} must lie between 4 and 250 points"


def _columns(table: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """What is wrong with two columns: their width, and which sections stand in them."""
    side, sections_ = table.get("side"), _tables(table.get("section"))
    if isinstance(side, dict):
        yield from _keys(side, _SIDE, ("side",), needed=("width",))
        for key, least, most in (("width", 120, 220), ("gap", 8, 30)):
            if _is(side.get(key), float) and not least <= side[key] <= most:
                yield ("side", key), f"{key} must lie between {least} and {most} points"
    placed = [i for i, section in enumerate(sections_) if section.get("place", "across") != "across"]
    for i in placed:
        path, section = ("section", i), sections_[i]
        yield from _one_of(section.get("place"), PLACES, (*path, "place"))
        if not isinstance(side, dict):
            yield (*path, "place"), "a page has two columns where [side] says how wide the narrow one is"
        if section.get("kind") in ACROSS:
            yield (*path, "place"), f"{section['kind']} stands over the whole measure"
        if section.get("columns"):
            yield (*path, "columns"), "a table has no room in a column: leave its columns away, and it is a list"
    if placed and placed != list(range(placed[0], placed[-1] + 1)):
        yield ("section", placed[-1]), "sections in columns must follow one another"


def _tables(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _page(page: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys(page, _PAGE, ("page",), needed=("margins_pt", "floor_pt"))
    if _is(page.get("enlarge"), float) and not 1 <= page["enlarge"] <= ENLARGE:
        yield ("page", "enlarge"), f"enlarge must lie between 1 and {ENLARGE}"
    margins = page.get("margins_pt")
    if isinstance(margins, dict):
        yield from _keys(margins, _MARGINS, ("page", "margins_pt"), needed=tuple(_MARGINS))
        for side, value in margins.items():
            if _is(value, float) and not 18 <= value <= 144:
                yield ("page", "margins_pt", side), f"{side} must lie between 18 and 144 points"


def _colours(colours: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys(colours, dict.fromkeys(COLOURS, str), ("colours",), needed=COLOURS)
    for name, value in colours.items():
        if isinstance(value, str) and not re.fullmatch(r"#?[0-9A-Fa-f]{6}", value):
            yield ("colours", name), f'{value!r} is not a colour; write six hexadecimal digits, as in "17335C"'
            return
    grounds = {"paper": "FFFFFF", "the shaded ground": colours.get("shade", "FFFFFF")}
    for name in ("ink", "accent", "quiet"):
        for ground, colour in grounds.items():
            if isinstance(colours.get(name), str) and (ratio := contrast(colours[name], colour)) < CONTRAST:
                yield ("colours", name), f"{name} stands out from {ground} by {ratio:.1f} : 1; it must be 7 : 1 or more"


def _types(looks: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    needed = tuple(look for look in LOOKS if look != "subheading")  # it is younger than the others
    yield from _keys(looks, dict.fromkeys(LOOKS, dict), ("type",), needed=needed)
    floor = table.get("page", {}).get("floor_pt", 8.0) if isinstance(table.get("page"), dict) else 8.0
    for name, look in looks.items():
        if not isinstance(look, dict):
            continue
        path = ("type", name)
        yield from _keys(look, _LOOK, path, needed=("size", "leading", "colour"))
        yield from _one_of(look.get("colour"), COLOURS, (*path, "colour"))
        size: Any = look.get("size")
        leading: Any = look.get("leading")
        if _is(size, float) and _is(floor, float) and size < floor:
            yield (*path, "size"), f"{name} is set at {size} pt; the floor is {floor} pt"
        if _is(size, float) and _is(leading, float) and not 1.1 * size <= leading <= 2 * size:
            yield (*path, "leading"), f"the leading of {name} must be 1.1 to 2 times its size"


def _footer(footer: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys(footer, {"left": list}, ("footer",))
    for part in footer.get("left", ()):
        yield from _one_of(part, FOOTER, ("footer", "left"))


def _section(section: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    yield from _keys(section, _SECTION, path, needed=("kind",))
    kind = section.get("kind")
    yield from _one_of(kind, SECTIONS, (*path, "kind"))
    yield from _one_of(section.get("only"), ("all", "conflicts"), (*path, "only"))
    yield from _one_of(section.get("form"), FORMS, (*path, "form"))
    yield from _groups(section, path)
    for key in ("most", "fewest", "item_lines"):
        if _is(section.get(key), int) and section[key] < 1:
            yield (*path, key), f"{key} must be 1 or more"
    if _is(section.get("least"), int) and section["least"] < 0:
        yield (*path, "least"), "least must be 0 or more"
    if _is(section.get("weight"), float) and not 0 < section["weight"] <= 10:
        yield (*path, "weight"), "weight must be greater than 0 and no more than 10"
    allowed = sections.BY_NAME.get(str(kind), sections.SectionKind(name=""))
    if not allowed.columns:
        return
    columns = _tables(section.get("columns"))
    if not columns:
        if allowed.needs_columns:
            yield path, f'{kind} is a table: say its columns, as in columns = [{{ show = "source", width = 62.0 }}]'
        return
    for column in columns:
        yield from _keys(column, _COLUMN, (*path, "columns"), needed=("show",))
        yield from _one_of(column.get("show"), allowed.columns, (*path, "columns"))
    if sum("width" not in c for c in columns) != 1:
        yield (*path, "columns"), "exactly one column must have no width: it takes what is left"
    if sum(c["width"] for c in columns if _is(c.get("width"), float)) > 380:
        yield (*path, "columns"), "the columns leave less than 100 points for the one without a width"


def _groups(section: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    grouped = section.get("grouped", "no")
    yield from _one_of(grouped, GROUPED, (*path, "grouped"))
    if grouped != "no" and section.get("kind") != "positions":
        yield (*path, "grouped"), "only positions are grouped, by the kind of their speakers"
    if grouped == "named" and section.get("columns"):
        yield (*path, "grouped"), 'a table has no names between its rows: write grouped = "order"'


def _keys(
    table: Mapping[str, Any], known: Mapping[str, type], path: Path, needed: Sequence[str] = ()
) -> Iterator[tuple[Path, str]]:
    for key, value in table.items():
        if key not in known:
            yield (*path, key), f"{key!r} is not a key here{closest(key, known) or '; known are ' + ', '.join(known)}"
        elif not _is(value, known[key]):
            yield (*path, key), f"{key} must be {_NAMES[known[key]]}, not {shown(value)}"
    for key in needed:
        if key not in table:
            yield path, f"{key!r} is missing{' in ' + str(path[0]) if path else ''}"


def _is(value: Any, kind: type) -> bool:
    if kind is float:
        # neither nan nor inf, which TOML knows, nor digits that no float holds
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _one_of(value: object, allowed: Sequence[str], path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and value not in allowed:
        yield path, f"{value!r} is not allowed{closest(value, allowed) or '; choose one of ' + ', '.join(allowed)}"


def _blanks(value: object, allowed: set[str], path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, str):
        return
    try:
        parts = list(string.Formatter().parse(value))
    except ValueError:
        yield path, f"{value!r} has a brace that is not closed"
        return
    if any(spec or turned for _, _, spec, turned in parts):  # {source:>999999999} would fill the memory
        yield path, f"a blank in {value!r} has more in it than its name"
    for name in sorted({name for _, name, _, _ in parts if name is not None} - allowed):
        yield (
            path,
            f"{{{name}}} is not a blank here{closest(name, allowed) or '; known are ' + ', '.join(sorted(allowed))}",
        )
