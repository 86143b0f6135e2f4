"""A delivered PDF against the same page made again: its picture, its words, and all that acts or hides in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing import pdfium
from briefing.verify.report import Fault

#: The record itself, whose links to the file are PDF's own names.
_RECORD = "briefing.json"


def faults(expected: bytes, data: bytes) -> Iterator[Fault]:
    """What a delivered PDF shows or holds otherwise than the page made again.

    Raises:
        InputError: the file is damaged, or asks for more than a page does.
    """
    made, now = pdfium.evidence(expected), pdfium.evidence(data)
    if len(now["pages"]) != len(made["pages"]):
        yield Fault("page", "file", f"has {len(now['pages'])} pages; {len(made['pages'])} were made")
    for number, (page, other) in enumerate(zip(made["pages"], now["pages"], strict=False), 1):
        yield from _page(f"page {number}", page, other)
    yield from _holds(made["holds"], now["holds"])


def _page(where: str, made: dict[str, Any], now: dict[str, Any]) -> Iterator[Fault]:
    if (made["width"], made["height"]) != (now["width"], now["height"]):
        yield Fault(
            "page", where, f"is {now['width']} by {now['height']} points, not {made['width']} by {made['height']}"
        )
    elif made["picture"] != now["picture"]:
        yield Fault("page", where, "looks otherwise than it was made: something is drawn over, moved, added or gone")
    if _close(made["words"]) != _close(now["words"]):
        yield Fault("hidden", where, "holds other words than were made, seen or unseen")
    elif made["letters"] != now["letters"]:
        yield Fault("hidden", where, "holds more or fewer letters than were made")
    if made["annotations"] != now["annotations"]:
        yield Fault("hidden", where, "holds other annotations than were made")


def _holds(made: dict[str, Any], now: dict[str, Any]) -> Iterator[Fault]:
    for name, count in sorted(now["names"].items()):
        if count > made["names"].get(name, 0):
            yield Fault("hidden", "file", f"holds /{name} {count} times; it was made with {made['names'].get(name, 0)}")
    for link in sorted(set(now["links"]) - set(made["links"])):
        yield Fault("hidden", "file", f"leads elsewhere: {link[:90]}")
    if said := sorted(set(now["said"]) - set(made["said"])):
        yield Fault("hidden", "file", f"says outside its pages: “{said[0][:90]}”")
    if now["scripts"] > made["scripts"]:
        yield Fault("hidden", "file", "holds JavaScript")
    if now["form"] != made["form"]:
        yield Fault("hidden", "file", "holds a form")
    for name in now["files"]:
        if name != _RECORD or now["files"].count(name) > 1:
            yield Fault("hidden", "file", f"has a file attached: {name[:60]}")
            break


def _close(words: str) -> str:
    return "".join(words.split())
