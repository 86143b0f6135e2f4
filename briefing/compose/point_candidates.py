"""The sentences of the articles as candidates for the bottom line and the key points, each once and with who says it.

Every sentence is one, whatever other section could print it: the page, which knows what stands on it, chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from briefing.compose import anaphora, answers, claims, quantities, salience, sentence_pairs, trim, unnamed_speakers
from briefing.compose.bottom_line import FURTHER, day_of
from briefing.compose.chronology import SAID, card
from briefing.compose.independence import independent
from briefing.compose.key_points import CLOSE, OPEN, Place, no_point
from briefing.compose.mentions import Mention
from briefing.compose.merge import NOTHING_MERGED, Merged, citing
from briefing.compose.same_event import Comparison
from briefing.compose.statements import HOST, leads_the_talk, no_story
from briefing.compose.story import OPINION, Story
from briefing.model.brief import EventRow, Evidence, LeftOut, Speaker, Statement, Words
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Sentence


def statements(
    story: Story,
    events: Sequence[EventRow],
    left: list[LeftOut],
    merged: Merged = NOTHING_MERGED,
) -> list[Statement]:
    """Every sentence that no earlier article of the same text tells, worthiest first; who is gone on quoting is named.

    What several articles tell stands once, in the words that tell most news, with every place.

    Args:
        story: all articles.
        events: of the chronology, merged.
        left: takes up the claims of which nobody is named, and what another article tells.
        merged: the mentions of each event that several articles tell, and what is disputed: who denies a thing does
            not tell it.
    """
    tellers_at: dict[Place, int] = {}
    for group in merged.groups:
        tellers_at.update(dict.fromkeys(_sentences(group), independent(group, story.language)))
    for row in events:
        for e in row.line.evidence:
            tellers_at[e.source, e.sentence] = max(row.independent, tellers_at.get((e.source, e.sentence), 1))
    denials = {place for d in merged.disputes if d.denial is not None for place in d.denial.denials}
    dated = {row.line.place for row in events if row.when.how != "document"} | denials
    named: list[Statement] = []
    unnamed: list[Statement] = []
    ground: Statement | None = None
    for n, f in story.sources():
        for sentence in (s for s in f.sentences if not story.told_before(n, s.i)):
            bare = _told_alone(story, n, sentence, tellers_at.get((n, sentence.i), 1))
            claim = claims.around(f, sentence)
            # Whose word a line is stands behind all of it: what somebody claims is told with nothing else.
            made = bare if claim is not None else sentence_pairs.paired(f, n, ground, bare)
            ground = bare
            who = f.actor(claim.actor) if claim is not None and claim.certainty != "unsure" else None
            speaker = _said_in(f, sentence) if claim is None else None
            held = speaker is not None and (speaker.kind != "group" or _bears_a_name(speaker))
            reason = answers.why_not(story, made, card(who) if who is not None else None)
            if (reason := reason or _barred(f, sentence, made)) is not None:
                left.append(LeftOut("key_points", made.id, reason))
            elif (author := story.view(n, sentence.i)) is not None:
                named.append(replace(made, speaker=author))
            elif claim is None and not (held or (n, sentence.i) in dated) and story.opinion(n, sentence.i) > OPINION:
                left.append(LeftOut("key_points", made.id, "an opinion, and nobody is named who holds it"))
            elif claim is None:
                # A line that says itself whose word it is needs no name behind it.
                named.append(replace(made, speaker=speaker) if speaker and made.line.names(speaker) else made)
            elif who is None:
                unnamed.append(made)
            else:
                named.append(replace(made, speaker=card(who), certainty=claim.certainty))
    if not named:
        named, unnamed = unnamed, []
    left += [LeftOut("key_points", s.id, claims.NOBODY) for s in unnamed]
    apart = [part for group in merged.groups for part in _apart(group, denials)]
    return sorted(_once(story, named, apart, left, merged.compared), key=lambda s: (-s.choice.score, s.id))


def _told_alone(story: Story, number: int, sentence: Sentence, tellers: int) -> Statement:
    """A sentence of an article as a line, weighed; ``tellers`` articles tell it."""
    line = trim.sentence_line(story.findings[number - 1], sentence, number)
    leans = salience.leans(story, line)
    bare = Statement(f"s{number}.{sentence.i:04}", line, salience.NOTHING, leans=leans, independent=tellers)
    return salience.weighed(story, "key_points", bare)


def _barred(findings: Findings, sentence: Sentence, made: Statement) -> str | None:
    """Why a sentence, with the line made of it, is no key point, whoever says it; ``None`` where it may be one."""
    if _is_the_hosts(findings, sentence):
        return HOST
    if why := no_story(findings, sentence):
        return why
    printed = [piece.span for piece in made.line.pieces if isinstance(piece, Words)]
    if made.leans and anaphora.needs_more(findings, sentence, printed):
        return "not even the sentence before it says whom it is about"
    return "asks its reader to think, and tells nothing" if _addresses_the_reader(findings, sentence) else None


def _addresses_the_reader(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence that nobody is quoted with begins with an imperative: "Consider a ferry of 1931"."""
    words = [t for t in findings.parse.of(sentence) if t.tag[:1].isalpha()]
    first = words[0] if words else None
    if first is None or first.tag != "VB" or first.dep != "ROOT" or findings.attributions_in(sentence.i):
        return False
    if any(mark in OPEN + CLOSE for mark in sentence.span.of(findings.document.text)):
        return False
    return not any(t.head == first.i and t.dep in ("nsubj", "nsubjpass", "expl", "aux") for t in words)


def _sentences(group: Sequence[Mention]) -> dict[Place, Evidence]:
    """The whole sentences among the mentions of an event."""
    return {(m.source, m.row.line.evidence[0].sentence): m.row.line.evidence[0] for m in group if m.bare}


def _apart(group: Sequence[Mention], denials: Set[Place]) -> Iterator[list[Mention]]:
    """The mentions of an event that tell it, and those that deny it."""
    for deny in (False, True):
        mentions = [m for m in group if ((m.source, m.row.line.evidence[0].sentence) in denials) is deny]
        if mentions:
            yield mentions


def _once(
    story: Story,
    named: Sequence[Statement],
    groups: Sequence[Sequence[Mention]],
    left: list[LeftOut],
    compared: Comparison | None,
) -> list[Statement]:
    """The sentences, of those that tell the same the one that tells most news, with the places of the others."""
    by_place = {s.line.place: s for s in named}
    dropped: dict[str, int] = {}
    evidence: dict[str, dict[Evidence, None]] = {}
    for group in groups:
        places = _sentences(group)
        able = [s for place in sorted(places) if (s := by_place.get(place)) is not None and s.id not in dropped]
        if len({s.line.evidence[0].source for s in able}) < 2:
            continue
        latest = _latest(story, able)
        best = max(
            able,
            key=lambda s: (
                no_point(s, story.language) is None,
                not s.leans,
                s in latest,
                salience.news(story, s),
                s.id,
            ),
        )
        evidence.setdefault(best.id, {}).update(dict.fromkeys(places.values()))
        dropped.update({s.id: best.line.evidence[0].source for s in able if s is not best})
    left += [LeftOut("key_points", id_, f"source {source} tells the same") for id_, source in dropped.items()]
    return [replace(s, line=citing(s.line, evidence.get(s.id, ()), compared)) for s in named if s.id not in dropped]


def _latest(story: Story, statements: Sequence[Statement]) -> list[Statement]:
    """Of sentences that tell the same event, the latest that revise a number of one from an earlier day, and are news.

    Args:
        story: all articles.
        statements: the sentences.
    """
    least = FURTHER[-1] * max(salience.news(story, s) for s in statements)
    revised = [
        s
        for s in statements
        if salience.news(story, s) >= least
        and any(day_of(story, s) > day_of(story, other) and _revises(story, s, other) for other in statements)
    ]
    newest = max((day_of(story, s) for s in revised), default=None)
    return [s for s in revised if day_of(story, s) == newest]


def _revises(story: Story, later: Statement, earlier: Statement) -> bool:
    """Whether a sentence has another number of what an earlier one counts."""
    return quantities.revises(later.line.text, earlier.line.text, story.language)


def _is_the_hosts(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence opens the paragraph of a transcript's host."""
    said = ((claim, findings.actor(claim.actor)) for claim in findings.attributions_in(sentence.i))
    return any(who is not None and leads_the_talk(claim, who, findings.document.language) for claim, who in said)


def _said_in(findings: Findings, sentence: Sentence) -> Speaker | None:
    """Who says, in a sentence that names them, most of what it tells, or is quoted by its main verb; or ``None``."""
    length = sentence.span.end - sentence.span.start
    best: tuple[int, Speaker] | None = None
    for claim in findings.attributions_in(sentence.i):
        who = findings.actor(claim.actor)
        inside = sum(max(0, min(c.end, sentence.span.end) - max(c.start, sentence.span.start)) for c in claim.content)
        if who is None or claim.certainty == "unsure" or not (inside >= SAID * length or _is_main(findings, claim)):
            continue
        if who.kind == "group" and not unnamed_speakers.is_speaker(who, findings.document.language):
            continue
        if any(sentence.span.holds(source) for source in claim.source) and (best is None or inside > best[0]):
            best = inside, card(who)
    return best[1] if best is not None else None


def _bears_a_name(speaker: Speaker) -> bool:
    """Whether a speaker of unknown kind is one name and no plural: "Steward" is somebody, though but a surname."""
    return speaker.name.isalpha() and speaker.name[:1].isupper() and not speaker.name.endswith("s")


def _is_main(findings: Findings, claim: Attribution) -> bool:
    """Whether the verb that attributes a claim is its sentence's own: "Brenn described the day as extraordinary"."""
    tokens = findings.parse.of(findings.sentences[claim.sentence])
    return any(t.dep == "ROOT" and any(c.holds(t.span) for c in claim.cue) for t in tokens)
