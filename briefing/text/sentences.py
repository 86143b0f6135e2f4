"""Where sentences begin and end."""

from __future__ import annotations

import re

from briefing.model.text import Document, Sentence, Span

_END = re.compile(
    r"""
    (?P<before>\S{0,30}?)          # the word that carries the stop
    (?P<stop>[.!?…]+)
    (?P<close>[”’"')\]]*)
    (?P<gap>\s+)
    (?=(?P<next>[“‘"'(\[]*[A-Z0-9À-Þ]))
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|Inc|Corp|Ltd|Co|vs|No|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|(?:[A-Z]\.)*[A-Z])$"
)


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the story in order; none crosses a paragraph."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        start = paragraph.start
        for match in _END.finditer(document.text, paragraph.start, paragraph.end):
            bare = match.group("stop") == "." and not match.group("close")
            if bare and _ABBREVIATION.search(document.text[start : match.start("stop")]):
                continue
            end = match.end("close")
            found.append(Sentence(len(found), number, Span(start, end)))
            start = match.end("gap")
        if start < paragraph.end:
            found.append(Sentence(len(found), number, Span(start, paragraph.end)))
    return tuple(found)
