"""Exports in the forms of the news archives, with articles of our own, as bytes."""

from __future__ import annotations

import datetime as dt
import html
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

TOWNS = ("Kestrel Bay", "Varde", "Port Adler", "Skarn", "Tolmin Ferry", "Osterholm")
OUTLETS = ("Kestrel Bay Courier", "The Varde Herald", "Adler Evening Post", "Skarn Weekly", "Gazette of Osterholm")
FIRST, LAST = ("Una", "Odd", "Jule", "Marek", "Ines", "Tom"), ("Drew", "Vik", "Brandt", "Holub", "Salas", "Okoro")
SUBJECTS = ("harbour tolls", "the ferry fleet", "the town budget", "a new sea wall", "school meals", "the night train")
VERBS = ("will cost more from July", "divides the council", "comes back after nine years", "loses its head", "grows")
SENTENCES = (
    "The council of {town} voted on Monday to put off its decision on {subject}.",
    "“Nobody has asked the people who live here,” said {name}, who chairs the residents’ league.",
    "The plan was first laid before the assembly in March and has been changed four times since.",
    "It is said to cost 14 million crowns, a third more than a year ago.",
    "Engineers warned in January that the old piles would not last another winter.",
    "{name} told reporters in {town} that a vote is due next week.",
    "Copies of the report can be read in the library; the minister called it a farce.",
)


@dataclass(frozen=True)
class Piece:
    """An article as it was printed."""

    title: str
    outlet: str
    day: dt.date
    author: str
    section: str
    page: str
    paragraphs: tuple[str, ...]


def pieces(count: int = 12, seed: int = 1) -> list[Piece]:
    """Invented articles, no two alike."""
    draw = random.Random(seed)  # noqa: S311 - invented articles, the same ones each time
    out = []
    for number in range(count):
        town, subject = draw.choice(TOWNS), draw.choice(SUBJECTS)
        names = [f"{draw.choice(FIRST)} {draw.choice(LAST)}" for _ in range(3)]
        paragraphs = []
        for _ in range(draw.randint(2, 6)):
            chosen = draw.sample(SENTENCES, draw.randint(1, 3))
            paragraphs.append(" ".join(s.format(town=town, subject=subject, name=draw.choice(names)) for s in chosen))
        title = f"{subject[:1].upper()}{subject[1:]} {draw.choice(VERBS)} in {town}, part {number + 1}"
        day = dt.date(1993, 1, 1) + dt.timedelta(days=draw.randint(0, 12000))
        page = f"{draw.choice('AB')}{draw.randint(1, 40)}"
        out.append(Piece(title, draw.choice(OUTLETS), day, names[0], "News", page, tuple(paragraphs)))
    return out


def us(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def uk(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _wrapped(words: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, 78, break_long_words=False, break_on_hyphens=False))


def nexis_lines(articles: Sequence[Piece]) -> list[tuple[str, str]]:
    """The paragraphs of a Nexis Uni export, each with its style."""
    lines = [("", "User Name: = A. READER"), ("", f"Documents ({len(articles)})")]
    for number, a in enumerate(articles, start=1):
        lines += [("", f"{number}. {a.title}"), ("", "Client/Matter: -None-"), ("", "Search Terms: harbour")]
    for a in articles:
        lines += [("Heading 1", a.title), ("", a.outlet), ("", f"{us(a.day)} {a.day:%A} 9:03 AM GMT")]
        lines += [
            ("", f"Copyright {a.day.year} {a.outlet} All Rights Reserved"),
            ("", f"Section: {a.section}; Pg. {a.page}"),
        ]
        lines += [("", "Length: 214 words"), ("", f"Byline: {a.author}"), ("", "Body")]
        lines += [("", p) for p in a.paragraphs]
        lines += [("", "Graphic"), ("", "The pier at noon."), ("", "Classification"), ("", "Language: ENGLISH")]
        lines += [("", f"Load-Date: {us(a.day + dt.timedelta(days=1))}"), ("", "End of Document")]
    return lines


def nexis_docx(articles: Sequence[Piece]) -> bytes:
    document = docx.Document()
    end, ids = document.element.body.sectPr, {style.name: style.style_id for style in document.styles}
    for style, words in nexis_lines(articles):
        # As add_paragraph() does, which looks for the end of the body and for the style anew each time.
        paragraph = OxmlElement("w:p")
        end.addprevious(paragraph)
        Paragraph(paragraph, document._body).add_run(words)
        if style:
            paragraph.style = ids[style]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def nexis_rtf(articles: Sequence[Piece]) -> bytes:
    return rtf([(words, style != "") for style, words in nexis_lines(articles)])


def rtf(lines: Sequence[tuple[str, bool]]) -> bytes:
    """A rich text of paragraphs, each bold or not."""

    def escaped(words: str) -> str:
        plain = words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        units = plain.encode("utf-16-le", "surrogatepass")
        codes = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
        return "".join(chr(c) if c < 128 else f"\\u{c - 65536 if c > 32767 else c}?" for c in codes)

    body = "".join(
        f"\\pard {{\\b {escaped(words)}}}\\par\n" if bold else f"\\pard {escaped(words)}\\par\n"
        for words, bold in lines
    )
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\info{\\title An export}}"
    return f"{head}{{\\header Page 1 of 9\\par}}\\uc1 {body}}}".encode("ascii")


def nexis_txt(articles: Sequence[Piece]) -> bytes:
    return "\n\n".join(words for _, words in nexis_lines(articles)).encode()


def lexisnexis_txt(articles: Sequence[Piece]) -> bytes:
    out = ["Download Request: Selected Items", "", "Terms: (harbour)", ""]
    for number, a in enumerate(articles, start=1):
        out += ["", "", f"{number} of {len(articles)} DOCUMENTS".center(80), "", "", a.outlet.center(80), ""]
        out += [f"{us(a.day)} {a.day:%A}".center(80), "City Edition".center(80), "", a.title, ""]
        out += [f"BYLINE: {a.author}", "", f"SECTION: {a.section}; Pg. {a.page}", "", "LENGTH: 214 words", ""]
        for p in a.paragraphs:
            out += [_wrapped(p), ""]
        out += [f"LOAD-DATE: {us(a.day)}", "", "LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", ""]
        out += [f"Copyright {a.day.year} {a.outlet}".center(80), "All Rights Reserved".center(80), ""]
    return "\n".join(out).encode()


def lexisnexis_html(articles: Sequence[Piece]) -> bytes:
    out = ["<!DOCTYPE html><html><head><title>Documents</title></head><body>"]
    for number, a in enumerate(articles, start=1):
        head = [f"{number} of {len(articles)} DOCUMENTS", a.outlet, f"{us(a.day)}, {a.day:%A}, Late Edition - Final"]
        fields = [f"BYLINE: {a.author}", f"SECTION: {a.section}; Pg. {a.page}", "LENGTH: 214 words"]
        tail = [
            "LOAD-DATE: May 1, 2020",
            "LANGUAGE: ENGLISH",
            f"Copyright {a.day.year} {a.outlet}",
            "All Rights Reserved",
        ]
        lines = [*head, f"<b>{html.escape(a.title)}</b>", *fields, *map(html.escape, a.paragraphs), *tail]
        out += [f'<div class="c4"><p class="c5"><span class="c6">{line}</span></p></div>' for line in lines]
    return "".join([*out, "</body></html>"]).encode()


def factiva_lines(articles: Sequence[Piece]) -> list[tuple[str, bool]]:
    lines = []
    for number, a in enumerate(articles):
        lines += [(a.section, False), (a.title, True), (f"By {a.author}", False), ("214 words", False)]
        lines += [(uk(a.day), False), ("08:02", False), (a.outlet, False), ("KESBAY", False), (a.page, False)]
        lines += [("English", False), (f"(c) {a.day.year} {a.outlet}", False)]
        lines += [(p, False) for p in a.paragraphs]
        lines += [(f"Document KESBAY00{a.day:%Y%m%d}ea5u{number:05d}", False)]
    return [*lines, ("Search Summary", False), ("Text", False), ("harbour and tolls", False)]


def factiva_rtf(articles: Sequence[Piece]) -> bytes:
    return rtf(factiva_lines(articles))


def factiva_txt(articles: Sequence[Piece]) -> bytes:
    return "\n\n".join(words for words, _ in factiva_lines(articles)).encode()


def factiva_html(articles: Sequence[Piece]) -> bytes:
    out = ['<html><head><meta charset="utf-8"><title>Factiva</title></head><body>']
    for number, a in enumerate(articles):
        out += [
            '<div class="article enArticle"><div id="hd"><span class="enHeadline">',
            html.escape(a.title),
            "</span></div>",
        ]
        fields = [
            f"By {a.author}",
            "214 words",
            uk(a.day),
            a.outlet,
            "KESBAY",
            a.page,
            "English",
            f"(c) {a.day.year} {a.outlet}",
        ]
        out += [f"<div>{field}</div>" for field in fields]
        out += [f'<p class="articleParagraph enarticleParagraph">{html.escape(p)}</p>' for p in a.paragraphs]
        out += [f"<p>Document KESBAY00{a.day:%Y%m%d}ea5u{number:05d}</p></div><br>"]
    return "".join([*out, "</body></html>"]).encode()


def factiva_indexed(articles: Sequence[Piece]) -> bytes:
    out = ['<html><head><meta charset="utf-8"><title>Factiva</title></head><body>']
    for number, a in enumerate(articles):
        first, *rest = a.paragraphs
        rows = [("SE", a.section), ("HD", a.title), ("BY", f"By {a.author}"), ("WC", "214 words"), ("PD", uk(a.day))]
        rows += [("SN", a.outlet), ("SC", "KESBAY"), ("PG", a.page), ("LA", "English"), ("CY", f"(c) {a.day.year}")]
        rows = [(code, html.escape(value)) for code, value in rows]
        rows += [("LP", f"<p>{html.escape(first)}</p>"), ("TD", "".join(f"<p>{html.escape(p)}</p>" for p in rest))]
        rows += [("NS", "gport : Ports | gtoll : Tolls"), ("AN", f"Document KESBAY00{a.day:%Y%m%d}ea5u{number:05d}")]
        cells = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in rows)
        out += [f'<div class="article"><table>{cells}</table></div>']
    return "".join([*out, "</body></html>"]).encode()


def proquest_txt(articles: Sequence[Piece]) -> bytes:
    out = ["_" * 60, ""]
    for number, a in enumerate(articles):
        last, first = a.author.split()[-1], a.author.split()[0]
        out += [a.title, f"Author: {last}, {first}"]
        out += [
            f"Publication info: {a.outlet} ; Kestrel Bay [Kestrel Bay]{uk(a.day)}: {a.page}.",
            "ProQuest document link",
        ]
        out += ["Abstract: None available.", "Links: https://links.example/", f"Full text: {a.paragraphs[0]}"]
        for p in a.paragraphs[1:]:
            out += ["", p]
        out += [
            "",
            "Subject: Harbours; Tolls",
            f"Title: {a.title}",
            f"Publication title: {a.outlet}",
            f"Pages: {a.page}",
        ]
        out += [f"Publication year: {a.day.year}", f"Publication date: {us(a.day)}", f"Section: {a.section}"]
        out += [
            "Language of publication: English",
            f"ProQuest document ID: {number + 100000}",
            "Last updated: 2024-02-02",
        ]
        out += ["Database: ProQuest Central", "", "_" * 60, ""]
    return "\n".join(
        [*out, "Contact us at: https://x.example/ Copyright 2024 ProQuest LLC. All rights reserved."]
    ).encode()


def newsbank_txt(articles: Sequence[Piece]) -> bytes:
    out = []
    for a in articles:
        out += [a.title, "", f"{us(a.day)} | {a.outlet}", f"Author: {a.author}; Staff Writer", f"Section: {a.section}"]
        out += [f"Page: {a.page}", "214 Words", ""]
        for p in a.paragraphs:
            out += [p, ""]
        out += ["• Citation (aglc Style)", "", f"{a.author}, '{a.title}', {a.outlet} (online), {uk(a.day)}", ""]
        out += [f"Copyright © {a.day.year}, {a.outlet}. All rights reserved.", ""]
    return "\n".join(out).encode()


def gale_txt(articles: Sequence[Piece]) -> bytes:
    out = []
    for a in articles:
        out += [f"Title: {a.title}", f"Author(s): {a.author}"]
        out += [
            f"Source: {a.outlet}. (Daily newspaper). {us(a.day)} p{a.page}",
            "Document Type: Article",
            "",
            "Full Text:",
            "",
        ]
        for p in a.paragraphs:
            out += [p, ""]
        cited = (
            f'{a.author}. "{a.title}." {a.outlet}, {uk(a.day)}, p. {a.page}. Gale OneFile: News. Accessed 2 Feb. 2024.'
        )
        out += [f"Source Citation: {cited}", ""]
    return "\n".join(out).encode()


def europresse_html(articles: Sequence[Piece]) -> bytes:
    out = ['<html><head><meta charset="utf-8"></head><body>']
    for a in articles:
        out += ['<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">', a.outlet]
        out += [
            f', no. 43018</span></div><span class="DocHeader">{a.section}, {a.day:%A}, {us(a.day)}, p. {a.page}</span>'
        ]
        out += [f'<div class="titreArticle"><p class="titreArticleVisu">{html.escape(a.title)}</p></div>']
        out += [f'<p class="sm-margin-bottomNews">{a.author}</p></header><section><div class="docOcurrContainer">']
        out += [f"<p>{html.escape(p)}</p>" for p in a.paragraphs]
        out += ["</div></section><footer><div>This certificate is issued to a library.</div></footer></article>"]
    return "".join([*out, "</body></html>"]).encode()


def cuttings_txt(articles: Sequence[Piece]) -> bytes:
    out = ["Ministry of Ports", "", "PRESS CUTTINGS", uk(articles[0].day + dt.timedelta(days=1)), "", "Contents", ""]
    for number, a in enumerate(articles, start=1):
        out.append(f"{number}. {a.title} ({a.outlet}) {'.' * 12} {number + 1}")
    for a in articles:
        out += ["", "", a.title, f"{a.outlet} | {a.day:%A}, {uk(a.day)} | Page {a.page}", f"By {a.author}", ""]
        for p in a.paragraphs:
            out += [p, ""]
    return "\n".join(out).encode()


#: The name of a file in each form, and what writes one.
WRITERS: dict[str, Callable[[Sequence[Piece]], bytes]] = {
    "nexis.docx": nexis_docx,
    "nexis.rtf": nexis_rtf,
    "nexis.txt": nexis_txt,
    "lexisnexis.txt": lexisnexis_txt,
    "lexisnexis.html": lexisnexis_html,
    "factiva.rtf": factiva_rtf,
    "factiva.txt": factiva_txt,
    "factiva.html": factiva_html,
    "factiva-indexed.html": factiva_indexed,
    "proquest.txt": proquest_txt,
    "newsbank.txt": newsbank_txt,
    "gale.txt": gale_txt,
    "europresse.html": europresse_html,
    "cuttings.txt": cuttings_txt,
}
