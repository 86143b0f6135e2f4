"""Which way a date without a year or week looks: back or forward, told by the verbs around it."""

from __future__ import annotations

import bisect
import functools
import re
from typing import Literal, NamedTuple

from briefing import rules

Direction = Literal["past", "future", "unknown"]

#: Characters looked at on either side of a date; a sentence of a megabyte costs no more than others.
REACH = 400
#: What parts clauses, and what it costs: a cue behind a comma or a quotation mark counts less than one near by.
_MARKS, _PARTED = re.compile(r'[,;:“”"—]'), 60


#: The most characters between a verb and the date it surely governs.
_GOVERNS = 60


#: Characters before a word in which its article stands.
_ARTICLE = 8


class _Patterns(NamedTuple):
    """The words of one language, compiled."""

    cue: re.Pattern[str]
    leads_forward: re.Pattern[str]
    leads_back: re.Pattern[str]
    scheduled: re.Pattern[str]
    """Verbs in the present tense that tell of a day to come, right before it."""
    joins: re.Pattern[str]
    """What may stand between a verb's words and its date."""
    apart: re.Pattern[str]
    """What between a verb and a date makes the date another's."""
    determiners: re.Pattern[str]
    """Before a participle these make it an adjective."""
    pluperfect: re.Pattern[str]
    """Verbs of what was over before a day."""
    opens: re.Pattern[str]
    """What may stand between the start of a clause and a date that opens it."""
    purpose: re.Pattern[str]
    """An infinitive behind a date, which may tell only what something was done for."""
    articles: re.Pattern[str]
    participles: re.Pattern[str]
    """What between an article and a noun is no verb."""
    nouns: re.Pattern[str]
    """What behind an article is a noun, though it may be a verb that looks ahead."""
    gives: re.Pattern[str]
    """Verbs behind which it is a noun without an article."""
    closes: re.Pattern[str]
    """What behind a date only names who says the sentence."""
    sides: re.Pattern[str]
    """Words that tell what came first, and not when."""
    was_planned: re.Pattern[str]
    """What opens a plan told in the past."""
    relative: re.Pattern[str]
    """What opens a clause that only says which thing or person is meant."""
    content: re.Pattern[str]
    """What opens what is said, before a date of its own."""
    until: re.Pattern[str]
    """Before a date that ends something, whichever way it looks."""
    when: re.Pattern[str]
    """Behind a date these tell what happened on it."""
    tells: re.Pattern[str]
    """Verbs of saying with what makes the date right behind them surely their own."""
    firm: dict[Direction, re.Pattern[str]]
    """Of the future the cues that govern a date; of the past those that do not, as verbs of saying and planning."""


@functools.cache
def _patterns(language: str) -> _Patterns:
    words = rules.load("tense", language)
    any_of = {name: "|".join(listed) for name, listed in words.items()}

    def right_before(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{any_of[name]})\s?$")

    # Small letters are put into the text instead of a flag into the pattern: so the engine can tell from the first
    # letter which of some hundred words may stand there, and is three times as fast.
    return _Patterns(
        cue=re.compile(
            rf"\b(?:(?P<open>{any_of['open']})|(?P<future>{any_of['future']})|(?P<past>{any_of['past']}))\b"
        ),
        leads_forward=right_before("leads_forward"),
        leads_back=right_before("leads_back"),
        scheduled=right_before("scheduled"),
        joins=right_before("joins"),
        determiners=right_before("determiners"),
        apart=re.compile(any_of["apart"]),
        pluperfect=re.compile(any_of["pluperfect"]),
        opens=re.compile(rf"(?:^|\b(?:{any_of['clause']})\s)\W{{0,3}}(?:(?:{any_of['opens']})\s)?$"),
        purpose=re.compile(any_of["purpose"]),
        articles=right_before("articles"),
        participles=re.compile(any_of["participles"]),
        nouns=re.compile(any_of["nouns"]),
        gives=right_before("gives"),
        closes=re.compile(any_of["closes"]),
        sides=re.compile(any_of["sides"]),
        was_planned=re.compile(rf"(?:{any_of['was_planned']})\b"),
        relative=right_before("relative"),
        content=right_before("content"),
        until=right_before("until"),
        when=re.compile(rf",?\s(?:{any_of['when']})\b"),
        tells=right_before("tells"),
        firm={"future": re.compile(any_of["governs"]), "past": re.compile(any_of["hands_on"])},
    )


class Cues:
    """The verb cues of one sentence; looked for once, when the first date of the sentence asks."""

    def __init__(self, sentence: str, language: str) -> None:
        # A letter whose small form is longer (İ) would move all offsets behind it.
        lower = sentence.lower()
        self._text = lower if len(lower) == len(sentence) else "".join(c.lower()[0] for c in sentence)
        self._words = _patterns(language)

    @functools.cached_property
    def _found(self) -> list[tuple[int, int, Direction]]:
        cues = self._words.cue.finditer(self._text)
        return [
            (*m.span(), "future" if m["future"] else "past")
            for m in cues
            if not m["open"] and not (self._is_noun(*m.span()) if m["future"] else self._is_adjective(*m.span()))
        ]

    def _is_adjective(self, start: int, end: int) -> bool:
        """Whether a participle only tells of what kind the noun behind it is: "a **contested** vote"."""
        words = self._words
        match = words.participles.match(self._text, start)
        if match is None or match.end() != end or words.firm["past"].fullmatch(self._text, start, end):
            return False  # "the planned visit" tells of what is to come
        return words.articles.search(self._text, max(0, start - _ARTICLE), start) is not None

    def _is_noun(self, start: int, end: int) -> bool:
        """Whether a word that may look ahead is only a thing: "they had seen **the plan** in May"."""
        words = self._words
        if words.nouns.fullmatch(self._text, start, end) is None:
            return False
        near = (self._text, max(0, start - _GOVERNS), start)
        return words.articles.search(*near) is not None or words.gives.search(*near) is not None

    @functools.cached_property
    def _marks(self) -> list[int]:
        return [m.start() for m in _MARKS.finditer(self._text)]

    def direction(self, start: int, end: int) -> Direction:
        """The direction told by the cue nearest to an expression at ``start`` to ``end`` of the sentence."""
        near = (self._text, max(0, start - REACH), start)
        if self._words.leads_forward.search(*near):
            return "past" if self._over(start, end) else "future"
        direction: Direction = "unknown"
        nearest = float("inf")
        if self._words.content.search(*near) and (behind := self._right_behind(end)) != "unknown":
            return behind
        # Cues further off cost more, so that on either side only the nearest counts.
        before = bisect.bisect_left(self._found, (start,)) - 1
        if before >= 0:
            stop = min(self._found[before][1], start)
            if start - stop <= REACH:
                nearest, direction = start - stop + self._parted(stop, start), self._found[before][2]
        after = bisect.bisect_left(self._found, (end,))
        closing = self._words.closes.match(self._text, end) if before >= 0 else None
        if after < len(self._found) and (closing is None or closing.end() != self._found[after][1]):
            begin = self._found[after][0]
            # "Met, with two aides, on Monday to discuss it": what the talk was for tells less than "met".
            aim = REACH if direction == "past" and self._words.purpose.match(self._text, begin) else 0
            if begin - end <= REACH and 2 * (begin - end) + self._parted(end, begin) + 25 + aim < nearest:
                direction = self._found[after][2]
        return direction

    def _right_behind(self, end: int) -> Direction:
        """The direction of the first cue behind an expression, in the same clause."""
        after = bisect.bisect_left(self._found, (end,))
        if after == len(self._found):
            return "unknown"
        begin, _, direction = self._found[after]
        return direction if begin - end <= _GOVERNS and not self._parted(end, begin) else "unknown"

    def governed(self, start: int, end: int) -> Direction:
        """The direction of the verb that surely governs an expression, which nearness does not overrule.

        "Died in April" looks back however near next April is. What is said, agreed or planned may have a date of its
        own, and so has a noun behind a date ("the Jan. 14 deadline").
        """
        words, near = self._words, (self._text, max(0, start - REACH), start)
        if words.leads_back.search(*near):
            return "past"
        if (match := words.scheduled.search(*near)) is not None and not self._told_before(match.start()):
            return "future"
        if words.leads_forward.search(*near) and self._over(start, end):
            return "past"
        if self._opens_the_past(start, end):
            return "past"
        before = bisect.bisect_left(self._found, (start,)) - 1
        if before < 0:
            return "unknown"
        first, stop, direction = self._found[before]
        if stop > start or start - stop > _GOVERNS or self._parted(stop, start):
            return "unknown"
        joined = words.joins.search(*near) or not self._text[stop:start].strip()
        if words.apart.search(self._text, max(first - 1, 0), start) or not joined:
            return "unknown"
        if words.sides.fullmatch(self._text, first, stop):
            return "unknown"
        if direction == "past" and words.determiners.search(self._text, max(0, first - _GOVERNS), first):
            return "unknown"  # "the suspected": no verb
        firm = words.firm[direction].fullmatch(self._text, first, stop)
        if direction == "past" and words.tells.search(*near):
            return "past"
        return direction if bool(firm) == (direction == "future") else "unknown"

    def was_planned(self, start: int) -> bool:
        """Whether the cue before an expression is a plan told in the past: "**was to** arrive on Monday"."""
        before = bisect.bisect_left(self._found, (start,)) - 1
        if before < 0 or self._found[before][2] != "future" or self._parted(self._found[before][1], start):
            return False
        return self._words.was_planned.match(self._text, self._found[before][0]) is not None

    def _told_before(self, start: int) -> bool:
        """Whether a verb before a place in its clause looks back, so that "returns" behind it is a noun."""
        before = bisect.bisect_left(self._found, (start,)) - 1
        if before < 0:
            return False
        first, stop, direction = self._found[before]
        says = self._words.firm["past"].fullmatch(self._text, first, stop)
        return direction == "past" and not says and stop <= start and not self._parted(stop, start)

    def _over(self, start: int, end: int) -> bool:
        """Whether a verb beside an expression was over before it: "by June it **had** doubled"."""
        return any(
            self._words.pluperfect.fullmatch(self._text, first, stop)
            for first, stop, _ in self._found
            if start - _GOVERNS <= first and stop <= end + _GOVERNS
        )

    def _opens_the_past(self, start: int, end: int) -> bool:
        """Whether a date opens a clause of a sentence that looks back: "By Monday, though, he **made** it clear".

        What is said, agreed or planned may have a date to come, and so may the deadline that something has.
        """
        words, near = self._words, (self._text, max(0, start - REACH), start)
        told_then = words.until.search(*near) and words.when.match(self._text, end)
        if not (words.opens.search(*near) or told_then):
            return False
        # "Until" before the date looks forward by itself, and is what is asked about.
        others = [cue for cue in self._found if cue[1] < start - 1 or cue[0] >= end]
        behind = (cue for cue in others if cue[0] >= end)
        after = next((cue for cue in behind if not words.sides.fullmatch(self._text, *cue[:2])), None)
        ahead = (first for first, _, direction in others if direction == "future")
        if after is None or any(not words.relative.search(self._text, 0, first) for first in ahead):
            return False
        if after[0] - end > _GOVERNS:
            return False
        hands_on = words.firm["past"].fullmatch(self._text, *after[:2])
        return hands_on is None or words.pluperfect.fullmatch(self._text, *after[:2]) is not None

    @property
    def all_past(self) -> bool:
        """Whether there are cues, and every one looks back."""
        return bool(self._found) and all(direction == "past" for _, _, direction in self._found)

    def _parted(self, start: int, end: int) -> int:
        return _PARTED * (bisect.bisect_left(self._marks, end) - bisect.bisect_left(self._marks, start))


def direction(before: str, after: str, language: str) -> Direction:
    """The direction of an expression between two stretches of one sentence.

    >>> direction("The council will meet on ", "Thursday.", "en")
    'future'
    """
    return Cues(before + after, language).direction(len(before), len(before))


def looks_back(sentence: str, language: str) -> bool:
    """Whether every verb cue of a sentence looks back, and there is one."""
    return Cues(sentence, language).all_past
