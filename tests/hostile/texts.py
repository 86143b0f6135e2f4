"""Texts that regular expressions are slow on: long runs of one piece, and of what a pattern itself almost matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as _parser

RUNS = (
    " ", "\n", "\t ", " \n", "\n\n", "a", "A", "1", '"', "“", "”", "'", "’", "-", "—", ",", ".", "(", "[", "<", "!",
    "?", ":", "=", "/", "_", "#", "*", "|", "a ", "A ", "Aa ", "1 ", "a, ", "Aa, ", "1,", "1.", "a-", "a.", "a’", "“a ",
    "”, ", ". ", "a\n", "the ", "of the ", "he said ", "March ", "1 March ", "<a ", "a=\"", "\u0301", "\x00",
    # Words joined by what may be a part of a word or stand between two, as in "Port-Adler-Port-Adler-…".
    *(word + mark for word in ("A", "Aa", "AA", "11") for mark in "-.’'(/:&"),
)  # fmt: skip
#: What makes a pattern fail that would have matched to the end.
TAILS = ("", "\x00x")


def matched(pattern: re.Pattern[Any]) -> str:
    """Words made from a pattern's own parts: the first of each choice, each repetition as often as it must or once.

    They match it as a rule; what look-arounds demand is not heeded.
    """
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    groups: dict[int, str] = {}
    return "".join(_parts(_parser.parse(text, pattern.flags & ~re.ASCII & ~re.UNICODE), groups))


def _parts(parsed: Any, groups: dict[int, str]) -> Iterator[str]:
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            yield chr(argument)
        elif name in ("ANY", "NOT_LITERAL"):
            yield "a" if name == "ANY" or argument != ord("a") else "b"
        elif name == "IN":
            yield _one_of(argument)
        elif name == "BRANCH":
            yield from _parts(argument[1][0], groups)
        elif name == "SUBPATTERN":
            groups[argument[0]] = "".join(_parts(argument[-1], groups))
            yield groups[argument[0]]
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, _, inner = argument
            yield "".join(_parts(inner, groups)) * max(1, least)
        elif name == "GROUPREF":
            yield groups.get(argument, "")
        elif name == "GROUPREF_EXISTS":
            yield from _parts(argument[1], groups)
        elif name == "ATOMIC_GROUP":
            yield from _parts(argument, groups)


def _one_of(members: Any) -> str:
    """A character of a class."""
    inside = re.compile(f"[{_class(members)}]")
    return next((c for c in "aA1 .,-’“”'\"(/:;|•·—\n\t?!$€_éÀ" if inside.match(c)), chr(_first(members)))


def _first(members: Any) -> int:
    operation, argument = members[0]
    return argument[0] if str(operation) == "RANGE" else argument if str(operation) == "LITERAL" else ord("a")


def _class(members: Any) -> str:
    kinds = {
        "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
        "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
    }  # fmt: skip
    out = []
    for operation, argument in members:
        name = str(operation)
        if name == "NEGATE":
            out.append("^")
        elif name == "LITERAL":
            out.append(re.escape(chr(argument)))
        elif name == "RANGE":
            out.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        else:
            out.append(kinds[str(argument)])
    return "".join(out)


def hostile(pattern: re.Pattern[Any]) -> list[str]:
    """Pieces to be repeated before a pattern: runs of all kinds, and whole and half matches of its own."""
    own = matched(pattern)
    return [u for u in dict.fromkeys((*RUNS, own, own[:-1], own[: len(own) // 2], f"{own} ", f" {own[:-1]}")) if u]
