"""What a file's name says of it: whether it lies beside articles and is none, whether it holds an address."""

from __future__ import annotations

#: Endings of settings and review files, which lie beside articles.
_SETTINGS = (".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock", ".articles")
_LINKS = (".url", ".webloc", ".desktop")


def is_link(name: str) -> bool:
    """Whether a file holds the address of a page, as browsers and desktops keep one."""
    return name.lower().endswith(_LINKS)


def may_be_article(name: str) -> bool:
    """Whether a file that nobody has named, in a folder say, may be an article: no settings, review file or link.

    >>> may_be_article("quay.html"), may_be_article("quay.review.yaml"), may_be_article("Quay.URL")
    (True, False, False)
    """
    return not is_link(name) and not name.lower().endswith(_SETTINGS)
