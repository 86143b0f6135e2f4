"""Numbers, what they count, and who gives them.

A figure is a number in digits or words with its hedge ("about", "at least") and its unit: money, a share, or what is
counted, which the parse says. Dates, times, ages, ordinals, addresses and numbers that are names are none.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.model.findings import Attribution, Figure
from briefing.model.span_index import Places
from briefing.model.text import Document, Parse, Sentence, Span, Token
from briefing.model.time import Timex
from briefing.model.tree import Tree

#: Characters between a number and what it counts, at most.
_REACH = 60
#: Characters before a number in which its hedges stand ("at least roughly"), at most.
_HEDGED = 100
#: Numbers in this range that count nothing are years.
_YEARS = range(1500, 2101)
_STREET = re.compile(r"\s+[A-Z]\w+\s+(?:Street|Avenue|Road|Boulevard|Lane|Square|Way)\b")
_COMMA = re.compile(r"\s*,")
_OF = re.compile(r"\s+of\s+")
#: Characters before a number in which the rest of a longer one ends: "hundred and".
_LONGER = 24
_FOLLOWING = re.compile(r"\s+([a-z][\w’'-]+)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The rules of a language, ready to use."""

    number: re.Pattern[str]
    hedge: re.Pattern[str]
    before: re.Pattern[str]
    """The word before a number, and what joins the two as parts of one."""
    behind: re.Pattern[str]
    """The word behind it."""
    small: Mapping[str, int]
    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    money: Mapping[str, str]
    times: frozenset[str]
    names: frozenset[str]
    starts: frozenset[str]
    saying: frozenset[str]


@functools.cache
def _words(language: str) -> _Words:
    data = rules.load("figures", language)["words"]
    small, vague = data["small"], data["vague"]
    tens = "|".join(w for w, n in small.items() if n >= 20)
    ones = _any([*(w for w, n in small.items() if n < 10), data["one"]])
    currency, money = _any(data["currencies"]), _any(data["money"])
    number = rf"""
        (?<![\w$€£¥.,:/-])
        (?:(?P<currency>{currency})\s?)?
        (?: (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
          | (?P<vague>{_any(vague)})(?=\s+of\b)
          | (?P<tens>{tens})[-\s](?P<ones>{ones})
          | (?P<word>{_any(small)}) )
        (?: (?:\s|(?<=\d))(?P<scale>{_any(data["scales"])})\b )?
        (?: \s?(?P<percent>{_any(data["percent"])})(?!\w) | \s(?P<money>{money})\b )?
        (?![\w:/-]|[.,:]\d)
    """
    return _Words(
        number=re.compile(number, re.VERBOSE | re.IGNORECASE),
        hedge=re.compile(rf"(?:\b(?:{_any(data['hedges'])})\s+)+$", re.IGNORECASE),
        before=re.compile(rf"([^\W\d_]+)\s+(?:({_any(data['joining'])})\s+)?$", re.IGNORECASE),
        behind=re.compile(rf"\s+(?:(?:{_any(data['joining'])})\s+)?([^\W\d_]+)", re.IGNORECASE),
        small=small,
        scales=data["scales"],
        currencies=data["currencies"],
        money=data["money"],
        times=frozenset(data["times"]),
        names=frozenset(data["names"]),
        starts=frozenset(data["starts"]),
        saying=frozenset(data["saying"]),
    )


#: The most sources that speak together without being a figure.
_FEW = 12


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


def find(
    document: Document,
    sentences: Sequence[Sentence],
    parse: Parse,
    timexes: Sequence[Timex],
    attributions: Sequence[Attribution],
) -> tuple[Figure, ...]:
    """The figures of the story in order.

    Args:
        document: whose text the offsets count into.
        sentences: of that document.
        parse: of those sentences; without it what is counted is the word behind the number.
        timexes: found in them; their numbers are no figures.
        attributions: a figure in the content of one is its speaker's.
    """
    taken: dict[int, list[Span]] = {}
    for time in timexes:
        taken.setdefault(time.sentence, []).append(time.span)
    said = Places((c, (c, a.id)) for a in attributions if a.kind != "no_comment" and not a.is_weak for c in a.content)
    words = _words(document.language)
    # How many took a side is one: "Three judges would have let the ban stand".
    speaking = Places(
        (s, s)
        for a in attributions
        if any(cue.of(document.text).lower() in words.saying for cue in a.cue)
        for s in a.source
    )
    return tuple(
        figure
        for sentence in sentences
        for figure in _of(document.text, Tree(parse, sentence), taken.get(sentence.i, ()), said, words)
        if not _counts_speakers(figure, speaking)
    )


def _counts_speakers(figure: Figure, speaking: Places[Span]) -> bool:
    """Whether a small number only says how many speak: "**Two** officials said that the quay was closed"."""
    if figure.unit != "count" or figure.value is None or figure.value > _FEW:
        return False
    return any(source.holds(figure.span) for source in speaking.near(figure.span))


def numbers(
    document: Document, sentences: Sequence[Sentence], timexes: Sequence[Timex]
) -> Iterator[tuple[Span, float, str]]:
    """Every number of the story with its value and unit, in order, whether it counts something or not.

    One that is part of a date or a clock time is none; that of a duration ("19 days") is one.
    """
    dated = Places((t.span, t.span) for t in timexes if t.type in ("DATE", "TIME"))
    words = _words(rules.language_for("figures", document.language))
    for sentence in sentences:
        for match in words.number.finditer(document.text, *sentence.span):
            if _is_part(document.text, match, words, sentence):
                continue
            span = Span(*match.span())
            value, unit = _value(match, words)
            if value is not None and not any(span.overlaps(time) for time in dated.near(span)):
                yield span, value, unit


def _of(
    text: str,
    tree: Tree,
    times: Sequence[Span],
    said: Places[tuple[Span, str]],
    words: _Words,
) -> Iterator[Figure]:
    sentence = tree.sentence
    for match in words.number.finditer(text, *sentence.span):
        span = Span(*match.span())
        last = bisect.bisect_left(times, (span.end,)) - 1  # times never overlap each other
        if (last >= 0 and span.overlaps(times[last])) or not _counts_something(text, match, words, sentence):
            continue
        value, unit = _value(match, words)
        counts = _counted(text, tree, span, match) if unit in ("count", "percent") else None
        if unit == "count" and (counts is None or counts.of(text).split()[0].lower() in words.times):
            continue
        hedge = words.hedge.search(text, max(sentence.span.start, span.start - _HEDGED), span.start)
        whole = Span(hedge.start() if hedge else span.start, span.end)
        holders = [(c.end - c.start, id_) for c, id_ in said.near(span) if c.holds(span)]
        yield Figure(whole, value, unit, counts, min(holders)[1] if holders else None, sentence.i)


def _counts_something(text: str, match: re.Match[str], words: _Words, sentence: Sentence) -> bool:
    """Whether a number is a figure, by what stands before and behind it."""
    if _is_part(text, match, words, sentence):
        return False
    before = text[max(sentence.span.start, match.start() - 30) : match.start()].split()
    last = before[-1].strip("(“\"'").rstrip(".") if before else ""
    plain = not (match["currency"] or match["percent"] or match["money"])
    if plain and last.lower() in words.names:
        return False
    # "Building 4", "Corvane 12": a name goes before; the first word of a sentence is written large in any case.
    if (
        plain
        and last[:1].isupper()
        and len(before) > 1
        and last.lower() not in words.starts
        and before[-1][-1:].isalnum()
    ):
        return False
    if plain and _STREET.match(text, match.end(), sentence.span.end):
        return False
    if plain and _COMMA.match(text, match.end(), sentence.span.end) and before and before[-1].endswith(","):
        return False  # an age between commas
    bare = plain and not match["scale"] and match["digits"] and "," not in match["digits"]
    return not (bare and len(match["digits"]) == 4 and match["digits"].isdecimal() and int(match["digits"]) in _YEARS)


def _is_part(text: str, match: re.Match[str], words: _Words, sentence: Sentence) -> bool:
    """Whether a number is a part of a longer one in words, which is not read: "ten" of "two hundred and ten"."""
    before = words.before.search(text, max(sentence.span.start, match.start() - _LONGER), match.start())
    if before is not None:
        last = before[1].lower()
        if last in words.scales or (last in words.small and not before[2]):
            return True
    behind = words.behind.match(text, match.end(), sentence.span.end)
    number = behind is not None and behind[1].lower() in words.small
    return number and match["scale"] is not None


def _value(match: re.Match[str], words: _Words) -> tuple[float | None, str]:
    unit = "count"
    if match["percent"]:
        unit = "percent"
    elif match["currency"]:
        unit = words.currencies[match["currency"].upper()]
    elif match["money"]:
        unit = words.money[match["money"].lower()]
    if match["vague"]:
        return None, unit
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    elif match["tens"]:
        ones = match["ones"].lower()
        value = float(words.small[match["tens"].lower()] + words.small.get(ones, 1))
    else:
        value = float(words.small[match["word"].lower()])
    scale = words.scales[match["scale"].lower()] if match["scale"] else 1.0
    # A number of hundreds of digits is more than a float holds.
    return (round(value * scale, 6) if math.isfinite(value * scale) else None), unit


def _counted(text: str, tree: Tree, span: Span, match: re.Match[str]) -> Span | None:
    """What a number counts: its noun with what describes it, and the verb of which that is the subject or object."""
    start = span.end
    if match["percent"]:
        behind = tree.words_from(start, 6)
        noun = next((t for t in behind[1:] if t.tag in ("NN", "NNS")), None)
        if not behind or behind[0].text != "of" or noun is None or any(t.tag == "," for t in behind if t.i < noun.i):
            return None
        return Span(behind[0].start, noun.end)
    if match["vague"]:
        of = _OF.match(text, start)
        start = of.end() if of else start
    number = tree.last_before(span.end)
    if number is None or number.start < span.start or not number.dep:
        word = _FOLLOWING.match(text, start, tree.sentence.span.end)
        return Span(*word.span(1)) if word else None
    noun = _noun(tree, number, span, start)
    if noun is None or noun.start - span.end > _REACH:
        return None
    return Span(tree.words_from(start, 1)[0].start, _end(tree, noun))


def _noun(tree: Tree, number: Token, span: Span, start: int) -> Token | None:
    """The noun a number hangs on, or, of "dozens of houses", the noun behind "of"."""
    at: Token | None = number
    while at is not None and (span.start <= at.start < span.end):
        at = tree.head(at)
    if at is not None and at.tag in ("NN", "NNS") and at.start >= start:
        return at
    for t in tree.words_from(start, 5):
        if t.tag in ("NN", "NNS"):
            return t
        if not t.tag.startswith(("JJ", "NN", "DT", "PRP$", "VBN", "VBG", "HYPH")):
            return None
    return None


def _end(tree: Tree, noun: Token) -> int:
    """Where what is counted ends: "people **have been killed**", "hectares **of forest**", else the noun."""
    following = tree.words_from(noun.end, 2)
    head = tree.head(noun)
    if noun.dep in ("nsubjpass", "nsubj") and head is not None and head.tag in ("VBN", "VBD") and head.i > noun.i:
        between = tree.within(Span(noun.end, head.start))
        if all(t.dep in ("aux", "auxpass") and t.head == head.i for t in between):
            return head.end
    if len(following) > 1 and following[0].text == "of" and following[1].tag in ("NN", "NNS"):
        return following[1].end
    return noun.end
