"""The headline and the byline that stand above the story in text without markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, zip_longest

from briefing.model.text import Dropped, Span

#: How many lines from the top a headline or a byline is looked for.
LINES = 6
#: Letters of a byline that does not begin with "by".
LONGEST = 120

_LINE = re.compile(r"[^\n]+")
_ENDS_A_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_NO_HEADLINE_END = re.compile(r"[.…:;,—–-][”’\"')\]]*$")
_LABEL = re.compile(r"(?:headline|title)\s*:\s*", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\b\d{1,2}\b[^\n]{0,20}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*$", re.IGNORECASE)
_BYLINE = re.compile(
    r"""
    (?:by|words\s+by|written\s+by|story\s+by|author\s*:|authors\s*:)\s+
    (?P<names>
        [A-ZÀ-ÖØ-Þ][^\n.!?:;|•·]{2,120}?(?:\s[A-Z]\.[^\n.!?:;|•·]{0,60})?
    )
    (?:\s*[|•·].{0,80})?
    \.?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME = re.compile(
    r"""
    (?:(?:Dr|Prof|Sir|Dame|Rev)\.?\s)?
    [A-ZÀ-ÖØ-Þ][\w’'.-]*
    (?:\s(?:(?:de|del|della|der|van|von|den|da|dos|du|la|le|bin|al|el|ter)\s)*[A-ZÀ-ÖØ-Þ][\w’'.-]*){1,3}
    """,
    re.VERBOSE,
)
_DAY = r"(?:\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2}),?\s+(?:19|20)\d\d"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?"
#: Tried where a run of blanks and dashes begins, not at each of them.
_DAY_BEHIND = re.compile(rf"(?<![\s,|•·–—-])[\s,|•·–—-]+{_WEEKDAY}{_DAY}(?:[\s,|•·–—-]+[\d.:]+\s?[A-Za-z. ]{{0,12}})?$")
_DAY_ALONE = re.compile(rf"{_WEEKDAY}{_DAY}[^a-z]{{0,30}}$")
_PLACED = re.compile(
    rf"(?P<names>{_NAME.pattern}(?:\s*(?:,|and)\s*{_NAME.pattern})*)\s+in\s+[A-ZÀ-ÖØ-Þ][\w’'.,\s-]{{2,40}}", re.VERBOSE
)
#: Words that stand in a byline after the name: what the author is, not who.
_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|press|news|reuters|agency|times|post|columnist|contributor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the story."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def head(text: str) -> Head:
    """The headline and authors at the top of a text, and where they stand.

    A headline is a first line of its own that ends no sentence and has a longer line with a sentence after it. Where
    that is in doubt there is none: a first sentence taken for a headline would be lost to the story.
    """
    lines = list(islice((m for m in _LINE.finditer(text[:20_000]) if m.group().strip()), LINES))
    title: str | None = None
    dropped: list[Dropped] = []
    authors: tuple[str, ...] = ()
    if lines and (label := _LABEL.match(lines[0].group().strip())):
        title = lines[0].group().strip()[label.end() :]
        dropped.append(Dropped(_stripped(lines[0]), "title", "title-label"))
    elif len(lines) > 1 and _is_title(lines[0].group(), [m.group() for m in lines[1:]]):
        title = " ".join(lines[0].group().split())
        dropped.append(Dropped(_stripped(lines[0]), "title", "title-line"))
    for line, after in zip_longest(lines[:5], lines[1:5]):
        words = _DAY_BEHIND.sub("", line.group().strip())
        names = byline(words)
        # "Ana Ruiz in Quito" is a byline where the day stands under it; a caption may read the same.
        if not names and len(words) < LONGEST and after is not None and _DAY_ALONE.match(after.group().strip()):
            placed = _PLACED.fullmatch(words)
            names = names_in(placed["names"]) if placed else ()
        if names:
            authors = names
            dropped.append(Dropped(_stripped(line), "byline", "byline-line"))
            break
    return Head(title, authors, tuple(dropped))


def byline(line: str) -> tuple[str, ...]:
    """The names in a line that is a byline and nothing else; empty where it is none.

    >>> byline("By Ana Ruiz and Tom de Wit, Staff Writers")
    ('Ana Ruiz', 'Tom de Wit')
    >>> byline("By Friday the talks had failed.")
    ()
    """
    match = _BYLINE.fullmatch(line)
    if not match:
        return ()
    names = names_in(match.group("names"))
    return names if len(" ".join(names)) * 2 >= len(match.group("names")) - 25 else ()


def names_in(words: str) -> tuple[str, ...]:
    """The names in a list of authors, in order, each once, without what the authors are."""
    names: dict[str, None] = {}
    for part in re.split(r",|;|\band\b|&|\bwith\b|\bin\b|\bfor\b", words):
        name = part.strip()
        if name.isupper():
            name = name.title()
        if _NAME.fullmatch(name) and not _ROLE.search(name):
            names.setdefault(name)
    return tuple(names)


def _is_title(line: str, after: list[str]) -> bool:
    words = line.split()
    if not 2 < len(words) <= 30 or len(line) > 220 or line.startswith((" ", "\t", "-", "*", "•", "(")):
        return False
    if _NO_HEADLINE_END.search(line.strip()) or _DATE.match(line.strip()) or byline(line.strip()):
        return False
    if not any(c.isupper() or c.isdigit() for c in line[:3]) and line[:1] not in "“‘\"'":
        return False
    story = [a for a in after if len(a.split()) > len(words) and _ENDS_A_SENTENCE.search(a.strip())]
    return bool(story) or any(len(a.split()) > 40 for a in after)


def _stripped(match: re.Match[str]) -> Span:
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
