"""How much each row is worth on the page, on one scale for all sections, and why.

The worth of a row is what a careful reader may be expected to want of it: 3 where the page is wrong without it, 2 where
it should be there, 0 where it is true and not wanted. A linear model over what can be seen of its sentence, the
sentence's role and the row itself predicts it. Its weights are learnt by ``benchmarks/train_worth.py``. What the user
asks for, what independent sources tell and what is recent in a story count on top.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from briefing.compose import anaphora, cue_stances, scenes
from briefing.compose.story import BriefOptions, Story
from briefing.language import nearest
from briefing.model.brief import Choice, EventRow, FigureRow, Line, PositionRow, Question, Statement, Words
from briefing.model.text import Span
from briefing.text_similarity import bag

Section = Literal["bottom_line", "key_points", "chronology", "positions", "figures", "questions"]
SECTIONS: tuple[str, ...] = get_args(Section)
Row = TypeVar("Row", EventRow, FigureRow, PositionRow, Question, Statement)

#: What counts on top of the model: a name or topic that was asked for; each doubling of independent sources; the
#: latest article of a story against one long before it; values on which sources differ.
ASKED, CORROBORATED, RECENT, DIFFERING = 6.0, 0.1, 1.0, 1.0
#: What makes a sentence the news, beside the probability that it tells the main event: that it tells what follows from
#: it, the share of the headline that it tells, and its worth. Chosen on NewsDiscourse and our gold.
CONSEQUENCE, HEADLINE, WORTH = 0.5, 0.6, 0.4
#: Each doubling of the texts that tell what a sentence tells, for the worth of its row and for how much it is the news:
#: what all articles of a story tell is what it is about. Chosen on five stories, and checked with each left out.
SUPPORTED, CENTRAL = 1.0, 0.5
#: What of several articles is taken off a sentence for being surely of the time before the news: there the same
#: background stands in many, and all of them together make it no news.
BEFORE = 0.5
#: What a row is worth less for each worthier one of its day, of so many at most.
SAME_DAY, MOST_OF_A_DAY = 0.4, 4
#: What a row is worth less that tells only in which year something was, before the news, and in one article alone; and
#: the dates that are no finer.
ONLY_A_YEAR, COARSE = 1.5, frozenset({"decade", "year"})
#: What is left of how much a sentence is the news where it is a scene.
SCENE = 0.2
#: Reasons told with a choice.
REASONS = 5


#: Before a row is weighed.
NOTHING = Choice(0.0)


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each feature, and a constant."""

    constant: float
    weights: Mapping[str, float]

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to a row's worth."""
        weights = self.weights
        return {name: weights[name] * value for name, value in features.items() if name in weights}


@functools.cache
def model(language: str) -> Model:
    """The model of a language, or of the default one; every row is worth the same where there is none.

    Raises:
        EngineError: its table was learnt for other sections.
    """
    learnt = nearest("worth", language)
    if learnt is None:
        return Model(1.0, {})
    learnt.check(SECTIONS)
    rows = (line.split("\t") for line in learnt.text("weights.tsv").splitlines()[1:])
    weights = {name: float(weight) for name, weight in rows}
    return Model(weights.pop("(constant)"), weights)


def weighed(story: Story, section: Section, row: Row, siblings: Sequence[PositionRow] = ()) -> Row:
    """A row with its worth.

    Args:
        story: all articles.
        section: in which it may be printed.
        row: of that section.
        siblings: of a position, all positions of its speaker, :func:`in_order`.
    """
    evidence = row.line.evidence[0]
    parts = dict(_of_sentence(story, evidence.source, evidence.sentence))
    parts.update(model(story.language).parts(dict(_of_row(story, section, row, siblings))))
    text = f"{row.speaker.name} {row.line.text}" if isinstance(row, PositionRow) else row.line.text
    parts["asked for"] = ASKED * wanted(text, story.options)
    parts["recent"] = RECENT * story.recent(evidence.source)
    support = story.support.get((evidence.source, evidence.sentence), 0.0)
    if support > 0 and section != "questions":
        parts["other articles tell it"] = SUPPORTED * math.log2(1 + support)
    if isinstance(row, EventRow | FigureRow) and row.conflict is not None:
        parts["sources differ"] = DIFFERING
    if isinstance(row, EventRow) and len(story.findings) > 1 and _is_only_a_year(row):
        parts["a year alone"] = -ONLY_A_YEAR
    if isinstance(row, EventRow | Statement) and row.independent > 1:
        parts["corroborated"] = CORROBORATED * math.log2(row.independent)
    return replace(row, choice=_choice(model(story.language).constant, parts))


def _of_sentence(story: Story, source: int, sentence: int) -> Mapping[str, float]:
    """What the sentence of a row adds to its worth, whatever the row makes of it."""
    place = source, sentence
    if place not in story.worth:
        story.worth[place] = model(story.language).parts(dict(_seen(story, source, sentence)))
    return story.worth[place]


def news(story: Story, row: Statement) -> float:
    """How much a sentence is the news that a bottom line should tell: 0 not at all, above 1 plainly.

    Args:
        story: all articles.
        row: a sentence, weighed.
    """
    evidence = row.line.evidence[0]
    seen, roles = story.seen(evidence.source, evidence.sentence)
    event = roles["main"] + CONSEQUENCE * roles["consequence"]
    central = math.log2(1 + story.support.get((evidence.source, evidence.sentence), 0.0))
    weight = event + HEADLINE * seen.get("headline told", 0.0) + WORTH * row.choice.score + CENTRAL * central
    if len(story.findings) > 1:
        weight *= 1 - BEFORE * (roles["history"] + roles["previous"] + roles["anecdote"])
    return weight * SCENE if scenes.opens_with_somebody(story.findings[evidence.source - 1], row.line) else weight


def is_background(story: Story, row: Statement) -> bool:
    """Whether all that a sentence tells happened long before the news, on the days that it states."""
    evidence = row.line.evidence[0]
    events = story.findings[evidence.source - 1].events_in(evidence.sentence)
    dated = [e for e in events if e.when.how != "inherited"]
    return bool(dated) and all(e.role == "background" and e.when.how == "stated" for e in dated)


def is_over(story: Story, row: Statement) -> bool:
    """Whether what an article before the latest one told as still to come was to begin by the day of that one."""
    evidence = row.line.evidence[0]
    findings = story.findings[evidence.source - 1]
    newest, written = story.newest, findings.document.date
    if newest is None or written is None or written >= newest:
        return False
    plans = [e.when.interval for e in findings.events_in(evidence.sentence) if e.status == "scheduled"]
    return any(days is not None and days.start is not None and days.start <= newest for days in plans)


def _is_only_a_year(row: EventRow) -> bool:
    """Whether a row is background that one article tells, and dates no finer than by a year."""
    if row.role != "background" or row.independent > 1 or row.conflict is not None:
        return False
    return row.when.granularity in COARSE and "/" not in (row.when.edtf or "")


def spread(rows: Sequence[EventRow]) -> list[EventRow]:
    """Rows of a chronology, those of a day that a worthier row has been of lessened, so that its days are spread.

    Source: how people write timelines: few days have more than one line, and none all (Tran et al. 2013).
    """
    order = sorted(range(len(rows)), key=lambda n: (-rows[n].choice.score, n))
    taken: Counter[str] = Counter()
    out = list(rows)
    for n in order:
        day = (rows[n].when.value or "")[:10]
        if rows[n].when.granularity in ("day", "time") and day:
            out[n] = replace(rows[n], choice=_lessened(rows[n].choice, taken[day]))
            taken[day] += 1
    return out


def _lessened(choice: Choice, before: int) -> Choice:
    """A choice where so many worthier rows are of the same day."""
    less = SAME_DAY * min(before, MOST_OF_A_DAY)
    return replace(choice, score=round(choice.score - less, 4)) if less else choice


def led(choice: Choice, score: float) -> Choice:
    """The choice of a sentence of the bottom line."""
    return Choice(choice.score, (f"tells the news {score:.2f}", *choice.why))


def wanted(text: str, options: BriefOptions) -> float:
    """1 for each name or topic of the user's that a text holds."""
    low = text.lower()
    return float(sum(name.lower() in low for name in (*options.actor, *options.topic)))


def leans(story: Story, line: Line) -> bool:
    """Whether a line is understood only behind the sentence before it; a name filled in at its head explains it."""
    first = anaphora.begins(line)
    source = line.evidence[0].source - 1
    findings, introduced = story.findings[source], story.introduced[source]
    sentence = findings.sentences[line.evidence[0].sentence]
    if first is None:
        return False
    printed = [p.span for p in line.pieces if isinstance(p, Words)]
    unnamed = Span(first.span.start, _end_unnamed(line, first))
    return anaphora.leans(findings, introduced, sentence, unnamed) or anaphora.says_it(findings, sentence, printed)


def _end_unnamed(line: Line, first: Words) -> int:
    """Where the words of a line end before a name is filled in; a date that is filled in names nobody."""
    end = first.span.end
    for piece in line.pieces[line.pieces.index(first) :]:
        if isinstance(piece, Words):
            end = piece.span.end
        elif not any(map(str.isdigit, piece.text)):
            break
    return end


def features(
    story: Story,
    section: Section,
    row: EventRow | FigureRow | PositionRow | Question | Statement,
    siblings: Sequence[PositionRow] = (),
) -> Iterator[tuple[str, float]]:
    """What is seen of a row: its section, its sentence and that sentence's role, its length, and what it alone has."""
    evidence = row.line.evidence[0]
    yield from _seen(story, evidence.source, evidence.sentence)
    yield from _of_row(story, section, row, siblings)


def _seen(story: Story, source: int, sentence: int) -> Iterator[tuple[str, float]]:
    """What is seen of a sentence, and its role."""
    seen, roles = story.seen(source, sentence)
    yield from seen.items()
    for role, probability in roles.items():
        yield f"role={role}", probability


def _of_row(
    story: Story,
    section: Section,
    row: EventRow | FigureRow | PositionRow | Question | Statement,
    siblings: Sequence[PositionRow] = (),
) -> Iterator[tuple[str, float]]:
    """The section, the row's length, and what it alone has."""
    yield f"section={section}", 1.0
    yield from _of_line(story, row.line)
    if isinstance(row, EventRow):
        yield from _of_event(row)
    elif isinstance(row, PositionRow):
        yield from _of_position(story, row, siblings)
    elif isinstance(row, Question):
        yield f"question={row.kind}", 1.0


def _of_line(story: Story, line: Line) -> Iterator[tuple[str, float]]:
    evidence = line.evidence[0]
    document = story.findings[evidence.source - 1].document
    text = line.text
    words = bag(text, document.language)
    title = bag(document.title or "", document.language)
    yield "line, words", min(len(text.split()), 60) / 10
    yield "line, telling words", min(len(words), 25) / 5
    yield "line, headline words", float(min(4, len(words & title)))
    printed = sum(p.span.end - p.span.start for p in line.pieces if isinstance(p, Words))
    yield "line, share of its sentence", min(1.0, printed / max(1, evidence.span.end - evidence.span.start))
    if len(words) < 4:
        yield "line, few words", 1.0
    if any(map(str.isdigit, text)):
        yield "line, a number", 1.0


def _of_event(row: EventRow) -> Iterator[tuple[str, float]]:
    yield f"row day={row.when.how}", 1.0
    yield f"row granularity={row.when.granularity}", 1.0
    yield f"row status={row.status}", 1.0
    yield f"row role={row.role}", 1.0
    if row.when.bound is not None:
        yield "row an edge", 1.0
    if row.actors:
        yield "row actors", 1.0


def in_order(positions: Iterable[PositionRow]) -> tuple[PositionRow, ...]:
    """Positions by their place in the articles."""
    return tuple(sorted(positions, key=_place))


def _place(row: PositionRow) -> tuple[int, int, str]:
    evidence = row.line.evidence[0]
    return evidence.source, evidence.sentence, row.id


def _of_position(story: Story, row: PositionRow, siblings: Sequence[PositionRow]) -> Iterator[tuple[str, float]]:
    speaker, evidence = row.speaker, row.line.evidence[0]
    findings = story.findings[evidence.source - 1]
    attribution = findings.attribution(row.id.partition(".")[2])
    stance = cue_stances.of(findings, attribution) if attribution is not None else row.stance
    yield f"row speaker={speaker.kind}", 1.0
    yield f"row stance={stance}", 1.0
    yield f"row kind={row.kind}", 1.0
    yield f"row certainty={row.certainty}", 1.0
    if speaker.title or speaker.affiliation:
        yield "row titled", 1.0
    surname = speaker.name.split()[-1] if speaker.name.split() else speaker.name
    if surname.lower() in (findings.document.title or "").lower():
        yield "row speaker in headline", 1.0
    namesake = findings.actor_named(speaker.name)
    named = len(namesake.mentions) if namesake is not None else 0
    yield "row speaker named", math.log1p(named)
    nth = bisect_left(siblings, _place(row), key=_place)
    nth = nth if nth < len(siblings) and _place(siblings[nth]) == _place(row) else 0
    yield "row nth of its speaker", float(min(4, nth))
    yield "row positions of its speaker", math.log1p(len(siblings))
    if "?" in row.line.text:
        yield "row asks", 1.0


def _choice(constant: float, parts: Mapping[str, float]) -> Choice:
    score = constant + math.fsum(parts.values())
    heaviest = sorted([(-abs(value), name) for name, value in parts.items() if abs(value) >= 0.005])[:REASONS]
    return Choice(round(score, 4), tuple(f"{name} {parts[name]:+.2f}" for _, name in heaviest))
