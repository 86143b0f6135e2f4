"""Whether an element of a page has more attributes than can be parsed: libxml2 goes through them all for each more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import InputError

#: Attributes of one element; people's pages have some dozens, and 5,000 take a tenth of a second.
MOST = 5000
#: An element with fewer is not looked at.
_SOME = 64
#: The letters that the shortest attribute takes, with the space before it.
_SHORTEST = 2
_ATTRIBUTE = r"[\s/]+[^\s/>=][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*)?)?"
#: An attribute that is never gone back into, as Python 3.10 has to be told.
_ONCE = rf"(?=(?P<once>{_ATTRIBUTE}))(?P=once)"
_BEGUN = r"<[A-Za-z][^\s/><]{0,60}"
_MANY = re.compile(rf"(?P<begun>{_BEGUN})(?:{_ONCE}){{{_SOME}}}")
_ALL = re.compile(rf"{_BEGUN}(?:{_ONCE})*")
_ONE = re.compile(_ATTRIBUTE)


def check(markup: str, *, name: str) -> None:
    """Let markup pass in which no element has more than :data:`MOST` attributes.

    Every ``<`` before a letter is taken for an element's beginning, wherever it stands: in a comment, a script or an
    attribute, too, since what one parser takes for these another does not. So 5,000 words of a script without a ``>``
    are refused as well; none of 36 saved news pages has any.

    Raises:
        InputError: one has more.
    """
    passed: set[int] = set()  # where an attribute of an element begins that has not too many
    at = 0
    while match := _MANY.search(markup, at):
        at = match.start() + 1
        if match.end("begun") in passed:
            continue  # within an element that was counted, from there on with the same attributes
        whole = _ALL.match(markup, match.start())
        if whole is None or whole.end() - whole.start() <= MOST * _SHORTEST:
            continue
        starts = list(_starts(markup, match.end("begun"), whole.end()))
        if len(starts) > MOST:
            raise InputError(
                f"an element of the page has more than {MOST:,} attributes",
                where=name,
                next_step="Copy the article's text into a .txt file and give that file.",
            )
        passed.update(starts)


def _starts(markup: str, at: int, end: int) -> Iterator[int]:
    """Where each attribute of an element begins, from the end of its name on."""
    while (attribute := _ONE.match(markup, at, end)) is not None:
        yield at
        at = attribute.end()
