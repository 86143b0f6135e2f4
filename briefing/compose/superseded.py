"""Tolls of which an article of a later day tells a higher one: held as positions, brought up to date as what leads.

A toll of a day is right when it is told, and wrong on the page of the next day. Only casualties are compared, of one
kind and in sentences that share a name ("killed 8 in Maren", "14 dead in Maren"), within the growth that a toll has. A
sentence without a name ("The toll rose to 14.") is of what the one before it names.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from briefing.compose import quantities
from briefing.compose.conflicts import RATIO, TOLL
from briefing.compose.quantities import Quantity
from briefing.compose.same_event import Place, party_names
from briefing.compose.story import Story
from briefing.model.brief import LeftOut, Line, PositionRow, Statement
from briefing.model.findings import Findings
from briefing.model.text import Sentence
from briefing.rules import nearest

#: From so many a toll grows less.
MANY = 1000

Toll = tuple[dt.date, float, Place]
"""The day of an article, the number it tells, and where."""


def current(
    story: Story, positions: Sequence[PositionRow], left: list[LeftOut], held: list[PositionRow]
) -> list[PositionRow]:
    """The positions without those whose toll a later article raises.

    Args:
        story: all articles.
        positions: that may be printed.
        left: takes up those that are held, each with the source that tells the later toll.
        held: takes up their rows.
    """
    by_name = _tolls(story)
    kept = []
    for row in positions:
        places = _raised_at(story, row.line, by_name)
        if not places:
            kept.append(row)
        else:
            left.append(LeftOut("positions", row.id, reason(places)))
            held.append(row)
    return kept


def reason(places: Iterable[Place]) -> str:
    """Why a line is held whose toll is raised in some places."""
    return f"source {max(places)[0]}, of a later day, tells a higher toll"


def tolls(story: Story, ranked: Sequence[Statement]) -> dict[str, frozenset[Place]]:
    """For each sentence whose toll later articles raise, by id, where those of the latest day do.

    Args:
        story: all articles.
        ranked: the sentences.
    """
    by_name = _tolls(story)
    return {s.id: places for s in ranked if (places := _raised_at(story, s.line, by_name))}


def points(
    ranked: Sequence[Statement], bottom: Sequence[Statement], raised: Mapping[str, Set[Place]], left: list[LeftOut]
) -> list[Statement]:
    """The sentences that may stand below the bottom line: without tolls that a later article raises.

    Args:
        ranked: all sentences.
        bottom: those of the bottom line, which stay.
        raised: what :func:`tolls` gives.
        left: takes up what is left out and why.
    """
    led = {s.id for s in bottom}
    held = {s.id: places for s in ranked if s.id not in led and (places := raised.get(s.id))}
    left += [LeftOut("key_points", id_, reason(places)) for id_, places in held.items()]
    return [s for s in ranked if s.id not in held]


def _tolls(story: Story) -> dict[tuple[str, str, str], list[Toll]]:
    """The tolls of all articles by their kind, whom they count, and each name in their sentence; none of one day."""
    by_name: dict[tuple[str, str, str], list[Toll]] = defaultdict(list)
    if not story.days:
        return by_name
    for number, findings in story.sources():
        day = findings.document.date
        for sentence in findings.sentences if day is not None else ():
            counted = list(_casualties(sentence.span.of(findings.document.text), story.language))
            for name in sorted(_names(findings, sentence)) if counted else ():
                for quantity in counted:
                    toll = day or dt.date.min, quantity.value, (number, sentence.i)
                    by_name[quantity.kind, quantity.which, name].append(toll)
    return by_name


def _names(findings: Findings, sentence: Sentence) -> frozenset[str]:
    """The names in a sentence, days apart; of one without any those in the sentence before."""
    for i in (sentence.i, sentence.i - 1):
        span = findings.sentences[max(i, 0)].span
        text = span.of(findings.document.text)
        for timex in findings.timexes_near(span):
            text = text.replace(timex.span.of(findings.document.text), "")
        if names := party_names(text):
            return names
    return frozenset()


def _casualties(text: str, language: str) -> Iterator[Quantity]:
    kinds = nearest("conflicts", language)["casualties"]
    return (q for q in quantities.of(text, language) if q.kind in kinds and q.value)


def _raised_at(story: Story, line: Line, by_name: dict[tuple[str, str, str], list[Toll]]) -> frozenset[Place]:
    """Where articles of the latest day that do tell a higher toll of what a line counts."""
    evidence = line.evidence[0]
    findings = story.findings[evidence.source - 1]
    day = findings.document.date
    if day is None or not by_name:
        return frozenset()
    names = _names(findings, findings.sentences[evidence.sentence])
    raised = [
        (later, place)
        for quantity in _casualties(line.text, story.language)
        for name in names
        for later, value, place in by_name.get((quantity.kind, quantity.which, name), ())
        if later > day and quantity.value < value <= (TOLL if quantity.value < MANY else RATIO) * quantity.value
    ]
    latest = max((later for later, _ in raised), default=day)
    return frozenset(place for later, place in raised if later == latest)
