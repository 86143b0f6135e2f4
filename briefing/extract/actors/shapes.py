"""Names of people told by their shape, whatever list of given names they miss: "Jean-Claude", "Geun-hye", "O’Neill"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.actors.lexicon import Lexicon

# One syllable as Korean and Chinese names are spelled in Latin letters: "hye", "shek", "Geun", "Hsien", "Park".
_SYLLABLE = re.compile(
    r"""
    (?: [ktp]{2} | ch | sh | hs | ts | tz | zh | kw | hw | [bcdfghjklmnpqrstwxyz] )?
    [wy]? (?: [aeiou]{1,3} | y ) (?: ng | hn? | n | m | ck | rk | r | k | l | p | t )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SURNAME = re.compile(r"[od][’'‘][^\W\d_]{3}", re.IGNORECASE)


def two_syllables(word: str, lex: Lexicon) -> bool:
    """Whether a hyphened word with a small second part may be a given name: "Geun-hye", not "Ford-aligned"."""
    first, _, second = word.partition("-")
    if not first[:1].isupper() or not second.islower() or second in lex.no_syllables:
        return False
    return _SYLLABLE.fullmatch(first) is not None and _SYLLABLE.fullmatch(second) is not None


def one_syllable(word: str) -> bool:
    """Whether a word may be the surname beside such a given name: "Park", "Chiang", not "Warren"."""
    return word[:1].isupper() and word != word.upper() and _SYLLABLE.fullmatch(word) is not None


def double_given(low: str, lex: Lexicon) -> bool:
    """Whether two given names are joined by a hyphen: "jean-claude"."""
    first, _, second = low.partition("-")
    return first in lex.given and (second in lex.given or f"{second}e" in lex.given)


def apostrophe_surname(low: str) -> bool:
    """Whether a surname has the prefix that an apostrophe ends: "o’neill", "d’souza"."""
    return _SURNAME.match(low) is not None


def family_first(low: Sequence[str], lex: Lexicon) -> bool:
    """Whether three short words, lower case, are a Vietnamese name: family, middle and given name."""
    if len(low) != 3 or any(len(x) > 6 or not x.isalpha() for x in low):
        return False
    return low[0] in lex.family_first or (low[0] in lex.family_short and low[1] in ("thi", "thị", "van", "văn"))
