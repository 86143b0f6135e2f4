"""Lines out of the answers of an interview: they have lost the question, and are nobody's but their speaker's."""

from __future__ import annotations

import re

from briefing.compose import quotation_marks, salience
from briefing.compose.story import Story
from briefing.model.brief import EventRow, FigureRow, PositionRow, Speaker, Statement
from briefing.model.sentence_ends import last_mark
from briefing.model.text import Answer

LEANS = "leans on what was asked, or on the answer before it"
ITSELF = "speaks of its speaker by name, so that it does not say whose word it is"
ASKS = "asks, and does not tell"
ANOTHERS = "is part of what somebody else is made to say"
SHORT = "is too short to be understood without what was asked"
DAY = "its day is counted from that of the interview, which nobody tells"
#: Words of an answer that says something by itself.
_FEWEST = 5
_YEAR = re.compile(r"\d{4}")


def answer_of(story: Story, row: EventRow | FigureRow | PositionRow | Statement) -> Answer | None:
    """The answer that a line stands in; ``None`` where it stands in none."""
    evidence = row.line.evidence[0]
    findings = story.findings[evidence.source - 1]
    return findings.document.answer_at(findings.sentences[evidence.sentence].span)


def why_not(story: Story, row: EventRow | FigureRow | PositionRow | Statement, speaker: Speaker | None) -> str | None:
    """Why a line of an answer cannot stand by itself; ``None`` where it can, and where it stands in no answer.

    Args:
        story: all articles.
        row: with the line.
        speaker: the name the line has behind it; ``None`` where its section has a place for the speaker.
    """
    if answer_of(story, row) is None:
        return None
    evidence, text = row.line.evidence[0], row.line.text
    findings = story.findings[evidence.source - 1]
    sentence = findings.sentences[evidence.sentence].span
    if last_mark(text) == "?":
        return ASKS
    if len(text.split()) < _FEWEST:
        return SHORT
    if findings.quoted.around(sentence.start) or findings.quoted.around(sentence.end) or quotation_marks.broken(text):
        return ANOTHERS
    if salience.leans(story, row.line):
        return LEANS
    if speaker is not None and row.line.names(speaker):
        return ITSELF
    if isinstance(row, EventRow) and not _YEAR.search(row.when.said or ""):
        return DAY
    return None
