"""The tagged structure of a PDF: which part of the document each drawn stroke belongs to.

Source: ISO 32000-1 14.7 and 14.8 (logical structure, tagged PDF), ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFObjectReference, PDFString

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: Parts whose alternative text is for those who do not see them.
_ALT = ("Figure",)
#: Annotations are counted from here in the parent tree, sheets from 0.
_ANNOTATIONS = 1000


@dataclass(eq=False)
class Element:
    """One node of the structure tree."""

    role: str
    entries: PDFDictionary
    reference: PDFObjectReference
    kids: list[object] = field(default_factory=list)


class Tags:
    """Builds the tree while a canvas is drawn on."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._root_reference = self._document.Reference(self._root)
        self._elements: list[Element] = []
        self._marks: list[Element] = []
        self._sheets: list[list[Element]] = []
        self._annotations: list[Element] = []
        self._named: dict[str, Element] = {}
        self._stack: list[Element | None] = []
        self._stack.append(self._element("Document", self._root_reference, None))

    @contextmanager
    def part(self, role: str, alt: str = "") -> Iterator[None]:
        """A part of the document, or an artifact, which belongs to none.

        ``alt`` are a figure's words for those who do not see it, a span's as they are read, or the name of a note.
        """
        parent = self._stack[-1]
        if role == "Artifact" or parent is None:
            self._stack.append(None)
        else:
            element = self._element(role, parent.reference, self._document.thisPageRef())
            parent.kids.append(element.reference)
            if role in _ALT:
                element.entries["Alt"] = PDFString(alt or role)
            if role == "Span":
                element.entries["ActualText"] = PDFString(alt)
            if role == "Note":
                element.entries["ID"] = PDFString(alt)
                self._named[alt] = element
            if role == "TH":
                element.entries["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
            self._stack.append(element)
        yield
        self._stack.pop()

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """What is drawn inside belongs to the part that is open."""
        element = self._stack[-1]
        if element is None:
            self._canvas._code.append("/Artifact BMC")
        else:
            number = len(self._marks)
            self._canvas._code.append(f"/{element.role} <</MCID {number}>> BDC")
            self._marks.append(element)
            element.kids.append(number)
        yield
        self._canvas._code.append("EMC")

    def link(self, address: str, words: str, rectangle: tuple[float, float, float, float]) -> None:
        """Where what the open part has drawn leads: an address, or an anchor of the page."""
        element = self._stack[-1]
        inside = address.startswith("#")
        note = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(edge, 2) for edge in rectangle]),
                **(
                    {"Dest": self._canvas._bookmarkReference(address)}
                    if inside
                    else {"A": PDFDictionary({"S": PDFName("URI"), "URI": PDFString(address)})}
                ),
                "Border": PDFArray([0, 0, 0]),
                "Contents": PDFString(words.strip() if inside else f"{words.strip()}: {address}"),
                "F": 4,
            }
        )
        name = f"link-{len(self._annotations)}"
        if element is not None:
            note["StructParent"] = _ANNOTATIONS + len(self._annotations)
            self._annotations.append(element)
        self._canvas._addAnnotation(note, name)
        if element is not None:
            target = self._document.refAnnotation(name)
            element.kids.append(PDFDictionary({"Type": PDFName("OBJR"), "Obj": target}))

    def end_sheet(self) -> None:
        """The sheet just finished takes its marks along."""
        page = self._document.Pages.pages[-1]
        page.StructParents = len(self._sheets)
        page.Tabs = PDFName("S")
        page.__NoDefault__ = [*type(page).__NoDefault__, "StructParents", "Tabs"]
        self._sheets.append(self._marks)
        self._marks = []

    def finish(self) -> PDFDictionary:
        """The root of the tree, with everything in its place."""
        for element in self._elements:
            element.entries["K"] = PDFArray(element.kids)
        numbers: list[object] = []
        for i, marks in enumerate(self._sheets):
            numbers.extend((i, self._document.Reference(PDFArray([m.reference for m in marks]))))
        for i, element in enumerate(self._annotations):
            numbers.extend((_ANNOTATIONS + i, element.reference))
        self._root["K"] = PDFArray([self._elements[0].reference])
        self._root["ParentTree"] = self._document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        if self._named:
            pairs = [entry for name in sorted(self._named) for entry in (PDFString(name), self._named[name].reference)]
            limits = PDFArray([PDFString(min(self._named)), PDFString(max(self._named))])
            leaf = PDFDictionary({"Names": PDFArray(pairs), "Limits": limits})
            self._root["IDTree"] = PDFDictionary({"Kids": PDFArray([self._document.Reference(leaf)])})
        self._root["ParentTreeNextKey"] = _ANNOTATIONS + len(self._annotations)
        return self._root

    def _element(self, role: str, parent: PDFObjectReference, page: PDFObject | None) -> Element:
        entries = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(role), "P": parent})
        if page is not None:
            entries["Pg"] = page
        element = Element(role, entries, self._document.Reference(entries))
        self._elements.append(element)
        return element
