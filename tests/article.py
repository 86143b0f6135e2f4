"""One article of our own, and the same article as each kind of file."""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TITLE = "Harbour council closes its oldest pier"

STORY = (
    "QUITO, March 12, 2026 (Reuters) — The harbour council voted on Monday to close the oldest of its four piers, a "
    "decision that will move about 120 fishing crews to the northern basin before the end of the coming winter.",
    "“We had no choice left to us,” said Ana Ruiz, who chairs the council and has fished here for thirty years. “The "
    "engineers told us in January that the pier would not stand another storm.”",
    "Repairs would have cost more than $9.4 million, according to an engineer’s report that the ministry received last "
    "autumn and never published.",
    "Tom de Wit, the spokesman of the anti-closure committee, called the vote a mistake. He said on X that the crews "
    "would go to court.",
    "The ministry did not respond to a request for comment on the plan.",
)


def txt() -> bytes:
    return "\n\n".join((TITLE, *STORY)).encode()


def html() -> bytes:
    story = "".join(f"<p>{p}</p>" for p in STORY)
    page = (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{TITLE} | Harbour News</title>"
        f"<meta property='og:site_name' content='Harbour News'></head><body><nav><a href=/>Home</a></nav><main>"
        f"<article><h1>{TITLE}</h1>{story}</article></main><footer>© 2026 Harbour News</footer></body></html>"
    )
    return page.encode()


def word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in STORY:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(columns: int = 1, size: float = 10.5, repeat: int = 1) -> bytes:
    """The article set in some columns, with a running head and page numbers."""
    out = io.BytesIO()
    width, height = A4
    column = (width - 100 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + i * (column + 20), 60, column, height - 130, id=f"f{i}") for i in range(columns)]

    def running(canvas, template) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, height - 30, "Harbour News — Thursday")
        canvas.drawCentredString(width / 2, 25, f"Page {template.page} of 9")

    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=running)])
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=12)
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=size, leading=size * 1.2, spaceAfter=8)
    template.build([Paragraph(TITLE, head), *(Paragraph(p, body) for p in STORY * repeat)])
    return out.getvalue()


def mail(kind: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"] = "Desk <desk@harbour.example>"
    message["To"] = "you@office.example"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Fri, 13 Mar 2026 08:00:00 +0000"
    if kind == "plain":
        message.set_content("\n\n".join(STORY) + "\n\n-- \nAna Lind\nHarbour News\n")
    elif kind == "html":
        message.set_content(html().decode(), subtype="html")
    else:
        message.set_content("See the page I saved.")
        message.add_attachment(html(), maintype="text", subtype="html", filename="pier.html")
    return message.as_bytes()


def mht() -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://harbour.example/2026/03/12/pier"
    message["Subject"] = TITLE
    message["Date"] = "Sat, 14 Mar 2026 08:00:00 +0000"
    message["MIME-Version"] = "1.0"
    message.set_content(html().decode(), subtype="html", cte="quoted-printable")
    message.make_mixed()
    return message.as_bytes()


KINDS: dict[str, Callable[[], bytes]] = {
    "pier.txt": txt,
    "pier.html": html,
    "pier.docx": word,
    "pier.pdf": pdf,
    "pier.eml": mail,
    "pier.mht": mht,
}
