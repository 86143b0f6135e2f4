"""What the attributes of a Word file say: each value is one of the page made again, or one that shows nothing else.

Word processors write out much when they save a file. What they may write is listed here; any other value
that the page made again has not, is told: a font of signs, a text direction, a tab stop far out, a column a hair wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.verify import word_measures
from briefing.verify.report import Fault

#: (element, attribute) → its values, of body, headers, footers and notes; of styles under ``style ELEMENT``.
Values = dict[tuple[str, str], set[str]]

_XML = "{http://www.w3.org/XML/1998/namespace}"
#: What is drawn has measures of its own (:func:`word_measures.drawn`); what it holds is counted.
DRAWN = frozenset("drawing pict object AlternateContent".split())
#: Elements whose attributes show nothing, or are looked at elsewhere: colours, links, fields and measures.
_FREE = frozenset(
    "lang proofErr cnfStyle tblLook bookmarkStart bookmarkEnd lastRenderedPageBreak outlineLvl kern pStyle rStyle "
    "tblStyle numId instrText fldSimple color rsid document body hdr ftr footnotes endnotes footnote endnote".split()
)
#: Attributes that show nothing, whatever element has them.
_MARKS = re.compile(r"rsid\w*|id|paraId|textId|Ignorable|hint|anchor|tooltip|tgtFrame|history|instr|code")
_ON_OFF = frozenset("0 1 true false on off".split())
#: Values that word processors write, and by which no word is hidden.
_WRITTEN: Mapping[tuple[str, str], frozenset[str]] = {
    key: frozenset(values.split())
    for key, values in {
        ("textDirection", "val"): "lrTb",
        ("textAlignment", "val"): "auto baseline center top bottom",
        ("jc", "val"): "left start right end center both",
        ("vAlign", "val"): "top center bottom both",
        ("tab", "val"): "clear num left start center right end",
        ("tab", "leader"): "none",
        ("docGrid", "type"): "default",
        ("cols", "equalWidth"): "0 1 true false",
        ("pgNumType", "fmt"): "decimal",
        ("pgSz", "orient"): "portrait",
        ("u", "val"): "none",
        ("side", "val"): "nil none single",
        ("side", "color"): "auto",
        ("side", "type"): "dxa auto nil",
        ("shd", "val"): "clear nil",
        ("shd", "color"): "auto",
        ("tblW", "type"): "dxa auto nil",
        ("tcW", "type"): "dxa auto nil",
        ("tblInd", "type"): "dxa auto nil",
        ("tblLayout", "type"): "fixed autofit",
        ("spacing", "lineRule"): "auto exact atLeast",
        ("trHeight", "hRule"): "auto exact atLeast",
        ("type", "val"): "nextPage continuous",
        ("br", "type"): "textWrapping page",
        ("fldChar", "fldCharType"): "begin separate end",
    }.items()
}
#: Faces of letters that word processors name in styles of their own; those of signs (Symbol, Wingdings) are none.
_FACES = re.compile(
    r"(?:Liberation|DejaVu|Noto|Arial|Aptos|Calibri|Cambria|Carlito|Courier|Georgia|Helvetica|Segoe UI|Tahoma|Times|"
    r"Verdana)(?! Symbol)(?! Math)[\w ]*"
)
_PROPERTIES = frozenset("pPr rPr tblPr trPr tcPr sectPr".split())


def add(root: etree._Element, values: Values, *, styles: bool) -> None:
    """Put every attribute's value of a part into ``values``; of styles those of properties alone."""
    for node in root.iter(etree.Element):
        tag = etree.QName(node).localname
        above = {etree.QName(parent).localname for parent in node.iterancestors()}
        if tag in _FREE or above & DRAWN or tag in DRAWN or (styles and not above & _PROPERTIES):
            continue
        key = "side" if tag in word_measures.BORDERS else tag
        for name, value in node.attrib.items():
            local = etree.QName(name).localname
            if not str(name).startswith(_XML) and not _MARKS.fullmatch(local):
                values.setdefault((f"style {key}" if styles else key, local), set()).add(str(value))


def faults(made: Values, now: Values) -> Iterator[Fault]:
    """Values that were not made and that nobody writes who only saves the page.

    Args:
        made: of the page made again.
        now: of the delivered file.
    """
    faces = {value for (tag, _), values in made.items() if tag.endswith("rFonts") for value in values}
    for (tag, name), values in sorted(now.items()):
        element = tag.removeprefix("style ")
        if element == "docGrid" and name != "type":
            continue
        known = made.get((element, name), set()) | made.get((f"style {element}", name), set())
        measure = name in word_measures.MEASURED.get(element, ())
        for value in sorted(values - known):
            if measure and word_measures.NUMBER.fullmatch(value):
                continue
            if not _harmless(element, name, value, faces, styles=tag != element):
                yield Fault("hidden", "styles" if tag != element else "page", f'<{element} {name}="{value[:60]}">')


def _harmless(element: str, name: str, value: str, faces: set[str], *, styles: bool) -> bool:
    if element == "rFonts":
        if name in ("ascii", "hAnsi", "cs", "eastAsia"):
            far = styles and name in ("cs", "eastAsia")  # letters that the page made again has none of in its styles
            return value in faces or far or (styles and bool(_FACES.fullmatch(value)))
        return False
    if element == "ilvl":
        return value == "0"
    if value in _WRITTEN.get((element, name), ()):
        return True
    if element == "cols":
        return (name, value) in (("num", "1"), ("sep", "0"), ("sep", "false")) or name == "space"
    return value in _ON_OFF
