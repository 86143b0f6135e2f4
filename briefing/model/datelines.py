"""The dateline before a story's first sentence: where it was filed, when, and by which agency."""

from __future__ import annotations

import re

from briefing.model.text import Span

#: The longest dateline, in characters.
LONGEST = 140

#: How far behind a place with a colon another such line makes them speakers of a transcript, in characters.
AHEAD = 3000

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*(?:[ ](?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*|de|del|la|of|and|al|sur))*"
_NAME = r"(?:the[ ])?[A-ZÀ-Þ][\w.’'-]*(?:[ ](?:[A-ZÀ-Þ][\w.’'-]*|de|del|la|of|and|al|sur)){0,4}"
_MONTH = r"(?:(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?)"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_DAY = rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+(?:19|20)\d\d)?"
_DASH = r"(?:[—–―_]|-{1,2})"
#: Places in capitals, the countries behind them as they are written elsewhere.
_PLACES = rf"{_CAPITALS}(?:\s?/\s?{_CAPITALS}|,\s*(?!{_MONTH}\s+\d){_NAME}){{0,4}}"
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[A-Z][^/\n]{2,30}/)"
#: Behind a place that is not in capitals only a known agency: a party may stand so behind its member.
_KNOWN = (
    r"\((?:Thomson[ ]Reuters[ ]Foundation|Reuters(?:[ ][A-Z][a-z]+)?|The[ ]Associated[ ]Press|AP|AFP|UPI|EFE|DPA|dpa"
    r"|ANSA|Xinhua|Bloomberg|TASS|PTI|ANI|IANS|CNN|PA|ABC|Kyodo|Yonhap)\)"
)
_DATELINE = re.compile(
    rf"""
    (?:
        # QUITO/PORT ADLER, March 7 (Reuters) -; QUITO (AP) —; QUITO, Ecuador, May 3 --; PORT ADLER —
        (?P<capitals>{_PLACES})
        (?:
            (?:,?\s*{_DAY})?,?\s*(?:{_DASH}\s*)?{_AGENCY}\s*(?:{_DASH}|:)?
          | ,?\s*{_DAY}\s*(?:{_DASH}|:)
          | \s*(?:[—–―]|-{{2}})
        )
        # Quito, March 12 (Reuters) -; Quito (AP) —
      | {_NAME}(?:\s?/\s?{_NAME}){{0,3}}(?:,\s*(?!{_MONTH}\s+\d){_NAME})?(?:,?\s*{_DAY})?\s*{_KNOWN}\s*{_DASH}
        # Quito, Ecuador (CNN) The ministers met; (CNN) The ministers met
      | (?:{_NAME}(?:,\s*{_NAME})?\s+)?{_KNOWN}(?=\s+(?:[A-ZÀ-Þ][\w’'-]+|[“"‘])\s?\S)
      | {_NAME}(?:,\s*(?!{_MONTH}\s+\d){_NAME})?,\s*{_DAY}\s*(?:[—–―]|-{{1,2}}\s)
        # March 12 (Reuters) -
      | {_DAY}\s*{_AGENCY}\s*{_DASH}
        # (Reuters) -
      | {_KNOWN}\s*{_DASH}
    )
    \s+(?=\S)
    """,
    re.VERBOSE,
)
#: "NEW DELHI:" looks as the name of a speaker does in a transcript, and as a label.
_WITH_COLON = re.compile(
    rf"^(?P<capitals>[A-ZÀ-Þ]{{3,}}(?:[ /-][A-ZÀ-Þ]{{2,}}){{0,3}})(?:,\s*{_NAME})?:\s+(?=[A-ZÀ-Þ“‘\"'])", re.MULTILINE
)
#: "NEW DELHI - Ministers met": the hyphen of typed copy. A party or a firm in capitals may have an aside behind it, so
#: a short word stands before no second such hyphen.
_WITH_HYPHEN = re.compile(
    rf"(?P<capitals>[A-ZÀ-Þ]{{2,}}(?:[ /.-]{{1,2}}[A-ZÀ-Þ]{{2,}}){{0,3}})(?:,\s*{_NAME})? - (?=[A-ZÀ-Þ“‘\"'])"
)
_ASIDE = re.compile(r"[^.!?\n]{0,120} - ")
#: The longest word in capitals that is rather a body's acronym than a place.
_ACRONYM = 5
_LABELS = frozenset(
    "ALERT ANALYSIS BREAKING BYLINE COMMENT CORRECTION EDITORIAL EDS EXCLUSIVE EXPLAINER EXPLAINED FACTBOX FACT FEATURE"
    " INTERVIEW JUST LIVE LOOK MORE NOTE OBITUARY OPINION PHOTO PHOTOS POLL PODCAST PROFILE QUESTION ANSWER READ REPORT"
    " REVIEW SPECIAL SPORT SUMMARY TIMELINE UPDATE UPDATED VIDEO VIEW VIEWPOINT WANTED WARNING WATCH WHAT WHO WHY"
    " HOW".split()
)


def dateline(text: str, span: Span, *, opens: bool = False) -> Span | None:
    """The dateline at the head of a stretch of text, with what parts it from the story; ``None`` if there is none.

    Args:
        text: of the document.
        span: a paragraph or a sentence.
        opens: whether the story begins here; only there may a colon or a single hyphen part the place from the story.

    >>> dateline("QUITO (AP) — It rained.", Span(0, 23))
    Span(start=0, end=13)
    >>> dateline("NEW DELHI: It rained.", Span(0, 21), opens=True)
    Span(start=0, end=11)
    >>> dateline("Ministers met - again - on Monday.", Span(0, 34))
    """
    end = min(span.end, span.start + LONGEST)
    match = _DATELINE.match(text, span.start, end)
    if match is None and opens and (match := _WITH_COLON.match(text, span.start, end)):
        label = _LABELS.intersection(re.split(r"[ /-]", match["capitals"]))
        spoken = _WITH_COLON.search(text, match.end(), match.end() + AHEAD)
        match = None if label or spoken else match
    if match is None and opens and (match := _WITH_HYPHEN.match(text, span.start, end)):
        label = _LABELS.intersection(re.split(r"[ /.-]+", match["capitals"]))
        aside = len(match["capitals"]) <= _ACRONYM and _ASIDE.match(text, match.end())
        match = None if label or aside else match
    if match is None or (match["capitals"] is not None and len(match["capitals"]) < 3):
        return None
    return Span(span.start, match.end())
