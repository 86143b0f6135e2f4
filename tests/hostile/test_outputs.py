"""What an article says does nothing in what is delivered: no field, no link but to the web, no formula, no header."""

from __future__ import annotations

import csv
import dataclasses
import email
import email.policy
import io
import json
import re
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import briefing
from briefing.model import sanitizers
from briefing.model.brief import Brief
from briefing.renderers import sheets
from tests.briefs import _plain, story

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def saying(words: str, url: str | None = None) -> Brief:
    """A brief that has these words in every place that an article or a user fills."""
    brief = story()
    event = dataclasses.replace(brief.chronology[0], line=_plain(words), actors=(words,), place=words)
    first = brief.positions[0]
    speaker = dataclasses.replace(first.speaker, name=words, title=words, affiliation=words)
    position = dataclasses.replace(first, line=_plain(words, quotation=True), speaker=speaker)
    source = dataclasses.replace(brief.sources[0], title=words, publisher=words, authors=(words,), url=url or words)
    return dataclasses.replace(
        brief,
        title=words,
        subject=words,
        reference=words,
        mark=words,
        to=words,
        address="Ana <a@b.example>",
        from_=words,
        chronology=(event, *brief.chronology[1:]),
        positions=(position, *brief.positions[1:]),
        sources=(source, *brief.sources[1:]),
    )


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FIELDS = [
    '{ INCLUDETEXT "c:\\\\secret.txt" }',
    '</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\cmd.exe"/>',
    '<w:altChunk r:id="rId1"/>]]>&#1;&evil;',
    '" TargetMode="External" Target="http://evil.example/',
    "\x13 HYPERLINK javascript:alert(1) \x14words\x15",  # how old Word files mark fields
    "{page} {pages} {0.__class__} %s",
]


@pytest.mark.parametrize("words", FIELDS)
def test_words_that_look_like_fields_or_markup_stay_words_in_a_word_file(words: str) -> None:
    codes = []
    for name, data in unzipped(briefing.render(saying(words), "docx")).items():
        root = etree.fromstring(data)  # each part is well-formed
        codes += [node.get(f"{{{root.nsmap['w']}}}instr").strip() for node in root.iter("{*}fldSimple")]
        assert not list(root.iter("{*}instrText", "{*}fldChar", "{*}altChunk", "{*}subDoc", "{*}object")), name
        for node in root.iter("{*}Relationship"):
            if node.get("TargetMode") == "External":
                assert node.get("Type") == _HYPERLINK
                assert re.match(r"https?://", node.get("Target"))
    assert sorted(codes) == ["NUMPAGES", "PAGE"]


def in_word(data: bytes) -> list[str]:
    relations = etree.fromstring(unzipped(data)["word/_rels/document.xml.rels"])
    return [node.get("Target") for node in relations if node.get("TargetMode") == "External"]


def in_pdf(data: bytes) -> list[str]:
    annotations = [a.get_object() for page in pypdf.PdfReader(io.BytesIO(data)).pages for a in page.get("/Annots", [])]
    actions = [a["/A"] for a in annotations if "/A" in a]
    assert {action["/S"] for action in actions} <= {"/URI"}
    return [str(action["/URI"]) for action in actions]


def in_html(data: bytes | str) -> list[str]:
    tree = lxml_html.fromstring(data)
    links = [link for _, _, link, _ in tree.iterlinks()]
    return [link for link in links if not link.startswith("#")]


def in_markdown(data: bytes) -> list[str]:
    return in_html(MarkdownIt("commonmark").enable("table").render(data.decode()))


def in_timeline(data: bytes) -> list[str]:
    texts = [event["text"]["text"] for event in json.loads(data)["events"]]
    return [link for text in texts for link in in_html(text)]


def in_mail(data: bytes) -> list[str]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("html",))
    assert body is not None
    return in_html(body.get_content())


LINKS: dict[str, Callable[[bytes], list[str]]] = {
    "docx": in_word,
    "pdf": in_pdf,
    "html": in_html,
    "md": in_markdown,
    "timeline.json": in_timeline,
    "eml": in_mail,
}
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "\x1f\u200bjavascript:alert(1)",
    " \n\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript://news.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "\\\\news.example\\share",
    "//news.example/a",
    "ms-word:ofe|u|https://news.example/a.docx",
    "[words](javascript:alert(1))",
]


@pytest.mark.parametrize("form", LINKS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_the_web_is_no_link(form: str, address: str) -> None:
    links = LINKS[form](briefing.render(saying("The council voted on Monday.", address), form))
    assert all(re.match(r"https?://[\w.-]+", link) for link in links)
    assert not [link for link in links if "news.example" in link or "alert" in link]


@pytest.mark.parametrize("form", [form for form in LINKS if form != "eml"])  # a mail has its addresses as words
def test_an_address_of_the_web_is_a_link_whose_marks_break_nothing(form: str) -> None:
    address = "https://news.example/a?b=\"><script>'&c=)](<x>\n"
    links = LINKS[form](briefing.render(saying("The council voted on Monday.", address), form))
    assert [link for link in links if link.startswith("https://news.example/a?b=")]
    assert all(re.match(r"https?://[\w.-]+", link) for link in links)


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u00a0=1",
    "\x01=1",
    "\u200b\ufeff=1",
    "＝1",
    "＠a",
]


@pytest.mark.parametrize("words", FORMULAS)
@pytest.mark.parametrize("form", ["events.csv", "positions.csv"])
def test_no_cell_of_a_sheet_is_a_formula(form: str, words: str) -> None:
    data = briefing.render(saying(words), form).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert f"'{sanitizers.one_line(words)}" in cells
    for cell in cells:
        assert not re.match("[^\\w\"'(\\[“‘¶]*[=+\\-@＝＋－＠]", cell), cell


@pytest.mark.parametrize("words", ['"=1+1"', "'=1", "a,=1", 'a"\r\n=1', "a=1", "5 - 3", "–1", "“=1”"])
def test_a_cell_that_is_no_formula_stays_one_cell_as_it_is(words: str) -> None:
    cells = next(csv.reader(io.StringIO(sheets._file(("a",), [[words]]).decode("utf-8-sig").split("\r\n", 1)[1])))
    assert cells == [" ".join(words.split())]


BREAKS = [
    "\x00",
    "\r\nBcc: evil@evil.example",
    "\nBcc: evil@evil.example\n\nbody",
    "\r",
    "\x0b\x0c\x1c\x85\u2028\u2029",
    "\x00",
]


@pytest.mark.parametrize("piece", BREAKS)
def test_a_title_adds_no_header_to_a_mail(piece: str) -> None:
    data = briefing.render(saying(f"Pier{piece} closed"), "eml")
    message = email.message_from_bytes(data, policy=email.policy.default)
    names = sorted(name.lower() for name in message)
    assert names == ["content-type", "mime-version", "subject", "to", "x-unsent"]
    assert message["Subject"].strip().startswith("[Pier")  # a long one is folded behind its name
    assert message["To"] == "Ana <a@b.example>"
    assert len(list(message.iter_attachments())) == 2


@pytest.mark.parametrize("piece", BREAKS)
def test_a_title_adds_no_entry_to_a_calendar(piece: str) -> None:
    brief = saying(f"Pier{piece.replace('Bcc:', 'END:VEVENT')} closed")
    lines = re.split(r"\r\n", briefing.render(brief, "ics").decode())
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert not [line for line in lines if re.search("[\x00-\x08\x0a-\x1f\x7f]", line)]
