"""Two sentences as one line, where one of them alone would say too much, or nothing.

"The quay is open. But no ferry may land there.": half of it says more than its writer does. "The crews met on Monday.
Another vote is due in May.": the second half is understood only behind the first.
"""

from __future__ import annotations

from dataclasses import replace

from briefing import rules
from briefing.compose import trim
from briefing.compose.key_points import CLOSE, OPEN
from briefing.model.brief import Line, Statement, Words
from briefing.model.findings import Findings
from briefing.model.text import Sentence, Span

#: Characters of both sentences at most: a longer line takes the room of three.
LONGEST = 400
#: What a sentence must be worth, at least, to bring the one before it along.
WORTH = 0.9


def paired(findings: Findings, source: int, before: Statement | None, made: Statement) -> Statement:
    """A sentence with the one it is understood by before it, and the one that limits it behind it; alone without them.

    Args:
        findings: of an article.
        source: its number.
        before: the sentence told before, of this article or of another; ``None`` of the first.
        made: the sentence, weighed.
    """
    grounded = behind_its_ground(before, made) if before is not None else made
    sentence = findings.sentences[made.line.place[1]]
    return replace(grounded, line=with_reservation(findings, source, sentence, grounded.line))


def with_reservation(findings: Findings, source: int, sentence: Sentence, line: Line) -> Line:
    """A sentence's line, and behind it the next sentence where that begins with "But"; a new paragraph may begin there.

    Args:
        findings: of an article.
        source: its number.
        sentence: of it, that the line tells.
        line: of it alone.
    """
    behind = findings.sentences[sentence.i + 1 : sentence.i + 2]
    if not behind or behind[0].paragraph - sentence.paragraph > 1:
        return line
    (limit,) = behind
    text = findings.document.text
    words = limit.span.of(text)
    if rules.pattern("key_points", findings.document.language, "but").match(words) is None:
        return line
    if len(line.text) + len(words) > LONGEST or any(mark in words for mark in f"{OPEN}{CLOSE}?"):
        return line  # no room; somebody's words, and maybe not all of them; or a question
    further = trim.sentence_line(findings, limit, source)
    start = further.evidence[0].span.start
    first = next((p.span.start for p in further.pieces if isinstance(p, Words)), start)
    opener = text[start:first].rstrip()
    lead = (Words(Span(start, start + len(opener)), opener),) if opener else ()
    pieces = (*line.pieces, *lead, *further.pieces)
    if limit.paragraph != sentence.paragraph:
        return replace(line, pieces=pieces, evidence=(*line.evidence, *further.evidence))
    evidence = replace(line.evidence[0], span=Span(line.evidence[0].span.start, further.evidence[0].span.end))
    return replace(line, pieces=pieces, evidence=(evidence, *line.evidence[1:]))


def behind_its_ground(ground: Statement, leaning: Statement) -> Statement:
    """A sentence that is understood only behind another, as one line with that, where it is worth more; else as it was.

    Args:
        ground: the sentence before it.
        leaning: the sentence.
    """
    first, second = ground.line, leaning.line
    (source, sentence), paragraph = first.place, second.evidence[0].paragraph
    if second.place != (source, sentence + 1) or first.evidence[0].paragraph != paragraph:
        return leaning
    if not leaning.leans or ground.leans or leaning.choice.score < max(WORTH, ground.choice.score):
        return leaning
    if len(first.text) + len(second.text) > LONGEST:
        return leaning
    span = Span(first.evidence[0].span.start, second.evidence[0].span.end)
    evidence = replace(second.evidence[0], span=span)
    line = replace(second, pieces=(*first.pieces, *second.pieces), evidence=(evidence, *second.evidence[1:]))
    return replace(leaning, line=line, leans=False)
