"""What the next sentence takes back, printed with the sentence it limits.

"The quay is open. But no ferry may land there." Half of such a pair says more than its writer does.
"""

from __future__ import annotations

from dataclasses import replace

from briefing import rules
from briefing.compose import trim
from briefing.compose.key_points import CLOSE, OPEN
from briefing.model.brief import Line, Words
from briefing.model.findings import Findings
from briefing.model.text import Sentence, Span

#: Characters of both sentences at most: a longer line has no room on the page.
LONGEST = 300


def with_reservation(findings: Findings, source: int, sentence: Sentence, line: Line) -> Line:
    """A sentence's line, and behind it the next sentence of its paragraph where that begins with "But".

    Args:
        findings: of an article.
        source: its number.
        sentence: of it, that the line tells.
        line: of it alone.
    """
    behind = findings.sentences[sentence.i + 1 : sentence.i + 2]
    if not behind or behind[0].paragraph != sentence.paragraph:
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
    lead = (Words(Span(start, first), text[start:first].rstrip()),) if start < first else ()
    evidence = replace(line.evidence[0], span=Span(line.evidence[0].span.start, further.evidence[0].span.end))
    return replace(line, pieces=(*line.pieces, *lead, *further.pieces), evidence=(evidence, *line.evidence[1:]))
