"""A house's own Word file as a template: its paper, margins, type, colours, and the places the page is put into."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import letterhead
from briefing.config.suggestions import closest
from briefing.errors import TemplateError
from briefing.layout.template import logos, typefaces
from briefing.layout.template.check import CONTRAST, contrast
from briefing.layout.template.house_styles import Setting, Styles
from briefing.layout.template.schema import House, Section, Standing
from briefing.letterhead import R, W
from briefing.model import sections
from briefing.model.blocks import Look, Picture
from briefing.model.page import PAPERS, Margins, PaperName
from briefing.model.text import Note

if TYPE_CHECKING:
    from lxml import etree

#: What may stand in braces in the house's file: a part of the page, or words.
BLOCKS = frozenset((letterhead.WHOLE, *(s.name for s in sections.PRINTABLE if s.name != "timeline")))
#: Looks that are set in the family of the house's headings.
_HEADINGS = frozenset(("title", "heading", "subheading", "mark", "label"))
_STYLED = (("title", "title"), ("heading", "heading 1"))
_GROUND = "EDF1F6"
#: A sheet's sides may differ from its paper's by so much.
_NEAR_PT = 3.0
_BETWEEN_PT = 8.0
#: The least contrast of the house's own words in the PDF, 4.5 : 1 (WCAG 2.2, 1.4.3).
READABLE = 4.5
#: What a page needs beside what stands in the file, either way.
LEAST_PT = 340.0
_NEXT = "Change the file in Word and try again; docs/templates.md says what a letterhead needs."


@dataclass(frozen=True, slots=True)
class _Frame:
    """The section of the file: its sheet, its margins, and the parts at its head and foot."""

    paper: PaperName
    margins: Margins
    head: str | None
    foot: str | None


def draft(path: Path, name: str | None = None) -> str:
    """The map of a house's Word file, as the text of a template that extends the default one.

    Args:
        path: the Word file.
        name: of the template, and of the file and its picture, which will lie beside it; as ``path`` has it by default.

    Raises:
        TemplateError: it cannot be read, or is none that a page can be put into.
    """
    data = _bytes(path, str(path))
    parts = letterhead.parts(data, str(path))
    styles = Styles(parts)
    file = f"{name}{path.suffix.lower()}" if name else path.name
    lines = [f"name = {_quoted(name or path.stem)}", 'about = "On the house\'s own paper."', 'extends = "policy-brief"']
    lines += ["", "[letterhead]", f"file = {_quoted(file)}"]
    picture = path.with_suffix(".png")
    lines.append(f"{'' if picture.is_file() or name else '# '}picture = {_quoted(Path(file).with_suffix('.png').name)}")
    if (accent := _accent(styles)) is not None:
        lines += ["", "[colours]", f'accent = "{accent}"']
    weights = [
        f"{look} = {{ bold = {str(style.bold).lower()}, italic = {str(style.italic).lower()} }}"
        for look, name in _STYLED
        if (style := styles.named(name)) is not None
    ]
    if weights:
        lines += ["", "[type]", *weights]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def missing(house: House) -> list[str]:
    """The names of what the page has and the file has no place for; of all sections none where the rest has one."""
    whole = not house.places or letterhead.WHOLE in house.places
    return [] if whole else sorted(BLOCKS - {letterhead.WHOLE, *house.places})


def read(spec: Mapping[str, Any], folder: Path, at: str) -> House:
    """The house's file, held against what a page needs.

    Args:
        spec: the template's table.
        folder: where the template lies; the file lies beside it.
        at: the place told with an error.

    Raises:
        TemplateError: the file is missing, damaged, or none that a page can be put into.
    """
    name = spec["file"]
    if Path(name).name != name:
        raise TemplateError(
            "the letterhead must lie beside the template: give its bare file name", where=at, next_step=_NEXT
        )
    data = _bytes(folder / name, at)
    parts = letterhead.parts(data, at)
    document = letterhead.tree(parts[letterhead.DOCUMENT], at)
    _known(parts, at)
    styles = Styles(parts)
    notes: list[Note] = []
    body = _family(styles.body.family, parts, notes)
    heading = styles.named("heading 1") or styles.named("title")
    head = (
        _family(heading.family, parts, notes) if heading is not None and heading.family != styles.body.family else body
    )
    frame = _frame(document, parts, styles, body, at)
    items = letterhead.items(document, BLOCKS)
    _alone(items, at)
    places = [item.place for item in items if item.place]
    twice = sorted({place for place in places if places.count(place) > 1})
    if twice:
        raise TemplateError(f"{{{{ {twice[0]} }}}} stands in the letterhead more than once", where=at, next_step=_NEXT)
    _roomy(frame, sum(styles.height_pt(i.node, _measure(frame), body) for i in items if i.place is None), at)
    notes += [
        Note("letterhead", f"{{ {name} }} is printed as it stands: a place is written {{{{ {name} }}}}")
        for name in sorted({*letterhead.in_single_braces(document)} & {*BLOCKS, *letterhead.WORDS})
    ]
    margin_names = {
        n for part in (frame.head, frame.foot) if part for n in letterhead.named(letterhead.tree(parts[part]))
    }
    return House(
        docx=data,
        paper=frame.paper,
        margins=frame.margins,
        places=tuple(places),
        body_family=body,
        heading_family=head,
        titled="title" in set(letterhead.named(document)),
        marked="mark" in margin_names,
        picture=_picture(spec.get("picture"), folder, frame.paper, at),
        notes=tuple(notes),
    )


def laid(looks: Mapping[str, Look], house: House) -> dict[str, Look]:
    """Looks in the house's families."""
    return {
        name: dataclasses.replace(look, family=house.heading_family if name in _HEADINGS else house.body_family)
        for name, look in looks.items()
    }


def ordered(specs: Sequence[Section], house: House) -> tuple[Section, ...]:
    """The sections in the order of the file's places; without a place for the rest, those alone that have one."""
    by_kind = {spec.kind: spec for spec in specs}
    rest = [spec for spec in specs if spec.kind not in house.places]
    if not house.places:
        return tuple(rest)
    out: list[Section] = []
    for place in house.places:
        out += rest if place == letterhead.WHOLE else [by_kind.get(place) or Section(place)]
    return tuple(out)


def standing(house: House, words: Mapping[str, str], width_pt: float) -> list[Standing]:
    """What stands in the body of the file with its words filled in, from top to bottom, with its height."""
    parts = letterhead.parts(house.docx, "letterhead")
    document = letterhead.tree(parts[letterhead.DOCUMENT])
    styles = Styles(parts)
    letterhead.fill(document, words)
    items = letterhead.items(document, BLOCKS)
    if not house.places:
        while items and not letterhead.shows(items[-1].node):
            items.pop()
        return [*(_stands(item.node, styles, house, width_pt) for item in items), Standing(letterhead.WHOLE)]
    return [Standing(item.place) if item.place else _stands(item.node, styles, house, width_pt) for item in items]


def _stands(node: etree._Element, styles: Styles, house: House, width_pt: float) -> Standing:
    paragraphs = [p for p in node.iter(f"{W}p") if not any(True for _ in p.iterancestors("{*}drawing", "{*}pict"))]
    settings: list[tuple[str, Setting]] = [(letterhead.words_of(p).strip(), styles.of(p)) for p in paragraphs]
    texts = tuple(
        (words, setting.size_pt, setting.bold, _readable(setting.colour)) for words, setting in settings if words
    )
    return Standing(None, styles.height_pt(node, width_pt, house.body_family), texts)


def _readable(colour: str | None) -> str | None:
    """A colour of the house's own words in which they may stand on white paper, as people see and checkers count it."""
    try:
        return colour if colour and contrast(colour, "FFFFFF") >= READABLE else None
    except ValueError:
        return None


def _bytes(path: Path, at: str) -> bytes:
    try:
        if not path.is_file():
            raise TemplateError(
                "there is no such letterhead", where=str(path), next_step="Give the path of a .docx or .dotx file."
            )
        with path.open("rb") as file:
            return file.read(letterhead.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise TemplateError(f"the letterhead cannot be read ({error})", where=at, next_step=_NEXT) from error


def _known(parts: Mapping[str, bytes], at: str) -> None:
    """Every name in braces is one of the page's."""
    known = sorted(BLOCKS | set(letterhead.WORDS))
    for name in sorted(parts):
        if not name.startswith(("word/document", "word/header", "word/footer")) or not name.endswith(".xml"):
            continue
        root = letterhead.tree(parts[name], at)
        allowed = known if name == letterhead.DOCUMENT else list(letterhead.WORDS)
        for paragraph in root.iter(f"{W}p"):
            for place in letterhead.in_braces(paragraph):
                if place not in allowed:
                    where = "the letterhead" if name == letterhead.DOCUMENT else "its head or foot"
                    meant = closest(place, allowed) or f"; known are {', '.join(allowed)}"
                    raise TemplateError(
                        f"{{{{ {place} }}}} is not a place in {where}{meant}",
                        where=at,
                        next_step=_NEXT,
                    )


def _family(name: str, parts: Mapping[str, bytes], notes: list[Note]) -> str:
    key = typefaces.key(name, parts)
    if key is None:
        note = Note(
            "letterhead",
            f"the letterhead's font {name} is neither in its file nor installed here, or may not be embedded: what it "
            "would set is set in Arial",
        )
        if note not in notes:
            notes.append(note)
    return key or ""


def _accent(styles: Styles) -> str | None:
    """The colour of the house's headings, where it stands out enough."""
    for name in ("heading 1", "title"):
        style = styles.named(name)
        if style is not None and style.colour and len(style.colour) == 6 and style.colour != "000000":
            try:
                enough = min(contrast(style.colour, ground) for ground in ("FFFFFF", _GROUND)) >= CONTRAST
            except ValueError:
                continue
            if enough:
                return style.colour
    return None


def _frame(document: etree._Element, parts: Mapping[str, bytes], styles: Styles, key: str, at: str) -> _Frame:
    sections = list(document.iter(f"{W}sectPr"))
    if len(sections) != 1:
        raise TemplateError(f"the letterhead has {len(sections)} sections; it must have one", where=at, next_step=_NEXT)
    section = sections[0]
    columns = section.find(f"{W}cols")
    if columns is not None and columns.get(f"{W}num", "1") != "1":
        raise TemplateError("the letterhead is set in columns", where=at, next_step=_NEXT)
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margin is None:
        raise TemplateError("the letterhead gives neither paper size nor margins", where=at, next_step=_NEXT)
    width, height = _points(size, "w"), _points(size, "h")
    paper = next(
        (n for n, p in PAPERS.items() if abs(p.width_pt - width) < _NEAR_PT and abs(p.height_pt - height) < _NEAR_PT),
        None,
    )
    if paper is None:
        raise TemplateError(
            f"the letterhead's paper is {width:.0f} by {height:.0f} points; a page is upright A4 or Letter",
            where=at,
            next_step=_NEXT,
        )
    first = section.find(f"{W}titlePg") is not None
    head, foot = _part(section, parts, "header", first=first), _part(section, parts, "footer", first=first)
    left, right = _points(margin, "left") + _points(margin, "gutter"), _points(margin, "right")
    measure = PAPERS[paper].width_pt - left - right

    def side(name: str, distance: str, part: str | None) -> float:
        edge = _points(margin, name)
        if part is None or edge < 0:  # a margin below nought holds whatever stands in it
            return abs(edge)
        ends = _points(margin, distance) + styles.height_pt(letterhead.tree(parts[part], at), measure, key)
        return edge if ends <= edge else ends + _BETWEEN_PT

    margins = Margins(side("top", "header", head), right, side("bottom", "footer", foot), left)
    frame = _Frame(paper, margins, head, foot)
    _roomy(frame, 0.0, at)
    return frame


def _measure(frame: _Frame) -> float:
    """The width of the type."""
    return PAPERS[frame.paper].width_pt - frame.margins.left_pt - frame.margins.right_pt


def _roomy(frame: _Frame, standing_pt: float, at: str) -> None:
    """Whether a page has room beside what stands in the file.

    Args:
        frame: the sheet.
        standing_pt: the height of what stands in the body.
        at: the place told with an error.
    """
    depth = PAPERS[frame.paper].height_pt - frame.margins.top_pt - frame.margins.bottom_pt - standing_pt
    if _measure(frame) < LEAST_PT or depth < LEAST_PT:
        raise TemplateError(
            "the letterhead leaves too little room for a page",
            where=at,
            next_step="Make its margins, head or foot smaller, or take words out of its body; "
            f"the page needs {LEAST_PT:.0f} points either way.",
        )


def _alone(items: Sequence[letterhead.Item], at: str) -> None:
    """No part of the page is to stand within a line, in a table or in a text box, where it would stay as it is."""
    for item in items:
        name = next((n for n in letterhead.named(item.node) if n in BLOCKS), None) if item.place is None else None
        if name is not None:
            raise TemplateError(
                f"{{{{ {name} }}}} stands within a line, in a table or in a text box",
                where=at,
                next_step="Put it into a paragraph of its own in Word, outside tables and text boxes, and try again.",
            )


def _part(section: etree._Element, parts: Mapping[str, bytes], kind: str, *, first: bool) -> str | None:
    """The part at the head or foot of the first sheet."""
    chosen = {r.get(f"{W}type"): r.get(f"{R}id") for r in section.findall(f"{W}{kind}Reference")}
    id_ = chosen.get("first") if first else chosen.get("default")
    content = parts.get("word/_rels/document.xml.rels")
    if id_ is None or content is None:
        return None
    target = next((n.get("Target", "") for n in letterhead.tree(content) if n.get("Id") == id_), "")
    name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
    return name if name in parts else None


def _points(node: etree._Element, name: str) -> float:
    try:
        return int(float(node.get(f"{W}{name}", "0"))) / 20
    except (ValueError, OverflowError):
        return 0.0


def _picture(name: Any, folder: Path, paper: PaperName, at: str) -> Picture | None:
    """The head and foot as a picture of the whole sheet."""
    if name is None:
        return None
    sheet = PAPERS[paper]
    spec = {"file": name, "width": sheet.width_pt, "height": sheet.height_pt}
    return logos.read(spec, folder, at)
