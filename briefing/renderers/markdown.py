"""The page as Markdown: the same sections, rows and words as the printed one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.blocks import Block, Box, Run, Runs, Table, Text
from briefing.model.brief import Brief
from briefing.model.page import Page
from briefing.model.sanitizers import json_text, one_line

#: Look → what stands before the line.
HEADINGS = {"title": "# ", "heading": "## ", "subheading": "### "}

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: An ampersand that an entity may begin with.
_ENTITY = re.compile(r"&(?=#|\w+;)")
#: At a line's beginning: what makes a list, a rule or a heading of it.
_OPENING = re.compile(r"^(?:([-+=])(?=[\s=-]|$)|(\d+)([.)])(?=\s|$))")


def render(brief: Brief, page: Page) -> bytes:
    """UTF-8 Markdown (CommonMark with tables)."""
    del brief  # what is printed stands in the page
    mark = [f"**{_escape(page.banner.words)}**", ""] if page.banner else []
    lines = mark + [line for block in page.blocks for line in _block(block)]
    return ("\n".join(lines).strip() + "\n").encode()


def note(brief: Brief, page: Page) -> bytes:
    """The same behind front matter in YAML, by which Obsidian, Notion and static sites file a note."""
    front_matter: dict[str, str | list[str]] = {
        "title": brief.title,
        "date": brief.news_day.isoformat() if brief.dated else "",
        "created": brief.as_of.isoformat(),
        "reference": brief.reference or "",
        "handling": page.banner.words if page.banner else "",
        "tags": ["briefing"],
        "people": list(dict.fromkeys(line.speaker.name for line in page.lines if line.speaker is not None)),
        "sources": [": ".join(p for p in (s.publisher, s.title) if p) or s.document for s in brief.sources],
        "links": [s.url for s in brief.sources if s.url and s.url.startswith(("http://", "https://"))],
    }
    lines = [f"{key}: {_yaml(value)}" for key, value in front_matter.items() if value]
    return "\n".join(["---", *lines, "---", "", ""]).encode() + render(brief, page)


def _yaml(value: str | list[str]) -> str:
    """A value as YAML: nothing in JSON's strings, which are YAML's too (YAML 1.2.2, 1.3), is taken for more."""
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    return value if _DAY.fullmatch(value) else json_text(one_line(value))


def _block(block: Block) -> Iterator[str]:
    # The timeline strip is left out: plain text cannot draw it, and every event of it stands in a row of its own.
    if isinstance(block, Text):
        yield from _text(block)
    elif isinstance(block, Box):
        for text in block.texts:
            yield from _text(text)
    elif isinstance(block, Table):
        yield f"| {' | '.join(_cell(cell) for cell in block.head.cells)} |"
        yield f"|{' --- |' * len(block.columns)}"
        for row in block.rows:
            yield f"| {' | '.join(_cell(cell) for cell in row.cells)} |"
        yield ""


def _text(text: Text) -> Iterator[str]:
    before = HEADINGS.get(text.look.name, "- " if text.bullet else "")
    right = f" — {words}" if (words := _runs(text.right)) else ""
    yield f"{before}{_runs(text.runs, plain=bool(before.strip('- ')))}{right}"
    yield ""


def _cell(texts: tuple[Text, ...]) -> str:
    return "<br>".join(_runs(text.runs) for text in texts)


def _runs(runs: Runs, *, plain: bool = False) -> str:
    out = ""
    for run in _joined(runs):
        words = _escape(run.in_full or run.text)
        if run.link and run.link.startswith(("http://", "https://")):
            space = words[: len(words) - len(words.lstrip())]
            words = f"{space}[{words.strip()}](<{run.link.replace('>', '%3E').replace('<', '%3C')}>)"
        inner = words.strip()
        if run.bold and inner and not plain:
            words = words.replace(inner, f"**{inner}**", 1)
        out += words
    return _OPENING.sub(r"\2\\\1\3", " ".join(out.split()))


def _joined(runs: Runs) -> Iterator[Run]:
    """The runs, bold ones side by side as one: CommonMark reads no end and beginning in "**Ada Brenn****:**"."""
    before: Run | None = None
    for run in runs:
        plain = before is not None and not (before.link or run.link or before.in_full or run.in_full)
        if before is not None and plain and before.bold and run.bold:
            before = before._replace(text=before.text + run.text)
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def _escape(text: str) -> str:
    return _ENTITY.sub(r"\\&", text.translate(_SPECIAL))
