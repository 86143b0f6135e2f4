"""The document's styles: one for each look, by the names word processors know."""

from __future__ import annotations

from briefing.fonts import OFFICE_FAMILY
from briefing.model.blocks import Look, Table
from briefing.model.page import Page
from briefing.renderers.docx import notes
from briefing.renderers.docx.xml import HEAD, W, attribute, eighths, half_points, language, twips

#: For each look the id and the name of its paragraph style.
STYLES = {
    "mark": ("PageMark", "Page Mark"),
    "head": ("PageHead", "Page Head"),
    "title": ("Title", "Title"),
    "coverage": ("Subtitle", "Subtitle"),
    "label": ("Label", "Label"),
    "lead": ("BottomLine", "Bottom Line"),
    "heading": ("Heading1", "heading 1"),
    "subheading": ("Heading2", "heading 2"),
    "point": ("ListBullet", "List Bullet"),
    "cell-head": ("TableHead", "Table Head"),
    "cell": ("TableText", "Table Text"),
    "cell-note": ("TableNote", "Table Note"),
    "question": ("OpenQuestion", "Open Question"),
    "tick": ("TimelineDates", "Timeline Dates"),
    "source": ("Source", "Source"),
    "note": ("Note", "Note"),
    "footer": ("Footer", "footer"),
}
TABLE_STYLE = "BriefingTable"
#: Looks that make an outline, and their levels.
OUTLINE = {"heading": 0, "subheading": 1}
#: Looks that stand on one sheet with what follows them.
HEADS = frozenset(("heading", "subheading", "label", "cell-head"))
_LISTS = ("point", "question")


def style_id(look: Look) -> str:
    """The id of a look's paragraph style."""
    return STYLES[look.name][0]


def styles(page: Page) -> bytes:
    """``word/styles.xml``."""
    lang = language(page.language)
    fonts = "".join(f' w:{kind}="{OFFICE_FAMILY}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    base = next(look for look in page.looks if look.name == "cell")
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        f'<w:sz w:val="{half_points(base.size_pt)}"/><w:szCs w:val="{half_points(base.size_pt)}"/>'
        f'<w:lang w:val={attribute(lang)} w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr>"
        # Word would set a quarter of an em between Chinese and Latin words, which no line here has room for.
        f'<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{twips(base.leading_pt)}" w:lineRule="exact"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    character = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/></w:style>'
    )
    paragraphs = "".join(_paragraph(page, look) for look in page.looks)
    return (
        f'{HEAD}<w:styles xmlns:w="{W}">{defaults}{normal}{character}{_tables(page)}{paragraphs}{notes.styles(page)}'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/>'
        "</w:style>"
        "</w:styles>"
    ).encode()


def _paragraph(page: Page, look: Look) -> str:
    id_, name = STYLES[look.name]
    lists = look.name in _LISTS
    hanging = twips(page.bullet_pt)
    outline = f'<w:outlineLvl w:val="{OUTLINE[look.name]}"/>' if look.name in OUTLINE else ""
    keep = "<w:keepNext/>" if look.name in HEADS else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"{_custom(name)}><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/>'
        + ('<w:next w:val="Normal"/>' if look.name in ("title", *OUTLINE) else "")
        + "<w:qFormat/>"
        f"<w:pPr>{keep}"
        + ('<w:numPr><w:numId w:val="1"/></w:numPr>' if lists else "")
        + f'<w:spacing w:before="{twips(look.before_pt)}" w:line="{twips(look.leading_pt)}" w:lineRule="exact"/>'
        + (f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if lists else "")
        + f"{outline}</w:pPr>{run_properties(look)}</w:style>"
    )


def _custom(name: str) -> str:
    """Whether a style is none of Word's own."""
    built_in = {"Title", "Subtitle", "heading 1", "heading 2", "List Bullet", "footer"}
    return "" if name in built_in else ' w:customStyle="1"'


def run_properties(look: Look) -> str:
    """A look's type."""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    italic = "<w:i/><w:iCs/>" if look.italic else ""
    size = half_points(look.size_pt)
    return (
        f'<w:rPr>{bold}{italic}<w:color w:val="{look.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _tables(page: Page) -> str:
    """The table styles."""
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return normal + table_style(page, '<w:basedOn w:val="TableNormal"/>')


def table_style(page: Page, based: str = "") -> str:
    """The page's own table style: rules between rows, a stronger one under the head; nothing without a table.

    Args:
        page: whose first table has the rules.
        based: the element that names the style it is based on.
    """
    table = next((b for sheet in page.sheets for b in sheet if isinstance(b, Table)), None)
    if table is None:
        return ""
    line = f'w:val="single" w:sz="{eighths(table.rule.weight_pt)}" w:space="0" w:color="{table.rule.colour}"'
    head = f'w:val="single" w:sz="{eighths(table.head_rule.weight_pt)}" w:space="0" w:color="{table.head_rule.colour}"'
    pad = twips(table.rule.space_pt)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Briefing Table"/>'
        f"{based}<w:qFormat/><w:tblPr><w:tblBorders>"
        f"<w:bottom {line}/><w:insideH {line}/></w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="{pad}" w:type="dxa"/>'
        f'<w:right w:w="{twips(table.gutter_pt)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {head}/></w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )
