"""Articles written as ``Label: value`` lines: what the forms of ProQuest, NewsBank and Gale have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.readers.archives.lines import Line, Lines

#: Lines between two known labels that may be the rest of a field, or fields that are not listed.
CONTINUED = 15
#: A label of as many characters is known without its spaces too.
JOINED = 12

_UNKNOWN = re.compile(r"[A-Z][\w&/()-]*(?: [\w&/()-]+){0,4}:\s")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a form, in small letters, and what each means."""

    keys: Mapping[str, str]
    longest: int

    @staticmethod
    def of(data: Mapping[str, Sequence[str]]) -> Labels:
        """The labels that a form's data lists under what they mean."""
        keys = {label: key for key, labels in data.items() for label in labels}
        # Some files lose the space inside a long label: "Publicationdate:".
        joined = {label.replace(" ", ""): key for label, key in keys.items() if len(label) >= JOINED}
        keys = {**joined, **keys}
        return Labels(keys, max(map(len, keys)))

    def of_line(self, words: str) -> tuple[str, str] | None:
        """What the label at the beginning of a line means, and the value behind it; ``None`` where there is none."""
        head, colon, value = words[: self.longest + 2].partition(":")
        key = self.keys.get(head.strip().lower())
        if key is None or not colon:
            return None
        return key, (value + words[self.longest + 2 :]).strip(" \t")


def fields(text: Lines, start: int, end: int, labels: Labels) -> dict[str, str]:
    """The values of the labels between two lines; a value goes on until the next label or blank line."""
    values: dict[str, str] = {}
    key = None
    for line in text.lines[start:end]:
        field = labels.of_line(line.text)
        if field is not None:
            key, value = field
            values[key] = (
                f"{values[key]}; {value}" if key in {"subject"} and values.get(key) else values.get(key) or value
            )
        elif key is not None and not line.gap and (text.wrapped or not values[key]):
            values[key] = f"{values[key]} {line.text}".strip()
        else:
            key = None
    return values


def tail(text: Lines, first: int, end: int, labels: Labels, keys: frozenset[str]) -> int:
    """The line after a story's last one: below it stand labels of some kind, and what they go on with, alone."""
    last, going_on = end, 0
    for i in range(end - 1, first - 1, -1):
        line = text.lines[i]
        field = labels.of_line(line.text)
        if field is not None and field[0] in keys:
            last, going_on = i, 0
        elif (_UNKNOWN.match(line.text) or (not line.gap and text.wrapped)) and going_on < CONTINUED:
            # Perhaps the rest of a field, or one that is not listed; it is where a known one stands above.
            going_on += 1
        else:
            break
    return last


def story(text: Lines, first: int, end: int, words: str) -> list[str]:
    """The paragraphs of a story that begins behind its label: the words there, then the lines below."""
    lines = list(text.lines[first:end])
    if words:
        lines = [Line(words, gap=True), *lines]
    return Lines(tuple(lines), text.wrapped, text.mixed).paragraphs(0, len(lines))
