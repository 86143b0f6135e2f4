"""Transcripts of hearings as text: a paragraph for each turn, the speaker before a colon.

The form is that of printed hearings: ``Mr. HALE. Thank you.`` opens a turn, and an indent a paragraph.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import replace

from briefing import rules
from briefing.model.text import Document
from briefing.readers import plain
from briefing.readers.decode import decode

#: A text with fewer turns, or fewer speakers, is no transcript; nor is one in which they open a smaller share of it.
FEWEST_TURNS, FEWEST_SPEAKERS, SHARE = 4, 2, 0.2
#: How much of a text's beginning shows what it is, in characters.
SHOWN = 60_000

_LINE = re.compile(r"^(?=\S)", re.MULTILINE)


def is_hearing(text: str) -> bool:
    """Whether a text is the transcript of a hearing: turns of several speakers, one of whom speaks again.

    >>> is_hearing("Mr. Vik. Yes.")
    False
    """
    paragraphs = _paragraphs(text[:SHOWN])
    turns = Counter(match["label"].lower() for p in paragraphs if (match := _turn().match(p)))
    enough = sum(turns.values()) >= FEWEST_TURNS and len(turns) >= FEWEST_SPEAKERS
    return enough and max(turns.values()) > 1 and sum(turns.values()) >= SHARE * len(paragraphs)


def read(data: bytes, name: str) -> Document:
    """What is said at a hearing, ``Mr. Hale:`` before each turn; remarks in brackets stay paragraphs of their own."""
    paragraphs = [_labelled(p) for p in _paragraphs(decode(data, name=name))]
    return plain.document("\n\n".join(paragraphs), name, "hearing")


def relabelled(document: Document) -> Document:
    """A document of another kind with a colon behind each speaker, where it is a transcript; else as it is.

    No letter is put in or taken away, so every span stays. Only where there is none, as in a PDF, a turn that stands
    behind a sentence of the turn before it begins a paragraph.
    """
    text = document.text
    if not (document.paragraphs or document.dropped or document.headings):
        text = _inner().sub("\n\n", text)
    starts = [span.start for span in document.paragraphs] or [match.start() for match in _LINE.finditer(text)]
    turns = [match for start in starts if (match := _turn().match(text, start)) is not None]
    if not turns or not is_hearing("\n\n".join(span.of(text) for span in document.paragraphs) or text):
        return document
    pieces: list[str] = []
    at = 0
    for turn in turns:
        stop = turn.start() + turn.group().rindex(".")
        pieces += [text[at : turn.start()], _small(text[turn.start() : stop]), ":"]
        at = stop + 1
    return replace(document, text="".join([*pieces, text[at:]]), kind="hearing")


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, which a blank line or an indent begins; lines of a fixed width are joined."""
    paragraphs: list[list[str]] = []
    apart = True
    for raw in text.split("\n"):
        words = raw.strip()
        if not words:
            apart = True
            continue
        if apart or raw[:2].isspace() or _turn().match(words):
            paragraphs.append([])
        paragraphs[-1].append(words)
        apart = False
    return [" ".join(" ".join(lines).split()) for lines in paragraphs]


def _labelled(paragraph: str) -> str:
    """The paragraph with a colon behind the speaker, the name in small letters."""
    match = _turn().match(paragraph)
    if match is None:
        return paragraph
    return f"{_small(match['label'])}: {paragraph[match.end() :]}"


def _small(label: str) -> str:
    """A speaker's name in small letters."""
    return re.sub(r"\b[A-Z][A-Z’'-]{2,}\b", lambda word: word.group().title(), label)


@functools.cache
def _inner() -> re.Pattern[str]:
    """The space before a turn inside a paragraph; no sentence of an article is "Mr. Vik." alone."""
    return re.compile(rf"(?<=[.?!\]”\"])\s(?={_turn().pattern})")


@functools.cache
def _turn() -> re.Pattern[str]:
    """How a turn begins, in any language: that of the file is not known yet."""
    listed = [rule for file in rules.every("hearings") for rule in file["rule"]]
    titles, offices = ([word for rule in listed for word in rule.get(kind, ())] for kind in ("titles", "offices"))
    title = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    office = "|".join(sorted(map(re.escape, offices), key=len, reverse=True))
    word = r"[A-Z][\w’'-]+"
    name = rf"(?:(?:de|van|von|der|la|Mc|Mac)\s?){{0,2}}{word}(?:\s{word}){{0,2}}(?:\sof\s{word}(?:\s{word})?)?"
    said = r"(?:\s\[[^\]]{2,40}\])?\.\s+(?=[“\"\[(A-Z0-9])"
    return re.compile(rf"(?P<label>(?:{title})\.?\s{name}|(?i:{office})){said}")
