"""Who has said what: positions grouped by speaker, the newest first, and where somebody has changed theirs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefing import rules
from briefing.compose import (
    continued_claims,
    exclusion_reasons,
    independence,
    own_views,
    participles,
    person_names,
    salience,
    trim,
)
from briefing.compose.chronology import card, reported
from briefing.compose.evidence_index import Elsewhere
from briefing.compose.mentions import Mention
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, LeftOut, PositionRow, Speaker, Words
from briefing.model.findings import Actor, Attribution, Certainty, Findings, Stance
from briefing.model.time import When
from briefing.text_similarity import alike, bag, stem

#: Share of words in common from which two sayings of one speaker are one, told by two articles.
SAME = 0.8
#: The same where the two sentences tell the same in all.
SAME_EVENT = 0.4
#: The same from which two are about one matter.
MATTER = 0.35
#: What a change of position adds to the worth of both its lines.
CHANGED = 0.5
#: Words in common that two sayings about one matter must have at least.
SHARED = 2
_FOR: frozenset[Stance] = frozenset({"supports", "promises"})
_AGAINST: frozenset[Stance] = frozenset({"criticises", "denies"})
#: The surest first.
_SURE: tuple[Certainty, ...] = ("sure", "likely", "unsure")
Place = tuple[int, int]
_WORD = re.compile(r"n[’']t\b|[^\W\d_]+")


def rows(
    story: Story,
    events: Sequence[EventRow],
    left: list[LeftOut],
    held: list[PositionRow],
    groups: Sequence[Sequence[Mention]] = (),
) -> list[PositionRow]:
    """The positions that may be printed: speakers in the order in which they first speak, each one's newest first.

    Args:
        story: all articles.
        events: of the chronology: a position that it tells word for word goes behind others of its speaker.
        left: takes up what is left out and why.
        held: takes up what is too doubtful to be printed.
        groups: the mentions of each event that several articles tell.
    """
    same: dict[Place, int] = {}
    for n, group in enumerate(groups):
        for m in group:
            if m.bare:
                same.setdefault((m.source, m.row.line.evidence[0].sentence), n)
    claimed: dict[tuple[int, int], bool] = {}
    for event in events:
        for e in event.line.evidence:
            place = (e.source, e.sentence)
            claimed[place] = claimed.get(place, False) or event.claimed_by is not None
    printable = [row for n, f in story.sources() for row in _of(story, n, f, claimed, left, held)]
    speakers: dict[str, list[PositionRow]] = defaultdict(list)
    several = len(story.findings) > 1
    cast = [(row.speaker, row.line.evidence[0].source) for row in printable]
    if several:
        cast += [(card(actor), n) for n, f in story.sources() for actor in f.actors if actor.kind == "person"]
    names = (
        person_names.fullest(cast, story.language)
        if several
        else _in_one_article([row.speaker.name for row in printable])
    )
    introduced: dict[str, list[tuple[Speaker, int]]] = defaultdict(list)
    for speaker, number in sorted(cast, key=lambda c: -story.recent(c[1])):
        introduced[names[speaker.name]].append((speaker, number))
    for row in printable:
        speakers[names[row.speaker.name]].append(row)
    out: list[PositionRow] = []
    language = story.language
    for name, spoken in speakers.items():
        for rows_of_one in _one_each(_once(spoken, left, same, language)):
            titled = person_names.introduction(introduced[name], lambda n: story.findings[n - 1].document.date)
            named = _introduced(name, rows_of_one, introduced[name], titled)
            out += _changes(_weighed(story, named), language)
    return out


def _one_each(rows: Sequence[PositionRow]) -> list[list[PositionRow]]:
    """Rows of one name by who speaks: a bare noun is somebody else in each article."""
    of_source: dict[int, list[PositionRow]] = defaultdict(list)
    for row in rows:
        of_source[row.line.evidence[0].source if person_names.is_bare_noun(row.speaker) else 0].append(row)
    return list(of_source.values())


def _of(
    story: Story,
    number: int,
    findings: Findings,
    claimed: Mapping[tuple[int, int], bool],
    left: list[LeftOut],
    held: list[PositionRow],
) -> Iterator[PositionRow]:
    """The positions of one article that may be printed, in its order."""
    spoken = [a for a in findings.attributions if a.kind != "no_comment" and a.actor is not None]
    joined = participles.joined(findings, spoken)
    parts = {part.id for row in joined.values() for part in row}
    several = len(story.findings) > 1
    for attribution in sorted(findings.attributions, key=lambda a: (a.sentence, a.content[:1], a.id)):
        who, more = findings.actor(attribution.actor), joined.get(attribution.id, ())
        reason = _reason(findings, attribution, more, who)
        if attribution.id in parts:
            reason = exclusion_reasons.PART
        elif reason is None and who is not None and who.kind == "group" and claimed.get((number, attribution.sentence)):
            reason = "stands in the chronology, with who says it"
        elif reason is None and several and who is not None and independence.is_agency(who.name, story.language):
            reason = "what an agency or paper reports is no position of its own: left to the review"
        if story.told_before(number, attribution.sentence):
            reason = reason or f"the same text as source {story.copied_from(number)}"
        elif reason is None and who is not None:
            yield _row(findings, attribution, card(who), Choice(0.0), number, more)
            continue
        if attribution.kind != "no_comment":  # an open question tells it
            left.append(LeftOut("positions", f"p{number}.{attribution.id}", reason or "the speaker is not named"))
        speaker = card(who) if who else Speaker(attribution.speaker or "", "group")
        if attribution.content and speaker.name and reason != exclusion_reasons.PART:
            held.append(
                _row(findings, attribution, speaker, Choice(round(attribution.score, 4), (reason or "",)), number, more)
            )
    for view in own_views.rows(findings, story.pieces[number - 1], number, _reported(findings)):
        left.append(LeftOut("positions", view.id, own_views.REASON))
        held.append(view)
    for claim in continued_claims.rows(findings, number, _reported(findings)):
        left.append(LeftOut("positions", claim.id, continued_claims.REASON))
        held.append(claim)


def _reason(findings: Findings, attribution: Attribution, more: Sequence[Attribution], who: Actor | None) -> str | None:
    """Why a position is not printed; one that goes on in the same breath is as sure as its surest part."""
    if attribution.kind == "no_comment":
        return "would say nothing: told as an open question"
    reasons = [exclusion_reasons.reason(part, who, findings) for part in (attribution, *more)]
    return None if None in reasons else reasons[0]


def _row(
    findings: Findings,
    attribution: Attribution,
    who: Speaker,
    choice: Choice,
    number: int,
    more: Sequence[Attribution] = (),
) -> PositionRow:
    return PositionRow(
        id=f"p{number}.{attribution.id}",
        speaker=who,
        stance=attribution.stance,
        kind="mixed" if more and any(a.kind != "indirect" for a in (attribution, *more)) else attribution.kind,
        line=trim.position_line(findings, attribution, number, more),
        when=_when(findings, attribution),
        certainty=min((a.certainty for a in (attribution, *more)), key=_SURE.index),
        choice=choice,
    )


def _when(findings: Findings, attribution: Attribution) -> When | None:
    """The day on which it was said, where the text tells it of the verb of saying; else the day it was reported."""
    spoken = (
        e for e in findings.triggered_near(attribution.cue) if any(cue.overlaps(e.trigger) for cue in attribution.cue)
    )
    said = next((e.when for e in spoken if e.when.how == "stated"), None)
    return said if said is not None else _reported(findings)


def _reported(findings: Findings) -> When | None:
    day = findings.document.date
    return reported(day, "the day of the article") if day is not None else None


def _in_one_article(names: Sequence[str]) -> dict[str, str]:
    """For each name of one article the fullest that ends with it, a bare noun as well: "officials"."""
    full = sorted({n for n in names if " " in n})
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in full:
        bearers[name.split()[-1].casefold()].append(name)
    out = {}
    for name in names:
        fuller = bearers.get(name.casefold(), []) if " " not in name else []
        out[name] = fuller[0] if len(fuller) == 1 else name
    return out


def _introduced(
    name: str, rows: Sequence[PositionRow], known: Sequence[tuple[Speaker, int]], titled: Speaker | None
) -> list[PositionRow]:
    """The same, with the name in full and, where their own article gives no office, that which another one gives.

    Title and affiliation come from one article: an office of one body and the name of another make an office that
    nobody holds.

    Args:
        name: in full.
        rows: of one speaker.
        known: how the articles introduce that speaker, whether they quote them or not, the newest first.
        titled: the introduction that holds where an article has none.
    """
    placed = next((who for who, _ in known if who.affiliation), None)

    def speaker(who: Speaker) -> Speaker:
        title, body = who.title, who.affiliation
        if title is not None and body is None:
            same = (other for other, _ in known if (other.title or "").casefold().endswith(title.casefold()))
            title, body = next(((o.title, o.affiliation) for o in same if o.affiliation), (title, body))
        elif title is None and titled is not None and (body in (None, titled.affiliation) or not titled.affiliation):
            title, body = titled.title, titled.affiliation or body
        elif title is None and body is None and placed is not None:
            body = placed.affiliation
        return replace(who, name=name, title=title, affiliation=body)

    return [replace(row, speaker=speaker(row.speaker)) for row in rows]


def _once(
    rows: Sequence[PositionRow], left: list[LeftOut], same: Mapping[Place, int], language: str
) -> list[PositionRow]:
    """The positions of one speaker; what two articles quote alike stands once, with both places.

    Args:
        rows: of one speaker.
        left: takes up what another article quotes.
        same: for sentences that several articles tell the number of what they tell.
        language: of the articles.
    """
    kept: list[PositionRow] = []
    bags: list[frozenset[str]] = []
    elsewhere = Elsewhere()
    for row in rows:
        words = bag(row.line.text, language)
        for i in elsewhere.without(row.line.evidence[0].source):
            other = kept[i]
            least = SAME_EVENT if same.get(row.line.place, -1) == same.get(other.line.place, -2) else SAME
            if (
                min(len(words), len(bags[i])) > 2
                and alike(words, bags[i]) >= least
                and _side(row, language) * _side(other, language) >= 0
            ):
                line = replace(other.line, evidence=(*other.line.evidence, *row.line.evidence))
                kept[i] = replace(other, line=line)
                elsewhere.put(i, line)
                left.append(LeftOut("positions", row.id, f"source {other.line.evidence[0].source} quotes the same"))
                break
        else:
            elsewhere.put(len(kept), row.line)
            kept.append(row)
            bags.append(words)
    return kept


def _weighed(story: Story, rows: Sequence[PositionRow]) -> list[PositionRow]:
    """The positions of one speaker with their worth, newest article first."""
    siblings = salience.in_order(rows)
    return sorted((salience.weighed(story, "positions", row, siblings) for row in rows), key=_newest)


def _newest(row: PositionRow) -> tuple[int, int, int]:
    """A key that sorts the newest first, and what one article tells in its own order."""
    evidence = row.line.evidence[0]
    return -_day(row), evidence.source, evidence.sentence


def _day(row: PositionRow) -> int:
    start = row.when.interval.start if row.when and row.when.interval else None
    return start.toordinal() if start else 0


def _changes(rows: Sequence[PositionRow], language: str) -> list[PositionRow]:
    """The same, newest first; one that takes the other side of the same matter names the earlier one, and that one it.

    Both are worth more than either: one alone would tell what is not so any more, or not that it was otherwise.
    """
    bags = [_matter(row, language) for row in rows]
    sides = [_side(row, language) for row in rows]
    ages = [-_day(row) for row in rows]  # rising; 0 where no day is known
    out = list(rows)
    for i, row in enumerate(rows):
        older = range(bisect_right(ages, ages[i]), len(rows)) if sides[i] else range(0)
        earlier = (j for j in older if ages[j] and sides[i] * sides[j] < 0 and _of_one_matter(bags[i], bags[j]))
        if (j := next(earlier, None)) is not None:
            worth = max(row.choice.score, rows[j].choice.score) + CHANGED
            out[i] = replace(out[i], shift=rows[j].id, choice=_worth(out[i].choice, worth))
            if out[j].later is None:
                out[j] = replace(out[j], later=row.id, choice=_worth(out[j].choice, worth))
    return out


def _matter(row: PositionRow, language: str) -> frozenset[str]:
    """What a position is about: its telling words without those that take a side, and the days filled in."""
    said = " ".join(piece.text for piece in row.line.pieces if isinstance(piece, Words))
    taking = (rules.words("sides", language, kind) for kind in ("for", "against", "neither"))
    return bag(said, language) - {stem(word) for words in taking for word in words}


def _of_one_matter(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two positions are about one thing: much the same words, or no others than "the levy"."""
    if len(some & others) >= SHARED:
        return alike(some, others) >= MATTER
    return bool(some & others) and alike(some, others) == 1.0


def _worth(choice: Choice, score: float) -> Choice:
    return replace(choice, score=score, why=(*choice.why, f"a change of position {score - choice.score:+.2f}"))


def _side(row: PositionRow, language: str) -> int:
    """1 where a position speaks for its matter, -1 where it speaks against it, 0 where neither is plain."""
    if row.stance in _FOR or row.stance in _AGAINST:
        return 1 if row.stance in _FOR else -1
    words = {w.lower().replace("’", "'") for w in _WORD.findall(row.line.text)}
    favour, against, neither = (rules.words("sides", language, kind) for kind in ("for", "against", "neither"))
    if words & neither or bool(words & favour) == bool(words & against):
        return 0
    return 1 if words & favour else -1
