"""Where a page is on the web: its own address, that of a copy in an archive, and its DOI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import addresses
from briefing.readers.ids import is_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(?P<doi>10\.\d{4,9}/[\w.;()/:<>-]{1,80})", re.IGNORECASE)


def doi(meta: dict[str, list[str]]) -> str | None:
    """The identifier that a page names as its own."""
    values = (
        value
        for name in ("citation_doi", "prism.doi", "dc.identifier", "bepress_citation_doi")
        for value in meta.get(name, ())
    )
    return next((match["doi"] for value in values if (match := _DOI.fullmatch(value.strip()))), None)


def address(tree: HtmlElement, meta: dict[str, list[str]], name: str) -> tuple[str | None, str | None]:
    """The page's own address, and that of the copy in a web archive that it was saved from.

    The first of canonical link, meta tags, where it was fetched from and what a browser wrote into it.
    """
    base = name if is_address(name) else ""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    given = (*links, *meta.get("og:url", ()), base, _saved_from(tree))
    wholes = [addresses.joined(base, (address or "").strip()) for address in given]
    homes = [addresses.copied(whole) or whole for whole in wholes]
    url = next((home for home in homes if re.match(r"https?://[^/\s]+\S*$", home, re.IGNORECASE)), None)
    copies = (whole for whole, home in zip(wholes, homes, strict=True) if whole != home and _same(home, url or ""))
    return url, next(copies, None)


def _same(mine: str, other: str) -> bool:
    """Whether two addresses are those of one page."""
    plain, also = (re.sub(r"^https?://(?:www\.)?|/$", "", a.lower()) for a in (mine, other))
    return plain == also


def _saved_from(tree: HtmlElement) -> str:
    """The address in the comment that browsers write into a saved page."""
    top = tree.getroottree().getroot()
    comments = [top.getprevious(), *list(top)[:3], *list(tree)[:3]]
    for comment in comments:
        text = comment.text if comment is not None and not isinstance(comment.tag, str) else None
        if match := re.search(r"saved from url=\(\d+\)(\S+)", text or ""):
            return match[1]
    return ""
