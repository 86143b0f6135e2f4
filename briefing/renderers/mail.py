"""A mail to be sent: the page attached as DOCX and PDF, its words as plain text and as HTML.

``X-Unsent: 1`` opens the file as a draft in Outlook and Thunderbird. Source: RFC 5322, RFC 2046.
"""

from __future__ import annotations

import hashlib
import html
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from briefing.model import sanitizers, sections
from briefing.model.brief import Brief, Speaker
from briefing.model.findings import Certainty
from briefing.model.page import Page
from briefing.renderers import docx, pdf

_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(brief: Brief, page: Page) -> bytes:
    """An ``.eml`` file: a draft, addressed where the brief says to whom."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = sanitizers.header(brief.subject or brief.title) or "briefing"
    if (to := _address(brief.address)) is not None:
        message["To"] = to
    message.set_content("\n".join(_plain(brief, page)), cte="quoted-printable")
    message.add_alternative(_html(brief, page), subtype="html", cte="quoted-printable")
    stem = f"briefing-{brief.as_of.isoformat()}"
    message.add_attachment(docx.render(brief, page), maintype="application", subtype=_WORD, filename=f"{stem}.docx")
    message.add_attachment(pdf.render(brief, page), maintype="application", subtype="pdf", filename=f"{stem}.pdf")
    # What parts the pieces would be made by chance; the same brief gives the same bytes.
    mark = hashlib.blake2s(f"{brief.title}{brief.as_of}".encode(), digest_size=12).hexdigest()
    for i, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=={mark}-{i}==")
    return message.as_bytes()


def _plain(brief: Brief, page: Page) -> list[str]:
    lines = [brief.title, ""]
    for heading, rows in _parts(brief, page):
        lines += [heading.upper(), *(f"- {text}" for text in rows), ""]
    return [sanitizers.one_line(line) for line in (*lines, *_foot(brief, page))]


def _html(brief: Brief, page: Page) -> str:
    parts = "".join(
        f"<h2>{_escaped(heading)}</h2><ul>{''.join(f'<li>{_escaped(text)}</li>' for text in rows)}</ul>"
        for heading, rows in _parts(brief, page)
    )
    foot = "".join(f"<p>{_escaped(line)}</p>" for line in _foot(brief, page))
    title = _escaped(brief.title)
    return (
        f'<!DOCTYPE html><html lang="{html.escape(page.language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><h1>{title}</h1>{parts}{foot}</body></html>"
    )


def _escaped(words: str) -> str:
    return html.escape(sanitizers.one_line(words))


def _parts(brief: Brief, page: Page) -> list[tuple[str, list[str]]]:
    """The sections that a mail carries, each with its heading and the rows of it that are printed."""
    parts: list[tuple[str, list[str]]] = []
    printed = page.rows
    for remark in brief.remarks:
        parts.append((f"{page.texts[remark.kind]} ({page.texts['authors']})", [remark.text]))
    for section in sections.SECTIONS:
        if not section.mailed:
            continue
        lines = [_line(row, page) for row in sections.rows(brief, section) if row.id in printed]
        if lines:
            parts.append((page.texts[section.name], lines))
    return parts


def _line(row: sections.Row, page: Page) -> str:
    """A line with what is not sure of it, whose claim it is, and where it comes from."""
    places = " ".join(dict.fromkeys(f"[{e.source} ¶{e.paragraph}]" for e in row.line.evidence))
    speaker: Speaker | None = getattr(row, "speaker", None) or getattr(row, "claimed_by", None)
    certainty: Certainty = getattr(row, "certainty", "sure")
    asides: list[str] = [certainty] if certainty != "sure" else []
    if speaker is not None and not row.line.names(speaker):
        asides.append(page.texts["claimed"].format(name=speaker.name))
    return " ".join([row.line.text, *(f"[{aside}]" for aside in asides), places])


def _foot(brief: Brief, page: Page) -> list[str]:
    sources = [f"[{s.number}] {', '.join(p for p in (s.title, s.publisher, s.url) if p)}" for s in brief.sources]
    return [f"{page.texts['sources']}: {'; '.join(sources)}"]


def _address(written: str | None) -> Address | None:
    """Whom the mail goes to: one address, taken apart and put together anew; ``None`` where it is none."""
    name, place = parseaddr(sanitizers.one_line(written or ""))
    try:
        return Address(display_name=sanitizers.header(name), addr_spec=place) if "@" in place else None
    except (HeaderParseError, ValueError, IndexError):  # what the parser of addresses says to one that is none
        return None
