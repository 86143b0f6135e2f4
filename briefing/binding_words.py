"""The words that a line may not leave out: those that negate, hedge or condition what stands beside them.

One check for what composes a line, what takes a person's words for it, and what verifies it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from briefing import rules
from briefing.model.brief import Line, Passage, Words
from briefing.model.text import Span

_CLOSING, _OPENING = ("”", '"', "’", "''", "»"), ("“", '"', "‘", "``", "«")
_MARKS = frozenset({*_CLOSING, *_OPENING})
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@functools.cache
def pattern(language: str) -> re.Pattern[str]:
    """What matches a whole word that binds, in any case; nothing where a language has no list of them."""
    if language not in rules.languages("binding"):
        return re.compile(r"(?!)")
    data = rules.load("binding", language)
    endings = "|".join(map(re.escape, data["endings"]))
    return re.compile(
        "|".join([*map(re.escape, data["words"]), rf"\w*(?:{endings})", *map(re.escape, data["endings"])]), re.I
    )


@functools.cache
def limiting(language: str) -> re.Pattern[str]:
    """What matches the head of a sentence that limits the one before it: "But it has had trouble".

    >>> bool(limiting("en").match("However, the pier is shut.")), bool(limiting("en").match("Butter is dear."))
    (True, False)
    """
    if language not in rules.languages("binding"):
        return re.compile(r"(?!)")
    return re.compile(rf"(?:{'|'.join(map(re.escape, rules.load('binding', language)['limiting']))})(?!\w)", re.I)


@functools.cache
def _parts(language: str) -> re.Pattern[str]:
    """Where one statement of a sentence ends and another begins."""
    data: Mapping[str, Any] = rules.load("binding", language)
    behind = "|".join(map(re.escape, data["parts_behind_a_comma"]))
    return re.compile(rf"[;.!?](?=\s|$)|,\s(?:{behind})\b|\b(?:{'|'.join(map(re.escape, data['parts']))})\b", re.I)


def first(text: str, span: Span, language: str) -> str | None:
    """The first word in a stretch of text that binds.

    >>> first("The pier may not open.", Span(0, 22), "en"), first("The fair of May was small.", Span(0, 26), "en")
    ('may', None)
    """
    binds = pattern(language)
    for match in _WORD.finditer(text, *span):
        if binds.fullmatch(match[0]) and not _is_name(text, match, language):
            return match[0]
    return None


def _is_name(text: str, match: re.Match[str], language: str) -> bool:
    data = rules.load("binding", language)
    word, start = match[0], match.start()
    if word.lower() in data["numbered"] and re.match(r"\.\s?\d", text[match.end() : match.end() + 3]):
        return True
    opens = not text[:start].strip() or text[:start].rstrip()[-1] in '.!?“"'
    return word.lower() in data["names"] and word[0].isupper() and not opens


def left_out(text: str, kept: Sequence[Span], language: str, around: Span | None = None) -> str | None:
    """The first word that binds and was left out of a text beside what is kept of it; ``None`` where there is none.

    Between two parts that are kept every word counts, but for those between two quotations, which say who speaks.
    Before and behind them those count that belong to the same statement.

    Args:
        text: the source.
        kept: the parts that are kept, in order.
        language: whose words they are.
        around: the stretch of the source that counts before the first part and behind the last; none unless given.
    """
    if language not in rules.languages("binding") or not kept:
        return None
    for span, other in pairwise(kept):
        speaks = text[span.start : span.end].rstrip().endswith(_CLOSING) and text.startswith(_OPENING, other.start)
        gap = Span(span.end, other.start)
        if gap.start < gap.end and not speaks and (word := first(text, gap, language)) is not None:
            return word
    if around is None:
        return None
    ends = [m.end() for m in _parts(language).finditer(text, around.start, max(around.start, kept[0].start))]
    before = Span(max([around.start, *ends]), kept[0].start)
    behind = _parts(language).search(text, kept[-1].end, max(around.end, kept[-1].end))
    after = Span(kept[-1].end, behind.start() if behind else around.end)
    beside = (part for part in (before, after) if part.start < part.end)
    return next((word for part in beside if (word := first(text, part, language)) is not None), None)


def missed(line: Line, passages: Sequence[Passage], language: str, around: Span | None = None) -> str | None:
    """As :func:`left_out`, of a line and the sentences it rests on.

    Args:
        line: as it is printed.
        passages: the sentences, in order, of its article.
        language: of the article.
        around: characters of the article that count before and behind its words; none unless given.
    """
    kept = _spans([piece for piece in line.pieces if isinstance(piece, Words)], passages)
    wide = [*kept, *([around] if around is not None else [])]
    if not kept:
        return None
    whole = Span(min(span.start for span in wide), max(span.end for span in wide))
    near = [p for p in passages if p.span.overlaps(whole)]
    if not near:
        return None
    start, text = min(whole.start, near[0].span.start), ""
    for passage in near:
        text = text.ljust(passage.span.start - start) + passage.text
    moved = [Span(span.start - start, span.end - start) for span in kept]
    edge = Span(around.start - start, around.end - start) if around is not None else None
    return left_out(text, moved, language, edge)


def _spans(words: Sequence[Words], passages: Sequence[Passage]) -> list[Span]:
    """Where a line's words stand.

    The mark of a quotation of several sentences counts as if it stood at the edge of the one that is printed of it.
    """
    spans = []
    for number, piece in enumerate(words):
        span = piece.span
        if piece.text in _MARKS and len(words) > 1:
            beside = words[number + 1] if number == 0 else words[number - 1]
            near = [p.span for p in passages if p.span.overlaps(beside.span)]
            if near and span.end <= near[0].start:
                span = Span(near[0].start, near[0].start)
            elif near and span.start >= near[-1].end:
                span = Span(near[-1].end, near[-1].end)
        spans.append(span)
    return spans
