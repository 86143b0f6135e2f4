"""What the page has told already: a line is printed for what no printed line has said.

Two lines say the same where they print the same words of the same sentence, or where one line's telling words stand
nearly all in another. What is compared is what is printed: after a line was cut, and across all sections.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.layout.entries import Entry
from briefing.model.brief import Brief, EventRow, Line, Speaker, Statement, Words
from briefing.model.text import Span
from briefing.model.time import Interval
from briefing.text_similarity import bag, numbers, numbers_in_words

#: A section and the index of an entry in it.
At = tuple[str, int]
#: Share of a line's characters, or of its telling words, from which a printed line says the same.
SAME_PLACE = 0.45
SAME_WORDS = 0.5
#: The same for its telling words in all printed lines together.
ALL_WORDS = 0.75
#: Both where the lines are of different articles, which tell one thing in words of their own.
ACROSS = 0.35
ALL_ACROSS = 0.65
#: Share of a line's sentences, in several articles, that another line rests on too, and of its telling words, from
#: which the two tell the same event.
SAME_PLACES = 0.5
FEW_WORDS = 0.4
#: Share of its telling words from which a line says what another article's line says, where one event is told by both.
EVENT_WORDS = 0.25
#: The same for two neighbouring sentences of one speaker, where there are several articles to tell of.
GOING_ON = 0.3
#: Telling words that a sentence has beside what is said in it and who says it, so that it tells nothing of its own.
LITTLE = 5
#: Or so many that are no names, and so many with these: who a speaker is, and where they spoke.
FEW_SMALL, WITH_NAMES = 3, 7
#: Share of a line's characters, printed by a longer line, from which the shorter one tells nothing.
CONTAINED = 0.9
#: How far apart two numbers are at most, as a share of the larger, that may round the same, and the smallest such.
ROUNDING, LARGE = 0.1, 10
#: Where a sentence tells no event with others.
NOTHING: frozenset[str] = frozenset()
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Content:
    """What a line tells: its telling words, and the characters of its source that it prints."""

    words: frozenset[str]
    spans: Mapping[str, tuple[Span, ...]]
    """For each document the characters printed."""
    length: int
    """How many characters that is."""
    places: frozenset[tuple[str, int]] = frozenset()
    """The sentences it rests on, by document and index."""
    first: tuple[str, int] | None = None
    """The one whose words it prints."""
    speaker: str | None = None
    """Whose position it is."""
    numbers: frozenset[str] = frozenset()
    """The numbers in its own words, those in letters from ten on; a date that was filled in is none."""
    denies: bool = False
    """Whether it denies something: the claim tells the same in nearly the same words, and the contrary."""
    values: str = ""
    """The values on which sources differ that it shows or asks about."""
    days: Interval | None = None
    """The days that a dated line states."""

    @classmethod
    def of(
        cls,
        line: Line,
        language: str,
        speaker: Speaker | None = None,
        *,
        denies: bool = False,
        values: str = "",
        days: Interval | None = None,
    ) -> Content:
        """The content of a line as it is printed.

        Args:
            line: as it is printed.
            language: of the article.
            speaker: whose position it is; how a line introduces its speaker is nothing that it tells.
            denies: whether it is a denial.
            values: the values on which sources differ that it shows or asks about.
            days: that a dated line states.
        """
        document = line.evidence[0].document if line.evidence else ""
        spans = tuple(p.span for p in line.pieces if isinstance(p, Words))
        text = line.text
        words = bag(text, language) | numbers(text)
        said = " ".join(p.text for p in line.pieces if isinstance(p, Words))
        places = frozenset((e.document, e.sentence) for e in line.evidence)
        counted = numbers(said) | {n for n in numbers_in_words(said, language) if len(n) > 1}
        name = speaker.name if speaker is not None else None
        if speaker is not None:
            words -= _introduction(speaker, language)
        first = (document, line.evidence[0].sentence) if line.evidence else None
        length = sum(s.end - s.start for s in spans)
        return cls(words, {document: spans}, length, places, first, name, counted, denies, values, days)

    def may_be_told_by(self, other: Content) -> bool:
        """Whether another line's words can stand for a line's.

        Those of what it denies cannot, nor can another article's of other days: "last month" and "last week" are two.
        """
        if self.denies and not other.denies and self.first != other.first:
            return False
        if self.days is None or other.days is None or self.spans.keys() & other.spans.keys():
            return True
        return self.days.holds(other.days) or other.days.holds(self.days)

    def differs_as(self, other: Content) -> bool:
        """Whether both show the same values, on which the sources of one event differ."""
        return self.values == other.values != "" and not self.places.isdisjoint(other.places)

    def is_in_words_of(self, other: Content) -> bool:
        """Whether many of its telling words stand in another line."""
        return self.may_be_told_by(other) and len(self.words & other.words) >= SAME_WORDS * len(self.words)

    def lies_in(self, other: Content) -> bool:
        """Whether nearly all characters that a line prints are printed by a longer one."""
        return other.length > self.length > 0 and self.shared(other) >= CONTAINED * self.length

    def shared(self, other: Content) -> int:
        """How many characters both lines print."""
        both = (
            (mine, its)
            for document, spans in self.spans.items()
            for mine in spans
            for its in other.spans.get(document, ())
        )
        return sum(_shared(mine, its) for mine, its in both)

    def of_another_speaker(self, other: Content) -> bool:
        """Whether two lines are positions of two speakers."""
        return self.speaker is not None and other.speaker is not None and self.speaker != other.speaker

    def may_reword(self, other: Content) -> bool:
        """Whether a line may be another article's words for what another line tells.

        What two speakers say is no rewording, nor is a line with a number that the other one has not: neither the same,
        nor a rounding of one; a year may stand in one article and "two years ago" in the other.
        """
        two = self.of_another_speaker(other)
        return not (two or self._counts_otherwise(other) or self.spans.keys() & other.spans.keys())

    def _counts_otherwise(self, other: Content) -> bool:
        """Whether a line has a number that another line has nothing near."""
        dated = any(_YEAR.fullmatch(n) for n in other.numbers)
        extra = {n for n in self.numbers - other.numbers if dated or not _YEAR.fullmatch(n)}
        return any(not any(_near(n, m) for m in other.numbers) for n in extra)

    def counts_alike(self, other: Content) -> bool:
        """Whether both lines tell the same number, and the first one no other; what two speakers say is not the same.

        A year is none, nor is a small number, which much may have.
        """
        counted = {n for n in self.numbers & other.numbers if len(n) > 1 and not _YEAR.fullmatch(n)}
        return bool(counted) and self.numbers <= other.numbers and not self.of_another_speaker(other)

    def goes_on(self, other: Content) -> bool:
        """Whether both are one speaker's, out of neighbouring sentences."""
        if self.speaker is None or self.speaker != other.speaker or self.first is None or other.first is None:
            return False
        (document, sentence), (second, place) = self.first, other.first
        return document == second and abs(sentence - place) == 1

    def corroborates(self, other: Content) -> bool:
        """Whether the same articles tell both in the same sentences, and their words do not say otherwise."""
        shared = self.places & other.places
        if len(shared) < max(2, SAME_PLACES * len(self.places)) or len({document for document, _ in shared}) < 2:
            return False
        return len(self.words & other.words) >= FEW_WORDS * len(self.words)


def content_of(entry: Entry, language: str, *, dated: bool) -> Content | None:
    """What an entry tells; ``None`` where it has no line.

    Args:
        entry: as it is set.
        language: of the articles.
        dated: whether its section prints its days beside its words.
    """
    line, speaker = entry.line, entry.speaker
    if line is None:
        return None
    # Of a group that a sentence names, the name is part of what it tells; of a person it is an introduction.
    if speaker is not None and speaker.kind == "group" and line.names(speaker):
        speaker = None
    days = entry.when.interval if dated and entry.when is not None else None
    return Content.of(line, language, speaker, denies=entry.denies, values=entry.values, days=days)


def adds_little(line: Line, speaker: Speaker, position: Line, language: str) -> bool:
    """Whether a sentence tells hardly more than a position out of it and who takes it."""
    extra = bag(line.text, language) - bag(position.text, language) - _introduction(speaker, language)
    small = extra & bag(" ".join(word for word in line.text.split() if word[:1].islower()), language)
    return len(extra) <= LITTLE or (len(small) <= FEW_SMALL and len(extra) <= WITH_NAMES)


def _introduction(speaker: Speaker, language: str) -> frozenset[str]:
    """The telling words of a speaker's name, title and affiliation."""
    return bag(" ".join((speaker.name, speaker.title or "", speaker.affiliation or "")), language)


def events_told(brief: Brief) -> Mapping[tuple[str, int], frozenset[str]]:
    """For each sentence, by document and index, the rows of events that it tells with sentences of other articles."""
    by_place: dict[tuple[str, int], set[str]] = defaultdict(set)
    rows: tuple[EventRow | Statement, ...] = (
        *brief.chronology,
        *brief.scheduled,
        *brief.held_events,
        *brief.bottom_line,
        *brief.key_points,
    )
    for row in rows:
        if len({e.document for e in row.line.evidence}) > 1:
            for e in row.line.evidence:
                by_place[e.document, e.sentence].add(row.id)
    return {place: frozenset(ids) for place, ids in by_place.items()}


@dataclass
class PrintedLines:
    """The lines that stand on the page."""

    events: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    """What :func:`events_told` gives."""
    contents: dict[At, Content] = field(default_factory=dict)
    rewordings: list[tuple[At, Content]] = field(default_factory=list)
    """Lines that do not stand, since the one they are given with tells their event with the same values."""
    _places: dict[str, list[tuple[Span, At]]] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)

    def put(self, at: At, content: Content) -> None:
        """One more line stands."""
        self.contents[at] = content
        for document, spans in content.spans.items():
            self._places.setdefault(document, []).extend((span, at) for span in spans)
        for word in content.words:
            self._words[word] = self._words.get(word, 0) + 1

    def by(self, content: Content) -> At | None:
        """The printed line that says what a line would say; ``None`` where none does."""
        if content.values:
            for at, line in self.contents.items():
                if content.differs_as(line):
                    return at
        printed: dict[At, int] = {}
        for document, spans in content.spans.items():
            for other, at in self._places.get(document, ()):
                shared = sum(_shared(span, other) for span in spans)
                if shared:
                    printed[at] = printed.get(at, 0) + shared
        if printed and sum(printed.values()) >= SAME_PLACE * content.length:
            return max(printed, key=lambda at: printed[at])
        nearest = self.nearest(content)
        if nearest is not None or content.denies or not content.words or not self.contents:
            return nearest
        if self.novelty(content) > 1 - (ALL_ACROSS if self._of_several(content) else ALL_WORDS):
            return None
        return max(self.contents, key=lambda at: len(content.words & self.contents[at].words))

    def nearest(self, content: Content) -> At | None:
        """The printed line that says by itself, in words or places of its own, what a line would say, or ``None``."""
        if not content.words:
            return None
        tellers = {at: printed for at, printed in self.contents.items() if content.may_be_told_by(printed)}
        if len({document for document, _ in content.places}) > 1:
            for at, printed in tellers.items():
                if content.corroborates(printed):
                    return at
        counts = ((at, len(content.words & printed.words)) for at, printed in tellers.items())
        common = {at: count for at, count in counts if count >= EVENT_WORDS * len(content.words)}  # the least there is

        def best(least: float, same: Callable[[Content, Content], bool] | None = None) -> At | None:
            near = (at for at, count in common.items() if count >= least * len(content.words))
            able = (at for at in near if same is None or same(content, tellers[at]))
            return max(able, key=lambda at: common[at], default=None)

        return (
            best(SAME_WORDS)
            or best(EVENT_WORDS, self._of_one_event)
            or self._where_several(content, self._of_one_number(content, tellers) or best(GOING_ON, Content.goes_on))
            or best(ACROSS, Content.may_reword)
            or next((at for at, other in self.rewordings if content.is_in_words_of(other)), None)
        )

    def _of_one_number(self, content: Content, tellers: Mapping[At, Content]) -> At | None:
        """The line that tells the number of a line, and some of its words beside: "twenty-one" is 21."""
        for at, printed in tellers.items() if content.numbers else ():
            written = content.numbers & printed.numbers - content.words
            common = len(content.words & printed.words) + len(written)
            if common >= EVENT_WORDS * len(content.words) and content.counts_alike(printed):
                return at
        return None

    def _where_several(self, content: Content, at: At | None) -> At | None:
        """A line that says the same only where several articles tell of it."""
        return at if at is not None and self._of_several(content) else None

    def _of_several(self, content: Content) -> bool:
        """Whether a line and those that stand are of several articles, which tell one thing more than once."""
        return len({document for line in (content, *self.contents.values()) for document in line.spans}) > 1

    def plainly(self, content: Content) -> At | None:
        """The printed line that says what a line would say beyond doubt: in its place, or with nearly all its words.

        Or with some of them, where both tell one event.
        """
        for at, printed in self.contents.items():
            if content.shared(printed) >= SAME_PLACE * content.length:
                return at
            least = EVENT_WORDS if self._of_one_event(content, printed) else ALL_WORDS
            if (
                content.words
                and content.may_be_told_by(printed)
                and len(content.words & printed.words) >= least * len(content.words)
            ):
                return at
        return None

    def _of_one_event(self, content: Content, printed: Content) -> bool:
        """Whether two lines may be two articles' words for one event that both tell."""
        if content.first is None or printed.first is None or not content.may_reword(printed):
            return False
        return not self.events.get(content.first, NOTHING).isdisjoint(self.events.get(printed.first, NOTHING))

    def novelty(self, content: Content) -> float:
        """The share of a line's telling words that no printed line has, 0 to 1."""
        if not content.words:
            return 1.0
        return len(content.words.difference(self._words)) / len(content.words)


def _near(number: str, other: str) -> bool:
    """Whether two numbers may round the same: "30" and "32", no years and no small ones."""
    a, b = (
        float(n.replace(",", "")) if n.replace(",", "").replace(".", "", 1).isdigit() else 0.0 for n in (number, other)
    )
    years = _YEAR.fullmatch(number) or _YEAR.fullmatch(other)
    return not years and min(a, b) >= LARGE and abs(a - b) <= ROUNDING * max(a, b)


def _shared(span: Span, other: Span) -> int:
    return max(0, min(span.end, other.end) - max(span.start, other.start))
