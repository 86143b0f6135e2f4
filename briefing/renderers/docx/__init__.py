"""The page as DOCX: real styles, tables and lists that break into the lines that were set.

The parts are written as text, element by element in the order of the schemas (ISO/IEC 29500-1, annex A): a library's
own template would bring its compatibility mode and letter-spacing along.
"""

from __future__ import annotations

from briefing.model import record
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers.docx import notes
from briefing.renderers.docx.body import document, noted
from briefing.renderers.docx.links import Links
from briefing.renderers.docx.parts import (
    content_types,
    core,
    data,
    data_properties,
    data_relations,
    document_relations,
    extended,
    font_table,
    footer,
    header,
    note_relations,
    numbering,
    package_relations,
    settings,
)
from briefing.renderers.docx.styles import styles
from briefing.renderers.docx.theme import theme
from briefing.renderers.packages import packed

__all__ = ["render"]


def render(brief: Brief, page: Page) -> bytes:
    """The page as a DOCX file. The same page gives the same bytes."""
    if page.letterhead is not None:
        from briefing.renderers.docx import letterhead

        return packed(letterhead.render(brief, page, page.letterhead))
    links = Links(page.anchors, notes.Marks.of(page))
    body = document(page, links)
    parts: dict[str, bytes] = {
        "[Content_Types].xml": content_types(page),
        "_rels/.rels": package_relations(),
        "docProps/app.xml": extended(),
        "docProps/core.xml": core(brief, page),
        "customXml/item1.xml": data(record.dump(brief, page, whole=False)),
        "customXml/itemProps1.xml": data_properties(),
        "customXml/_rels/item1.xml.rels": data_relations(),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": document_relations(page, links),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer(page),
        "word/numbering.xml": numbering(page),
        "word/settings.xml": settings(page),
        "word/styles.xml": styles(page),
        "word/theme/theme1.xml": theme(page),
    }
    if (kind := notes.KINDS.get(page.notes_at)) is not None:
        inside = Links()
        parts[kind.part] = noted(page, inside)
        parts[f"word/_rels/{kind.element}s.xml.rels"] = note_relations(inside)
    if page.banner is not None:
        parts["word/header1.xml"] = header(page.banner)
    if page.logo is not None:
        parts[f"word/media/logo.{page.logo.kind}"] = page.logo.data
    return packed(parts)
