"""The articles of one brief side by side: what the rooms of this station ask of all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.compose import own_views
from briefing.compose.definite_nouns import introductions
from briefing.compose.near_duplicates import copies, told_before
from briefing.compose.roles import Roles, of_sentences
from briefing.compose.sentence_features import Features, of_article
from briefing.model.brief import Speaker
from briefing.model.findings import Findings

#: In a piece of opinion a sentence is its authors' view from this likelihood.
VIEW = 0.25
#: What nobody says and is likelier than this an opinion, a forecast or an anecdote is no key point, and no figure.
OPINION = 0.5


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What the user wants of the brief."""

    as_of: dt.date
    """The day printed."""
    title: str | None = None
    actor: tuple[str, ...] = ()
    """Names whose lines come first."""
    topic: tuple[str, ...] = ()
    """Words whose lines come first."""
    reference: str | None = None
    mark: str | None = None
    to: str | None = None
    from_: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Findings in the order their sources are numbered, and what they have in common."""

    findings: Sequence[Findings]
    options: BriefOptions
    same: tuple[int | None, ...]
    """For each source the index of the one it is a copy of."""
    newest: dt.date | None
    """The day of the latest article."""
    features: Sequence[Sequence[Features]]
    """For each source what is seen of each of its sentences."""
    roles: Sequence[Sequence[Roles]]
    """For each source the role of each of its sentences."""
    introduced: Sequence[Mapping[str, int]]
    """For each source where its nouns are introduced (:func:`briefing.compose.definite_nouns.introductions`)."""
    before: Sequence[frozenset[int]]
    """For each source the sentences that an earlier article of the same text tells, by index."""
    pieces: Sequence[own_views.Piece | None]
    """For each source what it tells of its authors' views."""
    support: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """For each sentence, by source and index, how many other texts tell what it tells; empty before events are merged,
    and where there is one article."""
    worth: dict[tuple[int, int], Mapping[str, float]] = field(default_factory=dict, compare=False)
    """What makes up the worth of each sentence, by source and index: worked out once for all rows out of it."""

    @property
    def language(self) -> str:
        """The language of the first article, which is the page's."""
        return self.findings[0].document.language

    def seen(self, number: int, sentence: int) -> tuple[Features, Roles]:
        """What is seen of a sentence, and its role.

        Args:
            number: of the source, from 1.
            sentence: its index in the source.
        """
        return self.features[number - 1][sentence], self.roles[number - 1][sentence]

    def sources(self) -> Iterator[tuple[int, Findings]]:
        """Every article with its number, from 1."""
        yield from enumerate(self.findings, 1)

    def copied_from(self, number: int) -> int | None:
        """The number of the source that a source is a copy of."""
        first = self.same[number - 1]
        return None if first is None else first + 1

    def told_before(self, number: int, sentence: int) -> bool:
        """Whether an earlier article of the same text tells a sentence, so that it is no second voice.

        Args:
            number: of the source, from 1.
            sentence: its index in the source.
        """
        return sentence in self.before[number - 1]

    def view(self, number: int, sentence: int) -> Speaker | None:
        """Whose view a sentence of an opinion piece is; ``None`` of a sentence that tells what is known.

        Args:
            number: of the source, from 1.
            sentence: its index in the source.
        """
        piece, findings = self.pieces[number - 1], self.findings[number - 1]
        if piece is None or not piece.opinion or sentence not in piece.own_sentences:
            return None
        holds = own_views.holds(findings, findings.sentences[sentence])
        return piece.short if holds or self.opinion(number, sentence) > VIEW else None

    def opinion(self, number: int, sentence: int) -> float:
        """How likely a sentence is an opinion, a forecast or an anecdote."""
        roles = self.roles[number - 1][sentence]
        return roles["evaluation"] + roles["expectation"] + roles["anecdote"]

    def origin(self, number: int) -> int:
        """The number by which a source counts: that of the text it copies, else its own."""
        return self.copied_from(number) or number

    @property
    def days(self) -> int:
        """The days from the first article to the last; 0 where they are not known."""
        days = [f.document.date for f in self.findings if f.document.date is not None]
        return (max(days) - min(days)).days if days else 0

    def recent(self, number: int) -> float:
        """1 for the latest article, less for each day before it; 0 where there is one article or no date."""
        day = self.findings[number - 1].document.date
        if len(self.findings) < 2 or day is None or self.newest is None:
            return 0.0
        return 1.0 / (1 + (self.newest - day).days / 3)


def story(findings: Sequence[Findings], options: BriefOptions) -> Story:
    """The story that some articles tell.

    Args:
        findings: at least one, in the order their sources are numbered.
        options: what the user wants.
    """
    same = copies([f.document for f in findings])
    days = [f.document.date for f in findings if f.document.date is not None]
    features = [of_article(f) for f in findings]
    roles = [of_sentences(f, seen) for f, seen in zip(findings, features, strict=True)]
    introduced = [introductions(f) for f in findings]
    before = told_before(findings, same)
    pieces = [own_views.piece(f) for f in findings]
    return Story(findings, options, same, max(days, default=None), features, roles, introduced, before, pieces)
