"""The captions of a gallery that was pasted, or read, along with the story: told by how galleries count."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from briefing import rules
from briefing.model.sentence_ends import ends_sentence

#: Words of the longest caption that stands in a line of its own beside its counter.
LONGEST_CAPTION = 60
#: How many times the words of a gallery's longest caption another one may have.
LIKE = 1.3
#: Lines of one caption that stand between two counters.
MOST_LINES = 3
#: The share of a text's words that must be left: a page that is a gallery has its captions for a story.
LEFT = 0.25
#: Totals up to here may be the month of a day ("3/5"), a mark ("8/10") or a share: all numbers from 1 on must be there.
SMALL = 12
#: Letters of a line that are looked at for a counter at either end.
REACH = 60


@dataclass(frozen=True, slots=True)
class _Count:
    """A counter in a line."""

    line: int
    number: int | None
    """``None`` for a button alone ("Hide Caption")."""
    total: int | None
    form: str
    """How it is written: counters of one gallery are written alike."""
    named: bool
    """Whether it says that pictures are counted."""
    behind: bool
    """Whether it stands behind its caption."""
    alone: bool
    """Whether it is all of its line."""


def captions(lines: Sequence[str], language: str) -> frozenset[int]:
    """The numbers of the lines that are captions, counters or the title of a gallery.

    Nothing is one where too little story would be left. What looks like a counter and may be a share ("1/3 of the
    members"), a day or a mark is none unless it names pictures or the others of its gallery stand around it.

    Args:
        lines: of the text, each with single spaces.
        language: whose words for pictures and buttons are known; English where there are none of it.
    """
    shapes = _shapes(rules.language_for("galleries", language))
    counts = [count for number, line in enumerate(lines) if (count := shapes.count(number, line)) is not None]
    groups: dict[tuple[str, int | None], list[_Count]] = defaultdict(list)
    for count in counts:
        groups[count.form, count.total].append(count)
    caption_lines: set[int] = set()
    offered = {int(match["total"]) for line in lines if (match := shapes.shows.match(line))}
    for group in groups.values():
        if group[0].named or group[0].total in offered or _goes_along(group):
            caption_lines.update(count.line for count in group)
    caption_lines.update(_titles(lines, caption_lines, shapes))
    for group in groups.values():
        if group[0].line in caption_lines:
            caption_lines.update(_beside([count for count in group if count.alone], lines, caption_lines, shapes))
    return frozenset(caption_lines) if _leaves_enough(lines, caption_lines) else frozenset()


def _goes_along(group: Sequence[_Count]) -> bool:
    """Whether counters without a name are those of one gallery."""
    numbers = [count.number or 0 for count in group]
    total = group[0].total or 0
    rising = len(numbers) > 1 and all(a < b for a, b in itertools.pairwise(numbers))
    if total <= SMALL:
        return rising and numbers == list(range(1, total + 1))
    steps = sum(b == a + 1 for a, b in itertools.pairwise(numbers))
    return rising and 2 * steps >= len(numbers) - 1


def _beside(alone: Sequence[_Count], lines: Sequence[str], marks: Set[int], shapes: _Shapes) -> Iterator[int]:
    """The captions in lines of their own, before or behind the counters that stand alone."""
    if not alone:
        return
    gaps = [range(a.line + 1, b.line) for a, b in itertools.pairwise(alone)]
    gaps = [range(gap.start + 1, gap.stop) if gap.start in marks else gap for gap in gaps]
    shown = [gap for gap in gaps if _is_caption(gap, lines, shapes)]
    if 2 * len(shown) < len(gaps) or not (shown or alone[0].behind):
        return
    for gap in shown:
        yield from gap
    size = Counter(map(len, shown)).most_common(1)[0][0] if shown else 1
    after = alone[-1].line + 1
    last = after + 1 if after in marks else after
    before, behind = range(max(0, alone[0].line - size), alone[0].line), range(last, min(last + size, len(lines)))
    longest = LIKE * max((_size(gap, lines) for gap in shown), default=LONGEST_CAPTION / LIKE)
    fits = [
        marks.isdisjoint(gap) and _is_caption(gap, lines, shapes) and _size(gap, lines) <= longest
        for gap in (before, behind)
    ]
    if alone[0].behind and fits[0] and (shown or not ends_sentence(lines[before.stop - 1])):
        yield from before
    elif not alone[0].behind and fits == [False, True]:
        yield from behind


def _is_caption(gap: range, lines: Sequence[str], shapes: _Shapes) -> bool:
    """Whether some lines can be one caption: few words that report no speech."""
    few = 0 < len(gap) <= MOST_LINES and _size(gap, lines) <= LONGEST_CAPTION
    return few and not any(shapes.spoken.search(lines[i]) for i in gap)


def _size(gap: range, lines: Sequence[str]) -> int:
    return sum(len(lines[i].split()) for i in gap)


def _titles(lines: Sequence[str], caption_lines: set[int], shapes: _Shapes) -> Iterator[int]:
    """The title of a gallery right above its pictures, and the line that offers to show them all."""
    for number, line in enumerate(lines):
        offer = shapes.shows.match(line)
        if offer is not None and number + 1 in caption_lines:
            yield number
            if number and lines[number - 1] == offer["title"]:
                yield number - 1
        elif number + 1 in caption_lines and shapes.title.match(line) and not ends_sentence(line):
            yield number


def _leaves_enough(lines: Sequence[str], caption_lines: set[int]) -> bool:
    sizes = [line.count(" ") + 1 for line in lines]
    return sum(size for i, size in enumerate(sizes) if i not in caption_lines) >= LEFT * sum(sizes)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes of a language's counters."""

    head: re.Pattern[str]
    tail: re.Pattern[str]
    button: re.Pattern[str]
    shows: re.Pattern[str]
    title: re.Pattern[str]
    spoken: re.Pattern[str]
    """What reports what somebody has said."""

    def count(self, number: int, line: str) -> _Count | None:
        """The counter that a line begins or ends with."""
        end = line[-REACH:]
        if match := self.button.search(end):
            whole = match.start() == 0 and len(line) <= REACH
            counted = match["number"] is not None
            if counted and not 0 < int(match["number"]) <= int(match["total"]):
                return None
            return _Count(
                number, int(match["number"]) if counted else None, None, "button", named=True, behind=True, alone=whole
            )
        if (match := self.head.match(line)) and _counts(match):
            alone = match.end() == len(line)
            named = match["unit"] is not None or match["bar"] is not None
            if not (named or alone or match["mark"] or match["between"] == "/"):
                return None  # "1 of 2 Democrats on the panel"
            form = f"head {match['unit'] is not None} {match['between']} {alone}"
            return _Count(number, int(match["number"]), int(match["total"]), form, named, behind=False, alone=alone)
        if (match := self.tail.search(end)) and _counts(match):
            named = match["unit"] is not None
            form = f"tail {named} {match['between']}"
            return _Count(number, int(match["number"]), int(match["total"]), form, named, behind=True, alone=False)
        return None


def _counts(match: re.Match[str]) -> bool:
    return 0 < int(match["number"]) <= int(match["total"]) > 1


@functools.cache
def _shapes(language: str) -> _Shapes:
    data: Mapping[str, Sequence[str]] = rules.load("galleries", language)
    unit, buttons, shows = (_either(data[key]) for key in ("units", "buttons", "shows"))
    counted = rf"(?P<number>\d{{1,3}})\s?(?P<between>{_either(data['between'])})\s?(?P<total>\d{{1,3}})"
    # What follows begins like a sentence or a year: "1/3 of the members" and "1/2 cup" do not.
    head = (
        rf"[(\[]?(?:(?P<unit>(?i:{unit}))s?\s?[:#]?\s?)?{counted}(?P<mark>[)\]]|\s?(?P<bar>\|)|\s?[:.–—-])?"
        r"(?:\s(?=[A-ZÀ-Þ“\"‘\d])|$)"
    )
    tail = rf"(?:[.!?…)”\"|]\s?)[(\[]?(?:(?P<unit>(?i:{unit}))s?\s)?{counted}[)\]]?$"
    button = (
        rf"(?:^|\s)(?i:{buttons})(?:\s?(?P<number>\d{{1,3}})\s?(?:{_either(data['between'])})\s?(?P<total>\d{{1,3}}))?$"
    )
    return _Shapes(
        re.compile(head),
        re.compile(tail),
        re.compile(button),
        re.compile(rf"(?P<total>\d{{1,3}})\s(?i:{shows})\s(?P<title>\S.{{2,120}})$"),
        re.compile(rf"(?i:{_either(data['titles'])})\s?[:|–—-]\s?\S.{{2,120}}$"),
        re.compile(rf"[“”\"]|\b(?:{_either(data['spoken'])})\b", re.IGNORECASE),
    )


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
