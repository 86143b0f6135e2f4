"""Web addresses, of which a page or an archive may give any."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

#: Web archives whose addresses end with that of the page that was copied: the Internet Archive, archive.today under all
#: its names, those of Britain and of Portugal. The moment of the copy stands before it.
_COPY = re.compile(
    r"""https?://(?:
        web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?
      | archive\.(?:today|ph|is|li|vn|md|fo)/\d{4}\.\d\d\.\d\d-\d{6}
      | (?:www\.)?(?:webarchive\.org\.uk|arquivo\.pt)/(?:[a-z]{2}/)?wayback/(?:archive/)?\d{8,14}(?:[a-z]{2}_)?
      | webarchive\.nationalarchives\.gov\.uk/(?:ukgwa/)?\d{8,14}(?:[a-z]{2}_)?
    )/(?P<address>https?://\S+)""",
    re.VERBOSE,
)
_NONE = SplitResult("", "", "", "", "")


def split(address: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none.

    >>> split("https://example.org/a").netloc, split("https://[example.org/a").netloc
    ('example.org', '')
    """
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that is not closed, letters that stand for a stroke
        return _NONE


def joined(base: str, address: str) -> str:
    """An address as a page at ``base`` means it; empty where it is none.

    >>> joined("https://example.org/a/b", "../c"), joined("https://example.org/a", "//[c")
    ('https://example.org/c', '')
    """
    try:
        whole = urljoin(base, address)
    except ValueError:
        return ""
    return whole if split(whole) != _NONE else ""


def copied(address: str) -> str | None:
    """The address of the page of which a web archive keeps a copy at this one; ``None`` where it keeps none there.

    >>> copied("https://web.archive.org/web/20260610/https://mail.example/lock")
    'https://mail.example/lock'
    >>> copied("https://web.archive.org/about") is None
    True
    """
    match = _COPY.fullmatch(address)
    return match["address"] if match is not None else None
