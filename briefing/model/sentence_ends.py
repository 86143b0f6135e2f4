"""The mark that words end with, behind what closes a quotation or a bracket: one answer for every room that asks."""

from __future__ import annotations

#: What may stand right behind the mark that ends a sentence.
_CLOSING = "”’»\"')]"
#: So many closing marks at most are looked behind.
_REACH = 20
ENDS = frozenset(".!?…")


def last_mark(words: str) -> str:
    """The last character of some words that closes neither a quotation nor a bracket; empty where there is none.

    Marks with a space before them, as in texts cut into words, open as well as close, and are no closing ones here.

    >>> last_mark("“The pier is shut.”"), last_mark("The pier is shut")
    ('.', 't')
    """
    return words.rstrip()[-_REACH:].rstrip(_CLOSING)[-1:]


def ends_sentence(words: str) -> bool:
    """Whether some words end as a sentence does; a heading, a label and a line broken off do not.

    >>> ends_sentence("(“Is it shut?”)"), ends_sentence("The pier:")
    (True, False)
    """
    return last_mark(words) in ENDS
