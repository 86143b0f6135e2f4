"""A page in the house's own Word file: the file stays as it was, its places are filled, one page, known to verify."""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx as word
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from briefing import fonts, letterhead, pipeline
from briefing.errors import TemplateError, UsageError
from briefing.layout import fit, template
from briefing.layout.template import typefaces
from briefing.layout.template.house_styles import Styles
from briefing.model import record
from briefing.model.blocks import Text
from briefing.model.brief import Brief
from briefing.model.page import NotesAt, Page
from briefing.renderers import attached, docx, pdf
from briefing.verify import delivered, word_file
from tests import delivery
from tests.briefs import SCRIPTS, random_brief, story
from tests.letterheads import LETTERHEADS, agency, institute, ministry

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def look(data: bytes, folder: Path) -> template.Template:
    (folder / "house.docx").write_bytes(data)
    return template.load(str(folder / "house.docx"))


def unmarked(brief: Brief) -> Brief:
    return dataclasses.replace(brief, mark=None)


def made(data: bytes, folder: Path, brief: Brief | None = None) -> tuple[Page, bytes]:
    brief = unmarked(brief or story())
    page = fit(brief, look(data, folder))
    return page, docx.render(brief, page)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, changed: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**parts(data), **more}.items():
            archive.writestr(name, changed.get(name, bytes)(content))
    return out.getvalue()


@pytest.mark.parametrize("name", list(LETTERHEADS))
@pytest.mark.parametrize("seed", [3, 8])
def test_it_is_one_page_before_the_schemas_and_the_same_each_time(name: str, seed: int, tmp_path: Path) -> None:
    brief = unmarked(random_brief(seed, items=40, scripts=tuple(SCRIPTS), sources=6))
    page, data = made(LETTERHEADS[name](), tmp_path, brief)
    assert page.fill <= 1.0
    assert len(PdfReader(io.BytesIO(pdf.render(brief, page))).pages) == 1
    path = tmp_path / "made.docx"
    path.write_bytes(data)
    assert [e.description for e in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
    assert made(LETTERHEADS[name](), tmp_path, brief)[1] == data


@pytest.mark.office
@pytest.mark.slow
def test_it_is_one_page_in_libreoffice(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    names = []
    for number, make in enumerate(LETTERHEADS.values()):
        for seed in range(6):
            brief = unmarked(random_brief(seed, items=5 + 9 * seed, scripts=tuple(SCRIPTS), sources=1 + 4 * seed))
            names.append(tmp_path / f"made-{number}-{seed}.docx")
            names[-1].write_bytes(made(make(), tmp_path, brief)[1])
    assert office_sheets(names) == dict.fromkeys((n.stem for n in names), 1)


def test_the_files_own_parts_stay_and_no_place_is_left(tmp_path: Path) -> None:
    before, after = parts(ministry()), parts(made(ministry(), tmp_path)[1])
    pictures = {content for name, content in before.items() if name.startswith("word/media/")}
    assert pictures
    assert pictures <= set(after.values())
    assert "Ministry of Tides" in b"".join(c for n, c in after.items() if n.startswith("word/header")).decode()
    assert not [name for name, content in after.items() if b"{{" in content]
    kept = re.findall(r'w:styleId="([^"]+)"', before["word/styles.xml"].decode())
    assert set(kept) < set(re.findall(r'w:styleId="([^"]+)"', after["word/styles.xml"].decode()))


def test_words_are_filled_in_where_they_stand_also_over_several_runs(tmp_path: Path) -> None:
    brief = story()
    page = fit(brief, look(agency(), tmp_path))
    document = word.Document(io.BytesIO(docx.render(brief, page)))
    assert document.paragraphs[0].text.replace("\n", "") == f"For the file of {brief.to}"
    assert brief.mark is not None
    assert brief.mark in "".join(p.text for p in document.sections[0].header.paragraphs)


def test_content_controls_are_filled_and_no_longer_prompt(tmp_path: Path) -> None:
    body = parts(made(institute(), tmp_path)[1])["word/document.xml"].decode()
    assert f'<w:t xml:space="preserve">{story().title}</w:t>' in body
    assert "Click here" not in body
    assert "showingPlcHdr" not in body


def test_sections_stand_in_the_order_of_their_places_and_no_other_is_printed(tmp_path: Path) -> None:
    page, _ = made(institute(), tmp_path)
    kinds = [count.section for count in page.counts]
    assert kinds == ["bottom_line", "chronology", "positions", "sources"]
    assert {line.section for line in page.lines} <= set(kinds)


def test_headings_are_the_houses_own_and_named_so(tmp_path: Path) -> None:
    page, data = made(ministry(), tmp_path)
    document = word.Document(io.BytesIO(data))
    headings = [p.style for p in document.paragraphs if p.style is not None and p.style.name == "Briefing heading 1"]
    assert headings
    assert headings[0].base_style is not None
    assert headings[0].base_style.name == "Heading 1"
    assert next(lk for lk in page.looks if lk.name == "heading").colour == "144D2F"


def test_the_deliverd_file_is_held_against_its_record(tmp_path: Path) -> None:
    brief = unmarked(story())
    page = fit(brief, look(ministry(), tmp_path))
    assert list(delivery.faults(brief, page)) == []
    data = docx.render(brief, page)
    head = next(n for n, c in parts(data).items() if n.startswith("word/header") and b"Quay" in c)
    changed = with_parts(data, {head: lambda c: c.replace(b"Quay", b"Wharf")}, {})
    assert [f.what for f in word_file.faults(data, changed)]
    line = page.lines[0].text.split()[0].encode()
    changed = with_parts(data, {"word/document.xml": lambda c: c.replace(line, b"Nobody", 1)}, {})
    printed = record.printed(page)
    assert [f.what for f in delivered.compare(printed, changed)]


def test_a_mark_without_a_place_for_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no place for the handling mark"):
        fit(dataclasses.replace(story(), mark="TLP:AMBER"), look(ministry(), tmp_path))


@pytest.mark.parametrize("at", ["foot", "end"])
@pytest.mark.parametrize("name", list(LETTERHEADS))
def test_notes_stand_in_the_houses_file_too(name: str, at: NotesAt, tmp_path: Path) -> None:
    brief = unmarked(story())
    page = fit(brief, look(LETTERHEADS[name](), tmp_path), notes_at=at)
    assert page.fill <= 1.0
    data = docx.render(brief, page)
    path = tmp_path / "made.docx"
    path.write_bytes(data)
    assert [e.description for e in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
    kind = "footnote" if at == "foot" else "endnote"
    told = parts(data)[f"word/{kind}s.xml"].decode()
    count = sum(isinstance(block, Text) and bool(block.note) for sheet in page.sheets for block in sheet)
    assert told.count(f"<w:{kind}Ref/>") == count > 3
    assert f'w:styleId="Briefing{kind.title()}Text"' in parts(data)["word/styles.xml"].decode()
    assert list(delivered.compare(record.printed(page), data)) == []
    assert list(delivered.compare(record.printed(page), pdf.render(brief, page))) == []
    assert docx.render(brief, page) == data


def test_the_houses_own_notes_stay_beside_the_pages(tmp_path: Path) -> None:
    own = word.Document(io.BytesIO(ministry()))
    own.save(str(tmp_path / "own.docx"))
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="7"><w:p><w:r><w:t>The house tells this.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = (
        '<Relationship Id="rIdOwnNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    changed = {
        "[Content_Types].xml": lambda c: c.replace(
            b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
        ),
        "word/_rels/document.xml.rels": lambda c: c.replace(b"</Relationships>", relation.encode()),
    }
    house = look(with_parts(ministry(), changed, {"word/footnotes.xml": notes.encode()}), tmp_path)
    page = fit(unmarked(story()), house, notes_at="foot")
    made_ = parts(docx.render(unmarked(story()), page))
    told = made_["word/footnotes.xml"].decode()
    assert "The house tells this." in told
    ids = re.findall(r'<w:footnote(?: w:type="\w+")? w:id="(\d+)"', told)
    assert len(ids) == len(set(ids))
    assert '<w:footnoteReference w:id="8"/>' in made_["word/document.xml"].decode()
    assert made_["word/_rels/document.xml.rels"].count(b"relationships/footnotes") == 1


def test_a_page_is_verified_with_the_letterhead_that_it_was_made_with(tmp_path: Path) -> None:
    brief = unmarked(story())
    _, data = made(ministry(), tmp_path, brief)
    carried, printed = record.load(attached.take(data, name="made"))
    away = pipeline.verify(carried, printed, delivered=data, page=True)
    assert any("--template" in told for told in away.open)
    path = str(tmp_path / "house.docx")
    held = pipeline.verify(carried, printed, delivered=data, page=True, template=path)
    assert not any("made again" in told for told in held.open)
    assert not [fault for fault in held.faults if fault.kind in ("page", "hidden")]
    head = next(n for n, c in parts(data).items() if n.startswith("word/header") and b"Quay" in c)
    other = with_parts(data, {head: lambda c: c.replace(b"Quay", b"Wharf")}, {})
    assert [
        f.what
        for f in pipeline.verify(carried, printed, delivered=other, page=True, template=path).faults
        if f.kind in ("page", "hidden")
    ]


def test_a_letterhead_is_unpacked_once_for_all_its_pages(tmp_path: Path) -> None:
    letterhead._unpacked.cache_clear()
    house = look(ministry(), tmp_path)
    for _ in range(3):
        docx.render(unmarked(story()), fit(unmarked(story()), house))
    assert letterhead._unpacked.cache_info().misses == 1


def test_large_print_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="large print"):
        fit(unmarked(story()), look(ministry(), tmp_path), large_print=True)


def _body(change: Callable[[bytes], bytes]) -> bytes:
    return with_parts(ministry(), {"word/document.xml": change}, {})


#: Ends a paragraph's words, and puts a table with a place behind it.
IN_A_CELL = (
    b"</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>"
    b"{{ figures }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_body(lambda c: c.replace(b"{{ briefing }}", b"{{ chronolgy }}")), "did you mean 'chronology'"),
        (
            _body(lambda c: c.replace(b"Cleared by: ____________________", b"{{ briefing }}")),
            "stands in the letterhead more than once",
        ),
        (
            _body(lambda c: c.replace(b"{{ briefing }}", b"See {{ briefing }} below")),
            "stands within a line, in a table",
        ),
        (_body(lambda c: c.replace(b"Cleared by: ____________________", IN_A_CELL)), "{{ figures }} stands within"),
        (_body(lambda c: c.replace(b"Cleared by:", b"Cleared by:" + b" and by" * 4000)), "too little room"),
        (_body(lambda c: re.sub(rb'w:w="\d+" w:h="\d+"', b'w:w="8391" w:h="11906"', c)), "upright A4 or Letter"),
        (_body(lambda c: re.sub(rb'w:top="\d+"', b'w:top="10000"', c)), "too little room"),
        (with_parts(ministry(), {}, {"word/vbaProject.bin": b"x"}), "contains macros"),
        (with_parts(ministry(), {"word/document.xml": lambda _: b"<"}, {}), "damaged"),
        (b"PK nothing", "not a Word file"),
    ],
    ids=["place", "twice", "line", "cell", "body", "paper", "room", "macros", "xml", "zip"],
)
def test_a_file_that_no_page_can_stand_in_is_refused_with_the_reason(data: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=told):
        look(data, tmp_path)


# The house's own type

FAMILY = "Harbour Grotesque"
KEY = bytes.fromhex("0123456789ABCDEF0123456789ABCDEF")
GUID = "{01234567-89AB-CDEF-0123-456789ABCDEF}"


def _embedding(data: bytes) -> dict[str, bytes]:
    """The parts of a file that carries a font, obfuscated as Word does it."""
    hidden = bytes(b ^ KEY[::-1][i % 16] for i, b in enumerate(data[:32])) + data[32:]
    table = (
        f'<w:fonts xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:font w:name="{FAMILY}"><w:embedRegular r:id="f1" w:fontKey="{GUID}"/></w:font></w:fonts>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="f1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/f.odttf"/>'
        "</Relationships>"
    )
    return {
        "word/fontTable.xml": table.encode(),
        "word/_rels/fontTable.xml.rels": relations.encode(),
        "word/fonts/f.odttf": hidden,
    }


def _with_font(data: bytes) -> bytes:
    """The ministry's file, set in a font that it carries."""
    changed = {"word/styles.xml": lambda c: c.replace(b"Times New Roman", FAMILY.encode())}
    return with_parts(ministry(), changed, _embedding(data))


def _wide() -> bytes:
    """A font much wider than the program's own: the one it comes with for bold, taken for upright regular."""
    return fonts.face(bold=True).data()


def test_lines_are_broken_with_the_font_that_the_file_carries(tmp_path: Path) -> None:
    house = look(_with_font(_wide()), tmp_path)
    assert house.house is not None
    assert house.house.notes == ()
    family = house.looks["point"].family
    assert fonts.office_family(family) == FAMILY
    words = "harbour council"
    assert fonts.face(family=family).width(words, 10) == fonts.face(bold=True).width(words, 10)
    page = fit(unmarked(story()), house)
    file = docx.render(unmarked(story()), page)
    assert f'w:ascii="{FAMILY}"' in parts(file)["word/styles.xml"].decode()
    embedded = PdfReader(io.BytesIO(pdf.render(unmarked(story()), page))).pages[0]["/Resources"]["/Font"]
    assert len(embedded) >= 1


def test_a_font_that_is_nowhere_is_told_and_arial_stands_in(tmp_path: Path) -> None:
    changed = {"word/styles.xml": lambda c: c.replace(b"Times New Roman", b"Nowhere Sans")}
    house = look(with_parts(ministry(), changed, {}), tmp_path)
    assert house.looks["point"].family == ""
    page = fit(unmarked(story()), house)
    assert any("Nowhere Sans" in note.text and "Arial" in note.text for note in page.notes)


def test_a_font_that_may_not_be_embedded_is_not(tmp_path: Path) -> None:
    data = bytearray(_wide())
    count = struct.unpack(">H", data[4:6])[0]
    at = next(
        struct.unpack(">I", data[12 + 16 * i + 8 : 12 + 16 * i + 12])[0]
        for i in range(count)
        if data[12 + 16 * i : 12 + 16 * i + 4] == b"OS/2"
    )
    assert typefaces.key(FAMILY, _embedding(bytes(data)))
    data[at + 8 : at + 10] = b"\x00\x02"
    assert typefaces.key(FAMILY, _embedding(bytes(data))) is None


def test_every_metric_twin_of_arial_is_the_programs_own() -> None:
    assert typefaces.key("Arial", {}) == ""
    assert typefaces.key("No Such Family", {}) is None


def test_places_are_found_by_name_whatever_their_writing() -> None:
    root = letterhead.tree(
        f'<w:p xmlns:w="{W}"><w:r><w:t>{{{{Bottom line}}}} and {{{{ key-points }}}}</w:t></w:r></w:p>'.encode()
    )
    assert list(letterhead.in_braces(root)) == ["bottom_line", "key_points"]


# What somebody does who makes a letterhead for the first time


def test_a_content_control_alone_in_its_line_is_a_place(tmp_path: Path) -> None:
    control = b'<w:sdt><w:sdtPr><w:tag w:val="briefing"/><w:text/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>'
    run = re.compile(rb"<w:r>(?:(?!<w:r>).)*\{\{ briefing \}\}.*?</w:r>", re.S)
    data = _body(
        lambda content: run.sub(lambda found: control % found[0].replace(b"{{ briefing }}", b"Click"), content)
    )
    assert b"Click" in parts(data)["word/document.xml"]
    words = [p.text for p in word.Document(io.BytesIO(made(data, tmp_path)[1])).paragraphs]
    assert "Key points" in words
    assert "Click" not in words
    assert words.index("Key points") < words.index("Cleared by: ____________________")


@pytest.mark.parametrize(("words", "noted"), [("{ briefing }", True), ("{ see below }", False)])
def test_a_place_in_single_braces_is_noted(words: str, noted: bool, tmp_path: Path) -> None:
    house = look(_body(lambda content: content.replace(b"{{ briefing }}", words.encode())), tmp_path).house
    assert house is not None
    told = [
        note.text for note in house.notes if "single" in note.text or "a place is written {{ briefing }}" in note.text
    ]
    assert bool(told) == noted


def test_a_letterhead_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        template.load(str(tmp_path / "none.docx"))
    assert caught.value.next_step == "Give the path of a .docx or .dotx file."


@pytest.mark.parametrize("tracking", [0, 40])
def test_letters_set_apart_make_words_wider(tracking: int) -> None:
    root = etree.fromstring(
        f'<w:p xmlns:w="{W}"><w:r><w:rPr><w:spacing w:val="{tracking}"/><w:sz w:val="40"/></w:rPr>'
        f"<w:t>{'Vessa halts grain exports ' * 3}</w:t></w:r></w:p>"
    )
    styles = Styles(parts(ministry()))
    line = styles.of(root).line_pt
    assert round((styles.height_pt(root, 400.0) - styles.of(root).after_pt) / line) == (2 if not tracking else 3)


def test_the_houses_own_words_have_their_colour_in_the_pdf_where_it_is_readable(tmp_path: Path) -> None:
    document, colours = parts(ministry())["word/document.xml"], {}
    for colour in ("7A1F2B", "FFD9D9"):
        run = f'<w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>Cleared by:'.encode()
        data = with_parts(ministry(), {}, {"word/document.xml": document.replace(b"<w:t>Cleared by:", run)})
        page, _ = made(data, tmp_path)
        text = next(b for b in page.flow if isinstance(b, Text) and b.plain.startswith("Cleared by"))
        colours[colour] = text.runs[0].colour
    assert colours == {"7A1F2B": "7A1F2B", "FFD9D9": template.load().looks["cell"].colour}


@pytest.mark.parametrize("automatic", [True, False])
def test_spacing_of_words_own_choice_is_switched_off_where_the_house_has_it(automatic: bool, tmp_path: Path) -> None:
    more = b'<w:spacing w:beforeAutospacing="1" '
    data = with_parts(
        ministry(), {"word/styles.xml": lambda c: c.replace(b"<w:spacing ", more, 1) if automatic else c}, {}
    )
    styles = parts(made(data, tmp_path)[1])["word/styles.xml"]
    ours = re.search(rb'w:styleId="BriefingListBullet".*?</w:style>', styles, re.S)
    assert ours is not None
    assert (b'w:beforeAutospacing="0"' in ours[0]) == automatic
