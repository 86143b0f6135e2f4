"""The bottom line and the key points: sentences that say what no other line of the page says.

The page is one budget. A sentence that is told in the chronology, among the positions or the figures, or as the title
is no key point, and no two lines say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.compose import claims, salience, trim
from briefing.compose.chronology import card
from briefing.compose.story import Story
from briefing.compose.text_similarity import alike, bag
from briefing.model.brief import EventRow, FigureRow, LeftOut, Line, PositionRow, Question, Statement

#: Sentences kept for the bottom line and for the key points.
BOTTOM_LINES, KEY_POINTS = 2, 6
#: Share of words in common from which two sentences say the same.
SAME = 0.6
#: Figures that a page has room for.
FIGURES = 3
#: A sentence that scores less is no key point, however much room there is.
LEAST = 0.1
#: With fewer key points than this, sayings that the positions tell too are taken.
FEWEST = 2
SAID = "stands among the positions"
#: A title that is longer may be cut, so its sentence is printed below it.
TITLE = 130

Place = tuple[int, int]


def statements(story: Story, events: Sequence[EventRow], left: list[LeftOut]) -> list[Statement]:
    """Every sentence of every article that is no copy, best first; what goes on with somebody's words has their name.

    Args:
        story: all articles.
        events: of the chronology, merged.
        left: takes up the claims of which nobody is named.
    """
    told: dict[Place, int] = {}
    for row in events:
        for e in row.line.evidence:
            told[e.source, e.sentence] = max(row.independent, told.get((e.source, e.sentence), 1))
    named: list[Statement] = []
    unnamed: list[Statement] = []
    for n, f in story.sources():
        for one in f.sentences if story.copied_from(n) is None else ():
            independent = told.get((n, one.i), 1)
            choice = salience.sentence(story, n, one, independent)
            made = Statement(f"s{n}.{one.i:04}", trim.sentence_line(f, one, n), choice, independent=independent)
            claim = claims.around(f, one)
            who = f.actor(claim.actor) if claim is not None and claim.certainty != "unsure" else None
            if claim is None:
                named.append(made)
            elif who is None:
                unnamed.append(made)
            else:
                named.append(replace(made, speaker=card(who), certainty=claim.certainty))
    if not named:
        named, unnamed = unnamed, []
    left += [LeftOut("key_points", s.id, claims.NOBODY) for s in unnamed]
    return sorted(named, key=lambda s: (-s.choice.score, s.id))


def headline(ranked: Sequence[Statement]) -> Statement | None:
    """The sentence that stands for a title where the article has none: the first of those that matter most.

    A title has no room to say whose claim it is: what somebody claims is none while there is something else.
    """
    told = [s for s in ranked if s.speaker is None] or ranked
    return min(told[:BOTTOM_LINES], key=_place, default=None)


def bottom_line(ranked: Sequence[Statement], title: Statement | None) -> list[Statement]:
    """The sentences that matter most, in the order of the text; not the one that is the title, where there are others.

    Args:
        ranked: best first.
        title: the sentence that is printed as the title.
    """
    free = [s for s in ranked if title is None or s is not title or len(s.line.text) > TITLE]
    return sorted(_different(free or ranked, BOTTOM_LINES, []), key=_place)


def with_places(bottom: Sequence[Statement], events: Sequence[EventRow]) -> list[Statement]:
    """The bottom line with every place at which the events it tells are told: no row of theirs may stand on the page.

    Args:
        bottom: the bottom line.
        events: of the chronology, merged.
    """
    out = []
    for s in bottom:
        evidence = dict.fromkeys(s.line.evidence)
        for row in events:
            if row.only_reported and _place(s) in _places(row.line):
                evidence.update(dict.fromkeys(row.line.evidence))
        out.append(replace(s, line=replace(s.line, evidence=tuple(evidence))))
    return out


def key_points(
    ranked: Sequence[Statement],
    bottom: Sequence[Statement],
    title: Statement | None,
    told: Mapping[Place, str],
    left: list[LeftOut],
) -> list[Statement]:
    """The next ones, without those that the page tells elsewhere.

    Args:
        ranked: best first.
        bottom: the bottom line.
        title: the sentence that is printed as the title.
        told: where the page tells a sentence already, and in which words that is said.
        left: takes up what is left out and why.
    """
    free: list[Statement] = []
    said: list[Statement] = []
    for s in ranked:
        if s in bottom:
            continue
        if s is title:
            left.append(LeftOut("key_points", s.id, "stands as the title"))
        elif (reason := told.get(_place(s))) == SAID:
            said.append(s)
        elif reason:
            left.append(LeftOut("key_points", s.id, reason))
        elif s.choice.score < LEAST:
            left.append(LeftOut("key_points", s.id, "says too little by itself"))
        else:
            free.append(s)
    points = _different(free, KEY_POINTS, bottom)
    if len(points) < FEWEST:
        # An article of nothing but sayings: the page has no room for all of them among the positions.
        points += _different(said, FEWEST - len(points), [*bottom, *points])
    left += [LeftOut("key_points", s.id, SAID) for s in said if s not in points]
    left += [LeftOut("key_points", s.id, "others scored higher") for s in free if s not in points]
    return sorted(points, key=_place)


def told_elsewhere(
    events: Sequence[EventRow],
    positions: Sequence[PositionRow],
    figures: Sequence[FigureRow],
    questions: Sequence[Question],
) -> dict[Place, str]:
    """For each sentence that another section prints, which one does.

    Args:
        events: of the chronology, and still to come.
        positions: that may be printed.
        figures: that may be printed; the best few are.
        questions: left open.
    """
    told: dict[Place, str] = {}
    for question in questions:
        if question.kind in ("no_comment", "undated"):
            told.update(dict.fromkeys(_places(question.line), "stands among the open questions"))
    for position in positions:
        told.update(dict.fromkeys(_places(position.line), SAID))
    for figure in sorted((f for f in figures if f.telling), key=lambda f: -f.choice.score)[:FIGURES]:
        told.update(dict.fromkeys(_places(figure.line), "stands among the figures"))
    for event in events:
        told.update(dict.fromkeys(_places(event.line), "stands in the chronology"))
    return told


def _places(line: Line) -> list[Place]:
    return [(e.source, e.sentence) for e in line.evidence]


def _different(ranked: Sequence[Statement], most: int, others: Sequence[Statement]) -> list[Statement]:
    """The best, none of which says what a better one says."""
    kept: list[Statement] = []
    bags = [bag(s.line.text) for s in others]
    for s in ranked:
        if len(kept) == most:
            break
        own = bag(s.line.text)
        if all(alike(own, b) < SAME for b in bags):
            kept.append(s)
            bags.append(own)
    return kept


def _place(row: Statement) -> Place:
    evidence = row.line.evidence[0]
    return evidence.source, evidence.sentence
