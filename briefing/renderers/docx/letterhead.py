"""The page put into a house's own Word file: its parts stay as they are, the page's blocks stand in its places.

What the page needs (styles, a list, links, the record) is added under names of its own, so that nothing of the file is
written over. A style of the page is based on the house's of the same name and says all that its lines were broken with.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from briefing import letterhead
from briefing.fonts import office_family
from briefing.letterhead import W
from briefing.model import record
from briefing.model.blocks import Block, Look, Table
from briefing.model.brief import Brief
from briefing.model.page import Letterhead, Page
from briefing.renderers import attached
from briefing.renderers.docx import notes
from briefing.renderers.docx import parts as our_parts
from briefing.renderers.docx.body import NAMESPACES, blocks_xml, joined, noted
from briefing.renderers.docx.links import Links
from briefing.renderers.docx.styles import HEADS, OUTLINE, STYLES, table_style
from briefing.renderers.docx.theme import theme
from briefing.renderers.docx.xml import HEAD, attribute, half_points, language, twips

#: What the names of the page's own styles begin with.
_OWN = "Briefing"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument"
_MAIN = f"{_KIND}.wordprocessingml.document.main+xml"
_RELATIONS = "word/_rels/document.xml.rels"
#: A numbering, a bookmark and a drawing of the page's own are counted from here.
_FIRST = 9000


def render(brief: Brief, page: Page, house: Letterhead) -> dict[str, bytes]:
    """The parts of the finished file, by name.

    Args:
        brief: whose record goes along.
        page: its blocks.
        house: the file they are put into.
    """
    parts = letterhead.parts(house.docx, "letterhead")
    kind = notes.KINDS.get(page.notes_at)
    first = _first_note(parts, kind) if kind is not None else notes.FIRST
    links = Links(page.anchors, notes.Marks.of(page, first))
    document = letterhead.tree(parts[letterhead.DOCUMENT])
    letterhead.fill(document, house.words)
    _put(document, page, house, links)
    _number_endnotes(document, notes.section(page))
    parts[letterhead.DOCUMENT] = _bytes(document)
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            root = letterhead.tree(parts[name])
            letterhead.fill(root, house.words)
            parts[name] = _bytes(root)
    relations = letterhead.tree(parts.get(_RELATIONS, f'<Relationships xmlns="{_RELS}"/>'.encode()))
    types = letterhead.tree(parts["[Content_Types].xml"])
    _completed(parts, relations, types, page)
    _styles(parts, page)
    _numbering(parts, relations, types, page)
    for id_, address in links.all():
        _relate(relations, _id(id_), "hyperlink", address, outside=True)
    if kind is not None:
        _notes(parts, relations, types, page, kind, first)
    _record(parts, relations, types, record.dump(brief, page, whole=False))
    parts["docProps/core.xml"] = our_parts.core(brief, page)
    _package(parts, types)
    for node in types.iter(f"{{{_TYPES}}}Override"):
        if node.get("PartName") == f"/{letterhead.DOCUMENT}":
            node.set("ContentType", _MAIN)
    parts[_RELATIONS] = _bytes(relations)
    parts["[Content_Types].xml"] = _bytes(types)
    return {"[Content_Types].xml": parts.pop("[Content_Types].xml"), **{name: parts[name] for name in sorted(parts)}}


def blank(data: bytes) -> dict[str, bytes]:
    """The parts of a house's file with nothing in its body, and nothing in the places at its head and foot."""
    parts = letterhead.parts(data, "letterhead")
    for name in sorted(parts):
        if not name.startswith(("word/document.", "word/header", "word/footer")) or not name.endswith(".xml"):
            continue
        root = letterhead.tree(parts[name])
        letterhead.fill(root, dict.fromkeys(letterhead.WORDS, ""))
        if name == letterhead.DOCUMENT:
            for item in letterhead.items(root, ()):
                item.node.getparent().remove(item.node)
            root.find(f"{W}body").insert(0, etree.Element(f"{W}p"))
        parts[name] = _bytes(root)
    return parts


def _put(document: etree._Element, page: Page, house: Letterhead, links: Links) -> None:
    """The blocks in their places."""
    blocks = [block for sheet in page.sheets for block in sheet]
    body = document.find(f"{W}body")
    targets = {place.name: blocks[place.first : place.last] for place in house.places}
    items = letterhead.items(document, targets)
    if any(item.place for item in items):
        for item in items:
            if item.place is not None:
                _fill_place(item.node, _elements(targets[item.place], page, links))
        return
    # Without a place the page goes behind what the file shows; the empty lines at its end make room.
    while items and not letterhead.shows(items[-1].node):
        body.remove(items.pop().node)
    section = body.find(f"{W}sectPr")
    for element in _elements(next(iter(targets.values())), page, links):
        section.addprevious(element)


def _fill_place(node: etree._Element, elements: Sequence[etree._Element]) -> None:
    """A content control keeps its frame; a paragraph makes way."""
    content = node.find(f"{W}sdtContent") if node.tag == f"{W}sdt" else None
    if content is not None:
        for child in list(content):
            content.remove(child)
        content.extend(elements)
        for prompting in list(node.iter(f"{W}showingPlcHdr")):
            prompting.getparent().remove(prompting)
        return
    for element in elements:
        node.addprevious(element)
    node.getparent().remove(node)


def _elements(blocks: Sequence[Block], page: Page, links: Links) -> list[etree._Element]:
    text = blocks_xml([(block, False) for block, _ in joined([tuple(blocks)])], page, links)
    if not blocks or isinstance(blocks[-1], Table):
        text += '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    text = _named(text)
    text = re.sub(
        r'<w:bookmark(Start|End) w:id="(\d+)"', lambda m: f'<w:bookmark{m[1]} w:id="{_FIRST + int(m[2])}"', text
    )
    text = text.replace('<wp:docPr id="1"', f'<wp:docPr id="{_FIRST}"')
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return list(etree.fromstring(f"<body{spaces}>{text}</body>".encode()))


def _named(text: str) -> str:
    """Markup with the page's own names of styles and links."""
    text = re.sub(r'<w:(pStyle|rStyle) w:val="(\w+)"/>', rf'<w:\1 w:val="{_OWN}\2"/>', text)
    return re.sub(r'r:id="(rIdLink\d+)"', lambda m: f'r:id="{_id(m[1])}"', text)


def _number_endnotes(document: etree._Element, properties: str) -> None:
    """What the page says of endnotes, where it has any, in place of what the house says: in the order of the schema."""
    if not properties:
        return
    section = document.find(f"{W}body/{W}sectPr")
    before = section.iterchildren(f"{W}headerReference", f"{W}footerReference", f"{W}footnotePr")
    at = max(map(section.index, before), default=-1) + 1
    for old in section.findall(f"{W}endnotePr"):
        section.remove(old)
    section[at:at] = _fragment(properties)


def _fragment(markup: str) -> list[etree._Element]:
    """Elements of Word's own."""
    return list(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{markup}</x>'))


def _first_note(parts: Mapping[str, bytes], kind: notes.Kind) -> int:
    """The first id that no note of the house's has."""
    if kind.part not in parts:
        return notes.FIRST
    return max((int(node.get(f"{W}id", "0")) for node in letterhead.tree(parts[kind.part])), default=0) + 1


def _notes(
    parts: dict[str, bytes],
    relations: etree._Element,
    types: etree._Element,
    page: Page,
    kind: notes.Kind,
    first: int,
) -> None:
    """The page's notes behind those of the house, whose lines above them stay."""
    links = Links()
    mine = letterhead.tree(_named(noted(page, links, first).decode()).encode())
    if kind.part in parts:
        root = letterhead.tree(parts[kind.part])
        root.extend([node for node in mine if node.get(f"{W}type") is None])
    else:
        root = mine
        _relate(relations, "rIdBriefingNotes", f"{kind.element}s", f"{kind.element}s.xml")
        _override(types, f"/{kind.part}", f"{_KIND}.wordprocessingml.{kind.element}s+xml")
    parts[kind.part] = _bytes(root)
    name = f"word/_rels/{kind.element}s.xml.rels"
    inside = letterhead.tree(parts.get(name, f'<Relationships xmlns="{_RELS}"/>'.encode()))
    for id_, address in links.all():
        _relate(inside, _id(id_), "hyperlink", address, outside=True)
    parts[name] = _bytes(inside)


def _note_styles(page: Page) -> str:
    """The styles of notes under the page's own names."""
    text = notes.styles(page).replace('<w:basedOn w:val="DefaultParagraphFont"/>', "")
    text = text.replace('<w:basedOn w:val="', f'<w:basedOn w:val="{_OWN}').replace(
        '<w:name w:val="', '<w:name w:val="Briefing '
    )
    return text.replace('w:styleId="', f'w:customStyle="1" w:styleId="{_OWN}')


def _id(link: str) -> str:
    return link.replace("rId", "rIdBriefing")


def _completed(parts: dict[str, bytes], relations: etree._Element, types: etree._Element, page: Page) -> None:
    """What Word wants of every file and a bare one may lack; what Word 2010 left for its predecessors goes."""
    wanted = {
        "styles": (f"{_KIND}.wordprocessingml.styles+xml", f'<w:styles xmlns:w="{W[1:-1]}"/>'.encode()),
        "settings": (f"{_KIND}.wordprocessingml.settings+xml", our_parts.settings(page)),
        "fontTable": (f"{_KIND}.wordprocessingml.fontTable+xml", our_parts.font_table()),
        "theme": (f"{_KIND}.theme+xml", theme(page)),
    }
    known = {str(node.get("Type")).rpartition("/")[2] for node in relations}
    for kind, (content_type, content) in wanted.items():
        target = "theme/theme1.xml" if kind == "theme" else f"{kind}.xml"
        if kind not in known and f"word/{target}" not in parts:
            parts[f"word/{target}"] = content
            _relate(relations, f"rIdBriefing{kind.title()}", kind, target)
            _override(types, f"/word/{target}", content_type)
    if parts.pop("word/stylesWithEffects.xml", None) is not None:
        for node in [*relations, *types]:
            if "stylesWithEffects" in (node.get("Target") or node.get("PartName") or ""):
                node.getparent().remove(node)


def _styles(parts: dict[str, bytes], page: Page) -> None:
    """The page's styles behind those of the house."""
    root = letterhead.tree(parts["word/styles.xml"])
    ids = {
        str(name.get(f"{W}val", "")).lower(): str(style.get(f"{W}styleId"))
        for style in root.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None and style.get(f"{W}type") == "paragraph"
    }
    for stale in [s for s in root.iter(f"{W}style") if str(s.get(f"{W}styleId")).startswith(_OWN)]:
        root.remove(stale)  # the file was made by briefing before
    # Where the house has no such spacing nothing is said of it: LibreOffice would part the items of lists otherwise.
    automatic = b"Autospacing" in parts["word/styles.xml"]
    made = "".join(_style(look, page, ids, automatic=automatic) for look in page.looks)
    made += f'<w:style w:type="character" w:customStyle="1" w:styleId="{_OWN}Hyperlink">'
    made += '<w:name w:val="Briefing Link"/></w:style>'
    made += table_style(page) + _note_styles(page)
    root.extend(_fragment(made))
    parts["word/styles.xml"] = _bytes(root)


def _style(look: Look, page: Page, ids: Mapping[str, str], *, automatic: bool) -> str:
    """A look as a style that leaves nothing to what it is based on that a line's breaks or height depend on."""
    id_, name = STYLES[look.name]
    lists = look.name in ("point", "question")
    base = ids.get(name.lower()) if look.name in ("title", *OUTLINE) else None
    family = office_family(look.family)
    size = half_points(look.size_pt)
    lang = language(page.language)
    none = 'w:beforeAutospacing="0" w:afterAutospacing="0" ' if automatic else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_OWN}{id_}"><w:name w:val="Briefing {name}"/>'
        + (f"<w:basedOn w:val={attribute(base)}/>" if base else "")
        + "<w:qFormat/><w:pPr>"
        + f'<w:keepNext w:val="{int(look.name in HEADS)}"/>'
        + '<w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>'
        + f'<w:numPr><w:numId w:val="{_FIRST if lists else 0}"/></w:numPr>'
        + '<w:suppressAutoHyphens/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        + f'<w:spacing w:before="{twips(look.before_pt)}" w:after="0" {none}'
        + f'w:line="{twips(look.leading_pt)}" w:lineRule="exact"/>'
        + ('<w:ind w:left="220" w:hanging="220"/>' if lists else '<w:ind w:left="0" w:right="0" w:firstLine="0"/>')
        + '<w:contextualSpacing w:val="0"/><w:jc w:val="left"/>'
        + (f'<w:outlineLvl w:val="{OUTLINE[look.name]}"/>' if look.name in OUTLINE else "")
        + f"</w:pPr><w:rPr><w:rFonts w:ascii={attribute(family)} w:hAnsi={attribute(family)} w:cs={attribute(family)}/>"
        + f'<w:b w:val="{int(look.bold)}"/><w:bCs w:val="{int(look.bold)}"/>'
        + f'<w:i w:val="{int(look.italic)}"/><w:iCs w:val="{int(look.italic)}"/>'
        + '<w:caps w:val="0"/><w:smallCaps w:val="0"/>'
        + f'<w:color w:val="{look.colour}"/><w:spacing w:val="0"/><w:w w:val="100"/><w:kern w:val="0"/>'
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:u w:val="none"/><w:lang w:val={attribute(lang)}/>'
        + "</w:rPr></w:style>"
    )


def _numbering(parts: dict[str, bytes], relations: etree._Element, types: etree._Element, page: Page) -> None:
    """The bullet of the page, beside the house's own lists."""
    name = "word/numbering.xml"
    mine = letterhead.tree(our_parts.numbering(page))
    abstract, number = mine.find(f"{W}abstractNum"), mine.find(f"{W}num")
    abstract.set(f"{W}abstractNumId", str(_FIRST))
    number.set(f"{W}numId", str(_FIRST))
    number.find(f"{W}abstractNumId").set(f"{W}val", str(_FIRST))
    if name not in parts:
        root = etree.fromstring(f'<w:numbering xmlns:w="{W[1:-1]}"/>')
        _relate(relations, "rIdBriefingNumbering", "numbering", "numbering.xml")
        _override(types, f"/{name}", f"{_KIND}.wordprocessingml.numbering+xml")
    else:
        root = letterhead.tree(parts[name])
    first = root.find(f"{W}num")
    if first is None:
        root.append(abstract)
    else:
        first.addprevious(abstract)
    last = root.findall(f"{W}num")
    if last:
        last[-1].addnext(number)
    else:
        abstract.addnext(number)
    parts[name] = _bytes(root)


def _record(parts: dict[str, bytes], relations: etree._Element, types: etree._Element, data: bytes) -> None:
    """The brief's record as a part of its own, beside the house's."""
    for stale in [n for n in parts if n.startswith("customXml/item") and attached.NAMESPACE.encode() in parts[n][:400]]:
        parts[stale] = f'{HEAD}<none xmlns="urn:briefing:none"/>'.encode()
    number = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in parts)
    parts[f"customXml/item{number}.xml"] = our_parts.data(data)
    parts[f"customXml/itemProps{number}.xml"] = our_parts.data_properties()
    parts[f"customXml/_rels/item{number}.xml.rels"] = our_parts.data_relations().replace(
        b"itemProps1.xml", f"itemProps{number}.xml".encode()
    )
    _relate(relations, "rIdBriefingRecord", "customXml", f"../customXml/item{number}.xml")
    _override(types, f"/customXml/item{number}.xml", "application/xml")
    _override(types, f"/customXml/itemProps{number}.xml", f"{_KIND}.customXmlProperties+xml")


def _package(parts: dict[str, bytes], types: etree._Element) -> None:
    """The title and the dates of the page in place of the file's own."""
    root = letterhead.tree(parts.get("_rels/.rels", f'<Relationships xmlns="{_RELS}"/>'.encode()))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    known = next((node for node in root if node.get("Type") == kind), None)
    if known is None:
        node = etree.SubElement(root, f"{{{_RELS}}}Relationship", Id="rIdBriefingCore", Type=kind)
        node.set("Target", "docProps/core.xml")
    else:
        before = posixpath.normpath(known.get("Target", "").lstrip("/"))
        if before != "docProps/core.xml":
            parts.pop(before, None)
        known.set("Target", "docProps/core.xml")
    parts["_rels/.rels"] = _bytes(root)
    _override(types, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")


def _relate(relations: etree._Element, id_: str, kind: str, target: str, *, outside: bool = False) -> None:
    node = etree.SubElement(relations, f"{{{_RELS}}}Relationship", Id=id_, Type=f"{_DOC}/{kind}", Target=target)
    if outside:
        node.set("TargetMode", "External")


def _override(types: etree._Element, part: str, kind: str) -> None:
    known = next((n for n in types if n.get("PartName") == part), None)
    if known is None:
        known = etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=part)
    known.set("ContentType", kind)


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
