"""How much a line matters, as a sum of named parts: no learning, no chance, the same answer every time.

The parts are those of extractive summaries: place in the article (Edmundson 1969), centrality (Erkan and Radev 2004,
here by counting), corroboration and recency across articles; for positions the weight of the speaker and of the words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.compose import claims
from briefing.compose.story import BriefOptions, Story
from briefing.model.brief import Choice, EventRow, QuestionKind
from briefing.model.findings import Actor, Attribution, Event, Figure
from briefing.model.text import Sentence

#: A sentence that opens with one of these leans on the one before it and does not read well alone.
_LEANS = re.compile(
    r"[“\"']?(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|or|so|however|meanwhile|also)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")
#: Positions of one speaker beyond this count no further against the next.
_MOST_OTHERS = 4
#: A position longer than this many characters fills more than three lines of its column.
_LONG = 190
#: What each kind of question is worth: refusals and contradictions go before silence.
_QUESTIONS: Mapping[QuestionKind, float] = {
    "no_comment": 1.2,
    "conflict": 1.1,
    "unresolved": 1.0,
    "undated": 0.8,
    "unquoted": 0.3,
}


def wanted(text: str, options: BriefOptions) -> float:
    """1 for each name or topic of the user's that a text holds."""
    low = text.lower()
    return sum(name.lower() in low for name in (*options.actor, *options.topic))


def sentence(story: Story, number: int, one: Sentence, independent: int = 1) -> Choice:
    """A sentence as a key point: early, central, self-contained, told by the article itself.

    Args:
        story: all articles.
        number: of the source.
        one: the sentence.
        independent: sources that tell the same event independently.
    """
    findings = story.findings[number - 1]
    text = one.span.of(findings.document.text)
    return _choice(
        {
            "early in the article": 2.0 / (1 + one.paragraph),
            "central": 0.8 * story.central(text),
            "corroborated": 0.4 * math.log2(independent),
            "recent": 0.5 * story.recent(number),
            "gives a figure": 0.3 if findings.figures_in(one.i) else 0.0,
            "shares the headline's words": 0.25 * len(_words(findings.document.title or "") & _words(text)),
            "leans on the sentence before": -1.5 if _LEANS.match(text) else 0.0,
            "is somebody's saying": -0.6 if findings.attributions_in(one.i) else 0.0,
            "may go on with somebody's saying": -0.8 if claims.may_go_on(findings, one) else 0.0,
            "is a quotation": -2.0 if text.lstrip()[:1] in '“"' or text.count("“") != text.count("”") else 0.0,
            "is short": -1.0 if len(text) < 50 else -0.3 if len(text) < 90 else 0.0,
            "is long": -0.5 if len(text) > 320 else 0.0,
            "asked for": 3.0 * wanted(text, story.options),
        }
    )


def event(story: Story, number: int, one: Event) -> Choice:
    """A row of the chronology: a known day, an actor, central, the story rather than its background."""
    findings = story.findings[number - 1]
    where = findings.sentences[one.sentence]
    text = where.span.of(findings.document.text)
    cued = findings.cued_near(one.trigger)
    return _choice(
        {
            "early in the article": 1.0 / (1 + where.paragraph),
            "central": 0.5 * story.central(text),
            "recent": 0.3 * story.recent(number),
            "its day is known": 0.8 if one.when.granularity in ("day", "time") else 0.3 if one.when.value else 0.0,
            "names an actor": 0.3 if one.actors else 0.0,
            "is background": -0.4 if one.role == "background" else 0.0,
            "is a saying": -0.5 if any(c.overlaps(one.trigger) for a in cued for c in a.cue) else 0.0,
            "asked for": 3.0 * wanted(text, story.options),
        }
    )


def corroborated(row: EventRow) -> EventRow:
    """The row with what its independent sources add."""
    if row.independent < 2:
        return row
    return replace(row, choice=more(row.choice, "corroborated", 0.4 * math.log2(row.independent)))


def position(story: Story, number: int, one: Attribution, who: Actor, *, told: bool) -> Choice:
    """A position by itself: its certainty, its speaker's weight, what its words are worth.

    Args:
        story: all articles.
        number: of the source.
        one: the attribution.
        who: its speaker.
        told: whether the chronology prints its sentence too.
    """
    findings = story.findings[number - 1]
    text = " ".join(span.of(findings.document.text) for span in one.content)
    named = sum(m.kind == "name" for m in who.mentions)
    return _choice(
        {
            "certain": one.score,
            "a named speaker": 0.6 if who.kind in ("person", "organisation") else 0.0,
            "with a title": 0.3 if who.title or who.affiliation else 0.0,
            "often named": 0.1 * min(4.0, math.log2(named)) if named else 0.0,
            "central": 0.4 * story.central(text),
            "recent": 0.3 * story.recent(number),
            "in their own words": 0.25 if one.kind in ("direct", "mixed") else 0.0,
            "takes a stance": 0.2 if one.stance not in ("asserts", "asks") else 0.0,
            "leans on what was said before": -0.3 if _LEANS.match(text) else 0.0,
            "asks instead of telling": -0.3 if "?" in text else 0.0,
            "stands in the chronology": -0.5 if told else 0.0,
            "says little": -0.6 if len(text) < 25 else 0.0,
            "is long": -0.3 if len(text) > _LONG else 0.0,
            "asked for": 3.0 * wanted(f"{who.name} {text}", story.options),
        }
    )


def question(story: Story, number: int, one: Sentence, kind: QuestionKind) -> Choice:
    """An open question: what kind it is of, and how much its sentence is about the story."""
    text = one.span.of(story.findings[number - 1].document.text)
    return _choice(
        {
            kind.replace("_", " "): _QUESTIONS[kind],
            "early in the article": 0.3 / (1 + one.paragraph),
            "central": 0.5 * story.central(text),
            "recent": 0.3 * story.recent(number),
            "asked for": 3.0 * wanted(text, story.options),
        }
    )


def after(choice: Choice, nth: int, count: int) -> Choice:
    """A position's worth among those of its speaker: everybody has one before anybody has two.

    Args:
        choice: by itself.
        nth: how many of the speaker's others go before it.
        count: how many the speaker has.
    """
    if nth == 0 and count > 1:
        return more(choice, "speaks often", 0.2 * min(3.0, math.log2(count)))
    return more(choice, "others have none yet", -1.2 * min(nth, _MOST_OTHERS)) if nth else choice


def figure(story: Story, number: int, one: Figure, *, told: bool, said: bool) -> Choice:
    """A figure: central, early, of money, shares or people rather than of small counts; once on a page is enough.

    Args:
        story: all articles.
        number: of the source.
        one: the figure.
        told: whether the bottom line or the chronology prints its sentence.
        said: whether a position that may be printed has its sentence.
    """
    findings = story.findings[number - 1]
    where = findings.sentences[one.sentence]
    text = where.span.of(findings.document.text)
    return _choice(
        {
            "early in the article": 0.5 / (1 + where.paragraph),
            "central": 0.5 * story.central(text),
            "recent": 0.3 * story.recent(number),
            "of money, a share or a large number": 0.5 if one.unit != "count" or (one.value or 0) >= 10 else 0.0,
            "is asked, not told": -0.8 if text.rstrip("”’\"' ").endswith("?") else 0.0,
            "of money": 0.2 if one.unit not in ("count", "percent") else 0.0,
            "says whose it is": 0.2 if one.claimed_by else 0.0,
            "does not say of what": -0.5 if one.counts is None and one.unit in ("count", "percent") else 0.0,
            "stands above or in the chronology": -1.0 if told else 0.0,
            "stands among the positions": -0.5 if said else 0.0,
            "asked for": 3.0 * wanted(text, story.options),
        }
    )


def _choice(parts: Mapping[str, float]) -> Choice:
    kept = {name: value for name, value in parts.items() if value}
    return Choice(round(sum(kept.values()), 4), tuple(f"{name} {value:+.2f}" for name, value in kept.items()))


def more(choice: Choice, why: str, value: float) -> Choice:
    """The choice with one part more."""
    return Choice(round(choice.score + value, 4), (*choice.why, f"{why} {value:+.2f}"))


def _words(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)}
