"""Drafts made of an article's sentences, whole or with one thing altered in each, to measure the check of a draft on.

A draft takes sentences of an article in order and writes them as somebody else might: other quotation marks, "8 June"
for "June 8", "%" for "percent", 1200 for 1,200. An altered draft has in each sentence one quotation, name, date or
number changed. Nothing here uses what the program finds in the article: what can be altered is told by plain patterns.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

KINDS = ("quotation", "name", "date", "number")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SMALL = "two three four five six seven eight nine ten eleven twelve".split()
_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’']?(?=\s+[A-Z“\"]|\s*$)|$)", re.DOTALL)
_QUOTED = re.compile(r"“(?P<curly>[^“”\n]{25,400})”|(?<!\w)\"(?=\w)(?P<straight>[^\"\n]{25,400})(?<=\S)\"(?!\w)")
_NAME = r"(?:[A-Z][a-z’'-]+\s(?:[A-Z]\.\s)?)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_SAYS = r"(?:said|says|told|added|argued|warned|wrote|claimed|insisted|acknowledged|noted|explained|testified)"
_SPEAKER = re.compile(
    rf"(?<![\w’'-])(?P<before>{_NAME})\s{_SAYS}\b|\b{_SAYS}\s(?P<after>{_NAME})(?=[,.])"
    rf"|[Aa]ccording to (?P<to>{_NAME})(?=[,.])"
)
_DATE = re.compile(
    rf"\b(?:(?P<month>{'|'.join(_MONTHS)})(?P<gap>\.?\s)(?P<day>[12]?\d|3[01])(?!\d)|(?P<weekday>{'|'.join(_DAYS)})\b"
    r"|(?P<year>(?:19|20)\d\d)(?![\d\w-]))"
)
_NUMBER = re.compile(
    rf"(?<![\w.,$€£/:’'-])(?P<sign>[$€£]?)(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/’'-]|[.,]\d|\w)"
    rf"|(?<![\w-])(?P<word>{'|'.join(_SMALL)})(?![\w-])"
)
#: What makes the number before it a part of a date or a clock time.
_OF_A_DATE = re.compile(
    rf"\s?(?:[ap]\.?m\b|o’clock|(?:{'|'.join(_MONTHS)})\b"
    r"|(?:year|month|week|day|hour|minute)s?\s(?:ago|later|before|after|earlier))"
)
_NOT_NAMES = frozenset(
    [*_MONTHS, *_DAYS, "The", "A", "An", "He", "She", "They", "It", "We", "I", "But", "And", "Who", "One", "As", "This",
     "That", "In", "His", "Her", "Police", "Officials", "Others", "Some", "Many"]
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A text, and where in it something was altered."""

    text: str
    altered: tuple[tuple[int, int], ...]
    """Half-open spans; none in a faithful draft."""
    kind: str | None
    sources: tuple[str, ...]
    """The article's sentence for each altered span."""


def drafts(text: str, others: Sequence[str], seed: str, most: int = 14) -> Iterator[Draft]:
    """The faithful draft of an article, and one for each kind with everything of that kind altered.

    Args:
        text: of the article.
        others: names and quotations of other articles are taken from these.
        seed: the same seed gives the same drafts.
        most: sentences of a draft.
    """
    rng = random.Random(seed)  # noqa: S311 - a reproducible choice, no secret
    sentences = [s for s in _sentences(text) if 40 <= len(s) <= 500]
    telling = [s for s in sentences if any(_found(kind, s) for kind in KINDS)]
    chosen = set(rng.sample(telling, min(most, len(telling))))
    kept = [s for s in dict.fromkeys(telling) if s in chosen]
    if not kept:
        return
    yield Draft("\n\n".join(_restyled(s, rng) for s in kept), (), None, ())
    for kind in KINDS:
        parts: list[str] = []
        spans: list[tuple[int, int]] = []
        sources: list[str] = []
        at = 0
        for sentence in kept:
            styled = _restyled(sentence, rng)
            change = _altered(kind, styled, text, others, rng)
            if change is not None:
                styled, start, end = change
                spans.append((at + start, at + end))
                sources.append(sentence)
            parts.append(styled)
            at += len(styled) + 2
        if spans:
            yield Draft("\n\n".join(parts), tuple(spans), kind, tuple(sources))


def _sentences(text: str) -> list[str]:
    found = []
    for paragraph in re.split(r"\n+", text):
        found += [" ".join(m[0].split()) for m in _SENTENCE.finditer(paragraph)]
    return found


def _found(kind: str, sentence: str) -> list[re.Match[str]]:
    pattern = {"quotation": _QUOTED, "name": _SPEAKER, "date": _DATE, "number": _NUMBER}[kind]
    matches = list(pattern.finditer(sentence))
    if kind == "quotation":
        # One odd mark turns inside out what stands in quotation marks.
        return matches if sentence.count('"') % 2 == 0 and sentence.count("“") == sentence.count("”") else []
    quotes = [m.span() for m in _QUOTED.finditer(sentence)]
    if kind == "name":
        matches = [m for m in matches if not set(_name(m)[0].split()) & _NOT_NAMES]
        return [m for m in matches if not any(a <= m.start() < b for a, b in quotes)]
    if kind == "number":
        dated = [(m.start(), m.end() + 6) for m in _DATE.finditer(sentence)]
        matches = [m for m in matches if not any(a - 4 <= m.start() < b for a, b in dated)]
        # A name in front makes it a part of a name; a clock time is a date.
        matches = [m for m in matches if not re.search(r"[A-Z]\w*\.?\s$", sentence[: m.start()]) or m.start() == 0]
        matches = [m for m in matches if not _OF_A_DATE.match(sentence, m.end())]
        matches = [m for m in matches if not re.fullmatch(r"(?:1[5-9]|20)\d\d", m[0])]
    return [m for m in matches if not any(a <= m.start() < b for a, b in quotes)]


def _name(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    group = next(g for g in ("before", "after", "to") if match[g])
    return match[group], match.span(group)


def _restyled(sentence: str, rng: random.Random) -> str:
    """The sentence with the same words and claims, written as another house writes."""
    styles: list[Callable[[str], str]] = [
        lambda s: s.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda s: re.sub(rf"\b({'|'.join(_MONTHS)})\s([12]?\d|3[01])\b(?!,? \d{{4}}|,\d)", r"\2 \1", s),
        lambda s: re.sub(r"(?<=\d)\s?(?:percent|per cent)\b", "%", s),
        lambda s: re.sub(r"(?<=\d\d),(?=\d{3}\b)", "", s),
    ]
    for style in styles:
        if rng.random() < 0.5:
            sentence = style(sentence)
    return sentence


def _altered(
    kind: str, sentence: str, text: str, others: Sequence[str], rng: random.Random
) -> tuple[str, int, int] | None:
    """The sentence with one thing altered, and where that stands; ``None`` where nothing can be."""
    matches = _found(kind, sentence)
    if not matches:
        return None
    match = rng.choice(matches)
    if kind == "quotation":
        inside = "curly" if match["curly"] else "straight"
        (start, end), now = match.span(inside), _quotation(match[inside], text, others, rng)
    elif kind == "name":
        name, (start, end) = _name(match)
        now = _other_name(name, text, others, rng)
    else:
        start, end = match.span()
        now = _date(match, rng) if kind == "date" else _number(match, rng)
    # Another of the same sentence in its place would be told there.
    if now is None or re.search(rf"(?<!\w){re.escape(now)}(?!\w)", sentence):
        return None
    return sentence[:start] + now + sentence[end:], start, start + len(now)


def _quotation(words: str, text: str, others: Sequence[str], rng: random.Random) -> str | None:
    parts = words.split()
    way = rng.choice(["drop", "replace", "insert", "shift", "invent"])
    at = rng.randrange(1, len(parts) - 1) if len(parts) > 2 else 0
    pool = [w for w in re.findall(r"\b[a-z]{5,}\b", text) if w not in words]
    if way == "invent" or not pool:
        foreign = [m["curly"] or m["straight"] for other in others for m in _QUOTED.finditer(other)]
        return rng.choice(foreign) if foreign else None
    if way == "drop":
        parts = [*parts[:at], *parts[at + 1 :]]
    elif way == "replace":
        tail = re.search(r"\W*$", parts[at])
        parts[at] = rng.choice(pool) + (tail[0] if tail else "")
    elif way == "insert":
        parts.insert(at, rng.choice(["not", "never", "always", "hardly", *pool[:3]]))
    else:
        parts[at], parts[at - 1] = parts[at - 1], parts[at]
        if parts[at].casefold() == parts[at - 1].casefold():
            return None
    return " ".join(parts)


def _other_name(name: str, text: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Another speaker of the same article, or one of another article; never a part of the same name."""
    own = {_name(m)[0] for m in _SPEAKER.finditer(text)}
    foreign = {_name(m)[0] for other in others for m in _SPEAKER.finditer(other)}

    def fit(names: set[str]) -> list[str]:
        # Two speakers of one article are two people where no word of one is in the other's name.
        return sorted(n for n in names if not set(n.split()) & {*name.split(), *_NOT_NAMES})

    pools = [pool for pool in (fit(own), fit(foreign)) if pool]
    return rng.choice(rng.choice(pools)) if pools else None


def _date(match: re.Match[str], rng: random.Random) -> str:
    if match["weekday"]:
        return rng.choice([day for day in _DAYS if day != match["weekday"]])
    if match["year"]:
        return str(int(match["year"]) + rng.choice([-2, -1, 1, 2]))
    if rng.random() < 0.5:
        month = rng.choice([m for m in _MONTHS if m != match["month"]])
        return f"{month}{match['gap']}{match['day']}"
    day = rng.choice([d for d in range(1, 29) if d != int(match["day"])])
    return f"{match['month']}{match['gap']}{day}"


def _number(match: re.Match[str], rng: random.Random) -> str:
    if match["word"]:
        return rng.choice([w for w in _SMALL if w != match["word"]])
    plain = match["digits"].replace(",", "")
    value = float(plain)
    new = value + rng.choice([1, 2, 3]) if rng.random() < 0.5 else value * rng.choice([2, 3, 10])
    if new == value:
        new = value + 4
    written = f"{new:,.1f}" if "." in plain else f"{int(new):,}" if "," in match["digits"] else str(int(new))
    return match["sign"] + written
