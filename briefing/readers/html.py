"""A saved web page: trafilatura finds the body, the page's own metadata the rest; what they miss is mended here."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from briefing.errors import InputError
from briefing.model import addresses
from briefing.model.text import DateFrom, Document, Dropped, Note, Post, Span
from briefing.readers import attributes, body, cited, live, page_data, page_kinds, several_stories, style_sheets
from briefing.readers.blocks import Block, blocks
from briefing.readers.body import Part, densest, located
from briefing.readers.decode import decode, named_in
from briefing.readers.ids import identifier, is_address
from briefing.readers.markdown import unmarked
from briefing.readers.metadata import Metadata, day_in, metadata, normal
from briefing.readers.page_kinds import PageKind
from briefing.readers.standfirst import standfirst

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements of a page, and attributes of one that are looked at: what is written by people has fewer by far, and the
#: time that extraction takes grows with the square of either.
MOST_ELEMENTS, MOST_ATTRIBUTES = 50_000, 200

#: Lines of the shortest transcript of a hearing; a page that sets fewer as they were typed need not be parsed for them.
FEWEST_LINES = 3
_PREFORMATTED, _PREFORMATTED_END = re.compile(rb"<pre\b", re.IGNORECASE), re.compile(rb"</pre", re.IGNORECASE)
#: Letters beside a time element from which it stands in a sentence.
BESIDE = 40
_IN_NUMBERS = re.compile(r"(?<![\d/-])(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:20)?\d\d)(?![\d/-])")
_ITEM = re.compile(r"^[-•*–]\s+")


def read(data: bytes, name: str, declared: str | None = None, *, several: bool = False) -> Document:
    """The article on a web page.

    Title, date, authors, publisher, address and language come from JSON-LD and meta tags. Of several readings of the
    body (trafilatura's, the page's own data, the element that is densest in sentences) the one with most of the story
    is taken, in the page's own words and paragraphs.

    Args:
        data: the page.
        name: its file name or address.
        declared: the encoding a mail's or a server's header names; the page's own tag is used where there is none.
        several: whether it may be a list of short articles, as a newsletter is.

    Raises:
        InputError: the page holds no article, or only one that a browser would have to build first. The message says
            what it looks like instead.
    """
    tree, _kept = _parsed(data, name, declared)
    unseen = style_sheets.hide(tree, name=name)
    about, elsewhere = _at_home(metadata(tree, name), name)
    shown = blocks(tree)
    updates = live.updates(tree)
    body_text = about.body or "\n".join(f"{update.heading}\n{update.text}" for update in updates or ())
    data_lines = [" ".join(line.split()) for line in unmarked(body_text).splitlines() if normal(line)]
    readings = [located("found", _body(tree), shown), densest(shown)]
    if data_lines:
        readings.insert(1, located(body.TOLD, data_lines, shown))
    story = body.chosen(shown, readings)
    if not several:
        story = replace(story, taken=story.taken - page_kinds.below(shown, story.taken))
    parts, unshown = _parts(tree, about, shown, story, data_lines, updates)
    written = [part.words for part in parts if part.kind in body.STORY]
    if not several and (page_kinds.is_list(shown, story.taken) or page_kinds.is_front(about.url, shown, story.taken)):
        raise _no_article(name, page_kinds.LIST)
    window = tree.findtext(".//title")
    titles = (about.title, window, *(h.text_content() for h in tree.iter("h1")))
    if kind := page_kinds.page_kind(titles, written, (b.words for b in shown)):
        raise _no_article(name, kind)
    notes = tuple(Note(code, said, identifier(name)) for code, said in (*elsewhere, *unshown))
    if unseen:
        notes = (*notes, Note("sheet-hides", unseen, identifier(name)))
    if kind := page_kinds.behind_paywall(written, (b.words for b in shown)):
        if page_kinds.words_in(written) < page_kinds.BEGINNING:
            raise _no_article(name, kind)
        said = f"This looks like {kind.says}; the rest is not in the file."
        notes = (*notes, Note("paywall", said, identifier(name)))
    headlines, lesser = ({normal(h.text_content()) for h in tree.iter(*tags)} for tags in (("h1",), ("h2", "h3")))
    if other := several_stories.second(parts, headlines, lesser):
        said = f"Another story stands below, with hardly a word in common: “{other}”. Its lines may be on the page."
        notes = (*notes, Note("two-stories", said, identifier(name)))
    if not any(body.is_told(part.words) for part in parts if part.kind in body.STORY):
        raise _no_article(name)
    day, evidence = (about.date, about.date_evidence) if about.date else _guessed(tree)
    return _document(about, parts, (day, evidence), name, notes)


def shown(data: bytes, name: str, declared: str | None = None) -> str:
    """Everything that a page shows, a block a line.

    Raises:
        InputError: it is no text, or far too large for a page.
    """
    tree, _ = _parsed(data, name, declared)
    style_sheets.hide(tree, name=name)
    return "\n\n".join(block.words for block in blocks(tree))


def preformatted(data: bytes, name: str) -> str | None:
    """The longest stretch of a page that is set in lines as it was typed; ``None`` where there is none."""
    _, *begun = _PREFORMATTED.split(data)
    stretches = (_PREFORMATTED_END.split(piece, maxsplit=1)[0] for piece in begun)
    if all(max(lines.count(b"\n"), lines.count(b"\r")) < FEWEST_LINES for lines in stretches):
        return None
    tree, _ = _parsed(data, name, None)
    texts = (element.text_content() for element in tree.iter("pre"))
    return max(texts, key=len, default=None)


def _parts(
    tree: HtmlElement,
    about: Metadata,
    shown: Sequence[Block],
    story: body.Chosen,
    data_lines: Sequence[str],
    updates: Sequence[live.Update] | None,
) -> tuple[tuple[Part, ...], list[tuple[str, str]]]:
    """The parts of the story in order, stamps and standfirst before it; and the code and words of a note, if any."""
    heads = frozenset({normal(about.title or ""), *(normal(h.text_content()) for h in tree.iter("h1"))})
    # What stands in the margin of the story is set aside where it stands, and not passed over without a word.
    story = replace(story, taken=story.taken | body.asides(shown, story))
    moments = live.posts(shown, story, tree, about.date, called=updates is not None)
    parts = body.parts(shown, story, heads, moments)
    parts, notes = page_data.story(tree, parts, shown, data_lines, heads)
    parts = live.dated(parts, updates) if updates else parts
    above = standfirst(shown, about.title, about.summary)
    if above and not any(normal(above) in normal(part.words) for part in parts[:6]):
        parts = (Part(above, "summary"), *parts)
    return (*body.stamps(shown, story, normal(about.title or "")), *cited.joined(tree, parts)), notes


def _at_home(about: Metadata, name: str) -> tuple[Metadata, list[tuple[str, str]]]:
    """What a page says of itself; where it names an address of another site than it came from, the latter holds."""
    base = addresses.split(name).hostname if is_address(name) else None
    there = addresses.split(about.url).hostname if about.url else None
    if base is None or there is None or addresses.copied(name) or _site(base) == _site(there):
        return about, []
    said = f"The page says that its address is {about.url}; it was fetched from {base}, which is named as its source."
    return replace(about, url=name, archived=None, doi=None, publisher=base.removeprefix("www.")), [
        ("address-elsewhere", said)
    ]


def _site(host: str) -> str:
    """What the hosts of one publisher share: the last two parts of a name; three of "a.co.uk"."""
    parts = host.lower().rstrip(".").split(".")
    return ".".join(parts[-3 if len(parts) > 2 and len(parts[-2]) <= 3 else -2 :])


def _parsed(data: bytes, name: str, declared: str | None) -> tuple[HtmlElement, list[HtmlElement]]:
    """A page's tree and its elements. While these are kept, lxml need not make them anew at every walk."""
    from lxml import etree
    from lxml import html as lxml_html

    text = decode(data, name=name, declared=declared or named_in(data))
    attributes.check(text, name=name)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise _no_article(name) from error
    elements = list(islice(tree.iter(), MOST_ELEMENTS + 1))
    if len(elements) > MOST_ELEMENTS:
        raise InputError(
            f"the page has more than {MOST_ELEMENTS:,} elements",
            where=name,
            next_step="Copy the article's text into a .txt file and give that file.",
        )
    for element in elements:
        if len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()
    return tree, elements


def _document(
    about: Metadata,
    parts: Sequence[Part],
    dated: tuple[dt.date | None, str | None],
    name: str,
    notes: tuple[Note, ...],
) -> Document:
    dropped: list[Dropped] = []
    spans: dict[str, list[Span]] = {"heading": [], "question": [], "summary": []}
    posts: list[Post] = []
    at = 0
    for part in parts:
        span = Span(at, at + len(part.words))
        if part.kind not in body.STORY:
            dropped.append(Dropped(span, part.kind, f"page-{part.kind}"))
        elif part.kind in spans:
            spans[part.kind].append(span)
        if part.moment and (day := day_in(part.moment)):
            if posts and posts[-1].evidence == part.moment:
                posts[-1] = replace(posts[-1], span=Span(posts[-1].span.start, span.end))
            else:
                posts.append(Post(span, day, part.moment))
        at = span.end + 2
    day, evidence = dated
    origin: DateFrom = "metadata" if about.date else "file" if day else "none"
    if day and not about.date:
        said = f"The page names no publication day; {day.isoformat()} was guessed from its text and address."
        notes = (*notes, Note("date-guessed", said, identifier(name)))
    return Document(
        identifier(name),
        "\n\n".join(part.words for part in parts),
        title=about.title,
        date=day,
        date_from=origin,
        date_evidence=evidence,
        modified=about.modified,
        authors=about.authors,
        publisher=about.publisher,
        url=about.url,
        archived=about.archived,
        doi=about.doi,
        language=about.language or "en",
        kind="html",
        dropped=tuple(dropped),
        notes=notes,
        headings=tuple(spans["heading"]),
        asked=tuple(spans["question"]),
        summaries=tuple(spans["summary"]),
        posts=tuple(posts),
    )


def _body(tree: HtmlElement) -> list[str]:
    """The paragraphs trafilatura finds. Its fallbacks are left out: half its time, and no gain on news pages."""
    import trafilatura

    extraction = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    text: str = getattr(extraction, "text", None) or ""
    lines = (" ".join(_ITEM.sub("", line.strip()).split()) for line in text.split("\n"))
    return [line for line in lines if normal(line)]


def _guessed(tree: HtmlElement) -> tuple[dt.date | None, str | None]:
    """The day htmldate finds where the page names none, by its careful search only: its wide one guesses.

    A day that the story tells of is none of these, and neither is one in numbers that could be two.
    """
    import htmldate

    written: str | None = None
    with contextlib.suppress(ValueError):  # lxml reads control characters, and writes none when an element goes
        _without_told_days(tree)
        written = htmldate.find_date(tree, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    day = day_in(written) if written else None
    if day is None or _is_either(day, tree):
        return None, None
    return day, f"guessed by htmldate: {written}"


def _without_told_days(tree: HtmlElement) -> None:
    """Take the days out of a page's tree that stand in a sentence."""
    for element in list(tree.iter("time")):
        above = element.getparent()
        if above is not None and len(normal(above.text_content())) > len(normal(element.text_content())) + BESIDE:
            element.drop_tag()


def _is_either(day: dt.date, tree: HtmlElement) -> bool:
    """Whether a page writes a day only in numbers that could as well be another: 8/11/2026."""
    from lxml import etree

    if max(day.day, day.month) > 12 or day.day == day.month:
        return False
    for match in _IN_NUMBERS.finditer(tree.text_content()):
        if {int(match["a"]), int(match["b"])} == {day.day, day.month} and int(match["year"]) in (
            day.year,
            day.year % 100,
        ):
            return day.isoformat() not in etree.tostring(tree, encoding="unicode")
    return False


def _no_article(name: str, kind: PageKind | None = None) -> InputError:
    """The error for a page without an article, which says what it looks like where that is known."""
    return InputError(
        f"this page looks like {kind.says}, not an article" if kind else "no article was found on this page",
        where=name,
        next_step=kind.next_step
        if kind
        else "Open it in a browser, copy the article's text into a .txt file and give that file.",
    )
