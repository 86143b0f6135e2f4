"""A saved web page: trafilatura finds the body, the page's own metadata the rest; what they miss is mended here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.errors import InputError
from briefing.model.text import DateFrom, Document, Dropped, Note, Span
from briefing.readers import page
from briefing.readers.decode import decode
from briefing.readers.ids import identifier
from briefing.readers.markdown import unmarked
from briefing.readers.metadata import Metadata, day_in, metadata, normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements of a page, and attributes of one that are looked at: what is written by people has fewer by far, and the
#: time that extraction takes grows with the square of either.
MOST_ELEMENTS, MOST_ATTRIBUTES = 50_000, 200

_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*(?P<name>[\w-]{2,40})", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?…:][”’\"')\]]*$")
_ITEM = re.compile(r"^[-•*–]\s+")


def read(data: bytes, name: str, declared: str | None = None) -> Document:
    """The article on a web page.

    Title, date, authors, publisher, address and language come from JSON-LD and meta tags; the body from trafilatura,
    with the standfirst and the paragraphs it missed put back where they stand. A paragraph that is one link is set
    aside as a related link.

    Args:
        data: the page.
        name: its file name or address.
        declared: the encoding a mail's or a server's header names; the page's own tag is used where there is none.

    Raises:
        InputError: the page holds no article, or only one that a browser would have to build first.
    """
    tree = _parsed(data, name, declared)
    about = metadata(tree, name)
    parts = page.paragraphs(tree)
    links = page.links(tree)
    above = page.standfirst(tree, about.title, about.summary)
    day, evidence = (about.date, about.date_evidence) if about.date else _guessed(tree)
    body = page.mended(_body(tree), parts)
    told = [" ".join(line.split()) for line in unmarked(about.body or "").splitlines() if normal(line)]
    # A page that scripts build shows little; its JSON-LD often carries the whole text.
    if _length(told) > 2 * _length(body) or (len(body) == 1 and len(told) > 1):
        body = told
    if not body:
        raise _no_article(name)
    heads = {normal(about.title or ""), *(normal(h.text_content()) for h in tree.iter("h1"))}
    body = _headed(body, heads, above)
    return _document(about, body, links, (day, evidence), name)


def _parsed(data: bytes, name: str, declared: str | None) -> HtmlElement:
    from lxml import etree
    from lxml import html as lxml_html

    if declared is None and (tag := _DECLARED.search(data[:4096])):
        declared = tag["name"].decode("ascii", errors="replace")
    text = decode(data, name=name, declared=declared)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise _no_article(name) from error
    for number, element in enumerate(tree.iter()):
        if number >= MOST_ELEMENTS:
            raise InputError(
                f"the page has more than {MOST_ELEMENTS:,} elements",
                where=name,
                next_step="Copy the article's text into a .txt file and give that file.",
            )
        if isinstance(element.tag, str) and len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()
    return tree


def _document(
    about: Metadata,
    body: Sequence[str],
    links: frozenset[str],
    dated: tuple[dt.date | None, str | None],
    name: str,
) -> Document:
    dropped: list[Dropped] = []
    at = 0
    for paragraph in body:
        if normal(paragraph) in links and not _ENDED.search(paragraph):
            dropped.append(Dropped(Span(at, at + len(paragraph)), "related", "link-only"))
        at += len(paragraph) + 2
    day, evidence = dated
    origin: DateFrom = "metadata" if about.date else "file" if day else "none"
    notes: tuple[Note, ...] = ()
    if day and not about.date:
        said = f"The page names no publication day; {day.isoformat()} was guessed from its text and address."
        notes = (Note("date-guessed", said, identifier(name)),)
    return Document(
        identifier(name),
        "\n\n".join(body),
        title=about.title,
        date=day,
        date_from=origin,
        date_evidence=evidence,
        authors=about.authors,
        publisher=about.publisher,
        url=about.url,
        language=about.language or "en",
        kind="html",
        dropped=tuple(dropped),
        notes=notes,
    )


def _body(tree: HtmlElement) -> list[str]:
    """The paragraphs trafilatura finds. Its fallbacks are left out: half its time, and no gain on news pages."""
    import trafilatura

    found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    text: str = getattr(found, "text", None) or ""
    lines = (" ".join(_ITEM.sub("", line.strip()).split()) for line in text.split("\n"))
    return [line for line in lines if normal(line)]


def _length(body: Sequence[str]) -> int:
    return sum(len(p.split()) for p in body)


def _headed(body: list[str], heads: set[str], above: str | None) -> list[str]:
    """The body without the headline near its top, and with the standfirst where the page shows one."""
    body = [p for i, p in enumerate(body) if i > 4 or normal(p) not in heads]
    if above and not any(normal(above) in normal(p) for p in body[:6]):
        body = [above, *body]
    return body


def _guessed(tree: HtmlElement) -> tuple[dt.date | None, str | None]:
    """The day htmldate finds where the page names none, by its careful search only: its wide one guesses."""
    import htmldate

    found = htmldate.find_date(tree, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    return (day_in(found), f"guessed by htmldate: {found}") if found else (None, None)


def _no_article(name: str) -> InputError:
    return InputError(
        "no article was found on this page",
        where=name,
        next_step="Open it in a browser, copy the article's text into a .txt file and give that file.",
    )
