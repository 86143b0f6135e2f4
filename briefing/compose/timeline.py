"""The days that matter in a story told by many articles, best first.

A day matters where articles appeared on it, where later articles tell of it, and where they still do when the news has
moved on. Source: the features of date selection measured by Gholipour Ghalandari and Ifrim (2020) and Tran et al.
(2013); their weights here are equal, so that no story is fitted.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from briefing.compose.near_duplicates import copies
from briefing.model.text import Document, Sentence
from briefing.model.time import Timex
from briefing.model.timeline import Day, Told

#: Days after which an article no longer tells a thing as news.
NEWS = 2
#: Sentences kept for a day.
SENTENCES = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def days(read: Iterable[tuple[Document, Sequence[Sentence], Sequence[Timex]]]) -> tuple[Day, ...]:
    """The days of a story, best first.

    Args:
        read: the articles with their sentences and time expressions, in any order.
    """
    articles = sorted(read, key=lambda a: (a[0].date or dt.date.max, a[0].id))
    same = copies([document for document, _, _ in articles])
    published: Counter[dt.date] = Counter()
    later: Counter[dt.date] = Counter()
    still: Counter[dt.date] = Counter()
    by_day: dict[dt.date, list[Told]] = defaultdict(list)
    for (document, parts, times), original in zip(articles, same, strict=True):
        if original is not None:
            continue
        if document.date is not None:
            published[document.date] += 1
        for day, sentences in sorted(_named(parts, times).items()):
            gap = (document.date - day).days if document.date is not None else NEWS + 1
            later[day] += gap > 0
            still[day] += gap > NEWS
            by_day[day] += [Told(document.id, s.span, s.span.of(document.text)) for s in sentences]
    made = [
        Day(
            day,
            round(math.log1p(published[day]) + math.log1p(later[day]) + math.log1p(still[day]), 4),
            published[day],
            later[day],
            still[day],
            _best(by_day[day]),
        )
        for day in sorted({*published, *by_day})
    ]
    return tuple(sorted(made, key=lambda d: (-d.score, d.date)))


def _named(parts: Sequence[Sentence], times: Sequence[Timex]) -> dict[dt.date, list[Sentence]]:
    """The days an article names, each with the sentences that do."""
    by_day: dict[dt.date, list[Sentence]] = {}
    for time in times:
        if time.granularity in ("day", "time") and time.type in ("DATE", "TIME"):
            day = time.interval.start if time.value and time.interval else None
            if day is not None and 0 <= time.sentence < len(parts):
                sentences = by_day.setdefault(day, [])
                if parts[time.sentence] not in sentences:
                    sentences.append(parts[time.sentence])
    return by_day


def _best(sentences: Sequence[Told]) -> tuple[Told, ...]:
    """The sentences whose words most others of the day share, no two of them alike."""
    words = [frozenset(w.lower() for w in _WORD.findall(s.text)) for s in sentences]
    common = Counter(w for bag in words for w in bag)
    order = sorted(
        range(len(sentences)),
        key=lambda i: (-sum(common[w] - 1 for w in words[i]) / (8 + len(words[i])), sentences[i].document, i),
    )
    kept: list[int] = []
    for i in order:
        if len(kept) == SENTENCES:
            break
        if all(2 * len(words[i] & words[j]) <= len(words[i] | words[j]) for j in kept):
            kept.append(i)
    return tuple(sentences[i] for i in kept)
