"""Markdown: its text without the marks, its front matter as metadata."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefing.model.text import DateFrom, Document, Note
from briefing.readers.byline import head, names_in
from briefing.readers.decode import decode
from briefing.readers.ids import identifier, is_address

_FRONT = re.compile(r"\A---[ \t]*\n(?P<body>(?:(?!---[ \t]*\n).*\n){0,60})---[ \t]*\n")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]{2,20}):[ \t]*(?P<value>.*)$", re.MULTILINE)
#: A list of YAML below its key, a name a line, as clippers write authors: ``  - "[[Ana Ruiz]]"``.
_LISTED = re.compile(r"^(?P<key>[A-Za-z_]{2,20}):[ \t]*\n(?P<items>(?:[ \t]*-[ \t]+[^\n]*\n){1,30})", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]\"']")
#: What Readwise sets above an article, or above what was marked in it: a list of its fields, then a heading.
_READWISE = re.compile(
    r"^\#{1,3}[ \t]+Metadata[ \t]*\n(?P<fields>(?:(?!\#{1,3}[ \t])[^\n]*\n){1,60})"
    r"\#{1,3}[ \t]+(?P<head>Full\ Document|Highlights)[ \t]*\n",
    re.MULTILINE,
)
#: How far down that stands, in letters.
READWISE_REACH = 3000
_ITEM = re.compile(r"^[-*][ \t]+(?P<key>[A-Z][A-Za-z ]{1,24}):[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
_CALLED = {
    "Author": "author", "Full Title": "title", "URL": "url", "Publication date": "published",
    "Publication Date": "published", "Published date": "published", "Published Date": "published",
}  # fmt: skip
#: The link behind each passage that was marked.
_MARKED = re.compile(r"[ \t]{0,9}\(\[(?:View Highlight|Location [\d-]{1,12}|Page \d{1,5})\]\([^)\n]{0,500}\)\)")
_TITLE = re.compile(r"\A\s*(?:#[ \t]+(?P<atx>[^\n]+)|(?P<setext>\S[^\n]*)\n=+[ \t]*)(?:\n|\Z)")
_LINE_MARK = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+|```\w*)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_ATTRIBUTES = re.compile(r"\{:[^}\n]{0,200}\}|^\+\+\+[\w-]{0,40}$|\[#[a-z]+:[^\]\n]{0,300}\]", re.MULTILINE)
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>[^*_\n]{1,300})(?P=mark)")
_EMPHASIS = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?=\S)(?P<words>[^*_\n]{1,300})(?P=mark)(?![\w*_])")


MARKED = "The file holds what somebody marked in the article, not the whole of it."


def read(data: bytes, name: str) -> Document:
    """The document in a Markdown file. Its text is what a reader of the rendered page would see."""
    text = decode(data, name=name)
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {m["key"].lower(): m["value"].strip().strip("\"'") for m in _FIELD.finditer(front["body"])}
        fields |= {m["key"].lower(): _joined(m["items"]) for m in _LISTED.finditer(front["body"])}
        text = text[front.end() :]
    text, listed, marked = _without_readwise(_uncommented(text))
    fields |= listed
    title = fields.get("title")
    if first := _TITLE.match(text):
        title = title or (first["setext"] or _opened(first["atx"])).strip()
        text = text[first.end() :]
    text = re.sub(r"\n{3,}", "\n\n", unmarked(text)).strip("\n")
    above = head(text)
    # A clipping says when it was clipped ("created"), too; that is not the article's day.
    key = next((k for k in ("published", "date_published", "date") if _day(fields.get(k, ""))), "")
    date = _day(fields.get(key, ""))
    address = next((v for k in ("url", "source", "link") if is_address(v := fields.get(k, ""))), None)
    origin: DateFrom = "metadata" if date else "none"
    document = Document(
        identifier(name),
        text,
        title=unmarked(title).strip() if title else above.title,
        date=date,
        date_from=origin,
        date_evidence=f"{key}: {fields[key]}" if date else None,
        authors=names_in(_BRACKETS.sub("", fields.get("author") or fields.get("authors", ""))) or above.authors,
        publisher=next((fields[k] for k in ("publisher", "publication", "site") if fields.get(k)), None),
        url=address or fields.get("url") or (name if is_address(name) else None),
        kind="markdown",
        notes=(Note("excerpts", MARKED, identifier(name)),) if marked else (),
    )
    # A first line under the title is a subhead or the story, not a second title.
    return replace(document, dropped=tuple(d for d in above.dropped if d.category != "title" or not title))


def _without_readwise(text: str) -> tuple[str, dict[str, str], bool]:
    """The text without the fields that Readwise lists above it, these, and whether it was marked in an article."""
    match = _READWISE.search(text, 0, READWISE_REACH)
    listed = [(item["key"], item["value"].strip()) for item in _ITEM.finditer(match["fields"])] if match else []
    fields = {_CALLED[key]: value for key, value in listed if key in _CALLED and value}
    if match is None or not {"title", "url"} & fields.keys():
        return text, {}, False
    text = text[: match.start()] + text[match.end() :]
    marked = match["head"] == "Highlights"
    return (_MARKED.sub("", text) if marked else text), fields, marked


def _joined(items: str) -> str:
    """The items of a list of YAML in one line, parted by commas."""
    return ", ".join(line.strip(" \t-\"'") for line in items.splitlines())


def unmarked(text: str) -> str:
    """The text without Markdown's marks; the words of links stay, pictures go."""
    text = _ATTRIBUTES.sub("", _PICTURE.sub("", text))
    text = _LINK.sub(lambda m: m["words"], text)
    text = _RULE.sub("", text)
    text = _LINE_MARK.sub("", text)
    text = _STRONG.sub(lambda m: m["words"], text)
    return _EMPHASIS.sub(lambda m: m["words"], text)


def _opened(words: str) -> str:
    """A headline without the marks that may close it, too: ``Storm ##``."""
    return words.rstrip(" \t").rstrip("#") or words


def _uncommented(text: str) -> str:
    """The text without HTML comments; one that never ends is left, as it may be no comment."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join(kept) + text[at:]


def _day(value: str) -> dt.date | None:
    """The day an ISO date or time begins with."""
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
