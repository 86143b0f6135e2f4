"""What may be left out of the sentence of an event: the time in the date column, and asides.

A time phrase goes where it is an adverb of the one verb the line tells of, says no more than the column does, and
nothing hangs on it. An aside is a relative clause behind a comma, a parenthesis, or a phrase between two dashes.
Neither goes where it holds a word that binds (a negation, a hedge, a condition), where it lies in a quotation, or where
the verb is negated: "did not sail on Monday" says nothing of Tuesday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing import binding_words, rules
from briefing.model.findings import Event, Findings
from briefing.model.text import FINITE, Sentence, Span, Token
from briefing.model.time import Timex

#: Marks beside a time phrase that make it more than an adverb.
_MARKS = frozenset(("-", "--", "–", "—", "("))
_PARENTHESIS = re.compile(r"\([^()]{1,60}\)")
#: Between two dashes of one kind with white space around; where there is none the words would grow together.
_DASHED = re.compile(r"(?<=\w)\s(?P<dash>[—–])\s[^—–;:.!?“”\"]{3,80}\s(?P=dash)(?=\s)")
#: What a verb or a preposition cannot do without.
_ARGUMENTS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "attr",
    "dative",
    "csubj",
    "ccomp",
    "xcomp",
    "aux",
    "auxpass",
    "neg",
)
#: Words a line must keep.
_FEWEST = 4


def _words(language: str, kind: str) -> frozenset[str]:
    return rules.words("trimming", language, kind)


def left_out(findings: Findings, event: Event, sentence: Sentence, span: Span) -> tuple[Span, ...]:
    """The parts of a line that may go, in order; none where the rest would be no sentence.

    Args:
        findings: of the document.
        event: that the line tells.
        sentence: in which it stands.
        span: the line before anything goes: the sentence or a clause of it.
    """
    tokens = [t for t in findings.parse.of(sentence) if span.start <= t.start < span.end]
    if not tokens or not tokens[0].dep:
        return ()
    if any(t.start == event.trigger.start and t.tag.startswith("NN") for t in tokens):
        return ()  # a noun's phrase tells no more than what is said beside it
    text = findings.document.text
    out = [a for a in _asides(text, tokens, event, span, findings.document.language) if not _quoted(findings, a)]
    kept = [t for t in tokens if not any(a.start <= t.start < a.end for a in out)]
    time = _time(findings, event, kept, span)
    if time is not None and not _quoted(findings, time):
        out.append(time)
    rest = [t for t in kept if t.tag[:1].isalpha() and (time is None or not time.start <= t.start < time.end)]
    return tuple(sorted(out)) if len(rest) >= _FEWEST else ()


def without(span: Span, out: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What stays of a line, piece by piece, each without white space at its ends."""
    pieces, at = [], span.start
    for gone in [*out, Span(span.end, span.end)]:
        piece = text[at : gone.start]
        start, end = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if start < end:
            pieces.append(Span(start, end))
        at = gone.end
    return tuple(pieces)


def _quoted(findings: Findings, part: Span) -> bool:
    """Whether a part lies in a quotation, or holds half of one."""
    return findings.quoted.around(part.start) is not None or findings.quoted.cut_by(part)


def _asides(text: str, tokens: Sequence[Token], event: Event, span: Span, language: str) -> Iterator[Span]:
    for match in _PARENTHESIS.finditer(text, *span):
        inside = [t for t in tokens if match.start() <= t.start < match.end()]
        needed = any(_needed(tokens, t, inside) for t in inside)
        if not needed and not _bound(inside, language) and not Span(*match.span()).overlaps(event.trigger):
            yield Span(*match.span())
    for match in _DASHED.finditer(text, *span):
        inside = [t for t in tokens if match.start() < t.start < match.end() and t.text not in "—–"]
        # With a verb it makes a sentence of its own: "critics fear" may take back the rest.
        joins = (
            not inside or inside[0].text.lower() in _words(language, "joins") or any(t.tag in FINITE for t in inside)
        )
        if not joins and not _bound(inside, language) and not Span(*match.span()).overlaps(event.trigger):
            yield Span(*match.span())
    by_index = {t.i: t for t in tokens}
    for n, t in enumerate(tokens):
        if n < 2 or tokens[n - 1].text != "," or t.text.lower() not in _words(language, "relative"):
            continue
        verb = next((v for v in _above(by_index, t) if v.dep == "relcl"), None)
        if verb is None:
            continue
        below = _below(tokens, verb)
        inside = [c for c in tokens if c.i >= t.i and c.i in below]
        last = max(inside, key=lambda c: c.i)
        while last.text in ",.;" and last.i > t.i:
            last = tokens[last.i - tokens[0].i - 1] if tokens[0].i + len(tokens) > last.i else last
        behind = next((c for c in tokens if c.i > last.i), None)
        clause = [c for c in tokens if t.i <= c.i <= last.i]
        whole = all(c.i in below or c.dep == "punct" for c in clause)
        if not whole or _bound(clause, language) or any(c.start == event.trigger.start for c in clause):
            continue
        if behind is None or behind.text in ".!?":
            yield Span(tokens[n - 1].start, last.end)
        elif behind.text == ",":
            yield Span(tokens[n - 1].start, behind.end)


def binds(token: Token, language: str) -> bool:
    """Whether a word changes the sense of what stands beside it; where "May" is a name, it is the month."""
    pattern = binding_words.pattern(rules.language_for("binding", language))
    return pattern.fullmatch(token.text) is not None and not token.tag.startswith("NNP")


def _needed(tokens: Sequence[Token], token: Token, inside: Sequence[Token]) -> bool:
    """Whether a word in brackets is the subject or the object of one outside: "point to a less hawkish (decision)"."""
    names = {t.i for t in inside}
    outside = any(t.i == token.head and t.i not in names for t in tokens)
    return outside and token.dep in _ARGUMENTS


def _bound(tokens: Sequence[Token], language: str) -> bool:
    return any(binds(t, language) or t.text.lower() in _words(language, "says") for t in tokens)


def _below(tokens: Sequence[Token], verb: Token) -> set[int]:
    """The indices of a word and of all words that hang on it."""
    children: dict[int, list[int]] = {}
    for t in tokens:
        if t.head != t.i:
            children.setdefault(t.head, []).append(t.i)
    below, open_ = {verb.i}, [verb.i]
    while open_:
        new = [i for i in children.get(open_.pop(), ()) if i not in below]
        below.update(new)
        open_ += new
    return below


def _above(by_index: Mapping[int, Token], token: Token) -> Iterator[Token]:
    """The words a word hangs on, the nearest first."""
    at = token
    while at.head != at.i and at.head in by_index:
        at = by_index[at.head]
        yield at


def _time(findings: Findings, event: Event, tokens: Sequence[Token], span: Span) -> Span | None:
    """The phrase of an event's time, with the commas that go with it."""
    if event.when.timex is None or event.status in ("negated", "hypothetical") or not tokens:
        return None
    time, language = findings.timexes[event.when.timex], findings.document.language
    verb = next((t for t in tokens if t.start == event.trigger.start), None)
    if verb is None or not verb.tag.startswith("VB") or not _in_the_column(time) or not _tells_one(tokens, verb):
        return None
    if event.when.edtf != time.edtf:
        return None  # the column has a period, of which the phrase is one end
    others = [
        t for t in findings.timexes_near(span) if t is not time and t.type in ("DATE", "TIME") and span.holds(t.span)
    ]
    if any(any(o.span.start <= t.start < o.span.end for t in tokens) for o in others):
        return None
    inside = [t for t in tokens if time.span.start <= t.start < time.span.end]
    names = {t.i for t in inside}
    top = [t for t in inside if t.head not in names]
    if len(top) != 1 or not span.holds(time.span):
        return None
    first = inside[0]
    if top[0].head == verb.i and top[0].dep in _ARGUMENTS:
        return None  # "2024 was the warmest year": the sentence is of the date
    if (
        first is tokens[0]
        and inside[-1].i == verb.i - 1
        and not any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "expl", "csubj") for t in tokens)
    ):
        return None  # "This year marked": the parse has not seen that the date is the subject
    if top[0].head != verb.i:
        before = next((t for t in tokens if t.i == top[0].head), None)
        led = before is not None and before.text.lower() in _words(language, "before_time")
        if before is None or not led or before.head != verb.i or before.i != first.i - 1:
            return None
        first, names = before, {*names, before.i}
    if any(t.head in names and t.i not in names and t.dep != "punct" for t in tokens):
        return None
    behind = any(t.i > verb.i and t.i not in names and t.tag[:1].isalpha() for t in tokens)
    if not behind and verb.text.lower() in _words(language, "empty_verbs"):
        return None  # "The fair will be on Sunday"
    return _with_commas(tokens, first, inside[-1], language)


def _in_the_column(time: Timex) -> bool:
    """Whether the date column says all that a time expression says: no hour, nothing vague, no part of a month."""
    plain = time.mod is None or "/" in (time.edtf or "")
    hours = time.granularity == "time" or "T" in (time.value or "")
    vague = any(c in (time.edtf or "") for c in "~?%")
    return time.interval is not None and plain and not hours and not vague


def _tells_one(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a line tells of one verb, not negated, so that its date is that of the line."""
    here = {t.i for t in tokens}
    if verb.head in here and verb.head != verb.i:
        return False
    children = [t for t in tokens if t.head == verb.i and t.i != verb.i]
    return not any(
        t.dep == "neg" or (t.dep in ("conj", "ccomp", "parataxis") and t.tag.startswith("VB")) for t in children
    )


def _is_more(beside: Token, kind: str, language: str) -> bool:
    """Whether a word beside a time phrase makes it more than an adverb: "only on Monday", "on Monday and Tuesday"."""
    return beside.text in _MARKS or beside.text.lower() in _words(language, kind)


def _with_commas(tokens: Sequence[Token], first: Token, last: Token, language: str) -> Span | None:
    before = next((t for t in reversed(tokens) if t.i < first.i), None)
    behind = next((t for t in tokens if t.i > last.i), None)
    if before is not None and _is_more(before, "bound_before", language):
        return None
    if behind is not None and _is_more(behind, "bound_behind", language):
        return None
    start, end = first.start, last.end
    comma_before = before is not None and before.text == ","
    comma_behind = behind is not None and behind.text == ","
    if behind is not None and comma_behind and (before is None or comma_before):
        end = behind.end
    if before is not None and comma_before and (comma_behind or behind is None or behind.text in ".!?"):
        start = before.start
    return Span(start, end)
