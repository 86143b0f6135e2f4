"""Every line word by word, in order, and every quotation letter by letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing import binding_words
from briefing.model import record
from briefing.model.brief import CUT, Brief, Line, Passage, Words
from briefing.model.text import Span
from briefing.quotations import MARKS, PAIRS
from briefing.verify.report import Fault, FaultKind

#: Marks that may open and close a quotation; between them letters must stand as in the source.
_QUOTED = re.compile(r"“[^“”]+”")
#: For the mark that closes a quotation the one with which its next paragraph begins.
_GOES_ON = {closing: opening for opening, closing in PAIRS.items()}
_OPENING, _CLOSING = ("“", '"', "‘", "'"), ("”", '"', "’", "'")


def every(brief: Brief) -> Iterator[tuple[str, str, Line]]:
    """Every candidate line with its section and row."""
    return record.lines(brief)


def faults(brief: Brief) -> Iterator[Fault]:
    """What does not stand in the sentences that the record carries."""
    by_document: dict[str, list[Passage]] = defaultdict(list)
    for passage in brief.passages:
        by_document[passage.document].append(passage)
    moved = {(change.id, change.field) for change in brief.by_hand}
    for section, id_, line in every(brief):
        where = f"{section} {id_}"
        yield from _of(where, line, by_document)
        yield from _missed(where, line, by_document, brief, moved=(id_, "evidence") in moved)


def _of(where: str, line: Line, by_document: dict[str, list[Passage]]) -> Iterator[Fault]:
    if not line.evidence:
        yield Fault("evidence", where, "has no evidence")
        return
    first = line.evidence[0]
    passages = by_document.get(first.document, [])
    resting = [p for p in passages if p.span.overlaps(first.span)]
    if not resting:
        yield Fault("evidence", where, f"rests on characters {first.span.start}–{first.span.end}, where no sentence is")
        return
    if first.paragraph not in {p.paragraph for p in resting}:
        yield Fault("evidence", where, f"is not from ¶{first.paragraph}")
    words = [piece for piece in line.pieces if isinstance(piece, Words)]
    if not words:
        yield Fault("words", where, "has no word of its source")
    end = -1
    for piece in words:
        if not stands(piece, passages):
            kind: FaultKind = "quotation" if line.quotation else "words"
            yield Fault(kind, where, f"“{short(piece.text)}” does not stand in source {first.source}")
        if piece.span.start < end:
            yield Fault("words", where, f"“{short(piece.text)}” is out of order")
        end = piece.span.end
        named = any(e.span.holds(piece.span) for e in line.evidence if e.document == first.document)
        if not named and piece.text not in MARKS:
            yield Fault("evidence", where, f"“{short(piece.text)}” lies outside the sentence it names")
    for quotation in _QUOTED.finditer(line.text):
        if _broken(line, quotation.span(), passages):
            yield Fault("quotation", where, f"{short(quotation[0])} does not stand letter by letter in its source")


def _missed(
    where: str, line: Line, by_document: dict[str, list[Passage]], brief: Brief, *, moved: bool
) -> Iterator[Fault]:
    """A word that negates, hedges or conditions, and was left out of the line.

    A row whose evidence a person chose must bear out what that evidence says: its neighbours count, too.
    """
    if not line.evidence:
        return
    first = line.evidence[0]
    around = first.span if moved and not line.cut else None
    word = binding_words.missed(line, by_document.get(first.document, []), brief.language, around)
    if word is not None:
        yield Fault("words", where, f"leaves out “{word}”, which changes what its source says")


def stands(piece: Words, passages: Sequence[Passage]) -> bool:
    """Whether the words stand at their place, letter by letter; between two sentences there is only white space."""
    at = piece.span.start
    for passage in passages:
        if not passage.span.overlaps(piece.span):
            continue
        gap = piece.text[at - piece.span.start : max(passage.span.start, piece.span.start) - piece.span.start]
        if gap.strip():
            return False
        part = Span(max(passage.span.start, piece.span.start), min(passage.span.end, piece.span.end))
        mine = piece.text[part.start - piece.span.start : part.end - piece.span.start]
        if mine != passage.text[part.start - passage.span.start : part.end - passage.span.start]:
            return False
        at = part.end
    rest = piece.text[at - piece.span.start :]
    return at > piece.span.start and not rest.strip() and len(piece.text) == piece.span.end - piece.span.start


def _broken(line: Line, quotation: tuple[int, int], passages: Sequence[Passage]) -> bool:
    """Whether something was left out inside a quotation; each of its pieces is held against the source by itself.

    What may be missing between two pieces is the comma before a closing mark, and what stands between a quotation that
    closes and the next that opens, where their marks are of two kinds and look like one quotation.
    """
    at = 0
    before: Words | None = None
    shown = False
    for text, piece in line.laid():
        here, at = at, at + len(text)
        if not isinstance(piece, Words):
            shown = piece.text == CUT
            continue  # brackets tell that it was filled in
        if before is not None and quotation[0] < here < quotation[1]:
            gap = _between(before.span.end, piece.span.start, passages)
            parted = before.text.rstrip().endswith(_CLOSING) and piece.text.lstrip().startswith(_OPENING)
            # A cut that is shown leaves out the tag of a quotation: it closes, and opens again.
            tagged = shown and any(m in gap for m in _CLOSING) and any(m in gap for m in _OPENING)
            if (
                gap.strip() not in ("", ",")
                and not parted
                and not tagged
                and not _opens_again(gap.strip(), piece, passages)
                and not _whole_sentences(before, piece, passages)
            ):
                return True
        before, shown = piece, False
    return False


def _opens_again(gap: str, piece: Words, passages: Sequence[Passage]) -> bool:
    """Whether nothing was left out but the mark with which a quotation goes on in its next paragraph."""
    return gap in PAIRS and any(p.span.start == piece.span.start - len(gap) for p in passages)


def _whole_sentences(before: Words, piece: Words, passages: Sequence[Passage]) -> bool:
    """Whether what was left out between the first or the last mark of a quotation and its words are whole sentences.

    A quotation that its paragraph leaves open opens again where the next one begins, and not within it.
    """
    here = Span(before.span.end, piece.span.start)
    for passage in (p for p in passages if here.start < here.end and p.span.overlaps(here)):
        gap = passage.text[max(0, here.start - passage.span.start) : here.end - passage.span.start]
        if passage.span.start >= here.start and piece.text in MARKS:
            gap = gap.removeprefix(_GOES_ON.get(piece.text, ""))
        if any(mark in gap for mark in MARKS):
            return False
    if before.text in MARKS:
        return any(p.span.start == piece.span.start for p in passages)
    return piece.text in MARKS and any(p.span.end == before.span.end for p in passages)


def _between(start: int, end: int, passages: Sequence[Passage]) -> str:
    """What the source has between two places."""
    here = Span(start, end)
    inside = [p for p in passages if start < end and p.span.overlaps(here)]
    return " ".join(p.text[max(0, start - p.span.start) : end - p.span.start] for p in inside)


def short(words: str, most: int = 60) -> str:
    """Words as they are told in a fault."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
