"""Web addresses, of which a page or an archive may give any."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

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
