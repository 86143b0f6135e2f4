"""Addresses that the document links to, each with its relationship."""

from __future__ import annotations

from collections.abc import Collection

from briefing.renderers.docx.notes import Marks
from briefing.renderers.docx.xml import attribute


class Links:
    """Collects addresses in the order they are met."""

    def __init__(self, anchors: Collection[str] = (), marks: Marks | None = None) -> None:
        """With the page's own ``anchors``, a link to any other is none; and with the marks of its notes."""
        self.marks = marks
        self._ids: dict[str, str] = {}
        self._anchors = {name: number for number, name in enumerate(sorted(anchors), 1)}

    def id(self, address: str) -> str:
        """The relationship's id for an address; the same address has one."""
        return self._ids.setdefault(address, f"rIdLink{len(self._ids) + 1}")

    def opening(self, address: str, tip: str) -> str:
        """The start of a link's element, with what Word shows to whoever points at it; empty where it leads nowhere."""
        if address.startswith("#") and address not in self._anchors:
            return ""
        target = f"w:anchor={attribute(_name(address))}" if address in self._anchors else f'r:id="{self.id(address)}"'
        tooltip = f" w:tooltip={attribute(tip)}" if tip else ""
        return f'<w:hyperlink {target}{tooltip} w:history="1">'

    def marked(self, anchor: str, inside: str) -> str:
        """What links within the page lead to: a bookmark of Word's."""
        number = self._anchors.get(anchor)
        if number is None:
            return inside
        start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(_name(anchor))}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every id with its address."""
        return tuple((id_, address) for address, id_ in self._ids.items())


def _name(anchor: str) -> str:
    """An anchor as the name of a bookmark, which has letters, digits and underscores only."""
    return anchor.removeprefix("#").replace("-", "_")
