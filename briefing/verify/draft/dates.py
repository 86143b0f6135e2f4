"""Each date of a draft: borne out, contradicted, or not told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import rules, text_similarity
from briefing.model.claims import Claim, Reading
from briefing.model.text import Sentence
from briefing.model.time import Interval, Timex
from briefing.verify.draft.passages import SAME, VERY, Article, Passage

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_VALUE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?!\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<day>\d)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a date of the draft says of the day, as far as it does."""

    words: str
    interval: Interval | None
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    """0 is Monday."""

    @property
    def tells(self) -> bool:
        return self.interval is not None or (self.year, self.month, self.day, self.weekday) != (None,) * 4


def check(draft: Reading, sentence: Sentence, near: Sequence[Passage], articles: Sequence[Article]) -> Iterator[Claim]:
    """Every date of a sentence, in order; "now", "recently" and durations are none."""
    mine = [t for t in draft.findings.timexes if t.sentence == sentence.i and _is_date(t)]
    for timex in mine:
        asked = _asked(timex, draft.findings.document.language)
        others = [_asked(t, draft.findings.document.language) for t in mine if t is not timex]
        borne = next((p for p in near if _bears_out(asked, p)), None)
        if borne is not None:
            yield Claim("date", timex.span, timex.text, "borne_out", "", borne.article.place(borne.sentence.span))
        elif (against := _against(asked, timex, others, near[:1], VERY)) is not None:
            # The sentence itself has another date: that some other sentence has this one bears nothing out.
            yield against
        elif (other := _elsewhere(asked, draft, sentence, articles)) is not None:
            yield Claim("date", timex.span, timex.text, "borne_out", "", other[0].place(other[1].span))
        elif not asked.tells:
            note = "counts from the day of the text; name it with --date"
            yield Claim("date", timex.span, timex.text, "open", note)
        else:
            yield _against(asked, timex, others, near, SAME) or _not_told(timex, near)


def _against(
    asked: _Asked, timex: Timex, others: Sequence[_Asked], near: Sequence[Passage], least: float
) -> Claim | None:
    """The claim with the date that a passage has instead; ``None`` where none has one."""
    if not asked.tells:
        return None
    for passage in near:
        if passage.score < least:
            break
        # What another date of the same sentence is borne out by is no rival of this one.
        rivals = [t for t in _timexes(passage) if not any(_fits(rival, t.interval, t.text) for rival in others)]
        if rivals:
            rival = rivals[0]
            instead = f"“{rival.text}”" + (f" ({rival.value})" if rival.value and rival.value != rival.text else "")
            note = f"the article has {instead}"
            place = passage.article.place(passage.sentence.span)
            if rival.interval is not None and asked.interval is not None and rival.interval.holds(asked.interval):
                return Claim("date", timex.span, timex.text, "not_told", f"{note}, no finer", place)
            return Claim("date", timex.span, timex.text, "contradicted", note, place)
    return None


def _not_told(timex: Timex, near: Sequence[Passage]) -> Claim:
    nearest = near[0].article.place(near[0].sentence.span) if near else None
    return Claim("date", timex.span, timex.text, "not_told", "no article has this date here", nearest)


def _is_date(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and not (timex.value or "").endswith("_REF")


def _asked(timex: Timex, language: str) -> _Asked:
    text, value = timex.text, timex.value or ""
    names = rules.load("timex", language)["words"] if language in rules.languages("timex") else {}
    tokens = [w.casefold() for w in re.findall(r"[^\W\d_]+", text)]
    month = next((int(names["months"][w]) for w in tokens if w in names.get("months", {})), None)
    weekday = next((int(names["weekdays"][w]) for w in tokens if w in names.get("weekdays", {})), None)
    years = _YEAR.findall(text)
    day = None
    if match := _VALUE.match(value):
        numbered = month is not None or any(c.isdigit() for c in text)
        day = int(match["day"]) if match["day"] and numbered else None
        month = int(match["month"]) if match["month"] and month is None and numbered and day else month
    if weekday is None and (match := _WEEKDAY.match(value)):
        weekday = int(match["day"]) - 1
    return _Asked(
        " ".join(text.casefold().split()), timex.interval, int(years[0]) if years else None, month, day, weekday
    )


def _bears_out(asked: _Asked, passage: Passage) -> bool:
    findings = passage.article.reading.findings
    times = _timexes(passage)
    if passage.score < VERY:
        # What several sentences tell may be one of a draft: a date beside this one in its paragraph is its own.
        around = (passage.sentence.i - 1, passage.sentence.i + 1)
        times += [
            t
            for t in findings.timexes
            if t.sentence in around
            and findings.sentences[t.sentence].paragraph == passage.sentence.paragraph
            and _is_date(t)
        ]
    return any(_fits(asked, t.interval, t.text) for t in times) or any(
        _fits(asked, e.when.interval, e.when.said or "") for e in findings.events_in(passage.sentence.i)
    )


def _fits(asked: _Asked, interval: Interval | None, words: str) -> bool:
    """Whether an article's days are those of the draft, or lie within them."""
    if " ".join(words.casefold().split()) == asked.words:
        return True
    if interval is None or interval.start is None or interval.end is None:
        return False
    first, last = interval.start, interval.end - dt.timedelta(1)
    if asked.interval is not None and asked.interval.holds(interval):
        # "Monday, June 22" is no date where the 22nd is a Tuesday.
        return asked.weekday is None or first != last or first.weekday() == asked.weekday
    named = [
        asked.year is None or first.year == last.year == asked.year,
        asked.month is None or ((first.year, first.month) == (last.year, last.month) and first.month == asked.month),
        asked.day is None or (first == last and first.day == asked.day),
        asked.weekday is None or (first == last and first.weekday() == asked.weekday),
    ]
    stated = (asked.year, asked.month, asked.day, asked.weekday) != (None,) * 4
    # A draft without a day of its own, or "Thursday" that may be read a week off: what the words name has to agree.
    loose = asked.interval is None or (asked.weekday is not None and asked.day is None)
    return stated and loose and all(named)


def _timexes(passage: Passage) -> list[Timex]:
    findings = passage.article.reading.findings
    return [t for t in findings.timexes if t.sentence == passage.sentence.i and _is_date(t)]


def _elsewhere(
    asked: _Asked, draft: Reading, sentence: Sentence, articles: Sequence[Article]
) -> tuple[Article, Timex] | None:
    """A date of another sentence that tells some of what the draft's sentence tells."""
    bag = text_similarity.bag(sentence.span.of(draft.findings.document.text), draft.findings.document.language)
    for article in articles:
        for timex in article.reading.findings.timexes:
            if not _is_date(timex) or not _fits(asked, timex.interval, timex.text):
                continue
            home = article.reading.findings.sentences[timex.sentence]
            if len(bag & text_similarity.bag(home.span.of(article.text), article.language)) >= 3:
                return article, timex
    return None
