"""The news of a story since an earlier brief: its title and bottom line from the articles that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.compose.bottom_line import BOTTOM_LINES, FURTHER, SAME
from briefing.compose.same_event import first_happening, happenings
from briefing.model.brief import Brief, Evidence, Passage, Source, Statement
from briefing.text_similarity import alike, bag, numbers

#: Sentences with which an article opens, where it tells its news; what stands behind them counts for so much.
OPENING, BEHIND = 3, 0.6
#: Share of words in common from which a sentence of an earlier article says what a new one says.
TOLD = 0.6


def leading(brief: Brief, before: Brief) -> Brief:
    """The brief with what the new articles tell as its bottom line, and the title of the one that tells it.

    What led so far is a key point. Nothing changes where no article is new, none of them tells anything new, or a
    person wants the lines of the bottom line printed. A title that a person gave stays.

    Args:
        brief: of all articles.
        before: the earlier one.
    """
    known = _known(brief, before)
    added = {source.number for source in brief.sources} - known
    if not known or not added or any(s.id in brief.kept for s in brief.bottom_line):
        return brief
    passages = {(p.source, p.sentence): p for p in brief.passages}
    fresh = [
        s
        for s in (*brief.bottom_line, *brief.key_points)
        if not s.leans and _is_new(s, known, passages, brief.language)
    ]
    lead = _lead(fresh, brief.bottom_line, brief.language)
    if not lead:
        return brief
    ids = {s.id for s in lead}
    points = [s for s in (*brief.bottom_line, *brief.key_points) if s.id not in ids]
    sources = {source.number: source for source in brief.sources}
    titles = (sources[s.line.evidence[0].source].title for s in (*lead, *fresh))
    title = brief.title if brief.title_from == "given" else next(filter(None, titles), brief.title)
    return replace(
        brief, title=title, bottom_line=tuple(lead), key_points=tuple(sorted(points, key=lambda row: row.line.place))
    )


def _known(brief: Brief, before: Brief) -> set[int]:
    """The numbers of the sources that the earlier brief was made of, in the same words."""
    digests = {source.digest for source in before.sources if source.digest is not None}
    documents = {source.document for source in before.sources if source.digest is None}

    def stood(source: Source) -> bool:
        return source.digest in digests if source.digest is not None else source.document in documents

    return {source.number for source in brief.sources if stood(source)}


def _is_new(row: Statement, known: set[int], passages: Mapping[tuple[int, int], Passage], language: str) -> bool:
    """Whether a sentence is of a new article, and no earlier one of its event says it with the same numbers."""
    if row.line.evidence[0].source in known:
        return False
    words, figures = bag(row.line.text, language), numbers(_text(row.line.evidence[0], passages))
    for evidence in row.line.evidence:
        if evidence.source in known:
            earlier = _text(evidence, passages)
            same = figures <= numbers(earlier) and alike(words, bag(earlier, language)) >= TOLD
            if same and not tells_another(row.line.text, earlier, language):
                return False
    return True


def tells_another(text: str, earlier: str, language: str) -> bool:
    """Whether what a sentence tells first is nothing that an earlier one tells, though it may tell that, too.

    "Police **arrested** two men over the blaze that killed four dockers" is news where the dead are known.
    """
    first = first_happening(text, language)
    return first is not None and first not in happenings(earlier, language)


def _text(evidence: Evidence, passages: Mapping[tuple[int, int], Passage]) -> str:
    passage = passages.get((evidence.source, evidence.sentence))
    return passage.text if passage is not None else ""


def _lead(fresh: Sequence[Statement], led: Sequence[Statement], language: str) -> list[Statement]:
    """The best of what is new: what would lead all articles first, then what is worth most; no two alike."""
    above = {s.id for s in led}
    ranked = sorted(fresh, key=lambda s: (s.id not in above, -_weight(s), s.id))
    kept: list[Statement] = []
    for row in ranked:
        if len(kept) == BOTTOM_LINES:
            break
        words = bag(row.line.text, language)
        enough = not kept or _weight(row) >= FURTHER[len(kept) - 1] * max(map(_weight, kept))
        if enough and all(alike(words, bag(s.line.text, language)) < SAME for s in kept):
            kept.append(row)
    return kept


def _weight(row: Statement) -> float:
    """What a sentence is worth as news: less where it does not stand in the opening of its article."""
    return row.choice.score * (1.0 if row.line.place[1] < OPENING else BEHIND)
