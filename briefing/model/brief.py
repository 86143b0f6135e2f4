"""The briefing before it is laid out: every candidate line, ranked, with its evidence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from briefing.model.by_hand import ByHand, NoteType, Remark, Struck
from briefing.model.findings import ActorKind, AttributionKind, Certainty, EventStatus, Role, Stance
from briefing.model.text import Note, Span
from briefing.model.time import Interval, When

_WORD = re.compile(r"\w+")
#: Letters of the shortest initials that are taken for a body's.
_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Words copied from a document."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Words filled in for the reader; always printed in square brackets."""

    text: str

    @property
    def name(self) -> str:
        """Whom they name, without an office or an apostrophe: "Ada Brenn (mayor)", "Ada Brenn’s"."""
        return self.text.partition(" (")[0].removesuffix("’s")


Piece = Words | Filled
#: Filled in where words are left out inside a quotation; printed in square brackets.
CUT = "…"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a line comes from."""

    document: str
    """``Document.id``."""
    source: int
    """Number of the source as printed, from 1."""
    paragraph: int
    """Number of the paragraph as printed, from 1."""
    sentence: int
    """Index of the sentence in its document."""
    span: Span
    """The sentence, or the sentences, the words come from."""
    cited: bool = field(default=True, compare=False)
    """Whether it bears the line out; else it tells of the same event, and not what the line tells."""


#: A quotation that words of the reporter's lead: "he would “wait for the crews”".
_OPENS_LATER = re.compile(r"[^\W\d_][^“«\"]*(?:[“«\"]|'')")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: the source's words with words left out, and what was filled in.

    All words come from the document of the first evidence; further evidence corroborates.
    """

    pieces: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]
    quotation: bool = False
    """Whether the words are printed as a quotation and must stand letter by letter in the source."""
    cut: bool = False
    """Whether the end was left out for want of room; an ellipsis is printed."""

    @property
    def text(self) -> str:
        """The line as it is printed: pieces joined by one space, closed up before punctuation."""
        out = "".join([words for words, _ in self.laid()])
        if not self.quotation or _OPENS_LATER.match(out):
            out = out[:1].upper() + out[1:]
        return out + (" …" if self.cut else "")

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The evidence that bears it out, which the page cites."""
        return tuple(e for e in self.evidence if e.cited)

    @property
    def place(self) -> tuple[int, int]:
        """The source and the sentence that its words come from."""
        return self.evidence[0].source, self.evidence[0].sentence

    def names(self, speaker: Speaker) -> bool:
        """Whether the line says itself whose word it is.

        Of a person the first or the last name is enough, of a body the initials of three words or more.
        """
        if speaker.name.lower() in self.text.lower():
            return True
        parts, words = speaker.name.split(), set(_WORD.findall(self.text))
        if speaker.initials:
            return speaker.initials in words
        return speaker.kind == "person" and any(
            {*_WORD.findall(part)} <= words for part in (*parts[:1], *parts[-1:]) if _WORD.search(part)
        )

    def laid(self) -> Iterator[tuple[str, Piece]]:
        """What each piece puts on the page, with the space before it."""
        first, glued = True, False
        for piece in self.pieces:
            words = f"[{piece.text}]" if isinstance(piece, Filled) else " ".join(piece.text.split())
            if not words:
                continue
            closes = not words.strip("’”\"'")  # a closing mark whose comma was left out
            yield (words if first or glued or closes or words[0] in ",.;:!?)’”" else f" {words}"), piece
            glued = first and not words.strip('“«"')  # the opening mark of a quotation whose first words were left out
            first = False


@dataclass(frozen=True, slots=True)
class Choice:
    """How much a line matters, and why."""

    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor as printed beside a position; ``name`` is the source's fullest form."""

    name: str
    kind: ActorKind
    title: str | None = None
    affiliation: str | None = None
    person: str | None = None
    """The id of the same in :attr:`Brief.people`; ``None`` where a person set the speaker of this row alone, and in
    records of schema 1."""

    @property
    def initials(self) -> str:
        """Those of a body of three words or more, by which it may be called; empty where there are none."""
        capitals = "".join(word[0] for word in self.name.split() if word[0].isupper())
        return capitals if self.kind != "person" and len(capitals) >= _ACRONYM else ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that the articles tell of somebody, and where."""

    text: str
    """As it is printed; "Norland" where the article has "the Norlandic minister"."""
    words: tuple[Words, ...] = ()
    """The article's words it rests on; several where no place has all of it. Empty where a person set it, and where
    only a byline has it."""
    evidence: tuple[Evidence, ...] = ()
    """Where each of them stands."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks: a person, body, group or document. Told once; rows refer to it."""

    id: str
    """Made of the name as found, so that it is the same when the brief is made anew."""
    kind: ActorKind
    name: Detail
    title: Detail | None = None
    affiliation: Detail | None = None

    @property
    def details(self) -> tuple[tuple[str, Detail], ...]:
        """What is told, by the name of the field."""
        fields = (("name", self.name), ("title", self.title), ("affiliation", self.affiliation))
        return tuple((field, detail) for field, detail in fields if detail is not None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One matter on which sources disagree: each value with where it stands."""

    about: Literal["date", "time", "figure", "claim"]
    values: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of the bottom line or of the key points."""

    id: str
    line: Line
    choice: Choice
    when: When | None = None
    speaker: Speaker | None = None
    certainty: Certainty = "sure"
    independent: int = 1
    was: When | None = None
    """The date an earlier brief had, where it has changed."""
    leans: bool = False
    """Whether it is understood only behind the sentence before it."""
    conflict: Conflict | None = None
    """What sources differ on in what it tells."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the chronology."""

    id: str
    when: When
    line: Line
    actors: tuple[str, ...]
    place: str | None
    status: EventStatus
    claimed_by: Speaker | None
    role: Role
    independent: int
    """Independent sources; wire copies of one text count once."""
    choice: Choice
    certainty: Certainty = "sure"
    conflict: Conflict | None = None

    @property
    def only_reported(self) -> bool:
        """Whether its day is that of its article, and it shows nothing that its sentence does not."""
        return self.when.how == "document" and self.conflict is None


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One row of "Who has said what"."""

    id: str
    speaker: Speaker
    stance: Stance
    kind: AttributionKind
    line: Line
    when: When | None
    certainty: Certainty
    choice: Choice
    shift: str | None = None
    """The id of an earlier position of the same actor with another stance."""
    later: str | None = None
    """The id of the position by which the same actor has changed this one."""


#: Worth from which a figure may have a line of its own.
TELLING = 0.0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number with what it counts and who gives it."""

    id: str
    line: Line
    value: float | None
    unit: str
    claimed_by: Speaker | None
    choice: Choice
    conflict: Conflict | None = None
    figure: str | None = None
    """The number with its hedge and unit, in the source's words: ``about $2 trillion``."""
    counts: str | None = None
    """What it counts, in the source's words."""
    when: When | None = None
    """The day of the event it belongs to, else the day of the article that gives it."""

    @property
    def telling(self) -> bool:
        """Whether it is worth a line: sources differ on it, or it matters and is not told elsewhere."""
        return self.conflict is not None or self.choice.score >= TELLING


#: What is open: who does not comment; on what sources differ; what an article says is not known. Records of earlier
#: versions also have events without a date ("undated") and people who are named and not quoted ("unquoted").
QuestionKind = Literal["no_comment", "conflict", "undated", "unresolved", "unquoted"]
#: So near the beginning of its sentence, in characters, it is told that something is open.
OPEN_REACH = 160
VALUES = " / "  #: between the values on which sources differ, where they stand in one line


@dataclass(frozen=True, slots=True)
class Question:
    """Something the articles leave open."""

    id: str
    kind: QuestionKind
    line: Line
    choice: Choice
    subject: str | None = None
    """Who or what it concerns, in the source's words."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article behind the page."""

    number: int
    document: str
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    date: dt.date | None
    date_from: str
    url: str | None
    words: int
    same_as: int | None = None
    """The number of the source this one is a copy of."""
    section: str | None = None
    """The part of the newspaper it stood in, where its archive says so."""
    page: str | None = None
    """The printed page it stood on."""
    status: str | None = None
    """What a wire service says of it where it is not to be used as it stands, such as ``kill`` or ``correction``."""
    day_first: bool = False
    """Whether the user said that it writes the day before the month in numbers."""
    digest: str | None = None
    """SHA-256 of the bytes it was read from, by which the very article is told from another saving of it."""
    archived: str | None = None
    """The address of a copy of it in a web archive."""
    doi: str | None = None
    """Its Digital Object Identifier."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source, so that a brief can be checked and shown beside its article without the article."""

    document: str
    source: int
    """Number of the source as printed, from 1."""
    paragraph: int
    """Number of the paragraph as printed, from 1."""
    sentence: int
    """Index of the sentence in its document."""
    span: Span
    text: str
    """The words, letter by letter."""
    written: dt.date | None = None
    """The day that "today" means in it, where that is not its source's: a live blog's posts have days of their own."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that is not printed, and why."""

    section: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All there is to print. Rows stand in reading order; ``choice.score`` says which yield first."""

    title: str
    title_from: Literal["given", "article", "lead"]
    as_of: dt.date
    language: str
    engine: str
    covers: Interval | None
    """First day to the day after the last one told."""
    bottom_line: tuple[Statement, ...]
    key_points: tuple[Statement, ...]
    chronology: tuple[EventRow, ...]
    scheduled: tuple[EventRow, ...]
    positions: tuple[PositionRow, ...]
    figures: tuple[FigureRow, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]
    reference: str | None = None
    mark: str | None = None
    to: str | None = None
    from_: str | None = None
    address: str | None = None
    """Of whom the page is for, as a mail header has it (``Ada Brenn <ada@example.org>``)."""
    subject: str | None = None
    """Of the mail that carries the page; the title where there is none."""
    cc: str | None = None
    """Who is sent a copy of that mail, as its header has it."""
    passages: tuple[Passage, ...] = ()
    """Every sentence of every source, in order."""
    changes: tuple[Statement, ...] = ()
    """What is new, or newly dated, since an earlier brief, where one was named."""
    held_events: tuple[EventRow, ...] = ()
    """Events too doubtful to be printed; a person may keep them."""
    held_positions: tuple[PositionRow, ...] = ()
    """Positions too doubtful to be printed; a person may keep them."""
    by_hand: tuple[ByHand, ...] = ()
    """What a person set otherwise than it was found."""
    kept: tuple[str, ...] = ()
    """The ids of rows that a person wants printed, whatever else has to yield."""
    struck: tuple[Struck, ...] = ()
    """What a person left out, here or in the brief that this one is compared with."""
    remarks: tuple[Remark, ...] = ()
    """The author's own words, printed at the head as such."""
    people: tuple[Person, ...] = ()
    """Everybody whom a row gives as its speaker or claimant, once, in reading order."""
    note_type: NoteType | None = None
    """What the page is for, where a person says so."""
    asked: tuple[str, ...] = ()
    """Names and topics whose lines were asked for first: without them the same brief could not be made again."""

    @property
    def dated(self) -> bool:
        """Whether the day of any article is known."""
        return any(s.date is not None for s in self.sources)

    @property
    def news_day(self) -> dt.date:
        """The day of the newest article: what comes next is counted from it. The printing day where none is dated."""
        return max((s.date for s in self.sources if s.date is not None), default=self.as_of)
