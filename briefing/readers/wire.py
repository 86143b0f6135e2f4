"""The wire formats of the IPTC: NITF, NewsML 1, NewsML-G2, ninjs and 7901; and the XML of Factiva and of Ritzau.

Sources: NITF 3.6, NewsML 1.2, NewsML-G2 2.32 and ninjs 1.4 and 2.1 (IPTC).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.errors import InputError
from briefing.model.text import Note
from briefing.readers import cut_off, elements, prose, wire_text
from briefing.readers.archives import days
from briefing.readers.archives.article import Article, authors, clean, document, language, string
from briefing.readers.collection import Collection, Unread, collected
from briefing.readers.decode import decode
from briefing.readers.elements import attribute, every, first, story, text_of
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    import datetime as dt

    from lxml.etree import _Element

XML = re.compile(rb"<(?:\w+:)?(?:nitf|NewsML|newsItem|newsMessage|ppsArticle|ppsarticle|leadParagraph|RBNews)[\s>]")
#: Fields of which a ninjs object has some and other JSON has none.
_NINJS = (
    *("body_text", "body_xhtml", "body_html", "bodies", "pubstatus", "versioncreated"),
    *("description_text", "description_html", "firstcreated", "firstCreated", "versionCreated"),
)
#: Kinds of ninjs items that may be read without a body, by what describes them: of a picture that is its caption.
_TEXTS = (None, "text", "composite")
SUMMARY = "The item holds a summary alone, no text."
_PARAGRAPH = re.compile(r"<p[\s>]")
_STATES = {"canceled": "kill", "cancelled": "kill", "withheld": "withheld", "embargoed": "embargo"}
#: What Ritzau says of an item that is not to be used as it stands.
_RITZAU = (("Annuleret", "kill"), ("Korrektion", "correction"))
#: A moment as ISO 8601 writes it without signs between its parts, and with them.
_BASIC = re.compile(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:\d\d)?")
_EXTENDED = r"\1-\2-\3T\4:\5"
_SAID = re.compile(
    r"^\W*(?P<word>kill|withdrawal|withdrawn|correction|corrected|corrects|corr|advisory|embargo(?:ed)?)\b[\s:,/–—-]",
    re.IGNORECASE,
)
_WORDS = {"withdrawal": "kill", "withdrawn": "kill", "corrected": "correction", "corrects": "correction"}
_WORDS |= {"corr": "correction", "embargoed": "embargo"}


def is_ninjs(head: str) -> bool:
    """Whether a text begins like a ninjs object."""
    return head.lstrip()[:1] in {"{", "["} and '"headline' in head and any(f'"{key}"' in head for key in _NINJS)


def read(data: bytes, name: str) -> Collection:
    """The items of a file, each with its day, byline and status.

    Raises:
        InputError: it is damaged, or holds no item with a text.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        articles, form = _ninjs(data, name), "ninjs"
    elif wire_text.is_message(data):
        articles, form = wire_text.articles(data, name), wire_text.FORM
    else:
        articles, form = _xml(data, name)
        if articles and cut_off.of_markup(data):
            articles[-1] = replace(articles[-1], cut_off=True)
    documents, unread = [], []
    for number, article in enumerate(articles, start=1):
        if article.paragraphs:
            documents.append(document(_warned(article), "wire", number))
        else:
            unread.append(Unread(number, f"no text ({article.status})" if article.status else "no text"))
    if not documents:
        why = f"; {unread[0].why}" if unread else ""
        raise InputError(
            f"the {form} file holds no item with a text{why}", where=name, next_step="Check what the service has sent."
        )
    return collected(documents, name, unread=unread, form=form)


def _warned(article: Article) -> Article:
    """The article with a note where it is not to be used as it stands."""
    if article.status is None:
        return article
    said = f"The wire marks this item: {article.status}. See what it says before you use it."
    return replace(article, notes=(*article.notes, Note("wire-status", said)))


# ---- XML


def _xml(data: bytes, name: str) -> tuple[list[Article], str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(elements.recoded(data, name), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the XML is damaged ({error})", where=name, next_step="Fetch it again.") from error
    if root is None:
        raise InputError("the XML is damaged", where=name, next_step="Fetch it again.")
    if items := [e for e in root.iter() if elements.name(e) == "newsItem"]:
        return [_g2(item) for item in items], "NewsML-G2"
    if items := [e for e in root.iter() if elements.name(e) == "NewsItem"]:
        return [_newsml(item) for item in items], "NewsML"
    if items := [e for e in root.iter() if elements.name(e) == "nitf"]:
        return [_nitf(item) for item in items], "NITF"
    if items := [e for e in root.iter() if elements.name(e) == "article" and first(e, "headline") is not None]:
        return [_factiva(item) for item in items], "Factiva XML"
    if items := [e for e in root.iter() if elements.name(e) == "RBNews"]:
        return [_ritzau(item) for item in items], "Ritzau XML"
    raise InputError("the XML holds no news item", where=name, next_step="Give the article's text or page.")


def _nitf(item: _Element) -> Article:
    head, body = first(item, "body.head"), first(item, "body.content")
    docdata, pubdata = first(item, "docdata"), first(item, "pubdata")
    metas = {(m.get("name") or "").lower(): m.get("content") or "" for m in every(item, "meta")}
    dated = [
        ("date.issue", attribute(docdata, "date.issue", "norm")),
        ("date.publication", pubdata.get("date.publication") if pubdata is not None else None),
        ("story.date", attribute(head, "story.date", "norm")),
        ("date.release", attribute(docdata, "date.release", "norm")),
    ]
    key, value = next(((k, v) for k, v in dated if v and _day(v)), ("", ""))
    title = text_of(first(head, "hl1")) or text_of(first(head, "hedline")) or text_of(first(item, "title"))
    # The writer may stand in an element of his own, with his office beside him.
    by = [text_of(first(b, "person")) or text_of(b) for b in every(head, "byline")]
    plain = [b for b in every(head, "byline") if b.get("class") == "print_byline"]
    message = attribute(docdata, "ed-msg", "info") or ""
    state = docdata.get("management-status") if docdata is not None else None
    release = attribute(docdata, "date.release", "norm")
    return Article(
        title,
        clean(story(_whole(body))),
        outlet=(pubdata.get("name") if pubdata is not None else None)
        or text_of(first(head, "distributor"))
        or attribute(docdata, "doc.copyright", "holder")
        or attribute(docdata, "from-src", "src-name"),
        day=_day(value),
        dated=f"{key}: {value}" if value else None,
        authors=authors(text_of(plain[0]) or "") if plain else authors("; ".join(b for b in by if b)),
        section=(pubdata.get("position.section") if pubdata is not None else None)
        or metas.get("print_section")
        or metas.get("dsk")
        or None,
        page=metas.get("print_page_number")
        or (pubdata.get("position.sequence") if pubdata is not None else None)
        or None,
        language=elements.language(elements.spoken(item)),
        subjects=_terms([k.get("key") or "" for k in every(docdata, "keyword")]),
        url=_address(pubdata.get("ex-ref") if pubdata is not None else None),
        status=_status(state, title, message, release),
    )


def _whole(body: _Element | None) -> _Element | None:
    """The block that holds the full text, where a lead stands in one of its own beside it."""
    if body is None:
        return None
    return next((b for b in every(body, "block") if b.get("class") == "full_text"), body)


def _newsml(item: _Element) -> Article:
    dated = [(k, text_of(first(item, k))) for k in ("FirstCreated", "ThisRevisionCreated", "DateId")]
    key, value = next(((k, v) for k, v in dated if v and _day(v)), ("", ""))
    content = first(item, "DataContent")
    inner = first(content, "nitf")
    inside = _nitf(inner) if inner is not None else None
    title = text_of(first(item, "HeadLine")) or (inside.title if inside else None)
    state = attribute(item, "Status", "FormalName")
    instruction = attribute(item, "Instruction", "FormalName") or ""
    paragraphs = inside.paragraphs if inside else clean(story(content))
    by = authors(text_of(first(item, "ByLine")) or "") or (inside.authors if inside else ())
    return Article(
        title,
        paragraphs,
        outlet=attribute(item, "Provider/Party", "FormalName")
        or attribute(item, "Source/Party", "FormalName")
        or text_of(first(item, "ProviderId")),
        day=_day(value) or (inside.day if inside else None),
        dated=f"{key}: {value}" if value else (inside.dated if inside else None),
        authors=by,
        language=elements.language(attribute(item, "Language", "FormalName"), elements.spoken(item)),
        status=_status(state, title, instruction, text_of(first(item, "StatusWillChange"))),
    )


def _g2(item: _Element) -> Article:
    meta, content = first(item, "itemMeta"), first(item, "contentMeta")
    dated = [(k, text_of(first(e, k))) for e, k in ((content, "contentCreated"), (meta, "firstCreated"))]
    dated.append(("versionCreated", text_of(first(meta, "versionCreated"))))
    key, value = next(((k, v) for k, v in dated if v and _day(v)), ("", ""))
    inner = first(item, "inlineXML")
    nested = first(inner, "nitf")
    inside = _nitf(nested) if nested is not None else None
    plain = first(item, "inlineData")
    paragraphs = inside.paragraphs if inside else clean(story(inner))
    if not paragraphs and plain is not None:
        paragraphs = clean(prose.paragraphs("".join(plain.itertext())))
    title = text_of(first(content, "headline")) or (inside.title if inside else None)
    state = (attribute(meta, "pubStatus", "qcode") or "").rpartition(":")[2]
    embargo = text_of(first(meta, "embargoed"))
    signals = " ".join((e.get("qcode") or "").rpartition(":")[2] for e in every(meta, "signal"))
    notes = " ".join(said for e in every(meta, "edNote") if (said := text_of(e)))
    by = [said for e in every(content, "by") if (said := text_of(e))]
    people = [said for e in every(content, "creator") if (said := text_of(first(e, "name"))) and " " in said]
    return Article(
        title,
        paragraphs,
        outlet=text_of(first(first(meta, "provider"), "name"))
        or attribute(meta, "provider", "literal")
        or (attribute(meta, "provider", "qcode") or "").rpartition(":")[2]
        or None,
        day=_day(value),
        dated=f"{key}: {value}" if value else None,
        authors=authors("; ".join(by)) or authors("; ".join(people)) or (inside.authors if inside else ()),
        language=elements.language(attribute(content, "language", "tag"), elements.spoken(item)),
        subjects=_terms([text_of(first(e, "name")) or "" for e in every(content, "subject")]),
        status=_status("embargoed" if embargo else state, title, f"{signals} {notes}".strip(), embargo),
    )


def _factiva(item: _Element) -> Article:
    value = text_of(first(first(item, "publicationDate"), "date")) or text_of(first(item, "publicationDate")) or ""
    parts = [e for tag in ("leadParagraph", "tailParagraphs") if (e := first(item, tag)) is not None]
    return Article(
        text_of(first(item, "headline")),
        clean(p for part in parts for p in story(part, "paragraph")),
        outlet=text_of(first(item, "sourceName")),
        day=_day(value),
        dated=f"publicationDate: {value}" if value else None,
        authors=authors(text_of(first(item, "byline")) or ""),
        section=text_of(first(item, "sectionName")),
        page=text_of(first(item, "page")) or text_of(first(item, "pages")),
        language=language(text_of(first(item, "baseLanguage")) or "")
        or elements.language(text_of(first(item, "baseLanguage"))),
        subjects=_terms([text_of(first(e, "name")) or "" for e in every(item, "newsSubject")]),
    )


def _ritzau(item: _Element) -> Article:
    value = text_of(first(item, "PublishDate")) or ""
    state = next((state for tag, state in _RITZAU if text_of(first(item, tag)) == "true"), None)
    content = first(item, "content")
    return Article(
        text_of(first(item, "headline")),
        clean(elements.story_of("".join(content.itertext()))) if content is not None else (),
        outlet=(text_of(first(item, "origin")) or "").strip("/ ") or None,
        day=_day(value),
        dated=f"PublishDate: {value}" if value else None,
        authors=authors(text_of(first(item, "byLine")) or ""),
        section=text_of(first(item, "section")),
        language="da",
        status=state,
    )


def _status(state: str | None, title: str | None, message: str, until: str | None) -> str | None:
    """What keeps an item from being used as it stands: its state, or a word at the head of its title or instruction."""
    status = _STATES.get((state or "").lower())
    if status is not None and status != "embargo":
        return status
    said = next((word for words in (message, title or "") if (word := _word(words)) is not None), None)
    if status is None:
        return said
    embargo = f"embargo until {_BASIC.sub(_EXTENDED, until)}" if until else "embargo"
    return embargo if said is None or said.startswith("embargo") else f"{said}; {embargo}"


def _word(words: str) -> str | None:
    """The word that heads a title or an instruction and says what an item is: "correction", "kill"."""
    match = _SAID.match(f"{words} ")
    word = match["word"].lower() if match else None
    return _WORDS.get(word, word) if word is not None else None


# ---- ninjs


def _ninjs(data: bytes, name: str) -> list[Article]:
    text = decode(data, name=name).lstrip("\ufeff")
    try:
        whole: Any = json.loads(text)
        items = whole if isinstance(whole, list) else _listed(whole) if isinstance(whole, dict) else []
    except RecursionError as error:
        raise InputError("the JSON is nested too deeply", where=name, next_step="Fetch it again.") from error
    except ValueError:
        try:
            items = [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError) as error:
            raise InputError(f"is not JSON ({error})", where=name, next_step="Fetch it again.") from error
    return [_ninjs_item(item) for item in items if isinstance(item, dict)]


def _listed(whole: dict[str, Any]) -> list[Any]:
    """The items of an answer that lists them, or the one item that the object itself is."""
    return next((whole[key] for key in ("items", "item") if isinstance(whole.get(key), list)), [whole])


def _ninjs_item(item: dict[str, Any]) -> Article:
    title = string(item.get("headline")) or _value(item.get("headlines"))
    keys = ("firstcreated", "firstCreated", "contentcreated", "versioncreated", "versionCreated")
    key = next((k for k in keys if isinstance(item.get(k), str) and day_in(item[k])), "")
    embargo = string(item.get("embargoed"))
    state = string(item.get("pubstatus")) or string(item.get("pubStatus"))
    sources = ("provider", "infosources", "infoSources", "source", "copyrightholder", "copyrightHolder")
    body = _body(item)
    summary = "" if body or item.get("type") not in _TEXTS else _described(item)
    paragraphs = clean(elements.story_of(body or summary))
    return Article(
        title,
        paragraphs[1:] if len(paragraphs) > 1 and paragraphs[0] == title else paragraphs,
        outlet=next((name for key in sources if (name := _named(item.get(key)))), None),
        day=day_in(item[key]) if key else None,
        dated=f"{key}: {item[key]}" if key else None,
        authors=authors(string(item.get("byline")) or string(item.get("by")) or ""),
        language=elements.language(string(item.get("language"))),
        subjects=_terms(_names(item.get("subject") or item.get("subjects"))),
        url=_address(string(item.get("uri"))),
        status=_status("embargoed" if embargo else state, title, string(item.get("ednote")) or "", embargo),
        notes=(Note("summary", SUMMARY),) if summary else (),
    )


def _described(item: dict[str, Any]) -> str:
    """What sums an item up."""
    keys = ("description_html", "description_text")
    return (
        next((words for key in keys if (words := string(item.get(key)))), None)
        or _value(item.get("descriptions"))
        or ""
    )


def _body(item: dict[str, Any]) -> str:
    """The text of an item: the one with markup, which keeps its paragraphs, where there are several."""
    listed = item.get("bodies")
    bodies = [item.get(key) for key in ("body_xhtml", "body_html", "body_text")]
    bodies += [body.get("value") for body in listed if isinstance(body, dict)] if isinstance(listed, list) else []
    words = [body for body in bodies if isinstance(body, str) and body.strip()]
    return next((body for body in words if _PARAGRAPH.search(body)), words[0] if words else "")


def _value(value: Any) -> str | None:
    """The text of the first of a list of ``{"value": …}``, as ninjs 2 writes headlines and bodies."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return string(value[0].get("value"))
    return None


def _names(value: Any) -> list[str]:
    return [n for v in value if (n := _named(v))] if isinstance(value, list) else []


def _named(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return string(value.get("name")) if isinstance(value, dict) else string(value)


def _terms(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _address(value: str | None) -> str | None:
    return value if value and re.match(r"https?://\S+$", value) else None


def _day(value: str) -> dt.date | None:
    match = re.match(r"(?P<year>(?:1[5-9]|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)", value)
    if match:
        return days.valid(int(match["year"]), int(match["month"]), int(match["day"]))
    return day_in(value) or days.in_text(value)
