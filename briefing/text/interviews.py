"""Interviews printed as questions and answers: "Q: Will it hold?" above "A: I think so.", or names in their place.

A question is a label of what follows, as a sub-heading is, and no sentence of the story; an answer is somebody's. Who
answers is for :mod:`briefing.extract.source_resolution` to say. Questions and answers in which nobody says "I" or "we"
explain: their answers are the paper's own.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefing import quotations, rules
from briefing.model.sentence_ends import last_mark
from briefing.model.text import Answer, Document, Dropped, Span
from briefing.text.boilerplate import without

#: Answers that follow a question from which a text is an interview, and the share of all answers that need not.
FEWEST, LONE = 2, 0.25
#: Turns from which names before colons are a talk; of them whoever asks has so many, in this share of which they ask.
TURNS, ASKED, ASKS = 4, 2, 0.5
#: Letters of initials at most; a longer name in capitals is that of a speaker in a transcript.
INITIALS = 3
#: Questions in bold from which they are those of an interview, and the share of them that say "you".
SET_APART, CALLED = 3, 0.3
#: Share of the paragraphs from the first turn to the last that such a label begins.
LABELLED = 0.4
#: What readers of their own tell turn by turn.
TURN_BY_TURN = frozenset({"hearing", "subtitles"})
_OPENS = r"[“\"'‘]?\s?"
_CAPITAL = r"[A-ZÀ-Þ][\w.’'-]{0,30}"
_NAME = re.compile(
    rf"{_OPENS}(?P<label>{_CAPITAL}(?:\s(?:de|del|der|van|von|la|al|bin|{_CAPITAL})){{0,4}})(?:\s?\([^()\n]{{1,30}}\))?"
    r"(?<![.]):\s+(?=\S)"
)
#: A drop capital that ran into the first word: "QWhy should it?".
_GLUED = re.compile(r"Q(?=[A-Z][a-z’']|I\b)")
_ASKS = re.compile(r"\?[”\"’')]*(?:\s|\Z)")
_IN_BRACKETS = re.compile(r"[“\"]?[(\[][^()\[\]\n]*[)\]][.”\"]{0,2}\s*")
_LETTER = re.compile(r"[^\W\d_]")
#: Where a label begins a line within a paragraph, or stands behind the question on the same line.
_INNER = r"(?:\n[^\S\n]{{0,8}}|(?<=[.?!”\"])[^\S\n]{{1,3}})(?={})"


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language marks the turns."""

    label: re.Pattern[str]
    inner: re.Pattern[str]
    asks: frozenset[str]
    first: re.Pattern[str]
    second: re.Pattern[str]


class _Turn(NamedTuple):
    """What a paragraph is."""

    label: str | None
    start: int
    """Where its words begin, behind the label."""
    answers: bool = False
    """Whether it answers; else it asks, or tells of the talk: "(Laughter.)"."""


@functools.cache
def _words(language: str) -> _Words:
    asks, answers, first, second = (
        rules.words("interviews", language, kind) for kind in ("asks", "answers", "first", "second")
    )
    label = rf"{_OPENS}(?P<label>{rules.any_of((*asks, *answers))})(?:\s?\d{{1,2}})?\s?(?:\.?:|\.(?=\s))\s*(?=\S)"
    return _Words(
        re.compile(label),
        re.compile(_INNER.format(label.replace("?P<label>", "?:"))),
        asks,
        re.compile(rf"\b(?:{rules.any_of(first)})\b"),  # "US" is no "us"
        re.compile(rf"\b(?:{rules.any_of(second)})\b", re.IGNORECASE),
    )


def read(document: Document) -> Document:
    """The document with its answers, its questions among its headings, and the labels of both set aside.

    As it is where it is no interview. No letter is put in or taken away, so every offset stays.
    """
    if document.language not in rules.languages("interviews") or document.kind in TURN_BY_TURN:
        return document
    words, text = _words(document.language), document.text
    paragraphs = _parted(document, words)
    turns = _lettered(document, paragraphs, words) or _named(document, paragraphs, words)
    turns = turns or _set_apart(document, paragraphs, words)
    if not turns:
        return document
    places = {n: Span(turn.start, paragraphs[n].end) for n, turn in turns.items()}
    questions = {places[n] for n, turn in turns.items() if not turn.answers}
    answers = [Answer(places[n], turn.label) for n, turn in sorted(turns.items()) if turn.answers]
    if not any(_says_i(answer.span.of(text), words) for answer in answers):
        answers = []
    labels = [Dropped(Span(paragraphs[n].start, place.start), "label", "turn") for n, place in places.items()]
    return replace(
        without(document, paragraphs, [d for d in labels if d.span.end > d.span.start]),
        headings=tuple(sorted({*document.headings, *questions})),
        answers=tuple(answers),
    )


def _parted(document: Document, words: _Words) -> list[Span]:
    """The paragraphs; one that begins with a question ends before each turn inside it."""
    parts: list[Span] = []
    for paragraph in document.paragraphs:
        start = paragraph.start
        if words.label.match(document.text, *paragraph):
            for match in words.inner.finditer(document.text, *paragraph):
                parts.append(Span(start, match.start()))
                start = match.end()
        parts.append(Span(start, paragraph.end))
    return parts


def _lettered(document: Document, paragraphs: Sequence[Span], words: _Words) -> dict[int, _Turn]:
    """The turns of "Q:" and "A:" by paragraph; none where too few answers follow a question.

    A paragraph that asks, right before an answer, is a question without its letter.
    """
    text = document.text
    marks = [words.label.match(text, *p) for p in paragraphs]
    turns: dict[int, _Turn] = {}
    before: _Turn | None = None
    answered = lone = 0
    for n, (paragraph, mark) in enumerate(zip(paragraphs, marks, strict=True)):
        if mark is None:
            if before is not None and not document.is_heading(paragraph):
                turns[n] = before._replace(start=paragraph.start)
            continue
        if mark["label"] in words.asks:
            before = turns[n] = _Turn(None, mark.end())
            continue
        if (before is None or before.answers) and n and marks[n - 1] is None:
            asked = paragraphs[n - 1]
            if glued := _GLUED.match(text, *asked):
                turns[n - 1] = _Turn(None, glued.end())
            elif last_mark(asked.of(text)) == "?":
                turns[n - 1] = _Turn(None, asked.start)
        follows = n - 1 in turns and not turns[n - 1].answers
        answered, lone = answered + follows, lone + (not follows)
        before = turns[n] = _Turn(None, mark.end(), answers=True)
    if answered < FEWEST or lone > LONE * (answered + lone):
        return {}
    last = max(n for n, mark in enumerate(marks) if mark is not None)
    return _ended(document, paragraphs, turns, last, words)


def _ended(
    document: Document, paragraphs: Sequence[Span], turns: dict[int, _Turn], last: int, words: _Words
) -> dict[int, _Turn]:
    """The turns without what stands behind the last answer and does not go on with it: there nobody says "I"."""
    for n in range(last + 1, len(paragraphs)):
        if not _says_i(paragraphs[n].of(document.text), words):
            return {number: turn for number, turn in turns.items() if number < n}
    return turns


def _named(document: Document, paragraphs: Sequence[Span], words: _Words) -> dict[int, _Turn]:
    """The turns of names or initials before colons by paragraph; none where nobody is plainly the one who asks."""
    text = document.text
    marks = [_NAME.match(text, *p) for p in paragraphs]
    turns: dict[int, _Turn] = {}
    speakers: list[tuple[str, list[int]]] = []  # in order: the last word of the label, and the paragraphs of its turn
    for n, (paragraph, mark) in enumerate(zip(paragraphs, marks, strict=True)):
        if mark is not None:
            speakers.append((mark["label"].split()[-1].casefold(), [n]))
            turns[n] = _Turn(mark["label"], mark.end(), answers=True)
        elif n - 1 in turns and not document.is_heading(paragraph):
            start = paragraph.start + (paragraph.of(text).count('"') % 2 and text[paragraph.start] == '"')
            if _goes_on(text[start : paragraph.end], words):
                speakers[-1][1].append(n)
                turns[n] = turns[n - 1]._replace(start=start)
    labelled = [n for n, mark in enumerate(marks) if mark is not None]
    labels = [mark["label"] for mark in marks if mark is not None]
    if sum(label.isupper() and len(label) > INITIALS for label in labels) > len(labels) / 2:
        return {}  # a transcript: its speakers are told by their capitals, those who ask, too
    if len(speakers) < TURNS or len(labelled) < LABELLED * (labelled[-1] - labelled[0] + 1):
        return {}
    asking: dict[str, list[bool]] = defaultdict(list)
    for speaker, places in speakers:
        asking[speaker].append(any(_ASKS.search(text, *paragraphs[n]) for n in places))
    askers = {s for s, asked in asking.items() if len(asked) >= ASKED and sum(asked) >= ASKS * len(asked)}
    replies = [b not in askers and a in askers for (a, _), (b, _) in itertools.pairwise(speakers)]
    answers = sum(speaker not in askers for speaker, _ in speakers)
    if not askers or answers < FEWEST or sum(replies) < ASKS * answers:
        return {}
    asked = {n for speaker, places in speakers if speaker in askers for n in places}
    first = min(asked)  # a headline may stand above: "Hale: It holds"
    turns = {n: turn for n, turn in turns.items() if n >= first}
    return {n: t._replace(answers=n not in asked and _tells(paragraphs[n].of(text))) for n, t in turns.items()}


def _tells(spoken: str) -> bool:
    """Whether a paragraph is more than dots, or a remark in brackets such as "(Laughter.)"."""
    return _LETTER.search(spoken) is not None and _IN_BRACKETS.fullmatch(spoken) is None


def _set_apart(document: Document, paragraphs: Sequence[Span], words: _Words) -> dict[int, _Turn]:
    """The turns of questions in bold by paragraph; none where few of them, or of the answers, are somebody's."""
    text = document.text
    bold = set(document.asked)
    asked = [n for n, paragraph in enumerate(paragraphs) if paragraph in bold]
    stretches = [range(a + 1, b) for a, b in itertools.pairwise([*asked, len(paragraphs)])]
    answers = [[paragraphs[n].of(text) for n in stretch] for stretch in stretches]
    somebodys = sum(any(_says_i(spoken, words) for spoken in said) for said in answers)
    called = sum(words.second.search(paragraphs[n].of(text)) is not None for n in asked)
    if len(asked) < SET_APART or somebodys < ASKS * len(asked) or called < CALLED * len(asked) or not all(answers):
        return {}
    turns = {n: _Turn("", paragraphs[n].start, answers=True) for n in range(asked[0], len(paragraphs))}
    turns = {n: turn for n, turn in turns.items() if not document.is_heading(paragraphs[n])}
    turns.update({n: _Turn("", paragraphs[n].start) for n in asked})
    return _ended(document, paragraphs, turns, asked[-1], words)


def _goes_on(spoken: str, words: _Words) -> bool:
    """Whether a paragraph without a label goes on with a turn: it speaks of "I" or to "you", or tells nothing."""
    addressed = words.second.search(quotations.outside(spoken)) is not None
    return addressed or _says_i(spoken, words) or not _tells(spoken)


def _says_i(spoken: str, words: _Words) -> bool:
    """Whether somebody says "I" or "we" outside quotations."""
    return words.first.search(quotations.outside(spoken)) is not None
