"""What a Word file can hide words in, or show them by, beside its paragraphs: held against the same page made again.

What is allowed is listed, not what is forbidden: an element that the page made again has not, and that word processors
do not add of themselves when they save, is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefing import archives
from briefing.errors import InputError
from briefing.verify import word_colours, word_links, word_measures, word_values
from briefing.verify.report import Fault
from briefing.verify.word_measures import attribute

_NEXT = "Give the file as it was delivered."
_RECORD = "{urn:briefing:record:1}record"
#: What Word and LibreOffice put into a page when they save it, and what neither shows nor hides a word.
_HARMLESS = frozenset(
    (
        "autoSpaceDE autoSpaceDN b bCs body bookmarkEnd bookmarkStart bottom cantSplit cnfStyle color "
        "contextualSpacing cols docGrid document fldChar fldSimple footerReference formProt ftr gridCol hyperlink i "
        "iCs ilvl insideH insideV instrText ind jc keepLines keepNext kern lang lastRenderedPageBreak left noProof "
        "numId numPr outlineLvl overflowPunct p pBdr pPr pStyle pgMar pgNumType pgSz proofErr r rFonts rPr rStyle "
        "rsid right sectPr shd snapToGrid spacing suppressAutoHyphens sz szCs t tab tabs tbl tblBorders "
        "tblCaption tblCellMar tblDescription tblGrid tblHeader tblInd tblLayout tblLook tblPr tblStyle tblW tc "
        "tcBorders tcMar tcPr tcW textAlignment textDirection top topLinePunct tr trPr type u vAlign widowControl "
        "wordWrap start end br cr noBreakHyphen softHyphen "
    ).split()
)
#: Drawn things: the strip of the timeline and a logo have them, and not one more may stand there.
_COUNTED = frozenset(
    "drawing pict object AlternateContent txbxContent altChunk subDoc sdt ruby oMath sym blip imagedata fldSimple "
    "instrText hyperlink footerReference headerReference sectPr pageBreak".split()
)
#: How LibreOffice draws the same once more, for older programs.
_DRAWN_AGAIN = frozenset(
    "pict group oval line rect roundrect shape fill stroke wrap round style lnRef fillRef effectRef fontRef gd".split()
)
#: Words of styles, too, can be hidden or struck out; names of parts tell the rest.
_IN_STYLES = frozenset(
    "vanish webHidden specVanish strike dstrike outline shadow emboss imprint effect position w fitText highlight "
    "framePr caps smallCaps vertAlign em".split()
)
_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES)(?:\s+\\\*\s+\w+)*\s*", re.IGNORECASE)
#: Parts that say nothing on the page. ``docProps/core.xml`` is held against the title by itself.
_SILENT = ("docProps/", "_rels/", "[Content_Types].xml", "customXml/", "word/fontTable", "word/webSettings")
_KINDS = frozenset(("xml", "rels", "png", "jpeg", "jpg"))
#: How a picture of those kinds begins.
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_BODY = "word/document.xml"
#: What a Word file says of itself, beside who saved it and when.
_SAID_OF_IT = frozenset("title subject description keywords category contentStatus".split())


@dataclass(slots=True)
class _Package:
    """What stands in a Word file besides the order of its paragraphs."""

    elements: Counter[str] = field(default_factory=Counter)
    """By local name: of the body, headers, footers and notes."""
    styles: set[str] = field(default_factory=set)
    """What its styles do to words."""
    texts: Counter[str] = field(default_factory=Counter)
    """Words outside the body."""
    alternatives: set[str] = field(default_factory=set)
    """What is told of a picture to whoever cannot see it; LibreOffice leaves it out."""
    codes: Counter[str] = field(default_factory=Counter)
    """What fields ask for."""
    colours: set[str] = field(default_factory=set)
    fills: set[str] = field(default_factory=set)
    at_margin: set[str] = field(default_factory=set)
    """Colours and grounds of headers and footers, where a handling mark has its own."""
    tips: set[str] = field(default_factory=set)
    """What a link shows to whoever points at it."""
    measures: word_measures.Measures = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    relations: Counter[str] = field(default_factory=Counter)
    pictures: set[bytes] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    values: word_values.Values = field(default_factory=dict)
    """What its attributes say."""
    pairs: set[word_colours.Pair] = field(default_factory=set)
    """Colour and ground of its words."""
    leads: set[word_links.Lead] = field(default_factory=set)
    """The words of each link, and where it leads."""
    properties: set[str] = field(default_factory=set)
    """What it says of itself: title, subject, keywords."""
    strange: list[str] = field(default_factory=list)


def faults(expected: bytes, data: bytes) -> Iterator[Fault]:
    """What a delivered file can show or hide by other means than its paragraphs.

    Args:
        expected: the page made again from its record.
        data: the file as it is now.

    Raises:
        InputError: the file is damaged, or unpacks to more than a page does.
    """
    made, now = _package(expected), _package(data)
    for what in (what for what in now.strange if what not in made.strange):
        yield Fault("hidden", "file", what)
    yield from _elements(made, now)
    yield from _texts(made, now)
    yield from _look(made, now)
    yield from word_values.faults(made.values, now.values)
    yield from _parts(made, now)


def _elements(made: _Package, now: _Package) -> Iterator[Fault]:
    drawn = _DRAWN_AGAIN if made.elements["drawing"] else frozenset()
    for name in sorted(set(now.elements) - set(made.elements) - _HARMLESS - drawn):
        yield Fault("hidden", "page", f"holds <{name}>, by which words can be shown or hidden")
    for name in sorted(_COUNTED & set(made.elements) | ({"pict"} & set(now.elements))):
        most = made.elements["drawing" if name == "pict" else name]
        if now.elements[name] > most:
            yield Fault("hidden", "page", f"holds {now.elements[name]} <{name}>; {most} were made")
    for name in sorted(now.styles - made.styles):
        yield Fault("hidden", "styles", f"a style has <{name}>, by which words can be shown or hidden")


def _texts(made: _Package, now: _Package) -> Iterator[Fault]:
    # A mark of a note that refers to an earlier one is a field, too, which leads where it was made to lead.
    for code in now.codes - made.codes:
        if not _FIELDS.fullmatch(code):
            yield Fault("hidden", "page", f"holds a field: “{_short(code)}”")
    known, there = {_uncounted(text) for text in made.texts}, {_uncounted(text) for text in now.texts}
    for text in sorted(there - known):
        yield Fault("hidden", "page", f"words outside the page's paragraphs: “{_short(text)}”")
    for text in sorted(now.alternatives - made.alternatives - {""}):
        yield Fault("hidden", "page", f"a picture is said to show “{_short(text)}”")
    for text in sorted(known - there):
        yield Fault("page", "page", f"gone: “{_short(text)}”")
    for label in sorted(now.labels - made.labels):
        if label:
            yield Fault("hidden", "page", f"a list's label says “{_short(label)}”")


def _look(made: _Package, now: _Package) -> Iterator[Fault]:
    for what, extra in (("colour", now.colours - made.colours), ("ground", now.fills - made.fills)):
        for value in sorted(extra):
            yield Fault("hidden", "page", f"words or cells in the {what} {value}, which the page has not")
    for value in sorted(now.at_margin - made.at_margin - made.colours - made.fills):
        yield Fault("hidden", "page", f"words of the header or footer in or on the colour {value}, which it has not")
    for colour, ground in word_colours.unread(made.pairs, now.pairs):
        yield Fault("hidden", "page", f"words in the colour {colour} on {ground or 'the paper'}, which nobody can read")
    yield from word_measures.faults(made.measures, now.measures)
    if now.pictures - made.pictures:
        yield Fault("hidden", "page", "holds a picture that was not made")
    if made.pictures - now.pictures:
        yield Fault("page", "page", "a picture is gone or another")


def _parts(made: _Package, now: _Package) -> Iterator[Fault]:
    for link in sorted(now.links - made.links):
        yield Fault("hidden", "page", f"leads elsewhere: {_short(link)}")
    for words, place in sorted(now.leads - made.leads):
        yield Fault("hidden", "page", f"the link “{_short(words, 30)}” leads elsewhere: {_short(place, 50)}")
    for text in sorted(now.properties - made.properties):
        yield Fault("hidden", "file", f"says of itself: “{_short(text)}”")
    for tip in sorted(now.tips - made.tips):
        yield Fault("hidden", "page", f"a link shows “{_short(tip)}” to whoever points at it")
    for kind in sorted(set(now.relations) - set(made.relations) - _RELATED):
        yield Fault("hidden", "file", f"is bound to a part of the kind “{kind}”")
    for part in sorted(now.parts - made.parts):
        if part.rpartition(".")[2].lower() not in _KINDS:
            yield Fault("hidden", "file", f"holds {part}, which was not made")


#: Where parts that say how words look lie.
_ONE_PLACE: Mapping[str, str] = {"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml"}
#: Kinds of parts that word processors add and that show nothing by themselves.
_RELATED = frozenset(
    "webSettings fontTable theme settings styles numbering customXml customXmlProps footer extended-properties "
    "core-properties officeDocument hyperlink stylesWithEffects metadata/core-properties thumbnail".split()
)


def _package(data: bytes) -> _Package:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    package, roots = _Package(), dict[str, etree._Element]()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            archives.check(infos)
            names = [info.filename for info in infos]
            for name in sorted({n for n in names if names.count(n) > 1}):
                package.strange.append(f"holds {name} twice")
            for info in infos:
                package.parts.add(info.filename)
                content = archive.read(info)
                if not info.filename.endswith((".xml", ".rels")):
                    _other(info.filename, content, package)
                    continue
                archives.check_markup(content)
                roots[info.filename] = etree.fromstring(content, parser)
    except (*archives.DAMAGED, etree.XMLSyntaxError) as error:
        raise InputError("the DOCX is damaged", next_step=_NEXT) from error
    for name, root in roots.items():
        _read(name, root, package)
    body, styles = roots.get(_BODY), roots.get("word/styles.xml")
    looks = {} if styles is None else word_colours.looks(styles)
    for name, root in roots.items():
        if name.startswith("word/") and root.tag in _WORDS:
            package.pairs |= word_colours.pairs(root, looks)
    if body is not None:
        package.leads = word_links.leads(body, roots.get("word/_rels/document.xml.rels"))
        package.strange += word_links.in_field_codes(body)
    return package


#: The parts whose words are shown.
_WORDS = frozenset(
    f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{part}"
    for part in "document hdr ftr footnotes endnotes comments".split()
)


def _other(name: str, content: bytes, package: _Package) -> None:
    """A part that is no XML: a picture, wherever it lies, and nothing else that is called one."""
    if not name.endswith("/") and not name.startswith("docProps/thumbnail."):
        package.pictures.add(content)
    if name.rpartition(".")[2].lower() in _KINDS and not content.startswith(_PICTURES):
        package.strange.append(f"holds {name}, which is no picture")


def _read(name: str, root: etree._Element, package: _Package) -> None:
    if root.getroottree().docinfo.doctype:
        package.strange.append(f"{name} declares a document type")
    local = name.removeprefix("word/")
    if name.endswith(".rels"):
        _relations(name, root, package)
    elif name.startswith("customXml/") and root.tag != _RECORD and "itemProps" not in name:
        package.strange.append(f"{name} holds data that is not the record")
    elif name == "docProps/core.xml":
        nodes = (node for node in root.iter(etree.Element) if etree.QName(node).localname in _SAID_OF_IT)
        package.properties |= {words for node in nodes if (words := " ".join((node.text or "").split()))}
    elif name.startswith(_SILENT) or local.startswith("theme"):
        return
    elif local.startswith(("styles", "numbering")):
        _styles(root, package)
    elif local.startswith("settings"):
        for node in root.iter(*_SETTINGS):
            package.strange.append(f"{name} holds <{etree.QName(node).localname}>")
    else:
        word_values.add(root, package.values, styles=False)
        word_measures.drawn(root, package.measures)
        for node in root.iter():
            if isinstance(node.tag, str):  # else a comment, or an instruction to a program
                _element(node, package, inside=local == "document.xml")


#: Settings that take something in, or by which a part of the page is not shown.
_SETTINGS = tuple(
    f"{{*}}{name}" for name in "attachedTemplate mailMerge docVars documentProtection evenAndOddHeaders".split()
)


def _relations(name: str, root: etree._Element, package: _Package) -> None:
    for node in root:
        kind = str(node.get("Type", "")).partition("relationships/")[2]
        target = str(node.get("Target"))
        if kind == "officeDocument" and (name != "_rels/.rels" or target.lstrip("/") != _BODY):
            package.strange.append(f"{name} names {_short(target)} as its words")
        if kind in _ONE_PLACE and not target.endswith(_ONE_PLACE[kind]):
            package.strange.append(f"{name} takes its {kind} from {_short(target)}")
        package.relations[kind] += 1
        if node.get("TargetMode") == "External":
            package.links.add(str(node.get("Target")))
            if kind != "hyperlink":
                package.strange.append(f"{name} takes in {_short(str(node.get('Target')))}")


def _styles(root: etree._Element, package: _Package) -> None:
    word_values.add(root, package.values, styles=True)
    for node in root.iter(etree.Element):
        tag = etree.QName(node).localname
        word_measures.add(node, tag, package.measures)
        if tag in _IN_STYLES and not _off(node):
            package.styles.add(tag)
        elif tag == "lvlText" and attribute(node.getparent(), "ilvl") == "0":  # no paragraph may be of another level
            package.labels.add(attribute(node))
        elif tag == "color" and _pale(attribute(node)):
            package.colours.add(attribute(node).upper())
        elif tag == "shd":
            _ground(node, package.fills)


def _element(node: etree._Element, package: _Package, *, inside: bool) -> None:
    tag = etree.QName(node).localname
    if tag in _SWITCHES and _off(node):
        return
    package.elements[tag] += 1
    if tag == "color":
        _colour(node, package.colours if inside else package.at_margin)
    elif tag == "shd":
        _ground(node, package.fills if inside else package.at_margin)
    elif tag == "hyperlink" and (tip := attribute(node, "tooltip")):
        package.tips.add(tip)
    elif tag == "pageBreakBefore" or (tag == "br" and attribute(node, "type") == "page"):
        package.elements["pageBreak"] += 1
    elif tag == "instrText":
        package.codes[" ".join((node.text or "").split())] += 1
    elif tag == "fldSimple":
        package.codes[" ".join(attribute(node, "instr").split())] += 1
    elif tag in ("docPr", "cNvPr"):
        package.alternatives.add(" ".join(f"{node.get('title', '')} {node.get('descr', '')}".split()))
    elif not inside and (words := " ".join((node.text or "").split())):
        package.texts[words] += 1
    word_measures.add(node, tag, package.measures)


#: What a word processor may write out although it is off.
_SWITCHES = frozenset(
    "strike dstrike vanish webHidden specVanish caps smallCaps outline shadow emboss imprint hidden bidi rtl".split()
)


def _off(node: etree._Element) -> bool:
    return attribute(node) in ("0", "false", "off")


def _colour(node: etree._Element, colours: set[str]) -> None:
    value = attribute(node).upper()
    if value and value != "AUTO":
        colours.add(value)
    if theme := attribute(node, "themeColor"):
        colours.add(f"theme {theme}")


def _ground(node: etree._Element, fills: set[str]) -> None:
    value = attribute(node, "fill").upper()
    if value and value != "AUTO":
        fills.add(value)


def _pale(colour: str) -> bool:
    try:
        return min(int(colour[i : i + 2], 16) for i in (0, 2, 4)) > 0xC0
    except ValueError:
        return colour.lower() not in ("", "auto")


def _uncounted(text: str) -> str:
    """A footer's words, for a number alone "0": word processors count the pages; "3 of 4 events" is the page's own."""
    return "0" if text.isdigit() else text


def _short(words: str, most: int = 90) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
