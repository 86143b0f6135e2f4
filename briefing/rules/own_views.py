"""What a language calls those who tell their own views, where their names stand nowhere in the text."""

from __future__ import annotations

from briefing import rules


def of_opinion(language: str) -> tuple[str, ...]:
    """What a language calls a piece of opinion, what reads like one, and several authors; nothing where it has none.

    >>> of_opinion("en")
    ('the commentary', 'the article', 'the authors')
    """
    if language not in rules.languages("opinion"):
        return ()
    words = rules.load("opinion", language)["words"]
    return words["piece"], words["article"], words["authors"]
