"""How much a line matters, as a sum of named parts: no learning, no chance, the same answer every time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.brief import Choice
from briefing.model.findings import Actor, Attribution, Event, Findings
from briefing.model.text import Sentence

#: A sentence that opens with one of these leans on the one before it and does not read well alone.
_LEANS = re.compile(
    r"[“\"']?(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|or|so|however|meanwhile|also)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")


def wanted(text: str, actor: Sequence[str], topic: Sequence[str]) -> float:
    """1 for each name or topic of the user's that a text holds."""
    low = text.lower()
    return sum(name.lower() in low for name in (*actor, *topic))


def sentence(findings: Findings, one: Sentence, actor: Sequence[str], topic: Sequence[str]) -> Choice:
    """A sentence as a key point: early, self-contained, told by the article itself, in the words of the story."""
    text = one.span.of(findings.document.text)
    parts = {
        "early in the article": 2.0 / (1 + one.paragraph),
        "holds an event": 0.6 if any(e.sentence == one.i for e in findings.events) else 0.0,
        "shares the headline's words": 0.25 * len(_words(findings.document.title or "") & _words(text)),
        "leans on the sentence before": -1.5 if _LEANS.match(text) else 0.0,
        "is a quotation": -2.0 if text.lstrip()[:1] in '“"' or text.count("“") != text.count("”") else 0.0,
        "is short": -1.0 if len(text) < 50 else 0.0,
        "is long": -0.5 if len(text) > 320 else 0.0,
        "asked for": 3.0 * wanted(text, actor, topic),
    }
    return _choice(parts)


def event(findings: Findings, one: Event, actor: Sequence[str], topic: Sequence[str]) -> Choice:
    """A row of the chronology: a known day, an actor, the story rather than its background."""
    text = findings.sentences[one.sentence].span.of(findings.document.text)
    parts = {
        "early in the article": 1.0 / (1 + findings.sentences[one.sentence].paragraph),
        "its day is known": 0.8 if one.when.granularity in ("day", "time") else 0.3 if one.when.value else 0.0,
        "names an actor": 0.3 if one.actors else 0.0,
        "is background": -0.4 if one.role == "background" else 0.0,
        "asked for": 3.0 * wanted(text, actor, topic),
    }
    return _choice(parts)


def position(
    findings: Findings, one: Attribution, who: Actor, nth: int, actor: Sequence[str], topic: Sequence[str]
) -> Choice:
    """A position: its certainty, its speaker's weight, and that everybody has one before anybody has two.

    Args:
        findings: of the document.
        one: the attribution.
        who: its speaker.
        nth: how many positions of this speaker stand before it, by their own score.
        actor: names asked for.
        topic: words asked for.
    """
    text = " ".join(span.of(findings.document.text) for span in one.content)
    parts = {
        "certain": one.score,
        "a named speaker": 0.6 if who.kind in ("person", "organisation") else 0.0,
        "with a title": 0.3 if who.title or who.affiliation else 0.0,
        "in their own words": 0.25 if one.kind in ("direct", "mixed") else 0.0,
        "takes a stance": 0.2 if one.stance not in ("asserts", "asks") else 0.0,
        "others have none yet": -1.2 * nth,
        "says little": -0.6 if len(text) < 25 else 0.0,
        "asked for": 3.0 * wanted(f"{who.name} {text}", actor, topic),
    }
    return _choice(parts)


def _choice(parts: dict[str, float]) -> Choice:
    kept = {name: value for name, value in parts.items() if value}
    return Choice(round(sum(kept.values()), 4), tuple(f"{name} {value:+.2f}" for name, value in kept.items()))


def _words(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)}
