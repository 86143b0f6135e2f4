"""What a page says about itself: JSON-LD first, then meta tags, then marks in the visible page."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.model import addresses
from briefing.readers import page_address
from briefing.readers.byline import names_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: schema.org types that are an article, in falling order of trust.
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Blog)$")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "og:article:published_time",
    "parsely-pub-date", "parsely-pub_date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dc.date.created", "prism.publicationdate", "citation_publication_date", "citation_date",
    "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date", "pubdate",
    "publication_date", "publicationdate", "published", "published_at", "publishedtime", "date_published",
    "datecreated",
    "article:created", "originalpublicationdate", "article.published", "displaydate", "article_date_original", "ptime",
    "date", "rbpubdate", "bt:pubdate", "eomportal-firstpublished",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "og:author", "og:article:author", "article:author_name", "cxenseparse:author", "dcsext.author", "citation_author",
    "authors", "byline", "article.author",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "title", "citation_title", "sailthru.title", "parsely-title")
_SITES = ("og:site_name", "publisher", "dc.publisher", "application-name", "al:ios:app_name", "citation_journal_title")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d)")
_WORDY = re.compile(
    r"(?:(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})|(?P<us_month>[A-Za-z]{3,9})\.?\s+(?P<us_day>\d{1,2}),?)\s+"
    r"(?P<year>(?:19|20)\d\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SUFFIX = re.compile(r"(?<!\s)\s+(?:[|–—•·»:-]|::)\s+(?=[^|–—•·»]{2,40}$)")
#: What belongs to a name behind its comma.
_TITLED = re.compile(r",\s*(?:jr|sr|ph\.?d|m\.?d|esq|[IVX]{2,4})\b\.?$", re.IGNORECASE)
#: An address in the place of an author.
_SITE = re.compile(r"(?:[\w-]{1,60}\.){1,4}[a-z]{2,12}", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself."""

    title: str | None = None
    date: dt.date | None = None
    date_evidence: str | None = None
    modified: dt.date | None = None
    """The day of its last change."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    archived: str | None = None
    """Where a copy of it is kept from which it was saved."""
    doi: str | None = None
    language: str | None = None
    summary: str | None = None
    body: str | None = None
    """The article's text as JSON-LD gives it, if it does."""


def metadata(tree: HtmlElement, name: str) -> Metadata:
    """What a parsed page says about itself.

    Args:
        tree: the page.
        name: its address or file name; relative addresses are resolved against it.
    """
    every = list(nodes(tree))
    meta = _meta(tree)
    url, archived = page_address.address(tree, meta, name)
    article = _article(every, url)
    by_id = {n["@id"]: n for n in every if isinstance(n.get("@id"), str) and len(n) > 1}
    day, evidence = _date(article, meta, tree)
    publisher = _publisher(article, meta, by_id, url)
    written = _authors(article, meta, by_id, tree)
    return Metadata(
        title=_title(article, meta, tree),
        date=day,
        date_evidence=evidence,
        modified=_modified(article, meta),
        # A site that names itself as the author names none.
        authors=tuple(name for name in written if normal(name) != normal(publisher or "")),
        publisher=publisher,
        url=url,
        archived=archived,
        doi=page_address.doi(meta),
        language=_language(article, meta, tree),
        summary=text_of(article.get("description")) or _first(meta, ("og:description", "description")),
        body=text_of(article.get("articleBody"), lines=True),
    )


def normal(words: str) -> str:
    """Words in small letters with one space between, for comparing."""
    return " ".join(_WORD.findall(words.lower()))


def day_in(value: str) -> dt.date | None:
    """The calendar day a machine-readable date begins with, as it is written there; ``None`` where there is none.

    >>> day_in("2026-03-12T23:40:00-05:00")
    datetime.date(2026, 3, 12)
    """
    value = value.strip()
    if _EPOCH.fullmatch(value):
        seconds = int(value[:10])
        return dt.datetime.fromtimestamp(seconds, tz=dt.timezone.utc).date()
    if match := _ISO.match(value) or _ISO.search(value):
        return _calendar(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _WORDY.search(value):
        month = (match["month"] or match["us_month"])[:3].lower()
        if month in _MONTHS:
            return _calendar(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"] or match["us_day"]))
    return None


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outermost first. A block that is no JSON says nothing."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$", "", script.text_content()).strip().rstrip(";")
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data)


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "author", "publisher"):
            if isinstance(data.get(key), list | dict):
                yield from _objects(data[key], depth + 1)


def _article(nodes: Sequence[dict[str, Any]], url: str | None) -> dict[str, Any]:
    """The object that is the page's article; the emptiest one loses, one about this address wins."""

    def worth(node: dict[str, Any]) -> int:
        there = sum(bool(node.get(key)) for key in ("headline", "datePublished", "author"))
        pages = (node.get("url"), node.get("@id"), node.get("mainEntityOfPage"))
        here = url is not None and any(_same_page(p.get("@id") if isinstance(p, dict) else p, url) for p in pages)
        return there + 2 * here

    articles = [n for n in nodes if any(_ARTICLE.search(t) for t in _types(n))]
    return max(articles, key=worth, default={})


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _same_page(address: Any, other: str) -> bool:
    return isinstance(address, str) and address.split("#")[0].rstrip("/") == other.rstrip("/")


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """The page's meta tags by name, in small letters."""
    contents: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if content and tag.get(key):
                contents.setdefault(tag.get(key).lower(), []).append(content)
    return contents


def _first(meta: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next((html.unescape(meta[n][0]) for n in names if n in meta), None)


def text_of(value: Any, *, lines: bool = False) -> str | None:
    """A JSON-LD value as text without markup and entities."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    plain = html.unescape(html.unescape(value))
    plain = re.sub(r"<(?:br|/p|/h\d|/li)[^<>]{0,100}>", "\n", plain)
    plain = re.sub(r"<[a-zA-Z/][^<>]{0,1000}>", "", plain)
    return (plain.strip() if lines else " ".join(plain.split())) or None


# ---- title


def _title(article: dict[str, Any], meta: dict[str, list[str]], tree: HtmlElement) -> str | None:
    """The headline that most of JSON-LD, the meta tags, the visible head and the window's title agree on.

    Between two pairs that agree, one told by JSON-LD that also carries the article's text is the newsroom's own; one
    without the text is written for search engines, and the visible head counts more.
    """
    window = " ".join((tree.findtext(".//title") or "").split())
    structured = text_of(article.get("headline")) or text_of(article.get("name"))
    tagged = _first(meta, _TITLES)
    tagged = _without_site(tagged, meta) if tagged else None
    visible = _visible(tree, [t for t in (structured, tagged, window) if t])
    candidates = [c for c in (structured, visible, tagged) if c and normal(c)]
    if not candidates:
        return _without_site(window, meta) or None
    votes: Counter[str] = Counter(normal(c) for c in candidates)
    for words in list(votes):
        if normal(window).startswith(words) and (
            structured is None or window.startswith(structured[:20]) or normal(structured) != words
        ):
            votes[words] += 1
    whole = len(str(article.get("articleBody") or "")) > 1000
    trusted = structured if structured and whole else visible or structured
    best = max(votes, key=lambda w: (votes[w], w == normal(trusted or ""), -[normal(c) for c in candidates].index(w)))
    return next(c for c in candidates if normal(c) == best)


def _visible(tree: HtmlElement, others: Sequence[str]) -> str | None:
    """The text of the page's main head: the one another source repeats, else the first that is long enough."""
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heads = [h for h in heads if len(h.split()) > 1]
    known = {normal(o) for o in others}
    return next((h for h in heads if normal(h) in known), next((h for h in heads if len(h.split()) > 2), None))


def _without_site(title: str, meta: dict[str, list[str]]) -> str:
    """A title without the site's name behind its last bar or dash."""
    site = normal(_first(meta, _SITES) or "")
    matches = list(_SUFFIX.finditer(title))
    if not matches:
        return title
    match = matches[-1]
    tail = normal(title[match.end() :])
    bar = match.group().strip() in {"|", "•", "·", "»", "::"}
    named = bool(site) and (tail in site or site in tail)
    return title[: match.start()].strip() if named or (bar and len(tail.split()) <= 4) else title


# ---- date


def _date(article: dict[str, Any], meta: dict[str, list[str]], tree: HtmlElement) -> tuple[dt.date | None, str | None]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        value = text_of(article.get(key))
        if value and (day := day_in(value)):
            return day, f"{key}: {value}"
    for element in tree.iter():
        if isinstance(element.tag, str) and "datepublished" in (element.get("itemprop") or "").lower().split():
            value = element.get("datetime") or element.get("content") or element.text_content().strip()[:60]
            if value and (day := day_in(value)):
                return day, f"datePublished: {value}"
    for name in _PUBLISHED:
        for value in meta.get(name, ()):
            if day := day_in(value):
                return day, f"{name}: {value}"
    return _time_element(tree)


def _modified(article: dict[str, Any], meta: dict[str, list[str]]) -> dt.date | None:
    stamp = text_of(article.get("dateModified")) or _first(meta, _MODIFIED)
    return day_in(stamp) if stamp else None


def _time_element(tree: HtmlElement) -> tuple[dt.date | None, str | None]:
    """The day of a ``time`` element that says it is the publication, or stands in the article's own head."""
    times = [t for t in tree.iter("time") if t.get("datetime") and not _is_aside(t)]
    for element in times:
        said = f"{element.get('class')} {element.get('pubdate')} {element.get('itemprop')} {element.get('data-testid')}"
        marked = element.get("pubdate") is not None or re.search(r"publi|posted|entry-date|issued", said, re.IGNORECASE)
        if marked and (day := day_in(element.get("datetime"))):
            return day, f"time: {element.get('datetime')}"
    return None, None


def _is_aside(element: HtmlElement) -> bool:
    return any(a.tag in {"aside", "footer", "nav"} for a in element.iterancestors())


# ---- who, where, which language


def _referred(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """The text of a JSON-LD value, or of the node that it refers to."""
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        value = by_id.get(value["@id"], value)
    return text_of(value)


def _authors(
    article: dict[str, Any], meta: dict[str, list[str]], by_id: dict[str, dict[str, Any]], tree: HtmlElement
) -> tuple[str, ...]:
    creators = article.get("author") or article.get("creator")
    names: dict[str, None] = {}
    for creator in creators if isinstance(creators, list) else [creators]:
        for name in _people(_referred(creator, by_id) or ""):
            names.setdefault(name)
    if names:
        return tuple(names)
    for key in _AUTHORS:
        for value in meta.get(key, ()):
            for name in _people(html.unescape(value)):
                names.setdefault(name)
        if names:
            return tuple(names)
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']")[:6]:
        for name in _people(" ".join(element.text_content().split())):
            names.setdefault(name)
    return tuple(names)


def _people(value: str) -> Iterator[str]:
    """The names in an author field, which may hold one, several, or an address."""
    value = re.sub(r"^(?:by|words by|written by)\s+", "", " ".join(value.split()), flags=re.IGNORECASE)
    if not value or "://" in value or "@" in value or len(value) > 200 or normal(value) in {"admin", "editor", "staff"}:
        return
    if _SITE.fullmatch(value):
        return
    several = names_in(value)
    # "Una Drew, VARDE TODAY 8:42 a.m. October 2, 2014": behind the comma stands what is no name.
    alone = len(several) == 1 and value.startswith(f"{several[0]},") and not _TITLED.search(value)
    if len(several) > 1 or alone:
        yield from several
    elif len(value) <= 80:
        yield value


def _publisher(
    article: dict[str, Any], meta: dict[str, list[str]], by_id: dict[str, dict[str, Any]], url: str | None
) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = _referred(publisher, by_id)
    if name and "://" not in name:
        return name
    host = addresses.split(url).netloc.removeprefix("www.") if url else None
    return _first(meta, _SITES) or host or None


def _language(article: dict[str, Any], meta: dict[str, list[str]], tree: HtmlElement) -> str | None:
    values = (tree.get("lang"), text_of(article.get("inLanguage")), _first(meta, ("og:locale", "content-language")))
    return next((m[0].lower() for v in values if v and (m := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", v.strip()))), None)
