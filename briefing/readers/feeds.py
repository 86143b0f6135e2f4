"""RSS, Atom and JSON feeds: an item a document, with its whole text or, where the feed holds no more, its summary.

Sources: RSS 2.0 (2009), RSS 1.0 (2000), RFC 4287 (Atom), RSS content module (2002), JSON Feed 1.1 (2020).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import InputError
from briefing.model.text import Note
from briefing.readers import cut_off, elements, prose
from briefing.readers.archives.article import Article, authors, clean, document, string
from briefing.readers.collection import Collection, Unread, collected
from briefing.readers.decode import decode
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    import datetime as dt

    from lxml.etree import _Element

#: More items are a site's archive.
MOST_ITEMS = 5000

_TEXTS = ("encoded", "content", "description", "summary", "summary_detail")
_SHORT = {"description", "summary"}
_SUMMARY = "The feed may hold only a summary of this article; its address has the whole."
#: What WordPress fills in when it shows a post: a picture with its caption goes, and so does a mark that stands alone
#: and has a value or two words in its name; of one around words, the words stay. "[sic]" is none of these.
_PICTURES = re.compile(r"\[(?P<name>caption|gallery)\b[^\]\n]{0,500}\](?:(?:(?!\[/)[^\0]){0,2000}\[/(?P=name)\])?")
_AROUND = re.compile(r"\[(?P<name>[a-z][\w-]{1,30})(?:\s[^\]\n]{0,300})?\](?P<words>[^\[\]]{0,2000})\[/(?P=name)\]")
_ALONE = re.compile(
    r"\[(?:[a-z]+[_-][\w-]{1,30}(?:\s[^\]\n]{0,300})?|[a-z][\w-]{1,30}\s[\w-]{1,30}=[^\]\n]{0,300})/?\]"
)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_JSON = re.compile(r"\s*\{[^{}\[\]]{0,2000}?\"version\"\s{0,9}:\s{0,9}\"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org")


def is_json(head: str) -> bool:
    """Whether a text begins like a JSON feed."""
    return _JSON.match(head) is not None


def read(data: bytes, name: str) -> Collection:
    """The items of a feed.

    Raises:
        InputError: it is no feed, or holds no item with a text.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _collected(_json(data, name), name)
    return _collected(_xml(data, name), name)


def _collected(articles: Sequence[Article], name: str) -> Collection:
    documents, unread = [], []
    for number, article in enumerate(articles, start=1):
        if article.paragraphs:
            documents.append(document(article, "feed", number))
        else:
            unread.append(Unread(number, "no text"))
    if not documents:
        raise InputError(
            "the feed holds no article with a text", where=name, next_step="Give the addresses of its articles."
        )
    return collected(documents, name, unread=unread, form="a feed")


def _too_long(name: str) -> InputError:
    return InputError(
        f"the feed has more than {MOST_ITEMS:,} items", where=name, next_step="Split it into smaller files."
    )


def _xml(data: bytes, name: str) -> list[Article]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(elements.recoded(data, name), parser)
    items = [e for e in root.iter() if _name(e) in {"item", "entry"}] if root is not None else []
    if len(items) > MOST_ITEMS:
        raise _too_long(name)
    channel = next((e for e in root.iter() if _name(e) in {"channel", "feed"}), None) if root is not None else None
    outlet = _said(channel, "title") if channel is not None else None
    language = (_said(channel, "language") or "")[:2].lower() if channel is not None else ""
    # WordPress' own export has posts as they were written.
    written = channel is not None and any(_name(child) == "wxr_version" for child in channel)
    articles = [_article(item, outlet, language or None, written=written) for item in items]
    if articles and cut_off.of_markup(data):
        articles[-1] = replace(articles[-1], cut_off=True)
    return articles


def _json(data: bytes, name: str) -> list[Article]:
    try:
        feed: Any = json.loads(decode(data, name=name).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})", where=name, next_step="Fetch it again.") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return []
    if len(items) > MOST_ITEMS:
        raise _too_long(name)
    return [_json_item(item, feed) for item in items if isinstance(item, dict)]


def _json_item(item: dict[str, Any], feed: dict[str, Any]) -> Article:
    key = next((key for key in ("content_html", "content_text", "summary") if string(item.get(key))), None)
    dated = next((v for k in ("date_published", "date_modified") if (v := string(item.get(k)))), None)
    tags = item.get("tags")
    addresses = (string(item.get(key)) or "" for key in ("url", "external_url", "id"))
    return Article(
        prose_line(string(item.get("title"))),
        clean(prose.paragraphs(item[key])) if key else (),
        outlet=string(feed.get("title")),
        day=_day(dated),
        dated=f"date: {dated}" if dated else None,
        authors=authors("; ".join(_named(item) or _named(feed))),
        language=(string(item.get("language")) or string(feed.get("language")) or "")[:2].lower() or None,
        subjects=tuple(dict.fromkeys(t for t in (tags if isinstance(tags, list) else ()) if string(t))),
        url=next((address for address in addresses if re.fullmatch(r"https?://\S+", address)), None),
        notes=(Note("summary", _SUMMARY),) if key == "summary" else (),
    )


def _named(holder: dict[str, Any]) -> list[str]:
    """The people that an item or a feed names; version 1 of the form had a single one."""
    listed = holder.get("authors")
    people = listed if isinstance(listed, list) else [holder.get("author")]
    return [name for person in people if isinstance(person, dict) and (name := string(person.get("name")))]


def _filled_in(text: str) -> str:
    r"""A post without what WordPress fills in when it shows it, and with the paragraphs that it makes of blank lines.

    >>> _filled_in("[dropcap]T[/dropcap]he port [sic] pays.\n\n[contact_form]")
    'The port [sic] pays.<p>'
    """
    return _BLANK.sub("<p>", _ALONE.sub("", _AROUND.sub(r"\g<words>", _PICTURES.sub("", text))))


def _article(item: _Element, outlet: str | None, language: str | None, *, written: bool) -> Article:
    parts = {_name(child): child for child in reversed(item)}
    kind = next((tag for tag in _TEXTS if tag in parts and _inner(parts[tag]).strip()), None)
    notes: tuple[Note, ...] = ()
    if kind in _SHORT:
        notes = (Note("summary", _SUMMARY),)
    text = _inner(parts[kind]) if kind else ""
    dated = next((v for t in ("pubDate", "published", "date", "issued", "updated") if (v := _said(item, t))), None)
    return Article(
        prose_line(_said(item, "title")),
        clean(prose.paragraphs(_filled_in(text) if written else text)),
        outlet=_said(item, "source") or outlet,
        day=_day(dated),
        dated=f"date: {dated}" if dated else None,
        authors=authors("; ".join(_people(item))),
        language=language,
        subjects=tuple(dict.fromkeys(_categories(item))),
        url=_link(item),
        notes=notes,
    )


def prose_line(words: str | None) -> str | None:
    """A title without markup and entities."""
    if not words:
        return None
    return " ".join(" ".join(prose.paragraphs(words)).split()) or None if "<" in words else words


def _day(value: str | None) -> dt.date | None:
    if not value:
        return None
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, OverflowError, IndexError):
        return day_in(value)  # Atom and Dublin Core write ISO 8601


def _people(item: _Element) -> list[str]:
    people = []
    for child in item:
        if _name(child) in {"author", "creator"}:
            said = _said(child, "name") or " ".join("".join(child.itertext()).split())
            # RSS 2.0 asks for an address with the name in brackets.
            match = re.fullmatch(r"[^\s@]+@\S+\s+\((?P<name>[^)]+)\)", said)
            people.append(match["name"] if match else said)
    return people


def _categories(item: _Element) -> list[str]:
    words = [(c.get("term") or "".join(c.itertext())).strip() for c in item if _name(c) in {"category", "subject"}]
    return [word for word in words if word]


def _link(item: _Element) -> str | None:
    for child in item:
        if _name(child) == "link" and child.get("rel") in {None, "alternate"}:
            address = (child.get("href") or child.text or "").strip()
            if re.match(r"https?://\S+$", address):
                return address
    guid = _said(item, "guid") or ""
    return guid if re.match(r"https?://\S+$", guid) else None


def _inner(element: _Element) -> str:
    """The words of an element with the markup that stands in it, escaped or not."""
    from lxml import etree

    inside = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + inside


def _said(item: _Element, tag: str) -> str | None:
    child = next((c for c in item if _name(c) == tag), None)
    return " ".join("".join(child.itertext()).split()) or None if child is not None else None


def _name(element: _Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
