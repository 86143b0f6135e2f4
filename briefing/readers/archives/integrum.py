"""Integrum: a page of Russian articles, each a cell of coded fields (``^ИС:`` …) and the story as it was set below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.readers.archives import days
from briefing.readers.archives.article import Article, Found, authors, clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "Integrum"

#: A field of a cell: source, section, day, author, title; the number of the issue is not read.
_FIELD = re.compile(r"\^(?P<code>ИС|РБ|НР|ДТ|АВ|ЗГ):(?P<value>[^^]*)")
#: The white space with which a paragraph of a story begins; its other lines have none.
_INDENT = re.compile(r"^(?=[ \t]{2,}\S)", re.MULTILINE)


def read(tree: HtmlElement) -> Found | None:
    """The articles of a page in this form; ``None`` where it is in another."""
    cells = [(cell, _fields(cell)) for cell in tree.iter("td")]
    articles = tuple(_article(cell, fields) for cell, fields in cells if {"ИС", "ДТ"} <= fields.keys())
    return Found(articles) if articles else None


def _fields(cell: HtmlElement) -> dict[str, str]:
    """What stands behind each code."""
    fields = _FIELD.finditer(cell.text_content())
    return {field["code"]: " ".join(field["value"].split()) for field in fields}


def _article(cell: HtmlElement, fields: dict[str, str]) -> Article:
    # The story stands behind the cell's own table and before the next one.
    story = next((e for e in cell.xpath("following::*[self::pre or self::td]")), None)
    words = story.text_content() if story is not None and story.tag == "pre" else ""
    dated = fields["ДТ"]
    return Article(
        fields.get("ЗГ") or None,
        clean(_INDENT.split(words)),
        outlet=fields["ИС"] or None,
        day=days.in_text(dated),
        dated=dated or None,
        authors=authors(fields.get("АВ", "")),
        section=fields.get("РБ") or None,
        language="ru",
    )
