"""Addresses as links, and as they are printed."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_link(url: str | None) -> str | None:
    """An address that may be a link: http and https only."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return "".join(
        c if "!" <= c <= "~" and c not in '"<>\\^`{|}' else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace"))
        for c in url.strip()
    )


def anchor(number: int) -> str:
    """The link to a source in the list of the sources."""
    return f"#source-{number}"


def host(link: str) -> str:
    """The server of an address, without "www."."""
    return urlsplit(link).netloc.removeprefix("www.")


def shown(link: str, most: int = 60) -> str:
    """An address as it is printed: without scheme and query; nothing where it is longer than ``most`` characters.

    A part of an address leads nowhere; the headline carries the whole of it as its link.
    """
    parts = urlsplit(link)
    text = (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
    return text if len(text) <= most else ""
