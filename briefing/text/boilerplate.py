"""What of a text is not the story: found, named and set aside, never deleted."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing import rules
from briefing.model.sentence_ends import ends_sentence
from briefing.model.text import Document, Dropped, Span
from briefing.text import galleries
from briefing.text.paragraphs import paragraphs

#: A line longer than this is read for glued marks at its two ends only.
LONGEST = 800
#: How many characters at either end of a paragraph can hold a glued mark.
REACH = 400
#: How many headlines in a row can follow the head of a list of links.
LISTED = 12

#: Apostrophes and white space that rules need not tell apart; each is one character, so offsets stay.
_SAME = (("’", "'"), ("‘", "'"), *((space, " ") for space in "\u00a0\u202f\u2009\u200b\ufeff"))
_DECORATION = " \t•·*»▶►▸➤→✕×_=~#|>›<←↑↓▼▲☰❯✓✔◀⟶‹«"
_LINE = re.compile(r"[^\n]+")
#: Kinds of line that are told, and no story all the same.
_TOLD = {"caption", "credit", "correction", "editor"}
_NEW_TAB = re.compile(r",?\s\(?opens (?:in )?(?:a )?new (?:tab|window)\)?$", re.IGNORECASE)
_HEADLINE = re.compile(r"(?=[^\n]{8,180}$)[A-Z0-9“‘\"'À-Þ]\S*(?:\s+\S+){2,24}$")
_PART = re.compile(r"\{([a-z]+)\}")
_CLASS_OR_ESCAPED = re.compile(r"(\\.|\[(?:[^\]\\]|\\.)*\]?)")


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language tells what somebody has said."""

    spoken: re.Pattern[str]
    narrated: re.Pattern[str]
    """A sentence with such a verb is told, not addressed to the reader; captions and corrections are told, too."""
    button: re.Pattern[str]
    """What a page's buttons are called when a line speaks of them; no quotation."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of line that is no story."""

    name: str
    category: str
    line: re.Pattern[str] | None
    seldom: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    """Small words, one of which stands in every line that the pattern behind them fits."""
    start: re.Pattern[str] | None
    end: re.Pattern[str] | None
    middle: re.Pattern[str] | None
    open: bool
    edge: bool
    unended: bool
    heads: bool
    wrapped: bool
    """Whether it also names a line that may be the middle piece of a wrapped sentence."""
    speech: Speech

    def names(self, line: str, *, edge: bool) -> bool:
        """Whether the rule names a whole line, given that it stands at the story's edge or inside."""
        if self.edge and not edge:
            return False
        if not (self.line and self.line.fullmatch(line)) and not (self.seldom and self._is_seldom(line)):
            return False
        if ends_sentence(line) and (self.unended or (self.category not in _TOLD and self.speech.narrated.search(line))):
            return False
        return not (self.open and self.speech.spoken.search(self.speech.button.sub("", line)))

    def _is_seldom(self, line: str) -> bool:
        """Whether one of the seldom patterns names a line; only those are tried whose words stand in it."""
        small = line.lower()
        return any(pattern.fullmatch(line) for words, pattern in self.seldom if any(word in small for word in words))


@functools.cache
def load(language: str) -> tuple[Rule, ...]:
    """The rules of a language, in the order they are tried; English ones where it has none."""
    data = rules.nearest("boilerplate", language)
    parts: Mapping[str, str] = data["parts"]
    speech = Speech(*(re.compile(data["speech"][kind], re.IGNORECASE) for kind in ("spoken", "narrated", "button")))
    return tuple(_rule(raw, parts, speech) for raw in data["rule"])


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a language by what they read."""

    lines: tuple[Rule, ...]
    wrapped: tuple[Rule, ...]
    starts: tuple[Rule, ...]
    ends: tuple[Rule, ...]
    middles: tuple[Rule, ...]


@functools.cache
def _rules(language: str) -> _Rules:
    known = load(language)
    return _Rules(
        tuple(rule for rule in known if rule.line is not None or rule.seldom),
        tuple(rule for rule in known if rule.wrapped),
        tuple(rule for rule in known if rule.start is not None),
        tuple(rule for rule in known if rule.end is not None),
        tuple(rule for rule in known if rule.middle is not None),
    )


def drop(document: Document) -> Document:
    """The document with all that is not story named in ``dropped`` and left out of ``paragraphs``.

    Offsets never change. What a reader has already set aside stays so. A document without paragraphs is given them.
    """
    spans = document.paragraphs or paragraphs(document.text)
    named = sorted(document.dropped, key=lambda d: d.span)
    lines = list(_lines(document.text, spans, named))
    pictures = galleries.captions([line.words for line in lines], document.language)
    shown = [Dropped(line.span, "caption", "gallery-counter") for i, line in enumerate(lines) if i in pictures]
    lines = [line for i, line in enumerate(lines) if i not in pictures]
    dropped = [*shown, *_named(document.text, lines, _rules(document.language))]
    return without(document, spans, dropped)


def without(document: Document, spans: Sequence[Span], dropped: Iterable[Dropped]) -> Document:
    """The document with more set aside than before.

    Args:
        document: as it was.
        spans: the paragraphs of which it has what is left.
        dropped: what else is set aside.
    """
    everything = sorted({*document.dropped, *dropped}, key=lambda d: (d.span, d.rule))
    return replace(document, paragraphs=_remaining(document.text, spans, everything), dropped=tuple(everything))


def _remaining(text: str, spans: Sequence[Span], dropped: Sequence[Dropped]) -> tuple[Span, ...]:
    """What is left of some paragraphs when the dropped stretches are taken out, without empty ones."""
    left: list[Span] = []
    gone = sorted(d.span for d in dropped)
    first = 0
    for span in spans:
        while first < len(gone) and gone[first].end <= span.start:
            first += 1
        at = span.start
        for other in gone[first:]:
            if other.start >= span.end:
                break
            if other.start > at:
                left.append(Span(at, other.start))
            at = max(at, other.end)
        if at < span.end:
            left.append(Span(at, span.end))
    return tuple(s for s in (_trimmed(text, s) for s in left) if s.start < s.end)


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    alone: bool
    """Whether it is a paragraph of its own."""
    words: str
    """What stands in it, made plain."""


def _lines(text: str, spans: Sequence[Span], named: Sequence[Dropped]) -> Iterator[_Line]:
    gone = {d.span for d in named}
    for span in spans:
        matches = list(_LINE.finditer(text, span.start, span.end))
        for match in matches:
            line = _trimmed(text, Span(*match.span()))
            if line.start < line.end and line not in gone:
                yield _Line(line, len(matches) == 1, plain(line.of(text)))


def _named(text: str, lines: Sequence[_Line], known: _Rules) -> list[Dropped]:
    words = [line.words for line in lines]
    first, last = _story(words, known)
    chronology = _is_chronology(words, known)
    dropped: list[Dropped] = []
    listed = 0
    head: Rule | None = None
    for number, line in enumerate(lines):
        edge = (number < first or number > last) and not chronology
        asked = known.lines if _stands_alone(words, lines, number) else known.wrapped
        rule = _rule_for(words[number], asked, edge=edge)
        if rule is not None:
            dropped.append(Dropped(line.span, rule.category, rule.name))
            # A second mark inside a list (a share button, a separator) does not end it.
            head, listed = (rule, LISTED) if rule.heads else (head, listed)
            continue
        if head is not None and listed and line.alone and _is_headline(words[number]):
            dropped.append(Dropped(line.span, head.category, f"after-{head.name}"))
            listed -= 1
            continue
        head, listed = None, 0
        dropped.extend(_glued(text, line.span, known))
    return dropped


def _rule_for(line: str, asked: Sequence[Rule], *, edge: bool) -> Rule | None:
    bare = _NEW_TAB.sub("", line.strip(_DECORATION)).rstrip(":")
    if len(line) > LONGEST:
        return None
    if bare.startswith("[") and bare.endswith("]"):
        bare = bare[1:-1].strip()
    # Most lines are bare as they stand; each is asked for some forty times.
    forms = (bare,) if bare == line else (bare, line)
    return next((rule for rule in asked if any(rule.names(form, edge=edge) for form in forms)), None)


def _stands_alone(words: Sequence[str], lines: Sequence[_Line], number: int) -> bool:
    """Whether a line is no middle piece of a wrapped sentence."""
    if lines[number].alone:
        return True
    before = (
        number == 0 or lines[number - 1].span.end + 1 < lines[number].span.start or ends_sentence(words[number - 1])
    )
    after = number + 1 == len(words) or not words[number + 1][:1].islower()
    return bool(before) and after


def _story(words: Sequence[str], known: _Rules) -> tuple[int, int]:
    """The numbers of the first and the last line that read like a sentence of the story."""
    story = [i for i, line in enumerate(words) if ends_sentence(line) and len(line[:200].split()) >= 8]
    first = story[0] if story else len(words)
    # A note about the author that closes the text reads like a sentence, too.
    while story and _rule_for(words[story[-1]], known.lines, edge=True) is not None:
        story.pop()
    return first, story[-1] if story else -1


def _is_chronology(words: Sequence[str], known: _Rules) -> bool:
    """Whether dates stand as heads over the paragraphs of the story; three of them are no stamps."""
    stamps = next((r for r in known.lines if r.name == "stamp-bare"), None)
    return stamps is not None and len({w for w in words if stamps.names(w, edge=True)}) >= 3


def _glued(text: str, span: Span, known: _Rules) -> Iterator[Dropped]:
    head = _alike(text[span.start : min(span.end, span.start + REACH)])
    for rule in known.starts:
        if rule.start is not None and (match := rule.start.match(head)) and match.end():
            yield Dropped(_trimmed(text, Span(span.start, span.start + match.end())), rule.category, rule.name)
            break
    start = max(span.start, span.end - REACH)
    tail = _alike(text[start : span.end])
    for rule in known.ends:
        if rule.end is not None and (match := rule.end.search(tail)):
            yield Dropped(_trimmed(text, Span(start + match.start(), span.end)), rule.category, rule.name)
            break
    for rule in known.middles:
        if rule.middle is not None:
            for match in rule.middle.finditer(text, span.start, span.end):
                yield Dropped(_trimmed(text, Span(*match.span())), rule.category, rule.name)


def _is_headline(line: str) -> bool:
    return bool(_HEADLINE.match(line)) and not ends_sentence(line)


def plain(line: str) -> str:
    """A line with one kind of apostrophe, and with one space between words."""
    return " ".join(_alike(line).split())


def _alike(text: str) -> str:
    """A text with one kind of apostrophe and of space, as long as before; translate() takes ten times as long."""
    if not text.isascii():
        for sign, same in _SAME:
            text = text.replace(sign, same)
    return text


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _rule(raw: Mapping[str, Any], parts: Mapping[str, str], speech: Speech) -> Rule:
    flags = 0 if raw.get("case") else re.IGNORECASE
    return Rule(
        raw["name"],
        raw["category"],
        _pattern(raw.get("lines"), parts, flags),
        tuple(
            (tuple(entry["words"]), pattern)
            for entry in raw.get("seldom", ())
            if (pattern := _pattern([entry["line"]], parts, flags)) is not None
        ),
        _pattern(raw.get("start"), parts, flags),
        _pattern(raw.get("end"), parts, flags, r"\s*$"),
        _pattern(raw.get("middle"), parts, flags),
        bool(raw.get("open")),
        bool(raw.get("edge")),
        bool(raw.get("unended")),
        bool(raw.get("heads")),
        bool(raw.get("wrapped")),
        speech,
    )


def _pattern(
    entries: Sequence[str] | None, parts: Mapping[str, str], flags: int, after: str = ""
) -> re.Pattern[str] | None:
    if not entries:
        return None
    whole = f"(?:{'|'.join(entries)}){after}"
    while _PART.search(whole):
        whole = _PART.sub(lambda m: parts[m[1]], whole)
    return re.compile(_spaced(whole), flags)


def _spaced(pattern: str) -> str:
    """The pattern with each space outside a character class made to match any white-space character."""
    parts = _CLASS_OR_ESCAPED.split(pattern)
    parts[::2] = [part.replace(" ", r"\s") for part in parts[::2]]
    return "".join(parts)
