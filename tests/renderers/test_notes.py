"""Sources as notes: Word's own footnotes and endnotes, the same in the PDF, one page, and known to verify."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from briefing.errors import UsageError
from briefing.layout import fit, template
from briefing.model import record
from briefing.model.blocks import Text
from briefing.model.brief import Brief
from briefing.model.page import NotesAt, Page
from briefing.renderers import docx, markdown, pdf
from briefing.verify import delivered, word_file
from tests import delivery
from tests.briefs import SCRIPTS, random_brief, story

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACES: list[NotesAt] = ["foot", "end"]


def made(brief: Brief, at: NotesAt) -> tuple[Page, dict[str, bytes]]:
    page = fit(brief, template.load(), notes_at=at)
    with zipfile.ZipFile(io.BytesIO(docx.render(brief, page))) as archive:
        return page, {name: archive.read(name) for name in archive.namelist()}


def notes(page: Page) -> list[Text]:
    return [b for sheet in page.sheets for b in sheet if isinstance(b, Text) and b.note]


@pytest.mark.parametrize("at", PLACES)
def test_the_file_has_words_own_notes_one_for_each_place_in_the_order_of_their_marks(at: NotesAt) -> None:
    page, parts = made(story(), at)
    kind = "footnote" if at == "foot" else "endnote"
    body = etree.fromstring(parts["word/document.xml"])
    inside = etree.fromstring(parts[f"word/{kind}s.xml"])
    marks = [node.get(f"{W}id") for node in body.iter(f"{W}{kind}Reference")]
    there = [node.get(f"{W}id") for node in inside if node.get(f"{W}type") is None]
    assert marks == there
    assert len(there) == len(notes(page)) > 10
    assert [node.get(f"{W}type") for node in inside][:2] == ["separator", "continuationSeparator"]


@pytest.mark.parametrize("at", PLACES)
def test_a_place_told_again_refers_to_the_mark_of_the_first(at: NotesAt) -> None:
    page, parts = made(story(), at)
    body = parts["word/document.xml"].decode()
    shown = [run.note for b in page.blocks if isinstance(b, Text) for run in b.runs if run.note]
    twice = {number for number in shown if shown.count(number) > 1}
    assert twice
    for number in twice:
        assert f'<w:bookmarkStart w:id="{5000 + number}" w:name="_RefNote{number}"/>' in body
        assert f"NOTEREF _RefNote{number} " in body


@pytest.mark.parametrize("at", PLACES)
@pytest.mark.parametrize("seed", [2, 5, 9])
def test_both_files_are_one_page_by_the_schemas_and_the_same_each_time(at: NotesAt, seed: int, tmp_path: Path) -> None:
    brief = random_brief(seed, items=40, scripts=tuple(SCRIPTS), sources=1 + seed)
    page = fit(brief, template.load(), ("a4", "letter")[seed % 2], notes_at=at)
    assert page.fill <= 1.0
    file = pdf.render(brief, page)
    assert len(PdfReader(io.BytesIO(file)).pages) == 1
    assert pdf.render(brief, page) == file
    path = tmp_path / "made.docx"
    path.write_bytes(docx.render(brief, page))
    assert [e.description for e in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
    assert docx.render(brief, page) == path.read_bytes()


@pytest.mark.office
@pytest.mark.slow
def test_with_footnotes_it_is_one_page_in_libreoffice(
    tmp_path: Path, office_sheets: Callable[[Sequence[Path]], dict[str, int]]
) -> None:
    names = []
    for seed in range(12):
        brief = random_brief(seed, items=5 + 5 * seed, scripts=tuple(SCRIPTS), sources=1 + seed)
        page = fit(brief, template.load(), ("a4", "letter")[seed % 2], notes_at="foot")
        names.append(tmp_path / f"{seed}.docx")
        names[-1].write_bytes(docx.render(brief, page))
    assert office_sheets(names) == {str(seed): 1 for seed in range(12)}


def test_the_first_note_of_an_article_names_it_in_full_and_later_ones_its_outlet() -> None:
    page, _ = made(story(), "foot")
    told = [" ".join(note.plain.split()) for note in notes(page)]
    assert told[0] == "The Vessa Courier, 12 Mar 2026: Grain loading halted at Port Lindow, para. 1."
    assert told[1] == "The Vessa Courier, para. 3."
    assert sum("Grain loading halted" in words for words in told) == 1


def test_of_one_article_later_notes_have_its_paragraph_alone() -> None:
    page, _ = made(random_brief(4, items=20, sources=1), "end")
    told = [" ".join(note.plain.split()) for note in notes(page)]
    assert all(re.fullmatch(r"(?:Para\.|Paras) \d+(, \d+)*\.", words) for words in told[1:])


def test_a_copy_tells_whose_text_it_has_by_name_as_numbers_are_those_of_notes() -> None:
    brief = story()
    first, second = brief.sources
    copied = dataclasses.replace(brief, sources=(first, dataclasses.replace(second, same_as=first.number)))
    page, _ = made(copied, "foot")
    words = " ".join(" ".join(note.plain for note in notes(page)).split())
    assert "(same text as The Vessa Courier)" in words
    assert "same text as [" not in words


@pytest.mark.parametrize("at", PLACES)
def test_every_mark_leads_to_its_note_in_the_pdf(at: NotesAt) -> None:
    page, _ = made(story(), at)
    first = PdfReader(io.BytesIO(pdf.render(story(), page))).pages[0]
    led = {str(note.get_object().get("/Dest")) for note in first["/Annots"]}
    assert len([name for name in led if name != "None"]) == len(notes(page))
    words = " ".join(first.extract_text().split())
    assert "The Vessa Courier, para. 3." in words


@pytest.mark.parametrize("at", PLACES)
def test_the_delivered_file_is_held_against_its_record(at: NotesAt) -> None:
    brief = story()
    page = fit(brief, template.load(), notes_at=at)
    for data in (docx.render(brief, page), pdf.render(brief, page)):
        assert delivery.carried(data).notes_at == at
    assert list(delivery.faults(brief, page)) == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/footnotes.xml", "para.\u00a03".encode(), "para.\u00a04".encode()),
        ("word/footnotes.xml", b"Northern Wire", b"Southern Wire"),
        ("word/document.xml", b"NOTEREF _RefNote3", b"NOTEREF _RefNote4"),
        ("word/document.xml", b'<w:footnoteReference w:id="3"/>', b'<w:footnoteReference w:id="4"/>'),
    ],
    ids=["paragraph", "outlet", "field", "mark"],
)
def test_a_note_that_was_changed_is_told(part: str, old: bytes, new: bytes) -> None:
    brief = story()
    page = fit(brief, template.load(), notes_at="foot")
    data = docx.render(brief, page)
    changed = delivery.changed(data, old, new, part)
    assert [*delivered.compare(record.printed(page), changed), *word_file.faults(data, changed)]


def test_formats_without_notes_list_the_sources() -> None:
    for at in PLACES:
        page, _ = made(story(), at)
        words = markdown.render(story(), page).decode()
        assert words.count("## Sources") == 1
        assert "**\\[1\\] The Vessa Courier**" in words
        assert "para. 3" not in words


def test_notes_at_the_foot_and_large_print_do_not_go_together() -> None:
    with pytest.raises(UsageError, match="foot of a single page only"):
        fit(story(), template.load(), large_print=True, notes_at="foot")


def test_without_notes_the_page_is_as_it_was() -> None:
    page, parts = made(story(), "inline")
    assert not notes(page)
    assert page.listed == ()
    assert not [name for name in parts if "notes" in name]
