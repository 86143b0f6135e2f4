"""The bottom line and the key points: sentences of the articles, as candidates for the page.

The bottom line is the news: the sentences that likeliest tell the main event, never a question, a scene or a signpost.
Every other sentence is a candidate for the key points, whatever other section could print it: the page, which knows
what stands on it, chooses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from briefing.compose import anaphora, claims, forms, quantities, quotation_marks, salience, trim, unnamed_speakers
from briefing.compose.chronology import card
from briefing.compose.disputes import Dispute
from briefing.compose.independence import independent
from briefing.compose.mentions import Mention
from briefing.compose.statements import HOST, leads_the_talk, no_story
from briefing.compose.story import Story
from briefing.model.brief import EventRow, Evidence, LeftOut, Line, PositionRow, Speaker, Statement, Words
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Sentence
from briefing.text_similarity import alike, bag

#: Sentences of the bottom line at most, and those kept as candidates for the key points.
BOTTOM_LINES, KEY_POINTS = 3, 60
#: Share of words in common from which two sentences of the bottom line say the same.
SAME = 0.6
#: The second and the third sentence of the bottom line must each be this much of what the first one is.
FURTHER = 0.58, 0.66
#: Both where they are of several articles, which have more news than one, and tell it in more words.
SAME_OF_SEVERAL, FURTHER_OF_SEVERAL = 0.45, (0.5, 0.5)
#: Share of a sentence that somebody must say for it to be their word.
SAID = 0.3
#: A sentence of nobody's that is likelier than this an opinion, a forecast or an anecdote is no key point.
OPINION = 0.5
#: A title that is longer may be cut, so its sentence is printed below it.
TITLE = 130
#: What says nothing of the news by itself.
_SIGNPOST = re.compile(
    r"(?:here(?:’s|'s| is| are)\b.*\b(?:what|how|why|who|where|look|guide|know)|"
    r"(?:read|watch|listen|see|click|scroll)\s|"
    r".*\b(?:click|tap|read more) here\W*\Z)",
    re.IGNORECASE | re.DOTALL,
)
#: What only says that it goes for somebody else too: "So did the mayor."
_TOO = re.compile(
    r"(?:so|neither|nor) (?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|must)\b[^,;:]*\Z",
    re.IGNORECASE,
)
#: A reason without what it is the reason for: "Because that would close the pier."
_REASON = re.compile(r"[“\"‘']*(?:because|which|whereas)\b[^,]*\Z", re.IGNORECASE)
#: A sentence ends with a mark; a heading and a label do not. A summary above the story may have none either.
_ENDED = re.compile(r"[.!?…][”\"’'»)\]]*\Z")

_OPEN, _CLOSE = '“"«‘', '”"»’'

Place = tuple[int, int]


def statements(
    story: Story,
    events: Sequence[EventRow],
    left: list[LeftOut],
    groups: Sequence[Sequence[Mention]] = (),
    disputes: Sequence[Dispute] = (),
) -> list[Statement]:
    """Every sentence that no earlier article of the same text tells, worthiest first; who is gone on quoting is named.

    What several articles tell stands once, in the words that tell most news, with every place.

    Args:
        story: all articles.
        events: of the chronology, merged.
        left: takes up the claims of which nobody is named, and what another article tells.
        groups: the mentions of each event that several articles tell.
        disputes: what sentences of several articles differ on: who denies a thing does not tell it.
    """
    tellers_at: dict[Place, int] = {}
    for group in groups:
        tellers_at.update(dict.fromkeys(_sentences(group), independent(group, story.language)))
    for row in events:
        for e in row.line.evidence:
            tellers_at[e.source, e.sentence] = max(row.independent, tellers_at.get((e.source, e.sentence), 1))
    denials = {place for d in disputes if d.denial is not None for place in d.denial.denials}
    dated = {row.line.place for row in events if row.when.how != "document"} | denials
    named: list[Statement] = []
    unnamed: list[Statement] = []
    for n, f in story.sources():
        for sentence in (s for s in f.sentences if not story.told_before(n, s.i)):
            tellers = tellers_at.get((n, sentence.i), 1)
            bare = Statement(
                f"s{n}.{sentence.i:04}",
                trim.sentence_line(f, sentence, n),
                salience.NOTHING,
                independent=tellers,
            )
            made = salience.weighed(story, "key_points", replace(bare, leans=salience.leans(story, bare.line)))
            claim = claims.around(f, sentence)
            who = f.actor(claim.actor) if claim is not None and claim.certainty != "unsure" else None
            speaker = _said_in(f, sentence) if claim is None else None
            held = speaker is not None and speaker.kind != "group"
            if (reason := _barred(f, sentence, made)) is not None:
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
    apart = [part for group in groups for part in _apart(group, denials)]
    return sorted(_once(story, named, apart, left), key=lambda s: (-s.choice.score, s.id))


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
    if any(mark in _OPEN + _CLOSE for mark in sentence.span.of(findings.document.text)):
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
    story: Story, named: Sequence[Statement], groups: Sequence[Sequence[Mention]], left: list[LeftOut]
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
                _no_point(s, story.language) is None,
                not s.leans,
                s in latest,
                salience.news(story, s),
                s.id,
            ),
        )
        evidence.setdefault(best.id, {}).update(dict.fromkeys(places.values()))
        dropped.update({s.id: best.line.evidence[0].source for s in able if s is not best})
    left += [LeftOut("key_points", id_, f"source {source} tells the same") for id_, source in dropped.items()]
    out = []
    for s in named:
        if s.id not in dropped:
            everywhere = dict.fromkeys((*s.line.evidence, *evidence.get(s.id, ())))
            out.append(replace(s, line=replace(s.line, evidence=tuple(everywhere))))
    return out


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
        and any(_day(story, s) > _day(story, other) and _revises(story, s, other) for other in statements)
    ]
    newest = max((_day(story, s) for s in revised), default=None)
    return [s for s in revised if _day(story, s) == newest]


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


def _is_main(findings: Findings, claim: Attribution) -> bool:
    """Whether the verb that attributes a claim is its sentence's own: "Brenn described the day as extraordinary"."""
    tokens = findings.parse.of(findings.sentences[claim.sentence])
    return any(t.dep == "ROOT" and any(c.holds(t.span) for c in claim.cue) for t in tokens)


def headline(story: Story, ranked: Sequence[Statement]) -> Statement | None:
    """The sentence that stands for a title where the article has none: the likeliest news.

    A title has no room to say whose claim it is: what somebody claims is none while there is something else.
    """
    unspoken = [s for s in ranked if s.speaker is None] or ranked
    return max(unspoken, key=lambda s: (salience.news(story, s), s.id), default=None)


def bottom_line(
    story: Story, ranked: Sequence[Statement], title: Statement | None, disputes: Sequence[Dispute] = ()
) -> list[Statement]:
    """The sentences that likeliest tell the news; not the one that is the title.

    They stand in the order of the text; of several articles what the newest one tells stands first, and of one day the
    likeliest. A claim that another article denies has the denial below it.

    Args:
        story: all articles.
        ranked: all sentences.
        title: the sentence that is printed as the title.
        disputes: what sentences of several articles differ on.
    """
    free = [s for s in ranked if title is None or s is not title or len(s.line.text) > TITLE]
    able = [s for s in free if _no_point(s, story.language) is None] or free or list(ranked)
    if len({s.line.place[0] for s in able}) > 1:  # a headline above one article is told by the sentences of another
        # A sentence that says whose word it is is none, though its mark was lost.
        able = [s for s in able if s.speaker is not None or _ENDED.search(s.line.text.strip())] or able
        able = [s for s in able if not salience.is_background(story, s)] or able
    scored = sorted(((salience.news(story, s), s) for s in able), key=lambda p: (-p[0], p[1].id))
    several = len(story.findings) > 1
    same, further = (SAME_OF_SEVERAL, FURTHER_OF_SEVERAL) if several else (SAME, FURTHER)
    kept: list[Statement] = []
    for score, s in scored:
        words = bag(s.line.text, story.language)
        if len(kept) == BOTTOM_LINES or (kept and score < further[len(kept) - 1] * scored[0][0]):
            break
        explained = not s.leans or _place_before(s) in [k.line.place for k in kept]
        if explained and all(alike(words, bag(k.line.text, story.language)) < same for k in kept):
            kept.append(replace(s, choice=salience.led(s.choice, score)))
    kept = _with_denials(_newest_first(story, kept), scored, disputes)
    return sorted(kept, key=_in_text) if len({s.line.place[0] for s in kept}) == 1 else kept


def _newest_first(story: Story, kept: Sequence[Statement]) -> list[Statement]:
    """The bottom line with what later articles tell before what earlier ones do; of one day as it is."""
    return sorted(kept, key=lambda s: _day(story, s), reverse=True)


def _day(story: Story, statement: Statement) -> dt.date:
    """The day of the article that a sentence stands in; the earliest there is where that is not known."""
    return story.findings[statement.line.place[0] - 1].document.date or dt.date.min


def _with_denials(
    kept: Sequence[Statement], scored: Sequence[tuple[float, Statement]], disputes: Sequence[Dispute]
) -> list[Statement]:
    """The bottom line with both sides of the first claim in it that is denied: the denial below the claim.

    Of either side that is not there the likeliest news comes in.
    """
    for n, line in enumerate(kept):
        for denial in (d.denial for d in disputes if d.denial is not None):
            if line.line.place in denial.claims:
                if any(denial.denials.intersection(_places(s.line)) for s in kept):
                    return list(kept)
                below = _likeliest(scored, denial.denials)
                if below is not None:
                    return [*kept[: n + 1], below, *kept[n + 1 :]]
            elif line.line.place in denial.denials and not any(s.line.place in denial.claims for s in kept):
                above = _likeliest(scored, denial.claims)
                if above is not None:
                    return [*kept[:n], above, *kept[n:]][: BOTTOM_LINES + 1]
    return list(kept)


def _likeliest(scored: Sequence[tuple[float, Statement]], places: Set[Place]) -> Statement | None:
    """The likeliest news that rests on one of some sentences and is understood alone; ``None`` where there is none."""
    for score, s in scored:
        if not places.isdisjoint(_places(s.line)) and not s.leans:
            return replace(s, choice=salience.led(s.choice, score))
    return None


def with_places(bottom: Sequence[Statement], events: Sequence[EventRow]) -> list[Statement]:
    """The bottom line with every place at which the events it tells are told, and with what sources differ on there.

    Args:
        bottom: the bottom line.
        events: of the chronology, merged.
    """
    out = []
    for s in bottom:
        evidence = dict.fromkeys(s.line.evidence)
        for row in events:
            if row.only_reported and s.line.place in _places(row.line):
                evidence.update(dict.fromkeys(row.line.evidence))
        differing = (row.conflict for row in events if row.conflict is not None and _touches(row, s.line.place))
        conflict = next(differing, None)
        out.append(replace(s, line=replace(s.line, evidence=tuple(evidence)), conflict=conflict))
    return out


def _touches(row: EventRow, place: Place) -> bool:
    """Whether sources differ on what a sentence tells: the row is of it, or one of the values stands in it."""
    values = row.conflict.values if row.conflict is not None else ()
    return place == row.line.place or any(place == (e.source, e.sentence) for _, where in values for e in where)


def key_points(
    story: Story,
    ranked: Sequence[Statement],
    bottom: Sequence[Statement],
    title: Statement | None,
    positions: Sequence[PositionRow],
    left: list[LeftOut],
    unexplained: Sequence[PositionRow] = (),
) -> list[Statement]:
    """The sentences that may be key points, in the order of the text.

    Args:
        story: all articles.
        ranked: worthiest first.
        bottom: the bottom line.
        title: the sentence that is printed as the title.
        positions: a quotation of several sentences stands whole among them.
        left: takes up what is left out and why.
        unexplained: positions that are about somebody whom only the text before them names.
    """
    behind = {row.line.place for row in unexplained if forms.covers(row.line)}
    said = {(e.source, e.sentence) for row in positions for e in row.line.evidence}
    above = {s.id for s in bottom}
    points: list[Statement] = []
    for s in ranked:
        if s.id in above:
            continue
        if title is not None and s.id == title.id:
            left.append(LeftOut("key_points", s.id, "stands as the title"))
        elif (reason := _no_point(s, story.language)) is not None:
            left.append(LeftOut("key_points", s.id, reason))
        elif s.line.place in behind:
            left.append(LeftOut("key_points", s.id, "only the sentences before it say whom it is about"))
        elif quotation_marks.broken(s.line.text):
            left.append(LeftOut("key_points", s.id, "is part of a quotation"))
        elif s.line.place in said and quotation_marks.completed(s.line):
            left.append(LeftOut("key_points", s.id, "is part of a quotation, which stands among the positions"))
        elif len(points) == KEY_POINTS:
            left.append(LeftOut("key_points", s.id, "others matter more"))
        else:
            points.append(s)
    return sorted(points, key=_in_text)


def _no_point(s: Statement, language: str) -> str | None:
    """Why a sentence says nothing by itself; ``None`` where it does."""
    text = s.line.text.strip()
    if text.rstrip('”"’ …').endswith("?"):
        return "asks, and does not tell"
    if _SIGNPOST.match(text):
        return "points to what is told elsewhere"
    if _ENDED.search(text) is None and s.line.evidence[0].paragraph > trim.OPENING:
        return "is a heading or a label, and no sentence"
    if s.speaker is None and _only_quoted(text):
        return "is part of a quotation, and does not say whose"
    if len(bag(text, language)) < 3 or text.endswith(":") or _TOO.match(text) or _REASON.match(text):
        return "says too little by itself"
    return None


def _only_quoted(text: str) -> bool:
    """Whether a sentence has nothing outside quotation marks that are open at its beginning or at its end."""
    if text[:1] in _OPEN and not any(mark in text[1:-1] for mark in _CLOSE):
        return True
    return text[-1:] in _CLOSE and not any(mark in text[:-1] for mark in _OPEN)


def _places(line: Line) -> list[Place]:
    return [(e.source, e.sentence) for e in line.evidence]


def _place_before(row: Statement) -> Place:
    """The sentence before a statement's."""
    source, sentence = row.line.place
    return source, sentence - 1


def _in_text(row: Statement) -> Place:
    """A key that sorts sentences as they stand in the text."""
    return row.line.place
