"""What a language calls those who tell their own views, where their names stand nowhere in the text."""

from __future__ import annotations

from briefing import rules


def of_opinion(language: str) -> tuple[str, ...]:
    """What a language calls a piece of opinion and several authors of one; nothing where it has no words for them.

    >>> of_opinion("en")
    ('the commentary', 'the authors')
    """
    if language not in rules.languages("opinion"):
        return ()
    words = rules.load("opinion", language)["words"]
    return words["piece"], words["authors"]
