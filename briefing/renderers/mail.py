"""A mail to be sent: the page attached as DOCX and PDF, its words as plain text and as HTML.

``X-Unsent: 1`` opens the file as a draft in Outlook and Thunderbird. Source: RFC 5322, RFC 2046.
"""

from __future__ import annotations

import hashlib
import html
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses

from briefing.model import sanitizers, sections
from briefing.model.blocks import Box, Table, Text
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.renderers import docx, pdf

#: The longest subject in a file's name, in characters, and what no file's name may have.
LONGEST = 60
_SENDER = re.compile(
    r"(?:[^<>@:;,\"\\\x00-\x1f]*<(?P<a>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>|(?P<b>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))"
)
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_BODY = "font:15px/1.45 Arial,Helvetica,sans-serif;color:#1c1f24;max-width:42em"
_LIST = "margin:4px 0;padding-left:20px"
_HEADING = "font-size:15px;color:#17335c;margin:14px 0 4px"
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(brief: Brief, page: Page) -> bytes:
    """An ``.eml`` file: a draft, addressed where the brief says to whom and from whom."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    subject = sanitizers.header(brief.subject or brief.title) or "briefing"
    mark = sanitizers.header(brief.mark or "")
    message["Subject"] = f"[{mark}] {subject}" if mark else subject
    # Whom the page is from is often no address: it must be one wholly, or it is no header.
    sender = brief.from_ if _SENDER.fullmatch(brief.from_ or "") else None
    people_of = {"From": sender, "To": brief.address, "Cc": brief.cc}
    for name, people in ((name, _addresses(written)) for name, written in people_of.items()):
        if people:
            message[name] = people
    message.set_content("\n".join(_plain(brief, page)), cte="quoted-printable")
    message.add_alternative(_html(brief, page), subtype="html", cte="quoted-printable")
    stem = file_stem(brief)
    message.add_attachment(docx.render(brief, page), maintype="application", subtype=_WORD, filename=f"{stem}.docx")
    message.add_attachment(pdf.render(brief, page), maintype="application", subtype="pdf", filename=f"{stem}.pdf")
    # What parts the pieces would be made by chance; the same brief gives the same bytes.
    digest = hashlib.blake2s(f"{brief.title}{brief.as_of}".encode(), digest_size=12).hexdigest()
    for i, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=={digest}-{i}==")
    return message.as_bytes()


def file_stem(brief: Brief) -> str:
    """What the attached files are called: the day and the subject, without what file systems refuse."""
    words = _UNFIT.sub(" ", sanitizers.one_line(brief.subject or brief.title))
    words = " ".join(words.split())[:LONGEST].strip(" .")
    return f"{brief.as_of.isoformat()} {words or 'briefing'}"


def _plain(brief: Brief, page: Page) -> list[str]:
    lines = [*([brief.mark] if brief.mark else []), brief.title, ""]
    for heading, rows in _parts(brief, page):
        lines += [heading.upper(), *(f"- {text}" for text in rows), ""]
    return [sanitizers.one_line(line) for line in (*lines, *_foot(brief, page))]


def _html(brief: Brief, page: Page) -> str:
    """The same as HTML. Its styles stand in each element: mail programs drop those at the head."""
    parts = ""
    for heading, rows in _parts(brief, page):
        items = "".join(f'<li style="margin:4px 0">{_escaped(text)}</li>' for text in rows)
        parts += f'<h2 style="{_HEADING}">{_escaped(heading)}</h2><ul style="{_LIST}">{items}</ul>'
    foot = "".join(f'<p style="font-size:12px;color:#454b55">{_escaped(line)}</p>' for line in _foot(brief, page))
    title = _escaped(brief.title)
    mark = f'<p style="font-weight:bold;color:#17335c">{_escaped(brief.mark)}</p>' if brief.mark else ""
    return (
        f'<!DOCTYPE html><html lang="{html.escape(page.language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'</head><body style="{_BODY}">{mark}<h1 style="font-size:20px;color:#17335c;margin:0 0 8px">{title}</h1>'
        f"{parts}{foot}</body></html>"
    )


def _escaped(words: str) -> str:
    return html.escape(sanitizers.one_line(words))


def _parts(brief: Brief, page: Page) -> list[tuple[str, list[str]]]:
    """The author's words, then the sections that a mail carries, each with its heading and its rows as printed."""
    parts = [(f"{page.texts[r.kind]} ({page.texts['authors']})", [r.text]) for r in brief.remarks]
    printed = _printed(page)
    for section in sections.SECTIONS:
        if not section.mailed:
            continue
        lines = [printed[row.id] for row in sections.rows(brief, section) if row.id in printed]
        if lines:
            parts.append((page.texts[section.name], lines))
    return parts


def _printed(page: Page) -> dict[str, str]:
    """Row → its words as they stand on the page: with date, speaker, certainty and places."""
    by_row: dict[str, str] = {}
    for block in page.blocks:
        texts = block.texts if isinstance(block, Box) else (block,) if isinstance(block, Text) else ()
        by_row |= {text.row: text.in_full for text in texts if text.row}
        if isinstance(block, Table):
            for row in block.rows:
                cells = (", ".join(text.in_full for text in cell) for cell in row.cells)
                by_row[row.id] = ": ".join(cell for cell in cells if cell)
    return by_row


def _foot(brief: Brief, page: Page) -> list[str]:
    sources = [f"[{s.number}] {', '.join(p for p in (s.title, s.publisher, s.url) if p)}" for s in brief.sources]
    return [f"{page.texts['sources']}: {'; '.join(sources)}"]


def _addresses(written: str | None) -> list[Address]:
    """Whom a mail goes to or comes from: each address taken apart and put together anew; what is none is left out."""
    addresses: list[Address] = []
    if ":" in (written or ""):  # a group of addresses (RFC 5322, 3.4), or a header that was smuggled in
        return addresses
    # Some programs part addresses by semicolons.
    for name, place in getaddresses([sanitizers.one_line(written or "").replace(";", ",")]):
        try:
            if "@" in place:
                addresses.append(Address(display_name=sanitizers.header(name), addr_spec=place))
        except (HeaderParseError, ValueError, IndexError):  # what the parser of addresses says to one that is none
            continue
    return addresses
