"""One story at the desk: its review, saved whole at each decision, with what was decided and how to take it back."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from briefing import pipeline
from briefing import review as station
from briefing.desk import decisions
from briefing.errors import BriefingError
from briefing.layout.template import Template
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.review import Review

#: So many decisions can be taken back.
REMEMBERED = 200


class StaleError(BriefingError):
    """A decision about a story that has changed since it was shown."""


class Made(NamedTuple):
    """A review, and the page that is made of it."""

    review: Review
    brief: Brief
    page: Page


@dataclass
class Store:
    """The story, held by one lock: whoever decides sees what was decided before.

    Args:
        load: the bytes of the review file as they are now.
        save: writes the review file, whole or not at all.
        look: the template.
        name: what the review file is called.
        paper: of the page.
        today: the day that "today" means.
        earlier: the brief of the day before, where there is one: what is new since it stands apart.
        remember: told of each decision, the review after it and before it, for what outlasts the story.
    """

    load: Callable[[], bytes]
    save: Callable[[bytes], None]
    look: Template
    name: str
    paper: str = "a4"
    today: dt.date | None = None
    earlier: Brief | None = None
    remember: Callable[[Review, Review], None] = lambda _now, _before: None
    before: list[tuple[str, Review]] = field(default_factory=list)
    """What was decided, and the review before it."""
    undone: list[tuple[str, Review]] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _digest: str = ""
    _made: Made | None = None

    def now(self) -> Made:
        """The story as its file has it; read again where somebody else has written it.

        Raises:
            ReviewError: the file can no longer be read.
        """
        with self._lock:
            data = self.load()
            digest = _digest(data)
            if self._made is None or digest != self._digest:
                self._made = self._of(station.read(data, name=self.name, today=self.today))
                self._digest = digest
                self.before.clear()
                self.undone.clear()
            return self._made

    @property
    def version(self) -> str:
        """What the story is known by as it is now: another file, another version."""
        with self._lock:
            self.now()
            return self._digest[:16]

    def decide(self, version: str, decision: Mapping[str, Any]) -> Made:
        """One more decision, saved before it is answered.

        Raises:
            StaleError: the story is no longer the one that was shown.
            BriefingError: it is not supported by the articles, or does not fit.
        """
        with self._lock:
            now = self._current(version)
            made = self._of(decisions.decide(now.review, decision, self.today))
            self._put(made, now.review)
            self.before = [*self.before[-REMEMBERED:], (_words(decision), now.review)]
            self.undone.clear()
            return made

    def undo(self, version: str, *, again: bool = False) -> Made:
        """The last decision taken back, or the last one taken back put in again.

        Raises:
            StaleError: as for :meth:`decide`.
        """
        with self._lock:
            now = self._current(version)
            taken, given = (self.undone, self.before) if again else (self.before, self.undone)
            if not taken:
                return now
            words, review = taken[-1]
            made = self._of(review)
            self._put(made, now.review)
            taken.pop()
            given.append((words, now.review))
            return made

    def _current(self, version: str) -> Made:
        now = self.now()
        if version != self._digest[:16]:
            raise StaleError("The story was changed in another window. It is shown again; please decide again.")
        return now

    def _of(self, review: Review) -> Made:
        brief = pipeline.reviewed(review, name=self.name)
        if self.earlier is not None:
            brief = pipeline.compare(brief, self.earlier)
        return Made(review, brief, pipeline.lay_out(brief, self.look, paper=self.paper))

    def _put(self, made: Made, before: Review) -> None:
        printed = station.printed(made.brief, made.page)
        data = station.write(made.review, printed, name=self.name)
        # As the file will be read again: what is held here is never another story than the file's.
        again = station.read(data, name=self.name, today=self.today)
        self.save(data)
        if made.review.remember != before.remember or made.review.people != before.people:
            self.remember(made.review, before)
        self._digest = _digest(data)
        self._made = made._replace(review=again)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _words(decision: Mapping[str, Any]) -> str:
    """A decision in a few words, for the list of what was decided."""
    about = decision.get("name") or decision.get("section") or ""
    parts = [str(decision.get("what", "")), str(decision.get("field", "")), str(about), str(decision.get("value", ""))]
    return " ".join(" ".join(part.split()) for part in parts if part)[:120]
