"""What an expression is read against: the day of writing, the direction of its clause, and what was told before."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.model.time import TimexType
from briefing.rules import given_names
from briefing.timex.tense import REACH, Cues, Direction

#: Letters of a day's value.
_DAY = 10
#: Letters of a month's value.
_MONTH = 7
#: Two numbers and a year.
_NUMBERS = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:\d{4}|\d\d)(?![/\d])")
#: A day and the name of its month.
_NAMED = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[A-Z][a-z]{2,8})\b|\b(?P<named>[A-Z][a-z]{2,8})\.?\s\d{1,2}\b(?!:)"
)
_MONTHS = 12
#: Two words with capitals of which the second may be a surname, and no date.
_NAMES = re.compile(r"\b([A-Z]\w{1,20})\.? (?=([A-Z][a-z]{2,8})\b(?! \d))")
#: A date that leads in a line of a timeline: a month and a day, in either order, and what stands behind it.
_LINES = re.compile(
    r"""^[ \t]{0,9}
    (?:(?P<named>[A-Z][a-z]{2,8})\.?[ ](?P<day>[0-3]?\d)
      |(?P<first>[0-3]?\d)(?:st|nd|rd|th)?[ ](?P<month>[A-Z][a-z]{2,8}))\b
    (?:,?[ ]\d{4})?[ ]?(?:[-–—]{1,2}|:)[ ]""",
    re.MULTILINE | re.VERBOSE,
)
#: A year by itself at the head of a part of a timeline, and what stands behind a date that leads in a line of one.
_HEADING = re.compile(r"(?:^|\n)[ \t]{0,9}(?P<year>(?:1[89]|20)\d\d)[ \t]{0,9}:?[ \t]{0,9}(?:\n|$)")
_LEADS = re.compile(r"\s*(?:[-–—]{1,2}\s|:\s)\s*\S")
#: Sentences back to a day that an hour may be of.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression was taken to mean."""

    value: str | None
    reason: str
    type: TimexType = "DATE"
    mod: str | None = None
    anchor: int | None = None
    """Index of the timex it was counted from."""
    not_after: dt.date | None = None
    """The last day it may lie on, where that is earlier than its value's end."""
    not_before: dt.date | None = None
    spoken: str | None = None
    """The reported period it names (a quarter, or the year of its first months); what is compared later is counted
    from it."""
    dayless: bool = False
    """Whether it is an hour of a day that is not told; then it has no interval."""
    zone: str | None = None
    """Of an hour how far its clock is from Greenwich's, as ISO 8601 writes it (``Z``, ``-05:00``), where it is told."""
    loose: bool = False
    """Whether its value is only about right: "a decade ago" names no year."""
    taken_over: bool = False
    """Whether its year is that of a date told before it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date whose year the text gives."""

    value: str
    index: int
    """Of the timex."""
    number: int
    """Of its sentence."""
    paragraph: int
    tells: bool
    """Whether the tale goes on from it, rather than something being named by it."""


def _named_orders(text: str, months: Collection[str]) -> set[bool]:
    """In which orders a text writes days with the name of their month: ``True`` for the day first."""
    days = _NAMED.finditer(text)
    return {m["day"] is not None for m in days if (m["month"] or m["named"]).lower() in months}


@dataclass
class Context:
    """Grows as the text is read; one for each document."""

    dct: dt.date | None
    words: Mapping[str, Mapping[str, Any]]
    language: str
    sentence: str = ""
    before: str = ""
    after: str = ""
    way: Direction | None = None
    """Of the clause at hand, once it was asked for."""
    firm: Direction | None = None
    """The same of the verb that governs it."""
    _cues: Cues | None = None
    _place: tuple[int, int] = (0, 0)
    written: str = ""
    """The whole text, whose other dates tell in which order it writes days and months."""
    by_setting: bool = False
    """Whether the user says that the day stands first; what the text tells goes before it."""
    values: list[tuple[int, str]] = field(default_factory=list)
    """Index and value of every calendar date read so far."""
    days: list[tuple[int, str, str, int]] = field(default_factory=list)
    """The same with the sentence each stands in, in small letters, and its number."""
    deictic: set[int] = field(default_factory=set)
    """The index of each day told as "today" or "yesterday"."""
    periods: list[tuple[int, str]] = field(default_factory=list)
    """The reported periods by themselves, not those compared with them."""
    years: list[Written] = field(default_factory=list)
    """The dates whose year the text gives, and those that took it over."""
    number: int = -1
    """Of the sentence at hand."""
    paragraph: int = -1
    line: tuple[int, int] | None = None
    """Year and month of the date that led in the last line of a timeline; month 0 where it was a year alone."""

    def begin(self, sentence: str, paragraph: int = -1, ahead: str = "") -> None:
        """Turn to the next sentence.

        Args:
            sentence: its words.
            paragraph: its number.
            ahead: what stands between it and the sentence before it, such as a heading that is no sentence.
        """
        self.sentence, self._cues = sentence, Cues(sentence, self.language)
        if (heading := _HEADING.search(ahead) or _HEADING.fullmatch(sentence)) is not None:
            self.line = int(heading["year"]), 0
        self.number, self.paragraph = self.number + 1, paragraph

    def leads_in(self) -> bool:
        """Whether the expression at hand leads in a line of a timeline: "**May 2** - Nurses walk out"."""
        return not self.before.strip() and _LEADS.match(self.after) is not None

    def year_of_line(self, month: int) -> int | None:
        """The year of a date without one that leads in a line: that of the line before it, or the next one.

        A timeline goes on; where its months begin anew, so does the year, unless that would be after the article. One
        that is told latest first goes back.
        """
        if self.line is None or self.dct is None or not self.leads_in():
            return None
        year, last = self.line
        if self.latest_first:
            return year - 1 if 0 < last < month else year
        over = month < last and (year + 1, month) <= (self.dct.year, self.dct.month)
        return year + 1 if over else year

    def year_told(self, month: int) -> int | None:
        """The year that the text has given to a month: "July 2021" binds "July 8" after it."""
        return next((int(w.value[:4]) for w in reversed(self.years) if w.value[5:7] == f"{month:02}"), None)

    def year_of_tale(self) -> Written | None:
        """The date with a year that the tale goes on from: told last, in this sentence or the one before it."""
        last = self.years[-1] if self.years else None
        if last is None or not last.tells or last.index != self.values[-1][0]:
            return None
        return last if last.paragraph == self.paragraph and last.number >= self.number - 1 else None

    def at(self, start: int, end: int) -> None:
        """Turn to an expression of the sentence."""
        self.before = self.sentence[max(0, start - REACH) : start]
        self.after = self.sentence[end : end + REACH]
        self._place, self.way, self.firm = (start, end), None, None

    @functools.cached_property
    def day_first(self) -> bool | None:
        """Whether the text writes the day before the month in numbers; ``None`` where nothing tells.

        What its other dates in numbers allow tells first, then how it writes the days with the month's name, and then
        the user's setting.
        """
        pairs = [(int(m["first"]), int(m["second"])) for m in _NUMBERS.finditer(self.written)]
        orders = {first > _MONTHS for first, second in pairs if max(first, second) > _MONTHS}
        if not orders:
            orders = _named_orders(self.written, self.words["months"])
        return orders.pop() if len(orders) == 1 else self.by_setting or None

    @functools.cached_property
    def latest_first(self) -> bool:
        """Whether the lines of a timeline go back: more of their dates lie before the one above them than behind it."""
        days = []
        for m in _LINES.finditer(self.written):
            month = self.words["months"].get((m["month"] or m["named"]).lower())
            if month is not None:
                days.append((month, int(m["first"] or m["day"])))
        falls = sum(after < before for before, after in itertools.pairwise(days))
        return falls > len(days) - 1 - falls

    @functools.cached_property
    def surnames(self) -> frozenset[str]:
        """The months that somebody in the text is named by: "Theresa **May**", "Mrs **May**"."""
        doubt = self.words["doubt"]
        leading = {*given_names.known(self.language), *given_names.places(self.language), *doubt["bearers"]}
        pairs = (m.groups() for m in _NAMES.finditer(self.written))
        return frozenset(last for first, last in pairs if last in doubt["months"] and first.lower() in leading)

    @property
    def direction(self) -> Direction:
        """Of the clause at hand; looked for only where a meaning depends on it, since the look is the dearest step."""
        if self.way is None:
            self.way = self._cues.direction(*self._place) if self._cues else "unknown"
        return self.way

    @property
    def looks(self) -> Direction:
        """Which way an expression looks: as the verb that governs it, else as its clause."""
        return self.governed if self.governed != "unknown" else self.direction

    @property
    def governed(self) -> Direction:
        """The direction of the verb that surely governs the expression; nearness does not overrule it."""
        if self.firm is None:
            self.firm = self._cues.governed(*self._place) if self._cues else "unknown"
        return self.firm

    @property
    def was_planned(self) -> bool:
        """Whether the verb before the expression tells of a plan in the past: "**was to** arrive on Monday"."""
        return self._cues is not None and self._cues.was_planned(self._place[0])

    def last_word(self) -> str:
        """The word before the expression, in small letters; empty where it opens its sentence."""
        words = self.before.rstrip().rsplit(None, 1)
        return words[-1].lower() if words else ""

    def word(self, kind: str, text: str) -> Any:
        """What a word of the lexicon stands for; ``None`` where it is none of its kind."""
        return self.words[kind].get(text.lower().rstrip("."))

    def quarter(self) -> tuple[int, str] | None:
        """The quarter spoken of."""
        return next((p for p in reversed(self.periods) if "-Q" in p[1]), None)

    def compared(self) -> tuple[int, str] | None:
        """What "a year earlier" is counted from: the reported period spoken of."""
        return self.periods[-1] if self.periods else None

    def day_of(self, words: Sequence[str]) -> tuple[int, str] | None:
        """The day of the last sentence that holds one of some words, where it tells a day: of "the attack" its day."""
        for index, value, sentence, _ in reversed(self.days):
            if len(value) == _DAY and sentence != self.sentence.lower() and any(w in sentence for w in words):
                return index, value
        return None

    def day_near(self) -> tuple[int, str] | None:
        """The day told last, where it was told in this sentence or one of the two before it."""
        index, value, _, number = self.days[-1] if self.days else (-1, "", "", -1)
        return (index, value) if len(value) == _DAY and number >= self.number - _NEAR else None

    def is_near(self, index: int) -> bool:
        """Whether a date was told in this sentence or one of the two before it."""
        near = itertools.takewhile(lambda day: day[3] >= self.number - _NEAR, reversed(self.days))
        return any(day[0] == index for day in near)

    def month_near(self) -> tuple[int, str] | None:
        """The month told last, where no other date was told after it and it was told just before."""
        last = self.values[-1] if self.values else None
        month = last is not None and len(last[1]) == _MONTH and last[1][5:].isdigit()
        return last if last is not None and month and self.is_near(last[0]) else None

    def pointed_at(self, *grains: int) -> tuple[int, str] | None:
        """As :meth:`last`, of what "that day" may be: nobody says so of the day that was "yesterday"."""
        return next((t for t in reversed(self.values) if len(t[1]) in grains and t[0] not in self.deictic), None)

    def last(self, *grains: int) -> tuple[int, str] | None:
        """The last date told whose value has one of these lengths (10 day, 7 month or quarter, 4 year)."""
        return next((t for t in reversed(self.values) if not grains or len(t[1]) in grains), None)


#: What the named groups of a rule's pattern hold.
Groups = Mapping[str, str]
Reading = Callable[[Groups, Context], "Meaning | None"]
"""What a rule's groups mean where they stand; ``None`` where they are no time expression after all."""
