"""The rows of the figures: each number once, with who gives it, when, and who gives another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing import rules
from briefing.compose import quantities, salience, saying, trim, unnamed_speakers
from briefing.compose.chronology import card, reported
from briefing.compose.evidence_index import Elsewhere
from briefing.compose.story import OPINION, Story
from briefing.model.brief import Choice, Conflict, EventRow, FigureRow
from briefing.model.findings import Figure, Findings
from briefing.model.time import When
from briefing.model.tree import Tree
from briefing.text_similarity import alike, bag

#: Share of words in common from which one number is told twice.
SAME = 0.5
OF_NOBODY = "stands in an opinion, and nobody is named who holds it"
BY_THE_WAY = "counts a few in a clause beside what is told"
#: How a clause hangs on the word it is beside.
_BESIDE = ("advcl", "relcl", "acl")
#: Up to here a number in words behind "the" counts nothing.
FEW = 10


def rows(story: Story, events: Sequence[EventRow]) -> list[FigureRow]:
    """The figures of the articles in order; what several articles tell alike stands once, with every place.

    Args:
        story: all articles.
        events: merged; where sources differ on a number, its figure says so.
    """
    made: list[FigureRow] = []
    alike_in_number: dict[tuple[float | None, str], Elsewhere] = defaultdict(Elsewhere)
    for number, findings in story.sources():
        for n, figure in enumerate(findings.figures, 1):
            if story.told_before(number, figure.sentence) or _means_again(findings, figure):
                continue
            row = _row(number, findings, figure, f"f{number}.{n}", Choice(0.0))
            if row.claimed_by is None and story.opinion(number, figure.sentence) > OPINION:
                row = replace(row, claimed_by=story.view(number, figure.sentence))
            row = salience.weighed(story, "figures", row)
            if _is_by_the_way(findings, figure):
                row = replace(row, choice=Choice(0.0, (BY_THE_WAY,)))
            if row.claimed_by is None and _is_nobodys_opinion(story, number, figure):
                row = replace(row, choice=Choice(0.0, (OF_NOBODY,)))
            same = alike_in_number[row.value, row.unit]
            if row.value is None or not _joined(made, same, row, story.language):
                same.put(len(made), row.line)
                made.append(row)
    return _disputed(made, _differing(events))


def _is_nobodys_opinion(story: Story, number: int, figure: Figure) -> bool:
    """Whether a number only stands in what its writer thinks: "it could learn from the other 200 ports"."""
    said = story.findings[number - 1].attributions_in(figure.sentence)
    roles = story.roles[number - 1][figure.sentence]
    return not any(a.actor for a in said) and roles["evaluation"] + roles["anecdote"] > OPINION


def _is_by_the_way(findings: Findings, figure: Figure) -> bool:
    """Whether a count of a few stands in a clause beside what is told: "as he sat between **two** children".

    Casualties are always told.
    """
    if figure.unit != "count" or figure.value is None or figure.value >= FEW:
        return False
    sentence, document = findings.sentences[figure.sentence], findings.document
    if figure.value in quantities.of_casualties(sentence.span.of(document.text), document.language):
        return False
    tree = Tree(findings.parse, sentence)
    at = next((t for t in tree.tokens if figure.span.holds(t.span) and t.tag == "CD"), None)
    while at is not None and at.dep not in _BESIDE:
        at = tree.head(at)
    return at is not None


def _row(number: int, findings: Findings, figure: Figure, id_: str, choice: Choice) -> FigureRow:
    claim = findings.attribution(figure.claimed_by)
    who = findings.actor(claim.actor) if claim else None
    if claim is not None and saying.taken_back(findings, claim):
        who = None  # "the report did not mention the nine crowns": it is the writer who does
    elif who is not None and unnamed_speakers.is_nobody(who, findings.document.language):
        who = None  # "results from all districts show": its sentence says so, and nobody speaks
    return FigureRow(
        id=id_,
        line=trim.figure_line(findings, figure, number),
        value=figure.value,
        unit=figure.unit,
        claimed_by=card(who) if who else None,
        choice=choice,
        figure=figure.span.of(findings.document.text),
        counts=figure.counts.of(findings.document.text) if figure.counts else None,
        when=_when(findings, figure),
    )


def _means_again(findings: Findings, figure: Figure) -> bool:
    """Whether a small number in words only says which ones are meant: "**the two** owners met"."""
    text, sentence = findings.document.text, findings.sentences[figure.sentence].span
    if figure.value is None or figure.value > FEW or not figure.span.of(text).isalpha():
        return False
    before = text[max(sentence.start, figure.span.start - 20) : figure.span.start].split()[-1:]
    return bool(before) and before[0].lower() in rules.words("figures", findings.document.language, "definite")


def _when(findings: Findings, figure: Figure) -> When | None:
    """The date of the event whose clause holds the figure; else the day it was reported."""
    clauses = [e for e in findings.events_in(figure.sentence) if e.when.how == "stated" and e.span.holds(figure.span)]
    if clauses:
        return min(clauses, key=lambda e: e.span.end - e.span.start).when
    day = findings.document.date
    return reported(day, "the day of the article") if day else None


def _joined(made: list[FigureRow], same: Elsewhere, row: FigureRow, language: str) -> bool:
    """Whether another article's row tells the same number of the same thing; its place is then put to that row.

    Args:
        made: the rows so far.
        same: those among them that have the row's number.
        row: the next one.
        language: of the articles.
    """
    words = bag(row.line.text, language)
    for i in same.without(row.line.evidence[0].source):
        if alike(words, bag(made[i].line.text, language)) >= SAME:
            made[i] = _with(made[i], row)
            same.put(i, made[i].line)
            return True
    return False


def _with(row: FigureRow, other: FigureRow) -> FigureRow:
    return replace(row, line=replace(row.line, evidence=(*row.line.evidence, *other.line.evidence)))


def _differing(events: Sequence[EventRow]) -> Mapping[tuple[int, int], Sequence[tuple[str, Conflict]]]:
    """For each sentence the numbers in it on which sources differ."""
    differing: dict[tuple[int, int], list[tuple[str, Conflict]]] = defaultdict(list)
    for event in events:
        conflict = event.conflict
        if conflict is None or conflict.about != "figure":
            continue
        for shown, places in conflict.values:
            for place in dict.fromkeys((e.source, e.sentence) for e in places):
                differing[place].append((shown.split()[0], conflict))
    return differing


def _disputed(
    rows: Sequence[FigureRow], differing: Mapping[tuple[int, int], Sequence[tuple[str, Conflict]]]
) -> list[FigureRow]:
    """The rows, where sources differ on one of them with the other values and where these stand; each dispute once."""
    shown: set[int] = set()
    out = []
    for row in rows:
        place = row.line.evidence[0]
        words = (row.figure or "").lower().split()
        conflicts = (c for number, c in differing.get((place.source, place.sentence), ()) if number.lower() in words)
        conflict = next((c for c in conflicts if id(c) not in shown), None)
        if conflict is not None:
            shown.add(id(conflict))
            places = (e for _, where in conflict.values for e in where)
            evidence = tuple(dict.fromkeys((*row.line.evidence, *places)))
            out.append(replace(row, conflict=conflict, line=replace(row.line, evidence=evidence)))
        else:
            out.append(row)
    return out
