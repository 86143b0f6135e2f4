"""Where the links of a Word file lead, and words that stand where a field's instructions do and are not shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: A link's words, and the address or the paragraph that it leads to.
Lead = tuple[str, str]


def leads(body: etree._Element, relations: etree._Element | None) -> set[Lead]:
    """Each link of the body, by its words, with where it leads."""
    targets = (
        {} if relations is None else {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    )
    marks = dict(_marked(body))
    return {
        (_words(link), targets.get(str(link.get(f"{_R}id")), "") or marks.get(str(link.get(f"{_W}anchor")), "nowhere"))
        for link in body.iter(f"{_W}hyperlink")
    }


def _marked(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Name of a bookmark → the words of its paragraph, or of the next one."""
    waiting: list[str] = []
    for node in body.iter(f"{_W}bookmarkStart", f"{_W}p"):
        if node.tag == f"{_W}p":
            if waiting and (words := _words(node)):
                yield from ((name, words) for name in waiting)
                waiting = []
            continue
        name, paragraph = str(node.get(f"{_W}name")), next(node.iterancestors(f"{_W}p"), None)
        if paragraph is not None and (words := _words(paragraph)):
            yield name, words
        else:
            waiting.append(name)


def _words(node: etree._Element) -> str:
    return " ".join("".join(text.text or "" for text in node.iter(f"{_W}t")).split())


def in_field_codes(root: etree._Element) -> list[str]:
    """Words between the beginning of a field and its result: no word processor shows them."""
    hidden, open_ = [], 0
    for node in root.iter(f"{_W}fldChar", f"{_W}t"):
        if node.tag == f"{_W}fldChar":
            kind = node.get(f"{_W}fldCharType")
            open_ = max(0, open_ + (1 if kind == "begin" else -1 if open_ and kind == "separate" else 0))
            if kind == "end":
                open_ = 0
        elif open_ and (node.text or "").strip():
            hidden.append(f"hides words in a field: “{(node.text or '')[:60]}”")
    return hidden
