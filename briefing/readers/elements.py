"""Elements of XML by their names, whatever their namespaces, and the story that one of them holds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.readers import prose
from briefing.readers.archives.lines import of_tree
from briefing.readers.decode import decode, is_known

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What stands in a body and is no part of its story: a page's own head and foot, pictures with their captions.
_BESIDE = frozenset("header footer nav aside figure figcaption media".split())
#: What may hold words of a story without a paragraph in it.
_HOLDERS = frozenset({"li", "blockquote"})
#: How agencies say below a story that it is over, some with their name alone: "(BusinessDesk)", "==Kyodo".
_END = re.compile(
    r"\W{0,3}(?:ends?|-?\s?30\s?-?|#{2,5}|/?ritzau/?)\W{0,3}|\(\w{2,20}\)|={2,3}\s?\w{2,20}", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:p|br|div)\b[^<>]{0,200}>", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2})(?:[-_][A-Za-z0-9-]{2,20})?", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Both forms of Norwegian, as elsewhere in archives.
_NORWEGIAN = {"nb": "no", "nn": "no"}


_DECLARED = re.compile(
    rb"<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"'](?P<name>[\w.:-]{2,40})[\"'][^<>]{0,200}\?>"
)
#: Encodings that XML declares and often does not use: as in pages, Windows-1252 and UTF-8 are meant.
_DOUBTFUL = frozenset({"iso8859-1", "ascii", "cp1252"})


def recoded(data: bytes, name: str) -> bytes:
    """The bytes of an XML file without white space before it, in UTF-8 where it declares ISO 8859-1 or the like.

    Raises:
        InputError: the bytes are no text.
    """
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    match = _DECLARED.match(data)
    declared = match["name"].decode("ascii", errors="replace") if match else ""
    if match is None or not is_known(declared) or codecs.lookup(declared).name not in _DOUBTFUL:
        return data
    return decode(data[match.end() :], name=name, declared=declared).encode("utf-8").lstrip()


def name(element: _Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def every(element: _Element | None, tag: str) -> Iterator[_Element]:
    """The elements of a name in and under an element."""
    return (e for e in element.iter() if name(e) == tag) if element is not None else iter(())


def first(element: _Element | None, tag: str) -> _Element | None:
    """The first of these."""
    return next(every(element, tag), None)


def text_of(element: _Element | None) -> str | None:
    """An element's words, in one line."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def attribute(element: _Element | None, path: str, key: str) -> str | None:
    """An attribute of the first element at the end of a path of names."""
    for tag in path.split("/"):
        element = first(element, tag)
    value: str | None = element.get(key) if element is not None else None
    return value


def language(*values: str | None) -> str | None:
    """The language of the first value that names one as BCP 47 does: ``nb-NO``, ``EN``; not ``x-default``."""
    for value in values:
        if value and (match := _LANGUAGE.fullmatch(value.strip())):
            code = match["code"].lower()
            return _NORWEGIAN.get(code, code)
    return None


def spoken(item: _Element) -> str | None:
    """What an item says of its language in its own attributes."""
    value: str | None = item.get(_XML_LANG) or item.get("baselang")
    return value


def story_of(text: str) -> list[str]:
    """The paragraphs of a text, or of a page or a piece of one.

    Raises:
        InputError: an element has more attributes than can be parsed.
    """
    if not re.search(r"<p[\s>]", text, re.IGNORECASE):
        return prose.paragraphs(text)
    tree = prose.tree(text)
    return story(tree) if tree is not None else []


def story(body: _Element | None, tag: str = "p") -> list[str]:
    """The paragraphs of an element and the items of its lists, without what stands beside the story."""
    if body is None:
        return []
    kept = [said for e in _blocks(body, tag) if (said := text_of(e))]
    if not kept:
        text = "".join(body.itertext())
        if _MARKUP.search(text):  # markup that is written as text, as NewsML may hold HTML
            kept = prose.paragraphs(text)
        else:
            lines = of_tree(body)
            kept = lines.paragraphs(0, len(lines.lines))
    while len(kept) > 1 and _END.fullmatch(kept[-1]):
        kept.pop()
    return kept


def _blocks(body: _Element, tag: str) -> Iterator[_Element]:
    """The elements of a name, and the items of lists and quotations that have none in them, in their order."""
    from lxml import etree

    aside: _Element | None = None
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if aside is not None:
            if event == "end" and element is aside:
                aside = None
        elif event == "start" and name(element) in _BESIDE and element is not body:
            aside = element
        elif event == "start" and (name(element) == tag or (tag == "p" and _holds_words(element))):
            yield element


def _holds_words(element: _Element) -> bool:
    """Whether an element other than a paragraph holds words of the story that stand in none."""
    return name(element) in _HOLDERS and all(name(e) not in {"p", *_HOLDERS} for e in element.iterdescendants())
