"""Characters that no page can hold."""

from __future__ import annotations

import re

from briefing.errors import UsageError

#: What neither XML 1.0 nor UTF-8 can hold: NUL and most control characters, half characters, U+FFFE and U+FFFF.
INVALID = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fault(words: str) -> str | None:
    r"""What is wrong with words that are to be printed, or ``None``.

    >>> fault("Draft"), fault("Draft\0")
    (None, 'contains a character that cannot be printed (U+0000) at 5')
    """
    match = INVALID.search(words)
    return match and f"contains a character that cannot be printed (U+{ord(match[0]):04X}) at {match.start()}"


def replaced(words: str) -> str:
    r"""Words with U+FFFD for each character that no page can hold.

    >>> replaced("Draft\0")
    'Draft�'
    """
    return INVALID.sub("\ufffd", words)


def check(words: str | None, where: str) -> str | None:
    """The words as they are.

    Args:
        words: what is to be printed, if anything.
        where: the option or field told with an error.

    Raises:
        UsageError: they hold a character that no page can hold.
    """
    if words is not None and (what := fault(words)):
        raise UsageError(what, where=where, next_step="Remove that character.")
    return words
