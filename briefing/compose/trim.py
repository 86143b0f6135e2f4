"""Text for the page, by leaving words out only.

What may go: the dateline before a first sentence, the conjunction that hangs a clause on its verb, the verb and the
speaker where they stand in a column of their own, the time phrase that the date column says, asides, the codes of
shares ("(ABC.N)"), and the comma that stands before a closing quotation mark for the verb's sake. Nothing goes that
holds a negation, a hedge or a condition. A speaker who is only "he" or "she" in a sentence is named in square brackets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from briefing import binding_words, rules
from briefing.compose import clauses, completion, quotation_marks, saying, standing_alone
from briefing.compose.asides import binds, left_out, without
from briefing.model.brief import CUT, Evidence, Filled, Line, Piece, Words
from briefing.model.datelines import dateline
from briefing.model.findings import Attribution, Event, Figure, Findings
from briefing.model.text import FINITE, Sentence, Span
from briefing.rules import any_of

#: The number of paragraphs among which the story begins; a summary may stand before it.
OPENING = 2
_HANGS = re.compile(r"(?:that)\s+(?=\S)", re.IGNORECASE)
_PRONOUN = re.compile(r"he|she", re.IGNORECASE)
#: Marks that open a quotation, each with those that close it: a text may mix straight and curly ones.
_CLOSING = {**dict.fromkeys(("“", '"', "''"), re.compile(r"(?:[”\"]|'')\Z")), "«": re.compile(r"»\Z")}
_COMMA = re.compile(r",(?P<mark>[”\"]|'')\s*\Z")
_WORD = re.compile(r"\w+")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
#: Words from a subject to its verb, helping verbs among them.
_NEAR = 3
#: What stands behind a comma beside the clause it belongs to.
_APART = frozenset({"appos", "advcl", "npadvmod", "dep", "acl", "relcl"})
_BARE = re.compile(r"[\s,;:]+")
#: The code by which an exchange knows a share: "(ABC.N)", "(0123.HK)", "(NYSE: ABC)", ".DJI", "IT178534=".
_TICKER = re.compile(
    r"\s?\((?:[A-Z0-9]{2,6}[a-z]?\.[A-Z]{1,2}|[A-Z]\.[NO]|(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|HKEX): ?[A-Z0-9.]{1,6})\)"
    r"|\s(?:\.[A-Z]{3}[A-Z0-9]{0,8}|[A-Z]{2}\d{6,12}=)(?=[\s,;.])"
)


@functools.cache
def _leans(language: str) -> re.Pattern[str]:
    """What needs the words before it to say who is meant."""
    return re.compile(rf"(?:{any_of(rules.words('trimming', language, 'leaning'))})\b", re.IGNORECASE)


@functools.cache
def _left_hanging(language: str) -> re.Pattern[str]:
    """What leads to nothing at the end of a line."""
    return re.compile(rf"(?<![\s,;])[\s,;]+(?:{any_of(rules.words('trimming', language, 'left_hanging'))})\Z")


def sentence_line(findings: Findings, sentence: Sentence, source: int) -> Line:
    """The sentence without its dateline and without an opener that ties it to the one before.

    Whoever speaks in it has a name, and a relative day its date. A sentence of a longer quotation has that one's marks.
    """
    paragraph = findings.document.paragraphs[sentence.paragraph]
    span = _without_dateline(findings, sentence.span)
    if findings.quoted.around(span.start) is None:
        span = standing_alone.opened(findings, span)
    parts = quotation_marks.whole(findings, paragraph, span)
    return _line(findings, parts, sentence, source, named=True, dated=True, around=span)


def event_line(findings: Findings, event: Event, source: int) -> Line:
    """What happened: the sentence, or its part.

    What is claimed stands without its claimant, who has a place apart. Where the sentence tells more than the event,
    the clause or the noun phrase that tells it stands alone (:mod:`briefing.compose.clauses`).
    """
    sentence, text = findings.sentences[event.sentence], findings.document.text
    parts = parts_of(findings, event, sentence)
    kept = tuple(piece for part in parts for piece in without(part, left_out(findings, event, sentence, part), text))
    return _line(findings, kept, sentence, source, named=True)


def parts_of(findings: Findings, event: Event, sentence: Sentence) -> tuple[Span, ...]:
    """The parts of its sentence that tell an event."""
    claim = findings.attribution(event.claimed_by)
    if claim is not None and findings.actor(claim.actor) is None:
        claim = None  # nobody stands in a place apart
    if claim is not None and claim.kind == "indirect" and len(claim.content) == 1 and _clause(findings, claim):
        dropped = [t for t in findings.parse.of(sentence) if not claim.content[0].holds(t.span)]
        span = _opened(findings, claim.content[0])
        if not any(binds(t, findings.document.language) for t in dropped) and not _leans(
            findings.document.language
        ).match(findings.document.text, span.start):
            return (span,)
    body = standing_alone.opened(findings, _without_dateline(findings, sentence.span))
    parts = clauses.parts_telling(findings, event, sentence) if event.when.how == "stated" else ()
    if parts and parts[0].start >= body.start:
        return parts
    here = [e for e in findings.events_in(event.sentence) if e.when.how == "stated"]
    if len(here) > 1 and _stands_alone(findings, event, sentence):
        span = _opened(findings, event.span)
        quotation = findings.quoted.around(span.end)
        if quotation is not None and span.holds(Span(quotation.start, span.end)):
            span = Span(span.start, min(quotation.end, sentence.span.end))
        return (span,)
    return (body,)


def _stands_alone(findings: Findings, event: Event, sentence: Sentence) -> bool:
    """Whether a clause reads as a sentence and loses nothing of its sense without the rest."""
    tokens = findings.parse.of(sentence)
    trigger = next((t for t in tokens if t.start == event.trigger.start), None)
    if trigger is None or trigger.dep not in ("ROOT", "conj", "parataxis"):
        return False
    dropped = [t for t in tokens if not event.span.start <= t.start < event.span.end]
    subject = any(t.head == trigger.i and t.dep in ("nsubj", "nsubjpass", "expl") for t in tokens)
    return subject and not any(binds(t, findings.document.language) for t in dropped)


def position_line(findings: Findings, attribution: Attribution, source: int, more: Sequence[Attribution] = ()) -> Line:
    """What was said, without who said it; the parts of a broken quotation one after the other.

    Args:
        findings: of the article.
        attribution: one of them.
        source: the article's number.
        more: those in the same breath, which its line goes on with from its verb.
    """
    sentence = findings.sentences[attribution.sentence]
    if more:
        whole = saying.from_verb(findings, attribution, more[-1].content[-1].end)
        return _line(findings, (quotation_marks.closed(findings.document.text, whole),), sentence, source)
    spans, text = position_spans(findings, attribution), findings.document.text
    answered = findings.document.answer_at(sentence.span) is not None
    if attribution.kind == "indirect" or answered:
        spans = (standing_alone.opened(findings, spans[0]), *spans[1:])
    spans = tuple(quotation_marks.opened(text, quotation_marks.closed(text, span)) for span in spans)
    if attribution.kind in ("direct", "mixed"):
        spans = (*spans[:-1], _without_aside(findings, spans[-1]))
        spans = tuple(part for span, after in zip_longest(spans, spans[1:]) for part in _closed(findings, span, after))
    spans = tuple(_binding(text, spans, findings.document.language))
    if attribution.kind == "indirect":
        spans = tuple(_with_comma(findings, span, after) for span, after in zip_longest(spans, spans[1:]))
    line = _line(findings, spans, sentence, source, quotation=attribution.kind == "direct" and not answered, dated=True)
    pieces = quotation_marks.ended(findings, _rejoined(line.pieces))
    if attribution.kind == "indirect" and (named := standing_alone.subject_said(findings, attribution, spans[0])):
        pieces = _with_name(pieces, *named)
    return replace(line, pieces=pieces)


def _without_aside(findings: Findings, span: Span) -> Span:
    """A quoted sentence without what the reporter adds to its last noun: "“We owe the north,” a region of mills"."""
    quotation, text = findings.quoted.at(span.start), findings.document.text
    if quotation is None or quotation.start != span.start or not quotation.end < span.end:
        return span
    sentence = findings.sentence_of(Span(quotation.end, span.end))
    tokens = findings.parse.of(sentence) if sentence is not None else ()
    behind = [t for t in tokens if quotation.end <= t.start < span.end and t.tag[:1].isalpha()]
    closed = text[quotation.start : quotation.end].rstrip("”\"'’").endswith(",")
    whole = any(t.tag in FINITE for t in tokens if quotation.holds(t.span))
    goes_on = not behind or behind[0].tag in ("CC", "IN", "TO") or any(t.tag in FINITE for t in behind)
    return Span(span.start, quotation.end) if closed and whole and not goes_on else span


def _with_comma(findings: Findings, span: Span, after: Span | None) -> Span:
    """The words before a tag with the comma that parts them from those behind it, where it is theirs too.

    "With no rules for the quay**,** she said, the fares rose": the comma stays. "The fares, she said, rose": it goes
    with the tag.
    """
    if after is None or not findings.document.text.startswith(",", span.end):
        return span
    sentence = findings.sentence_of(after)
    tokens = findings.parse.of(sentence) if sentence is not None else ()
    first = next((t for t in tokens if t.start >= after.start), None)
    if first is None:
        return span
    behind = {t.i for t in tokens if after.holds(t.span)}
    before = {t.i for t in tokens if span.holds(t.span)}
    # The phrase that begins behind the tag: its topmost word.
    heads = {t.i: t for t in tokens}
    top = first
    while top.head in behind and top.head != top.i and top.dep not in _SUBJECTS:
        top = heads[top.head]
    clause = top.dep in _SUBJECTS and top.head in behind
    hangs = top.dep in _APART and top.head in before
    return Span(span.start, span.end + 1) if clause or hangs else span


def _with_name(pieces: tuple[Piece, ...], place: Span, name: str) -> tuple[Piece, ...]:
    """The pieces with a name for the pronoun that begins them; as they were where they begin with something else."""
    first = pieces[0]
    if isinstance(first, Filled) or first.span.start != place.start or first.span.end <= place.end:
        return pieces
    rest = Span(place.end, first.span.end)
    return (Filled(name), Words(rest, first.text[place.end - place.start :]), *pieces[1:])


def _binding(text: str, spans: Sequence[Span], language: str) -> Iterator[Span]:
    """The parts of what was said; where a word between two of them binds, it stays with all that is around it."""
    joined: list[Span] = []
    for span in spans:
        if joined and binding_words.left_out(text, [joined[-1], span], language) is not None:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    yield from joined


def position_spans(findings: Findings, attribution: Attribution) -> tuple[Span, ...]:
    """The characters of what was said that a line prints, from its verb on where that is needed, in order."""
    spans = tuple(_opened(findings, span) for span in completion.completed(findings, attribution))
    first, *rest = saying.with_verb(findings, attribution, spans)
    *before, last = _bare(findings, first, first.start), *rest
    return saying.without_second_that(findings, attribution, (*before, _without_tail(findings, last)))


def _without_tail(findings: Findings, span: Span) -> Span:
    """A span without a conjunction that leads to nothing: "has held the line **and**"."""
    match = _left_hanging(findings.document.language).search(span.of(findings.document.text))
    return span if match is None or match.start() == 0 else Span(span.start, span.start + match.start())


def _rejoined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A quotation that its tag breaks in two as one, with the cut shown (“It is late […] and it is dark.”)."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if isinstance(before, Words) and isinstance(piece, Words):
            ended = before.text.rstrip()
            mark = next((m for m in _CLOSING if piece.text.startswith(m)), "")
            if (end := _CLOSING[mark].search(ended) if mark else None) and len(piece.text) > len(mark):
                words = ended[: end.start()]
                out.pop()
                if words:
                    out.append(Words(Span(before.span.start, before.span.start + len(words)), words))
                out += [Filled(CUT), Words(Span(piece.span.start + len(mark), piece.span.end), piece.text[len(mark) :])]
                continue
        out.append(piece)
    return tuple(out)


def _closed(findings: Findings, span: Span, after: Span | None) -> Iterator[Span]:
    """A quotation without the comma before its closing mark, where nothing of its sentence comes behind."""
    text = findings.document.text
    match = _COMMA.search(text, *span)
    goes_on = after is not None and text[after.start : after.end].lstrip("“\"‘'")[:1].islower()
    if match is None or goes_on:
        yield span
    else:
        yield Span(span.start, match.start())
        yield Span(match.end() - len(match["mark"]), match.end())


def figure_line(findings: Findings, figure: Figure, source: int) -> Line:
    """The sentence that holds the figure."""
    return sentence_line(findings, findings.sentences[figure.sentence], source)


def _clause(findings: Findings, claim: Attribution) -> bool:
    """Whether a claim can stand by itself: a clause of some length with a tense, not "the fares to rise in May"."""
    content = claim.content[0]
    if "ccomp" not in claim.rule or content.end - content.start <= 40:
        return False
    tokens = [t for t in findings.parse.of(findings.sentences[claim.sentence]) if content.holds(t.span)]
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.tag.startswith("VB") and (t.head not in inside or t.head == t.i)), None)
    return top is None or top.tag != "VB" or not any(t.head == top.i and t.tag == "TO" for t in tokens)


def in_dateline(findings: Findings, place: Span) -> bool:
    """Whether words stand in the dateline before a sentence."""
    sentence = findings.sentence_of(place)
    head = _dateline(findings, sentence.span) if sentence is not None else None
    return head is not None and place.end <= head.end


def _opened(findings: Findings, content: Span) -> Span:
    """What was said without the dateline and the conjunction before it."""
    bare = _without_dateline(findings, content)
    sentence = findings.sentence_of(Span(bare.start, bare.start + 1))
    words = findings.parse.of(sentence) if sentence is not None else ()
    # "That leaves the port without a crane": the subject hangs no clause on anything.
    is_subject = any(
        t.start == bare.start and t.tag == "DT" and t.dep in _SUBJECTS and t.i < t.head <= t.i + _NEAR for t in words
    )
    return bare if is_subject else _without(findings, bare, _HANGS)


def _dateline(findings: Findings, span: Span) -> Span | None:
    """The dateline at the head of a stretch of the story."""
    opening = findings.document.paragraphs[:OPENING]
    return dateline(findings.document.text, span, opens=any(paragraph.start == span.start for paragraph in opening))


def _without_dateline(findings: Findings, span: Span) -> Span:
    """The span without the dateline at its head and the marks after it."""
    head = _dateline(findings, span)
    return _bare(findings, span, head.end if head is not None else span.start)


def _without(findings: Findings, span: Span, opening: re.Pattern[str]) -> Span:
    """The span without an opening that may go and the marks after it."""
    match = opening.match(findings.document.text, *span)
    return _bare(findings, span, match.end() if match else span.start)


def _bare(findings: Findings, span: Span, start: int) -> Span:
    """The span from an offset on, without the marks that stand there."""
    if bare := _BARE.match(findings.document.text, start, span.end):
        start = bare.end()
    return Span(start, span.end) if start < span.end else span


def _line(
    findings: Findings,
    spans: tuple[Span, ...],
    sentence: Sentence,
    source: int,
    *,
    quotation: bool = False,
    named: bool = False,
    dated: bool = False,
    around: Span | None = None,
) -> Line:
    """The line of some parts of a sentence, or of several; ``around`` is what it rests on beside its sentence."""
    document, around = findings.document, around or Span(spans[0].start, spans[-1].end)
    spans = tuple(piece for span in spans for piece in _without_tickers(findings, span))
    whole = Span(min(sentence.span.start, around.start), max(sentence.span.end, around.end))
    evidence = Evidence(document.id, source, sentence.paragraph + 1, sentence.i, whole)
    pieces: tuple[Piece, ...] = tuple(Words(s, s.of(document.text)) for s in spans)
    if named:
        pieces = tuple(piece for s in spans for piece in _named(findings, s, sentence, spans[0].start))
    if dated:
        pieces = tuple(part for piece in pieces for part in _dated(findings, piece))
    return Line(pieces, (evidence,), quotation)


def _without_tickers(findings: Findings, span: Span) -> tuple[Span, ...]:
    """The span without the codes of shares, but for those in a quotation."""
    text = findings.document.text
    codes = (Span(*m.span()) for m in _TICKER.finditer(text, *span))
    out = [code for code in codes if findings.quoted.around(code.start) is None]
    return without(span, out, text) if out else (span,)


def _named(findings: Findings, span: Span, sentence: Sentence, begin: int) -> Iterator[Piece]:
    """The words of a part of a line, which has its ``begin``, with the name for a pronoun that is surely somebody's."""
    text, at = findings.document.text, span.start
    meant = pronouns(findings, sentence)
    if (first := standing_alone.subject(findings, sentence, span)) and all(first[0] != place for place, _ in meant):
        meant = sorted([*(m for m in meant if m[1] != first[1]), first])
    if not meant and (about := standing_alone.unexplained(findings, sentence, Span(begin, span.end))) is not None:
        meant = [about]
    for place, name in meant:
        if span.holds(place) and not _named_beside(text, span, name):
            if at < place.start:
                yield Words(Span(at, place.start), text[at : place.start])
            yield Filled(name)
            at = place.end
    if at < span.end:
        yield Words(Span(at, span.end), text[at : span.end])


def _named_beside(text: str, span: Span, name: str) -> bool:
    """Whether a line names somebody already: who is meant by "he" in "he was at Lord Hale’s house" is somebody else."""
    surname = _WORD.findall(Filled(name).name)[-1:]
    return bool(surname) and surname[0] in _WORD.findall(span.of(text))


def _dated(findings: Findings, piece: Piece) -> Iterator[Piece]:
    """Words with the date behind each relative day."""
    if isinstance(piece, Filled):
        yield piece
        return
    text, at = findings.document.text, piece.span.start
    for end, date in sorted(standing_alone.dates(findings, piece.span)):
        if at < end:
            yield Words(Span(at, end), text[at:end])
            yield Filled(date)
            at = end
    if at < piece.span.end:
        yield Words(Span(at, piece.span.end), text[at : piece.span.end])


def pronouns(findings: Findings, sentence: Sentence) -> list[tuple[Span, str]]:
    """The pronouns in a sentence that stand for a speaker, with the name; one name in a sentence is enough."""
    places: dict[str, Span] = {}
    for attribution in findings.sourced_near(sentence.span):
        here = [place for place in attribution.source if sentence.span.holds(place)]
        if not here or attribution.certainty == "unsure":
            continue
        who = findings.actor(attribution.actor)
        for place in here:
            if who is None or who.kind != "person" or not _PRONOUN.fullmatch(place.of(findings.document.text)):
                continue
            if (name := standing_alone.name_for(findings, who)) is not None:
                places[name] = min(place, places.get(name, place))
    return sorted((place, name) for name, place in places.items())
