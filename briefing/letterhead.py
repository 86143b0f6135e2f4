"""A house's own Word file: its parts, and the places in it that a page is put into.

A place is a content control that bears a name as its tag or title, or words such as ``{{ chronology }}``, which stand
alone in their paragraph where a whole part of the page is meant.

Source: ISO/IEC 29500-1, 17.5.2 (structured document tags).
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefing import archives
from briefing.errors import TemplateError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Words that stand for what is said of the page, within any line of the file.
WORDS = ("title", "date", "kind", "reference", "to", "from", "mark")
#: The place of all that has no place of its own.
WHOLE = "briefing"
DOCUMENT = "word/document.xml"
#: The largest letterhead, in bytes.
MOST_BYTES = 20_000_000
_PLACE = re.compile(r"\{\{\s{0,9}(?P<name>[A-Za-z][\w -]{0,40}?)\s{0,9}\}\}")
#: What shows nothing in the body, and is left where it stands.
_UNSEEN = frozenset((f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr", f"{W}sectPr"))
_SINGLE = re.compile(r"(?<!\{)\{\s{0,9}(?P<name>[A-Za-z][\w -]{0,40}?)\s{0,9}\}(?!\})")
_NEXT = "Save it in Word as a document (.docx) or template (.dotx) without macros."


@dataclass(frozen=True, slots=True)
class Item:
    """One element of the body: a place for blocks, or what stands there as it is."""

    node: etree._Element
    place: str | None
    """The name of the place."""


def parts(data: bytes, where: str) -> dict[str, bytes]:
    """The parts of a Word file, by name.

    Args:
        data: the file.
        where: what it is called in messages.

    Raises:
        TemplateError: it is damaged, larger than a letterhead is, holds macros, or is no Word file.
    """
    if len(data) > MOST_BYTES:
        raise TemplateError(f"the letterhead has more than {MOST_BYTES:,} bytes", where=where, next_step=_NEXT)
    try:
        contents = dict(_unpacked(data))
    except archives.DAMAGED as error:
        raise TemplateError("the letterhead is not a Word file, or is damaged", where=where, next_step=_NEXT) from error
    if DOCUMENT not in contents:
        raise TemplateError("the letterhead is not a Word file", where=where, next_step=_NEXT)
    if any(name.endswith("vbaProject.bin") for name in contents):
        raise TemplateError("the letterhead contains macros", where=where, next_step=_NEXT)
    return contents


@functools.lru_cache(maxsize=4)
def _unpacked(data: bytes) -> Mapping[str, bytes]:
    """The parts of a Word file; each page that is put into it asks for them anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        archives.check(infos)
        contents = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    for name, content in contents.items():
        if name.endswith((".xml", ".rels")):
            archives.check_markup(content)
    return contents


def tree(content: bytes, where: str = "letterhead") -> etree._Element:
    """A part, parsed.

    Raises:
        TemplateError: it is no XML, or declares a document type.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise TemplateError("the letterhead is damaged", where=where, next_step=_NEXT) from error
    if root.getroottree().docinfo.doctype:
        raise TemplateError("the letterhead declares a document type", where=where, next_step=_NEXT)
    return root


def items(document: etree._Element, blocks: Collection[str]) -> list[Item]:
    """What stands in the body, from top to bottom; without any place the page goes behind all of it.

    Args:
        document: the root of ``word/document.xml``.
        blocks: the names that a place for blocks may have.
    """
    body = document.find(f"{W}body")
    if body is None:
        return []
    return [Item(node, _place(node, blocks)) for node in body if isinstance(node.tag, str) and node.tag not in _UNSEEN]


def _place(node: etree._Element, blocks: Collection[str]) -> str | None:
    inner = node if node.tag == f"{W}sdt" else _only_control(node)
    if inner is not None and (name := control(inner)) in blocks:
        return name
    match = _PLACE.fullmatch(words_of(node).strip()) if node.tag == f"{W}p" else None
    return name if match and (name := _name(match["name"])) in blocks else None


def _only_control(node: etree._Element) -> etree._Element | None:
    """The content control in whose words all words of a paragraph stand, as Word puts one into an empty line."""
    inner = node.find(f"{W}sdt") if node.tag == f"{W}p" else None
    if inner is None or words_of(node).strip() != "".join(text.text or "" for text in inner.iter(f"{W}t")).strip():
        return None
    return inner


def in_braces(paragraph: etree._Element) -> Iterator[str]:
    """The names of places that stand in a paragraph in braces."""
    yield from (_name(match["name"]) for match in _PLACE.finditer(words_of(paragraph)))


def in_single_braces(root: etree._Element) -> Iterator[str]:
    """The names that stand in a part in single braces, which make no place of them."""
    for paragraph in root.iter(f"{W}p"):
        yield from (_name(match["name"]) for match in _SINGLE.finditer(words_of(paragraph)))


def named(root: etree._Element) -> Iterator[str]:
    """The name of every place in a part, in braces or of a content control."""
    for paragraph in root.iter(f"{W}p"):
        yield from in_braces(paragraph)
    for node in root.iter(f"{W}sdt"):
        if name := control(node):
            yield name


def control(node: etree._Element) -> str:
    """The name of a content control: its tag, or else its title."""
    for key in ("tag", "alias"):
        element = node.find(f"{W}sdtPr/{W}{key}")
        if element is not None and (value := element.get(f"{W}val")):
            return _name(value)
    return ""


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph; not those of a text box that hangs on it."""
    return "".join(text.text or "" for text in _texts(paragraph))


def shows(node: etree._Element) -> bool:
    """Whether an element of the body shows anything: words, a table, a picture."""
    drawn = next(node.iter("{*}drawing", "{*}pict"), None) is not None
    return node.tag != f"{W}p" or drawn or bool(words_of(node).strip())


def fill(root: etree._Element, words: Mapping[str, str]) -> None:
    """Words put in the place of the names that stand for them, in the look that the names have."""
    for node in root.iter(f"{W}sdt"):
        if (name := control(node)) in words:
            _set(node, words[name])
    for paragraph in root.iter(f"{W}p"):
        texts = list(_texts(paragraph))
        whole = "".join(text.text or "" for text in texts)
        for match in reversed(list(_PLACE.finditer(whole))):
            if (name := _name(match["name"])) in words:
                _replace(texts, match.start(), match.end(), words[name])


def _set(node: etree._Element, words: str) -> None:
    """The words of a content control, which then no longer shows what prompts for them."""
    texts = list(node.iter(f"{W}t"))
    for number, text in enumerate(texts):
        _write(text, words if number == 0 else "")
    for prompting in list(node.iter(f"{W}showingPlcHdr", f"{W}rStyle")):
        style = prompting.get(f"{W}val", "")
        if prompting.tag.endswith("showingPlcHdr") or style.startswith("Placeholder"):
            prompting.getparent().remove(prompting)


def _replace(texts: list[etree._Element], start: int, end: int, words: str) -> None:
    at = 0
    for text in texts:
        old = text.text or ""
        a, b = max(start - at, 0), min(end - at, len(old))
        at += len(old)
        if a < b:
            _write(text, old[:a] + words + old[b:])
            words = ""


def _write(text: etree._Element, words: str) -> None:
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    for text in paragraph.iter(f"{W}t"):
        if next(text.iterancestors(f"{W}p"), None) is paragraph:
            yield text


def _name(written: str) -> str:
    return re.sub(r"[\s-]+", "_", written.strip().lower())
