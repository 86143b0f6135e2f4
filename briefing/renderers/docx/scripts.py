"""Which font and language a word processor is told for words that are not written in the page's own script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from briefing.fonts import bidi


class Script(NamedTuple):
    """What is told of words in one script."""

    right: bool = False
    """Whether they run from right to left."""
    language: str = ""
    east_asian: str = ""
    """The font for Chinese, Japanese or Korean."""
    complex: str = ""
    """The font for letters that Word sets as a complex script: those of Thailand and India."""
    other: str = ""
    """The font for any other script that the page's own font has not."""


OWN = Script()
HEBREW = Script(right=True, language="he-IL")
ARABIC = Script(right=True, language="ar-SA")
#: Word's own fonts; other programs have theirs, which they take where these are not installed.
CHINESE = Script(language="zh-CN", east_asian="Microsoft YaHei")
JAPANESE = Script(language="ja-JP", east_asian="Yu Gothic")
KOREAN = Script(language="ko-KR", east_asian="Malgun Gothic")
#: First and last character of a block, and what is told of it.
BLOCKS = (
    (0x0530, 0x058F, Script(language="hy-AM", other="Sylfaen")),
    (0x0900, 0x097F, Script(language="hi-IN", complex="Nirmala UI")),
    (0x0980, 0x09FF, Script(language="bn-BD", complex="Nirmala UI")),
    (0x0B80, 0x0BFF, Script(language="ta-IN", complex="Nirmala UI")),
    (0x0E00, 0x0E7F, Script(language="th-TH", complex="Leelawadee UI")),
    (0x10A0, 0x10FF, Script(language="ka-GE", other="Sylfaen")),
    (0x1200, 0x139F, Script(language="am-ET", other="Ebrima")),
)
EAST_ASIAN = (CHINESE, JAPANESE, KOREAN)


def parts(words: str, levels: list[int] | None) -> Iterator[tuple[Script, str]]:
    """Words cut where their script changes.

    Args:
        words: of one run.
        levels: the level of each character in its paragraph; ``None`` where all of it runs from left to right.
    """
    if words.isascii():
        if words:
            yield OWN, words
        return
    han = JAPANESE if any(_kana(c) for c in words) else CHINESE
    start, current = 0, OWN
    for i, char in enumerate(words):
        right = levels is not None and levels[i] % 2 == 1
        script = _right(words[i:], current) if right else _left(char, han, current)
        if script != current:
            if i > start:
                yield current, words[start:i]
            start, current = i, script
    yield current, words[start:]


def _right(words: str, current: Script) -> Script:
    """The script of the first of some words' characters; what has none goes with what stands before, else behind."""
    for char in words:
        if unicodedata.bidirectional(char) in ("AL", "AN"):
            return ARABIC
        if unicodedata.bidirectional(char) == "R" and char != bidi.RIGHT_MARK:
            return HEBREW
        if current.right:
            return current
    return ARABIC


def _left(char: str, han: Script, current: Script) -> Script:
    if "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff" or "\u3130" <= char <= "\u318f":
        return KOREAN
    if _kana(char) or "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000":
        return han
    if "\u0530" <= char <= "\u139f":
        return next((script for first, last, script in BLOCKS if first <= ord(char) <= last), OWN)
    if char == " " and (current.complex or current.other):
        return current
    if "\uff00" <= char <= "\uffef":
        return current if current in EAST_ASIAN else han
    return OWN


def _kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff"
