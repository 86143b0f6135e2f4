"""The key points: the sentences of the articles that tell something by themselves, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import rules
from briefing.compose import forms, quotation_marks, trim
from briefing.compose.story import Story
from briefing.model.brief import LeftOut, PositionRow, Statement
from briefing.model.sentence_ends import ends_sentence
from briefing.text_similarity import bag

#: Key points kept as candidates.
KEY_POINTS = 60

OPEN, CLOSE = '“"«‘', '”"»’'

Place = tuple[int, int]


def key_points(
    story: Story,
    ranked: Sequence[Statement],
    bottom: Sequence[Statement],
    title: Statement | None,
    positions: Sequence[PositionRow],
    left: list[LeftOut],
    unexplained: Sequence[PositionRow] = (),
) -> list[Statement]:
    """The sentences that may be key points, in the order of the text.

    Args:
        story: all articles.
        ranked: worthiest first.
        bottom: the bottom line.
        title: the sentence that is printed as the title.
        positions: a quotation of several sentences stands whole among them.
        left: takes up what is left out and why.
        unexplained: positions that are about somebody whom only the text before them names.
    """
    behind = {row.line.place for row in unexplained if forms.covers(row.line)}
    said = {(e.source, e.sentence) for row in positions for e in row.line.evidence}
    above = {s.id for s in bottom}
    points: list[Statement] = []
    for s in ranked:
        if s.id in above:
            continue
        if title is not None and s.id == title.id:
            left.append(LeftOut("key_points", s.id, "stands as the title"))
        elif (reason := no_point(s, story.language)) is not None:
            left.append(LeftOut("key_points", s.id, reason))
        elif s.line.place in behind:
            left.append(LeftOut("key_points", s.id, "only the sentences before it say whom it is about"))
        elif quotation_marks.broken(s.line.text):
            left.append(LeftOut("key_points", s.id, "is part of a quotation"))
        elif s.line.place in said and quotation_marks.completed(s.line):
            left.append(LeftOut("key_points", s.id, "is part of a quotation, which stands among the positions"))
        elif len(points) == KEY_POINTS:
            left.append(LeftOut("key_points", s.id, "others matter more"))
        else:
            points.append(s)
    return sorted(points, key=in_text)


def no_point(s: Statement, language: str) -> str | None:
    """Why a sentence says nothing by itself; ``None`` where it does."""
    text = s.line.text.strip()
    if text.rstrip('”"’ …').endswith("?"):
        return "asks, and does not tell"
    if rules.pattern("key_points", language, "signpost").match(text):
        return "points to what is told elsewhere"
    if not ends_sentence(text) and s.line.evidence[0].paragraph > trim.OPENING:
        return "is a heading or a label, and no sentence"
    if s.speaker is None and _only_quoted(text):
        return "is part of a quotation, and does not say whose"
    if len(bag(text, language)) < 3 or text.endswith(":"):
        return "says too little by itself"
    if any(rules.pattern("key_points", language, kind).match(text) for kind in ("too", "reason")):
        return "says too little by itself"
    if s.speaker is None and rules.pattern("key_points", language, "comment").match(text):
        return "only comments on what was told"
    return None


def _only_quoted(text: str) -> bool:
    """Whether a sentence has nothing outside quotation marks that are open at its beginning or at its end."""
    if text[:1] in OPEN and not any(mark in text[1:-1] for mark in CLOSE):
        return True
    return text[-1:] in CLOSE and not any(mark in text[:-1] for mark in OPEN)


def in_text(row: Statement) -> Place:
    """A key that sorts sentences as they stand in the text."""
    return row.line.place
