"""How many words a text has and whether it ends a sentence, also in scripts that put no spaces between words."""

from __future__ import annotations

import re

#: The marks that end a sentence, and those that may stand behind them.
_ENDS, _CLOSES = frozenset(".!?…。！？؟।۔။។៕።։"), "”’\"')]»」』"
#: Letters of scripts without spaces: Chinese and Japanese, then Thai, Lao, Burmese and Khmer.
_IDEOGRAPHIC = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SYLLABIC = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: Letters that an English word would take in these scripts, roughly.
IDEOGRAPHS_IN_WORD, SYLLABICS_IN_WORD = 2, 5
#: Any of them, by which most texts are known at once to have none.
_UNSPACED = re.compile(f"{_IDEOGRAPHIC.pattern}|{_SYLLABIC.pattern}")
#: Thai and Lao have no full stop: a text of so many of their letters is taken for sentences.
_STOPLESS = re.compile(r"[\u0e00-\u0eff]")
STOPLESS_LETTERS = 60


def count(text: str) -> int:
    """The words of a text; in a script without spaces, about as many as it would have in English.

    >>> count("The council voted.")
    3
    >>> count("市議会は月曜日に投票した。")
    6
    """
    spaced = len(text.split())
    if text.isascii() or _UNSPACED.search(text) is None:
        return spaced
    ideographs = len(_IDEOGRAPHIC.findall(text)) // IDEOGRAPHS_IN_WORD
    return max(spaced, ideographs, len(_SYLLABIC.findall(text)) // SYLLABICS_IN_WORD)


def is_stopped(text: str) -> bool:
    """Whether a text has the mark at its end by which a sentence stops; brackets and quotation marks may follow it.

    >>> is_stopped("“We stay.”"), is_stopped("Read more")
    (True, False)
    """
    return text.rstrip(_CLOSES)[-1:] in _ENDS


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    if is_stopped(text):
        return True
    return not text.isascii() and len(_STOPLESS.findall(text)) >= STOPLESS_LETTERS
