"""Dates of one sentence that belong together: the ends of a period, and those of which nobody knows which it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest

from briefing.extract.events.lexicon import Lexicon
from briefing.extract.events.periods import Period, is_edge
from briefing.model.time import Interval, Timex

#: What may follow each other in one period; a week has no label of its own.
_FOLLOW = ("day", "month", "year")
#: What a range may put between its ends: "from 29 May**, the day of the vote,** to 13 July".
_ASIDE = re.compile(r",[^,;:.]{1,80},\s*(?P<close>\w+)")


def ranges(text: str, start: int, dated: Sequence[tuple[int, Timex]], words: Lexicon) -> Mapping[int, tuple[int, int]]:
    """For each date that is an end of a range the numbers of both ends: "**from** 4 **to** 9 May".

    Args:
        text: of the document.
        start: where the sentence begins.
        dated: the dates of the sentence, each with its number, in order.
        words: of the language.
    """
    ends: dict[int, tuple[int, int]] = {}
    for (i, time), (j, other) in pairwise(dated):
        between = text[time.span.end : other.span.start].strip().lower()
        opened = _opens(text, start, time.span.start, words)
        if opened == "from" and (aside := _ASIDE.fullmatch(between)) is not None:
            between = aside["close"]
        joined = between in words.closes and (opened == "from" or between != "to")
        # "On 4 and 5 May", "in October and November": what follows each other is one period.
        following = (
            between in words.joins and time.interval and other.interval and time.interval.end == other.interval.start
        )
        following = following and time.granularity == other.granularity and time.granularity in _FOLLOW
        if (joined or following or (opened == "between" and between == "and")) and is_edge(time) and is_edge(other):
            ends[i] = ends[j] = (i, j)
    return ends


def either(text: str, dated: Sequence[tuple[int, Timex]], words: Lexicon) -> Mapping[int, tuple[int, Period]]:
    """For each date that is one of several by "or" the number of the first, and the days from it to the last.

    "In October, November **or** December"; dates that do not follow each other only bound it.

    Args:
        text: of the document.
        dated: the dates of a sentence, each with its number, in order.
        words: of the language.
    """
    choices: dict[int, tuple[int, Period]] = {}
    chain: list[tuple[int, Timex]] = []
    joined = False
    for (i, time), after in zip_longest(dated, dated[1:]):
        chain.append((i, time))
        other = after[1] if after is not None else None
        if (
            other is not None
            and not joined
            and is_edge(time)
            and is_edge(other)
            and time.granularity == other.granularity
        ):
            between_ends = text[time.span.end : other.span.start].strip().lower()
            joined = between_ends.removeprefix(",").strip() in words.alternatives
            if joined or between_ends == ",":
                continue
        if joined and (period := _spanning([t for _, t in chain])) is not None:
            choices |= {number: (chain[0][0], period) for number, _ in chain}
        chain, joined = [], False
    return choices


def _spanning(times: Sequence[Timex]) -> Period | None:
    """The days from the first of some dates in order to the last; open within them where they lie apart."""
    days = [t.interval for t in times if t.interval is not None]
    ends = list(pairwise(days))
    if any(a.start is None or a.end is None or b.start is None or b.end is None or a.end > b.start for a, b in ends):
        return None
    reason = " or ".join(f"“{t.text}”" for t in times)
    label = f"{times[0].edtf}/{times[-1].edtf}" if all(a.end == b.start for a, b in ends) else None
    return Period(label, Interval(days[0].start, days[-1].end), reason, choice=True)


def _opens(text: str, start: int, end: int, words: Lexicon) -> str:
    """The word before a date, in small letters, or before its kind: "**from** the years 2010 to 2013"."""
    word = _word_before(text, start, end)
    if word.lower() not in words.units:
        return word.lower()
    end = text.rindex(word, start, end)
    article = _word_before(text, start, end)
    return _word_before(
        text, start, text.rindex(article, start, end) if article.lower() in words.definite else end
    ).lower()


def _word_before(text: str, start: int, end: int) -> str:
    """The last word of a stretch; the words before it are not looked at, of which there may be thousands."""
    while end > start and text[end - 1].isspace():
        end -= 1
    first = end
    while first > start and not text[first - 1].isspace():
        first -= 1
    return text[first:end]


def until_now(text: str, start: int, time: Timex, words: Lexicon) -> bool:
    """Whether a period goes on from a date without an end: "**from** May **until now**", "from 2019 **onwards**".

    Args:
        text: of the document.
        start: where the sentence begins.
        time: the date.
        words: of the language.
    """
    opened = _word_before(text, start, time.span.start).lower() == "from"
    return opened and words.to_now.match(text, time.span.end) is not None
