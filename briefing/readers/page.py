"""The parts of a parsed page that a body extractor misses, or takes for story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from briefing.readers.metadata import normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements that hold no story even where their paragraphs look like it.
_ELSEWHERE = {"aside", "footer", "nav", "form", "figcaption", "figure", "blockquote", "button", "template", "noscript"}
#: The same by class or id. A "paywall" or "subscriber" box is often the story itself, so neither stands here.
_ELSEWHERE_NAMED = re.compile(
    r"comment|related|newsletter|promo|share|social|sidebar|caption|footer|recirc|cookie|advert|disclaimer|author-?bio"
    r"|\bbio\b|recommend|trending|popular|widget|modal|sign-?up|donat|breadcrumb|byline|credit|tooltip|correction",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"stand-?first|sub-?title|sub-?headline|\bdeck\b|[_-]deck|dek(?![a-z])|strapline|[_-]excerpt|summary|\blede?\b|-lede?\b"
    r"|article[_-]*(?:intro|description)|header[_-]*description",
    re.IGNORECASE,
)
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "div",
    "blockquote",
    "td",
    "section",
    "article",
    "header",
    "ul",
}
_INNER = {"div", "section", "aside", "ul", "ol", "figure", "iframe", "script", "style", "form", "table", "noscript"}
_ENDED = re.compile(r"[.!?…:][”’\"')\]]*$")
#: A paragraph with fewer words may be a label; it is neither put back nor taken for a standfirst.
FEWEST = 6
#: How many blocks after the headline a standfirst is looked for.
NEAR = 12
LONGEST_STANDFIRST = 70


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A ``p`` of the page."""

    words: str
    key: str
    """The words in small letters, for comparing."""
    home: tuple[str, str]
    """Tag and class of what it stands in."""
    elsewhere: bool
    """Whether it stands in a part of the page that holds no story."""


def paragraphs(tree: HtmlElement) -> tuple[Paragraph, ...]:
    """Every ``p`` of the page with words in it, in order."""
    return tuple(_paragraphs(tree))


def _paragraphs(tree: HtmlElement) -> Iterator[Paragraph]:
    for element in tree.iter("p"):
        words = " ".join(_words(element).split())
        if not words:
            continue
        parent = element.getparent()
        home = (str(parent.tag), parent.get("class") or "") if parent is not None else ("", "")
        yield Paragraph(words, normal(words), home, _is_elsewhere(element))


def _words(element: HtmlElement) -> str:
    """The text of an element without that of boxes and scripts inside it, which browsers show apart."""
    inner = [e for e in element.iterdescendants() if e.tag in _INNER]
    if not inner:
        return str(element.text_content())
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _INNER and isinstance(child.tag, str):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _is_elsewhere(element: HtmlElement) -> bool:
    for number, ancestor in enumerate([element, *element.iterancestors()]):
        if ancestor.tag in {"body", "html", "main", "article"}:
            return False
        if ancestor.tag in _ELSEWHERE:
            return True
        if number < 5 and _ELSEWHERE_NAMED.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"):
            return True
    return False


def links(tree: HtmlElement) -> frozenset[str]:
    """The words, in small letters, of every block that is one link and nothing else."""
    found = set()
    for link in tree.iter("a"):
        words = normal(link.text_content())
        if len(words.split()) < 3:
            continue
        block = next((a for a in link.iterancestors() if a.tag in _BLOCKS), None)
        if block is None or next(islice(block.iter(), 12, None), None) is not None:  # a block of more than twelve
            continue
        if normal(block.text_content()) == words:
            found.add(words)
    return frozenset(found)


def mended(body: Sequence[str], page: Sequence[Paragraph]) -> list[str]:
    """The body with the paragraphs put back that stand in the same kind of box as those found.

    Long reads are cut into several boxes between pictures and advertisements, and extraction may keep only some.
    """
    keys = {normal(p) for p in body}
    homes = Counter(p.home for p in page if p.key in keys and not p.elsewhere and len(p.key.split()) > FEWEST)
    known = {home for home, count in homes.items() if count >= max(3, homes.total() * 0.25)}
    inside = [i for i, p in enumerate(page) if p.key in keys and p.home in known]
    if not inside:
        return list(body)
    long_keys = [k for k in keys if len(k.split()) > 3]
    missed = [
        i
        for i, p in enumerate(page)
        # A first paragraph may stand just before the first one found; what follows the last one found is kept, too.
        if i >= inside[0] - 3 and p.home in known and not p.elsewhere and _is_missed(p, keys, long_keys)
    ]
    order = {p.key: i for i, p in enumerate(page)}
    placed: list[tuple[int, int, str]] = []
    last = -1
    for number, words in enumerate(body):
        last = order.get(normal(words), last)
        placed.append((last, number, words))
    back = [(i, len(body), page[i].words) for i in missed]
    return [words for _, _, words in sorted([*placed, *back])]


def _is_missed(paragraph: Paragraph, keys: set[str], long_keys: Sequence[str]) -> bool:
    """Whether a paragraph reads like story and no part of it stands in the body already."""
    if paragraph.key in keys or len(paragraph.key.split()) <= FEWEST or not _ENDED.search(paragraph.words):
        return False
    return not any(paragraph.key in k or k in paragraph.key for k in long_keys)


def standfirst(tree: HtmlElement, title: str | None, summary: str | None) -> str | None:
    """The line under the headline that sums the story up, where the page shows one.

    It is one of the first blocks after the headline, and is either what the metadata give as the summary or in a box
    that is named for it.
    """
    heads = [h for h in tree.iter("h1") if normal(h.text_content())]
    if not heads:
        return None
    head = next((h for h in heads if normal(h.text_content()) == normal(title or "")), heads[0])
    told = normal(summary or "")
    near = 0
    for element in head.xpath("following::*[self::p or self::h2 or self::h3 or self::div or self::span or self::li]"):
        if any(child.tag in _BLOCKS for child in element):
            continue
        words = " ".join(element.text_content().split())
        key = normal(words)
        if not FEWEST <= len(key.split()) <= LONGEST_STANDFIRST:
            continue
        near += 1
        if near > NEAR:
            return None
        boxes = [element, *list(element.iterancestors())[:2]]
        named = " ".join(f"{box.get('class') or ''} {box.get('data-testid') or ''}" for box in boxes)
        if (told and (key == told or (len(key) > 40 and told.startswith(key[:60])))) or _STANDFIRST.search(named):
            return words
    return None
