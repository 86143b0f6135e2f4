"""Every hostile string into every place that words go to: it is printed there, and does nothing."""

from __future__ import annotations

import csv
import email
import email.message
import email.policy
import functools
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click.testing
import pypdf
import pytest
import yaml
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import briefing
from briefing import cli, pipeline, review
from briefing.layout import template
from briefing.model import record, sanitizers
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.model.text import Document
from tests.hostile import strings
from tests.hostile.test_outputs import saying

#: Controls but tab and line's end, and what turns the direction.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@functools.cache
def laid_out(words: str) -> tuple[Brief, Page]:
    brief = saying(f"Pier {words} closed")
    return brief, pipeline.lay_out(brief, template.load())


def made(words: str, form: str) -> bytes:
    return pipeline.render(*laid_out(words), form)


def inert(text: str) -> None:
    assert not ACTING.search(text.replace("\r\n", "\n"))


def in_html(text: str) -> None:
    inert(text)
    root = lxml_html.fromstring(text)
    assert len(root.xpath("//script[not(@type='application/ld+json')]")) <= 1
    data = root.xpath("//script[@type='application/ld+json']/text()")
    assert len(data) <= 1
    assert all("<" not in words and json.loads(words)["@type"] == "Report" for words in data)
    assert not root.xpath("//img | //iframe | //object | //form | //link | //base | //svg[@onload]")
    for node in root.iter():
        if isinstance(node.tag, str):
            assert not [name for name in node.attrib if name.lower().startswith("on")]
    assert len(root.xpath("//title")) == 1


def word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                assert not list(root.iter("{*}instrText", "{*}fldChar", "{*}altChunk", "{*}object")), name
                inert(" ".join(t for n in root.iter("{*}t") for t in [n.text or ""]))


def pdf(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert not {"/OpenAction", "/AA"} & set(reader.trailer["/Root"])
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            leads = annotation.get_object()
            # To an address of the web, or to a place on the page.
            assert "/Dest" in leads or str(leads["/A"]["/URI"]).startswith(("http://", "https://"))
        inert(page.extract_text())


def html(data: bytes) -> None:
    in_html(data.decode())


def markdown(data: bytes) -> None:
    text = data.decode()
    inert(text)
    plain = made("plainly", "md").decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    expected = MarkdownIt("commonmark").enable("table").parse(plain)
    # The same blocks as of a page of plain words, and no link or picture to where none should be.
    kinds = {token.type for token in tokens}
    assert kinds <= {token.type for token in expected}
    inner = [child for token in tokens for child in token.children or ()]
    assert not [
        c for c in inner if c.type in ("image", "code_inline") or (c.type == "html_inline" and c.content != "<br>")
    ]


def note(data: bytes) -> None:
    _, front, body = data.decode().split("---\n", 2)
    inert(front)
    told = yaml.safe_load(front)
    assert set(told) <= {"title", "date", "created", "reference", "handling", "tags", "people", "sources", "links"}
    assert all(url.startswith(("http://", "https://")) for url in told.get("links", ()))
    markdown(body.lstrip("\n").encode())


def sheet(data: bytes) -> None:
    text = data.decode("utf-8-sig")
    inert(text)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        seen = next((c for c in cell if unicodedata.category(c)[0] not in "CZ"), "")
        assert seen not in set("=+-@＝＋－＠")


def timeline(data: bytes) -> None:
    inert(data.decode())
    for event in json.loads(data)["events"]:
        for part in event["text"].values():
            assert not lxml_html.fromstring(f"<p>{part}</p>").xpath("//script | //img | //svg")


def calendar(data: bytes) -> None:
    text = data.decode()
    inert(text)
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert "BEGIN:VALARM" not in lines


def mail(data: bytes) -> None:
    # Read as the strict and as the lenient do: line by line, and by Python's old and new parser.
    head = data.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].lower() for line in re.split(rb"[\r\n]+", head) if line[:1] not in b" \t"]
    assert sorted(names) == [b"content-type", b"mime-version", b"subject", b"to", b"x-unsent"]
    for policy in (email.policy.default, email.policy.compat32):
        message = email.message_from_bytes(data, policy=policy)
        assert sorted(name.lower() for name in message) == [n.decode() for n in sorted(names)]
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    inert(str(message["Subject"]))
    assert message["To"] == "Ana <a@b.example>"
    assert len(list(message.iter_attachments())) == 2
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert rich is not None
    inert(plain.get_content())
    in_html(rich.get_content())


def csl(data: bytes) -> None:
    inert(data.decode())
    assert all(item.get("URL", "https://").startswith(("http://", "https://")) for item in json.loads(data))


def ris(data: bytes) -> None:
    text = data.decode()
    inert(text)
    lines = text.removesuffix("\r\n").split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line for line in lines if line[:2] in ("TY", "ER")] == ["TY  - NEWS", "ER  - "] * sum(
        line.startswith("ID") for line in lines
    )


def bibtex(data: bytes) -> None:
    text = data.decode()
    inert(text)
    depth = 0
    for char in re.sub(r"\\[&%$#_]", "", text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[&$#_~^]", re.sub(r"url = \{.*\}", "", text))
    assert set(re.findall(r"\\[a-z]+", text)) <= {
        "\\textbraceleft", "\\textbraceright", "\\textbackslash", "\\textasciitilde", "\\textasciicircum"
    }  # fmt: skip


def brief(data: bytes) -> None:
    inert(data.decode())
    record.load(data)


SINKS: dict[str, Callable[[bytes], None]] = {
    "docx": word, "pdf": pdf, "html": html, "md": markdown, "events.csv": sheet, "positions.csv": sheet,
    "timeline.json": timeline, "ics": calendar, "eml": mail, "json": brief,
    "note.md": note, "csl.json": csl, "ris": ris, "bib": bibtex,
}  # fmt: skip


@pytest.mark.parametrize("form", SINKS)
def test_no_hostile_string_does_anything_in_a_file(form: str) -> None:
    faults = []
    for words in strings.ALL:
        try:
            SINKS[form](made(words, form))
        except (AssertionError, ValueError, KeyError, etree.XMLSyntaxError) as error:
            faults.append((words, repr(error)[:300]))
    assert faults == []


@pytest.mark.parametrize("field", ["subject", "title", "address"])
@pytest.mark.parametrize("words", [*strings.LINES, *strings.ENCODED])
def test_no_field_of_a_mail_adds_a_header(field: str, words: str) -> None:
    import dataclasses

    value = f'"Ana {words}" <a@b.example>' if field == "address" else words
    fields: dict[str, Any] = {"subject": None, field: value}
    changed = dataclasses.replace(saying("The council voted."), **fields)
    data = briefing.render(changed, "eml")
    head = data.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].lower() for line in re.split(rb"[\r\n]+", head) if line[:1] not in b" \t"}
    assert names <= {b"content-type", b"mime-version", b"subject", b"to", b"x-unsent"}
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert "evil.example" not in " ".join(a.addr_spec for a in getattr(message["To"], "addresses", ()))


def article(words: str) -> str:
    return (
        f"Pier {words} closed\n\nThe {words} council voted on Monday {words}, Mayor Ada Brenn said. "
        f'"We will {words} close the pier," Ada {words} Brenn said on 9 June 2026.\n'
    )


def run(*args: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli.group, list(args), catch_exceptions=True)


COMMANDS: Sequence[tuple[str, ...]] = (
    ("read", "FILE"),
    ("read", "--json", "FILE"),
    ("show", "FILE", "--engine", "rules"),
    ("explain", "TEXT", "--engine", "rules"),
    ("annotate", "ROWS", "--engine", "rules"),
    ("verify", "RECORD"),
    ("verify", "--json", "RECORD"),
    ("make", "FILE", "-o", "OUT", "--format", "md", "--engine", "rules", "-v"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_hostile_string_reaches_the_terminal(command: tuple[str, ...], tmp_path: Path) -> None:
    faults = []
    for number, words in enumerate((*strings.TERMINAL, *strings.LINES, *strings.DIRECTION)):
        text = article(words)
        file, rows, told = (tmp_path / f"{number}.{kind}" for kind in ("txt", "jsonl", "json"))
        file.write_text(text, encoding="utf-8", newline="")
        rows.write_text(json.dumps({"id": words, "text": text}) + "\n", encoding="utf-8")
        told.write_bytes(made(words, "json"))
        places = {"FILE": str(file), "TEXT": text, "ROWS": str(rows), "RECORD": str(told), "OUT": str(tmp_path / "out")}
        done = run(*(places.get(part, part) for part in command))
        if ACTING.search(done.output.replace("\r\n", "\n")):
            faults.append((words, done.output))
        assert done.exception is None or isinstance(done.exception, SystemExit | briefing.errors.BriefingError), words
    assert faults == []


def test_no_message_reaches_the_terminal_as_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    for words in (*strings.TERMINAL, *strings.DIRECTION):
        for args in (["make", f"no{words}where.txt"], ["make", "x", "--template", f"a{words}"], [f"no{words}"]):
            if "\0" in words:
                continue
            with pytest.raises(SystemExit):
                cli.main(args)
            out, err = capfd.readouterr()
            inert(out)
            inert(err)


def test_a_review_file_is_read_back_whatever_its_article_says() -> None:
    for words in strings.ALL:
        document = Document(id="a", text=article(words), paragraphs=(), title=f"Pier {words} closed", publisher=words)
        document = pipeline.prepare(document)
        one = review.Review(saying(words), (document,))
        data = review.write(one, {}, name=f"a{words}.yaml")
        inert(data.decode())
        yaml.compose(data.decode(), Loader=yaml.SafeLoader)


@pytest.mark.parametrize(
    "value", [{}, [], {"a": [], "b": {}}, [None, True, 0, -2, 1.5, 1e300, '“é” "\\\n\x01'], "x", 7]
)
def test_json_is_indented_as_the_standard_library_does(value: object) -> None:
    for held in (value, [value], {"key “é”\n": (value, {"deep": [value]})}):
        assert sanitizers.json_text(held, indent=1) == json.dumps(held, ensure_ascii=False, indent=1)


def test_a_sanitizer_leaves_plain_words_alone() -> None:
    for words in ("Pier 4 closed — “for good”", "é 漢字 עברית العربية", "a=?b", "x ? y", "50% of £2m", "\u200fשלום"):
        assert sanitizers.one_line(words) == words
        assert sanitizers.terminal(words) == words
        assert json.loads(sanitizers.json_text(words)) == words
    assert sanitizers.header("Pier 4 closed — “for good”") == "Pier 4 closed — “for good”"
    assert sanitizers.header("=?utf-8?q?Pier_4?=") == "Pier 4"
