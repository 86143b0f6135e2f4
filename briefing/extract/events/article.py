"""What the stations before have found in an article, ready to be asked by those who date its events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.extract.events import lexicon, periods
from briefing.extract.events.clauses import Side
from briefing.extract.events.lexicon import Lexicon
from briefing.model.findings import Actor, Attribution, EventStatus
from briefing.model.span_index import Places
from briefing.model.text import Document, Parse, Post, Sentence, Span, Token
from briefing.model.time import Interval, Timex, When, moved

#: The most characters of a dateline's places.
_HEAD = 120
#: What may stand before the date of a dateline, and after it.
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.’'/-]*(?:\s+(?:[A-ZÀ-Þ][\w.’'/-]*|de|del|la|of|and))*\s*[,(]\s*)*(?:on\s+)?")
_DASH = re.compile(r"\)?\s*(?:\([^)\n]{1,40}\)\s*(?:[—–]|-{1,2})|[—–]|-{2}|/[^/\n]{1,40}/\s*(?:[—–]|-{1,2}))")


class Article:
    """One document, with its dates, claims and mentions by place."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        parse: Parse,
        timexes: Sequence[Timex],
        actors: Sequence[Actor],
        attributions: Sequence[Attribution],
    ) -> None:
        """Look up what was found by its place.

        Args:
            document: whose text the offsets count into.
            sentences: of that document.
            parse: of those sentences.
            timexes: found in them.
            actors: with their mentions.
            attributions: whose contents are claims.
        """
        self.document = document
        self.sentences = sentences
        self.parse = parse
        self.words: Lexicon = lexicon.load(document.language)
        self._posts = [document.post_at(s.span) for s in sentences] if document.posts else []
        said = [a for a in attributions if a.kind != "no_comment"]
        self.cues: Places[tuple[Span, Attribution]] = Places((cue, (cue, a)) for a in said for cue in a.cue)
        self.claims: Places[tuple[Span, Attribution]] = Places(
            (c, (c, a)) for a in said if not a.is_weak for c in a.content
        )
        mentions = sorted((m.span, actor.id) for actor in actors for m in actor.mentions)
        self.mentions = Places((span, (span, actor)) for span, actor in mentions)
        self.timexes = timexes
        self.times: dict[int, list[tuple[int, Timex]]] = {}
        self.durations: dict[int, list[tuple[int, Timex]]] = {}
        self.steps: dict[int, list[tuple[int, Timex]]] = {}
        self.unread: dict[int, list[Timex]] = {}
        """Dates of which nobody knows when they are: "on Monday", in an article without a day."""
        self.windows: dict[int, list[tuple[int, Timex]]] = {}
        for i, time in enumerate(timexes):
            written = self.day(time.sentence)
            t = periods.till_now(time, written)
            if t.type == "DURATION":
                self.durations.setdefault(t.sentence, []).append((i, t))
                if (stretch := periods.window(t, written, self.words)) is not None:
                    self.windows.setdefault(t.sentence, []).append((i, stretch))
            if (step := self._step(t)) is not None:
                self.steps.setdefault(t.sentence, []).append((i, step))
            if self._is_unread(t):
                self.unread.setdefault(t.sentence, []).append(t)
            if t.type in ("DATE", "TIME") and t.interval is not None and not self._heads(t):
                self.times.setdefault(t.sentence, []).append((i, t))

    def post(self, sentence: int) -> Post | None:
        """The part of a live blog that a sentence stands in; ``None`` where it stands in none."""
        return self._posts[sentence] if self._posts else None

    def day(self, sentence: int) -> dt.date | None:
        """The day on which a sentence was written: its post's, else the document's."""
        return self.document.day_at(self.sentences[sentence].span)

    def opens(self, sentence: int) -> bool:
        """Whether a sentence is one of the first of the article, or of its post."""
        first = sentence - self.words.opening
        return first < 0 or (self.post(sentence) is not None and self.post(first) != self.post(sentence))

    def _step(self, time: Timex) -> Timex | None:
        """The length of "the day before" something whose day the words do not tell; ``None`` of any other time."""
        words = time.text.lower().split()
        if time.value is not None or len(words) < len(("day", "before")) or words[-1] not in self.words.sides:
            return None
        length = self.words.lengths.get(words[-2])
        return replace(time, type="DURATION", value=length, mod=None) if length is not None else None

    def _is_unread(self, time: Timex) -> bool:
        """Whether a date of a day or more is told, and nobody knows which: "last year", of nobody knows when."""
        if time.type != "DATE" or time.interval is not None:
            return False
        units = (word.removesuffix("s") in self.words.lengths for word in time.text.lower().split())
        return (time.value or "").startswith("X") or (time.value is None and any(units))

    def counts(self, sentence: int) -> list[tuple[int, Timex]]:
        """The durations of a sentence, "the day before" among them, each with its number."""
        return [*self.durations.get(sentence, ()), *self.steps.get(sentence, ())]

    def _heads(self, time: Timex) -> bool:
        """Whether a date stands in a dateline ("QUITO, March 12 (Reuters) —"): it dates the article and no event."""
        sentence, text = self.sentences[time.sentence], self.document.text
        if time.span.start - sentence.span.start > _HEAD:  # no dateline; a sentence of a thousand dates has many
            return False
        before = text[sentence.span.start : time.span.start]
        after = text[time.span.end : min(sentence.span.end, time.span.end + _HEAD)]
        return bool(_PLACE.fullmatch(before) and _DASH.match(after))

    def actors(self, span: Span) -> tuple[str, ...]:
        """Whoever is named in a stretch, in order."""
        return tuple(dict.fromkeys(actor for mention, actor in self.mentions.near(span) if span.holds(mention)))

    def place(self, sentence: Sentence, span: Span) -> Span | None:
        """The first place named behind "in", "at" or "near"."""
        tokens = self.parse.of(sentence)
        for before, t in pairwise(tokens):
            led = before.text.lower() in self.words.before_places
            if led and t.ent in ("GPE", "LOC", "FAC") and t.ent_start and span.holds(t.span):
                last = t
                for following in tokens[t.i - tokens[0].i + 1 :]:
                    if following.ent != t.ent or following.ent_start:
                        break
                    last = following
                return Span(t.start, last.end)
        return None

    def is_cue(self, verb: Token) -> bool:
        """Whether a verb says that somebody said something."""
        return any(cue.holds(verb.span) for cue, _ in self.cues.near(verb.span))

    def claim(self, span: Span) -> Attribution | None:
        """The attribution that tells some words as somebody's claim, if any does."""
        return next((a for content, a in self.claims.near(span) if content.holds(span)), None)

    def on_one_side(self, when: When, side: Side, status: EventStatus, sentence: int) -> When:
        """The days before or after an event's, as far as they are known: no later than that of writing."""
        start, end = when.interval or (None, None)
        written = self.day(sentence)
        over = moved(written, 1) if written is not None and status in ("happened", "claimed") else None
        if side == "before":
            start = None
        else:
            end = over if over is not None and (start is None or start < over) else None
        reason = f"{side} “{when.said}”" if when.said else f"{side} {when.value}"
        last = moved(end, -1) if end else None
        edtf = str(start) if start is not None and start == last else f"{start or '..'}/{last or '..'}"
        return replace(
            when, value=None, granularity="unknown", interval=Interval(start, end), edtf=edtf, reason=reason, bound=None
        )
