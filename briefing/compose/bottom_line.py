"""The bottom line: the sentences that likeliest tell the main event, and the one that stands for a missing title.

Never a question, a scene or a signpost; of a claim that another article denies, both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType

from briefing.compose import salience
from briefing.compose.disputes import Dispute
from briefing.compose.key_points import Place, in_text, no_point
from briefing.compose.merge import citing
from briefing.compose.same_event import Comparison
from briefing.compose.story import Story
from briefing.model.brief import EventRow, Line, Statement
from briefing.model.sentence_ends import ends_sentence
from briefing.text_similarity import alike, bag

#: Sentences of the bottom line at most.
BOTTOM_LINES = 3


#: Share of words in common from which two sentences of the bottom line say the same.
SAME = 0.6


#: The second and the third sentence of the bottom line must each be this much of what the first one is.
FURTHER = 0.58, 0.66


#: Both where they are of several articles, which have more news than one, and tell it in more words.
SAME_OF_SEVERAL, FURTHER_OF_SEVERAL = 0.45, (0.5, 0.5)


#: A title that is longer may be cut, so its sentence is printed below it.
TITLE = 130


def headline(story: Story, ranked: Sequence[Statement]) -> Statement | None:
    """The sentence that stands for a title where the article has none: the likeliest news.

    A title has no room to say whose claim it is: what somebody claims is none while there is something else.
    """
    unspoken = [s for s in ranked if s.speaker is None] or ranked
    return max(unspoken, key=lambda s: (salience.news(story, s), s.id), default=None)


def bottom_line(
    story: Story,
    ranked: Sequence[Statement],
    title: Statement | None,
    disputes: Sequence[Dispute] = (),
    raised: Mapping[str, Set[Place]] = MappingProxyType({}),
) -> list[Statement]:
    """The sentences that likeliest tell the news; not the one that is the title.

    They stand in the order of the text; of several articles what the newest one tells stands first, and of one day the
    likeliest. A claim that another article denies has the denial below it. In place of a toll stands the latest.

    Args:
        story: all articles.
        ranked: all sentences.
        title: the sentence that is printed as the title.
        disputes: what sentences of several articles differ on.
        raised: for sentences whose toll a later article raises, where that does.
    """
    free = [s for s in ranked if title is None or s is not title or len(s.line.text) > TITLE]
    able = [s for s in free if no_point(s, story.language) is None] or free or list(ranked)
    if len({s.line.place[0] for s in able}) > 1:  # a headline above one article is told by the sentences of another
        # A sentence that says whose word it is is none, though its mark was lost.
        able = [s for s in able if s.speaker is not None or ends_sentence(s.line.text)] or able
        able = [s for s in able if not salience.is_background(story, s) and not salience.is_over(story, s)] or able
    scored = sorted(((salience.news(story, s), s) for s in able), key=lambda p: (-p[0], p[1].id))
    kept = _best(story, scored)
    standing = {place for s in kept for place in _places(s.line)}
    earlier = {s.id: places for s in kept if (places := raised.get(s.id)) and not places & standing}
    if earlier:
        kept = _best(story, [(score, _latest(s, scored, earlier)) for score, s in scored])
    kept = _with_denials(_newest_first(story, kept), scored, disputes)
    return sorted(kept, key=in_text) if len({s.line.place[0] for s in kept}) == 1 else kept


def _best(story: Story, scored: Sequence[tuple[float, Statement]]) -> list[Statement]:
    """The likeliest news, of which no two say the same and each is understood."""
    several = len(story.findings) > 1
    same, further = (SAME_OF_SEVERAL, FURTHER_OF_SEVERAL) if several else (SAME, FURTHER)
    kept: list[Statement] = []
    for score, s in scored:
        words = bag(s.line.text, story.language)
        if len(kept) == BOTTOM_LINES or (kept and score < further[len(kept) - 1] * scored[0][0]):
            break
        explained = not s.leans or _place_before(s) in [k.line.place for k in kept]
        if explained and all(alike(words, bag(k.line.text, story.language)) < same for k in kept):
            kept.append(replace(s, choice=salience.led(s.choice, score)))
    return kept


def _latest(
    statement: Statement, scored: Sequence[tuple[float, Statement]], raised: Mapping[str, Set[Place]]
) -> Statement:
    """The likeliest news that tells a later toll than a sentence does; itself where none does, or only what leans."""
    return _likeliest(scored, raised.get(statement.id, frozenset())) or statement


def _newest_first(story: Story, kept: Sequence[Statement]) -> list[Statement]:
    """The bottom line with what later articles tell before what earlier ones do; of one article in the text's order."""
    first: dict[int, int] = {}
    for n, s in enumerate(kept):
        first.setdefault(s.line.place[0], n)
    in_order = sorted(kept, key=lambda s: (first[s.line.place[0]], s.line.place[1]))
    return sorted(in_order, key=lambda s: day_of(story, s), reverse=True)


def day_of(story: Story, statement: Statement) -> dt.date:
    """The day of the article that a sentence stands in; the earliest there is where that is not known."""
    return story.findings[statement.line.place[0] - 1].document.date or dt.date.min


def _with_denials(
    kept: Sequence[Statement], scored: Sequence[tuple[float, Statement]], disputes: Sequence[Dispute]
) -> list[Statement]:
    """The bottom line with both sides of the first claim in it that is denied: the denial below the claim.

    Of either side that is not there the likeliest news comes in.
    """
    for n, line in enumerate(kept):
        for denial in (d.denial for d in disputes if d.denial is not None):
            if line.line.place in denial.claims:
                if any(denial.denials.intersection(_places(s.line)) for s in kept):
                    return list(kept)
                below = _likeliest(scored, denial.denials)
                if below is not None:
                    return [*kept[: n + 1], below, *kept[n + 1 :]]
            elif line.line.place in denial.denials and not any(s.line.place in denial.claims for s in kept):
                above = _likeliest(scored, denial.claims)
                if above is not None:
                    return [*kept[:n], above, *kept[n:]][: BOTTOM_LINES + 1]
    return list(kept)


def _likeliest(scored: Sequence[tuple[float, Statement]], places: Set[Place]) -> Statement | None:
    """The likeliest news that rests on one of some sentences and is understood alone; ``None`` where there is none."""
    for score, s in scored:
        if not places.isdisjoint(_places(s.line)) and not s.leans:
            return replace(s, choice=salience.led(s.choice, score))
    return None


def with_places(
    bottom: Sequence[Statement], events: Sequence[EventRow], compared: Comparison | None
) -> list[Statement]:
    """The bottom line with every place at which the events it tells are told, and with what sources differ on there.

    Args:
        bottom: the bottom line.
        events: of the chronology, merged.
        compared: the sentences of all articles side by side; ``None`` of one article.
    """
    out = []
    for s in bottom:
        lines = [row.line for row in events if row.only_reported and s.line.place in _places(row.line)]
        line = citing(s.line, (e for line in lines for e in line.evidence), compared)
        differing = (row.conflict for row in events if row.conflict is not None and _touches(row, s.line.place))
        conflict = next(differing, None)
        out.append(replace(s, line=line, conflict=conflict))
    return out


def _touches(row: EventRow, place: Place) -> bool:
    """Whether sources differ on what a sentence tells: the row is of it, or one of the values stands in it."""
    values = row.conflict.values if row.conflict is not None else ()
    return place == row.line.place or any(place == (e.source, e.sentence) for _, where in values for e in where)


def _places(line: Line) -> list[Place]:
    return [(e.source, e.sentence) for e in line.evidence]


def _place_before(row: Statement) -> Place:
    """The sentence before a statement's."""
    source, sentence = row.line.place
    return source, sentence - 1
