"""Each number of a draft: borne out, contradicted, or not told."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from briefing import text_similarity
from briefing.model.claims import Claim, Number, Reading
from briefing.model.text import Sentence, Span
from briefing.verify.draft.passages import SAME, VERY, Article, Passage
from briefing.verify.draft.words import listed

#: Characters behind a number in which stands what it counts.
_COUNTED = 40
#: Characters before it in which stands a word that makes it a rough one.
_BEFORE = 24
#: Telling words behind two numbers by which they count the same.
_COUNTED_ALIKE = 2


def check(draft: Reading, sentence: Sentence, near: Sequence[Passage], articles: Sequence[Article]) -> Iterator[Claim]:
    """Every number of a sentence, in order."""
    text = draft.findings.document.text
    mine = [n for n in draft.numbers if sentence.span.holds(n.span)]
    for number in mine:
        words = " ".join(number.span.of(text).split())
        borne = next((p for p in near if any(_agree(text, number, n) for n in _numbers(p))), None)
        if borne is not None:
            yield Claim("number", number.span, words, "borne_out", "", borne.article.place(borne.sentence.span))
            continue
        if (against := _against(text, number, words, mine, near[:1], VERY)) is not None:
            # The sentence itself has another number: that some other sentence has this one bears nothing out.
            yield against
            continue
        elsewhere = _elsewhere(text, number, sentence, articles)
        if elsewhere is not None:
            yield Claim("number", number.span, words, "borne_out", "", elsewhere[0].place(elsewhere[1]))
            continue
        yield _unborne(text, number, words, mine, near, articles)


def _against(
    text: str, number: Number, words: str, mine: Sequence[Number], near: Sequence[Passage], least: float
) -> Claim | None:
    """The claim with the number that a passage has instead; ``None`` where none has one."""
    for passage in near:
        if passage.score < least:
            break
        there, language = passage.article.text, passage.article.language
        rivals = [
            n
            for n in _numbers(passage)
            if _same_unit(n, number) and not any(_agree(text, other, n) for other in mine if other is not number)
        ]
        same = [n for n in rivals if _counted(there, n, language) & _counted(text, number, language)] or rivals
        if same:
            note = f"the article has “{' '.join(same[0].span.of(there).split())}”"
            place = passage.article.place(passage.sentence.span)
            return Claim("number", number.span, words, "contradicted", note, place)
    return None


def _unborne(
    text: str,
    number: Number,
    words: str,
    mine: Sequence[Number],
    near: Sequence[Passage],
    articles: Sequence[Article],
) -> Claim:
    """A number that no article has where the draft has it: what stands there instead, or nothing."""
    if (same := _same_elsewhere(number, articles)) is not None:
        # The draft's words are few or its own: what the number counts is for the reader to see.
        note = "the article has this number, but perhaps of something else"
        return Claim("number", number.span, words, "not_told", note, same[0].place(same[1].span))
    if (against := _against(text, number, words, mine, near, SAME)) is not None:
        return against
    if (other := _otherwise(text, number, articles)) is not None:
        article, rival = other
        note = f"the article has “{' '.join(rival.span.of(article.text).split())}”"
        return Claim("number", number.span, words, "contradicted", note, article.place(rival.span))
    place = near[0].article.place(near[0].sentence.span) if near else None
    return Claim("number", number.span, words, "not_told", "no article has this number here", place)


def _numbers(passage: Passage) -> list[Number]:
    return [n for n in passage.article.reading.numbers if passage.sentence.span.holds(n.span)]


def _elsewhere(
    text: str, number: Number, sentence: Sentence, articles: Sequence[Article]
) -> tuple[Article, Span] | None:
    """A sentence that has the number, of the same things, though it tells little else of what the draft tells."""
    for article in articles:
        language = article.language
        counted, bag = _counted(text, number, language), text_similarity.bag(sentence.span.of(text), language)
        for other in article.reading.numbers:
            if not _agree(text, number, other) or not counted & _counted(article.text, other, language):
                continue
            home = article.reading.findings.sentence_of(other.span)
            if home is not None and len(bag & text_similarity.bag(home.span.of(article.text), language)) >= 2:
                return article, other.span
    return None


def _otherwise(text: str, number: Number, articles: Sequence[Article]) -> tuple[Article, Number] | None:
    """Another number of what this one counts, told in two words at the least, in any sentence."""
    for article in articles:
        counted = _counted(text, number, article.language)
        for other in article.reading.numbers:
            if (
                _same_unit(number, other)
                and len(counted & _counted(article.text, other, article.language)) >= _COUNTED_ALIKE
            ):
                return article, other
    return None


def _same_elsewhere(number: Number, articles: Sequence[Article]) -> tuple[Article, Number] | None:
    """The very number, in the very unit, wherever it stands."""
    for article in articles:
        for other in article.reading.numbers:
            if number.unit == other.unit and math.isclose(number.value, other.value, rel_tol=1e-6):
                return article, other
    return None


def _agree(text: str, number: Number, other: Number) -> bool:
    """Whether an article's number is the draft's, or, where that is a rough one, what it rounds."""
    if not _same_unit(number, other):
        return False
    if math.isclose(number.value, other.value, rel_tol=1e-6):
        return True
    before = text[max(0, number.span.start - _BEFORE) : number.span.end].casefold().split()
    return not listed("roughly").isdisjoint(before) and _rounded(other.value, number.value) == number.value


def _rounded(value: float, like: float) -> float:
    """A value with as many digits that count as another one has."""
    digits = len(f"{like:.15g}".replace(".", "").strip("0")) or 1
    return float(f"{value:.{digits}g}")


def _same_unit(number: Number, other: Number) -> bool:
    if number.unit == other.unit:
        return True
    # "$" is any dollar; a share and a count never agree, an amount of money and a bare number may.
    return "percent" not in (number.unit, other.unit) and (
        "$" in (number.unit, other.unit) or "count" in (number.unit, other.unit)
    )


def _counted(text: str, number: Number, language: str) -> frozenset[str]:
    return text_similarity.bag(text[number.span.end : number.span.end + _COUNTED], language)
