"""The paragraphs of a text that stands in a field of data, with markup or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.readers import attributes
from briefing.readers.archives.lines import Lines, of_text, of_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKUP = re.compile(r"<(?:p|br|div|html|body|span|a|em|strong|b|i|h\d|ul|li|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)


def lines(words: str) -> Lines:
    """The lines of a text, or those that its markup makes; captions are none of them.

    Raises:
        InputError: an element has more attributes than can be parsed.
    """
    if not _MARKUP.search(words):
        return of_text(words.replace("\r\n", "\n").replace("\r", "\n"))
    whole = tree(words)
    for caption in list(whole.iter("figcaption")) if whole is not None else ():
        caption.drop_tree()
    return of_tree(whole) if whole is not None else Lines(())


def tree(words: str) -> HtmlElement | None:
    """The elements of a text with markup; ``None`` where it holds nothing but markup.

    Raises:
        InputError: an element has more attributes than can be parsed.
    """
    from lxml import etree
    from lxml import html as lxml_html

    attributes.check(words, name="the text")
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
        return lxml_html.document_fromstring(words.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        return None


def paragraphs(words: str) -> list[str]:
    """The paragraphs of a text.

    >>> paragraphs("<p>One.</p><p>Two.</p>")
    ['One.', 'Two.']
    """
    text = lines(words)
    return text.paragraphs(0, len(text.lines))
