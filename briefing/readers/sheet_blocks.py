"""The blocks of a style sheet that hold for somebody with a large window: selectors and declarations, as they stand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

#: The width of the window.
WINDOW_PX = 1280
_AT = re.compile(r"@(?P<name>[\w-]+)\s*(?P<condition>[^{;]*)\Z")
_WIDTH = re.compile(r"\(\s*(?P<side>min|max)-width\s*:\s*(?P<n>\d+(?:\.\d+)?)(?P<unit>px|r?em)\s*\)")


@functools.lru_cache(maxsize=1024)
def is_met(condition: str) -> bool:
    """Whether a condition holds for somebody with a large window; of several it is enough that one does."""
    return any(_holds_all(part.strip().lower()) for part in condition.split(","))


def _holds_all(condition: str) -> bool:
    for match in _WIDTH.finditer(condition):
        width = float(match["n"]) * (1 if match["unit"] == "px" else 16)
        if width > WINDOW_PX if match["side"] == "min" else width < WINDOW_PX:
            return False
    return not (set(_WIDTH.sub("", condition).split()) - {"only", "screen", "all", "and"})


def blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that holds, in their order.

    What stands in a rule beside those nested in it is the rule's own; a condition in a rule is one for the rule.
    """
    open_rules: list[tuple[bool, str]] = [(True, "")]
    for piece in sheet.split("}")[:-1]:
        holds, selector = open_rules[-1]
        head, *inner = piece.split("{")
        if len(inner) == 1 and not selector and "@" not in head:
            if holds and (plain_head := head.rpartition(";")[2].strip()):
                yield plain_head, inner[0]
            continue
        for text in inner:
            holds, selector = open_rules[-1]
            before, _, head = head.rpartition(";")
            if holds and selector and before.strip():
                yield selector, before
            open_rules.append(_opened(head.strip(), holds=holds, selector=selector))
            head = text
        holds, selector = open_rules[-1]
        if holds and selector and head.strip():
            yield selector, head
        if len(open_rules) > 1:
            open_rules.pop()


def _opened(head: str, *, holds: bool, selector: str) -> tuple[bool, str]:
    """Whether a block that begins inside another one holds, and the selector of the rule that it belongs to."""
    if not head.startswith("@"):
        return holds and not selector, head
    match = _AT.match(head)
    name, condition = (match["name"].lower(), match["condition"]) if match else ("", "")
    inside = name in ("layer", "supports", "container") or (name == "media" and is_met(condition))
    return holds and inside, selector
