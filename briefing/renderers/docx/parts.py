"""The small parts of the package, each in its schema's order."""

from __future__ import annotations

import codecs
import re

from briefing.fonts import OFFICE_FAMILY
from briefing.model.brief import Brief
from briefing.model.page import Banner, Page
from briefing.model.unprintable import INVALID
from briefing.renderers.attached import NAMESPACE
from briefing.renderers.docx import notes
from briefing.renderers.docx.links import Links
from briefing.renderers.docx.xml import HEAD, R, W, attribute, eighths, half_points, language, text, twips

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006"
#: Names the record among custom parts; the same in every file, so that the same page gives the same bytes.
_RECORD_ID = "{6B1F4C52-8E0D-4C7B-9A55-2D3E7F10A6B4}"
#: Bytes of the record that are written at a time.
_BLOCK = 2**20


def content_types(page: Page) -> bytes:
    """``[Content_Types].xml``."""
    parts = ("styles", "settings", "fontTable", "numbering")
    overrides = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{_TYPE}.{p}+xml"/>' for p in parts)
    head = f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>' if page.banner else ""
    if (kind := notes.KINDS.get(page.notes_at)) is not None:
        head += f'<Override PartName="/{kind.part}" ContentType="{_TYPE}.{kind.element}s+xml"/>'
    logo = ""
    if page.logo is not None:
        logo = f'<Default Extension="{page.logo.kind}" ContentType="image/{page.logo.kind}"/>'
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{logo}'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>{head}{overrides}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/customXml/itemProps1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    ).encode()


def package_relations() -> bytes:
    """``_rels/.rels``."""
    return (
        f'{HEAD}<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="rId1" Type="{_DOC}/relationships/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
        'core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_DOC}/relationships/extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>"
    ).encode()


def document_relations(page: Page, links: Links) -> bytes:
    """``word/_rels/document.xml.rels``."""
    parts = ("styles", "settings", "fontTable", "numbering")
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{_DOC}/relationships/{part}" Target="{part}.xml"/>'
        for i, part in enumerate(parts, 1)
    )
    relations += f'<Relationship Id="rIdFooter" Type="{_DOC}/relationships/footer" Target="footer1.xml"/>'
    if page.banner is not None:
        relations += f'<Relationship Id="rIdHeader" Type="{_DOC}/relationships/header" Target="header1.xml"/>'
    if (kind := notes.KINDS.get(page.notes_at)) is not None:
        target = f"{kind.element}s"
        relations += f'<Relationship Id="rIdNotes" Type="{_DOC}/relationships/{target}" Target="{target}.xml"/>'
    relations += f'<Relationship Id="rIdTheme" Type="{_DOC}/relationships/theme" Target="theme/theme1.xml"/>'
    relations += f'<Relationship Id="rIdRecord" Type="{_DOC}/relationships/customXml" Target="../customXml/item1.xml"/>'
    if page.logo is not None:
        relations += (
            f'<Relationship Id="rIdLogo" Type="{_DOC}/relationships/image" Target="media/logo.{page.logo.kind}"/>'
        )
    return f'{HEAD}<Relationships xmlns="{_RELS}">{relations}{_outside(links)}</Relationships>'.encode()


def note_relations(links: Links) -> bytes:
    """The relations of the part that holds the notes: the addresses they lead to."""
    return f'{HEAD}<Relationships xmlns="{_RELS}">{_outside(links)}</Relationships>'.encode()


def _outside(links: Links) -> str:
    return "".join(
        f'<Relationship Id="{id_}" Type="{_DOC}/relationships/hyperlink" Target={attribute(address)} '
        'TargetMode="External"/>'
        for id_, address in links.all()
    )


def data(record: bytes) -> bytes:
    """``customXml/item1.xml``: the brief's record as the one element of a part."""
    # XML 1.0 has no place for some characters; JSON has an escape for each, and they stand inside strings only.
    # In blocks: as one text, what 400 articles come to would be copied four times over.
    blocks = (record[at : at + _BLOCK] for at in range(0, len(record), _BLOCK))
    words = (INVALID.sub(lambda m: f"\\u{ord(m[0]):04x}", block) for block in codecs.iterdecode(blocks, "utf-8"))
    content = b"".join(text(block).encode() for block in words)
    return f'{HEAD}<record xmlns="{NAMESPACE}">'.encode() + content + b"</record>"


def data_properties() -> bytes:
    """``customXml/itemProps1.xml``: what the part that holds the record is."""
    return (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{_DOC}/customXml" ds:itemID="{_RECORD_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def data_relations() -> bytes:
    """``customXml/_rels/item1.xml.rels``."""
    return (
        f'{HEAD}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_DOC}/relationships/customXmlProps" '
        'Target="itemProps1.xml"/></Relationships>'
    ).encode()


def core(brief: Brief, page: Page) -> bytes:
    """``docProps/core.xml``: only what the user gave."""
    stamp = f"{brief.as_of.isoformat()}T00:00:00Z"
    author = f"<dc:creator>{text(brief.from_)}</dc:creator>" if brief.from_ else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(page.title)}</dc:title><dc:subject>{text(page.texts.get('kind', ''))}</dc:subject>{author}"
        f"<dc:language>{text(language(page.language))}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    ).encode()


def extended() -> bytes:
    """``docProps/app.xml``."""
    return (
        f'{HEAD}<Properties xmlns="{_DOC}/extended-properties"><Application>briefing</Application></Properties>'
    ).encode()


def font_table() -> bytes:
    """``word/fontTable.xml``."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{OFFICE_FAMILY}"><w:altName w:val="Liberation Sans"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def numbering(page: Page) -> bytes:
    """``word/numbering.xml``: the bullet of key points and questions."""
    hanging = twips(page.bullet_pt)
    return (
        f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{OFFICE_FAMILY}" w:hAnsi="{OFFICE_FAMILY}" w:cs="{OFFICE_FAMILY}"/></w:rPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def settings(page: Page) -> bytes:
    """``word/settings.xml``: compatibility mode 15, the layout of Word 2013 and later."""
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in modes.items()
    )
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{notes.settings(page)}<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val={attribute(language(page.language))}/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    ).encode()


def header(banner: Banner) -> bytes:
    """``word/header1.xml``: the handling mark."""
    return f'{HEAD}<w:hdr xmlns:w="{W}" xmlns:r="{R}">{_banner(banner)}</w:hdr>'.encode()


def _banner(banner: Banner) -> str:
    """The handling mark as a paragraph."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{banner.ground}"/>' if banner.ground else ""
    size = half_points(banner.size_pt)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="PageMark"/>'
        f'<w:spacing w:before="0" w:line="{twips(banner.leading_pt)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{"right" if banner.align == "right" else "center"}"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{banner.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{shade}</w:rPr>'
        f'<w:t xml:space="preserve">{text(banner.words)}</w:t></w:r></w:p>'
    )


def footer(page: Page) -> bytes:
    """``word/footer1.xml``: reference, counts, page number, and the handling mark."""
    foot = page.footer
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    numbers = "".join(
        f'<w:fldSimple w:instr=" {fields[part]} "><w:r><w:t>{1 if part == "{page}" else len(page.sheets)}</w:t></w:r>'
        "</w:fldSimple>"
        if part in fields
        else _run(part)
        for part in re.split(r"(\{pages?\})", foot.page)
        if part
    )
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}" xmlns:r="{R}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:pBdr>'
        f'<w:top w:val="single" w:sz="{eighths(foot.rule.weight_pt)}" w:space="{round(foot.rule.space_pt)}" '
        f'w:color="{foot.rule.colour}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{twips(page.width_pt)}"/></w:tabs></w:pPr>'
        f"{_run(foot.left) if foot.left else ''}<w:r><w:tab/></w:r>{numbers}</w:p>"
        f"{_banner(page.banner) if page.banner else ''}</w:ftr>"
    ).encode()


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r>'
