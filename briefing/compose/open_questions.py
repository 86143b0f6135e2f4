"""What the articles leave open: what they say is not known, who did not comment, and what sources tell differently."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing import quotations, rules
from briefing.compose import salience, trim
from briefing.compose.disputes import Dispute
from briefing.compose.story import Story
from briefing.model.brief import OPEN_REACH, VALUES, Choice, Conflict, EventRow, Line, Question, QuestionKind
from briefing.model.findings import Findings
from briefing.model.sentence_ends import ends_sentence, last_mark
from briefing.model.text import Sentence


@dataclass(frozen=True, slots=True)
class Rules:
    """What says that something is open, and what behind it takes that back."""

    open: re.Pattern[str]
    closed: re.Pattern[str]

    def leave_open(self, words: str) -> bool:
        """Whether a sentence says, outside its quotations, that something is not known or not decided."""
        outside = quotations.outside(words)
        match = self.open.search(outside)
        return match is not None and match.end() <= OPEN_REACH and self.closed.search(outside, match.end()) is None


@functools.cache
def load(language: str) -> Rules:
    """The rules of a language; English ones where it has none."""
    table = rules.nearest("open_questions", language)
    return Rules(
        re.compile("|".join(f"(?:{p})" for p in table["patterns"]), re.IGNORECASE),
        re.compile(table["closed"], re.IGNORECASE),
    )


def questions(
    story: Story, events: Sequence[EventRow], held: Sequence[EventRow] = (), disputes: Sequence[Dispute] = ()
) -> list[Question]:
    """The open questions, in the order of the articles.

    Args:
        story: all articles.
        events: of the chronology, merged.
        held: events that are not printed: what sources differ on in them is a question all the same.
        disputes: what sentences differ on that are in no row together.
    """
    questions = [q for n, f in story.sources() for q in _of(story, n, f)]
    questions += [_differing(story, r.id, r.line, r.conflict) for r in (*events, *held) if r.conflict is not None]
    for dispute in disputes:
        row, conflict = dispute.shown.row, dispute.conflict
        places = dict.fromkeys((*row.line.evidence, *(e for _, where in conflict.values for e in where)))
        questions.append(_differing(story, f"d.{row.id}", replace(row.line, evidence=tuple(places)), conflict))
    return sorted(questions, key=lambda q: (*q.line.place, q.id))


def _differing(story: Story, id_: str, line: Line, conflict: Conflict) -> Question:
    """What sources differ on, with the values, before the line that tells one of them."""
    evidence = line.evidence[0]
    sentence = story.findings[evidence.source - 1].sentences[evidence.sentence]
    values = VALUES.join(value for value, _ in conflict.values)
    question = _question(story, evidence.source, sentence, "conflict", f"q.{id_}", values)
    return Question(question.id, "conflict", line, question.choice, values)


def _of(story: Story, number: int, findings: Findings) -> Iterator[Question]:
    """Who did not comment, and every other sentence that leaves something open, each sentence once."""
    silent = {a.sentence: a for a in findings.attributions if a.kind == "no_comment" and a.certainty != "unsure"}
    known = load(findings.document.language)
    for sentence in findings.sentences:
        if story.told_before(number, sentence.i) or story.view(number, sentence.i) is not None:
            continue
        attribution = silent.get(sentence.i)
        if attribution is not None:
            yield _question(story, number, sentence, "no_comment", f"q{number}.{attribution.id}", attribution.speaker)
            continue
        words = sentence.span.of(findings.document.text)
        if ends_sentence(words) and last_mark(words) != "?" and known.leave_open(words):
            question = _question(story, number, sentence, "unresolved", f"q{number}.s{sentence.i}", None)
            if not salience.leans(story, question.line):
                yield question


def _question(
    story: Story, number: int, sentence: Sentence, kind: QuestionKind, id_: str, subject: str | None
) -> Question:
    findings = story.findings[number - 1]
    line = trim.sentence_line(findings, sentence, number)
    return salience.weighed(story, "questions", Question(id_, kind, line, Choice(0.0), subject))
