"""How the words of a line stand: what no line's end parts, and the full stop of a line among others without one."""

from __future__ import annotations

import functools
import re

from briefing.layout.dates import NBSP

_KEPT = re.compile(
    r"""
      \[\d{1,2}\ \w{3}\ \d{4}\]                                    # the date of a weekday: [9 Mar 2026]
    | \b[A-Z](?:[a-z]{1,2})?\.\ (?=[A-Z])                          # Ada J. Brenn; Lt. Gen. Brenn; St. Olla
    | \b[A-Z][a-z]{2,8}\.?\ (?=\d{1,2}(?!\w|[.,]\d))               # Oct. 13; March 4; Article 5
    | \b\d{1,2}\ (?=[A-Z][a-z]{2,8}\b)                             # 13 October
    | \d\ (?=(?:[kcm]?[mg]|[kMG]W|[bmt]n|[ap]\.m\.)(?!\w))         # 1.34 km; 120 mm; 5 bn; 10:40 p.m.
    | \ (?=…)                                                      # the ellipsis of words that are cut
    | \ (?=\S{1,4}$)                                               # a word too short to be a line of its own
    """,
    re.VERBOSE,
)
_SENTENCE_ENDS = re.compile(r"[.!?…][”’\"')\]]*\ ")


@functools.lru_cache(maxsize=2048)  # a page is set some times over, and a sentence may stand in several sections
def kept_together(words: str) -> str:
    """Some words with no-break spaces where a line would end badly.

    >>> kept_together("Ada J. Brenn walked 12 km on May 4, at 30.").replace(NBSP, "_")
    'Ada J._Brenn walked 12_km on May_4, at_30.'
    """
    return _KEPT.sub(lambda stretch: stretch[0].replace(" ", NBSP), words)


def without_stop(words: str) -> str:
    """One sentence without its full stop, as the rows of a list end; several, and an abbreviation, keep theirs.

    Args:
        words: with their abbreviations kept together.

    >>> without_stop("The pier was shut."), without_stop("It was shut at 5 p.m."), without_stop("It fell. Nobody ran.")
    ('The pier was shut', 'It was shut at 5 p.m.', 'It fell. Nobody ran.')
    """
    alone = words.endswith(".") and not _SENTENCE_ENDS.search(words)
    return words[:-1] if alone and words[-2:-1].isalnum() and "." not in words[words.rfind(" ") : -1] else words
