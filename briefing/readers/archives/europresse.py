"""Europresse: a page with an ``article`` each, whose parts are told by their classes; before 2014, a table's cell each.

Its PDF is read by ``europresse_sheets``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.readers.archives import days
from briefing.readers.archives.article import (
    LONGEST_NAME,
    Article,
    Found,
    authors,
    clean,
    is_rights,
    section_and_page,
)
from briefing.readers.archives.lines import of_tree
from briefing.readers.byline import names_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "Europresse"
#: How many lines of a cell the head takes.
HEAD = 8

_OUTLET = re.compile(r"(?:,|\s[-–])\s*(?:no|n°|nº|vol)\b\.?.*", re.IGNORECASE)
_PAGE = re.compile(r"\bp\.\s*(?P<page>[A-Z]{0,4}\d{1,4}(?:[-,]\s?[A-Z]{0,4}\d{1,4})*)")
_COUNTED = re.compile(r"\d+\s*(?:mots|words)", re.IGNORECASE)
#: What stands first below a story in a cell.
_FOOT = re.compile(r"(?:Numéro de document|Document Number|News document|Ce certificat|This certificate)\b")
#: Classes of the outlet, the line with the day, and the title, one of which each article has.
_HEADS = ("DocPublicationName", "DocHeader", "titreArticle", "grandTitre", "publiC-lblNodoc")
#: The number that the archive gives an article holds its day: "news·20190603·KB·0001".
_NUMBER = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


def read(tree: HtmlElement) -> Found | None:
    """The articles of a page in this form; ``None`` where it is in another."""
    articles = list(tree.iter("article"))
    if all(_part(article, "DocPublicationName") is None for article in articles):
        cells = _cells(tree)
        return Found(tuple(_in_cell(cell) for cell in cells)) if cells else None
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


def _cells(tree: HtmlElement) -> list[HtmlElement]:
    """The cells of a page before 2014 that hold an outlet's name, and so an article each."""
    named = (e for e in tree.iter("span") if "DocPublicationName" in (e.get("class") or "").split())
    cells = (next(e.iterancestors("td"), None) for e in named)
    return list(dict.fromkeys(cell for cell in cells if cell is not None))


def _in_cell(cell: HtmlElement) -> Article:
    """The article of a cell: outlet, day, title, perhaps an author, the story, its rights, the archive's own foot."""
    outlet = _words(_part(cell, "DocPublicationName"))
    header = " ".join(filter(None, (_words(e) for e in _every(cell, "DocHeader")))).replace(" ,", ",")
    title = _words(_part(cell, "TitreArticleVisu"))
    whole = of_tree(cell)
    texts = [line.text for line in whole.lines]
    head = {outlet, header, title}
    start = max((i + 1 for i, text in enumerate(texts[:HEAD]) if text in head), default=0)
    end = next((i for i in range(start, len(texts)) if _FOOT.match(texts[i])), len(texts))
    story = [p for p in whole.paragraphs(start, end) if not is_rights(p)]
    by = story[0] if len(story) > 1 and len(story[0]) <= LONGEST_NAME and names_in(story[0]) else None
    if by is not None and story[0][-1] not in ".!?:":
        story = story[1:]
    else:
        by = None
    page = _PAGE.search(header)
    return Article(
        title,
        clean(story),
        outlet=_OUTLET.sub("", outlet).strip() if outlet else None,
        day=days.in_text(header),
        dated=header or None,
        authors=authors(by or ""),
        section=section_and_page(days.before(header))[0],
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
    # Or it stands in a block of no class right below the title.
    title = _part(article, "titreArticle")
    below = title.getnext() if title is not None else None
    words = _words(below) if below is not None and below.tag in {"div", "p"} and not below.get("class") else None
    return words if words and len(words) <= LONGEST_NAME and days.in_text(words) is None else None


def _every(article: HtmlElement, name: str) -> Iterator[HtmlElement]:
    return (e for e in article.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split())


def _part(article: HtmlElement, name: str) -> HtmlElement | None:
    return next(_every(article, name), None)


def _words(element: HtmlElement | None) -> str | None:
    return " ".join(element.text_content().split()) or None if element is not None else None
