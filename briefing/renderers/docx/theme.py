"""``word/theme/theme1.xml``: the colours and the font that a word processor offers whoever edits the page.

Source: ISO/IEC 29500-1, 20.1.6 (styles part of DrawingML). No style of the page refers to it.
"""

from __future__ import annotations

from briefing.fonts import OFFICE_FAMILY
from briefing.model.page import Page
from briefing.renderers.docx.xml import HEAD, A

_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


def theme(page: Page) -> bytes:
    """The theme: the title's colour, black and white, and Arial."""
    accent = next(look.colour for look in page.looks if look.name == "title")
    known = {"dk1": "000000", "lt1": "FFFFFF", "lt2": "FFFFFF"}
    colours = "".join(f'<a:{name}><a:srgbClr val="{known.get(name, accent)}"/></a:{name}>' for name in _COLOURS)
    face = f'<a:latin typeface="{OFFICE_FAMILY}"/><a:ea typeface=""/><a:cs typeface="{OFFICE_FAMILY}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="Briefing"><a:themeElements>'
        f'<a:clrScheme name="Briefing">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Briefing"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Briefing"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
