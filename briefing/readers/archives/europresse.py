"""Europresse: a page with an ``article`` each, whose parts are told by their classes.

Its PDF is read by ``europresse_sheets``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from briefing.readers.archives import days
from briefing.readers.archives.article import Article, Found, authors, clean, section_and_page
from briefing.readers.archives.lines import of_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "Europresse"

_OUTLET = re.compile(r"(?:,|\s[-–])\s*(?:no|n°|nº|vol)\b\.?.*", re.IGNORECASE)
_PAGE = re.compile(r"\bp\.\s*(?P<page>[A-Z]{0,4}\d{1,4}(?:[-,]\s?[A-Z]{0,4}\d{1,4})*)")
_COUNTED = re.compile(r"\d+\s*(?:mots|words)", re.IGNORECASE)
#: Classes of the outlet, the line with the day, and the title, one of which each article has.
_HEADS = ("DocPublicationName", "DocHeader", "titreArticle", "grandTitre", "publiC-lblNodoc")
#: The number that the archive gives an article holds its day: "news·20190603·KB·0001".
_NUMBER = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


def read(tree: HtmlElement) -> Found | None:
    """The articles of a page in this form; ``None`` where it is in another."""
    articles = list(tree.iter("article"))
    if all(_part(article, "DocPublicationName") is None for article in articles):
        return None
    # One that lacks its outlet's name is an article all the same.
    return Found(tuple(_article(a) for a in articles if any(_part(a, name) is not None for name in _HEADS)))


def _article(article: HtmlElement) -> Article:
    outlet = _words(_part(article, "DocPublicationName")) or _words(_part(article, "sm-margin-bottom"))
    header = _words(_part(article, "DocHeader"))
    title = (
        _words(_part(article, "titreArticleVisu"))
        or _words(_part(article, "rdp__articletitle"))
        or _words(_part(article, "titreArticle"))
        or _words(_part(article, "grandTitre"))
    )
    by = _words(_part(article, "docAuthors")) or _author(article)
    body = _part(article, "docOcurrContainer")
    if body is None:
        body = _part(article, "DocText")
    if body is None:
        body = article.find(".//section")
    section = days.before(header or "")
    page = _PAGE.search(header or "")
    number = _words(_part(article, "publiC-lblNodoc"))
    lines = of_tree(body) if body is not None else None
    story = lines.paragraphs(0, len(lines.lines)) if lines is not None else []
    return Article(
        title,
        clean(p for p in story if p not in {title, by, header}),
        outlet=_OUTLET.sub("", outlet).strip() if outlet else None,
        day=days.in_text(header or "") or _numbered(number or ""),
        dated=header or number,
        authors=authors(by or ""),
        section=section_and_page(section)[0],
        page=page["page"] if page else None,
    )


def _numbered(number: str) -> dt.date | None:
    """The day in an article's number; ``None`` where it holds none of the calendar."""
    match = _NUMBER.search(number)
    return days.valid(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def _author(article: HtmlElement) -> str | None:
    """The line between the title and the story that is neither: the class of a byline is that of a margin."""
    header = article.find(".//header")
    for element in header.iter("p", "div") if header is not None else ():
        names = element.get("class") or ""
        if "bottomNews" in names or "Authors" in names:
            words = _words(element)
            if words and not _COUNTED.fullmatch(words) and days.in_text(words) is None:
                return words
    return None


def _part(article: HtmlElement, name: str) -> HtmlElement | None:
    part: HtmlElement | None = next(
        (e for e in article.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split()), None
    )
    return part


def _words(element: HtmlElement | None) -> str | None:
    return " ".join(element.text_content().split()) or None if element is not None else None
