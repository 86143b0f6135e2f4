"""Valid files of our own making, of every kind that is read back: what the hostile inputs are made from."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import warnings
import zipfile
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
        files = [write(exports.pieces(2, seed=number)) for number in range(6)]
        return [_unpacked(_slim(file)) for file in files] if kind.endswith(".docx") else files
    if kind.startswith("file-"):
        files = FILES[kind.removeprefix("file-")]()
        return [_unpacked(file) if file.startswith(b"PK") else file for file in files]
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
    return _unpacked(_slim(out.getvalue()))


def _slim(data: bytes) -> bytes:
    """A Word file without the 800 kB of styles that python-docx begins with and nobody reads.

    A mutated input is cut off at 200 kB: with them no archive would be whole, and a mutation hardly meet what is read.
    """
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    file = docx.Document(BytesIO(data))
    for style in list(file.styles):
        if style.type == WD_STYLE_TYPE.TABLE:
            style.delete()
    for relation in list(file.part.rels.values()):
        if relation.reltype.rpartition("/")[2] in ("stylesWithEffects", "theme"):
            file.part.drop_rel(relation.rId)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


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


def _tables(*names: str) -> Callable[[], list[bytes]]:
    def tables() -> list[bytes]:
        from tests.readers.test_read_collections import TABLES

        return [TABLES[name] for name in names]

    return tables


def _wire(*forms: str) -> Callable[[], list[bytes]]:
    def items() -> list[bytes]:
        from tests.readers.test_read_collections import WIRES

        return [WIRES[form].encode() for form in forms]

    return items


def _feeds() -> list[bytes]:
    from tests.readers.test_read_collections import ATOM, JSON_FEED, RSS

    return [RSS.encode(), ATOM.encode(), JSON_FEED.encode()]


def _scripted() -> list[bytes]:
    """Pages that show nothing of the story that their scripts hold."""
    from tests.readers.test_page_data import FLIGHT, ROWS, STATE, linked, page, pushed

    state = json.dumps(STATE)
    scripts = (
        f"<script type='application/json'>{state}</script>",
        f"<script>window.__S__ = {state};</script>",
        f"<script>window.__S__ = JSON.parse({json.dumps(state)});</script>",
        pushed(FLIGHT),
        pushed(ROWS),
        linked(("The river board voted on Thursday.",)),
    )
    return [page((), script) for script in scripts]


def _zips() -> list[bytes]:
    from tests import exports
    from tests.readers.test_read_collections import STORY, packed

    two = exports.pieces(2)
    files: dict[str, str | bytes] = {
        "a.txt": STORY,
        "b/b.rtf": exports.nexis_rtf(two[:1]),
        "c.csv": _tables("a.csv")()[0],
    }
    return [packed(**files)]


def _packages() -> list[bytes]:
    from tests.readers.test_read_collections import book, opendocument

    return [opendocument(), book()]


def _saved_pages() -> list[bytes]:
    from tests.readers.test_read_collections import webarchive

    return [webarchive()]


def _messages() -> list[bytes]:
    from tests.readers.test_wire_text import BODY, HEAD, message

    remark = "(Correction: It is July,\nnot June.)"
    whole = message(f"{remark}\n{HEAD}\n{BODY}\n# Notes\n- Board\n\nkba ud/ov\n")
    set_in = message(f"Ferries stay\n    {BODY}", header="ABC0147 3 I 40 BC-FERRIES", terms="").replace("\n", "\r\r\n")
    return [whole.encode(), (message() + set_in).encode(), message().translate(dict.fromkeys(range(1, 5))).encode()]


def _live_blogs() -> list[bytes]:
    from tests.readers.test_live_blogs import FORMS, UPDATES, each, html

    return [html(each(form)) for form in FORMS.values()] + [html("<div id=app></div>", liveBlogUpdate=UPDATES)]


def _references() -> list[bytes]:
    record = "TY  - NEWS\nTI  - Tolls\nAU  - Drew, Una\nT2  - Courier\nDA  - 2019/06/03/\nN2  - {}\nER  - \n"
    words = ("The port will double its tolls in July.\nNobody asked the skippers.", "A prize went to the novel.")
    return ["".join(map(record.format, words)).encode(), record.format(words[1]).encode()]


def _mailboxes() -> list[bytes]:
    head = (
        "From a@b Mon Jun  3 09:00:00 2019\nFrom: a@b\nTo: c@d\nDate: Mon, 03 Jun 2019 09:00:00 +0000\nSubject: Tolls"
    )
    words = "The port will double its tolls in July.\n\n>From here on nothing is known, the skippers say.\n\n"
    plain = f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{words}"
    page = f"{head}\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>{words}</p></body></html>\n\n"
    return [(plain + page).encode(), (page + plain + plain).encode()]


def _subtitles() -> list[bytes]:
    srt = "1\n00:00:01,000 --> 00:00:03,000\nMAYOR DREW: The port will double\n\n"
    srt += "2\n00:00:03,000 --> 00:00:05,000\nits tolls.\n"
    vtt = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000 align:start\n<v Una Drew>The port will <b>double</b>\n\n"
    return [srt.encode(), (vtt + "00:00:03.000 --> 00:00:05.000\nits tolls. [laughter]\n").encode()]


#: The name of a file of a form that may hold several articles, or is no archive's, and what gives valid ones.
FILES: dict[str, Callable[[], list[bytes]]] = {
    "table.csv": _tables("a.csv", "semicolons.csv", "a.tsv"),
    "table.json": _tables("a.json", "list.json", "a.jsonl"),
    "table.xlsx": _tables("a.xlsx"),
    "nitf.xml": _wire("nitf"),
    "newsml.xml": _wire("newsml", "g2"),
    "ninjs.json": _wire("ninjs"),
    "message.iptc": _messages,
    "live.html": _live_blogs,
    "feed.xml": _feeds,
    "all.zip": _zips,
    "package.odt": _packages,
    "saved.webarchive": _saved_pages,
    "references.ris": _references,
    "mails.mbox": _mailboxes,
    "talk.vtt": _subtitles,
    "scripted.html": _scripted,
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
    """The archive put together anew from the members that a mutation left, whatever their lengths; else as it is."""
    heads = [match.start() for match in re.finditer(rb"PK\x03\x04", data)]
    end = data.find(b"PK\x01\x02", heads[-1]) if heads else -1
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may stand there twice
        for head, behind in itertools.pairwise([*heads, end if end >= 0 else len(data)]):
            name, extra = (int.from_bytes(data[head + n : head + n + 2], "little") for n in (26, 28))
            start = head + 30 + name
            info = zipfile.ZipInfo(data[head + 30 : start][:200].decode("utf-8", "replace"))
            archive.writestr(info, data[start + extra : behind])
    return out.getvalue() if heads else data
