"""Each quotation of a draft: found in an article, altered, or absent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing import text_similarity
from briefing.model.claims import Claim, Reading
from briefing.model.text import Span
from briefing.verify.draft.passages import Article, joined
from briefing.verify.draft.words import Word, words

#: What is left out of a quotation, or put into it, and shown to be.
_CUT = re.compile(r"\[[^\]]{0,80}\]|\(?(?:\.\s?){3,}\)?|…")
#: Words of the article between two parts of a quotation with a cut, at most.
_APART = 150
#: Words of a quotation that have to stand in an article for it to be that quotation altered; and the share of its
#: words, of which those that stand in every text count little.
_LEAST, _SHARE = 3, 0.5
_LITTLE = 0.2
#: Of the words that do not stand in every text, so many have to agree.
_TELLING = 2
#: From this many words on, an article's own words in quotation marks are a quotation that nobody said.
_SPEECH = 6
_MARKS = "“‘\"'«"
#: Differences that are told.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation, and where it was found."""

    claim: Claim
    article: Article | None
    span: Span | None
    """In the article."""


def check(draft: Reading, articles: Sequence[Article]) -> Iterator[Found]:
    """Every quotation, in order; one without a word is none."""
    text = draft.findings.document.text
    for span in draft.findings.quotations:
        pieces = [piece for piece in _pieces(text, span) if piece]
        # Behind an odd mark a closing one looks as if it opened; a space follows it.
        if pieces and not text[span.start + 1].isspace():
            yield _of(text, span, pieces, articles)


def _pieces(text: str, span: Span) -> Iterator[list[Word]]:
    """The parts of a quotation between what was left out or put in."""
    at = span.start
    for cut in _CUT.finditer(text, *span):
        yield list(words(text, Span(at, cut.start())))
        at = cut.end()
    yield list(words(text, Span(at, span.end)))


def _of(text: str, span: Span, pieces: Sequence[Sequence[Word]], articles: Sequence[Article]) -> Found:
    runs = [[word.text for word in piece] for piece in pieces]
    claimed = " ".join(span.of(text).split())
    elsewhere: tuple[Article, Span] | None = None
    for article in articles:
        where = _standing(runs, article)
        if where is not None and (sum(map(len, runs)) < _SPEECH or _in_marks(article, where)):
            return Found(Claim("quotation", span, claimed, "found", "", article.place(where)), article, where)
        elsewhere = elsewhere or ((article, where) if where is not None else None)
    if elsewhere is not None:
        article, where = elsewhere
        note = "the article’s own words: nobody is quoted there"
        return Found(Claim("quotation", span, claimed, "altered", note, article.place(where)), article, where)
    run = [word for piece in pieces for word in piece]
    best = max(
        (near for article in articles if (near := _nearest(run, article)) is not None),
        key=lambda near: near.share,
        default=None,
    )
    if best is None:
        return Found(Claim("quotation", span, claimed, "absent", "stands in no article"), None, None)
    note = "; ".join(best.differences[:_TOLD]) + (" …" if len(best.differences) > _TOLD else "")
    claim = Claim("quotation", span, claimed, "altered", note, best.article.place(best.span))
    return Found(claim, best.article, best.span)


def _standing(runs: Sequence[Sequence[str]], article: Article) -> Span | None:
    """Where all parts stand, in order and not far apart; what a tag breaks in the article may be whole in the draft."""
    for sequence in (article.sequence, article.spoken):
        first = sequence.find(runs[0])
        while first is not None:
            end: int | None = first + len(runs[0])
            for run in runs[1:]:
                following = sequence.find(run, end or 0)
                end = None if following is None or following - (end or 0) > _APART else following + len(run)
                if end is None:
                    break
            if end is not None:
                return joined(sequence.words[first:end])
            first = sequence.find(runs[0], first + 1)
    return None


def _in_marks(article: Article, span: Span) -> bool:
    """Whether words stand in quotation marks, for the most part, or behind one: a quotation inside another is none."""
    before = article.text[max(0, span.start - 1) : span.start]
    if before and before in _MARKS:
        return True
    quoted = article.reading.findings.quoted.spans_near(span)
    covered = sum(min(q.end, span.end) - max(q.start, span.start) for q in quoted)
    return 2 * covered >= span.end - span.start


@dataclass(frozen=True, slots=True)
class _Near:
    article: Article
    span: Span
    share: float
    differences: tuple[str, ...]


def _nearest(run: Sequence[Word], article: Article) -> _Near | None:
    """The stretch of an article that a quotation was most likely made of, and what differs."""
    sequence = article.sequence
    votes: Counter[int] = Counter()
    for i, word in enumerate(run):
        places = sequence.at(word.text)
        if len(places) <= 40:  # words that stand everywhere say nothing of where
            votes.update({place - i for place in places})
    if not votes:
        return None
    near: Counter[int] = Counter()
    for shift, count in votes.items():
        # A word left out or put in moves the rest: neighbouring shifts are one.
        for other in range(shift - 4, shift + 5):
            near[other] += count
    shift = max(near, key=lambda at: (near[at], votes.get(at, 0), -at))
    start, end = max(0, shift - 6), min(len(sequence.words), shift + len(run) + 12)
    there = sequence.words[start:end]
    if not there:
        return None
    matcher = SequenceMatcher(None, [w.text for w in there], [w.text for w in run], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    same = sum(b.size for b in blocks)
    weights = [_weight(word.text, article.language) for word in run]
    weight = sum(sum(weights[b.b : b.b + b.size]) for b in blocks)
    telling = sum(w == 1 for b in blocks for w in weights[b.b : b.b + b.size])
    if same < min(_LEAST, len(run)) or telling < min(_TELLING, weights.count(1)) or weight < _SHARE * sum(weights):
        return None
    # Outside the quotation's own ends the article goes on; a word of the draft before the first that agrees is changed.
    first = max(0, blocks[0].a - blocks[0].b)
    last = min(len(there), blocks[-1].a + blocks[-1].size + len(run) - blocks[-1].b - blocks[-1].size)
    differences = tuple(_differences(there[first:last], run))
    return _Near(article, joined(there[first:last]), same / max(len(run), last - first), differences)


def _weight(word: str, language: str) -> float:
    return 1.0 if text_similarity.bag(word, language) else _LITTLE


def _differences(there: Sequence[Word], run: Sequence[Word]) -> Iterator[str]:
    matcher = SequenceMatcher(None, [w.text for w in there], [w.text for w in run], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        was, now = (" ".join(w.text for w in part) for part in (there[a:b], run[c:d]))
        if tag == "replace":
            yield f"“{now}” for “{was}”"
        elif tag == "delete":
            yield f"“{was}” left out"
        elif tag == "insert":
            yield f"“{now}” added"
