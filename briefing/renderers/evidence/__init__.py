"""The brief beside its article as one HTML file: a click on a line shows its sentence, a click on a sentence its lines.

Nothing is fetched and nothing is needed to read it: every line is a link to its sentence, every sentence to its lines;
a few lines of script mark all of them. A content security policy lets only this script and these styles run.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from itertools import groupby

from briefing.model import record, sanitizers, sections
from briefing.model.blocks import Block, Box, Run, Runs, Strip, Table, Text
from briefing.model.brief import Brief, Line, Passage
from briefing.model.page import Page
from briefing.model.printed import printed
from briefing.renderers import svg
from briefing.renderers.evidence import structured_data

_LEFT_OUT = "Left out, and why"
_HINT = "Choose a line to see the sentence it comes from; choose an underlined sentence to see its lines."

#: Where each section stands among what is left out.
_ORDER = {section.name: n for n, section in enumerate(sections.SECTIONS)}


def render(brief: Brief, page: Page) -> bytes:
    """A self-contained HTML file, with every sentence that the brief carries."""
    return "".join(_Evidence(brief, page).parts()).encode()


class _Evidence:
    def __init__(self, brief: Brief, page: Page) -> None:
        self.brief, self.page = brief, page
        places = defaultdict(list)
        for passage in brief.passages:
            places[passage.document].append(passage)
        self.sentences: dict[str, list[str]] = {}
        self.lines: dict[str, list[str]] = defaultdict(list)
        for _, id_, line in record.lines(brief):
            if id_ in page.rows:
                self.sentences[id_] = list(dict.fromkeys(_resting(line, places)))
                for name in self.sentences[id_]:
                    self.lines[name].append(f"r-{id_}")
        why = printed(brief, page)
        self.left_out = [
            (section.held_for or section.name, row, why[row.id].removeprefix("no (").removesuffix(")"))
            for section, row in sections.every_row(brief, sections.REVIEWED)
            if row.id not in page.rows and why[row.id] != "yes"
        ]
        for _, row, _ in self.left_out:
            self.sentences[row.id] = list(dict.fromkeys(_resting(row.line, places)))

    def parts(self) -> Iterator[str]:
        here = resources.files(__name__)
        style, script = (here.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
            "form-action 'none'"
        )
        yield (
            f'<!DOCTYPE html>\n<html lang="{_attribute(self.page.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{_escaped(self.page.title)}</title>\n<style>{style}</style>\n"
            f"{structured_data.script(self.brief, self.page.language)}\n</head>\n<body>\n"
            '<a class="skip" href="#article">To the article</a>\n<div class="both">\n'
            f'<main class="side" id="brief" aria-label="Brief">\n{self._marking()}'
        )
        for bulleted, blocks in groupby(
            self.page.blocks,
            lambda b: isinstance(b, Text) and bool(b.bullet),
        ):
            inside = "".join(part for block in blocks for part in self._block(block))
            yield f"<ul>\n{inside}</ul>\n" if bulleted else inside
        yield from self._away()
        yield f'<p class="note hint">{_HINT}</p>\n</main>\n<section class="side" id="article" aria-label="Article">\n'
        for document, passages in groupby(self.brief.passages, lambda p: p.document):
            yield from self._article(document, list(passages))
        yield (
            '</section>\n</div>\n<div id="told" class="hidden" role="status" aria-live="polite"></div>\n'
            f"<script>{script}</script>\n</body>\n</html>\n"
        )

    def _away(self) -> Iterator[str]:
        """What the page does not print, section by section, each line with the reason."""
        if not self.left_out:
            return
        yield f'<details id="away">\n<summary><h2>{_LEFT_OUT} ({len(self.left_out)})</h2></summary>\n'
        for name, rows in groupby(sorted(self.left_out, key=lambda entry: _ORDER[entry[0]]), lambda entry: entry[0]):
            yield f"<h3>{_escaped(self.page.texts.get(name, name))}</h3>\n<ul>\n"
            for _, row, why in rows:
                words = self._link(row.id, _escaped(_told(row)))
                yield f'<li id="r-{_attribute(row.id)}">{words} <small class="why">{_escaped(why)}</small></li>\n'
            yield "</ul>\n"
        yield "</details>\n"

    def _marking(self) -> str:
        return f'<p class="marking">{_escaped(self.page.banner.words)}</p>\n' if self.page.banner else ""

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Text):
            yield self._text(block)
        elif isinstance(block, Box):
            yield f'<div class="box">{"".join(self._text(text) for text in block.texts)}</div>\n'
        elif isinstance(block, Table):
            heads = "".join(f'<th scope="col">{_cell(cell)}</th>' for cell in block.head.cells)
            yield f'<table>\n<caption class="hidden">{_escaped(block.name)}</caption>\n<tr>{heads}</tr>\n'
            for row in block.rows:
                # One stop of the Tab key a row: its other cells are links for the pointer only.
                cells = "".join(f"<td>{self._link(row.id, _cell(c), stop=not n)}</td>" for n, c in enumerate(row.cells))
                yield f'<tr id="r-{_attribute(row.id)}">{cells}</tr>\n'
            yield "</table>\n"
        elif isinstance(block, Strip):
            yield self._text(block.head) + _drawn(block)

    def _text(self, text: Text) -> str:
        inside = _runs(text.runs)
        if text.row:
            inside = self._link(text.row, inside)
        right = f"<small>{_runs(text.right)}</small>" if text.right else ""
        if text.look.name == "title":
            return f"<h1>{inside}</h1>\n"
        if text.look.name == "heading":
            return f"<h2>{right}{inside}</h2>\n"
        if text.look.name == "subheading":
            return f"<h3>{inside}</h3>\n"
        tag = "li" if text.bullet else "p"
        anchor = f' id="r-{_attribute(text.row)}"' if text.row else ""
        # What the page sets flush right stands apart here, too; without styles a space keeps it from the words.
        spread = " spread" if right else ""
        return f'<{tag}{anchor} class="{text.look.name}{spread}">{inside}{" " + right if right else ""}</{tag}>\n'

    def _link(self, row: str, inside: str, *, stop: bool = True) -> str:
        """What is printed, as a link to the sentences it comes from."""
        names = self.sentences.get(row)
        if not names:
            return inside
        # Addresses of sources stand on the right: a link cannot hold a link.
        skipped = "" if stop else ' tabindex="-1"'
        return f'<a href="#{names[0]}" data-s="{" ".join(names)}"{skipped}>{_unlinked(inside)}</a>'

    def _article(self, document: str, passages: list[Passage]) -> Iterator[str]:
        source = next((s for s in self.brief.sources if s.document == document), None)
        if source is None:
            return
        day = self.page.source_days.get(source.number, "")
        title = _escaped(source.title or source.publisher or source.document)
        if source.url and source.url.startswith(("http://", "https://")):
            title = f'<a href="{_attribute(source.url)}" rel="noreferrer">{title}</a>'
        about = ", ".join(_escaped(part) for part in (source.publisher, ", ".join(source.authors), day) if part)
        if source.archived and source.archived.startswith(("http://", "https://")):
            words = _escaped(self.page.texts["archived"])
            about += f', <a href="{_attribute(source.archived)}" rel="noreferrer">{words}</a>'
        yield f'<article>\n<h3>[{source.number}] {title}</h3>\n<p class="about">{about}</p>\n'
        for paragraph, inside in groupby(passages, lambda p: p.paragraph):
            words = " ".join(self._sentence(p) for p in inside)
            yield f'<p><span class="n">{paragraph}</span>{words}</p>\n'
        yield "</article>\n"

    def _sentence(self, passage: Passage) -> str:
        name, words = _name(passage), _escaped(passage.text)
        lines = self.lines.get(name)
        if not lines:
            return f'<span class="s" id="{name}" tabindex="-1">{words}</span>'
        targets = " ".join(_attribute(line) for line in lines)
        return f'<a class="s" id="{name}" href="#{_attribute(lines[0])}" data-l="{targets}">{words}</a>'


def _drawn(strip: Strip) -> str:
    """The timeline as a picture, with its words for those who cannot see it."""
    axis = strip.axis_pt
    height = strip.drawing_pt + strip.labels.before_pt + strip.labels.leading_pt
    out = [f'<path d="M0 {axis:.1f}H{strip.width_pt:.1f}" stroke="#{strip.axis}" stroke-width=".75"/>']
    for tick in strip.ticks:
        out.append(f'<path d="M{tick.at_pt:.1f} {axis:.1f}v4.5" stroke="#{strip.axis}" stroke-width=".75"/>')
        low = height - 2
        out.append(f'<text x="{tick.text_at_pt:.1f}" y="{low:.1f}" text-anchor="middle">{_escaped(tick.text)}</text>')
    out += svg.strip(strip, 0, axis)
    # On a narrow screen it keeps a size that can be read, and is moved sideways.
    return (
        f'<div class="moved" role="group" tabindex="0" aria-label="{_attribute(strip.head.in_full)}">'
        f'<svg class="strip" role="img" aria-label="{_attribute(strip.alt)}" '
        f'viewBox="0 0 {strip.width_pt:.1f} {height:.1f}">{"".join(out)}</svg></div>\n'
    )


def _told(row: sections.Row) -> str:
    """A line that is left out, with its speaker where it has one."""
    speaker = getattr(row, "speaker", None)
    return f"{speaker.name}: {row.line.text}" if speaker is not None else row.line.text


def _resting(line: Line, places: dict[str, list[Passage]]) -> Iterator[str]:
    for evidence in line.cited:
        for passage in places.get(evidence.document, ()):
            if passage.span.overlaps(evidence.span):
                yield _name(passage)


def _name(passage: Passage) -> str:
    return f"s{passage.source}-{passage.sentence}"


def _cell(texts: tuple[Text, ...]) -> str:
    first, *rest = [_runs(text.runs) for text in texts] or [""]
    return first + "".join(f'<br><span class="cell-note">{words}</span>' for words in rest)


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = html.escape(run.in_full or run.text)
    words = f"<strong>{words}</strong>" if run.bold else words
    words = f"<em>{words}</em>" if run.italic else words
    if run.link and run.link.startswith(("http://", "https://")):
        return f'<a href="{_attribute(run.link)}" rel="noreferrer">{words}</a>'
    return words


def _unlinked(inside: str) -> str:
    """The words without the links in them."""
    out, at = "", 0
    while (start := inside.find("<a ", at)) >= 0:
        end = inside.index(">", start) + 1
        close = inside.index("</a>", end)
        out += inside[at:start] + inside[end:close]
        at = close + len("</a>")
    return out + inside[at:]


def _escaped(words: str) -> str:
    return html.escape(sanitizers.one_line(words))


def _attribute(words: str) -> str:
    return html.escape(sanitizers.one_line(words), quote=True)


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}"
