"""The delivered file against what was printed: which paragraphs have been changed, added or taken out since."""

from __future__ import annotations

import difflib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from briefing import archives, fonts, pdfium
from briefing.errors import InputError
from briefing.model.record import Printed
from briefing.verify.report import Fault

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What is drawn has no paragraphs of the text; it may stand there twice, once for older programs.
_DRAWN = {
    f"{_W}drawing",
    f"{_W}pict",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
#: Notes that are none: the lines that Word draws above them.
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
#: Brackets that differ in their direction only.
_TURNED = str.maketrans(")]}»”’", "([{«“‘")
_NEXT = "Give the file as it was delivered."


def compare(printed: Printed, data: bytes) -> Iterator[Fault]:
    """What a delivered PDF or DOCX says otherwise than it was printed.

    Raises:
        InputError: the file is damaged.
    """
    if data.startswith(b"%PDF-"):
        yield from _pdf(printed, data)
    else:
        yield from _docx(printed, data)


def _docx(printed: Printed, data: bytes) -> Iterator[Fault]:
    was = [text for text in map(_plain, printed.texts) if text]
    now = [text for text in map(_plain, paragraphs(data)) if text]
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _told(was[a:b], now[c:d])


def _told(was: Sequence[str], now: Sequence[str]) -> Iterator[Fault]:
    """Paragraphs in the place of others: each with the one most like it."""
    rest = list(now)
    for old in was:
        close = difflib.get_close_matches(old, rest, n=1, cutoff=0.5)
        if close:
            rest.remove(close[0])
            yield Fault("page", "page", f"changed: {_difference(old, close[0])}")
        else:
            yield Fault("page", "page", f"gone: “{_short(old)}”")
    for new in rest:
        yield Fault("page", "page", f"added: “{_short(new)}”")


def _difference(old: str, new: str) -> str:
    """What stood there and what stands there now, with a few words around."""
    former, other = old.split(), new.split()
    start = 0
    while start < min(len(former), len(other)) and former[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(former), len(other)) - start and former[-1 - end] == other[-1 - end]:
        end += 1
    left = max(0, start - 3)
    right = max(0, end - 3)

    def part(words: list[str]) -> str:
        middle = " ".join(words[left : len(words) - right])
        return f"“{'… ' if left else ''}{_short(middle, 120)}{' …' if right else ''}”"

    return f"{part(former)} is now {part(other)}"


def paragraphs(data: bytes) -> Iterator[str]:
    """The words of every paragraph of a DOCX's body, tables row by row, then those of its notes.

    Without what a tracked change took out. A note's mark, which Word counts itself, is read as its number.

    Raises:
        InputError: the file is damaged.
    """
    # Without huge_tree: no deeper than 256 elements, which the walk below can follow.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archives.check(archive.infolist())
            body = _tree(archive, _BODY, parser)
            parts = [_tree(archive, name, parser) for name in _NOTES if name in archive.namelist()]
    except (*archives.DAMAGED, KeyError, etree.XMLSyntaxError) as error:
        raise InputError("the DOCX is damaged", next_step=_NEXT) from error
    order = [str(node.get(f"{_W}id")) for node in body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference")]
    numbers = {id_: str(number) for number, id_ in enumerate(dict.fromkeys(order), 1)}
    yield from _paragraphs(body, numbers)
    for root in parts:
        notes = {str(note.get(f"{_W}id")): note for note in root if note.get(f"{_W}type") not in _SEPARATORS}
        # In the order in which Word prints them; what no mark leads to is printed nowhere, and is told all the same.
        for id_ in dict.fromkeys((*(i for i in numbers if i in notes), *notes)):
            yield from _paragraphs(notes[id_], {"": numbers.get(id_, "")})


def _tree(archive: zipfile.ZipFile, name: str, parser: etree.XMLParser) -> etree._Element:
    content = archive.read(name)
    archives.check_markup(content)
    return etree.fromstring(content, parser)


def _paragraphs(root: etree._Element, numbers: Mapping[str, str]) -> Iterator[str]:
    """The words of the paragraphs in a part.

    Args:
        root: of the part, or a note.
        numbers: a note's number by its id; by ``""`` that of the note itself.
    """
    for paragraph in root.iter(f"{_W}p"):
        if not any(parent.tag in _DRAWN for parent in paragraph.iterancestors()):
            yield "".join(_written(paragraph, numbers))


def _written(node: etree._Element, numbers: Mapping[str, str]) -> Iterator[str]:
    for child in node:
        if child.tag in _DRAWN:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield "\t" if child.getparent().tag == f"{_W}r" else ""
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            yield numbers.get(str(child.get(f"{_W}id")), "")
        elif child.tag in (f"{_W}footnoteRef", f"{_W}endnoteRef"):
            yield numbers.get("", "")
        else:
            yield from _written(child, numbers)


def _pdf(printed: Printed, data: bytes) -> Iterator[Fault]:
    """A PDF has no paragraphs: what was printed must stand there in order, and nothing else."""
    now = _close(pdfium.words(data))
    at, left = 0, []
    for text in printed.texts:
        for part in text.split("\t"):
            words = _close(part.translate({ord(char): "□" for char in fonts.missing(part)}))
            place = now.find(words, at) if words else at
            if place < 0:
                yield Fault("page", "page", f"changed or gone: “{_short(_plain(part))}”")
                continue
            left.append(now[at:place])
            at = place + len(words)
    left.append(now[at:])
    heads = [part for footer in printed.footers for part in footer.split("\t")]
    rest = "".join(left)
    for known in sorted({_close(k) for k in (*heads, *printed.texts) if k}, key=len, reverse=True):
        rest = rest.replace(known, "")
    if rest := rest.replace("•", ""):
        yield Fault("page", "page", f"added: “{_short(rest)}”")


def _close(text: str) -> str:
    """Text without white space, in one form: a line's end inside a paragraph leaves no trace."""
    # PDFium gives a hyphen at a line's end as U+FFFE or U+0002, as if it had been put there to break the word.
    text = re.sub("[\ufffe\u0002]", "-", text)
    # Marks of direction are not drawn, and PDFium turns brackets round in Hebrew and Arabic.
    return re.sub(r"[\s\u200b-\u200f]+", "", unicodedata.normalize("NFKC", text)).translate(_TURNED)


def _plain(text: str) -> str:
    # A title's hyphens end no line.
    return " ".join(text.split()).replace("\u2011", "-")


def _short(words: str, most: int = 90) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
