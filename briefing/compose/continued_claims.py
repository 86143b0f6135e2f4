"""What may still be somebody's claim though its sentence does not say so: kept for the review, never printed.

"Brenn said that levies fail. **A levy only makes the smugglers richer.**" Of the sentences right behind a saying that
say nothing of who speaks, about one in three goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.compose import claims, trim
from briefing.compose.chronology import card
from briefing.model.brief import Choice, PositionRow
from briefing.model.findings import Actor, Findings
from briefing.model.sentence_ends import last_mark
from briefing.model.text import Sentence
from briefing.model.time import When

REASON = "may go on with what was said before: left to the review"
#: Words of a sentence that says something.
_FEWEST = 5


def rows(findings: Findings, number: int, when: When | None) -> Iterator[PositionRow]:
    """One row a sentence that may go on with a claim, in order.

    Args:
        findings: of the article.
        number: its number among the sources.
        when: the day of the article.
    """
    for sentence in findings.sentences:
        who = speaker(findings, sentence)
        if who is not None:
            yield PositionRow(
                id=f"p{number}.c{sentence.i}",
                speaker=card(who),
                stance="asserts",
                kind="indirect",
                line=trim.sentence_line(findings, sentence, number),
                when=when,
                certainty="unsure",
                choice=Choice(0.0, (REASON,)),
            )


def speaker(findings: Findings, sentence: Sentence) -> Actor | None:
    """Who may speak on in a sentence that names nobody who does: the one speaker of the sentence before.

    ``None`` where the sentence begins a paragraph, has a speaker of its own, lies in what somebody says, or asks.
    """
    before = findings.sentences[sentence.i - 1] if sentence.i else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    words = sentence.span.of(findings.document.text)
    if len(words.split()) < _FEWEST or last_mark(words) == "?":
        return None
    if findings.attributions_in(sentence.i) or claims.around(findings, sentence) is not None:
        return None
    said = [a for a in findings.attributions_in(before.i) if a.kind != "no_comment" and a.certainty != "unsure"]
    speakers = {a.actor for a in said}
    if len(speakers) != 1:
        return None
    who = findings.actor(said[0].actor)
    return who if who is not None and who.kind in ("person", "organisation") else None
