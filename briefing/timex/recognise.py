"""Where time expressions are: the rules' patterns over the text, the longest match first."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing import rules
from briefing.model.text import Span
from briefing.timex import first_letters, needed_words, pattern_parts
from briefing.timex.first_letters import Letters

#: No expression begins within a word, or right behind the sign of a currency.
_BEHIND_NO_LETTER = r"(?<![\w$£€])"
_PLACE = re.compile(rf"{_BEHIND_NO_LETTER}.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``timex.toml``, compiled."""

    name: str
    pattern: re.Pattern[str]
    reads: str
    begins: Letters
    """What its matches can begin with."""
    needed: frozenset[str]
    """Words one of which its matches have in them, where any are known."""
    number: int
    """Its place among the rules: of two that find the same words the first one reads them."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules and words of one language."""

    rules: tuple[Rule, ...]
    words: Mapping[str, Mapping[str, Any]]
    keys: Mapping[str, Mapping[str, str]]
    """Of each group that the readings know by English words, the language's own words and the English ones."""
    needed: frozenset[str]
    """The words that some rule needs."""


class Found:
    """One match of a rule: its span and its groups."""

    __slots__ = ("groups", "rule", "span")

    def __init__(self, rule: Rule, match: re.Match[str], keys: Mapping[str, Mapping[str, str]]) -> None:
        groups = match.groupdict()
        self.rule = rule
        self.groups: dict[str, str] = {}
        for name, words in groups.items():
            if words:
                group = name.rstrip("0123456789")
                self.groups.setdefault(group, keys[group].get(words.lower(), words) if group in keys else words)
        self.span = Span(*match.span("span")) if groups.get("span") else Span(*match.span())


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The compiled rules of a language.

    Raises:
        KeyError: the language has no rules for time expressions.
    """
    data = rules.load("timex", language)
    words = data["words"]
    macros = dict(data["macros"])
    for name in ("holidays", "references"):
        listed = sorted(words.get(name, {"\x00": ""}), key=len, reverse=True)
        macros[name] = "|".join(_any_case(re.escape(w)) for w in listed)
    rows = tuple(_rule(row, macros, n) for n, row in enumerate(data["rule"]))
    return Lexicon(rows, words, data.get("keys", {}), frozenset().union(*(rule.needed for rule in rows)))


def _rule(row: Mapping[str, Any], macros: Mapping[str, str], number: int) -> Rule:
    pattern = f"{row.get('pre', '')}(?:{row['pattern']})"
    for name, text in macros.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    # Python wants each group's name once; where alternatives share one, the later ones get a number, which Found takes
    # away again.
    seen: collections.Counter[str] = collections.Counter()

    def once(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] += 1
        return match.group() if seen[name] == 1 else f"(?P<{name}{seen[name]}>"

    pattern = re.sub(r"\(\?P<(\w+)>", once, pattern)
    compiled = re.compile(rf"{_BEHIND_NO_LETTER}(?:{pattern})", re.VERBOSE)
    parts = pattern_parts.parsed(compiled)
    return Rule(row["name"], compiled, row["reads"], first_letters.of(parts), needed_words.of(parts), number)


@functools.lru_cache(maxsize=10_000)
def _beginning(language: str, letter: str) -> tuple[Rule, ...]:
    """The rules of a language whose matches can begin with a letter."""
    return tuple(rule for rule in lexicon(language).rules if rule.begins.hold(letter))


@functools.lru_cache(maxsize=10_000)
def _able(language: str, letter: str, present: needed_words.Needed) -> tuple[Rule, ...]:
    """Those of them that can match in a text, of the words that some rule needs having these."""
    return tuple(r for r in _beginning(language, letter) if not r.needed or not r.needed.isdisjoint(present))


def _any_case(words: str) -> str:
    """The first letter in either case where the word is written small."""
    first = words[0]
    return f"[{first.upper()}{first}]{words[1:]}" if first.isalpha() else words


def _matches(text: str, span: Span, language: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The matches of each rule within a stretch of the text, as ``finditer`` has them."""
    known = lexicon(language)
    present = needed_words.present(known.needed, span.of(text))
    ends: dict[str, int] = {}
    for place in _PLACE.finditer(text, span.start, span.end):
        start, letter = place.start(), place.group()
        for rule in _able(language, letter, present):
            if ends.get(rule.name, 0) <= start and (match := rule.pattern.match(text, start, span.end)) is not None:
                ends[rule.name] = match.end()
                yield rule, match


def recognise(text: str, span: Span, language: str) -> list[Found]:
    """The expressions within a stretch of the text, in order; of those that overlap, the longest."""
    known = lexicon(language)
    expressions = [Found(rule, match, known.keys) for rule, match in _matches(text, span, language)]
    chosen: list[Found] = []
    taken = bytearray(span.end - span.start)
    for expression in sorted(expressions, key=lambda f: (f.span.start - f.span.end, f.rule.number)):
        start, end = expression.span.start - span.start, expression.span.end - span.start
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append(expression)
    return sorted(chosen, key=lambda f: f.span)
