"""How a Word file sets its own paragraphs: styles by name, each with what it is based on and the file's defaults.

Source: ISO/IEC 29500-1, 17.7 (styles).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.layout.line_breaking import break_lines, width_of
from briefing.letterhead import W, tree, words_of
from briefing.model.blocks import Run

if TYPE_CHECKING:
    from lxml import etree

#: A line of a font at its own spacing is no higher than this for nearly all of them.
LINE = 1.25
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 12700.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set."""

    family: str = "Times New Roman"
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 240.0
    """Twentieths of a point, or of a line's 240ths where ``rule`` is ``auto``."""
    rule: str = "auto"
    tracking_pt: float = 0.0
    """Added to the advance of each letter."""

    @property
    def line_pt(self) -> float:
        """The height of one line, rather too high than too low."""
        height = self.size_pt * LINE
        if self.rule == "exact":
            return self.line / 20
        return max(height, self.line / 20) if self.rule == "atLeast" else height * self.line / 240


class Styles:
    """The styles of one file."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        content = parts.get("word/styles.xml")
        self._root = tree(content) if content else None
        self._fonts = _theme(parts)
        styles = self._root.iter(f"{W}style") if self._root is not None else ()
        self._by_id = {str(s.get(f"{W}styleId")): s for s in styles}
        self._by_name = {
            name.get(f"{W}val", "").lower(): id_
            for id_, style in self._by_id.items()
            if (name := style.find(f"{W}name")) is not None
        }
        self._first = next(
            (
                id_
                for id_, s in self._by_id.items()
                if s.get(f"{W}default") in ("1", "true") and s.get(f"{W}type") == "paragraph"
            ),
            None,
        )

    def named(self, name: str) -> Setting | None:
        """A style by its name, such as ``heading 1``; ``None`` where there is none."""
        id_ = self._by_name.get(name.lower())
        return self._style(id_) if id_ else None

    @property
    def body(self) -> Setting:
        """Of a paragraph that has no style."""
        return self._style(self._first)

    def of(self, paragraph: etree._Element) -> Setting:
        """Of a paragraph: its style, what it changes, and the look of its largest run."""
        properties = paragraph.find(f"{W}pPr")
        chosen = properties.find(f"{W}pStyle") if properties is not None else None
        id_ = chosen.get(f"{W}val") if chosen is not None else self._first
        setting = self._over(self._style(id_), properties, None)
        if properties is not None:
            mark = self._over(setting, None, properties.find(f"{W}rPr"))
            setting = replace(setting, size_pt=mark.size_pt) if not words_of(paragraph) else setting
        runs = [self._over(setting, None, run.find(f"{W}rPr")) for run in paragraph.iter(f"{W}r")]
        return max(runs, key=lambda s: s.size_pt, default=setting)

    def height_pt(self, node: etree._Element, width_pt: float, key: str = "") -> float:
        """The height of what stands in a header, a footer, a cell or a body, rather too high than too low.

        Args:
            node: a paragraph, a table, a content control, or what holds them.
            width_pt: the measure.
            key: of the family that is measured with.
        """
        if node.tag == f"{W}p":
            return self._paragraph_pt(node, width_pt, key)
        if node.tag == f"{W}tbl":
            return sum(self._row_pt(row, width_pt, key) for row in node.iter(f"{W}tr"))
        return sum(self.height_pt(child, width_pt, key) for child in node if isinstance(child.tag, str))

    def _row_pt(self, row: etree._Element, width_pt: float, key: str) -> float:
        cells = row.findall(f"{W}tc")
        heights = [0.0]
        for cell in cells:
            width_node = cell.find(f"{W}tcPr/{W}tcW")
            number = (
                _number(width_node, "w")
                if width_node is not None and width_node.get(f"{W}type", "dxa") == "dxa"
                else None
            )
            width = number / 20 if number else width_pt / len(cells)
            heights.append(sum(self.height_pt(child, max(width - 11.0, 20.0), key) for child in cell))
        least = row.find(f"{W}trPr/{W}trHeight")
        return max(*heights, (_number(least, "val") or 0.0) / 20 if least is not None else 0.0) + 1.0

    def _paragraph_pt(self, paragraph: etree._Element, width_pt: float, key: str) -> float:
        setting = self.of(paragraph)
        words = words_of(paragraph)
        runs = [Run(words, setting.bold, setting.italic, family=key)] if words else []
        tabs = sum(1 for _ in paragraph.iter(f"{W}tab"))
        measure = width_pt * (0.6 if tabs else 1.0)
        if runs and setting.tracking_pt > 0:
            # Lines are broken without it, to a measure that is narrower by as much as it makes the words wider.
            width = width_of(runs, setting.size_pt)
            measure *= width / (width + len(words) * setting.tracking_pt)
        lines = len(break_lines(runs, max(measure, 20.0), setting.size_pt))
        lines += sum(1 for node in paragraph.iter(f"{W}br") if node.get(f"{W}type") is None)
        inline = [_extent(node) for node in paragraph.iter(f"{_WP}inline")]
        beside = [
            _extent(node) for node in paragraph.iter(f"{_WP}anchor") if node.find(f"{_WP}wrapTopAndBottom") is not None
        ]
        line = setting.line_pt
        tallest = max(line, *inline) if inline and setting.rule != "exact" else line
        return setting.before_pt + setting.after_pt + tallest + (lines - 1) * line + sum(beside)

    def _style(self, id_: str | None, depth: int = 0) -> Setting:
        style = self._by_id.get(id_ or "")
        if style is None or depth > 20:  # a style based on itself
            return self._defaults()
        base = style.find(f"{W}basedOn")
        under = self._style(base.get(f"{W}val"), depth + 1) if base is not None else self._defaults()
        return self._over(under, style.find(f"{W}pPr"), style.find(f"{W}rPr"))

    def _defaults(self) -> Setting:
        if self._root is None:
            return Setting()
        defaults = self._root.find(f"{W}docDefaults")
        if defaults is None:
            return Setting()
        return self._over(Setting(), defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr"))

    def _over(self, setting: Setting, paragraph: etree._Element | None, run: etree._Element | None) -> Setting:
        if paragraph is not None and (spacing := paragraph.find(f"{W}spacing")) is not None:
            before, after, line = (_number(spacing, name) for name in ("before", "after", "line"))
            setting = replace(
                setting,
                before_pt=setting.before_pt if before is None else before / 20,
                after_pt=setting.after_pt if after is None else after / 20,
                line=setting.line if line is None else line,
                rule=spacing.get(f"{W}lineRule", setting.rule if line is None else "auto"),
            )
        if run is None:
            return setting
        tracking = _number(run.find(f"{W}spacing"), "val")
        size, colour, fonts = run.find(f"{W}sz"), run.find(f"{W}color"), run.find(f"{W}rFonts")
        half = _number(size, "val") if size is not None else None
        value = colour.get(f"{W}val", "auto") if colour is not None else None
        return replace(
            setting,
            family=(self._family(fonts) if fonts is not None else None) or setting.family,
            size_pt=setting.size_pt if half is None else half / 2,
            tracking_pt=setting.tracking_pt if tracking is None else tracking / 20,
            bold=_switch(run.find(f"{W}b"), before=setting.bold),
            italic=_switch(run.find(f"{W}i"), before=setting.italic),
            colour=setting.colour if value is None else None if value == "auto" else value.upper(),
        )

    def _family(self, fonts: etree._Element) -> str | None:
        theme = fonts.get(f"{W}asciiTheme", "")
        if theme:
            return self._fonts.get("major" if theme.startswith("major") else "minor")
        name = fonts.get(f"{W}ascii")
        return str(name) if name else None


def _theme(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The families of a file's theme, for headings (``major``) and for body text (``minor``)."""
    content = next((parts[name] for name in sorted(parts) if name.startswith("word/theme/theme")), None)
    if content is None:
        return {}
    root = tree(content)
    nodes = {kind: root.find(f".//{_A}{kind}Font/{_A}latin") for kind in ("major", "minor")}
    return {
        kind: str(node.get("typeface")) for kind, node in nodes.items() if node is not None and node.get("typeface")
    }


def _number(node: etree._Element | None, name: str) -> float | None:
    try:
        value = float(node.get(f"{W}{name}", "")) if node is not None else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _switch(node: etree._Element | None, *, before: bool) -> bool:
    return before if node is None else node.get(f"{W}val", "1") not in ("0", "false", "off")


def _extent(node: etree._Element) -> float:
    extent = node.find(f"{_WP}extent")
    try:
        return int(extent.get("cy", "0")) / _EMU if extent is not None else 0.0
    except ValueError:
        return 0.0
