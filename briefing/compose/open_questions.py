"""What the articles leave open: no comment, sources that differ, open dates, and people named but not quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.compose import salience, trim
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, Question, QuestionKind
from briefing.model.findings import Actor, Findings
from briefing.model.text import Sentence


def questions(story: Story, events: Sequence[EventRow]) -> list[Question]:
    """The open questions, in the order of the articles.

    Args:
        story: all articles.
        events: of the chronology, merged.
    """
    found = [q for n, f in story.sources() if story.copied_from(n) is None for q in _of(story, n, f)]
    quoted = {name for f in story.findings for name in _quoted(f)}
    for n, f in story.sources():
        if story.copied_from(n) is None:
            found += _unquoted(story, n, f, quoted)
    for row in events:
        if row.conflict is not None:
            evidence = row.line.evidence[0]
            sentence = story.findings[evidence.source - 1].sentences[evidence.sentence]
            values = " / ".join(value for value, _ in row.conflict.values)
            question = _question(story, evidence.source, sentence, "conflict", f"q.{row.id}", values)
            found.append(Question(question.id, "conflict", row.line, question.choice, values))
    return sorted(found, key=lambda q: (q.line.evidence[0].source, q.line.evidence[0].sentence, q.id))


def _of(story: Story, number: int, findings: Findings) -> Iterator[Question]:
    for one in findings.attributions:
        if one.kind == "no_comment" and one.certainty != "unsure":
            sentence = findings.sentences[one.sentence]
            yield _question(story, number, sentence, "no_comment", f"q{number}.{one.id}", one.speaker)
    for event in findings.events:
        if event.when.value is None and event.when.how == "stated" and event.when.interval is not None:
            made = _question(
                story,
                number,
                findings.sentences[event.sentence],
                "undated",
                f"q{number}.{event.id}",
                event.when.said,
            )
            yield Question(made.id, made.kind, trim.event_line(findings, event, number), made.choice, made.subject)


def _unquoted(story: Story, number: int, findings: Findings, quoted: set[str]) -> Iterator[Question]:
    """Holders of an office who act in the story and whom nobody quotes; each once."""
    for actor in findings.actors:
        surname = actor.name.split()[-1].casefold()
        if not _matters(actor) or surname in quoted:
            continue
        first = next((m.span for m in actor.mentions if m.kind == "name"), None)
        sentence = findings.sentence_of(first) if first is not None else None
        if sentence is not None:
            quoted.add(surname)
            yield _question(story, number, sentence, "unquoted", f"q{number}.{actor.id}", actor.name)


def _matters(actor: Actor) -> bool:
    """Whether somebody's silence is worth a line: a person with a full name and an office, named more than once."""
    named = sum(m.kind == "name" for m in actor.mentions)
    return actor.kind == "person" and " " in actor.name and actor.title is not None and named > 1


def _quoted(findings: Findings) -> Iterator[str]:
    """The surnames of all who say something or refuse to, however sure that is."""
    for one in findings.attributions:
        name = (who.name if (who := findings.actor(one.actor)) else one.speaker) or ""
        if name:
            yield name.split()[-1].casefold()


def _question(
    story: Story, number: int, sentence: Sentence, kind: QuestionKind, id_: str, subject: str | None
) -> Question:
    findings = story.findings[number - 1]
    line = trim.sentence_line(findings, sentence, number)
    return salience.weighed(story, "questions", Question(id_, kind, line, Choice(0.0), subject))
