"""The sections of a page, one record each: what their rows are, and what may be done with them.

Whatever a section needs beyond its record, and how to add one, is in docs/howto/section.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.model.brief import Brief, EventRow, FigureRow, PositionRow, Question, Speaker, Statement

Row = Statement | EventRow | PositionRow | FigureRow | Question


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKind:
    """One section of the page, or one group of rows that a person may bring onto it."""

    name: str
    """The field of ``Brief`` that holds its rows, its name in templates, and the key of its heading in the labels."""
    row: type[Row] | None = None
    """What its rows are; ``None`` where it is drawn from what other sections print."""
    prefix: str | None = None
    """What the lasting names of its rows begin with (:mod:`briefing.model.identity`), shared by sections between which
    a row may move; ``None`` where its rows are copies of others, with no name of their own."""
    columns: tuple[str, ...] = ()
    """The columns that a template may give it; none where it cannot be a table."""
    needs_columns: bool = False
    """Whether it is always a table; otherwise it is a list where the template names no columns."""
    held_for: str | None = None
    """Of rows too doubtful to be printed: the section they go to when a person keeps them."""
    carried: Literal["all", "printed", "none"] = "all"
    """Which of its rows go along in the record of a delivered page."""
    about: str = ""
    """What the review file says above its rows."""
    editable: tuple[str, ...] = ()
    """The fields of a row that a person may change in the review file."""
    needed: tuple[str, ...] = ()
    """The fields, besides its evidence, without which a person's own row cannot be."""
    optional: bool = False
    """Whether the review file leaves it away where it has no rows."""
    compared: bool = False
    """Whether its rows are compared with those of an earlier brief (``--since``)."""
    mailed: bool = False
    """Whether its printed rows stand in the body of a mail."""
    listed: bool = False
    """Whether ``briefing show`` lists it."""
    nothing: str = ""
    """What ``briefing show`` says where there is no row; it leaves the section away where this is empty."""
    dates_verified: bool = False
    """Whether ``briefing verify`` holds the dates of its rows against the words they were read from."""
    speakers_verified: bool = False
    """Whether it holds the names of their speakers against the articles."""
    made_anew: bool = False
    """Whether it compares its rows with those that the articles give when they are read again."""

    @property
    def unit_key(self) -> str:
        """The key of the label that counts its rows: “3 of 5 events”."""
        return f"unit_{self.name}"


_EVENT_FIELDS = ("date", "text", "according_to", "certainty", "evidence")
_POSITION_FIELDS = ("actor", "title", "affiliation", "text", "certainty", "evidence")
_LINE_FIELDS = ("text", "evidence")

#: In reading order; then the rows that are held back.
SECTIONS = (
    SectionKind(
        name="bottom_line",
        row=Statement,
        prefix="point",
        about="The bottom line: sentences of the articles.",
        editable=_LINE_FIELDS,
        mailed=True,
        dates_verified=True,
        made_anew=True,
    ),
    SectionKind(name="changes", row=Statement, mailed=True, dates_verified=True),
    SectionKind(name="timeline"),
    SectionKind(
        name="key_points",
        row=Statement,
        prefix="point",
        carried="printed",
        about="Key points: sentences of the articles.",
        editable=_LINE_FIELDS,
        mailed=True,
        dates_verified=True,
        made_anew=True,
    ),
    SectionKind(
        name="chronology",
        row=EventRow,
        prefix="event",
        columns=("when", "what", "source"),
        about="What happened. `said` is what the text says, `date` what it was taken to mean.",
        editable=_EVENT_FIELDS,
        needed=("date",),
        compared=True,
        listed=True,
        nothing="No event was found.",
        dates_verified=True,
        speakers_verified=True,
        made_anew=True,
    ),
    SectionKind(
        name="scheduled",
        row=EventRow,
        prefix="event",
        columns=("when", "what", "source"),
        about="What is coming up.",
        editable=_EVENT_FIELDS,
        needed=("date",),
        compared=True,
        mailed=True,
        listed=True,
        dates_verified=True,
        speakers_verified=True,
        made_anew=True,
    ),
    SectionKind(
        name="positions",
        row=PositionRow,
        prefix="position",
        columns=("who", "position", "stance", "date", "source"),
        about="Who has said what.",
        editable=_POSITION_FIELDS,
        needed=("actor",),
        compared=True,
        listed=True,
        nothing="No named speaker's words found.",
        dates_verified=True,
        speakers_verified=True,
        made_anew=True,
    ),
    SectionKind(
        name="figures",
        row=FigureRow,
        prefix="figure",
        columns=("figure", "claimed_by", "source"),
        about="Numbers, what they count and who gives them.",
        editable=_LINE_FIELDS,
        optional=True,
        speakers_verified=True,
        made_anew=True,
    ),
    SectionKind(
        name="questions",
        row=Question,
        prefix="question",
        about="What the articles leave open.",
        editable=_LINE_FIELDS,
        listed=True,
    ),
    SectionKind(name="sources"),
    SectionKind(
        name="held_events",
        row=EventRow,
        prefix="event",
        held_for="chronology",
        carried="none",
        about="Not printed: events whose day is only taken over from the story. `keep: yes` prints one.",
        editable=_EVENT_FIELDS,
        needed=("date",),
        optional=True,
    ),
    SectionKind(
        name="held_positions",
        row=PositionRow,
        prefix="position",
        held_for="positions",
        carried="none",
        about="Not printed: positions too doubtful, or without a name. `keep: yes` prints one.",
        editable=_POSITION_FIELDS,
        needed=("actor",),
        optional=True,
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}
#: Those that may stand on a page.
PRINTABLE = tuple(section for section in SECTIONS if section.held_for is None)
#: Those of the review file.
REVIEWED = tuple(section for section in SECTIONS if section.prefix is not None)


def rows(brief: Brief, section: SectionKind) -> tuple[Row, ...]:
    """The rows of a section, in reading order; none where it has none of its own."""
    if section.row is None:
        return ()
    listed: tuple[Row, ...] = getattr(brief, section.name)
    return listed


def every_row(brief: Brief, sections: tuple[SectionKind, ...] = SECTIONS) -> Iterator[tuple[SectionKind, Row]]:
    """Each row of a brief with its section, section by section."""
    for section in sections:
        for row in rows(brief, section):
            yield section, row


def speaker(row: Row) -> Speaker | None:
    """Whose word a row is; ``None`` where it is nobody's."""
    if isinstance(row, EventRow | FigureRow):
        return row.claimed_by
    return None if isinstance(row, Question) else row.speaker
