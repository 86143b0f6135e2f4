"""What the authors of an opinion piece hold themselves: sentences of theirs that a person may release.

Nobody is quoted in them and no verb attributes them, so that they are never printed by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.compose import trim
from briefing.compose.chronology import card
from briefing.model.brief import Choice, PositionRow, Speaker
from briefing.model.findings import Findings
from briefing.model.text import Sentence
from briefing.model.time import When

REASON = "the authors’ own view: left to the review"
#: In a piece of opinion its authors say so somewhere, outside quotations.
_FIRST = re.compile(
    r"\b(?:[Ww]e|I) (?:believe|think|argue|suggest|recommend|hope|propose|contend|conclude)\b|"
    r"\b[Ii]n (?:my|our) (?:view|opinion)\b"
)
#: Words of what ought to be, may be or is worth: the rest of a piece tells what is known.
_HOLDS = re.compile(
    r"\b(?:should|must|ought|would|have to|has to|needs?|needed|requires?|required|can|cannot|could|hinges?|depends?|"
    r"believe|think|argue|hope|suggest|recommend|important|essential|necessary|urgent|responsib\w+|opportunity|strength|"
    r"weakness|success|failure)\b"
)
_MARKS = re.compile(r"[“”\"]|''|``")
#: Words of a sentence that says something.
_FEWEST = 6
#: What the authors say they are: "as urban planners and researchers, we".
_AS = re.compile(r"\b[Aa]s (?:an? )?(?P<told>[^,.;:“”\"]{3,60}), (?:we|I)\b")


def rows(findings: Findings, number: int, when: When | None) -> Iterator[PositionRow]:
    """One row a sentence in which the authors of an opinion piece say what they hold; none of any other article.

    Args:
        findings: of the article.
        number: its number among the sources.
        when: the day of the article.
    """
    authors = findings.document.authors
    told = [s for s in findings.sentences if not _is_anothers(findings, s)]
    if not authors or not any(_FIRST.search(s.span.of(findings.document.text)) for s in told):
        return
    speaker = _speaker(findings, authors)
    listed = False
    for sentence in told:
        words = sentence.span.of(findings.document.text)
        holds = _HOLDS.search(words) is not None and len(words.split()) >= _FEWEST
        item = listed and sentence.span.start == findings.document.paragraphs[sentence.paragraph].start
        listed = words.rstrip().endswith(":") or (item and words.rstrip()[-1:] not in ".!?")
        if holds or item:
            yield PositionRow(
                id=f"p{number}.s{sentence.i}",
                speaker=speaker,
                stance="asserts",
                kind="indirect",
                line=trim.sentence_line(findings, sentence, number),
                when=when,
                certainty="unsure",
                choice=Choice(0.0, (REASON,)),
            )


def _speaker(findings: Findings, authors: Sequence[str]) -> Speaker:
    """The authors with what the text tells them to be: of one, beside their name; of several, of themselves."""
    known = next((a for a in findings.actors if a.kind == "person" and a.name == authors[0]), None)
    if len(authors) == 1 and known is not None and known.title is not None:
        return card(known)
    name = authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} and {authors[-1]}"
    told = _AS.search(findings.document.text)
    return Speaker(name, "person" if len(authors) == 1 else "group", title=told["told"] if told else None)


def _is_anothers(findings: Findings, sentence: Sentence) -> bool:
    """Whether somebody else speaks in a sentence, or it stands in quotation marks."""
    text, paragraph = findings.document.text, findings.document.paragraphs[sentence.paragraph]
    before = text[paragraph.start : sentence.span.start]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    if opened or _MARKS.search(sentence.span.of(text)):
        return True
    return any(a.actor is not None for a in findings.attributions_in(sentence.i)) or any(
        c.overlaps(sentence.span) for a in findings.told_near(sentence.span) for c in a.content if a.actor is not None
    )
