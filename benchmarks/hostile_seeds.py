"""Valid files of our own making, of every kind that is read back: what the hostile inputs are made from."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from briefing.model.brief import Brief
from briefing.model.findings import Findings
from tests.truth.grammar import article

#: The day of every article.
DAY = dt.date(2026, 3, 12)


def seeds(kind: str) -> list[bytes]:
    """Valid inputs of a kind, of our own making."""
    if kind in ("template", "settings"):
        shipped = sorted((Path(__file__).parent.parent / "templates").glob("*.toml"))
        return [path.read_bytes() for path in shipped] if kind == "template" else SETTINGS
    if kind.startswith("export-"):
        from tests import exports

        write = exports.WRITERS[kind.removeprefix("export-")]
        return [write(exports.pieces(2, seed=number)) for number in range(6)]
    texts = [
        article(number).text for number in range(4 if kind in ("page-docx", "page-pdf", "record", "review") else 12)
    ]
    return [MAKERS[kind](text) for text in texts]


#: Settings files, each setting of every kind.
SETTINGS = [
    b'template = "policy-brief"\npaper = "letter"\nformat = "docx,pdf"\noutput = "out"\nengine = "rules"\n',
    b'actor = ["Ann Hale", "the Harbour Fund"]\ntopic = ["ferries"]\nlarge-print = true\nreference = "A/12"\n',
    b'mark = "Draft"\nto = "The board <board@example.org>"\nfrom = "The desk"\nlarge-print = false\n',
]


def _found(text: str) -> tuple[Findings, Brief]:
    from briefing import pipeline
    from briefing.compose.brief import BriefOptions

    found = pipeline.annotate(pipeline.from_text(text, id="a", date=DAY), engine="rules")
    return found, pipeline.compose([found], BriefOptions(as_of=DAY))


def _page(text: str, form: str) -> bytes:
    from briefing import pipeline
    from briefing.layout import template

    brief = _found(text)[1]
    return pipeline.render(brief, pipeline.lay_out(brief, template.load()), form)


def _page_docx(text: str) -> bytes:
    return _unpacked(_page(text, "docx"))


def _page_pdf(text: str) -> bytes:
    return _page(text, "pdf")


def _record(text: str) -> bytes:
    from briefing import pipeline
    from briefing.layout import template
    from briefing.model import record

    brief = _found(text)[1]
    return record.dump(brief, pipeline.lay_out(brief, template.load()))


def _review(text: str) -> bytes:
    from briefing import review

    found, brief = _found(text)
    return review.write(review.Review(brief, (found.document,)), {})


def _html(text: str) -> bytes:
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    head = '<meta property="article:published_time" content="2026-03-12"><title>A story</title>'
    return f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>".encode()


def _docx(text: str) -> bytes:
    import docx

    file = docx.Document()
    for paragraph in text.split("\n\n"):
        file.add_paragraph(paragraph)
    file.core_properties.created = dt.datetime(2026, 3, 12, tzinfo=dt.timezone.utc)
    out = BytesIO()
    file.save(out)
    return _unpacked(out.getvalue())


def _unpacked(data: bytes) -> bytes:
    """An archive stored, not packed: a mutation then reaches the XML. The checksums are left to :func:`whole`."""
    plain = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as stored:
        for name in packed.namelist():
            stored.writestr(name, packed.read(name))
    return plain.getvalue()


def _pdf(text: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out = BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out, pageCompression=0).build([Paragraph(p, style) for p in text.split("\n\n")])
    return out.getvalue()


def _mail(text: str) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "A story", "desk@example.org", "Thu, 12 Mar 2026 09:00:00 +0000"
    mail.set_content(text)
    mail.add_alternative(_html(text).decode(), subtype="html")
    return mail.as_bytes()


def _markdown(text: str) -> bytes:
    head, *rest = text.split("\n\n")
    table = "| ferry | berth |\n| --- | ---: |\n| *Ada* | [4](https://example.org/4) |"
    return "\n\n".join(["---\ndate: 2026-03-12\n---", f"# {head}", *rest, f"> {head}", table, "- one\n- two"]).encode()


def _mhtml(text: str) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"], mail["Snapshot-Content-Location"] = "A story", "https://example.org/story"
    mail["Date"] = "Thu, 12 Mar 2026 09:00:00 +0000"
    mail.set_content(_html(text).decode(), subtype="html", cte="quoted-printable")
    mail.make_related()
    mail.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<seal>")
    return mail.as_bytes()


def _warc(text: str) -> bytes:
    page = _html(text)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    pieces = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    pieces += b"%x\r\n%s\r\n0\r\n\r\n" % (len(text.encode()), text.encode())
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http"
    return b"".join(b"%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (head, len(a), a) for a in (answer, pieces))


def _rows(text: str) -> bytes:
    import json

    return json.dumps({"id": "a", "text": text, "date": "2026-03-12"}).encode()


def _outlook(text: str) -> bytes:
    from tests import outlook

    attached = [outlook.file("a.txt", text.encode())] if len(text) % 2 else []
    if len(text) % 5 == 0:
        attached.append(outlook.enclosed(outlook.inner("A story", text, "A desk", sent=1_773_302_400, head=24)))
    page = _html(text) if len(text) % 3 else b""
    return outlook.compound(outlook.inner("A story", text, "A desk", sent=1_773_302_400, html=page, attached=attached))


def _old_word(text: str) -> bytes:
    """A compound file as Word before 2007 wrote it, of its main stream and its table alone."""
    from tests import outlook

    words = b"\xec\xa5\xc1\x00" + bytes(508) + text.encode("cp1252", "replace")
    return outlook.compound({"WordDocument": words, "1Table": bytes(512), "\x05SummaryInformation": bytes(128)})


def _hearing(text: str) -> bytes:
    """A transcript in which each paragraph is a turn."""
    turns = ("The Chairwoman. ", "    Mr. VIK. ", "Ms. Salas of Skarn. ", "    The CLERK. ")
    words = (
        turn + paragraph for turn, paragraph in zip(turns * 9, [*text.split("\n\n"), "I thank you."] * 3, strict=False)
    )
    return "\n".join(["TUESDAY, MARCH 10, 2026", "", *words]).encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "outlook": _outlook,
    "doc": _old_word,
    "hearing": _hearing,
    "plain": str.encode,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "mail": _mail,
    "markdown": _markdown,
    "mhtml": _mhtml,
    "warc": _warc,
    "rows": _rows,
    "review": _review,
    "record": _record,
    "page-docx": _page_docx,
    "page-pdf": _page_pdf,
}
NAMES = {
    "plain": "a.txt",
    "markdown": "a.md",
    "html": "a.html",
    "pdf": "a.pdf",
    "docx": "a.docx",
    "mail": "a.eml",
    "mhtml": "a.mht",
    "outlook": "a.msg",
    "doc": "a.doc",
    "hearing": "a.txt",
}


#: Small inputs of our own beside the repository, where they are: what users of other programs have reported.
CASES = Path(__file__).parent.parent.parent / "shared/cases/files"
#: Kind → how its files' names end.
ENDINGS = {
    "plain": (".txt", ".ris"),
    "html": (".html",),
    "pdf": (".pdf",),
    "docx": (".docx",),
    "mail": (".eml", ".mbox"),
}


def cases(kind: str) -> list[bytes]:
    """More valid inputs of a kind, where they lie beside the repository; a Word file unpacked, as the others are."""
    paths = sorted(path for path in CASES.glob("*") if path.suffix in ENDINGS.get(kind, ()))
    return [_unpacked(path.read_bytes()) if kind == "docx" else path.read_bytes() for path in paths]


def whole(data: bytes) -> bytes:
    """The archive with the checksums that its changed members have; what is no archive, as it is."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        size = int.from_bytes(out[at + 24 : at + 28], "little")
        head = int.from_bytes(out[at + 42 : at + 46], "little")
        if out[head : head + 4] == b"PK\x03\x04":
            start = head + 30 + sum(int.from_bytes(out[head + n : head + n + 2], "little") for n in (26, 28))
            checksum = zlib.crc32(out[start : start + size]).to_bytes(4, "little")
            out[at + 16 : at + 20] = out[head + 14 : head + 18] = checksum
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)
